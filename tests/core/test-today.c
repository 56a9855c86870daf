/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today (domain.md §3, §7): due, overdue, and silent, in working days. */

#include "lf-core.h"

static void
test_due (void)
{
  static const struct
  {
    LfDate day, today;
    LfTodayKind kind;
  } cases[] = {
    { { 2023, 3, 15 }, { 2023, 3, 15 }, LF_TODAY_DUE },
    { { 2023, 3, 14 }, { 2023, 3, 15 }, LF_TODAY_OVERDUE },
    { { 2023, 3, 17 }, { 2023, 3, 18 }, LF_TODAY_DUE },     /* Friday's, on Saturday */
    { { 2023, 3, 17 }, { 2023, 3, 20 }, LF_TODAY_OVERDUE }, /* and on Monday */
    { { 2023, 3, 18 }, { 2023, 3, 20 }, LF_TODAY_DUE },     /* Saturday's is put off to Monday */
    { { 2023, 3, 18 }, { 2023, 3, 21 }, LF_TODAY_OVERDUE },
    { { 2023, 1, 23 }, { 2023, 1, 28 }, LF_TODAY_DUE },     /* over 春节, to a Saturday worked */
    { { 2023, 1, 28 }, { 2023, 1, 29 }, LF_TODAY_OVERDUE }, /* both are worked */
    { { 2023, 3, 0 }, { 2023, 3, 1 }, LF_TODAY_DUE },       /* a month counts from its first day */
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfDate last = lf_today_last_overdue (calendar, &cases[i].today);
      const LfDate day = lf_date_first_day (&cases[i].day);

      g_test_message ("case %u", i);
      g_assert_cmpint (lf_today_judge_due (calendar, &cases[i].day, &cases[i].today), ==,
                       cases[i].kind);
      g_assert_cmpint (lf_date_compare (&day, &last) <= 0, ==, cases[i].kind == LF_TODAY_OVERDUE);
    }
}

/* W3: 10 working days in negotiation; R1: 14 for 20 days after the signature */
static void
test_heard_since (void)
{
  static const struct
  {
    guint allowed;
    LfDate today;
    const char *since;
  } cases[] = {
    { 10, { 2023, 3, 15 }, "2023-03-01" },
    { 10, { 2023, 3, 18 }, "2023-03-03" }, /* on a Saturday Friday's count holds */
    { 10, { 2023, 2, 6 }, "2023-01-18" },  /* over 春节, with both days worked for it */
    { 14, { 2023, 3, 31 }, "2023-03-13" },
    { 1, { 2023, 3, 20 }, "2023-03-17" },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfDate since = lf_today_heard_since (calendar, cases[i].allowed, &cases[i].today);
      const LfDate before = lf_date_add_days (&since, -1);
      g_autofree char *text = lf_date_to_canonical (&since);

      g_assert_cmpstr (text, ==, cases[i].since);
      g_assert_cmpint (lf_calendar_count_working_days (calendar, &since, &cases[i].today), <=,
                       (int) cases[i].allowed);
      g_assert_cmpint (lf_calendar_count_working_days (calendar, &before, &cases[i].today), >,
                       (int) cases[i].allowed);
    }
}

/* W3, R1, R2, C6: every stage until production is watched, what is stopped or produces is not. */
static void
test_allowed (void)
{
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_LEAD), ==, 32);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_NEGOTIATION), ==, 10);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_SIGNED), ==, 14);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_COMPLETED), ==, 20);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_PRODUCTION), ==, 0);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_SUSPENDED), ==, 0);
  g_assert_cmpuint (lf_today_allowed_silence (LF_STAGE_DROPPED), ==, 0);
}

static void
test_sentences (void)
{
  const LfDate contact = { 2023, 2, 27 }, since = { 2023, 1, 9 }, today = { 2023, 3, 15 };
  const guint counts[LF_N_TODAY_KINDS]
      = { [LF_TODAY_DUE] = 3, [LF_TODAY_OVERDUE] = 2, [LF_TODAY_WAITING] = 1 };
  const guint none[LF_N_TODAY_KINDS] = { 0 };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  g_autofree char *silent
      = lf_today_tell_silence (calendar, LF_STAGE_NEGOTIATION, &contact, &since, &today);
  g_autofree char *overdue = lf_today_tell_due (calendar, &(LfDate){ 2023, 3, 10 }, &today);
  g_autofree char *brief = lf_today_brief (counts);

  g_assert_cmpstr (silent, ==,
                   "No contact for 12 working days, since 27 Feb 2023; 10 are allowed in "
                   "“Negotiation”");
  g_assert_cmpstr (overdue, ==, "Was due on 10 Mar 2023, 3 working days ago");
  g_assert_cmpstr (brief, ==, "3 due today, 2 overdue, 1 waits for you");
  g_assert_null (lf_today_brief (none));
}

/* Every field and filter that a rule names is there. */
static void
test_rules (void)
{
  const LfSilenceRule *silence = lf_today_silence_rule ();
  const LfDate today = { 2023, 3, 15 };
  guint n;
  const LfTodayRule *rules = lf_today_rules (&n);

  for (guint i = 0; i < n; i++)
    {
      const LfEntity *entity = lf_schema_find (rules[i].entity);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter = NULL;

      g_assert_nonnull (entity);
      filter = lf_filter_parse (entity, rules[i].filter, &today, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (lf_entity_field (entity, rules[i].owner));
      g_assert_true (rules[i].date == NULL || lf_entity_field (entity, rules[i].date) != NULL);
      g_assert_true (rules[i].step == NULL || lf_entity_field (entity, rules[i].step) != NULL);
      if (rules[i].over != NULL)
        {
          g_autofree char *over = g_strdup_printf ("%s=%s", rules[i].state, rules[i].over);
          g_autoptr (LfFilter) is_over = lf_filter_parse (entity, over, &today, NULL, &error);

          g_assert_no_error (error);
          g_assert_nonnull (lf_entity_field (entity, rules[i].over_on));
        }
    }
  g_assert_nonnull (lf_entity_field (lf_schema_find (silence->contact), silence->contact_date));
}

static void
test_schedule (void)
{
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autofree char *firm = lf_id_new ();
  const LfDate today = { 2023, 3, 15 };
  LfTodayDone done = { "电话回访", "call", "上门拜访", TRUE, { 2023, 3, 20 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = NULL;
  const LfOp *logged, *edited;

  lf_record_set (project, "enterprise", firm);
  lf_record_set (project, "next_step", "电话回访");
  change = lf_today_schedule (project, &done, &today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change->ops->len, ==, 2);
  logged = change->ops->pdata[0];
  edited = change->ops->pdata[1];
  g_assert_cmpstr (lf_op_find (logged, "project")->value, ==, lf_record_id (project));
  g_assert_cmpstr (lf_op_find (logged, "enterprise")->value, ==, firm);
  g_assert_cmpstr (lf_op_find (logged, "held_on")->value, ==, "2023-03-15");
  g_assert_cmpstr (lf_op_find (edited, "next_step_date")->value, ==, "2023-03-20");

  done.next = (LfDate){ 2023, 3, 14 };
  g_assert_null (lf_today_schedule (project, &done, &today, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_clear_error (&error);
  done.has_next = FALSE;
  g_assert_null (lf_today_schedule (project, &done, &today, &error));
  g_clear_error (&error);
  done.what = NULL;
  g_assert_null (lf_today_schedule (project, &done, &today, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

/* What has no steps goes on until another day, or is over. */
static void
test_without_steps (void)
{
  const LfDate today = { 2023, 3, 15 };
  const LfTodayDone later
      = { .what = "催办", .kind = "call", .has_next = TRUE, .next = { 2023, 4, 3 } };
  const LfTodayDone done = { .what = "办结", .kind = "call" };
  g_autoptr (LfRecord) action = lf_record_new (lf_schema_find ("action"), NULL);
  g_autoptr (LfChange) change = NULL;
  g_autoptr (GError) error = NULL;

  lf_record_set (action, "subject", "协调用电");
  lf_record_set (action, "state", "late");
  lf_record_set (action, "due_on", "2023-03-01");
  change = lf_today_schedule (action, &later, &today, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lf_op_find (change->ops->pdata[0], "due_on")->value, ==, "2023-04-03");
  g_assert_null (lf_op_find (change->ops->pdata[0], "state"));
  g_assert_cmpuint (change->ops->len, ==, 1); /* nobody it was with */
  g_clear_pointer (&change, lf_change_unref);

  lf_record_set (action, "project", "018f0000-0000-7000-8000-000000000001");
  change = lf_today_schedule (action, &done, &today, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change->ops->len, ==, 2);
  g_assert_cmpstr (lf_op_find (change->ops->pdata[1], "state")->value, ==, "done");
  g_assert_cmpstr (lf_op_find (change->ops->pdata[1], "done_on")->value, ==, "2023-03-15");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/today/due-7", test_due);
  g_test_add_func ("/today/silence-W3-R1", test_heard_since);
  g_test_add_func ("/today/allowed-W3-R1-R2-C6", test_allowed);
  g_test_add_func ("/today/sentences", test_sentences);
  g_test_add_func ("/today/rules", test_rules);
  g_test_add_func ("/today/schedule", test_schedule);
  g_test_add_func ("/today/without-steps", test_without_steps);
  return g_test_run ();
}
