/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Since when a lamp is lit, and the words for it. Nothing but the days on which something may
 * change is looked at: between two of them a lamp stays as it is. */

#include "config.h"

#include "lf-lamp-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const LfBasis *basis;
  const LfLampNumbers *numbers;
  const LfLampFacts *facts;
  GArray *days; /* (element-type LfDate) */
} Search;

/* Where @date is one and has come. */
static void
add_day (Search *self, LfDate date)
{
  const LfDate day = lf_date_first_day (&date);

  if (date.year != 0 && lf_date_compare (&day, &self->basis->today) <= 0)
    g_array_append_val (self->days, day);
}

static void
add_day_after (Search *self, LfDate date)
{
  const LfDate last = lf_date_last_day (&date);

  add_day (self, lf_date_add_days (&last, 1));
}

static void
add_days_of_plan (Search *self)
{
  const LfFacts *project = self->facts->project;
  const LfDate *started = &project->milestones[LF_STAGE_STARTED];
  const GArray *reports = self->facts->parts[LF_LAMP_REPORTS];

  add_day (self, project->listed);
  if (project->planned_start.year != 0)
    {
      add_day (self, lf_lamp_first_of_month (&project->planned_start, 1));
      add_day (self, lf_lamp_first_of_month (&project->planned_start, self->numbers->start_months));
    }
  if (started->year != 0)
    {
      add_day_after (self, lf_deadline_add_months (started, self->numbers->statistics_months));
      add_day_after (self, lf_deadline_add_months (started, self->numbers->statistics_late_months));
    }
  for (guint i = 0; reports != NULL && i < reports->len; i++)
    add_day (self, g_array_index (reports, LfLampReport, i).period);
}

/* A clock that was late on some day was so from the day after its last one on; which clock ran
 * depends on the milestones reached by then. */
static void
add_days_of_clocks (Search *self)
{
  for (LfStage stage = LF_STAGE_APPROVED; stage < LF_N_LIVE_STAGES; stage++)
    for (guint leg = 0; leg < LF_N_CHAIN_LEGS; leg++)
      {
        const LfDate *date = &self->facts->project->milestones[stage];
        const LfDate first = date->year == 0 ? *date : lf_date_first_day (date);
        const LfBasis then = { self->basis->book, self->basis->calendar, first };
        LfDeadline deadline;

        if (first.year == 0)
          continue;
        deadline = lf_leg_judge_facts (&then, (LfLeg) leg, self->facts->project);
        if (lf_deadline_is_open (&deadline))
          add_day_after (self, deadline.due);
      }
}

static void
add_days_of_nodes (Search *self)
{
  const GArray *nodes = self->facts->parts[LF_LAMP_NODES];

  add_days_of_clocks (self);
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const LfLampNode *node = &g_array_index (nodes, LfLampNode, i);

      add_day (self, node->done);
      if (node->planned.year == 0)
        continue;
      add_day (self, lf_lamp_first_of_month (&node->planned, 0));
      add_day_after (self, node->planned);
    }
}

static int
compare_latest_first (gconstpointer a, gconstpointer b)
{
  return lf_date_compare (b, a);
}

static LfDate
walk_back (const Search *self, LfLamp lamp)
{
  LfDate since = { 0 };

  for (guint i = 0; i < self->days->len; i++)
    {
      const LfDate *day = &g_array_index (self->days, LfDate, i);

      if (lf_lamp_judge_day (self->basis, self->numbers, self->facts, day).lamp != lamp)
        return since;
      since = *day;
    }
  if (since.year != 0)
    {
      const LfDate before = lf_date_add_days (&since, -1);

      if (lf_lamp_judge_day (self->basis, self->numbers, self->facts, &before).lamp == lamp)
        since.year = 0;
    }
  return since;
}

LfDate
lf_lamp_find_since (const LfBasis *basis,
                    const LfLampNumbers *numbers,
                    const LfLampFacts *facts,
                    LfLamp lamp)
{
  g_autoptr (GArray) days = g_array_sized_new (FALSE, FALSE, sizeof (LfDate), 32);
  Search search = { basis, numbers, facts, days };

  for (LfStage stage = LF_STAGE_APPROVED; stage < LF_N_LIVE_STAGES; stage++)
    add_day (&search, facts->project->milestones[stage]);
  if (numbers->is_by_nodes)
    add_days_of_nodes (&search);
  else
    add_days_of_plan (&search);
  g_array_sort (days, compare_latest_first);
  return walk_back (&search, lamp);
}

/* ---- Words ---- */

/* clang-format off */
static char *
tell_start (const LfLampVerdict *verdict)
{
  g_autofree char *planned = lf_date_format (&verdict->date);
  g_autofree char *done = verdict->done.year == 0 ? NULL : lf_date_format (&verdict->done);

  if (done != NULL)
    return g_strdup_printf (_ ("Started on %1$s; the plan was %2$s."), done, planned);
  if (verdict->lamp == LF_LAMP_GREEN)
    return g_strdup_printf (_ ("The start is planned for %s."), planned);
  return g_strdup_printf (ngettext ("The start was planned for %1$s and is %2$d month behind.",
                                    "The start was planned for %1$s and is %2$d months behind.", verdict->months),
                          planned, verdict->months);
}

static char *
tell_progress (const LfLampVerdict *verdict)
{
  g_autofree char *period = lf_date_format (&verdict->date);

  if (verdict->lamp == LF_LAMP_GREEN)
    return g_strdup_printf (_ ("The progress reported for %s keeps up with the time passed."), period);
  return g_strdup_printf (_ ("The progress reported for %1$s is %2$.4g points behind the time passed."), period, verdict->points);
}

static char *
tell_statistics (const LfLampVerdict *verdict)
{
  g_autofree char *started = lf_date_format (&verdict->date);
  g_autofree char *listed = verdict->done.year == 0 ? NULL : lf_date_format (&verdict->done);

  if (listed != NULL)
    return g_strdup_printf (_ ("In the statistics since %s."), listed);
  if (verdict->lamp == LF_LAMP_GREEN)
    return g_strdup_printf (_ ("Started on %s; the statistics have time yet."), started);
  return g_strdup_printf (ngettext ("Started on %1$s and not in the statistics %2$d month later.",
                                    "Started on %1$s and not in the statistics %2$d months later.", verdict->months),
                          started, verdict->months);
}

static char *
tell_node (const LfLampVerdict *verdict)
{
  const char *name = verdict->name == NULL ? "" : verdict->name;
  g_autofree char *planned = verdict->date.year == 0 ? g_strdup ("") : lf_date_format (&verdict->date);

  switch (verdict->cause)
    {
    case LF_LAMP_BY_NODE_OVERDUE:
      return g_strdup_printf (_ ("The node “%1$s” was planned for %2$s and is not done."), name, planned);
    case LF_LAMP_BY_NODE_BLOCKED:
      return g_strdup_printf (_ ("The node “%1$s” is blocked: %2$s"), name, verdict->blocker);
    case LF_LAMP_BY_NODE_IN_PROCESS:
      return g_strdup_printf (_ ("The node “%1$s” is in process; it is planned for %2$s."), name, planned);
    default:
      return g_strdup (_ ("No node is overdue or blocked."));
    }
}
/* clang-format on */

char *
lf_lamp_tell (const LfLampVerdict *verdict)
{
  switch (verdict->cause)
    {
    case LF_LAMP_BY_NOTHING:
      return g_strdup (_ ("Nothing is planned that a lamp could go by."));
    case LF_LAMP_BY_START:
      return tell_start (verdict);
    case LF_LAMP_BY_PROGRESS:
      return tell_progress (verdict);
    case LF_LAMP_BY_STATISTICS:
      return tell_statistics (verdict);
    case LF_LAMP_BY_CLOCK:
      return lf_deadline_tell (&verdict->deadline);
    default:
      return tell_node (verdict);
    }
}

char *
lf_lamp_tell_since (const LfLampVerdict *verdict)
{
  g_autofree char *since = NULL;

  if (verdict->since.year == 0)
    return NULL;
  since = lf_date_format (&verdict->since);
  /* Translators: a lamp, and since which day: "Red since 1 Jun 2023" */
  return g_strdup_printf (_ ("%1$s since %2$s"), lf_lamp_label (verdict->lamp), since);
}
