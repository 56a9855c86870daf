/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The goals of a year month by month (K6, R1): what was reached of each by the end of a month,
 * against the time that had gone by. */

#include "config.h"

#include "lf-report-private.h"
#include "lf-store-goals.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define YEAR 12 /* months */

/* ---- Which goals ---- */

/* Those of the whole year, of which something tells: their months are one scale. A rate does not
 * add up with them. */
static gboolean
is_told (const LfGoalReading *reading)
{
  const LfGoal *goal = &reading->goal;

  return !isnan (reading->progress.percent) && !goal->is_rate && goal->first.month == 1
         && goal->last.month == YEAR && goal->first.year == goal->last.year;
}

/* (transfer full) (element-type LfGoalReading): as they stood with @day */
static GPtrArray *
read_goals (const LfReportBuilder *self, const LfDate *day, GError **error)
{
  const LfReportOptions *options = self->options;
  const char *unit = strcmp (self->by, "owner") == 0 ? "account" : self->by;
  g_autofree char *own = strcmp (self->by, "zone") == 0
                             ? g_strdup ("park= and team= and account= and industry=")
                             : g_strdup_printf ("%s!=", unit);
  g_autofree char *ending = g_strdup_printf ("%s and end_date=%d", own, options->today.year);
  g_autofree char *within = lf_report_within (options, ending);

  return lf_store_goals_sync (self->store, within, "indicator,name", day,
                              options->as_of.year != 0 ? &options->as_of : NULL, error);
}

/* (nullable) */
static const LfGoalReading *
find_goal (GPtrArray *readings, const LfGoalReading *goal)
{
  for (guint i = 0; i < readings->len; i++)
    {
      const LfGoalReading *reading = readings->pdata[i];

      if (g_str_equal (lf_record_id (reading->record), lf_record_id (goal->record)))
        return reading;
    }
  return NULL;
}

/* ---- The table ---- */

static void
add_columns (LfReport *report, GPtrArray *goals)
{
  lf_report_add_column (report, "month", _ ("Month"), LF_COLUMN_TEXT);
  for (guint i = 0; i < goals->len; i++)
    {
      const LfGoalReading *reading = goals->pdata[i];
      g_autofree char *whose = lf_goal_tell_unit (reading->record);
      g_autofree char *what = lf_goal_tell_indicator (reading->record);
      g_autofree char *label = lf_goal_unit (reading->record) == NULL
                                   ? g_strdup (what)
                                   : g_strdup_printf (C_ ("goal", "%1$s · %2$s"), whose, what);

      lf_report_add_column (report, g_intern_string (lf_record_id (reading->record)), label,
                            LF_COLUMN_PERCENT);
    }
  report->measure = 1;
  report->n_series = goals->len;
  report->expected = goals->len + 1;
  lf_report_add_column (report, "time", _ ("Time gone by"), LF_COLUMN_PERCENT);
}

/* @then: (nullable) (element-type LfGoalReading): of a month that is still to come nothing is known
 */
static void
add_month (LfReport *report, const LfDate *month, GPtrArray *goals, GPtrArray *then)
{
  GPtrArray *row = lf_report_add_row (report);
  g_autofree char *label = lf_date_to_canonical (month);

  lf_report_add_text (row, label);
  for (guint i = 0; i < goals->len; i++)
    {
      const LfGoalReading *reading = then == NULL ? NULL : find_goal (then, goals->pdata[i]);
      LfReportCell *cell = lf_report_add_cell (row);

      cell->percent = reading == NULL ? NAN : reading->progress.percent;
      if (reading == NULL)
        continue;
      cell->entity = reading->entity;
      cell->filter = g_strdup (reading->filter);
    }
  lf_report_add_cell (row)->percent = 100.0 * month->month / YEAR;
}

gboolean
lf_report_build_goal_course (LfReportBuilder *self, GError **error)
{
  const LfDate *today = &self->options->today;
  g_autoptr (GPtrArray) goals = read_goals (self, today, error);

  for (guint i = goals == NULL ? 0 : goals->len; i-- > 0;)
    if (!is_told (goals->pdata[i]))
      g_ptr_array_remove_index (goals, i);
  if (goals == NULL)
    return FALSE;
  add_columns (self->report, goals);
  for (LfDate month = { today->year, 1, 0 }; goals->len > 0 && month.month <= YEAR; month.month++)
    {
      const LfDate end = lf_date_last_day (&month);
      g_autoptr (GPtrArray) then
          = month.month < today->month ? read_goals (self, &end, error) : NULL;

      if (month.month < today->month && then == NULL)
        return FALSE;
      add_month (self->report, &month, goals, month.month == today->month ? goals : then);
    }
  return TRUE;
}
