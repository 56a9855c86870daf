/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transfers of projects from park to park, and whose they count as: transfer, credits. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-credit.h"
#include "lf-store-credits.h"
#include "lf-store-transfers.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- transfer ask ---- */

static gboolean
ask (LfCli *cli, const char *to, const char *reason, GError **error)
{
  const LfField *field = lf_entity_field (lf_schema_find ("transfer"), "to_park");
  g_autofree char *park = NULL;
  g_autofree char *clean = reason == NULL ? NULL : lf_text_clean (reason);
  g_autofree char *id = NULL;
  g_autoptr (LfRecord) project = NULL;
  LfTransferAsk asked = { .reason = clean };

  if (to == NULL)
    return lf_cli_call_error (error, _ ("Say which park is to take it: --to PARK."));
  project = lf_cli_live_record (cli, cli->args[1], error);
  if (project == NULL || !lf_cli_value (cli, field, to, &park, error))
    return FALSE;
  asked.project = lf_record_id (project);
  asked.to_park = park;
  id = lf_store_ask_transfer_sync (cli->store, &asked, &cli->today, error);
  return id != NULL && lf_cli_print_titled (cli, id, _ ("Asked for: %1$s. Its id is %2$s."), error);
}

/* ---- transfer accept, refuse, withdraw ---- */

static const struct
{
  const char *word;
  LfTransferAnswer answer;
  const char *done;
} answers[] = {
  { "accept", LF_TRANSFER_ACCEPT, N_ ("Accepted: %1$s.") },
  { "refuse", LF_TRANSFER_REFUSE, N_ ("Refused: %1$s. The project stays where it is.") },
  { "withdraw", LF_TRANSFER_WITHDRAW, N_ ("Withdrawn: %1$s. The project stays where it is.") },
};

static gboolean
give_answer (LfCli *cli, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (strcmp (cli->args[0], answers[i].word) == 0)
      {
        g_autoptr (LfRecord) transfer = lf_cli_live_record (cli, cli->args[1], error);

        return transfer != NULL
               && lf_store_answer_transfer_sync (cli->store, lf_record_id (transfer),
                                                 answers[i].answer, &cli->today, error)
               && lf_cli_print_titled (cli, lf_record_id (transfer), _ (answers[i].done), error);
      }
  return lf_cli_call_error (error, _ ("“%s” is not known: take ask, accept, refuse or withdraw."),
                            cli->args[0]);
}

/* ---- transfer ---- */

static gboolean
list_open (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) open = lf_store_open_transfers_sync (cli->store, NULL, error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Transfer"), _ ("From park"), _ ("Asked for by"),
                                            _ ("Asked for on"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (open == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < open->len; i++)
    {
      const LfRecord *transfer = ((LfOpenTransfer *) open->pdata[i])->record;
      g_autofree char *from = lf_record_format (transfer, "from_park");
      g_autofree char *by = lf_record_format (transfer, "asked_by");
      g_autofree char *on = lf_record_format (transfer, "asked_on");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (transfer));
      lf_table_add (table, lf_record_get (transfer, "subject"), from, by, on,
                    lf_record_id (transfer), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (open->len == 0)
    lf_cli_print_line (_ ("No transfer waits for an answer."));
  else
    lf_table_print (table);
  return TRUE;
}

gboolean
lf_cmd_transfer (LfCli *cli, GError **error)
{
  g_autofree char *to = NULL;
  g_autofree char *reason = NULL;
  const GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("The park that is to take it, by name or id"),
      "PARK" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, as the other park is told"), "TEXT" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 2, error))
    return FALSE;
  if (cli->n_args == 0)
    return list_open (cli, error);
  if (cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Name what it is about: a project to ask for, or the "
                                        "transfer to answer."));
  return strcmp (cli->args[0], "ask") == 0 ? ask (cli, to, reason, error)
                                           : give_answer (cli, error);
}

/* ---- credits ---- */

static void
print_credits_json (GPtrArray *shares, GPtrArray *sentences)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < shares->len; i++)
    json_array_add_object_element (array, lf_json_record (shares->pdata[i]));
  json_object_set_array_member (object, "shares", array);
  json_object_set_array_member (object, "problems", lf_json_strings (sentences));
  lf_cli_print_object (object);
}

static void
print_credits (GPtrArray *shares, GPtrArray *sentences)
{
  static const char *const fields[]
      = { "indicator", "park", "share_percent", "start_date", "end_date" };
  g_autoptr (LfTable) table = lf_table_new (_ ("Indicator"), _ ("Park"), _ ("Share of the credit"),
                                            _ ("Starts on"), _ ("Ends on"), _ ("Id"), NULL);

  for (guint i = 0; i < shares->len; i++)
    {
      GStrv cells = g_new0 (char *, G_N_ELEMENTS (fields) + 2);

      for (guint k = 0; k < G_N_ELEMENTS (fields); k++)
        cells[k] = lf_record_format (shares->pdata[i], fields[k]);
      cells[G_N_ELEMENTS (fields)] = g_strdup (lf_record_id (shares->pdata[i]));
      lf_table_add_row (table, cells);
    }
  lf_table_print (table);
  for (guint i = 0; i < sentences->len; i++)
    lf_cli_print_line ("%s", (const char *) sentences->pdata[i]);
  if (shares->len == 0)
    lf_cli_print_line (_ ("The credit for this project is not shared."));
}

gboolean
lf_cmd_credits (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GPtrArray) sentences = NULL;

  if (!lf_cli_begin (cli, NULL, 1, 1, error))
    return FALSE;
  project = lf_cli_live_record (cli, cli->args[0], error);
  shares
      = project == NULL ? NULL : lf_store_credits_sync (cli->store, lf_record_id (project), error);
  if (shares == NULL)
    return FALSE;
  sentences = lf_credit_check (shares);
  if (cli->json)
    print_credits_json (shares, sentences);
  else
    print_credits (shares, sentences);
  return TRUE;
}
