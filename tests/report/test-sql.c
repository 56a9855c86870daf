/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each report against plain SQL on the same store, over zones made at random: every cell of every
 * report, told by each of its groups, with a period and without. Those whose rules SQL has no words
 * for stand in a table below, each with the test that counts it a second time. */

#include "config.h"

#include "plain-sql.h"
#include "report-fixture.h"
#include "zone-fixture.h"

#include <string.h>

static const PlainReport *const tables[] = { plain_reports, plain_reports_of_sources };

static const struct
{
  const char *report, *test;
} not_said[] = {
  { "appraisal", "formulas: core/test-appraisal.c, what feeds them: test-appraisal.c" },
  { "goals", "a slow second count: test-goals-random.c" },
  { "goals-late", "likewise" },
  { "goal-course", "each month as the goals stood: test-steering.c" },
  { "park-fit", "a tree of industries: core/test-park.c, test-parks.c" },
  { "layout-land", "areas by plot: core/test-layout.c, test-parks.c" },
  { "credit", "the largest remainder: core/test-credit-split.c, test-parks.c" },
  { "contact-log", "a list of texts: test-firms.c" },
};

/* ---- Zones ---- */

/* A goal for each of what is counted, of a park and of a colleague: all this year, two months, and
 * from an amount on. */
static void
add_goals (LfStore *store)
{
  static const char *const indicators[] = { "signed_projects",
                                            "signed_investment",
                                            "started_projects",
                                            "production_projects",
                                            "funds_in_place",
                                            "fixed_investment",
                                            "visits" };
  static const char *const money[] = { "signed_investment", "funds_in_place", "fixed_investment" };
  static const char *const units[] = { "park", "account" };
  g_autoptr (GError) error = NULL;

  for (guint u = 0; u < G_N_ELEMENTS (units); u++)
    {
      g_autoptr (LfQuery) query
          = lf_query_parse (lf_schema_find (units[u]), "", NULL, &no_options.today, &error);
      g_autoptr (GPtrArray) owners = lf_store_list_sync (store, query, 0, &error);

      g_assert_no_error (error);
      for (guint i = 0; i < G_N_ELEMENTS (indicators) - u; i++)
        {
          const char *id = lf_record_id (owners->pdata[g_test_rand_int_range (0, 3)]);
          g_autofree char *whose = g_strdup_printf ("%s=%s", units[u], id);
          g_autofree char *what = g_strconcat ("indicator=", indicators[i], NULL);
          gboolean is_money = g_strv_contains (money, indicators[i]);

          g_free (add_given (store, "goal", "name=g", whose, what,
                             is_money ? "target_amount=123000000.00 CNY" : "target_count=7",
                             i % 2 == 0 ? "end_date=2026" : "end_date=2026-04-30",
                             i % 2 == 0 ? "end_date=2026" : "start_date=2026-03", NULL));
        }
    }
}

/* Some of what nothing else is part of. */
static void
delete_some (LfStore *store)
{
  static const char *const entities[]
      = { "agreement", "interaction", "visit",     "funds_arrival", "promise", "progress",
          "problem",   "evaluation",  "trip_stop", "cultivation",   "rating" };
  g_autoptr (LfChange) change = lf_change_new ("delete some");

  for (guint e = 0; e < G_N_ELEMENTS (entities); e++)
    {
      g_autoptr (LfQuery) query
          = lf_query_parse (lf_schema_find (entities[e]), "", NULL, &no_options.today, NULL);
      g_autoptr (GPtrArray) all = lf_store_list_sync (store, query, 0, NULL);

      for (guint i = 0; i < all->len; i += 5)
        lf_change_delete (change, all->pdata[i]);
    }
  commit_change (store, change);
}

static void
check_all (LfStore *store, sqlite3 *db, const PlainReport *plain, gboolean has_before)
{
  const char *const *groups = lf_report_groups (plain->report);
  LfReportOptions options = no_options, spring = no_options;

  spring.from = (LfDate){ 2023, 2, 0 };
  spring.to = (LfDate){ 2026, 3, 0 };
  for (guint i = 0; groups == NULL ? i < 1 : groups[i] != NULL; i++)
    {
      options.by = spring.by = groups == NULL ? NULL : groups[i];
      if (plain->by != NULL && strcmp (plain->by, options.by) != 0)
        continue;
      /* One told so has a line of its own, before this one. */
      if (plain->by == NULL && has_before && strcmp (plain[-1].report, plain->report) == 0
          && g_strcmp0 (plain[-1].by, options.by) == 0)
        continue;
      plain_check (store, db, plain, &options);
      if (lf_report_has_period (plain->report))
        plain_check (store, db, plain, &spring);
    }
}

static void
test_each_by_each (Fixture *self, gconstpointer data)
{
  guint n_rounds = g_test_thorough () ? 40 : 2;

  for (guint round = 0; round < n_rounds; round++)
    {
      sqlite3 *db;

      make_zone (self->store, 12);
      add_goals (self->store);
      delete_some (self->store);
      db = plain_open (self->folder);
      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        for (const PlainReport *plain = tables[i]; plain->report != NULL; plain++)
          check_all (self->store, db, plain, plain > tables[i]);
      sqlite3_close (db);
      tear_down (self, NULL);
      set_up (self, NULL);
    }
}

static gboolean
is_in (const PlainReport *plain, const char *name)
{
  while (plain->report != NULL && strcmp (plain->report, name) != 0)
    plain++;
  return plain->report != NULL;
}

/* A new report stands here, too. */
static void
test_none_is_missing (void)
{
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      gboolean is_said = FALSE, is_counted = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
        is_said = is_said || is_in (tables[i], *name);
      for (guint i = 0; i < G_N_ELEMENTS (not_said); i++)
        is_counted = is_counted || strcmp (not_said[i].report, *name) == 0;
      if (is_said == is_counted)
        g_error ("%s stands in neither table or in both", *name);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/sql/none-is-missing", test_none_is_missing);
  g_test_add ("/report/sql/each-by-each", Fixture, NULL, set_up, test_each_by_each, tear_down);
  return g_test_run ();
}
