/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export as a workbook: real numbers and dates, each in a format that shows what it is. */

#include "config.h"

#include "lf-cells.h"
#include "lf-export-writer.h"
#include "lf-import.h"
#include "lf-number-format.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#define MAX_RECORDS 1048575
#define MAX_CELL_CHARACTERS 32767
#define EXACT_DIGITS 15
#define MIN_WIDTH 8
#define MAX_WIDTH 60

typedef enum
{
  FORMAT_TEXT,
  FORMAT_HEADING,
  FORMAT_WHOLE,
  FORMAT_DECIMAL,
  FORMAT_DAY,
  FORMAT_MONTH,
  FORMAT_YEAR,
  FORMAT_MOMENT,
  N_FORMATS,
} Format;

typedef struct
{
  LfExportWriter parent;
  char *part_path; /* beside the file, until it is whole */
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *formats[N_FORMATS];
  guint *widths; /* in characters, by column */
  guint row;
  LfMoney unit; /* what money is counted in: one of it */
} LfExportXlsx;

/* ---- Cells ---- */

static void
widen (LfExportXlsx *self, guint column, guint width)
{
  self->widths[column] = MAX (self->widths[column], MIN (width, MAX_WIDTH));
}

/* How wide the widest line of @text is; Han takes the room of two. */
static guint
text_width (const char *text)
{
  guint width = 0, widest = 0;

  for (const char *p = text; *p != '\0' && width <= MAX_WIDTH; p = g_utf8_next_char (p))
    {
      width = *p == '\n' ? 0 : width + (g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1);
      widest = MAX (widest, width);
    }
  return widest;
}

/* (transfer full): what looks like the escape of a character, _x000D_, and is none */
static char *
escape (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "_x", -1);
  GString *escaped = g_string_new (pieces[0]);

  for (char **piece = pieces + 1; pieces[0] != NULL && *piece != NULL; piece++)
    {
      gboolean is_like_one = strspn (*piece, "0123456789abcdefABCDEF") >= 4 && (*piece)[4] == '_';
      g_string_append_printf (escaped, "%s%s", is_like_one ? "_x005F_x" : "_x", *piece);
    }
  return g_string_free (escaped, FALSE);
}

static gboolean
put_text (LfExportXlsx *self, guint column, const char *text, Format format, GError **error)
{
  g_autofree char *escaped = NULL;

  if (*text == '\0')
    return TRUE;
  if (g_utf8_strlen (text, -1) > MAX_CELL_CHARACTERS)
    {
      g_autofree char *start = g_utf8_substring (text, 0, 20);

      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("The text beginning “%1$s” has more than the %2$d characters a cell can "
                      "hold. Export as CSV instead, or shorten it."),
                   start, MAX_CELL_CHARACTERS);
      return FALSE;
    }
  escaped = escape (text);
  widen (self, column, text_width (text) + 1);
  worksheet_write_string (self->sheet, self->row, (lxw_col_t) column, escaped,
                          self->formats[format]);
  return TRUE;
}

static gboolean
put_number (LfExportXlsx *self, guint column, double number, Format format)
{
  g_autofree char *text = lf_number_text (number);

  if (format == FORMAT_DECIMAL && number == floor (number))
    format = FORMAT_WHOLE;
  widen (self, column, format == FORMAT_MOMENT ? 20 : (guint) strlen (text) * 4 / 3 + 3);
  worksheet_write_number (self->sheet, self->row, (lxw_col_t) column, number,
                          self->formats[format]);
  return TRUE;
}

/* Exact amounts of the column's currency are numbers; about 50 million, or dollars, are text. */
static gboolean
put_money (LfExportXlsx *self, guint column, const char *value, gboolean *ret_is_put)
{
  LfMoney money;
  g_autofree char *digits = NULL;

  *ret_is_put = FALSE;
  if (!lf_money_from_canonical (value, &money) || money.qualifier != LF_QUALIFIER_EXACT
      || strcmp (money.currency, self->unit.currency) != 0)
    return TRUE;
  digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (money.minor));
  if (strlen (digits) > EXACT_DIGITS)
    return TRUE;
  *ret_is_put = TRUE;
  return put_number (self, column, (double) money.minor / (double) self->unit.minor,
                     FORMAT_DECIMAL);
}

static gboolean
put_date (LfExportXlsx *self, guint column, const char *value, gboolean *ret_is_put)
{
  LfDate date, first;

  *ret_is_put = lf_date_from_canonical (value, &date) && date.year > 1900;
  if (!*ret_is_put)
    return TRUE;
  first = lf_date_first_day (&date);
  return put_number (self, column, lf_serial_from_day (first.year, first.month, first.day),
                     date.month == 0 ? FORMAT_YEAR
                     : date.day == 0 ? FORMAT_MONTH
                                     : FORMAT_DAY);
}

static gboolean
put_moment (LfExportXlsx *self, guint column, const char *value, gboolean *ret_is_put)
{
  gint64 seconds = g_ascii_strtoll (value, NULL, 10) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  int year, month, day;

  *ret_is_put = time != NULL;
  if (time == NULL)
    return TRUE;
  g_date_time_get_ymd (time, &year, &month, &day);
  return put_number (self, column,
                     lf_serial_from_day (year, month, day)
                         + (g_date_time_get_hour (time) * 3600 + g_date_time_get_minute (time) * 60
                            + g_date_time_get_second (time))
                               / 86400.0,
                     FORMAT_MOMENT);
}

static gboolean
put_value (LfExportXlsx *self, guint column, const LfRecord *record, guint index, GError **error)
{
  const LfField *field = &self->parent.entity->fields[index];
  const char *value = lf_record_get_at (record, index);
  gboolean is_put = FALSE;
  g_autofree char *text = NULL;

  if (value == NULL)
    return TRUE;
  if (field->type == LF_VALUE_INTEGER || field->type == LF_VALUE_DECIMAL
      || field->type == LF_VALUE_QUANTITY)
    return put_number (self, column, g_ascii_strtod (value, NULL), FORMAT_DECIMAL);
  if (field->type == LF_VALUE_MONEY)
    put_money (self, column, value, &is_put);
  else if (field->type == LF_VALUE_DATE)
    put_date (self, column, value, &is_put);
  else if (field->type == LF_VALUE_TIMESTAMP)
    put_moment (self, column, value, &is_put);
  if (is_put)
    return TRUE;
  text = lf_export_cell_text (&self->parent, record, index);
  return put_text (self, column, text, FORMAT_TEXT, error);
}

/* ---- The book ---- */

static void
make_formats (LfExportXlsx *self)
{
  static const char *const codes[N_FORMATS] = {
    [FORMAT_WHOLE] = "#,##0",    [FORMAT_DECIMAL] = "#,##0.00####",
    [FORMAT_DAY] = "yyyy-mm-dd", [FORMAT_MONTH] = "yyyy-mm",
    [FORMAT_YEAR] = "yyyy",      [FORMAT_MOMENT] = "yyyy-mm-dd hh:mm:ss",
  };

  for (guint i = FORMAT_HEADING; i < N_FORMATS; i++)
    {
      self->formats[i] = workbook_add_format (self->book);
      if (codes[i] != NULL)
        format_set_num_format (self->formats[i], codes[i]);
    }
  format_set_bold (self->formats[FORMAT_HEADING]);
}

static gboolean
put_headings (LfExportXlsx *self, GError **error)
{
  /* Translators: what amounts are counted in where a column holds plain numbers; the import reads
   * it: CNY, or 万元. */
  const char *money_unit = C_ ("unit of a column of amounts", "CNY");
  g_autofree char *one = g_strconcat ("1", money_unit, NULL);

  if (!lf_money_parse (one, "CNY", &self->unit, error))
    return FALSE;
  for (guint i = 0; i < self->parent.columns->len; i++)
    {
      const LfField *field
          = &self->parent.entity->fields[g_array_index (self->parent.columns, guint, i)];
      const char *unit = field->type == LF_VALUE_MONEY ? money_unit : lf_field_unit_label (field);
      g_autofree char *heading = unit == NULL
                                     ? g_strdup (lf_field_label (field))
                                     : g_strdup_printf ("%s (%s)", lf_field_label (field), unit);

      if (!put_text (self, i, heading, FORMAT_HEADING, error))
        return FALSE;
    }
  self->row++;
  worksheet_freeze_panes (self->sheet, 1, 0);
  return TRUE;
}

static void
xlsx_free (LfExportWriter *writer)
{
  LfExportXlsx *self = (LfExportXlsx *) writer;

  if (self->book != NULL)
    workbook_close (self->book);
  g_unlink (self->part_path);
  g_free (self->part_path);
  g_free (self->widths);
  lf_export_writer_free (writer);
}

/* The library writes only at the end, and tells standard error why it could not. */
static gboolean
can_write (const char *path)
{
  int file = g_open (path, O_CREAT | O_WRONLY | O_EXCL | O_CLOEXEC, 0666);

  return file >= 0 && g_close (file, NULL);
}

static gboolean
begin_book (LfExportXlsx *self, GError **error)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  const char *sheet = lf_entity_plural (self->parent.entity);

  if (!can_write (self->part_path))
    return lf_export_fail_to_write (self->parent.path, g_strerror (errno), error);
  self->book = workbook_new_opt (self->part_path, &options);
  self->sheet = self->book == NULL ? NULL : workbook_add_worksheet (self->book, sheet);
  if (self->sheet == NULL)
    return lf_export_fail_to_write (g_get_tmp_dir (), g_strerror (errno), error);
  make_formats (self);
  return put_headings (self, error);
}

static LfExportWriter *
xlsx_open (const LfEntity *entity, GArray *columns, const char *path, GError **error)
{
  LfExportXlsx *self = g_new0 (LfExportXlsx, 1);

  lf_export_writer_init (&self->parent, &lf_export_xlsx, entity, columns, path);
  self->part_path = g_strdup_printf ("%s.%08x.part", path, g_random_int ());
  self->widths = g_new0 (guint, columns->len);
  if (begin_book (self, error))
    return &self->parent;
  xlsx_free (&self->parent);
  return NULL;
}

static gboolean
xlsx_add (LfExportWriter *writer, const LfRecord *record, GError **error)
{
  LfExportXlsx *self = (LfExportXlsx *) writer;

  if (self->row > MAX_RECORDS)
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("A sheet holds %d records at most. Narrow the filter, or export as CSV."),
                   MAX_RECORDS);
      return FALSE;
    }
  for (guint i = 0; i < writer->columns->len; i++)
    if (!put_value (self, i, record, g_array_index (writer->columns, guint, i), error))
      return FALSE;
  self->row++;
  return TRUE;
}

/* The library does not tell when its temporary files find the disk full: what is written is read
 * again, unless it is larger than what is read. */
static gboolean
check_written (LfExportXlsx *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LfCells) cells = lf_xlsx_cells_open (self->part_path, &local_error);
  const LfCellRow *row = NULL;
  guint n = 0;

  if (cells != NULL && lf_cells_begin (cells, 0, &local_error))
    while (lf_cells_next (cells, &row, &local_error) && row != NULL)
      n++;
  if (g_error_matches (local_error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE)
      || (local_error == NULL && n == self->row))
    return TRUE;
  return lf_export_fail_to_write (self->parent.path, g_strerror (ENOSPC), error);
}

static gboolean
xlsx_finish (LfExportWriter *writer, GError **error)
{
  LfExportXlsx *self = (LfExportXlsx *) writer;
  lxw_error status;

  for (guint i = 0; i < writer->columns->len; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          MAX (self->widths[i], MIN_WIDTH), NULL);
  status = workbook_close (g_steal_pointer (&self->book));
  if (status != LXW_NO_ERROR)
    return lf_export_fail_to_write (writer->path, lxw_strerror (status), error);
  if (!check_written (self, error))
    return FALSE;
  return g_rename (self->part_path, writer->path) == 0
         || lf_export_fail_to_write (writer->path, g_strerror (errno), error);
}

const LfExportFuncs lf_export_xlsx
    = { xlsx_open, xlsx_add, xlsx_finish, xlsx_free, /* fits= */ NULL };
