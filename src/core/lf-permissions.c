/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The permission table as people read it. */

#include "config.h"

#include "lf-permissions.h"

#include "lf-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_permission_group_free (LfPermissionGroup *self)
{
  g_ptr_array_unref (self->entities);
  g_strfreev (self->actions);
  g_free (self);
}

const LfOption *
lf_permission_roles (void)
{
  return lf_entity_field (lf_schema_find ("account"), "role")->options;
}

char *
lf_permission_actions (const char *role, const char *entity)
{
  GString *actions = g_string_new (NULL);

  for (const char *action = LF_PERMISSION_ACTIONS; *action != '\0'; action++)
    if (lf_rules_may (role, entity, *action))
      g_string_append_c (actions, *action);
  return g_string_free (actions, FALSE);
}

static const char *
action_label (char action)
{
  switch (action)
    {
    case 'c':
      return C_ ("permission", "add");
    case 'e':
      return C_ ("permission", "edit");
    default:
      return C_ ("permission", "delete");
    }
}

char *
lf_permission_describe (const char *actions)
{
  GString *text = g_string_new (NULL);

  for (; *actions != '\0'; actions++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? C_ ("list", ", ") : "",
                            action_label (*actions));
  return g_string_free (text, FALSE);
}

/* ---- Groups ---- */

static GStrv
actions_of (const LfEntity *entity)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const LfOption *role = lf_permission_roles (); role->key != NULL; role++)
    {
      g_autofree char *actions = lf_permission_actions (role->key, entity->name);

      g_strv_builder_add (builder, actions);
    }
  return g_strv_builder_end (builder);
}

static LfPermissionGroup *
find_group (GPtrArray *groups, GStrv actions)
{
  for (guint i = 0; i < groups->len; i++)
    {
      LfPermissionGroup *group = groups->pdata[i];

      if (g_strv_equal ((const char *const *) group->actions, (const char *const *) actions))
        return group;
    }
  return NULL;
}

static void
add_entity (GPtrArray *groups, const LfEntity *entity)
{
  g_auto (GStrv) actions = actions_of (entity);
  LfPermissionGroup *group = find_group (groups, actions);

  if (group == NULL)
    {
      group = g_new0 (LfPermissionGroup, 1);
      group->entities = g_ptr_array_new ();
      group->actions = g_steal_pointer (&actions);
      g_ptr_array_add (groups, group);
    }
  g_ptr_array_add (group->entities, (gpointer) entity);
}

static gboolean
is_wanted (const LfEntity *entity, const char *folded /* nullable */)
{
  g_autofree char *label = NULL;

  if (folded == NULL)
    return TRUE;
  label = g_utf8_casefold (lf_entity_label (entity), -1);
  return strstr (label, folded) != NULL || strstr (entity->name, folded) != NULL;
}

GPtrArray *
lf_permission_groups (const char *filter)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_permission_group_free);
  g_autofree char *folded = filter == NULL ? NULL : g_utf8_casefold (filter, -1);
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint i = 0; i < n; i++)
    if (is_wanted (entities[i], folded))
      add_entity (groups, entities[i]);
  return groups;
}

char *
lf_permission_group_label (const LfPermissionGroup *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entities->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                            lf_entity_label (self->entities->pdata[i]));
  return g_string_free (text, FALSE);
}
