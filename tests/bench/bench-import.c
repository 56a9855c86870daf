/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import of XLSX, checked for duplicates, beside merely parsing the same file. */

#include "config.h"

#include "bench-bare.h"
#include "bench-store.h"
#include "lf-cells.h"
#include "lf-export.h"
#include "lf-generate.h"
#include "lf-import.h"

#include <glib/gstdio.h>

static char *
make_folder (void)
{
  char *folder = g_dir_make_tmp ("landfall-bench-XXXXXX", NULL);

  bench_check (folder != NULL, NULL);
  return folder;
}

static void
remove_folder (const char *folder)
{
  const char *const command[] = { "rm", "-rf", folder, NULL };

  bench_check (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                             NULL, NULL, NULL),
               NULL);
}

/* The projects of another zone, as its people would send them. */
static char *
write_file (const char *folder, guint n_rows)
{
  static const char *const fields[]
      = { "name", "enterprise",   "park",           "owner", "industry", "total_investment",
          "jobs", "land_area_mu", "next_step_date", "note",  NULL };
  const LfExportOptions options = { LF_EXPORT_XLSX, fields };
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *path = g_build_filename (folder, "projects.xlsx", NULL);
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, "name");
  LfDate today = { 2026, 11, 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (other, LF_STORE_OPEN_CREATE, &error);
  gint64 n;

  bench_check (store != NULL, error);
  bench_check (lf_generate_sync (store, n_rows, 2, &today, &error), error);
  bench_check (lf_export_sync (store, query, &options, path, /* cancellable= */ NULL, &n, &error),
               error);
  lf_store_close_sync (store);
  return g_steal_pointer (&path);
}

static double
measure_parsing (const char *path, guint *ret_n)
{
  g_autoptr (Bench) bench = bench_new ("import, merely parsing");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCells) cells = NULL;
  const LfCellRow *row;

  *ret_n = 0;
  bench_begin (bench);
  cells = lf_cells_open (path, &error);
  bench_check (cells != NULL && lf_cells_begin (cells, 0, &error), error);
  while (lf_cells_next (cells, &row, &error) && row != NULL)
    ++*ret_n;
  bench_end (bench);
  bench_check (error == NULL, error);
  bench_note (bench, "rows", *ret_n);
  bench_report (bench);
  return bench_quantile_ms (bench, 0.5);
}

static void
measure_import (LfStore *store, const char *path, double parsing, const char *bare)
{
  const LfImportOptions options
      = { .entity = lf_schema_find ("project"), .mode = LF_IMPORT_CREATE, .is_lenient = TRUE };
  g_autoptr (Bench) planning = bench_new ("import, planned and checked for duplicates");
  g_autoptr (Bench) saving = bench_new ("import, saved");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import = NULL;

  bench_begin (planning);
  import = lf_import_plan_sync (store, path, &options, /* cancellable= */ NULL, &error);
  bench_end (planning);
  bench_check (import != NULL, error);
  bench_note (planning, "records", lf_import_records (import)->len);
  bench_note (planning, "duplicates", lf_import_duplicates (import)->len);
  bench_note (planning, "times_parsing", bench_quantile_ms (planning, 0.5) / parsing);
  bench_report (planning);
  lf_import_judge (import, LF_VERDICT_NEW, "bench");
  bare_copy (lf_store_folder (store), bare);
  bench_begin (saving);
  bench_check (lf_import_commit_sync (import, store, &error), error);
  bench_end (saving);
  bench_note (saving, "times_parsing", bench_quantile_ms (saving, 0.5) / parsing);
  bench_note (saving, "times_bare",
              bench_quantile_ms (saving, 0.5) / bare_measure_rows (lf_store_folder (store), bare));
  bench_report (saving);
}

void
measure_imports (LfStore *store, guint n_rows)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *path = write_file (folder, n_rows);
  g_autofree char *bare = g_build_filename (folder, "bare.db", NULL);
  guint n_parsed;
  double parsing = measure_parsing (path, &n_parsed);

  bench_check (n_parsed > n_rows / 2, NULL);
  measure_import (store, path, parsing, bare);
  remove_folder (folder);
}
