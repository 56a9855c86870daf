/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of land by industry (产业布局图, L1): parks or plots by the industry of what stands on
 * them, with what is vacant. Behind each figure are the plots it was added up from. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-private.h"
#include "lf-store-parks.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define ALL_VACANT "vacant_area_mu= and not state=supplied|idle" /* see lf_plot_land() */
#define TAKEN "area_mu>0 and not (" ALL_VACANT ")"
#define VACANT "area_mu>0 and (vacant_area_mu>0 or " ALL_VACANT ")"

typedef struct
{
  LfReport *report;
  const LfParkSheet *sheet;
  const LfLayout *layout;
  GHashTable *shown; /* (element-type utf8): a set of ids of parks */
} Land;

/* What one row adds up. */
typedef struct
{
  LfParkLand land;
  gint64 *areas, others;
  GString *ids;         /* of parks, joined by "|" */
  char *plot;           /* (nullable): the condition on the one plot of the row */
  gboolean is_of_plots; /* all of it */
} Sum;

static void
add_up (gint64 *sum, gint64 more)
{
  if (more != LF_LAND_UNKNOWN)
    *sum = more + (*sum == LF_LAND_UNKNOWN ? 0 : *sum);
}

static void
add_line (const Land *self, Sum *sum, const LfLayoutLine *line)
{
  int index = lf_park_sheet_find (self->sheet, lf_record_id (line->park->record));
  g_autofree char *ids = lf_park_tree_ids (self->sheet->tree, (guint) index);

  add_up (&sum->land.area, line->land.area);
  add_up (&sum->land.vacant, line->land.vacant);
  add_up (&sum->others, line->others);
  for (guint i = 0; i < self->layout->industries->len; i++)
    sum->areas[i] += line->areas[i];
  g_string_append_printf (sum->ids, "%s%s", sum->ids->len > 0 ? "|" : "", ids);
  sum->is_of_plots = sum->is_of_plots && (line->plot != NULL || line->park->n_plots > 0);
}

/* ---- Cells ---- */

/* @is_zero_blank: an industry that is not there is told by nothing */
static void
add_area (GPtrArray *row, const Sum *sum, gint64 area, const char *where, gboolean is_zero_blank)
{
  LfReportCell *cell = lf_report_add_cell (row);
  g_autofree char *parks = g_strdup_printf ("park=%s", sum->ids->str);

  cell->is_blank = area == LF_LAND_UNKNOWN || (is_zero_blank && area == 0);
  cell->count = area == LF_LAND_UNKNOWN ? 0 : (area + LF_MU / 2) / LF_MU;
  cell->entity = lf_schema_find ("plot");
  if (sum->is_of_plots && !cell->is_blank && sum->ids->len > 0)
    cell->filter = g_strdup_printf ("%s and %s", sum->plot == NULL ? parks : sum->plot, where);
}

static void
add_percent (GPtrArray *row, const Sum *sum)
{
  LfReportCell *cell = lf_report_add_cell (row);
  gint64 occupied = lf_park_land_occupied (&sum->land);

  cell->percent = NAN;
  if (occupied != LF_LAND_UNKNOWN && occupied + sum->land.vacant > 0)
    cell->percent = 100.0 * (double) occupied / (double) (occupied + sum->land.vacant);
}

static void
add_row (const Land *self, const Sum *sum, const char *title)
{
  GPtrArray *row = lf_report_add_row (self->report);

  lf_report_add_text (row, title);
  for (guint i = 0; i < self->layout->industries->len; i++)
    {
      g_autofree char *quoted = lf_filter_quote (self->layout->industries->pdata[i]);
      g_autofree char *where
          = g_strdup_printf (TAKEN " and project(" LF_COUNTED " and industry=%s)", quoted);

      add_area (row, sum, sum->areas[i], where, TRUE);
    }
  add_area (row, sum, sum->others, TAKEN " and not project(" LF_COUNTED " and industry!=)", TRUE);
  add_area (row, sum, sum->land.vacant, VACANT, FALSE);
  add_area (row, sum, sum->land.area, "area_mu>=0", FALSE);
  add_percent (row, sum);
}

/* ---- Rows ---- */

static void
sum_init (Sum *sum, const Land *self)
{
  *sum = (Sum){ .land = { LF_LAND_UNKNOWN, LF_LAND_UNKNOWN, LF_LAND_UNKNOWN },
                .others = LF_LAND_UNKNOWN,
                .areas = g_new0 (gint64, self->layout->industries->len + 1),
                .ids = g_string_new (NULL),
                .is_of_plots = TRUE };
}

static void
sum_clear (Sum *sum)
{
  g_string_free (sum->ids, TRUE);
  g_free (sum->areas);
  g_free (sum->plot);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sum, sum_clear)

static void
add_line_row (const Land *self, const LfLayoutLine *line)
{
  g_auto (Sum) sum = { 0 };
  g_autofree char *park = lf_record_title (line->park->record);
  g_autofree char *number = line->plot == NULL ? NULL : lf_record_title (line->plot);
  g_autofree char *title = number == NULL ? NULL : g_strdup_printf ("%s · %s", park, number);

  sum_init (&sum, self);
  add_line (self, &sum, line);
  if (line->plot != NULL)
    {
      g_autofree char *quoted = lf_filter_quote (number);

      sum.plot
          = g_strdup_printf ("park=%s and number=%s", lf_record_id (line->park->record), quoted);
    }
  add_row (self, &sum, title == NULL ? park : title);
}

/* Each once: plots, or parks that lie in no other one that is shown. */
static void
add_rows (const Land *self, gboolean is_by_plot)
{
  g_auto (Sum) total = { 0 };
  guint inside = 0; /* the lines of parks up to here lie in one that was counted */

  sum_init (&total, self);
  for (guint i = 0; i < self->layout->lines->len; i++)
    {
      const LfLayoutLine *line = self->layout->lines->pdata[i];
      const char *park = lf_record_id (line->park->record);
      guint at = (guint) lf_park_sheet_find (self->sheet, park);

      if ((line->plot != NULL) != is_by_plot || !g_hash_table_contains (self->shown, park))
        continue;
      add_line_row (self, line);
      if (is_by_plot || at >= inside)
        add_line (self, &total, line);
      if (!is_by_plot && at >= inside)
        inside = at + line->park->n_within + 1;
    }
  add_row (self, &total, _ ("Total"));
  lf_report_make_total (self->report);
}

/* ---- The report ---- */

static gboolean
find_shown (LfReportBuilder *builder, GHashTable *shown, GError **error)
{
  g_autoptr (LfQuery) query = lf_report_query (builder, builder->options->where, error);
  g_autoptr (GPtrArray) parks
      = query == NULL ? NULL : lf_store_list_sync (builder->store, query, 0, error);

  for (guint i = 0; parks != NULL && i < parks->len; i++)
    g_hash_table_add (shown, g_strdup (lf_record_id (parks->pdata[i])));
  return parks != NULL;
}

static void
add_columns (const Land *self, gboolean is_by_plot)
{
  LfReport *report = self->report;
  GPtrArray *industries = self->layout->industries;

  lf_report_add_column (report, is_by_plot ? "plot" : "park", is_by_plot ? _ ("Plot") : _ ("Park"),
                        LF_COLUMN_TEXT);
  for (guint i = 0; i < industries->len; i++)
    lf_report_add_column (report, g_intern_string (industries->pdata[i]), industries->pdata[i],
                          LF_COLUMN_AREA);
  lf_report_add_column (report, "others", C_ ("industry", "Others"), LF_COLUMN_AREA);
  lf_report_add_column (report, "vacant", _ ("Vacant"), LF_COLUMN_AREA);
  lf_report_add_column (report, "area", _ ("Area"), LF_COLUMN_AREA);
  lf_report_add_column (report, "occupancy", _ ("Occupancy"), LF_COLUMN_PERCENT);
  report->measure = 1;
  report->n_series = industries->len + 2;
}

gboolean
lf_report_build_layout_land (LfReportBuilder *builder, GError **error)
{
  const LfDate *as_of = builder->options->as_of.year == 0 ? NULL : &builder->options->as_of;
  g_autoptr (LfParkSheet) sheet = lf_store_parks_sync (builder->store, as_of, error);
  g_autoptr (LfLayout) layout = sheet == NULL ? NULL : lf_park_sheet_layout (sheet);
  g_autoptr (GHashTable) shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const Land self = { builder->report, sheet, layout, shown };
  gboolean is_by_plot = g_strcmp0 (builder->by, "plot") == 0;

  if (sheet == NULL || !find_shown (builder, shown, error))
    return FALSE;
  add_columns (&self, is_by_plot);
  add_rows (&self, is_by_plot);
  return TRUE;
}
