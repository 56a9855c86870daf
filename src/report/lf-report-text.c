/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as text: cells for people, a table for the terminal, CSV and JSON. */

#include "config.h"

#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

const LfReportCell *
lf_report_cell_at (const LfReport *self, guint row, guint column)
{
  const GPtrArray *cells = row < self->rows->len    ? self->rows->pdata[row]
                           : row == self->rows->len ? self->total
                                                    : NULL;

  return cells == NULL || column >= cells->len ? NULL : cells->pdata[column];
}

static char *
format_number (gint64 number, gboolean is_grouped)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  return is_grouped ? lf_text_group_digits (digits) : g_steal_pointer (&digits);
}

/* @is_grouped: for people; else for programs that read it */
static char *
format_cell (const LfReportColumn *column, const LfReportCell *cell, gboolean is_grouped)
{
  g_autofree char *whole = NULL;
  LfDate date;

  if (cell->is_blank)
    return g_strdup (column->type == LF_COLUMN_POINTS ? _ ("no data") : "–");
  switch (column->type)
    {
    case LF_COLUMN_DATE:
      return cell->text != NULL && lf_date_from_canonical (cell->text, &date)
                 ? lf_date_format (&date)
                 : g_strdup ("–");
    case LF_COLUMN_COUNT:
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      return format_number (cell->count, is_grouped);
    case LF_COLUMN_POINTS:
      whole = format_number (cell->count / LF_REPORT_POINT, is_grouped);
      return g_strdup_printf ("%s.%02d", whole, (int) (cell->count % LF_REPORT_POINT));
    case LF_COLUMN_MONEY:
      return lf_totals_format (&cell->totals);
    case LF_COLUMN_PERCENT:
      return isnan (cell->percent)
                 ? g_strdup ("–")
                 : g_strdup_printf ("%.*f%%", (int) column->decimals, cell->percent);
    case LF_COLUMN_TEXT:
    default:
      return g_strdup (cell->text);
    }
}

char *
lf_report_cell_format (const LfReportColumn *column, const LfReportCell *cell)
{
  return format_cell (column, cell, /* is_grouped= */ TRUE);
}

/* Calls @func for the headings, each row and the total, with the texts of the cells. */
static void
each_line (const LfReport *self,
           gboolean is_grouped,
           void (*func) (const LfReport *report, char **cells, gpointer data),
           gpointer data)
{
  g_auto (GStrv) cells = g_new0 (char *, self->columns->len + 1);

  for (guint r = 0; r <= self->rows->len + 1; r++)
    {
      GPtrArray *row = r == 0                 ? NULL
                       : r <= self->rows->len ? self->rows->pdata[r - 1]
                                              : self->total;

      if (r > 0 && row == NULL)
        continue;
      for (guint c = 0; c < self->columns->len; c++)
        {
          const LfReportColumn *column = self->columns->pdata[c];

          g_free (cells[c]);
          cells[c]
              = r == 0 ? g_strdup (column->label) : format_cell (column, row->pdata[c], is_grouped);
        }
      func (self, cells, data);
    }
}

/* ---- Terminal ---- */

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return width;
}

typedef struct
{
  guint *widths;
  GString *text;
} Table;

static void
measure (const LfReport *report, char **cells, gpointer data)
{
  Table *table = data;

  for (guint c = 0; c < report->columns->len; c++)
    table->widths[c] = MAX (table->widths[c], width_of (cells[c]));
}

static void
append_padding (GString *text, guint n)
{
  for (; n > 0; n--)
    g_string_append_c (text, ' ');
}

static void
append_line (const LfReport *report, char **cells, gpointer data)
{
  Table *table = data;

  for (guint c = 0; c < report->columns->len; c++)
    {
      gboolean is_text = ((LfReportColumn *) report->columns->pdata[c])->type == LF_COLUMN_TEXT;
      guint padding = table->widths[c] - width_of (cells[c]);

      if (!is_text)
        append_padding (table->text, padding);
      g_string_append (table->text, cells[c]);
      if (c + 1 == report->columns->len)
        break;
      if (is_text)
        append_padding (table->text, padding);
      append_padding (table->text, 2);
    }
  g_string_append_c (table->text, '\n');
}

char *
lf_report_to_text (const LfReport *self)
{
  g_autofree guint *widths = g_new0 (guint, self->columns->len);
  Table table = { widths, g_string_new (NULL) };

  g_string_append_printf (table.text, "%s\n\n", self->title);
  each_line (self, TRUE, measure, &table);
  each_line (self, TRUE, append_line, &table);
  if (self->note != NULL)
    g_string_append_printf (table.text, "\n%s\n", self->note);
  return g_string_free (table.text, FALSE);
}

/* ---- CSV ---- */

static void
append_csv (const LfReport *report, char **cells, gpointer data)
{
  GString *text = data;

  for (guint c = 0; c < report->columns->len; c++)
    lf_text_append_csv (text, cells[c], c + 1 == report->columns->len);
}

char *
lf_report_to_csv (const LfReport *self)
{
  GString *text = g_string_new ("\xef\xbb\xbf");

  each_line (self, FALSE, append_csv, text);
  return g_string_free (text, FALSE);
}

/* ---- JSON ---- */

static void
add_totals (JsonBuilder *builder, const LfTotals *totals)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < totals->n; i++)
    {
      LfMoney money = lf_totals_get (totals, i);
      g_autofree char *canonical = lf_money_to_canonical (&money);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "currency");
      json_builder_add_string_value (builder, money.currency);
      json_builder_set_member_name (builder, "minor");
      json_builder_add_int_value (builder, money.minor);
      json_builder_set_member_name (builder, "value");
      json_builder_add_string_value (builder, canonical);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_value (JsonBuilder *builder, const LfReportColumn *column, const LfReportCell *cell)
{
  if (cell->is_blank)
    {
      json_builder_add_null_value (builder);
      return;
    }
  switch (column->type)
    {
    case LF_COLUMN_COUNT:
    case LF_COLUMN_DAYS:
    case LF_COLUMN_AREA:
      json_builder_add_int_value (builder, cell->count);
      break;
    case LF_COLUMN_POINTS:
      {
        g_autofree char *points = format_cell (column, cell, FALSE);

        json_builder_add_string_value (builder, points);
        break;
      }
    case LF_COLUMN_MONEY:
      add_totals (builder, &cell->totals);
      break;
    case LF_COLUMN_PERCENT:
      if (isnan (cell->percent))
        json_builder_add_null_value (builder);
      else
        json_builder_add_double_value (builder, cell->percent);
      break;
    case LF_COLUMN_TEXT:
    case LF_COLUMN_DATE:
    default:
      if (cell->text == NULL)
        json_builder_add_null_value (builder);
      else
        json_builder_add_string_value (builder, cell->text);
      break;
    }
}

void
lf_report_add_members (JsonBuilder *builder, const LfReport *self, GPtrArray *row)
{
  for (guint c = 0; c < self->columns->len; c++)
    {
      const LfReportColumn *column = self->columns->pdata[c];

      json_builder_set_member_name (builder, column->name);
      add_value (builder, column, row->pdata[c]);
    }
}

static void
add_row (JsonBuilder *builder, const LfReport *self, GPtrArray *row)
{
  const LfReportCell *first_figure = self->columns->len > 1 ? row->pdata[1] : NULL;

  json_builder_begin_object (builder);
  lf_report_add_members (builder, self, row);
  if (first_figure != NULL && first_figure->filter != NULL)
    {
      json_builder_set_member_name (builder, "filter");
      json_builder_add_string_value (builder, first_figure->filter);
    }
  json_builder_end_object (builder);
}

char *
lf_report_to_json (const LfReport *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "report");
  json_builder_add_string_value (builder, self->name);
  json_builder_set_member_name (builder, "title");
  json_builder_add_string_value (builder, self->title);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->rows->len; i++)
    add_row (builder, self, self->rows->pdata[i]);
  json_builder_end_array (builder);
  if (self->total != NULL)
    {
      json_builder_set_member_name (builder, "total");
      add_row (builder, self, self->total);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}
