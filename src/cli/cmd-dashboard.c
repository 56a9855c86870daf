/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboards: what there is, and one with its figures, printed or drawn. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-dashboard-sheet.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

static GPtrArray *
load_dashboards (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (LF_DASHBOARD), NULL, "name");

  return lf_store_list_sync (cli->store, query, 0, error);
}

/* ---- list ---- */

static void
add_listed (LfTable *table,
            JsonArray *array,
            const LfDashboard *dashboard,
            const char *id,
            gboolean is_preset)
{
  JsonObject *object = json_object_new ();
  g_autofree char *period = lf_period_label (dashboard->filter.period);
  g_autofree char *n = g_strdup_printf ("%u", dashboard->tiles->len);

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", dashboard->name);
  json_object_set_int_member (object, "tiles", dashboard->tiles->len);
  json_object_set_string_member (object, "period", period);
  json_object_set_boolean_member (object, "shared", dashboard->is_shared);
  json_object_set_boolean_member (object, "preset", is_preset);
  json_array_add_object_element (array, object);
  lf_table_add (table, dashboard->name, n, period, dashboard->is_shared ? _ ("Yes") : "", id, NULL);
}

/* Those that people made, then what the program brings. */
static gboolean
list_dashboards (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) records = load_dashboards (cli, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Dashboard"), _ ("Tiles"), _ ("Period"), _ ("Shared"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (LfDashboard) dashboard = lf_dashboard_read (records->pdata[i]);
      add_listed (table, array, dashboard, lf_record_id (records->pdata[i]),
                  /* is_preset= */ FALSE);
    }
  for (const char *const *name = lf_dashboard_presets (); *name != NULL; name++)
    {
      g_autoptr (LfDashboard) preset = lf_dashboard_preset (*name);
      add_listed (table, array, preset, *name, /* is_preset= */ TRUE);
    }
  if (records == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- show ---- */

typedef struct
{
  char *from, *to, *where, *output; /* (nullable) */
} ShowOptions;

/* By id or name; of what the program brings by its name there. */
static LfDashboard *
find_dashboard (LfCli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) records = load_dashboards (cli, error);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *folded = lf_text_fold (name);
  LfDashboard *preset = lf_dashboard_preset (name);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (LfDashboard) dashboard = lf_dashboard_read (records->pdata[i]);

      if (strcmp (lf_record_id (records->pdata[i]), name) == 0
          || lf_text_is_among (folded, dashboard->name))
        {
          g_clear_pointer (&preset, lf_dashboard_free);
          return g_steal_pointer (&dashboard);
        }
      g_string_append_printf (names, "%s, ", dashboard->name);
    }
  if (records == NULL)
    g_clear_pointer (&preset, lf_dashboard_free);
  else if (preset == NULL)
    {
      g_autofree char *presets = g_strjoinv (", ", (char **) lf_dashboard_presets ());

      lf_cli_call_error (error, _ ("There is no dashboard “%1$s”. There are: %2$s%3$s."), name,
                         names->str, presets);
    }
  return preset;
}

static gboolean
take_options (LfCli *cli, const ShowOptions *options, LfDashboard *dashboard, GError **error)
{
  LfDate from = { 0 }, to = { 0 }, unused;

  if ((options->from != NULL && !lf_cli_days (cli, options->from, &from, &unused, error))
      || (options->to != NULL && !lf_cli_date (cli, options->to, &to, error)))
    return FALSE;
  if (from.year != 0 && to.year != 0)
    {
      LfDate first = lf_date_first_day (&from), last = lf_date_last_day (&to);

      if (lf_date_compare (&last, &first) < 0)
        return lf_cli_call_error (error, _ ("The period ends before it begins."));
    }
  if (options->from != NULL || options->to != NULL)
    {
      g_free (dashboard->filter.period);
      dashboard->filter.period = lf_period_of (&from, &to);
    }
  if (options->where != NULL)
    {
      char *more = dashboard->filter.more;

      dashboard->filter.more = more == NULL
                                   ? g_strdup (options->where)
                                   : g_strdup_printf ("(%s) and (%s)", more, options->where);
      g_free (more);
    }
  return TRUE;
}

static gboolean
show_dashboard (LfCli *cli, const ShowOptions *options, GError **error)
{
  g_autoptr (LfDashboard) dashboard = find_dashboard (cli, cli->args[1], error);
  g_autoptr (LfDashboardSheet) sheet = NULL;
  g_autofree char *text = NULL;

  if (dashboard == NULL || !take_options (cli, options, dashboard, error))
    return FALSE;
  sheet = lf_dashboard_sheet_read_sync (cli->store, dashboard, &cli->today);
  if (options->output != NULL)
    {
      g_autofree char *path = lf_cli_path (options->output, error);
      g_autofree char *sentence = g_strdup_printf (_ ("Written: %s"), options->output);

      if (path == NULL || !lf_dashboard_sheet_write (sheet, path, error))
        return FALSE;
      lf_cli_print_done (cli, "file", options->output, sentence);
      return TRUE;
    }
  text = cli->json ? lf_dashboard_sheet_to_json (sheet) : lf_dashboard_sheet_to_text (sheet);
  fputs (text, stdout);
  if (!g_str_has_suffix (text, "\n"))
    fputc ('\n', stdout);
  return TRUE;
}

gboolean
lf_cmd_dashboard (LfCli *cli, GError **error)
{
  ShowOptions show = { 0 };
  const GOptionEntry options[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &show.from, N_ ("First day counted"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &show.to, N_ ("Last day counted"), "DATE" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &show.where, N_ ("Only these"), "EXPR" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &show.output, N_ ("File to write: .pdf, .png or .svg"),
      "FILE" },
    { NULL },
  };
  gboolean is_done = FALSE;

  if (lf_cli_begin (cli, options, 0, 2, error))
    {
      const char *word = cli->n_args == 0 ? "list" : cli->args[0];

      if (strcmp (word, "list") == 0 && cli->n_args < 2)
        is_done = list_dashboards (cli, error);
      else if (strcmp (word, "show") == 0 && cli->n_args == 2)
        is_done = show_dashboard (cli, &show, error);
      else
        lf_cli_call_error (error, _ ("Say “dashboard list” or “dashboard show NAME”."));
    }
  g_free (show.from);
  g_free (show.to);
  g_free (show.where);
  g_free (show.output);
  return is_done;
}
