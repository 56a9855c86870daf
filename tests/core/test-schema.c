/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema tables hold together: names, targets, bundles, choices, initial values. */

#include "lf-core.h"

#include <string.h>

static gboolean
is_snake_case (const char *name)
{
  return g_ascii_islower (name[0])
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name);
}

static void
check_field (const LfEntity *entity, const LfField *field, guint index)
{
  g_test_message ("%s.%s", entity->name, field->name);
  g_assert_true (is_snake_case (field->name));
  g_assert_nonnull (field->label);
  g_assert_nonnull (field->group);
  g_assert_cmpint (lf_entity_index (entity, field->name), ==, (int) index);
  g_assert_cmpint (field->type, <, LF_N_VALUE_TYPES);
  g_assert_cmpint (field->options != NULL, ==, field->type == LF_VALUE_CHOICE);
  g_assert_cmpint (field->unit != NULL, ==, field->type == LF_VALUE_QUANTITY);
  g_assert_cmpint (field->target != NULL, ==,
                   field->type == LF_VALUE_REFERENCE || field->type == LF_VALUE_REFERENCE_SET);
  if (field->target != NULL)
    g_assert_nonnull (lf_schema_find (field->target));
  if (field->unit != NULL)
    g_assert_true (g_str_has_suffix (field->name, field->unit));
  if (field->initial != NULL && strcmp (field->initial, "today") != 0)
    g_assert_true (lf_field_check (field, field->initial, NULL));
  for (const LfOption *option = field->options; option != NULL && option->key != NULL; option++)
    g_assert_true (is_snake_case (option->key));
}

static void
test_tables (void)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);

  for (; *entities != NULL; entities++)
    {
      const LfEntity *entity = *entities;
      guint n_titles = 0;

      g_assert_true (lf_schema_find (entity->name) == entity);
      for (guint i = 0; entity->fields[i].name != NULL; i++)
        {
          check_field (entity, &entity->fields[i], i);
          n_titles += (entity->fields[i].flags & LF_FIELD_TITLE) != 0;
        }
      g_assert_cmpuint (n_titles, ==, 1);
      if (entity->parent != NULL)
        g_assert_cmpint (lf_entity_field (entity, entity->parent)->type, ==, LF_VALUE_REFERENCE);
      if (entity->date != NULL)
        g_assert_cmpint (lf_entity_field (entity, entity->date)->type, ==, LF_VALUE_DATE);
      if (entity->lock_field != NULL)
        g_assert_nonnull (
            lf_field_option (lf_entity_field (entity, entity->lock_field), entity->lock_value));
    }
}

static void
test_headings_are_unambiguous (void)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);

  for (; *entities != NULL; entities++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (const LfField *field = (*entities)->fields; field->name != NULL; field++)
        {
          g_auto (GStrv) names
              = g_strsplit (field->synonyms == NULL ? "" : field->synonyms, "|", -1);

          for (char **name = names; *name != NULL; name++)
            {
              g_test_message ("%s: %s", (*entities)->name, *name);
              g_assert_true (g_hash_table_add (seen, g_strdup (*name)));
            }
        }
    }
}

static void
test_unknown (void)
{
  g_assert_null (lf_schema_find ("nothing"));
  g_assert_null (lf_schema_find (NULL));
  g_assert_null (lf_entity_field (lf_schema_find ("project"), "nothing"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/schema/tables", test_tables);
  g_test_add_func ("/core/schema/headings-are-unambiguous", test_headings_are_unambiguous);
  g_test_add_func ("/core/schema/unknown", test_unknown);
  return g_test_run ();
}
