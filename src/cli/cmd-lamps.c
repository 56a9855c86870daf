/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lamps month by month, and closing a month: lamps. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-lamps-closing.h"
#include "lf-store-lamps.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  char *month, *quarter, *year, *by, *where; /* (nullable) */
  gboolean dry_run;
} LampsOptions;

static void
lamps_options_clear (LampsOptions *self)
{
  g_free (self->month);
  g_free (self->quarter);
  g_free (self->year);
  g_free (self->by);
  g_free (self->where);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LampsOptions, lamps_options_clear)

typedef struct
{
  LfDate first;
  guint n_months;
} Span;

/* ---- Which months ---- */

/* 2026-Q3, or a day or period by its name. */
static gboolean
read_quarter (LfCli *cli, const char *text, Span *ret_span, GError **error)
{
  int year, quarter;
  char rest;
  LfDate end;

  if (sscanf (text, "%4d-Q%1d%c", &year, &quarter, &rest) == 2)
    {
      if (year < 1900 || year > 2199 || quarter < 1 || quarter > 4)
        return lf_cli_call_error (error, _ ("“%s” is not a quarter: write it like 2026-Q3."), text);
      end = lf_lamp_quarter_end (year, quarter);
    }
  else if (lf_cli_date (cli, text, &end, error))
    {
      end = lf_date_last_day (&end);
      end = lf_lamp_quarter_end (end.year, (end.month + 2) / 3);
    }
  else
    return FALSE;
  *ret_span = (Span){ lf_date_month (&end), 1 };
  return TRUE;
}

/* The last month that is over where nothing is said. */
static gboolean
read_span (LfCli *cli, const LampsOptions *options, Span *ret_span, GError **error)
{
  guint n_said = (options->month != NULL) + (options->quarter != NULL) + (options->year != NULL);
  LfDate day = lf_date_add_months (&cli->today, -1);

  if (n_said > 1)
    return lf_cli_call_error (error, _ ("Say one of --month, --quarter and --year."));
  if (options->quarter != NULL)
    return read_quarter (cli, options->quarter, ret_span, error);
  if (n_said == 1
      && !lf_cli_date (cli, options->month != NULL ? options->month : options->year, &day, error))
    return FALSE;
  if ((options->month != NULL && day.month == 0) || (options->year != NULL && day.month != 0))
    return lf_cli_call_error (error, _ ("--month takes a month, --year a year."));
  day = lf_date_last_day (&day);
  *ret_span = options->year != NULL ? (Span){ { day.year, 1, 0 }, 12 }
                                    : (Span){ lf_date_month (&day), 1 };
  return TRUE;
}

/* ---- For programs ---- */

static void
set_lamp (JsonObject *object, const char *name, LfLamp lamp)
{
  if (lamp == LF_LAMP_NONE)
    json_object_set_null_member (object, name);
  else
    json_object_set_string_member (object, name, lf_lamp_key (lamp));
}

static void
set_month (JsonObject *object, const LfLampChart *chart, guint index)
{
  const LfDate month = lf_lamp_chart_month (chart, index);
  g_autofree char *text = lf_date_to_canonical (&month);

  json_object_set_string_member (object, "month", text);
}

static JsonObject *
cell_to_json (const LfLampChart *chart, const LfLampCell *cell, guint index)
{
  JsonObject *object = json_object_new ();

  set_month (object, chart, index);
  set_lamp (object, "lamp", cell->lamp);
  json_object_set_boolean_member (object, "kept", cell->is_kept);
  json_object_set_boolean_member (object, "corrected", lf_lamp_cell_is_corrected (cell));
  if (lf_lamp_cell_is_corrected (cell))
    set_lamp (object, "now", cell->reading);
  if (cell->record != NULL)
    {
      const LfLampVerdict verdict = lf_lamp_month_verdict (cell->record, &chart->today);
      g_autofree char *why = lf_lamp_tell (&verdict);

      json_object_set_string_member (object, "why", why);
      json_object_set_object_member (object, "record", lf_json_record (cell->record));
    }
  return object;
}

static JsonObject *
counts_to_json (const LfLampChart *chart, const guint counts[LF_N_LAMPS], guint index)
{
  JsonObject *object = json_object_new ();

  set_month (object, chart, index);
  for (guint lamp = LF_LAMP_GREEN; lamp < LF_N_LAMPS; lamp++)
    json_object_set_int_member (object, lf_lamp_key (lamp), counts[lamp]);
  return object;
}

static void
print_chart_json (const LfLampChart *chart)
{
  JsonObject *object = json_object_new ();
  JsonArray *months = json_array_new (), *rows = json_array_new ();

  for (guint m = 0; m < chart->n_months; m++)
    {
      JsonObject *counts = counts_to_json (chart, chart->counts[m], m);

      json_object_set_int_member (counts, "n_open", chart->n_open[m]);
      json_array_add_object_element (months, counts);
    }
  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampRow *row = chart->rows->pdata[i];
      JsonObject *project = json_object_new ();
      JsonArray *cells = json_array_new ();
      g_autofree char *title = lf_record_title (row->project);

      json_object_set_string_member (project, "id", lf_record_id (row->project));
      json_object_set_string_member (project, "title", title);
      for (guint m = 0; m < chart->n_months; m++)
        json_array_add_object_element (cells, cell_to_json (chart, &row->cells[m], m));
      json_object_set_array_member (project, "months", cells);
      json_array_add_object_element (rows, project);
    }
  json_object_set_array_member (object, "months", months);
  json_object_set_array_member (object, "projects", rows);
  lf_cli_print_object (object);
}

/* ---- For people ---- */

static const char *
tell_kept (const LfLampCell *cell)
{
  return !cell->is_kept                     ? C_ ("lamps", "not closed")
         : lf_lamp_cell_is_corrected (cell) ? C_ ("lamps", "closed; corrected since")
                                            : C_ ("lamps", "closed");
}

static void
print_month (const LfLampChart *chart)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Lamp"), _ ("Project"), _ ("Park"), _ ("Why"),
                                            _ ("Month"), _ ("Id"), NULL);

  for (guint lamp = LF_N_LAMPS; lamp-- > LF_LAMP_NONE;)
    for (guint i = 0; i < chart->rows->len; i++)
      {
        const LfLampRow *row = chart->rows->pdata[i];
        const LfLampVerdict verdict
            = row->cells->record == NULL
                  ? (LfLampVerdict){ LF_LAMP_NONE }
                  : lf_lamp_month_verdict (row->cells->record, &chart->today);
        g_autofree char *project = lf_record_title (row->project);
        g_autofree char *park = lf_record_format (row->project, "park");
        g_autofree char *why = lf_lamp_tell (&verdict);

        if (row->cells->lamp == lamp)
          lf_table_add (table, lf_lamp_label (lamp), project, park, why, tell_kept (row->cells),
                        lf_record_id (row->project), NULL);
      }
  lf_table_print (table);
}

static void
add_month_headings (const LfLampChart *chart, GStrvBuilder *heading)
{
  for (guint m = 0; m < chart->n_months; m++)
    {
      const LfDate month = lf_lamp_chart_month (chart, m);
      g_autofree char *text = lf_date_format (&month);

      g_strv_builder_add (heading, text);
    }
}

static void
print_months (const LfLampChart *chart)
{
  g_autoptr (LfTable) table = lf_table_new_empty ();
  g_autoptr (GStrvBuilder) heading = g_strv_builder_new ();

  g_strv_builder_add (heading, _ ("Project"));
  add_month_headings (chart, heading);
  lf_table_add_row (table, g_strv_builder_end (heading));
  for (guint i = 0; i < chart->rows->len; i++)
    {
      const LfLampRow *row = chart->rows->pdata[i];
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
      g_autofree char *project = lf_record_title (row->project);

      g_strv_builder_add (cells, project);
      for (guint m = 0; m < chart->n_months; m++)
        g_strv_builder_add (
            cells, row->cells[m].lamp == LF_LAMP_NONE ? "" : lf_lamp_label (row->cells[m].lamp));
      lf_table_add_row (table, g_strv_builder_end (cells));
    }
  lf_table_print (table);
}

/* "In Oct 2026: Red 3 · Yellow 1 · Green 8; 12 not closed" */
static void
print_counts (const LfLampChart *chart)
{
  for (guint m = 0; m < chart->n_months; m++)
    {
      const LfDate month = lf_lamp_chart_month (chart, m);
      g_autofree char *name = lf_date_format (&month);
      g_autoptr (GString) counts = g_string_new (NULL);

      for (guint lamp = LF_N_LAMPS; lamp-- > LF_LAMP_GREEN;)
        if (chart->counts[m][lamp] > 0)
          g_string_append_printf (counts, "%s%s %u", counts->len == 0 ? "" : " · ",
                                  lf_lamp_label (lamp), chart->counts[m][lamp]);
      if (counts->len == 0)
        lf_cli_print_line (_ ("%s: no lamps"), name);
      else if (chart->n_open[m] == 0)
        lf_cli_print_line (_ ("%1$s: %2$s; closed"), name, counts->str);
      else
        lf_cli_print_line (_ ("%1$s: %2$s; %3$u not closed"), name, counts->str, chart->n_open[m]);
    }
}

static void
print_chart (const LfLampChart *chart)
{
  if (chart->n_months == 1)
    print_month (chart);
  else
    print_months (chart);
  print_counts (chart);
}

/* ---- By park ---- */

typedef struct
{
  char *id, *name; /* the id: (nullable) */
  guint (*counts)[LF_N_LAMPS];
} Park;

static void
park_free (gpointer data)
{
  Park *park = data;

  g_free (park->id);
  g_free (park->name);
  g_free (park->counts);
  g_free (park);
}

static Park *
find_park (LfCli *cli, const LfLampChart *chart, GPtrArray *parks, const char *id)
{
  Park *park;

  for (guint i = 0; i < parks->len; i++)
    if (g_strcmp0 (((Park *) parks->pdata[i])->id, id) == 0)
      return parks->pdata[i];
  park = g_new0 (Park, 1);
  park->id = g_strdup (id);
  park->name = id == NULL
                   ? g_strdup (_ ("No park"))
                   : lf_cli_format (cli, lf_entity_field (lf_schema_find ("project"), "park"), id);
  park->counts = g_malloc0_n (chart->n_months, sizeof *park->counts);
  g_ptr_array_add (parks, park);
  return park;
}

/* Each lamp where its project was then. */
static GPtrArray *
count_parks (LfCli *cli, const LfLampChart *chart)
{
  GPtrArray *parks = g_ptr_array_new_with_free_func (park_free);

  for (guint i = 0; i < chart->rows->len; i++)
    for (guint m = 0; m < chart->n_months; m++)
      {
        const LfLampCell *cell = &((const LfLampRow *) chart->rows->pdata[i])->cells[m];

        if (cell->record != NULL)
          find_park (cli, chart, parks, lf_record_get (cell->record, "park"))
              ->counts[m][cell->lamp]++;
      }
  return parks;
}

static void
print_parks_json (const LfLampChart *chart, GPtrArray *parks)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < parks->len; i++)
    {
      const Park *park = parks->pdata[i];
      JsonObject *object = json_object_new ();
      JsonArray *months = json_array_new ();

      for (guint m = 0; m < chart->n_months; m++)
        json_array_add_object_element (months, counts_to_json (chart, park->counts[m], m));
      json_object_set_string_member (object, "id", park->id);
      json_object_set_string_member (object, "name", park->name);
      json_object_set_array_member (object, "months", months);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  lf_cli_print_json (node);
}

static void
print_parks (const LfLampChart *chart, GPtrArray *parks)
{
  g_autoptr (LfTable) table = lf_table_new_empty ();
  g_autoptr (GStrvBuilder) heading = g_strv_builder_new ();

  g_strv_builder_add (heading, _ ("Park"));
  add_month_headings (chart, heading);
  lf_table_add_row (table, g_strv_builder_end (heading));
  for (guint i = 0; i < parks->len; i++)
    {
      const Park *park = parks->pdata[i];
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

      g_strv_builder_add (cells, park->name);
      for (guint m = 0; m < chart->n_months; m++)
        {
          const guint *counts = park->counts[m];
          g_autofree char *cell
              = g_strdup_printf ("%u/%u/%u/%u", counts[LF_LAMP_RED], counts[LF_LAMP_YELLOW],
                                 counts[LF_LAMP_BLUE], counts[LF_LAMP_GREEN]);

          g_strv_builder_add (cells, cell);
        }
      lf_table_add_row (table, g_strv_builder_end (cells));
    }
  lf_table_print (table);
  lf_cli_print_line (_ ("Red/yellow/blue/green lamps."));
}

/* ---- lamps, lamps close ---- */

static gboolean
check_by (const char *by, GError **error)
{
  return by == NULL || strcmp (by, "park") == 0
         || lf_cli_call_error (error, _ ("Lamps are counted by park: --by park."));
}

static gboolean
show (LfCli *cli, const LampsOptions *options, const Span *span, GError **error)
{
  g_autoptr (LfQuery) query
      = check_by (options->by, error)
            ? lf_cli_query (cli, lf_schema_find ("project"), options->where, "name", error)
            : NULL;
  g_autoptr (LfLampChart) chart = NULL;
  g_autoptr (GPtrArray) parks = NULL;

  if (query == NULL)
    return FALSE;
  chart = lf_store_lamps_sync (cli->store, query, &span->first, span->n_months, &cli->today,
                               LF_LAMPS_WHY_ALL, error);
  if (chart == NULL)
    return FALSE;
  parks = options->by == NULL ? NULL : count_parks (cli, chart);
  if (parks != NULL && cli->json)
    print_parks_json (chart, parks);
  else if (parks != NULL)
    print_parks (chart, parks);
  else if (cli->json)
    print_chart_json (chart);
  else
    print_chart (chart);
  return TRUE;
}

static gboolean
close_month (LfCli *cli, const LampsOptions *options, const Span *span, GError **error)
{
  g_autoptr (LfChange) change = NULL;
  g_autofree char *month = NULL;
  guint n;

  if (options->year != NULL || options->by != NULL || options->where != NULL)
    return lf_cli_call_error (error, _ ("Close one month or quarter, with all its lamps."));
  change = lf_store_lamps_closing_sync (cli->store, &span->first, &cli->today, error);
  if (change == NULL
      || (!options->dry_run && !lf_store_commit_parts_sync (cli->store, change, error)))
    return FALSE;
  n = lf_lamps_count_closed (change);
  if (cli->json)
    {
      JsonObject *object = json_object_new ();
      g_autofree char *period = lf_date_to_canonical (&span->first);

      json_object_set_string_member (object, "month", period);
      json_object_set_int_member (object, options->dry_run ? "n_open" : "n_closed", n);
      lf_cli_print_object (object);
      return TRUE;
    }
  month = lf_date_format (&span->first);
  if (options->dry_run)
    lf_cli_print_line (
        ngettext ("%2$s: %1$u lamp would be closed.", "%2$s: %1$u lamps would be closed.", n), n,
        month);
  else
    lf_cli_print_line (ngettext ("%2$s: %1$u lamp closed.", "%2$s: %1$u lamps closed.", n), n,
                       month);
  return TRUE;
}

static gboolean
run (LfCli *cli, const LampsOptions *options, GError **error)
{
  Span span;

  if (cli->n_args == 1 && strcmp (cli->args[0], "close") != 0)
    return lf_cli_call_error (error,
                              _ ("“%s” cannot be done to lamps: close a month, or say "
                                 "nothing to see them."),
                              cli->args[0]);
  if (cli->n_args == 0 && options->dry_run)
    return lf_cli_call_error (error, _ ("--dry-run goes with lamps close."));
  if (!read_span (cli, options, &span, error))
    return FALSE;
  return cli->n_args == 1 ? close_month (cli, options, &span, error)
                          : show (cli, options, &span, error);
}

gboolean
lf_cmd_lamps (LfCli *cli, GError **error)
{
  g_auto (LampsOptions) lamps = { NULL };
  const GOptionEntry options[] = {
    { "month", 0, 0, G_OPTION_ARG_STRING, &lamps.month,
      N_ ("Of this month (the last one that is over)"), "DATE" },
    { "quarter", 0, 0, G_OPTION_ARG_STRING, &lamps.quarter,
      N_ ("Of this quarter: of its last month"), "2026-Q3" },
    { "year", 0, 0, G_OPTION_ARG_STRING, &lamps.year, N_ ("Of the months of this year"), "DATE" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &lamps.by, N_ ("Count them"), "park" },
    { "where", 0, 0, G_OPTION_ARG_STRING, &lamps.where, N_ ("Of these projects only"), "EXPR" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &lamps.dry_run,
      N_ ("close: say how many would be, and close none"), NULL },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 1, error) && run (cli, &lamps, error);
}
