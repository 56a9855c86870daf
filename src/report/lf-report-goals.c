/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals against the time that has gone by (K6, K7, R1), laggards first; and those whose end passed
 * unreached (O8). */

#include "config.h"

#include "lf-report-private.h"
#include "lf-store-goals.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PROGRESS 6  /* of the goals: the column */
#define DAYS_LATE 3 /* of the late ones: likewise */

/* ---- Which goals ---- */

/* (transfer full): those of the rows asked for: everybody's, the zone's own, or of a unit each */
static char *
filter_by (const char *by)
{
  if (strcmp (by, "all") == 0)
    return g_strdup ("end_date!=");
  if (strcmp (by, "zone") == 0)
    return g_strdup ("park= and team= and account= and industry=");
  return g_strdup_printf ("%s!=", strcmp (by, "owner") == 0 ? "account" : by);
}

/* (transfer full): without a period what ends this year or later; of late ones all there are */
static char *
filter_goals (const LfReportBuilder *self, gboolean is_late)
{
  const LfReportOptions *options = self->options;
  g_autofree char *own = filter_by (self->by);
  gboolean has_period = options->from.year != 0 || options->to.year != 0;
  g_autofree char *today = lf_date_to_canonical (&options->today);
  g_autofree char *ended = is_late ? g_strdup_printf ("%s and end_date<=%s", own, today)
                           : has_period
                               ? g_strdup (own)
                               : g_strdup_printf ("%s and end_date>=%d", own, options->today.year);
  g_autofree char *within = lf_report_in_period (options, ended, "end_date");

  return lf_report_within (options, within);
}

static GPtrArray *
read_goals (LfReportBuilder *self, gboolean is_late, GError **error)
{
  const LfReportOptions *options = self->options;
  g_autofree char *filter = filter_goals (self, is_late);

  return lf_store_goals_sync (self->store, filter, /* sort= */ NULL, &options->today,
                              options->as_of.year != 0 ? &options->as_of : NULL, error);
}

/* ---- Cells ---- */

static void
add_given_text (GPtrArray *row, char *text /* (transfer full) */)
{
  lf_report_add_cell (row)->text = text;
}

/* What is behind a figure is what counts towards the goal. */
static LfReportCell *
add_counted (GPtrArray *row, const LfGoalReading *reading)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->entity = reading->entity;
  cell->filter = g_strdup (reading->filter);
  return cell;
}

static void
add_name (GPtrArray *row, const LfGoalReading *reading)
{
  g_autofree char *whose = lf_goal_tell_unit (reading->record);
  g_autofree char *name = lf_record_title (reading->record);

  /* TRANSLATORS: whose goal it is, and its name */
  add_given_text (row, g_strdup_printf (C_ ("goal", "%1$s · %2$s"), whose, name));
  add_given_text (row, lf_goal_tell_indicator (reading->record));
  add_counted (row, reading)->count = reading->n;
}

/* What it is held against; of growth that is worked out from the year before. */
static void
add_target (GPtrArray *row, const LfGoalReading *reading)
{
  LfReportCell *cell = lf_report_add_cell (row);

  cell->text = lf_goal_format_target (&reading->goal, &reading->progress);
  cell->entity = reading->base_entity;
  cell->filter = g_strdup (reading->base_filter);
}

static void
add_end (GPtrArray *row, const LfGoalReading *reading)
{
  lf_report_add_text (row, lf_record_get (reading->record, "end_date"));
}

static void
add_field (GPtrArray *row, const LfGoalReading *reading, const char *field)
{
  const char *text = lf_record_get (reading->record, field);

  lf_report_add_text (row, text == NULL ? "" : text);
}

/* ---- Goals ---- */

static void
add_goal_columns (LfReport *report)
{
  report->measure = PROGRESS;
  report->expected = PROGRESS + 1;
  lf_report_add_column (report, "goal", _ ("Goal"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "indicator", _ ("Indicator"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "records", _ ("Records"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "target", C_ ("goal", "Target"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "expected", _ ("Expected by now"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "reached", C_ ("goal", "Reached"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "progress", _ ("Progress"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "time", _ ("Time gone by"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "lead", _ ("Points ahead"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "course", C_ ("goal", "Standing"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "end_date", _ ("Ends on"), LF_COLUMN_DATE);
  lf_report_add_column (report, "signed_by", _ ("Signed by"), LF_COLUMN_TEXT);
}

static void
add_goal (LfReport *report, const LfGoalReading *reading)
{
  GPtrArray *row = lf_report_add_row (report);
  const LfGoalProgress *progress = &reading->progress;
  const LfGoal *goal = &reading->goal;

  add_name (row, reading);
  add_target (row, reading);
  add_given_text (row, lf_goal_format_expected (goal, progress->expected));
  add_given_text (row, lf_goal_format (goal, progress->reached));
  add_counted (row, reading)->percent = progress->percent;
  lf_report_add_cell (row)->percent = goal->is_rate ? 100 : progress->time;
  add_given_text (row, lf_goal_format_lead (progress->lead));
  lf_report_add_text (row, lf_goal_course_label (progress->course));
  add_end (row, reading);
  add_field (row, reading, "signed_by");
}

gboolean
lf_report_build_goals (LfReportBuilder *self, GError **error)
{
  g_autoptr (GPtrArray) goals = read_goals (self, /* is_late= */ FALSE, error);

  add_goal_columns (self->report);
  for (guint i = 0; goals != NULL && i < goals->len; i++)
    add_goal (self->report, goals->pdata[i]);
  return goals != NULL;
}

/* ---- Late ones ---- */

static void
add_late_columns (LfReport *report)
{
  report->measure = DAYS_LATE;
  lf_report_add_column (report, "goal", _ ("Goal"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "indicator", _ ("Indicator"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "records", _ ("Records"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "days_late", _ ("Days late"), LF_COLUMN_DAYS);
  lf_report_add_column (report, "target", C_ ("goal", "Target"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "reached", C_ ("goal", "Reached"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "progress", _ ("Progress"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "end_date", _ ("Ends on"), LF_COLUMN_DATE);
  lf_report_add_column (report, "signed_by", _ ("Signed by"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "pledged_on", _ ("Pledged on"), LF_COLUMN_DATE);
  lf_report_add_column (report, "result", _ ("Result"), LF_COLUMN_TEXT);
}

static void
add_late (LfReport *report, const LfGoalReading *reading)
{
  GPtrArray *row = lf_report_add_row (report);
  const LfGoalProgress *progress = &reading->progress;

  add_name (row, reading);
  add_counted (row, reading)->count = progress->days_late;
  add_target (row, reading);
  add_given_text (row, lf_goal_format (&reading->goal, progress->reached));
  add_counted (row, reading)->percent = progress->percent;
  add_end (row, reading);
  add_field (row, reading, "signed_by");
  lf_report_add_text (row, lf_record_get (reading->record, "pledged_on"));
  add_field (row, reading, "result");
}

gboolean
lf_report_build_late_goals (LfReportBuilder *self, GError **error)
{
  g_autoptr (GPtrArray) goals = read_goals (self, /* is_late= */ TRUE, error);

  add_late_columns (self->report);
  for (guint i = 0; goals != NULL && i < goals->len; i++)
    if (((LfGoalReading *) goals->pdata[i])->progress.course == LF_GOAL_LATE)
      add_late (self->report, goals->pdata[i]);
  return goals != NULL;
}
