/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parks: their tree and land, a park's card, the layout map, promoting together: park. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-credit-split.h"
#include "lf-park-paper.h"
#include "lf-report.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *output, *by, *on; /* (nullable) */
  char **with;            /* (nullable): PARK=PERCENT */
} ParkOptions;

static void
options_clear (ParkOptions *self)
{
  g_free (self->output);
  g_free (self->by);
  g_free (self->on);
  g_strfreev (self->with);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ParkOptions, options_clear)

/* ---- The list ---- */

static void
set_area (JsonObject *object, const char *name, gint64 area)
{
  if (area == LF_LAND_UNKNOWN)
    json_object_set_null_member (object, name);
  else
    json_object_set_double_member (object, name, (double) area / LF_MU);
}

static JsonObject *
json_park (const LfParkSheet *sheet, guint index)
{
  const LfPark *park = sheet->tree->pdata[index];
  const LfParkFigures *figures = &sheet->figures[index];
  JsonObject *object = lf_json_record (park->record);

  json_object_set_int_member (object, "depth", park->depth);
  set_area (object, "area_mu", park->land.area);
  set_area (object, "built_mu", park->land.built);
  set_area (object, "occupied_mu", lf_park_land_occupied (&park->land));
  set_area (object, "vacant_mu", park->land.vacant);
  json_object_set_int_member (object, "plots", park->n_plots);
  json_object_set_int_member (object, "firms", figures->n_firms);
  json_object_set_int_member (object, "projects", figures->n_projects);
  json_object_set_object_member (object, "investment", lf_json_totals (&figures->investment));
  json_object_set_int_member (object, "fits", figures->n_fit[LF_FIT_YES]);
  json_object_set_int_member (object, "does_not_fit", figures->n_fit[LF_FIT_NO]);
  json_object_set_int_member (object, "fit_not_known", figures->n_fit[LF_FIT_UNKNOWN]);
  return object;
}

static gboolean
list_parks (LfCli *cli, const ParkOptions *options, GError **error)
{
  g_autoptr (LfParkSheet) sheet = lf_store_parks_sync (cli->store, NULL, error);
  g_autoptr (LfTable) table = lf_table_new (_ ("Park"), _ ("Leading industries"), _ ("Land"),
                                            _ ("Figures"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (sheet == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < sheet->tree->len; i++)
    {
      const LfPark *park = sheet->tree->pdata[i];
      g_autofree char *title = lf_record_title (park->record);
      g_autofree char *indented = g_strdup_printf ("%*s%s", 2 * (int) park->depth, "", title);
      g_autofree char *leading = lf_record_format (park->record, "leading_industries");
      g_autofree char *land = lf_park_tell_land (&park->land);
      g_autofree char *figures = lf_park_tell_figures (&sheet->figures[i]);

      json_array_add_object_element (json_node_get_array (node), json_park (sheet, i));
      lf_table_add (table, indented, leading, land, figures, lf_record_id (park->record), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (sheet->tree->len == 0)
    lf_cli_print_line (_ ("There is no park. Add one: add park name=…"));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- park show, park card ---- */

static LfParkCard *
read_card (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) park
      = lf_cli_named_record (cli, lf_schema_find ("park"), cli->args[1], error);

  return park == NULL ? NULL : lf_park_card_read_sync (cli->store, lf_record_id (park), error);
}

static gboolean
show (LfCli *cli, const ParkOptions *options, GError **error)
{
  g_autoptr (LfParkCard) card = read_card (cli, error);
  g_autoptr (LfPaper) paper = card == NULL ? NULL : lf_park_paper_new (card);
  g_autofree char *text = paper == NULL || cli->json ? NULL : lf_paper_to_text (paper);

  if (card == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (json_park (card->sheet, card->index));
  else
    lf_cli_print_line ("%s", text);
  return TRUE;
}

static gboolean
write_card (LfCli *cli, const ParkOptions *options, GError **error)
{
  g_autoptr (LfParkCard) card = NULL;
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (options->output == NULL)
    return lf_cli_call_error (error, _ ("Say which file: --output FILE.pdf"));
  card = read_card (cli, error);
  paper = card == NULL ? NULL : lf_park_paper_new (card);
  path = paper == NULL ? NULL : lf_cli_path (options->output, error);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, options->output);
  return TRUE;
}

/* ---- park layout ---- */

static gboolean
layout (LfCli *cli, const ParkOptions *options, GError **error)
{
  const LfReportOptions asked = { .today = cli->today, .by = options->by };
  g_autoptr (LfReport) report = lf_report_run_sync (cli->store, "layout", &asked, error);
  g_autofree char *path = NULL, *text = NULL;

  if (report == NULL)
    return FALSE;
  if (options->output != NULL)
    {
      path = lf_cli_path (options->output, error);
      if (path == NULL || !lf_report_write (report, path, error))
        return FALSE;
      lf_cli_print_written (cli, options->output);
      return TRUE;
    }
  text = cli->json ? lf_report_to_json (report) : lf_report_to_text (report);
  lf_cli_print_line ("%s", text);
  return TRUE;
}

/* ---- park promote ---- */

/* "PARK=PERCENT" */
static LfRecord *
read_share (LfCli *cli, const char *text, double *ret_percent, GError **error)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = equals == NULL ? NULL : g_strndup (text, (gsize) (equals - text));
  char *end = NULL;

  *ret_percent = equals == NULL ? NAN : g_ascii_strtod (equals + 1, &end);
  if (equals == NULL || end == equals + 1 || (*end != '\0' && strcmp (end, "%") != 0)
      || !(*ret_percent >= 0 && *ret_percent <= 100))
    {
      lf_cli_call_error (error, _ ("“%s” does not say a park and its share: --with PARK=PERCENT"),
                         text);
      return NULL;
    }
  return lf_cli_named_record (cli, lf_schema_find ("park"), name, error);
}

static gboolean
commit_shares (LfCli *cli, const LfRecord *project, GPtrArray *shares, GError **error)
{
  g_autofree char *title = lf_record_title (project);
  g_autofree char *label = g_strdup_printf (_ ("Promote together: %s"), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  for (guint i = 0; i < shares->len; i++)
    lf_change_create (change, shares->pdata[i]);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "id", lf_record_id (project), label);
  return TRUE;
}

static gboolean
promote (LfCli *cli, const ParkOptions *options, GError **error)
{
  guint n = options->with == NULL ? 0 : g_strv_length (options->with);
  g_autofree double *percents = g_new0 (double, n + 1);
  g_autoptr (GPtrArray) parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (GPtrArray) shares = NULL;
  LfDate from = cli->today;

  if (n < 2)
    return lf_cli_call_error (
        error, _ ("Say which parks promote it, and the share of each: --with PARK=PERCENT twice."));
  project = lf_cli_live_record (cli, cli->args[1], error);
  if (project == NULL || (options->on != NULL && !lf_cli_date (cli, options->on, &from, error)))
    return FALSE;
  if (lf_record_entity (project) != lf_schema_find ("project"))
    return lf_cli_call_error (error, _ ("%s is no project."), cli->args[1]);
  from = lf_date_first_day (&from);
  for (guint i = 0; i < n; i++)
    {
      LfRecord *park = read_share (cli, options->with[i], &percents[i], error);

      if (park == NULL)
        return FALSE;
      g_ptr_array_add (parks, park);
    }
  shares = lf_credit_joint_shares (project, parks, percents, &from, error);
  return shares != NULL && commit_shares (cli, project, shares, error);
}

/* ---- park ---- */

static gboolean
run (LfCli *cli, const ParkOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    guint n_args;
    gboolean (*run) (LfCli *cli, const ParkOptions *options, GError **error);
  } acts[] = {
    { "list", 1, list_parks }, { "show", 2, show },       { "card", 2, write_card },
    { "layout", 1, layout },   { "promote", 2, promote },
  };

  if (cli->n_args == 0)
    return list_parks (cli, options, error);
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (cli->n_args == acts[i].n_args && strcmp (cli->args[0], acts[i].word) == 0)
      return acts[i].run (cli, options, error);
  return lf_cli_call_error (error, _ ("Say what to do with which: list, show PARK, card PARK, "
                                      "layout, or promote PROJECT."));
}

gboolean
lf_cmd_park (LfCli *cli, GError **error)
{
  g_auto (ParkOptions) park = { NULL };
  const GOptionEntry options[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &park.output, N_ ("card, layout: write this file"),
      "FILE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &park.by, N_ ("layout: what each row is (park)"), "GROUP" },
    { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &park.with,
      N_ ("promote: a park and its share of the credit, in percent"), "PARK=PERCENT" },
    { "on", 0, 0, G_OPTION_ARG_STRING, &park.on, N_ ("promote: the first day (today)"), "DATE" },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 2, error) && run (cli, &park, error);
}
