/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project's way: advance, drop. */

#include "config.h"

#include "lf-cli-bulk.h"
#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-screening.h"

#include <glib/gi18n.h>
#include <string.h>

/* The options of a move as they were given. */
typedef struct
{
  char *on;
  char *evidence;
  char *reason;
} MoveOptions;

static void
move_options_clear (MoveOptions *self)
{
  g_free (self->on);
  g_free (self->evidence);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MoveOptions, move_options_clear)

static gboolean
parse_stage (const char *text, LfStage *ret_stage, GError **error)
{
  const LfField *field = lf_entity_field (lf_schema_find ("project"), "stage");
  g_autofree char *key = NULL;
  g_autoptr (GError) cause = NULL;

  if (lf_field_parse (field, text, &key, &cause) && lf_stage_from_key (key, ret_stage))
    return TRUE;
  return lf_cli_call_error (
      error, "%s", cause != NULL ? cause->message : _ ("Say which stage the project enters."));
}

static LfRecord *
find_project (LfCli *cli, const char *id, GError **error)
{
  g_autoptr (LfRecord) record = lf_cli_live_record (cli, id, error);
  g_autofree char *title = NULL;

  if (record == NULL || strcmp (lf_record_entity (record)->name, "project") == 0)
    return g_steal_pointer (&record);
  title = lf_record_title (record);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("“%s” is a %s: only projects have stages."),
               title, lf_entity_label (lf_record_entity (record)));
  return NULL;
}

/* Evidence that is the name of a file goes into the store; anything else is text. */
static gboolean
take_evidence (LfCli *cli, const char *evidence, char **ret_text, char **ret_file, GError **error)
{
  if (evidence == NULL || !g_file_test (evidence, G_FILE_TEST_IS_REGULAR))
    {
      *ret_text = g_strdup (evidence);
      return TRUE;
    }
  *ret_file = lf_store_add_file_sync (cli->store, evidence, error);
  *ret_text = g_path_get_basename (evidence);
  return *ret_file != NULL;
}

/* Whoever moves it through a gate is told what is missing, also where the move is not refused. */
static gboolean
warn_of_lacks (LfCli *cli, const LfRecord *project, LfStage to, GError **error)
{
  const LfScreeningAsked asked = { .project = lf_record_id (project) };
  g_autoptr (LfScreening) screening
      = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  g_autoptr (GPtrArray) lacks
      = screening == NULL ? NULL : lf_screening_gate (screening, screening->leads->pdata[0], to);
  g_autofree char *refusal = lacks == NULL ? NULL : lf_gate_tell_refusal (lacks, project, to);

  if (lacks != NULL && lacks->len > 0 && refusal == NULL)
    {
      g_autofree char *told = lf_lacks_tell (lacks);

      g_printerr (_ ("Missing before the decision meeting:\n%s"), told);
      g_printerr ("\n");
    }
  return screening != NULL;
}

static gboolean
move_project (LfCli *cli, LfStage to, const MoveOptions *options, GError **error)
{
  g_autoptr (LfRecord) project = NULL;
  g_autoptr (LfRecord) moved = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;
  g_autofree char *evidence = NULL;
  g_autofree char *file = NULL;
  LfMove move = { .to = to, .date = cli->today, .reason = options->reason };

  if (options->on != NULL && !lf_cli_date (cli, options->on, &move.date, error))
    return FALSE;
  project = find_project (cli, cli->args[0], error);
  if (project == NULL || !take_evidence (cli, options->evidence, &evidence, &file, error))
    return FALSE;
  if (lf_gate_stands (project, to) && !warn_of_lacks (cli, project, to, error))
    return FALSE;
  move.evidence = evidence;
  move.file = file;
  title = lf_record_title (project);
  label = g_strdup_printf (_ ("Move “%s” to %s"), title, lf_stage_label (to));
  change = lf_change_new (label);
  if (!lf_stage_move (change, project, &move, &cli->today, error)
      || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  if (!cli->json)
    {
      lf_cli_print_line (_ ("“%s” is now at stage “%s”."), title, lf_stage_label (to));
      return TRUE;
    }
  moved
      = lf_store_load_sync (cli->store, lf_record_entity (project), lf_record_id (project), error);
  if (moved == NULL)
    return FALSE;
  lf_cli_print_object (lf_json_record (moved));
  return TRUE;
}

/* A file proves one move, not many. */
static gboolean
move_many (
    LfCli *cli, LfStage to, const MoveOptions *options, const LfBulkOptions *given, GError **error)
{
  g_autoptr (LfBulk) bulk = NULL;
  LfDate date = cli->today;

  if (options->on != NULL && !lf_cli_date (cli, options->on, &date, error))
    return FALSE;
  bulk = lf_bulk_new_move (to, &date, options->evidence, options->reason);
  return lf_cli_run_bulk (cli, lf_schema_find ("project"), given, bulk, error);
}

gboolean
lf_cmd_advance (LfCli *cli, GError **error)
{
  g_auto (MoveOptions) given = { 0 };
  g_auto (LfBulkOptions) many = { 0 };
  LfStage to;
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &given.on, N_ ("The day it happened (today)"), "DATE" },
    { "evidence", 0, 0, G_OPTION_ARG_STRING, &given.evidence,
      N_ ("What proves it: a file, a number, a link"), "FILE|TEXT" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason,
      N_ ("Why, for a step back, a stop or a revival"), "TEXT" },
    LF_BULK_OPTIONS (&many),
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 1, 2, error) || !lf_bulk_options_check (&many, error))
    return FALSE;
  if (many.where == NULL && cli->n_args < 2)
    return lf_cli_call_error (error, _ ("Say which stage the project enters."));
  return parse_stage (cli->args[cli->n_args - 1], &to, error)
         && (many.where != NULL ? move_many (cli, to, &given, &many, error)
                                : move_project (cli, to, &given, error));
}

gboolean
lf_cmd_drop (LfCli *cli, GError **error)
{
  g_auto (MoveOptions) given = { 0 };
  const GOptionEntry options[] = {
    { "on", 0, 0, G_OPTION_ARG_STRING, &given.on, N_ ("The day it happened (today)"), "DATE" },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &given.reason, N_ ("Why; required"), "TEXT" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 1, 1, error))
    return FALSE;
  if (given.reason == NULL)
    return lf_cli_call_error (error, _ ("Say why the project is dropped: --reason TEXT"));
  return move_project (cli, LF_STAGE_DROPPED, &given, error);
}
