/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts on sheets: every row on one page, marks that lie apart, text that is text. */

#include "config.h"

#include "report-fixture.h"
#include "wall-fixture.h"

#include "lf-cells.h"
#include "lf-wall-private.h"

#include <math.h>
#include <string.h>

static const LfWallOptions options = { .today = { 2026, 11, 22 } };

static gboolean
overlap (const LfWallMark *a, const LfWallMark *b)
{
  const double hair = 0.01;

  return a->x + a->width > b->x + hair && b->x + b->width > a->x + hair
         && a->y + a->height > b->y + hair && b->y + b->height > a->y + hair;
}

static void
assert_apart (const GPtrArray *marks, const LfWallSheet *sheet)
{
  for (guint i = 0; i < marks->len; i++)
    {
      const LfWallMark *mark = marks->pdata[i];

      g_assert_cmpfloat (mark->x, >=, 0);
      g_assert_cmpfloat (mark->y, >=, 0);
      g_assert_cmpfloat (mark->x + mark->width, <=, sheet->width + 0.01);
      g_assert_cmpfloat (mark->y + mark->height, <=, sheet->height + 0.01);
      g_assert_cmpfloat (mark->width, >, 0);
      g_assert_true (mark->tip != NULL && *mark->tip != '\0');
      g_assert_true (mark->id != NULL || mark->filter != NULL);
      for (guint j = 0; j < i; j++)
        g_assert_false (overlap (mark, marks->pdata[j]));
    }
}

/* Every row stands on one page, and no page is empty. */
static void
assert_pages (const LfWall *wall, const LfWallSheet *sheet)
{
  guint n = lf_wall_n_pages (wall, sheet), rows = 0;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint page = 0; page < n; page++)
    {
      g_autoptr (GPtrArray) marks = NULL;
      guint before = rows;

      lf_wall_draw (wall, sheet, page, NULL, -1, &marks);
      assert_apart (marks, sheet);
      for (guint i = 0; i < marks->len; i++)
        {
          const LfWallMark *mark = marks->pdata[i];

          if (mark->id == NULL)
            continue;
          rows++;
          g_assert_true (g_hash_table_add (seen, g_strdup (mark->id)));
        }
      g_assert_cmpuint (rows, >, before);
    }
  g_assert_cmpuint (rows, ==, lf_wall_table (wall)->rows->len);
}

static void
test_pages (Fixture *self, gconstpointer unused)
{
  static const char *const names[] = { "projects", "industrial", "lamps" };
  LfWallSheet sheet;
  LfChartStyle dark;

  add_build_plan (self->store);
  lf_wall_style_dark (&dark);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LfWall) wall = read_wall (self->store, names[i], &options);

      for (const char *const *paper = lf_wall_papers (); *paper != NULL; paper++)
        for (gboolean is_upright = FALSE; is_upright <= TRUE; is_upright++)
          {
            g_assert_true (lf_wall_sheet_paper (*paper, is_upright, &sheet));
            assert_pages (wall, &sheet);
          }
      lf_wall_sheet_screen (1366, 768, &dark, &sheet);
      assert_pages (wall, &sheet);
      lf_wall_sheet_screen (360, 720, &dark, &sheet);
      assert_pages (wall, &sheet);
    }
}

/* Type grows with the sheet: 10 mm on A0, to be read from 3 m; what is read in the hand is small,
 * but no smaller than 7.5 points. */
static void
test_type (Fixture *self, gconstpointer unused)
{
  LfWallSheet a4, a0, same;

  g_assert_true (lf_wall_sheet_paper ("a4", FALSE, &a4));
  g_assert_true (lf_wall_sheet_paper ("A0", FALSE, &a0));
  g_assert_cmpfloat (a4.width, >, a4.height);
  g_assert_cmpfloat (a4.style.font_px, >=, 7.5);
  g_assert_cmpfloat (a0.style.font_px / 72 * 25.4, >=, 10);
  same = a0;
  g_assert_false (lf_wall_sheet_paper ("B5", FALSE, &same));
  g_assert_cmpfloat (same.width, ==, a0.width);
}

/* As wide as the window of a small laptop leaves it, in the font of an English desktop. */
static void
draw_small (const LfWall *wall, const char *font, double width, LfChartTrace *trace)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, 437);
  cairo_t *cr = cairo_create (surface);
  LfChartStyle style;
  LfWallSheet sheet;

  lf_wall_style_dark (&style);
  style.font = font;
  lf_wall_sheet_screen (width, 437, &style, &sheet);
  for (guint page = 0; page < lf_wall_n_pages (wall, &sheet); page++)
    lf_wall_draw_traced (wall, &sheet, page, cr, trace);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* A day that is cut off tells nothing, and neither does an amount without its unit. */
static void
test_whole_days (Fixture *self, gconstpointer unused)
{
  static const char *const fonts[] = { "DejaVu Sans", "Noto Sans CJK SC" };
  g_autoptr (LfWall) wall = NULL;

  g_free (add_given (self->store, "project", "name=甲", "stage=started",
                     "total_investment=400000000.00 CNY", "approved_date=2026-01-31",
                     "signed_date=2026-02-20", "land_date=2026-04-28", "started_date=2026-07-30",
                     "planned_completion_date=2027-07-08", NULL));
  wall = read_wall (self->store, "projects", &options);
  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++)
    for (double width = 803; width <= 1366; width += 37)
      {
        g_autoptr (GArray) texts = g_array_new (FALSE, FALSE, sizeof (LfChartShape));
        g_autoptr (GPtrArray) shortened = g_ptr_array_new_with_free_func (g_free);
        LfChartTrace trace = { .texts = texts, .shortened = shortened };

        draw_small (wall, fonts[i], width, &trace);
        g_assert_cmpuint (texts->len, >, 20);
        for (guint j = 0; j < shortened->len; j++)
          {
            const char *text = shortened->pdata[j];

            g_test_message ("%s, %g wide: “%s” is cut off", fonts[i], width, text);
            g_assert_null (strstr (text, "2026-"));
            g_assert_null (strstr (text, "2027-"));
            g_assert_null (strstr (text, "days"));
            g_assert_false (g_str_has_prefix (text, "CNY"));
          }
      }
}

/* A chart with nothing in it has a page that says so. */
static void
test_empty (Fixture *self, gconstpointer unused)
{
  for (const char *const *name = lf_wall_names (); *name != NULL; name++)
    {
      g_autoptr (LfWall) wall = read_wall (self->store, *name, &options);
      g_autofree char *spoken = lf_wall_spoken (wall);
      LfWallSheet sheet;

      g_assert_true (lf_wall_sheet_paper ("A3", TRUE, &sheet));
      g_assert_true (lf_wall_is_empty (wall));
      g_assert_cmpuint (lf_wall_n_pages (wall, &sheet), ==, 1);
      lf_wall_draw (wall, &sheet, 0, NULL, -1, NULL);
      g_assert_nonnull (strstr (spoken, "No"));
      g_assert_nonnull (lf_wall_about (*name));
    }
}

static guint
count_red (guint32 pixel)
{
  guint red = pixel >> 16 & 0xff, green = pixel >> 8 & 0xff, blue = pixel & 0xff;

  return red > green + 60 && red > blue + 60;
}

/* What is late is more than red: its sign differs where all colours are the same. */
static void
test_without_colour (Fixture *self, gconstpointer unused)
{
  LfChartStyle style = { .foreground = { 0, 0, 0, 1 },
                         .dim = { 0, 0, 0, 1 },
                         .background = { 1, 1, 1, 1 },
                         .accent = { 0, 0, 0, 1 },
                         .warning = { 0, 0, 0, 1 },
                         .font = "Noto Sans CJK SC, sans-serif" };
  g_autoptr (LfWall) wall = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 800, 600);
  cairo_t *cr = cairo_create (surface);
  LfWallSheet sheet;
  guint n = 0;

  g_free (add_given (self->store, "project", "name=甲", "stage=approved",
                     "planned_start_date=2020-01", NULL));
  wall = read_wall (self->store, "projects", &options);
  lf_wall_sheet_screen (800, 600, &style, &sheet);
  lf_wall_draw (wall, &sheet, 0, cr, -1, NULL);
  cairo_surface_flush (surface);
  for (int i = 0; i < 800 * 600; i++)
    n += count_red (((guint32 *) (gpointer) cairo_image_surface_get_data (surface))[i]);
  g_assert_cmpuint (n, >, 100); /* the lamp's own colour, and nothing else's */
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

/* ---- Files ---- */

static char *
run_tool (const char *tool, const char *option, const char *path)
{
  g_autofree char *program = g_find_program_in_path (tool);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  if (program == NULL)
    return NULL;
  if (strcmp (tool, "pdftotext") == 0)
    g_spawn_sync (NULL, (char **) (const char *[]){ program, option, path, "-", NULL }, NULL,
                  G_SPAWN_DEFAULT, NULL, NULL, &text, NULL, NULL, &error);
  else
    g_spawn_sync (NULL, (char **) (const char *[]){ program, path, NULL }, NULL, G_SPAWN_DEFAULT,
                  NULL, NULL, &text, NULL, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Han text can be selected on every page, and is drawn with a font that has it. */
static void
test_pdf (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfWall) wall = NULL;
  g_autofree char *path = g_build_filename (self->folder, "wall.pdf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *fonts = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) pages = NULL;
  LfWallSheet sheet;
  guint n;

  add_build_plan (self->store);
  wall = read_wall (self->store, "projects", &options);
  g_assert_true (lf_wall_sheet_paper ("A3", FALSE, &sheet));
  n = lf_wall_n_pages (wall, &sheet);
  g_assert_cmpuint (n, >, 10);
  lf_wall_write (wall, &sheet, -1, path, &error);
  g_assert_no_error (error);
  text = run_tool ("pdftotext", "-layout", path);
  fonts = run_tool ("pdffonts", NULL, path);
  if (text == NULL || fonts == NULL)
    {
      g_test_skip ("poppler's tools are not there to read it");
      return;
    }
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), ==, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_assert_nonnull (strstr (pages[i], "Project chart"));
      g_assert_nonnull (strstr (pages[i], "Signing"));
      g_assert_nonnull (strstr (pages[i], "杭州湾高端精密制造"));
      g_assert_nonnull (strstr (pages[i], "346"));
    }
  g_assert_nonnull (strstr (text, "生命健康园"));
  g_assert_nonnull (strstr (fonts, "CJK"));
  g_assert_null (strstr (text, "\xef\xbf\xbd"));
}

static void
test_files (Fixture *self, gconstpointer unused)
{
  static const struct
  {
    const char *name, *begins;
  } files[] = { { "a.png", "\x89PNG" },
                { "a.svg", "<?xml" },
                { "a.pdf", "%PDF" },
                { "a.xlsx", "PK" },
                { "a.csv", "\xef\xbb\xbf" } };
  g_autoptr (LfWall) wall = NULL;
  g_autoptr (GError) error = NULL;
  LfWallSheet sheet;

  add_many (self->store, 3, "industry", "光电", "100000000.00 CNY");
  wall = read_wall (self->store, "industrial", &options);
  g_assert_true (lf_wall_sheet_paper ("A4", FALSE, &sheet));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, files[i].name, NULL);
      g_autofree char *bytes = NULL;

      lf_wall_write (wall, &sheet, -1, path, &error);
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
      g_assert_true (g_str_has_prefix (bytes, files[i].begins));
    }
  g_assert_false (lf_wall_write (wall, &sheet, 1, "b.pdf", &error));
  g_assert_nonnull (strstr (error->message, "1 page"));
  g_clear_error (&error);
  g_assert_false (lf_wall_write (wall, &sheet, -1, "b.doc", &error));
  g_assert_nonnull (strstr (error->message, "b.doc"));
}

static const LfCell *
cell_under (LfCells *cells, const LfCellRow *headings, const LfCellRow *row, const char *heading)
{
  for (guint i = 0; i < headings->n_cells; i++)
    if (strcmp (headings->cells[i].text, heading) == 0)
      return &row->cells[i];
  g_error ("there is no column %s", heading);
}

/* Amounts are numbers, days are dates, and each currency has a column of its own. */
static void
test_xlsx (Fixture *self, gconstpointer unused)
{
  g_autoptr (LfWall) wall = NULL;
  g_autofree char *path = g_build_filename (self->folder, "wall.xlsx", NULL);
  g_autoptr (LfCells) cells = NULL;
  LfCellRow *headings;
  const LfCellRow *row;
  g_autoptr (GError) error = NULL;
  LfWallSheet sheet;

  add_many (self->store, 1, "industry", "光电", "2040000000.00 CNY");
  add_many (self->store, 1, "industry", "集成电路", "257000000.00 USD");
  wall = read_wall (self->store, "projects",
                    &(LfWallOptions){ .today = { 2026, 11, 22 }, .by = "industry" });
  g_assert_true (lf_wall_sheet_paper ("A4", FALSE, &sheet));
  lf_wall_write (wall, &sheet, -1, path, &error);
  g_assert_no_error (error);
  cells = lf_cells_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (lf_cells_begin (cells, 0, &error));
  g_assert_true (lf_cells_next (cells, &row, &error)); /* the title */
  g_assert_cmpstr (row->cells[0].text, ==, "Project chart");
  g_assert_true (lf_cells_next (cells, &row, &error));
  headings = lf_cell_row_copy (row);
  g_assert_true (lf_cells_next (cells, &row, &error));
  g_assert_cmpstr (row->cells[0].text, ==, "光电");
  g_assert_cmpint (cell_under (cells, headings, row, "Total investment (CNY)")->kind, ==,
                   LF_CELL_NUMBER);
  g_assert_cmpstr (cell_under (cells, headings, row, "Total investment (CNY)")->text, ==,
                   "2040000000");
  g_assert_cmpstr (cell_under (cells, headings, row, "Total investment (USD)")->text, ==, "");
  g_assert_cmpint (cell_under (cells, headings, row, "Signing")->kind, ==, LF_CELL_DATE);
  g_assert_cmpstr (cell_under (cells, headings, row, "Signing")->text, ==, "2026-01-05");
  lf_cell_row_free (headings);
}

int
main (int argc, char *argv[])
{
#define ADD(path, test)                                                                            \
  g_test_add ("/report/wall-sheet/" path, Fixture, NULL, set_up, test, tear_down)

  g_test_init (&argc, &argv, NULL);
  ADD ("pages", test_pages);
  ADD ("type", test_type);
  ADD ("whole-days", test_whole_days);
  ADD ("empty", test_empty);
  ADD ("without-colour", test_without_colour);
  ADD ("pdf", test_pdf);
  ADD ("files", test_files);
  ADD ("xlsx", test_xlsx);
  return g_test_run ();
}
