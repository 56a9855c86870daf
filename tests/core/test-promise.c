/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What firms are promised (domain.md I6, §7 W31, W32): clocks of ways of paying, what may be done
 * when, what an act writes, parts. */

#include "lf-core.h"

#include <string.h>

/* "state=applied;applied_on=2023-03-01" */
static LfRecord *
make (const char *entity, const char *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_auto (GStrv) pairs = g_strsplit (values == NULL ? "" : values, ";", -1);

  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++)
    {
      char *value = strchr (*pair, '=');

      *value = '\0';
      lf_record_set (record, *pair, value + 1);
    }
  return record;
}

static LfDate
day_of (const char *text)
{
  LfDate day = { 0 };

  g_assert_true (lf_date_from_canonical (text, &day));
  return day;
}

/* §7: every way of paying has a clock, and nothing else has */
static void
test_clocks (void)
{
  const LfField *field = lf_entity_field (lf_schema_find ("policy_clause"), "way");
  const LfPromiseClock *clocks;
  guint n;

  clocks = lf_promise_clocks (&n);
  g_assert_true (lf_promise_clock (NULL) == &clocks[0]);
  for (guint i = 1; i < n; i++)
    g_assert_cmpstr (field->options[i - 1].key, ==, clocks[i].way);
  g_assert_null (field->options[n - 1].key);
}

/* Days of 2023: 29 April–3 May off, 6 May worked */
static void
test_due (void)
{
  static const struct
  {
    const char *clause, *promise;
    LfPromiseTerm term;
    const char *due;
  } cases[] = {
    { NULL, "promised_on=2023-03-01", LF_PROMISE_TERM_PAY, NULL },
    { NULL, "promised_on=2023-03-01;due_on=2023-03-04", LF_PROMISE_TERM_PAY, "2023-03-06" },
    { "way=automatic", "promised_on=2023-03-01", LF_PROMISE_TERM_PAY, NULL },
    { "way=automatic;due_in_working_days=3", "promised_on=2023-03-01", LF_PROMISE_TERM_PAY,
      "2023-03-06" },
    { "way=automatic;due_in_working_days=3", "applied_on=2023-03-01", LF_PROMISE_TERM_REVIEW,
      NULL },
    /* W31: 快申快享, 60 working days from the application */
    { "way=quick", "promised_on=2023-03-01", LF_PROMISE_TERM_PAY, NULL },
    { "way=quick", "state=applied;applied_on=2023-03-01", LF_PROMISE_TERM_PAY, "2023-05-26" },
    { "way=quick;due_in_working_days=20", "state=applied;applied_on=2023-03-01",
      LF_PROMISE_TERM_PAY, "2023-03-29" },
    /* W32: Jingmen reviews within 5 days and pays within a week */
    { "way=ordinary", "state=applied;applied_on=2023-03-01", LF_PROMISE_TERM_REVIEW, "2023-03-08" },
    { "way=ordinary", "state=applied;applied_on=2023-03-01", LF_PROMISE_TERM_PAY, NULL },
    { "way=ordinary", "state=approved;applied_on=2023-03-01;approved_on=2023-04-27",
      LF_PROMISE_TERM_PAY, "2023-05-08" },
    { "way=ordinary", "state=approved;approved_on=2023-04-27;due_on=2023-04-20",
      LF_PROMISE_TERM_PAY, "2023-04-20" },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  const LfPromiseDesk desk = { calendar, day_of ("2023-03-01") };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) clause
          = cases[i].clause == NULL ? NULL : make ("policy_clause", cases[i].clause);
      g_autoptr (LfRecord) record = make ("promise", cases[i].promise);
      const LfPromise promise = { record, clause };
      LfDate due = lf_promise_due (&desk, &promise, cases[i].term);
      g_autofree char *day = due.year == 0 ? NULL : lf_date_to_canonical (&due);

      g_test_message ("%u: %s", i, cases[i].promise);
      g_assert_cmpstr (day, ==, cases[i].due);
    }
}

#define Q "way=quick"
#define A "way=automatic"

/* Which acts may follow, joined by spaces, the next one first. */
static void
test_may (void)
{
  static const struct
  {
    const char *clause, *promise, *acts, *next;
  } cases[] = {
    { Q, "state=promised", "apply note refuse", "apply" },
    { Q, "state=applied", "approve note refuse", "approve" },
    { Q, "state=approved", "pay note refuse", "pay" },
    { Q, "state=paid", "", "note" },
    { Q, "state=refused", "reopen", "reopen" },
    { A, "state=promised", "approve pay note refuse", "pay" }, /* W31: 免申即享 */
    { A, "state=approved", "pay note refuse", "pay" },
    { NULL, "state=promised", "apply approve pay note refuse", "apply" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) clause
          = cases[i].clause == NULL ? NULL : make ("policy_clause", cases[i].clause);
      g_autoptr (LfRecord) record = make ("promise", cases[i].promise);
      const LfPromise promise = { record, clause };
      g_autoptr (GString) acts = g_string_new (NULL);

      for (LfPromiseAct act = 0; act < LF_N_PROMISE_ACTS; act++)
        if (lf_promise_may (&promise, act))
          g_string_append_printf (acts, "%s%s", acts->len == 0 ? "" : " ",
                                  lf_promise_act_rule (act)->key);
      g_test_message ("%u", i);
      g_assert_cmpstr (acts->str, ==, cases[i].acts);
      g_assert_cmpstr (lf_promise_act_rule (lf_promise_find_act (&promise))->key, ==,
                       cases[i].next);
    }
}

/* The record as the change leaves it. */
static LfRecord *
apply (const LfChange *change, const LfRecord *record)
{
  LfRecord *after = lf_record_copy (record);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      for (guint k = 0; g_str_equal (op->id, lf_record_id (record)) && k < op->edits->len; k++)
        {
          const LfEdit *edit = op->edits->pdata[k];

          lf_record_set (after, edit->field, edit->value);
        }
    }
  return after;
}

/* What one act after the other leaves, or why it does not. */
static void
test_acts (void)
{
  static const struct
  {
    const char *clause, *promise;
    LfPromiseAct act;
    const char *amount, *text;
    const char *state, *paid; /* NULL: it is refused */
    const char *says;         /* of the error */
  } cases[] = {
    { Q, "state=promised;amount=1000.00 CNY", LF_PROMISE_ACT_APPLY, NULL, NULL, "applied" },
    { Q, "state=promised", LF_PROMISE_ACT_PAY, NULL, NULL, .says = "apply for it first" },
    { A, "state=promised", LF_PROMISE_ACT_APPLY, NULL, NULL, .says = "without an application" },
    { Q, "state=applied;amount=1000.00 CNY", LF_PROMISE_ACT_PAY, NULL, NULL,
      .says = "has no place there now" },
    { Q, "state=applied;amount=1000.00 CNY", LF_PROMISE_ACT_APPROVE, "900.00 CNY", NULL,
      "approved" },
    { Q ";ceiling=800.00 CNY", "state=applied;amount=1000.00 CNY", LF_PROMISE_ACT_APPROVE,
      "900.00 CNY", NULL, .says = "at most" },
    { Q, "state=approved;amount=1000.00 CNY", LF_PROMISE_ACT_PAY, "400.00 CNY", NULL, "approved",
      "400.00 CNY" },
    { Q, "state=approved;amount=1000.00 CNY;amount_paid=400.00 CNY", LF_PROMISE_ACT_PAY, NULL, NULL,
      "paid", "1000.00 CNY" },
    { Q, "state=approved;amount=1000.00 CNY;amount_paid=400.00 CNY", LF_PROMISE_ACT_PAY,
      "600.00 CNY", NULL, "paid", "1000.00 CNY" },
    { Q, "state=approved;amount=1000.00 CNY;amount_paid=400.00 CNY", LF_PROMISE_ACT_PAY,
      "600.01 CNY", NULL, .says = "still to be paid" },
    { Q, "state=approved;amount=1000.00 CNY", LF_PROMISE_ACT_PAY, "10.00 USD", NULL,
      .says = "same currency" },
    { Q, "state=approved;amount=1000.00 CNY", LF_PROMISE_ACT_PAY, "0.00 CNY", NULL,
      .says = "more than nothing" },
    { A, "state=promised;amount=1000.00 CNY", LF_PROMISE_ACT_PAY, NULL, NULL, "paid",
      "1000.00 CNY" },
    { NULL, "state=promised", LF_PROMISE_ACT_PAY, NULL, NULL, "paid" }, /* homes, not money */
    { Q, "state=approved", LF_PROMISE_ACT_REFUSE, NULL, NULL, .says = "Say why" },
    { Q, "state=approved", LF_PROMISE_ACT_REFUSE, NULL, "未达产", "refused" },
    { Q, "state=refused", LF_PROMISE_ACT_REOPEN, NULL, "已达产", "promised" },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  const LfPromiseDesk desk = { calendar, day_of ("2023-03-01") };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) clause
          = cases[i].clause == NULL ? NULL : make ("policy_clause", cases[i].clause);
      g_autoptr (LfRecord) record = make ("promise", cases[i].promise);
      const LfPromise promise = { record, clause };
      const LfPromiseWord word = { .amount = cases[i].amount, .text = cases[i].text };
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change = lf_promise_act (&desk, &promise, cases[i].act, &word, &error);
      g_autoptr (LfRecord) after = change == NULL ? NULL : apply (change, record);

      g_test_message ("%u: %s", i, error == NULL ? "" : error->message);
      g_assert_cmpint (change == NULL, ==, cases[i].state == NULL);
      if (change == NULL)
        {
          g_assert_nonnull (strstr (error->message, cases[i].says));
          continue;
        }
      g_assert_cmpstr (lf_record_get (after, "state"), ==, cases[i].state);
      g_assert_cmpstr (lf_record_get (after, "amount_paid"), ==, cases[i].paid);
    }
}

/* The day of the clock is written when it begins to run; one that people gave stays. */
static void
test_due_is_kept (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  const LfPromiseDesk desk = { calendar, day_of ("2023-03-01") };
  g_autoptr (LfRecord) clause = make ("policy_clause", Q);
  g_autoptr (LfRecord) blank = make ("promise", "state=promised");
  g_autoptr (LfRecord) given = make ("promise", "state=promised;due_on=2023-04-03");
  const LfPromiseWord word = { NULL };
  g_autoptr (LfChange) first
      = lf_promise_act (&desk, &(LfPromise){ blank, clause }, LF_PROMISE_ACT_APPLY, &word, NULL);
  g_autoptr (LfChange) second
      = lf_promise_act (&desk, &(LfPromise){ given, clause }, LF_PROMISE_ACT_APPLY, &word, NULL);
  g_autoptr (LfRecord) a = apply (first, blank);
  g_autoptr (LfRecord) b = apply (second, given);

  g_assert_cmpstr (lf_record_get (a, "applied_on"), ==, "2023-03-01");
  g_assert_cmpstr (lf_record_get (a, "due_on"), ==, "2023-05-26");
  g_assert_cmpstr (lf_record_get (b, "due_on"), ==, "2023-04-03");
}

static void
test_judge (void)
{
  static const struct
  {
    const char *promise, *today;
    LfHandlingState state;
  } cases[] = {
    { "state=promised;due_on=2023-03-10", "2023-03-01", LF_HANDLING_RUNNING },
    { "state=promised;due_on=2023-03-10", "2023-03-09", LF_HANDLING_WARNED },
    { "state=approved;due_on=2023-03-10", "2023-03-11", LF_HANDLING_WARNED }, /* a Saturday */
    { "state=approved;due_on=2023-03-10", "2023-03-13", LF_HANDLING_LATE },
    { "state=approved;due_on=2023-03-10;paid_on=2023-03-09", "2023-03-13", LF_HANDLING_LATE },
    { "state=refused;due_on=2023-03-10", "2023-03-13", LF_HANDLING_NONE },
    { "state=paid;due_on=2023-03-10", "2023-03-13", LF_HANDLING_NONE },
    { "state=paid;due_on=2023-03-10;paid_on=2023-03-10", "2023-03-13", LF_HANDLING_MET },
    { "state=paid;due_on=2023-03-10;paid_on=2023-03-13", "2023-03-13", LF_HANDLING_MET_LATE },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfPromiseDesk desk = { calendar, day_of (cases[i].today) };
      g_autoptr (LfRecord) record = make ("promise", cases[i].promise);
      const LfPromise promise = { record, NULL };

      g_test_message ("%s on %s", cases[i].promise, cases[i].today);
      g_assert_cmpint (lf_promise_judge (&desk, &promise, LF_PROMISE_TERM_PAY), ==, cases[i].state);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/promise/clocks-7", test_clocks);
  g_test_add_func ("/promise/due-W31-W32", test_due);
  g_test_add_func ("/promise/may-I6", test_may);
  g_test_add_func ("/promise/acts-I6", test_acts);
  g_test_add_func ("/promise/due-is-kept-I6", test_due_is_kept);
  g_test_add_func ("/promise/judge-I6", test_judge);
  return g_test_run ();
}
