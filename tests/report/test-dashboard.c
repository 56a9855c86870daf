/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dashboards (G11): what is read and written, arranging, places, periods, and their figures. */

#include "config.h"

#include "lf-chart.h"
#include "lf-dashboard-sheet.h"
#include "lf-error.h"
#include "report-fixture.h"

#include <string.h>

#define N_ROUNDS 60
#define N_STEPS 12

static const LfDate today = { 2026, 11, 22 };

static LfDashboard *
read_tiles (const char *tiles)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);

  lf_record_set (record, "name", "领导");
  lf_record_set (record, "tiles", tiles);
  return lf_dashboard_read (record);
}

static char *
written (const LfDashboard *self)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);

  lf_dashboard_write (self, record);
  return g_strdup (lf_record_get (record, "tiles"));
}

/* ---- Reading and writing ---- */

static void
test_read (void)
{
  static const struct
  {
    const char *tile;
    gboolean is_known;
    LfTileShown shown;
    LfTileSize size;
  } cases[] = {
    { "{\"report\":\"pipeline\"}", TRUE, LF_TILE_CHART, LF_TILE_SMALL },
    { "{\"report\":\"by-park\",\"shown\":\"table\",\"size\":\"wide\"}", TRUE, LF_TILE_TABLE,
      LF_TILE_WIDE },
    { "{\"report\":\"clocks\",\"by\":\"park\",\"size\":\"large\"}", TRUE, LF_TILE_CHART,
      LF_TILE_LARGE },
    { "{\"view\":\"X1\"}", TRUE, LF_TILE_LIST, LF_TILE_SMALL },
    { "{\"report\":\"clocks\",\"by\":\"moon\"}", FALSE, LF_TILE_CHART, LF_TILE_SMALL },
    { "{\"report\":\"from-tomorrow\",\"size\":\"wide\"}", FALSE, LF_TILE_CHART, LF_TILE_WIDE },
    { "{\"report\":\"pipeline\",\"shown\":\"hologram\"}", FALSE, LF_TILE_CHART, LF_TILE_SMALL },
    { "{\"shown\":\"list\"}", FALSE, LF_TILE_LIST, LF_TILE_SMALL },
    { "{\"report\":7}", FALSE, LF_TILE_CHART, LF_TILE_SMALL },
    { "{}", FALSE, LF_TILE_CHART, LF_TILE_SMALL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tiles = g_strdup_printf ("[%s]", cases[i].tile);
      g_autoptr (LfDashboard) read = read_tiles (tiles);
      const LfTile *tile = read->tiles->pdata[0];

      g_assert_cmpuint (read->tiles->len, ==, 1);
      g_assert_cmpint (tile->is_known, ==, cases[i].is_known);
      g_assert_cmpint (tile->shown, ==, cases[i].shown);
      g_assert_cmpint (tile->size, ==, cases[i].size);
    }
}

/* G11: what a newer version wrote is there unchanged after this one arranged the page. */
static void
test_unknown_survives (void)
{
  g_autoptr (LfDashboard) read
      = read_tiles ("[{\"report\":\"orbit\",\"shown\":\"globe\",\"spin\":{\"axis\":[1,2.5,null]}},"
                    "{\"report\":\"pipeline\",\"shown\":\"chart\",\"tint\":\"red\"}]");
  g_autofree char *text = NULL;

  lf_dashboard_move (read, ((const LfTile *) read->tiles->pdata[0])->id, 1);
  lf_dashboard_set_size (read, ((const LfTile *) read->tiles->pdata[0])->id, LF_TILE_WIDE);
  text = written (read);
  g_assert_cmpstr (text, ==,
                   "[{\"report\":\"pipeline\",\"shown\":\"chart\",\"tint\":\"red\","
                   "\"size\":\"wide\"},"
                   "{\"report\":\"orbit\",\"shown\":\"globe\",\"spin\":{\"axis\":[1,2.5,null]}}]");
}

static void
test_another_form_survives (void)
{
  static const char *const texts[]
      = { "{\"pages\":[[]]}", "[1,2]", "not json", "[{\"report\":\"pipeline\"},[]]" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (LfDashboard) read = read_tiles (texts[i]);
      g_autofree char *text = NULL;

      g_assert_cmpuint (read->tiles->len, ==, 0);
      g_assert_false (lf_dashboard_add_report (read, "pipeline", LF_TILE_CHART));
      text = written (read);
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_presets (void)
{
  g_assert_cmpstr (lf_dashboard_preset_for (NULL), ==, "leader");
  g_assert_cmpstr (lf_dashboard_preset_for ("zone_manager"), ==, "leader");
  g_assert_cmpstr (lf_dashboard_preset_for ("leader"), ==, "leader");
  g_assert_cmpstr (lf_dashboard_preset_for ("park_manager"), ==, "leader");
  g_assert_cmpstr (lf_dashboard_preset_for ("recruiter"), ==, "recruiter");
  g_assert_cmpstr (lf_dashboard_preset_for ("steward"), ==, "recruiter");
  for (const char *const *name = lf_dashboard_presets (); *name != NULL; name++)
    {
      g_autoptr (LfDashboard) preset = lf_dashboard_preset (*name);

      g_assert_cmpuint (preset->tiles->len, >=, 6);
      for (guint i = 0; i < preset->tiles->len; i++)
        g_assert_true (((const LfTile *) preset->tiles->pdata[i])->is_known);
    }
  g_assert_null (lf_dashboard_preset ("nobody"));
}

/* ---- The filter ---- */

static void
test_filter (void)
{
  static const struct
  {
    const char *text, *park, *industry, *owner, *more;
  } cases[] = {
    { NULL, NULL, NULL, NULL, NULL },
    { "park=\"P1\"", "P1", NULL, NULL, NULL },
    { "park=\"P1\" and industry=\"生物 \"\"A\"\"\" and owner=\"O\"", "P1", "生物 \"A\"", "O",
      NULL },
    { "park=\"P1\" and (stage=signed or stage=land)", "P1", NULL, NULL,
      "stage=signed or stage=land" },
    { "(stage=signed)", NULL, NULL, NULL, "stage=signed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);
      g_autoptr (LfDashboard) read = NULL;

      lf_record_set (record, "filter", cases[i].text);
      read = lf_dashboard_read (record);
      g_assert_cmpstr (read->filter.park, ==, cases[i].park);
      g_assert_cmpstr (read->filter.industry, ==, cases[i].industry);
      g_assert_cmpstr (read->filter.owner, ==, cases[i].owner);
      g_assert_cmpstr (read->filter.more, ==, cases[i].more);
      lf_dashboard_write (read, record);
      g_assert_cmpstr (lf_record_get (record, "filter"), ==, cases[i].text);
    }
}

/* What the page has no choice for stays a filter, and is one in the end. */
static void
test_filter_of_another_hand (void)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (LF_DASHBOARD), NULL);
  g_autoptr (LfDashboard) read = NULL;
  g_autofree char *where = NULL;

  lf_record_set (record, "filter", "stage=signed and park=\"P\"");
  read = lf_dashboard_read (record);
  g_assert_null (read->filter.park);
  where = lf_dashboard_filter_where (&read->filter, lf_schema_find ("project"));
  g_assert_cmpstr (where, ==, "(stage=signed and park=\"P\")");
}

static void
test_filter_heeded (void)
{
  LfDashboardFilter filter = { .park = g_strdup ("P"), .owner = g_strdup ("O") };
  g_autofree char *where = lf_dashboard_filter_where (&filter, lf_schema_find ("problem"));
  g_autofree char *unheeded = lf_dashboard_filter_unheeded (&filter, lf_schema_find ("problem"));
  g_autofree char *none = lf_dashboard_filter_unheeded (&filter, lf_schema_find ("project"));

  g_assert_cmpstr (where, ==, "owner=\"O\"");
  g_assert_cmpstr (unheeded, ==, "Park");
  g_assert_null (none);
  lf_dashboard_filter_clear (&filter);
}

/* ---- Arranging, as properties of what chance does ---- */

static guint
any_id (const LfDashboard *self)
{
  guint place = (guint) g_test_rand_int_range (0, (int) self->tiles->len);

  return ((const LfTile *) self->tiles->pdata[place])->id;
}

static void
do_something (LfDashboard *self)
{
  int what = self->tiles->len < 2 ? 0 : g_test_rand_int_range (0, 7);

  if (what == 0)
    lf_dashboard_add_report (self, lf_report_names ()[g_test_rand_int_range (0, 8)],
                             (LfTileShown) g_test_rand_int_range (0, LF_TILE_LIST));
  else if (what == 1)
    lf_dashboard_add_view (self, "V");
  else if (what == 2)
    lf_dashboard_remove (self, any_id (self));
  else if (what == 3)
    lf_dashboard_move (self, any_id (self), g_test_rand_int_range (-3, 4));
  else if (what == 4)
    lf_dashboard_move_to (self, any_id (self), (guint) g_test_rand_int_range (0, 9));
  else if (what == 5)
    lf_dashboard_set_size (self, any_id (self),
                           (LfTileSize) g_test_rand_int_range (0, LF_N_TILE_SIZES));
  else
    lf_dashboard_set_shown (self, any_id (self),
                            (LfTileShown) g_test_rand_int_range (0, LF_N_TILES_SHOWN));
}

/* However it was arranged: ids are of one tile each, what is written reads back the same, and the
 * copies taken on the way (which is what undo goes back to) are as they were. */
static void
test_arranging (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (LfDashboard) self = lf_dashboard_preset ("leader");
      g_autoptr (GPtrArray) copies
          = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_dashboard_free);
      g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
      g_autoptr (LfDashboard) again = NULL;

      for (guint step = 0; step < N_STEPS; step++)
        {
          g_ptr_array_add (copies, lf_dashboard_copy (self));
          g_ptr_array_add (texts, written (self));
          do_something (self);
        }
      for (guint i = 0; i < self->tiles->len; i++)
        g_assert_true (g_hash_table_add (
            ids, GUINT_TO_POINTER (((const LfTile *) self->tiles->pdata[i])->id)));
      for (guint i = 0; i < copies->len; i++)
        {
          g_autofree char *text = written (copies->pdata[i]);
          g_assert_cmpstr (text, ==, texts->pdata[i]);
        }
      {
        g_autofree char *text = written (self);
        g_autofree char *read = NULL;

        again = read_tiles (text);
        read = written (again);
        g_assert_cmpstr (text, ==, read);
      }
    }
}

static void
test_move (void)
{
  g_autoptr (LfDashboard) self
      = read_tiles ("[{\"report\":\"pipeline\"},{\"report\":\"by-park\"},{\"report\":\"clocks\"}]");
  guint first = ((const LfTile *) self->tiles->pdata[0])->id, place;

  lf_dashboard_move (self, first, 1);
  lf_dashboard_tile (self, first, &place);
  g_assert_cmpuint (place, ==, 1);
  lf_dashboard_move (self, first, 5);
  lf_dashboard_tile (self, first, &place);
  g_assert_cmpuint (place, ==, 2);
  lf_dashboard_move_to (self, first, 0);
  lf_dashboard_tile (self, first, &place);
  g_assert_cmpuint (place, ==, 0);
  lf_dashboard_set_shown (self, first, LF_TILE_LIST); /* a report is no list */
  g_assert_cmpint (lf_dashboard_tile (self, first, NULL)->shown, ==, LF_TILE_CHART);
}

/* In every width: within the grid, over no other tile, in order of the first cell of equals. */
static void
test_places (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      g_autoptr (LfDashboard) self = lf_dashboard_new (NULL);
      LfTilePlace places[LF_DASHBOARD_MOST_TILES];
      guint n_columns = (guint) g_test_rand_int_range (1, 7), n_rows, cells = 0;
      g_autofree guint8 *taken = NULL;

      for (guint step = 0; step < 2 * N_STEPS; step++)
        do_something (self);
      n_rows = lf_dashboard_place (self, n_columns, places);
      taken = g_new0 (guint8, n_rows * n_columns + 1);
      for (guint i = 0; i < self->tiles->len; i++)
        for (guint y = 0; y < places[i].n_rows; y++)
          for (guint x = 0; x < places[i].n_columns; x++)
            {
              g_assert_cmpuint (places[i].column + x, <, n_columns);
              g_assert_cmpuint (places[i].row + y, <, n_rows);
              g_assert_cmpuint (taken[(places[i].row + y) * n_columns + places[i].column + x]++, ==,
                                0);
              cells++;
            }
      g_assert_cmpuint (cells, <=, n_rows * n_columns);
    }
}

/* ---- Periods ---- */

static void
test_periods (void)
{
  static const struct
  {
    const char *period, *from, *to, *before_from, *before_to;
  } cases[] = {
    { "this-year", "2026-01-01", "2026-12-31", "2025-01-01", "2025-11-22" },
    { "this-half", "2026-07-01", "2026-12-31", "2026-01-01", "2026-05-22" },
    { "this-quarter", "2026-10-01", "2026-12-31", "2026-07-01", "2026-08-22" },
    { "this-month", "2026-11-01", "2026-11-30", "2026-10-01", "2026-10-22" },
    { "last-year", "2025-01-01", "2025-12-31", "2024-01-01", "2024-12-31" },
    { "2026-01..2026-06", "2026-01-01", "2026-06-30", "2025-07-01", "2025-12-31" },
    { "2026-03-05..2026-03-14", "2026-03-05", "2026-03-14", "2026-02-23", "2026-03-04" },
    { "2026-11-20..2026-11-29", "2026-11-20", "2026-11-29", "2026-11-10", "2026-11-12" },
    { "2026..", "2026-01-01", NULL, NULL, NULL },
    { "..2026-06", NULL, "2026-06-30", NULL, NULL },
    { "2027..2027", "2027-01-01", "2027-12-31", NULL, NULL },
    { "2026-06..2026-01", "2026-06-01", "2026-01-31", NULL, NULL },
    { NULL, NULL, NULL, NULL, NULL },
    { "..", NULL, NULL, NULL, NULL },
    { "next-century", NULL, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfDate days[4] = { 0 };
      const char *expected[]
          = { cases[i].from, cases[i].to, cases[i].before_from, cases[i].before_to };

      g_test_message ("%s", cases[i].period);
      lf_period_read (cases[i].period, &today, &days[0], &days[1]);
      if (!lf_period_before (&days[0], &days[1], &today, &days[2], &days[3]))
        days[2] = days[3] = (LfDate){ 0 };
      for (guint d = 0; d < 4; d++)
        {
          g_autofree char *day = days[d].year == 0 ? NULL : lf_date_to_canonical (&days[d]);
          g_assert_cmpstr (day, ==, expected[d]);
        }
    }
}

/* ---- Figures ---- */

static void
add_signed (LfStore *store, const char *name, const char *date, const char *amount)
{
  g_autofree char *named = g_strconcat ("name=", name, NULL);
  g_autofree char *signed_date = g_strconcat ("signed_date=", date, NULL);
  g_autofree char *total = g_strconcat ("total_investment=", amount, NULL);

  g_free (add_given (store, "project", named, "stage=signed", signed_date, total, NULL));
}

static LfTileFigures *
read_only_tile (LfStore *store, const LfDashboard *dashboard)
{
  g_autoptr (GError) error = NULL;
  LfTileFigures *figures
      = lf_tile_read_sync (store, dashboard->tiles->pdata[0], &dashboard->filter, &today, &error);

  g_assert_no_error (error);
  return figures;
}

static void
assert_behind (LfStore *store, const LfEntity *entity, const char *filter, gint64 n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (entity, filter, NULL, &today, &error);
  LfSummary summary;

  g_assert_true (lf_store_summary_sync (store, query, &summary, &error));
  g_assert_cmpint (summary.n, ==, n);
}

/* What a row of a figure's course says. */
static void
assert_month (const LfTileFigures *figures, guint row, const char *expected)
{
  const LfReport *course = figures->course;
  g_autofree char *figure
      = lf_report_cell_format (course->columns->pdata[LF_TILE_COURSE_FIGURE],
                               lf_report_cell_at (course, row, LF_TILE_COURSE_FIGURE));
  g_autofree char *told
      = g_strdup_printf ("%s: %s", lf_report_cell_at (course, row, 0)->text, figure);

  g_assert_cmpstr (told, ==, expected);
}

/* A figure is the cell of the report's total; the period before is as long as this one is old. */
static void
test_figure (Fixture *self, gconstpointer data)
{
  g_autoptr (LfDashboard) dashboard = read_tiles (
      "[{\"report\":\"signed-by-month\",\"column\":\"amount\",\"shown\":\"figure\"}]");
  g_autoptr (LfTileFigures) figures = NULL;
  const LfReportCell *month;

  dashboard->filter.period = g_strdup ("this-year");
  add_signed (self->store, "a", "2026-02-10", "300000000.00 CNY");
  add_signed (self->store, "b", "2026-11-01", "100000000.00 CNY");
  add_signed (self->store, "c", "2025-03", "200000000.00 CNY");
  add_signed (self->store, "d", "2025-12-24", "900000000.00 CNY"); /* later in its year than now */
  figures = read_only_tile (self->store, dashboard);
  g_assert_cmpstr (figures->figure, ==, "CNY 400 million");
  g_assert_cmpstr (figures->change, ==, "+100.0% · before: CNY 200 million");
  g_assert_cmpint (figures->trend, ==, 1);
  assert_behind (self->store, figures->entity, figures->filter, 2);
  g_assert_cmpint (lf_chart_kind (figures->course), ==, LF_CHART_SPARK);
  g_assert_cmpuint (figures->course->rows->len, ==, LF_TILE_N_MONTHS);
  assert_month (figures, 0, "2025-12: CNY 900 million");
  month = lf_report_cell_at (figures->course, 0, LF_TILE_COURSE_FIGURE);
  assert_behind (self->store, figures->entity, month->filter, 1);
  assert_month (figures, 1, "2026-01: CNY 0");
  assert_month (figures, 2, "2026-02: CNY 300 million");
}

/* Of a report whose rows are no months each month is the report of that month. */
static void
test_months_of_any_report (Fixture *self, gconstpointer data)
{
  g_autoptr (LfDashboard) dashboard
      = read_tiles ("[{\"report\":\"problems\",\"column\":\"collected\",\"shown\":\"figure\"}]");
  g_autoptr (LfTileFigures) figures = NULL;

  g_free (add_given (self->store, "problem", "kind=other", "state=collected", "subject=1",
                     "collected_on=2026-10-03", NULL));
  g_free (add_given (self->store, "problem", "kind=other", "state=collected", "subject=2",
                     "collected_on=2026-11-03", NULL));
  g_free (add_given (self->store, "problem", "kind=other", "state=collected", "subject=3",
                     "collected_on=2026-11-04", NULL));
  figures = read_only_tile (self->store, dashboard);
  g_assert_cmpstr (figures->figure, ==, "3");
  g_assert_null (figures->change); /* of all time there is none before */
  assert_month (figures, 11, "2026-11: 2");
  assert_month (figures, 10, "2026-10: 1");
  assert_month (figures, 9, "2026-09: 0");
}

/* Different currencies are not compared. */
static void
test_currencies (Fixture *self, gconstpointer data)
{
  g_autoptr (LfDashboard) dashboard = read_tiles (
      "[{\"report\":\"signed-by-month\",\"column\":\"amount\",\"shown\":\"figure\"}]");
  g_autoptr (LfTileFigures) figures = NULL;

  dashboard->filter.period = g_strdup ("this-year");
  add_signed (self->store, "a", "2026-02-10", "300000000.00 CNY");
  add_signed (self->store, "b", "2025-02-10", "1000000.00 USD");
  figures = read_only_tile (self->store, dashboard);
  g_assert_null (figures->change);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autofree char *view = add_given (self->store, "saved_view", "name=大项目", "entity=project",
                                     "filter=total_investment>=2亿元", NULL);
  g_autofree char *tiles = g_strdup_printf ("[{\"view\":\"%s\"}]", view);
  g_autoptr (LfDashboard) dashboard = read_tiles (tiles);
  const LfTile *tile = dashboard->tiles->pdata[0];
  g_autoptr (LfTileFigures) figures = NULL;

  add_signed (self->store, "a", "2026-02-10", "300000000.00 CNY");
  add_signed (self->store, "b", "2026-11-01", "100000000.00 CNY");
  figures = read_only_tile (self->store, dashboard);
  g_assert_cmpstr (figures->title, ==, "大项目");
  g_assert_cmpstr (figures->figure, ==, "1");
  assert_behind (self->store, figures->entity, figures->filter, 1);
  g_assert_true (lf_tile_reads (tile, figures, lf_schema_find ("project")));
  g_assert_true (lf_tile_reads (tile, figures, lf_schema_find ("saved_view")));
  g_assert_false (lf_tile_reads (tile, figures, lf_schema_find ("problem")));
}

static void
test_not_known (Fixture *self, gconstpointer data)
{
  static const char *const tiles[]
      = { "[{\"report\":\"orbit\"}]", "[{\"view\":\"gone\"}]",
          "[{\"report\":\"by-park\",\"column\":\"moons\",\"shown\":\"figure\"}]" };

  for (guint i = 0; i < G_N_ELEMENTS (tiles); i++)
    {
      g_autoptr (LfDashboard) dashboard = read_tiles (tiles[i]);
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_tile_read_sync (self->store, dashboard->tiles->pdata[0], &dashboard->filter,
                                        &today, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_NOT_FOUND);
    }
}

/* Drawn, printed and told: a tile that cannot be shown says so, the others are there. */
static void
test_sheet (Fixture *self, gconstpointer data)
{
  static const char *const endings[] = { "pdf", "png", "svg" };
  static const char *const starts[] = { "%PDF", "\x89PNG", "<?xml" };
  g_autoptr (LfDashboard) dashboard = lf_dashboard_preset ("leader");
  g_autoptr (LfDashboardSheet) sheet = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  g_autoptr (JsonNode) node = NULL;

  lf_dashboard_add_report (dashboard, "orbit", LF_TILE_CHART);
  import_zone (self->store);
  sheet = lf_dashboard_sheet_read_sync (self->store, dashboard, &today);
  text = lf_dashboard_sheet_to_text (sheet);
  g_assert_nonnull (strstr (text, "This version does not know what this tile shows (orbit)"));
  g_assert_nonnull (strstr (text, "(as of now)\nPipeline\n"));
  json = lf_dashboard_sheet_to_json (sheet);
  node = json_from_string (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (
      json_array_get_length (json_object_get_array_member (json_node_get_object (node), "tiles")),
      ==, dashboard->tiles->len);
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("dashboard.", endings[i], NULL);
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *contents = NULL;

      g_assert_true (lf_dashboard_sheet_write (sheet, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, starts[i]));
    }
  g_assert_false (lf_dashboard_sheet_write (sheet, "dashboard.doc", &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dashboard/read", test_read);
  g_test_add_func ("/dashboard/unknown-survives-G11", test_unknown_survives);
  g_test_add_func ("/dashboard/another-form-survives-G11", test_another_form_survives);
  g_test_add_func ("/dashboard/presets", test_presets);
  g_test_add_func ("/dashboard/filter", test_filter);
  g_test_add_func ("/dashboard/filter-of-another-hand", test_filter_of_another_hand);
  g_test_add_func ("/dashboard/filter-heeded", test_filter_heeded);
  g_test_add_func ("/dashboard/arranging", test_arranging);
  g_test_add_func ("/dashboard/move", test_move);
  g_test_add_func ("/dashboard/places", test_places);
  g_test_add_func ("/dashboard/periods", test_periods);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/dashboard/figure", test_figure);
  ADD ("/dashboard/months-of-any-report", test_months_of_any_report);
  ADD ("/dashboard/currencies-K4", test_currencies);
  ADD ("/dashboard/list", test_list);
  ADD ("/dashboard/not-known-G11", test_not_known);
  ADD ("/dashboard/sheet", test_sheet);
  return g_test_run ();
}
