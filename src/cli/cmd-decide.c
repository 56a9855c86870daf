/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outcome of a decision meeting: decide. */

#include "config.h"

#include "lf-cli-output.h"
#include "lf-cmd.h"
#include "lf-store-screening.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char *meeting, *responsible, *department, *due; /* (nullable) */
  char **conditions;                              /* (nullable) */
} DecideOptions;

static void
decide_options_clear (DecideOptions *self)
{
  g_free (self->meeting);
  g_free (self->responsible);
  g_free (self->department);
  g_free (self->due);
  g_strfreev (self->conditions);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DecideOptions, decide_options_clear)

static gboolean
read_outcome (LfCli *cli,
              const DecideOptions *options,
              LfOutcome *outcome,
              char **ret_verdict,
              char **ret_responsible,
              GError **error)
{
  const LfEntity *evaluation = lf_schema_find ("evaluation");

  if (!lf_cli_value (cli, lf_entity_field (evaluation, "verdict"), cli->args[1], ret_verdict, error)
      || (options->responsible != NULL
          && !lf_cli_value (cli, lf_entity_field (lf_schema_find ("action"), "responsible"),
                            options->responsible, ret_responsible, error))
      || (options->due != NULL && !lf_cli_date (cli, options->due, &outcome->due, error)))
    return FALSE;
  outcome->verdict = *ret_verdict;
  outcome->responsible = *ret_responsible;
  outcome->department = options->department;
  return TRUE;
}

static gboolean
decide (LfCli *cli, const LfRecord *evaluation, const DecideOptions *options, GError **error)
{
  LfScreeningAsked asked = { .project = lf_record_get (evaluation, "project") };
  g_autofree char *conditions
      = options->conditions == NULL ? NULL : g_strjoinv ("\n", options->conditions);
  g_autofree char *verdict = NULL;
  g_autofree char *responsible = NULL;
  g_autoptr (LfRecord) meeting = NULL;
  g_autoptr (LfScreening) screening = NULL;
  g_autoptr (LfChange) change = NULL;
  LfOutcome outcome = { .conditions = conditions };
  const LfScreenedLead *lead;

  if (options->meeting != NULL)
    {
      meeting = lf_cli_live_record (cli, options->meeting, error);
      if (meeting == NULL)
        return FALSE;
    }
  screening = lf_store_screening_sync (cli->store, &asked, &cli->today, error);
  if (screening == NULL || !read_outcome (cli, options, &outcome, &verdict, &responsible, error))
    return FALSE;
  lead = screening->leads->pdata[0];
  outcome.by = meeting == NULL ? screening->account : lf_record_get (meeting, "chair");
  change = lf_judging_decide (evaluation, meeting, &outcome, lead->lacks, screening->calendar,
                              &cli->today, error);
  if (change == NULL || !lf_store_commit_sync (cli->store, change, error))
    return FALSE;
  if (lead->lacks->len > 0 && !cli->json)
    {
      g_autofree char *told = lf_lacks_tell (lead->lacks);

      lf_cli_print_line (_ ("Missing before the decision meeting:\n%s"), told);
    }
  return lf_cli_print_titled (cli, lf_record_id (evaluation), _ ("Decided: “%1$s” (%2$s)"), error);
}

gboolean
lf_cmd_decide (LfCli *cli, GError **error)
{
  g_auto (DecideOptions) given = { 0 };
  g_autoptr (LfRecord) evaluation = NULL;
  const GOptionEntry options[] = {
    { "meeting", 0, 0, G_OPTION_ARG_STRING, &given.meeting, N_ ("The meeting it was decided at"),
      "ID" },
    { "condition", 0, 0, G_OPTION_ARG_STRING_ARRAY, &given.conditions,
      N_ ("A condition, which becomes an action; as often as there are"), "TEXT" },
    { "responsible", 0, 0, G_OPTION_ARG_STRING, &given.responsible,
      N_ ("Who sees to the conditions"), "NAME" },
    { "department", 0, 0, G_OPTION_ARG_STRING, &given.department,
      N_ ("The department that sees to them"), "NAME" },
    { "due", 0, 0, G_OPTION_ARG_STRING, &given.due, N_ ("Until when (in a month)"), "DATE" },
    { NULL },
  };

  if (!lf_cli_begin (cli, options, 2, 2, error))
    return FALSE;
  evaluation = lf_cli_live_record (cli, cli->args[0], error);
  if (evaluation == NULL)
    return FALSE;
  if (lf_record_entity (evaluation) != lf_schema_find ("evaluation"))
    return lf_cli_call_error (error, _ ("Name an evaluation, by its id or its beginning."));
  return decide (cli, evaluation, &given, error);
}
