/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: what is due, what is done to one, which closed ones are checked: problem. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-handling.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHARE 10 /* percent of those that are closed, where nobody says how many to check */

typedef struct
{
  char *to, *owner, *reason, *result, *satisfaction, *evidence, *decision, *period; /* (nullable) */
  char **with;                                                                      /* (nullable) */
  int number, share;
} ProblemOptions;

static void
problem_options_clear (ProblemOptions *self)
{
  g_free (self->to);
  g_free (self->owner);
  g_free (self->reason);
  g_free (self->result);
  g_free (self->satisfaction);
  g_free (self->evidence);
  g_free (self->decision);
  g_free (self->period);
  g_strfreev (self->with);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProblemOptions, problem_options_clear)

static const LfEntity *
problems (void)
{
  return lf_schema_find ("problem");
}

/* ---- What is printed ---- */

static JsonObject *
make_object (const LfHandlingDesk *desk, const LfRecord *problem)
{
  JsonObject *object = lf_json_record (problem);
  JsonArray *acts = json_array_new ();
  LfHandlingTerm term = lf_handling_next (desk, problem);
  LfDate due = lf_handling_due (desk, problem, term);
  g_autofree char *day = due.year == 0 ? NULL : lf_date_to_canonical (&due);
  g_autofree char *clock = lf_handling_tell (desk, problem, term);
  g_autofree char *escalation = lf_handling_propose_escalation (desk, problem);

  for (LfHandlingAct act = 0; act < LF_N_HANDLING_ACTS; act++)
    if (lf_handling_may (problem, act))
      json_array_add_string_element (acts, lf_handling_act_rule (act)->key);
  json_object_set_string_member (object, "clock_state",
                                 lf_handling_state_key (lf_handling_judge (desk, problem, term)));
  json_object_set_string_member (object, "clock", clock == NULL ? "" : clock);
  json_object_set_string_member (object, "due", day == NULL ? "" : day);
  json_object_set_string_member (object, "escalation", escalation == NULL ? "" : escalation);
  json_object_set_array_member (object, "acts", acts);
  return object;
}

static void
print_list (const LfCli *cli, const LfHandlingDesk *desk, const GPtrArray *found)
{
  g_autoptr (LfTable) table = lf_table_new (_ ("Problem"), _ ("State"), _ ("Lead department"),
                                            _ ("Owner"), _ ("Clock"), _ ("Id"), NULL);
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  json_node_take_array (node, array);
  for (guint i = 0; i < found->len; i++)
    {
      const LfRecord *problem = found->pdata[i];
      g_autofree char *title = lf_record_title (problem);
      g_autofree char *state = lf_record_format (problem, "state");
      g_autofree char *department = lf_record_format (problem, "lead_department");
      g_autofree char *owner = lf_record_format (problem, "owner");
      g_autofree char *clock = lf_handling_tell (desk, problem, lf_handling_next (desk, problem));

      json_array_add_object_element (array, make_object (desk, problem));
      lf_table_add (table, title, state, department, owner, clock == NULL ? "" : clock,
                    lf_record_id (problem), NULL);
    }
  if (cli->json)
    {
      lf_cli_print_json (node);
      return;
    }
  json_node_unref (node);
  lf_table_print (table);
}

/* ---- problem ---- */

static int
compare_due (gconstpointer a, gconstpointer b, gpointer data)
{
  const LfHandlingDesk *desk = data;
  const LfRecord *x = *(LfRecord *const *) a, *y = *(LfRecord *const *) b;
  LfDate first = lf_handling_due (desk, x, lf_handling_next (desk, x));
  LfDate second = lf_handling_due (desk, y, lf_handling_next (desk, y));

  return lf_date_compare (&first, &second);
}

static gboolean
list_open (LfCli *cli, const LfHandlingDesk *desk, GError **error)
{
  g_autofree char *filter
      = lf_handling_filter (desk->calendar, &desk->today, LF_HANDLING_COUNT_OPEN);
  g_autoptr (LfQuery) query = lf_cli_query (cli, problems (), filter, NULL, error);
  g_autoptr (GPtrArray) found
      = query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);

  if (found == NULL)
    return FALSE;
  if (found->len == 0 && !cli->json)
    {
      lf_cli_print_line (_ ("No problem is open."));
      return TRUE;
    }
  g_ptr_array_sort_with_data (found, compare_due, (gpointer) desk);
  print_list (cli, desk, found);
  return TRUE;
}

static gboolean
show (LfCli *cli, const LfHandlingDesk *desk, const char *id, GError **error)
{
  g_autoptr (LfRecord) problem = lf_cli_record_of (cli, "problem", id, error);
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;
  g_autofree char *escalation = NULL;

  if (problem == NULL)
    return FALSE;
  if (cli->json)
    {
      lf_cli_print_object (make_object (desk, problem));
      return TRUE;
    }
  title = lf_record_title (problem);
  state = lf_record_format (problem, "state");
  escalation = lf_handling_propose_escalation (desk, problem);
  lf_cli_print_line ("%s · %s", title, state);
  for (LfHandlingTerm term = 0; term < LF_N_HANDLING_TERMS; term++)
    {
      g_autofree char *clock = lf_handling_tell (desk, problem, term);

      if (clock != NULL)
        lf_cli_print_line ("%s", clock);
    }
  if (escalation != NULL)
    lf_cli_print_line (_ ("Should be escalated: %s"), escalation);
  return lf_cli_print_steps (cli, "problem_step", problem, error);
}

/* ---- problem dispatch, accept … ---- */

/* What was given as text; the strings live in @values, as do those of read_values(). */
static void
read_texts (LfCli *cli, const ProblemOptions *options, LfHandlingWord *word, GPtrArray *values)
{
  const char *text = cli->n_args > 2           ? cli->args[2]
                     : options->reason != NULL ? options->reason
                                               : options->result;
  char *clean = text == NULL ? NULL : lf_text_clean (text);
  char *department = options->to == NULL ? NULL : lf_text_clean (options->to);
  char *with = options->with == NULL ? NULL : lf_set_join ((const char *const *) options->with);

  g_ptr_array_add (values, clean);
  g_ptr_array_add (values, department);
  g_ptr_array_add (values, with);
  word->text = clean;
  word->department = department;
  word->co_departments = with;
  word->decision = options->decision;
}

static gboolean
read_values (LfCli *cli,
             const ProblemOptions *options,
             LfHandlingAct act,
             LfHandlingWord *word,
             GPtrArray *values,
             GError **error)
{
  guint asks = lf_handling_act_rule (act)->asks;
  char *owner = NULL, *satisfaction = NULL, *file = NULL;

  if ((asks & LF_HANDLING_ASKS_DAY) && options->to != NULL
      && !lf_cli_date (cli, options->to, &word->day, error))
    return FALSE;
  if (options->owner != NULL
      && !lf_cli_value (cli, lf_entity_field (problems (), "owner"), options->owner, &owner, error))
    return FALSE;
  g_ptr_array_add (values, owner);
  if (options->satisfaction != NULL
      && !lf_cli_value (cli, lf_entity_field (problems (), "satisfaction"), options->satisfaction,
                        &satisfaction, error))
    return FALSE;
  g_ptr_array_add (values, satisfaction);
  if (options->evidence != NULL)
    {
      file = lf_store_add_file_sync (cli->store, options->evidence, error);
      if (file == NULL)
        return FALSE;
    }
  g_ptr_array_add (values, file);
  word->owner = owner;
  word->satisfaction = satisfaction;
  word->file = file;
  return TRUE;
}

static gboolean
act_on (LfCli *cli,
        const LfHandlingRoom *room,
        const ProblemOptions *options,
        LfHandlingAct act,
        GError **error)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (LfRecord) problem = NULL;
  g_autoptr (LfRecord) after = NULL;
  g_autoptr (LfChange) change = NULL;
  LfHandlingWord word = { .by = room->account };

  if (cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Name the problem, by its id or its beginning."));
  problem = lf_cli_record_of (cli, "problem", cli->args[1], error);
  read_texts (cli, options, &word, values);
  if (problem == NULL || !read_values (cli, options, act, &word, values, error))
    return FALSE;
  change = lf_handling_act (&room->desk, problem, act, &word, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  after = lf_store_load_sync (cli->store, problems (), lf_record_id (problem), error);
  if (after == NULL)
    return FALSE;
  if (cli->json)
    lf_cli_print_object (make_object (&room->desk, after));
  else
    {
      g_autofree char *clock
          = lf_handling_tell (&room->desk, after, lf_handling_next (&room->desk, after));

      lf_cli_print_line ("%s", change->label);
      if (clock != NULL)
        lf_cli_print_line ("%s", clock);
    }
  return TRUE;
}

/* ---- problem spot-check ---- */

/* (transfer full): of those closed in the period; the seed is its name in days */
static GPtrArray *
read_closed (LfCli *cli, const ProblemOptions *options, char **ret_seed, GError **error)
{
  const char *period = options->period == NULL ? "this-month" : options->period;
  LfDate from, to;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *filter = NULL;
  g_autoptr (LfQuery) query = NULL;

  if (!lf_cli_days (cli, period, &from, &to, error))
    return NULL;
  first = lf_date_to_canonical (&from);
  last = lf_date_to_canonical (&to);
  filter = g_strdup_printf ("state=closed and closed_on>=%s and closed_on<=%s", first, last);
  query = lf_cli_query (cli, problems (), filter, NULL, error);
  *ret_seed = g_strdup_printf ("%s/%s", first, last);
  return query == NULL ? NULL : lf_store_list_sync (cli->store, query, /* limit= */ 0, error);
}

static gboolean
spot_check (LfCli *cli, const LfHandlingRoom *room, const ProblemOptions *options, GError **error)
{
  g_autofree char *seed = NULL;
  g_autoptr (GPtrArray) closed = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  guint n;

  if (options->number < 0 || options->share < 0 || options->share > 100)
    return lf_cli_call_error (
        error, _ ("Say how many are to be checked: --number N, or --share PERCENT of up to 100."));
  closed = read_closed (cli, options, &seed, error);
  if (closed == NULL)
    return FALSE;
  n = options->number > 0
          ? (guint) options->number
          : lf_handling_share (closed->len, options->share > 0 ? (guint) options->share : SHARE);
  chosen = lf_handling_choose (closed, seed, n);
  if (chosen->len == 0 && !cli->json)
    lf_cli_print_line (_ ("No problem was closed in that period."));
  else
    print_list (cli, &room->desk, chosen);
  return TRUE;
}

/* ---- The verb ---- */

static gboolean
run (LfCli *cli, const ProblemOptions *options, GError **error)
{
  g_autoptr (LfHandlingRoom) room = lf_store_handling_sync (cli->store, &cli->today, error);
  LfHandlingAct act;

  if (room == NULL)
    return FALSE;
  if (cli->n_args == 0)
    return list_open (cli, &room->desk, error);
  if (strcmp (cli->args[0], "spot-check") == 0)
    return spot_check (cli, room, options, error);
  if (lf_handling_act_from_key (cli->args[0], &act))
    return act_on (cli, room, options, act, error);
  return cli->n_args == 1 ? show (cli, &room->desk, cli->args[0], error)
                          : lf_cli_call_error (error,
                                               _ ("“%s” is nothing that is done to a problem: see "
                                                  "“landfall-cli help problem”."),
                                               cli->args[0]);
}

gboolean
lf_cmd_problem (LfCli *cli, GError **error)
{
  g_auto (ProblemOptions) given = { 0 };
  const GOptionEntry options[] = {
    { "to", 0, 0, G_OPTION_ARG_STRING, &given.to,
      N_ ("dispatch: the lead department; extend: until when"), "DEPARTMENT|DATE" },
    { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.with,
      N_ ("dispatch: a department that helps; as often as there are"), "DEPARTMENT" },
    { "owner", 0, 0, G_OPTION_ARG_STRING, &given.owner, N_ ("dispatch: who answers for it"),
      "NAME" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason,
      N_ ("object, extend, escalate, reopen: why"), "TEXT" },
    { "decision", 0, 0, G_OPTION_ARG_STRING, &given.decision,
      N_ ("escalate: what the level above decided"), "TEXT" },
    { "result", 0, 0, G_OPTION_ARG_STRING, &given.result, N_ ("close: what came of it"), "TEXT" },
    { "evidence", 0, 0, G_OPTION_ARG_FILENAME, &given.evidence,
      N_ ("note, answer, co-part, close, check: a file that shows it"), "FILE" },
    { "satisfaction", 0, 0, G_OPTION_ARG_STRING, &given.satisfaction,
      N_ ("call-back: very, satisfied, fair or dissatisfied"), "DEGREE" },
    { "period", 0, 0, G_OPTION_ARG_STRING, &given.period,
      N_ ("spot-check: closed in it (this-month)"), "PERIOD" },
    { "number", 0, 0, G_OPTION_ARG_INT, &given.number, N_ ("spot-check: how many"), "N" },
    { "share", 0, 0, G_OPTION_ARG_INT, &given.share, N_ ("spot-check: what share of them (10)"),
      "PERCENT" },
    { NULL },
  };

  return lf_cli_begin (cli, options, 0, 3, error) && run (cli, &given, error);
}
