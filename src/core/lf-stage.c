/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a project and the rules of moving between them. */

#include "config.h"

#include "lf-stage.h"

#include "lf-error.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const struct { const char *key, *date_field, *icon; } stages[LF_N_STAGES] = {
  [LF_STAGE_LEAD] = { "lead", "lead_date", "lf-stage-lead-symbolic" },
  [LF_STAGE_NEGOTIATION] = { "negotiation", "negotiation_date", "lf-stage-negotiation-symbolic" },
  [LF_STAGE_APPROVED] = { "approved", "approved_date", "lf-stage-approved-symbolic" },
  [LF_STAGE_SIGNED] = { "signed", "signed_date", "lf-stage-signed-symbolic" },
  [LF_STAGE_LAND] = { "land", "land_date", "lf-stage-land-symbolic" },
  [LF_STAGE_STARTED] = { "started", "started_date", "lf-stage-started-symbolic" },
  [LF_STAGE_COMPLETED] = { "completed", "completed_date", "lf-stage-completed-symbolic" },
  [LF_STAGE_PRODUCTION] = { "production", "production_date", "lf-stage-production-symbolic" },
  [LF_STAGE_FULL_CAPACITY] = { "full_capacity", "full_capacity_date", "lf-stage-full-capacity-symbolic" },
  [LF_STAGE_SUSPENDED] = { "suspended", NULL, "lf-stage-suspended-symbolic" },
  [LF_STAGE_DROPPED] = { "dropped", NULL, "lf-stage-dropped-symbolic" },
};
/* clang-format on */

const char *
lf_stage_key (LfStage stage)
{
  return stages[stage].key;
}

gboolean
lf_stage_from_key (const char *key, LfStage *ret_stage)
{
  for (guint i = 0; key != NULL && i < LF_N_STAGES; i++)
    if (strcmp (stages[i].key, key) == 0)
      {
        *ret_stage = (LfStage) i;
        return TRUE;
      }
  return FALSE;
}

const char *
lf_stage_label (LfStage stage)
{
  const LfField *field = lf_entity_field (&lf_entity_project, "stage");

  return lf_option_label (lf_field_option (field, stages[stage].key));
}

const char *
lf_stage_icon (LfStage stage)
{
  return stages[stage].icon;
}

const char *
lf_stage_date_field (LfStage stage)
{
  return stages[stage].date_field;
}

LfDate
lf_stage_first_day (const LfRecord *project)
{
  LfDate first = { 0 };

  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_LIVE_STAGES; stage++)
    {
      const char *text = lf_record_get (project, stages[stage].date_field);
      LfDate date;

      if (text == NULL || !lf_date_from_canonical (text, &date))
        continue;
      date = lf_date_first_day (&date);
      if (first.year == 0 || lf_date_compare (&date, &first) < 0)
        first = date;
    }
  return first;
}

LfStageStep
lf_stage_step (LfStage from, LfStage to)
{
  if (from == to)
    return LF_STEP_NONE;
  if (to >= LF_N_LIVE_STAGES && to > from)
    return LF_STEP_STOP;
  if (from >= LF_N_LIVE_STAGES)
    return LF_STEP_REVIVAL;
  if (to < from)
    return LF_STEP_BACK;
  return to == from + 1 ? LF_STEP_NEXT : LF_STEP_JUMP;
}

gboolean
lf_stage_needs_reason (LfStage from, LfStage to)
{
  LfStageStep step = lf_stage_step (from, to);

  return step == LF_STEP_BACK || step == LF_STEP_STOP || step == LF_STEP_REVIVAL;
}

char *
lf_stage_conflict (const LfRecord *before, const LfRecord *after)
{
  g_autofree char *title = NULL;
  LfStage from, to;
  const char *sentence;

  if (lf_record_entity (before) != &lf_entity_project
      || !lf_stage_from_key (lf_record_get (before, "stage"), &from)
      || !lf_stage_from_key (lf_record_get (after, "stage"), &to))
    return NULL;
  switch (lf_stage_step (from, to))
    {
    case LF_STEP_JUMP:
      sentence
          = _ ("“%1$s” would jump from “%2$s” to “%3$s”, over the stages between. Move it there "
               "by hand if that is right, or leave the stage out of the row.");
      break;
    case LF_STEP_BACK:
      sentence = _ ("“%1$s” would go back from “%2$s” to “%3$s”. Move it there by hand, with the "
                    "reason, if that is right, or leave the stage out of the row.");
      break;
    case LF_STEP_REVIVAL:
      sentence = _ ("“%1$s” is “%2$s” and would be revived as “%3$s”. Move it there by hand, with "
                    "the reason, if that is right, or leave the stage out of the row.");
      break;
    default:
      return NULL;
    }
  title = lf_record_title (before);
  return g_strdup_printf (sentence, title, lf_stage_label (from), lf_stage_label (to));
}

/* A step back, a stop or a revival says why; undo and the settling of a conflict put an earlier
 * value back and need not. */
void
lf_stage_rule (const LfRecord *before, const LfRecord *after, gboolean undoing, GPtrArray *problems)
{
  LfStage from, to;

  if (before == NULL || undoing || !lf_stage_from_key (lf_record_get (before, "stage"), &from)
      || !lf_stage_from_key (lf_record_get (after, "stage"), &to))
    return;
  if (lf_stage_needs_reason (from, to) && lf_record_get (after, "stage_reason") == NULL)
    g_ptr_array_add (
        problems, lf_problem_new (
                      "stage_reason", "stage",
                      g_strdup_printf (_ ("Moving a project from “%1$s” to “%2$s” needs a reason."),
                                       lf_stage_label (from), lf_stage_label (to))));
}

static void
edit (LfChange *change, const LfRecord *project, const char *field, const char *value)
{
  if (g_strcmp0 (lf_record_get (project, field), value) != 0)
    lf_change_edit (change, project, field, value);
}

gboolean
lf_stage_move (LfChange *change,
               const LfRecord *project,
               const LfMove *move,
               const LfDate *today,
               GError **error)
{
  LfDate first = lf_date_first_day (&move->date);
  g_autofree char *date = lf_date_to_canonical (&move->date);
  LfStage from = LF_STAGE_LEAD;

  lf_stage_from_key (lf_record_get (project, "stage"), &from);
  if (lf_date_compare (&first, today) > 0)
    {
      g_autofree char *shown = lf_date_format (&move->date);
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("%s lies in the future: a stage is entered on the day it happened."), shown);
      return FALSE;
    }
  if (lf_stage_needs_reason (from, move->to) && move->reason == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("Moving a project from “%1$s” to “%2$s” needs a reason."),
                   lf_stage_label (from), lf_stage_label (move->to));
      return FALSE;
    }
  edit (change, project, "stage", lf_stage_key (move->to));
  edit (change, project, "stage_date", date);
  edit (change, project, "stage_evidence", move->evidence);
  edit (change, project, "stage_reason", move->reason);
  if (lf_stage_date_field (move->to) != NULL)
    edit (change, project, lf_stage_date_field (move->to), date);
  if (move->file != NULL)
    {
      g_autofree char *files = lf_set_apply (lf_record_get (project, "files"), NULL, move->file);
      edit (change, project, "files", files);
    }
  return TRUE;
}
