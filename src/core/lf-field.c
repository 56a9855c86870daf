/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds for fields of every type, and sets. */

#include "config.h"

#include "lf-field.h"

#include "lf-field-types.h"

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

gboolean
lf_field_parse (const LfField *field, const char *text, char **ret_value, GError **error)
{
  g_autofree char *clean = lf_text_clean (text);
  char *value = NULL;

  if (clean != NULL && !lf_value_type (field)->parse (field, clean, &value, error))
    {
      g_prefix_error (error, _ ("%s: "), lf_field_label (field));
      return FALSE;
    }
  *ret_value = value;
  return TRUE;
}

gboolean
lf_field_check (const LfField *field, const char *value, GError **error)
{
  if (value == NULL
      || (g_utf8_validate (value, -1, NULL) && lf_value_type (field)->is_canonical (field, value)))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("%s: “%.60s” is not a stored value of this field."), lf_field_label (field),
               g_utf8_validate (value, -1, NULL) ? value : "?");
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
