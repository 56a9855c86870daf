/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an import with nothing but SQLite: the floor under the store's own time. */

#include "config.h"

#include "bench-bare.h"

#include "lf-core.h"
#include "lf-search-text.h"

#include <sqlite3.h>

/* As the store's writer opens it. */
#define PRAGMAS                                                                                    \
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;"              \
  "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 8000"

static void
run (sqlite3 *db, const char *sql)
{
  bench_check (sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK, NULL);
}

static void G_GNUC_PRINTF (2, 3) runf (sqlite3 *db, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sql = NULL;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  run (db, sql);
}

static sqlite3 *
open_database (const char *path)
{
  sqlite3 *db;

  bench_check (sqlite3_open (path, &db) == SQLITE_OK, NULL);
  return db;
}

void
bare_copy (const char *folder, const char *path)
{
  g_autofree char *from_path = g_build_filename (folder, "landfall.db", NULL);
  sqlite3 *from = open_database (from_path), *to = open_database (path);
  sqlite3_backup *backup = sqlite3_backup_init (to, "main", from, "main");

  bench_check (backup != NULL && sqlite3_backup_step (backup, -1) == SQLITE_DONE, NULL);
  sqlite3_backup_finish (backup);
  sqlite3_close (from);
  sqlite3_close (to);
}

/* ---- What there is to insert, kept in memory before the clock runs ---- */

static void
sql_pinyin (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_text (context, text == NULL ? g_strdup ("") : lf_pinyin_index (text), -1, g_free);
}

static void
gather_table (sqlite3 *db, const char *table, gboolean has_rowid)
{
  if (has_rowid)
    runf (db,
          "CREATE TEMP TABLE \"%1$s_new\" AS SELECT * FROM done.\"%1$s\" WHERE rowid >"
          " (SELECT ifnull (max (rowid), 0) FROM main.\"%1$s\")",
          table);
  else
    runf (db,
          "CREATE TEMP TABLE \"%1$s_new\" AS SELECT * FROM done.\"%1$s\" EXCEPT"
          " SELECT * FROM main.\"%1$s\"",
          table);
}

static void
gather_words (sqlite3 *db, const LfEntity *entity)
{
  g_autoptr (GString) words = g_string_new ("''"), pinyin = g_string_new ("''");

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      if (field->flags & LF_FIELD_SEARCHED)
        g_string_append_printf (words, " || ifnull (\"%s\" || char (10), '')", field->name);
      if (field->flags & LF_FIELD_PINYIN)
        g_string_append_printf (pinyin, " || pinyin (\"%s\")", field->name);
    }
  runf (db, "CREATE TEMP TABLE \"%1$s_words\" AS SELECT row, %2$s, %3$s FROM temp.\"%1$s_new\"",
        entity->name, words->str, pinyin->str);
}

/* (transfer full) (element-type utf8): the tables of @db that are no search index */
static GPtrArray *
gather (sqlite3 *db)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement;

  sqlite3_prepare_v2 (db,
                      "SELECT name, sql LIKE '%WITHOUT ROWID%' FROM main.sqlite_master WHERE type ="
                      " 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\' AND name != 'setting'",
                      -1, &statement, NULL);
  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      const char *table = (const char *) sqlite3_column_text (statement, 0);

      gather_table (db, table, !sqlite3_column_int (statement, 1));
      g_ptr_array_add (tables, g_strdup (table));
    }
  sqlite3_finalize (statement);
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    gather_words (db, *entities);
  return tables;
}

/* ---- Inserting ---- */

static double
insert_tables (sqlite3 *db, const GPtrArray *tables, gboolean of_entities)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < tables->len; i++)
    if ((lf_schema_find (tables->pdata[i]) != NULL) == of_entities)
      runf (db, "INSERT INTO main.\"%1$s\" SELECT * FROM temp.\"%1$s_new\"",
            (char *) tables->pdata[i]);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static double
insert_words (sqlite3 *db)
{
  gint64 start = g_get_monotonic_time ();

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    runf (db,
          "INSERT INTO main.\"%1$s_search\" (rowid, words, pinyin) SELECT * FROM"
          " temp.\"%1$s_words\"",
          (*entities)->name);
  return (double) (g_get_monotonic_time () - start) / 1000;
}

double
bare_measure_rows (const char *folder, const char *path)
{
  g_autoptr (Bench) bench = bench_new ("import, its rows with bare SQLite");
  g_autofree char *done = g_build_filename (folder, "landfall.db", NULL);
  g_autoptr (GPtrArray) tables = NULL;
  sqlite3 *db = open_database (path);
  double rows, words, others;

  run (db, PRAGMAS);
  bench_check (lf_search_register (db) == SQLITE_OK, NULL);
  sqlite3_create_function (db, "pinyin", 1, SQLITE_UTF8, NULL, sql_pinyin, NULL, NULL);
  runf (db, "ATTACH '%s' AS done", done);
  tables = gather (db);
  run (db, "DETACH done");
  bench_begin (bench);
  run (db, "BEGIN IMMEDIATE");
  rows = insert_tables (db, tables, /* of_entities= */ TRUE);
  words = insert_words (db);
  others = insert_tables (db, tables, /* of_entities= */ FALSE);
  run (db, "COMMIT");
  bench_end (bench);
  sqlite3_close (db);
  bench_note (bench, "rows_ms", rows);
  bench_note (bench, "search_ms", words);
  bench_note (bench, "journal_and_keys_ms", others);
  bench_report (bench);
  return bench_quantile_ms (bench, 0.5);
}
