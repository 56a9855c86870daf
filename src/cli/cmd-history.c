/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Back and forth in time: undo, redo, history. */

#include "config.h"

#include "lf-cli-change.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"

#include "lf-http-transport.h"

#include <glib/gi18n.h>
#include <stdio.h>

static gboolean
step (LfCli *cli, gboolean is_redo, GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GError) cause = NULL;
  JsonObject *object;

  if (!lf_cli_begin (cli, NULL, 0, 0, error))
    return FALSE;
  label
      = is_redo ? lf_store_redo_sync (cli->store, &cause) : lf_store_undo_sync (cli->store, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  if (label == NULL)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_NOT_FOUND,
                           is_redo ? _ ("There is nothing to do again.")
                                   : _ ("There is nothing to undo."));
      return FALSE;
    }
  if (!cli->json)
    {
      lf_cli_print_line (is_redo ? _ ("Done again: %s") : _ ("Undone: %s"), label);
      return TRUE;
    }
  object = json_object_new ();
  json_object_set_string_member (object, is_redo ? "redone" : "undone", label);
  lf_cli_print_object (object);
  return TRUE;
}

gboolean
lf_cmd_undo (LfCli *cli, GError **error)
{
  return step (cli, FALSE, error);
}

gboolean
lf_cmd_redo (LfCli *cli, GError **error)
{
  return step (cli, TRUE, error);
}

/* ---- history ---- */

/* Machine words, by LfMade. */
static const char *const made_words[] = { NULL, "online", "offline", "unsent" };

static void
print_history_json (GPtrArray *items)
{
  JsonArray *list = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  for (guint i = 0; i < items->len; i++)
    {
      const LfHistoryItem *item = g_ptr_array_index (items, i);
      JsonObject *object = lf_json_change (item->change);

      json_object_set_boolean_member (object, "remote", item->is_remote);
      json_object_set_int_member (object, "seq", item->seq);
      json_object_set_boolean_member (object, "here", item->is_here);
      json_object_set_boolean_member (object, "doubtful", item->change->is_doubtful);
      if (made_words[item->made] != NULL)
        json_object_set_string_member (object, "made", made_words[item->made]);
      else
        json_object_set_null_member (object, "made");
      json_array_add_object_element (list, object);
    }
  json_node_take_array (node, list);
  lf_cli_print_json (node);
}

static void
print_history (LfCli *cli, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const LfHistoryItem *item = g_ptr_array_index (items, i);
      g_autofree char *time = lf_cli_time (item->change->time_us);
      g_autofree char *made = lf_history_item_tell_made (item);

      lf_cli_print_line (
          "%s  %s  %s%s%s%s", time, item->change->author != NULL ? item->change->author : "",
          item->change->label != NULL ? item->change->label : "", made != NULL ? "  (" : "",
          made != NULL ? made : "", made != NULL ? ")" : "");
      for (guint j = 0; j < item->change->ops->len; j++)
        {
          g_autofree char *text
              = lf_cli_describe_op (cli, g_ptr_array_index (item->change->ops, j));

          fputs (text, stdout);
        }
    }
}

static GPtrArray *
read_history (
    LfCli *cli, const LfRecord *record, const LfField *field, gboolean from_server, GError **error)
{
  const char *entity = lf_record_entity (record)->name;
  const char *id = lf_record_id (record);
  const char *name = field == NULL ? NULL : field->name;

  return from_server ? lf_http_history (cli->store, entity, id, name, NULL, error)
                     : lf_store_history_sync (cli->store, entity, id, name, error);
}

gboolean
lf_cmd_history (LfCli *cli, GError **error)
{
  g_autofree char *name = NULL;
  gboolean from_server = FALSE;
  const GOptionEntry options[] = {
    { "field", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Only what was done to this field"), "FIELD" },
    { "server", 0, 0, G_OPTION_ARG_NONE, &from_server,
      N_ ("Ask the server, also for what happened before this device knew the record"), NULL },
    { NULL },
  };
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GPtrArray) items = NULL;
  const LfField *field = NULL;

  if (!lf_cli_begin (cli, options, 1, 1, error))
    return FALSE;
  record = lf_cli_record (cli, cli->args[0], error);
  if (record == NULL
      || (name != NULL && (field = lf_cli_field (lf_record_entity (record), name, error)) == NULL))
    return FALSE;
  items = read_history (cli, record, field, from_server, error);
  if (items == NULL)
    return FALSE;
  if (cli->json)
    print_history_json (items);
  else
    print_history (cli, items);
  return TRUE;
}
