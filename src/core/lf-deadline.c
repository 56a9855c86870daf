/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The legs from the decision meeting to production, and how a deadline stands. */

#include "config.h"

#include "lf-deadline-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* clang-format off */
static const struct { const char *icon, *style; } looks[LF_N_DEADLINE_STATES] = {
  [LF_DEADLINE_NONE] = { "action-unavailable-symbolic", "dim-label" },
  [LF_DEADLINE_RUNNING] = { "lf-calendar-symbolic", "" },
  [LF_DEADLINE_WARNED] = { "dialog-warning-symbolic", "warning" },
  [LF_DEADLINE_LATE] = { "dialog-warning-symbolic", "error" },
  [LF_DEADLINE_MET] = { "emblem-ok-symbolic", "success" },
  [LF_DEADLINE_MET_LATE] = { "emblem-ok-symbolic", "warning" },
  [LF_DEADLINE_TOO_EARLY] = { "dialog-warning-symbolic", "error" },
};

const LfOption lf_deadline_state_options[LF_N_DEADLINE_STATES] = {
  { "running", N_ ("Running"), "计时中" },
  { "warned", N_ ("Soon due"), "临期" },
  { "late", N_ ("Late"), "逾期" },
  { "met", N_ ("Met"), "按期完成" },
  { "met_late", N_ ("Met late"), "逾期完成" },
  { NULL },
};

static const struct { LfStage from, to; gboolean is_chained; const char *what; } legs[LF_N_LEGS] = {
  [LF_LEG_SIGN] = { LF_STAGE_APPROVED, LF_STAGE_SIGNED, TRUE, NC_ ("deadline", "Signing") },
  [LF_LEG_LAND] = { LF_STAGE_SIGNED, LF_STAGE_LAND, TRUE, NC_ ("deadline", "Land") },
  [LF_LEG_START] = { LF_STAGE_LAND, LF_STAGE_STARTED, TRUE, NC_ ("deadline", "Start") },
  [LF_LEG_PRODUCTION] = { LF_STAGE_COMPLETED, LF_STAGE_PRODUCTION, FALSE, NC_ ("deadline", "Production") },
  [LF_LEG_SIGNED_TO_START] = { LF_STAGE_SIGNED, LF_STAGE_STARTED, FALSE, NC_ ("deadline", "Start, counted from the signing") },
  [LF_LEG_TOTAL] = { LF_STAGE_APPROVED, LF_STAGE_STARTED, FALSE, NC_ ("deadline", "Start, counted from the meeting") },
};

#define CHAIN_LEGS                                                                                 \
  [LF_LEG_SIGN] = { "sign", N_ ("Meeting to signing"), "上会至签约" },                              \
  [LF_LEG_LAND] = { "land", N_ ("Signing to land"), "签约至供地" },                                 \
  [LF_LEG_START] = { "start", N_ ("Land to start"), "供地至开工" },                                 \
  [LF_LEG_PRODUCTION] = { "production", N_ ("Completion to production"), "竣工至投产" }

const LfOption lf_chain_leg_options[LF_N_CHAIN_LEGS + 1] = { CHAIN_LEGS, { NULL } };
const LfOption lf_leg_options[LF_N_LEGS + 1] = {
  CHAIN_LEGS,
  [LF_LEG_SIGNED_TO_START] = { "signed_to_start", N_ ("Signing to start"), "签约至开工" },
  [LF_LEG_TOTAL] = { "total", N_ ("Meeting to start"), "上会至开工" },
  { NULL },
};

/* Of the leg that ends with a milestone and begins with the one before it. */
static const LfRuleKey months_to[LF_N_LIVE_STAGES] = {
  [LF_STAGE_SIGNED] = LF_RULE_SIGN_MONTHS,
  [LF_STAGE_LAND] = LF_RULE_LAND_MONTHS,
  [LF_STAGE_STARTED] = LF_RULE_START_MONTHS,
  [LF_STAGE_PRODUCTION] = LF_RULE_PRODUCTION_MONTHS,
};
/* clang-format on */

const char *
lf_deadline_state_key (LfDeadlineState state)
{
  return state == LF_DEADLINE_NONE        ? "none"
         : state == LF_DEADLINE_TOO_EARLY ? "too_early"
                                          : lf_deadline_state_options[state - 1].key;
}

const char *
lf_deadline_state_icon (LfDeadlineState state)
{
  return looks[state].icon;
}

const char *
lf_deadline_state_style (LfDeadlineState state)
{
  return looks[state].style;
}

gboolean
lf_deadline_is_open (const LfDeadline *deadline)
{
  return deadline->state == LF_DEADLINE_RUNNING || deadline->state == LF_DEADLINE_WARNED
         || deadline->state == LF_DEADLINE_LATE;
}

/* ---- How one stands ---- */

LfDate
lf_deadline_add_months (const LfDate *from, int months)
{
  LfDate date = *from;

  if (date.month == 0)
    date.month = 12;
  date = lf_date_add_months (&date, months);
  return lf_date_last_day (&date);
}

void
lf_deadline_judge_open (LfDeadline *deadline, int warning_days, const LfDate *today)
{
  int left = lf_date_days_between (today, &deadline->due);

  deadline->days = ABS (left);
  deadline->state = left < 0               ? LF_DEADLINE_LATE
                    : left <= warning_days ? LF_DEADLINE_WARNED
                                           : LF_DEADLINE_RUNNING;
}

void
lf_deadline_judge_done (LfDeadline *deadline, const LfDate *done)
{
  int late = lf_date_days_between (&deadline->due, done);

  deadline->done = *done;
  deadline->days = MAX (late, 0);
  deadline->state = late > 0 ? LF_DEADLINE_MET_LATE : LF_DEADLINE_MET;
}

/* ---- Legs ---- */

const char *
lf_leg_what (LfLeg leg)
{
  return legs[leg].what;
}

const char *
lf_leg_from_field (LfLeg leg)
{
  return lf_stage_date_field (legs[leg].from);
}

const char *
lf_leg_to_field (LfLeg leg)
{
  return lf_stage_date_field (legs[leg].to);
}

gboolean
lf_leg_is_passed (LfLeg leg, LfStage stage)
{
  return stage >= legs[leg].to && stage < LF_N_LIVE_STAGES;
}

/* Of the legs between two milestones. */
static int
sum_months (
    const LfBasis *basis, const LfFacts *facts, LfStage from, LfStage to, const LfDate *anchor)
{
  int months = 0;

  for (LfStage stage = from + 1; stage <= to; stage++)
    months += lf_rulebook_value (basis->book, months_to[stage], facts->park, anchor);
  return months;
}

/* What the leg counts from: of a chain the last milestone reached before its end. */
static gboolean
find_anchor (
    const LfBasis *basis, LfLeg leg, const LfFacts *facts, LfStage *ret_stage, LfDate *ret_date)
{
  LfStage first = legs[leg].is_chained ? LF_STAGE_APPROVED : legs[leg].from;

  for (LfStage stage = legs[leg].from; stage >= first; stage--)
    {
      const LfDate *date = lf_facts_reached (facts, stage, &basis->today);

      if (date == NULL)
        continue;
      *ret_stage = stage;
      *ret_date = *date;
      return TRUE;
    }
  return FALSE;
}

LfDeadline
lf_leg_judge_facts (const LfBasis *basis, LfLeg leg, const LfFacts *facts)
{
  LfDeadline deadline = { LF_DEADLINE_NONE, .label = legs[leg].what };
  const LfDate *done = lf_facts_reached (facts, legs[leg].to, &basis->today);
  LfStage anchor;

  if (!find_anchor (basis, leg, facts, &anchor, &deadline.from))
    return deadline;
  deadline.due = lf_deadline_add_months (
      &deadline.from, sum_months (basis, facts, anchor, legs[leg].to, &deadline.from));
  if (done != NULL)
    lf_deadline_judge_done (&deadline, done);
  else if (!lf_facts_is_stopped (facts) && !lf_facts_is_past (facts, legs[leg].to, &basis->today))
    lf_deadline_judge_open (
        &deadline,
        lf_rulebook_value (basis->book, LF_RULE_CLOCK_WARNING_DAYS, facts->park, &basis->today),
        &basis->today);
  return deadline;
}

LfDeadline
lf_leg_judge (const LfBasis *basis, LfLeg leg, const LfRecord *project)
{
  g_auto (LfFacts) facts = lf_facts_of (project);

  return lf_leg_judge_facts (basis, leg, &facts);
}

LfDeadline
lf_leg_judge_current (const LfBasis *basis, const LfFacts *facts, LfLeg *ret_leg)
{
  LfDeadline last = { LF_DEADLINE_NONE };

  for (guint leg = 0; leg < LF_N_CHAIN_LEGS; leg++)
    {
      const LfDeadline deadline = lf_leg_judge_facts (basis, (LfLeg) leg, facts);

      if (deadline.state == LF_DEADLINE_NONE)
        continue;
      *ret_leg = (LfLeg) leg;
      last = deadline;
      if (lf_deadline_is_open (&deadline))
        break;
    }
  return last;
}

/* ---- How long they took ---- */

gboolean
lf_leg_days (LfLeg leg, const LfRecord *project, const LfDate *today, int *ret_days)
{
  g_auto (LfFacts) facts = lf_facts_of (project);
  const LfDate *from = lf_facts_reached (&facts, legs[leg].from, today);
  const LfDate *to = lf_facts_reached (&facts, legs[leg].to, today);
  int days;

  if (from == NULL || to == NULL || from->day == 0 || to->day == 0)
    return FALSE;
  days = lf_date_days_between (from, to);
  if (days >= 0)
    *ret_days = days;
  return days >= 0;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

LfLegFigures
lf_leg_figures (GArray *days)
{
  LfLegFigures figures = { .n = days->len };
  gint64 sum = 0;

  if (days->len == 0)
    return figures;
  g_array_sort (days, compare_days);
  for (guint i = 0; i < days->len; i++)
    sum += g_array_index (days, int, i);
  figures.best = g_array_index (days, int, 0);
  figures.mean = (int) ((2 * sum + days->len) / (2 * (gint64) days->len));
  figures.median = (g_array_index (days, int, days->len / 2)
                    + g_array_index (days, int, (days->len - 1) / 2) + 1)
                   / 2;
  return figures;
}
