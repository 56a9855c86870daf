/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses (domain.md L17, I8, I10): what may be done in each state, what an act writes, clocks. */

#include "lf-core.h"

#include <string.h>

/* "state=taken;asked_on=2023-03-01" */
static LfRecord *
make (const char *entity, const char *values)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);
  g_auto (GStrv) pairs = g_strsplit (values, ";", -1);

  for (char **pair = pairs; *pair != NULL && **pair != '\0'; pair++)
    {
      char *value = strchr (*pair, '=');

      *value = '\0';
      lf_record_set (record, *pair, value + 1);
    }
  return record;
}

static char *
join_acts (const LfRecord *record)
{
  const LfCourse *course = lf_course_find (lf_record_entity (record));
  GString *told = g_string_new (NULL);

  for (const LfCourseAct *act = course->acts; act->key != NULL; act++)
    if (lf_course_may (record, act))
      g_string_append_printf (told, "%s%s", told->len > 0 ? " " : "", act->key);
  return g_string_free (told, FALSE);
}

/* Every state has its acts; the first brings it on. */
static void
test_may (void)
{
  static const struct
  {
    const char *entity, *values, *acts;
  } cases[] = {
    { "enquiry", "", "take answer lead pass close" },
    { "enquiry", "state=open", "take answer lead pass close" },
    { "enquiry", "state=taken", "answer lead pass close" },
    { "enquiry", "state=answered;answered_on=2023-03-02", "lead close" },
    { "enquiry", "state=lead;project=p", "answer" },
    { "enquiry", "state=lead;project=p;answered_on=2023-03-02", "" },
    { "enquiry", "state=closed", "reopen" },
    { "cultivation", "", "reach land note raise leave" },
    { "cultivation", "state=running", "reach land note raise leave" },
    { "cultivation", "state=reached", "land note raise leave" },
    { "cultivation", "state=landed", "note resume" },
    { "cultivation", "state=left", "resume" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = make (cases[i].entity, cases[i].values);
      g_autofree char *acts = join_acts (record);
      const LfCourseAct *next = lf_course_next (lf_course_find (lf_record_entity (record)), record);

      g_test_message ("%s: %s", cases[i].entity, cases[i].values);
      g_assert_cmpstr (acts, ==, cases[i].acts);
      g_assert_true (next == NULL ? *acts == '\0' : g_str_has_prefix (acts, next->key));
    }
  g_assert_null (lf_course_find (lf_schema_find ("project")));
}

/* What the tables name is in the schema. */
static void
test_tables (void)
{
  static const char *const entities[] = { "enquiry", "cultivation" };

  for (guint i = 0; i < G_N_ELEMENTS (entities); i++)
    {
      const LfEntity *entity = lf_schema_find (entities[i]);
      const LfCourse *course = lf_course_find (entity);

      for (const LfCourseAct *act = course->acts; act->key != NULL; act++)
        {
          const char *const lists[]
              = { act->dates, act->person, act->clears, act->to_field, act->unless };

          g_assert_true (lf_course_act (course, act->key) == act);
          for (guint j = 0; j < G_N_ELEMENTS (lists); j++)
            {
              g_auto (GStrv) fields = g_strsplit (lists[j] == NULL ? "" : lists[j], "|", -1);

              for (char **field = fields; *field != NULL; field++)
                g_assert_nonnull (lf_entity_field (entity, *field));
            }
          if (act->text_entity != NULL)
            g_assert_nonnull (lf_entity_field (lf_schema_find (act->text_entity), act->text_field));
          if (act->to != NULL)
            g_assert_nonnull (lf_field_option (lf_entity_field (entity, "state"), act->to));
        }
    }
}

static const char *
value_of (const LfChange *change, const char *entity, const char *field)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];
      const LfEdit *edit = strcmp (op->entity, entity) == 0 ? lf_op_find (op, field) : NULL;

      if (edit != NULL)
        return edit->value == NULL ? "" : edit->value;
    }
  return NULL;
}

/* On 6 March 2023, by the account "a". "" is emptied, "-" is not touched. */
static void
test_writes (void)
{
  static const struct
  {
    const char *entity, *values, *act, *text, *to, *written_entity, *field, *value;
  } cases[] = {
    { "enquiry", "", "take", NULL, NULL, "enquiry", "responsible", "a" },
    { "enquiry", "", "take", NULL, NULL, "enquiry", "taken_on", "2023-03-06" },
    { "enquiry", "state=taken;responsible=b", "answer", "好", NULL, "enquiry", "state",
      "answered" },
    { "enquiry", "state=taken;responsible=b", "answer", "好", NULL, "enquiry", "answerer", "a" },
    { "enquiry", "state=taken;responsible=b", "answer", "好", NULL, "enquiry", "responsible", "-" },
    { "enquiry", "state=lead;project=p", "answer", "好", NULL, "enquiry", "state", "-" },
    { "enquiry", "state=taken;taken_on=2023-03-01;responsible=b", "pass", NULL, "p", "enquiry",
      "park", "p" },
    { "enquiry", "state=taken;taken_on=2023-03-01;responsible=b", "pass", NULL, "p", "enquiry",
      "responsible", "" },
    { "enquiry", "park=p;subject=厂房", "lead", "厂房项目", NULL, "project", "name", "厂房项目" },
    { "enquiry", "park=p;subject=厂房", "lead", NULL, NULL, "project", "park", "p" },
    { "enquiry", "park=p;subject=厂房", "lead", NULL, NULL, "project", "channel", "enquiry" },
    { "enquiry", "subject=厂房;answered_on=2023-03-01;answerer=b;state=answered", "lead", NULL,
      NULL, "enquiry", "answered_on", "-" },
    { "enquiry", "", "close", "重复", NULL, "enquiry", "closing_reason", "重复" },
    { "enquiry", "state=closed;closed_on=2023-03-01", "reopen", NULL, NULL, "enquiry", "closed_on",
      "" },
    { "cultivation", "tier=incubation", "reach", NULL, NULL, "cultivation", "reached_on",
      "2023-03-06" },
    { "cultivation", "tier=incubation", "reach", NULL, NULL, "cultivation_step", "kind", "reach" },
    { "cultivation", "tier=incubation", "reach", "验收", NULL, "cultivation_step", "text", "验收" },
    { "cultivation", "tier=incubation", "reach", NULL, NULL, "cultivation_step", "done_by", "a" },
    { "cultivation", "state=reached;reached_on=2023-01-01", "land", NULL, NULL, "cultivation",
      "reached_on", "-" },
    { "cultivation", "state=reached;reached_on=2023-01-01", "land", NULL, NULL, "cultivation",
      "landed_on", "2023-03-06" },
    { "cultivation", "tier=seed;state=reached;reached_on=2023-01-01", "raise", NULL, "gazelle",
      "cultivation", "reached_on", "" },
    { "cultivation", "tier=seed", "note", "新品", NULL, "cultivation", "state", "-" },
    { "cultivation", "tier=seed", "leave", "外迁", NULL, "cultivation", "left_on", "2023-03-06" },
    { "cultivation", "tier=seed;state=left;left_on=2023-01-01", "resume", NULL, NULL, "cultivation",
      "state", "running" },
  };
  const LfDate today = { 2023, 3, 6 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = make (cases[i].entity, cases[i].values);
      const LfCourseWord word = { cases[i].text, cases[i].to, "a" };
      g_autoptr (GError) error = NULL;
      g_autofree char *lead = NULL;
      const LfCourse *course = lf_course_find (lf_record_entity (record));
      g_autoptr (LfChange) change = lf_course_do (record, lf_course_act (course, cases[i].act),
                                                  &word, &today, &lead, &error);
      const char *written;

      g_test_message ("case %u: %s", i, cases[i].act);
      g_assert_no_error (error);
      g_assert_cmpint (lead != NULL, ==, strcmp (cases[i].act, "lead") == 0);
      written = value_of (change, cases[i].written_entity, cases[i].field);
      g_assert_cmpstr (written == NULL ? "-" : written, ==, cases[i].value);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *entity, *values, *act, *text, *to, *error;
    LfError code;
  } cases[] = {
    { "enquiry", "", "answer", NULL, NULL, "Say what was answered.", LF_ERROR_INVALID },
    { "enquiry", "", "close", "", NULL, "Say why it is closed.", LF_ERROR_INVALID },
    { "enquiry", "", "pass", NULL, NULL, "Say where it goes: “Passed on to” needs another value.",
      LF_ERROR_INVALID },
    { "enquiry", "park=p", "pass", NULL, "p",
      "Say where it goes: “Passed on to” needs another value.", LF_ERROR_INVALID },
    { "enquiry", "subject=X;state=answered;answered_on=2023-03-01", "answer", "y", NULL,
      "“X” was answered already: change its answer instead.", LF_ERROR_REFUSED },
    { "enquiry", "subject=X;state=lead;project=p", "lead", NULL, NULL,
      "“X” became a lead already: open its project.", LF_ERROR_REFUSED },
    { "enquiry", "subject=X;state=closed", "take", NULL, NULL,
      "“X” is “Closed” now, which has no “Take On”.", LF_ERROR_REFUSED },
    { "cultivation", "tier=seed", "leave", NULL, NULL, "Say why it leaves the list.",
      LF_ERROR_INVALID },
    { "cultivation", "tier=seed", "raise", NULL, "seed",
      "Say where it goes: “Tier” needs another value.", LF_ERROR_INVALID },
    { "cultivation", "title=Y;state=left", "reach", NULL, NULL,
      "“Y” is “Left” now, which has no “Level Reached”.", LF_ERROR_REFUSED },
  };
  const LfDate today = { 2023, 3, 6 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = make (cases[i].entity, cases[i].values);
      const LfCourseWord word = { cases[i].text, cases[i].to, NULL };
      g_autoptr (GError) error = NULL;
      const LfCourse *course = lf_course_find (lf_record_entity (record));

      g_assert_null (
          lf_course_do (record, lf_course_act (course, cases[i].act), &word, &today, NULL, &error));
      g_test_message ("%s", error->message);
      g_assert_error (error, LF_ERROR, (int) cases[i].code);
      g_assert_cmpstr (error->message, ==, cases[i].error);
    }
}

/* §7: Changchun gives an enquiry 1 working day, Xuchang 15. 4 and 5 March 2023 are a weekend. */
static void
test_clock (void)
{
  static const struct
  {
    const char *clock, *values, *due;
    LfDate today;
    LfHandlingState state;
  } cases[] = {
    { "changchun", "asked_on=2023-03-03", "2023-03-06", { 2023, 3, 3 }, LF_HANDLING_WARNED },
    { "changchun", "asked_on=2023-03-03", "2023-03-06", { 2023, 3, 7 }, LF_HANDLING_LATE },
    { "changchun",
      "asked_on=2023-03-03;state=taken",
      "2023-03-06",
      { 2023, 3, 7 },
      LF_HANDLING_LATE },
    { "changchun",
      "asked_on=2023-03-03;state=answered;answered_on=2023-03-06",
      "2023-03-06",
      { 2023, 3, 9 },
      LF_HANDLING_MET },
    { "changchun",
      "asked_on=2023-03-03;state=answered;answered_on=2023-03-07",
      "2023-03-06",
      { 2023, 3, 9 },
      LF_HANDLING_MET_LATE },
    { "changchun",
      "asked_on=2023-03-03;state=closed",
      "2023-03-06",
      { 2023, 3, 9 },
      LF_HANDLING_NONE },
    { "xuchang", "asked_on=2023-03-03", "2023-03-24", { 2023, 3, 6 }, LF_HANDLING_RUNNING },
    { "changchun", "", "", { 2023, 3, 6 }, LF_HANDLING_NONE },
  };
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) zone = make ("zone", "");
      g_autoptr (LfRecord) record = make ("enquiry", cases[i].values);
      LfHandlingDesk desk = { NULL, calendar, cases[i].today };
      g_autofree char *due = NULL;
      g_autofree char *told = NULL;
      LfDate day;

      lf_record_set (zone, "problem_clock", cases[i].clock);
      desk.clock = lf_handling_clock (zone);
      day = lf_course_due (&desk, record);
      due = day.year == 0 ? g_strdup ("") : lf_date_to_canonical (&day);
      told = lf_course_tell (&desk, record);
      g_test_message ("case %u: %s", i, told);
      g_assert_cmpstr (due, ==, cases[i].due);
      g_assert_cmpint (lf_course_judge (&desk, record), ==, cases[i].state);
      g_assert_cmpint (told == NULL, ==, cases[i].state == LF_HANDLING_NONE);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/course/may-L17-I8-I10", test_may);
  g_test_add_func ("/core/course/tables", test_tables);
  g_test_add_func ("/core/course/writes-L17-I8-I10", test_writes);
  g_test_add_func ("/core/course/refused-L17-I8", test_refused);
  g_test_add_func ("/core/course/clock-L17-W30", test_clock);
  return g_test_run ();
}
