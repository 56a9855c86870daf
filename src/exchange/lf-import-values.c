/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell of a column says, as a value of its field. */

#include "config.h"

#include "lf-import-values.h"

#include "lf-number-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Days from 1960 to 2199; no other way to write a date looks like them. */
#define MIN_SERIAL 22000
#define MAX_SERIAL 109574

#define MAX_DECIMALS 10

/* ---- Money and quantities ---- */

static gboolean
read_money (const LfColumn *column, const char *text, char **ret_value)
{
  LfMoney money;

  if (!lf_money_from_canonical (text, &money)
      && !lf_money_parse (text, column->unit == NULL ? "CNY" : column->unit, &money, NULL))
    return FALSE;
  *ret_value = lf_money_to_canonical (&money);
  return TRUE;
}

/* What was calculated has decimals that no account has: as exact as money can be. */
static gboolean
read_rounded_money (const LfColumn *column, const char *text, char **ret_value)
{
  double number = g_ascii_strtod (text, NULL);

  for (int decimals = MAX_DECIMALS; decimals >= 0; decimals--)
    {
      char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE + MAX_DECIMALS];

      g_snprintf (format, sizeof format, "%%.%df", decimals);
      if (read_money (column, g_ascii_formatd (buffer, sizeof buffer, format, number), ret_value))
        return TRUE;
    }
  return FALSE;
}

static char *
with_unit (const LfColumn *column, const char *text)
{
  return column->unit != NULL && g_ascii_isdigit (text[strlen (text) - 1])
             ? g_strconcat (text, column->unit, NULL)
             : g_strdup (text);
}

/* ---- Dates ---- */

/* (transfer full) (nullable): of a number that can only be a count of days */
static char *
read_serial (const char *text, gboolean is_1904)
{
  char *end;
  double serial = g_ascii_strtod (text, &end);

  if (*end != '\0' || strspn (text, "0123456789.") != strlen (text) || serial < MIN_SERIAL
      || serial > MAX_SERIAL)
    return NULL;
  return lf_serial_text (serial, LF_NUMBER_DAY, is_1904);
}

/* In a cell that holds numbers 2023.10 becomes 2023.1: the tenth month, or the first? */
static gboolean
is_doubtful_month (LfCellKind kind, const char *text)
{
  return kind == LF_CELL_NUMBER && strlen (text) == 6 && g_str_has_suffix (text, ".1");
}

static gboolean
read_date (const LfColumn *column,
           LfCellKind kind,
           const char *text,
           gboolean is_1904,
           char **ret_value,
           GError **error)
{
  g_autofree char *serial = read_serial (text, is_1904);
  const char *day = serial == NULL ? text : serial;
  g_autofree char *moment = NULL;

  if (is_doubtful_month (kind, text))
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("%1$s: “%2$s” may be January or October: write it as text, like %3$.4s-01 or "
                      "%3$.4s-10."),
                   lf_field_label (column->field), text, text);
      return FALSE;
    }
  if (column->field->type == LF_VALUE_TIMESTAMP && (serial != NULL || kind == LF_CELL_DATE)
      && strchr (day, ' ') == NULL)
    moment = g_strconcat (day, " 00:00:00", NULL);
  return lf_field_parse (column->field, moment == NULL ? day : moment, ret_value, error);
}

/* ---- Choices ---- */

/* Comparing with every name of every option takes its time, so the last answer is kept. */
static gboolean
read_choice (LfColumn *column, const char *text, char **ret_value, GError **error)
{
  if (g_strcmp0 (column->last_text, text) != 0)
    {
      if (!lf_field_parse (column->field, text, ret_value, error))
        return FALSE;
      g_free (column->last_text);
      g_free (column->last_value);
      column->last_text = g_strdup (text);
      column->last_value = *ret_value;
    }
  *ret_value = g_strdup (column->last_value);
  return TRUE;
}

gboolean
lf_import_read_value (LfColumn *column,
                      LfCellKind kind,
                      const char *text,
                      gboolean is_1904,
                      char **ret_value,
                      GError **error)
{
  LfValueType type = column->field->type;
  g_autofree char *money = NULL;
  g_autofree char *full = NULL;

  if (type == LF_VALUE_DATE || type == LF_VALUE_TIMESTAMP)
    return read_date (column, kind, text, is_1904, ret_value, error);
  if (type == LF_VALUE_CHOICE)
    return read_choice (column, text, ret_value, error);
  if (type == LF_VALUE_MONEY
      && (read_money (column, text, &money)
          || (kind == LF_CELL_NUMBER && read_rounded_money (column, text, &money))))
    {
      if (!lf_field_check (column->field, money, error))
        return FALSE;
      *ret_value = g_steal_pointer (&money);
      return TRUE;
    }
  full = with_unit (column, text);
  return lf_field_parse (column->field, full, ret_value, error);
}
