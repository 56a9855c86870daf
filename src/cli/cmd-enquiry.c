/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Enquiries of investors: what waits for an answer, answers, leads: enquiry. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-enquiry.h"
#include "lf-store-handling.h"

#include <glib/gi18n.h>
#include <string.h>

static const LfEntity *
enquiries (void)
{
  return lf_schema_find ("enquiry");
}

static gboolean
list_open (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_cli_query (cli, enquiries (), LF_ENQUIRY_OPEN, "asked_on", error);
  g_autoptr (GPtrArray) found
      = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Asked on"), _ ("Subject"), _ ("Asked by"), _ ("Id"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      g_autofree char *day = lf_record_format (found->pdata[i], "asked_on");
      g_autofree char *title = lf_record_title (found->pdata[i]);
      g_autofree char *asker = lf_record_format (found->pdata[i], "asker");

      json_array_add_object_element (array, lf_json_record (found->pdata[i]));
      lf_table_add (table, day, title, asker, lf_record_id (found->pdata[i]), NULL);
    }
  if (found != NULL && cli->json)
    {
      lf_cli_print_json (node);
      return TRUE;
    }
  json_node_unref (node);
  if (found != NULL && found->len == 0)
    lf_cli_print_line (_ ("No enquiry waits for an answer."));
  else if (found != NULL)
    lf_table_print (table);
  return found != NULL;
}

static LfRecord *
find_enquiry (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = NULL;

  if (cli->n_args < 2)
    {
      lf_cli_call_error (error, _ ("Name the enquiry, by its id or its beginning."));
      return NULL;
    }
  record = lf_cli_live_record (cli, cli->args[1], error);
  if (record != NULL && lf_record_entity (record) != enquiries ())
    {
      g_autofree char *title = lf_record_title (record);

      g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%1$s” is a %2$s, not an enquiry."),
                   title, lf_entity_label (lf_record_entity (record)));
      return NULL;
    }
  return g_steal_pointer (&record);
}

static gboolean
answer (LfCli *cli, const LfHandlingRoom *room, const char *text, GError **error)
{
  g_autoptr (LfRecord) enquiry = find_enquiry (cli, error);
  g_autofree char *clean = text == NULL ? NULL : lf_text_clean (text);
  g_autoptr (LfChange) change
      = enquiry == NULL ? NULL
                        : lf_enquiry_answer (enquiry, clean, room->account, &cli->today, error);

  return change != NULL && lf_store_commit_sync (cli->store, change, error)
         && lf_cli_print_titled (cli, lf_record_id (enquiry), _ ("Answered: %1$s."), error);
}

static gboolean
make_lead (LfCli *cli, const LfHandlingRoom *room, const char *name, GError **error)
{
  g_autoptr (LfRecord) enquiry = find_enquiry (cli, error);
  g_autofree char *clean = name == NULL ? NULL : lf_text_clean (name);
  g_autofree char *project = NULL;
  g_autoptr (LfChange) change
      = enquiry == NULL
            ? NULL
            : lf_enquiry_make_lead (enquiry, clean, room->account, &cli->today, &project, error);

  return change != NULL && lf_store_commit_sync (cli->store, change, error)
         && lf_cli_print_titled (cli, project, _ ("Became a lead: %1$s. Its id is %2$s."), error);
}

gboolean
lf_cmd_enquiry (LfCli *cli, GError **error)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  g_autoptr (LfHandlingRoom) room = NULL;
  const GOptionEntry options[] = {
    { "text", 0, 0, G_OPTION_ARG_STRING, &text, N_ ("answer: what was answered"), "TEXT" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("lead: its name (what was asked)"), "NAME" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 2, error))
    return FALSE;
  if (cli->n_args == 0)
    return list_open (cli, error);
  room = lf_store_handling_sync (cli->store, &cli->today, error);
  if (room == NULL)
    return FALSE;
  if (strcmp (cli->args[0], "answer") == 0)
    return answer (cli, room, text, error);
  if (strcmp (cli->args[0], "lead") == 0)
    return make_lead (cli, room, name, error);
  return lf_cli_call_error (error,
                            _ ("“%s” is nothing that is done to an enquiry: see "
                               "“landfall-cli help enquiry”."),
                            cli->args[0]);
}
