/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The land of a project: its steps, the law's clocks, standard land: land. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-land-paper.h"

#include <glib/gi18n.h>

typedef struct
{
  char *on, *price, *confirmation, *document, *output; /* (nullable) */
  char **files;                                        /* (nullable) */
} LandOptions;

static void
options_clear (LandOptions *self)
{
  g_free (self->on);
  g_free (self->price);
  g_free (self->confirmation);
  g_free (self->document);
  g_free (self->output);
  g_strfreev (self->files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LandOptions, options_clear)

/* ---- For programs ---- */

static JsonObject *
json_clock (const LfStatuteClock *clock)
{
  JsonObject *object = json_object_new ();
  g_autofree char *due = lf_date_to_canonical (&clock->deadline.due);
  g_autofree char *text = lf_deadline_tell (&clock->deadline);

  lf_json_set_text (object, "clock", lf_statute_key (clock->statute));
  lf_json_set_text (object, "state", lf_deadline_state_key (clock->deadline.state));
  lf_json_set_text (object, "due", due);
  json_object_set_int_member (object, "days", clock->deadline.days);
  lf_json_set_text (object, "text", text);
  lf_json_set_text (object, "source", lf_statute_source (clock->statute));
  return object;
}

static JsonObject *
json_step (const LfLandCase *land_case, guint step)
{
  JsonObject *object = json_object_new ();
  JsonArray *documents = json_array_new ();
  g_autoptr (GPtrArray) found = lf_land_documents (land_case, step);

  lf_json_set_text (object, "step", lf_land_step_options[step].key);
  lf_json_set_text (object, "label", lf_land_step_label (step));
  lf_json_set_or_null (object, "on", lf_record_get (land_case->record, lf_land_steps[step].field));
  for (guint i = 0; i < found->len; i++)
    json_array_add_object_element (documents, lf_json_record (found->pdata[i]));
  json_object_set_array_member (object, "documents", documents);
  if (land_case->clocks[step] != NULL)
    json_object_set_object_member (object, "law", json_clock (land_case->clocks[step]));
  return object;
}

static JsonObject *
json_area (const LfRecord *land_case)
{
  static const char *const names[] = { "mu", "m2", "hectares" };
  JsonObject *object = json_object_new ();

  for (guint to = 0; to < LF_N_AREA_UNITS; to++)
    {
      g_autofree char *area
          = lf_area_convert (lf_record_get (land_case, "area_mu"), LF_AREA_MU, (LfAreaUnit) to);

      lf_json_set_text (object, names[to], area);
    }
  return object;
}

static void
set_price (JsonObject *object, const LfRecord *land_case)
{
  LfMoney per_mu;

  lf_json_set_or_null (object, "price", lf_record_get (land_case, "price"));
  if (lf_land_price_per_mu (land_case, &per_mu))
    {
      g_autofree char *text = lf_money_to_canonical (&per_mu);

      lf_json_set_text (object, "price_per_mu", text);
    }
}

static JsonObject *
json_case (const LfLandCase *land_case)
{
  static const char *const idle[] = { "in_time", "fee", "to_be_returned" };
  JsonObject *object = lf_json_record (land_case->record);
  JsonArray *steps = json_array_new ();
  JsonArray *later = json_array_new ();
  guint next = lf_land_next_step (land_case->record);

  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    if (lf_land_step_applies (step, land_case->record))
      json_array_add_object_element (steps, json_step (land_case, step));
  for (guint i = 0; i < land_case->later->len; i++)
    json_array_add_object_element (later, json_clock (land_case->later->pdata[i]));
  json_object_set_object_member (object, "area", json_area (land_case->record));
  set_price (object, land_case->record);
  json_object_set_array_member (object, "steps", steps);
  lf_json_set_or_null (object, "next", lf_land_step_options[next].key);
  json_object_set_array_member (object, "law", later);
  lf_json_set_text (object, "idle", idle[land_case->idle]);
  return object;
}

static const char *
verdict_key (LfLandVerdict verdict)
{
  return verdict == LF_LAND_MET ? "met" : verdict == LF_LAND_MISSED ? "missed" : "open";
}

static JsonObject *
json_standard (const LfRecord *standard)
{
  JsonObject *object = lf_json_record (standard);
  JsonArray *array = json_array_new ();
  guint n;
  const LfLandIndicator *indicators = lf_land_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *indicator = json_object_new ();

      lf_json_set_text (indicator, "label", lf_land_indicator_label (&indicators[i]));
      lf_json_set_text (indicator, "promised", lf_record_get (standard, indicators[i].promised));
      lf_json_set_text (indicator, "found", lf_record_get (standard, indicators[i].found));
      lf_json_set_text (indicator, "verdict",
                        verdict_key (lf_land_judge (standard, &indicators[i])));
      json_array_add_object_element (array, indicator);
    }
  json_object_set_array_member (object, "indicators", array);
  lf_json_set_text (object, "verdict", verdict_key (lf_land_judge_all (standard)));
  return object;
}

static void
print_json (const LfLand *land)
{
  JsonObject *object = json_object_new ();
  JsonArray *cases = json_array_new ();
  JsonArray *standards = json_array_new ();

  for (guint i = 0; i < land->cases->len; i++)
    json_array_add_object_element (cases, json_case (land->cases->pdata[i]));
  for (guint i = 0; i < land->standards->len; i++)
    json_array_add_object_element (standards, json_standard (land->standards->pdata[i]));
  lf_json_set_text (object, "project", lf_record_id (land->project));
  json_object_set_array_member (object, "cases", cases);
  json_object_set_array_member (object, "standard_land", standards);
  lf_cli_print_object (object);
}

/* ---- land ID ---- */

static gboolean
write_paper (LfCli *cli, LfPaper *paper, const char *output, GError **error)
{
  g_autofree char *path = lf_cli_path (output, error);

  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, path);
  return TRUE;
}

static gboolean
show (LfCli *cli, const LfLand *land, const char *output, GError **error)
{
  g_autoptr (LfPaper) paper = lf_land_paper_new (land);
  g_autofree char *text = NULL;

  if (output != NULL)
    return write_paper (cli, paper, output, error);
  if (cli->json)
    {
      print_json (land);
      return TRUE;
    }
  text = lf_paper_to_text (paper);
  lf_cli_print_line ("%s", text);
  return TRUE;
}

static LfLand *
read_land (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, cli->args[0], error);
  const LfEntity *entity = record == NULL ? NULL : lf_record_entity (record);

  if (record == NULL)
    return NULL;
  if (!lf_land_is_of (entity))
    {
      g_autofree char *title = lf_record_title (record);

      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("“%1$s” is a %2$s: only projects and land cases have land."), title,
                   lf_entity_label (entity));
      return NULL;
    }
  return lf_store_land_sync (cli->store, entity, lf_record_id (record), &cli->today, error);
}

/* ---- land ID STEP ---- */

static const LfRecord *
only_case (const LfLand *land, GError **error)
{
  if (land->cases->len == 1)
    return ((LfLandCase *) land->cases->pdata[0])->record;
  g_set_error_literal (
      error, LF_ERROR, LF_ERROR_INVALID,
      land->cases->len == 0
          ? _ ("The project has no land case yet. Add one: add land_case plot=… project=…")
          : _ ("The project has several land cases: name the one the step belongs to by its id."));
  return NULL;
}

/* (transfer full): all of them or none */
static gboolean
add_files (LfCli *cli, char **paths, char **ret_set, GError **error)
{
  *ret_set = NULL;
  for (char **path = paths; path != NULL && *path != NULL; path++)
    {
      g_autofree char *before = *ret_set;
      g_autofree char *element = lf_store_add_file_sync (cli->store, *path, error);

      *ret_set = NULL;
      if (element == NULL)
        return FALSE;
      *ret_set = lf_set_apply (before, NULL, element);
    }
  return TRUE;
}

static gboolean
has_come (const LfCli *cli, const LfDate *on, GError **error)
{
  const LfDate first = lf_date_first_day (on);
  g_autofree char *text = lf_date_format (on);

  if (lf_date_compare (&first, &cli->today) <= 0)
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("%s has not come yet: a step is recorded once it is done."), text);
  return FALSE;
}

static gboolean
read_recording (LfCli *cli,
                const LandOptions *options,
                const LfEntity *entity,
                LfLandRecording *recording,
                char **ret_price,
                GError **error)
{
  if (options->on == NULL)
    recording->on = cli->today;
  else if (!lf_cli_date (cli, options->on, &recording->on, error)
           || !has_come (cli, &recording->on, error))
    return FALSE;
  if (options->price != NULL
      && !lf_field_parse (lf_entity_field (entity, "price"), options->price, ret_price, error))
    return FALSE;
  recording->price = *ret_price;
  recording->confirmation = options->confirmation;
  recording->document = options->document;
  return TRUE;
}

static gboolean
take_step (LfCli *cli, const LfLand *land, const LandOptions *options, GError **error)
{
  const LfRecord *land_case = only_case (land, error);
  LfLandRecording recording = { 0 };
  g_autofree char *price = NULL;
  g_autofree char *files = NULL;
  g_autofree char *done = NULL;
  g_autoptr (LfChange) change = NULL;
  guint step;

  if (land_case == NULL)
    return FALSE;
  if (!lf_land_step_find (cli->args[1], &step))
    return lf_cli_call_error (error,
                              _ ("“%s” is no step of a land case: take conversion, clearing, "
                                 "prenotice, notice, registration, listing, won, result, "
                                 "contract, payment, delivery or title."),
                              cli->args[1]);
  if (!read_recording (cli, options, lf_record_entity (land_case), &recording, &price, error)
      || !add_files (cli, options->files, &files, error))
    return FALSE;
  recording.files = files;
  change = lf_land_record_step (land_case, step, &recording, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  done = g_strdup_printf (_ ("%s: recorded for %%1$s."), lf_land_step_label (step));
  return lf_cli_print_titled (cli, lf_record_id (land_case), done, error);
}

static gboolean
is_recording (const LandOptions *options)
{
  return options->on != NULL || options->price != NULL || options->confirmation != NULL
         || options->document != NULL || options->files != NULL;
}

gboolean
lf_cmd_land (LfCli *cli, GError **error)
{
  g_auto (LandOptions) options = { 0 };
  const GOptionEntry entries[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &options.on, N_ ("The day of the step (today)"), "DATE" },
    { "price", 0, 0, G_OPTION_ARG_STRING, &options.price, N_ ("What the land was won for"),
      "MONEY" },
    { "confirmation", 0, 0, G_OPTION_ARG_STRING, &options.confirmation,
      N_ ("The number of the confirmation"), "NUMBER" },
    { "file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.files,
      N_ ("A document of the step; may be given several times"), "FILE" },
    { "document", 0, 0, G_OPTION_ARG_STRING, &options.document,
      N_ ("What the document is called (as the step)"), "TITLE" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &options.output,
      N_ ("Write it to this .pdf or .txt file"), "FILE" },
    { NULL },
  };
  g_autoptr (LfLand) land = NULL;

  if (!lf_cli_begin (cli, entries, 1, 2, error))
    return FALSE;
  if (cli->n_args == 1 && is_recording (&options))
    return lf_cli_call_error (error, _ ("Say which step that is of: land CASE STEP."));
  land = read_land (cli, error);
  if (land == NULL)
    return FALSE;
  return cli->n_args == 1 ? show (cli, land, options.output, error)
                          : take_step (cli, land, &options, error);
}
