/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of charts: what they draw of which cells, and labels that leave each other room. */

#include "config.h"

#include "chart-samples.h"

#include "lf-chart-private.h"
#include "lf-report-private.h"

#include <math.h>
#include <string.h>

static const double widths[] = { 360, 800, 1366 };
static const LfChartKind invented[]
    = { LF_CHART_GROUPED,  LF_CHART_STACKED, LF_CHART_LINES,   LF_CHART_HEAT,
        LF_CHART_CALENDAR, LF_CHART_TREEMAP, LF_CHART_RANKING, LF_CHART_SPARK };

typedef struct
{
  GPtrArray *marks;
  LfChartTrace trace;
  double height;
} Drawn;

static void
drawn_clear (Drawn *self)
{
  g_ptr_array_unref (self->marks);
  g_array_unref (self->trace.cells);
  g_array_unref (self->trace.texts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawn, drawn_clear)

static Drawn
draw (const LfReport *report, double width)
{
  LfChartStyle style;
  Drawn self = { .trace = { g_array_new (FALSE, FALSE, sizeof (LfChartShape)),
                            g_array_new (FALSE, FALSE, sizeof (LfChartShape)) } };

  lf_chart_style_paper (&style);
  self.height = lf_chart_height (report, style.font_px);
  lf_chart_draw (report, &style, NULL, width, self.height, -1, &self.marks);
  lf_chart_draw_traced (report, &style, NULL, width, self.height, &self.trace);
  return self;
}

static const LfChartShape *
shape_at (GArray *shapes, guint i)
{
  return &g_array_index (shapes, LfChartShape, i);
}

static double
figure_at (const LfReport *report, guint row, guint column)
{
  LfChart chart = { .report = report };

  lf_chart_read_figures (&chart);
  return lf_chart_figure (&chart, row, column);
}

/* ---- Marks ---- */

static gboolean
is_drawn (const LfReport *report, double figure)
{
  if (isnan (figure))
    return FALSE;
  if (report->chart == LF_CHART_TREEMAP)
    return figure > 0;
  return report->chart != LF_CHART_STACKED || figure != 0;
}

static guint
count_drawn (const LfReport *report)
{
  LfChart chart = { .report = report };
  g_autoptr (GArray) series = lf_chart_series (&chart);
  guint n = 0;

  if (report->expected > 0)
    g_array_append_val (series, report->expected);
  if (report->chart != LF_CHART_GROUPED && report->chart != LF_CHART_STACKED
      && report->chart != LF_CHART_LINES && report->chart != LF_CHART_HEAT)
    g_array_set_size (series, 1);
  for (guint row = 0; row < report->rows->len; row++)
    for (guint i = 0; i < series->len; i++)
      n += is_drawn (report, figure_at (report, row, g_array_index (series, guint, i)));
  return n;
}

/* Every cell with a figure has one mark that says it and lies within the drawing; no two meet. */
static void
assert_marks (const LfReport *report, const Drawn *drawn, double width)
{
  for (guint i = 0; i < drawn->marks->len; i++)
    {
      const LfChartMark *a = drawn->marks->pdata[i];
      /* of a month's progress: the month, whose reports it opens, and what the lines are */
      guint told = lf_chart_kind (report) == LF_CHART_PROGRESS ? 2 : a->column;
      g_autofree char *figure = lf_report_cell_format (
          report->columns->pdata[told], ((GPtrArray *) report->rows->pdata[a->row])->pdata[told]);

      g_assert_nonnull (strstr (a->tip, figure));
      g_assert_cmpfloat (a->x, >=, -0.5);
      g_assert_cmpfloat (a->y, >=, -0.5);
      g_assert_cmpfloat (a->x + a->width, <=, width + 0.5);
      g_assert_cmpfloat (a->y + a->height, <=, drawn->height + 0.5);
      g_assert_cmpfloat (a->width, >=, 0);
      g_assert_cmpfloat (a->height, >=, 0);
      for (guint j = 0; j < i; j++)
        {
          const LfChartMark *b = drawn->marks->pdata[j];

          g_assert_true (a->row != b->row || a->column != b->column);
          g_assert_true (a->x + a->width <= b->x + 0.01 || b->x + b->width <= a->x + 0.01
                         || a->y + a->height <= b->y + 0.01 || b->y + b->height <= a->y + 0.01);
        }
    }
}

static void
test_marks_of_samples (void)
{
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
      {
        g_autoptr (LfReport) report = chart_sample (*name);
        g_auto (Drawn) drawn = draw (report, widths[i]);

        g_test_message ("%s at %.0f", *name, widths[i]);
        assert_marks (report, &drawn, widths[i]);
      }
}

static void
test_marks_of_cells (void)
{
  static const LfColumnType types[] = { LF_COLUMN_COUNT, LF_COLUMN_MONEY, LF_COLUMN_PERCENT };
  static const guint sizes[] = { 1, 7, 60 };

  for (guint k = 0; k < G_N_ELEMENTS (invented); k++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (types) * 2; i++)
      {
        g_autoptr (LfReport) report
            = chart_of (invented[k], types[i % 3], sizes[i / 3 % 3], 3, i / 9 == 1);
        g_auto (Drawn) drawn = draw (report, 800);

        g_test_message ("kind %d, type %d, %u rows", invented[k], types[i % 3], sizes[i / 3 % 3]);
        g_assert_cmpuint (drawn.trace.cells->len, ==, count_drawn (report));
        if (invented[k] == LF_CHART_RANKING && drawn.trace.cells->len > 0)
          g_assert_cmpuint (drawn.marks->len, ==, report->rows->len);
        else if (invented[k] != LF_CHART_RANKING)
          g_assert_cmpuint (drawn.marks->len, ==, drawn.trace.cells->len);
        assert_marks (report, &drawn, 800);
      }
}

/* The keyboard walks as one reads: row after row, in a row from series to series. */
static void
test_reading_order (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (invented); k++)
    {
      g_autoptr (LfReport) report = chart_of (invented[k], LF_COLUMN_COUNT, 9, 3, FALSE);
      g_auto (Drawn) drawn = draw (report, 800);

      for (guint i = 1; i < drawn.marks->len && invented[k] != LF_CHART_TREEMAP; i++)
        {
          const LfChartMark *a = drawn.marks->pdata[i - 1], *b = drawn.marks->pdata[i];

          g_assert_true (a->row < b->row || (a->row == b->row && a->column < b->column));
        }
      g_assert_cmpuint (drawn.marks->len, >, 1);
    }
}

static void
test_boxes (void)
{
  g_autoptr (LfReport) report = chart_sample ("boxes");
  g_auto (Drawn) drawn = draw (report, 800);
  guint n_outliers = 0;

  g_assert_cmpuint (drawn.marks->len, ==, report->rows->len);
  for (guint i = 0; i < drawn.marks->len; i++)
    {
      const LfChartMark *mark = drawn.marks->pdata[i];
      g_autofree char *label = lf_report_cell_format (
          report->columns->pdata[0], ((GPtrArray *) report->rows->pdata[mark->row])->pdata[0]);

      g_assert_true (g_str_has_prefix (mark->tip, label));
      g_assert_true (mark->column == report->measure + 2 || mark->column == report->measure + 5);
      n_outliers += mark->column == report->measure + 5;
    }
  g_assert_cmpuint (n_outliers, ==, 6);
}

/* ---- Lengths and areas ---- */

/* Of each cell to its figure as of the first: drawn as large as it is. */
static void
assert_proportional (const LfReport *report, double (*size) (const LfChartShape *shape))
{
  g_auto (Drawn) drawn = draw (report, 800);
  double ratio = NAN;

  for (guint i = 0; i < drawn.trace.cells->len; i++)
    {
      const LfChartShape *shape = shape_at (drawn.trace.cells, i);
      double figure = fabs (figure_at (report, shape->row, shape->column));

      if (figure == 0)
        g_assert_cmpfloat_with_epsilon (size (shape), 0, 0.01);
      else if (isnan (ratio))
        ratio = size (shape) / figure;
      else
        g_assert_cmpfloat_with_epsilon (size (shape) / figure / ratio, 1, 1e-6);
    }
  g_assert_false (isnan (ratio));
}

static double
width_of (const LfChartShape *shape)
{
  return shape->width;
}

static double
height_of (const LfChartShape *shape)
{
  return shape->height;
}

static double
area_of (const LfChartShape *shape)
{
  return shape->width * shape->height;
}

static void
test_proportions (void)
{
  static const struct
  {
    const char *name;
    double (*size) (const LfChartShape *shape);
  } cases[]
      = { { "grouped", width_of },         { "stacked", width_of },       { "stacked", area_of },
          { "stacked-months", height_of }, { "stacked-months", area_of }, { "ranking", width_of },
          { "treemap", area_of } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfReport) report = chart_sample (cases[i].name);

      g_test_message ("%s", cases[i].name);
      assert_proportional (report, cases[i].size);
    }
}

/* The leaves of a tree fill it. */
static void
test_treemap_is_full (void)
{
  g_autoptr (LfReport) report = chart_sample ("treemap");
  g_auto (Drawn) drawn = draw (report, 800);
  double area = 0, top = drawn.height;

  for (guint i = 0; i < drawn.trace.cells->len; i++)
    {
      area += area_of (shape_at (drawn.trace.cells, i));
      top = MIN (top, shape_at (drawn.trace.cells, i)->y);
    }
  g_assert_cmpfloat_with_epsilon (area, 800 * (drawn.height - top), 1);
}

/* ---- Labels ---- */

static gboolean
meet (const LfChartShape *a, const LfChartShape *b)
{
  return a->x < b->x + b->width - 0.5 && b->x < a->x + a->width - 0.5
         && a->y < b->y + b->height - 0.5 && b->y < a->y + a->height - 0.5;
}

/* The ink of no two texts meets, and none of it is cut off. */
static void
assert_legible (const LfReport *report, double width)
{
  g_auto (Drawn) drawn = draw (report, width);

  g_test_message ("kind %d, %u rows, at %.0f", report->chart, report->rows->len, width);
  g_assert_cmpuint (drawn.trace.n_unknown, ==, 0);
  for (guint i = 0; i < drawn.trace.texts->len; i++)
    {
      const LfChartShape *text = shape_at (drawn.trace.texts, i);

      g_assert_cmpfloat (text->x, >=, -2);
      g_assert_cmpfloat (text->x + text->width, <=, width + 2);
      for (guint j = 0; j < i; j++)
        {
          const LfChartShape *other = shape_at (drawn.trace.texts, j);

          if (meet (text, other))
            g_test_message ("%.1f %.1f %.1f×%.1f meets %.1f %.1f %.1f×%.1f", text->x, text->y,
                            text->width, text->height, other->x, other->y, other->width,
                            other->height);
          g_assert_false (meet (text, other));
        }
    }
}

static void
test_labels_of_samples (void)
{
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
      {
        g_autoptr (LfReport) report = chart_sample (*name);

        assert_legible (report, widths[i]);
      }
}

static void
test_labels_of_many (void)
{
  static const guint sizes[] = { 1, 7, 60 }, series[] = { 1, 3, 10 };

  for (guint k = 0; k < G_N_ELEMENTS (invented); k++)
    for (guint i = 0; i < 3 * 3 * 2; i++)
      {
        g_autoptr (LfReport) report
            = chart_of (invented[k], i % 2 == 0 ? LF_COLUMN_COUNT : LF_COLUMN_MONEY, sizes[i % 3],
                        series[i / 3 % 3], i / 9 == 1);

        assert_legible (report, widths[(i / 3 + k) % 3]);
      }
}

/* A tile may be of any size. */
static void
test_any_size (void)
{
  static const double sizes[] = { 1, 24, 90 };

  for (const char *const *name = chart_samples (); *name != NULL; name++)
    for (guint i = 0; i < G_N_ELEMENTS (sizes) * G_N_ELEMENTS (sizes); i++)
      {
        g_autoptr (LfReport) report = chart_sample (*name);
        LfChartStyle style;
        g_autoptr (GPtrArray) marks = NULL;

        lf_chart_style_paper (&style);
        lf_chart_draw (report, &style, NULL, sizes[i / 3], sizes[i % 3], 1, &marks);
        for (guint k = 0; k < marks->len; k++)
          {
            const LfChartMark *mark = marks->pdata[k];

            g_assert_true (isfinite (mark->x) && isfinite (mark->y));
            g_assert_cmpfloat (mark->width, >=, 0);
            g_assert_cmpfloat (mark->height, >=, 0);
          }
      }
}

/* ---- Nothing to draw ---- */

/* Words instead of axes. */
static void
test_empty (void)
{
  for (guint kind = LF_CHART_AUTO; kind < LF_N_CHARTS; kind++)
    {
      g_autoptr (LfReport) report = chart_of (kind, LF_COLUMN_COUNT, 0, 6, FALSE);
      g_auto (Drawn) drawn = draw (report, 360);
      g_autofree char *spoken = lf_report_spoken (report);

      g_assert_cmpuint (drawn.marks->len, ==, 0);
      g_assert_cmpuint (drawn.trace.texts->len, ==, 1);
      g_assert_true (g_str_has_prefix (spoken, "任意. "));
    }
}

static void
test_only_zeros (void)
{
  g_autoptr (LfReport) report = chart_of (LF_CHART_LINES, LF_COLUMN_COUNT, 4, 2, FALSE);
  LfReportCell *cell;

  for (guint row = 0; row < report->rows->len; row++)
    for (guint column = 1; column < 3; column++)
      {
        cell = ((GPtrArray *) report->rows->pdata[row])->pdata[column];
        cell->count = 0;
      }
  {
    g_auto (Drawn) drawn = draw (report, 360);

    g_assert_cmpuint (drawn.marks->len, ==, 0);
    g_assert_cmpuint (drawn.trace.texts->len, ==, 1);
  }
}

/* ---- Money ---- */

/* A dollar is no yuan: it is told, not drawn. */
static void
test_currencies_are_not_mixed (void)
{
  g_autoptr (LfReport) report = chart_of (LF_CHART_RANKING, LF_COLUMN_MONEY, 3, 1, FALSE);
  LfReportCell *cell = ((GPtrArray *) report->rows->pdata[1])->pdata[1];
  LfMoney dollars = { 5000000000, "USD", LF_QUALIFIER_EXACT };

  cell->totals = (LfTotals){ 0 };
  g_assert_true (lf_totals_add (&cell->totals, &dollars));
  {
    g_auto (Drawn) drawn = draw (report, 800);

    g_assert_cmpuint (drawn.marks->len, ==, 3);
    g_assert_cmpuint (drawn.trace.cells->len, ==, 2);
    g_assert_nonnull (strstr (((LfChartMark *) drawn.marks->pdata[1])->tip, "USD 50 million"));
  }
}

/* ---- Bars of reports that nobody made for them ---- */

static LfReport *
make_money_by (const char *column, const char *count)
{
  LfReport *report = lf_report_new ("sample", g_strdup ("任意"), lf_schema_find ("visit"));

  lf_report_add_column (report, column, "月份", LF_COLUMN_TEXT);
  if (count != NULL)
    lf_report_add_column (report, count, "走访", LF_COLUMN_COUNT);
  lf_report_add_column (report, "amount", "金额", LF_COLUMN_MONEY);
  report->measure = report->columns->len - 1;
  return report;
}

static void
add_amount (LfReport *report, const char *label, gint64 minor)
{
  GPtrArray *row = lf_report_add_row (report);
  LfMoney money = { minor, "CNY", LF_QUALIFIER_EXACT };

  lf_report_add_text (row, label);
  if (report->measure > 1)
    lf_report_add_cell (row)->count = 3;
  g_assert_true (lf_totals_add (&lf_report_add_cell (row)->totals, &money));
}

/* What is of no month stands behind the months, within the drawing. */
static void
test_rows_of_no_month (void)
{
  static const char *const labels[][3] = { { "2026-01", "2026-02", "未填写" },
                                           { "2024", "2025", "2026" },
                                           { "2026-Q1", "2026-Q2", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_autoptr (LfReport) report = make_money_by (i == 0 ? "month" : "quarter", "visits");

      for (guint k = 0; k < 3; k++)
        add_amount (report, labels[i][k], 500000000);
      {
        g_auto (Drawn) drawn = draw (report, 800);

        g_assert_cmpint (lf_chart_kind (report), ==, LF_CHART_MONTHS);
        g_assert_cmpuint (drawn.marks->len, ==, 3);
        for (guint k = 0; k < 3; k++)
          {
            const LfChartMark *mark = drawn.marks->pdata[k];

            g_assert_cmpfloat (mark->width, >, 100);
            g_assert_cmpfloat (mark->x + mark->width, <=, 800.5);
          }
      }
    }
}

/* Money of visits is not money of projects. */
static void
test_bars_say_what_they_are_of (void)
{
  static const struct
  {
    const char *count, *tip;
  } cases[] = { { "visits", "甲园: 走访 3, 金额 CNY 5 million" },
                { "projects", "甲园: 3 projects, CNY 5 million" },
                { NULL, "甲园: CNY 5 million, 金额" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfReport) report = make_money_by ("park", cases[i].count);

      add_amount (report, "甲园", 500000000);
      {
        g_auto (Drawn) drawn = draw (report, 800);

        g_assert_cmpuint (drawn.marks->len, ==, 1);
        g_assert_cmpstr (((LfChartMark *) drawn.marks->pdata[0])->tip, ==, cases[i].tip);
      }
    }
}

/* Days that are no clocks are bars. */
static void
test_days_of_any_report (void)
{
  g_autoptr (LfReport) report = chart_of (LF_CHART_AUTO, LF_COLUMN_DAYS, 4, 2, FALSE);
  g_auto (Drawn) drawn = draw (report, 800);

  g_assert_cmpint (lf_chart_kind (report), ==, LF_CHART_BARS);
  g_assert_cmpuint (drawn.marks->len, ==, 4);
}

/* ---- Speech ---- */

static void
test_spoken (void)
{
  static const char *const cases[][2] = {
    { "grouped", "2024年: most 36 (临空经济与现代物流产业示范园), least 1 (综合保税区)." },
    { "lines", "目标: first CNY 200 million (2026-01), last CNY 2,400 million (2026-12)" },
    { "boxes", "签约到供地（不含两宗历史遗留用地）: 最短 4, " },
    { "boxes", "比亚迪, 离群: " },
    { "heat", "119 figures, the largest: 临空经济与现代物流产业示范园, 人工智能: 87." },
    { "treemap", "12 figures, the largest: 电子信息/软件: " },
    { "ranking", "1. 杭州湾高端精密制造产业园: CNY 1,481.472 million, 1 place up." },
    { "ranking", "5. 国际创新中心: CNY 987.648 million, new." },
    { "ranking", "3. 综合保税区: CNY 1,234.56 million, as before." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfReport) report = chart_sample (cases[i][0]);
      g_autofree char *spoken = lf_report_spoken (report);

      g_test_message ("%s", spoken);
      g_assert_nonnull (strstr (spoken, cases[i][1]));
    }
}

static int
compare_x (gconstpointer a, gconstpointer b)
{
  const LfChartShape *one = a, *other = b;

  return one->x < other->x ? -1 : one->x > other->x;
}

/* (transfer full) (element-type LfChartShape): the names along the bottom, from the left */
static GArray *
names_below (const Drawn *drawn)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (LfChartShape));
  double lowest = 0;

  for (guint i = 0; i < drawn->trace.texts->len; i++)
    lowest = MAX (lowest, shape_at (drawn->trace.texts, i)->y);
  for (guint i = 0; i < drawn->trace.texts->len; i++)
    if (shape_at (drawn->trace.texts, i)->y > lowest - 6)
      g_array_append_val (names, *shape_at (drawn->trace.texts, i));
  g_array_sort (names, compare_x);
  return names;
}

/* From one name of a time to the next it is as far as to the one after, but for what months differ
 * and for a first name that is kept within the picture. */
static void
test_times_at_even_steps (void)
{
  static const char *const names[] = { "stacked-months", "lines", "lines-days" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++)
    for (guint width = 300; width <= 1300; width += 100)
      {
        g_autoptr (LfReport) report = chart_sample (names[n]);
        g_auto (Drawn) drawn = draw (report, width);
        g_autoptr (GArray) below = names_below (&drawn);
        double least = G_MAXDOUBLE, most = 0;

        g_assert_cmpuint (below->len, >, 1);
        for (guint i = 1; i < below->len; i++)
          {
            const LfChartShape *one = shape_at (below, i - 1), *other = shape_at (below, i);
            double gap = other->x + other->width / 2 - one->x - one->width / 2;

            least = MIN (least, gap);
            most = MAX (most, gap);
          }
        g_test_message ("%s at %u: %u names, %.0f to %.0f", names[n], width, below->len, least,
                        most);
        g_assert_cmpfloat (most, <=, least * 1.15 + 24);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/chart-kinds/marks-of-samples", test_marks_of_samples);
  g_test_add_func ("/report/chart-kinds/marks-of-cells", test_marks_of_cells);
  g_test_add_func ("/report/chart-kinds/reading-order", test_reading_order);
  g_test_add_func ("/report/chart-kinds/boxes", test_boxes);
  g_test_add_func ("/report/chart-kinds/proportions", test_proportions);
  g_test_add_func ("/report/chart-kinds/treemap-is-full", test_treemap_is_full);
  g_test_add_func ("/report/chart-kinds/labels-of-samples", test_labels_of_samples);
  g_test_add_func ("/report/chart-kinds/labels-of-many", test_labels_of_many);
  g_test_add_func ("/report/chart-kinds/times-at-even-steps", test_times_at_even_steps);
  g_test_add_func ("/report/chart-kinds/any-size", test_any_size);
  g_test_add_func ("/report/chart-kinds/empty", test_empty);
  g_test_add_func ("/report/chart-kinds/only-zeros", test_only_zeros);
  g_test_add_func ("/report/chart-kinds/currencies-are-not-mixed", test_currencies_are_not_mixed);
  g_test_add_func ("/report/chart-kinds/rows-of-no-month", test_rows_of_no_month);
  g_test_add_func ("/report/chart-kinds/bars-say-what-they-are-of", test_bars_say_what_they_are_of);
  g_test_add_func ("/report/chart-kinds/days-of-any-report", test_days_of_any_report);
  g_test_add_func ("/report/chart-kinds/spoken", test_spoken);
  return g_test_run ();
}
