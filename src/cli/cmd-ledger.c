/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers that a city or a province asks for: ledger. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-ledger.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *entity, *where, *sort, *as_of; /* (nullable) */
} LedgerArgs;

static gboolean
list_ledgers (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("ledger"), NULL, "name");
  g_autoptr (GPtrArray) ledgers = lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Name"), _ ("Kind of record"), _ ("Filter"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, json_array_new ());
  for (guint i = 0; ledgers != NULL && i < ledgers->len; i++)
    {
      const LfRecord *record = ledgers->pdata[i];
      const char *filter = lf_record_get (record, "filter");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (record));
      lf_table_add (table, lf_record_get (record, "name"), lf_record_get (record, "entity"),
                    filter == NULL ? "" : filter, NULL);
    }
  if (cli->json && ledgers != NULL)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (ledgers != NULL && ledgers->len == 0)
    lf_cli_print_line (_ ("There is no ledger. Map its template: ledger map NAME FILE"));
  else if (ledgers != NULL)
    lf_table_print (table);
  g_clear_pointer (&node, json_node_unref);
  return ledgers != NULL;
}

/* ---- ledger map ---- */

/* HEADING=FIELD…, or HEADING= to leave it blank */
static gboolean
read_mapping (LfCli *cli, const LfEntity *entity, GHashTable *mapping, GError **error)
{
  for (guint i = 3; i < cli->n_args; i++)
    {
      char *sign = strrchr (cli->args[i], '=');
      const LfField *field = NULL;

      if (sign == NULL)
        return lf_cli_call_error (error, _ ("“%s” is no HEADING=FIELD."), cli->args[i]);
      if (sign[1] != '\0' && entity == NULL)
        return lf_cli_call_error (error, _ ("Say with --entity what the fields are of."));
      if (sign[1] != '\0')
        field = lf_cli_field (entity, sign + 1, error);
      if (sign[1] != '\0' && field == NULL)
        return FALSE;
      g_hash_table_replace (mapping, g_strndup (cli->args[i], (gsize) (sign - cli->args[i])),
                            g_strdup (field == NULL ? "" : field->name));
    }
  return TRUE;
}

static void
print_columns (const LfCli *cli, const LfLedger *ledger)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Heading"), _ ("Field"), _ ("Unit"), NULL);
  JsonNode *node;

  if (cli->json)
    {
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
      for (guint i = 0; i < ledger->columns->len; i++)
        {
          const LfLedgerColumn *column = ledger->columns->pdata[i];

          json_object_set_string_member (json_node_get_object (node), column->heading,
                                         column->field == NULL ? "" : column->field->name);
        }
      lf_cli_print_json (node);
      return;
    }
  for (guint i = 0; i < ledger->columns->len; i++)
    {
      const LfLedgerColumn *column = ledger->columns->pdata[i];

      lf_table_add (table, column->heading,
                    column->is_position     ? _ ("counts the rows")
                    : column->field == NULL ? _ ("left blank")
                                            : lf_field_label (column->field),
                    column->unit == NULL ? "" : column->unit, NULL);
    }
  lf_table_print (table);
}

static gboolean
map (LfCli *cli, const LedgerArgs *args, GError **error)
{
  g_autoptr (GHashTable) mapping = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LfLedgerWords words = { .filter = args->where, .sort = args->sort, .mapping = mapping };
  g_autoptr (LfRecord) kept = NULL;
  g_autoptr (LfLedger) ledger = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfQuery) query = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) cause = NULL;

  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Say which name and file: ledger map NAME FILE."));
  if (args->entity != NULL && (words.entity = lf_cli_entity (args->entity, error)) == NULL)
    return FALSE;
  path = lf_cli_path (cli->args[2], error);
  if (path == NULL || !read_mapping (cli, words.entity, mapping, error))
    return FALSE;
  ledger = lf_ledger_map_sync (cli->store, cli->args[1], path, &words, error);
  query
      = ledger == NULL ? NULL : lf_cli_query (cli, ledger->entity, args->where, args->sort, error);
  if (query == NULL)
    return FALSE;
  kept = lf_store_find_title_sync (cli->store, lf_schema_find ("ledger"), ledger->name, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  change = lf_ledger_keep (ledger, kept);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  print_columns (cli, ledger);
  return TRUE;
}

/* ---- ledger show, fill ---- */

static LfLedger *
read_ledger (LfCli *cli, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (LfRecord) record = NULL;

  if (cli->n_args < 2)
    {
      lf_cli_call_error (error, _ ("Say which ledger, by its name."));
      return NULL;
    }
  record = lf_store_find_title_sync (cli->store, lf_schema_find ("ledger"), cli->args[1], &cause);
  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (record == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND, _ ("There is no ledger “%s”."), cli->args[1]);
  return record == NULL ? NULL : lf_ledger_read (record, error);
}

static gboolean
show (LfCli *cli, const LedgerArgs *args, GError **error)
{
  g_autoptr (LfLedger) ledger = read_ledger (cli, error);

  if (ledger == NULL)
    return FALSE;
  print_columns (cli, ledger);
  return TRUE;
}

static gboolean
fill (LfCli *cli, const LedgerArgs *args, GError **error)
{
  g_autoptr (LfLedger) ledger = read_ledger (cli, error);
  g_autofree char *path = NULL;
  g_autofree char *sentence = NULL;
  LfDate as_of = { 0 };
  LfDate today = cli->today;
  gint64 n;

  if (ledger == NULL)
    return FALSE;
  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Say which file: ledger fill NAME FILE."));
  if (args->as_of != NULL)
    {
      if (!lf_cli_past_day (cli, args->as_of, &as_of, error))
        return FALSE;
      today = lf_date_last_day (&as_of);
    }
  path = lf_cli_path (cli->args[2], error);
  n = path == NULL ? -1
                   : lf_ledger_fill_sync (cli->store, ledger, &today,
                                          args->as_of == NULL ? NULL : &as_of, path, error);
  if (n < 0)
    return FALSE;
  sentence = g_strdup_printf (
      ngettext ("%1$u row is written to %2$s", "%1$u rows are written to %2$s", (gulong) n),
      (guint) n, cli->args[2]);
  lf_cli_print_done (cli, "file", cli->args[2], sentence);
  return TRUE;
}

static gboolean
run (LfCli *cli, const LedgerArgs *args, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const LedgerArgs *args, GError **error);
  } acts[] = { { "map", map }, { "show", show }, { "fill", fill } };

  if (cli->n_args == 0)
    return list_ledgers (cli, error);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (cli->args[0], acts[i].word) == 0)
      return acts[i].run (cli, args, error);
  return lf_cli_call_error (error, _ ("Say what to do: ledger map, show or fill."));
}

gboolean
lf_cmd_ledger (LfCli *cli, GError **error)
{
  LedgerArgs args = { NULL };
  const GOptionEntry options[] = {
    { "entity", 0, 0, G_OPTION_ARG_STRING, &args.entity, N_ ("map: which kind of record it lists"),
      "ENTITY" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &args.where, N_ ("map: only these"), "EXPR" },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &args.sort, N_ ("map: in this order"), "FIELD" },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &args.as_of,
      N_ ("As things stood at the end of this day, month or year"), "DATE" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 200, error) && run (cli, &args, error);

  g_free (args.entity);
  g_free (args.where);
  g_free (args.sort);
  g_free (args.as_of);
  return is_done;
}
