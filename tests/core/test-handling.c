/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems (domain.md V2, I1–I7, §7): clocks of places, what may be done when, what an act writes,
 * spot checks. The clocks also against a slow second count of days over random histories. */

#include "lf-core.h"

#include <string.h>

/* "state=dispatched;dispatched_on=2023-03-01" */
static LfRecord *
make_problem (const char *values)
{
  LfRecord *problem = lf_record_new (lf_schema_find ("problem"), NULL);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  lf_record_set (problem, "subject", "外线电力");
  lf_record_set (problem, "kind", "energy");
  lf_record_set (problem, "state", "collected");
  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++)
    {
      char *value = strchr (*pair, '=');

      *value = '\0';
      lf_record_set (problem, *pair, value + 1);
    }
  return problem;
}

static LfDate
day_of (const char *text)
{
  LfDate day = { 0 };

  g_assert_true (text == NULL || lf_date_from_canonical (text, &day));
  return day;
}

static const LfHandlingClock *
find_clock (const char *key)
{
  g_autoptr (LfRecord) zone = lf_record_new (lf_schema_find ("zone"), NULL);

  lf_record_set (zone, "problem_clock", key);
  return lf_handling_clock (zone);
}

static void
assert_day (LfDate day, const char *expected)
{
  g_autofree char *text = day.year == 0 ? NULL : lf_date_to_canonical (&day);

  g_assert_cmpstr (text, ==, expected);
}

/* §7, W28–W30: every preset is an option of the zone's, in the same order */
static void
test_presets (void)
{
  static const struct
  {
    const char *key;
    guint dispatch, enquiry, ordinary, complex, answer, co, objection, ahead;
  } cases[] = {
    { "quanzhou", 0, 7, 7, 7, 0, 3, 1, 1 },   /* W28 */
    { "xuchang", 3, 15, 15, 30, 0, 0, 1, 1 }, /* W29 */
    { "changchun", 0, 1, 15, 15, 3, 0, 1, 1 } /* W30 */
  };
  const LfField *field = lf_entity_field (lf_schema_find ("zone"), "problem_clock");
  const LfHandlingClock *clocks;
  guint n;

  clocks = lf_handling_clocks (&n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (cases));
  g_assert_null (field->options[n].key);
  g_assert_true (lf_handling_clock (NULL) == &clocks[0]);
  g_assert_true (find_clock (NULL) == &clocks[0]);
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (field->options[i].key, ==, cases[i].key);
      g_assert_true (find_clock (cases[i].key) == &clocks[i]);
      g_assert_cmpuint (clocks[i].dispatch, ==, cases[i].dispatch);
      g_assert_cmpuint (clocks[i].close[LF_COMPLEXITY_ENQUIRY], ==, cases[i].enquiry);
      g_assert_cmpuint (clocks[i].close[LF_COMPLEXITY_ORDINARY], ==, cases[i].ordinary);
      g_assert_cmpuint (clocks[i].close[LF_COMPLEXITY_COMPLEX], ==, cases[i].complex);
      g_assert_cmpuint (clocks[i].answer, ==, cases[i].answer);
      g_assert_cmpuint (clocks[i].co, ==, cases[i].co);
      g_assert_cmpuint (clocks[i].objection, ==, cases[i].objection);
      g_assert_cmpuint (clocks[i].ahead, ==, cases[i].ahead);
    }
}

#define C "collected_on="
#define D ";state=dispatched;dispatched_on="
#define H ";state=handling;dispatched_on="

/* Days of 2023: 21–27 January off, 28 and 29 worked; 23 April worked, 29 April–3 May off, 6 May
 * worked; 29 September–6 October off, 7 and 8 worked. */
static const struct
{
  const char *clock, *problem;
  LfHandlingTerm term;
  const char *due;
} due_cases[] = {
  /* W28 */
  { "quanzhou", C "2023-03-01", LF_HANDLING_TERM_DISPATCH, "2023-03-01" },
  { "quanzhou", C "2023-03-04", LF_HANDLING_TERM_DISPATCH, "2023-03-06" }, /* a Saturday */
  { "quanzhou", C "2023-05-06", LF_HANDLING_TERM_DISPATCH, "2023-05-06" }, /* one worked */
  { "quanzhou", C "2023-01-21", LF_HANDLING_TERM_DISPATCH, "2023-01-28" },
  { "quanzhou", C "2023-03-01", LF_HANDLING_TERM_OBJECTION, NULL }, /* nobody has it yet */
  { "quanzhou", C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_OBJECTION, "2023-03-02" },
  { "quanzhou", C "2023-03-01" D "2023-03-03", LF_HANDLING_TERM_OBJECTION, "2023-03-06" },
  { "quanzhou", C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_ANSWER, NULL },
  { "quanzhou", C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_CO, NULL }, /* nobody helps */
  { "quanzhou", C "2023-03-01" D "2023-03-01;co_departments=供电局", LF_HANDLING_TERM_CO,
    "2023-03-06" },
  { "quanzhou", C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-10" },
  { "quanzhou", C "2023-04-20" D "2023-04-20", LF_HANDLING_TERM_CLOSE, "2023-04-28" },
  { "quanzhou", C "2023-04-27" D "2023-04-27", LF_HANDLING_TERM_CLOSE, "2023-05-10" },
  { "quanzhou", C "2023-01-20" D "2023-01-20", LF_HANDLING_TERM_CLOSE, "2023-02-03" },
  { "quanzhou", C "2023-09-28" D "2023-09-28", LF_HANDLING_TERM_CLOSE, "2023-10-13" },
  { "quanzhou", C "2024-02-28" D "2024-02-28", LF_HANDLING_TERM_CLOSE, "2024-03-08" },
  { "quanzhou", C "2023-12-29" D "2023-12-29", LF_HANDLING_TERM_CLOSE, "2024-01-10" },
  { "quanzhou", C "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-10" }, /* as if dispatched */
  { "quanzhou", C "2023-03", LF_HANDLING_TERM_DISPATCH, "2023-03-01" },
  { "quanzhou", C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_EXTENSION, "2023-03-09" },
  { "quanzhou", C "2023-03-01" D "2023-03-02", LF_HANDLING_TERM_EXTENSION, "2023-03-12" },
  /* what is said of the problem itself, I7 */
  { "quanzhou", C "2023-03-01" D "2023-03-01;due_in_working_days=2", LF_HANDLING_TERM_CLOSE,
    "2023-03-03" },
  { "quanzhou", C "2023-03-01" D "2023-03-01;due_in_working_days=0.5", LF_HANDLING_TERM_CLOSE,
    "2023-03-02" },
  { "quanzhou", C "2023-03-01" D "2023-03-01;due_in_working_days=2;due_on=2023-03-20",
    LF_HANDLING_TERM_CLOSE, "2023-03-20" },
  { "quanzhou", C "2023-03-01" D "2023-03-01;due_on=2023-03-18", LF_HANDLING_TERM_CLOSE,
    "2023-03-20" }, /* a Saturday is put off */
  { "quanzhou", C "2023-03-01" D "2023-03-01;due_on=2023-03-20;extended_to=2023-03-31",
    LF_HANDLING_TERM_CLOSE, "2023-03-31" },
  /* W29 */
  { "xuchang", C "2023-03-01", LF_HANDLING_TERM_DISPATCH, "2023-03-06" },
  { "xuchang", C "2023-03-01" D "2023-03-03", LF_HANDLING_TERM_CLOSE, "2023-03-24" },
  { "xuchang", C "2023-03-01" D "2023-03-03;complexity=complex", LF_HANDLING_TERM_CLOSE,
    "2023-04-17" },
  { "xuchang", C "2023-03-01" D "2023-03-03;co_departments=供电局", LF_HANDLING_TERM_CO, NULL },
  /* W30 */
  { "changchun", C "2023-03-01" D "2023-03-03;complexity=enquiry", LF_HANDLING_TERM_CLOSE,
    "2023-03-06" },
  { "changchun", C "2023-03-01" D "2023-03-03;complexity=enquiry", LF_HANDLING_TERM_ANSWER, NULL },
  { "changchun", C "2023-03-01" D "2023-03-03;complexity=complex", LF_HANDLING_TERM_ANSWER,
    "2023-03-08" },
  { "changchun", C "2023-03-01" D "2023-03-03;complexity=complex", LF_HANDLING_TERM_CLOSE,
    "2023-03-24" },
  { "changchun", C "2023-03-01" D "2023-03-03", LF_HANDLING_TERM_CLOSE, "2023-03-24" },
};

static void
test_due (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (due_cases); i++)
    {
      const LfHandlingDesk desk = { find_clock (due_cases[i].clock), calendar, { 2023, 3, 1 } };
      g_autoptr (LfRecord) problem = make_problem (due_cases[i].problem);

      g_test_message ("case %u: %s", i, due_cases[i].problem);
      assert_day (lf_handling_due (&desk, problem, due_cases[i].term), due_cases[i].due);
    }
}

/* V2, §7: how a clock stands and what it says */
static const struct
{
  const char *problem;
  LfHandlingTerm term;
  const char *today;
  LfHandlingState state;
  const char *words;
} judge_cases[] = {
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-07", LF_HANDLING_RUNNING,
    "Close by 10 Mar 2023: 3 working days left" },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-09", LF_HANDLING_WARNED,
    "Close by 10 Mar 2023: 1 working day left" },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-10", LF_HANDLING_WARNED,
    "Close by 10 Mar 2023: today is the last day" },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-11", LF_HANDLING_WARNED,
    "Close by 10 Mar 2023: no working day has gone by since" },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_CLOSE, "2023-03-13", LF_HANDLING_LATE,
    "Close by 10 Mar 2023: 1 working day late" },
  /* 23 April is a Sunday that is worked */
  { C "2023-04-11" H "2023-04-11", LF_HANDLING_TERM_CLOSE, "2023-04-23", LF_HANDLING_LATE,
    "Close by 20 Apr 2023: 2 working days late" },
  { C "2023-03-01;state=closed;dispatched_on=2023-03-01;closed_on=2023-03-10",
    LF_HANDLING_TERM_CLOSE, "2023-05-01", LF_HANDLING_MET, "Closed on 10 Mar 2023, in time" },
  { C "2023-03-01;state=closed;dispatched_on=2023-03-01;closed_on=2023-03-14",
    LF_HANDLING_TERM_CLOSE, "2023-05-01", LF_HANDLING_MET_LATE,
    "Closed on 14 Mar 2023, 2 working days late" },
  { C "2023-03-01;state=closed;dispatched_on=2023-03-01;closed_on=2023-03", LF_HANDLING_TERM_CLOSE,
    "2023-05-01", LF_HANDLING_MET, "Closed on 1 Mar 2023, in time" },
  { C "2023-03-01;state=closed", LF_HANDLING_TERM_CLOSE, "2023-05-01", LF_HANDLING_NONE, NULL },
  { C "2023-03-01;state=refused", LF_HANDLING_TERM_CLOSE, "2023-05-01", LF_HANDLING_NONE, NULL },
  { C "2023-03-01", LF_HANDLING_TERM_DISPATCH, "2023-03-01", LF_HANDLING_WARNED,
    "Dispatch by 1 Mar 2023: today is the last day" },
  { C "2023-03-01", LF_HANDLING_TERM_DISPATCH, "2023-03-02", LF_HANDLING_LATE,
    "Dispatch by 1 Mar 2023: 1 working day late" },
  { C "2023-03-01" H "2023-03-02", LF_HANDLING_TERM_DISPATCH, "2023-03-09", LF_HANDLING_MET_LATE,
    "Dispatched on 2 Mar 2023, 1 working day late" },
  { C "2023-03-01;state=handling", LF_HANDLING_TERM_DISPATCH, "2023-03-09", LF_HANDLING_NONE,
    NULL },
  /* rights are never late */
  { C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_OBJECTION, "2023-03-02", LF_HANDLING_WARNED,
    "Objections by 2 Mar 2023: today is the last day" },
  { C "2023-03-01" D "2023-03-01", LF_HANDLING_TERM_OBJECTION, "2023-03-03", LF_HANDLING_NONE,
    NULL },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_OBJECTION, "2023-03-01", LF_HANDLING_NONE,
    NULL },
  { C "2023-03-01" H "2023-03-01", LF_HANDLING_TERM_EXTENSION, "2023-03-10", LF_HANDLING_NONE,
    NULL },
  { C "2023-03-01" H "2023-03-01;co_departments=供电局", LF_HANDLING_TERM_CO, "2023-03-07",
    LF_HANDLING_LATE, "Co-handlers’ part by 6 Mar 2023: 1 working day late" },
  { C "2023-03-01" H "2023-03-01;co_departments=供电局;co_done_on=2023-03-06", LF_HANDLING_TERM_CO,
    "2023-03-07", LF_HANDLING_MET, "Co-handlers done on 6 Mar 2023, in time" },
  /* closing it is an answer, too */
  { C "2023-03-01;state=closed;dispatched_on=2023-03-01;closed_on=2023-03-03;co_departments=甲",
    LF_HANDLING_TERM_CO, "2023-03-07", LF_HANDLING_MET, "Co-handlers done on 3 Mar 2023, in time" },
};

static void
test_judge (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (judge_cases); i++)
    {
      const LfHandlingDesk desk = { find_clock (NULL), calendar, day_of (judge_cases[i].today) };
      g_autoptr (LfRecord) problem = make_problem (judge_cases[i].problem);
      g_autofree char *words = lf_handling_tell (&desk, problem, judge_cases[i].term);

      g_test_message ("case %u: %s", i, judge_cases[i].problem);
      g_assert_cmpint (lf_handling_judge (&desk, problem, judge_cases[i].term), ==,
                       judge_cases[i].state);
      g_assert_cmpstr (words, ==, judge_cases[i].words);
    }
}

static void
test_next (void)
{
  static const struct
  {
    const char *clock, *problem, *today;
    LfHandlingTerm next;
  } cases[] = {
    { "quanzhou", C "2023-03-01", "2023-03-01", LF_HANDLING_TERM_DISPATCH },
    { "quanzhou", C "2023-03-01" H "2023-03-01", "2023-03-01", LF_HANDLING_TERM_CLOSE },
    { "quanzhou", C "2023-03-01" H "2023-03-01;co_departments=甲", "2023-03-02",
      LF_HANDLING_TERM_CO },
    { "quanzhou", C "2023-03-01" H "2023-03-01;co_departments=甲;due_on=2023-03-03", "2023-03-20",
      LF_HANDLING_TERM_CLOSE },
    { "changchun", C "2023-03-01" H "2023-03-01;complexity=complex", "2023-03-02",
      LF_HANDLING_TERM_ANSWER },
    { "changchun", C "2023-03-01" H "2023-03-01;complexity=complex;answered_on=2023-03-02",
      "2023-03-02", LF_HANDLING_TERM_CLOSE },
    { "quanzhou", C "2023-03-01;state=closed;closed_on=2023-03-02", "2023-03-09",
      LF_HANDLING_TERM_CLOSE },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfHandlingDesk desk
          = { find_clock (cases[i].clock), calendar, day_of (cases[i].today) };
      g_autoptr (LfRecord) problem = make_problem (cases[i].problem);

      g_test_message ("case %u: %s", i, cases[i].problem);
      g_assert_cmpint (lf_handling_next (&desk, problem), ==, cases[i].next);
    }
}

/* O6, W28: what is overdue, or left lying, goes a level up */
static void
test_escalation (void)
{
  static const struct
  {
    const char *problem, *today, *why;
  } cases[] = {
    { C "2023-03-01" H "2023-03-01", "2023-03-10", NULL },
    { C "2023-03-01" H "2023-03-01", "2023-03-13", "Close by 10 Mar 2023: 1 working day late" },
    { C "2023-03-01", "2023-03-02", "Dispatch by 1 Mar 2023: 1 working day late" },
    { C "2023-03-01" D "2023-03-01", "2023-03-02", NULL },
    { C "2023-03-01" D "2023-03-01", "2023-03-03",
      "Neither accepted nor objected to by 2 Mar 2023" },
    /* seven more days after it went up */
    { C "2023-03-01" H "2023-03-01;escalated_on=2023-03-13", "2023-03-22", NULL },
    { C "2023-03-01" H "2023-03-01;escalated_on=2023-03-13", "2023-03-23",
      "Close by 10 Mar 2023: 9 working days late" },
    { C "2023-03-01" H "2023-03-01;level=city", "2023-03-13", NULL }, /* no level above */
    { C "2023-03-01;state=closed;closed_on=2023-03-20", "2023-03-22", NULL },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfHandlingDesk desk = { find_clock (NULL), calendar, day_of (cases[i].today) };
      g_autoptr (LfRecord) problem = make_problem (cases[i].problem);
      g_autofree char *why = lf_handling_propose_escalation (&desk, problem);

      g_test_message ("case %u: %s", i, cases[i].problem);
      g_assert_cmpstr (why, ==, cases[i].why);
    }
}

/* ---- Acts ---- */

/* I1: the acts that each state allows, in the order of the table */
static void
test_may (void)
{
  static const struct
  {
    const char *problem, *acts;
  } cases[] = {
    { C "2023-03-01", "dispatch note escalate" },
    { C "2023-03-01" D "2023-03-01", "accept object note answer extend escalate close" },
    { C "2023-03-01" H "2023-03-01", "note answer extend escalate close" },
    { C "2023-03-01" H "2023-03-01;answered_on=2023-03-02;level=city", "note extend close" },
    { C "2023-03-01" H "2023-03-01;co_departments=甲",
      "note answer co-part extend escalate close" },
    { C "2023-03-01;state=closed;closed_on=2023-03-03", "call-back check reopen" },
    { C "2023-03-01;state=closed;closed_on=2023-03-03;is_spot_checked=1", "call-back reopen" },
    { C "2023-03-01;state=refused", "dispatch" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) problem = make_problem (cases[i].problem);
      g_autoptr (GString) acts = g_string_new (NULL);

      for (LfHandlingAct act = 0; act < LF_N_HANDLING_ACTS; act++)
        {
          LfHandlingAct found;

          g_assert_true (lf_handling_act_from_key (lf_handling_act_rule (act)->key, &found));
          g_assert_cmpint (found, ==, act);
          if (lf_handling_may (problem, act))
            g_string_append_printf (acts, "%s%s", acts->len == 0 ? "" : " ",
                                    lf_handling_act_rule (act)->key);
        }
      g_test_message ("case %u: %s", i, cases[i].problem);
      g_assert_cmpstr (acts->str, ==, cases[i].acts);
    }
}

/* What the change does to the problem, "field=value" in the order of the table; and its step. */
static char *
tell_edits (const LfChange *change, const LfRecord *problem)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEntity *entity = lf_schema_find (op->entity);
      gboolean is_step = strcmp (op->id, lf_record_id (problem)) != 0;

      for (const LfField *field = entity->fields; field->name != NULL; field++)
        {
          const LfEdit *edit = lf_op_find (op, field->name);

          if (edit != NULL && (!is_step || strcmp (field->name, "problem") != 0))
            g_string_append_printf (text, "%s%s%s=%s", text->len == 0 ? "" : ";",
                                    is_step ? "+" : "", field->name,
                                    edit->value == NULL ? "" : edit->value);
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* V2, I1: what each act writes, on the 2nd of March 2023, a Thursday */
static const struct
{
  const char *problem;
  LfHandlingAct act;
  LfHandlingWord word;
  const char *edits;
} act_cases[] = {
  { C "2023-03-01",
    LF_HANDLING_ACT_DISPATCH,
    { .department = "供电局", .co_departments = "规划局", .by = "me" },
    "state=dispatched;lead_department=供电局;co_departments=规划局;dispatched_on=2023-03-02;"
    "due_on=2023-03-13;+text=Dispatch: 供电局;+kind=dispatch;+done_on=2023-03-02;+done_by=me;"
    "+department=供电局" },
  { C "2023-03-01;due_on=2023-03-31",
    LF_HANDLING_ACT_DISPATCH,
    { .department = "供电局", .owner = "her", .text = "请尽快" },
    "state=dispatched;owner=her;lead_department=供电局;dispatched_on=2023-03-02;"
    "+text=Dispatch: 供电局. 请尽快;+kind=dispatch;+done_on=2023-03-02;+department=供电局" },
  { C "2023-03-01" D "2023-03-01;lead_department=供电局",
    LF_HANDLING_ACT_ACCEPT,
    { NULL },
    "state=handling;accepted_on=2023-03-02;+text=Accept;+kind=acceptance;+done_on=2023-03-02;"
    "+department=供电局" },
  /* the day that the clock gave goes, one that somebody gave stays */
  { C "2023-03-01" D "2023-03-01;lead_department=供电局;due_on=2023-03-10",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归住建局" },
    "state=collected;lead_department=;dispatched_on=;objected_on=2023-03-02;objection=归住建局;"
    "due_on=;+text=归住建局;+kind=objection;+done_on=2023-03-02;+department=供电局" },
  /* what was extended begins anew as well */
  { C "2023-03-01" D "2023-03-01;due_on=2023-03-10;extended_to=2023-03-13",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归住建局" },
    "state=collected;dispatched_on=;objected_on=2023-03-02;objection=归住建局;due_on=;"
    "extended_to=;+text=归住建局;+kind=objection;+done_on=2023-03-02" },
  { C "2023-03-01" D "2023-03-01;due_on=2023-03-31",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归住建局" },
    "state=collected;dispatched_on=;objected_on=2023-03-02;objection=归住建局;+text=归住建局;"
    "+kind=objection;+done_on=2023-03-02" },
  { C "2023-03-01" H "2023-03-01",
    LF_HANDLING_ACT_NOTE,
    { .file = "ab/现场.jpg" },
    "+text=Note Progress;+kind=note;+done_on=2023-03-02;+files=ab/现场.jpg" },
  { C "2023-03-01" H "2023-03-01",
    LF_HANDLING_ACT_ANSWER,
    { .text = "已列入计划" },
    "answered_on=2023-03-02;+text=已列入计划;+kind=answer;+done_on=2023-03-02" },
  { C "2023-03-01" H "2023-03-01;co_departments=规划局",
    LF_HANDLING_ACT_CO,
    { .text = "路径已批" },
    "co_done_on=2023-03-02;+text=路径已批;+kind=co_part;+done_on=2023-03-02" },
  { C "2023-03-01" H "2023-03-01",
    LF_HANDLING_ACT_EXTEND,
    { .text = "等设备", .day = { 2023, 3, 31 } },
    "due_on=2023-03-10;extended_to=2023-03-31;extension_reason=等设备;"
    "+text=Extend: 31 Mar 2023. 等设备;+kind=extension;+done_on=2023-03-02" },
  { C "2023-03-01" H "2023-03-01;level=department;decision=催办",
    LF_HANDLING_ACT_ESCALATE,
    { .text = "跨区", .decision = "由管委会协调" },
    "level=zone;escalated_on=2023-03-02;decision=催办\n由管委会协调;"
    "+text=Escalate: Zone. 跨区;+kind=escalation;+done_on=2023-03-02" },
  { C "2023-03-01" H "2023-03-01",
    LF_HANDLING_ACT_CLOSE,
    { .text = "已通电", .file = "ab/验收.pdf" },
    "state=closed;closed_on=2023-03-02;result=已通电;+text=已通电;+kind=result;"
    "+done_on=2023-03-02;+files=ab/验收.pdf" },
  { C "2023-03-01" H "2023-03-01",
    LF_HANDLING_ACT_CLOSE,
    { .file = "ab/验收.pdf" },
    "state=closed;closed_on=2023-03-02;+text=Close;+kind=result;+done_on=2023-03-02;"
    "+files=ab/验收.pdf" },
  { C "2023-03-01;state=closed;closed_on=2023-03-02",
    LF_HANDLING_ACT_CALL_BACK,
    { .satisfaction = "very" },
    "satisfaction=very;called_back_on=2023-03-02;+text=Call Back: Very satisfied;"
    "+kind=call_back;+done_on=2023-03-02" },
  { C "2023-03-01;state=closed;closed_on=2023-03-02",
    LF_HANDLING_ACT_SPOT_CHECK,
    { .text = "属实" },
    "is_spot_checked=1;+text=属实;+kind=spot_check;+done_on=2023-03-02" },
  /* its time begins anew */
  { C "2023-02-01;state=closed;dispatched_on=2023-02-01;due_on=2023-02-10;closed_on=2023-02-28;"
      "satisfaction=dissatisfied;called_back_on=2023-03-01",
    LF_HANDLING_ACT_REOPEN,
    { .text = "又停电" },
    "state=handling;due_on=2023-03-13;closed_on=;satisfaction=;called_back_on=;"
    "reopened_on=2023-03-02;+text=又停电;+kind=reopening;+done_on=2023-03-02" },
};

static void
test_acts (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  const LfHandlingDesk desk = { find_clock (NULL), calendar, { 2023, 3, 2 } };

  for (guint i = 0; i < G_N_ELEMENTS (act_cases); i++)
    {
      g_autoptr (LfRecord) problem = make_problem (act_cases[i].problem);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change
          = lf_handling_act (&desk, problem, act_cases[i].act, &act_cases[i].word, &error);
      g_autofree char *edits = NULL;

      g_test_message ("case %u: %s", i, act_cases[i].problem);
      g_assert_no_error (error);
      edits = tell_edits (change, problem);
      g_assert_cmpstr (edits, ==, act_cases[i].edits);
    }
}

/* §7, W28: asked too late, said too little, done in the wrong state */
static const struct
{
  const char *problem, *today;
  LfHandlingAct act;
  LfHandlingWord word;
  int code; /* -1: it may be done */
  const char *words;
} refusal_cases[] = {
  { C "2023-03-01",
    "2023-03-01",
    LF_HANDLING_ACT_DISPATCH,
    { NULL },
    LF_ERROR_INVALID,
    "which department" },
  { C "2023-03-01",
    "2023-03-01",
    LF_HANDLING_ACT_ACCEPT,
    { NULL },
    LF_ERROR_REFUSED,
    "“Collected”" },
  { C "2023-03-01" D "2023-03-01",
    "2023-03-02",
    LF_HANDLING_ACT_OBJECT,
    { NULL },
    LF_ERROR_INVALID,
    "Say why" },
  { C "2023-03-01" D "2023-03-01",
    "2023-03-02",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归甲" },
    -1,
    NULL },
  { C "2023-03-01" D "2023-03-01",
    "2023-03-03",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归甲" },
    LF_ERROR_REFUSED,
    "until 2 Mar 2023" },
  { C "2023-03-02" D "2023-03-02",
    "2023-03-05",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归甲" },
    -1,
    NULL }, /* a Sunday after the Friday */
  { C "2023-04-27" D "2023-04-28",
    "2023-05-04",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归甲" },
    -1,
    NULL }, /* five days off */
  { C "2023-04-27" D "2023-04-28",
    "2023-05-05",
    LF_HANDLING_ACT_OBJECT,
    { .text = "归甲" },
    LF_ERROR_REFUSED,
    "until 4 May 2023" },
  { C "2023-03-01" H "2023-03-01",
    "2023-03-09",
    LF_HANDLING_ACT_EXTEND,
    { .text = "等", .day = { 2023, 3, 31 } },
    -1,
    NULL },
  { C "2023-03-01" H "2023-03-01",
    "2023-03-10",
    LF_HANDLING_ACT_EXTEND,
    { .text = "等", .day = { 2023, 3, 31 } },
    LF_ERROR_REFUSED,
    "by 9 Mar 2023" },
  { C "2023-03-01" H "2023-03-01",
    "2023-03-02",
    LF_HANDLING_ACT_EXTEND,
    { .text = "等", .day = { 2023, 3, 10 } },
    LF_ERROR_INVALID,
    "by 10 Mar 2023" },
  { C "2023-03-01" H "2023-03-01",
    "2023-03-02",
    LF_HANDLING_ACT_EXTEND,
    { .text = "等" },
    LF_ERROR_INVALID,
    "until when" },
  { C "2023-03-01" H "2023-03-01",
    "2023-03-02",
    LF_HANDLING_ACT_CLOSE,
    { NULL },
    LF_ERROR_INVALID,
    "attach a file" },
  { C "2023-03-01" H "2023-03-01;level=city",
    "2023-03-02",
    LF_HANDLING_ACT_ESCALATE,
    { .text = "难" },
    LF_ERROR_REFUSED,
    "highest level" },
  { C "2023-03-01;state=closed;closed_on=2023-03-02",
    "2023-03-02",
    LF_HANDLING_ACT_CALL_BACK,
    { NULL },
    LF_ERROR_INVALID,
    "how satisfied" },
  { C "2023-03-01;state=closed;closed_on=2023-03-02",
    "2023-03-02",
    LF_HANDLING_ACT_CALL_BACK,
    { .satisfaction = "happy" },
    LF_ERROR_INVALID,
    "“happy”" },
  { C "2023-03-01;state=closed;closed_on=2023-03-02",
    "2023-03-02",
    LF_HANDLING_ACT_REOPEN,
    { NULL },
    LF_ERROR_INVALID,
    "Say why" },
};

static void
test_refusals (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (refusal_cases); i++)
    {
      const LfHandlingDesk desk = { find_clock (NULL), calendar, day_of (refusal_cases[i].today) };
      g_autoptr (LfRecord) problem = make_problem (refusal_cases[i].problem);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change
          = lf_handling_act (&desk, problem, refusal_cases[i].act, &refusal_cases[i].word, &error);

      g_test_message ("case %u: %s", i, refusal_cases[i].problem);
      g_assert_true ((change != NULL) == (refusal_cases[i].code == -1));
      if (refusal_cases[i].code == -1)
        continue;
      g_assert_error (error, LF_ERROR, refusal_cases[i].code);
      g_assert_nonnull (strstr (error->message, refusal_cases[i].words));
    }
}

/* ---- Spot checks ---- */

/* I1: the same period chooses the same problems; more are the same and some others */
static void
test_choose (void)
{
  g_autoptr (GPtrArray) problems
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GPtrArray) backwards = g_ptr_array_new ();
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) more = NULL;
  g_autoptr (GPtrArray) other = NULL;
  guint n_same = 0;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *id = g_strdup_printf ("problem-%u", i);

      g_ptr_array_add (problems, lf_record_new (lf_schema_find ("problem"), id));
      g_ptr_array_insert (backwards, 0, problems->pdata[i]);
    }
  few = lf_handling_choose (problems, "2023-03", 10);
  more = lf_handling_choose (backwards, "2023-03", 20);
  other = lf_handling_choose (problems, "2023-04", 10);
  g_assert_cmpuint (few->len, ==, 10);
  for (guint i = 0; i < few->len; i++)
    {
      g_assert_true (few->pdata[i] == more->pdata[i]);
      n_same += g_ptr_array_find (other, few->pdata[i], NULL);
    }
  g_assert_cmpuint (n_same, <, 5);
  g_ptr_array_unref (g_steal_pointer (&few));
  few = lf_handling_choose (problems, "2023-03", 1000);
  g_assert_cmpuint (few->len, ==, 200);
  g_assert_cmpuint (lf_handling_share (41, 10), ==, 5);
  g_assert_cmpuint (lf_handling_share (40, 10), ==, 4);
  g_assert_cmpuint (lf_handling_share (0, 10), ==, 0);
}

/* ---- The second implementation: a day at a time ---- */

static const LfDate *
step_days (const LfCalendar *calendar, LfDate *day, int n)
{
  int n_worked = 0;

  while (n_worked < n)
    {
      *day = lf_date_add_days (day, 1);
      if (lf_calendar_is_working_day (calendar, day))
        n_worked++;
    }
  while (!lf_calendar_is_working_day (calendar, day))
    *day = lf_date_add_days (day, 1);
  return day;
}

static LfDate
plain_close (const LfHandlingDesk *desk, const LfRecord *problem)
{
  const char *extended = lf_record_get (problem, "extended_to");
  const char *due = lf_record_get (problem, "due_on");
  const char *within = lf_record_get (problem, "due_in_working_days");
  const char *complexity = lf_record_get (problem, "complexity");
  const char *dispatched = lf_record_get (problem, "dispatched_on");
  LfDate day = day_of (extended != NULL     ? extended
                       : due != NULL        ? due
                       : dispatched != NULL ? dispatched
                                            : lf_record_get (problem, "collected_on"));
  int n = strcmp (complexity, "enquiry") == 0    ? (int) desk->clock->close[0]
          : strcmp (complexity, "ordinary") == 0 ? (int) desk->clock->close[1]
                                                 : (int) desk->clock->close[2];

  if (extended != NULL || due != NULL)
    return *step_days (desk->calendar, &day, 0);
  if (dispatched == NULL)
    step_days (desk->calendar, &day, (int) desk->clock->dispatch);
  if (within != NULL)
    n = atoi (within);
  return *step_days (desk->calendar, &day, n);
}

/* Days worked after the later of both are of no interest: which of them is it, by how many? */
static int
plain_lateness (const LfCalendar *calendar, LfDate due, const LfDate *day)
{
  int n = 0;

  while (lf_date_compare (&due, day) < 0)
    {
      due = lf_date_add_days (&due, 1);
      n += lf_calendar_is_working_day (calendar, &due) ? 1 : 0;
    }
  return n;
}

static LfHandlingState
plain_state (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfDate due = plain_close (desk, problem), day = desk->today;
  const char *closed = lf_record_get (problem, "closed_on");
  LfDate met = day_of (closed);

  if (strcmp (lf_record_get (problem, "state"), "refused") == 0)
    return LF_HANDLING_NONE;
  if (closed != NULL)
    return plain_lateness (desk->calendar, due, &met) > 0 ? LF_HANDLING_MET_LATE : LF_HANDLING_MET;
  if (plain_lateness (desk->calendar, due, &day) > 0)
    return LF_HANDLING_LATE;
  return plain_lateness (desk->calendar, day, &due) > 1 ? LF_HANDLING_RUNNING : LF_HANDLING_WARNED;
}

static LfRecord *
apply (const LfRecord *problem, const LfChange *change)
{
  LfRecord *after = lf_record_copy (problem);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      for (guint e = 0; strcmp (op->id, lf_record_id (problem)) == 0 && e < op->edits->len; e++)
        {
          const LfEdit *edit = op->edits->pdata[e];

          lf_record_set (after, edit->field, edit->value);
        }
    }
  return after;
}

/* A random act with all that could be asked for; it may be refused. What is written keeps the
 * rules that every writer keeps. */
static LfRecord *
act_randomly (const LfHandlingDesk *desk, LfRecord *problem)
{
  static const char *const satisfactions[] = { "very", "satisfied", "fair", "dissatisfied" };
  LfHandlingAct act = (LfHandlingAct) g_test_rand_int_range (0, LF_N_HANDLING_ACTS);
  const LfHandlingWord word
      = { .text = "说明",
          .department = "供电局",
          .co_departments = g_test_rand_int_range (0, 2) == 0 ? NULL : "规划局",
          .day = lf_date_add_days (&desk->today, g_test_rand_int_range (0, 40)),
          .satisfaction = satisfactions[g_test_rand_int_range (0, 4)] };
  g_autoptr (LfChange) change = lf_handling_act (desk, problem, act, &word, NULL);
  g_autoptr (GPtrArray) broken = NULL;
  LfRecord *after;

  if (change == NULL)
    return problem;
  g_assert_true (lf_handling_may (problem, act));
  after = apply (problem, change);
  broken = lf_rules_check (problem, after, /* undoing= */ FALSE);
  if (broken->len > 0)
    g_test_message ("%s: %s", change->label, ((LfProblem *) broken->pdata[0])->message);
  g_assert_cmpuint (broken->len, ==, 0);
  lf_record_unref (problem);
  return after;
}

/* W28–W30: random lives of problems over seven years of holidays */
static void
test_random_histories (void)
{
  static const char *const complexities[] = { "enquiry", "ordinary", "complex" };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  const LfDate first = { 2018, 1, 1 };
  guint n_clocks;
  const LfHandlingClock *clocks = lf_handling_clocks (&n_clocks);

  for (guint i = 0; i < 3000; i++)
    {
      LfHandlingDesk desk = { &clocks[i % n_clocks], calendar,
                              lf_date_add_days (&first, g_test_rand_int_range (0, 365 * 8)) };
      g_autofree char *collected = lf_date_to_canonical (&desk.today);
      g_autoptr (LfRecord) problem = make_problem ("");

      lf_record_set (problem, "collected_on", collected);
      lf_record_set (problem, "complexity", complexities[g_test_rand_int_range (0, 3)]);
      if (g_test_rand_int_range (0, 4) == 0)
        lf_record_set (problem, "due_in_working_days", "2");
      for (guint step = 0; step < 12; step++)
        {
          LfDate due = plain_close (&desk, problem);
          g_autofree char *day = lf_date_to_canonical (&due);

          assert_day (lf_handling_due (&desk, problem, LF_HANDLING_TERM_CLOSE), day);
          g_assert_cmpint (lf_handling_judge (&desk, problem, LF_HANDLING_TERM_CLOSE), ==,
                           plain_state (&desk, problem));
          problem = act_randomly (&desk, problem);
          desk.today = lf_date_add_days (&desk.today, g_test_rand_int_range (0, 6));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/handling/presets-W28-W29-W30", test_presets);
  g_test_add_func ("/core/handling/due-W28-W29-W30-I7", test_due);
  g_test_add_func ("/core/handling/judge-V2", test_judge);
  g_test_add_func ("/core/handling/next", test_next);
  g_test_add_func ("/core/handling/escalation-O6-W28", test_escalation);
  g_test_add_func ("/core/handling/may-I1", test_may);
  g_test_add_func ("/core/handling/acts-V2-I1", test_acts);
  g_test_add_func ("/core/handling/refusals-W28", test_refusals);
  g_test_add_func ("/core/handling/spot-checks-I1", test_choose);
  g_test_add_func ("/core/handling/random-histories", test_random_histories);
  return g_test_run ();
}
