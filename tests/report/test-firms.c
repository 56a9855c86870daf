/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of firms and of where leads come from: coverage (I2, I3) and groups (L9) against slow
 * second counts over random zones, and the figures of source articles. */

#include "config.h"

#include "report-fixture.h"

#include <math.h>
#include <string.h>

#define N_ZONES 4

static char *
to (const char *field, const char *id)
{
  return g_strconcat (field, "=", id, NULL);
}

/* ---- Coverage ---- */

typedef struct
{
  char *id, *park; /* (nullable) park */
  gboolean is_above, is_visited;
} Firm;

static void
firm_clear (gpointer data)
{
  g_free (((Firm *) data)->id);
}

/* Some firms above scale or above quota in some parks, some visited in the year and some in others.
 */
static GArray *
make_firms (LfStore *store, char **parks, guint n_parks)
{
  static const char *const days[]
      = { "2022-12-31", "2023-01-01", "2023-06-30", "2023-12-31", "2024-01-01", "2023" };
  static const char *const scopes[] = { "kind=resident", "is_above_scale=1", "is_above_quota=1" };
  GArray *firms = g_array_new (FALSE, TRUE, sizeof (Firm));

  g_array_set_clear_func (firms, firm_clear);
  for (guint i = 0; i < 20; i++)
    {
      guint k = (guint) g_test_rand_int_range (0, (int) n_parks + 1);
      guint scope = (guint) g_test_rand_int_range (0, (int) G_N_ELEMENTS (scopes));
      Firm firm = { NULL, k < n_parks ? parks[k] : NULL, scope > 0, FALSE };
      g_autofree char *park = firm.park == NULL ? NULL : to ("park", firm.park);

      firm.id = add_given (store, "enterprise", "name=甲", scopes[scope],
                           firm.park == NULL ? "kind=resident" : park, NULL);
      for (int n = g_test_rand_int_range (0, 3); n > 0; n--)
        {
          guint day = (guint) g_test_rand_int_range (0, (int) G_N_ELEMENTS (days));
          g_autofree char *of = to ("enterprise", firm.id), *on = to ("held_on", days[day]);

          g_free (add_given (store, "visit", "subject=走访", of, on, NULL));
          firm.is_visited = firm.is_visited || strncmp (days[day], "2023", 4) == 0;
        }
      g_array_append_val (firms, firm);
    }
  return firms;
}

static void
count (const GArray *firms, const char *park, gboolean is_all, gint64 *ret_n, gint64 *ret_visited)
{
  *ret_n = *ret_visited = 0;
  for (guint i = 0; i < firms->len; i++)
    {
      const Firm *firm = &g_array_index (firms, Firm, i);

      if (firm->is_above && (is_all || g_strcmp0 (firm->park, park) == 0))
        {
          *ret_n += 1;
          *ret_visited += firm->is_visited;
        }
    }
}

static void
assert_coverage (GPtrArray *row, gint64 n, gint64 visited)
{
  g_assert_cmpint (report_cell (row, 1)->count, ==, n);
  g_assert_cmpint (report_cell (row, 2)->count, ==, visited);
  g_assert_cmpint (report_cell (row, 3)->count, ==, n - visited);
  if (n > 0)
    g_assert_cmpfloat_with_epsilon (report_cell (row, 4)->percent,
                                    100.0 * (double) visited / (double) n, 1e-9);
}

/* I3: coverage = visited firms ÷ firms in scope in the period, per park, the unvisited listed */
static void
test_coverage (Fixture *self, gconstpointer data)
{
  char *parks[2] = { add_given (self->store, "park", "name=东园", NULL),
                     add_given (self->store, "park", "name=西园", NULL) };
  static const char *const names[] = { "东园", "西园" };
  g_autoptr (GArray) firms = make_firms (self->store, parks, G_N_ELEMENTS (parks));
  LfReportOptions options = { .today = { 2024, 3, 1 }, .by = "park" };
  g_autoptr (LfReport) report = NULL;
  gint64 n, visited;
  guint n_rows = 0;

  options.from = (LfDate){ 2023, 0, 0 };
  options.to = (LfDate){ 2023, 0, 0 };
  report = run_report (self->store, "visit-coverage", &options);
  for (guint r = 0; r < report->rows->len; r++)
    {
      GPtrArray *row = report->rows->pdata[r];
      const char *label = report_cell (row, 0)->text;
      guint k = 0;

      while (k < 2 && strcmp (names[k], label) != 0)
        k++;
      count (firms, k < 2 ? parks[k] : NULL, FALSE, &n, &visited);
      assert_coverage (row, n, visited);
      assert_drills_down (self->store, report, row, 3);
      n_rows += n > 0;
    }
  g_assert_cmpuint (report->rows->len, ==, n_rows);
  count (firms, NULL, TRUE, &n, &visited);
  assert_coverage (report->total, n, visited);
  g_free (parks[0]);
  g_free (parks[1]);
}

/* ---- Groups of firms ---- */

#define N_FIRMS 14

/* Walks up from each firm by hand. */
static guint
head_of (const int *parents, guint firm)
{
  while (parents[firm] >= 0)
    firm = (guint) parents[firm];
  return firm;
}

/* L9: a group counts each project once, however deep the firm is that brings it */
static void
test_groups (Fixture *self, gconstpointer data)
{
  char *ids[N_FIRMS];
  int parents[N_FIRMS];
  gint64 sums[N_FIRMS] = { 0 }, projects[N_FIRMS] = { 0 }, firms[N_FIRMS] = { 0 };
  g_autoptr (LfReport) report = NULL;
  guint n_groups = 0;

  for (guint i = 0; i < N_FIRMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("name=F%02u", i);
      g_autofree char *above = NULL;

      parents[i] = i == 0 ? -1 : g_test_rand_int_range (-1, (int) i);
      above = parents[i] < 0 ? g_strdup ("kind=investor") : to ("parent", ids[parents[i]]);
      ids[i] = add_given (self->store, "enterprise", name, above, NULL);
      firms[head_of (parents, i)]++;
    }
  for (guint i = 0; i < 30; i++)
    {
      guint firm = (guint) g_test_rand_int_range (0, N_FIRMS);
      gboolean is_dropped = g_test_rand_int_range (0, 5) == 0;
      g_autofree char *of = to ("enterprise", ids[firm]);
      g_autofree char *amount = g_strdup_printf ("total_investment=%u.00 CNY", i + 1);

      g_free (add_given (self->store, "project", "name=p", of, amount,
                         is_dropped ? "stage=dropped" : "stage=lead",
                         is_dropped ? "stage_reason=无" : "kind=expansion", NULL));
      projects[head_of (parents, firm)] += !is_dropped;
      sums[head_of (parents, firm)] += is_dropped ? 0 : 100 * (i + 1);
    }
  report = run_report (self->store, "corporate-groups", &no_options);
  for (guint r = 0; r < report->rows->len; r++)
    {
      GPtrArray *row = report->rows->pdata[r];
      guint head = (guint) g_ascii_strtoull (report_cell (row, 0)->text + 1, NULL, 10);
      const LfTotals *totals = &report_cell (row, 3)->totals;

      g_assert_cmpint (report_cell (row, 1)->count, ==, firms[head]);
      g_assert_cmpint (report_cell (row, 2)->count, ==, projects[head]);
      g_assert_cmpint (report_cell (row, 4)->count, ==, projects[head]);
      g_assert_cmpint (totals->n == 0 ? 0 : totals->totals[0].minor, ==, sums[head]);
      assert_drills_down (self->store, report, row, 2);
    }
  for (guint i = 0; i < N_FIRMS; i++)
    n_groups += firms[i] > 1;
  g_assert_cmpuint (report->rows->len, ==, n_groups);
  for (guint i = 0; i < N_FIRMS; i++)
    g_free (ids[i]);
}

/* Firms that are said to own each other are of no group, and nothing hangs. */
static void
test_circle (Fixture *self, gconstpointer data)
{
  g_autofree char *first = add_given (self->store, "enterprise", "name=甲", NULL);
  g_autofree char *of_first = to ("parent", first);
  g_autofree char *second = add_given (self->store, "enterprise", "name=乙", of_first, NULL);
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find ("enterprise"), first, NULL);
  g_autoptr (LfChange) change = lf_change_new ("circle");
  g_autoptr (LfReport) report = NULL;

  lf_change_edit (change, record, "parent", second);
  commit_change (self->store, change);
  report = run_report (self->store, "corporate-groups", &no_options);
  g_assert_cmpuint (report->rows->len, ==, 0);
}

/* ---- Figures of sources ---- */

/* W12: 2‰ of foreign capital that is in place and verified, not of what is only reported; L8 */
static void
test_award (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "王介绍|2|1|1|50.0%|CNY 0|0|CNY 8 million + USD 15 million|USD 10 million|USD 20,000",
          "Total|2|1|1|50.0%|CNY 0|0|CNY 8 million + USD 15 million|USD 10 million|USD 20,000",
          NULL };
  g_autofree char *who = add_given (self->store, "contact", "name=王介绍", NULL);
  g_autofree char *by = to ("introducer", who);
  g_autofree char *won = add_given (self->store, "project", "name=1", "stage=signed", by,
                                    "signed_date=2023-02-01", "lead_date=2023-01-02", NULL);
  g_autofree char *of = to ("project", won);
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;

#define ARRIVED(...)                                                                               \
  g_free (add_given (self->store, "funds_arrival", "arrived_on=2023-03-01", "number=1", of,        \
                     __VA_ARGS__, NULL))
  g_free (add_given (self->store, "project", "name=2", "stage=lead", by, NULL));
  ARRIVED ("kind=foreign", "amount=10000000.00 USD", "evidence=capital_report", "state=confirmed",
           "confirmed_on=2023-03-02");
  ARRIVED ("kind=foreign", "amount=5000000.00 USD", "evidence=bank_slip", "state=reported");
  ARRIVED ("kind=domestic", "amount=8000000.00 CNY", "evidence=capital_report", "state=reported");
#undef ARRIVED
  options.by = "introducer";
  report = run_report (self->store, "channels", &options);
  assert_lines (report, lines);
}

/* L13: a fund of 20亿 with two stakes */
static void
test_fund (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "产业基金|1|CNY 2,000 million|CNY 1,500 million|1|CNY 500 million|CNY 1,000 million",
          "Total|1|CNY 2,000 million|CNY 1,500 million|1|CNY 500 million|CNY 1,000 million", NULL };
  g_autofree char *fund = add_given (self->store, "fund", "name=产业基金", "size=2000000000.00 CNY",
                                     "committed=1500000000.00 CNY", NULL);
  g_autofree char *project = add_given (self->store, "project", "name=1", "stage=lead", NULL);
  g_autofree char *of_fund = to ("fund", fund), *of_project = to ("project", project);
  g_autoptr (LfReport) report = NULL;

  g_free (add_given (self->store, "fund_stake", "title=首轮", of_fund, of_project,
                     "amount=300000000.00 CNY", NULL));
  g_free (add_given (self->store, "fund_stake", "title=二轮", of_fund, of_project,
                     "amount=200000000.00 CNY", NULL));
  report = run_report (self->store, "fund-balances", &no_options);
  assert_lines (report, lines);
}

/* K10: 29 projects became 27 firms */
static void
test_k10 (Fixture *self, gconstpointer data)
{
  g_autofree char *host = add_given (self->store, "enterprise", "name=孵化器", NULL);
  g_autofree char *of_host = to ("host", host);
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;

  for (guint i = 0; i < 29; i++)
    {
      g_autofree char *firm
          = add_given (self->store, "enterprise", "name=团队", of_host,
                       i < 27 ? "founded_date=2023-05-01" : "kind=resident", NULL);
      g_autofree char *of = to ("enterprise", firm);

      g_free (add_given (self->store, "project", "name=p", "stage=lead", of, NULL));
    }
  options.by = "promotion_type";
  report = run_report (self->store, "incubation", &options);
  g_assert_cmpint (report_cell (report->total, 1)->count, ==, 29);
  g_assert_cmpint (report_cell (report->total, 2)->count, ==, 27);
  g_assert_cmpint (report_cell (report->total, 4)->count, ==, 29);
}

/* I8: a first batch of 8 firms, 3 of them candidates for a listing */
static void
test_i8 (Fixture *self, gconstpointer data)
{
  LfReportOptions options = no_options;
  g_autoptr (LfReport) batches = NULL;
  g_autoptr (LfReport) tiers = NULL;
  GPtrArray *listing;

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *firm = add_given (self->store, "enterprise", "name=甲", NULL);
      g_autofree char *of = to ("enterprise", firm);

      g_free (add_given (self->store, "cultivation", "title=培育", "batch=第一批", of,
                         i < 3 ? "tier=listing" : "tier=giant", NULL));
    }
  options.by = "batch";
  batches = run_report (self->store, "cultivation", &options);
  options.by = "tier";
  tiers = run_report (self->store, "cultivation", &options);
  g_assert_cmpuint (batches->rows->len, ==, 1);
  g_assert_cmpint (report_cell (batches->rows->pdata[0], 1)->count, ==, 8);
  listing = tiers->rows->pdata[1]; /* in the order of the tiers */
  g_assert_cmpint (report_cell (listing, 1)->count, ==, 3);
}

/* I4: what a coffee hour collected, handled, told */
static void
test_i4 (Fixture *self, gconstpointer data)
{
  static const char *const lines[]
      = { "Coffee hour|1|108|0|3|2|66.7%|1", "Total|1|108|0|3|2|66.7%|1", NULL };
  g_autofree char *event = add_given (self->store, "event", "name=咖啡时", "kind=coffee",
                                      "held_on=2023-05-01", "n_people=108", NULL);
  g_autofree char *of = to ("event", event);
  g_autoptr (LfReport) report = NULL;

#define FOUND(...)                                                                                 \
  g_free (add_given (self->store, "problem", "subject=用工", "kind=labour",                        \
                     "collected_on=2023-05-01", of, __VA_ARGS__, NULL))
  FOUND ("state=collected");
  FOUND ("state=closed", "closed_on=2023-05-09");
  FOUND ("state=closed", "closed_on=2023-05-09", "called_back_on=2023-05-10");
#undef FOUND
  report = run_report (self->store, "events", &no_options);
  assert_lines (report, lines);
}

/* I9: every way in which an official meets a firm, by day, by firm and by official */
static void
test_i9 (Fixture *self, gconstpointer data)
{
  static const char *const by_day[]
      = { "2023-05-04|Meeting|甲公司|李四||调度会|1", "2023-05-03|Trip stop|甲公司|张三||拜访|1",
          "2023-05-02|Service visit|甲公司|李四, 张三||走访|2",
          "2023-05-01|Interaction|甲公司|张三||初谈|1", NULL };
  g_autofree char *zhang = add_given (self->store, "account", "name=张三", NULL);
  g_autofree char *li = add_given (self->store, "account", "name=李四", NULL);
  g_autofree char *firm = add_given (self->store, "enterprise", "name=甲公司", NULL);
  g_autofree char *of = to ("enterprise", firm);
  g_autofree char *project = add_given (self->store, "project", "name=1", "stage=lead", of, NULL);
  g_autofree char *of_project = to ("project", project), *projects = to ("projects", project);
  g_autofree char *trip
      = add_given (self->store, "trip", "name=行程", "start_date=2023-05-03", NULL);
  g_autofree char *of_trip = to ("trip", trip);
  g_autofree char *attended = to ("attendees", zhang), *chair = to ("chair", li);
  const char *const both[] = { zhang, li, NULL };
  g_autofree char *joined = lf_set_join (both);
  g_autofree char *visitors = to ("visitors", joined);
  LfReportOptions options = no_options;
  g_autoptr (LfReport) days = NULL;
  g_autoptr (LfReport) officials = NULL;
  g_autoptr (LfReport) none = NULL;
  g_autoptr (LfRecord) record
      = lf_store_load_sync (self->store, lf_schema_find ("trip"), trip, NULL);
  g_autoptr (LfChange) change = lf_change_new ("member");

  lf_change_edit (change, record, "members", zhang);
  commit_change (self->store, change);
  g_free (add_given (self->store, "interaction", "subject=初谈", "kind=reception",
                     "held_on=2023-05-01", "state=held", of_project, attended, NULL));
  g_free (add_given (self->store, "interaction", "subject=取消", "kind=reception",
                     "held_on=2023-05-01", "state=cancelled", of_project, attended, NULL));
  g_free (
      add_given (self->store, "visit", "subject=走访", "held_on=2023-05-02", of, visitors, NULL));
  g_free (add_given (self->store, "trip_stop", "title=拜访", "planned_for=2023-05-03", "is_done=1",
                     of_trip, of, NULL));
  g_free (add_given (self->store, "meeting", "subject=调度会", "held_on=2023-05-04", chair,
                     projects, NULL));
  g_free (add_given (self->store, "meeting", "subject=内部会", "held_on=2023-05-04", chair, NULL));
  g_free (add_given (self->store, "visit", "subject=将来", "held_on=2099-05-02", of, NULL));
  days = run_report (self->store, "contact-log", &options);
  options.by = "account";
  officials = run_report (self->store, "contact-log", &options);
  options.where = "name=乙公司";
  none = run_report (self->store, "contact-log", &options);
  g_assert_cmpuint (days->rows->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    for (guint c = 0; c < 7; c++)
      {
        g_auto (GStrv) cells = g_strsplit (by_day[i], "|", -1);
        g_autofree char *text = lf_report_cell_format (days->columns->pdata[c],
                                                       report_cell (days->rows->pdata[i], c));

        if (c != 3 || i != 2) /* two names in the order of their ids */
          g_assert_cmpstr (text, ==, cells[c]);
      }
  g_assert_cmpuint (officials->rows->len, ==, 5);
  g_assert_cmpuint (none->rows->len, ==, 0);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < N_ZONES; i++)
    {
      g_autofree char *coverage = g_strdup_printf ("/report/firms/coverage-I3/%u", i);
      g_autofree char *groups = g_strdup_printf ("/report/firms/groups-L9/%u", i);

      ADD (coverage, test_coverage);
      ADD (groups, test_groups);
    }
  ADD ("/report/firms/circle-L9", test_circle);
  ADD ("/report/firms/award-W12-L8", test_award);
  ADD ("/report/firms/fund-L13", test_fund);
  ADD ("/report/firms/incubation-K10", test_k10);
  ADD ("/report/firms/cultivation-I8", test_i8);
  ADD ("/report/firms/coffee-I4", test_i4);
  ADD ("/report/firms/contact-log-I9", test_i9);
  return g_test_run ();
}
