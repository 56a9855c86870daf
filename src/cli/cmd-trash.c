/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was deleted of late: trash. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

static void
print_trash_json (GPtrArray *items)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < items->len; i++)
    {
      const LfTrashItem *item = g_ptr_array_index (items, i);
      JsonObject *object = lf_json_record (item->record);
      g_autofree char *time = lf_cli_time (item->deleted_us);

      json_object_set_string_member (object, "deleted_by",
                                     item->author != NULL ? item->author : "");
      json_object_set_string_member (object, "change", item->label != NULL ? item->label : "");
      json_object_set_int_member (object, "deleted_us", item->deleted_us);
      json_object_set_string_member (object, "deleted_at", time);
      json_object_set_int_member (object, "days_left", item->days_left);
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_trash (GPtrArray *items)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Deleted"), _ ("By"), _ ("Kind"), _ ("Record"),
                                            _ ("Change"), _ ("Days left"), _ ("Id"), NULL);

  lf_table_align_right (table, 5);
  for (guint i = 0; i < items->len; i++)
    {
      const LfTrashItem *item = g_ptr_array_index (items, i);
      g_autofree char *time = lf_cli_time (item->deleted_us);
      g_autofree char *title = lf_record_title (item->record);
      g_autofree char *days = g_strdup_printf ("%u", item->days_left);

      lf_table_add (table, time, item->author != NULL ? item->author : "",
                    lf_entity_label (lf_record_entity (item->record)), title,
                    item->label != NULL ? item->label : "", days, lf_record_id (item->record),
                    NULL);
    }
  lf_table_print (table);
  if (items->len == 0)
    lf_cli_print_line (_ ("The trash is empty."));
}

static const LfTrashItem *
find_item (GPtrArray *items, const LfRecord *record, GError **error)
{
  g_autofree char *title = lf_record_title (record);

  for (guint i = 0; i < items->len; i++)
    {
      const LfTrashItem *item = g_ptr_array_index (items, i);

      if (strcmp (lf_record_id (item->record), lf_record_id (record)) == 0)
        return item;
    }
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               lf_record_is_deleted (record)
                   ? _ ("“%s” was deleted more than 30 days ago: it is out of the trash. "
                        "“landfall-cli history” still shows what it was.")
                   : _ ("“%s” is not in the trash: it is not deleted."),
               title);
  return NULL;
}

static gboolean
restore (LfCli *cli, GPtrArray *items, GError **error)
{
  g_autoptr (LfRecord) record = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autoptr (LfChange) change = NULL;

  if (strcmp (cli->args[0], "restore") != 0 || cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Say what to bring back: landfall-cli trash restore ID"));
  record = lf_cli_record (cli, cli->args[1], error);
  if (record == NULL || find_item (items, record, error) == NULL)
    return FALSE;
  title = lf_record_title (record);
  label = g_strdup_printf (_ ("Bring back “%s”"), title);
  change = lf_change_new (label);
  lf_change_restore (change, record);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  g_clear_pointer (&record, lf_record_unref);
  record = lf_cli_record (cli, cli->args[1], error);
  if (record == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (lf_json_record (record));
  else
    lf_cli_print_line (_ ("“%s” is back."), title);
  return TRUE;
}

gboolean
lf_cmd_trash (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) items = NULL;

  if (!lf_cli_begin (cli, NULL, 0, 2, error))
    return FALSE;
  items = lf_store_trash_sync (cli->store, /* limit= */ 0, error);
  if (items == NULL)
    return FALSE;
  if (cli->n_args > 0)
    return restore (cli, items, error);
  if (cli->json)
    print_trash_json (items);
  else
    print_trash (items);
  return TRUE;
}
