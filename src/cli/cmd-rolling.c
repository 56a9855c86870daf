/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling lists: who is on one as of any day, who enters and who leaves: rolling. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-rolling.h"

#include <glib/gi18n.h>
#include <string.h>

static GPtrArray *
list (LfCli *cli, const char *entity, const char *filter, const char *sort, GError **error)
{
  g_autoptr (LfQuery) query = lf_cli_query (cli, lf_schema_find (entity), filter, sort, error);

  return query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
}

static GPtrArray *
entries_of (LfCli *cli, const LfRecord *rolling_list, GError **error)
{
  g_autofree char *filter = g_strdup_printf ("list=%s", lf_record_id (rolling_list));

  return list (cli, "list_entry", filter, "entered_on", error);
}

/* ---- rolling ---- */

static gboolean
list_all (LfCli *cli, const LfDate *on, GError **error)
{
  g_autoptr (GPtrArray) lists = list (cli, "rolling_list", "", "name", error);
  g_autoptr (GPtrArray) entries
      = lists == NULL ? NULL : list (cli, "list_entry", "", "entered_on", error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Rolling list"), _ ("Kind"), _ ("Year"), _ ("Projects"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (entries == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < lists->len; i++)
    {
      const LfRecord *one = lists->pdata[i];
      g_autoptr (GPtrArray) members = lf_rolling_members (one, entries, on);
      g_autofree char *title = lf_record_title (one);
      g_autofree char *kind = lf_record_format (one, "kind");
      g_autofree char *year = lf_record_format (one, "year");
      g_autofree char *n = g_strdup_printf ("%u", members->len);
      JsonObject *object = lf_json_record (one);

      json_object_set_int_member (object, "members", members->len);
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, title, kind, year, n, lf_record_id (one), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (lists->len == 0)
    lf_cli_print_line (_ ("There is no rolling list. Add one: add rolling_list name=…"));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- rolling show ---- */

/* (nullable): the entry of @project that began last by @on */
static const LfRecord *
entry_of (GPtrArray *entries, const char *project, const LfDate *on)
{
  g_autofree char *day = lf_date_to_canonical (on);
  const LfRecord *last = NULL;

  for (guint i = 0; i < entries->len; i++)
    if (g_strcmp0 (lf_record_get (entries->pdata[i], "project"), project) == 0
        && g_strcmp0 (lf_record_get (entries->pdata[i], "entered_on"), day) <= 0)
      last = entries->pdata[i];
  return last;
}

static gboolean
show (LfCli *cli, const LfRecord *rolling_list, const LfDate *on, GError **error)
{
  g_autoptr (GPtrArray) entries = entries_of (cli, rolling_list, error);
  g_autoptr (GPtrArray) members
      = entries == NULL ? NULL : lf_rolling_members (rolling_list, entries, on);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Project"), _ ("Entered on"), _ ("Reason"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (members == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < members->len; i++)
    {
      g_autoptr (LfRecord) project
          = lf_store_load_sync (cli->store, lf_schema_find ("project"), members->pdata[i], NULL);
      const LfRecord *entry = entry_of (entries, members->pdata[i], on);
      g_autofree char *title
          = project == NULL ? g_strdup (members->pdata[i]) : lf_record_title (project);
      g_autofree char *day = entry == NULL ? g_strdup ("") : lf_record_format (entry, "entered_on");
      const char *reason = entry == NULL ? NULL : lf_record_get (entry, "reason");
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "project", members->pdata[i]);
      json_object_set_string_member (object, "name", title);
      json_object_set_string_member (object, "entered_on", day);
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, title, day, reason == NULL ? "" : reason, members->pdata[i], NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (members->len == 0)
    lf_cli_print_line (_ ("Nothing is on the list on that day."));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- rolling in, rolling out ---- */

static gboolean
move (
    LfCli *cli, const LfRecord *rolling_list, const LfDate *on, const char *reason, GError **error)
{
  gboolean is_in = strcmp (cli->args[0], "in") == 0;
  g_autoptr (GPtrArray) entries = entries_of (cli, rolling_list, error);
  g_autoptr (LfRecord) project
      = entries == NULL
            ? NULL
            : lf_cli_named_record (cli, lf_schema_find ("project"), cli->args[2], error);
  g_autoptr (LfChange) change = NULL;

  if (project == NULL)
    return FALSE;
  change
      = is_in
            ? lf_rolling_take_in (rolling_list, project, entries, on, reason, &cli->today, error)
            : lf_rolling_take_out (rolling_list, project, entries, on, reason, &cli->today, error);
  return change != NULL && lf_store_commit_sync (cli->store, change, error)
         && lf_cli_print_titled (cli, lf_record_id (project),
                                 is_in ? _ ("On the list: %1$s.") : _ ("Off the list: %1$s."),
                                 error);
}

gboolean
lf_cmd_rolling (LfCli *cli, GError **error)
{
  g_autofree char *day = NULL, *reason = NULL;
  g_autoptr (LfRecord) rolling_list = NULL;
  LfDate on = cli->today;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &day, N_ ("the day (today)"), "DATE" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("in, out: why"), "TEXT" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 0, 3, error)
      || (day != NULL && !lf_cli_date (cli, day, &on, error)))
    return FALSE;
  on = lf_date_first_day (&on);
  if (cli->n_args == 0)
    return list_all (cli, &on, error);
  if (cli->n_args > 1)
    rolling_list = lf_cli_named_record (cli, lf_schema_find ("rolling_list"), cli->args[1], error);
  if (cli->n_args > 1 && rolling_list == NULL)
    return FALSE;
  if (cli->n_args == 2 && strcmp (cli->args[0], "show") == 0)
    return show (cli, rolling_list, &on, error);
  if (cli->n_args == 3 && (strcmp (cli->args[0], "in") == 0 || strcmp (cli->args[0], "out") == 0))
    return move (cli, rolling_list, &on, reason, error);
  return lf_cli_call_error (
      error, _ ("Say what to do with which list: show LIST, in LIST PROJECT, out LIST PROJECT."));
}
