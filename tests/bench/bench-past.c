/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list as of a day before everything was edited: the first time, and after that.
 *
 * usage: bench-past [PROJECTS]
 * Makes an invented zone of PROJECTS (10,000), each edited three times after the day. */

#include "config.h"

#include "bench.h"
#include "lf-generate.h"
#include "lf-store.h"

#include <sqlite3.h>
#include <stdlib.h>

#define BATCH 500
#define ROUNDS 3

static void
edit_batch (LfStore *store, GPtrArray *records, guint first, guint round)
{
  static const char *const fields[ROUNDS] = { "note", "total_investment", "name" };
  g_autoptr (LfChange) change = lf_change_new ("bench");
  g_autoptr (GError) error = NULL;

  for (guint i = first; i < MIN (first + BATCH, records->len); i++)
    {
      g_autofree char *value
          = round == 1 ? g_strdup_printf ("%u00.00 CNY", i + 1)
                       : g_strdup_printf ("第%u轮修改：下周看地块，先谈价格 %u", round, i);

      lf_change_edit (change, records->pdata[i], fields[round], value);
    }
  bench_check (lf_store_commit_sync (store, change, &error), error);
}

static void
edit_all (LfStore *store)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);

  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, &error);

      bench_check (records != NULL, error);
      for (guint first = 0; first < records->len; first += BATCH)
        edit_batch (store, records, first, round);
    }
}

/* What has been written so far was written on that day of 2026. */
static void
date_back (const char *folder, int month)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  g_autoptr (GDateTime) noon = g_date_time_new_local (2026, month, 1, 12, 0, 0);
  g_autofree char *sql = g_strdup_printf ("UPDATE change SET time_us = %" G_GINT64_FORMAT
                                          " WHERE time_us > unixepoch ('now', '-1 day') * 1000000",
                                          g_date_time_to_unix (noon) * G_USEC_PER_SEC);
  sqlite3 *db;

  bench_check (sqlite3_open (path, &db) == SQLITE_OK
                   && sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK,
               NULL);
  sqlite3_close (db);
}

static guint
measure (LfStore *store, const char *name, const char *where, guint runs)
{
  g_autoptr (Bench) bench = bench_new (name);
  LfDate day = { 2026, 3, 31 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("project"), where, "name", &day, &error);
  guint n = 0;

  bench_check (query != NULL, error);
  lf_query_set_as_of (query, &day);
  for (guint i = 0; i < runs; i++)
    {
      g_autoptr (GPtrArray) page = NULL;

      bench_begin (bench);
      page = lf_store_list_sync (store, query, 50, &error);
      bench_end (bench);
      bench_check (page != NULL, error);
      n = page->len;
    }
  bench_report (bench);
  return n;
}

int
main (int argc, char *argv[])
{
  guint n_projects = argc > 1 ? (guint) strtoul (argv[1], NULL, 10) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);
  LfDate today = { 2026, 2, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);

  bench_report_machine ();
  bench_check (store != NULL, error);
  bench_check (lf_generate_sync (store, n_projects, 1, &today, &error), error);
  date_back (folder, 2);
  edit_all (store);
  date_back (folder, 6);
  bench_check (measure (store, "as of a day, first list", "", 1) == 50, NULL);
  measure (store, "as of a day, list again", "", 20);
  measure (store, "as of a day, filter", "stage=signed and total_investment>=1亿", 20);
  measure (store, "as of a day, first search", "储能", 1);
  measure (store, "as of a day, search again", "储能", 20);
  lf_store_close_sync (store);
  bench_check (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL), NULL);
  return 0;
}
