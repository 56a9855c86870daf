/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A pledge on paper. */

#include "config.h"

#include "lf-goal-paper.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define QUARTER 3 /* months */
#define ROOM_FOR_SEAL "\n\n\n"

char *
lf_goal_paper_tell (const LfGoalReading *reading)
{
  const LfGoalProgress *progress = &reading->progress;
  const char *course = lf_goal_course_label (progress->course);

  if (isnan (progress->percent))
    return g_strdup (course);
  if (progress->course == LF_GOAL_LATE)
    return g_strdup_printf (ngettext ("%1$.1f%% reached; its end passed %2$d day ago",
                                      "%1$.1f%% reached; its end passed %2$d days ago",
                                      progress->days_late),
                            progress->percent, progress->days_late);
  if (reading->goal.is_rate || progress->course == LF_GOAL_REACHED
      || progress->course == LF_GOAL_TO_COME)
    return g_strdup_printf (_ ("%1$s: %2$.1f%% reached"), course, progress->percent);
  return g_strdup_printf (progress->lead < 0
                              ? _ ("%1$.1f%% reached, %2$.1f%% of the time gone by: %3$.1f "
                                   "points behind")
                              : _ ("%1$.1f%% reached, %2$.1f%% of the time gone by: %3$.1f "
                                   "points ahead"),
                          progress->percent, progress->time, fabs (progress->lead));
}

/* ---- What is pledged ---- */

static void
add_pledge (LfPaper *paper, const LfGoalReading *reading)
{
  const char *const headings[] = { _ ("Whose"),         _ ("Indicator"),   C_ ("goal", "Target"),
                                   C_ ("goal", "From"), C_ ("goal", "By"), NULL };
  const double shares[] = { 0.2, 0.3, 0.2, 0.15, 0.15 };
  g_autofree char *whose = lf_goal_tell_unit (reading->record);
  g_autofree char *what = lf_goal_tell_indicator (reading->record);
  g_autofree char *target = lf_goal_format_target (&reading->goal, &reading->progress);
  g_autofree char *from = lf_date_format (&reading->goal.first);
  g_autofree char *by = lf_date_format (&reading->goal.last);
  const char *const cells[] = { whose, what, target, from, by };

  lf_paper_add_heading (paper, _ ("What is pledged"));
  lf_paper_begin_table (paper, headings, shares);
  lf_paper_add_row (paper, cells);
}

/* Of a year and the like: how much by the end of each quarter (R1). */
static void
add_steps (LfPaper *paper, const LfGoalReading *reading)
{
  const char *const headings[]
      = { _ ("By the end of"), C_ ("goal", "Share"), _ ("To be reached"), NULL };
  const double shares[] = { 0.4, 0.2, 0.4 };
  const LfGoal *goal = &reading->goal;
  LfDate month = lf_date_month (&goal->first);

  month = lf_date_add_months (&month, (QUARTER - goal->first.month % QUARTER) % QUARTER);
  month = lf_date_month (&month);
  if (goal->is_rate || isnan (reading->progress.target)
      || lf_date_days_between (&month, &goal->last) < 100 || goal->last.year > goal->first.year + 1)
    return;
  lf_paper_add_heading (paper, _ ("Step by step"));
  lf_paper_begin_table (paper, headings, shares);
  for (LfDate end = lf_date_month_end (&month);; end = lf_date_month_end (&month))
    {
      gboolean is_last = lf_date_compare (&end, &goal->last) >= 0;
      const LfDate day = is_last ? goal->last : end;
      double time = lf_goal_time (goal, &day);
      g_autofree char *by = lf_date_format (&day);
      g_autofree char *share = g_strdup_printf ("%.0f%%", 100 * time);
      g_autofree char *value = lf_goal_format_expected (goal, reading->progress.target * time);
      const char *const cells[] = { by, share, value };

      lf_paper_add_row (paper, cells);
      if (is_last)
        break;
      month = lf_date_add_months (&month, QUARTER);
      month = lf_date_month (&month);
    }
}

/* ---- How it stands and who signs ---- */

static void
add_standing (LfPaper *paper, const LfGoalReading *reading, const LfDate *today)
{
  g_autofree char *day = lf_date_format (today);
  g_autofree char *heading = g_strdup_printf (_ ("How it stands on %s"), day);
  g_autofree char *reached = lf_goal_tell (&reading->goal, &reading->progress);
  g_autofree char *told = lf_goal_paper_tell (reading);
  const char *result = lf_record_get (reading->record, "result");

  lf_paper_add_heading (paper, heading);
  lf_paper_add_text (paper, reached);
  lf_paper_add_text (paper, told);
  lf_paper_add_heading (paper, _ ("Result"));
  lf_paper_add_text (paper, result == NULL ? _ ("To be written when the goal has ended.") : result);
}

static void
add_signatures (LfPaper *paper, const LfGoalReading *reading)
{
  const char *const headings[] = { _ ("Pledged by"), _ ("Received by"), NULL };
  const double shares[] = { 0.5, 0.5 };
  const char *signed_by = lf_record_get (reading->record, "signed_by");
  g_autofree char *pledged_on = lf_record_format (reading->record, "pledged_on");
  g_autofree char *day = g_strdup_printf (
      _ ("Date: %s"),
      lf_record_get (reading->record, "pledged_on") == NULL ? "____________" : pledged_on);
  const char *const names[] = { signed_by, NULL };
  g_autofree char *line = g_strconcat (ROOM_FOR_SEAL, _ ("Signature and seal: ____________"), NULL);
  const char *const lines[] = { line, line };
  const char *const days[] = { day, _ ("Date: ____________") };

  lf_paper_add_heading (paper, _ ("Signatures"));
  lf_paper_begin_table (paper, headings, shares);
  lf_paper_add_row (paper, names);
  lf_paper_add_row (paper, lines);
  lf_paper_add_row (paper, days);
}

LfPaper *
lf_goal_paper_new (const LfGoalReading *reading, const LfDate *today)
{
  g_autofree char *title = lf_record_title (reading->record);
  const char *signed_by = lf_record_get (reading->record, "signed_by");
  g_autofree char *whose = lf_goal_tell_unit (reading->record);
  g_autofree char *by = lf_date_format (&reading->goal.last);
  g_autofree char *target = lf_goal_format_target (&reading->goal, &reading->progress);
  g_autofree char *what = lf_goal_tell_indicator (reading->record);
  g_autofree char *words = g_strdup_printf (
      _ ("%1$s pledges to reach by %2$s: %3$s, %4$s. What was reached is counted "
         "from the records, and answered for."),
      signed_by == NULL ? whose : signed_by, by, what, target);
  LfPaper *paper = lf_paper_new (_ ("Letter of Pledge"), title);
  const char *note = lf_record_get (reading->record, "note");

  lf_paper_add_text (paper, words);
  add_pledge (paper, reading);
  add_steps (paper, reading);
  if (note != NULL)
    {
      lf_paper_add_heading (paper, _ ("Note"));
      lf_paper_add_text (paper, note);
    }
  add_standing (paper, reading, today);
  add_signatures (paper, reading);
  return paper;
}
