/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Project ideas before any investor: what waits for one, and the lead once one is found: idea. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-idea.h"
#include "lf-store-handling.h"

#include <glib/gi18n.h>
#include <string.h>

static gboolean
list_open (LfCli *cli, GError **error)
{
  const LfEntity *ideas = lf_schema_find ("idea");
  g_autoptr (LfQuery) query = lf_cli_query (cli, ideas, LF_IDEA_OPEN, "-total_investment", error);
  g_autoptr (GPtrArray) found
      = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Name"), _ ("State"), _ ("Park"), _ ("Total investment"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (found == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < found->len; i++)
    {
      const LfRecord *idea = found->pdata[i];
      g_autofree char *title = lf_record_title (idea);
      g_autofree char *state = lf_record_format (idea, "state");
      g_autofree char *park = lf_record_format (idea, "park");
      g_autofree char *amount = lf_record_format (idea, "total_investment");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (idea));
      lf_table_add (table, title, state, park, amount, lf_record_id (idea), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (found->len == 0)
    lf_cli_print_line (_ ("No project idea waits for an investor."));
  else
    lf_table_print (table);
  return TRUE;
}

static gboolean
make_lead (LfCli *cli, const char *investor, GError **error)
{
  g_autoptr (LfRecord) idea
      = lf_cli_named_record (cli, lf_schema_find ("idea"), cli->args[1], error);
  g_autoptr (LfHandlingRoom) room
      = idea == NULL ? NULL : lf_store_handling_sync (cli->store, &cli->today, error);
  g_autoptr (LfRecord) firm = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *project = NULL;

  if (room == NULL)
    return FALSE;
  if (investor != NULL)
    {
      firm = lf_cli_named_record (cli, lf_schema_find ("enterprise"), investor, error);
      if (firm == NULL)
        return FALSE;
    }
  change = lf_idea_make_lead (idea, firm == NULL ? NULL : lf_record_id (firm), room->account,
                              &cli->today, &project, error);
  return change != NULL && lf_store_commit_sync (cli->store, change, error)
         && lf_cli_print_titled (cli, project, _ ("Became a lead: %1$s. Its id is %2$s."), error);
}

gboolean
lf_cmd_idea (LfCli *cli, GError **error)
{
  g_autofree char *investor = NULL;
  const GOptionEntry options[] = {
    { "investor", 0, 0, G_OPTION_ARG_STRING, &investor, N_ ("lead: the firm that invests"),
      "FIRM" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 2, error))
    return FALSE;
  if (cli->n_args == 0)
    return list_open (cli, error);
  if (cli->n_args == 2 && strcmp (cli->args[0], "lead") == 0)
    return make_lead (cli, investor, error);
  return lf_cli_call_error (error, _ ("Say which idea becomes a lead: idea lead IDEA."));
}
