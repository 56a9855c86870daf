/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of many records: what is made ahead and written in another order is what record by record
 * would be. */

#include "config.h"

#include "lf-ahead.h"
#include "lf-duplicate.h"
#include "lf-key-map.h"
#include "lf-search-text.h"
#include "store-fixture.h"

#include <sqlite3.h>

#define N_RECORDS 300

/* ---- Ahead ---- */

static int n_alive; /* atomic */

static gpointer
make_number (gpointer data, guint index)
{
  g_atomic_int_inc (&n_alive);
  return index % 7 == 3 ? NULL : g_memdup2 (&index, sizeof index);
}

static void
free_number (gpointer number)
{
  g_assert_nonnull (number);
  g_free (number);
}

static void
test_ahead (void)
{
  static const guint sizes[] = { 0, 1, 64, 65, 128, 10000 };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      g_autoptr (LfAhead) ahead = lf_ahead_new (sizes[s], make_number, NULL, free_number);

      for (guint i = 0; i < sizes[s]; i++)
        {
          g_autofree guint *number = lf_ahead_take (ahead, i);

          g_assert_true ((number == NULL) == (i % 7 == 3));
          if (number != NULL)
            g_assert_cmpuint (*number, ==, i);
        }
    }
}

/* Who stops in the middle, or leaves some out, loses nothing. */
static void
test_ahead_some (void)
{
  g_autoptr (LfAhead) ahead = lf_ahead_new (100000, make_number, NULL, free_number);

  for (guint i = 1; i < 20000; i += 999)
    {
      g_autofree guint *number = lf_ahead_take (ahead, i);

      g_assert_true (number == NULL ? i % 7 == 3 : *number == i);
    }
  g_clear_pointer (&ahead, lf_ahead_free);
  g_assert_cmpint (g_atomic_int_get (&n_alive), <, 100000);
}

/* ---- Numbers under keys ---- */

/* As far apart as hashes are. */
static gint64
spread (guint number)
{
  return (gint64) (number * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));
}

static void
test_key_map (void)
{
  g_autoptr (LfKeyMap) map = lf_key_map_new ();
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 30000; i++)
    lf_key_map_add (map, spread (i % 10000), i);
  for (guint key = 0; key < 10000; key++)
    {
      lf_key_map_find (map, spread (key), 2, values);
      g_assert_cmpuint (values->len, ==, 2);
      g_assert_cmpuint (g_array_index (values, guint, 0), ==, key + 10000);
      g_assert_cmpuint (g_array_index (values, guint, 1), ==, key + 20000);
    }
  lf_key_map_find (map, 1, 200, values);
  g_assert_cmpuint (values->len, ==, 0);
}

/* ---- One change and many ---- */

static LfRecord *
make_record (GRand *random, guint i)
{
  static const char *const words[]
      = { "宁波", "重庆", "甲", "乙新", "材料", "Ａbc", "科技", "（杭州）", "有限公司", "银行" };
  LfRecord *record = lf_record_new (lf_schema_find (i % 3 == 0 ? "enterprise" : "project"), NULL);
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint n = (guint) g_rand_int_range (random, 1, 6); n > 0; n--)
    g_string_append (name, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  lf_record_set (record, "name", name->str);
  lf_record_set (record, "industry", words[i % 5]);
  if (i % 3 != 0)
    lf_record_set (record, "stage", "lead");
  return record;
}

static GPtrArray *
make_records (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint i = 0; i < N_RECORDS; i++)
    g_ptr_array_add (records, make_record (random, i));
  return records;
}

/* What a query of the store's database gives, as text. */
static char *
dump (LfStore *store, const char *sql)
{
  g_autofree char *path = g_build_filename (lf_store_folder (store), "landfall.db", NULL);
  GString *text = g_string_new (NULL);
  sqlite3_stmt *statement;
  sqlite3 *db;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (lf_search_register (db), ==, SQLITE_OK);
  sqlite3_exec (db,
                "CREATE VIRTUAL TABLE temp.project_terms USING fts5vocab(main, project_search,"
                " instance);"
                "CREATE VIRTUAL TABLE temp.enterprise_terms USING fts5vocab(main,"
                " enterprise_search, instance)",
                NULL, NULL, NULL);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    for (int i = 0; i < sqlite3_column_count (statement); i++)
      g_string_append_printf (text, "%s\n", (const char *) sqlite3_column_text (statement, i));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_assert_cmpuint (text->len, >, 0);
  return g_string_free (text, FALSE);
}

static void
assert_alike (LfStore *one, LfStore *other)
{
  static const char *const queries[] = {
    "SELECT row, hex (id), name, hex (name_key), industry FROM project ORDER BY row",
    "SELECT row, hex (id), name, hex (name_key), industry FROM enterprise ORDER BY row",
    "SELECT key, row FROM duplicate_key",
    "SELECT term, doc, col, offset FROM project_terms",
    "SELECT term, doc, col, offset FROM enterprise_terms",
    "SELECT kind, entity, hex (id), is_new, seen, hex (edits) FROM change_record ORDER BY rowid",
    "SELECT hex (id) FROM outbox_record",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *left = dump (one, queries[i]);
      g_autofree char *right = dump (other, queries[i]);

      g_assert_cmpstr (left, ==, right);
    }
}

static void
test_one_and_many (Fixture *self, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (LfChange) change = lf_change_new ("all");

  set_up (&other, NULL);
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LfChange) single = lf_change_new ("one");

      lf_change_create (single, records->pdata[i]);
      commit_change (other.store, single);
      lf_change_create (change, records->pdata[i]);
    }
  commit_change (self->store, change);
  assert_alike (self->store, other.store);
  assert_sound (self->store);
  tear_down (&other, NULL);
}

/* A record that is made, edited and deleted in one change, among many others. */
static void
test_made_and_changed (Fixture *self, gconstpointer data)
{
  Fixture other = { 0 };
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (LfChange) all = lf_change_new ("all");
  LfRecord *first = records->pdata[1];
  g_autofree char *keys = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; i < records->len; i++)
    lf_change_create (all, records->pdata[i]);
  lf_change_delete (all, first);
  lf_change_restore (all, first);
  lf_change_edit (all, first, "name", "完全另一个项目");
  commit_change (self->store, all);
  assert_value (self->store, lf_record_id (first), "name", "完全另一个项目");
  assert_sound (self->store);

  set_up (&other, NULL);
  lf_record_set (first, "name", "完全另一个项目");
  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LfChange) single = lf_change_new ("one");

      lf_change_create (single, records->pdata[i]);
      commit_change (other.store, single);
    }
  keys = dump (self->store, "SELECT key, row FROM duplicate_key");
  expected = dump (other.store, "SELECT key, row FROM duplicate_key");
  g_assert_cmpstr (keys, ==, expected);
  tear_down (&other, NULL);
}

/* One that breaks a rule refuses all of them, with its own sentence. */
static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (LfChange) all = lf_change_new ("all");
  g_autoptr (GError) error = NULL;

  lf_record_set (records->pdata[N_RECORDS - 2], "name", NULL);
  for (guint i = 0; i < records->len; i++)
    lf_change_create (all, records->pdata[i]);
  g_assert_false (lf_store_commit_sync (self->store, all, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 0);
  assert_sound (self->store);
}

/* A field that is not there is told of, whoever comes to it first. */
static void
test_unknown_field (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = make_records ();
  g_autoptr (LfChange) all = lf_change_new ("all");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < records->len; i++)
    lf_change_create (all, records->pdata[i]);
  lf_op_add_edit (all->ops->pdata[200], "nonsense", NULL, "1", 0);
  g_assert_false (lf_store_commit_sync (self->store, all, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
  assert_sound (self->store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/bulk/ahead", test_ahead);
  g_test_add_func ("/store/bulk/ahead-some", test_ahead_some);
  g_test_add_func ("/store/bulk/key-map", test_key_map);
#define ADD(path, func) g_test_add ("/store/bulk/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("one-and-many", test_one_and_many);
  ADD ("made-and-changed", test_made_and_changed);
  ADD ("refused", test_refused);
  ADD ("unknown-field", test_unknown_field);
  return g_test_run ();
}
