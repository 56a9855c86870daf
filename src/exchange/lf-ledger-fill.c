/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers: filling one. */

#include "config.h"

#include "lf-import.h"
#include "lf-ledger.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#define EXACT_DIGITS 15
#define MOST_ROWS 1000000
#define SHEET_NAME_MOST 31

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

/* FALSE: it is no exact amount in the heading's currency. */
static gboolean
put_money (Page *self, guint at, const LfLedgerColumn *column, const char *value)
{
  LfMoney money, unit;

  if (column->unit == NULL || !lf_money_from_canonical (value, &money)
      || !lf_money_parse ("1", column->unit, &unit, NULL) || unit.minor == 0
      || money.qualifier != LF_QUALIFIER_EXACT || strcmp (money.currency, unit.currency) != 0
      || ABS (money.minor) >= G_GINT64_CONSTANT (1000000000000000))
    return FALSE;
  worksheet_write_number (self->sheet, self->row, (lxw_col_t) at,
                          (double) money.minor / (double) unit.minor, NULL);
  return TRUE;
}

static gboolean
put_number (Page *self, guint at, const LfField *field, const char *value)
{
  if ((field->type != LF_VALUE_INTEGER && field->type != LF_VALUE_DECIMAL
       && field->type != LF_VALUE_QUANTITY)
      || strspn (value, "-0123456789.") != strlen (value) || strlen (value) > EXACT_DIGITS)
    return FALSE;
  worksheet_write_number (self->sheet, self->row, (lxw_col_t) at, g_ascii_strtod (value, NULL),
                          NULL);
  return TRUE;
}

static void
put_cell (Page *self, guint at, const LfLedgerColumn *column, const LfRecord *record, guint number)
{
  const char *value = column->field == NULL ? NULL : lf_record_get (record, column->field->name);
  g_autofree char *text = NULL;

  if (column->is_position)
    worksheet_write_number (self->sheet, self->row, (lxw_col_t) at, number, NULL);
  if (value == NULL)
    return;
  if (column->field->type == LF_VALUE_MONEY ? put_money (self, at, column, value)
                                            : put_number (self, at, column->field, value))
    return;
  text = column->field->type == LF_VALUE_DATE ? g_strdup (value)
                                              : lf_record_format (record, column->field->name);
  put_text (self, at, text, NULL);
}

static void
put_all (Page *self, const LfLedger *ledger, const GPtrArray *records)
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
  for (guint r = 0; r < records->len; r++)
    {
      self->row++;
      for (guint c = 0; c < ledger->columns->len; c++)
        put_cell (self, c, ledger->columns->pdata[c], records->pdata[r], r + 1);
    }
}

/* The file is there whole, or as it was before. */
static gboolean
write_book (const LfLedger *ledger, const GPtrArray *records, const char *path, GError **error)
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
  put_all (&page, ledger, records);
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

  if (query != NULL && as_of != NULL)
    lf_query_set_as_of (query, as_of);
  records = query == NULL ? NULL : lf_store_list_sync (store, query, MOST_ROWS, error);
  if (records == NULL || !lf_store_may_replace (path, error)
      || !write_book (self, records, path, error))
    return -1;
  return records->len;
}
