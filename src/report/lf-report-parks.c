/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of parks (L1, O7): the layout map, the land of each park, and what fits where it is. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-shape.h"
#include "lf-store-parks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* ---- Layout map ---- */

static const LfShapeFigure layout_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { NULL },
};

static const LfReportShape layout
    = { .where = LF_COUNTED, .across = "industry", .figures = layout_figures };

static const LfShapeFigure amount_figures[] = {
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { NULL },
};

static const LfReportShape layout_amounts
    = { .where = LF_COUNTED, .across = "industry", .figures = amount_figures };

/* Plots with the industry of what stands on them. */
static const LfShapeFigure plot_figures[] = {
  { "plots", N_ ("Plots"), LF_SHAPE_COUNT },
  { "with_project", N_ ("With a project"), LF_SHAPE_COUNT, "project!=" },
  { "occupancy", N_ ("Share of plots with a project"), LF_SHAPE_PERCENT, .part = "with_project",
    .whole = "plots" },
  { NULL },
};

static const LfReportShape plots = { .across = "state", .figures = plot_figures };

/* ---- Rows of parks ---- */

typedef struct
{
  LfReportBuilder *builder;
  const LfParkSheet *sheet;
  GHashTable *shown; /* (element-type utf8): a set of ids of parks */
} Parks;

typedef void (*AddCells) (const Parks *self, GPtrArray *row, const guint *parks, guint n);

static const LfPark *
park_at (const Parks *self, guint index)
{
  return self->sheet->tree->pdata[index];
}

static gboolean
is_shown (const Parks *self, guint index)
{
  return g_hash_table_contains (self->shown, lf_record_id (park_at (self, index)->record));
}

static gboolean
find_shown (Parks *self, GError **error)
{
  g_autoptr (LfQuery) query = lf_report_query (self->builder, self->builder->options->where, error);
  g_autoptr (GPtrArray) parks
      = query == NULL ? NULL : lf_store_list_sync (self->builder->store, query, 0, error);

  for (guint i = 0; parks != NULL && i < parks->len; i++)
    g_hash_table_add (self->shown, g_strdup (lf_record_id (parks->pdata[i])));
  return parks != NULL;
}

/* Those that lie in no other one that is shown: together they hold all, each once. */
static void
add_total (const Parks *self, AddCells add_cells)
{
  g_autoptr (GArray) outermost = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *row = lf_report_add_row (self->builder->report);

  for (guint i = 0; i < self->sheet->tree->len; i++)
    if (is_shown (self, i))
      {
        g_array_append_val (outermost, i);
        i += park_at (self, i)->n_within;
      }
  lf_report_add_text (row, _ ("Total"));
  add_cells (self, row, (const guint *) (gpointer) outermost->data, outermost->len);
  lf_report_make_total (self->builder->report);
}

static void
add_rows (const Parks *self, AddCells add_cells)
{
  for (guint i = 0; i < self->sheet->tree->len; i++)
    {
      GPtrArray *row = is_shown (self, i) ? lf_report_add_row (self->builder->report) : NULL;
      g_autofree char *title = lf_record_title (park_at (self, i)->record);

      if (row == NULL)
        continue;
      lf_report_add_text (row, title);
      add_cells (self, row, &i, 1);
    }
  add_total (self, add_cells);
}

static gboolean
build (LfReportBuilder *builder, AddCells add_cells, GError **error)
{
  const LfDate *as_of = builder->options->as_of.year == 0 ? NULL : &builder->options->as_of;
  g_autoptr (LfParkSheet) sheet = lf_store_parks_sync (builder->store, as_of, error);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Parks self = { builder, sheet, shown };

  if (sheet == NULL || !find_shown (&self, error))
    return FALSE;
  add_rows (&self, add_cells);
  return TRUE;
}

/* ---- Cells ---- */

/* (transfer full): "park=…|…" of @parks and those in them; "" where there are none */
static char *
within (const Parks *self, const guint *parks, guint n)
{
  GString *where = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *ids = lf_park_tree_ids (self->sheet->tree, parks[i]);

      g_string_append_printf (where, "%s%s", i == 0 ? "park=" : "|", ids);
    }
  return g_string_free (where, FALSE);
}

static void
add_number (GPtrArray *row, gint64 number, const char *entity, const char *where)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->count = number;
  cell->entity = lf_schema_find (entity);
  cell->filter = *where == '\0' ? NULL : g_strdup (where);
}

/* @where: (nullable): the plots that the area was added up from */
static void
add_area (GPtrArray *row, gint64 area, const char *where)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->is_blank = area == LF_LAND_UNKNOWN;
  cell->count = cell->is_blank ? 0 : (area + LF_MU / 2) / LF_MU;
  cell->entity = lf_schema_find ("plot");
  cell->filter = g_strdup (where);
}

static void
add_up (gint64 *sum, gint64 more)
{
  if (more != LF_LAND_UNKNOWN)
    *sum = more + (*sum == LF_LAND_UNKNOWN ? 0 : *sum);
}

/* ---- Land ---- */

/* Occupied and vacant are of the parks whose vacancy is known, and so is their share. */
static void
add_land_cells (GPtrArray *row, const Parks *self, const guint *parks, guint n, const char *where)
{
  LfParkLand land = { LF_LAND_UNKNOWN, LF_LAND_UNKNOWN, LF_LAND_UNKNOWN };
  gint64 occupied = LF_LAND_UNKNOWN;
  gboolean is_of_plots = n > 0;
  LfReportCell *cell;

  for (guint i = 0; i < n; i++)
    {
      const LfParkLand *own = &park_at (self, parks[i])->land;

      is_of_plots = is_of_plots && park_at (self, parks[i])->n_plots > 0;
      add_up (&land.area, own->area);
      add_up (&land.built, own->built);
      add_up (&land.vacant, own->vacant);
      add_up (&occupied, lf_park_land_occupied (own));
    }
  where = is_of_plots ? where : NULL;
  add_area (row, land.area, where);
  add_area (row, land.built, where);
  add_area (row, occupied, where);
  add_area (row, land.vacant, where);
  cell = lf_report_add_cell (row);
  cell->percent = occupied <= 0 && land.vacant <= 0
                      ? NAN
                      : 100.0 * (double) MAX (occupied, 0)
                            / (double) (MAX (occupied, 0) + MAX (land.vacant, 0));
}

static void
add_park_cells (const Parks *self, GPtrArray *row, const guint *parks, guint n)
{
  g_autofree char *where = within (self, parks, n);
  g_autofree char *counted
      = *where == '\0' ? g_strdup ("") : g_strdup_printf (LF_COUNTED " and %s", where);
  gint64 n_plots = 0, n_firms = 0, n_projects = 0;
  LfTotals investment = { 0 };
  LfReportCell *amount;

  for (guint i = 0; i < n; i++)
    {
      const LfParkFigures *figures = &self->sheet->figures[parks[i]];

      for (guint k = 0; k <= park_at (self, parks[i])->n_within; k++)
        n_plots += park_at (self, parks[i] + k)->n_plots;
      n_firms += figures->n_firms;
      n_projects += figures->n_projects;
      if (!lf_totals_merge (&investment, &figures->investment))
        g_warning ("the sum of the parks' projects does not fit");
    }
  add_land_cells (row, self, parks, n, where);
  add_number (row, n_plots, "plot", where);
  add_number (row, n_firms, "enterprise", where);
  add_number (row, n_projects, "project", counted);
  amount = lf_report_add_cell (row);
  amount->totals = investment;
  amount->entity = lf_schema_find ("project");
  amount->filter = *counted == '\0' ? NULL : g_strdup (counted);
}

static gboolean
build_parks (LfReportBuilder *self, GError **error)
{
  enum
  {
    VACANT = 4,
    AMOUNT = 9,
  };
  LfReport *report = self->report;

  report->measure = VACANT;
  report->n_series = 1;
  lf_report_add_column (report, "park", _ ("Park"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "area", _ ("Area, mu"), LF_COLUMN_AREA);
  lf_report_add_column (report, "built", _ ("Built, mu"), LF_COLUMN_AREA);
  lf_report_add_column (report, "occupied", _ ("Occupied, mu"), LF_COLUMN_AREA);
  lf_report_add_column (report, "vacant", _ ("Vacant, mu"), LF_COLUMN_AREA);
  lf_report_add_column (report, "occupancy", _ ("Occupancy"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "plots", _ ("Plots"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "firms", _ ("Enterprises"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", _ ("Total investment"), LF_COLUMN_MONEY);
  ((LfReportColumn *) report->columns->pdata[AMOUNT])->is_worked_out = TRUE;
  return build (self, add_park_cells, error);
}

/* ---- Fit ---- */

static void
add_fit_cells (const Parks *self, GPtrArray *row, const guint *parks, guint n)
{
  static const LfFit told[] = { LF_FIT_YES, LF_FIT_NO, LF_FIT_UNKNOWN };
  g_autofree char *where = within (self, parks, n);
  g_autofree char *counted
      = *where == '\0' ? g_strdup ("") : g_strdup_printf (LF_COUNTED " and %s", where);
  LfParkFigures sum = { 0 };

  for (guint i = 0; i < n; i++)
    {
      const LfParkFigures *figures = &self->sheet->figures[parks[i]];

      sum.n_projects += figures->n_projects;
      for (guint fit = 0; fit < LF_N_FITS; fit++)
        sum.n_fit[fit] += figures->n_fit[fit];
    }
  add_number (row, sum.n_projects, "project", counted);
  for (guint k = 0; k < G_N_ELEMENTS (told); k++)
    {
      g_autoptr (GString) any = g_string_new (NULL);

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *of = lf_park_sheet_fit_where (self->sheet, parks[i], told[k]);

          if (*of != '\0')
            g_string_append_printf (any, "%s(%s)", any->len > 0 ? " or " : "", of);
        }
      add_number (row, sum.n_fit[told[k]], "project", any->str);
    }
  lf_report_add_cell (row)->percent = lf_park_figures_fit_percent (&sum);
}

static gboolean
build_fit (LfReportBuilder *self, GError **error)
{
  LfReport *report = self->report;

  report->measure = 5;
  lf_report_add_column (report, "park", _ ("Park"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "fits", C_ ("industry", "Fits"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "does_not_fit", C_ ("industry", "Does not fit"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "not_known", _ ("Not known"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "fit_rate", _ ("Share that fits"), LF_COLUMN_PERCENT);
  return build (self, add_fit_cells, error);
}

const LfReportKind lf_report_kinds_of_parks[] = {
  { "layout", N_ ("Industry layout"),
    N_ ("Projects by park and industry. Dropped projects are left out."), &layout,
    .groups = "park|stage|owner|chain", .reads = "park|account|chain", .chart = LF_CHART_HEAT },
  { "layout-amounts", N_ ("Industry layout by investment"),
    N_ ("Total investment by park and industry. Dropped projects are left out."), &layout_amounts,
    .groups = "park|stage|owner|chain", .reads = "park|account|chain", .chart = LF_CHART_HEAT },
  { "layout-land", N_ ("Land by industry"),
    N_ ("Mu of land by the industry of the project on it, and what is vacant. A plot is vacant as "
        "it "
        "says, else until it is supplied. A park without plots says itself what is vacant; the "
        "rest "
        "stands under others."),
    NULL, lf_report_build_layout_land, FALSE, "park", "park|plot",
    .reads = "plot|project|enterprise|industry", .chart = LF_CHART_HEAT },
  { "parks", N_ ("Parks and their land"),
    N_ ("Each park with the parks in it. Land is that of its plots; where it has none, what the "
        "park itself says. Occupancy is of the land whose vacancy is known."),
    NULL, build_parks, FALSE, "park", .reads = "plot|project|enterprise|industry",
    .chart = LF_CHART_BARS },
  { "plots", N_ ("Plots by state"), N_ ("All plots there are."), &plots, .entity = "plot",
    .groups = "park|use|project", .reads = "park|project", .chart = LF_CHART_STACKED },
  { "park-fit", N_ ("Fit with leading industries"),
    N_ ("A project fits whose industry is one of the park’s leading industries, or part of one by "
        "the zone’s list of industries. The share is of those that can be judged."),
    NULL, build_fit, FALSE, "park", .reads = "project|industry", .chart = LF_CHART_BARS },
  { "credit", N_ ("Credit by park"),
    N_ ("What each park is credited with: amounts are split by the shares that hold on their day, "
        "and what nobody shares counts for the project’s park. The parts add up to the whole."),
    NULL, lf_report_build_credit, TRUE, NULL, "signed_investment|funds_in_place|fixed_investment",
    "credit_share|park|funds_arrival|progress|agreement", LF_CHART_STACKED },
  { NULL },
};
