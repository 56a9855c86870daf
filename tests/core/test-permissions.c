/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may do what, cell by cell: tests/data/permissions.txt is what was agreed on. A role or an
 * entity that is new needs its cells there. */

#include "config.h"

#include "lf-core.h"

#include <string.h>

#define NONE "-"

/* ---- The file ---- */

typedef struct
{
  GStrv roles;       /* as its heading has them */
  GHashTable *cells; /* "role entity" → actions */
  guint n_entities;
} Expected;

static char *
cell_key (const char *role, const char *entity)
{
  return g_strconcat (role, " ", entity, NULL);
}

static GStrv
split_words (const char *line)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = g_strsplit (line, " ", -1);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_strv_builder_add (words, all[i]);
  return g_strv_builder_end (words);
}

static void
read_line (Expected *self, const char *line)
{
  g_auto (GStrv) words = split_words (line);

  if (words[0] == NULL || words[0][0] == '#')
    return;
  if (self->roles == NULL)
    {
      self->roles = g_steal_pointer (&words);
      return;
    }
  g_assert_cmpuint (g_strv_length (words), ==, g_strv_length (self->roles));
  self->n_entities++;
  for (guint i = 1; words[i] != NULL; i++)
    g_assert_true (g_hash_table_insert (self->cells, cell_key (self->roles[i], words[0]),
                                        g_strdup (strcmp (words[i], NONE) == 0 ? "" : words[i])));
}

static void
expected_read (Expected *self)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "permissions.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  self->cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (self, lines[i]);
}

static void
expected_clear (Expected *self)
{
  g_strfreev (self->roles);
  g_hash_table_unref (self->cells);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Expected, expected_clear)

/* ---- The tests ---- */

static guint
compare_role (const Expected *expected, const char *role)
{
  guint n, n_wrong = 0;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = cell_key (role, entities[i]->name);
      const char *cell = g_hash_table_lookup (expected->cells, key);

      for (const char *action = LF_PERMISSION_ACTIONS; *action != '\0'; action++)
        {
          gboolean may = lf_rules_may (role, entities[i]->name, *action);

          if (cell != NULL && may == (strchr (cell, *action) != NULL))
            continue;
          g_test_message ("%s, “%c”: %s, and the file says %s", key, *action,
                          may ? "allowed" : "not allowed", cell == NULL ? "nothing" : cell);
          n_wrong++;
        }
    }
  g_assert_cmpuint (expected->n_entities, ==, n);
  return n_wrong;
}

static void
test_cells (void)
{
  g_auto (Expected) expected = { 0 };
  guint n_wrong, n_roles = 1;

  expected_read (&expected);
  n_wrong = compare_role (&expected, "intake");
  for (const LfOption *role = lf_permission_roles (); role->key != NULL; role++, n_roles++)
    n_wrong += compare_role (&expected, role->key);
  g_assert_cmpuint (n_wrong, ==, 0);
  g_assert_cmpuint (g_strv_length (expected.roles), ==, n_roles + 1);
}

/* Nobody may do anything under a role that is not there, or with what is not there. */
static void
test_strangers (void)
{
  static const char *const roles[] = { "", "owner", "admin", "administrator|leader" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    for (const char *action = "cd"; *action != '\0'; action++)
      {
        g_assert_false (lf_rules_may (roles[i], "project", *action));
        g_assert_false (lf_rules_may (roles[i], "account", *action));
      }
  g_assert_false (lf_rules_may ("administrator", "project", 'x'));
}

/* Every entity stands in one group, under what its roles may do. */
static void
test_groups (void)
{
  g_autoptr (GPtrArray) groups = lf_permission_groups (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint n;

  lf_schema_entities (&n);
  for (guint i = 0; i < groups->len; i++)
    {
      const LfPermissionGroup *group = groups->pdata[i];

      for (guint e = 0; e < group->entities->len; e++)
        {
          const LfEntity *entity = group->entities->pdata[e];
          guint r = 0;

          g_assert_true (g_hash_table_add (seen, (gpointer) entity));
          for (const LfOption *role = lf_permission_roles (); role->key != NULL; role++, r++)
            {
              g_autofree char *actions = lf_permission_actions (role->key, entity->name);

              g_assert_cmpstr (group->actions[r], ==, actions);
            }
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, n);
  g_assert_cmpuint (groups->len, <, n / 2);
}

static void
test_filter (void)
{
  g_autoptr (GPtrArray) groups = lf_permission_groups ("Land CASE");
  g_autoptr (GPtrArray) by_name = lf_permission_groups ("land_case");
  g_autoptr (GPtrArray) none = lf_permission_groups ("nothing like it");
  const LfPermissionGroup *group;
  g_autofree char *label = NULL;

  g_assert_cmpuint (groups->len, ==, 1);
  g_assert_cmpuint (by_name->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  group = groups->pdata[0];
  label = lf_permission_group_label (group);
  g_assert_cmpuint (group->entities->len, ==, 1);
  g_assert_cmpstr (label, ==, "Land case");
}

static void
test_describe (void)
{
  g_autofree char *all = lf_permission_describe ("ced");
  g_autofree char *none = lf_permission_describe ("");

  g_assert_cmpstr (all, ==, "add, edit, delete");
  g_assert_cmpstr (none, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/permissions/cells-L10", test_cells);
  g_test_add_func ("/permissions/strangers", test_strangers);
  g_test_add_func ("/permissions/groups", test_groups);
  g_test_add_func ("/permissions/filter", test_filter);
  g_test_add_func ("/permissions/describe", test_describe);
  return g_test_run ();
}
