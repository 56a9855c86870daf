/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as pictures: as they were when somebody looked at them, as files that other programs
 * open, and how long they take.
 *
 * After a change that is meant, write the pictures anew and look at them:
 * LANDFALL_WRITE_REFERENCES=1 meson test report-chart-pictures */

#include "config.h"

#include "chart-samples.h"

#include "lf-gantt.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <time.h>

#define WIDTH 480
#define SCALE 0.5
#define BLOCK 10
#define MOST_MEAN 1.5  /* of 255, over the picture */
#define MOST_BLOCK 40. /* in any block */

/* ---- As they were looked at ---- */

static cairo_surface_t *
draw (const LfReport *report)
{
  LfChartStyle style;
  double height;
  cairo_surface_t *surface;
  cairo_t *cr;

  lf_chart_style_paper (&style);
  height = lf_chart_height (report, style.font_px);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (WIDTH * SCALE),
                                        (int) (height * SCALE));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  lf_chart_draw (report, &style, cr, WIDTH, height, /* highlighted= */ 1, NULL);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* The three channels of a block, each as a mean. */
static void
mean_of (cairo_surface_t *surface, int left, int top, double ret_mean[3])
{
  int width = MIN (cairo_image_surface_get_width (surface) - left, BLOCK),
      height = MIN (cairo_image_surface_get_height (surface) - top, BLOCK),
      stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);

  ret_mean[0] = ret_mean[1] = ret_mean[2] = 0;
  for (int y = top; y < top + height; y++)
    for (int x = left; x < left + width; x++)
      for (int c = 0; c < 3; c++)
        ret_mean[c] += data[y * stride + x * 4 + c] / (double) (width * height);
}

static void
assert_alike (cairo_surface_t *drawn, cairo_surface_t *reference, const char *name)
{
  int width = cairo_image_surface_get_width (reference),
      height = cairo_image_surface_get_height (reference);
  double sum = 0, worst = 0;
  guint n = 0;

  g_assert_cmpint (cairo_image_surface_get_width (drawn), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (drawn), ==, height);
  for (int y = 0; y < height; y += BLOCK)
    for (int x = 0; x < width; x += BLOCK, n++)
      {
        double a[3], b[3], most = 0;

        mean_of (drawn, x, y, a);
        mean_of (reference, x, y, b);
        for (int c = 0; c < 3; c++)
          most = MAX (most, ABS (a[c] - b[c]));
        sum += most;
        worst = MAX (worst, most);
      }
  g_test_message ("%s: mean difference %.2f, most %.1f", name, sum / n, worst);
  g_assert_cmpfloat (sum / n, <=, MOST_MEAN);
  g_assert_cmpfloat (worst, <=, MOST_BLOCK);
}

/* Other fonts make other pictures. */
static gboolean
has_font (void)
{
  PangoFontMap *map = pango_cairo_font_map_get_default ();
  PangoContext *context = pango_font_map_create_context (map);
  PangoFontDescription *wanted = pango_font_description_from_string ("Noto Sans CJK SC 10");
  PangoFont *font = pango_context_load_font (context, wanted);
  PangoFontDescription *found = font == NULL ? NULL : pango_font_describe (font);
  gboolean is_there
      = found != NULL
        && g_strcmp0 (pango_font_description_get_family (found), "Noto Sans CJK SC") == 0;

  pango_font_description_free (wanted);
  g_clear_pointer (&found, pango_font_description_free);
  g_clear_object (&font);
  g_object_unref (context);
  return is_there;
}

/* @drawn: (transfer full): the picture, and the one that is kept */
static void
compare (cairo_surface_t *drawn, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "report", "reference", file, NULL);
  cairo_surface_t *reference;

  if (g_getenv ("LANDFALL_WRITE_REFERENCES") != NULL)
    g_assert_cmpint (cairo_surface_write_to_png (drawn, path), ==, CAIRO_STATUS_SUCCESS);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  assert_alike (drawn, reference, name);
  cairo_surface_destroy (drawn);
  cairo_surface_destroy (reference);
}

/* A chain of nodes: done, overlapping, without a date, and what waits for them. */
static LfSchedule *
make_schedule (LfCalendar *calendar)
{
  static const LfDate today = { 2023, 3, 13 };
  static const struct
  {
    const char *name, *after, *done_on;
    guint days;
    LfDate planned;
  } nodes[] = { { "土地摘牌", NULL, "2023-03-09", 5, { 2023, 3, 10 } },
                { "施工图审查", "土地摘牌", NULL, 10, { 2023, 3, 24 } },
                { "建设工程规划许可", "土地摘牌", NULL, 5, { 2023, 3, 17 } },
                { "开工建设", "施工图审查", NULL, 15, { 2023, 4, 14 } },
                { "竣工验收", "开工建设", NULL, 5, { 0 } } };
  LfSchedule *schedule = lf_schedule_new (calendar, &today);

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("node"), NULL);
      LfScheduleNode *node;

      lf_record_set (record, "name", nodes[i].name);
      lf_record_set (record, "after", nodes[i].after);
      lf_record_set (record, "actual_date", nodes[i].done_on);
      node = lf_schedule_add_record (schedule, record);
      node->days = nodes[i].days;
      node->planned = nodes[i].planned;
      node->position = (int) i;
    }
  g_assert_true (lf_schedule_place (schedule, NULL, NULL));
  return schedule;
}

static cairo_surface_t *
draw_schedule (const LfSchedule *schedule)
{
  LfChartStyle style;
  double height;
  cairo_surface_t *surface;
  cairo_t *cr;

  lf_chart_style_paper (&style);
  height = lf_gantt_height (schedule, style.font_px);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (WIDTH * SCALE),
                                        (int) (height * SCALE));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  lf_gantt_draw (schedule, /* look= */ NULL, &style, cr, WIDTH, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
test_gantt_reference (void)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  LfSchedule *schedule;

  if (!has_font ())
    {
      g_test_skip ("Noto Sans CJK SC is not there");
      return;
    }
  schedule = make_schedule (calendar);
  compare (draw_schedule (schedule), "gantt");
  lf_schedule_free (schedule);
}

/* Each kind there is has at least one. */
static void
test_references (void)
{
  gboolean is_seen[LF_N_CHARTS] = { FALSE };

  if (!has_font ())
    {
      g_test_skip ("Noto Sans CJK SC is not there");
      return;
    }
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = chart_sample (*name);

      is_seen[lf_chart_kind (report)] = TRUE;
      compare (draw (report), *name);
    }
  for (LfChartKind kind = LF_CHART_FUNNEL; kind < LF_N_CHARTS; kind++)
    if (!is_seen[kind])
      g_error ("There is no picture of kind %d", kind);
}

/* ---- Files ---- */

static char *
run (const char *const *argv, gboolean *ret_is_there)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  int status = 0;

  *ret_is_there = program != NULL;
  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
  return text;
}

static char *
temporary (const char *ending)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-chart-XXXXXX", NULL);

  return g_strconcat (folder, "/chart", ending, NULL);
}

static void
remove_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* As narrow as to turn its labels. */
static void
write_pdf (const LfReport *report, const char *path)
{
  LfChartStyle style;
  cairo_surface_t *surface;
  cairo_t *cr;

  lf_chart_style_paper (&style);
  surface = cairo_pdf_surface_create (path, 360, lf_chart_height (report, style.font_px));
  cr = cairo_create (surface);
  lf_chart_draw (report, &style, cr, 360, lf_chart_height (report, style.font_px), -1, NULL);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
}

/* Its Han text can be searched, and is drawn with an embedded font that has it. */
static void
test_pdf (void)
{
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = chart_sample (*name);
      g_autofree char *path = temporary (".pdf");
      g_autofree char *text = NULL;
      g_autofree char *fonts = NULL;
      gboolean is_there, has_fonts;

      write_pdf (report, path);
      text = run ((const char *const[]){ "pdftotext", "-layout", path, "-", NULL }, &is_there);
      fonts = run ((const char *const[]){ "pdffonts", path, NULL }, &has_fonts);
      remove_file (path);
      if (!is_there || !has_fonts)
        {
          g_test_skip ("poppler's tools are not there to read it");
          return;
        }
      g_assert_null (strstr (text, "\xef\xbf\xbd"));
      if (strcmp (*name, "spark") != 0)
        g_assert_nonnull (strstr (fonts, "CJK"));
      if (strcmp (*name, "heat") == 0)
        g_assert_nonnull (strstr (text, "综合保税区"));
      if (strcmp (*name, "treemap") == 0)
        g_assert_nonnull (strstr (text, "新能源汽车"));
    }
}

static void
test_svg (void)
{
  for (const char *const *name = chart_samples (); *name != NULL; name++)
    {
      g_autoptr (LfReport) report = chart_sample (*name);
      g_autofree char *path = temporary (".svg");
      g_autofree char *png = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_there;

      g_assert_true (lf_report_write (report, path, &error));
      g_assert_no_error (error);
      png = run ((const char *const[]){ "rsvg-convert", "--width=300", path, NULL }, &is_there);
      remove_file (path);
      if (!is_there)
        {
          g_test_skip ("rsvg-convert is not there to open it");
          return;
        }
      g_assert_cmpmem (png, 8, "\x89PNG\r\n\x1a\n", 8);
    }
}

/* ---- Each kind, as people get it ---- */

/* A page that is written, and opened by a program that did not write it. */
static char *
write_kind (const LfReport *report, const char *ending)
{
  char *path = temporary (ending);
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_report_write (report, path, &error));
  g_assert_no_error (error);
  return path;
}

/* Behind the two lines of its heading a line for each font: embedded, and its text is Unicode. */
static void
assert_fonts (const char *told)
{
  g_auto (GStrv) lines = g_strsplit (told, "\n", -1);
  guint n = 0;

  for (char **line = lines + 2; *line != NULL; line++)
    if (**line != '\0')
      {
        g_auto (GStrv) words = g_regex_split_simple (" +", *line, 0, 0);
        guint n_words = g_strv_length (words);

        g_assert_cmpuint (n_words, >=, 8);
        /* name type encoding emb sub uni object ID */
        g_assert_cmpstr (words[n_words - 5], ==, "yes");
        g_assert_cmpstr (words[n_words - 3], ==, "yes");
        n++;
      }
  g_assert_cmpuint (n, >, 0);
  g_assert_nonnull (strstr (told, "CJK"));
}

/* What is drawn is named at the chart, too, not only in the heading of the table. */
static void
assert_is_captioned (const char *text, const LfReportColumn *measure)
{
  const char *first = strstr (text, measure->label);

  g_assert_nonnull (first);
  g_assert_nonnull (strstr (first + 1, measure->label));
}

static void
assert_pdf (const LfReport *report)
{
  g_autofree char *path = write_kind (report, ".pdf");
  gboolean is_there, has_fonts;
  g_autofree char *text
      = run ((const char *const[]){ "pdftotext", "-layout", path, "-", NULL }, &is_there);
  g_autofree char *fonts = run ((const char *const[]){ "pdffonts", path, NULL }, &has_fonts);

  remove_file (path);
  if (!is_there || !has_fonts)
    {
      g_test_skip ("poppler's tools are not there to read it");
      return;
    }
  assert_fonts (fonts);
  g_assert_null (strstr (text, "\xef\xbf\xbd"));
  g_assert_nonnull (strstr (text, report->title));
  if (lf_chart_kind (report) == LF_CHART_BARS || lf_chart_kind (report) == LF_CHART_MONTHS)
    assert_is_captioned (text, report->columns->pdata[report->measure]);
  for (guint i = 0; i < report->rows->len; i++)
    g_assert_nonnull (strstr (text, lf_report_cell_at (report, i, 0)->text));
}

/* How much of the picture is no paper: 0…1. */
static double
share_drawn (const char *path)
{
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);
  int width = cairo_image_surface_get_width (surface),
      height = cairo_image_surface_get_height (surface),
      stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  guint n = 0;

  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      n += data[y * stride + x * 4 + 1] < 0xe0;
  cairo_surface_destroy (surface);
  return (double) n / (width * height);
}

/* Opened by a program that did not write it, which makes a small picture of it. */
static void
assert_opens (const LfReport *report, const char *ending, const char *const *words)
{
  g_autofree char *path = write_kind (report, ending);
  g_autofree char *small = temporary (".png");
  const char *argv[8] = { NULL };
  gboolean is_there;
  g_autofree char *told = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    argv[i] = strcmp (words[i], "FROM") == 0 ? path
              : strcmp (words[i], "TO") == 0 ? small
                                             : words[i];
  told = run (argv, &is_there);
  remove_file (path);
  if (is_there)
    {
      g_assert_cmpfloat (share_drawn (small), >, 0.005);
      remove_file (small);
    }
  else
    g_test_skip_printf ("%s is not there to open it", words[0]);
}

static void
test_each_kind (void)
{
  for (LfChartKind kind = LF_CHART_FUNNEL; kind < LF_N_CHARTS; kind++)
    {
      g_autoptr (LfReport) report = chart_of (kind, LF_COLUMN_COUNT, 5, 6, FALSE);

      g_test_message ("kind %d", kind);
      assert_opens (report, ".svg",
                    (const char *const[]){ "rsvg-convert", "--width=400", "-b", "white", "-o", "TO",
                                           "FROM", NULL });
      assert_opens (report, ".png",
                    (const char *const[]){ "convert", "FROM", "-sample", "400", "TO", NULL });
      assert_pdf (report);
    }
}

/* ---- Time ---- */

/* Milliseconds of the processor for the best of some drawings, as pixels. */
static double
time_of (const LfReport *report)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1200, 500);
  LfChartStyle style;
  clock_t best = G_MAXLONG;

  lf_chart_style_paper (&style);
  for (guint i = 0; i < 7; i++)
    {
      cairo_t *cr = cairo_create (surface);
      clock_t start = clock ();

      lf_chart_draw (report, &style, cr, 1200, 500, /* highlighted= */ -1, NULL);
      cairo_surface_flush (surface);
      best = MIN (best, clock () - start);
      cairo_destroy (cr);
    }
  cairo_surface_destroy (surface);
  return (double) best * 1000 / CLOCKS_PER_SEC;
}

/* 8 ms in a build for use; here it is said, and that all points have a mark. */
static void
test_5000_points (void)
{
  static const struct
  {
    const char *name;
    LfChartKind kind;
    guint n, n_series;
  } cases[]
      = { { "lines", LF_CHART_LINES, 1000, 5 },       { "spark", LF_CHART_SPARK, 5000, 1 },
          { "heat", LF_CHART_HEAT, 100, 50 },         { "stacked", LF_CHART_STACKED, 1000, 5 },
          { "calendar", LF_CHART_CALENDAR, 5000, 1 }, { "treemap", LF_CHART_TREEMAP, 5000, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfReport) report
          = chart_of (cases[i].kind, LF_COLUMN_COUNT, cases[i].n, cases[i].n_series, FALSE);
      g_autoptr (GPtrArray) marks = NULL;
      LfChartStyle style;

      lf_chart_style_paper (&style);
      g_test_minimized_result (time_of (report), "5,000 points as %s: %.1f ms", cases[i].name,
                               time_of (report));
      lf_chart_draw (report, &style, NULL, 1200, 500, -1, &marks);
      g_assert_cmpuint (marks->len, ==, 5000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/chart-pictures/references", test_references);
  g_test_add_func ("/report/chart-pictures/C7-gantt-reference", test_gantt_reference);
  g_test_add_func ("/report/chart-pictures/pdf", test_pdf);
  g_test_add_func ("/report/chart-pictures/svg", test_svg);
  g_test_add_func ("/report/chart-pictures/each-kind", test_each_kind);
  g_test_add_func ("/report/chart-pictures/5000-points", test_5000_points);
  return g_test_run ();
}
