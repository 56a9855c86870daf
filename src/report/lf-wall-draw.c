/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of a wall chart: title, figures, headings, rows or tiles, legend. */

#include "config.h"

#include "lf-wall-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIGURE_SCALE 1.45
#define TITLE_SCALE 2.3
#define LEAST_TITLE_SCALE 1.5
#define LEAST_NODE_SCALE 0.7
#define FIT_STEP 0.97
#define SECOND_SCALE 0.8 /* of the line below */
#define SIGN 1.5         /* of a node, in the size of the type */
#define SIGN_ROOM 2.0    /* from its start to that of the text */
#define STACKED_SIGN 1.2 /* of one that has a line below it */
#define STACKED_SIGN_ROOM 1.55
#define LAMP 1.75 /* of a lamp */

void
lf_wall_mark_free (LfWallMark *self)
{
  g_free (self->id);
  g_free (self->filter);
  g_free (self->tip);
  g_free (self);
}

gboolean
lf_wall_pen_mark (LfWallPen *self,
                  const double rect[4],
                  const LfEntity *entity,
                  const char *id,
                  const char *filter,
                  const char *tip)
{
  LfWallMark *mark = g_new0 (LfWallMark, 1);
  gboolean is_highlighted = self->highlighted == (int) self->marks->len;

  *mark = (LfWallMark){ rect[0], rect[1],       rect[2],           rect[3],
                        entity,  g_strdup (id), g_strdup (filter), g_strdup (tip) };
  g_ptr_array_add (self->marks, mark);
  return is_highlighted;
}

void
lf_wall_pen_text (LfWallPen *self,
                  gboolean is_bold,
                  const char *text,
                  double x,
                  double y,
                  double width,
                  LfAlign align,
                  double scale,
                  const double color[4])
{
  if (text != NULL && *text != '\0' && !self->is_laid_out_only)
    lf_chart_text (is_bold ? &self->bold : &self->plain, text, x, y, width, align, scale, color);
}

static void
fill (LfWallPen *self, const double rect[4], const double color[4], double alpha)
{
  lf_chart_color (&self->plain, color, alpha);
  cairo_rectangle (self->cr, rect[0], rect[1], rect[2], rect[3]);
  cairo_fill (self->cr);
}

/* ---- Head and foot ---- */

/* What is long is written smaller before it is cut off. On a screen, letters are whole pixels wide:
 * whether the smaller ones fit has to be seen. */
static double
fitting_scale (
    LfWallPen *self, gboolean is_bold, const char *text, double room, double scale, double least)
{
  LfChart *chart = is_bold ? &self->bold : &self->plain;
  double width;

  if (self->is_laid_out_only || text == NULL)
    return scale;
  width = lf_chart_text_width (chart, text, scale);
  if (width <= room)
    return scale;
  scale = MAX (scale * room / width * 0.99, least);
  while (scale > least && lf_chart_text_width (chart, text, scale) > room)
    scale = MAX (scale * FIT_STEP, least);
  return scale;
}

static void
draw_title (LfWallPen *self, const LfWallLayout *layout)
{
  const LfChartStyle *style = &self->sheet->style;
  double y = layout->margin + 1.2 * layout->em, room = layout->inner * 0.7;
  double scale
      = fitting_scale (self, TRUE, self->wall->heading, room, TITLE_SCALE, LEAST_TITLE_SCALE);

  lf_wall_pen_text (self, TRUE, self->wall->heading, layout->margin, y, room, LF_ALIGN_START, scale,
                    style->foreground);
  lf_wall_pen_text (self, FALSE, self->wall->day, layout->margin + layout->inner,
                    y + 0.3 * self->em, layout->inner * 0.3, LF_ALIGN_END, 1.2, style->dim);
}

static void
draw_figure (LfWallPen *self, const LfWallLayout *layout, guint i)
{
  const LfChartStyle *style = &self->sheet->style;
  const LfReport *figures = self->wall->figures;
  const LfReportColumn *column = figures->columns->pdata[i];
  const LfReportCell *cell = ((GPtrArray *) figures->rows->pdata[0])->pdata[i];
  g_autofree char *value = lf_report_cell_format (column, cell);
  g_autofree char *tip = g_strdup_printf ("%s: %s", column->label, value);
  const LfWallBox *box = &g_array_index (layout->figures, LfWallBox, i);
  const double rect[4] = { box->x, box->y, box->width, box->height };
  gboolean is_first = box->x <= layout->margin;
  LfSign lamp = lf_wall_lamp_sign (lf_lamp_from_key (column->name));
  double room, x = rect[0] + (is_first ? 0 : 0.8 * self->em);

  if (cell->filter != NULL
      && lf_wall_pen_mark (self, rect, figures->entity, NULL, cell->filter, tip))
    fill (self, rect, style->accent, 0.15);
  if (!is_first)
    fill (self,
          (double[4]){ rect[0], rect[1] + 0.3 * self->em, self->em * 0.06,
                       box->height - 0.6 * self->em },
          style->dim, 0.4);
  if (lamp != LF_SIGN_NONE)
    {
      lf_sign_draw (self, lamp, x + 1.1 * self->em, rect[1] + box->height / 2, 2.0 * self->em);
      x += 2.7 * self->em;
    }
  room = rect[0] + rect[2] - x - 0.3 * self->em;
  lf_wall_pen_text (self, FALSE, column->label, x, rect[1] + 0.75 * self->em, room, LF_ALIGN_START,
                    0.85, style->dim);
  lf_wall_pen_text (self, TRUE, value, x, rect[1] + 2.2 * self->em, room, LF_ALIGN_START,
                    fitting_scale (self, TRUE, value, room, FIGURE_SCALE, 0.85), style->foreground);
}

static void
draw_headings (LfWallPen *self, const LfWallLayout *layout)
{
  const LfChartStyle *style = &self->sheet->style;
  const double rect[4]
      = { layout->margin, layout->headings_top, layout->inner, layout->headings_height };
  double x = layout->margin;

  if (layout->headings_height <= 0)
    return;
  fill (self, rect, style->foreground, 0.9);
  for (guint i = 0; i < self->wall->columns->len; i++)
    {
      const LfWallColumn *column = self->wall->columns->pdata[i];
      double width = g_array_index (layout->widths, double, i), gap = LF_WALL_GAP * self->em;
      gboolean is_end = column->kind == LF_WALL_NUMBER,
               is_middle = column->kind == LF_WALL_LAMP || column->kind == LF_WALL_PLACE;

      if (width > 0)
        lf_wall_pen_text (self, TRUE, column->label,
                          is_end      ? x + width - gap / 2
                          : is_middle ? x + width / 2
                                      : x + gap / 2,
                          rect[1] + rect[3] / 2, width - gap,
                          is_end      ? LF_ALIGN_END
                          : is_middle ? LF_ALIGN_MIDDLE
                                      : LF_ALIGN_START,
                          0.95, style->background);
      x += width;
    }
}

static void
draw_foot (LfWallPen *self, const LfWallLayout *layout, guint page)
{
  const LfChartStyle *style = &self->sheet->style;
  double em = style->font_px, scale = 0.85 * em / self->em;
  double y = self->sheet->height - layout->margin * 0.6 - 0.8 * em;
  /* Translators: a page of a wall chart: "Page 2 of 5" */
  g_autofree char *number = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, layout->n_pages);

  lf_wall_pen_text (self, FALSE, self->wall->note, layout->margin, y, layout->inner - 9 * em,
                    LF_ALIGN_START, scale, style->dim);
  lf_wall_pen_text (self, FALSE, number, layout->margin + layout->inner, y, 9 * em, LF_ALIGN_END,
                    scale, style->dim);
}

/* ---- Rows ---- */

static void
draw_bar (LfWallPen *self, const LfWallCell *cell, const double box[4])
{
  const LfChartStyle *style = &self->sheet->style;
  double text = 5.5 * self->em, room = MAX (box[2] - text, 0);

  fill (self, (double[4]){ box[0], box[1] + box[3] / 2 - 0.45 * self->em, room, 0.9 * self->em },
        style->dim, 0.2);
  fill (self,
        (double[4]){ box[0], box[1] + box[3] / 2 - 0.45 * self->em,
                     room * CLAMP (cell->share, 0, 1), 0.9 * self->em },
        style->accent, 1);
  lf_wall_pen_text (self, TRUE, cell->text, box[0] + box[2], box[1] + box[3] / 2,
                    text - 0.4 * self->em, LF_ALIGN_END, 1.05, style->foreground);
}

static void
draw_place (LfWallPen *self, const LfWallCell *cell, const double box[4])
{
  const LfChartStyle *style = &self->sheet->style;
  double x = box[0] + box[2] / 2, y = box[1] + box[3] / 2;
  gboolean is_medal = strlen (cell->text) == 1 && *cell->text <= '3';

  if (is_medal)
    {
      lf_chart_color (&self->plain, style->accent, 1);
      cairo_arc (self->cr, x, y, 0.95 * self->em, 0, 2 * G_PI);
      cairo_fill (self->cr);
    }
  lf_wall_pen_text (self, TRUE, cell->text, x, y, box[2], LF_ALIGN_MIDDLE, 1.2,
                    is_medal ? lf_chart_on (style->accent) : style->foreground);
}

/* What is late is said in the warning's colour, and in words. */
static const double *
second_color (const LfWallPen *self, LfSign sign)
{
  return sign == LF_SIGN_LATE || sign == LF_SIGN_DONE_LATE || sign == LF_SIGN_WARNED
             ? self->sheet->style.warning
             : self->sheet->style.dim;
}

/* Beside its sign, or the second line below it: then there is more room for that. */
static void
draw_node (LfWallPen *self, const LfWallCell *cell, const double box[4])
{
  const LfChartStyle *style = &self->sheet->style;
  gboolean has_second = cell->second != NULL && *cell->second != '\0';
  double sign = (self->is_stacked ? STACKED_SIGN : SIGN) * self->em;
  double beside = (self->is_stacked ? STACKED_SIGN_ROOM : SIGN_ROOM) * self->em;
  double middle = box[1] + box[3] / 2, y = middle - (has_second ? 0.52 * self->em : 0);
  double room = box[2] - beside, below = self->is_stacked ? box[2] : room;

  lf_sign_draw (self, cell->sign, box[0] + sign / 2 + 0.05 * self->em,
                self->is_stacked ? y : middle, sign);
  lf_wall_pen_text (self, FALSE, cell->text, box[0] + beside, y, room, LF_ALIGN_START,
                    fitting_scale (self, FALSE, cell->text, room, 1, LEAST_NODE_SCALE),
                    cell->sign == LF_SIGN_PLANNED ? style->dim : style->foreground);
  if (has_second)
    lf_wall_pen_text (
        self, FALSE, cell->second, self->is_stacked ? box[0] : box[0] + beside,
        middle + (self->is_stacked ? 0.72 : 0.62) * self->em, below, LF_ALIGN_START,
        fitting_scale (self, FALSE, cell->second, below, SECOND_SCALE, LEAST_NODE_SCALE),
        second_color (self, cell->sign));
}

static void
draw_text (LfWallPen *self, const LfWallColumn *column, const LfWallCell *cell, double box[4])
{
  const LfChartStyle *style = &self->sheet->style;
  gboolean is_end = column->kind == LF_WALL_NUMBER;
  gboolean has_second = cell->second != NULL && *cell->second != '\0';
  gboolean is_name = column->grow >= 2;
  double middle = box[1] + box[3] / 2, scale = is_name ? 1.05 : 1, x;

  if (cell->sign != LF_SIGN_NONE && !is_end)
    {
      lf_sign_draw (self, cell->sign, box[0] + 0.8 * self->em, middle, SIGN * self->em);
      box[0] += SIGN_ROOM * self->em;
      box[2] -= SIGN_ROOM * self->em;
    }
  x = is_end ? box[0] + box[2] : box[0];
  if (is_end) /* an amount without its unit tells nothing */
    scale = fitting_scale (self, FALSE, cell->text, box[2], scale, LEAST_NODE_SCALE);
  lf_wall_pen_text (self, is_name, cell->text, x, middle - (has_second ? 0.52 * self->em : 0),
                    box[2], is_end ? LF_ALIGN_END : LF_ALIGN_START, scale,
                    cell->sign == LF_SIGN_PLANNED ? style->dim : style->foreground);
  if (has_second)
    lf_wall_pen_text (self, FALSE, cell->second, x, middle + 0.62 * self->em, box[2],
                      is_end ? LF_ALIGN_END : LF_ALIGN_START, SECOND_SCALE,
                      second_color (self, cell->sign));
}

static void
draw_cell (LfWallPen *self, const LfWallColumn *column, const LfWallCell *cell, double box[4])
{
  switch (column->kind)
    {
    case LF_WALL_LAMP:
      lf_sign_draw (self, cell->sign, box[0] + box[2] / 2, box[1] + box[3] / 2, LAMP * self->em);
      if (cell->sign == LF_SIGN_NONE)
        lf_wall_pen_text (self, FALSE, cell->text, box[0] + box[2] / 2, box[1] + box[3] / 2, box[2],
                          LF_ALIGN_MIDDLE, 1, self->sheet->style.dim);
      break;
    case LF_WALL_BAR:
      draw_bar (self, cell, box);
      break;
    case LF_WALL_PLACE:
      draw_place (self, cell, box);
      break;
    case LF_WALL_NODE:
      draw_node (self, cell, box);
      break;
    case LF_WALL_TEXT:
    case LF_WALL_NUMBER:
    default:
      draw_text (self, column, cell, box);
    }
}

static void
draw_row (LfWallPen *self, const LfWallLayout *layout, const LfWallLine *line)
{
  const LfChartStyle *style = &self->sheet->style;
  const LfWallRow *row = self->wall->rows->pdata[line->first_row];
  const double rect[4]
      = { layout->margin, layout->body_top + line->y, layout->inner, line->height };
  double x = layout->margin, gap = LF_WALL_GAP * self->em;

  if (lf_wall_pen_mark (self, rect, row->entity, row->id, row->filter, row->tip))
    fill (self, rect, style->accent, 0.18);
  else if (line->first_row % 2 == 1)
    fill (self, rect, style->foreground, 0.04);
  for (guint i = 0; i < MIN (row->cells->len, self->wall->columns->len); i++)
    {
      double width = g_array_index (layout->widths, double, i);
      double box[4] = { x + gap / 2, rect[1], width - gap, rect[3] };

      if (width > 0)
        draw_cell (self, self->wall->columns->pdata[i], &g_array_index (row->cells, LfWallCell, i),
                   box);
      x += width;
    }
  fill (self, (double[4]){ rect[0], rect[1] + rect[3], rect[2], self->em * 0.04 }, style->dim, 0.5);
}

static void
draw_section (LfWallPen *self, const LfWallLayout *layout, const LfWallLine *line)
{
  const LfChartStyle *style = &self->sheet->style;
  const LfWallSection *section = self->wall->sections->pdata[line->section];
  const double rect[4]
      = { layout->margin, layout->body_top + line->y, layout->inner, line->height };
  double middle = rect[1] + rect[3] / 2, end = rect[0] + rect[2] - 0.6 * self->em;
  g_autofree char *figures
      = g_strdup_printf ("%s · %s", section->count == NULL ? "" : section->count,
                         section->sum == NULL ? "" : section->sum);
  g_autofree char *title = line->is_continued
                               ? g_strdup_printf (_ ("%s (continued)"), section->title)
                               : g_strdup (section->title);
  g_autofree char *tip = g_strdup_printf ("%s: %s", section->title, figures);
  gboolean is_pointed
      = lf_wall_pen_mark (self, rect, self->wall->entity, NULL, section->filter, tip);

  fill (self, rect, style->accent, is_pointed ? 0.34 : 0.2);
  fill (self, (double[4]){ rect[0], rect[1], 0.35 * self->em, rect[3] }, style->accent, 1);
  lf_wall_pen_text (self, TRUE, title, rect[0] + self->em, middle, rect[2] * 0.55, LF_ALIGN_START,
                    1.15, style->foreground);
  lf_wall_pen_text (self, TRUE, section->sum == NULL ? section->count : figures, end, middle,
                    rect[2] * 0.4, LF_ALIGN_END, 1.05, style->foreground);
}

/* ---- The page ---- */

static void
widen_of_row (LfWallPen *self,
              const LfWallLayout *layout,
              const LfWallRow *row,
              LfChartWidest *widest,
              double *least)
{
  for (guint i = 0; i < MIN (row->cells->len, self->wall->columns->len); i++)
    {
      const LfWallColumn *column = self->wall->columns->pdata[i];
      const LfWallCell *cell = &g_array_index (row->cells, LfWallCell, i);
      double width = g_array_index (layout->widths, double, i);

      if (column->kind != LF_WALL_NODE || width <= 0)
        continue;
      *least = MIN (*least, width);
      if (cell->second != NULL)
        lf_chart_widen (&self->plain, widest, cell->second, SECOND_SCALE);
    }
}

/* All nodes of a page stand alike: below their signs where one would not fit beside it. */
static gboolean
are_nodes_stacked (LfWallPen *self, const LfWallLayout *layout, guint page)
{
  LfChartWidest widest = { 0 };
  double least = G_MAXDOUBLE;

  if (self->is_laid_out_only || self->wall->is_tiles || !self->wall->has_two_lines)
    return FALSE;
  for (guint i = 0; i < layout->lines->len; i++)
    {
      const LfWallLine *line = &g_array_index (layout->lines, LfWallLine, i);

      if (line->page == page && line->n > 0)
        widen_of_row (self, layout, self->wall->rows->pdata[line->first_row], &widest, &least);
    }
  return widest.width > least - (LF_WALL_GAP + SIGN_ROOM) * self->em;
}

static void
draw_page (LfWallPen *self, const LfWallLayout *layout, guint page)
{
  const LfChartStyle *style = &self->sheet->style;

  self->is_stacked = are_nodes_stacked (self, layout, page);
  draw_title (self, layout);
  for (guint i = 0; i < self->wall->figures->columns->len; i++)
    draw_figure (self, layout, i);
  draw_headings (self, layout);
  if (self->wall->rows->len == 0)
    lf_wall_pen_text (self, FALSE, self->wall->nothing, self->sheet->width / 2,
                      layout->body_top + layout->body_height / 2, layout->inner, LF_ALIGN_MIDDLE,
                      1.4, style->dim);
  for (guint i = 0; i < layout->lines->len; i++)
    {
      const LfWallLine *line = &g_array_index (layout->lines, LfWallLine, i);

      if (line->page != page)
        continue;
      if (line->n == 0)
        draw_section (self, layout, line);
      else if (self->wall->is_tiles)
        lf_wall_draw_tiles (self, layout, line);
      else
        draw_row (self, layout, line);
    }
  draw_foot (self, layout, page);
}

static gboolean
is_dark (const double color[4])
{
  return 0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2] < 0.5;
}

static void
draw (const LfWall *self,
      const LfWallSheet *sheet,
      guint page,
      cairo_t *cr,
      int highlighted,
      GPtrArray **ret_marks,
      LfChartTrace *trace)
{
  g_auto (LfWallLayout) layout = { 0 };
  cairo_surface_t *nowhere
      = cr == NULL ? cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL) : NULL;
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_wall_mark_free);
  LfChartStyle plain = sheet->style, bold;
  g_autofree char *font = g_strconcat (sheet->style.font, " Bold", NULL);
  LfWallPen pen = { .wall = self,
                    .sheet = sheet,
                    .is_dark = is_dark (sheet->style.background),
                    .is_laid_out_only = cr == NULL,
                    .highlighted = highlighted,
                    .marks = marks };

  lf_wall_lay_out (self, sheet, &layout);
  plain.font_px = pen.em = layout.em;
  bold = plain;
  bold.font = font;
  pen.cr = nowhere == NULL ? cr : cairo_create (nowhere);
  pen.plain = (LfChart){ .style = &plain, .cr = pen.cr, .trace = trace };
  pen.bold = (LfChart){ .style = &bold, .cr = pen.cr, .trace = trace };
  cairo_save (pen.cr);
  lf_chart_color (&pen.plain, sheet->style.background, 1);
  cairo_rectangle (pen.cr, 0, 0, sheet->width, sheet->height);
  cairo_fill (pen.cr);
  if (page < layout.n_pages)
    draw_page (&pen, &layout, page);
  cairo_restore (pen.cr);
  if (nowhere != NULL)
    {
      cairo_destroy (pen.cr);
      cairo_surface_destroy (nowhere);
    }
  if (ret_marks != NULL)
    *ret_marks = g_steal_pointer (&marks);
}

void
lf_wall_draw (const LfWall *self,
              const LfWallSheet *sheet,
              guint page,
              cairo_t *cr,
              int highlighted,
              GPtrArray **ret_marks)
{
  draw (self, sheet, page, cr, highlighted, ret_marks, /* trace= */ NULL);
}

void
lf_wall_draw_traced (
    const LfWall *self, const LfWallSheet *sheet, guint page, cairo_t *cr, LfChartTrace *trace)
{
  draw (self, sheet, page, cr, /* highlighted= */ -1, /* ret_marks= */ NULL, trace);
}
