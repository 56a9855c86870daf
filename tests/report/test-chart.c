/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawings: what can be pointed at, where it is, and the list behind it. */

#include "config.h"

#include "report-fixture.h"

#include "lf-chart.h"

#include <math.h>
#include <string.h>

#define WIDTH 800.0
#define HEIGHT 400.0
#define REACHED 1

static GPtrArray *
marks_of (const LfReport *report)
{
  LfChartStyle style;
  GPtrArray *marks = NULL;

  lf_chart_style_paper (&style);
  lf_chart_draw (report, &style, NULL, WIDTH, HEIGHT, -1, &marks);
  return marks;
}

static void
assert_within (const LfChartMark *mark)
{
  g_assert_cmpfloat (mark->x, >=, -0.5);
  g_assert_cmpfloat (mark->y, >=, -0.5);
  g_assert_cmpfloat (mark->x + mark->width, <=, WIDTH + 0.5);
  g_assert_cmpfloat (mark->y + mark->height, <=, HEIGHT + 0.5);
  g_assert_cmpfloat (mark->width, >, 0);
  g_assert_cmpfloat (mark->height, >, 0);
}

/* A point means one mark: nothing can be opened through another one. */
static void
assert_apart (const LfChartMark *a, const LfChartMark *b)
{
  gboolean beside = a->x + a->width <= b->x + 0.01 || b->x + b->width <= a->x + 0.01;
  gboolean above = a->y + a->height <= b->y + 0.01 || b->y + b->height <= a->y + 0.01;

  g_assert_true (beside || above);
}

/* Kinds with a mark for each row, in their order; the others are tests of their own. */
static gboolean
draws_each_row (const LfReport *report)
{
  switch (lf_chart_kind (report))
    {
    case LF_CHART_FUNNEL:
    case LF_CHART_BARS:
    case LF_CHART_MONTHS:
    case LF_CHART_DAYS:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Rows of nothing at all are not drawn. */
static gboolean
has_figures (const LfReport *report)
{
  for (guint i = 0; i < report->rows->len; i++)
    {
      const LfReportCell *cell = report_cell (report->rows->pdata[i], report->measure);

      if (cell->count != 0 || cell->totals.n > 0 || cell->percent != 0)
        return TRUE;
    }
  return FALSE;
}

/* Every mark is in its place, says its figure and opens its list. */
static void
assert_marks (LfStore *store, const LfReport *report)
{
  g_autoptr (GPtrArray) marks = marks_of (report);

  if (draws_each_row (report) && has_figures (report))
    g_assert_cmpuint (marks->len, ==, report->rows->len);
  for (guint i = 0; i < marks->len; i++)
    {
      const LfChartMark *mark = marks->pdata[i];
      GPtrArray *row = report->rows->pdata[mark->row];
      g_autofree char *figure
          = lf_report_cell_format (report->columns->pdata[mark->column], row->pdata[mark->column]);

      if (draws_each_row (report))
        g_assert_cmpuint (mark->row, ==, i);
      assert_within (mark);
      if (!report_cell (row, mark->column)->is_blank)
        g_assert_nonnull (strstr (mark->tip, figure));
      if (report_cell (row, mark->column)->filter != NULL)
        assert_drills_down (store, report, row, mark->column);
      for (guint j = 0; j < i; j++)
        assert_apart (mark, marks->pdata[j]);
    }
}

/* Where it is of projects, it says how many, too. */
static void
assert_says_how_many (const LfReport *report)
{
  g_autoptr (GPtrArray) marks = marks_of (report);

  for (guint i = 0; i < marks->len; i++)
    {
      const LfChartMark *mark = marks->pdata[i];
      GPtrArray *row = report->rows->pdata[mark->row];
      g_autofree char *count = lf_report_cell_format (report->columns->pdata[1], row->pdata[1]);
      g_autofree char *amount = lf_report_cell_format (report->columns->pdata[2], row->pdata[2]);

      g_assert_nonnull (strstr (mark->tip, count));
      g_assert_nonnull (strstr (mark->tip, amount));
    }
}

static void
assert_marks_of_all (LfStore *store)
{
  static const char *const with_numbers[] = { "pipeline", "signed-by-month", "by-park", NULL };

  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = run_report (store, *name, &no_options);

      g_test_message ("%s", *name);
      assert_marks (store, report);
      if (g_strv_contains (with_numbers, *name))
        assert_says_how_many (report);
    }
}

static void
test_nothing_to_draw (Fixture *self, gconstpointer data)
{
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = run_report (self->store, *name, &no_options);
      g_autoptr (GPtrArray) marks = marks_of (report);

      g_assert_cmpuint (marks->len, ==, 0);
    }
}

static void
test_zone (Fixture *self, gconstpointer data)
{
  import_zone (self->store);
  assert_marks_of_all (self->store);
}

/* A true funnel: widths are to each other as the counts are. */
static void
test_funnel_widths (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *stage;
    guint n;
  } given[] = { { "stage=lead", 8 }, { "stage=negotiation", 4 }, { "stage=land", 4 } };
  g_autoptr (LfReport) report = NULL;
  g_autoptr (GPtrArray) marks = NULL;
  double unit;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    for (guint j = 0; j < given[i].n; j++)
      g_free (add_given (self->store, "project", "name=p", given[i].stage, NULL));
  report = run_report (self->store, "pipeline", &no_options);
  marks = marks_of (report);
  unit = ((LfChartMark *) marks->pdata[0])->width / 16;
  for (guint i = 0; i <= LF_STAGE_LAND; i++)
    g_assert_cmpfloat_with_epsilon (
        ((LfChartMark *) marks->pdata[i])->width,
        unit * (double) report_cell (report->rows->pdata[i], REACHED)->count, 0.01);
}

/* A year whose months are not known beside one of its months; a century between two signings. */
static void
test_months_far_and_near (Fixture *self, gconstpointer data)
{
  static const char *const dates[]
      = { "signed_date=2023", "signed_date=2023-01", "signed_date=2023-02", "signed_date=1923-05" };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_free (add_given (self->store, "project", "name=p", "stage=signed", dates[i],
                         "total_investment=100.00 CNY", NULL));
      assert_marks_of_all (self->store);
    }
}

static void
test_marks_property (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < 8; round++)
    {
      for (guint i = 0; i < 6; i++)
        {
          LfStage stage = (LfStage) g_test_rand_int_range (0, LF_N_STAGES);
          g_autofree char *in_stage = g_strconcat ("stage=", lf_stage_key (stage), NULL);
          g_autofree char *industry
              = g_strdup_printf ("industry=i%d", g_test_rand_int_range (0, 50));
          g_autofree char *date
              = g_strdup_printf ("signed_date=%d-%02d", g_test_rand_int_range (2015, 2026),
                                 g_test_rand_int_range (1, 13));
          g_autofree char *amount
              = g_strdup_printf ("total_investment=%d.00 %s", g_test_rand_int_range (0, 1000000000),
                                 g_test_rand_bit () ? "CNY" : "USD");

          g_free (add_given (self->store, "project", "name=p", in_stage, industry, date,
                             g_test_rand_bit () ? amount : "total_investment=", NULL));
        }
      assert_marks_of_all (self->store);
    }
}

#define ADD(path, func) g_test_add ("/report/chart/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("nothing-to-draw", test_nothing_to_draw);
  ADD ("zone", test_zone);
  ADD ("funnel-widths", test_funnel_widths);
  ADD ("months-far-and-near", test_months_far_and_near);
  ADD ("marks-property", test_marks_property);
  return g_test_run ();
}
