/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper as a spreadsheet: what a table says in its cells, texts above and below in the first one.
 */

#include "config.h"

#include "lf-paper-private.h"
#include "lf-report-book.h"

#define SHEET_WIDTH 110.0 /* characters: what the columns of a table share */

typedef struct
{
  lxw_worksheet *sheet;
  lxw_format *formats[LF_PAPER_N_KINDS];
  lxw_row_t at;
  gboolean has_table;
} Book;

static void
make_formats (Book *self, lxw_workbook *workbook)
{
  static const double sizes[LF_PAPER_N_KINDS] = { [LF_PAPER_TITLE] = 14, [LF_PAPER_HEADING] = 12 };

  for (guint i = 0; i < LF_PAPER_N_KINDS; i++)
    {
      lxw_format *format = workbook_add_format (workbook);

      format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
      if (sizes[i] > 0)
        format_set_font_size (format, sizes[i]);
      if (sizes[i] > 0 || i == LF_PAPER_TABLE_HEAD)
        format_set_bold (format);
      if (i == LF_PAPER_ROW)
        format_set_text_wrap (format);
      self->formats[i] = format;
    }
}

/* Whether @text is a plain number, which a spreadsheet can sum; codes and phones are longer. */
static gboolean
is_number (const char *text, double *ret_number)
{
  char *end;

  *ret_number = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && g_ascii_isdigit (*text) && end - text < 10;
}

static void
write_cells (Book *self, LfPaperKind kind, const char *const *cells)
{
  double number;

  for (lxw_col_t col = 0; cells[col] != NULL; col++)
    {
      if (kind == LF_PAPER_ROW && is_number (cells[col], &number))
        worksheet_write_number (self->sheet, self->at, col, number, self->formats[kind]);
      else if (*cells[col] != '\0')
        worksheet_write_string (self->sheet, self->at, col, cells[col], self->formats[kind]);
    }
}

static void
set_widths (const Book *self, const char *const *cells, const double *shares)
{
  for (lxw_col_t col = 0; cells[col] != NULL; col++)
    worksheet_set_column (self->sheet, col, col, shares[col] * SHEET_WIDTH, NULL);
}

static void
visit (LfPaperKind kind, const char *const *cells, const double *shares, gpointer user_data)
{
  Book *self = user_data;

  if (kind == LF_PAPER_HEADING)
    self->at++;
  if (shares != NULL && !self->has_table)
    {
      set_widths (self, cells, shares);
      self->has_table = TRUE;
    }
  write_cells (self, kind, cells);
  self->at++;
}

static lxw_error
fill (lxw_workbook *workbook, gconstpointer paper)
{
  Book book = { .sheet = workbook_add_worksheet (workbook, NULL) };

  if (book.sheet == NULL)
    return LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED;
  make_formats (&book, workbook);
  lf_paper_foreach (paper, visit, &book);
  worksheet_set_landscape (book.sheet);
  worksheet_fit_to_pages (book.sheet, 1, 0);
  return LXW_NO_ERROR;
}

gboolean
lf_paper_write_xlsx (const LfPaper *self, const char *path, GError **error)
{
  return lf_report_write_book (path, fill, self, error);
}
