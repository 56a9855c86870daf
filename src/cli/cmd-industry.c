/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's industries in their tree, presets of them, and the codes of projects against them:
 * industry. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-industries.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *where; /* (nullable) */
  gboolean dry_run;
} IndustryOptions;

static GPtrArray *
list (LfCli *cli, const char *entity, const char *where, const char *sort, GError **error)
{
  g_autoptr (LfQuery) query = lf_cli_query (cli, lf_schema_find (entity), where, sort, error);

  return query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
}

static LfTaxonomy *
read_taxonomy (LfCli *cli, GError **error)
{
  g_autoptr (GPtrArray) industries = list (cli, "industry", NULL, "name", error);
  LfTaxonomy *taxonomy;

  if (industries == NULL)
    return NULL;
  taxonomy = lf_taxonomy_new ();
  for (guint i = 0; i < industries->len; i++)
    lf_taxonomy_take (taxonomy, industries->pdata[i]);
  return taxonomy;
}

/* ---- industry ---- */

static gboolean
show_tree (LfCli *cli, const IndustryOptions *options, GError **error)
{
  g_autoptr (LfIndustrySheet) sheet = lf_store_industries_sync (cli->store, error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Industry"), _ ("Industry codes"), _ ("Rank"),
                                            _ ("Projects"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (sheet == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < sheet->tree->len; i++)
    {
      const LfIndustryNode *industry = sheet->tree->pdata[i];
      g_autofree char *title = lf_record_title (industry->record);
      g_autofree char *indented = g_strdup_printf ("%*s%s", 2 * (int) industry->depth, "", title);
      g_autofree char *path = lf_taxonomy_path (sheet->taxonomy, industry->record);
      g_autofree char *codes = lf_record_format (industry->record, "industry_codes");
      g_autofree char *rank = lf_record_format (industry->record, "rank");
      g_autofree char *figures = lf_industry_figures_tell (&sheet->figures[i]);
      JsonObject *object = lf_json_record (industry->record);

      json_object_set_string_member (object, "path", path);
      json_object_set_int_member (object, "depth", industry->depth);
      json_object_set_int_member (object, "projects", sheet->figures[i].n_projects);
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, indented, codes, rank, figures, lf_record_id (industry->record), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (sheet->tree->len == 0)
    lf_cli_print_line (_ ("There is no industry. Add one: add industry name=… industry_codes=…, or "
                          "load a preset: industry load national|common|parks."));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- industry load ---- */

static gboolean
load (LfCli *cli, const IndustryOptions *options, GError **error)
{
  g_autofree char *n = NULL, *told = NULL;
  guint n_loaded = 0;

  if (!lf_store_industries_load_sync (cli->store, cli->args[1], &n_loaded, error))
    return FALSE;
  n = g_strdup_printf ("%u", n_loaded);
  told = n_loaded == 0 ? g_strdup (_ ("The zone has all industries of that preset."))
                       : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u industry was added",
                                                       "%u industries were added", n_loaded),
                                          n_loaded);
  lf_cli_print_done (cli, "n", n, told);
  return TRUE;
}

/* ---- industry check ---- */

static gboolean
check (LfCli *cli, const IndustryOptions *options, GError **error)
{
  g_autoptr (LfTaxonomy) taxonomy = read_taxonomy (cli, error);
  g_autoptr (GPtrArray) projects
      = taxonomy == NULL ? NULL : list (cli, "project", options->where, "name", error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Project"), _ ("Industry code"), _ ("Industry"),
                                            _ ("Finding"), _ ("By its code"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (projects == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < projects->len; i++)
    {
      const LfRecord *project = projects->pdata[i], *right = NULL;
      LfIndustryCheck finding = lf_taxonomy_check (taxonomy, project, &right);
      g_autofree char *title = lf_record_title (project);
      g_autofree char *code = lf_record_format (project, "industry_code");
      g_autofree char *name = lf_record_format (project, "industry");
      g_autofree char *path = right == NULL ? g_strdup ("") : lf_taxonomy_path (taxonomy, right);
      JsonObject *object;

      if (finding == LF_INDUSTRY_AGREED)
        continue;
      object = lf_json_record (project);
      json_object_set_string_member (object, "check", lf_industry_check_key (finding));
      json_object_set_string_member (object, "by_code", path);
      json_array_add_object_element (json_node_get_array (node), object);
      lf_table_add (table, title, code, name, lf_industry_check_label (finding), path,
                    lf_record_id (project), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- industry fill ---- */

/* What has a code alone gets the industry that the code says; a contradiction is a person's. */
static gboolean
fill (LfCli *cli, const IndustryOptions *options, GError **error)
{
  g_autoptr (LfTaxonomy) taxonomy = read_taxonomy (cli, error);
  g_autoptr (GPtrArray) projects
      = taxonomy == NULL ? NULL : list (cli, "project", options->where, "name", error);
  g_autoptr (LfChange) change = lf_change_new (_ ("Industries by their codes"));
  g_autofree char *n = NULL;
  g_autofree char *told = NULL;
  guint n_filled = 0;

  if (projects == NULL)
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    {
      const LfRecord *right = NULL;

      if (lf_taxonomy_check (taxonomy, projects->pdata[i], &right) != LF_INDUSTRY_NO_NAME)
        continue;
      lf_change_edit (change, projects->pdata[i], "industry", lf_record_get (right, "name"));
      n_filled++;
    }
  if (n_filled > 0 && !options->dry_run && !lf_store_commit_parts_sync (cli->store, change, error))
    return FALSE;
  n = g_strdup_printf ("%u", n_filled);
  told = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u project has its industry by its code",
                                       "%u projects have their industry by their codes", n_filled),
                          n_filled);
  lf_cli_print_done (cli, "n", n, told);
  return TRUE;
}

gboolean
lf_cmd_industry (LfCli *cli, GError **error)
{
  IndustryOptions industry = { NULL };
  const GOptionEntry options[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &industry.where,
      N_ ("check, fill: only the projects of this filter"), "EXPR" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &industry.dry_run,
      N_ ("fill: say how many, and write nothing"), NULL },
    { NULL },
  };
  gboolean is_done = FALSE;

  if (!lf_cli_begin (cli, options, 0, 2, error))
    is_done = FALSE;
  else if (cli->n_args == 0)
    is_done = show_tree (cli, &industry, error);
  else if (cli->n_args == 2 && strcmp (cli->args[0], "load") == 0)
    is_done = load (cli, &industry, error);
  else if (cli->n_args == 1 && strcmp (cli->args[0], "check") == 0)
    is_done = check (cli, &industry, error);
  else if (cli->n_args == 1 && strcmp (cli->args[0], "fill") == 0)
    is_done = fill (cli, &industry, error);
  else
    is_done = lf_cli_call_error (
        error, _ ("Say check, fill, or load with a preset: national, common or parks."));
  g_free (industry.where);
  return is_done;
}
