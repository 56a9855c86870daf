/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The value types: how each reads, checks, shows and orders its values. */

#include "config.h"

#include "lf-field-types.h"

#include "lf-schema.h"
#include "lf-text.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_TEXT_BYTES 4000
#define MAX_LONG_TEXT_BYTES 1000000
#define MAX_SET_ELEMENTS 1000
#define MAX_DECIMAL_DIGITS 15
#define MAX_SHOWN_CHARACTERS 60

char *
lf_value_start (const char *text)
{
  return g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), MAX_SHOWN_CHARACTERS));
}

static gboolean
fail (GError **error, const char *format, const char *text)
{
  g_autofree char *start = lf_value_start (text);

  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, format, start);
  return FALSE;
}

static char *
same (const LfField *field, const char *value)
{
  return g_strdup (value);
}

static int
compare_text (const LfField *field, const char *a, const char *b)
{
  return strcmp (a, b);
}

/* Most types: canonical is what reading it again gives. */
static gboolean
parses_to_itself (const LfField *field, const char *value)
{
  g_autofree char *again = NULL;
  g_autofree char *clean = lf_text_clean (value);

  return clean != NULL && lf_value_type (field)->parse (field, clean, &again, NULL)
         && g_strcmp0 (again, value) == 0;
}

/* ---- Text ---- */

static gboolean
parse_text (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  gboolean is_long = field->type == LF_VALUE_LONG_TEXT;

  if (strlen (clean) > (is_long ? MAX_LONG_TEXT_BYTES : MAX_TEXT_BYTES))
    return fail (error, _ ("the text beginning “%s” is too long."), clean);
  *ret_value = g_strdup (clean);
  for (char *p = *ret_value; !is_long && *p != '\0'; p++)
    if (*p == '\n' || *p == '\t')
      *p = ' ';
  return TRUE;
}

static gboolean
parse_code (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  if (strlen (clean) > MAX_TEXT_BYTES)
    return fail (error, _ ("the code beginning “%s” is too long."), clean);
  *ret_value = lf_code_normalise (field, clean);
  return TRUE;
}

/* ---- Choice and flag ---- */

static char *
list_options (const LfField *field)
{
  GString *list = g_string_new (NULL);

  for (const LfOption *option = field->options; option->key != NULL; option++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "", lf_option_label (option));
  return g_string_free (list, FALSE);
}

static gboolean
parse_choice (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  g_autofree char *folded = lf_text_fold (clean);
  g_autofree char *options = NULL;
  g_autofree char *start = lf_value_start (clean);

  for (const LfOption *option = field->options; option->key != NULL; option++)
    if (lf_text_is_among (folded, option->key) || lf_text_is_among (folded, option->label)
        || lf_text_is_among (folded, lf_option_label (option))
        || lf_text_is_among (folded, option->synonyms))
      {
        *ret_value = g_strdup (option->key);
        return TRUE;
      }
  options = list_options (field);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%s” is not one of: %s."), start, options);
  return FALSE;
}

static gboolean
is_option (const LfField *field, const char *value)
{
  return lf_field_option (field, value) != NULL;
}

static char *
format_choice (const LfField *field, const char *value)
{
  const LfOption *option = lf_field_option (field, value);

  return g_strdup (option == NULL ? value : lf_option_label (option));
}

static int
compare_choice (const LfField *field, const char *a, const char *b)
{
  const LfOption *first = lf_field_option (field, a), *second = lf_field_option (field, b);

  if (first == NULL || second == NULL)
    return (first == NULL) - (second == NULL);
  return (first > second) - (first < second);
}

static gboolean
parse_flag (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  g_autofree char *folded = lf_text_fold (clean);

  if (lf_text_is_among (folded, "1|yes|true|是|有|√|✓|y"))
    *ret_value = g_strdup ("1");
  else if (lf_text_is_among (folded, "0|no|false|否|无|×|x|n"))
    *ret_value = NULL;
  else
    return fail (error, _ ("“%s” is neither yes nor no: write 是 or 否, yes or no."), clean);
  return TRUE;
}

static gboolean
is_flag (const LfField *field, const char *value)
{
  return strcmp (value, "1") == 0;
}

static char *
format_flag (const LfField *field, const char *value)
{
  return g_strdup (_ ("Yes"));
}

/* ---- Numbers ---- */

static char *
decimal_text (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (number == 0 ? "0" : g_ascii_formatd (buffer, sizeof buffer, "%.15g", number));
}

static gboolean
fail_number (const LfField *field, const char *clean, GError **error)
{
  const char *unit = lf_field_unit_label (field);
  g_autofree char *start = lf_value_start (clean);

  if (unit == NULL)
    return fail (error, _ ("“%s” is not a number: write it like 12.5."), clean);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%1$s” is not a quantity in %2$s: write it like 12.5 or 12.5 %2$s."), start,
               unit);
  return FALSE;
}

static gboolean
parse_decimal (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  g_autofree char *folded = lf_text_fold (clean);
  g_auto (GStrv) pieces = g_strsplit (folded, ",", -1);
  g_autofree char *text = g_strjoinv ("", pieces);
  char *end;
  double number = g_ascii_strtod (text, &end), factor;
  gboolean has_digits = end > text && strspn (text, "+-.0123456789e") >= (gsize) (end - text);

  while (*end == ' ')
    end++;
  if (!has_digits || !isfinite (number) || fabs (number) >= 1e15
      || !lf_unit_factor (field, end, &factor))
    return fail_number (field, clean, error);
  *ret_value = decimal_text (number * factor);
  return TRUE;
}

static gboolean
parse_integer (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  g_autofree char *decimal = NULL;
  g_autofree char *folded = lf_text_fold (clean);
  g_autofree char *bare = NULL;
  gsize length = strlen (folded);

  for (const char *const *p = (const char *const[]){ "人", "名", "个", NULL }; *p != NULL; p++)
    if (g_str_has_suffix (folded, *p))
      length = strlen (folded) - strlen (*p);
  bare = g_strndup (folded, length);
  if (!parse_decimal (field, bare, &decimal, NULL) || strpbrk (decimal, ".e") != NULL)
    return fail (error, _ ("“%s” is not a whole number: write it like 120."), clean);
  *ret_value = g_steal_pointer (&decimal);
  return TRUE;
}

static char *
format_quantity (const LfField *field, const char *value)
{
  const char *unit = lf_field_unit_label (field);
  g_autofree char *grouped = unit == NULL ? NULL : lf_text_group_digits (value);

  if (unit == NULL)
    return g_strdup (value);
  return strcmp (unit, "%") == 0 ? g_strconcat (grouped, unit, NULL)
                                 : g_strdup_printf (C_ ("quantity", "%s %s"), grouped, unit);
}

static int
compare_number (const LfField *field, const char *a, const char *b)
{
  double first = g_ascii_strtod (a, NULL), second = g_ascii_strtod (b, NULL);

  return (first > second) - (first < second);
}

/* ---- Money, date, time ---- */

static gboolean
parse_money (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  LfMoney money;

  if (!lf_money_from_canonical (clean, &money) && !lf_money_parse (clean, "CNY", &money, error))
    return FALSE;
  *ret_value = lf_money_to_canonical (&money);
  return TRUE;
}

static char *
format_money (const LfField *field, const char *value)
{
  LfMoney money;

  return lf_money_from_canonical (value, &money) ? lf_money_format (&money) : g_strdup (value);
}

static int
compare_money (const LfField *field, const char *a, const char *b)
{
  LfMoney first, second;

  if (!lf_money_from_canonical (a, &first) || !lf_money_from_canonical (b, &second))
    return strcmp (a, b);
  if (strcmp (first.currency, second.currency) != 0)
    return strcmp (first.currency, second.currency);
  return (first.minor > second.minor) - (first.minor < second.minor);
}

static gboolean
parse_date (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  LfDate date;

  if (!lf_date_parse (clean, &date, error))
    return FALSE;
  *ret_value = lf_date_to_canonical (&date);
  return TRUE;
}

static gboolean
is_date (const LfField *field, const char *value)
{
  LfDate date;

  return lf_date_from_canonical (value, &date);
}

static char *
format_date (const LfField *field, const char *value)
{
  LfDate date;

  return lf_date_from_canonical (value, &date) ? lf_date_format (&date) : g_strdup (value);
}

static gboolean
parse_timestamp (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  char *end;
  gint64 us;

  errno = 0;
  us = g_ascii_strtoll (clean, &end, 10);
  if (errno != 0 || *end != '\0' || us < 0)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (clean, zone);

      if (time == NULL)
        return fail (error, _ ("“%s” is not a point in time: write it like 2023-02-05T09:30."),
                     clean);
      us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
    }
  *ret_value = g_strdup_printf ("%" G_GINT64_FORMAT, us);
  return TRUE;
}

static char *
format_timestamp (const LfField *field, const char *value)
{
  gint64 us = g_ascii_strtoll (value, NULL, 10);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (us / G_USEC_PER_SEC);

  /* Translators: a point in time as a GDateTime format. */
  return time == NULL ? g_strdup (value)
                      : g_date_time_format (time, C_ ("point in time", "%-e %b %Y, %H:%M"));
}

/* ---- References and sets ---- */

static gboolean
fail_reference (const LfField *field, const char *clean, GError **error)
{
  const LfEntity *target = lf_schema_find (field->target);
  g_autofree char *start = lf_value_start (clean);

  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("“%1$s” is not a record; pick one of the list “%2$s”."), start,
               lf_entity_plural (target));
  return FALSE;
}

static gboolean
parse_reference (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  if (!lf_id_is_valid (clean))
    return fail_reference (field, clean, error);
  *ret_value = g_strdup (clean);
  return TRUE;
}

static gboolean
is_attachment (const char *element)
{
  return strlen (element) > 65 && strspn (element, "0123456789abcdef") == 64 && element[64] == '/'
         && strchr (element + 65, '/') == NULL;
}

/* Of every kind of blank, as a text of its own would be. */
static void
trim (char **element)
{
  char *clean = lf_text_clean (*element);

  g_free (*element);
  *element = clean == NULL ? g_strdup ("") : clean;
}

static gboolean
parse_set (const LfField *field, const char *clean, char **ret_value, GError **error)
{
  g_autofree char *normal = field->type == LF_VALUE_TEXT_SET ? g_strdup (clean) : NULL;
  g_auto (GStrv) pieces = NULL;

  for (char *p = normal; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (strchr (",;|", *p) != NULL)
      *p = '\n';
  if (normal != NULL)
    {
      g_auto (GStrv) wide = g_regex_split_simple ("[\\n、，；]", normal, 0, 0);
      pieces = g_steal_pointer (&wide);
    }
  else
    pieces = g_strsplit (clean, "\n", -1);
  if (g_strv_length (pieces) > MAX_SET_ELEMENTS)
    return fail (error, _ ("there are too many entries in “%s”."), clean);
  for (char **p = pieces; *p != NULL; p++)
    {
      trim (p);
      if (field->type == LF_VALUE_REFERENCE_SET && !lf_id_is_valid (*p))
        return fail_reference (field, *p, error);
      if (field->type == LF_VALUE_ATTACHMENT_SET && !is_attachment (*p))
        return fail (error, _ ("“%s” is not a file of this store; add the file first."), *p);
    }
  *ret_value = lf_set_join ((const char *const *) pieces);
  return TRUE;
}

static char *
format_set (const LfField *field, const char *value)
{
  g_auto (GStrv) elements = lf_set_split (value);

  for (char **p = elements; *p != NULL; p++)
    if (field->type == LF_VALUE_ATTACHMENT_SET && is_attachment (*p))
      {
        char *name = g_strdup (*p + 65);
        g_free (*p);
        *p = name;
      }
  return g_strjoinv (C_ ("between the elements of a set", ", "), elements);
}

/* clang-format off */
static const LfValueFuncs types[LF_N_VALUE_TYPES] = {
  [LF_VALUE_TEXT] = { parse_text, parses_to_itself, same, compare_text },
  [LF_VALUE_LONG_TEXT] = { parse_text, parses_to_itself, same, compare_text },
  [LF_VALUE_CHOICE] = { parse_choice, is_option, format_choice, compare_choice },
  [LF_VALUE_FLAG] = { parse_flag, is_flag, format_flag, compare_text },
  [LF_VALUE_INTEGER] = { parse_integer, parses_to_itself, same, compare_number },
  [LF_VALUE_DECIMAL] = { parse_decimal, parses_to_itself, same, compare_number },
  [LF_VALUE_MONEY] = { parse_money, parses_to_itself, format_money, compare_money },
  [LF_VALUE_QUANTITY] = { parse_decimal, parses_to_itself, format_quantity, compare_number },
  [LF_VALUE_DATE] = { parse_date, is_date, format_date, compare_text },
  [LF_VALUE_TIMESTAMP] = { parse_timestamp, parses_to_itself, format_timestamp, compare_number },
  [LF_VALUE_REFERENCE] = { parse_reference, parses_to_itself, same, compare_text },
  [LF_VALUE_REFERENCE_SET] = { parse_set, parses_to_itself, format_set, compare_text },
  [LF_VALUE_TEXT_SET] = { parse_set, parses_to_itself, format_set, compare_text },
  [LF_VALUE_ATTACHMENT_SET] = { parse_set, parses_to_itself, format_set, compare_text },
  [LF_VALUE_CODE] = { parse_code, parses_to_itself, same, compare_text },
};
/* clang-format on */

const LfValueFuncs *
lf_value_type (const LfField *field)
{
  return &types[field->type];
}
