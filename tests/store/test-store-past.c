/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists as of a day: what was there then, as it was then, under filter, sort, sum and search. */

#include "config.h"

#include "store-fixture.h"

#include <sqlite3.h>
#include <string.h>

/* What is written is dated back to a day of a calendar that the test turns. */
typedef struct
{
  Fixture fixture;
  sqlite3 *handle;
  gint64 last; /* number of the newest change that has been dated */
} Past;

static LfDate
day (int n)
{
  LfDate first = { 2026, 3, 1 };

  return lf_date_add_days (&first, n);
}

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
  gint64 n = g_ascii_strtoll (values[0], NULL, 10);

  *(gint64 *) last = MAX (*(gint64 *) last, n);
  return 0;
}

/* All that was written since the last time was written at noon of that day. */
static void
end_day (Past *self, int n)
{
  LfDate date = day (n);
  g_autoptr (GDateTime) noon = g_date_time_new_local (date.year, date.month, date.day, 12, 0, 0);
  g_autofree char *sql = g_strdup_printf ("UPDATE change SET time_us = %" G_GINT64_FORMAT
                                          " WHERE n > %" G_GINT64_FORMAT " RETURNING n",
                                          g_date_time_to_unix (noon) * G_USEC_PER_SEC, self->last);

  g_assert_cmpint (sqlite3_exec (self->handle, sql, note_last, &self->last, NULL), ==, SQLITE_OK);
}

static LfQuery *
new_query (const char *where, const char *sort, const LfDate *as_of)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  LfQuery *query = lf_query_parse (project_entity (), where, sort, &today, &error);

  g_assert_no_error (error);
  if (as_of != NULL)
    lf_query_set_as_of (query, as_of);
  return query;
}

/* Every value of every record of a query, in its order, with count and sum. */
static char *
list_text (LfStore *store, const LfQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, &error);
  GString *text = g_string_new (NULL);
  LfSummary summary = { 0 };
  g_autofree char *sum = NULL;

  g_assert_no_error (error);
  for (guint r = 0; r < records->len; r++)
    {
      const LfRecord *record = records->pdata[r];

      g_string_append_printf (text, "%s:", lf_record_id (record));
      for (guint i = 0; lf_record_entity (record)->fields[i].name != NULL; i++)
        if (lf_record_get_at (record, i) != NULL)
          {
            g_autofree char *shown = lf_record_format_at (record, i);

            g_string_append_printf (text, " %s=%s (%s)", lf_record_entity (record)->fields[i].name,
                                    lf_record_get_at (record, i), shown);
          }
      g_string_append_c (text, '\n');
    }
  g_assert_true (lf_store_summary_sync (store, query, &summary, &error));
  g_assert_no_error (error);
  sum = lf_totals_format (&summary.totals);
  g_string_append_printf (text, "%d %s", (int) summary.n, sum);
  return g_string_free (text, FALSE);
}

static void
assert_names (LfStore *store, const char *where, int n, const char *expected)
{
  LfDate as_of = day (n);
  g_autoptr (LfQuery) query = new_query (where, "name", &as_of);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, &error);
  g_autoptr (GString) names = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "",
                            lf_record_get (records->pdata[i], "name"));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_made_changed_deleted (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *first = add_project (store, "甲", "1000000.00 CNY", "lead");
  g_autofree char *second = NULL;

  end_day (self, 1);
  second = add_project (store, "乙", NULL, "lead");
  set_field (store, first, "name", "甲改");
  end_day (self, 2);
  delete_project (store, first);
  end_day (self, 3);
  g_free (lf_store_undo_sync (store, NULL));
  end_day (self, 4);

  assert_names (store, "", 0, "");
  assert_names (store, "", 1, "甲");
  assert_names (store, "", 2, "甲改 乙");
  assert_names (store, "", 3, "乙");
  assert_names (store, "", 4, "甲改 乙");
  assert_names (store, "name=甲", 1, "甲");
  assert_names (store, "name=甲改", 1, "");
  assert_names (store, "total_investment>=1", 2, "甲改");
  /* words, too, are those of the day */
  assert_names (store, "甲改", 1, "");
  assert_names (store, "甲", 1, "甲");
  assert_names (store, "jg", 2, "甲改");
}

/* What is written while somebody looks at a day is not of that day; today is what it is. */
/* I3: of that day are also the related records, and what their words are searched in. */
static void
test_related (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *project = add_project (store, "甲", "100000000.00 CNY", "lead");
  g_autoptr (LfRecord) problem = lf_record_new (lf_schema_find ("problem"), NULL);
  g_autoptr (LfChange) made = lf_change_new ("problem");
  g_autoptr (LfChange) deleted = lf_change_new ("delete");

  end_day (self, 1);
  lf_record_set (problem, "subject", "电力增容");
  lf_record_set (problem, "kind", "energy");
  lf_record_set (problem, "state", "collected");
  lf_record_set (problem, "collected_on", "2026-03-02");
  lf_record_set (problem, "project", project);
  lf_change_create (made, problem);
  commit_change (store, made);
  end_day (self, 3);
  lf_change_delete (deleted, problem);
  commit_change (store, deleted);
  end_day (self, 5);
  assert_names (store, "problem()", 2, "");
  assert_names (store, "problem(kind=energy 增容)", 4, "甲");
  assert_names (store, "not problem(增容)", 4, "");
  assert_names (store, "not problem(增容)", 6, "甲");
  g_assert_cmpuint (count_projects (store, "problem()"), ==, 0);
}

static void
test_writing_goes_on (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *first = add_project (store, "甲", NULL, "lead");

  end_day (self, 1);
  assert_names (store, "", 1, "甲");
  set_field (store, first, "name", "改名");
  g_free (add_project (store, "新来", NULL, "lead"));
  assert_names (store, "", 1, "甲");
  assert_value (store, first, "name", "改名");
  g_assert_cmpuint (count_projects (store, ""), ==, 2);
}

/* A title that is referred to is that of the day, and so is what a filter finds by it. */
static void
test_references (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autofree char *park = add_titled (store, "park", "东区");
  g_autofree char *project = add_project (store, "甲", NULL, "lead");
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfChange) change = lf_change_new ("rename");

  set_field (store, project, "park", park);
  end_day (self, 1);
  record = lf_store_load_sync (store, lf_schema_find ("park"), park, NULL);
  lf_change_edit (change, record, "name", "西区");
  commit_change (store, change);
  end_day (self, 2);
  assert_names (store, "park=东区", 1, "甲");
  assert_names (store, "park=西区", 1, "");
  assert_names (store, "park=东区", 2, "");
  assert_names (store, "park=西区", 2, "甲");
}

/* A record that came with a pull has no change that made it: its id says when that was. */
static void
test_pulled (Past *self, gconstpointer data)
{
  static const char id[] = "019cae40-0000-7000-8000-000000000001"; /* 2026-03-02 */
  g_autoptr (LfPage) page = lf_page_new ();
  LfDelta *delta = lf_delta_new ("project", id);
  g_autoptr (GError) error = NULL;

  g_hash_table_insert (delta->fields, g_strdup ("name"), g_strdup ("远方"));
  g_hash_table_insert (delta->fields, g_strdup ("stage"), g_strdup ("lead"));
  delta->seq = 1;
  g_ptr_array_add (page->deltas, delta);
  page->epoch = g_strdup ("e");
  page->cursor = 1;
  g_assert_true (lf_store_take_page_sync (self->fixture.store, page, NULL, &error));
  g_assert_no_error (error);
  assert_names (self->fixture.store, "", -1, "");
  assert_names (self->fixture.store, "", 5, "远方");
}

/* A month is as it was at its end. */
static void
test_month (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  LfDate march = { 2026, 3, 0 }, february = { 2026, 2, 0 };
  g_autoptr (LfQuery) in_march = new_query ("", NULL, &march);
  g_autoptr (LfQuery) in_february = new_query ("", NULL, &february);
  g_autoptr (GArray) march_rows = NULL;
  g_autoptr (GArray) february_rows = NULL;

  g_free (add_project (store, "甲", NULL, "lead"));
  end_day (self, 30);
  march_rows = lf_store_rows_sync (store, in_march, NULL);
  february_rows = lf_store_rows_sync (store, in_february, NULL);
  g_assert_cmpuint (march_rows->len, ==, 1);
  g_assert_cmpuint (february_rows->len, ==, 0);
}

/* ---- Whatever happens ---- */

#define DAYS 12
#define N_PARKS 3

static void
edit_park (LfStore *store, const char *id)
{
  g_autofree char *name = g_strdup_printf ("园区%d", g_test_rand_int_range (0, 100));
  g_autoptr (LfRecord) record = lf_store_load_sync (store, lf_schema_find ("park"), id, NULL);
  g_autoptr (LfChange) change = lf_change_new ("park");

  lf_change_edit (change, record, "name", name);
  commit_change (store, change);
}

static void
edit_project (LfStore *store, const char *id, GPtrArray *parks)
{
  static const char *const fields[] = { "name", "note", "total_investment", "tags", "park" };
  const char *field = fields[g_test_rand_int_range (0, G_N_ELEMENTS (fields))];
  int n = g_test_rand_int_range (0, 20);
  g_autofree char *value = NULL;

  if (strcmp (field, "total_investment") == 0)
    value = g_strdup_printf ("%d00.00 CNY", n + 1);
  else if (strcmp (field, "park") == 0)
    value = g_strdup (parks->pdata[n % N_PARKS]);
  else
    value = g_strdup_printf ("项目 %d", n);
  set_field (store, id, field, n == 0 && strcmp (field, "name") != 0 ? NULL : value);
}

static void
do_something (LfStore *store, GPtrArray *projects, GPtrArray *parks)
{
  const char *id
      = projects->len == 0 ? NULL : projects->pdata[g_test_rand_int_range (0, (int) projects->len)];
  g_autoptr (LfRecord) record = id == NULL ? NULL : load_project (store, id);
  int choice = g_test_rand_int_range (0, 10);

  if (record == NULL || choice == 0)
    g_ptr_array_add (projects, add_project (store, "新项目", "100.00 CNY", "lead"));
  else if (choice == 1)
    g_free (lf_store_undo_sync (store, NULL));
  else if (choice == 2)
    g_free (lf_store_redo_sync (store, NULL));
  else if (choice == 3)
    edit_park (store, parks->pdata[g_test_rand_int_range (0, N_PARKS)]);
  else if (lf_record_is_deleted (record))
    return;
  else if (choice == 4)
    delete_project (store, id);
  else
    edit_project (store, id, parks);
}

static const char *const wheres[]
    = { "", "total_investment>=10", "name~1 or tags=", "not park~5", "项目 1" };

static void
test_as_remembered (Past *self, gconstpointer data)
{
  LfStore *store = self->fixture.store;
  g_autoptr (GPtrArray) projects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) parks = g_ptr_array_new_with_free_func (g_free);
  char *remembered[DAYS][G_N_ELEMENTS (wheres)];

  for (guint i = 0; i < N_PARKS; i++)
    g_ptr_array_add (parks, add_titled (store, "park", "园区"));
  for (int n = 0; n < DAYS; n++)
    {
      for (guint i = 0; i < 15; i++)
        do_something (store, projects, parks);
      end_day (self, n);
      for (guint i = 0; i < G_N_ELEMENTS (wheres); i++)
        {
          g_autoptr (LfQuery) query = new_query (wheres[i], "-name", NULL);

          remembered[n][i] = list_text (store, query);
        }
    }
  for (int n = DAYS - 1; n >= 0; n--)
    for (guint i = 0; i < G_N_ELEMENTS (wheres); i++)
      {
        LfDate as_of = day (n);
        g_autoptr (LfQuery) query = new_query (wheres[i], "-name", &as_of);
        g_autofree char *seen = list_text (store, query);

        g_assert_cmpstr (seen, ==, remembered[n][i]);
        g_free (remembered[n][i]);
      }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/store/past/" name, Past, NULL, past_set_up, func, past_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("made-changed-deleted", test_made_changed_deleted);
  ADD ("writing-goes-on", test_writing_goes_on);
  ADD ("references", test_references);
  ADD ("pulled", test_pulled);
  ADD ("month", test_month);
  ADD ("I3-related", test_related);
  ADD ("as-remembered", test_as_remembered);
  return g_test_run ();
}
