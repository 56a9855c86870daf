/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Half time, half task (V10, R1): what was reached of each goal of the year against the time that
 * has gone by: 双过半 at the end of June, 全年红 at the end of December. */

#include "config.h"

#include "lf-indicator.h"
#include "lf-progress.h"
#include "lf-report-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define RECORDS 2  /* its column: of what is counted */
#define PROGRESS 6 /* its column: of the year's target */

/* ---- Time ---- */

static LfDate
goal_day (const LfRecord *goal, const char *field, const LfDate *otherwise)
{
  const char *text = lf_record_get (goal, field);
  LfDate day;

  return text != NULL && lf_date_from_canonical (text, &day) ? day : *otherwise;
}

/* Months of the year, before and within a goal's own: R1 counts whole months, and half a month from
 * the 15th on. */
static double
share_gone_by (const LfDate *first, const LfDate *last, const LfDate *today)
{
  const LfDate before = lf_date_add_days (first, -1);
  double start = before.year < last->year ? 0 : lf_progress_time (&before);
  double end = lf_progress_time (last);
  double now = today->year > last->year   ? end
               : today->year < last->year ? start
                                          : lf_progress_time (today);

  return end <= start ? 1 : CLAMP ((now - start) / (end - start), 0, 1);
}

/* ---- A goal ---- */

typedef struct
{
  const LfRecord *goal;
  const LfIndicatorSource *source;
  const LfField *unit; /* whose it is */
  LfMoney amount;      /* the target; no currency: it is a number */
  double target, reached;
  double time; /* the share of its days that is over */
} Line;

/* FALSE: nothing is to be reached that could be counted. */
static gboolean
line_init (Line *self, const LfRecord *goal, const LfField *unit, const LfDate *today)
{
  const char *amount = lf_record_get (goal, "target_amount");
  const char *count = lf_record_get (goal, "target_count");
  const LfDate year = { today->year, 0, 0 };
  const LfDate end = goal_day (goal, "end_date", &year), begin = { end.year, 1, 1 },
               start = goal_day (goal, "start_date", &begin);
  const LfDate first = lf_date_first_day (&start), last = lf_date_last_day (&end);

  *self = (Line){ .goal = goal, .unit = unit };
  self->source = lf_indicator_source (lf_record_get (goal, "indicator"));
  if (amount != NULL && lf_money_from_canonical (amount, &self->amount))
    self->target = (double) self->amount.minor;
  else if (count != NULL)
    self->target = g_ascii_strtod (count, NULL);
  self->time = share_gone_by (&first, &last, today);
  return self->source != NULL && self->source->part == NULL && self->target > 0;
}

/* (transfer full): what is counted for the goal, up to @today */
static char *
line_filter (const Line *self, const LfDate *today)
{
  g_autofree char *whose = lf_indicator_source_whose (
      self->source, strcmp (self->unit->name, "park") == 0 ? "park" : "owner",
      lf_record_get (self->goal, self->unit->name));
  const char *start = lf_record_get (self->goal, "start_date");
  const char *end = lf_record_get (self->goal, "end_date");
  const char *least = lf_record_get (self->goal, "least_investment");
  g_autofree char *year = g_strdup_printf ("%.4s", end);
  g_autofree char *last = lf_date_to_canonical (today);
  g_autofree char *counted
      = lf_indicator_source_filter (self->source, start == NULL ? year : start, end);
  GString *text = g_string_new (counted);

  g_string_append_printf (text, " and %s<=%s and %s", self->source->date, last, whose);
  if (least != NULL && strcmp (self->source->entity, "project") == 0)
    {
      g_autofree char *quoted = lf_filter_quote (least);
      g_string_append_printf (text, " and total_investment>=%s", quoted);
    }
  return g_string_free (text, FALSE);
}

static char *
line_format (const Line *self, double value)
{
  LfMoney money = self->amount;

  if (money.currency[0] == '\0')
    return g_strdup_printf ("%.10g", round (value * 10) / 10);
  money.minor = (gint64) round (value);
  money.qualifier = LF_QUALIFIER_EXACT;
  return lf_money_format (&money);
}

static gboolean
count_line (LfReportBuilder *self, Line *line, GPtrArray *row, GError **error)
{
  const LfEntity *entity = lf_schema_find (line->source->entity);
  g_autofree char *filter = line_filter (line, &self->options->today);
  g_autoptr (LfQuery) query = lf_query_parse (entity, filter, NULL, &self->options->today, error);
  LfSummary summary;
  LfReportCell *cell;

  if (query != NULL && self->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->options->as_of);
  if (query == NULL || !lf_store_figures_summary_sync (self->store, query, &summary, error))
    return FALSE;
  cell = lf_report_add_cell (row);
  cell->count = summary.n;
  cell->entity = entity;
  cell->filter = g_strdup (filter);
  line->reached = line->amount.currency[0] == '\0' ? (double) summary.n : 0;
  for (guint i = 0; line->amount.currency[0] != '\0' && i < summary.totals.n; i++)
    if (strcmp (summary.totals.totals[i].currency, line->amount.currency) == 0)
      line->reached = (double) summary.totals.totals[i].minor;
  return TRUE;
}

static void
add_value (GPtrArray *row, const Line *line, double value)
{
  g_autofree char *text = line_format (line, value);

  lf_report_add_text (row, text);
}

static gboolean
add_goal (LfReportBuilder *self, Line *line, GError **error)
{
  GPtrArray *row = lf_report_add_row (self->report);
  const LfField *indicator = lf_entity_field (self->report->entity, "indicator");
  const char *key = lf_record_get (line->goal, "indicator");
  g_autofree char *whose = lf_record_format (line->goal, line->unit->name);
  g_autofree char *what = lf_field_format (indicator, key);
  const LfReportCell *records;
  LfReportCell *progress;

  lf_report_add_text (row, whose);
  lf_report_add_text (row, what);
  if (!count_line (self, line, row, error))
    return FALSE;
  records = row->pdata[RECORDS];
  add_value (row, line, line->target);
  add_value (row, line, line->target * line->time);
  add_value (row, line, line->reached);
  progress = lf_report_add_cell (row);
  progress->percent = 100 * line->reached / line->target;
  progress->entity = records->entity;
  progress->filter = g_strdup (records->filter);
  lf_report_add_cell (row)->percent = 100 * line->time;
  lf_report_add_text (row, line->reached < line->target * line->time   ? _ ("No")
                           : line->reached > line->target * line->time ? _ ("Yes, ahead of time")
                                                                       : _ ("Yes"));
  return TRUE;
}

static void
add_columns (LfReport *report, const LfField *unit)
{
  report->measure = PROGRESS;
  report->expected = PROGRESS + 1;
  lf_report_add_column (report, unit->name, lf_field_label (unit), LF_COLUMN_TEXT);
  lf_report_add_column (report, "indicator", _ ("Indicator"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "records", _ ("Records"), LF_COLUMN_COUNT);
  lf_report_add_column (report, "target", _ ("Target of the year"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "expected", _ ("Expected by now"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "reached", C_ ("goal", "Reached"), LF_COLUMN_TEXT);
  lf_report_add_column (report, "progress", _ ("Progress"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "time", _ ("Time gone by"), LF_COLUMN_PERCENT);
  lf_report_add_column (report, "on_course", _ ("On course"), LF_COLUMN_TEXT);
}

gboolean
lf_report_build_half_year (LfReportBuilder *self, GError **error)
{
  const LfField *unit = lf_entity_field (self->report->entity,
                                         strcmp (self->by, "owner") == 0 ? "account" : self->by);
  g_autofree char *own
      = g_strdup_printf ("end_date=%d and %s!=", self->options->today.year, unit->name);
  g_autofree char *within = lf_report_within (self->options, own);
  g_autofree char *sort = g_strdup_printf ("%s,indicator,name", unit->name);
  g_autoptr (LfQuery) query
      = lf_query_parse (self->report->entity, within, sort, &self->options->today, error);
  g_autoptr (GPtrArray) goals = NULL;

  add_columns (self->report, unit);
  if (query != NULL && self->options->as_of.year != 0)
    lf_query_set_as_of (query, &self->options->as_of);
  goals = query == NULL ? NULL : lf_store_list_sync (self->store, query, /* limit= */ 0, error);
  for (guint i = 0; goals != NULL && i < goals->len; i++)
    {
      Line line;

      if (line_init (&line, goals->pdata[i], unit, &self->options->today)
          && !add_goal (self, &line, error))
        return FALSE;
    }
  return goals != NULL;
}
