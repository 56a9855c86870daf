/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Incentives and fair competition: what wording hints at, and what a person decides: fair. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-handling.h"
#include "lf-screening-paper.h"
#include "lf-store-screening.h"

#include <glib/gi18n.h>
#include <string.h>

static JsonObject *
json_item (const LfFairItem *item, guint number)
{
  JsonObject *object = json_object_new ();
  g_autofree char *rule = lf_fair_tell_rule (item->rule);
  g_autofree char *title = lf_record_title (item->record);

  json_object_set_int_member (object, "number", number);
  json_object_set_string_member (object, "rule", item->rule->key);
  json_object_set_string_member (object, "article", rule);
  json_object_set_string_member (object, "entity", lf_record_entity (item->record)->name);
  json_object_set_string_member (object, "record", lf_record_id (item->record));
  json_object_set_string_member (object, "title", title);
  json_object_set_string_member (object, "words", item->words);
  json_object_set_string_member (object, "sentence", item->sentence);
  json_object_set_boolean_member (object, "open", item->is_open);
  lf_json_set_or_null (object, "decision",
                       item->finding == NULL ? NULL : lf_record_get (item->finding, "decision"));
  lf_json_set_or_null (object, "reason",
                       item->finding == NULL ? NULL : lf_record_get (item->finding, "reason"));
  return object;
}

static void
print_item (const LfFairItem *item, guint number)
{
  g_autofree char *rule = lf_fair_tell_rule (item->rule);
  g_autofree char *title = lf_record_title (item->record);
  g_autofree char *decision
      = item->finding == NULL ? NULL : lf_record_format (item->finding, "decision");
  g_autofree char *reason
      = item->finding == NULL ? NULL : lf_record_format (item->finding, "reason");
  g_autofree char *day
      = item->finding == NULL ? NULL : lf_record_format (item->finding, "decided_on");

  lf_cli_print_line ("%u. %s", number, rule);
  lf_cli_print_line (_ ("   %1$s: “%2$s” (%3$s)"), title, item->sentence, item->words);
  if (item->finding == NULL)
    lf_cli_print_line (_ ("   Nobody has decided on it yet."));
  else
    lf_cli_print_line (item->is_open ? _ ("   %1$s, %2$s: %3$s. The wording has changed since.")
                                     : _ ("   %1$s, %2$s: %3$s"),
                       decision, day, reason);
}

static void
print_items (const LfCli *cli, const GPtrArray *items)
{
  JsonArray *array = json_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  for (guint i = 0; i < items->len; i++)
    {
      json_array_add_object_element (array, json_item (items->pdata[i], i + 1));
      if (!cli->json)
        print_item (items->pdata[i], i + 1);
    }
  if (cli->json)
    {
      lf_cli_print_json (node);
      return;
    }
  json_node_unref (node);
  if (items->len == 0)
    lf_cli_print_line (_ ("No wording hints at anything that the regulation forbids. That is no "
                          "judgement: whoever reviews it reads it all."));
}

/* (transfer full) (nullable): of a project, or of one record whose wording is checked */
static GPtrArray *
read_items (LfCli *cli, const LfRecord *record, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (LfQuery) query = NULL;
  g_autofree char *filter = NULL;

  if (lf_record_entity (record) == lf_schema_find ("project"))
    {
      LfScreeningAsked asked = { .project = lf_record_id (record) };
      g_autoptr (LfScreening) screening
          = lf_store_screening_sync (cli->store, &asked, &cli->today, error);

      return screening == NULL
                 ? NULL
                 : g_ptr_array_ref (((LfScreenedLead *) screening->leads->pdata[0])->incentives);
    }
  if (!lf_fair_fits (lf_record_entity (record)))
    {
      lf_cli_call_error (error, _ ("Name a project, a policy clause, a promise or an agreement."));
      return NULL;
    }
  filter = g_strdup_printf ("%s=\"%s\"", lf_record_entity (record)->name, lf_record_id (record));
  query = lf_cli_query (cli, lf_schema_find ("incentive_finding"), filter, NULL, error);
  findings = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  if (findings == NULL)
    return NULL;
  records = g_ptr_array_new ();
  g_ptr_array_add (records, (gpointer) record);
  return lf_fair_list (records, findings);
}

static gboolean
decide (LfCli *cli,
        const LfRecord *record,
        const GPtrArray *items,
        const char *decision,
        const char *reason,
        GError **error)
{
  g_autoptr (LfHandlingRoom) room = lf_store_handling_sync (cli->store, &cli->today, error);
  g_autofree char *key = NULL;
  g_autoptr (LfChange) change = NULL;
  guint64 number;

  if (room == NULL)
    return FALSE;
  if (!g_ascii_string_to_unsigned (cli->args[1], 10, 1, MAX (items->len, 1), &number, NULL)
      || items->len == 0)
    return lf_cli_call_error (error, _ ("“%s” is no number of the checklist."), cli->args[1]);
  if (decision != NULL
      && !lf_cli_value (cli, lf_entity_field (lf_schema_find ("incentive_finding"), "decision"),
                        decision, &key, error))
    return FALSE;
  change = lf_fair_decide (
      items->pdata[number - 1],
      lf_record_entity (record) == lf_schema_find ("project") ? lf_record_id (record) : NULL, key,
      reason, room->account, &cli->today, error);
  return change != NULL && lf_store_commit_sync (cli->store, change, error);
}

/* The whole checklist of a project, to be signed. */
static gboolean
write_paper (LfCli *cli, const LfRecord *record, const char *output, GError **error)
{
  const LfScreeningAsked asked = { .project = lf_record_id (record) };
  g_autoptr (LfScreening) screening = NULL;
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (lf_record_entity (record) != lf_schema_find ("project"))
    return lf_cli_call_error (error, _ ("The checklist on paper is a project's: name one."));
  screening = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  if (screening == NULL)
    return FALSE;
  paper = lf_fair_paper_new (screening->leads->pdata[0], &cli->today);
  path = lf_cli_path (output, error);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, output);
  return TRUE;
}

gboolean
lf_cmd_fair (LfCli *cli, GError **error)
{
  g_autofree char *output = NULL;
  g_autofree char *decision = NULL;
  g_autofree char *reason = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const GOptionEntry options[] = {
    { "decision", 0, 0, G_OPTION_ARG_STRING, &decision,
      N_ ("stands, reworded, struck or exception"), "DECISION" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why"), "TEXT" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output,
      N_ ("Write the checklist of a project on paper"), "FILE.{pdf,xlsx,txt}" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 1, 2, error))
    return FALSE;
  record = lf_cli_live_record (cli, cli->args[0], error);
  if (record != NULL && output != NULL)
    return write_paper (cli, record, output, error);
  items = record == NULL ? NULL : read_items (cli, record, error);
  if (items == NULL)
    return FALSE;
  if (cli->n_args == 1)
    {
      print_items (cli, items);
      return TRUE;
    }
  if (!decide (cli, record, items, decision, reason, error))
    return FALSE;
  after = read_items (cli, record, error);
  if (after == NULL)
    return FALSE;
  print_items (cli, after);
  return TRUE;
}
