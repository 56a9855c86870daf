/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lamps month by month (domain.md V1, V3): judged as of a month's end, kept when it is closed, and
 * the same from then on whatever is corrected. */

#include "config.h"

#include "server-words.h"

#include "lf-store-lamps-closing.h"
#include "lf-store-lamps.h"

static const LfDate today = { 2026, 11, 3 };
static const LfDate september = { 2026, 9, 0 }, october = { 2026, 10, 0 };

static char *
put (LfStore *store, const char *entity, const char *const *values)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new (entity);

  for (; *values != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  commit_change (store, change);
  return g_strdup (lf_record_id (record));
}

#define PUT(store, entity, ...) put (store, entity, (const char *const[]){ __VA_ARGS__, NULL })

static char *
put_site (LfStore *store, const char *name, const char *park, const char *planned)
{
  return PUT (store, "project", "name", name, "stage", "signed", "signed_date", "2026-01-05",
              "planned_start_date", planned, "park", park);
}

static LfLampChart *
read_chart (LfStore *store, const LfDate *first, guint n_months)
{
  g_autoptr (GError) error = NULL;
  LfLampChart *chart
      = lf_store_lamps_sync (store, NULL, first, n_months, &today, LF_LAMPS_WHY_ALL, &error);

  g_assert_no_error (error);
  return chart;
}

/* All that a chart shows: "甲 red+ yellow*; …", + for kept, * for corrected since. */
static char *
show (LfStore *store, const LfDate *first, guint n_months)
{
  g_autoptr (LfLampChart) chart = read_chart (store, first, n_months);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampRow *row = chart->rows->pdata[i];

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "",
                              lf_record_get (row->project, "name"));
      for (guint m = 0; m < n_months; m++)
        g_string_append_printf (
            text, " %s%s%s",
            row->cells[m].lamp == LF_LAMP_NONE ? "none" : lf_lamp_key (row->cells[m].lamp),
            row->cells[m].is_kept ? "+" : "",
            lf_lamp_cell_is_corrected (&row->cells[m]) ? "*" : "");
    }
  return g_string_free (text, FALSE);
}

static void
assert_shows (LfStore *store, const LfDate *first, guint n_months, const char *expected)
{
  g_autofree char *text = show (store, first, n_months);

  g_assert_cmpstr (text, ==, expected);
}

/* Why each lamp is lit, in the order of the chart. */
static char *
tell (LfStore *store, const LfDate *month)
{
  g_autoptr (LfLampChart) chart = read_chart (store, month, 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampCell *cell = ((const LfLampRow *) chart->rows->pdata[i])->cells;
      const LfLampVerdict verdict = cell->record == NULL
                                        ? (LfLampVerdict){ LF_LAMP_NONE }
                                        : lf_lamp_month_verdict (cell->record, &chart->today);
      g_autofree char *why = lf_lamp_tell (&verdict);
      g_autofree char *since = lf_lamp_tell_since (&verdict);

      g_string_append_printf (text, "%s %s\n", why, since);
    }
  return g_string_free (text, FALSE);
}

static void
assert_not_closed (LfStore *store, const LfDate *month, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_store_lamps_closing_sync (store, month, &today, &error);

  g_assert_null (change);
  g_assert_error (error, LF_ERROR, code);
  g_assert_cmpstr (error->message, ==, words);
}

static guint
close_month (LfStore *store, const LfDate *month)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = lf_store_lamps_closing_sync (store, month, &today, &error);

  g_assert_no_error (error);
  g_assert_true (lf_store_commit_parts_sync (store, change, &error));
  g_assert_no_error (error);
  return lf_lamps_count_closed (change);
}

static void
drop (LfStore *store, const char *project)
{
  g_autoptr (LfRecord) record = load_project (store, project);
  g_autoptr (LfChange) change = lf_change_new ("drop");

  lf_change_edit (change, record, "stage", "dropped");
  lf_change_edit (change, record, "stage_reason", "资金不到位");
  commit_change (store, change);
}

/* A month is judged as of its last day, the running one as of today; what is to come has none. */
static void
test_open (Fixture *self, gconstpointer data)
{
  g_autofree char *late = put_site (self->store, "甲", NULL, "2026-08-20");
  g_autofree char *even = put_site (self->store, "乙", NULL, "2026-12");
  g_autofree char *lead = PUT (self->store, "project", "name", "丙", "stage", "lead");
  g_autoptr (LfLampChart) chart = read_chart (self->store, &september, 4);

  assert_shows (self->store, &september, 4, "甲 yellow yellow red none; 乙 green green green none");
  g_assert_cmpuint (chart->counts[1][LF_LAMP_YELLOW], ==, 1);
  g_assert_cmpuint (chart->counts[2][LF_LAMP_RED], ==, 1);
  g_assert_cmpuint (chart->n_open[0], ==, 2);
  g_assert_cmpuint (chart->n_open[3], ==, 0);
}

/* The chart of a closed month stays what it was, with every sentence; what is corrected says so. */
static void
test_closed (Fixture *self, gconstpointer data)
{
  g_autofree char *late = put_site (self->store, "甲", NULL, "2026-08-20");
  g_autofree char *even = put_site (self->store, "乙", NULL, "2026-12");
  g_autofree char *unplanned = put_site (self->store, "丙", NULL, NULL);
  g_autofree char *added = NULL;
  g_autofree char *why = tell (self->store, &october);
  g_autofree char *why_now = NULL;

  g_assert_cmpuint (close_month (self->store, &october), ==, 2);
  assert_shows (self->store, &october, 1, "甲 yellow+; 乙 green+");
  set_field (self->store, late, "planned_start_date", "2026-03");
  drop (self->store, even);
  set_field (self->store, unplanned, "planned_start_date", "2026-10");
  added = put_site (self->store, "丁", NULL, "2026-01");
  assert_shows (self->store, &october, 1, "丙 none+*; 丁 none+*; 甲 yellow+*; 乙 green+*");
  delete_project (self->store, added);
  delete_project (self->store, unplanned);
  assert_shows (self->store, &october, 1, "甲 yellow+*; 乙 green+*");
  why_now = tell (self->store, &october);
  g_assert_cmpstr (why, ==, why_now);
  assert_shows (self->store, &september, 2, "甲 red yellow+*; 乙 none green+*");
}

/* What was kept stays on the chart of its month when its project is deleted, and is asked for as
 * any other. */
static void
test_deleted (Fixture *self, gconstpointer data)
{
  g_autofree char *late = put_site (self->store, "甲", NULL, "2026-08-20");
  g_autofree char *even = put_site (self->store, "乙", NULL, "2026-12");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (project_entity (), "planned_start_date<2026-10", NULL, &today, &error);
  g_autoptr (LfQuery) other
      = lf_query_parse (project_entity (), "planned_start_date>2026-10", NULL, &today, &error);
  g_autoptr (LfLampChart) chart = NULL;
  g_autofree char *why = NULL;
  g_autofree char *why_now = NULL;

  close_month (self->store, &october);
  why = tell (self->store, &october);
  delete_project (self->store, late);
  assert_shows (self->store, &october, 1, "乙 green+; 甲 yellow+*");
  assert_shows (self->store, &september, 2, "乙 green green+; 甲 none yellow+*");
  why_now = tell (self->store, &october);
  g_assert_cmpuint (strlen (why_now), ==, strlen (why));
  chart = lf_store_lamps_sync (self->store, query, &october, 1, &today, LF_LAMPS_WHY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chart->rows->len, ==, 1);
  g_assert_cmpuint (chart->counts[0][LF_LAMP_YELLOW], ==, 1);
  lf_lamp_chart_free (g_steal_pointer (&chart));
  chart = lf_store_lamps_sync (self->store, other, &october, 1, &today, LF_LAMPS_WHY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chart->rows->len, ==, 1);
  g_assert_cmpuint (chart->counts[0][LF_LAMP_YELLOW], ==, 0);
}

/* No lamp in a month before the first of a project's dates, and none to close. */
static void
test_before_first_date (Fixture *self, gconstpointer data)
{
  const LfDate december = { 2025, 12, 0 };
  g_autofree char *early = put_site (self->store, "甲", NULL, "2026-08-20");

  assert_shows (self->store, &december, 2, "甲 none green");
  assert_not_closed (self->store, &december, LF_ERROR_INVALID,
                     "No project had a lamp in Dec 2025.");
  set_field (self->store, early, "lead_date", "2025-12");
  assert_shows (self->store, &december, 2, "甲 green green");
}

/* The running month tells the days that are left today, not those at its end; which month is told
 * of may be chosen. */
static void
test_days_of_running_month (Fixture *self, gconstpointer data)
{
  const LfDate november = { 2026, 11, 0 };
  g_autofree char *rule
      = PUT (self->store, "rule", "rule", "lamp_preset", "value", "2", "valid_from", "2020-01-01");
  g_autofree char *site
      = PUT (self->store, "project", "name", "甲", "stage", "signed", "signed_date", "2026-10-05");
  g_autofree char *why = tell (self->store, &november);
  g_autofree char *why_october = tell (self->store, &october);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLampChart) last = NULL;
  const LfLampRow *row;

  g_assert_nonnull (strstr (why, "32 days left"));
  g_assert_nonnull (strstr (why_october, "35 days left"));
  last = lf_store_lamps_sync (self->store, NULL, &october, 3, &today, LF_LAMPS_WHY_LAST, &error);
  g_assert_no_error (error);
  row = last->rows->pdata[0];
  g_assert_cmpint (row->cells[0].lamp, ==, LF_LAMP_GREEN);
  g_assert_null (row->cells[0].record);
  g_assert_nonnull (row->cells[1].record);
}

/* Nobody closes twice, or what is not over; an undo opens again. */
static void
test_closing (Fixture *self, gconstpointer data)
{
  const LfDate november = { 2026, 11, 30 };
  g_autofree char *late = NULL;
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  assert_not_closed (self->store, &october, LF_ERROR_INVALID, "No project had a lamp in Oct 2026.");
  late = put_site (self->store, "甲", NULL, "2026-08-20");
  assert_not_closed (self->store, &november, LF_ERROR_INVALID,
                     "Nov 2026 is not over yet: its lamps are closed then.");
  close_month (self->store, &october);
  assert_not_closed (self->store, &october, LF_ERROR_INVALID,
                     "The lamps of Oct 2026 are closed already.");
  label = lf_store_undo_sync (self->store, &error);
  g_assert_no_error (error);
  assert_shows (self->store, &october, 1, "甲 yellow");
  set_field (self->store, late, "planned_start_date", "2026-03");
  close_month (self->store, &october);
  assert_shows (self->store, &october, 1, "甲 red+");
}

/* G10: park by park; a secret project for itself. */
static void
test_parks (Fixture *self, gconstpointer data)
{
  g_autofree char *park = PUT (self->store, "park", "name", "装备园");
  g_autofree char *other = PUT (self->store, "park", "name", "医药园");
  g_autofree char *of_park = put_site (self->store, "甲", park, "2026-08-20");
  g_autofree char *of_other = put_site (self->store, "乙", other, "2026-08-20");
  g_autofree char *secret = NULL;
  g_autoptr (LfPage) page = lf_page_new ();

  page->role = g_strdup ("park_manager");
  page->sight = g_strdup_printf ("account/wang\npark/%s\nzone", park);
  take_page (self->store, page);
  g_assert_cmpuint (close_month (self->store, &october), ==, 1);
  assert_shows (self->store, &october, 1, "甲 yellow+; 乙 yellow");
  assert_not_closed (self->store, &october, LF_ERROR_INVALID,
                     "The lamps of Oct 2026 that are left are of other parks.");
  secret
      = PUT (self->store, "project", "name", "丙", "stage", "signed", "signed_date", "2026-01-05",
             "planned_start_date", "2026-08", "park", park, "is_confidential", "1");
  assert_shows (self->store, &october, 1, "丙 yellow; 甲 yellow+; 乙 yellow");
  g_assert_cmpuint (close_month (self->store, &october), ==, 1);
  assert_shows (self->store, &october, 1, "丙 yellow+; 甲 yellow+; 乙 yellow");
}

static void
test_who_may (Fixture *self, gconstpointer data)
{
  g_autofree char *late = put_site (self->store, "甲", NULL, "2026-08-20");
  g_autoptr (LfPage) page = lf_page_new ();

  page->role = g_strdup ("recruiter");
  page->sight = g_strdup ("account/wang\nparks\nzone");
  take_page (self->store, page);
  assert_not_closed (self->store, &october, LF_ERROR_REFUSED,
                     "The lamps of Oct 2026 are closed by the managers of the zone and its parks.");
}

/* The projects asked for, in the order asked for. */
static void
test_query (Fixture *self, gconstpointer data)
{
  g_autofree char *first = put_site (self->store, "甲", NULL, "2026-08-20");
  g_autofree char *second = put_site (self->store, "乙", NULL, "2026-07-20");
  g_autofree char *third = put_site (self->store, "丙", NULL, "2026-12-20");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (project_entity (), "planned_start_date<2026-10",
                                              "planned_start_date", &today, &error);
  g_autoptr (LfLampChart) chart = NULL;

  g_assert_no_error (error);
  chart = lf_store_lamps_sync (self->store, query, &october, 1, &today, LF_LAMPS_WHY_ALL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chart->rows->len, ==, 2);
  g_assert_cmpstr (lf_record_id (((LfLampRow *) chart->rows->pdata[0])->project), ==, second);
}

int
main (int argc, char *argv[])
{
#define ADD(path, test) g_test_add ("/store/lamps/" path, Fixture, NULL, set_up, test, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("V3-open-months", test_open);
  ADD ("V3-closed-stays-as-it-was", test_closed);
  ADD ("V3-deleted-stays-where-it-was-closed", test_deleted);
  ADD ("V3-no-lamp-before-the-first-date", test_before_first_date);
  ADD ("V3-days-of-the-running-month", test_days_of_running_month);
  ADD ("V3-closing", test_closing);
  ADD ("G10-V3-parks", test_parks);
  ADD ("V3-who-may", test_who_may);
  ADD ("V3-query", test_query);
  return g_test_run ();
}
