/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store's budgets: saving beside a bare SQLite program, ordered lists, search as it is typed,
 * and room on disk.
 *
 * usage: bench-store [PROJECTS [FOLDER]]
 * Makes an invented zone of PROJECTS (10,000) in FOLDER, or measures the one that is there. */

#include "config.h"

#include "bench.h"
#include "lf-generate.h"
#include "lf-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#define SAVES 400
#define SEARCHES 300

static void
check (gboolean is_done, GError *error)
{
  if (is_done)
    return;
  g_printerr ("bench-store: %s\n", error == NULL ? "failed" : error->message);
  exit (1);
}

/* ---- Saving ---- */

/* One row, one commit, on disk when it returns: what nobody can beat. */
static double
measure_bare_saves (const char *folder)
{
  g_autoptr (Bench) bench = bench_new ("save, bare SQLite");
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *value = g_strnfill (1000, 'x');
  sqlite3 *db;
  sqlite3_stmt *statement;

  g_unlink (path);
  check (sqlite3_open (path, &db) == SQLITE_OK, NULL);
  sqlite3_exec (db,
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER "
                "PRIMARY KEY, value TEXT)",
                NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO t (value) VALUES (?)", -1, &statement, NULL);
  for (guint i = 0; i < SAVES; i++)
    {
      bench_begin (bench);
      sqlite3_bind_text (statement, 1, value, -1, SQLITE_STATIC);
      check (sqlite3_step (statement) == SQLITE_DONE, NULL);
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
  check (lf_store_commit_sync (store, change, &error), error);
}

static void
measure_saves (LfStore *store)
{
  g_autoptr (Bench) bench = bench_new ("save");
  const LfEntity *entity = lf_schema_find ("project");
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, SAVES, &error);
  double bare;

  check (records != NULL && records->len > 0, error);
  bare = measure_bare_saves (lf_store_folder (store));
  for (guint i = 0; i < SAVES; i++)
    {
      bench_begin (bench);
      save_one (store, records, i);
      bench_end (bench);
    }
  bench_note (bench, "times_bare", bench_quantile_ms (bench, 0.5) / bare);
  bench_report (bench);
}

/* ---- Lists ---- */

static void
measure_list (LfStore *store, const char *filter, const char *sort)
{
  g_autofree char *name
      = g_strdup_printf ("list, %s, by %s", *filter == '\0' ? "all" : filter, sort);
  g_autoptr (Bench) bench = bench_new (name);
  LfDate today = { 2026, 11, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("project"), filter, sort, &today, &error);
  guint n = 0;

  check (query != NULL, error);
  for (guint i = 0; i < 7; i++)
    {
      g_autoptr (GArray) rows = NULL;

      bench_begin (bench);
      rows = lf_store_rows_sync (store, query, &error);
      bench_end (bench);
      check (rows != NULL, error);
      n = rows->len;
    }
  bench_note (bench, "rows", n);
  bench_report (bench);
}

static void
measure_lists (LfStore *store)
{
  static const char *const sorts[]
      = { "name", "stage", "total_investment", "-next_step_date", "enterprise", "park", "owner" };

  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    measure_list (store, "", sorts[i]);
  measure_list (store, "stage=signed", "name");
  measure_list (store, "total_investment>=1亿 and stage=negotiation", "-total_investment");
}

/* ---- Search ---- */

static void
measure_searches (LfStore *store)
{
  static const char *const typed[]
      = { "新材", "生物", "激光", "电子", "上海", "华为", "科技", "xcl", "sw", "jg", "dz", "kj" };
  g_autoptr (Bench) bench = bench_new ("search");
  guint n = 0;

  for (guint i = 0; i < SEARCHES; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) hits = NULL;

      bench_begin (bench);
      hits = lf_store_search_sync (store, typed[i % G_N_ELEMENTS (typed)], NULL, 50, &error);
      bench_end (bench);
      check (hits != NULL, error);
      n += hits->len;
    }
  bench_note (bench, "hits", n);
  bench_report (bench);
}

/* ---- Room ---- */

static void
measure_size (LfStore *store)
{
  g_autoptr (Bench) bench = bench_new ("size");
  g_autofree char *path = g_build_filename (lf_store_folder (store), "landfall.db", NULL);
  GStatBuf status;

  check (g_stat (path, &status) == 0, NULL);
  bench_note (bench, "bytes", (double) status.st_size);
  bench_report (bench);
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

  check (store != NULL, error);
  check (lf_store_summary_sync (store, query, &summary, &error), error);
  if (summary.n > 0)
    return store;
  bench_begin (bench);
  check (lf_generate_sync (store, n_projects, 1, &today, &error), error);
  bench_end (bench);
  bench_note (bench, "projects", n_projects);
  bench_report (bench);
  return store;
}

int
main (int argc, char *argv[])
{
  guint n_projects = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000;
  g_autofree char *made = argc > 2 ? NULL : g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  g_autoptr (LfStore) store = open_zone (argc > 2 ? argv[2] : made, n_projects);

  measure_saves (store);
  measure_lists (store);
  measure_searches (store);
  measure_size (store);
  lf_store_close_sync (store);
  if (made != NULL)
    {
      g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", made);
      check (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), NULL);
    }
  return 0;
}
