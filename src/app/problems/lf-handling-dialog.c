/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act on a problem: a row for each thing it asks for. */

#include "config.h"

#include "lf-handling-dialog.h"

#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

#define NO_ROW G_MAXUINT

/* The numbers of the rows; NO_ROW: it is not asked. */
typedef struct
{
  LfHandlingRoom *room;
  LfRecord *problem; /* as it was loaded */
  LfHandlingAct act;
  guint department, co, owner, day, satisfaction, text, decision, files;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  lf_handling_room_unref (asked->room);
  lf_record_unref (asked->problem);
  g_free (asked);
}

static const char *
get (LfRowsDialog *dialog, guint row)
{
  return row == NO_ROW ? NULL : lf_rows_dialog_get (dialog, row);
}

static LfChange *
make_change (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const Asked *asked = user_data;
  LfHandlingWord word = { .text = get (dialog, asked->text),
                          .department = get (dialog, asked->department),
                          .co_departments = get (dialog, asked->co),
                          .owner = get (dialog, asked->owner),
                          .satisfaction = get (dialog, asked->satisfaction),
                          .file = get (dialog, asked->files),
                          .decision = get (dialog, asked->decision),
                          .by = asked->room->account };

  if (asked->day != NO_ROW)
    lf_rows_dialog_get_date (dialog, asked->day, &word.day);
  return lf_handling_act (&asked->room->desk, asked->problem, asked->act, &word, error);
}

static guint
add_row (LfRowsDialog *dialog,
         gboolean is_asked,
         const LfRecord *draft,
         const char *field,
         const char *title)
{
  return is_asked ? lf_rows_dialog_add_row (dialog, draft, field, title) : NO_ROW;
}

/* What the problem's clock says is told above the rows. */
static void
add_rows (LfRowsDialog *dialog, Asked *asked)
{
  const LfHandlingActRule *rule = lf_handling_act_rule (asked->act);
  const LfHandlingDesk *desk = &asked->room->desk;
  g_autoptr (LfRecord) draft = lf_record_new (lf_record_entity (asked->problem), NULL);
  g_autoptr (LfRecord) step = lf_record_new (lf_schema_find ("problem_step"), NULL);
  g_autofree char *clock
      = lf_handling_tell (desk, asked->problem, lf_handling_next (desk, asked->problem));
  gboolean is_dispatch = (rule->asks & LF_HANDLING_ASKS_DEPARTMENT) != 0;
  gboolean has_text = (rule->asks & (LF_HANDLING_ASKS_TEXT | LF_HANDLING_TAKES_TEXT)) != 0;
  gboolean is_result = g_strcmp0 (rule->text, "result") == 0;

  lf_record_set (draft, "owner", lf_record_get (asked->problem, "owner"));
  lf_rows_dialog_add_group (dialog, lf_handling_act_label (asked->act), clock);
  asked->department = add_row (dialog, is_dispatch, draft, "lead_department", NULL);
  asked->co = add_row (dialog, is_dispatch, draft, "co_departments", NULL);
  asked->owner = add_row (dialog, is_dispatch, draft, "owner", NULL);
  asked->day
      = add_row (dialog, (rule->asks & LF_HANDLING_ASKS_DAY) != 0, draft, "extended_to", NULL);
  asked->satisfaction = add_row (dialog, (rule->asks & LF_HANDLING_ASKS_SATISFACTION) != 0, draft,
                                 "satisfaction", NULL);
  asked->text = add_row (dialog, has_text, is_result ? draft : step, is_result ? "result" : "text",
                         _ (rule->word));
  asked->decision
      = add_row (dialog, (rule->asks & LF_HANDLING_TAKES_DECISION) != 0, draft, "decision", NULL);
  asked->files = add_row (dialog, (rule->asks & LF_HANDLING_TAKES_FILE) != 0, step, "files", NULL);
}

void
lf_handling_dialog_present (GtkWindow *parent,
                            LfAppContext *context,
                            LfHandlingRoom *room,
                            LfRecord *problem,
                            LfHandlingAct act)
{
  const char *label = lf_handling_act_label (act);
  g_autofree char *title = lf_record_title (problem);
  g_autofree char *sentence = g_strdup_printf (_ ("%1$s: %2$s"), label, title);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, context, label, title);
  Asked *asked = g_new0 (Asked, 1);

  asked->room = lf_handling_room_ref (room);
  asked->problem = lf_record_ref (problem);
  asked->act = act;
  add_rows (dialog, asked);
  lf_rows_dialog_present (dialog, sentence, make_change, asked, asked_free);
}
