/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests: flags and snails every half month, rankings: contest. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-contest.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *on, *note; /* (nullable) */
  gboolean dry_run;
} ContestOptions;

/* ---- The list ---- */

static gboolean
list_contests (LfCli *cli, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("contest"), NULL, "-start_date");
  g_autoptr (GPtrArray) contests = lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Contest"), _ ("Kind"), _ ("Starts on"), _ ("Ends on"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (contests == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < contests->len; i++)
    {
      const LfRecord *contest = contests->pdata[i];
      g_autofree char *title = lf_record_title (contest);
      g_autofree char *kind = lf_record_format (contest, "kind");
      g_autofree char *start = lf_record_format (contest, "start_date");
      g_autofree char *end = lf_record_format (contest, "end_date");

      json_array_add_object_element (json_node_get_array (node), lf_json_record (contest));
      lf_table_add (table, title, kind, start, end, lf_record_id (contest), NULL);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (contests->len == 0)
    lf_cli_print_line (_ ("There is no contest. Add one: add contest name=… kind=flags"));
  else
    lf_table_print (table);
  return TRUE;
}

/* ---- contest show, contest give ---- */

static gboolean
read_half (LfCli *cli, const ContestOptions *options, LfHalfMonth *ret_half, GError **error)
{
  LfDate day;

  *ret_half = lf_half_month_over (&cli->today);
  if (options->on == NULL)
    return TRUE;
  if (!lf_cli_date (cli, options->on, &day, error))
    return FALSE;
  *ret_half = lf_half_month_of (&day);
  return TRUE;
}

static JsonObject *
place_to_json (const LfContestPlace *place)
{
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "award", lf_json_record (place->award));
  json_object_set_string_member (object, "project", lf_record_id (place->project));
  json_object_set_string_member (object, "flag", lf_flag_key (place->flag));
  json_object_set_boolean_member (object, "given", place->is_given);
  json_object_set_boolean_member (object, "corrected", lf_contest_place_is_corrected (place));
  return object;
}

static void
print_round_json (const LfContestRound *round)
{
  JsonObject *object = json_object_new ();
  JsonObject *counts = json_object_new ();
  JsonArray *places = json_array_new ();
  g_autofree char *first = lf_date_to_canonical (&round->half.first);
  g_autofree char *last = lf_date_to_canonical (&round->half.last);

  for (guint i = 0; i < LF_N_FLAGS; i++)
    json_object_set_int_member (counts, lf_flag_key (i), round->counts[i]);
  for (guint i = 0; i < round->places->len; i++)
    json_array_add_object_element (places, place_to_json (round->places->pdata[i]));
  json_object_set_string_member (object, "first", first);
  json_object_set_string_member (object, "last", last);
  json_object_set_int_member (object, "n_given", round->n_given);
  json_object_set_boolean_member (object, "outside", round->is_outside);
  json_object_set_object_member (object, "counts", counts);
  json_object_set_array_member (object, "places", places);
  lf_cli_print_object (object);
}

static const char *
tell_given (const LfContestPlace *place)
{
  return !place->is_given                        ? _ ("not given")
         : lf_contest_place_is_corrected (place) ? _ ("given; other figures since")
                                                 : _ ("given");
}

static void
print_round (const LfContestRound *round)
{
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Flag"), _ ("Project"), _ ("Why"), _ ("Award"), _ ("Id"), NULL);
  g_autofree char *days = lf_half_month_format (&round->half);
  g_autofree char *title = lf_record_title (round->contest);
  g_autofree char *outside = lf_contest_tell_outside (round->contest, &round->half);

  lf_cli_print_line (_ ("%1$s, %2$s"), title, days);
  for (guint i = 0; i < round->places->len; i++)
    {
      const LfContestPlace *place = round->places->pdata[i];
      g_autofree char *project = lf_record_title (place->project);
      const char *reason = lf_record_get (place->award, "reason");

      lf_table_add (table, lf_flag_label (place->flag), project, reason == NULL ? "" : reason,
                    tell_given (place), place->is_given ? lf_record_id (place->award) : "", NULL);
    }
  lf_table_print (table);
  if (round->is_outside)
    lf_cli_print_line ("%s", outside);
  else if (round->places->len == 0)
    lf_cli_print_line (_ ("No project is in it: a contest without groups takes what was under "
                          "construction."));
}

static LfContestRound *
read_round (LfCli *cli, const ContestOptions *options, GError **error)
{
  g_autoptr (LfRecord) contest = lf_cli_live_record (cli, cli->args[1], error);
  LfHalfMonth half;

  if (contest == NULL || !read_half (cli, options, &half, error))
    return NULL;
  return lf_store_contest_round_sync (cli->store, lf_record_id (contest), &half, error);
}

static gboolean
show (LfCli *cli, const ContestOptions *options, GError **error)
{
  g_autoptr (LfContestRound) round = read_round (cli, options, error);

  if (round == NULL)
    return FALSE;
  if (cli->json)
    print_round_json (round);
  else
    print_round (round);
  return TRUE;
}

static gboolean
give (LfCli *cli, const ContestOptions *options, GError **error)
{
  g_autoptr (LfContestRound) round = read_round (cli, options, error);
  g_autoptr (LfContestRound) after = NULL;
  g_autoptr (LfChange) change
      = round == NULL ? NULL : lf_contest_round_give (round, &cli->today, error);

  if (change == NULL || (!options->dry_run && !lf_store_commit_sync (cli->store, change, error)))
    return FALSE;
  after = options->dry_run ? g_steal_pointer (&round) : read_round (cli, options, error);
  if (after == NULL)
    return FALSE;
  if (cli->json)
    print_round_json (after);
  else
    print_round (after);
  return TRUE;
}

/* ---- contest rank ---- */

static void
print_ranking_json (GPtrArray *ranking, guint indicators)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < ranking->len; i++)
    {
      const LfStanding *standing = ranking->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "place", standing->place);
      json_object_set_string_member (object, "name", standing->name);
      json_object_set_string_member (object, "id", standing->id);
      json_object_set_int_member (object, "n_projects", standing->n_projects);
      json_object_set_double_member (object, "points", standing->points);
      for (guint j = 0; j < LF_N_INDICATORS; j++)
        if ((indicators >> j) & 1)
          json_object_set_double_member (object, lf_indicator_key (j), standing->values[j]);
      json_array_add_object_element (array, object);
    }
  json_node_take_array (node, array);
  lf_cli_print_json (node);
}

static void
print_ranking (GPtrArray *ranking, guint indicators)
{
  g_autoptr (LfTable) table = lf_table_new_empty ();
  g_autoptr (GStrvBuilder) heading = g_strv_builder_new ();

  g_strv_builder_add_many (heading, C_ ("ranking", "Place"), C_ ("ranking", "Group"),
                           _ ("Projects"), NULL);
  for (guint j = 0; j < LF_N_INDICATORS; j++)
    if ((indicators >> j) & 1)
      g_strv_builder_add (heading, lf_indicator_label (j));
  g_strv_builder_add (heading, _ ("Points"));
  lf_table_add_row (table, g_strv_builder_end (heading));
  for (guint i = 0; i < ranking->len; i++)
    {
      const LfStanding *standing = ranking->pdata[i];
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();
      g_autofree char *place = g_strdup_printf ("%u", standing->place);
      g_autofree char *projects = g_strdup_printf ("%u", standing->n_projects);
      g_autofree char *points = g_strdup_printf ("%.1f", standing->points);

      g_strv_builder_add_many (row, place, standing->name, projects, NULL);
      for (guint j = 0; j < LF_N_INDICATORS; j++)
        if ((indicators >> j) & 1)
          {
            g_autofree char *value = g_strdup_printf ("%.1f", standing->values[j]);

            g_strv_builder_add (row, value);
          }
      g_strv_builder_add (row, points);
      lf_table_add_row (table, g_strv_builder_end (row));
    }
  lf_table_align_right (table, 0);
  lf_table_align_right (table, 2);
  lf_table_print (table);
}

static gboolean
rank (LfCli *cli, const ContestOptions *options, GError **error)
{
  g_autoptr (LfRecord) contest = lf_cli_live_record (cli, cli->args[1], error);
  g_autoptr (GPtrArray) ranking = NULL;
  g_autofree char *unknown = NULL;
  LfHalfMonth half;

  if (contest == NULL || !read_half (cli, options, &half, error))
    return FALSE;
  ranking = lf_store_contest_ranking_sync (cli->store, lf_record_id (contest), &half, error);
  if (ranking == NULL)
    return FALSE;
  unknown = lf_contest_tell_unknown (contest);
  if (unknown != NULL)
    g_printerr ("landfall-cli: %s\n", unknown);
  if (cli->json)
    print_ranking_json (ranking, lf_contest_indicators (contest));
  else
    print_ranking (ranking, lf_contest_indicators (contest));
  return TRUE;
}

/* ---- contest follow-up ---- */

static gboolean
follow_up (LfCli *cli, const ContestOptions *options, GError **error)
{
  g_autoptr (LfRecord) award = lf_cli_live_record (cli, cli->args[1], error);
  g_autofree char *note = options->note == NULL ? NULL : lf_text_clean (options->note);
  g_autofree char *text = NULL;
  g_autoptr (LfChange) change = NULL;

  if (award == NULL)
    return FALSE;
  if (lf_record_entity (award) != lf_schema_find ("award"))
    return lf_cli_call_error (error, _ ("%s is no award: contest show lists their ids."),
                              cli->args[1]);
  text = lf_award_text (award);
  if (note == NULL && text != NULL && !cli->json)
    {
      lf_cli_print_line ("%s", text);
      return TRUE;
    }
  change = lf_award_record_follow_up (award, note, &cli->today, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  lf_cli_print_done (cli, "id", lf_record_id (award), change->label);
  return TRUE;
}

/* ---- contest ---- */

static gboolean
run (LfCli *cli, const ContestOptions *options, GError **error)
{
  static const struct
  {
    const char *word;
    gboolean (*run) (LfCli *cli, const ContestOptions *options, GError **error);
  } acts[] = {
    { "show", show },
    { "give", give },
    { "rank", rank },
    { "follow-up", follow_up },
  };

  if (cli->n_args == 0)
    return list_contests (cli, error);
  for (guint i = 0; cli->n_args == 2 && i < G_N_ELEMENTS (acts); i++)
    if (strcmp (cli->args[0], acts[i].word) == 0)
      return acts[i].run (cli, options, error);
  return lf_cli_call_error (error, _ ("Say what to do with which: show, give or rank a contest, or "
                                      "follow-up an award."));
}

gboolean
lf_cmd_contest (LfCli *cli, GError **error)
{
  ContestOptions contest = { NULL };
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &contest.on,
      N_ ("In the half month of this day (the last one that is over)"), "DATE" },
    { "note", 0, 0, G_OPTION_ARG_STRING, &contest.note, N_ ("follow-up: what was said"), "TEXT" },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &contest.dry_run,
      N_ ("give: show which flags would be given, and give none"), NULL },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 2, error) && run (cli, &contest, error);

  g_free (contest.on);
  g_free (contest.note);
  return is_done;
}
