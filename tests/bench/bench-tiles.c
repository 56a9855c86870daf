/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a tile of a dashboard takes to be right again after somebody has saved something. */

#include "config.h"

#include "bench-store.h"
#include "lf-tile.h"

static const struct
{
  const char *name, *report, *by;
  LfTileShown shown;
} tiles[] = {
  { "tile after an edit, a figure with its months", "signed-by-month", NULL, LF_TILE_FIGURE },
  { "tile after an edit, a figure", "by-park", NULL, LF_TILE_FIGURE },
  { "tile after an edit, a chart", "stages", NULL, LF_TILE_CHART },
  { "tile after an edit, the pipeline", "pipeline", NULL, LF_TILE_CHART },
  { "tile after an edit, a table", "movement", "owner", LF_TILE_TABLE },
  { "tile after an edit, a list", NULL, NULL, LF_TILE_LIST },
};

static void
commit (LfStore *store, LfChange *change)
{
  g_autoptr (GError) error = NULL;

  bench_check (lf_store_commit_sync (store, change, &error), error);
}

static GPtrArray *
list_signed (LfStore *store, guint n, const LfDate *today)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (lf_schema_find ("project"), "stage=signed", NULL, today, &error);
  GPtrArray *records = lf_store_list_sync (store, query, n, &error);

  bench_check (records != NULL && records->len > 0, error);
  return records;
}

static void
edit (LfStore *store, const LfRecord *record, guint i)
{
  g_autoptr (LfChange) change = lf_change_new ("bench");
  g_autofree char *amount = g_strdup_printf ("%u0000000.00 CNY", 10 + i);

  lf_change_edit (change, record, "total_investment", amount);
  commit (store, change);
}

/* (transfer full): the id of a saved view */
static char *
add_view (LfStore *store)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_SAVED_VIEW), NULL);
  g_autoptr (LfChange) change = lf_change_new ("bench");

  lf_record_set (record, "name", "large");
  lf_record_set (record, "entity", "project");
  lf_record_set (record, "filter", "total_investment>=1亿 and stage=signed|land");
  lf_change_create (change, record);
  commit (store, change);
  return g_strdup (lf_record_id (record));
}

static void
refresh (LfStore *store, const LfTile *tile, const LfDate *today)
{
  const LfDashboardFilter all = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfTileFigures) figures = lf_tile_read_sync (store, tile, &all, today, &error);

  bench_check (figures != NULL, error);
}

void
measure_tiles (LfStore *store, guint edits)
{
  const LfDate today = lf_date_today ();
  g_autoptr (GPtrArray) records = list_signed (store, edits, &today);
  g_autofree char *view = add_view (store);

  for (guint t = 0; t < G_N_ELEMENTS (tiles); t++)
    {
      const LfTile tile = { .report = (char *) tiles[t].report,
                            .by = (char *) tiles[t].by,
                            .view = tiles[t].shown == LF_TILE_LIST ? view : NULL,
                            .shown = tiles[t].shown,
                            .is_known = TRUE };
      g_autoptr (Bench) bench = bench_new (tiles[t].name);

      refresh (store, &tile, &today);
      for (guint i = 0; i < records->len; i++)
        {
          edit (store, records->pdata[i], i + t);
          bench_begin (bench);
          refresh (store, &tile, &today);
          bench_end (bench);
        }
      bench_report (bench);
    }
}
