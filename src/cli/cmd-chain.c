/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Industry chains: what they lack, whom the zone wants for it, their seven ones: chain. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-chain-workbook.h"
#include "lf-fishbone.h"
#include "lf-store-chains.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *output; /* (nullable) */
} ChainOptions;

/* ---- The list ---- */

static JsonObject *
chain_to_json (const LfChain *chain)
{
  JsonObject *object = json_object_new ();
  g_autofree char *title = lf_record_title (chain->record);
  g_autofree char *told = lf_chain_tell (chain);

  json_object_set_string_member (object, "id", lf_record_id (chain->record));
  json_object_set_string_member (object, "name", title);
  json_object_set_boolean_member (object, "closed", chain->is_closed);
  json_object_set_string_member (object, "told", told);
  for (LfSegmentState state = 0; state < LF_N_SEGMENT_STATES; state++)
    json_object_set_int_member (object, lf_segment_state_key (state), chain->counts[state]);
  json_object_set_int_member (object, "ones_done", chain->n_ones_done);
  return object;
}

static gboolean
list_chains (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) chains = lf_store_chains_sync (cli->store, &cli->today, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Chain"), _ ("State"), _ ("Seven ones"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (chains == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < chains->len; i++)
    {
      const LfChain *chain = chains->pdata[i];
      g_autofree char *title = lf_record_title (chain->record);
      g_autofree char *told = lf_chain_tell (chain);
      g_autofree char *ones = lf_chain_tell_ones (chain);

      json_array_add_object_element (json_node_get_array (node), chain_to_json (chain));
      lf_table_add (table, title, told, ones, lf_record_id (chain->record), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (chains->len == 0)
    lf_cli_print_line (_ ("There is no chain. Add one: add chain name=…"));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- chain show ---- */

static LfChain *
read_chain (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record
      = lf_cli_named_record (cli, lf_schema_find ("chain"), cli->args[1], error);

  return record == NULL
             ? NULL
             : lf_store_chain_sync (cli->store, lf_record_id (record), &cli->today, error);
}

static JsonArray *
records_to_json (GPtrArray *records)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < records->len; i++)
    json_array_add_object_element (array, lf_json_record (records->pdata[i]));
  return array;
}

static JsonObject *
segment_to_json (const LfChain *chain, guint i)
{
  const LfChainSegment *segment = lf_chain_segment (chain, i);
  JsonObject *object = json_object_new ();
  g_autofree char *title = lf_record_title (segment->record);
  g_autofree char *why = lf_chain_tell_segment (chain, i);

  json_object_set_string_member (object, "id", lf_record_id (segment->record));
  json_object_set_string_member (object, "name", title);
  json_object_set_int_member (object, "depth", segment->depth);
  json_object_set_string_member (object, "state", lf_segment_state_key (segment->state));
  json_object_set_string_member (object, "why", why);
  json_object_set_array_member (object, "projects", records_to_json (segment->projects));
  json_object_set_array_member (object, "firms", records_to_json (segment->firms));
  json_object_set_array_member (object, "candidates", records_to_json (segment->candidates));
  json_object_set_array_member (object, "targets", records_to_json (segment->targets));
  return object;
}

static void
print_chain_json (const LfChain *chain)
{
  JsonObject *object = chain_to_json (chain);
  JsonArray *segments = json_array_new ();

  for (guint i = 0; i < chain->segments->len; i++)
    json_array_add_object_element (segments, segment_to_json (chain, i));
  json_object_set_array_member (object, "segments", segments);
  json_object_set_array_member (object, "experts", records_to_json (chain->experts));
  json_object_set_array_member (object, "funds", records_to_json (chain->funds));
  json_object_set_array_member (object, "kit", records_to_json (chain->kit));
  json_object_set_array_member (object, "unplaced", records_to_json (chain->unplaced));
  lf_cli_print_object (object);
}

static void
print_names (const char *heading, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *title = lf_record_title (records->pdata[i]);

      lf_cli_print_line (_ ("%1$s: %2$s"), heading, title);
    }
}

static void
print_chain (const LfChain *chain)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Segment"), _ ("State"), _ ("What stands there"),
                                            _ ("Why"), _ ("Id"), NULL);
  g_autofree char *title = lf_record_title (chain->record);
  g_autofree char *told = lf_chain_tell (chain);
  g_autofree char *ones = lf_chain_tell_ones (chain);

  lf_cli_print_line (_ ("%1$s: %2$s"), title, told);
  for (guint i = 0; i < chain->segments->len; i++)
    {
      const LfChainSegment *segment = lf_chain_segment (chain, i);
      g_autofree char *name = lf_record_title (segment->record);
      g_autofree char *indented = g_strdup_printf ("%*s%s", (int) segment->depth * 2, "", name);
      g_autofree char *holding = lf_chain_tell_holding (chain, i);
      g_autofree char *why = lf_chain_tell_segment (chain, i);

      lf_table_add (table, indented, lf_segment_state_label (segment->state), holding, why,
                    lf_record_id (segment->record), NULL);
    }
  lf_table_print (table);
  lf_cli_print_line (_ ("%1$s: %2$s"), _ ("Seven ones"), ones);
  print_names (_ ("Expert"), chain->experts);
  print_names (_ ("Fund"), chain->funds);
  print_names (_ ("Of no segment"), chain->unplaced);
}

static gboolean
show (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfChain) chain = read_chain (cli, error);

  if (chain == NULL)
    return FALSE;
  if (cli->json)
    print_chain_json (chain);
  else
    print_chain (chain);
  return TRUE;
}

static gboolean
draw (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfChain) chain = NULL;
  g_autofree char *path = NULL;

  if (options->output == NULL)
    return lf_cli_call_error (error, _ ("Say where to draw it: --output FILE.svg, .png or .pdf."));
  chain = read_chain (cli, error);
  path = chain == NULL ? NULL : lf_cli_path (options->output, error);
  if (path == NULL || !lf_fishbone_write (chain, path, error))
    return FALSE;
  lf_cli_print_written (cli, options->output);
  return TRUE;
}

static GPtrArray *
read_policies (LfCli *cli, const LfChain *chain, GError **error)
{
  return lf_store_chain_policies_sync (cli->store, lf_record_id (chain->record), error);
}

static gboolean
write_workbook (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfChain) chain = NULL;
  g_autoptr (GPtrArray) policies = NULL;
  g_autofree char *path = NULL;

  if (options->output == NULL)
    return lf_cli_call_error (error,
                              _ ("Say where to write it: --output FILE.pdf, .xlsx or .txt."));
  chain = read_chain (cli, error);
  policies = chain == NULL ? NULL : read_policies (cli, chain, error);
  path = policies == NULL ? NULL : lf_cli_path (options->output, error);
  if (path == NULL || !lf_chain_workbook_write (chain, policies, &cli->today, path, error))
    return FALSE;
  lf_cli_print_written (cli, options->output);
  return TRUE;
}

/* ---- chain lists ---- */

static gboolean
show_lists (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfChain) chain = read_chain (cli, error);
  g_autoptr (GPtrArray) policies = chain == NULL ? NULL : read_policies (cli, chain, error);
  g_autoptr (GPtrArray) lists = policies == NULL ? NULL : lf_chain_workbook_lists (chain, policies);
  const char *only = cli->n_args == 3 ? cli->args[2] : NULL;
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  guint n_shown = 0;

  if (lists == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < lists->len; i++)
    {
      const LfReport *list = lists->pdata[i];
      g_autofree char *text = cli->json ? lf_report_to_json (list) : lf_report_to_text (list);

      if (only != NULL && strcmp (only, list->name) != 0)
        continue;
      n_shown++;
      if (cli->json)
        json_array_add_element (json_node_get_array (node), json_from_string (text, NULL));
      else
        lf_cli_print_line ("%s", text);
    }
  if (n_shown == 0)
    return lf_cli_call_error (error,
                              _ ("There is no list “%s”: say firms, projects, targets, "
                                 "gaps, policies, funds or experts."),
                              only);
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  return TRUE;
}

/* ---- chain target, chain lead ---- */

/* (transfer full): the chain of what is named, a chain or a segment */
static LfChain *
read_place (LfCli *cli, int *ret_segment, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, cli->args[1], error);
  const char *entity = record == NULL ? NULL : lf_record_entity (record)->name;
  const char *id = NULL;
  LfChain *chain;

  if (record == NULL)
    return NULL;
  if (strcmp (entity, "segment") == 0)
    id = lf_record_get (record, "chain");
  else if (strcmp (entity, "chain") == 0)
    id = lf_record_id (record);
  if (id == NULL)
    {
      lf_cli_call_error (error,
                         _ ("%s is neither a chain nor a segment: chain show lists their "
                            "ids."),
                         cli->args[1]);
      return NULL;
    }
  chain = lf_store_chain_sync (cli->store, id, &cli->today, error);
  if (chain != NULL)
    *ret_segment = lf_chain_find_segment (chain, lf_record_id (record));
  return chain;
}

static gboolean
add_target (LfCli *cli, const ChainOptions *options, GError **error)
{
  int segment = -1;
  g_autoptr (LfChain) chain = read_place (cli, &segment, error);
  g_autoptr (LfRecord) target = chain == NULL ? NULL : lf_chain_new_target (chain, segment);
  g_autoptr (LfChange) change = NULL;
  g_autofree char *title = NULL;

  for (guint i = 2; target != NULL && i < cli->n_args; i++)
    {
      const LfField *field;
      g_autofree char *value = NULL;

      if (!lf_cli_assignment (cli, lf_record_entity (target), cli->args[i], &field, &value, error))
        return FALSE;
      lf_record_set (target, field->name, value);
    }
  if (target == NULL)
    return FALSE;
  lf_rules_fill_new (target, &cli->today);
  title = lf_record_title (target);
  change = lf_change_new (title);
  lf_change_create (change, target);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  return lf_cli_print_titled (cli, lf_record_id (target), _ ("New target: %1$s (%2$s)"), error);
}

static gboolean
make_lead (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfRecord) target = lf_cli_live_record (cli, cli->args[1], error);
  g_autoptr (LfChange) change = NULL;
  g_autofree char *project = NULL;

  if (target == NULL)
    return FALSE;
  if (strcmp (lf_record_entity (target)->name, "target") != 0)
    return lf_cli_call_error (error, _ ("%s is no target: list target shows their ids."),
                              cli->args[1]);
  change = lf_target_make_lead (target, &cli->today, &project, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  return lf_cli_print_titled (cli, project, _ ("New lead: %1$s (%2$s)"), error);
}

/* ---- chain ones ---- */

static gboolean
fill_ones (LfCli *cli, const ChainOptions *options, GError **error)
{
  g_autoptr (LfChain) chain = read_chain (cli, error);
  g_autoptr (LfChange) change = chain == NULL ? NULL : lf_chain_fill_kit (chain);
  g_autoptr (LfTable) table = lf_table_new (_ ("Which one"), _ ("Title"), _ ("Owner"), _ ("Due on"),
                                            _ ("Complete"), _ ("Id"), NULL);
  g_autofree char *ones = NULL;

  if (chain == NULL || (change != NULL && !lf_store_commit_sync (cli->store, change, error)))
    return FALSE;
  lf_chain_free (g_steal_pointer (&chain));
  chain = read_chain (cli, error);
  if (chain == NULL)
    return FALSE;
  if (cli->json)
    {
      print_chain_json (chain);
      return TRUE;
    }
  for (guint i = 0; i < chain->kit->len; i++)
    {
      const LfRecord *item = chain->kit->pdata[i];
      g_autofree char *one = lf_record_format (item, "one");
      g_autofree char *title = lf_record_title (item);
      g_autofree char *owner = lf_record_format (item, "owner");
      g_autofree char *due = lf_record_format (item, "due_on");

      lf_table_add (table, one, title, owner, due,
                    lf_record_get (item, "is_done") != NULL ? _ ("Yes") : _ ("No"),
                    lf_record_id (item), NULL);
    }
  lf_table_print (table);
  ones = lf_chain_tell_ones (chain);
  lf_cli_print_line (_ ("%1$s: %2$s"), _ ("Seven ones"), ones);
  return TRUE;
}

/* ---- chain ---- */

static gboolean
run (LfCli *cli, const ChainOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const ChainOptions *options, GError **error);
    guint most;
  } acts[] = {
    { "show", show, 2 },        { "fishbone", draw, 2 },  { "target", add_target, G_MAXUINT },
    { "lead", make_lead, 2 },   { "ones", fill_ones, 2 }, { "workbook", write_workbook, 2 },
    { "lists", show_lists, 3 },
  };

  if (cli->n_args == 0)
    return list_chains (cli, error);
  for (guint i = 0; cli->n_args >= 2 && i < G_N_ELEMENTS (acts); i++)
    if (strcmp (cli->args[0], acts[i].word) == 0 && cli->n_args <= acts[i].most)
      return acts[i].run (cli, options, error);
  return lf_cli_call_error (
      error, _ ("Say what to do with which: show, fishbone, workbook, lists or ones of a "
                "chain, target for a segment, lead from a target."));
}

gboolean
lf_cmd_chain (LfCli *cli, GError **error)
{
  ChainOptions chain = { NULL };
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_STRING, &chain.output,
      N_ ("fishbone, workbook: write it to this file"), "FILE" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, G_MAXUINT, error) && run (cli, &chain, error);

  g_free (chain.output);
  return is_done;
}
