/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trips (domain.md L6, §8): what one asks for by its state and days, its stops, and a logged visit.
 */

#include "lf-core.h"

static const LfDate today = { 2023, 3, 15 };

static LfRecord *
make_trip (const char *state, const char *start, const char *end)
{
  LfRecord *trip = lf_record_new (lf_schema_find ("trip"), NULL);

  lf_record_set (trip, "name", "长三角招商行");
  lf_record_set (trip, "state", state);
  lf_record_set (trip, "start_date", start);
  lf_record_set (trip, "end_date", end);
  return trip;
}

static void
test_phase (void)
{
  static const struct
  {
    const char *state, *start, *end;
    LfTripPhase phase;
  } cases[] = {
    { "planned", "2023-03-16", "2023-03-18", LF_TRIP_PREPARE },
    { "planned", "2023-03-15", "2023-03-18", LF_TRIP_WORK },
    { "planned", "2023-03-12", "2023-03-15", LF_TRIP_WORK },
    { "planned", "2023-03-12", "2023-03-14", LF_TRIP_DEBRIEF },
    { "planned", "2023-03-15", NULL, LF_TRIP_WORK }, /* a day */
    { "planned", "2023-03-14", NULL, LF_TRIP_DEBRIEF },
    { "planned", NULL, NULL, LF_TRIP_PREPARE },
    { "planned", "2023-03", NULL, LF_TRIP_WORK },              /* some time in March */
    { "under_way", "2023-03-16", "2023-03-18", LF_TRIP_WORK }, /* left early */
    { "under_way", "2023-03-12", "2023-03-14", LF_TRIP_DEBRIEF },
    { "returned", "2023-03-14", "2023-03-18", LF_TRIP_DEBRIEF }, /* came back early */
    { "reported", "2023-03-12", "2023-03-14", LF_TRIP_OVER },
    { "cancelled", "2023-03-16", "2023-03-18", LF_TRIP_OVER },
    { NULL, "2023-03-16", NULL, LF_TRIP_PREPARE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) trip = make_trip (cases[i].state, cases[i].start, cases[i].end);

      g_test_message ("case %u", i);
      g_assert_cmpint (lf_trip_phase (trip, &today), ==, cases[i].phase);
    }
}

/* W40: within 15 days of the return */
static void
test_report_due (void)
{
  static const struct
  {
    const char *kind, *end, *due_on, *due;
  } cases[] = {
    { "overseas", "2023-03-14", NULL, "2023-03-29" },
    { "overseas", "2023-02-20", NULL, "2023-03-07" },
    { "overseas", "2023-03-14", "2023-04-01", "2023-04-01" },
    { "recruiting", "2023-03-14", NULL, NULL },
    { "recruiting", "2023-03-14", "2023-03-20", "2023-03-20" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) trip = make_trip ("returned", "2023-02-15", cases[i].end);
      g_autofree char *due = NULL;
      LfDate day;

      lf_record_set (trip, "kind", cases[i].kind);
      lf_record_set (trip, "report_due_on", cases[i].due_on);
      day = lf_trip_report_due (trip);
      due = day.year == 0 ? NULL : lf_date_to_canonical (&day);
      g_test_message ("case %u", i);
      g_assert_cmpstr (due, ==, cases[i].due);
    }
}

static GPtrArray *
make_firms (guint n)
{
  GPtrArray *firms = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < n; i++)
    {
      LfRecord *firm = lf_record_new (lf_schema_find ("enterprise"), NULL);
      g_autofree char *name = g_strdup_printf ("企业%u", i);

      lf_record_set (firm, "name", name);
      lf_record_set (firm, "city", "上海市");
      g_ptr_array_add (firms, firm);
    }
  return firms;
}

static const char *
value_of (const LfChange *change, guint op, const char *field)
{
  const LfEdit *edit = lf_op_find (change->ops->pdata[op], field);

  return edit == NULL ? NULL : edit->value;
}

static void
test_add_firms (void)
{
  static const struct
  {
    const char *start, *end;
    guint n;
    const char *days; /* of each stop */
  } cases[] = {
    { "2023-03-20", "2023-03-22", 6, "20 20 21 21 22 22" },
    { "2023-03-20", "2023-03-22", 2, "20 21" },
    { "2023-03-20", NULL, 3, "20 20 20" },
    { "2023-03-14", "2023-03-16", 4, "15 15 16 16" }, /* yesterday is over */
    { NULL, NULL, 2, "- -" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) trip = make_trip ("planned", cases[i].start, cases[i].end);
      g_autoptr (GPtrArray) firms = make_firms (cases[i].n);
      g_autoptr (LfChange) change = lf_trip_add_firms (trip, firms, 3, &today);
      g_autoptr (GString) days = g_string_new (NULL);

      g_test_message ("case %u", i);
      g_assert_cmpuint (change->ops->len, ==, cases[i].n);
      for (guint s = 0; s < change->ops->len; s++)
        {
          const char *day = value_of (change, s, "planned_for");

          g_string_append_printf (days, "%s%s", s == 0 ? "" : " ",
                                  day == NULL ? "-" : day + strlen ("2023-03-"));
          g_assert_cmpstr (value_of (change, s, "trip"), ==, lf_record_id (trip));
          g_assert_cmpstr (value_of (change, s, "city"), ==, "上海市");
        }
      g_assert_cmpstr (days->str, ==, cases[i].days);
      g_assert_cmpstr (value_of (change, 0, "number"), ==, "4");
    }
}

static LfRecord *
make_stop (const LfRecord *trip, const char *planned_for)
{
  LfRecord *stop = lf_record_new (lf_schema_find ("trip_stop"), NULL);

  lf_record_set (stop, "title", "宁德时代");
  lf_record_set (stop, "trip", lf_record_id (trip));
  lf_record_set (stop, "enterprise", "0187e2d0-0000-7000-8000-000000000001");
  lf_record_set (stop, "contact", "0187e2d0-0000-7000-8000-000000000002");
  lf_record_set (stop, "planned_for", planned_for);
  lf_record_set (stop, "city", "上海市");
  lf_record_set (stop, "address", "世纪大道100号");
  return stop;
}

/* The operation of @change on @entity. */
static guint
find_op (const LfChange *change, const char *entity)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (g_str_equal (((LfOp *) change->ops->pdata[i])->entity, entity))
      return i;
  g_error ("nothing happens to any %s", entity);
}

/* At 23:00 she logs what was yesterday, and one that comes first on the spot. */
static void
test_log_visit (void)
{
  static const struct
  {
    const char *planned_for, *held_on;
  } cases[] = {
    { "2023-03-14", "2023-03-14" }, { "2023-03-15", "2023-03-15" }, { "2023-03-17", "2023-03-15" },
    { "2023-03", "2023-03-15" },    { NULL, "2023-03-15" },
  };
  const LfTripVisit visit = { .result = "有意增资" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) trip = make_trip ("planned", "2023-03-14", "2023-03-17");
      g_autoptr (LfRecord) stop = make_stop (trip, cases[i].planned_for);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfChange) change = lf_trip_log_visit (trip, stop, NULL, &visit, &today, &error);
      guint contact;

      g_test_message ("case %u", i);
      g_assert_no_error (error);
      contact = find_op (change, "interaction");
      g_assert_cmpstr (value_of (change, contact, "held_on"), ==, cases[i].held_on);
      g_assert_cmpstr (value_of (change, contact, "minutes"), ==, "有意增资");
      g_assert_cmpstr (value_of (change, contact, "trip"), ==, lf_record_id (trip));
      g_assert_cmpstr (value_of (change, contact, "contacts"), ==, lf_record_get (stop, "contact"));
      g_assert_cmpstr (value_of (change, find_op (change, "trip_stop"), "is_done"), ==, "1");
      g_assert_cmpstr (value_of (change, find_op (change, "trip"), "state"), ==, "under_way");
      g_assert_cmpuint (change->ops->len, ==, 3);
    }
}

static void
test_log_lead (void)
{
  g_autoptr (LfRecord) trip = make_trip ("under_way", "2023-03-14", "2023-03-17");
  g_autoptr (LfRecord) stop = make_stop (trip, "2023-03-15");
  const LfTripVisit visit
      = { NULL,
          "在长三角建一座年产十万吨的储能电池材料厂，需要三百亩地，希望年内开工建设",
          "寄资料",
          TRUE,
          { 2023, 3, 20 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_trip_log_visit (trip, stop, NULL, &visit, &today, &error);
  guint lead;
  LfOp *op;

  g_assert_no_error (error);
  lead = find_op (change, "project");
  op = change->ops->pdata[lead];
  g_assert_cmpstr (value_of (change, lead, "name"), ==, "在长三角建一座年产十万吨的储能电池材料厂");
  g_assert_cmpstr (value_of (change, lead, "content"), ==, visit.lead);
  g_assert_cmpstr (value_of (change, lead, "stage"), ==, "lead");
  g_assert_cmpstr (value_of (change, lead, "channel"), ==, "visit");
  g_assert_cmpstr (value_of (change, lead, "next_step_date"), ==, "2023-03-20");
  g_assert_cmpstr (value_of (change, find_op (change, "trip_stop"), "project"), ==, op->id);
  g_assert_cmpstr (value_of (change, find_op (change, "interaction"), "project"), ==, op->id);
}

static void
test_log_incomplete (void)
{
  const LfTripVisit cases[] = {
    { NULL },
    { .result = "谈过", .next_step = "回访" }, /* by when? */
    { .result = "谈过",
      .next_step = "回访",
      .has_next = TRUE,
      .next = { 2023, 3, 20 } }, /* of what? */
    { .lead = "建厂", .next_step = "回访", .has_next = TRUE, .next = { 2023, 3, 14 } },
  };
  g_autoptr (LfRecord) trip = make_trip ("planned", "2023-03-14", "2023-03-17");
  g_autoptr (LfRecord) stop = make_stop (trip, "2023-03-15");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %u", i);
      g_assert_null (lf_trip_log_visit (trip, stop, NULL, &cases[i], &today, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
    }
}

static void
test_end (void)
{
  g_autoptr (LfRecord) trip = make_trip ("under_way", "2023-03-10", "2023-03-14");
  g_autoptr (LfChange) returned = lf_trip_end (trip, FALSE, &today);
  g_autoptr (LfChange) reported = lf_trip_end (trip, TRUE, &today);

  g_assert_cmpstr (value_of (returned, 0, "state"), ==, "returned");
  g_assert_cmpstr (value_of (reported, 0, "state"), ==, "reported");
  g_assert_cmpstr (value_of (reported, 0, "reported_on"), ==, "2023-03-15");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/trip/phase", test_phase);
  g_test_add_func ("/trip/report-due-W40", test_report_due);
  g_test_add_func ("/trip/add-firms-L6", test_add_firms);
  g_test_add_func ("/trip/log-visit", test_log_visit);
  g_test_add_func ("/trip/log-lead", test_log_lead);
  g_test_add_func ("/trip/log-incomplete", test_log_incomplete);
  g_test_add_func ("/trip/end", test_end);
  return g_test_run ();
}
