/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for fields of every type, and sets. */

#include "config.h"

#include "lf-field.h"

#include "lf-field-types.h"
#include "lf-money.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
lf_field_label (const LfField *field)
{
  return g_dgettext (GETTEXT_PACKAGE, field->label);
}

const char *
lf_option_label (const LfOption *option)
{
  return g_dgettext (GETTEXT_PACKAGE, option->label);
}

const char *
lf_field_bundle (const LfField *field)
{
  return field->bundle != NULL ? field->bundle : field->name;
}

gboolean
lf_field_is_set (const LfField *field)
{
  return field->type == LF_VALUE_REFERENCE_SET || field->type == LF_VALUE_TEXT_SET
         || field->type == LF_VALUE_ATTACHMENT_SET;
}

const LfOption *
lf_field_option (const LfField *field, const char *key)
{
  for (const LfOption *option = field->options;
       key != NULL && option != NULL && option->key != NULL; option++)
    if (strcmp (option->key, key) == 0)
      return option;
  return NULL;
}

/* ---- Bounds ---- */

gboolean
lf_field_has_bounds (const LfField *field)
{
  return field->least < field->most;
}

static double
number_of (const LfField *field, const char *value)
{
  LfMoney money;

  return field->type == LF_VALUE_MONEY && lf_money_from_canonical (value, &money)
             ? (double) money.minor / 100
             : g_ascii_strtod (value, NULL);
}

static gboolean
check_number (const LfField *field, const char *value, GError **error)
{
  double number = number_of (field, value);
  g_autofree char *shown = lf_field_format (field, value);
  g_autofree char *bound = NULL;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (number >= field->least && number <= field->most)
    return TRUE;
  g_ascii_formatd (digits, sizeof digits, "%.15g",
                   number < field->least ? field->least : field->most);
  bound = lf_field_unit_label (field) == NULL ? g_strdup (digits) : lf_text_group_digits (digits);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               number < field->least ? _ ("“%1$s” is less than %2$s, the least that is possible.")
                                     : _ ("“%1$s” is more than %2$s, the most that is possible."),
               shown, bound);
  return FALSE;
}

static gboolean
check_length (const LfField *field, const char *value, GError **error)
{
  glong length = g_utf8_strlen (value, -1);
  g_autofree char *start = g_utf8_substring (value, 0, MIN (length, 20));

  if ((double) length <= field->most)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("the text beginning “%1$s” has %2$ld characters; there may be %3$d."), start,
               length, (int) field->most);
  return FALSE;
}

static gboolean
check_elements (const LfField *field, const char *value, GError **error)
{
  g_auto (GStrv) elements = lf_set_split (value);
  guint n = g_strv_length (elements);

  if (n <= field->most)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("there are %1$u entries; there may be %2$d."),
               n, (int) field->most);
  return FALSE;
}

static gboolean
check_bounds (const LfField *field, const char *value, GError **error)
{
  if (value == NULL || !lf_field_has_bounds (field))
    return TRUE;
  if (lf_field_is_set (field))
    return check_elements (field, value, error);
  if (field->type == LF_VALUE_TEXT || field->type == LF_VALUE_LONG_TEXT)
    return check_length (field, value, error);
  return check_number (field, value, error);
}

/* ---- Reading and checking ---- */

gboolean
lf_field_parse (const LfField *field, const char *text, char **ret_value, GError **error)
{
  g_autofree char *clean = lf_text_clean (text);
  g_autofree char *value = NULL;

  if ((clean != NULL && !lf_value_type (field)->parse (field, clean, &value, error))
      || !check_bounds (field, value, error))
    {
      g_prefix_error (error, _ ("%s: "), lf_field_label (field));
      return FALSE;
    }
  *ret_value = g_steal_pointer (&value);
  return TRUE;
}

/* Why @value cannot be stored: as a person who had written it would be told. */
static void
explain (const LfField *field, const char *value, GError **error)
{
  g_autofree char *right = NULL;
  g_autofree char *start = NULL;

  if (!g_utf8_validate (value, -1, NULL))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("%s: the value is not text in UTF-8."),
                 lf_field_label (field));
  else if (lf_field_parse (field, value, &right, error))
    {
      start = lf_value_start (value);
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("%1$s: “%2$s” must be stored as “%3$s”."),
                   lf_field_label (field), start, right == NULL ? "" : right);
    }
}

gboolean
lf_field_check (const LfField *field, const char *value, GError **error)
{
  if (value == NULL)
    return TRUE;
  if (!g_utf8_validate (value, -1, NULL) || !lf_value_type (field)->is_canonical (field, value))
    {
      explain (field, value, error);
      return FALSE;
    }
  if (check_bounds (field, value, error))
    return TRUE;
  g_prefix_error (error, _ ("%s: "), lf_field_label (field));
  return FALSE;
}

char *
lf_field_format (const LfField *field, const char *value)
{
  return value == NULL ? g_strdup ("") : lf_value_type (field)->format (field, value);
}

int
lf_field_compare (const LfField *field, const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);
  return lf_value_type (field)->compare (field, a, b);
}

/* ---- Sets ---- */

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char **
lf_set_split (const char *set)
{
  return set == NULL ? g_new0 (char *, 1) : g_strsplit (set, "\n", -1);
}

static char *
join_sorted (GPtrArray *elements /* unowned */)
{
  GString *set = g_string_new (NULL);
  const char *last = NULL;

  g_ptr_array_sort (elements, compare_strings);
  for (guint i = 0; i < elements->len; i++)
    {
      const char *element = elements->pdata[i];

      if (*element == '\0' || (last != NULL && strcmp (last, element) == 0))
        continue;
      if (last != NULL)
        g_string_append_c (set, '\n');
      g_string_append (set, element);
      last = element;
    }
  return g_string_free (set, last == NULL);
}

char *
lf_set_join (const char *const *elements)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (; *elements != NULL; elements++)
    g_ptr_array_add (all, (char *) *elements);
  return join_sorted (all);
}

char *
lf_set_apply (const char *set, const char *was, const char *value)
{
  g_auto (GStrv) current = lf_set_split (set);
  g_auto (GStrv) before = lf_set_split (was);
  g_auto (GStrv) after = lf_set_split (value);
  g_autoptr (GPtrArray) result = g_ptr_array_new ();

  for (char **p = current; *p != NULL; p++)
    if (!g_strv_contains ((const char *const *) before, *p)
        || g_strv_contains ((const char *const *) after, *p))
      g_ptr_array_add (result, *p);
  for (char **p = after; *p != NULL; p++)
    if (!g_strv_contains ((const char *const *) before, *p))
      g_ptr_array_add (result, *p);
  return join_sorted (result);
}
