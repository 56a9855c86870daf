/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Promises: the clocks of ways of paying, and how they stand. */

#include "config.h"

#include "lf-promise.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* domain.md §7. Jingmen's days go for what is applied for in the ordinary way: the only ones
 * published; a week is five working days. */
static const LfPromiseClock clocks[] = {
  { .way = "", .source = "I6" },
  { .way = "automatic", .source = "W31" },
  { .way = "quick", .needs_application = TRUE, .total = 60, .source = "W31" },
  { .way = "ordinary", .needs_application = TRUE, .review = 5, .pay = 5, .source = "W32" },
};

/* clang-format off */
/* @done: the field whose day ends the term */
static const struct { const char *asked, *done; } terms[LF_N_PROMISE_TERMS] = {
  [LF_PROMISE_TERM_REVIEW] = { N_ ("Review"), "approved_on" },
  [LF_PROMISE_TERM_PAY] = { N_ ("Pay"), "paid_on" },
};
/* clang-format on */

const LfPromiseClock *
lf_promise_clocks (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (clocks);
  return clocks;
}

const LfPromiseClock *
lf_promise_clock (const LfRecord *clause)
{
  const char *way = clause == NULL ? NULL : lf_record_get (clause, "way");

  for (guint i = 1; i < G_N_ELEMENTS (clocks); i++)
    if (g_strcmp0 (clocks[i].way, way) == 0)
      return &clocks[i];
  return &clocks[0];
}

/* ---- Days ---- */

/* Year 0: blank. */
static LfDate
get_day (const LfRecord *promise, const char *field)
{
  LfDate date = { 0 };

  if (lf_record_get (promise, field) == NULL
      || !lf_date_from_canonical (lf_record_get (promise, field), &date))
    return (LfDate){ 0 };
  return lf_date_first_day (&date);
}

static gboolean
is_state (const LfRecord *promise, const char *state)
{
  return g_strcmp0 (lf_record_get (promise, "state"), state) == 0;
}

/* Year 0: of no day, or of none so many. */
static LfDate
after (const LfPromiseDesk *desk, LfDate day, guint days)
{
  return day.year == 0 || days == 0 ? (LfDate){ 0 }
                                    : lf_calendar_add_working_days (desk->calendar, &day, days);
}

static guint
total_days (const LfPromise *promise)
{
  const char *own
      = promise->clause == NULL ? NULL : lf_record_get (promise->clause, "due_in_working_days");

  return own != NULL ? (guint) CLAMP (ceil (g_ascii_strtod (own, NULL)), 0, 1000)
                     : lf_promise_clock (promise->clause)->total;
}

static LfDate
pay_due (const LfPromiseDesk *desk, const LfPromise *promise)
{
  const LfPromiseClock *clock = lf_promise_clock (promise->clause);
  LfDate day = get_day (promise->record, "due_on");

  if (day.year != 0)
    return lf_calendar_add_working_days (desk->calendar, &day, 0);
  day = after (desk, get_day (promise->record, "approved_on"), clock->pay);
  if (day.year != 0)
    return day;
  return after (desk,
                get_day (promise->record, clock->needs_application ? "applied_on" : "promised_on"),
                total_days (promise));
}

LfDate
lf_promise_due (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term)
{
  if (term == LF_PROMISE_TERM_PAY)
    return pay_due (desk, promise);
  return after (desk, get_day (promise->record, "applied_on"),
                lf_promise_clock (promise->clause)->review);
}

/* ---- How it stands ---- */

/* Records that were made elsewhere may lack the day that their state speaks of. */
static gboolean
is_asked (const LfRecord *promise, LfPromiseTerm term)
{
  gboolean is_met = lf_record_get (promise, terms[term].done) != NULL;

  if (is_state (promise, "refused"))
    return FALSE;
  if (term == LF_PROMISE_TERM_REVIEW)
    return is_met || is_state (promise, "applied");
  return is_met || !is_state (promise, "paid");
}

/* A part that was paid leaves the rest to be paid. */
static LfDate
day_met (const LfRecord *promise, LfPromiseTerm term)
{
  return term == LF_PROMISE_TERM_PAY && !is_state (promise, "paid")
             ? (LfDate){ 0 }
             : get_day (promise, terms[term].done);
}

LfHandlingState
lf_promise_judge (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term)
{
  LfDate due = lf_promise_due (desk, promise, term), met = day_met (promise->record, term);
  int left;

  if (due.year == 0 || !is_asked (promise->record, term))
    return LF_HANDLING_NONE;
  if (met.year != 0)
    return lf_calendar_count_working_days (desk->calendar, &due, &met) > 0 ? LF_HANDLING_MET_LATE
                                                                           : LF_HANDLING_MET;
  left = lf_calendar_count_working_days (desk->calendar, &desk->today, &due);
  return left < 0                          ? LF_HANDLING_LATE
         : left <= LF_HANDLING_WARNED_DAYS ? LF_HANDLING_WARNED
                                           : LF_HANDLING_RUNNING;
}

static gboolean
is_open_state (LfHandlingState state)
{
  return state == LF_HANDLING_RUNNING || state == LF_HANDLING_WARNED || state == LF_HANDLING_LATE;
}

LfPromiseTerm
lf_promise_next (const LfPromiseDesk *desk, const LfPromise *promise)
{
  LfDate review = lf_promise_due (desk, promise, LF_PROMISE_TERM_REVIEW);
  LfDate pay = lf_promise_due (desk, promise, LF_PROMISE_TERM_PAY);

  return is_open_state (lf_promise_judge (desk, promise, LF_PROMISE_TERM_REVIEW))
                 && (pay.year == 0 || lf_date_compare (&review, &pay) <= 0)
             ? LF_PROMISE_TERM_REVIEW
             : LF_PROMISE_TERM_PAY;
}

static char *
tell_met (const LfPromiseDesk *desk, const LfPromise *promise)
{
  LfDate due = pay_due (desk, promise), met = get_day (promise->record, "paid_on");
  int n = lf_calendar_count_working_days (desk->calendar, &due, &met);
  g_autofree char *on = lf_date_format (&met);

  if (n <= 0)
    return g_strdup_printf (_ ("Paid on %s, in time"), on);
  /* Translators: "Paid on 12 Mar 2023, 2 working days late" */
  return g_strdup_printf (
      ngettext ("Paid on %1$s, %2$d working day late", "Paid on %1$s, %2$d working days late", n),
      on, n);
}

char *
lf_promise_tell (const LfPromiseDesk *desk, const LfPromise *promise, LfPromiseTerm term)
{
  LfHandlingState state = lf_promise_judge (desk, promise, term);
  LfDate due = lf_promise_due (desk, promise, term);

  if (state == LF_HANDLING_NONE || (term == LF_PROMISE_TERM_REVIEW && !is_open_state (state)))
    return NULL;
  return is_open_state (state) ? lf_handling_tell_left (
             desk->calendar, &desk->today, &due, g_dgettext (GETTEXT_PACKAGE, terms[term].asked))
                               : tell_met (desk, promise);
}

int
lf_promise_compare (const LfPromiseDesk *desk, const LfPromise *a, const LfPromise *b)
{
  LfDate first = lf_promise_due (desk, a, lf_promise_next (desk, a));
  LfDate second = lf_promise_due (desk, b, lf_promise_next (desk, b));

  if (first.year == 0 || second.year == 0)
    return (first.year == 0) - (second.year == 0);
  return lf_date_compare (&first, &second);
}

gboolean
lf_promise_rest (const LfRecord *promise, LfMoney *ret_rest)
{
  const char *amount = lf_record_get (promise, "amount");
  const char *paid = lf_record_get (promise, "amount_paid");
  LfMoney part;

  if (amount == NULL || !lf_money_from_canonical (amount, ret_rest))
    return FALSE;
  if (paid == NULL || !lf_money_from_canonical (paid, &part))
    return TRUE;
  if (g_strcmp0 (part.currency, ret_rest->currency) != 0)
    return FALSE;
  ret_rest->minor = MAX (0, ret_rest->minor - part.minor);
  return TRUE;
}

/* ---- From the talk to the payment ---- */

static void
add_leg (GString *way, char *leg /* (transfer full) */)
{
  g_string_append_printf (way, "%s%s", way->len == 0 ? "" : " › ", leg);
  g_free (leg);
}

static char *
tell_paid (const LfRecord *promise)
{
  g_autofree char *amount = lf_record_format (promise, "amount");
  g_autofree char *paid = lf_record_format (promise, "amount_paid");
  LfMoney rest;

  return lf_promise_rest (promise, &rest) && rest.minor > 0
             ? g_strdup_printf (_ ("Paid %1$s of %2$s"), paid, amount)
             : g_strdup_printf (_ ("Paid: %s"), paid);
}

char *
lf_promise_tell_way (const LfRecord *promise)
{
  static const char *const fields[]
      = { "interaction", "agreement", "clause", "promised_on", "applied_on", "approved_on" };
  GString *way = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const LfField *field = lf_entity_field (&lf_entity_promise, fields[i]);
      g_autofree char *value = lf_record_format (promise, fields[i]);

      if (lf_record_get (promise, fields[i]) != NULL)
        add_leg (way, g_strdup_printf (field->target == NULL ? "%s %s" : _ ("%1$s: %2$s"),
                                       lf_field_label (field), value));
    }
  if (lf_record_get (promise, "amount_paid") != NULL)
    add_leg (way, tell_paid (promise));
  return g_string_free (way, FALSE);
}
