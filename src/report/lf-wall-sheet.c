/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets to draw a wall chart on, and what goes where on how many pages. */

#include "config.h"

#include "lf-wall-private.h"

#include <math.h>
#include <string.h>

#define MARGIN 2.2 /* all in the size of the type */
#define TITLE 3.6
#define FIGURE 3.5
#define LEAST_FIGURE 6.2 /* times how much it has to say */
#define HEADINGS 2.0
#define SECTION 2.2
#define ROW 2.7
#define LOW_ROW 2.0
#define TILE 3.7
#define LEAST_TILE 17.5
#define FOOT 2.4
#define LARGER 0.1 /* steps of larger type, where there is room */
#define N_LARGER 7
#define MOST_STRETCH 1.35 /* of the rows of a chart that does not fill its page */

/* In points, upright. */
static const struct
{
  const char *name;
  double width, height;
} papers[] = {
  { "A4", 595.28, 841.89 },   { "A3", 841.89, 1190.55 },  { "A2", 1190.55, 1683.78 },
  { "A1", 1683.78, 2383.94 }, { "A0", 2383.94, 3370.39 },
};

const char *const *
lf_wall_papers (void)
{
  static const char *names[G_N_ELEMENTS (papers) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    names[i] = papers[i].name;
  return names;
}

/* 7.5 points on A4, which is held in the hand; 28.5 points, 10 mm, on A0, which is not. */
void
lf_wall_sheet_points (double width, double height, LfWallSheet *ret_sheet)
{
  *ret_sheet = (LfWallSheet){ width, height };
  lf_chart_style_paper (&ret_sheet->style);
  ret_sheet->style.font_px = MAX (hypot (width, height) / 145, 7.5);
}

gboolean
lf_wall_sheet_paper (const char *paper, gboolean is_upright, LfWallSheet *ret_sheet)
{
  for (guint i = 0; i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (papers[i].name, paper) == 0)
      {
        double width = papers[i].width, height = papers[i].height;

        lf_wall_sheet_points (is_upright ? width : height, is_upright ? height : width, ret_sheet);
        return TRUE;
      }
  return FALSE;
}

void
lf_wall_sheet_screen (double width,
                      double height,
                      const LfChartStyle *style,
                      LfWallSheet *ret_sheet)
{
  *ret_sheet = (LfWallSheet){ width, height, *style, .is_screen = TRUE };
  ret_sheet->style.font_px = CLAMP (hypot (width, height) / 98, 12, 60);
}

void
lf_wall_style_dark (LfChartStyle *ret_style)
{
  *ret_style = (LfChartStyle){ .foreground = { 0.96, 0.97, 0.98, 1 },
                               .dim = { 0.68, 0.72, 0.77, 1 },
                               .background = { 0.07, 0.09, 0.12, 1 },
                               .accent = { 0.36, 0.73, 0.86, 1 },
                               .warning = { 1, 0.62, 0.36, 1 },
                               .font = "Noto Sans CJK SC, sans-serif",
                               .font_px = 14 };
}

/* ---- Columns ---- */

static double
least_width (const LfWall *self, const LfWallLayout *layout)
{
  double width = 0;

  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (layout->widths, double, i) > 0)
      width += (((const LfWallColumn *) self->columns->pdata[i])->least + LF_WALL_GAP) * layout->em;
  return width;
}

/* What is wanted least goes first. */
static gboolean
drop_one (const LfWall *self, LfWallLayout *layout)
{
  guint most = 0, which = 0;

  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfWallColumn *column = self->columns->pdata[i];

      if (g_array_index (layout->widths, double, i) > 0 && column->drop > most)
        {
          most = column->drop;
          which = i;
        }
    }
  if (most > 0)
    g_array_index (layout->widths, double, which) = 0;
  return most > 0;
}

static void
lay_out_columns (const LfWall *self, LfWallLayout *layout)
{
  double least, grow = 0;

  g_array_set_size (layout->widths, self->columns->len);
  for (guint i = 0; i < self->columns->len; i++)
    g_array_index (layout->widths, double, i) = 1;
  while (least_width (self, layout) > layout->inner && drop_one (self, layout))
    ;
  least = least_width (self, layout);
  for (guint i = 0; i < self->columns->len; i++)
    if (g_array_index (layout->widths, double, i) > 0)
      grow += ((const LfWallColumn *) self->columns->pdata[i])->grow;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfWallColumn *column = self->columns->pdata[i];
      double *width = &g_array_index (layout->widths, double, i);

      if (*width > 0)
        *width = (column->least + LF_WALL_GAP) * layout->em * MIN (layout->inner / least, 1)
                 + (grow > 0 ? MAX (layout->inner - least, 0) * column->grow / grow : 0);
    }
}

static guint
count_columns (const LfWallLayout *layout)
{
  guint n = 0;

  for (guint i = 0; i < layout->widths->len; i++)
    n += g_array_index (layout->widths, double, i) > 0;
  return n;
}

/* ---- Lines ---- */

static void
add_line (LfWallLayout *layout, LfWallLine line, double height, double *y)
{
  line.page = layout->n_pages - 1;
  line.y = *y;
  line.height = height;
  g_array_append_val (layout->lines, line);
  *y += height;
}

static void
next_page (LfWallLayout *layout, double *y)
{
  layout->n_pages++;
  *y = 0;
}

/* The head of a section never stands alone, and stands again where the section goes on. */
static void
add_section (const LfWall *self, LfWallLayout *layout, guint index, double *y)
{
  const LfWallSection *section = self->sections->pdata[index];
  double head = section->title == NULL ? 0 : layout->section_height;
  guint step = self->is_tiles ? layout->n_tile_columns : 1;

  if (*y > 0 && *y + head + layout->row_height > layout->body_height + 0.01)
    next_page (layout, y);
  if (head > 0)
    add_line (layout, (LfWallLine){ .section = index }, head, y);
  for (guint i = 0; i < section->n; i += step)
    {
      if (*y > head && *y + layout->row_height > layout->body_height + 0.01)
        {
          next_page (layout, y);
          if (head > 0)
            add_line (layout, (LfWallLine){ .section = index, .is_continued = TRUE }, head, y);
        }
      add_line (layout,
                (LfWallLine){ .section = index,
                              .first_row = section->first_row + i,
                              .n = MIN (step, section->n - i) },
                layout->row_height, y);
    }
}

static double
fill_pages (const LfWall *self, LfWallLayout *layout)
{
  double y = 0;

  layout->n_pages = 1;
  g_array_set_size (layout->lines, 0);
  for (guint i = 0; i < self->sections->len; i++)
    add_section (self, layout, i, &y);
  return y;
}

/* ---- The whole ---- */

static double
weight_of (const LfReportColumn *column)
{
  return column->type == LF_COLUMN_MONEY ? 1.7 : column->type == LF_COLUMN_PERCENT ? 1.1 : 0.9;
}

/* In as few lines as they fit in, as many in each. */
static void
lay_out_figures (const LfWall *self, LfWallLayout *layout)
{
  guint n = self->figures->columns->len, per_line, n_lines;
  double all = 0;

  for (guint i = 0; i < n; i++)
    all += weight_of (self->figures->columns->pdata[i]);
  n_lines = MAX ((guint) ceil (all * LEAST_FIGURE * layout->em / layout->inner), 1);
  per_line = MAX ((n + n_lines - 1) / n_lines, 1);
  for (guint first = 0; first < n; first += per_line)
    {
      guint end = MIN (first + per_line, n);
      double weight = 0, x = layout->margin;

      for (guint i = first; i < end; i++)
        weight += weight_of (self->figures->columns->pdata[i]);
      for (guint i = first; i < end; i++)
        {
          const LfWallBox box
              = { x, layout->figures_top + layout->figures_height,
                  layout->inner * weight_of (self->figures->columns->pdata[i]) / weight,
                  FIGURE * layout->em };

          g_array_append_val (layout->figures, box);
          x += box.width;
        }
      layout->figures_height += FIGURE * layout->em;
    }
}

static void
lay_out_head (const LfWall *self, LfWallLayout *layout, const LfWallSheet *sheet)
{
  guint n = self->figures->columns->len;
  double em = layout->em;

  layout->title_height = TITLE * em;
  layout->figures_top = layout->margin + layout->title_height;
  lay_out_figures (self, layout);
  layout->headings_top = layout->figures_top + layout->figures_height + (n == 0 ? 0 : 0.8 * em);
  layout->headings_height = self->is_tiles || self->rows->len == 0 ? 0 : HEADINGS * em;
  layout->body_top = layout->headings_top + layout->headings_height;
  layout->body_height
      = MAX (sheet->height - layout->margin * 0.6 - FOOT * sheet->style.font_px - layout->body_top,
             5 * em);
}

static void
lay_out_at (const LfWall *self, const LfWallSheet *sheet, double em, LfWallLayout *ret_layout)
{
  *ret_layout = (LfWallLayout){ .em = em, .margin = MARGIN * sheet->style.font_px };
  ret_layout->inner = sheet->width - 2 * ret_layout->margin;
  ret_layout->figures = g_array_new (FALSE, TRUE, sizeof (LfWallBox));
  ret_layout->widths = g_array_new (FALSE, TRUE, sizeof (double));
  ret_layout->lines = g_array_new (FALSE, TRUE, sizeof (LfWallLine));
  lay_out_head (self, ret_layout, sheet);
  lay_out_columns (self, ret_layout);
  ret_layout->section_height = SECTION * em;
  ret_layout->row_height = (self->is_tiles ? TILE : self->has_two_lines ? ROW : LOW_ROW) * em;
  ret_layout->n_tile_columns = MAX ((guint) (ret_layout->inner / (LEAST_TILE * em)), 1);
  ret_layout->tile_width = ret_layout->inner / ret_layout->n_tile_columns;
  ret_layout->used_height = fill_pages (self, ret_layout);
}

/* Rows that leave room stand a little further apart. */
static void
stretch (const LfWall *self, LfWallLayout *layout)
{
  double by;

  if (layout->n_pages > 1 || layout->used_height <= 0)
    return;
  by = MIN (layout->body_height / layout->used_height, MOST_STRETCH);
  layout->row_height *= by;
  layout->section_height *= by;
  fill_pages (self, layout);
}

/* Whether all of it stands on the one page, nothing narrower than it reads well. */
static gboolean
fits (const LfWall *self, const LfWallLayout *layout)
{
  return layout->n_pages == 1
         && (self->is_tiles || least_width (self, layout) <= layout->inner + 0.01)
         && layout->figures_height <= FIGURE * layout->em * 1.01;
}

/* What has little to say says it in larger type. */
void
lf_wall_lay_out (const LfWall *self, const LfWallSheet *sheet, LfWallLayout *ret_layout)
{
  double em = sheet->style.font_px;
  guint n_columns;

  lay_out_at (self, sheet, em, ret_layout);
  n_columns = count_columns (ret_layout);
  for (guint step = N_LARGER; ret_layout->n_pages == 1 && self->rows->len > 0 && step > 0; step--)
    {
      g_auto (LfWallLayout) larger = { 0 };

      lay_out_at (self, sheet, em * (1 + LARGER * step), &larger);
      if (!fits (self, &larger) || count_columns (&larger) < n_columns)
        continue;
      lf_wall_layout_clear (ret_layout);
      *ret_layout = larger;
      larger = (LfWallLayout){ 0 };
      break;
    }
  stretch (self, ret_layout);
}

void
lf_wall_layout_clear (LfWallLayout *self)
{
  g_clear_pointer (&self->figures, g_array_unref);
  g_clear_pointer (&self->widths, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
}

guint
lf_wall_n_pages (const LfWall *self, const LfWallSheet *sheet)
{
  g_auto (LfWallLayout) layout = { 0 };

  lf_wall_lay_out (self, sheet, &layout);
  return layout.n_pages;
}
