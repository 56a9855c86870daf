/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts: choosing the kind, and what all kinds draw with. */

#include "config.h"

#include "lf-chart-private.h"
#include "lf-progress-report.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

void
lf_chart_style_paper (LfChartStyle *ret_style)
{
  *ret_style = (LfChartStyle){ .foreground = { 0.12, 0.13, 0.16, 1 },
                               .dim = { 0.42, 0.44, 0.48, 1 },
                               .background = { 1, 1, 1, 1 },
                               .accent = { 0.11, 0.44, 0.55, 1 },
                               .warning = { 0.75, 0.33, 0.12, 1 },
                               .font = "Noto Sans CJK SC, sans-serif",
                               .font_px = 14 };
}

void
lf_chart_mark_free (LfChartMark *self)
{
  g_free (self->tip);
  g_free (self);
}

static PangoLayout *
new_layout (LfChart *self, const char *text, double scale)
{
  PangoLayout *layout = pango_cairo_create_layout (self->cr);
  PangoFontDescription *font = pango_font_description_from_string (self->style->font);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_font_description_set_absolute_size (font, self->style->font_px * scale * PANGO_SCALE);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_font_description_free (font);
  return layout;
}

double
lf_chart_text_width (LfChart *self, const char *text, double scale)
{
  g_autoptr (PangoLayout) layout = new_layout (self, text, scale);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

void
lf_chart_text (LfChart *self,
               const char *text,
               double x,
               double y,
               double width,
               LfAlign align,
               double scale,
               const double color[4])
{
  g_autoptr (PangoLayout) layout = new_layout (self, text, scale);
  int text_width, text_height;

  if (width < self->style->font_px)
    return;
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  if (text_width > width)
    {
      pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      text_width = (int) width;
    }
  lf_chart_color (self, color, 1);
  cairo_move_to (self->cr,
                 align == LF_ALIGN_START ? x
                 : align == LF_ALIGN_END ? x - text_width
                                         : x - text_width / 2.0,
                 y - text_height / 2.0);
  pango_cairo_show_layout (self->cr, layout);
}

void
lf_chart_color (LfChart *self, const double color[4], double alpha)
{
  cairo_set_source_rgba (self->cr, color[0], color[1], color[2], color[3] * alpha);
}

/* Black or white, whichever stands out more. */
const double *
lf_chart_on (const double color[4])
{
  static const double black[4] = { 0.05, 0.07, 0.08, 1 }, white[4] = { 1, 1, 1, 1 };
  double luminance
      = 0.2126 * pow (color[0], 2.2) + 0.7152 * pow (color[1], 2.2) + 0.0722 * pow (color[2], 2.2);

  return luminance > 0.22 ? black : white;
}

gboolean
lf_chart_mark (LfChart *self,
               double x,
               double y,
               double width,
               double height,
               guint row,
               guint column,
               char *tip)
{
  LfChartMark *mark = g_new0 (LfChartMark, 1);
  gboolean is_highlighted = self->highlighted == (int) self->marks->len;

  *mark = (LfChartMark){ x, y, width, height, row, column, tip };
  g_ptr_array_add (self->marks, mark);
  return is_highlighted;
}

const LfReportCell *
lf_chart_cell (LfChart *self, guint row, guint column)
{
  return ((GPtrArray *) self->report->rows->pdata[row])->pdata[column];
}

char *
lf_chart_label (LfChart *self, guint row)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < self->report->columns->len; i++)
    {
      const LfReportColumn *column = self->report->columns->pdata[i];

      if (column->type != LF_COLUMN_TEXT)
        break;
      g_ptr_array_add (texts, lf_chart_cell (self, row, i)->text);
    }
  g_ptr_array_add (texts, NULL);
  return g_strjoinv (" · ", (char **) texts->pdata);
}

char *
lf_chart_cell_text (LfChart *self, guint row, guint column)
{
  return lf_report_cell_format (self->report->columns->pdata[column],
                                lf_chart_cell (self, row, column));
}

static LfColumnType
measure_type (const LfReport *report)
{
  return ((const LfReportColumn *) report->columns->pdata[report->measure])->type;
}

/* The first column of how many there are. */
static guint
counted (const LfReport *report)
{
  guint column = 1;

  while (((const LfReportColumn *) report->columns->pdata[column])->type != LF_COLUMN_COUNT)
    column++;
  return column;
}

static gboolean
is_empty (const LfReport *report)
{
  LfColumnType type = measure_type (report);

  if ((type == LF_COLUMN_PERCENT || type == LF_COLUMN_POINTS) && report->rows->len > 0)
    return FALSE;
  for (guint i = 0; i < report->rows->len; i++)
    {
      const LfReportCell *cell = ((GPtrArray *) report->rows->pdata[i])->pdata[counted (report)];
      if (cell->count > 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_by_month (const LfReport *report)
{
  return strcmp (((const LfReportColumn *) report->columns->pdata[0])->name, "month") == 0;
}

static void
draw_nothing (LfChart *self)
{
  lf_chart_text (self, _ ("There is nothing to draw yet."), self->width / 2, self->height / 2,
                 self->width, LF_ALIGN_MIDDLE, 1.2, self->style->dim);
}

typedef enum
{
  CHART_NOTHING,
  CHART_FUNNEL,
  CHART_PROGRESS,
  CHART_MONTHS,
  CHART_DAYS,
  CHART_BARS,
} LfChartKind;

/* Heights in the size of the font: at all, and of each row. */
static const struct
{
  void (*draw) (LfChart *self);
  double height, row_height;
} kinds[] = {
  [CHART_NOTHING] = { draw_nothing, 12, 0 },
  [CHART_FUNNEL] = { lf_chart_draw_funnel, 0, 3.1 },
  [CHART_PROGRESS] = { lf_chart_draw_progress, 26, 0 },
  [CHART_MONTHS] = { lf_chart_draw_months, 26, 0 },
  [CHART_DAYS] = { lf_chart_draw_days, 2.2, 2.8 },
  [CHART_BARS] = { lf_chart_draw_bars, 0, 2.8 },
};

/* Reports with a drawing of their own; what the others have follows from their columns. */
static const struct
{
  const char *report;
  LfChartKind kind;
} own_kinds[] = {
  { "pipeline", CHART_FUNNEL },
  { LF_REPORT_PROGRESS, CHART_PROGRESS },
};

static LfChartKind
kind_of (const LfReport *report)
{
  if (is_empty (report))
    return CHART_NOTHING;
  for (guint i = 0; i < G_N_ELEMENTS (own_kinds); i++)
    if (strcmp (report->name, own_kinds[i].report) == 0)
      return own_kinds[i].kind;
  if (is_by_month (report))
    return CHART_MONTHS;
  return measure_type (report) == LF_COLUMN_DAYS ? CHART_DAYS : CHART_BARS;
}

double
lf_chart_height (const LfReport *report, double font_px)
{
  LfChartKind kind = kind_of (report);

  return font_px * (kinds[kind].height + MAX (report->rows->len, 1) * kinds[kind].row_height);
}

void
lf_chart_draw (const LfReport *report,
               const LfChartStyle *style,
               cairo_t *cr,
               double width,
               double height,
               int highlighted,
               GPtrArray **ret_marks)
{
  cairo_surface_t *nowhere
      = cr == NULL ? cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL) : NULL;
  g_autoptr (GPtrArray) marks
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_chart_mark_free);
  LfChart chart = { report, style, cr, width, height, highlighted, marks };

  if (nowhere != NULL)
    chart.cr = cairo_create (nowhere);
  cairo_save (chart.cr);
  kinds[kind_of (report)].draw (&chart);
  cairo_restore (chart.cr);
  if (nowhere != NULL)
    {
      cairo_destroy (chart.cr);
      cairo_surface_destroy (nowhere);
    }
  if (ret_marks != NULL)
    *ret_marks = g_steal_pointer (&marks);
}
