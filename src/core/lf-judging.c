/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opinions and the outcome of a decision. */

#include "config.h"

#include "lf-judging.h"

#include "lf-error.h"
#include "lf-id.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Opinions ---- */

LfOpinionSum
lf_opinions_sum (const GPtrArray *opinions, const char *evaluation)
{
  LfOpinionSum sum = { 0 };
  double total = 0;

  for (guint i = 0; i < opinions->len; i++)
    {
      const LfRecord *opinion = opinions->pdata[i];
      const char *score = lf_record_get (opinion, "score_points");

      if (evaluation != NULL && g_strcmp0 (lf_record_get (opinion, "evaluation"), evaluation) != 0)
        continue;
      if (g_strcmp0 (lf_record_get (opinion, "has_interest"), "1") == 0)
        {
          sum.n_excluded++;
          continue;
        }
      sum.n++;
      if (score == NULL)
        continue;
      sum.n_scored++;
      total += g_ascii_strtod (score, NULL);
    }
  if (sum.n_scored > 0)
    sum.mean = total / sum.n_scored;
  return sum;
}

char *
lf_opinions_tell (const LfOpinionSum *sum)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u opinion", "%u opinions", sum->n),
                          sum->n);
  if (sum->n_scored > 0)
    g_string_append_printf (text, C_ ("of the scores of opinions", ", mean %.1f"), sum->mean);
  if (sum->n_excluded > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, "; %u left out for a conflict of interest",
                     "; %u left out for a conflict of interest", sum->n_excluded),
        sum->n_excluded);
  return g_string_free (text, FALSE);
}

LfRecord *
lf_judging_new_evaluation (const LfRecord *project, const char *kind, const LfDate *today)
{
  const LfOption *option = lf_field_option (lf_entity_field (&lf_entity_evaluation, "kind"), kind);
  g_autofree char *id = lf_id_derive ("evaluation", kind, lf_record_id (project), NULL);
  g_autofree char *title = lf_record_title (project);
  g_autofree char *subject
      = g_strdup_printf (C_ ("kind of an evaluation, project", "%1$s: %2$s"),
                         option == NULL ? kind : lf_option_label (option), title);
  LfRecord *evaluation = lf_record_new (&lf_entity_evaluation, id);

  lf_rules_fill_new (evaluation, today);
  lf_record_set (evaluation, "subject", subject);
  lf_record_set (evaluation, "project", lf_record_id (project));
  lf_record_set (evaluation, "kind", kind);
  return evaluation;
}

static gboolean
check_word (const LfOpinionWord *word, GError **error)
{
  const char *problem = word->text == NULL && word->verdict == NULL && word->score == NULL
                            ? _ ("Say what is thought of it: a score, a verdict or a sentence.")
                        : word->expert == NULL && word->account == NULL && word->department == NULL
                            ? _ ("Say whose opinion it is: an expert's, a colleague's or a "
                                 "department's.")
                            : NULL;

  if (problem != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, problem);
  return problem == NULL;
}

/* (transfer full) */
static LfRecord *
make_opinion (const LfRecord *evaluation, const LfOpinionWord *word, const LfDate *today)
{
  const LfOption *verdict
      = word->verdict == NULL
            ? NULL
            : lf_field_option (lf_entity_field (&lf_entity_opinion, "verdict"), word->verdict);
  LfRecord *opinion = lf_record_new (&lf_entity_opinion, NULL);

  lf_rules_fill_new (opinion, today);
  lf_record_set (opinion, "summary",
                 word->text != NULL ? word->text
                 : verdict != NULL  ? lf_option_label (verdict)
                                    : word->score);
  lf_record_set (opinion, "evaluation", lf_record_id (evaluation));
  lf_record_set (opinion, "verdict", word->verdict);
  lf_record_set (opinion, "score_points", word->score);
  lf_record_set (opinion, "expert", word->expert);
  lf_record_set (opinion, "account", word->account);
  lf_record_set (opinion, "department", word->department);
  lf_record_set (opinion, "has_interest", word->has_interest ? "1" : NULL);
  return opinion;
}

LfChange *
lf_judging_add_opinion (const LfRecord *project,
                        const LfRecord *evaluation,
                        const char *kind,
                        const LfOpinionWord *word,
                        const LfDate *today,
                        GError **error)
{
  g_autofree char *title = lf_record_title (project);
  g_autofree char *label = g_strdup_printf (_ ("Opinion on “%s”"), title);
  g_autoptr (LfRecord) made = NULL;
  g_autoptr (LfRecord) opinion = NULL;
  LfChange *change;

  if (!check_word (word, error))
    return NULL;
  change = lf_change_new (label);
  if (evaluation == NULL)
    {
      made = lf_judging_new_evaluation (project, kind, today);
      lf_change_create (change, made);
    }
  opinion = make_opinion (evaluation == NULL ? made : evaluation, word, today);
  lf_change_create (change, opinion);
  return change;
}

/* ---- The outcome ---- */

static gboolean
has_veto (const GPtrArray *lacks)
{
  for (guint i = 0; lacks != NULL && i < lacks->len; i++)
    if (((const LfLack *) lacks->pdata[i])->kind == LF_LACK_VETO)
      return TRUE;
  return FALSE;
}

static gboolean
check_outcome (const LfOutcome *outcome, const GPtrArray *lacks, GError **error)
{
  const gboolean approves
      = g_strcmp0 (outcome->verdict, "approve") == 0 || g_strcmp0 (outcome->verdict, "follow") == 0;

  if (outcome->verdict == NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, _ ("Say what was decided."));
  else if (approves && has_veto (lacks))
    {
      g_autofree char *told = lf_lacks_tell (lacks);

      g_set_error_literal (error, LF_ERROR, LF_ERROR_REFUSED, told);
    }
  else if (outcome->conditions != NULL && outcome->responsible == NULL
           && outcome->department == NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                         _ ("Say who sees to the conditions: a colleague, or a department."));
  else
    return TRUE;
  return FALSE;
}

static void
add_condition (LfChange *change,
               const LfRecord *evaluation,
               const LfRecord *meeting,
               const LfOutcome *outcome,
               const char *condition,
               const LfDate *due)
{
  g_autoptr (LfRecord) action = lf_record_new (&lf_entity_action, NULL);
  g_autofree char *day = lf_date_to_canonical (due);

  lf_rules_fill_new (action, due);
  lf_record_set (action, "subject", condition);
  lf_record_set (action, "meeting", meeting == NULL ? NULL : lf_record_id (meeting));
  lf_record_set (action, "evaluation", lf_record_id (evaluation));
  lf_record_set (action, "project", lf_record_get (evaluation, "project"));
  lf_record_set (action, "responsible", outcome->responsible);
  lf_record_set (action, "department", outcome->department);
  lf_record_set (action, "due_on", day);
  lf_change_create (change, action);
}

static LfDate
decision_day (const LfRecord *meeting, const LfDate *today)
{
  const char *text = meeting == NULL ? NULL : lf_record_get (meeting, "held_on");
  LfDate day;

  if (text == NULL || !lf_date_from_canonical (text, &day))
    return *today;
  return lf_date_first_day (&day);
}

LfChange *
lf_judging_decide (const LfRecord *evaluation,
                   const LfRecord *meeting,
                   const LfOutcome *outcome,
                   const GPtrArray *lacks,
                   const LfCalendar *calendar,
                   const LfDate *today,
                   GError **error)
{
  const LfDate day = decision_day (meeting, today);
  const LfDate month = lf_date_add_months (&day, 1);
  const LfDate due
      = outcome->due.year != 0 ? outcome->due : lf_calendar_add_working_days (calendar, &month, 0);
  g_autofree char *held_on = lf_date_to_canonical (&day);
  g_autofree char *title = lf_record_title (evaluation);
  g_autofree char *label = g_strdup_printf (_ ("Decided: %s"), title);
  g_auto (GStrv) conditions
      = g_strsplit (outcome->conditions == NULL ? "" : outcome->conditions, "\n", -1);
  LfChange *change;

  if (!check_outcome (outcome, lacks, error))
    return NULL;
  change = lf_change_new (label);
  lf_change_edit (change, evaluation, "verdict", outcome->verdict);
  lf_change_edit (change, evaluation, "held_on", held_on);
  if (outcome->by != NULL)
    lf_change_edit (change, evaluation, "decided_by", outcome->by);
  if (meeting != NULL)
    lf_change_edit (change, evaluation, "meeting", lf_record_id (meeting));
  if (outcome->conditions == NULL)
    return change;
  lf_change_edit (change, evaluation, "conditions", outcome->conditions);
  for (char **condition = conditions; *condition != NULL; condition++)
    if (*g_strstrip (*condition) != '\0')
      add_condition (change, evaluation, meeting, outcome, *condition, &due);
  return change;
}
