/* SPDX-License-Identifier: GPL-3.0-or-later */
/* permissions: what each role may do. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

/* FALSE: there is no such role. */
static gboolean
check_role (const char *role, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    {
      if (role == NULL || strcmp (option->key, role) == 0)
        return TRUE;
      g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", option->key);
    }
  return lf_cli_call_error (error, _ ("“%1$s” is not a role. Take one of: %2$s."), role, all->str);
}

static gboolean
is_shown (const LfOption *option, const char *role)
{
  return role == NULL || strcmp (option->key, role) == 0;
}

static void
print_json (GPtrArray *groups, const char *role)
{
  JsonArray *rows = json_array_new ();
  JsonNode *node = json_node_init_array (json_node_alloc (), rows);

  for (guint i = 0; i < groups->len; i++)
    {
      const LfPermissionGroup *group = groups->pdata[i];

      for (guint e = 0; e < group->entities->len; e++)
        {
          JsonObject *row = json_object_new ();
          guint r = 0;

          json_object_set_string_member (row, "entity",
                                         ((const LfEntity *) group->entities->pdata[e])->name);
          for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++, r++)
            if (is_shown (option, role))
              json_object_set_string_member (row, option->key, group->actions[r]);
          json_array_add_object_element (rows, row);
        }
    }
  json_array_unref (rows);
  lf_cli_print_json (node);
}

static GStrv
heading (const char *role)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

  g_strv_builder_add (cells, _ ("Records"));
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    if (is_shown (option, role))
      g_strv_builder_add (cells, lf_option_label (option));
  return g_strv_builder_end (cells);
}

static GStrv
row_of (const LfPermissionGroup *group, const LfEntity *entity, const char *role)
{
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  guint r = 0;

  g_strv_builder_add (cells, lf_entity_label (entity));
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++, r++)
    {
      g_autofree char *said = lf_permission_describe (group->actions[r]);

      if (is_shown (option, role))
        g_strv_builder_add (cells, *said == '\0' ? _ ("read only") : said);
    }
  return g_strv_builder_end (cells);
}

static void
print_table (GPtrArray *groups, const char *role)
{
  g_autoptr (LfTable) table = lf_table_new_empty ();

  lf_table_add_row (table, heading (role));
  for (guint i = 0; i < groups->len; i++)
    {
      const LfPermissionGroup *group = groups->pdata[i];

      for (guint e = 0; e < group->entities->len; e++)
        lf_table_add_row (table, row_of (group, group->entities->pdata[e], role));
    }
  lf_table_print (table);
}

gboolean
lf_cmd_permissions (LfCli *cli, GError **error)
{
  g_autofree char *role = NULL;
  const GOptionEntry options[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &role, N_ ("Only what this role may do"), "ROLE" },
    { NULL },
  };
  g_autoptr (GPtrArray) groups = NULL;

  if (!lf_cli_parse (cli, options, 0, 0, error) || !check_role (role, error))
    return FALSE;
  groups = lf_permission_groups (NULL);
  if (cli->json)
    print_json (groups, role);
  else
    print_table (groups, role);
  return TRUE;
}
