/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules: nodes placed backwards and forwards in working days (domain.md C7, C8, O5), compared
 * with a second, slow way to place them that walks from day to day. */

#include "lf-core.h"

#include <string.h>

/* Monday to Friday without a holiday in sight: 6 March 2023 is a Monday. */
static const LfDate today = { 2023, 3, 6 };

typedef struct
{
  LfCalendar *calendar;
  LfSchedule *schedule;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->calendar = lf_calendar_new ();
  self->schedule = lf_schedule_new (self->calendar, &today);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  lf_schedule_free (self->schedule);
  lf_calendar_free (self->calendar);
}

static LfScheduleNode *
add (Fixture *self, const char *name, guint days, const char *after)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("node"), NULL);
  LfScheduleNode *node;

  lf_record_set (record, "name", name);
  node = lf_schedule_add_record (self->schedule, record);
  node->days = days;
  g_strfreev (node->after);
  node->after = g_strsplit (after == NULL ? "" : after, "|", -1);
  node->position = (int) self->schedule->nodes->len;
  return node;
}

static LfDate
day (const char *text)
{
  LfDate date;

  g_assert_true (lf_date_from_canonical (text, &date));
  return date;
}

static void
place (Fixture *self, const char *end)
{
  LfDate last = end == NULL ? today : day (end);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_schedule_place (self->schedule, end == NULL ? NULL : &last, &error));
  g_assert_no_error (error);
}

static const LfScheduleNode *
node (Fixture *self, const char *name)
{
  return self->schedule->nodes->pdata[lf_schedule_find (self->schedule, name)];
}

static void
assert_day (const LfDate *date, const char *expected)
{
  g_autofree char *text = lf_date_to_canonical (date);

  g_assert_cmpstr (text, ==, expected);
}

/* ---- C7: one node before a fixed end ---- */

static void
test_backward_over_the_calendar (void)
{
  static const struct
  {
    const char *end;
    guint days;
    const char *latest, *begin;
  } cases[] = {
    { "2023-03-31", 5, "2023-03-31", "2023-03-27" },
    { "2023-03-31", 1, "2023-03-31", "2023-03-31" },
    { "2023-03-31", 0, "2023-03-31", "2023-03-31" },
    { "2023-04-02", 5, "2023-03-31", "2023-03-27" }, /* a Sunday: done on the Friday before */
    { "2023-04-06", 2, "2023-04-06", "2023-04-04" }, /* 清明 on the 5th */
    { "2023-04-24", 2, "2023-04-24", "2023-04-23" }, /* a Sunday that is worked */
    { "2023-05-05", 3, "2023-05-05", "2023-04-28" }, /* over 劳动节 */
    { "2023-10-01", 6, "2023-09-28", "2023-09-21" }, /* 国庆 and 中秋 */
    { "2024-03-01", 2, "2024-03-01", "2024-02-29" }, /* a leap day */
    { "2028-03-01", 2, "2028-03-01", "2028-02-29" }, /* a leap day of a year without a calendar */
    { "2023-06", 1, "2023-06-30", "2023-06-30" },    /* a month ends with its last day */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture self;

      g_test_message ("C7 %s %u", cases[i].end, cases[i].days);
      set_up (&self, NULL);
      add (&self, "a", cases[i].days, NULL);
      place (&self, cases[i].end);
      assert_day (&node (&self, "a")->latest, cases[i].latest);
      assert_day (&node (&self, "a")->latest_begin, cases[i].begin);
      tear_down (&self, NULL);
    }
}

/* C8: 设计 → 招标 and 农转用 → 供地, both before 工规 → 施工许可 */
static void
test_c8_the_chain (Fixture *self, gconstpointer unused)
{
  add (self, "设计", 10, NULL);
  add (self, "招标", 3, "设计");
  add (self, "农转用", 15, NULL);
  add (self, "供地", 5, "农转用");
  add (self, "工规", 2, "设计|供地");
  add (self, "施工许可", 2, "工规|招标");
  place (self, "2023-04-14");
  assert_day (&node (self, "施工许可")->latest, "2023-04-14");
  assert_day (&node (self, "施工许可")->latest_begin, "2023-04-13");
  assert_day (&node (self, "工规")->latest, "2023-04-12");
  assert_day (&node (self, "供地")->latest, "2023-04-10");
  assert_day (&node (self, "农转用")->latest, "2023-03-31");
  assert_day (&node (self, "农转用")->latest_begin, "2023-03-13");
  assert_day (&node (self, "农转用")->earliest, "2023-03-24");
  assert_day (&node (self, "设计")->latest, "2023-04-07"); /* before 招标, which has more time */
  g_assert_cmpint (node (self, "农转用")->slack, ==, 5);
  g_assert_cmpint (node (self, "设计")->slack, ==, 14);
  g_assert_true (node (self, "农转用")->is_critical);
  g_assert_true (node (self, "施工许可")->is_critical);
  g_assert_false (node (self, "设计")->is_critical);
  g_assert_false (node (self, "招标")->is_critical);
  g_assert_null (lf_schedule_tell_conflict (self->schedule));
}

/* C7: "conflict shown when the first node falls before today" */
static void
test_c7_conflict (Fixture *self, gconstpointer unused)
{
  g_autofree char *text = NULL;

  add (self, "Design", 10, NULL);
  add (self, "Building", 20, "Design");
  place (self, "2023-04-07");
  assert_day (&node (self, "Design")->latest_begin, "2023-02-24");
  g_assert_cmpint (node (self, "Building")->slack, ==, -6);
  text = lf_schedule_tell_conflict (self->schedule);
  g_assert_cmpstr (text, ==,
                   "“Design” would have had to begin on 24 Feb 2023, 6 working days ago, for all "
                   "to be done by 7 Apr 2023.");
}

/* ---- What is done, begun, fixed ---- */

static void
test_c7_forward_from_what_is_done (Fixture *self, gconstpointer unused)
{
  add (self, "a", 5, NULL)->done = day ("2023-03-04"); /* a Saturday */
  add (self, "b", 5, "a")->begun = day ("2023-03-01");
  add (self, "c", 2, "b");
  add (self, "d", 1, "a")->begun = day ("2023-01-05"); /* should have been done long ago */
  place (self, NULL);
  assert_day (&node (self, "a")->earliest, "2023-03-04");
  assert_day (&node (self, "b")->earliest, "2023-03-07");
  assert_day (&node (self, "c")->earliest, "2023-03-09");
  assert_day (&node (self, "d")->earliest, "2023-03-06");
  g_assert_false (self->schedule->has_end);
  assert_day (&self->schedule->end, "2023-03-09");
  g_assert_cmpint (node (self, "c")->slack, ==, 0);
  g_assert_cmpint (node (self, "d")->slack, ==, 3);
}

static void
test_c7_begun_too_late (Fixture *self, gconstpointer unused)
{
  g_autofree char *text = NULL;

  add (self, "Building", 20, NULL)->begun = day ("2023-03-01");
  place (self, "2023-03-24");
  g_assert_cmpint (lf_schedule_first_missed (self->schedule), ==, -1);
  text = lf_schedule_tell_conflict (self->schedule);
  g_assert_cmpstr (
      text, ==, "“Building” can be done on 28 Mar 2023 at the earliest, 2 working days too late.");
}

static void
test_c7_a_fixed_node_in_the_middle (Fixture *self, gconstpointer unused)
{
  LfScheduleNode *start;

  add (self, "permit", 5, NULL);
  start = add (self, "start", 1, "permit");
  add (self, "building", 10, "start");
  start->is_fixed = TRUE;
  start->planned = day ("2023-03-17");
  place (self, NULL);
  g_assert_true (self->schedule->has_end);
  assert_day (&node (self, "permit")->latest, "2023-03-16");
  g_assert_cmpint (node (self, "permit")->slack, ==, 4);
  /* what comes behind has the time that the fixed day gives it, and no less */
  assert_day (&node (self, "building")->latest, "2023-03-31");
  g_assert_cmpint (node (self, "building")->slack, ==, 4);
}

/* The end is what was fixed, not when all can be done. */
static void
test_c7_the_end_is_what_is_fixed (Fixture *self, gconstpointer unused)
{
  LfScheduleNode *last;

  add (self, "start", 5, NULL)->done = day ("2023-03-01");
  last = add (self, "building", 20, "start");
  last->is_fixed = TRUE;
  last->planned = day ("2023-03-17");
  place (self, NULL);
  assert_day (&self->schedule->end, "2023-03-17");
  g_assert_cmpint (last->slack, ==, -10);
}

/* O5: a blocker tells what behind it is held up */
static void
test_o5_held_up (Fixture *self, gconstpointer unused)
{
  add (self, "design", 5, NULL);
  add (self, "clearing", 5, NULL)->blocker = g_strdup ("two houses left");
  add (self, "supply", 5, "clearing");
  add (self, "permit", 5, "design|supply");
  add (self, "start", 1, "permit")->done = day ("2023-03-01");
  place (self, NULL);
  g_assert_cmpint (node (self, "design")->held_up_by, ==, -1);
  g_assert_cmpint (node (self, "permit")->held_up_by, ==,
                   lf_schedule_find (self->schedule, "clearing"));
  g_assert_true (
      lf_schedule_is_held_up (self->schedule, (guint) lf_schedule_find (self->schedule, "supply")));
  g_assert_false (lf_schedule_is_held_up (self->schedule,
                                          (guint) lf_schedule_find (self->schedule, "clearing")));
  g_assert_cmpint (node (self, "start")->held_up_by, ==, -1);
}

/* ---- What is wrong ---- */

static void
test_circles (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  add (self, "a", 1, NULL);
  add (self, "b", 1, "a|d");
  add (self, "c", 1, "b");
  add (self, "d", 1, "c");
  add (self, "e", 1, "d");
  g_assert_false (lf_schedule_place (self->schedule, NULL, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "b → c → d → b"));
}

static void
test_a_node_that_waits_for_itself (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  add (self, "a", 1, "a");
  g_assert_false (lf_schedule_place (self->schedule, NULL, &error));
  g_assert_nonnull (strstr (error->message, "a → a"));
}

static void
test_unknown (Fixture *self, gconstpointer unused)
{
  add (self, "a", 1, "gone");
  place (self, NULL);
  g_assert_cmpuint (self->schedule->unknown->len, ==, 1);
  g_assert_cmpstr (self->schedule->unknown->pdata[0], ==,
                   "“a” waits for “gone”, which is no node here.");
}

static void
test_nothing (Fixture *self, gconstpointer unused)
{
  g_autoptr (GArray) moves = NULL;

  place (self, NULL);
  moves = lf_schedule_replan (self->schedule, LF_SCHEDULE_BACKWARD);
  g_assert_cmpuint (moves->len, ==, 0);
  g_assert_null (lf_schedule_tell_conflict (self->schedule));
}

static void
test_years_without_a_calendar (Fixture *self, gconstpointer unused)
{
  g_autofree char *text = NULL;

  add (self, "a", 5, NULL);
  place (self, "2023-12-29");
  g_assert_null (lf_schedule_tell_calendar (self->schedule));
  place (self, "2028-02-29");
  text = lf_schedule_tell_calendar (self->schedule);
  g_assert_nonnull (strstr (text, "2027, 2028"));
}

/* ---- Moving ---- */

static void
assert_moves (Fixture *self, const GArray *moves, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < moves->len; i++)
    {
      const LfScheduleMove *move = &g_array_index (moves, LfScheduleMove, i);
      const LfScheduleNode *of = self->schedule->nodes->pdata[move->node];
      g_autofree char *to = lf_date_to_canonical (&move->to);

      g_string_append_printf (text, "%s%s=%s", i > 0 ? " " : "", of->name, to + strlen ("2023-"));
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_c7_replan (Fixture *self, gconstpointer unused)
{
  g_autoptr (GArray) backward = NULL;
  g_autoptr (GArray) forward = NULL;

  add (self, "a", 5, NULL)->done = day ("2023-03-03");
  ((LfScheduleNode *) node (self, "a"))->planned = day ("2023-02-28");
  add (self, "b", 5, "a")->planned = day ("2023-03-10");
  add (self, "c", 5, "b");
  place (self, "2023-03-31");
  backward = lf_schedule_replan (self->schedule, LF_SCHEDULE_BACKWARD);
  assert_moves (self, backward, "b=03-24 c=03-31"); /* what is done stays */
  forward = lf_schedule_replan (self->schedule, LF_SCHEDULE_FORWARD);
  assert_moves (self, forward, "c=03-17"); /* and what stands where it belongs */
}

static void
plan_chain (Fixture *self)
{
  add (self, "a", 2, NULL)->planned = day ("2023-03-08");
  add (self, "b", 2, "a")->planned = day ("2023-03-10");
  add (self, "c", 2, "b")->planned = day ("2023-03-17"); /* three days to spare */
  add (self, "d", 2, NULL)->planned = day ("2023-03-10");
  place (self, NULL);
}

static void
test_moving_one (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *node, *to, *moves;
  } cases[] = {
    { "a", "2023-03-09", "a=03-09 b=03-13" },
    { "a", "2023-03-15", "a=03-15 b=03-17 c=03-21" },
    { "b", "2023-03-11", "" }, /* a Saturday is the Friday it stands on */
    { "c", "2023-03-13", "a=03-07 b=03-09 c=03-13" },
    { "c", "2023-03-20", "c=03-20" },
    { "d", "2023-03-31", "d=03-31" },
  };

  plan_chain (self);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfDate to = day (cases[i].to);
      g_autoptr (GError) error = NULL;
      guint which = (guint) lf_schedule_find (self->schedule, cases[i].node);
      g_autoptr (GArray) moves = lf_schedule_move (self->schedule, which, &to, &error);

      g_test_message ("%s to %s", cases[i].node, cases[i].to);
      g_assert_no_error (error);
      assert_moves (self, moves, cases[i].moves);
    }
}

static void
assert_refused (Fixture *self, const char *name, const char *to, const char *words)
{
  LfDate date = day (to);
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_schedule_move (self->schedule, (guint) lf_schedule_find (self->schedule, name),
                                   &date, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_moves_that_are_refused (Fixture *self, gconstpointer unused)
{
  plan_chain (self);
  assert_refused (self, "c", "2023-03-09", "“a” would have to begin on 2 Mar 2023");
  assert_refused (self, "a", "2023-03-03", "“a” would have to begin on 2 Mar 2023");
  ((LfScheduleNode *) node (self, "c"))->is_fixed = TRUE;
  assert_refused (self, "a", "2023-03-15", "“c” is fixed on 17 Mar 2023");
  ((LfScheduleNode *) node (self, "a"))->done = day ("2023-03-03");
  assert_refused (self, "a", "2023-03-15", "“a” is done");
}

/* ---- Templates ---- */

static void
test_c8_presets (void)
{
  g_autoptr (GPtrArray) presets = lf_schedule_presets ();

  for (const LfOption *kind = lf_entity_field (lf_schema_find ("project"), "kind")->options;
       kind->key != NULL; kind++)
    g_assert_nonnull (lf_schedule_template_for (presets, kind->key));
  g_assert_cmpstr (lf_schedule_template_for (presets, NULL)->id, ==, "new");
  g_assert_cmpstr (lf_schedule_template_for (presets, "rebuilding")->id, ==, "expansion");
  for (guint i = 0; i < presets->len; i++)
    {
      const LfScheduleTemplate *template = presets->pdata[i];
      Fixture self;

      set_up (&self, NULL);
      for (guint k = 0; k < template->steps->len; k++)
        {
          const LfScheduleNode *step = template->steps->pdata[k];

          g_test_message ("%s: %s", template->id, step->name);
          g_assert_nonnull (
              lf_field_option (lf_entity_field (lf_schema_find ("node"), "kind"), step->kind));
          g_assert_nonnull (lf_schedule_add_step (self.schedule, step));
        }
      place (&self, "2025-06-30");
      g_assert_cmpuint (self.schedule->unknown->len, ==, 0);
      /* one is last, and each but the first ones waits for another */
      g_assert_cmpint (
          ((LfScheduleNode *) self.schedule->nodes->pdata[template->steps->len - 1])->latest.year,
          ==, 2025);
      tear_down (&self, NULL);
    }
}

static void
test_a_step_meets_a_node (Fixture *self, gconstpointer unused)
{
  LfScheduleNode *step = lf_schedule_node_new ("Design", 30, "Filing");
  LfScheduleNode *there = add (self, "Design", 0, NULL);

  g_assert_null (lf_schedule_add_step (self->schedule, step));
  g_assert_cmpuint (there->days, ==, 30);
  g_assert_cmpstr (there->after[0], ==, "Filing");
  there->days = 12;
  g_assert_null (lf_schedule_add_step (self->schedule, step));
  g_assert_cmpuint (there->days, ==, 12); /* what somebody said stays */
  lf_schedule_node_free (step);
}

static void
test_a_template_of_the_zone (void)
{
  g_autoptr (GPtrArray) presets = lf_schedule_presets ();
  g_autoptr (LfChange) change
      = lf_schedule_template_to_change (presets->pdata[1], "Ours for expansions");
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfRecord) record = NULL;
  LfScheduleTemplate *ours;

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      LfRecord *made = lf_record_new (lf_schema_find (op->entity), op->id);

      for (guint k = 0; k < op->edits->len; k++)
        lf_record_set (made, ((LfEdit *) op->edits->pdata[k])->field,
                       ((LfEdit *) op->edits->pdata[k])->value);
      if (i == 0)
        record = made;
      else
        g_ptr_array_insert (steps, 0, made); /* in whatever order */
    }
  ours = lf_schedule_template_new (record, steps);
  g_assert_cmpstr (ours->project_kinds, ==, "expansion");
  g_assert_cmpuint (ours->steps->len, ==, ((LfScheduleTemplate *) presets->pdata[1])->steps->len);
  for (guint i = 0; i < ours->steps->len; i++)
    {
      const LfScheduleNode *a = ours->steps->pdata[i];
      const LfScheduleNode *b = ((LfScheduleTemplate *) presets->pdata[1])->steps->pdata[i];

      g_assert_cmpstr (a->name, ==, b->name);
      g_assert_cmpuint (a->days, ==, b->days);
      g_assert_cmpuint (g_strv_length (a->after), ==, g_strv_length (b->after));
    }
  g_assert_true (lf_schedule_template_find (presets, "EXPANSION ON OWN LAND") == presets->pdata[1]);
  lf_schedule_template_free (ours);
}

/* ---- The slow way ---- */

typedef struct
{
  const LfSchedule *schedule;
  const LfDate *end;
} Slow;

static gboolean
works (const Slow *self, LfDate day_)
{
  return lf_calendar_is_working_day (self->schedule->calendar, &day_);
}

static LfDate
next (const Slow *self, LfDate from)
{
  do
    from = lf_date_add_days (&from, 1);
  while (!works (self, from));
  return from;
}

static LfDate
previous (const Slow *self, LfDate from)
{
  do
    from = lf_date_add_days (&from, -1);
  while (!works (self, from));
  return from;
}

static gboolean
is_open (const LfScheduleNode *of)
{
  return of->done.year == 0 && of->begun.year == 0;
}

static gboolean
waits_for (const LfScheduleNode *of, const LfScheduleNode *before)
{
  return g_strv_contains ((const char *const *) of->after, before->name);
}

/* On the day a node begins it can begin: the day after the last it waits for, and never before
 * today; from there, a day is counted at a time. */
static LfDate
slow_earliest (const Slow *self, const LfScheduleNode *of)
{
  LfDate yesterday = lf_date_add_days (&self->schedule->today, -1);
  LfDate at = yesterday;

  if (of->done.year != 0)
    return of->done;
  if (of->begun.year != 0)
    at = lf_date_add_days (&of->begun, -1);
  for (guint i = 0; is_open (of) && i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *before = self->schedule->nodes->pdata[i];
      LfDate done;

      if (!waits_for (of, before))
        continue;
      done = slow_earliest (self, before);
      if (lf_date_compare (&done, &at) > 0)
        at = done;
    }
  for (guint n = of->days; n > 0; n--)
    at = next (self, at);
  while (lf_date_compare (&at, &yesterday) <= 0 || !works (self, at))
    at = next (self, at);
  return at;
}

static LfDate
slow_latest (const Slow *self, const LfScheduleNode *of)
{
  LfDate at = *self->end;

  while (!works (self, at))
    at = lf_date_add_days (&at, -1);
  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *behind = self->schedule->nodes->pdata[i];
      LfDate begin;

      if (!is_open (behind) || !waits_for (behind, of))
        continue;
      begin = slow_latest (self, behind);
      for (guint n = behind->days; n > 0; n--)
        begin = previous (self, begin);
      if (lf_date_compare (&begin, &at) < 0)
        at = begin;
    }
  return at;
}

static int
slow_count (const Slow *self, LfDate from, LfDate to)
{
  int n = 0;

  for (; lf_date_compare (&from, &to) < 0; n++)
    from = next (self, from);
  for (; lf_date_compare (&from, &to) > 0; n--)
    from = previous (self, from);
  return n;
}

static void
make_random (Fixture *self, GRand *random, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      g_autoptr (GString) after = g_string_new (NULL);
      LfScheduleNode *made;

      for (guint k = 0; k < i; k++)
        if (g_rand_int_range (random, 0, 3) == 0)
          g_string_append_printf (after, "%sn%u", after->len > 0 ? "|" : "", k);
      made = add (self, name, 1 + (guint) g_rand_int_range (random, 0, 25), after->str);
      if (after->len == 0)
        {
          g_strfreev (made->after);
          made->after = g_strsplit ("", "|", -1);
        }
      made->position = g_rand_int_range (random, 0, 100);
      if (g_rand_int_range (random, 0, 5) == 0)
        made->done = lf_date_add_days (&self->schedule->today, -g_rand_int_range (random, 0, 40));
      else if (g_rand_int_range (random, 0, 5) == 0)
        made->begun = lf_date_add_days (&self->schedule->today, -g_rand_int_range (random, 0, 40));
    }
}

static void
compare (Fixture *self, const LfDate *end)
{
  Slow slow = { self->schedule, end };

  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *of = self->schedule->nodes->pdata[i];
      LfDate earliest = slow_earliest (&slow, of), latest = slow_latest (&slow, of);
      LfDate from = earliest;

      g_assert_cmpint (lf_date_compare (&of->earliest, &earliest), ==, 0);
      g_assert_cmpint (lf_date_compare (&of->latest, &latest), ==, 0);
      while (!works (&slow, from)) /* what was done on a free day counts as the day before */
        from = lf_date_add_days (&from, -1);
      g_assert_cmpint (of->slack, ==, slow_count (&slow, from, latest));
      for (guint k = 0; k < i; k++) /* each after all it waits for */
        g_assert_false (waits_for (self->schedule->nodes->pdata[k], of));
    }
}

/* A move leaves nothing that begins before what it waits for, where it had moved. */
static void
check_move (Fixture *self, GRand *random)
{
  g_autoptr (GArray) planned = lf_schedule_replan (self->schedule, LF_SCHEDULE_FORWARD);
  guint n = self->schedule->nodes->len, which = (guint) g_rand_int_range (random, 0, (int) n);
  LfDate to = lf_date_add_days (&self->schedule->today, g_rand_int_range (random, 0, 120));
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) moves = NULL;
  Slow slow = { self->schedule, &to };

  for (guint i = 0; i < planned->len; i++)
    {
      const LfScheduleMove *move = &g_array_index (planned, LfScheduleMove, i);

      ((LfScheduleNode *) self->schedule->nodes->pdata[move->node])->planned = move->to;
    }
  moves = lf_schedule_move (self->schedule, which, &to, &error);
  if (moves == NULL)
    {
      g_assert_error (error, LF_ERROR, LF_ERROR_REFUSED);
      return;
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const LfScheduleMove *move = &g_array_index (moves, LfScheduleMove, i);
      LfScheduleNode *of = self->schedule->nodes->pdata[move->node];

      g_assert_cmpint (of->done.year, ==, 0);
      of->planned = move->to;
    }
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      {
        const LfScheduleNode *before = self->schedule->nodes->pdata[k];
        const LfScheduleNode *of = self->schedule->nodes->pdata[i];

        if (is_open (of) && waits_for (of, before) && before->done.year == 0)
          g_assert_cmpint (slow_count (&slow, before->planned, of->planned), >=, (int) of->days);
      }
}

static void
test_two_ways_agree (void)
{
  guint n_rounds = g_test_slow () ? 100000 : 1000;
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (guint round = 0; round < n_rounds; round++)
    {
      Fixture self;
      LfDate end;

      set_up (&self, NULL);
      /* any day of years with and without a calendar, leap years among them, and own holidays */
      self.schedule->today = lf_date_add_days (&today, g_rand_int_range (random, -2200, 2200));
      end = lf_date_add_days (&self.schedule->today, g_rand_int_range (random, -30, 400));
      for (int i = 0; i < 20; i++)
        {
          LfDate free_day
              = lf_date_add_days (&self.schedule->today, g_rand_int_range (random, -60, 300));

          lf_calendar_set_day (self.calendar, &free_day, g_rand_boolean (random));
        }
      make_random (&self, random, (guint) g_rand_int_range (random, 1, 9));
      g_assert_true (lf_schedule_place (self.schedule, &end, NULL));
      compare (&self, &end);
      check_move (&self, random);
      tear_down (&self, NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  g_test_add_func ("/schedule/C7/backward", test_backward_over_the_calendar);
  ADD ("/schedule/C7/conflict", test_c7_conflict);
  ADD ("/schedule/C7/forward", test_c7_forward_from_what_is_done);
  ADD ("/schedule/C7/begun-too-late", test_c7_begun_too_late);
  ADD ("/schedule/C7/fixed-in-the-middle", test_c7_a_fixed_node_in_the_middle);
  ADD ("/schedule/C7/the-end-is-what-is-fixed", test_c7_the_end_is_what_is_fixed);
  ADD ("/schedule/C7/replan", test_c7_replan);
  ADD ("/schedule/C8/chain", test_c8_the_chain);
  g_test_add_func ("/schedule/C8/presets", test_c8_presets);
  ADD ("/schedule/O5/held-up", test_o5_held_up);
  ADD ("/schedule/circle", test_circles);
  ADD ("/schedule/circle-of-one", test_a_node_that_waits_for_itself);
  ADD ("/schedule/unknown", test_unknown);
  ADD ("/schedule/nothing", test_nothing);
  ADD ("/schedule/years-without-calendar", test_years_without_a_calendar);
  ADD ("/schedule/move", test_moving_one);
  ADD ("/schedule/move-refused", test_moves_that_are_refused);
  ADD ("/schedule/step-meets-node", test_a_step_meets_a_node);
  g_test_add_func ("/schedule/own-template", test_a_template_of_the_zone);
  g_test_add_func ("/schedule/two-ways-agree", test_two_ways_agree);
  return g_test_run ();
}
