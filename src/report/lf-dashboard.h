/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dashboard: reports and lists that a person arranged as tiles on one page, as a record of
 * dashboard keeps it.

 * Its field `tiles` is a JSON array, an object for each tile in order:
     {"report":"by-park", "by":"park", "shown":"chart", "size":"wide"}
     {"report":"signed-by-month", "column":"amount", "shown":"figure", "size":"small"}
     {"view":"<id of a saved view>", "shown":"list", "size":"small"}
 * `by` is one of lf_report_groups(), `column` names a column of the report. What this version does
 * not know (a report, a way to show, a member) stays in the text as it is, G11. */

#pragma once

#include <json-glib/json-glib.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_DASHBOARD "dashboard"
#define LF_DASHBOARD_MOST_TILES 40

typedef enum
{
  LF_TILE_CHART,
  LF_TILE_TABLE,
  LF_TILE_FIGURE, /* the total of a column, its months and what it was before */
  LF_TILE_LIST,   /* what the foot of a saved view's list says */
  LF_N_TILES_SHOWN,
} LfTileShown;

typedef enum
{
  LF_TILE_SMALL, /* 1 × 1 */
  LF_TILE_WIDE,  /* 2 × 1 */
  LF_TILE_LARGE, /* 2 × 2 */
  LF_N_TILE_SIZES,
} LfTileSize;

typedef struct
{
  guint id;     /* of its dashboard, whatever its place; kept by copies and not saved */
  char *report; /* (nullable) */
  char *by;     /* (nullable): what its rows are; NULL: as the report has them first */
  char *column; /* (nullable): of a figure; NULL: the one a chart draws */
  char *view;   /* (nullable): id of a saved view */
  LfTileShown shown;
  LfTileSize size;
  gboolean is_known; /* else this version cannot show it, but keeps it */
  JsonNode *text;    /* an object: with what else a newer version says of it */
} LfTile;

LfTile *lf_tile_copy (const LfTile *self);
void lf_tile_free (LfTile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfTile, lf_tile_free)

const char *lf_tile_shown_name (LfTileShown shown);  /* as it is saved: "chart" */
const char *lf_tile_size_name (LfTileSize size);     /* likewise: "small" */
const char *lf_tile_shown_label (LfTileShown shown); /* translated: "Chart" */
const char *lf_tile_size_label (LfTileSize size);    /* translated: "Small" */
void lf_tile_size_cells (LfTileSize size, guint *ret_columns, guint *ret_rows);

/* What all tiles are of, as far as they know such a thing. */
typedef struct
{
  char *period;          /* (nullable): all time; see lf_period_read() */
  char *park, *industry; /* (nullable): an id; a text */
  char *owner;           /* (nullable): an id */
  char *more;            /* (nullable): filter text beside those */
} LfDashboardFilter;

void lf_dashboard_filter_clear (LfDashboardFilter *self);
void lf_dashboard_filter_copy (const LfDashboardFilter *self, LfDashboardFilter *ret_copy);
gboolean lf_dashboard_filter_equal (const LfDashboardFilter *a, const LfDashboardFilter *b);
/* (nullable) (transfer full): as a filter of @entity, without what its records have not */
char *lf_dashboard_filter_where (const LfDashboardFilter *self, const LfEntity *entity);
/* (nullable) (transfer full): what of it does not count for records of @entity, for people: "Park,
 * Owner" */
char *lf_dashboard_filter_unheeded (const LfDashboardFilter *self, const LfEntity *entity);

typedef struct
{
  char *name;       /* (nullable) */
  GPtrArray *tiles; /* (element-type LfTile), in order */
  LfDashboardFilter filter;
  gboolean is_shared;
  char *unread; /* (nullable): tiles that a newer version wrote in another form: kept */
  guint n_ids;
} LfDashboard;

LfDashboard *lf_dashboard_new (const char *name);
LfDashboard *lf_dashboard_read (const LfRecord *record);
void lf_dashboard_write (const LfDashboard *self, LfRecord *record); /* a record of dashboard */
LfDashboard *lf_dashboard_copy (const LfDashboard *self);
gboolean lf_dashboard_equal (const LfDashboard *a, const LfDashboard *b); /* but for ids */
void lf_dashboard_free (LfDashboard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDashboard, lf_dashboard_free)

/* What there is before anybody made one: "leader", "recruiter". */
const char *const *lf_dashboard_presets (void);      /* NULL-terminated */
LfDashboard *lf_dashboard_preset (const char *name); /* (nullable) */
const char *lf_dashboard_preset_for (const char *role /* (nullable): without a server */);

/* ---- Arranging ---- */

const LfTile *
lf_dashboard_tile (const LfDashboard *self, guint id, guint *ret_place); /* (nullable) */
/* FALSE where there is no room for it. */
gboolean lf_dashboard_add_report (LfDashboard *self, const char *report, LfTileShown shown);
gboolean lf_dashboard_add_view (LfDashboard *self, const char *view);
void lf_dashboard_remove (LfDashboard *self, guint id);
/* To that place, counted before it is taken out; behind the last one where there is none. */
void lf_dashboard_move_to (LfDashboard *self, guint id, guint place);
void lf_dashboard_move (LfDashboard *self, guint id, int step);
void lf_dashboard_set_size (LfDashboard *self, guint id, LfTileSize size);
void lf_dashboard_set_shown (LfDashboard *self, guint id, LfTileShown shown);
void lf_dashboard_set_by (LfDashboard *self, guint id, const char *by);
void lf_dashboard_set_column (LfDashboard *self, guint id, const char *column);

/* Where tiles stand in a grid. */
typedef struct
{
  guint column, row, n_columns, n_rows;
} LfTilePlace;

/* Each in order at the first place that is free and wide enough; a tile wider than the grid is as
 * wide as the grid, and room left beside or below one is its own. Returns: the rows they take */
guint lf_dashboard_place (const LfDashboard *self, guint n_columns, LfTilePlace *ret_places);

/* ---- Periods ---- */

/* NULL-terminated: "this-year" … */
const char *const *lf_period_names (void);
char *lf_period_label (const char *period /* nullable */); /* (transfer full) */
/* (transfer full): of own dates: "2026-01..2026-06"; year 0: open */
char *lf_period_of (const LfDate *from, const LfDate *to);
/* A name, or own dates; whole days. FALSE where it says nothing: then both are open. */
gboolean lf_period_read (const char *period /* nullable */,
                         const LfDate *today,
                         LfDate *ret_from,
                         LfDate *ret_to);
/* What it is compared with: as much of the one before as has gone by of this one. FALSE where there
 * is none. */
gboolean lf_period_before (
    const LfDate *from, const LfDate *to, const LfDate *today, LfDate *ret_from, LfDate *ret_to);

G_END_DECLS
