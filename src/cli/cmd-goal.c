/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals against the time that has gone by, and signed pledges: goal. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-goal-paper.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char *output; /* (nullable) */
  gboolean is_late;
} GoalOptions;

static void
set_number (JsonObject *object, const char *name, double value)
{
  if (isnan (value))
    json_object_set_null_member (object, name);
  else
    json_object_set_double_member (object, name, value);
}

/* The record with how it stands; figures as people read them, and what they are counted from. */
static JsonObject *
reading_to_json (const LfGoalReading *reading)
{
  JsonObject *object = lf_json_record (reading->record);
  const LfGoalProgress *progress = &reading->progress;
  g_autofree char *target = lf_goal_format_target (&reading->goal, progress);
  g_autofree char *expected = lf_goal_format_expected (&reading->goal, progress->expected);
  g_autofree char *reached = lf_goal_format (&reading->goal, progress->reached);
  g_autofree char *whose = lf_goal_tell_unit (reading->record);

  json_object_set_string_member (object, "whose", whose);
  json_object_set_string_member (object, "standing", lf_goal_course_key (progress->course));
  json_object_set_string_member (object, "target", target);
  json_object_set_string_member (object, "expected", expected);
  json_object_set_string_member (object, "reached", reached);
  set_number (object, "percent", progress->percent);
  set_number (object, "time", progress->time);
  set_number (object, "points_ahead", progress->lead);
  json_object_set_int_member (object, "days_late", progress->days_late);
  json_object_set_int_member (object, "n_records", reading->n);
  json_object_set_string_member (object, "counts",
                                 reading->entity == NULL ? NULL : reading->entity->name);
  json_object_set_string_member (object, "filter", reading->filter);
  json_object_set_string_member (object, "base_filter", reading->base_filter);
  return object;
}

/* ---- goal list ---- */

static void
add_line (LfTable *table, const LfGoalReading *reading)
{
  g_autofree char *whose = lf_goal_tell_unit (reading->record);
  g_autofree char *title = lf_record_title (reading->record);
  g_autofree char *told = lf_goal_tell (&reading->goal, &reading->progress);
  g_autofree char *lead = lf_goal_format_lead (reading->progress.lead);
  g_autofree char *end = lf_record_format (reading->record, "end_date");

  lf_table_add (table, lf_goal_course_label (reading->progress.course), whose, title, told, lead,
                end, lf_record_id (reading->record), NULL);
}

static gboolean
list_goals (LfCli *cli, const GoalOptions *options, GError **error)
{
  g_autoptr (GPtrArray) goals = lf_store_goals_now_sync (cli->store, &cli->today, error);
  g_autoptr (LfTable) table
      = lf_table_new (C_ ("goal", "Standing"), _ ("Whose"), _ ("Goal"), C_ ("goal", "Reached"),
                      _ ("Points ahead"), _ ("Ends on"), _ ("Id"), NULL);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  if (goals == NULL)
    return FALSE;
  json_node_take_array (node, json_array_new ());
  for (guint i = 0; i < goals->len; i++)
    {
      const LfGoalReading *reading = goals->pdata[i];

      if (options->is_late && reading->progress.course != LF_GOAL_LATE)
        continue;
      json_array_add_object_element (json_node_get_array (node), reading_to_json (reading));
      add_line (table, reading);
    }
  if (cli->json)
    lf_cli_print_json (g_steal_pointer (&node));
  else if (json_array_get_length (json_node_get_array (node)) > 0)
    lf_table_print (table);
  else
    lf_cli_print_line (options->is_late ? _ ("No goal was missed.")
                                        : _ ("There is no goal. Add one: add goal name=… "
                                             "indicator=… end_date=… target_amount=…"));
  return TRUE;
}

/* ---- goal show, goal pledge ---- */

static LfGoalReading *
read_goal (LfCli *cli, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, cli->args[1], error);

  if (record != NULL && lf_record_entity (record) != lf_schema_find ("goal"))
    {
      lf_cli_call_error (error, _ ("%s is no goal: goal list shows their ids."), cli->args[1]);
      return NULL;
    }
  return record == NULL
             ? NULL
             : lf_store_goal_sync (cli->store, lf_record_id (record), &cli->today, error);
}

static gboolean
show (LfCli *cli, const GoalOptions *options, GError **error)
{
  g_autoptr (LfGoalReading) reading = read_goal (cli, error);
  g_autofree char *title = NULL;
  g_autofree char *whose = NULL;
  g_autofree char *what = NULL;
  g_autofree char *told = NULL;
  g_autofree char *standing = NULL;

  if (reading == NULL)
    return FALSE;
  if (cli->json)
    {
      lf_cli_print_object (reading_to_json (reading));
      return TRUE;
    }
  title = lf_record_title (reading->record);
  whose = lf_goal_tell_unit (reading->record);
  what = lf_goal_tell_indicator (reading->record);
  told = lf_goal_tell (&reading->goal, &reading->progress);
  standing = lf_goal_paper_tell (reading);
  lf_cli_print_line ("%s · %s", whose, title);
  lf_cli_print_line (_ ("%1$s: %2$s"), what, told);
  lf_cli_print_line ("%s", standing);
  if (reading->filter != NULL)
    lf_cli_print_line (_ ("Counted from: list %1$s --where '%2$s'"), reading->entity->name,
                       reading->filter);
  if (reading->base_filter != NULL)
    lf_cli_print_line (_ ("The year before: list %1$s --where '%2$s'"), reading->base_entity->name,
                       reading->base_filter);
  return TRUE;
}

static gboolean
pledge (LfCli *cli, const GoalOptions *options, GError **error)
{
  g_autoptr (LfGoalReading) reading = read_goal (cli, error);
  g_autoptr (LfPaper) paper = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  if (reading == NULL)
    return FALSE;
  paper = lf_goal_paper_new (reading, &cli->today);
  if (options->output == NULL)
    {
      text = lf_paper_to_text (paper);
      if (cli->json)
        lf_cli_print_done (cli, "goal", lf_record_id (reading->record), text);
      else
        lf_cli_print_line ("%s", text);
      return TRUE;
    }
  path = lf_cli_path (options->output, error);
  if (path == NULL || !lf_paper_write (paper, path, error))
    return FALSE;
  lf_cli_print_written (cli, options->output);
  return TRUE;
}

/* ---- goal ---- */

static gboolean
run (LfCli *cli, const GoalOptions *options, GError **error)
{
  if (cli->n_args == 0 || (cli->n_args == 1 && strcmp (cli->args[0], "list") == 0))
    return list_goals (cli, options, error);
  if (cli->n_args == 2 && strcmp (cli->args[0], "show") == 0)
    return show (cli, options, error);
  if (cli->n_args == 2 && strcmp (cli->args[0], "pledge") == 0)
    return pledge (cli, options, error);
  return lf_cli_call_error (error, _ ("Say what to do with which goal: list, show GOAL or pledge "
                                      "GOAL."));
}

gboolean
lf_cmd_goal (LfCli *cli, GError **error)
{
  GoalOptions goal = { NULL };
  const GOptionEntry options[] = {
    { "late", 0, 0, G_OPTION_ARG_NONE, &goal.is_late,
      N_ ("list: only those whose end passed unreached"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &goal.output,
      N_ ("pledge: write it into this .pdf or .txt file"), "FILE" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, options, 0, 2, error) && run (cli, &goal, error);

  g_free (goal.output);
  return is_done;
}
