/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of records as a template's sheet writes its own. */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "lf-xlsx-rows.h"

#include "lf-date.h"
#include "lf-sheet-shift.h"
#include "lf-xml-edit.h"

#include <string.h>

#define DAYS_TO_1904 1462

typedef struct
{
  const LfXlsxRows *rows;
  const LfReadyRow *like; /* (nullable) */
  const LfCellRow *cells; /* (nullable): no record */
  guint number;
  GString *xml;
} Writer;

/* Nobody is told a day that was not said: "2026-10" is a number where months are shown. */
static gboolean
read_serial (const Writer *self, guint style, const char *text, double *ret_serial)
{
  LfNumberKind kind
      = style == LF_NO_STYLE ? LF_NUMBER_PLAIN : lf_xlsx_book_kind (self->rows->book, style);
  LfDate date, first;

  if ((kind != LF_NUMBER_YEAR && kind != LF_NUMBER_MONTH && kind != LF_NUMBER_DAY
       && kind != LF_NUMBER_MOMENT)
      || !lf_date_from_canonical (text, &date) || date.year < 1905
      || (date.month == 0 && kind != LF_NUMBER_YEAR)
      || (date.day == 0 && kind != LF_NUMBER_YEAR && kind != LF_NUMBER_MONTH))
    return FALSE;
  first = lf_date_first_day (&date);
  *ret_serial = lf_serial_from_day (first.year, first.month, first.day)
                - (self->rows->book->is_1904 ? DAYS_TO_1904 : 0);
  return TRUE;
}

static void
append_tag (Writer *self, guint column, guint style)
{
  g_autofree char *name = lf_sheet_cell_name (column, self->number);

  g_string_append_printf (self->xml, "<%sc r=\"%s\"", self->rows->layout->prefix, name);
  if (style != LF_NO_STYLE)
    g_string_append_printf (self->xml, " s=\"%u\"", style);
}

static void
append_number (Writer *self, const char *digits)
{
  const char *x = self->rows->layout->prefix;

  g_string_append_printf (self->xml, "><%sv>%s</%sv></%sc>", x, digits, x, x);
}

static void
append_text (Writer *self, const char *text)
{
  const char *x = self->rows->layout->prefix;
  g_autofree char *escaped = lf_xml_escape (text);

  g_string_append_printf (
      self->xml, " t=\"inlineStr\"><%sis><%st xml:space=\"preserve\">%s</%st></%sis></%sc>", x, x,
      escaped, x, x, x);
}

static void
append_value (Writer *self, guint column, guint style)
{
  const LfCell blank = { LF_CELL_BLANK, "" };
  const LfCell *cell
      = self->cells != NULL && column < self->cells->n_cells ? &self->cells->cells[column] : &blank;
  double serial;

  if (cell->kind == LF_CELL_BLANK && style == LF_NO_STYLE)
    return;
  append_tag (self, column, style);
  if (cell->kind == LF_CELL_BLANK)
    g_string_append (self->xml, "/>");
  else if (cell->kind == LF_CELL_NUMBER)
    append_number (self, cell->text);
  else if (cell->kind == LF_CELL_DATE && read_serial (self, style, cell->text, &serial))
    {
      g_autofree char *digits = lf_number_text (serial);
      append_number (self, digits);
    }
  else
    append_text (self, cell->text);
}

/* What a formula came to is left out: its program counts anew. */
static void
append_raw (Writer *self, const LfReadyCell *cell)
{
  const char *raw = self->rows->sheet + cell->at;
  g_autofree char *tag = g_strdup_printf ("<%sv", self->rows->layout->prefix);
  const char *value
      = cell->has_formula ? memmem (raw, cell->end - cell->at, tag, strlen (tag)) : NULL;

  if (value == NULL)
    g_string_append_len (self->xml, raw, (gssize) (cell->end - cell->at));
  else
    {
      g_string_append_len (self->xml, raw, value - raw);
      g_string_append_printf (self->xml, "</%sc>", self->rows->layout->prefix);
    }
}

static gboolean
append_own (Writer *self, const LfReadyCell *cell)
{
  g_autofree char *formula = NULL;
  g_autofree char *escaped = NULL;
  const char *x = self->rows->layout->prefix;

  if (self->number == self->like->number)
    {
      append_raw (self, cell);
      return TRUE;
    }
  append_tag (self, cell->column, cell->style);
  if (!cell->has_formula)
    g_string_append (self->xml, "/>");
  if (!cell->has_formula || cell->formula == NULL)
    return !cell->has_formula;
  formula = lf_sheet_repeat_formula (cell->formula, self->number - self->like->number);
  escaped = lf_xml_escape (formula);
  g_string_append_printf (self->xml, "><%sf>%s</%sf></%sc>", x, escaped, x, x);
  return TRUE;
}

/* A formula of the template's stays where a value would be; a row without a record has no number.
 */
static gboolean
is_own (const Writer *self, const LfReadyCell *cell)
{
  const LfXlsxTemplate *template = self->rows->template;

  if (cell->has_formula || cell->column >= template->n_columns
      || template->fills[cell->column] == LF_FILL_NOT)
    return TRUE;
  return self->cells == NULL && !cell->is_number;
}

gboolean
lf_xlsx_rows_append (const LfXlsxRows *self, guint at, GString *xml)
{
  const LfXlsxTemplate *template = self->template;
  const LfReadyRow *like = lf_xlsx_layout_like (self->layout, at, self->n_rows);
  Writer writer = { self, like, at < self->rows->len ? self->rows->pdata[at] : NULL,
                    template->heading + 1 + at, xml };
  guint n_cells = like == NULL ? 0 : like->cells->len;
  guint next = 0; /* column */
  gboolean is_told = TRUE;

  g_string_append_printf (xml, "<%srow r=\"%u\"%s>", self->layout->prefix, writer.number,
                          like == NULL ? "" : like->attributes);
  for (guint i = 0; i <= n_cells; i++)
    {
      const LfReadyCell *cell = i == n_cells ? NULL : &g_array_index (like->cells, LfReadyCell, i);

      for (; next < template->n_columns && (cell == NULL || next < cell->column); next++)
        if (template->fills[next] != LF_FILL_NOT)
          append_value (&writer, next, lf_xlsx_layout_style (self->layout, like, next));
      if (cell == NULL || cell->column < next)
        continue;
      next = cell->column + 1;
      if (is_own (&writer, cell))
        is_told = append_own (&writer, cell) && is_told;
      else
        append_value (&writer, cell->column, cell->style);
    }
  g_string_append_printf (xml, "</%srow>", self->layout->prefix);
  return is_told;
}
