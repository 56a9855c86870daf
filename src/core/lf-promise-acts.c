/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises: what each act writes, and when it may not be done. */

#include "config.h"

#include "lf-promise.h"

#include "lf-error.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ASKS_TEXT LF_PROMISE_ASKS_TEXT
#define TAKES_TEXT LF_PROMISE_TAKES_TEXT
#define TAKES_AMOUNT LF_PROMISE_TAKES_AMOUNT
#define TAKES_FILE LF_PROMISE_TAKES_FILE

/* clang-format off */
static const LfPromiseActRule acts[LF_N_PROMISE_ACTS] = {
  [LF_PROMISE_ACT_APPLY] = { "apply", N_ ("Apply"), N_ ("Remark"), N_ ("Applied for: %s"),
    "promised", "applied", "applied_on", "application", TAKES_TEXT | TAKES_FILE },
  [LF_PROMISE_ACT_APPROVE] = { "approve", N_ ("Approve"), N_ ("Remark"), N_ ("Application approved: %s"),
    "promised|applied", "approved", "approved_on", "approval", TAKES_TEXT | TAKES_AMOUNT | TAKES_FILE },
  [LF_PROMISE_ACT_PAY] = { "pay", N_ ("Pay"), N_ ("Remark"), N_ ("Paid: %s"),
    "promised|approved", "paid", "paid_on", "payment", TAKES_TEXT | TAKES_AMOUNT | TAKES_FILE },
  [LF_PROMISE_ACT_NOTE] = { "note", N_ ("Note Progress"), N_ ("Note"), N_ ("Noted: %s"),
    LF_PROMISE_OPEN_STATES, NULL, NULL, "note", ASKS_TEXT | TAKES_FILE },
  [LF_PROMISE_ACT_REFUSE] = { "refuse", N_ ("Refuse"), N_ ("Reason"), N_ ("Refused: %s"),
    LF_PROMISE_OPEN_STATES, "refused", NULL, "refusal", ASKS_TEXT },
  [LF_PROMISE_ACT_REOPEN] = { "reopen", N_ ("Reopen"), N_ ("Reason"), N_ ("Reopened: %s"),
    "refused", "promised", NULL, "reopening", ASKS_TEXT },
};
/* clang-format on */

/* One act that is being done. */
typedef struct
{
  const LfPromiseDesk *desk;
  const LfPromise *promise;
  const LfPromiseActRule *rule;
  const LfPromiseWord *word;
  LfChange *change;
  LfMoney amount; /* of the approval or the payment */
  gboolean has_amount;
  gboolean is_part; /* of what is to be paid something is left */
} Doing;

const LfPromiseActRule *
lf_promise_act_rule (LfPromiseAct act)
{
  return &acts[act];
}

const char *
lf_promise_act_label (LfPromiseAct act)
{
  return g_dgettext (GETTEXT_PACKAGE, acts[act].label);
}

gboolean
lf_promise_act_from_key (const char *key, LfPromiseAct *ret_act)
{
  for (guint i = 0; i < LF_N_PROMISE_ACTS; i++)
    if (strcmp (acts[i].key, key) == 0)
      {
        *ret_act = (LfPromiseAct) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
is_one_of (const char *options, const char *key)
{
  g_auto (GStrv) all = g_strsplit (options, "|", -1);

  return g_strv_contains ((const char *const *) all, key);
}

static const char *
state_of (const LfPromise *promise)
{
  const char *state = lf_record_get (promise->record, "state");

  return state == NULL ? "promised" : state;
}

static gboolean
is_automatic (const LfPromise *promise)
{
  return g_str_equal (lf_promise_clock (promise->clause)->way, "automatic");
}

/* What needs an application is approved once there is one; what needs none is never applied for. */
gboolean
lf_promise_may (const LfPromise *promise, LfPromiseAct act)
{
  const char *state = state_of (promise);

  if (!is_one_of (acts[act].from, state))
    return FALSE;
  switch (act)
    {
    case LF_PROMISE_ACT_APPLY:
      return !is_automatic (promise);
    case LF_PROMISE_ACT_APPROVE:
    case LF_PROMISE_ACT_PAY:
      return !g_str_equal (state, "promised")
             || !lf_promise_clock (promise->clause)->needs_application;
    default:
      return TRUE;
    }
}

LfPromiseAct
lf_promise_find_act (const LfPromise *promise)
{
  static const LfPromiseAct order[]
      = { LF_PROMISE_ACT_APPLY, LF_PROMISE_ACT_APPROVE, LF_PROMISE_ACT_PAY };

  if (is_automatic (promise) && lf_promise_may (promise, LF_PROMISE_ACT_PAY))
    return LF_PROMISE_ACT_PAY;
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (lf_promise_may (promise, order[i]))
      return order[i];
  return lf_promise_may (promise, LF_PROMISE_ACT_REOPEN) ? LF_PROMISE_ACT_REOPEN
                                                         : LF_PROMISE_ACT_NOTE;
}

/* ---- What forbids it, what is missing ---- */

static gboolean
refuse (GError **error, int code, char *sentence /* (transfer full) */)
{
  g_set_error_literal (error, LF_ERROR, code, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
check_state (const Doing *self, LfPromiseAct act, GError **error)
{
  g_autofree char *title = lf_record_title (self->promise->record);
  g_autofree char *state = NULL;

  if (lf_promise_may (self->promise, act))
    return TRUE;
  if (g_str_equal (state_of (self->promise), "promised") && act != LF_PROMISE_ACT_APPLY
      && act != LF_PROMISE_ACT_REOPEN)
    return refuse (error, LF_ERROR_REFUSED,
                   g_strdup_printf (_ ("“%s” is paid on application: apply for it first."), title));
  if (act == LF_PROMISE_ACT_APPLY && is_automatic (self->promise)
      && g_str_equal (state_of (self->promise), "promised"))
    return refuse (
        error, LF_ERROR_REFUSED,
        g_strdup_printf (_ ("“%s” is paid without an application: pay it at once."), title));
  state = lf_record_format (self->promise->record, "state");
  return refuse (
      error, LF_ERROR_REFUSED,
      g_strdup_printf (_ ("“%1$s” is “%2$s”, and “%3$s” has no place there now: look at its state "
                          "and its steps first."),
                       title, state, lf_promise_act_label (act)));
}

static gboolean
check_ceiling (const Doing *self, GError **error)
{
  const LfRecord *clause = self->promise->clause;
  const char *text = clause == NULL ? NULL : lf_record_get (clause, "ceiling");
  g_autofree char *most = NULL;
  LfMoney ceiling;

  if (text == NULL || !lf_money_from_canonical (text, &ceiling)
      || !g_str_equal (ceiling.currency, self->amount.currency)
      || self->amount.minor <= ceiling.minor)
    return TRUE;
  most = lf_money_format (&ceiling);
  return refuse (
      error, LF_ERROR_INVALID,
      g_strdup_printf (_ ("The clause pays %s at most: approve no more than that."), most));
}

/* All that is left where nobody says how much. */
static gboolean
check_payment (Doing *self, GError **error)
{
  const char *paid = lf_record_get (self->promise->record, "amount_paid");
  LfMoney rest, before;
  gboolean has_rest = lf_promise_rest (self->promise->record, &rest);
  g_autofree char *left = has_rest ? lf_money_format (&rest) : NULL;

  if (!self->has_amount)
    {
      self->amount = has_rest ? rest : self->amount;
      self->has_amount = has_rest;
      return TRUE;
    }
  if (paid != NULL && lf_money_from_canonical (paid, &before)
      && !g_str_equal (before.currency, self->amount.currency))
    return refuse (error, LF_ERROR_INVALID,
                   g_strdup_printf (_ ("What was paid so far is in %s: pay in the same currency."),
                                    before.currency));
  if (!has_rest)
    return TRUE;
  if (!g_str_equal (rest.currency, self->amount.currency))
    return refuse (
        error, LF_ERROR_INVALID,
        g_strdup_printf (_ ("It was promised in %s: pay in the same currency."), rest.currency));
  if (self->amount.minor > rest.minor)
    return refuse (
        error, LF_ERROR_INVALID,
        g_strdup_printf (_ ("Only %s is still to be paid: pay no more than that, or change the "
                            "amount promised first."),
                         left));
  self->is_part = self->amount.minor < rest.minor;
  return TRUE;
}

static gboolean
check_word (Doing *self, LfPromiseAct act, GError **error)
{
  const LfPromiseWord *word = self->word;

  if ((self->rule->asks & ASKS_TEXT) && word->text == NULL
      && ((self->rule->asks & TAKES_FILE) == 0 || word->file == NULL))
    return refuse (
        error, LF_ERROR_INVALID,
        g_strdup (act == LF_PROMISE_ACT_NOTE ? _ ("Say what was done.") : _ ("Say why.")));
  self->has_amount = (self->rule->asks & TAKES_AMOUNT) && word->amount != NULL
                     && lf_money_from_canonical (word->amount, &self->amount);
  if (self->has_amount && self->amount.minor <= 0)
    return refuse (error, LF_ERROR_INVALID, g_strdup (_ ("An amount is more than nothing.")));
  if (act == LF_PROMISE_ACT_APPROVE && self->has_amount)
    return check_ceiling (self, error);
  return act != LF_PROMISE_ACT_PAY || check_payment (self, error);
}

/* ---- What it writes ---- */

static void
set (Doing *self, const char *field, const char *value)
{
  if (g_strcmp0 (lf_record_get (self->promise->record, field), value) != 0)
    lf_change_edit (self->change, self->promise->record, field, value);
}

static void
set_day (Doing *self, const char *field, const LfDate *day)
{
  g_autofree char *text = lf_date_to_canonical (day);

  set (self, field, text);
}

/* Once the clock runs its day is written down, for Today and lists go by it. */
static void
write_due (Doing *self)
{
  g_autoptr (LfRecord) then = lf_record_copy (self->promise->record);
  const LfPromise promise = { then, self->promise->clause };
  g_autofree char *day = lf_date_to_canonical (&self->desk->today);
  LfDate due;

  if (lf_record_get (then, "due_on") != NULL)
    return;
  lf_record_set (then, self->rule->date, day);
  due = lf_promise_due (self->desk, &promise, LF_PROMISE_TERM_PAY);
  if (due.year != 0)
    set_day (self, "due_on", &due);
}

static void
write_payment (Doing *self)
{
  const char *before = lf_record_get (self->promise->record, "amount_paid");
  LfMoney sum = self->amount, paid;
  g_autofree char *text = NULL;

  if (!self->has_amount)
    return;
  if (before != NULL && lf_money_from_canonical (before, &paid))
    {
      sum.minor += paid.minor;
      sum.qualifier = MAX (sum.qualifier, paid.qualifier);
    }
  text = lf_money_to_canonical (&sum);
  set (self, "amount_paid", text);
}

static void
write_reopening (Doing *self)
{
  static const char *const fields[] = { "applied_on", "approved_on" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    set (self, fields[i], NULL);
}

static void
write_particulars (Doing *self, LfPromiseAct act)
{
  switch (act)
    {
    case LF_PROMISE_ACT_APPROVE:
      if (self->has_amount)
        set (self, "amount", self->word->amount);
      write_due (self);
      break;
    case LF_PROMISE_ACT_APPLY:
      write_due (self);
      break;
    case LF_PROMISE_ACT_PAY:
      write_payment (self);
      break;
    case LF_PROMISE_ACT_REOPEN:
      write_reopening (self);
      break;
    default:
      break;
    }
  if (self->is_part)
    {
      set (self, "state", "approved"); /* the rest stays to be paid */
      return;
    }
  if (self->rule->to != NULL)
    set (self, "state", self->rule->to);
  if (self->rule->date != NULL)
    set_day (self, self->rule->date, &self->desk->today);
}

/* (transfer full): what the step says: never blank */
static char *
tell_step (const Doing *self, LfPromiseAct act)
{
  const char *label = lf_promise_act_label (act), *text = self->word->text;
  g_autofree char *value = self->has_amount ? lf_money_format (&self->amount) : NULL;

  if (value == NULL)
    return g_strdup (text != NULL ? text : label);
  return text == NULL ? g_strdup_printf (_ ("%1$s: %2$s"), label, value)
                      : g_strdup_printf (_ ("%1$s: %2$s. %3$s"), label, value, text);
}

static void
add_step (Doing *self, LfPromiseAct act)
{
  g_autoptr (LfRecord) step = lf_record_new (&lf_entity_promise_step, NULL);
  g_autofree char *text = tell_step (self, act);
  g_autofree char *day = lf_date_to_canonical (&self->desk->today);
  g_autofree char *amount = self->has_amount ? lf_money_to_canonical (&self->amount) : NULL;

  lf_record_set (step, "text", text);
  lf_record_set (step, "promise", lf_record_id (self->promise->record));
  lf_record_set (step, "kind", self->rule->step);
  lf_record_set (step, "amount", amount);
  lf_record_set (step, "done_on", day);
  lf_record_set (step, "done_by", self->word->by);
  lf_record_set (step, "files", self->word->file);
  lf_change_create (self->change, step);
}

LfChange *
lf_promise_act (const LfPromiseDesk *desk,
                const LfPromise *promise,
                LfPromiseAct act,
                const LfPromiseWord *word,
                GError **error)
{
  g_autofree char *title = lf_record_title (promise->record);
  g_autofree char *label = g_strdup_printf (_ ("%1$s: %2$s"), lf_promise_act_label (act), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  Doing self = { desk, promise, lf_promise_act_rule (act), word, change, { 0 }, FALSE, FALSE };

  if (!check_state (&self, act, error) || !check_word (&self, act, error))
    return NULL;
  write_particulars (&self, act);
  add_step (&self, act);
  return g_steal_pointer (&change);
}
