/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the row numbers of a list take, beside a bare SQLite program that reads as many from an
 * index. */

#include "config.h"

#include "bench-store.h"

#include <glib/gstdio.h>
#include <sqlite3.h>

static guint
step_all (sqlite3_stmt *statement)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (sqlite3_step (statement) == SQLITE_ROW)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);
      g_array_append_val (rows, row);
    }
  sqlite3_reset (statement);
  return rows->len;
}

/* All row numbers of a table of one number, in the order of its index. */
static double
measure_bare_list (const char *folder, guint n_rows, guint runs)
{
  g_autoptr (Bench) bench = bench_new ("list, bare SQLite");
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *fill = g_strdup_printf (
      "PRAGMA synchronous = OFF; CREATE TABLE t (row INTEGER PRIMARY KEY, value INTEGER);"
      "WITH n AS (VALUES (1) UNION ALL SELECT column1 + 1 FROM n WHERE column1 < %u)"
      " INSERT INTO t SELECT column1, column1 * 7919 %% 1000003 FROM n;"
      "CREATE INDEX i ON t (value)",
      MAX (n_rows, 1));
  sqlite3 *db;
  sqlite3_stmt *statement;

  g_unlink (path);
  bench_check (sqlite3_open (path, &db) == SQLITE_OK, NULL);
  bench_check (sqlite3_exec (db, fill, NULL, NULL, NULL) == SQLITE_OK, NULL);
  sqlite3_prepare_v2 (db, "SELECT row FROM t ORDER BY value, row", -1, &statement, NULL);
  for (guint i = 0; i < runs; i++)
    {
      bench_begin (bench);
      bench_check (step_all (statement) == MAX (n_rows, 1), NULL);
      bench_end (bench);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
  g_unlink (path);
  bench_note (bench, "rows", n_rows);
  bench_report (bench);
  return bench_quantile_ms (bench, 0.5);
}

static void
measure_list (LfStore *store, const char *filter, const char *sort, guint runs, double bare)
{
  g_autofree char *name
      = g_strdup_printf ("list, %s, by %s", *filter == '\0' ? "all" : filter, sort);
  g_autoptr (Bench) bench = bench_new (name);
  LfDate today = { 2026, 11, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("project"), filter, sort, &today, &error);
  guint n = 0;

  bench_check (query != NULL, error);
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GArray) rows = NULL;

      bench_begin (bench);
      rows = lf_store_rows_sync (store, query, &error);
      bench_end (bench);
      bench_check (rows != NULL, error);
      n = rows->len;
    }
  bench_note (bench, "rows", n);
  bench_note (bench, "times_bare", bench_quantile_ms (bench, 0.5) / bare);
  bench_report (bench);
}

static void
measure_sorts (LfStore *store, const char *filter, guint runs, double bare)
{
  const LfEntity *project = lf_schema_find ("project");

  for (const LfField *field = project->fields; field->name != NULL; field++)
    if (field->flags & (LF_FIELD_LISTED | LF_FIELD_SORTED))
      {
        g_autofree char *descending = g_strconcat ("-", field->name, NULL);

        measure_list (store, filter, field->name, runs, bare);
        measure_list (store, filter, descending, runs, bare);
      }
}

void
measure_lists (LfStore *store, guint runs)
{
  static const struct
  {
    const char *filter, *sort;
  } lists[] = {
    { "stage=signed", "name" },
    { "stage!=lead", "-stage_date" },
    { "park=1", "-next_step_date" },
    { "owner=王", "name" },
    { "total_investment>=1亿", "-total_investment" },
    { "total_investment>=1亿 and total_investment<5亿", "name" },
    { "next_step_date<today", "next_step_date" },
    { "signed_date>=2025-01 and signed_date<=2025-06", "owner" },
    { "储能", "name" },
    { "储能 and stage=negotiation", "-total_investment" },
    { "not stage=lead and (owner=王 or park=1)", "enterprise" },
    { "stage=signed and park=1 and total_investment>=1亿 and next_step_date<today", "park" },
    { "enterprise=新材料", "name" },
    { "industry=新材料", "-total_investment" },
    { "name~储能", "name" },
    { "jobs>=500", "name" },
    { "land_area_mu>=100 and stage=land", "-land_date" },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) all = lf_query_new (lf_schema_find ("project"), NULL, NULL);
  LfSummary summary;
  double bare;

  bench_check (lf_store_summary_sync (store, all, &summary, &error), error);
  bare = measure_bare_list (lf_store_folder (store), (guint) summary.n, runs);
  measure_sorts (store, "", runs, bare);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    measure_list (store, lists[i].filter, lists[i].sort, runs, bare);
  measure_sorts (store, "stage=signed or stage=negotiation", runs, bare);
}
