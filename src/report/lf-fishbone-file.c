/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fishbone on a sheet of paper, as a file and as a table. */

#include "config.h"

#include "lf-fishbone.h"

#include "lf-chart-private.h"
#include "lf-report-private.h"
#include "lf-sheet-file.h"

#include <glib/gi18n-lib.h>

#define MARGIN 0.045 /* of the width */
#define LARGEST 16.0 /* letters, on A3 */
#define SMALLEST 3.0
#define STEP 0.93

/* ---- The sheet ---- */

/* (transfer full): with the largest letters at which all of it is within the height */
static LfFishbone *
fit (const LfChain *chain, LfChartStyle *style, double width, double height, double scale)
{
  LfFishbone *fish = NULL;

  for (double px = LARGEST; px >= SMALLEST; px *= STEP)
    {
      g_clear_pointer (&fish, lf_fishbone_free);
      style->font_px = px * scale;
      fish = lf_fishbone_new (chain, style, width);
      if (!fish->is_upright && fish->height <= height)
        break;
    }
  return fish;
}

void
lf_fishbone_draw_sheet (const LfChain *chain, cairo_t *cr, double width, double height)
{
  double margin = width * MARGIN, inner = width - 2 * margin, scale = width / LF_SHEET_WIDTH;
  g_autofree char *name = lf_record_title (chain->record);
  g_autofree char *title = g_strdup_printf (_ ("Chain “%s”"), name);
  g_autofree char *told = lf_chain_tell (chain);
  g_autoptr (LfFishbone) fish = NULL;
  LfChartStyle style;
  LfChart chart = { .style = &style, .cr = cr, .width = width, .height = height };
  double top = margin + 14 * scale * 4.2, bottom = height - margin - 14 * scale * 2;

  lf_chart_style_paper (&style);
  style.font_px = 14 * scale;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lf_chart_text (&chart, title, margin, margin + style.font_px, inner, LF_ALIGN_START, 1.7,
                 style.foreground);
  lf_chart_text (&chart, told, margin, margin + style.font_px * 3, inner, LF_ALIGN_START, 1,
                 style.dim);
  lf_chart_text (&chart,
                 _ ("Full dot: present · half dot, hatched: weak · empty dot, dashed: missing"),
                 margin, height - margin, inner, LF_ALIGN_START, 0.8, style.dim);
  fish = fit (chain, &style, inner, bottom - top, scale);
  cairo_save (cr);
  cairo_translate (cr, margin, top + MAX (bottom - top - fish->height, 0) / 2);
  lf_fishbone_draw (fish, chain, &style, cr, /* selected= */ -1);
  cairo_restore (cr);
}

/* ---- The table ---- */

LfReport *
lf_fishbone_table (const LfChain *chain)
{
  LfReport *table
      = lf_report_new ("fishbone", g_strdup (_ ("Segments")), lf_schema_find ("segment"));

  lf_report_add_column (table, "segment", _ ("Segment"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "part_of", _ ("Part of segment"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "state", _ ("State"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "firms", _ ("Firms"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "projects", _ ("Projects"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "targets", _ ("Targets"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "why", _ ("Why"), LF_COLUMN_TEXT);
  for (guint i = 0; i < chain->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (chain, i);
      GPtrArray *row = lf_report_add_row (table);
      g_autofree char *title = lf_record_title (segment->record);
      g_autofree char *whole
          = segment->parent < 0
                ? g_strdup ("")
                : lf_record_title (lf_chain_segment (chain, (guint) segment->parent)->record);
      g_autofree char *why = lf_chain_tell_segment (chain, i);

      lf_report_add_text (row, title);
      lf_report_add_text (row, whole);
      lf_report_add_text (row, lf_segment_state_label (segment->state));
      lf_report_add_cell (row)->count = segment->firms->len;
      lf_report_add_cell (row)->count = segment->projects->len;
      lf_report_add_cell (row)->count = segment->targets->len;
      lf_report_add_text (row, why);
    }
  return table;
}

/* ---- Files ---- */

static void
draw (gconstpointer what, cairo_t *cr, double width, double height)
{
  lf_fishbone_draw_sheet (what, cr, width, height);
}

gboolean
lf_fishbone_write (const LfChain *chain, const char *path, GError **error)
{
  return lf_sheet_write (path, draw, chain, error);
}
