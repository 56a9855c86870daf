/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns shown and hidden, and kept from one start to the next. */

#include "config.h"

#include "lf-list-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#define FILE_NAME "lists.ini"
#define GROUP "columns"

typedef struct
{
  LfRecordList *list; /* unowned */
  GSimpleActionGroup *actions;
  char *path; /* of the file */
  char *name; /* of the list */
  gboolean is_kept;
} Columns;

static void
columns_free (gpointer data, GClosure *closure)
{
  Columns *self = data;

  g_object_unref (self->actions);
  g_free (self->path);
  g_free (self->name);
  g_free (self);
}

/* ---- The file ---- */

static GKeyFile *
load_file (const Columns *self)
{
  GKeyFile *file = g_key_file_new ();

  g_key_file_load_from_file (file, self->path, G_KEY_FILE_NONE, NULL);
  return file;
}

/* Names that this version does not know are passed over. */
static void
restore (Columns *self)
{
  const LfEntity *entity = lf_record_list_entity (self->list);
  g_autoptr (GKeyFile) file = load_file (self);
  g_auto (GStrv) names = g_key_file_get_string_list (file, GROUP, self->name, NULL, NULL);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  for (char **name = names; name != NULL && *name != NULL; name++)
    {
      const LfField *field = lf_entity_field (entity, *name);

      if (field != NULL && !g_ptr_array_find (fields, field, NULL))
        g_ptr_array_add (fields, (gpointer) field);
    }
  if (g_ptr_array_find (fields, lf_entity_title (entity), NULL))
    lf_record_list_set_columns (self->list, fields);
}

/* What cannot be kept is as it was at the next start; nobody is held up by that. */
static void
keep (Columns *self, GPtrArray *fields)
{
  g_autoptr (GKeyFile) file = load_file (self);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < fields->len; i++)
    g_ptr_array_add (names, (gpointer) ((const LfField *) fields->pdata[i])->name);
  g_key_file_set_string_list (file, GROUP, self->name, (const char *const *) names->pdata,
                              names->len);
  g_key_file_save_to_file (file, self->path, NULL);
}

/* ---- The menu ---- */

/* A list without titles could not be told from another. */
static gboolean
is_offered (LfRecordList *list, const LfField *field)
{
  return !(field->flags & (LF_FIELD_TITLE | LF_FIELD_HIDDEN))
         && field->type != LF_VALUE_ATTACHMENT_SET && field != lf_record_list_fixed (list);
}

static void
show_state (Columns *self, GPtrArray *fields)
{
  for (const LfField *field = lf_record_list_entity (self->list)->fields; field->name != NULL;
       field++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), field->name);

      if (action != NULL)
        g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                   g_variant_new_boolean (g_ptr_array_find (fields, field, NULL)));
    }
}

/* One that is shown again comes to its usual place among the others. */
static void
on_toggled_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  LfRecordList *list = user_data;
  const LfEntity *entity = lf_record_list_entity (list);
  const LfField *field = lf_entity_field (entity, g_action_get_name (G_ACTION (action)));
  g_autoptr (GPtrArray) fields = lf_record_list_get_columns (list);
  guint at = fields->len;

  if (g_ptr_array_remove (fields, (gpointer) field))
    {
      lf_record_list_set_columns (list, fields);
      return;
    }
  while (at > 0 && (const LfField *) fields->pdata[at - 1] > field)
    at--;
  g_ptr_array_insert (fields, (int) at, (gpointer) field);
  lf_record_list_set_columns (list, fields);
}

static void
on_arranged_cb (LfRecordList *list, gpointer user_data)
{
  Columns *self = user_data;
  g_autoptr (GPtrArray) fields = lf_record_list_get_columns (list);

  show_state (self, fields);
  if (self->is_kept)
    keep (self, fields);
}

/* Those that lists show by themselves come first; the others are many. */
GMenuModel *
lf_list_columns_menu (LfRecordList *list)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();

  for (const LfField *field = lf_record_list_entity (list)->fields; field->name != NULL; field++)
    if (is_offered (list, field))
      {
        g_autofree char *action = g_strconcat ("columns.", field->name, NULL);

        g_menu_append (field->flags & LF_FIELD_LISTED ? menu : more, lf_field_label (field),
                       action);
      }
  if (g_menu_model_get_n_items (G_MENU_MODEL (more)) > 0)
    g_menu_append_submenu (menu, _ ("_More Fields"), G_MENU_MODEL (more));
  return G_MENU_MODEL (menu);
}

static void
add_action (Columns *self, const LfField *field)
{
  g_autoptr (GSimpleAction) action
      = g_simple_action_new_stateful (field->name, NULL, g_variant_new_boolean (TRUE));

  g_signal_connect_object (action, "change-state", G_CALLBACK (on_toggled_cb), self->list, 0);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

GSimpleActionGroup *
lf_list_columns_new (LfRecordList *list, const char *folder, const char *name)
{
  Columns *self = g_new0 (Columns, 1);

  *self = (Columns){ list, g_simple_action_group_new (), g_build_filename (folder, FILE_NAME, NULL),
                     g_strdup (name), TRUE };
  for (const LfField *field = lf_record_list_entity (list)->fields; field->name != NULL; field++)
    if (is_offered (list, field))
      add_action (self, field);
  restore (self);
  g_object_set_data (G_OBJECT (self->actions), "columns", self);
  g_signal_connect_data (list, "arranged", G_CALLBACK (on_arranged_cb), self, columns_free, 0);
  {
    g_autoptr (GPtrArray) fields = lf_record_list_get_columns (list);

    show_state (self, fields);
  }
  return g_object_ref (self->actions);
}

void
lf_list_columns_set_kept (GSimpleActionGroup *actions, gboolean is_kept)
{
  ((Columns *) g_object_get_data (G_OBJECT (actions), "columns"))->is_kept = is_kept;
}
