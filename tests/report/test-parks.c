/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of parks: the layout map (L1), land and fit along the tree, credit by park and year (O7,
 * W14). Each figure is what its filter lists. */

#include "config.h"

#include "report-fixture.h"
#include "zone-fixture.h"

#include "lf-credit-split.h"
#include "lf-indicator.h"
#include "lf-store-parks.h"

#include <string.h>

#define BILLION "1000000000.00 CNY"

typedef struct
{
  char *zone, *east, *west; /* east lies in the zone's own park */
} Parks;

static void
parks_clear (Parks *self)
{
  g_free (self->zone);
  g_free (self->east);
  g_free (self->west);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parks, parks_clear)

static char *
with (const char *field, const char *value)
{
  return g_strdup_printf ("%s=%s", field, value);
}

static void
make_parks (LfStore *store, Parks *parks)
{
  g_autofree char *parent = NULL;

  parks->zone = add_given (store, "park", "name=A", "area_mu=1000", "built_area_mu=400",
                           "vacant_area_mu=200", "leading_industries=新材料", NULL);
  parent = with ("parent", parks->zone);
  parks->east = add_given (store, "park", "name=B", "area_mu=300", "vacant_area_mu=100",
                           "leading_industries=生物医药", parent, NULL);
  parks->west = add_given (store, "park", "name=C", "area_mu=50", "vacant_area_mu=50",
                           "leading_industries=集成电路", NULL);
}

static char *
sign_project (LfStore *store, const char *park, const char *industry, const char *amount)
{
  g_autofree char *of = with ("park", park);
  g_autofree char *kind = with ("industry", industry);
  g_autofree char *sum = with ("total_investment", amount);

  return add_given (store, "project", "name=p", "stage=signed", "signed_date=2025-05-01", of, kind,
                    sum, NULL);
}

static void
assert_all_drill_down (LfStore *store, const LfReport *report)
{
  for (guint r = 0; r <= report->rows->len; r++)
    {
      GPtrArray *row = r < report->rows->len ? report->rows->pdata[r] : report->total;

      for (guint c = 1; c < row->len; c++)
        if (report_cell (row, c)->filter != NULL)
          assert_drills_down (store, report, row, c);
    }
}

/* ---- L1 ---- */

static void
test_layout (Fixture *self, gconstpointer data)
{
  static const char *const lines[] = { "A|2|0|2|CNY 2,000 million", "B|0|1|1|CNY 1,000 million",
                                       "Total|2|1|3|CNY 3,000 million", NULL };
  g_auto (Parks) parks = { NULL };
  g_autoptr (LfReport) report = NULL;

  make_parks (self->store, &parks);
  g_free (sign_project (self->store, parks.zone, "新材料", BILLION));
  g_free (sign_project (self->store, parks.zone, "新材料", BILLION));
  g_free (sign_project (self->store, parks.east, "软件", BILLION));
  report = run_report (self->store, "layout", &no_options);
  assert_lines (report, lines);
  g_assert_cmpint (report->chart, ==, LF_CHART_HEAT);
  assert_all_drill_down (self->store, report);
}

/* B lies in A: A tells of both, the total counts each once. */
static void
test_land_in_tree (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "A|1,000|400|800|200|80.0%|2|1|3|CNY 3,000 million",
          "B|60|0|20|40|33.3%|2|1|1|CNY 1,000 million", "C|50|–|0|50|0.0%|0|0|0|CNY 0",
          "Total|1,050|400|800|250|76.2%|2|1|3|CNY 3,000 million", NULL };
  g_auto (Parks) parks = { NULL };
  g_autofree char *of = NULL;
  g_autoptr (LfReport) report = NULL;

  make_parks (self->store, &parks);
  of = with ("park", parks.east);
  g_free (add_given (self->store, "plot", "number=B-1", "area_mu=20", "state=supplied", of, NULL));
  g_free (add_given (self->store, "plot", "number=B-2", "area_mu=40", "state=ready", of, NULL));
  g_free (add_given (self->store, "enterprise", "name=f", of, NULL));
  g_free (sign_project (self->store, parks.zone, "新材料", BILLION));
  g_free (sign_project (self->store, parks.zone, "新材料", BILLION));
  g_free (sign_project (self->store, parks.east, "软件", BILLION));
  report = run_report (self->store, "parks", &no_options);
  assert_lines (report, lines);
  assert_all_drill_down (self->store, report);
}

/* The listed plots hold what the cell says of them: a second count, without the layout. */
static gint64
add_up_plots (LfStore *store, const LfReportCell *cell, const char *column)
{
  g_autoptr (LfQuery) query
      = lf_query_parse (cell->entity, cell->filter, NULL, &no_options.today, NULL);
  g_autoptr (GPtrArray) plots = lf_store_list_sync (store, query, 0, NULL);
  gint64 sum = 0;

  g_assert_true (plots->len > 0 || cell->count == 0);
  for (guint i = 0; i < plots->len; i++)
    {
      int area = atoi (lf_record_get (plots->pdata[i], "area_mu"));
      const char *told = lf_record_get (plots->pdata[i], "vacant_area_mu");
      gboolean is_free = strcmp (lf_record_get (plots->pdata[i], "state"), "ready") == 0;
      int vacant = told != NULL ? atoi (told) : is_free ? area : 0;

      sum += strcmp (column, "area") == 0     ? area
             : strcmp (column, "vacant") == 0 ? vacant
                                              : area - vacant;
    }
  return sum;
}

static void
assert_land_drills_down (LfStore *store, const LfReport *report)
{
  for (guint r = 0; r <= report->rows->len; r++)
    for (guint c = 1; c < report->columns->len; c++)
      {
        const LfReportCell *cell = lf_report_cell_at (report, r, c);

        if (cell->filter != NULL)
          g_assert_cmpint (
              add_up_plots (store, cell, ((LfReportColumn *) report->columns->pdata[c])->name), ==,
              cell->count);
      }
}

static void
test_layout_land (Fixture *self, gconstpointer data)
{
  /* park | 新材料 | 软件 | others | vacant | area | occupancy */
  static const char *const by_park[]
      = { "A|60|20|720|200|1,000|80.0%", "B|60|20|10|50|140|64.3%", "C|–|–|–|50|50|0.0%",
          "Total|60|20|720|250|1,050|76.2%", NULL };
  static const char *const by_plot[]
      = { "B · 1|60|–|–|20|80|75.0%", "B · 2|–|20|–|0|20|100.0%",    "B · 3|–|–|10|0|10|100.0%",
          "B · 4|–|–|–|30|30|0.0%",   "Total|60|20|10|50|140|64.3%", NULL };
  const LfReportOptions of_plots = { .today = no_options.today, .by = "plot" };
  g_auto (Parks) parks = { NULL };
  g_autofree char *of = NULL, *ore = NULL, *code = NULL, *on_ore = NULL, *on_code = NULL;
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfReport) plots = NULL;

  make_parks (self->store, &parks);
  of = with ("park", parks.east);
  ore = sign_project (self->store, parks.east, "新材料", BILLION);
  code = sign_project (self->store, parks.east, "软件", BILLION);
  on_ore = with ("project", ore);
  on_code = with ("project", code);
  g_free (add_given (self->store, "plot", "number=1", "area_mu=80", "vacant_area_mu=20",
                     "state=supplied", of, on_ore, NULL));
  g_free (add_given (self->store, "plot", "number=2", "area_mu=20", "state=supplied", of, on_code,
                     NULL));
  g_free (add_given (self->store, "plot", "number=3", "area_mu=10", "state=idle", of, NULL));
  g_free (
      add_given (self->store, "plot", "number=4", "area_mu=30", "state=ready", of, on_ore, NULL));
  report = run_report (self->store, "layout-land", &no_options);
  assert_lines (report, by_park);
  assert_land_drills_down (self->store, report);
  plots = run_report (self->store, "layout-land", &of_plots);
  assert_lines (plots, by_plot);
  assert_land_drills_down (self->store, plots);
  g_assert_nonnull (lf_report_cell_at (plots, 0, 1)->filter);
}

/* ---- O7 ---- */

static void
test_fit (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "A|4|2|1|1|66.7%", "B|1|1|0|0|100.0%", "C|1|0|1|0|0.0%", "Total|5|2|2|1|50.0%", NULL };
  g_auto (Parks) parks = { NULL };
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfParkSheet) sheet = NULL;
  g_autofree char *told = NULL;
  LfFit fit;

  make_parks (self->store, &parks);
  g_free (sign_project (self->store, parks.zone, "新材料产业", BILLION));
  g_free (sign_project (self->store, parks.zone, "软件", BILLION));
  g_free (sign_project (self->store, parks.zone, "", BILLION));
  g_free (sign_project (self->store, parks.east, "生物医药", BILLION));
  g_free (sign_project (self->store, parks.west, "生物医药", BILLION));
  report = run_report (self->store, "park-fit", &no_options);
  assert_lines (report, lines);
  assert_all_drill_down (self->store, report);
  sheet = lf_store_parks_sync (self->store, NULL, NULL);
  told = lf_park_sheet_tell_fit (sheet, parks.west, "生物医药", &fit);
  g_assert_cmpint (fit, ==, LF_FIT_NO);
  g_assert_cmpstr (told, ==, "“生物医药” is no leading industry of C. It is one of: B.");
}

static void
add_share (LfStore *store,
           const char *project,
           const char *park,
           const char *indicator,
           const char *percent,
           const char *years)
{
  g_auto (GStrv) span = g_strsplit (years, "–", 2);
  g_autofree char *of = with ("project", project);
  g_autofree char *whose = with ("park", park);
  g_autofree char *what = with ("indicator", indicator);
  g_autofree char *share = with ("share_percent", percent);
  g_autofree char *start = with ("start_date", span[0]);
  g_autofree char *end = with ("end_date", span[1]);

  g_free (add_given (store, "credit_share", "title=s", of, whose, what, share, start, end, NULL));
}

/* W14: 5:5 over five years; then it is the project's own park's alone. The odd 分 goes to one. */
static void
test_credit (Fixture *self, gconstpointer data)
{
  g_auto (Parks) parks = { NULL };
  g_autoptr (LfReport) report = NULL;
  g_autofree char *project = NULL;
  g_autofree char *of = NULL;
  LfReportOptions options = no_options;
  const LfReportCell *whole;
  gint64 sum = 0;

  make_parks (self->store, &parks);
  project = sign_project (self->store, parks.west, "集成电路", BILLION);
  of = with ("project", project);
  add_share (self->store, project, parks.east, "fixed_investment", "50", "2021–2025");
  add_share (self->store, project, parks.west, "fixed_investment", "50", "2021–2025");
  g_free (add_given (self->store, "progress", of, "period=2025-12", "invested=100.01 CNY", NULL));
  g_free (add_given (self->store, "progress", of, "period=2026-01", "invested=70.00 CNY", NULL));
  options.by = "fixed_investment";
  report = run_report (self->store, "credit", &options);
  g_assert_cmpuint (report->rows->len, ==, 2);
  g_assert_cmpuint (report->columns->len, ==, 4);
  g_assert_cmpstr (report_cell (report->rows->pdata[0], 0)->text, ==, "C");
  g_assert_cmpint (report_cell (report->rows->pdata[0], 2)->totals.totals[0].minor, ==, 7000);
  g_assert_cmpuint (report_cell (report->rows->pdata[1], 2)->totals.n, ==, 0);
  for (guint r = 0; r < 2; r++)
    {
      gint64 half = report_cell (report->rows->pdata[r], 1)->totals.totals[0].minor;

      g_assert_true (half == 5000 || half == 5001);
      sum += half;
    }
  whole = report_cell (report->total, 3);
  g_assert_cmpint (sum, ==, 10001);
  g_assert_cmpint (whole->totals.totals[0].minor, ==, 17001);
}

/* A filter takes a park with what is in it, however deep, and so do parks that lie in a ring. */
static void
test_within (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *where;
    guint n;
  } cases[] = {
    { "park=A", 1 },  { "park<=A", 3 },     { "park<=\"B\"", 2 }, { "park<=D", 1 },
    { "park<=C", 1 }, { "not park<=A", 1 }, { "park<=A|C", 4 },   { "park<=E", 0 },
  };
  g_auto (Parks) parks = { NULL };
  g_autofree char *above = NULL, *deep = NULL;

  make_parks (self->store, &parks);
  above = with ("parent", parks.east);
  deep = add_given (self->store, "park", "name=D", above, NULL);
  g_free (sign_project (self->store, parks.zone, "新材料", BILLION));
  g_free (sign_project (self->store, parks.east, "新材料", BILLION));
  g_free (sign_project (self->store, parks.west, "新材料", BILLION));
  g_free (sign_project (self->store, deep, "新材料", BILLION));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfQuery) query = lf_query_parse (lf_schema_find ("project"), cases[i].where, NULL,
                                                  &no_options.today, &error);
      g_autoptr (GPtrArray) found = NULL;

      g_assert_no_error (error);
      found = lf_store_list_sync (self->store, query, 0, &error);
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].where);
      g_assert_cmpuint (found->len, ==, cases[i].n);
    }
}

/* ---- Random zones: no 分 is lost, and the whole zone's figure stays what it is ---- */

#define N_PARKS 4
#define N_PROJECTS 30

static void
test_credit_random (Fixture *self, gconstpointer data)
{
  char *parks[N_PARKS];
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;
  g_autoptr (LfReport) whole = NULL;
  LfTotals parts = { 0 };
  guint last;

  for (guint i = 0; i < N_PARKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("name=P%u", i);

      parks[i] = add_given (self->store, "park", name, NULL);
    }
  for (guint i = 0; i < N_PROJECTS; i++)
    {
      g_autofree char *amount = g_strdup_printf ("%d.%02d CNY", g_test_rand_int_range (1, 9999999),
                                                 g_test_rand_int_range (0, 100));
      g_autofree char *project
          = sign_project (self->store, parks[g_test_rand_int_range (0, N_PARKS)], "新材料", amount);

      for (int k = g_test_rand_int_range (0, 4); k > 0; k--)
        {
          g_autofree char *percent = g_strdup_printf ("%d.%d", g_test_rand_int_range (0, 60),
                                                      g_test_rand_int_range (1, 10));

          add_share (self->store, project, parks[k], "signed_investment", percent, "2025–2029");
        }
    }
  options.by = "signed_investment";
  report = run_report (self->store, "credit", &options);
  options.by = NULL;
  whole = run_report (self->store, "layout", &options);
  last = report->columns->len - 1;
  for (guint r = 0; r < report->rows->len; r++)
    g_assert_true (lf_totals_merge (&parts, &report_cell (report->rows->pdata[r], last)->totals));
  g_assert_cmpint (parts.totals[0].minor, ==,
                   report_cell (report->total, last)->totals.totals[0].minor);
  g_assert_cmpint (parts.totals[0].minor, ==,
                   report_cell (whole->total, whole->columns->len - 1)->totals.totals[0].minor);
  for (guint i = 0; i < N_PARKS; i++)
    g_free (parks[i]);
}

/* ---- Each amount split by itself ---- */

static GPtrArray *
list_all (LfStore *store, const char *entity, const char *where)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find (entity), where, NULL, &no_options.today, &error);
  GPtrArray *list;

  g_assert_no_error (error);
  list = lf_store_list_sync (store, query, 0, &error);
  g_assert_no_error (error);
  return list;
}

static void
add_to (GHashTable *sums, const char *park, const char *year, const LfMoney *money)
{
  g_autofree char *key = g_strconcat (park, "\n", year, NULL);
  LfTotals *totals = g_hash_table_lookup (sums, key);

  if (totals == NULL)
    {
      totals = g_new0 (LfTotals, 1);
      g_hash_table_insert (sums, g_steal_pointer (&key), totals);
    }
  g_assert_true (lf_totals_add (totals, money));
}

/* (transfer full): by park's name and year, and by name and "credit": each record looked up with
 * its project and its shares */
static GHashTable *
split_slowly (LfStore *store, const LfIndicatorSource *source)
{
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) records = list_all (store, source->entity, source->filter);

  for (guint i = 0; i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      const char *id = source->project == NULL ? lf_record_id (record)
                                               : lf_record_get (record, source->project);
      const char *amount = lf_record_get (record, source->amount),
                 *date = lf_record_get (record, source->date);
      g_autofree char *of = g_strdup_printf ("project=%s", id == NULL ? "" : id);
      g_autoptr (GPtrArray) shares = list_all (store, "credit_share", of);
      g_autoptr (LfRecord) project
          = id == NULL ? NULL : lf_store_load_sync (store, project_entity (), id, NULL);
      gboolean is_there = project != NULL && !lf_record_is_deleted (project);
      g_autoptr (GArray) parts = NULL;
      LfMoney money;
      LfDate day;

      if (amount == NULL || date == NULL)
        continue;
      g_assert_true (lf_money_from_canonical (amount, &money));
      g_assert_true (lf_date_from_canonical (date, &day));
      parts = lf_credit_split (shares, source->key, &day,
                               is_there ? lf_record_get (project, "park") : NULL, money.minor);
      for (guint k = 0; k < parts->len; k++)
        {
          const LfCreditPart *part = &g_array_index (parts, LfCreditPart, k);
          g_autoptr (LfRecord) park
              = part->park == NULL
                    ? NULL
                    : lf_store_load_sync (store, lf_schema_find ("park"), part->park, NULL);
          g_autofree char *name = park == NULL ? g_strdup ("Of no park") : lf_record_title (park);
          g_autofree char *year = g_strndup (date, 4);

          money.minor = part->minor;
          add_to (sums, name, year, &money);
          add_to (sums, name, "credit", &money);
        }
    }
  return sums;
}

/* Shares at random of half of the projects, some of which are deleted. */
static void
share_at_random (LfStore *store)
{
  static const char *const indicators[]
      = { "signed_investment", "funds_in_place", "fixed_investment" };
  g_autoptr (GPtrArray) projects = list_all (store, "project", "");
  g_autoptr (GPtrArray) parks = list_all (store, "park", "");

  for (guint i = 0; i < projects->len; i += 2)
    {
      const char *park = lf_record_id (parks->pdata[g_test_rand_int_range (0, (int) parks->len)]);

      add_share (store, lf_record_id (projects->pdata[i]), park, indicators[i / 2 % 3], "33.3",
                 i % 4 == 0 ? "2023–2025" : "1998–2030");
    }
  for (guint i = 0; i < projects->len; i += 5)
    delete_project (store, lf_record_id (projects->pdata[i]));
}

static void
test_credit_slowly (Fixture *self, gconstpointer data)
{
  static const char *const indicators[]
      = { "signed_investment", "funds_in_place", "fixed_investment" };
  guint n_cells = 0;

  make_zone (self->store, 24);
  share_at_random (self->store);
  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    {
      g_autoptr (GHashTable) sums = split_slowly (self->store, lf_indicator_source (indicators[i]));
      LfReportOptions options = no_options;
      g_autoptr (LfReport) report = NULL;

      options.by = indicators[i];
      report = run_report (self->store, "credit", &options);
      for (guint r = 0; r < report->rows->len; r++)
        for (guint c = 1; c < report->columns->len; c++)
          {
            GPtrArray *row = report->rows->pdata[r];
            g_autofree char *key
                = g_strconcat (report_cell (row, 0)->text, "\n",
                               ((const LfReportColumn *) report->columns->pdata[c])->name, NULL);
            const LfTotals *told = &report_cell (row, c)->totals,
                           *sum = g_hash_table_lookup (sums, key);

            g_assert_cmpuint (told->n, ==, sum == NULL ? 0 : sum->n);
            for (guint k = 0; k < told->n; k++)
              g_assert_true (memcmp (&told->totals[k], &sum->totals[k], sizeof (LfTotal)) == 0);
            n_cells += sum != NULL;
            g_hash_table_remove (sums, key);
          }
      g_assert_cmpuint (g_hash_table_size (sums), ==, 0);
    }
  g_assert_cmpuint (n_cells, >, 20);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/parks/L1-layout", test_layout);
  ADD ("/parks/L1-layout-of-land", test_layout_land);
  ADD ("/parks/L1-O7-land-in-tree", test_land_in_tree);
  ADD ("/parks/O7-fit", test_fit);
  ADD ("/parks/O7-W14-credit", test_credit);
  ADD ("/parks/O7-park-and-what-is-in-it", test_within);
  ADD ("/parks/O7-credit-adds-up", test_credit_random);
  ADD ("/parks/O7-credit-split-slowly", test_credit_slowly);
  return g_test_run ();
}
