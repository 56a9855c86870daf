/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp of a project: what lights it, and since when. */

#include "config.h"

#include "lf-lamp.h"

#include "lf-lamp-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const struct { const char *key, *label, *icon, *style; } lamps[LF_N_LAMPS] = {
  [LF_LAMP_NONE] = { NULL, N_ ("No lamp"), "action-unavailable-symbolic", "dim-label" },
  [LF_LAMP_GREEN] = { "green", N_ ("Green"), "emblem-ok-symbolic", "success" },
  [LF_LAMP_BLUE] = { "blue", N_ ("Blue"), "lf-calendar-symbolic", "accent" },
  [LF_LAMP_YELLOW] = { "yellow", N_ ("Yellow"), "dialog-warning-symbolic", "warning" },
  [LF_LAMP_RED] = { "red", N_ ("Red"), "dialog-error-symbolic", "error" },
};

const LfOption lf_lamp_options[LF_N_LAMPS] = {
  { "red", N_ ("Red"), "红灯|红" },
  { "yellow", N_ ("Yellow"), "黄灯|黄" },
  { "blue", N_ ("Blue"), "蓝灯|蓝" },
  { "green", N_ ("Green"), "绿灯|绿" },
  { NULL },
};

static const char *const report_fields[] = { "period", "time_percent", "investment_percent", "work_percent", "physical_percent", NULL };
static const char *const node_fields[] = { "planned_date", "actual_date", "name", "blocker", NULL };

static const struct { const char *entity; const char *const *fields; gsize size; } parts[LF_N_LAMP_PARTS] = {
  [LF_LAMP_REPORTS] = { "progress", report_fields, sizeof (LfLampReport) },
  [LF_LAMP_NODES] = { "node", node_fields, sizeof (LfLampNode) },
};
/* clang-format on */

const char *
lf_lamp_key (LfLamp lamp)
{
  return lamps[lamp].key;
}

LfLamp
lf_lamp_from_key (const char *key)
{
  for (guint i = LF_LAMP_GREEN; key != NULL && i < LF_N_LAMPS; i++)
    if (strcmp (lamps[i].key, key) == 0)
      return (LfLamp) i;
  return LF_LAMP_NONE;
}

const char *
lf_lamp_label (LfLamp lamp)
{
  return _ (lamps[lamp].label);
}

const char *
lf_lamp_icon (LfLamp lamp)
{
  return lamps[lamp].icon;
}

const char *
lf_lamp_style (LfLamp lamp)
{
  return lamps[lamp].style;
}

/* ---- What is looked at ---- */

const char *
lf_lamp_part_entity (LfLampPart part)
{
  return parts[part].entity;
}

const char *const *
lf_lamp_part_fields (LfLampPart part)
{
  return parts[part].fields;
}

static void
node_clear (gpointer data)
{
  LfLampNode *node = data;

  g_free (node->name);
  g_free (node->blocker);
}

void
lf_lamp_facts_clear (LfLampFacts *self)
{
  for (guint i = 0; i < LF_N_LAMP_PARTS; i++)
    g_clear_pointer (&self->parts[i], g_array_unref);
}

/* Points behind the time passed, of what lags most; ten-thousandths are all that a report can
 * mean. */
static gboolean
read_lag (const char *const *values, double *ret_points)
{
  double least = G_MAXDOUBLE, points;

  for (guint i = 2; report_fields[i] != NULL; i++)
    if (values[i] != NULL)
      least = MIN (least, g_ascii_strtod (values[i], NULL));
  if (values[1] == NULL || least == G_MAXDOUBLE)
    return FALSE;
  points = g_ascii_strtod (values[1], NULL) - least;
  *ret_points = (double) (gint64) (points * 10000 + (points < 0 ? -0.5 : 0.5)) / 10000;
  return TRUE;
}

static void
take_report (GArray *reports, const char *const *values)
{
  LfLampReport report;

  if (values[0] != NULL && lf_date_from_canonical (values[0], &report.period)
      && read_lag (values, &report.points))
    g_array_append_val (reports, report);
}

static void
take_node (GArray *nodes, const char *const *values)
{
  LfLampNode node = { .planned = { 0 } };

  if ((values[0] == NULL || !lf_date_from_canonical (values[0], &node.planned))
      && values[3] == NULL)
    return;
  if (values[1] != NULL)
    lf_date_from_canonical (values[1], &node.done);
  node.name = g_strdup (values[2]);
  node.blocker = g_strdup (values[3]);
  g_array_append_val (nodes, node);
}

void
lf_lamp_facts_take (LfLampFacts *self, LfLampPart part, const char *const *values)
{
  if (self->parts[part] == NULL)
    {
      self->parts[part] = g_array_new (FALSE, FALSE, (guint) parts[part].size);
      if (part == LF_LAMP_NODES)
        g_array_set_clear_func (self->parts[part], node_clear);
    }
  if (part == LF_LAMP_NODES)
    take_node (self->parts[part], values);
  else
    take_report (self->parts[part], values);
}

void
lf_lamp_facts_take_record (LfLampFacts *self, const LfRecord *record)
{
  const char *values[8];

  for (guint part = 0; part < LF_N_LAMP_PARTS; part++)
    if (strcmp (lf_record_entity (record)->name, parts[part].entity) == 0)
      {
        for (guint i = 0; parts[part].fields[i] != NULL; i++)
          values[i] = lf_record_get (record, parts[part].fields[i]);
        lf_lamp_facts_take (self, (LfLampPart) part, values);
      }
}

/* ---- By plan and progress ---- */

static int
month_of (const LfDate *date)
{
  return date->year * 12 + (date->month == 0 ? 12 : date->month) - 1;
}

LfDate
lf_lamp_first_of_month (const LfDate *date, int months_later)
{
  int month = month_of (date) + months_later;

  return (LfDate){ (gint16) (month / 12), (gint8) (month % 12 + 1), 1 };
}

static int
value_of (const LfBasis *basis, const LfFacts *project, LfRuleKey key)
{
  return lf_rulebook_value (basis->book, key, project->park, &basis->today);
}

gboolean
lf_lamp_is_by_nodes (const LfBasis *basis, const LfFacts *project)
{
  return value_of (basis, project, LF_RULE_LAMP_PRESET) == 2;
}

LfLampNumbers
lf_lamp_numbers (const LfBasis *basis, const LfFacts *project)
{
  return (LfLampNumbers){
    lf_lamp_is_by_nodes (basis, project),
    value_of (basis, project, LF_RULE_LAMP_START_MONTHS),
    value_of (basis, project, LF_RULE_LAMP_LAG_POINTS),
    value_of (basis, project, LF_RULE_LAMP_FAR_POINTS),
    value_of (basis, project, LF_RULE_STATISTICS_MONTHS),
    value_of (basis, project, LF_RULE_STATISTICS_LATE_MONTHS),
  };
}

/* What has no date has happened all the while. */
static gboolean
has_happened (const LfFacts *project, LfStage milestone, const LfDate *on)
{
  return project->milestones[milestone].year == 0
             ? lf_facts_is_past (project, milestone, on)
             : lf_facts_reached (project, milestone, on) != NULL;
}

static LfLampVerdict
judge_start (const LfLampNumbers *numbers, const LfFacts *project, const LfDate *on)
{
  LfLampVerdict verdict = { LF_LAMP_NONE, LF_LAMP_BY_START, .date = project->planned_start };

  if (project->planned_start.year == 0)
    return verdict;
  verdict.lamp = LF_LAMP_GREEN;
  if (has_happened (project, LF_STAGE_STARTED, on))
    {
      verdict.done = project->milestones[LF_STAGE_STARTED];
      return verdict;
    }
  verdict.months = month_of (on) - month_of (&project->planned_start);
  if (verdict.months >= numbers->start_months)
    verdict.lamp = LF_LAMP_RED;
  else if (verdict.months > 0)
    verdict.lamp = LF_LAMP_YELLOW;
  return verdict;
}

/* (nullable): the last one made for a time that has begun; of several from one day the worst */
static const LfLampReport *
find_report (const LfLampFacts *facts, const LfDate *on)
{
  const GArray *reports = facts->parts[LF_LAMP_REPORTS];
  const LfLampReport *found = NULL;

  for (guint i = 0; reports != NULL && i < reports->len; i++)
    {
      const LfLampReport *report = &g_array_index (reports, LfLampReport, i);
      const LfDate first = lf_date_first_day (&report->period);
      const LfDate last = found == NULL ? first : lf_date_first_day (&found->period);
      int order = lf_date_compare (&first, &last);

      if (lf_date_compare (&first, on) <= 0
          && (found == NULL || order > 0 || (order == 0 && report->points > found->points)))
        found = report;
    }
  return found;
}

static LfLampVerdict
judge_progress (const LfLampNumbers *numbers, const LfLampFacts *facts, const LfDate *on)
{
  LfLampVerdict verdict = { LF_LAMP_NONE, LF_LAMP_BY_PROGRESS };
  const LfLampReport *report = NULL;

  if (has_happened (facts->project, LF_STAGE_STARTED, on)
      && !has_happened (facts->project, LF_STAGE_COMPLETED, on))
    report = find_report (facts, on);
  if (report == NULL)
    return verdict;
  verdict.date = report->period;
  verdict.points = report->points;
  verdict.lamp = report->points > numbers->far_points    ? LF_LAMP_RED
                 : report->points >= numbers->lag_points ? LF_LAMP_YELLOW
                                                         : LF_LAMP_GREEN;
  return verdict;
}

static LfLampVerdict
judge_statistics (const LfLampNumbers *numbers, const LfFacts *project, const LfDate *on)
{
  LfLampVerdict verdict = { LF_LAMP_NONE, LF_LAMP_BY_STATISTICS };
  const LfDate *started = lf_facts_reached (project, LF_STAGE_STARTED, on);
  LfDate yellow, red;

  if (started == NULL)
    return verdict;
  verdict.date = *started;
  verdict.lamp = LF_LAMP_GREEN;
  if (lf_facts_has_come (&project->listed, on))
    {
      verdict.done = project->listed;
      return verdict;
    }
  yellow = lf_deadline_add_months (started, numbers->statistics_months);
  red = lf_deadline_add_months (started, numbers->statistics_late_months);
  if (lf_date_compare (on, &red) > 0)
    verdict.lamp = LF_LAMP_RED;
  else if (lf_date_compare (on, &yellow) > 0)
    verdict.lamp = LF_LAMP_YELLOW;
  verdict.months
      = verdict.lamp == LF_LAMP_RED ? numbers->statistics_late_months : numbers->statistics_months;
  return verdict;
}

static void
take_worse (LfLampVerdict *worst, LfLampVerdict verdict)
{
  if (verdict.lamp > worst->lamp)
    *worst = verdict;
}

static LfLampVerdict
judge_plan (const LfLampNumbers *numbers, const LfLampFacts *facts, const LfDate *on)
{
  LfLampVerdict worst = { LF_LAMP_NONE };

  take_worse (&worst, judge_start (numbers, facts->project, on));
  take_worse (&worst, judge_progress (numbers, facts, on));
  take_worse (&worst, judge_statistics (numbers, facts->project, on));
  return worst;
}

/* ---- By nodes ---- */

static LfLampVerdict
judge_node (const LfLampNode *node, const LfDate *on)
{
  LfLampVerdict verdict = { LF_LAMP_GREEN, LF_LAMP_BY_NODES, .date = node->planned,
                            .name = node->name, .blocker = node->blocker };
  gboolean is_planned = node->planned.year != 0;
  const LfDate last = is_planned ? lf_date_last_day (&node->planned) : node->planned;

  if (lf_facts_has_come (&node->done, on))
    return verdict;
  if (is_planned && lf_date_compare (&last, on) < 0)
    {
      verdict.lamp = LF_LAMP_RED;
      verdict.cause = LF_LAMP_BY_NODE_OVERDUE;
    }
  else if (node->blocker != NULL)
    {
      verdict.lamp = LF_LAMP_RED;
      verdict.cause = LF_LAMP_BY_NODE_BLOCKED;
    }
  else if (is_planned && month_of (&node->planned) <= month_of (on))
    {
      verdict.lamp = LF_LAMP_BLUE;
      verdict.cause = LF_LAMP_BY_NODE_IN_PROCESS;
    }
  return verdict;
}

static LfLampVerdict
judge_clock (const LfBasis *basis, const LfFacts *project, const LfDate *on)
{
  const LfBasis then = { basis->book, basis->calendar, *on };
  LfLampVerdict verdict = { LF_LAMP_NONE, LF_LAMP_BY_CLOCK };

  verdict.deadline = lf_leg_judge_current (&then, project, &verdict.leg);
  if (lf_deadline_is_open (&verdict.deadline))
    verdict.lamp = verdict.deadline.state == LF_DEADLINE_LATE ? LF_LAMP_RED : LF_LAMP_GREEN;
  return verdict;
}

static LfLampVerdict
judge_nodes (const LfBasis *basis, const LfLampFacts *facts, const LfDate *on)
{
  const GArray *nodes = facts->parts[LF_LAMP_NODES];
  LfLampVerdict worst = { LF_LAMP_NONE };

  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    take_worse (&worst, judge_node (&g_array_index (nodes, LfLampNode, i), on));
  take_worse (&worst, judge_clock (basis, facts->project, on));
  return worst;
}

/* ---- Judging ---- */

gboolean
lf_lamp_needs (const LfBasis *basis, const LfFacts *project, LfLampPart part)
{
  gboolean is_by_nodes = lf_lamp_is_by_nodes (basis, project);

  if (lf_facts_is_stopped (project))
    return FALSE;
  return part == LF_LAMP_NODES ? is_by_nodes : !is_by_nodes && project->stage >= LF_STAGE_STARTED;
}

LfLampVerdict
lf_lamp_judge_day (const LfBasis *basis,
                   const LfLampNumbers *numbers,
                   const LfLampFacts *facts,
                   const LfDate *on)
{
  if (lf_facts_is_stopped (facts->project)
      || has_happened (facts->project, LF_STAGE_PRODUCTION, on))
    return (LfLampVerdict){ LF_LAMP_NONE };
  return numbers->is_by_nodes ? judge_nodes (basis, facts, on) : judge_plan (numbers, facts, on);
}

LfLamp
lf_lamp_of_day (const LfBasis *basis, const LfLampFacts *facts)
{
  const LfLampNumbers numbers = lf_lamp_numbers (basis, facts->project);

  return lf_lamp_judge_day (basis, &numbers, facts, &basis->today).lamp;
}

LfLampVerdict
lf_lamp_judge (const LfBasis *basis, const LfLampFacts *facts)
{
  const LfLampNumbers numbers = lf_lamp_numbers (basis, facts->project);
  LfLampVerdict verdict = lf_lamp_judge_day (basis, &numbers, facts, &basis->today);

  if (verdict.lamp != LF_LAMP_NONE)
    verdict.since = lf_lamp_find_since (basis, &numbers, facts, verdict.lamp);
  return verdict;
}

LfDate
lf_lamp_quarter_end (int year, int quarter)
{
  const LfDate month = { (gint16) year, (gint8) (quarter * 3), 0 };

  return lf_date_last_day (&month);
}
