/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's budgets: saving beside a bare SQLite program, ordered lists, search as it is typed,
 * imports, care, and room on disk. Lines of JSON.
 *
 * usage: bench-store [--short] [--only PART] [PROJECTS [FOLDER]]
 * Makes an invented zone of PROJECTS (10,000) in FOLDER, or measures the one that is there: imports
 * and saves stay in it. --short: few runs of each. Parts: save, lists, search, past, verify,
 * duplicates, size, import, and room, which makes as many records of a kilobyte as there are
 * projects; reports, tiles and charts. */

#include "config.h"

#include "bench-store.h"
#include "lf-generate.h"
#include "lf-packed.h"
#include "lf-sql.h"
#include "lf-store-duplicates.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

/* How often each thing is done. */
typedef struct
{
  guint saves, searches, lists, imported_rows, kilobytes, edits;
} Runs;

static const Runs long_runs = { 400, 300, 7, 100000, 20000, 40 };
static const Runs short_runs = { 40, 36, 3, 500, 2000, 3 };

typedef struct
{
  const Runs *runs;
  guint n_projects;
} Measuring;

/* ---- Saving ---- */

/* One row, one commit, on disk when it returns: what nobody can beat. */
static double
measure_bare_saves (const char *folder, guint n)
{
  g_autoptr (Bench) bench = bench_new ("save, bare SQLite");
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *value = g_strnfill (1000, 'x');
  sqlite3 *db;
  sqlite3_stmt *statement;

  g_unlink (path);
  bench_check (sqlite3_open (path, &db) == SQLITE_OK, NULL);
  sqlite3_exec (db,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER "
                "PRIMARY KEY, value TEXT)",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO t (value) VALUES (?)", -1, &statement, NULL);
  for (guint i = 0; i < n; i++)
    {
      bench_begin (bench);
      sqlite3_bind_text (statement, 1, value, -1, SQLITE_STATIC);
      bench_check (sqlite3_step (statement) == SQLITE_DONE, NULL);
      sqlite3_reset (statement);
      bench_end (bench);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_unlink (path);
  bench_report (bench);
  return bench_quantile_ms (bench, 0.5);
}

static void
save_one (LfStore *store, GPtrArray *records, guint i)
{
  LfRecord *record = records->pdata[i % records->len];
  g_autofree char *note = g_strdup_printf (
      "第%u次电话（%" G_GINT64_FORMAT "）：下周看地块，先谈价格", i, g_get_real_time ());
  g_autoptr (LfChange) change = lf_change_new ("bench");
  g_autoptr (GError) error = NULL;

  lf_change_edit (change, record, "note", note);
  bench_check (lf_store_commit_sync (store, change, &error), error);
}

static void
measure_saves (LfStore *store, const Measuring *measuring)
{
  guint n = measuring->runs->saves;
  g_autoptr (Bench) bench = bench_new ("save");
  const LfEntity *entity = lf_schema_find ("project");
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, n, &error);
  double bare;

  bench_check (records != NULL && records->len > 0, error);
  bare = measure_bare_saves (lf_store_folder (store), n);
  for (guint i = 0; i < n; i++)
    {
      bench_begin (bench);
      save_one (store, records, i);
      bench_end (bench);
    }
  bench_note (bench, "times_bare", bench_quantile_ms (bench, 0.5) / bare);
  bench_report (bench);
}

/* ---- Search ---- */

static void
measure_search (LfStore *store, const char *name, const char *const *typed, guint runs)
{
  g_autoptr (Bench) bench = bench_new (name);
  guint n_typed = g_strv_length ((char **) typed), n = 0;

  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = NULL;

      bench_begin (bench);
      hits = lf_store_search_sync (store, typed[i % n_typed], NULL, 50, &error);
      bench_end (bench);
      bench_check (hits != NULL, error);
      n += hits->len;
    }
  bench_note (bench, "hits", n);
  bench_report (bench);
}

static void
measure_searches (LfStore *store, const Measuring *measuring)
{
  static const char *const characters[]
      = { "新材", "生物", "激光", "电子", "上海", "华为", "科技", NULL };
  static const char *const initials[] = { "xcl", "sw", "jg", "dz", "kj", NULL };

  measure_search (store, "search, two characters", characters, measuring->runs->searches);
  measure_search (store, "search, initials", initials, measuring->runs->searches);
}

/* ---- Care ---- */

static void
measure_past (LfStore *store, const Measuring *measuring)
{
  g_autoptr (Bench) bench = bench_new ("as of a day, first list");
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, "name");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = NULL;
  LfDate today = lf_date_today (), day = lf_date_add_days (&today, -1);

  lf_query_set_as_of (query, &day);
  bench_begin (bench);
  page = lf_store_list_sync (store, query, 50, &error);
  bench_end (bench);
  bench_check (page != NULL, error);
  bench_report (bench);
}

static void
measure_verify (LfStore *store, const Measuring *measuring)
{
  g_autoptr (Bench) bench = bench_new ("verify");
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  bench_begin (bench);
  bench_check (lf_store_verify_sync (store, &problems, &error), error);
  bench_end (bench);
  bench_note (bench, "problems", problems->len);
  bench_report (bench);
}

static void
measure_finder (LfStore *store, const Measuring *measuring)
{
  g_autoptr (Bench) bench = bench_new ("find duplicates");
  const LfDuplicateSearch search = { .level = LF_DUPLICATE_NONE };
  g_autoptr (GPtrArray) pairs = NULL;
  g_autoptr (GError) error = NULL;

  bench_begin (bench);
  pairs = lf_store_find_duplicates_sync (store, &search, /* cancellable= */ NULL, &error);
  bench_end (bench);
  bench_check (pairs != NULL, error);
  bench_note (bench, "pairs", pairs->len);
  bench_report (bench);
}

/* ---- Room ---- */

/* What the records say, with their ids, as text. */
static double
count_text (sqlite3 *db, const LfEntity *entity)
{
  g_autoptr (GString) sql = g_string_new ("SELECT sum (36");
  sqlite3_stmt *statement;
  double n;

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_autofree char *column = lf_sql_column (field, "");

      g_string_append_printf (sql, " + ifnull (%s length (CAST (%s AS BLOB)), 0)",
                              field->type == LF_VALUE_REFERENCE ? "20 +" : "", column);
    }
  g_string_append_printf (sql, ") FROM \"%s\"", entity->name);
  bench_check (sqlite3_prepare_v2 (db, sql->str, -1, &statement, NULL) == SQLITE_OK, NULL);
  bench_check (sqlite3_step (statement) == SQLITE_ROW, NULL);
  n = sqlite3_column_double (statement, 0);
  sqlite3_finalize (statement);
  return n;
}

/* Without what only waits to be written into it, so after the store is closed. */
static void
measure_size (const char *folder, const char *name)
{
  g_autoptr (Bench) bench = bench_new (name);
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  GStatBuf status;
  sqlite3 *db;
  double text = 0;

  bench_check (g_stat (path, &status) == 0, NULL);
  bench_check (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK, NULL);
  bench_check (lf_packed_register (db) == SQLITE_OK, NULL);
  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    text += count_text (db, *entities);
  sqlite3_close (db);
  bench_note (bench, "bytes", (double) status.st_size);
  bench_note (bench, "text_bytes", text);
  bench_note (bench, "times_text", (double) status.st_size / text);
  bench_report (bench);
}

/* Words of two characters, out of some thousands, of which few are frequent: as people write. */
static char *
kilobyte_of_text (GRand *random)
{
  GString *text = g_string_new (NULL);

  while (text->len < 900)
    {
      double u = g_rand_double (random);
      guint word = (guint) (u * u * u * 5000);

      g_string_append_unichar (text, 0x4e00 + word * 7919 % 3000);
      g_string_append_unichar (text, 0x4e00 + word * 104729 % 3000);
      if (g_rand_int_range (random, 0, 6) == 0)
        g_string_append (text, "。");
    }
  return g_string_free (text, FALSE);
}

static void
add_kilobytes (LfStore *store, GRand *random, guint n)
{
  g_autoptr (LfChange) change = lf_change_new ("bench");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("project"), NULL);
      g_autofree char *name = g_strdup_printf ("第%u号新材料生产基地", g_rand_int (random));
      g_autofree char *content = kilobyte_of_text (random);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_record_set (record, "content", content);
      lf_change_create (change, record);
    }
  bench_check (lf_store_commit_sync (store, change, &error), error);
}

static void
measure_size_of_kilobytes (guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);

  bench_check (store != NULL, error);
  for (guint i = 0; i < n; i += MIN (n - i, 500))
    add_kilobytes (store, random, MIN (n - i, 500));
  lf_store_tidy_sync (store);
  lf_store_close_sync (store);
  measure_size (folder, "size, records of a kilobyte");
  bench_check (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), NULL);
}

static LfStore *
open_zone (const char *folder, guint n_projects)
{
  g_autoptr (Bench) bench = bench_new ("generate");
  LfDate today = { 2026, 11, 1 };
  g_autoptr (GError) error = NULL;
  LfStore *store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
  LfSummary summary;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);

  bench_check (store != NULL, error);
  bench_check (lf_store_summary_sync (store, query, &summary, &error), error);
  if (summary.n > 0)
    return store;
  bench_begin (bench);
  bench_check (lf_generate_sync (store, n_projects, 1, &today, &error), error);
  bench_end (bench);
  bench_note (bench, "projects", n_projects);
  bench_report (bench);
  return store;
}

static void
measure_part_lists (LfStore *store, const Measuring *measuring)
{
  measure_lists (store, measuring->runs->lists);
}

static void
measure_part_standing (LfStore *store, const Measuring *measuring)
{
  measure_standing (store);
}

static void
measure_part_reports (LfStore *store, const Measuring *measuring)
{
  measure_reports (store, measuring->runs->lists);
}

static void
measure_part_tiles (LfStore *store, const Measuring *measuring)
{
  measure_tiles (store, measuring->runs->edits);
}

static void
measure_part_charts (LfStore *store, const Measuring *measuring)
{
  measure_charts (measuring->runs->lists);
}

static void
measure_part_imports (LfStore *store, const Measuring *measuring)
{
  measure_imports (store, measuring->runs->imported_rows);
}

/* Closes the store to measure it; what comes after opens it again. */
static void
measure_part_size (LfStore *store, const Measuring *measuring)
{
  lf_store_close_sync (store);
  measure_size (lf_store_folder (store), "size");
}

static void
measure_room (LfStore *store, const Measuring *measuring)
{
  measure_size_of_kilobytes (MAX (measuring->runs->kilobytes, measuring->n_projects));
}

static const struct
{
  const char *name;
  void (*measure) (LfStore *store, const Measuring *measuring);
} parts[] = {
  { "save", measure_saves },           { "lists", measure_part_lists },
  { "search", measure_searches },      { "past", measure_past },
  { "verify", measure_verify },        { "duplicates", measure_finder },
  { "size", measure_part_size },       { "room", measure_room },
  { "import", measure_part_imports },  { "standing", measure_part_standing },
  { "reports", measure_part_reports }, { "tiles", measure_part_tiles },
  { "charts", measure_part_charts },
};

int
main (int argc, char *argv[])
{
  gboolean is_short = FALSE;
  g_autofree char *only = NULL;
  const GOptionEntry options[] = { { "short", 0, 0, G_OPTION_ARG_NONE, &is_short, NULL, NULL },
                                   { "only", 0, 0, G_OPTION_ARG_STRING, &only, NULL, NULL },
                                   { NULL } };
  g_autoptr (GOptionContext) context = g_option_context_new ("[PROJECTS [FOLDER]]");
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  const char *folder;
  Measuring measuring;

  g_option_context_add_main_entries (context, options, NULL);
  bench_check (g_option_context_parse (context, &argc, &argv, &error), error);
  measuring = (Measuring){ is_short ? &short_runs : &long_runs,
                           argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000 };
  if (argc <= 2)
    made = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  folder = made != NULL ? made : argv[2];
  bench_report_machine ();
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (only == NULL || g_str_equal (only, parts[i].name))
      {
        g_autoptr (LfStore) store = open_zone (folder, measuring.n_projects);

        lf_store_tidy_sync (store);
        parts[i].measure (store, &measuring);
        lf_store_close_sync (store);
      }
  if (made != NULL)
    {
      g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", made);
      bench_check (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), NULL);
    }
  return 0;
}
