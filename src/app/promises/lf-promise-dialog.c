/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An act on a promise: a row for each thing it asks for. */

#include "config.h"

#include "lf-promise-dialog.h"

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
  /* Translators: a button or a line of a menu that opens a dialog: "Dispatch…" */
  return g_strdup_printf (C_ ("opens a dialog", "%s…"), lf_promise_act_label (act));
}

const char *
lf_promise_style (LfHandlingState state)
{
  static const char *const styles[LF_N_HANDLING_STATES] = {
    [LF_HANDLING_WARNED] = "warning", [LF_HANDLING_LATE] = "error", [LF_HANDLING_MET] = "success"
  };

  return styles[state];
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

/* ---- From a state to another ---- */

typedef struct
{
  GWeakRef parent;
  LfAppContext *context;
  LfRecord *promise;
  char *state;
} Move;

static void
move_free (Move *self)
{
  g_weak_ref_clear (&self->parent);
  g_object_unref (self->context);
  lf_record_unref (self->promise);
  g_free (self->state);
  g_free (self);
}

static gboolean
find_act (const LfPromise *promise, const char *state, LfPromiseAct *ret_act)
{
  for (int act = 0; act < LF_N_PROMISE_ACTS; act++)
    if (g_strcmp0 (lf_promise_act_rule ((LfPromiseAct) act)->to, state) == 0
        && lf_promise_may (promise, (LfPromiseAct) act))
      {
        *ret_act = (LfPromiseAct) act;
        return TRUE;
      }
  return FALSE;
}

static void
tell_no_act (const Move *move)
{
  const LfField *field = lf_entity_field (lf_record_entity (move->promise), "state");
  g_autofree char *from = lf_record_format (move->promise, field->name);
  g_autofree char *to = lf_field_format (field, move->state);
  g_autofree char *message = g_strdup_printf (
      _ ("No act leads from “%1$s” to “%2$s”. Open the promise to see what can be done."), from,
      to);

  lf_app_context_toast (move->context, message, /* has_undo= */ FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Move *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPromiseSheet) sheet = lf_store_promises_finish (LF_STORE (source), result, &error);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);
  LfPromiseAct act;

  if (sheet == NULL)
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
  else if (parent != NULL)
    {
      LfRecord *record = sheet->promises->pdata[0];
      const LfPromise promise = lf_promise_sheet_find (sheet, record);

      if (find_act (&promise, self->state, &act))
        lf_promise_dialog_present (parent, self->context, sheet, record, act);
      else
        tell_no_act (self);
    }
  move_free (self);
}

void
lf_promise_move_present (GtkWindow *parent,
                         LfAppContext *context,
                         LfRecord *promise,
                         const char *state)
{
  const LfDate today = lf_date_today ();
  Move *move = g_new0 (Move, 1);

  g_weak_ref_init (&move->parent, parent);
  move->context = g_object_ref (context);
  move->promise = lf_record_ref (promise);
  move->state = g_strdup (state);
  lf_store_promises_async (lf_app_context_store (context), lf_record_id (promise), &today,
                           /* cancellable= */ NULL, on_read_cb, move);
}
