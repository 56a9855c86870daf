/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports made by shapes: each of them, told by each of its groups, over zones made at random. What
 * a cell says is what its filter lists; parts add up to the whole; and acceptance figures as they
 * were printed. */

#include "config.h"

#include "report-fixture.h"

#include <math.h>
#include <string.h>

#define IN_CNY "total_investment="

/* ---- Zones at random ---- */

static const char *const made[]
    = { "park",      "team",        "account",    "chain",         "campaign",     "contact",
        "fund",      "enterprise",  "trip",       "trip_stop",     "contest",      "project",
        "agreement", "interaction", "visit",      "funds_arrival", "promise",      "progress",
        "problem",   "evaluation",  "lamp_month", "award",         "promise_step", "fund_stake",
        "enquiry",   "cultivation", "event" };

static const char *
one_of (const char *const *texts, guint n)
{
  return texts[g_test_rand_int_range (0, (int) n)];
}

/* (transfer full) (nullable): a value for @field, blank often */
static char *
value_at_random (const LfField *field, GHashTable *ids)
{
  static const char *const amounts[]
      = { "100000000.00 CNY",  "about 7.31 CNY",  "over 2000000.00 USD",
          "1250000000.00 CNY", "99999999.99 CNY", "5.00 EUR" };
  static const char *const dates[] = { "2023",       "2023-01",    "2023-02-28", "2023-04-01",
                                       "2024-02-29", "2026-03-14", "2026-03-15", "1998" };
  static const char *const texts[] = { "新能源", "IC", "ic", "“双碳” (A)", "光（电）", "50%_" };
  GPtrArray *targets = field->target == NULL ? NULL : g_hash_table_lookup (ids, field->target);
  guint n = 0;

  if ((field->after != NULL || field->needed != NULL) && field->target == NULL)
    return g_strdup (field->type == LF_VALUE_DATE ? "2026-03-15" : "“x”");
  if (!(field->flags & LF_FIELD_REQUIRED) && field->needed == NULL
      && g_test_rand_int_range (0, 3) == 0)
    return NULL;
  switch (field->type)
    {
    case LF_VALUE_CHOICE:
      while (field->options[n].key != NULL)
        n++;
      return n == 0 ? NULL : g_strdup (field->options[g_test_rand_int_range (0, (int) n)].key);
    case LF_VALUE_MONEY:
      return g_strdup (one_of (amounts, G_N_ELEMENTS (amounts)));
    case LF_VALUE_DATE:
      return g_strdup (one_of (dates, G_N_ELEMENTS (dates)));
    case LF_VALUE_TEXT:
      return g_strdup (one_of (texts, G_N_ELEMENTS (texts)));
    case LF_VALUE_FLAG:
      return g_test_rand_bit () ? g_strdup ("1") : NULL;
    case LF_VALUE_INTEGER:
      return g_strdup_printf ("%d", g_test_rand_int_range (0, 9));
    case LF_VALUE_REFERENCE:
      n = targets == NULL ? 0 : targets->len;
      return n == 0 ? NULL : g_strdup (targets->pdata[g_test_rand_int_range (0, (int) n)]);
    default:
      return NULL;
    }
}

static void
add_record (LfChange *change, const LfEntity *entity, GHashTable *ids)
{
  g_autoptr (LfRecord) record = lf_record_new (entity, NULL);
  GPtrArray *own = g_hash_table_lookup (ids, entity->name);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *value
          = field->flags & LF_FIELD_DERIVED ? NULL : value_at_random (field, ids);

      if (value != NULL)
        lf_record_set (record, field->name, value);
    }
  lf_change_create (change, record);
  g_ptr_array_add (own, g_strdup (lf_record_id (record)));
}

static void
make_zone (LfStore *store, guint n)
{
  g_autoptr (GHashTable) ids
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  g_autoptr (LfChange) change = lf_change_new ("make a zone");

  for (guint e = 0; e < G_N_ELEMENTS (made); e++)
    {
      const LfEntity *entity = lf_schema_find (made[e]);

      g_hash_table_insert (ids, (gpointer) made[e], g_ptr_array_new_with_free_func (g_free));
      for (guint i = 0; i < n; i++)
        add_record (change, entity, ids);
    }
  commit_change (store, change);
}

/* ---- What must hold of each ---- */

static void
assert_row_drills_down (LfStore *store, const LfReport *report, GPtrArray *row)
{
  for (guint c = 1; c < row->len; c++)
    if (report_cell (row, c)->filter != NULL)
      assert_drills_down (store, report, row, c);
}

static void
check (LfStore *store, const char *name, const LfReportOptions *options)
{
  g_autoptr (LfReport) report = run_report (store, name, options);

  for (guint i = 0; i < report->rows->len; i++)
    assert_row_drills_down (store, report, report->rows->pdata[i]);
  if (report->total != NULL)
    assert_row_drills_down (store, report, report->total);
  if (report->total != NULL && strcmp (name, "pipeline") != 0
      && strcmp (name, "visit-coverage") != 0)
    assert_rows_add_up (report);
}

static void
test_each_by_each (Fixture *self, gconstpointer data)
{
  static const char *const all[] = { NULL, NULL };

  make_zone (self->store, 12);
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      const char *const *groups = lf_report_groups (*name);

      for (const char *const *by = groups == NULL ? all : groups; by == all || *by != NULL; by++)
        {
          LfReportOptions options = no_options, spring = no_options;

          options.by = spring.by = *by;
          spring.from = (LfDate){ 2023, 2, 0 };
          spring.to = (LfDate){ 2026, 3, 0 };
          check (self->store, *name, &options);
          check (self->store, *name, &spring);
          if (by == all)
            break;
        }
    }
}

/* ---- Acceptance figures ---- */

/* 44 signed in the quarter, 9 of them from 1亿 on, one of the three lists. */
static void
test_a12_large_share (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "2020-Q1|44|CNY 935 million|9|20.5%|1|0", "Total|44|CNY 935 million|9|20.5%|1|0", NULL };
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < 44; i++)
    {
      g_autofree char *day = g_strdup_printf ("signed_date=2020-%02u-15", 1 + i % 3);

      g_free (add_given (self->store, "project", "name=p", "stage=signed", day,
                         i < 9 ? IN_CNY "100000000.00 CNY" : IN_CNY "1000000.00 CNY",
                         i == 3 ? "top_list=china" : "top_list=", NULL));
    }
  options.by = "quarter";
  report = run_report (self->store, "signed-by-month", &options);
  assert_lines (report, lines);
}

/* W8, DK: a framework agreement is no signing; a capital increase adds its amount and no project.
 */
static void
test_w8_counted_once (Fixture *self, gconstpointer data)
{
  static const char *const signed_lines[] = { "2023-05|1|CNY 1,300 million|1|100.0%|0|1",
                                              "Total|1|CNY 1,300 million|1|100.0%|0|1", NULL };
  static const char *const framework_lines[]
      = { "2023-05|1|CNY 700 million", "Total|1|CNY 700 million", NULL };
  LfReportOptions options = no_options;
  g_autofree char *first = NULL, *phase_of = NULL, *spoken = NULL, *of_spoken = NULL;
  g_autofree char *of_first = NULL;
  g_autoptr (LfReport) signings = NULL;
  g_autoptr (LfReport) frameworks = NULL;

#define SIGNED "stage=signed", "signed_date=2023-05-04"
  first = add_given (self->store, "project", "name=1", SIGNED, IN_CNY "1000000000.00 CNY", NULL);
  phase_of = g_strconcat ("parent_project=", first, NULL);
  g_free (add_given (self->store, "project", "name=1b", SIGNED, IN_CNY "300000000.00 CNY", phase_of,
                     NULL));
  spoken = add_given (self->store, "project", "name=2", SIGNED, IN_CNY "700000000.00 CNY", NULL);
  of_spoken = g_strconcat ("project=", spoken, NULL);
  of_first = g_strconcat ("project=", first, NULL);
  g_free (add_given (self->store, "agreement", "title=框架", "kind=framework", of_spoken, NULL));
  g_free (add_given (self->store, "agreement", "title=框架", "kind=framework", of_first, NULL));
  g_free (add_given (self->store, "agreement", "title=投资", "kind=investment", of_first, NULL));
#undef SIGNED
  signings = run_report (self->store, "signed-by-month", &options);
  assert_lines (signings, signed_lines);
  options.by = "month";
  frameworks = run_report (self->store, "frameworks", &options);
  assert_lines (frameworks, framework_lines);
}

/* A13: foreign capital stays in USD beside what is in CNY. */
static void
test_a13_currencies_apart (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "2022-12|2|CNY 100 million + USD 257 million|USD 257 million|CNY 0|0|0.0%|0",
          "Total|2|CNY 100 million + USD 257 million|USD 257 million|CNY 0|0|0.0%|0", NULL };
  g_autofree char *project = add_given (self->store, "project", "name=1", "stage=signed", NULL);
  g_autofree char *of = g_strconcat ("project=", project, NULL);
  g_autoptr (LfReport) report = NULL;

#define ADD(...)                                                                                   \
  g_free (add_given (self->store, "funds_arrival", "arrived_on=2022-12-20", "evidence=bank_slip",  \
                     "number=1", of, __VA_ARGS__, NULL))
  ADD ("kind=foreign", "amount=257000000.00 USD");
  ADD ("kind=domestic", "amount=100000000.00 CNY");
#undef ADD
  report = run_report (self->store, "funds", &no_options);
  assert_lines (report, lines);
}

static void
add_year_plan (LfChange *change, const LfRecord *project, const char *period, const char *plan)
{
  g_autoptr (LfRecord) progress = lf_record_new (lf_schema_find ("progress"), NULL);

  lf_record_set (progress, "project", lf_record_id (project));
  lf_record_set (progress, "period", period);
  lf_record_set (progress, "year_plan", plan);
  lf_change_create (change, progress);
}

/* 346 projects, 1422亿 in all, 256亿 this year: 18.0 %, 4.11亿 a project; of two reports of one
 * year the last counts. */
static void
test_a8_year_plan (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = {
    "All projects|346|CNY 142,200 million|CNY 25,600 million|18.0%|CNY 0|0.0%|CNY 410.98 million",
    "Total|346|CNY 142,200 million|CNY 25,600 million|18.0%|CNY 0|0.0%|CNY 410.98 million", NULL
  };
  LfReportOptions options = { .today = { 2020, 4, 1 }, .by = "all" };
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfChange) change = lf_change_new ("a building plan");

  for (guint i = 0; i < 346; i++)
    {
      g_autoptr (LfRecord) project = lf_record_new (project_entity (), NULL);

      lf_record_set (project, "name", "p");
      lf_record_set (project, "stage", "started");
      lf_record_set (project, "total_investment",
                     i == 0 ? "38250000002.10 CNY" : "301304347.82 CNY");
      lf_change_create (change, project);
      add_year_plan (change, project, "2020-01", "50000000.00 CNY");
      if (i == 0)
        add_year_plan (change, project, "2020-02", "8350000000.00 CNY");
    }
  commit_change (self->store, change);
  report = run_report (self->store, "year-plan", &options);
  assert_lines (report, lines);
}

/* Half of the projects between the quarters; a date of a month only is not known to the day. */
static void
test_time_in_stage (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "Lead|6|5|8|10|13|73", "Signed|1|–|–|–|–|–", "Total|7|5|8|10|13|73", NULL };
  static const char *const days[]
      = { "2026-03-10", "2026-03-07", "2026-03-05", "2026-03-02", "2026-01-01" };
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *since = g_strconcat ("stage_date=", days[i], NULL);

      g_free (add_given (self->store, "project", "name=p", "stage=lead", since, NULL));
    }
  g_free (add_given (self->store, "project", "name=p", "stage=lead", "stage_date=2026-02", NULL));
  g_free (add_given (self->store, "project", "name=p", "stage=signed", "stage_date=2026-02", NULL));
  report = run_report (self->store, "time-in-stage", &no_options);
  assert_lines (report, lines);
}

#define ADD(path, func) g_test_add ("/report/shapes/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("each-by-each", test_each_by_each);
  ADD ("A12-large-share", test_a12_large_share);
  ADD ("W8-counted-once", test_w8_counted_once);
  ADD ("A13-currencies-apart", test_a13_currencies_apart);
  ADD ("A8-year-plan", test_a8_year_plan);
  ADD ("time-in-stage", test_time_in_stage);
  return g_test_run ();
}
