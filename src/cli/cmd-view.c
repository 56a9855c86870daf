/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saved views: what there is, and finding one by its name. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"

#include <glib/gi18n.h>
#include <string.h>

static GPtrArray *
load_views (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (LF_SAVED_VIEW), NULL, "name");

  return lf_store_list_sync (cli->store, query, 0, error);
}

static void
print_views (GPtrArray *records)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("View"), _ ("Records"), _ ("Filter"),
                                            _ ("Sorted by"), _ ("Shared"), _ ("Id"), NULL);

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (LfSavedView) view = lf_saved_view_read (records->pdata[i]);

      lf_table_add (table, view->name, view->entity == NULL ? "" : lf_entity_plural (view->entity),
                    view->filter, view->sort == NULL ? "" : view->sort,
                    view->is_shared ? _ ("Yes") : "", lf_record_id (records->pdata[i]), NULL);
    }
  if (records->len > 0)
    lf_table_print (table);
  else
    lf_cli_print_line (_ ("There is no saved view."));
}

gboolean
lf_cmd_views (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  JsonArray *list;
  JsonNode *node;

  if (!lf_cli_begin (cli, NULL, 0, 0, error))
    return FALSE;
  records = load_views (cli, error);
  if (records == NULL)
    return FALSE;
  if (!cli->json)
    {
      print_views (records);
      return TRUE;
    }
  list = json_array_new ();
  node = json_node_new (JSON_NODE_ARRAY);
  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (list, lf_json_record (records->pdata[i]));
  json_node_take_array (node, list);
  lf_cli_print_json (node);
  return TRUE;
}

LfSavedView *
lf_cli_view (LfCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) records = load_views (cli, error);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *folded = lf_text_fold (name);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (LfSavedView) view = lf_saved_view_read (records->pdata[i]);

      if (strcmp (lf_record_id (records->pdata[i]), name) == 0
          || lf_text_is_among (folded, view->name))
        return lf_saved_view_check (view, &cli->today, error) ? g_steal_pointer (&view) : NULL;
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", view->name);
    }
  if (records != NULL && names->len > 0)
    lf_cli_call_error (error, _ ("There is no saved view “%s”. There are: %s."), name, names->str);
  else if (records != NULL)
    lf_cli_call_error (error, _ ("There is no saved view “%s”, for none has been saved yet."),
                       name);
  return NULL;
}
