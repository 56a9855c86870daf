/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trips: plan, go, come back with a report: trip. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-trip-paper.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *result, *lead, *next_step, *by, *from, *to; /* (nullable) */
} TripOptions;

static LfTrip *
read_trip (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, id, error);

  return record == NULL ? NULL : lf_store_trip_sync (cli->store, lf_record_id (record), error);
}

/* ---- The list ---- */

static gboolean
read_period (LfCli *cli, const TripOptions *options, LfDate *from, LfDate *to, GError **error)
{
  LfDate unused;

  return (options->from == NULL || lf_cli_days (cli, options->from, from, &unused, error))
         && (options->to == NULL || lf_cli_date (cli, options->to, to, error));
}

static void
add_line (LfCli *cli, LfTable *table, const LfRecord *trip)
{
  g_autofree char *title = lf_record_title (trip);
  g_autofree char *start = lf_record_format (trip, "start_date");
  g_autofree char *cities = lf_record_format (trip, "cities");

  lf_table_add (table, title, start, cities,
                lf_trip_phase_label (lf_trip_phase (trip, &cli->today)), lf_record_id (trip), NULL);
}

static gboolean
list_trips (LfCli *cli, const TripOptions *options, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("trip"), NULL, "-start_date");
  g_autoptr (GPtrArray) trips = lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Trip"), _ ("Starts on"), _ ("Cities"), _ ("Asks for"), _ ("Id"), NULL);
  g_autofree char *sentence = NULL;
  LfDate from = { 0 }, to = { 0 };
  LfTripTotals totals;
  JsonObject *object;
  JsonArray *array;

  if (trips == NULL || !read_period (cli, options, &from, &to, error)
      || !lf_store_trip_totals_sync (cli->store, &from, &to, &totals, error))
    return FALSE;
  sentence = lf_trip_totals_tell (&totals);
  if (!cli->json)
    {
      for (guint i = 0; i < trips->len; i++)
        add_line (cli, table, trips->pdata[i]);
      lf_table_print (table);
      lf_cli_print_line ("%s", sentence);
      return TRUE;
    }
  object = json_object_new ();
  array = json_array_new ();
  for (guint i = 0; i < trips->len; i++)
    json_array_add_object_element (array, lf_json_record (trips->pdata[i]));
  json_object_set_array_member (object, "trips", array);
  json_object_set_int_member (object, "n_trips", totals.n_trips);
  json_object_set_int_member (object, "n_firms", totals.n_firms);
  json_object_set_int_member (object, "n_leads", totals.n_leads);
  json_object_set_int_member (object, "n_projects", totals.n_projects);
  json_object_set_string_member (object, "message", sentence);
  lf_cli_print_object (object);
  return TRUE;
}

/* ---- trip show ---- */

static void
print_stops (const LfTrip *trip)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Day"), _ ("Time"), _ ("Stop"), _ ("Contact"),
                                            _ ("Phone"), _ ("Result"), _ ("Id"), NULL);

  for (guint i = 0; i < trip->stops->len; i++)
    {
      const LfTripStop *stop = trip->stops->pdata[i];
      g_autofree char *title = lf_record_title (stop->record);
      g_autofree char *contact = stop->contact == NULL ? NULL : lf_record_title (stop->contact);
      const char *day = lf_record_get (stop->record, "planned_for");
      const char *time = lf_record_get (stop->record, "at_time");
      const char *phone = lf_trip_stop_phone (stop);
      const char *result = lf_record_get (stop->record, "result");

      lf_table_add (table, day == NULL ? "" : day, time == NULL ? "" : time, title,
                    contact == NULL ? "" : contact, phone == NULL ? "" : phone,
                    !lf_trip_stop_is_done (stop) ? ""
                    : result == NULL             ? "✓"
                                                 : result,
                    lf_record_id (stop->record), NULL);
    }
  lf_table_print (table);
}

static void
print_brought (const LfTrip *trip)
{
  g_autofree char *brought = lf_trip_tell_brought (trip);

  lf_cli_print_line ("%s", brought);
  for (guint i = 0; i < trip->leads->len; i++)
    {
      g_autofree char *title = lf_record_title (trip->leads->pdata[i]);

      lf_cli_print_line ("+ %s  %s", title, lf_record_id (trip->leads->pdata[i]));
    }
  for (guint i = 0; i < trip->changes->len; i++)
    {
      const LfTripChange *change = trip->changes->pdata[i];
      g_autofree char *time = lf_cli_time (change->time_us);

      lf_cli_print_line ("%s  %s  %s", time, change->author == NULL ? "–" : change->author,
                         change->label == NULL ? "" : change->label);
    }
  for (guint i = 0; i < trip->conflicts->len; i++)
    {
      g_autofree char *title = lf_record_title (trip->conflicts->pdata[i]);

      lf_cli_print_line (_ ("In conflict: %s"), title);
    }
  for (guint i = 0; i < trip->duplicates->len; i++)
    {
      const LfDuplicatePair *pair = trip->duplicates->pdata[i];
      g_autofree char *first = lf_record_title (pair->first);
      g_autofree char *second = lf_record_title (pair->second);

      lf_cli_print_line (_ ("May be one: “%1$s” (%2$s) and “%3$s” (%4$s)"), first,
                         lf_record_id (pair->first), second, lf_record_id (pair->second));
    }
}

static JsonObject *
make_check (const LfTripCheck *check)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "title", check->title);
  json_object_set_boolean_member (object, "ok", check->is_ok);
  json_object_set_string_member (object, "detail", check->detail);
  return object;
}

static void
print_json (LfCli *cli, const LfTrip *trip, GPtrArray *checks)
{
  JsonObject *object = lf_json_record (trip->trip);
  JsonArray *stops = json_array_new (), *list = json_array_new (), *leads = json_array_new ();

  for (guint i = 0; i < trip->stops->len; i++)
    json_array_add_object_element (stops,
                                   lf_json_record (((LfTripStop *) trip->stops->pdata[i])->record));
  for (guint i = 0; i < checks->len; i++)
    json_array_add_object_element (list, make_check (checks->pdata[i]));
  for (guint i = 0; i < trip->leads->len; i++)
    json_array_add_object_element (leads, lf_json_record (trip->leads->pdata[i]));
  json_object_set_string_member (object, "phase",
                                 lf_trip_phase_key (lf_trip_phase (trip->trip, &cli->today)));
  json_object_set_array_member (object, "stops", stops);
  json_object_set_array_member (object, "checks", list);
  json_object_set_array_member (object, "leads", leads);
  json_object_set_int_member (object, "n_done", trip->n_done);
  json_object_set_int_member (object, "n_firms", trip->n_firms);
  json_object_set_int_member (object, "n_changes", trip->changes->len);
  json_object_set_int_member (object, "n_conflicts", trip->conflicts->len);
  json_object_set_int_member (object, "n_duplicates", trip->duplicates->len);
  lf_cli_print_object (object);
}

static gboolean
show (LfCli *cli, const TripOptions *options, GError **error)
{
  g_autoptr (LfTrip) trip = read_trip (cli, cli->args[1], error);
  g_autoptr (GPtrArray) checks = NULL;
  g_autofree char *title = NULL;

  if (trip == NULL)
    return FALSE;
  checks = lf_trip_checks (trip, g_get_real_time ());
  if (cli->json)
    {
      print_json (cli, trip, checks);
      return TRUE;
    }
  title = lf_record_title (trip->trip);
  lf_cli_print_line ("%s · %s", title,
                     lf_trip_phase_label (lf_trip_phase (trip->trip, &cli->today)));
  for (guint i = 0; i < checks->len; i++)
    {
      const LfTripCheck *check = checks->pdata[i];

      lf_cli_print_line ("%s %s: %s", check->is_ok ? "✓" : "!", check->title, check->detail);
    }
  print_stops (trip);
  print_brought (trip);
  return TRUE;
}

/* ---- trip add-firms ---- */

static gboolean
add_firms (LfCli *cli, const TripOptions *options, GError **error)
{
  g_autoptr (LfTrip) trip = read_trip (cli, cli->args[1], error);
  const LfField *field = lf_entity_field (lf_schema_find ("trip_stop"), "enterprise");
  g_autoptr (GPtrArray) firms = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (LfChange) change = NULL;

  if (trip == NULL)
    return FALSE;
  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Name the firms to call on, by name or id."));
  for (guint i = 2; i < cli->n_args; i++)
    {
      g_autofree char *id = NULL;
      LfRecord *firm = !lf_cli_value (cli, field, cli->args[i], &id, error)
                           ? NULL
                           : lf_cli_live_record (cli, id, error);

      if (firm == NULL)
        return FALSE;
      g_ptr_array_add (firms, firm);
    }
  change = lf_trip_add_firms (trip->trip, firms, trip->stops->len, &cli->today);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  return show (cli, options, error);
}

/* ---- trip log ---- */

static gboolean
load_referred (
    LfCli *cli, const LfRecord *record, const char *field, LfRecord **ret_record, GError **error)
{
  const char *id = lf_record_get (record, field);

  if (id == NULL)
    return TRUE;
  *ret_record = lf_cli_live_record (cli, id, error);
  return *ret_record != NULL;
}

static gboolean
log_visit (LfCli *cli, const TripOptions *options, GError **error)
{
  g_autoptr (LfRecord) stop = lf_cli_live_record (cli, cli->args[1], error);
  g_autoptr (LfRecord) trip = NULL;
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfChange) change = NULL;
  LfTripVisit visit = { .result = options->result,
                        .lead = options->lead,
                        .next_step = options->next_step,
                        .has_next = options->by != NULL };

  if (stop == NULL)
    return FALSE;
  if (lf_entity_field (lf_record_entity (stop), "trip") == NULL
      || lf_record_get (stop, "trip") == NULL)
    return lf_cli_call_error (error, _ ("“%s” is not a stop of a trip."), cli->args[1]);
  if ((options->by != NULL && !lf_cli_date (cli, options->by, &visit.next, error))
      || !load_referred (cli, stop, "trip", &trip, error)
      || !load_referred (cli, stop, "project", &project, error))
    return FALSE;
  change = lf_trip_log_visit (trip, stop, project, &visit, &cli->today, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "stop", lf_record_id (stop), change->label);
  return TRUE;
}

/* ---- trip report, return, reported ---- */

static gboolean
write_report (LfCli *cli, const TripOptions *options, GError **error)
{
  g_autoptr (LfTrip) trip = read_trip (cli, cli->args[1], error);
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;

  if (trip == NULL)
    return FALSE;
  if (cli->n_args < 3)
    return lf_cli_call_error (error, _ ("Say which file: landfall-cli trip report TRIP FILE"));
  path = lf_cli_path (cli->args[2], error);
  paper = lf_trip_paper_new (trip);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, cli->args[2]);
  return TRUE;
}

static gboolean
end_trip (LfCli *cli, gboolean is_reported, GError **error)
{
  g_autoptr (LfTrip) trip = read_trip (cli, cli->args[1], error);
  g_autoptr (LfChange) change = NULL;

  if (trip == NULL)
    return FALSE;
  change = lf_trip_end (trip->trip, is_reported, &cli->today);
  if (!lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "trip", lf_record_id (trip->trip), change->label);
  return TRUE;
}

static gboolean
come_back (LfCli *cli, const TripOptions *options, GError **error)
{
  return end_trip (cli, FALSE, error);
}

static gboolean
hand_in (LfCli *cli, const TripOptions *options, GError **error)
{
  return end_trip (cli, TRUE, error);
}

/* ---- The verb ---- */

static gboolean
run (LfCli *cli, const TripOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const TripOptions *options, GError **error);
  } actions[] = {
    { "show", show },           { "add-firms", add_firms }, { "log", log_visit },
    { "report", write_report }, { "return", come_back },    { "reported", hand_in },
  };

  if (cli->n_args == 0)
    return list_trips (cli, options, error);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (cli->args[0], actions[i].word) == 0)
      return cli->n_args < 2 ? lf_cli_call_error (error, _ ("Name the trip, or the stop to log."))
                             : actions[i].run (cli, options, error);
  return lf_cli_call_error (
      error, _ ("“%s” is none of show, add-firms, log, report, return and reported."),
      cli->args[0]);
}

gboolean
lf_cmd_trip (LfCli *cli, GError **error)
{
  TripOptions trip = { NULL };
  const GOptionEntry options[] = {
    { "result", 0, 0, G_OPTION_ARG_STRING, &trip.result, N_ ("log: what came of the visit"),
      "TEXT" },
    { "lead", 0, 0, G_OPTION_ARG_STRING, &trip.lead, N_ ("log: what they want; it becomes a lead"),
      "TEXT" },
    { "next", 0, 0, G_OPTION_ARG_STRING, &trip.next_step, N_ ("log: the next step"), "TEXT" },
    { "by", 0, 0, G_OPTION_ARG_STRING, &trip.by, N_ ("log: by when"), "DATE" },
    { "from", 0, 0, G_OPTION_ARG_STRING, &trip.from,
      N_ ("The period that is counted: its first day"), "DATE" },
    { "to", 0, 0, G_OPTION_ARG_STRING, &trip.to, N_ ("The period that is counted: its last day"),
      "DATE" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 200, error) && run (cli, &trip, error);

  g_free (trip.result);
  g_free (trip.lead);
  g_free (trip.next_step);
  g_free (trip.by);
  g_free (trip.from);
  g_free (trip.to);
  return is_done;
}
