/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as spreadsheets: numbers as numbers, dates as dates, each currency in a column of its
 * own: what is summed there never mixes them. */

#include "config.h"

#include "lf-report-book.h"
#include "lf-report-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#define WIDTH 16

typedef struct
{
  lxw_worksheet *sheet;
  lxw_format *title, *head, *date, *count, *money, *about, *percent;
  const LfReport *report;
  GPtrArray *currencies; /* of each column (nullable) (element-type GPtrArray of utf8) */
} Book;

/* ---- Which currencies a column has ---- */

static void
take_currencies (GPtrArray *found, const LfTotals *totals)
{
  for (guint i = 0; i < totals->n; i++)
    {
      const char *currency = totals->totals[i].currency;

      if (!g_ptr_array_find_with_equal_func (found, currency, g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (currency));
    }
}

static void
list_currencies (Book *self)
{
  const LfReport *report = self->report;

  self->currencies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint c = 0; c < report->columns->len; c++)
    {
      GPtrArray *found = g_ptr_array_new_with_free_func (g_free);

      if (((const LfReportColumn *) report->columns->pdata[c])->type == LF_COLUMN_MONEY)
        {
          for (guint r = 0; r < report->rows->len; r++)
            take_currencies (
                found,
                &((LfReportCell *) ((GPtrArray *) report->rows->pdata[r])->pdata[c])->totals);
          if (report->total != NULL)
            take_currencies (found, &((LfReportCell *) report->total->pdata[c])->totals);
          if (found->len == 0)
            g_ptr_array_add (found, g_strdup ("CNY"));
        }
      g_ptr_array_add (self->currencies, found);
    }
}

/* ---- Cells ---- */

static void
write_money (
    Book *self, lxw_row_t row, lxw_col_t col, const LfReportCell *cell, const GPtrArray *currencies)
{
  for (guint i = 0; i < currencies->len; i++)
    for (guint t = 0; t < cell->totals.n; t++)
      if (strcmp (cell->totals.totals[t].currency, currencies->pdata[i]) == 0)
        worksheet_write_number (self->sheet, row, (lxw_col_t) (col + i),
                                (double) cell->totals.totals[t].minor / 100,
                                cell->totals.totals[t].n_qualified > 0 ? self->about : self->money);
}

/* A date that is only a month or a year is text: a spreadsheet would make a day of it. */
static void
write_date (Book *self, lxw_row_t row, lxw_col_t col, const LfReportCell *cell)
{
  LfDate date;
  lxw_datetime day;

  if (cell->text == NULL)
    return;
  if (!lf_date_from_canonical (cell->text, &date) || date.day == 0)
    {
      worksheet_write_string (self->sheet, row, col, cell->text, NULL);
      return;
    }
  day = (lxw_datetime){ .year = date.year, .month = date.month, .day = date.day };
  worksheet_write_datetime (self->sheet, row, col, &day, self->date);
}

static void
write_cell (Book *self, lxw_row_t row, lxw_col_t col, guint c, const LfReportCell *cell)
{
  if (cell->is_blank)
    return;
  switch (((const LfReportColumn *) self->report->columns->pdata[c])->type)
    {
    case LF_COLUMN_COUNT:
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      worksheet_write_number (self->sheet, row, col, (double) cell->count, self->count);
      break;
    case LF_COLUMN_POINTS:
      worksheet_write_number (self->sheet, row, col, (double) cell->count / LF_REPORT_POINT,
                              self->money);
      break;
    case LF_COLUMN_PERCENT:
      if (!isnan (cell->percent))
        worksheet_write_number (self->sheet, row, col, cell->percent / 100, self->percent);
      break;
    case LF_COLUMN_MONEY:
      write_money (self, row, col, cell, self->currencies->pdata[c]);
      break;
    case LF_COLUMN_DATE:
      write_date (self, row, col, cell);
      break;
    case LF_COLUMN_TEXT:
    default:
      if (cell->text != NULL && *cell->text != '\0')
        worksheet_write_string (self->sheet, row, col, cell->text, NULL);
    }
}

static lxw_col_t
width_of (const Book *self, guint c)
{
  return (lxw_col_t) MAX (((const GPtrArray *) self->currencies->pdata[c])->len, 1);
}

static void
write_row (Book *self, lxw_row_t at, const GPtrArray *row)
{
  lxw_col_t col = 0;

  for (guint c = 0; c < self->report->columns->len; c++)
    {
      write_cell (self, at, col, c, row->pdata[c]);
      col = (lxw_col_t) (col + width_of (self, c));
    }
}

static void
write_headings (Book *self, lxw_row_t at)
{
  lxw_col_t col = 0;

  for (guint c = 0; c < self->report->columns->len; c++)
    {
      const LfReportColumn *column = self->report->columns->pdata[c];
      const GPtrArray *currencies = self->currencies->pdata[c];

      for (guint i = 0; i < MAX (currencies->len, 1); i++)
        {
          g_autofree char *label
              = currencies->len == 0
                    ? g_strdup (column->label)
                    : g_strdup_printf ("%s (%s)", column->label, (char *) currencies->pdata[i]);

          worksheet_write_string (self->sheet, at, (lxw_col_t) (col + i), label, self->head);
        }
      col = (lxw_col_t) (col + width_of (self, c));
    }
  worksheet_set_column (self->sheet, 0, (lxw_col_t) (col - 1), WIDTH, NULL);
}

/* ---- The file ---- */

static void
make_formats (Book *self, lxw_workbook *workbook)
{
  self->title = workbook_add_format (workbook);
  format_set_bold (self->title);
  format_set_font_size (self->title, 14);
  self->head = workbook_add_format (workbook);
  format_set_bold (self->head);
  self->date = workbook_add_format (workbook);
  format_set_num_format (self->date, "yyyy-mm-dd");
  self->count = workbook_add_format (workbook);
  format_set_num_format (self->count, "#,##0");
  self->money = workbook_add_format (workbook);
  format_set_num_format (self->money, "#,##0.00");
  self->about = workbook_add_format (workbook);
  format_set_num_format (self->about, "\"≈\"#,##0.00");
  self->percent = workbook_add_format (workbook);
  format_set_num_format (self->percent, "0.0%");
}

static void
fill (Book *self)
{
  lxw_row_t at = 0;

  worksheet_write_string (self->sheet, at, 0, self->report->title, self->title);
  at += 2;
  write_headings (self, at);
  worksheet_freeze_panes (self->sheet, at + 1, 0);
  for (guint r = 0; r < self->report->rows->len; r++)
    write_row (self, ++at, self->report->rows->pdata[r]);
  if (self->report->total != NULL)
    write_row (self, ++at, self->report->total);
  if (self->report->note != NULL)
    worksheet_write_string (self->sheet, at + 2, 0, self->report->note, NULL);
}

/* @name: (nullable): of the sheet */
static lxw_error
add_sheet (lxw_workbook *workbook, const LfReport *report, const char *name)
{
  Book book = { .report = report };

  book.sheet = workbook_add_worksheet (workbook, name);
  if (book.sheet == NULL)
    return LXW_ERROR_SHEETNAME_LENGTH_EXCEEDED;
  make_formats (&book, workbook);
  list_currencies (&book);
  fill (&book);
  g_ptr_array_unref (book.currencies);
  return LXW_NO_ERROR;
}

gboolean
lf_report_write_book (const char *path, LfBookFill fill_book, gconstpointer what, GError **error)
{
  g_autofree char *beside = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  g_autofree char *contents = NULL;
  g_autoptr (GError) cause = NULL;
  gsize length;
  lxw_workbook *workbook = workbook_new (beside);
  lxw_error status, closed;
  gboolean is_read;

  if (workbook == NULL)
    {
      lf_report_set_error (error, path, g_strerror (errno));
      return FALSE;
    }
  status = fill_book (workbook, what);
  closed = workbook_close (workbook);
  status = status == LXW_NO_ERROR ? closed : status;
  is_read = status == LXW_NO_ERROR && g_file_get_contents (beside, &contents, &length, &cause);
  g_unlink (beside);
  if (is_read)
    return lf_report_write_bytes (path, contents, length, error);
  lf_report_set_error (error, path, cause == NULL ? lxw_strerror (status) : cause->message);
  return FALSE;
}

static lxw_error
fill_sheets (lxw_workbook *workbook, gconstpointer what)
{
  const GPtrArray *reports = what;
  lxw_error status = LXW_NO_ERROR;

  for (guint i = 0; status == LXW_NO_ERROR && i < reports->len; i++)
    {
      const LfReport *report = reports->pdata[i];

      status = add_sheet (workbook, report, reports->len == 1 ? NULL : report->title);
    }
  return status;
}

gboolean
lf_report_write_xlsx (const LfReport *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  g_ptr_array_add (reports, (gpointer) self);
  return lf_report_write_book (path, fill_sheets, reports, error);
}

gboolean
lf_report_write_sheets (GPtrArray *reports, const char *path, GError **error)
{
  return lf_report_write_book (path, fill_sheets, reports, error);
}
