/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A schedule on a sheet of paper, and as a file. */

#include "config.h"

#include "lf-gantt.h"

#include "lf-chart-private.h"
#include "lf-report-private.h"
#include "lf-sheet-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MARGIN 0.045 /* of the width */

/* ---- The sheet ---- */

const char *
lf_gantt_legend (void)
{
  return _ ("Thick frame: critical path · tick: done · hatched: blocked · diamond: date fixed · "
            "dashed lines: today, end");
}

void
lf_gantt_draw_sheet (const LfProjectSchedule *self, cairo_t *cr, double width, double height)
{
  double margin = width * MARGIN, inner = width - 2 * margin, y = margin,
         scale = width / LF_SHEET_WIDTH;
  g_autofree char *project = lf_record_title (self->project);
  g_autofree char *title = g_strdup_printf (_ ("Schedule of “%s”"), project);
  g_autofree char *conflict = lf_schedule_tell_conflict (self->schedule);
  g_autofree char *today = lf_date_format (&self->schedule->today);
  LfChartStyle style;
  LfChart chart = { .style = &style, .cr = cr, .width = width, .height = height };

  lf_chart_style_paper (&style);
  style.font_px = 14 * scale;
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  lf_chart_text (&chart, title, margin, y + style.font_px, inner, LF_ALIGN_START, 1.7,
                 style.foreground);
  lf_chart_text (&chart, today, width - margin, y + style.font_px, inner / 3, LF_ALIGN_END, 1,
                 style.dim);
  y += style.font_px * 3;
  if (conflict != NULL)
    lf_chart_text (&chart, conflict, margin, y, inner, LF_ALIGN_START, 1, style.warning);
  y += style.font_px * 1.6;
  lf_chart_text (&chart, lf_gantt_legend (), margin, height - margin, inner, LF_ALIGN_START, 0.8,
                 style.dim);
  /* many nodes make the bars lower, few do not make them higher than reads well */
  style.font_px = MIN (style.font_px * 1.15, (height - margin - style.font_px * 2 - y)
                                                 / lf_gantt_height (self->schedule, 1));
  cairo_save (cr);
  cairo_translate (cr, margin, y);
  lf_gantt_draw (self->schedule, NULL, &style, cr, inner,
                 lf_gantt_height (self->schedule, style.font_px));
  cairo_restore (cr);
}

/* ---- The table ---- */

static void
add_date (GPtrArray *row, const LfDate *date)
{
  g_autofree char *text = date->year == 0 ? g_strdup ("–") : lf_date_format (date);

  lf_report_add_text (row, text);
}

static void
add_number (GPtrArray *row, int n)
{
  lf_report_add_cell (row)->count = n;
}

/* (transfer full): what the columns do not say */
static char *
tell_state (const LfSchedule *schedule, guint i)
{
  const LfScheduleNode *node = schedule->nodes->pdata[i];

  if (node->done.year != 0)
    return g_strdup ("");
  if (node->blocker != NULL)
    return g_strdup_printf (_ ("blocked: %s"), node->blocker);
  if (lf_schedule_is_held_up (schedule, i))
    return g_strdup_printf (_ ("held up by “%s”"),
                            ((LfScheduleNode *) schedule->nodes->pdata[node->held_up_by])->name);
  if (lf_schedule_is_late (schedule, i))
    return g_strdup (_ ("overdue"));
  return g_strdup (node->is_fixed ? _ ("date fixed") : "");
}

LfReport *
lf_gantt_table (const LfProjectSchedule *self)
{
  g_autofree char *project = lf_record_title (self->project);
  LfReport *table = lf_report_new ("schedule", g_strdup (project), lf_schema_find ("node"));

  lf_report_add_column (table, "name", _ ("Node"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "days", _ ("Working days"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "planned", _ ("Planned for"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "done", _ ("Done on"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "slack", _ ("To spare"), LF_COLUMN_COUNT);
  lf_report_add_column (table, "critical", _ ("Critical"), LF_COLUMN_TEXT);
  lf_report_add_column (table, "state", _ ("State"), LF_COLUMN_TEXT);
  for (guint i = 0; i < self->schedule->nodes->len; i++)
    {
      const LfScheduleNode *node = self->schedule->nodes->pdata[i];
      GPtrArray *row = lf_report_add_row (table);
      g_autofree char *state = tell_state (self->schedule, i);

      lf_report_add_text (row, node->name);
      add_number (row, (int) node->days);
      add_date (row, &node->planned);
      add_date (row, &node->done);
      add_number (row, node->done.year != 0 ? 0 : node->slack);
      lf_report_add_text (row, node->is_critical ? _ ("Yes") : "");
      lf_report_add_text (row, state);
    }
  return table;
}

/* ---- Files ---- */

static void
draw (gconstpointer what, cairo_t *cr, double width, double height)
{
  lf_gantt_draw_sheet (what, cr, width, height);
}

gboolean
lf_gantt_write (const LfProjectSchedule *self, const char *path, GError **error)
{
  return lf_sheet_write (path, draw, self, error);
}
