/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as a person would tell it: what its drawing shows at a glance, not every figure. */

#include "config.h"

#include "lf-chart-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define N_TOLD 5 /* of many figures */

typedef struct
{
  guint row, column;
  double figure;
} Told;

/* ---- Every row ---- */

static void
tell_row (GString *text, const LfReport *report, GPtrArray *row /* nullable: headings */)
{
  for (guint c = 0; c < MIN (report->columns->len, 3); c++)
    {
      const LfReportColumn *column = report->columns->pdata[c];
      g_autofree char *cell
          = row == NULL ? g_strdup (column->label) : lf_report_cell_format (column, row->pdata[c]);

      g_string_append_printf (text, "%s%s",
                              c == 0   ? ""
                              : c == 1 ? ": "
                                       : ", ",
                              cell == NULL ? "" : cell);
    }
  g_string_append (text, ". ");
}

static void
tell_rows (LfChart *self, GString *text)
{
  tell_row (text, self->report, /* row= */ NULL);
  for (guint row = 0; row < self->report->rows->len; row++)
    tell_row (text, self->report, self->report->rows->pdata[row]);
  if (self->report->total != NULL)
    tell_row (text, self->report, self->report->total);
}

/* ---- Series: where each begins and ends, and what is most and least ---- */

/* (transfer full): "12 (2026-03)" */
static char *
figure_at (LfChart *self, const Told *told)
{
  g_autofree char *figure = lf_chart_cell_text (self, told->row, told->column);
  g_autofree char *label = lf_chart_label (self, told->row);

  /* Translators: a figure and whose or when it is: "12 (East Park)" */
  return g_strdup_printf (C_ ("spoken", "%1$s (%2$s)"), figure, label);
}

static void
tell_column (LfChart *self, GString *text, guint column)
{
  Told first = { 0 }, last = { 0 }, most = { 0 }, least = { 0 };
  gboolean is_known = FALSE;
  char *spoken[4];

  for (guint row = 0; row < self->report->rows->len; row++)
    {
      Told told = { row, column, lf_chart_figure (self, row, column) };

      if (isnan (told.figure))
        continue;
      first = is_known ? first : told;
      most = is_known && told.figure <= most.figure ? most : told;
      least = is_known && told.figure >= least.figure ? least : told;
      last = told;
      is_known = TRUE;
    }
  if (!is_known)
    return;
  spoken[0] = figure_at (self, &first);
  spoken[1] = figure_at (self, &last);
  spoken[2] = figure_at (self, &most);
  spoken[3] = figure_at (self, &least);
  if (lf_chart_is_time (self))
    g_string_append_printf (text, _ ("%1$s: first %2$s, last %3$s; most %4$s, least %5$s. "),
                            lf_chart_column_label (self, column), spoken[0], spoken[1], spoken[2],
                            spoken[3]);
  else
    g_string_append_printf (text, _ ("%1$s: most %2$s, least %3$s. "),
                            lf_chart_column_label (self, column), spoken[2], spoken[3]);
  for (guint i = 0; i < G_N_ELEMENTS (spoken); i++)
    g_clear_pointer (&spoken[i], g_free);
}

static void
tell_series (LfChart *self, GString *text)
{
  g_autoptr (GArray) series = lf_chart_series (self);

  for (guint i = 0; i < series->len; i++)
    tell_column (self, text, g_array_index (series, guint, i));
  if (self->report->expected > 0)
    tell_column (self, text, self->report->expected);
}

static void
tell_measure (LfChart *self, GString *text)
{
  tell_column (self, text, self->report->measure);
}

/* ---- Cells: the largest of them ---- */

static int
compare_told (gconstpointer a, gconstpointer b)
{
  const Told *first = a, *second = b;

  if (first->figure != second->figure)
    return first->figure > second->figure ? -1 : 1;
  return first->row != second->row ? (first->row < second->row ? -1 : 1)
                                   : (first->column < second->column ? -1 : 1);
}

static void
tell_largest (LfChart *self, GString *text, const GArray *columns)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Told));

  for (guint row = 0; row < self->report->rows->len; row++)
    for (guint i = 0; i < columns->len; i++)
      {
        guint column = g_array_index (columns, guint, i);
        Told told = { row, column, lf_chart_figure (self, row, column) };

        if (!isnan (told.figure))
          g_array_append_val (all, told);
      }
  g_array_sort (all, compare_told);
  /* Translators: what follows are the largest figures of many */
  g_string_append_printf (
      text, ngettext ("%u figure, the largest: ", "%u figures, the largest: ", all->len), all->len);
  for (guint i = 0; i < MIN (all->len, N_TOLD); i++)
    {
      const Told *told = &g_array_index (all, Told, i);
      g_autofree char *tip = lf_chart_cell_tip (self, told->row, told->column, columns->len > 1);

      g_string_append_printf (text, "%s. ", tip);
    }
}

static void
tell_cells (LfChart *self, GString *text)
{
  g_autoptr (GArray) series = lf_chart_series (self);

  tell_largest (self, text, series);
}

static void
tell_parts (LfChart *self, GString *text)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (columns, self->report->measure);
  tell_largest (self, text, columns);
}

/* ---- Rows that say more than a figure ---- */

static void
tell_places (LfChart *self, GString *text)
{
  for (guint row = 0; row < self->report->rows->len; row++)
    {
      g_autofree char *tip = lf_chart_ranking_tip (self, row);

      g_string_append_printf (text, "%s. ", tip);
    }
}

static void
tell_boxes (LfChart *self, GString *text)
{
  for (guint row = 0; row < self->report->rows->len; row++)
    {
      g_autofree char *tip = lf_chart_box_tip (self, row);

      g_string_append_printf (text, "%s. ", tip);
    }
}

static void (*const tell[LF_N_CHARTS]) (LfChart *self, GString *text) = {
  [LF_CHART_FUNNEL] = tell_rows,    [LF_CHART_BARS] = tell_rows,
  [LF_CHART_MONTHS] = tell_rows,    [LF_CHART_DAYS] = tell_rows,
  [LF_CHART_PROGRESS] = tell_rows,  [LF_CHART_GROUPED] = tell_series,
  [LF_CHART_STACKED] = tell_series, [LF_CHART_LINES] = tell_series,
  [LF_CHART_BOXES] = tell_boxes,    [LF_CHART_HEAT] = tell_cells,
  [LF_CHART_CALENDAR] = tell_parts, [LF_CHART_TREEMAP] = tell_parts,
  [LF_CHART_RANKING] = tell_places, [LF_CHART_SPARK] = tell_measure,
};

char *
lf_report_spoken (const LfReport *self)
{
  LfChart chart = { .report = self };
  GString *text = g_string_new (NULL);

  lf_chart_read_figures (&chart);
  g_string_append_printf (text, "%s. ", self->title);
  if (self->rows->len == 0)
    g_string_append (text, _ ("There is nothing to draw yet."));
  else
    tell[lf_chart_kind (self)](&chart, text);
  return g_string_free (text, FALSE);
}
