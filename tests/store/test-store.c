/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store: committing, filters, order, sums, search, backup. */

#include "config.h"

#include "store-fixture.h"

#include <string.h>

static void
test_commit_and_load (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "储能项目", "560000000.00 CNY", "lead");
  g_autoptr (LfRecord) found = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *beginning = g_strndup (id, 36);

  assert_value (self->store, id, "name", "储能项目");
  assert_value (self->store, id, "total_investment", "560000000.00 CNY");
  set_field (self->store, id, "total_investment", "about 570000000.00 USD");
  assert_value (self->store, id, "total_investment", "about 570000000.00 USD");
  set_field (self->store, id, "land_area_mu", "12.5");
  assert_value (self->store, id, "land_area_mu", "12.5");
  set_field (self->store, id, "land_area_mu", NULL);
  assert_value (self->store, id, "land_area_mu", NULL);
  found = lf_store_find_sync (self->store, beginning, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (lf_record_id (found), ==, id);
  g_assert_cmpint (lf_record_state (found), ==, LF_RECORD_PENDING);
}

static void
test_refused_by_the_rules (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autoptr (GError) error = NULL;

  lf_record_set (record, "total_investment", "5亿");
  lf_change_create (change, record);
  g_assert_false (lf_store_commit_sync (self->store, change, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_cmpuint (count_projects (self->store, ""), ==, 0);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *where;
    guint n;
  } cases[] = {
    { "", 4 },
    { "stage=lead", 2 },
    { "stage!=lead", 2 },
    { "stage=lead|signed", 3 },
    { "stage>=signed", 2 },
    { "total_investment>=1亿", 2 },
    { "total_investment<1亿", 1 },
    { "total_investment=", 1 },
    { "total_investment!=", 3 },
    { "name~项目", 4 },
    { "name~储能", 1 },
    { "signed_date=2023-02", 2 },
    { "signed_date=2023", 2 },
    { "signed_date<2023-02-05", 1 },
    { "signed_date<=2023-02", 2 },
    { "signed_date>2023-01", 2 },
    { "signed_date>2023-02", 0 },
    { "not stage=lead and name~车灯", 1 },
    { "储能", 1 },
    { "cn", 1 },
    { "chuneng", 1 },
    { "chen", 0 },
    { "ch", 3 },
    { "车灯 项目", 1 },
    { "项", 4 },
    { "cqca", 1 },
    { "zqza", 1 },
    { "tags=重点", 1 },
    { "tags=重", 0 },
    { "jobs>=5", 1 },
    { "park=", 4 },
    { "park=上虞", 0 },
    { "park!=上虞", 4 },
    { "'\"*(-", 4 },
  };
  g_autofree char *a = add_project (self->store, "储能项目", "560000000.00 CNY", "lead");
  g_autofree char *b = add_project (self->store, "车灯项目", "over 50000000.00 CNY", "signed");
  g_autofree char *c = add_project (self->store, "重庆长安项目", NULL, "lead");
  g_autofree char *d = add_project (self->store, "芯片项目", "1000000000.00 CNY", "land");

  set_field (self->store, b, "signed_date", "2023-02");
  set_field (self->store, d, "signed_date", "2023-02-05");
  set_field (self->store, a, "tags", "重点\n市级");
  set_field (self->store, a, "jobs", "5");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].where);
      if (strchr (cases[i].where, '\'') == NULL)
        g_assert_cmpuint (count_projects (self->store, cases[i].where), ==, cases[i].n);
    }
}

/* Values are compared in the width they were written in, whatever else is in them. */
static void
test_filters_as_written (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "甲（二期）", "乙(二期)", "丙“双碳”", "丁 \"x\" | and =" };
  g_autofree char *park = add_titled (self->store, "park", "高新区（西）");
  g_autofree char *id = add_project (self->store, "戊", NULL, "lead");

  set_field (self->store, id, "park", park);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *project = add_project (self->store, names[i], NULL, "lead");
      g_autofree char *quoted = lf_filter_quote (names[i]);
      g_autofree char *where = g_strconcat ("name=", quoted, NULL);

      g_assert_cmpuint (count_projects (self->store, where), ==, 1);
    }
  g_assert_cmpuint (count_projects (self->store, "name~\"（二期）\""), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "name~\"(二期)\""), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "park=\"高新区（西）\""), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "park＝“高新区（西）”"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "name~二期"), ==, 2);
}

static void
test_summary (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "甲", "560000000.00 CNY", "lead");
  g_autofree char *b = add_project (self->store, "乙", "about 100000000.00 CNY", "lead");
  g_autofree char *c = add_project (self->store, "丙", "300000000.00 USD", "lead");
  g_autofree char *d = add_project (self->store, "丁", NULL, "lead");
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, NULL);
  g_autoptr (GError) error = NULL;
  LfSummary summary;

  g_assert_true (lf_store_summary_sync (self->store, query, &summary, &error));
  g_assert_no_error (error);
  g_assert_cmpint (summary.n, ==, 4);
  g_assert_cmpint (summary.n_blank, ==, 1);
  g_assert_cmpuint (summary.totals.n, ==, 2);
  g_assert_cmpint (summary.totals.totals[0].minor, ==, 66000000000);
  g_assert_cmpint (summary.totals.totals[0].n_qualified, ==, 1);
  g_assert_cmpstr (summary.totals.totals[1].currency, ==, "USD");
}

/* What is summed is grouped as money is, whatever it is counted in. */
static void
test_summary_said (Fixture *self, gconstpointer data)
{
  static const struct
  {
    double jobs, land;
    const char *said;
  } cases[] = {
    { 999, 0.5, "Total investment CNY 0 · Land needed 0.5 mu · Jobs 999" },
    { 1000, 2816.25, "Total investment CNY 0 · Land needed 2,816.25 mu · Jobs 1,000" },
    { 12345678, 100000, "Total investment CNY 0 · Land needed 100,000 mu · Jobs 12,345,678" },
    { -123, -4567.5, "Total investment CNY 0 · Land needed -4,567.5 mu · Jobs -123" },
  };
  const LfEntity *entity = project_entity ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfSummary summary
          = { .n = 2,
              .field = lf_entity_field (entity, "total_investment"),
              .n_quantities = 2,
              .quantities = { { lf_entity_field (entity, "land_area_mu"), cases[i].land, 2 },
                              { lf_entity_field (entity, "jobs"), cases[i].jobs, 2 } } };
      g_autofree char *said = lf_summary_format (&summary);

      g_assert_cmpstr (said, ==, cases[i].said);
    }
}

static void
test_order_and_titles (Fixture *self, gconstpointer data)
{
  g_autofree char *park = add_titled (self->store, "park", "上虞经开区");
  g_autofree char *a = NULL, *b = NULL, *shown = NULL;
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");
  g_autoptr (LfQuery) backwards = lf_query_new (project_entity (), NULL, "-park");
  g_autoptr (GPtrArray) list = NULL, reverse = NULL;
  g_auto (GStrv) parks = NULL;

  a = add_project (self->store, "张江", NULL, "lead");
  b = add_project (self->store, "安吉", NULL, "lead");
  set_field (self->store, a, "park", park);
  list = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpstr (lf_record_id (list->pdata[0]), ==, b);
  shown = lf_record_format (list->pdata[1], "park");
  g_assert_cmpstr (shown, ==, "上虞经开区");
  reverse = lf_store_list_sync (self->store, backwards, 1, NULL);
  g_assert_cmpuint (reverse->len, ==, 1);
  g_assert_cmpstr (lf_record_id (reverse->pdata[0]), ==, a);
  g_assert_cmpuint (count_projects (self->store, "park=上虞"), ==, 1);
  g_assert_cmpuint (count_projects (self->store, "park=\"上虞\""), ==, 0);
  parks = lf_store_distinct_sync (self->store, query, "park", 0, NULL);
  g_assert_cmpuint (g_strv_length (parks), ==, 1);
  g_assert_cmpstr (parks[0], ==, park);
}

static void
test_search (Fixture *self, gconstpointer data)
{
  g_autofree char *a = add_project (self->store, "重庆长安汽车", NULL, "lead");
  g_autoptr (GPtrArray) hits = lf_store_search_sync (self->store, "cq", NULL, 10, NULL);
  g_autoptr (GPtrArray) none = lf_store_search_sync (self->store, "上海", NULL, 10, NULL);
  g_autoptr (GPtrArray) garbage = lf_store_search_sync (self->store, "\"*(): ^", NULL, 10, NULL);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (((LfHit *) hits->pdata[0])->field->name, ==, "name");
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (garbage->len, ==, 0);
  g_ptr_array_foreach (hits, (GFunc) (void *) lf_hit_free, NULL);
  g_ptr_array_set_free_func (hits, NULL);
}

static void
test_backup_restore_verify (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *backup = g_build_filename (self->folder, "backup.db", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *before = lf_store_digest_sync (self->store, NULL);
  g_autofree char *after = NULL;
  g_autoptr (LfStore) restored = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  lf_store_backup_sync (self->store, backup, &error);
  g_assert_no_error (error);
  lf_store_restore_sync (backup, other, &error);
  g_assert_no_error (error);
  restored = lf_store_open_sync (other, LF_STORE_OPEN_EXISTING, &error);
  g_assert_no_error (error);
  after = lf_store_digest_sync (restored, NULL);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (lf_store_device (restored), !=, lf_store_device (self->store));
  g_assert_true (lf_store_verify_sync (restored, &problems, &error));
  g_assert_cmpuint (problems->len, ==, 0);
  lf_store_close_sync (restored);
}

#define ADD(path, func) g_test_add ("/store/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("commit-and-load", test_commit_and_load);
  ADD ("refused-by-the-rules", test_refused_by_the_rules);
  ADD ("filters", test_filters);
  ADD ("filters-as-written", test_filters_as_written);
  ADD ("summary", test_summary);
  ADD ("summary-said", test_summary_said);
  ADD ("order-and-titles", test_order_and_titles);
  ADD ("search", test_search);
  ADD ("care/backup-restore-verify", test_backup_restore_verify);
  return g_test_run ();
}
