/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper. */

#include "config.h"

#include "lf-paper-private.h"

#include "lf-chart.h"
#include "lf-report-private.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>
#include <string.h>

#define MARGIN 56.0
#define WIDTH (LF_PAPER_WIDTH - 2 * MARGIN)
#define BOTTOM (LF_PAPER_HEIGHT - MARGIN)
#define GUTTER 8.0 /* between the columns of a table */

/* clang-format off */
static const struct { double px, before, after; gboolean is_bold, is_dim; }
looks[LF_PAPER_N_KINDS] = {
  [LF_PAPER_TITLE] = { 20, 0, 2, TRUE, FALSE },
  [LF_PAPER_SUBTITLE] = { 10.5, 0, 6, FALSE, TRUE },
  [LF_PAPER_HEADING] = { 13, 14, 4, TRUE, FALSE },
  [LF_PAPER_TEXT] = { 10.5, 2, 4, FALSE, FALSE },
  [LF_PAPER_TABLE_HEAD] = { 9.5, 4, 3, FALSE, TRUE },
  [LF_PAPER_ROW] = { 10, 2, 2, FALSE, FALSE },
};
/* clang-format on */

typedef struct
{
  LfPaperKind kind;
  char **cells;
  double *shares; /* of LF_PAPER_TABLE_HEAD and LF_PAPER_ROW: the table's, owned by its head */
} Block;

/* A line of a text, or a row, where it stands. */
typedef struct
{
  const Block *block;
  guint page;
  double y;
  guint first, n; /* lines of a text */
} Placed;

struct _LfPaper
{
  GPtrArray *blocks;  /* (element-type Block) */
  const Block *table; /* (nullable): the head of the one that is being filled */
  PangoContext *context;
  GArray *placed; /* (element-type Placed) (nullable): laid out */
  guint n_pages;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_strfreev (block->cells);
  if (block->kind == LF_PAPER_TABLE_HEAD)
    g_free (block->shares);
  g_free (block);
}

static Block *
add_block (LfPaper *self, LfPaperKind kind, char **cells, double *shares)
{
  Block *block = g_new (Block, 1);

  g_return_val_if_fail (self->placed == NULL, NULL);
  *block = (Block){ kind, cells, shares };
  g_ptr_array_add (self->blocks, block);
  return block;
}

static void
add_one (LfPaper *self, LfPaperKind kind, const char *text)
{
  char **cells = g_new0 (char *, 2);

  cells[0] = g_strdup (text);
  add_block (self, kind, cells, NULL);
  self->table = NULL;
}

LfPaper *
lf_paper_new (const char *title, const char *subtitle)
{
  LfPaper *self = g_new0 (LfPaper, 1);

  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  add_one (self, LF_PAPER_TITLE, title);
  if (subtitle != NULL)
    add_one (self, LF_PAPER_SUBTITLE, subtitle);
  return self;
}

void
lf_paper_free (LfPaper *self)
{
  g_clear_pointer (&self->placed, g_array_unref);
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  g_free (self);
}

void
lf_paper_add_heading (LfPaper *self, const char *text)
{
  add_one (self, LF_PAPER_HEADING, text);
}

void
lf_paper_add_text (LfPaper *self, const char *text)
{
  add_one (self, LF_PAPER_TEXT, text);
}

void
lf_paper_begin_table (LfPaper *self, const char *const *headings, const double *shares)
{
  guint n = g_strv_length ((char **) headings);

  self->table = add_block (self, LF_PAPER_TABLE_HEAD, g_strdupv ((char **) headings),
                           g_memdup2 (shares, n * sizeof *shares));
}

void
lf_paper_add_row (LfPaper *self, const char *const *cells)
{
  guint n = g_strv_length (self->table->cells);
  char **copy = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    copy[i] = g_strdup (cells[i] == NULL ? "" : cells[i]);
  add_block (self, LF_PAPER_ROW, copy, self->table->shares);
}

const char *
lf_paper_title (const LfPaper *self)
{
  return ((const Block *) self->blocks->pdata[0])->cells[0];
}

/* ---- Laying out ---- */

static double
column_width (const Block *block, guint column)
{
  return block->shares == NULL ? WIDTH : WIDTH * block->shares[column] - GUTTER;
}

static PangoLayout *
make_layout (const LfPaper *self, const Block *block, guint column)
{
  PangoLayout *layout = pango_layout_new (self->context);
  LfChartStyle style;
  PangoFontDescription *font;

  lf_chart_style_paper (&style);
  font = pango_font_description_from_string (style.font);
  pango_font_description_set_absolute_size (font, looks[block->kind].px * PANGO_SCALE);
  pango_font_description_set_weight (font, looks[block->kind].is_bold ? PANGO_WEIGHT_BOLD
                                                                      : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, (int) (column_width (block, column) * PANGO_SCALE));
  pango_layout_set_text (layout, block->cells[column], -1);
  /* a cell is never longer than a page: texts are, and go on over it */
  if (block->shares != NULL)
    {
      pango_layout_set_height (layout, (int) ((BOTTOM - MARGIN) / 2 * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
  return layout;
}

static double
layout_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static double
row_height (const LfPaper *self, const Block *block)
{
  double most = 0;

  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout = make_layout (self, block, i);

      most = MAX (most, layout_height (layout));
    }
  return most;
}

static void
turn_page (LfPaper *self, double *y)
{
  self->n_pages++;
  *y = MARGIN;
}

static void
place (LfPaper *self, const Block *block, double y, guint first, guint n)
{
  Placed placed = { block, self->n_pages - 1, y, first, n };

  g_array_append_val (self->placed, placed);
}

/* As many of its lines on each page as there is room for. */
static void
place_text (LfPaper *self, const Block *block, double *y)
{
  g_autoptr (PangoLayout) layout = make_layout (self, block, 0);
  guint n_lines = (guint) pango_layout_get_line_count (layout);
  double line = layout_height (layout) / MAX (n_lines, 1);

  for (guint first = 0; first < n_lines;)
    {
      guint n = (guint) MAX ((BOTTOM - *y) / line, 0);

      n = MIN (n, n_lines - first);
      if (n > 0)
        place (self, block, *y, first, n);
      *y += n * line;
      first += n;
      if (first < n_lines)
        turn_page (self, y);
    }
}

/* @head: (nullable): of the table, put on the next page again */
static void
place_row (LfPaper *self, const Block *block, const Block *head, double *y)
{
  double height = row_height (self, block);

  if (*y + height > BOTTOM)
    {
      turn_page (self, y);
      if (head != NULL)
        {
          place (self, head, *y, 0, 0);
          *y += row_height (self, head) + looks[LF_PAPER_TABLE_HEAD].after;
        }
    }
  place (self, block, *y, 0, 0);
  *y += height;
}

/* What a heading must have below it on its page: itself and the beginning of what follows. */
static gboolean
has_room (LfPaperKind kind, double y)
{
  return (kind != LF_PAPER_HEADING && kind != LF_PAPER_TABLE_HEAD)
         || y + 4 * looks[kind].px < BOTTOM;
}

static void
lay_out (LfPaper *self)
{
  const Block *head = NULL;
  double y;

  if (self->placed != NULL)
    return;
  self->placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  turn_page (self, &y);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      head = block->kind == LF_PAPER_TABLE_HEAD ? block : block->kind == LF_PAPER_ROW ? head : NULL;
      y += y > MARGIN ? looks[block->kind].before : 0;
      if (!has_room (block->kind, y))
        turn_page (self, &y);
      if (block->shares == NULL)
        place_text (self, block, &y);
      else
        place_row (self, block, block->kind == LF_PAPER_ROW ? head : NULL, &y);
      y += looks[block->kind].after;
    }
}

guint
lf_paper_n_pages (LfPaper *self)
{
  lay_out (self);
  return self->n_pages;
}

/* ---- Drawing ---- */

static void
set_colour (cairo_t *cr, gboolean is_dim)
{
  LfChartStyle style;
  const double *colour;

  lf_chart_style_paper (&style);
  colour = is_dim ? style.dim : style.foreground;
  cairo_set_source_rgb (cr, colour[0], colour[1], colour[2]);
}

static void
draw_lines (const LfPaper *self, const Placed *placed, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = make_layout (self, placed->block, 0);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  double top = 0;

  for (guint i = 0; i < placed->first + placed->n; i++, pango_layout_iter_next_line (iter))
    {
      PangoRectangle box;

      pango_layout_iter_get_line_extents (iter, NULL, &box);
      if (i == placed->first)
        top = (double) box.y / PANGO_SCALE;
      if (i < placed->first)
        continue;
      cairo_move_to (cr, MARGIN,
                     placed->y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE
                         - top);
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
    }
  pango_layout_iter_free (iter);
}

static void
draw_rule (cairo_t *cr, double y)
{
  set_colour (cr, TRUE);
  cairo_set_line_width (cr, 0.4);
  cairo_move_to (cr, MARGIN, y);
  cairo_line_to (cr, MARGIN + WIDTH, y);
  cairo_stroke (cr);
}

static void
draw_row (const LfPaper *self, const Placed *placed, cairo_t *cr)
{
  const Block *block = placed->block;
  double x = MARGIN;

  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      g_autoptr (PangoLayout) layout = make_layout (self, block, i);

      cairo_move_to (cr, x, placed->y);
      pango_cairo_show_layout (cr, layout);
      x += WIDTH * block->shares[i];
    }
  draw_rule (cr, placed->y + row_height (self, block) + looks[block->kind].after / 2);
}

static void
draw_number (const LfPaper *self, cairo_t *cr, guint page)
{
  g_autofree char *text = g_strdup_printf (C_ ("page", "%1$u of %2$u"), page + 1, self->n_pages);
  char *cells[] = { text, NULL };
  const Block block = { LF_PAPER_TABLE_HEAD, cells, NULL };
  g_autoptr (PangoLayout) layout = make_layout (self, &block, 0);

  pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  set_colour (cr, TRUE);
  cairo_move_to (cr, MARGIN, BOTTOM + 12);
  pango_cairo_show_layout (cr, layout);
}

void
lf_paper_draw_page (LfPaper *self, cairo_t *cr, guint page)
{
  lay_out (self);
  pango_cairo_update_context (cr, self->context);
  for (guint i = 0; i < self->placed->len; i++)
    {
      const Placed *placed = &g_array_index (self->placed, Placed, i);

      if (placed->page != page)
        continue;
      set_colour (cr, looks[placed->block->kind].is_dim);
      if (placed->block->shares == NULL)
        draw_lines (self, placed, cr);
      else
        draw_row (self, placed, cr);
    }
  if (self->n_pages > 1)
    draw_number (self, cr, page);
}

/* ---- Files ---- */

void
lf_paper_foreach (const LfPaper *self, LfPaperVisit visit, gpointer user_data)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];

      visit (block->kind, (const char *const *) block->cells, block->shares, user_data);
    }
}

char *
lf_paper_to_text (const LfPaper *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = self->blocks->pdata[i];
      g_autofree char *line = g_strjoinv ("\t", block->cells);

      if (block->kind == LF_PAPER_HEADING)
        g_string_append_c (text, '\n');
      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}

static gboolean
write_pdf (LfPaper *self, const char *path, GError **error)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (lf_report_append_bytes, file,
                                                                  LF_PAPER_WIDTH, LF_PAPER_HEIGHT);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, lf_paper_title (self));
  for (guint page = 0; page < lf_paper_n_pages (self); page++)
    {
      lf_paper_draw_page (self, cr, page);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return lf_report_write_bytes (path, file->data, file->len, error);
  lf_report_set_error (error, path, cairo_status_to_string (status));
  return FALSE;
}

gboolean
lf_paper_write (LfPaper *self, const char *path, GError **error)
{
  g_autofree char *text = NULL;

  if (lf_report_has_ending (path, ".pdf"))
    return write_pdf (self, path, error);
  if (lf_report_has_ending (path, ".xlsx"))
    return lf_paper_write_xlsx (self, path, error);
  if (lf_report_has_ending (path, ".txt"))
    {
      text = lf_paper_to_text (self);
      return lf_report_write_bytes (path, text, strlen (text), error);
    }
  g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
               _ ("“%s” does not end in .pdf, .xlsx or .txt, so it is not clear what to write."),
               path);
  return FALSE;
}
