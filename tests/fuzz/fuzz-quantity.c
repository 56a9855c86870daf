/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of every kind of field, quantities in each of their units first: what can be read is
 * canonical, is the same when it is read again, also as it is shown, and is ordered. */

#include "config.h"

#include "fuzz.h"

#include "lf-core.h"

#include <string.h>

/* (element-type LfField): one for every type, unit, range and check there is */
static GPtrArray *
distinct_fields (void)
{
  GPtrArray *fields = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    for (const LfField *field = (*entities)->fields; field->name != NULL; field++)
      if (field->type != LF_VALUE_CHOICE && field->target == NULL)
        {
          char *key = g_strdup_printf ("%d %s %d %g %g", field->type, field->unit, field->check,
                                       field->least, field->most);
          if (g_hash_table_add (seen, key))
            g_ptr_array_add (fields, (gpointer) field);
        }
  return fields;
}

/* What is shown is read as what it was; moments are shown without their seconds. */
static void
check_shown (const LfField *field, const char *value)
{
  g_autofree char *shown = lf_field_format (field, value);
  g_autofree char *again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_utf8_validate (shown, -1, NULL));
  if (field->type == LF_VALUE_TIMESTAMP || field->type == LF_VALUE_ATTACHMENT_SET)
    return;
  lf_field_parse (field, shown, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, value);
}

static void
check_field (const LfField *field, const char *text)
{
  g_autofree char *value = NULL;
  g_autofree char *again = NULL;
  g_autofree char *doubt = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_ok = lf_field_parse (field, text, &value, &error);

  fuzz_assert_error (is_ok, error);
  if (!is_ok || value == NULL)
    return;
  lf_field_check (field, value, &error);
  g_assert_no_error (error);
  lf_field_parse (field, value, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again, ==, value);
  g_assert_cmpint (lf_field_compare (field, value, again), ==, 0);
  doubt = lf_field_warn (field, value);
  g_assert_true (doubt == NULL || g_utf8_validate (doubt, -1, NULL));
  check_shown (field, value);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static GPtrArray *fields;
  g_autofree char *text = fuzz_text (data, size);

  if (fields == NULL)
    fields = distinct_fields ();
  for (guint i = 0; i < fields->len; i++)
    check_field (fields->pdata[i], text);
  return 0;
}
