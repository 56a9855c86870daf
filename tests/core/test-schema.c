/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema tables hold together: names, targets, bundles, choices, units, bounds, what fields ask
 * of each other, translations; and every entity of the model is there. */

#include "lf-core.h"

#include <string.h>

static gboolean
is_snake_case (const char *name)
{
  return g_ascii_islower (name[0])
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (name);
}

static gboolean
has_han (const char *text)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN)
      return TRUE;
  return FALSE;
}

/* What only the program writes is never in a spreadsheet. */
static gboolean
is_written_by_people (const LfEntity *entity, const LfField *field)
{
  return strcmp (entity->name, "conflict") != 0
         && !(field->flags & (LF_FIELD_MACHINE | LF_FIELD_HIDDEN));
}

static void
check_options (const LfEntity *entity, const LfField *field)
{
  for (const LfOption *option = field->options; option != NULL && option->key != NULL; option++)
    {
      g_autofree char *value = NULL;

      g_assert_true (is_snake_case (option->key));
      g_assert_true (lf_field_option (field, option->key) == option);
      if (is_written_by_people (entity, field))
        {
          g_auto (GStrv) names = g_strsplit (option->synonyms, "|", -1);

          g_assert_true (has_han (names[0]));
          g_assert_true (lf_field_parse (field, names[0], &value, NULL));
          g_assert_cmpstr (value, ==, option->key);
        }
    }
}

static void
check_bounds (const LfField *field)
{
  if (!lf_field_has_bounds (field))
    {
      g_assert_true (field->least == 0 && field->most == 0);
      return;
    }
  g_assert_true (lf_field_is_set (field) || field->type == LF_VALUE_TEXT
                 || field->type == LF_VALUE_LONG_TEXT || field->type == LF_VALUE_INTEGER
                 || field->type == LF_VALUE_DECIMAL || field->type == LF_VALUE_QUANTITY
                 || field->type == LF_VALUE_MONEY);
}

static void
check_keeper (const LfEntity *entity)
{
  const LfField *keeper
      = entity->kept_by == NULL ? NULL : lf_entity_field (entity, entity->kept_by);

  g_assert_cmpint (keeper != NULL, ==, entity->kept_by != NULL);
  if (keeper != NULL)
    g_assert_cmpstr (keeper->target, ==, "account");
}

static void
check_conditions (const LfEntity *entity, const LfField *field)
{
  g_auto (GStrv) need = g_strsplit (field->needed == NULL ? "" : field->needed, "=", 2);

  if (field->after != NULL)
    {
      g_assert_cmpint (field->type, ==, LF_VALUE_DATE);
      g_assert_cmpint (lf_entity_field (entity, field->after)->type, ==, LF_VALUE_DATE);
      g_assert_cmpstr (field->after, !=, field->name);
    }
  if (field->needed != NULL)
    g_assert_nonnull (lf_field_option (lf_entity_field (entity, need[0]), need[1]));
  if (field->signed_by != NULL)
    {
      const LfField *person = lf_entity_field (entity, field->signed_by);

      g_assert_cmpint (person->type, ==, LF_VALUE_REFERENCE);
      g_assert_cmpstr (person->target, ==, "account");
    }
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
  check_options (entity, field);
  check_bounds (field);
  check_conditions (entity, field);
  if (field->flags & LF_FIELD_SEARCHED)
    g_assert_true (field->type == LF_VALUE_TEXT || field->type == LF_VALUE_LONG_TEXT
                   || field->type == LF_VALUE_TEXT_SET || field->type == LF_VALUE_CODE);
  if (field->flags & LF_FIELD_SUMMED)
    g_assert_true (field->type == LF_VALUE_MONEY || field->type == LF_VALUE_QUANTITY
                   || field->type == LF_VALUE_INTEGER);
  if (field->check == LF_CHECK_INDUSTRY || field->check == LF_CHECK_DIVISION)
    g_assert_true (field->type == LF_VALUE_CODE || field->type == LF_VALUE_TEXT_SET);
}

static gboolean
is_referred_to (const LfEntity *entity)
{
  for (const LfEntity *const *other = lf_schema_entities (NULL); *other != NULL; other++)
    for (const LfField *field = (*other)->fields; field->name != NULL; field++)
      if (g_strcmp0 (field->target, entity->name) == 0)
        return TRUE;
  return FALSE;
}

static void
check_icon (const LfEntity *entity)
{
  g_autofree char *name = g_strconcat (entity->icon, ".svg", NULL);
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "icons", "symbolic", name, NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
check_entity (const LfEntity *entity)
{
  g_auto (GStrv) key = g_strsplit (entity->key == NULL ? "" : entity->key, "|", -1);
  g_auto (GStrv) pages = g_strsplit (entity->offered_on == NULL ? "" : entity->offered_on, "|", -1);
  const LfField *title = lf_entity_title (entity);
  guint n_summed = 0, n_quantities = 0;

  g_test_message ("%s", entity->name);
  g_assert_true (has_han (entity->synonyms));
  check_icon (entity);
  g_assert_true (title->type == LF_VALUE_TEXT
                 || ((title->type == LF_VALUE_DATE || title->type == LF_VALUE_CHOICE)
                     && !is_referred_to (entity)));
  for (char **page = pages; *page != NULL; page++)
    g_assert_nonnull (lf_schema_find (*page));
  for (char **field = key; *field != NULL; field++)
    g_assert_nonnull (lf_entity_field (entity, *field));
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->flags & LF_FIELD_SUMMED)
      {
        n_summed += field->type == LF_VALUE_MONEY;
        n_quantities += field->type != LF_VALUE_MONEY;
      }
  g_assert_cmpuint (n_summed, <=, 1);
  g_assert_cmpuint (n_quantities, <=, 4); /* as many as a footer has room for */
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
      check_entity (entity);
      check_keeper (entity);
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

/* design.md §3 names these */
static void
test_the_whole_zone (void)
{
  static const char *const names[]
      = { "zone",         "park",       "team",      "account",       "enterprise",
          "contact",      "project",    "claim",     "interaction",   "evaluation",
          "opinion",      "expert",     "agreement", "funds_arrival", "plot",
          "land_case",    "handover",   "node",      "progress",      "problem",
          "problem_step", "visit",      "trip",      "trip_stop",     "chain",
          "segment",      "target",     "campaign",  "contest",       "award",
          "policy",       "promise",    "fund",      "goal",          "meeting",
          "action",       "attachment", "comment",   "saved_view",    "custom_field",
          "calendar_day", "conflict",   "dashboard" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_test_message ("%s", names[i]);
      g_assert_nonnull (lf_schema_find (names[i]));
    }
}

/* Tables, their indexes and their search indexes share one space of names. */
static void
test_names_are_free (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_assert_true (g_hash_table_add (seen, g_strdup ((*entity)->name)));
      g_assert_true (g_hash_table_add (seen, g_strconcat ((*entity)->name, "_search", NULL)));
      for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
        {
          g_test_message ("%s.%s", (*entity)->name, field->name);
          g_assert_true (
              g_hash_table_add (seen, g_strconcat ((*entity)->name, "_", field->name, NULL)));
        }
    }
}

/* The entry of @label that stands without a context. */
static const char *
find_entry (const char *po, const char *label)
{
  g_autofree char *line = g_strdup_printf ("\nmsgid \"%s\"\nmsgstr \"", label);
  const char *entry = strstr (po, line);

  while (entry != NULL)
    {
      const char *previous = g_strrstr_len (po, entry - po, "\n");

      if (!g_str_has_prefix (previous, "\nmsgctxt"))
        return entry + strlen (line);
      entry = strstr (entry + 1, line);
    }
  return NULL;
}

static void
assert_translated (const char *po, const char *label)
{
  const char *entry = find_entry (po, label);
  g_autofree char *translation = NULL;

  if (entry == NULL)
    g_error ("“%s” is not in po/zh_CN.po: run tools/update-po and translate it", label);
  translation = g_strndup (entry, (gsize) (strchr (entry, '"') - entry));
  if (!has_han (translation))
    g_error ("“%s” is not translated in po/zh_CN.po", label);
}

static void
test_everything_is_translated (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", "zh_CN.po", NULL);
  g_autofree char *po = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &po, NULL, &error);
  g_assert_no_error (error);
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      assert_translated (po, (*entity)->label);
      assert_translated (po, (*entity)->plural);
      for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
        {
          const LfOption *option = field->options;

          assert_translated (po, field->label);
          assert_translated (po, field->group);
          for (; option != NULL && option->key != NULL; option++)
            assert_translated (po, option->label);
        }
    }
}

/* Every field people write has a Chinese heading, so that a sheet of this entity is understood. */
static void
test_every_field_has_a_heading (void)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
      if (is_written_by_people (*entity, field))
        {
          g_test_message ("%s.%s", (*entity)->name, field->name);
          g_assert_true (has_han (field->synonyms));
        }
}

static void
test_every_unit_is_shown (void)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
      if (field->type == LF_VALUE_QUANTITY)
        {
          g_autofree char *shown = lf_field_format (field, "12.5");
          g_autofree char *value = NULL;

          g_test_message ("%s.%s", (*entity)->name, field->name);
          g_assert_true (g_str_has_suffix (shown, lf_field_unit_label (field)));
          g_assert_true (lf_field_parse (field, shown, &value, NULL));
          g_assert_cmpstr (value, ==, "12.5");
          g_assert_true (lf_field_has_bounds (field));
        }
}

static void
test_unknown (void)
{
  g_assert_null (lf_schema_find ("nothing"));
  g_assert_null (lf_schema_find (NULL));
  g_assert_null (lf_entity_field (lf_schema_find ("project"), "nothing"));
}

/* ---- What matters in a phase ---- */

static void
check_phases (const LfEntity *entity)
{
  const LfField *phase = entity->phase == NULL ? NULL : lf_entity_field (entity, entity->phase);

  if (entity->phase != NULL)
    g_assert_true (phase != NULL && phase->options != NULL);
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_auto (GStrv) keys = g_strsplit (field->phases == NULL ? "" : field->phases, "|", -1);

      g_assert_true (field->phases == NULL || !(field->flags & LF_FIELD_HIDDEN));
      for (char **key = keys; *key != NULL; key++)
        g_assert_nonnull (phase == NULL ? NULL : lf_field_option (phase, *key));
    }
}

static void
test_phases_are_options (void)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    check_phases (entities[i]);
}

/* Every stage has something that matters, and not so much that it is no help. */
static void
test_every_stage_asks_for_something (void)
{
  const LfEntity *entity = lf_schema_find ("project");
  const LfField *stage = lf_entity_field (entity, entity->phase);

  for (const LfOption *option = stage->options; option->key != NULL; option++)
    {
      guint n = 0;

      for (const LfField *field = entity->fields; field->name != NULL; field++)
        n += lf_field_matters_in (field, option->key) ? 1 : 0;
      g_test_message ("%s: %u", option->key, n);
      g_assert_cmpuint (n, >=, 2);
      g_assert_cmpuint (n, <=, 14);
    }
  g_assert_true (lf_field_matters_in (lf_entity_field (entity, "source"), "lead"));
  g_assert_false (lf_field_matters_in (lf_entity_field (entity, "source"), "signed"));
  g_assert_false (lf_field_matters_in (lf_entity_field (entity, "source"), NULL));
  g_assert_false (lf_field_matters_in (lf_entity_field (entity, "phase"), "lead"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/schema/tables", test_tables);
  g_test_add_func ("/core/schema/headings-are-unambiguous", test_headings_are_unambiguous);
  g_test_add_func ("/core/schema/the-whole-zone", test_the_whole_zone);
  g_test_add_func ("/core/schema/names-are-free", test_names_are_free);
  g_test_add_func ("/core/schema/everything-is-translated", test_everything_is_translated);
  g_test_add_func ("/core/schema/every-field-has-a-heading", test_every_field_has_a_heading);
  g_test_add_func ("/core/schema/every-unit-is-shown", test_every_unit_is_shown);
  g_test_add_func ("/core/schema/unknown", test_unknown);
  g_test_add_func ("/core/schema/phases-are-options", test_phases_are_options);
  g_test_add_func ("/core/schema/every-stage-asks-for-something",
                   test_every_stage_asks_for_something);
  return g_test_run ();
}
