/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as files: the ten projects of 西安高新区 sum to exactly 71.69亿元 in each of them (A1).
 */

#include "config.h"

#include "lf-chart.h"
#include "report-fixture.h"

#include "lf-csv.h"

#include <cairo.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define XIAN_MINOR G_GINT64_CONSTANT (716900000000)
#define XIAN_TEXT "CNY 7,169 million"

static const LfReportOptions xian = { .today = { 2026, 3, 15 }, .where = "park=西安高新区" };

static char *
write_report (Fixture *self, const LfReport *report, const char *ending)
{
  char *path = g_strconcat (self->folder, "/report", ending, NULL);
  g_autoptr (GError) error = NULL;

  lf_report_write (report, path, &error);
  g_assert_no_error (error);
  return path;
}

static char *
read_file (const char *path)
{
  char *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  return contents;
}

static void
assert_amount (const LfReportCell *cell)
{
  g_autofree char *canonical = NULL;
  LfMoney money;

  g_assert_cmpuint (cell->totals.n, ==, 1);
  g_assert_cmpint (cell->totals.totals[0].minor, ==, XIAN_MINOR);
  money = lf_totals_get (&cell->totals, 0);
  canonical = lf_money_to_canonical (&money);
  g_assert_cmpstr (canonical, ==, "7169000000.00 CNY");
}

static void
test_a1_report (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) pipeline = NULL;
  g_autoptr (LfReport) parks = NULL;
  g_autoptr (LfReport) industries = NULL;
  g_autofree char *text = NULL;

  import_zone (self->store);
  pipeline = run_report (self->store, "pipeline", &xian);
  for (guint stage = LF_STAGE_LEAD; stage <= LF_STAGE_STARTED; stage++)
    {
      g_assert_cmpint (report_cell (pipeline->rows->pdata[stage], 1)->count, ==, 10);
      assert_amount (report_cell (pipeline->rows->pdata[stage], 2));
    }
  parks = run_report (self->store, "by-park", &xian);
  assert_amount (report_cell (parks->rows->pdata[0], 2));
  industries = run_report (self->store, "by-industry", &xian);
  assert_amount (report_cell (industries->total, 2));
  text = lf_report_to_text (industries);
  g_assert_nonnull (strstr (text, XIAN_TEXT));
}

static void
test_a1_json (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  JsonArray *rows;
  gint64 sum = 0, n = 0;

  import_zone (self->store);
  report = run_report (self->store, "by-industry", &xian);
  text = lf_report_to_json (report);
  node = json_from_string (text, NULL);
  object = json_node_get_object (node);
  rows = json_object_get_array_member (object, "rows");
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      JsonArray *amounts = json_object_get_array_member (row, "amount");

      n += json_object_get_int_member (row, "projects");
      for (guint j = 0; j < json_array_get_length (amounts); j++)
        sum += json_object_get_int_member (json_array_get_object_element (amounts, j), "minor");
      g_assert_nonnull (json_object_get_string_member (row, "filter"));
    }
  g_assert_cmpint (n, ==, 10);
  g_assert_cmpint (sum, ==, XIAN_MINOR);
  g_assert_cmpstr (json_object_get_string_member (object, "report"), ==, "by-industry");
}

/* The rows of the file, read as a spreadsheet program would, add up to its last one. */
static void
test_a1_csv (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LfCsv) csv = NULL;
  gint64 sum = 0;
  guint last;

  import_zone (self->store);
  report = run_report (self->store, "by-industry", &xian);
  path = write_report (self, report, ".csv");
  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  csv = lf_csv_parse (text + 3, NULL);
  g_assert_cmpuint (csv->rows->len, ==, report->rows->len + 2);
  last = csv->rows->len - 1;
  for (guint i = 1; i <= last; i++)
    {
      LfMoney money;

      g_assert_true (lf_money_parse (lf_csv_cell (csv, i, 2), "CNY", &money, NULL));
      sum += i < last ? money.minor : 0;
    }
  g_assert_cmpint (sum, ==, XIAN_MINOR);
  g_assert_cmpstr (lf_csv_cell (csv, last, 2), ==, XIAN_TEXT);
  g_assert_cmpstr (lf_csv_cell (csv, last, 1), ==, "10");
}

/* Drawn text is outlines: what the picture says stands beside it in words. */
static void
test_a1_svg (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  import_zone (self->store);
  report = run_report (self->store, "pipeline", &xian);
  path = write_report (self, report, ".svg");
  text = read_file (path);
  g_assert_nonnull (strstr (text, "<title>Pipeline</title>"));
  g_assert_nonnull (strstr (text, "Under construction: 10, " XIAN_TEXT));
  g_assert_true (g_str_has_suffix (text, "</svg>\n"));
}

static guint
count_dark (cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  guint n = 0;

  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    {
      const guint32 *line
          = (const guint32 *) (gconstpointer) (cairo_image_surface_get_data (surface) + y * stride);

      for (int x = 0; x < cairo_image_surface_get_width (surface); x++)
        n += (line[x] & 0xff) < 0x80;
    }
  return n;
}

/* What there is to see: a page with a title and a note, a row or more of them. */
static guint
least_dark (const LfReport *report)
{
  g_autoptr (GPtrArray) marks = NULL;
  LfChartStyle style;

  lf_chart_style_paper (&style);
  lf_chart_draw (report, &style, NULL, 1000, 700, -1, &marks);
  return marks->len == 0 ? 4000 : marks->len == 1 ? 8000 : 10000;
}

static void
test_png (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = NULL;
  cairo_surface_t *surface;
  g_autofree char *park = add_given (self->store, "park", "name=甲园", NULL);
  g_autofree char *in_park = g_strconcat ("park=", park, NULL);

  import_zone (self->store);
  for (guint i = 0; i < 4; i++)
    g_free (add_given (self->store, "problem", "subject=p", "kind=land", "state=collected",
                       "collected_on=2023-03-01", NULL));
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *firm = add_given (self->store, "enterprise", "name=f", "is_above_scale=1",
                                         i % 2 == 0 ? in_park : NULL, NULL);
      g_autofree char *of_firm = g_strconcat ("enterprise=", firm, NULL);

      g_free (add_given (self->store, "visit", "subject=v", of_firm, "held_on=2026-03-01", NULL));
      g_free (add_given (self->store, "goal", "name=g", in_park, "indicator=signed_projects",
                         "target_count=9", "end_date=2026", NULL));
    }
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    {
      g_clear_pointer (&report, lf_report_free);
      g_clear_pointer (&path, g_free);
      g_test_message ("%s", *name);
      report = run_report (self->store, *name, &no_options);
      path = write_report (self, report, ".png");
      surface = cairo_image_surface_create_from_png (path);
      g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
      g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1684);
      g_assert_cmpint (cairo_image_surface_get_height (surface), ==, 1190);
      g_assert_cmpuint (count_dark (surface), >, least_dark (report));
      cairo_surface_destroy (surface);
    }
}

/* (transfer full) (nullable): what stands in the file at @path; NULL, and the test is skipped,
 * where nothing can read it */
static char *
read_pdf (const char *path)
{
  g_autofree char *reader = g_find_program_in_path ("pdftotext");
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (reader == NULL)
    {
      g_test_skip ("pdftotext is not there to read it");
      return NULL;
    }
  g_spawn_sync (NULL, (char **) (const char *[]){ reader, "-layout", path, "-", NULL }, NULL,
                G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

static void
test_a1_pdf (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;

  import_zone (self->store);
  report = run_report (self->store, "by-park", &xian);
  path = write_report (self, report, ".pdf");
  bytes = read_file (path);
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  text = read_pdf (path);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, XIAN_TEXT));
  g_assert_nonnull (strstr (text, "西安高新区"));
  g_assert_nonnull (strstr (text, "By park"));
}

/* Each heading and each cell stands in one line, however many columns there are. */
static void
test_wide_table (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (LfStage stage = LF_STAGE_LEAD; stage < LF_N_LIVE_STAGES; stage++)
    {
      g_autofree char *at = g_strconcat ("stage=", lf_stage_key (stage), NULL);

      g_free (add_given (self->store, "project", "name=p", at, "industry=新能源",
                         "total_investment=about 400000000.00 CNY", NULL));
    }
  report = run_report (self->store, "stages", &no_options);
  path = write_report (self, report, ".pdf");
  text = read_pdf (path);
  if (text == NULL)
    return;
  g_assert_nonnull (strstr (text, "Under construction"));
  g_assert_nonnull (strstr (text, "about CNY 3,600 million"));
}

/* ---- Odd names, places and failures ---- */

static void
test_quotes_in_files (Fixture *self, gconstpointer data)
{
  g_autoptr (LfReport) report = NULL;
  g_autofree char *csv_path = NULL;
  g_autofree char *text = NULL;
  g_autofree char *svg_path = NULL;
  g_autofree char *svg = NULL;
  g_autoptr (LfCsv) csv = NULL;

  g_free (add_given (self->store, "project", "name=p", "stage=lead", "industry=a \"b\", <c> & d",
                     NULL));
  report = run_report (self->store, "by-industry", &no_options);
  csv_path = write_report (self, report, ".csv");
  text = read_file (csv_path);
  csv = lf_csv_parse (text + 3, NULL);
  g_assert_cmpstr (lf_csv_cell (csv, 1, 0), ==, "a \"b\", <c> & d");
  svg_path = write_report (self, report, ".svg");
  svg = read_file (svg_path);
  g_assert_nonnull (strstr (svg, "&lt;c&gt; &amp; d"));
}

/* Nothing is left of what could not be written, and the sentence names the file. */
static void
test_cannot_be_written (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { ".csv", ".xlsx", ".svg", ".png", ".pdf", ".doc" };
  g_autoptr (LfReport) report = run_report (self->store, "pipeline", &no_options);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->folder, "/nowhere/report", endings[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_false (lf_report_write (report, path, &error));
      g_assert_nonnull (strstr (error->message, path));
      g_assert_true (g_str_has_suffix (error->message, "."));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

#define ADD(path, func) g_test_add ("/report/files/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("A1-report", test_a1_report);
  ADD ("A1-json", test_a1_json);
  ADD ("A1-csv", test_a1_csv);
  ADD ("A1-svg", test_a1_svg);
  ADD ("png", test_png);
  ADD ("A1-pdf", test_a1_pdf);
  ADD ("wide-table", test_wide_table);
  ADD ("quotes-in-files", test_quotes_in_files);
  ADD ("cannot-be-written", test_cannot_be_written);
  return g_test_run ();
}
