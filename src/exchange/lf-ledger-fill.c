/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers: filling one. */

#include "config.h"

#include "lf-import.h"
#include "lf-ledger-private.h"
#include "lf-number-format.h"
#include "lf-store-files.h"
#include "lf-xlsx-template.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#define EXACT_DIGITS 15
#define MOST_ROWS 1000000
#define MAX_CELL_CHARACTERS 32767
#define SHEET_NAME_MOST 31

/* ---- Rows ---- */

/* (transfer full) (nullable): NULL: it is no exact amount in the heading's currency. */
static char *
money_digits (const LfLedgerColumn *column, const char *value)
{
  LfMoney money, unit;

  if (column->unit == NULL || !lf_money_from_canonical (value, &money)
      || !lf_money_parse ("1", column->unit, &unit, NULL) || unit.minor == 0
      || money.qualifier != LF_QUALIFIER_EXACT || strcmp (money.currency, unit.currency) != 0
      || ABS (money.minor) >= G_GINT64_CONSTANT (1000000000000000))
    return NULL;
  return lf_number_text ((double) money.minor / (double) unit.minor);
}

static char *
digits_of (const LfLedgerColumn *column, const char *value)
{
  LfValueType type = column->field->type;

  if (type == LF_VALUE_MONEY)
    return money_digits (column, value);
  if ((type != LF_VALUE_INTEGER && type != LF_VALUE_DECIMAL && type != LF_VALUE_QUANTITY)
      || strspn (value, "-0123456789.") != strlen (value) || strlen (value) > EXACT_DIGITS)
    return NULL;
  return g_strdup (value);
}

/* (transfer full) (nullable): blank */
static char *
make_cell (const LfLedgerColumn *column, const LfRecord *record, guint number, LfCellKind *ret_kind)
{
  const char *value = column->field == NULL ? NULL : lf_record_get (record, column->field->name);
  char *text = column->is_position ? g_strdup_printf ("%u", number)
               : value == NULL     ? NULL
                                   : digits_of (column, value);

  *ret_kind = text != NULL ? LF_CELL_NUMBER : LF_CELL_TEXT;
  if (text != NULL || value == NULL)
    return text;
  if (column->field->type != LF_VALUE_DATE)
    return lf_record_format (record, column->field->name);
  *ret_kind = LF_CELL_DATE;
  return g_strdup (value);
}

static LfCellRow *
make_row (const LfLedger *self, const LfRecord *record, guint number)
{
  guint n = self->columns->len;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autofree LfCell *cells = g_new0 (LfCell, n);
  const LfCellRow row = { number, n, cells };

  for (guint i = 0; i < n; i++)
    {
      LfCellKind kind;
      char *text = make_cell (self->columns->pdata[i], record, number, &kind);

      cells[i]
          = text == NULL || *text == '\0' ? (LfCell){ LF_CELL_BLANK, "" } : (LfCell){ kind, text };
      g_ptr_array_add (texts, text);
    }
  return lf_cell_row_copy (&row);
}

static gboolean
check_length (const LfCellRow *row, GError **error)
{
  for (guint i = 0; i < row->n_cells; i++)
    if (g_utf8_strlen (row->cells[i].text, -1) > MAX_CELL_CHARACTERS)
      {
        g_autofree char *start = g_utf8_substring (row->cells[i].text, 0, 20);

        g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                     _ ("The text beginning “%1$s” has more than the %2$d characters a cell can "
                        "hold. Leave its column blank, or shorten it."),
                     start, MAX_CELL_CHARACTERS);
        return FALSE;
      }
  return TRUE;
}

/* (transfer full) (element-type LfCellRow) */
static GPtrArray *
make_rows (const LfLedger *self, const GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);

  for (guint i = 0; i < records->len; i++)
    {
      g_ptr_array_add (rows, make_row (self, records->pdata[i], i + 1));
      if (!check_length (rows->pdata[i], error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/* ---- The template itself ---- */

gboolean
lf_ledger_fill_template (
    const LfLedger *self, const GPtrArray *rows, const char *path, const char *to, GError **error)
{
  g_autofree LfFill *fills = g_new (LfFill, self->columns->len);
  const LfXlsxTemplate template = { path, self->sheet, self->heading, fills, self->columns->len };

  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfLedgerColumn *column = self->columns->pdata[i];

      fills[i] = column->is_position     ? LF_FILL_POSITION
                 : column->field == NULL ? LF_FILL_NOT
                                         : LF_FILL_VALUE;
    }
  return lf_xlsx_template_fill (&template, rows, to, error);
}

/* ---- A new workbook with its headings ---- */

typedef struct
{
  lxw_worksheet *sheet;
  lxw_format *heading;
  lxw_row_t row;
} Page;

static void
put_text (Page *self, guint column, const char *text, lxw_format *format)
{
  if (*text != '\0')
    worksheet_write_string (self->sheet, self->row, (lxw_col_t) column, text, format);
}

static void
put_row (Page *self, const LfCellRow *row)
{
  self->row++;
  for (guint c = 0; c < row->n_cells; c++)
    if (row->cells[c].kind == LF_CELL_NUMBER)
      worksheet_write_number (self->sheet, self->row, (lxw_col_t) c,
                              g_ascii_strtod (row->cells[c].text, NULL), NULL);
    else
      put_text (self, c, row->cells[c].text, NULL);
}

static void
put_all (Page *self, const LfLedger *ledger, const GPtrArray *rows)
{
  for (guint r = 0; r < ledger->above->len; r++, self->row++)
    {
      GStrv texts = ledger->above->pdata[r];

      for (guint c = 0; texts[c] != NULL; c++)
        put_text (self, c, texts[c], NULL);
    }
  for (guint c = 0; c < ledger->columns->len; c++)
    {
      const LfLedgerColumn *column = ledger->columns->pdata[c];

      put_text (self, c, column->heading, self->heading);
      worksheet_set_column (self->sheet, (lxw_col_t) c, (lxw_col_t) c,
                            MAX (10, 2.0 * (double) g_utf8_strlen (column->heading, -1)), NULL);
    }
  for (guint r = 0; r < rows->len; r++)
    put_row (self, rows->pdata[r]);
}

/* The file is there whole, or as it was before. */
static gboolean
write_book (const LfLedger *ledger, const GPtrArray *rows, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autofree char *sheet
      = ledger->sheet == NULL
            ? NULL
            : g_utf8_substring (ledger->sheet, 0,
                                MIN (SHEET_NAME_MOST, g_utf8_strlen (ledger->sheet, -1)));
  lxw_workbook *book = workbook_new (part);
  Page page
      = { .sheet = workbook_add_worksheet (book, sheet == NULL || *sheet == '\0' ? NULL : sheet) };
  lxw_error failure;

  if (page.sheet == NULL)
    page.sheet = workbook_add_worksheet (book, NULL);
  page.heading = workbook_add_format (book);
  format_set_bold (page.heading);
  format_set_text_wrap (page.heading);
  put_all (&page, ledger, rows);
  failure = workbook_close (book);
  if (failure == LXW_NO_ERROR && g_rename (part, path) == 0)
    return TRUE;
  g_unlink (part);
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
               _ ("“%1$s” could not be written (%2$s). Free some space there or choose another "
                  "place."),
               path, failure == LXW_NO_ERROR ? g_strerror (errno) : lxw_strerror (failure));
  return FALSE;
}

static gboolean
write_rows (
    LfStore *store, const LfLedger *self, const GPtrArray *rows, const char *path, GError **error)
{
  g_autofree char *template = NULL;

  if (self->template == NULL || self->heading == 0)
    return write_book (self, rows, path, error);
  template = lf_store_lend_file_sync (store, self->template, error);
  return template != NULL && lf_ledger_fill_template (self, rows, template, path, error);
}

gint64
lf_ledger_fill_sync (LfStore *store,
                     const LfLedger *self,
                     const LfDate *today,
                     const LfDate *as_of,
                     const char *path,
                     GError **error)
{
  g_autoptr (LfQuery) query = lf_query_parse (
      self->entity, self->filter == NULL ? "" : self->filter, self->sort, today, error);
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  if (query != NULL && as_of != NULL)
    lf_query_set_as_of (query, as_of);
  records = query == NULL ? NULL : lf_store_list_sync (store, query, MOST_ROWS, error);
  rows = records == NULL ? NULL : make_rows (self, records, error);
  if (rows == NULL || !lf_store_may_replace (path, error)
      || !write_rows (store, self, rows, path, error))
    return -1;
  return rows->len;
}
