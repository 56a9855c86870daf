/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedule of a project (C7, C8, O5): schedule. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-gantt.h"
#include "lf-store-schedule.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *template, *end, *output; /* (nullable) */
  gboolean backward, forward, dry_run;
} ScheduleOptions;

static gboolean
is_planning (const ScheduleOptions *options)
{
  return options->template != NULL || options->end != NULL || options->backward || options->forward;
}

/* ---- JSON ---- */

static JsonObject *
make_node (const LfSchedule *schedule, guint i)
{
  const LfScheduleNode *node = schedule->nodes->pdata[i];
  JsonObject *object = json_object_new ();

  if (node->record != NULL)
    json_object_set_string_member (object, "id", lf_record_id (node->record));
  json_object_set_string_member (object, "name", node->name);
  json_object_set_int_member (object, "days", node->days);
  lf_json_set_date (object, "planned", &node->planned);
  lf_json_set_date (object, "begun", &node->begun);
  lf_json_set_date (object, "done", &node->done);
  lf_json_set_date (object, "earliest", &node->earliest);
  lf_json_set_date (object, "latest", &node->latest);
  json_object_set_int_member (object, "slack", node->slack);
  json_object_set_boolean_member (object, "critical", node->is_critical);
  json_object_set_boolean_member (object, "fixed", node->is_fixed);
  json_object_set_boolean_member (object, "late", lf_schedule_is_late (schedule, i));
  if (node->blocker != NULL)
    json_object_set_string_member (object, "blocker", node->blocker);
  if (lf_schedule_is_held_up (schedule, i))
    json_object_set_string_member (
        object, "held_up_by", ((LfScheduleNode *) schedule->nodes->pdata[node->held_up_by])->name);
  return object;
}

static JsonArray *
make_moves (const LfSchedule *schedule, const GArray *moves)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < moves->len; i++)
    {
      const LfScheduleMove *move = &g_array_index (moves, LfScheduleMove, i);
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "name",
                                     ((LfScheduleNode *) schedule->nodes->pdata[move->node])->name);
      lf_json_set_date (object, "from", &move->from);
      lf_json_set_date (object, "to", &move->to);
      json_array_add_object_element (array, object);
    }
  return array;
}

static void
print_json (const LfProjectSchedule *self, const GArray *moves /* nullable */)
{
  JsonObject *object = json_object_new ();
  JsonArray *nodes = json_array_new ();
  g_autofree char *conflict = lf_schedule_tell_conflict (self->schedule);

  for (guint i = 0; i < self->schedule->nodes->len; i++)
    json_array_add_object_element (nodes, make_node (self->schedule, i));
  json_object_set_string_member (object, "project", lf_record_id (self->project));
  lf_json_set_date (object, "end", &self->schedule->end);
  if (conflict != NULL)
    json_object_set_string_member (object, "conflict", conflict);
  json_object_set_array_member (object, "nodes", nodes);
  if (moves != NULL)
    json_object_set_array_member (object, "moves", make_moves (self->schedule, moves));
  lf_cli_print_object (object);
}

/* ---- Text ---- */

static char *
format_date (const LfDate *date)
{
  return date->year == 0 ? g_strdup ("–") : lf_date_to_canonical (date);
}

static char *
tell_state (const LfSchedule *schedule, guint i)
{
  const LfScheduleNode *node = schedule->nodes->pdata[i];

  if (node->blocker != NULL && node->done.year == 0)
    return g_strdup_printf (_ ("blocked: %s"), node->blocker);
  if (lf_schedule_is_held_up (schedule, i))
    return g_strdup_printf (_ ("held up by “%s”"),
                            ((LfScheduleNode *) schedule->nodes->pdata[node->held_up_by])->name);
  return g_strdup (lf_schedule_is_late (schedule, i) ? _ ("overdue") : "");
}

static void
print_notes (const LfSchedule *schedule)
{
  g_autofree char *conflict = lf_schedule_tell_conflict (schedule);
  g_autofree char *calendar = lf_schedule_tell_calendar (schedule);

  for (guint i = 0; i < schedule->unknown->len; i++)
    lf_cli_print_line ("! %s", (char *) schedule->unknown->pdata[i]);
  if (conflict != NULL)
    lf_cli_print_line ("! %s", conflict);
  if (calendar != NULL)
    lf_cli_print_line ("%s", calendar);
}

static void
print_text (const LfProjectSchedule *self)
{
  const LfSchedule *schedule = self->schedule;
  g_autoptr (LfTable) table
      = lf_table_new (_ ("Node"), _ ("Working days"), _ ("Planned for"), _ ("Done on"),
                      _ ("To spare"), _ ("Critical"), "", NULL);
  g_autofree char *title = lf_record_title (self->project);

  if (schedule->nodes->len == 0)
    {
      lf_cli_print_line (_ ("“%s” has no schedule. Plan one with --template and --end."), title);
      return;
    }
  lf_table_align_right (table, 1);
  lf_table_align_right (table, 4);
  for (guint i = 0; i < schedule->nodes->len; i++)
    {
      const LfScheduleNode *node = schedule->nodes->pdata[i];
      g_autofree char *days = g_strdup_printf ("%u", node->days);
      g_autofree char *planned = format_date (&node->planned);
      g_autofree char *done = format_date (&node->done);
      g_autofree char *slack
          = node->done.year != 0 ? g_strdup ("") : g_strdup_printf ("%d", node->slack);
      g_autofree char *state = tell_state (schedule, i);

      lf_table_add (table, node->name, days, planned, done, slack, node->is_critical ? "●" : "",
                    state, NULL);
    }
  lf_table_print (table);
  print_notes (schedule);
}

static void
print_moves (const LfSchedule *schedule, const GArray *moves, gboolean is_dry)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Node"), _ ("From"), _ ("To"), NULL);

  if (moves->len == 0)
    lf_cli_print_line ("%s", _ ("Nothing moves."));
  for (guint i = 0; i < moves->len; i++)
    {
      const LfScheduleMove *move = &g_array_index (moves, LfScheduleMove, i);
      g_autofree char *from = format_date (&move->from);
      g_autofree char *to = format_date (&move->to);

      lf_table_add (table, ((LfScheduleNode *) schedule->nodes->pdata[move->node])->name, from, to,
                    NULL);
    }
  lf_table_print (table);
  print_notes (schedule);
  if (is_dry && moves->len > 0)
    lf_cli_print_line ("%s", _ ("Nothing was saved: this is what would move."));
}

/* ---- The verb ---- */

static LfProjectSchedule *
read_schedule (LfCli *cli, const ScheduleOptions *options, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, cli->args[0], error);
  LfSchedulePlan plan = { .today = cli->today, .template = options->template };

  if (record == NULL
      || (options->end != NULL && !lf_cli_date (cli, options->end, &plan.end, error)))
    return NULL;
  return lf_store_schedule_sync (cli->store, lf_record_id (record), &plan, error);
}

static gboolean
plan (LfCli *cli, const ScheduleOptions *options, const LfProjectSchedule *self, GError **error)
{
  g_autoptr (GArray) moves = lf_schedule_replan (
      self->schedule,
      options->forward || !self->schedule->has_end ? LF_SCHEDULE_FORWARD : LF_SCHEDULE_BACKWARD);
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *label = g_strdup_printf (_ ("Schedule of “%s” planned"), title);
  g_autoptr (LfChange) change = lf_schedule_to_change (
      self->schedule, self->project, moves, options->end != NULL && !options->forward, label);

  if (self->schedule->nodes->len == 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("“%s” has no schedule. Plan one with --template and --end."), title);
      return FALSE;
    }
  if (!options->dry_run && !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  if (cli->json)
    print_json (self, moves);
  else
    print_moves (self->schedule, moves, options->dry_run);
  return TRUE;
}

static gboolean
run (LfCli *cli, const ScheduleOptions *options, GError **error)
{
  g_autoptr (LfProjectSchedule) self = NULL;

  if (options->backward && options->forward)
    return lf_cli_call_error (error, _ ("Plan either backward or forward."));
  self = read_schedule (cli, options, error);
  if (self == NULL)
    return FALSE;
  if (options->output != NULL)
    {
      g_autofree char *path = lf_cli_path (options->output, error);

      if (path == NULL || !lf_gantt_write (self, path, error))
        return FALSE;
      lf_cli_print_written (cli, options->output);
      return TRUE;
    }
  if (is_planning (options))
    return plan (cli, options, self, error);
  if (cli->json)
    print_json (self, NULL);
  else
    print_text (self);
  return TRUE;
}

gboolean
lf_cmd_schedule (LfCli *cli, GError **error)
{
  ScheduleOptions options = { NULL };
  const GOptionEntry entries[] = {
    { "template", 0, 0, G_OPTION_ARG_STRING, &options.template,
      N_ ("Add the nodes of this template; \"\" takes the one for projects of that kind"), "NAME" },
    { "end", 0, 0, G_OPTION_ARG_STRING, &options.end,
      N_ ("Plan back from this day, and keep it fixed"), "DATE" },
    { "backward", 0, 0, G_OPTION_ARG_NONE, &options.backward,
      N_ ("Plan again, as late as what is fixed allows"), NULL },
    { "forward", 0, 0, G_OPTION_ARG_NONE, &options.forward,
      N_ ("Plan again, as early as what is done allows"), NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_ ("Only say what would move"), NULL },
    { "output", 0, 0, G_OPTION_ARG_STRING, &options.output,
      N_ ("Draw it into a .svg, .png or .pdf file"), "FILE" },
    { NULL },
  };
  gboolean is_done = lf_cli_begin (cli, entries, 1, 1, error) && run (cli, &options, error);

  g_free (options.template);
  g_free (options.end);
  g_free (options.output);
  return is_done;
}
