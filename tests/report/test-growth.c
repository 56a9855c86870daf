/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What grew and shrank since a day: cases, and a slow second count over zones made at random, which
 * holds the list of now against the list as of that day. */

#include "config.h"

#include "report-fixture.h"
#include "zone-fixture.h"

#include <sqlite3.h>
#include <string.h>

/* What is written is dated back to a day of a calendar that the test turns. */
typedef struct
{
  Fixture fixture;
  sqlite3 *handle;
  gint64 last; /* number of the newest change that has been dated */
} Past;

static void
past_set_up (Past *self, gconstpointer data)
{
  g_autofree char *path = NULL;

  set_up (&self->fixture, data);
  path = g_build_filename (self->fixture.folder, "landfall.db", NULL);
  g_assert_cmpint (sqlite3_open (path, &self->handle), ==, SQLITE_OK);
}

static void
past_tear_down (Past *self, gconstpointer data)
{
  sqlite3_close (self->handle);
  tear_down (&self->fixture, data);
}

static int
note_last (void *last, int n_columns, char **values, char **names)
{
  *(gint64 *) last = MAX (*(gint64 *) last, g_ascii_strtoll (values[0], NULL, 10));
  return 0;
}

/* All that was written since the last time was written at noon of @n March 2026. */
static void
end_day (Past *self, int n)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, 3, n, 12, 0, 0);
  g_autofree char *sql = g_strdup_printf ("UPDATE change SET time_us = %" G_GINT64_FORMAT
                                          " WHERE n > %" G_GINT64_FORMAT " RETURNING n",
                                          g_date_time_to_unix (noon) * G_USEC_PER_SEC, self->last);

  g_assert_cmpint (sqlite3_exec (self->handle, sql, note_last, &self->last, NULL), ==, SQLITE_OK);
}

static LfReport *
movement_since (LfStore *store, int day, const char *by)
{
  LfReportOptions options = no_options;

  options.from = (LfDate){ 2026, 3, (gint8) day };
  options.by = by;
  return run_report (store, "movement", &options);
}

static const LfReportCell *
cell_of (const LfReport *report, GPtrArray *row, const char *name)
{
  for (guint c = 0; c < report->columns->len; c++)
    if (strcmp (((const LfReportColumn *) report->columns->pdata[c])->name, name) == 0)
      return row->pdata[c];
  g_assert_not_reached ();
}

static char *
told_by (const LfReport *report, GPtrArray *row)
{
  g_autofree char *growth = lf_totals_format (&cell_of (report, row, "growth")->totals);
  g_autofree char *shrinkage = lf_totals_format (&cell_of (report, row, "shrinkage")->totals);

  return g_strdup_printf ("%d %s, %d %s", (int) cell_of (report, row, "grown")->count, growth,
                          (int) cell_of (report, row, "shrunk")->count, shrinkage);
}

/* ---- Cases ---- */

static void
test_cases (Past *self, gconstpointer data)
{
  static const struct
  {
    const char *was, *now, *told;
  } cases[] = {
    { "100000000.00 CNY", "150000000.00 CNY", "1 CNY 50 million, 0 CNY 0" },
    { "150000000.00 CNY", "100000000.01 CNY", "0 CNY 0, 1 −CNY 49,999,999.99" },
    { "100000000.00 CNY", "100000000.00 CNY", "0 CNY 0, 0 CNY 0" },
    { "about 100000000.00 CNY", "100000000.00 CNY", "0 CNY 0, 0 CNY 0" },
    { "about 100000000.00 CNY", "300000000.00 CNY", "1 about CNY 200 million, 0 CNY 0" },
    { "300000000.00 CNY", "over 100000000.00 CNY", "0 CNY 0, 1 about −CNY 200 million" },
    { "2000000.00 USD", "5000000.00 USD", "1 USD 3 million, 0 CNY 0" },
    { "2000000.00 USD", "20000000.00 CNY", "0 CNY 0, 0 CNY 0" },
    { NULL, "20000000.00 CNY", "0 CNY 0, 0 CNY 0" },
    { "20000000.00 CNY", NULL, "0 CNY 0, 0 CNY 0" },
  };
  LfStore *store = self->fixture.store;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = add_project (store, "甲", cases[i].was, "lead");
      g_autoptr (LfReport) report = NULL;
      g_autofree char *told = NULL;

      end_day (self, 1);
      set_field (store, id, "total_investment", cases[i].now);
      end_day (self, 3);
      report = movement_since (store, 3, "all");
      told = told_by (report, report->total);
      g_test_message ("%s, now %s", cases[i].was, cases[i].now);
      g_assert_cmpstr (told, ==, cases[i].told);
      assert_row_drills_down (store, report, report->total);
      delete_project (store, id);
    }
}

static void
assert_told (LfStore *store, int since, const char *expected)
{
  g_autoptr (LfReport) report = movement_since (store, since, "all");
  g_autofree char *told = told_by (report, report->total);

  g_assert_cmpstr (told, ==, expected);
}

/* What it was at the end of the day before: what came of that day itself is no growth since. */
static void
test_which_day (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *id = add_project (store, "甲", "100.00 CNY", "lead");

  end_day (self, 2);
  set_field (store, id, "total_investment", "200.00 CNY");
  end_day (self, 4);
  set_field (store, id, "total_investment", "150.00 CNY");
  end_day (self, 6);
  assert_told (store, 2, "0 CNY 0, 0 CNY 0"); /* it was not there yet */
  assert_told (store, 3, "1 CNY 50, 0 CNY 0");
  assert_told (store, 4, "1 CNY 50, 0 CNY 0");
  assert_told (store, 5, "0 CNY 0, 1 −CNY 50");
  assert_told (store, 7, "0 CNY 0, 0 CNY 0");
}

/* As of a day in between, what came later is not known, and what it was is what it was. */
static void
test_as_of (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *id = add_project (store, "甲", "100.00 CNY", "lead");
  LfReportOptions options = no_options;
  g_autoptr (LfReport) report = NULL;
  g_autofree char *told = NULL;

  end_day (self, 2);
  set_field (store, id, "total_investment", "400.00 CNY");
  end_day (self, 4);
  set_field (store, id, "total_investment", "50.00 CNY");
  end_day (self, 6);
  options.from = (LfDate){ 2026, 3, 3 };
  options.as_of = (LfDate){ 2026, 3, 5 };
  report = run_report (store, "movement", &options);
  told = told_by (report, report->total);
  g_assert_cmpstr (told, ==, "1 CNY 300, 0 CNY 0");
}

/* ---- Filters ---- */

/* Whatever a number, a date or a choice was. */
static void
test_filters (Past *self, gconstpointer data)
{
  static const struct
  {
    const char *field, *was, *now, *where;
    gboolean is_found;
  } cases[] = {
    { "stage", "lead", "signed", "stage>was:2026-03-02", TRUE },
    { "stage", "lead", "signed", "stage<was:2026-03-02", FALSE },
    { "stage", "lead", "signed", "stage!=was:2026-03-02", TRUE },
    { "stage", "lead", "signed", "stage!=was:2026-03-03", FALSE },
    { "planned_start_date", "2026-03", "2026-05-01", "planned_start_date>was:2026-03-02", TRUE },
    { "planned_start_date", "2026-03", "2026-03-09", "planned_start_date>was:2026-03-02", FALSE },
    { "planned_start_date", "2026-03", "2026-03-09", "planned_start_date!=was:2026-03-02", TRUE },
    { "planned_start_date", "2026-03", NULL, "planned_start_date<was:2026-03-02", FALSE },
    { "planned_start_date", "2026-03", NULL, "planned_start_date!=was:2026-03-02", TRUE },
    { "planned_start_date", NULL, "2026-03", "not planned_start_date!=was:2026-03-02", FALSE },
    { "jobs", "9", "10", "jobs>was:2026-03-02", TRUE },
    { "jobs", "9", "10", "jobs>was:2026-02", FALSE }, /* it was not there yet */
    { "jobs", "9", "10", "jobs!=was:2026-02", FALSE },
    { "land_area_mu", "9.5", "9", "land_area_mu<was:today-13", TRUE },
    { "total_investment", "9.00 CNY", "about 9.00 CNY", "total_investment!=was:2026-03-02", TRUE },
  };
  LfStore *store = self->fixture.store;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *id = add_project (store, "甲", NULL, "lead");

      set_field (store, id, cases[i].field, cases[i].was);
      end_day (self, 1);
      set_field (store, id, cases[i].field, cases[i].now);
      end_day (self, 3);
      g_test_message ("%s", cases[i].where);
      g_assert_cmpuint (count_projects (store, cases[i].where), ==, cases[i].is_found ? 1 : 0);
      delete_project (store, id);
    }
}

/* ---- Counted slowly ---- */

static GPtrArray *
list_as_of (LfStore *store, const LfDate *as_of /* nullable */)
{
  g_autoptr (LfQuery) query = lf_query_parse (project_entity (), "", NULL, &no_options.today, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *list;

  if (as_of != NULL)
    lf_query_set_as_of (query, as_of);
  list = lf_store_list_sync (store, query, 0, &error);
  g_assert_no_error (error);
  return list;
}

/* What one row is to say. */
typedef struct
{
  gint64 n_grown, n_shrunk;
  LfTotals growth, shrinkage;
} Count;

static void
count_project (Count *count, const LfRecord *now, const LfRecord *was /* nullable */)
{
  const char *amount = lf_record_get (now, "total_investment"),
             *before = was == NULL ? NULL : lf_record_get (was, "total_investment");
  LfMoney is, were, growth;

  if (amount == NULL || before == NULL || g_strcmp0 (lf_record_get (now, "stage"), "dropped") == 0)
    return;
  g_assert_true (lf_money_from_canonical (amount, &is));
  g_assert_true (lf_money_from_canonical (before, &were));
  if (strcmp (is.currency, were.currency) != 0 || is.minor == were.minor)
    return;
  growth = is;
  growth.minor -= were.minor;
  if (were.qualifier != LF_QUALIFIER_EXACT)
    growth.qualifier = were.qualifier;
  if (growth.minor > 0)
    count->n_grown++;
  else
    count->n_shrunk++;
  g_assert_true (lf_totals_add (growth.minor > 0 ? &count->growth : &count->shrinkage, &growth));
}

/* (transfer full): by the title of the park, or of all */
static GHashTable *
count_slowly (LfStore *store, const LfDate *since, gboolean is_by_park)
{
  g_autoptr (GPtrArray) now = list_as_of (store, NULL);
  g_autoptr (GPtrArray) then = list_as_of (store, since);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < then->len; i++)
    g_hash_table_insert (by_id, (char *) lf_record_id (then->pdata[i]), then->pdata[i]);
  for (guint i = 0; i < now->len; i++)
    {
      g_autofree char *park = lf_record_format (now->pdata[i], "park");
      const char *label = !is_by_park ? "Total" : *park == '\0' ? "Not known" : park;
      Count *count = g_hash_table_lookup (counts, label);

      if (count == NULL)
        {
          count = g_new0 (Count, 1);
          g_hash_table_insert (counts, g_strdup (label), count);
        }
      count_project (count, now->pdata[i],
                     g_hash_table_lookup (by_id, lf_record_id (now->pdata[i])));
    }
  return counts;
}

static void
assert_same_money (const LfReportCell *cell, const LfTotals *totals)
{
  g_assert_cmpuint (cell->totals.n, ==, totals->n);
  for (guint i = 0; i < totals->n; i++)
    g_assert_true (memcmp (&cell->totals.totals[i], &totals->totals[i], sizeof (LfTotal)) == 0);
}

/* Returns: how many grew or shrank. */
static gint64
assert_counted (const LfReport *report, GPtrArray *row, GHashTable *counts)
{
  const Count *count = g_hash_table_lookup (counts, report_cell (row, 0)->text);

  g_assert_nonnull (count);
  g_assert_cmpint (cell_of (report, row, "grown")->count, ==, count->n_grown);
  g_assert_cmpint (cell_of (report, row, "shrunk")->count, ==, count->n_shrunk);
  assert_same_money (cell_of (report, row, "growth"), &count->growth);
  assert_same_money (cell_of (report, row, "shrinkage"), &count->shrinkage);
  return count->n_grown + count->n_shrunk;
}

/* Most are written, some deleted or brought back, a few new: as one change. */
static void
edit_at_random (LfStore *store, GPtrArray *ids)
{
  static const char *const amounts[]
      = { "100000000.00 CNY", "about 7.31 CNY", "over 2000000.00 USD", "1250000000.00 CNY",
          "300.00 CNY",       "3.00 USD",       "about 300.00 CNY",    NULL };
  g_autoptr (LfChange) change = lf_change_new ("edit");

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (LfRecord) project = load_project (store, ids->pdata[i]);
      int what = g_test_rand_int_range (0, 12);

      if (lf_record_is_deleted (project) && what > 8)
        lf_change_restore (change, project);
      else if (what == 0)
        lf_change_delete (change, project);
      else if (what == 1)
        lf_change_edit (change, project, "jobs", g_test_rand_bit () ? "7" : "8");
      else if (what > 6)
        lf_change_edit (change, project, "total_investment",
                        amounts[g_test_rand_int_range (0, G_N_ELEMENTS (amounts))]);
    }
  commit_change (store, change);
  g_ptr_array_add (ids, add_project (store, "新", amounts[g_test_rand_int_range (0, 8)], "lead"));
}

static void
test_counted_slowly (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) made = NULL;
  gint64 n_counted = 0;

  make_zone (store, 30);
  made = list_as_of (store, NULL);
  for (guint i = 0; i < made->len; i++)
    g_ptr_array_add (ids, g_strdup (lf_record_id (made->pdata[i])));
  for (int day = 1; day <= 6; day++)
    {
      end_day (self, day);
      edit_at_random (store, ids);
    }
  end_day (self, 7);
  for (int day = 1; day <= 8; day++)
    for (guint is_by_park = 0; is_by_park < 2; is_by_park++)
      {
        const LfDate since = { 2026, 3, (gint8) day };
        const LfDate before = lf_date_add_days (&since, -1);
        g_autoptr (LfReport) report = movement_since (store, day, is_by_park ? "park" : "all");
        g_autoptr (GHashTable) counts = count_slowly (store, &before, is_by_park);

        for (guint i = 0; is_by_park && i < report->rows->len; i++)
          {
            n_counted += assert_counted (report, report->rows->pdata[i], counts);
            assert_row_drills_down (store, report, report->rows->pdata[i]);
          }
        if (!is_by_park)
          assert_counted (report, report->total, counts);
        assert_rows_add_up (report);
      }
  g_assert_cmpint (n_counted, >, 10);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/report/growth/" path, Past, NULL, past_set_up, func, past_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cases", test_cases);
  ADD ("which-day", test_which_day);
  ADD ("as-of", test_as_of);
  ADD ("filters", test_filters);
  ADD ("counted-slowly", test_counted_slowly);
  return g_test_run ();
}
