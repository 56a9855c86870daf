/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings (domain.md V13, O2): what an agenda is built from, when the next one is, its actions. */

#include "lf-core.h"

static const LfDate today = { 2026, 3, 4 };

static LfRecord *
make_meeting (const char *kind, const char *held_on)
{
  LfRecord *meeting
      = lf_record_new (lf_schema_find ("meeting"), "00000000-0000-8000-8000-000000000001");

  lf_record_set (meeting, "subject", "项目调度会");
  lf_record_set (meeting, "kind", kind);
  lf_record_set (meeting, "held_on", held_on);
  lf_record_set (meeting, "place", "二楼会议室");
  return meeting;
}

/* Every source can be asked: its filter, its order and its fields are the entity's. */
static void
test_sources (void)
{
  guint n;
  const LfAgendaSource *sources = lf_agenda_sources (&n);

  g_assert_cmpuint (n, >, 0);
  for (guint i = 0; i < n; i++)
    {
      const LfEntity *entity = lf_schema_find (sources[i].entity);
      g_auto (GStrv) told = g_strsplit (sources[i].told, "|", -1);
      const char *sort = sources[i].sort;
      g_autoptr (GError) error = NULL;
      g_autoptr (LfFilter) filter = NULL;

      g_test_message ("%s", sources[i].key);
      g_assert_nonnull (entity);
      filter = lf_filter_parse (entity, sources[i].filter, &today, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (lf_entity_field (entity, sort[0] == '-' ? sort + 1 : sort));
      for (char **field = told; *field != NULL; field++)
        g_assert_nonnull (lf_entity_field (entity, *field));
      if (sources[i].project != NULL)
        g_assert_cmpstr (lf_entity_field (entity, sources[i].project)->target, ==, "project");
    }
}

static void
test_next_day (void)
{
  static const struct
  {
    const char *kind, *held_on, *next;
  } cases[] = {
    { "weekly", "2026-03-02", "2026-03-09" },
    { "site", "2026-03-02", "2026-03-09" },
    { "half_monthly", "2026-03-02", "2026-03-16" }, /* the 15th is a Sunday */
    { "half_monthly", "2026-03-16", "2026-03-31" },
    { "half_monthly", "2026-03-31", "2026-04-15" },
    { "half_monthly", "2026-12-31", "2027-01-15" },
    { "dispatch", "2026-01-30", "2026-02-28" }, /* clamped; a Saturday that is worked */
    { "group", "2026-03-04", "2026-04-07" },    /* Qingming, Saturday to Monday */
    { NULL, "2026-03", "2026-04-01" },
    { "weekly", NULL, "2026-03-11" },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) meeting = make_meeting (cases[i].kind, cases[i].held_on);
      LfDate next = lf_meeting_next_day (meeting, calendar, &today);
      g_autofree char *day = lf_date_to_canonical (&next);

      g_test_message ("case %u", i);
      g_assert_cmpstr (day, ==, cases[i].next);
    }
}

static void
test_next (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  g_autoptr (LfRecord) meeting = make_meeting ("weekly", "2026-03-02");
  g_autoptr (LfRecord) next = lf_meeting_next (meeting, calendar, &today);
  g_autoptr (LfRecord) again = lf_meeting_next (meeting, calendar, &today);
  g_autoptr (GPtrArray) problems = lf_rules_check (NULL, next, /* undoing= */ FALSE);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpstr (lf_record_id (next), ==, lf_record_id (again));
  g_assert_cmpstr (lf_record_get (next, "place"), ==, "二楼会议室");
  g_assert_cmpstr (lf_record_get (next, "held_on"), ==, "2026-03-09");
}

static void
test_action (void)
{
  static const struct
  {
    LfMeetingAction action;
    const char *due; /* NULL: refused */
  } cases[] = {
    { { "清表", NULL, "征迁办", NULL, { 2026, 3, 20 } }, "2026-03-20" },
    { { "清表", NULL, "征迁办", NULL, { 0 } }, "2026-03-09" }, /* at the next meeting */
    { { "清表", NULL, NULL, NULL, { 2026, 3, 20 } }, NULL },
    { { NULL, NULL, "征迁办", NULL, { 2026, 3, 20 } }, NULL },
    { { "清表", NULL, "征迁办", NULL, { 2026, 3, 1 } }, NULL },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  g_autoptr (LfRecord) meeting = make_meeting ("weekly", "2026-03-02");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change
          = lf_meeting_add_action (meeting, &cases[i].action, calendar, &error);

      g_test_message ("case %u", i);
      if (cases[i].due == NULL)
        {
          g_assert_null (change);
          g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpstr (lf_op_find (change->ops->pdata[0], "due_on")->value, ==, cases[i].due);
      g_assert_cmpstr (lf_op_find (change->ops->pdata[0], "state")->value, ==, "open");
    }
}

static void
test_words (void)
{
  guint n;
  const LfAgendaSource *sources = lf_agenda_sources (&n);
  g_autoptr (LfRecord) action = lf_record_new (lf_schema_find ("action"), NULL);
  g_autofree char *text = NULL;

  lf_record_set (action, "subject", "清表");
  lf_record_set (action, "department", "征迁办");
  lf_record_set (action, "due_on", "2026-03-09");
  text = lf_agenda_tell (&sources[0], action);
  g_assert_cmpstr (text, ==, "清表 · 征迁办 · 9 Mar 2026");
}

/* C2, R1: a decision meeting talks about what waits for its body, and about actions; no other
 * meeting does. */
static void
test_decision_meeting (void)
{
  static const struct
  {
    const char *kind, *talks_of;
  } cases[] = { { "decision", "actions evaluations" },
                { "weekly", "actions lamps problems nodes steps snails handovers" },
                { NULL, "actions lamps problems nodes steps snails handovers" } };
  static const struct
  {
    const char *own, *asked;
    gboolean fits;
  } bodies[] = { { "land", "land", TRUE },
                 { "land", "executive", FALSE },
                 { NULL, "land", TRUE },
                 { "land", NULL, TRUE } };
  guint n;
  const LfAgendaSource *sources = lf_agenda_sources (&n);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) meeting = lf_record_new (lf_schema_find ("meeting"), NULL);
      g_autoptr (GString) keys = g_string_new (NULL);

      lf_record_set (meeting, "kind", cases[i].kind);
      for (guint j = 0; j < n; j++)
        if (lf_agenda_talks_of (&sources[j], meeting))
          g_string_append_printf (keys, "%s%s", keys->len == 0 ? "" : " ", sources[j].key);
      g_assert_cmpstr (keys->str, ==, cases[i].talks_of);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (LfRecord) meeting = lf_record_new (lf_schema_find ("meeting"), NULL);
      g_autoptr (LfRecord) evaluation = lf_record_new (lf_schema_find ("evaluation"), NULL);

      lf_record_set (meeting, "body", bodies[i].asked);
      lf_record_set (evaluation, "body", bodies[i].own);
      g_assert_cmpint (lf_agenda_fits (&sources[1], evaluation, meeting), ==, bodies[i].fits);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/V13-sources", test_sources);
  g_test_add_func ("/agenda/V13-next-day", test_next_day);
  g_test_add_func ("/agenda/O2-next", test_next);
  g_test_add_func ("/agenda/O2-action", test_action);
  g_test_add_func ("/agenda/V13-words", test_words);
  g_test_add_func ("/agenda/R1-decision-meeting", test_decision_meeting);
  return g_test_run ();
}
