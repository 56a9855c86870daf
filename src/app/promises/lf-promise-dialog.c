/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act on a promise: a row for each thing it asks for. */

#include "config.h"

#include "lf-promise-dialog.h"

#include "lf-course-kind.h"
#include "lf-may.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

#define NO_ROW G_MAXUINT

gboolean
lf_promise_may_act (LfAppContext *context)
{
  return lf_may (context, "promise", 'e') && lf_may (context, "promise_step", 'c');
}

char *
lf_promise_act_button (LfPromiseAct act)
{
  return lf_course_button (lf_promise_act_label (act));
}

/* The numbers of the rows; NO_ROW: it is not asked. */
typedef struct
{
  LfPromiseSheet *sheet;
  LfRecord *promise; /* as it was loaded */
  LfPromiseAct act;
  guint amount, text, files;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  lf_promise_sheet_unref (asked->sheet);
  lf_record_unref (asked->promise);
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
  const LfPromise promise = lf_promise_sheet_find (asked->sheet, asked->promise);
  const LfPromiseWord word = { .amount = get (dialog, asked->amount),
                               .text = get (dialog, asked->text),
                               .file = get (dialog, asked->files),
                               .by = asked->sheet->account };

  return lf_promise_act (&asked->sheet->desk, &promise, asked->act, &word, error);
}

/* Of a payment all that is left, of an approval all that was promised. */
static LfRecord *
make_draft (const Asked *asked)
{
  LfRecord *draft = lf_record_new (lf_schema_find ("promise_step"), NULL);
  g_autofree char *amount = NULL;
  LfMoney rest;

  if (lf_promise_rest (asked->promise, &rest) && rest.minor > 0)
    amount = lf_money_to_canonical (&rest);
  lf_record_set (draft, "amount", amount);
  return draft;
}

static void
add_rows (LfRowsDialog *dialog, Asked *asked)
{
  const LfPromiseActRule *rule = lf_promise_act_rule (asked->act);
  const LfPromiseDesk *desk = &asked->sheet->desk;
  const LfPromise promise = lf_promise_sheet_find (asked->sheet, asked->promise);
  g_autoptr (LfRecord) draft = make_draft (asked);
  g_autofree char *clock = lf_promise_tell (desk, &promise, lf_promise_next (desk, &promise));
  const guint text = LF_PROMISE_ASKS_TEXT | LF_PROMISE_TAKES_TEXT;

  lf_rows_dialog_add_group (dialog, lf_promise_act_label (asked->act), clock);
  asked->amount = (rule->asks & LF_PROMISE_TAKES_AMOUNT) == 0
                      ? NO_ROW
                      : lf_rows_dialog_add_row (dialog, draft, "amount", NULL);
  asked->text = (rule->asks & text) == 0
                    ? NO_ROW
                    : lf_rows_dialog_add_row (dialog, draft, "text", _ (rule->word));
  asked->files = (rule->asks & LF_PROMISE_TAKES_FILE) == 0
                     ? NO_ROW
                     : lf_rows_dialog_add_row (dialog, draft, "files", NULL);
}

void
lf_promise_dialog_present (GtkWindow *parent,
                           LfAppContext *context,
                           LfPromiseSheet *sheet,
                           LfRecord *promise,
                           LfPromiseAct act)
{
  const char *label = lf_promise_act_label (act);
  g_autofree char *title = lf_record_title (promise);
  g_autofree char *sentence = g_strdup_printf (_ (lf_promise_act_rule (act)->done), title);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, context, label, title);
  Asked *asked = g_new0 (Asked, 1);

  asked->sheet = lf_promise_sheet_ref (sheet);
  asked->promise = lf_record_ref (promise);
  asked->act = act;
  add_rows (dialog, asked);
  lf_rows_dialog_present (dialog, sentence, make_change, asked, asked_free);
}
