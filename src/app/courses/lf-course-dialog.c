/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act of a course: where it goes, and what is said with it. */

#include "config.h"

#include "lf-course-dialog.h"

#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

#define NO_ROW G_MAXUINT

gboolean
lf_course_asks (const LfCourseAct *act)
{
  return act->text_entity != NULL || act->to_field != NULL;
}

/* The numbers of the rows; NO_ROW: it is not asked. */
typedef struct
{
  LfHandlingRoom *room;
  LfRecord *record; /* as it was loaded */
  const LfCourseAct *act;
  guint to, text;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  lf_handling_room_unref (asked->room);
  lf_record_unref (asked->record);
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
  const LfCourseWord word = { .text = get (dialog, asked->text),
                              .to = get (dialog, asked->to),
                              .by = asked->room->account };

  return lf_course_do (asked->record, asked->act, &word, &asked->room->desk.today,
                       /* ret_lead= */ NULL, error);
}

static void
add_rows (LfRowsDialog *dialog, Asked *asked)
{
  const LfCourseAct *act = asked->act;
  g_autofree char *clock = lf_course_tell (&asked->room->desk, asked->record);

  lf_rows_dialog_add_group (dialog, lf_course_act_label (act), clock);
  asked->to = asked->text = NO_ROW;
  if (act->to_field != NULL)
    {
      g_autoptr (LfRecord) draft = lf_record_new (lf_record_entity (asked->record), NULL);

      asked->to = lf_rows_dialog_add_row (dialog, draft, act->to_field, NULL);
    }
  if (act->text_entity != NULL)
    {
      g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find (act->text_entity), NULL);

      if (act->makes_lead)
        lf_record_set (draft, act->text_field, lf_record_get (asked->record, "subject"));
      asked->text = lf_rows_dialog_add_row (dialog, draft, act->text_field, NULL);
    }
}

/* ---- What asks nothing ---- */

/* @done: what is said when it is saved */
static void
do_at_once (LfAppContext *context,
            LfHandlingRoom *room,
            LfRecord *record,
            const LfCourseAct *act,
            const char *done)
{
  const LfCourseWord word = { .by = room->account };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_course_do (record, act, &word, &room->desk.today, NULL, &error);

  if (change == NULL)
    lf_app_context_toast (context, error->message, /* has_undo= */ FALSE);
  else
    lf_app_context_commit (context, change, done);
}

void
lf_course_dialog_present (GtkWindow *parent,
                          LfAppContext *context,
                          LfHandlingRoom *room,
                          LfRecord *record,
                          const LfCourseAct *act)
{
  const char *label = lf_course_act_label (act);
  g_autofree char *title = lf_record_title (record);
  g_autofree char *sentence = g_strdup_printf (_ ("%1$s: %2$s"), label, title);
  LfRowsDialog *dialog;
  Asked *asked;

  if (!lf_course_asks (act))
    {
      do_at_once (context, room, record, act, sentence);
      return;
    }
  dialog = lf_rows_dialog_new (parent, context, label, title);
  asked = g_new0 (Asked, 1);
  asked->room = lf_handling_room_ref (room);
  asked->record = lf_record_ref (record);
  asked->act = act;
  add_rows (dialog, asked);
  lf_rows_dialog_present (dialog, sentence, make_change, asked, asked_free);
}
