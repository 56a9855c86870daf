/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles: the projects of a battle chart side by side. */

#include "config.h"

#include "lf-wall-private.h"

enum
{
  LAMP,
  NAME, /* and the amount below */
  STAGE,
};

static const LfWallCell *
cell_at (const LfWallRow *row, guint i)
{
  return &g_array_index (row->cells, LfWallCell, i);
}

static void
draw_tile (LfWallPen *self, const LfWallRow *row, const double rect[4])
{
  const LfChartStyle *style = &self->sheet->style;
  gboolean is_pointed = lf_wall_pen_mark (self, rect, row->entity, row->id, NULL, row->tip);
  double gap = 0.25 * self->em, em = self->em;
  double x = rect[0] + gap, y = rect[1] + gap, width = rect[2] - 2 * gap,
         height = rect[3] - 2 * gap, left = x + 3.0 * em, right = x + width - 0.6 * em;
  const LfWallCell *name = cell_at (row, NAME), *stage = cell_at (row, STAGE);
  double amount_width
      = self->is_laid_out_only
            ? 0
            : MIN (lf_chart_text_width (&self->plain, name->second, 0.9), (right - left) * 0.58);

  lf_chart_color (&self->plain, style->foreground, is_pointed ? 0.16 : 0.05);
  cairo_rectangle (self->cr, x, y, width, height);
  cairo_fill (self->cr);
  if (cell_at (row, LAMP)->sign != LF_SIGN_NONE)
    {
      double color[4];

      lf_sign_color (self, cell_at (row, LAMP)->sign, color);
      lf_chart_color (&self->plain, color, 1);
      cairo_rectangle (self->cr, x, y, 0.3 * em, height);
      cairo_fill (self->cr);
    }
  else
    lf_wall_pen_text (self, FALSE, cell_at (row, LAMP)->text, x + 1.65 * em, y + height / 2, 2 * em,
                      LF_ALIGN_MIDDLE, 1, style->dim);
  lf_sign_draw (self, cell_at (row, LAMP)->sign, x + 1.65 * em, y + height / 2, 1.75 * em);
  lf_wall_pen_text (self, TRUE, name->text, left, y + height / 2 - 0.68 * em, right - left,
                    LF_ALIGN_START, 1, style->foreground);
  lf_wall_pen_text (self, FALSE, name->second, left, y + height / 2 + 0.72 * em,
                    (right - left) * 0.58, LF_ALIGN_START, 0.9, style->foreground);
  lf_wall_pen_text (self, FALSE, stage->text, right, y + height / 2 + 0.72 * em,
                    right - left - amount_width - 0.5 * em, LF_ALIGN_END, 0.85, style->dim);
}

void
lf_wall_draw_tiles (LfWallPen *self, const LfWallLayout *layout, const LfWallLine *line)
{
  for (guint i = 0; i < line->n; i++)
    draw_tile (self, self->wall->rows->pdata[line->first_row + i],
               (double[4]){ layout->margin + i * layout->tile_width, layout->body_top + line->y,
                            layout->tile_width, line->height });
}
