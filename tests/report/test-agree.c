/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a report, its total, the footer of the list behind each figure and the files written
 * of it say the same, for every report and filters made at random: over the sample zone and over
 * one made at random. The files are read back here, and by another program. */

#include "config.h"

#include "report-fixture.h"
#include "zone-fixture.h"

#include "lf-cells.h"
#include "lf-csv.h"
#include "lf-sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEADINGS 2 /* their line of a sheet */

/* ---- Filters at random ---- */

/* (transfer full) (nullable): one comparison of @field; NULL: nothing is said of such a one */
static char *
comparison (const LfField *field)
{
  static const char *const days[] = { ">=2023-02", "<=2026-03-14", "=2026", "!=", "=" };
  static const char *const amounts[] = { ">=1亿", "<12.5亿", "!=", "=", ">3万" };
  static const char *const texts[] = { "~新", "!=IC", "~\"（\"", "=", "!=" };
  guint pick = (guint) g_test_rand_int_range (0, 5);
  guint n = 0;

  switch (field->type)
    {
    case LF_VALUE_DATE:
      return g_strconcat (field->name, days[pick], NULL);
    case LF_VALUE_MONEY:
      return g_strconcat (field->name, amounts[pick], NULL);
    case LF_VALUE_TEXT:
      return g_strconcat (field->name, texts[pick], NULL);
    case LF_VALUE_REFERENCE:
      return g_strconcat (field->name, pick < 3 ? "!=" : "=", NULL);
    case LF_VALUE_CHOICE:
      while (field->options[n].key != NULL)
        n++;
      return g_strconcat (field->name, pick < 3 ? "!=" : "=",
                          field->options[g_test_rand_int_range (0, (int) n)].key, NULL);
    default:
      return NULL;
    }
}

static char *
filter_at_random (const LfEntity *entity)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint n = 0;

  while (entity->fields[n].name != NULL)
    n++;
  while (first == NULL)
    first = comparison (&entity->fields[g_test_rand_int_range (0, (int) n)]);
  while (second == NULL)
    second = comparison (&entity->fields[g_test_rand_int_range (0, (int) n)]);
  return g_strdup_printf (g_test_rand_bit () ? "(%s or not %s)" : "(%s or %s)", first, second);
}

/* ---- The list's footer ---- */

static void
assert_totals (const LfTotals *one, const LfTotals *other)
{
  g_assert_cmpuint (one->n, ==, other->n);
  for (guint i = 0; i < one->n; i++)
    g_assert_true (memcmp (&one->totals[i], &other->totals[i], sizeof (LfTotal)) == 0);
}

static void
assert_footer (LfStore *store,
               const LfReport *report,
               const LfReportColumn *column,
               const LfReportCell *cell)
{
  const LfEntity *entity = cell->entity == NULL ? report->entity : cell->entity;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query
      = lf_query_parse (entity, cell->filter, NULL, &no_options.today, &error);
  LfSummary footer;

  g_assert_no_error (error);
  g_assert_true (lf_store_summary_sync (store, query, &footer, &error));
  if (column->type == LF_COLUMN_COUNT && column->sums == NULL)
    g_assert_cmpint (footer.n, ==, cell->count);
  for (guint i = 0; column->type == LF_COLUMN_COUNT && i < footer.n_quantities; i++)
    if (footer.quantities[i].field == column->sums)
      g_assert_cmpint (llround (footer.quantities[i].sum), ==, cell->count);
  if (column->type == LF_COLUMN_MONEY && !column->is_worked_out
      && (column->sums == NULL || column->sums == footer.field))
    assert_totals (&footer.totals, &cell->totals);
}

static void
assert_footers (LfStore *store, const LfReport *report, const GPtrArray *row)
{
  for (guint c = 1; c < row->len; c++)
    if (((const LfReportCell *) row->pdata[c])->filter != NULL)
      assert_footer (store, report, report->columns->pdata[c], row->pdata[c]);
}

/* ---- Files ---- */

/* The rows, and the total behind them. */
static const GPtrArray *
row_at (const LfReport *report, guint i)
{
  return i < report->rows->len ? report->rows->pdata[i] : report->total;
}

static guint
n_rows (const LfReport *report)
{
  return report->rows->len + (report->total == NULL ? 0 : 1);
}

/* "about CNY 2,600 million + USD 1 million": to the last 分 */
static void
assert_money_text (const char *text, const LfTotals *totals)
{
  g_auto (GStrv) parts = g_strsplit (text, " + ", -1);

  g_assert_cmpuint (g_strv_length (parts), ==, MAX (totals->n, 1));
  for (guint i = 0; i < totals->n; i++)
    {
      LfMoney money, of = lf_totals_get (totals, i);

      g_assert_true (lf_money_parse (parts[i], of.currency, &money, NULL));
      g_assert_cmpint (money.minor, ==, of.minor);
      g_assert_cmpstr (money.currency, ==, of.currency);
      g_assert_cmpint (money.qualifier, ==, of.qualifier);
    }
}

/* (transfer full): a number as programs read it */
static char *
without_commas (const char *shown)
{
  g_auto (GStrv) groups = g_strsplit (shown, ",", -1);

  return g_strjoinv ("", groups);
}

static void
assert_csv (const LfReport *report, const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCsv) csv = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  csv = lf_csv_parse (text + 3, NULL);
  g_assert_cmpuint (csv->rows->len, ==, n_rows (report) + 1);
  for (guint r = 0; r < n_rows (report); r++)
    for (guint c = 0; c < report->columns->len; c++)
      {
        const LfReportColumn *column = report->columns->pdata[c];
        const LfReportCell *cell = row_at (report, r)->pdata[c];
        const char *found = lf_csv_cell (csv, r + 1, c);
        g_autofree char *shown = lf_report_cell_format (column, cell);
        g_autofree char *raw = without_commas (shown);
        gboolean is_number = column->type != LF_COLUMN_TEXT && column->type != LF_COLUMN_MONEY;

        g_assert_cmpstr (found, ==, is_number ? raw : shown);
        if (column->type == LF_COLUMN_COUNT && !cell->is_blank)
          g_assert_cmpint (g_ascii_strtoll (found, NULL, 10), ==, cell->count);
        if (column->type == LF_COLUMN_MONEY && !cell->is_blank)
          assert_money_text (found, &cell->totals);
      }
}

/* Lines of fields, as a program read them out of a workbook: (element-type GStrv) */
typedef GPtrArray Grid;

static const char *
field_at (const Grid *grid, guint line, guint column)
{
  char **fields = line < grid->len ? grid->pdata[line] : NULL;

  return fields != NULL && column < g_strv_length (fields) ? fields[column] : "";
}

static void
assert_number (const char *field, double expected)
{
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (field, NULL), expected,
                                  1e-9 * MAX (1, fabs (expected)));
  g_assert_cmpstr (field, !=, "");
}

/* A column of its own for each currency that its heading names. Returns how many. */
static guint
assert_money (
    const Grid *grid, guint line, guint at, const LfReportColumn *column, const LfTotals *totals)
{
  guint width = 0, n_found = 0;

  while (g_str_has_prefix (field_at (grid, HEADINGS, at + width), column->label))
    {
      const char *heading = field_at (grid, HEADINGS, at + width);
      const char *field = field_at (grid, line, at + width);
      gboolean is_found = FALSE;

      if (strlen (heading) != strlen (column->label) + strlen (" (CNY)"))
        break;
      for (guint i = 0; i < totals->n; i++)
        if (strncmp (heading + strlen (heading) - 4, totals->totals[i].currency, 3) == 0)
          {
            g_assert_cmpint (llround (100 * g_ascii_strtod (field, NULL)), ==,
                             totals->totals[i].minor);
            is_found = TRUE;
            n_found++;
          }
      if (!is_found)
        g_assert_cmpstr (field, ==, "");
      width++;
    }
  g_assert_cmpuint (n_found, ==, totals->n);
  return MAX (width, 1);
}

/* (transfer full): a sheet's whole days since the end of 1899, as a date; whatever else as it is */
static char *
day_text (const char *field)
{
  LfDate day = { 1899, 12, 30 };

  if (strlen (field) != 5 || strspn (field, "0123456789") != 5)
    return g_strdup (field);
  day = lf_date_add_days (&day, atoi (field));
  return lf_date_to_canonical (&day);
}

static guint
assert_field (
    const Grid *grid, guint line, guint at, const LfReportColumn *column, const LfReportCell *cell)
{
  const char *field = field_at (grid, line, at);
  gboolean is_empty
      = cell->is_blank || (column->type == LF_COLUMN_PERCENT && isnan (cell->percent));

  if (column->type == LF_COLUMN_MONEY)
    return assert_money (grid, line, at, column, &cell->totals);
  if (is_empty || (column->type == LF_COLUMN_TEXT && cell->text == NULL))
    g_assert_cmpstr (field, ==, "");
  else if (column->type == LF_COLUMN_DATE)
    {
      g_autofree char *day = day_text (field);

      g_assert_cmpstr (day, ==, cell->text);
    }
  else if (column->type == LF_COLUMN_TEXT)
    g_assert_cmpstr (field, ==, cell->text);
  else
    assert_number (field, column->type == LF_COLUMN_PERCENT ? cell->percent / 100
                          : column->type == LF_COLUMN_POINTS
                              ? (double) cell->count / LF_REPORT_POINT
                              : (double) cell->count);
  return 1;
}

static void
assert_grid (const LfReport *report, const Grid *grid)
{
  g_assert_cmpstr (field_at (grid, 0, 0), ==, report->title);
  for (guint r = 0; r < n_rows (report); r++)
    for (guint c = 0, at = 0; c < report->columns->len; c++)
      at += assert_field (grid, HEADINGS + 1 + r, at, report->columns->pdata[c],
                          row_at (report, r)->pdata[c]);
}

static Grid *
grid_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
}

/* By the reader that imports go through. */
static Grid *
read_workbook (const char *path)
{
  Grid *grid = grid_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCells) cells = lf_cells_open (path, &error);
  const LfCellRow *row = NULL;

  g_assert_no_error (error);
  g_assert_true (lf_cells_begin (cells, 0, &error));
  while (lf_cells_next (cells, &row, &error) && row != NULL)
    {
      GStrvBuilder *fields = g_strv_builder_new ();

      for (guint c = 0; c < row->n_cells; c++)
        g_strv_builder_add (fields, lf_cell_row_text (row, c));
      while (grid->len < row->number - 1)
        g_ptr_array_add (grid, g_new0 (char *, 1));
      g_ptr_array_add (grid, g_strv_builder_end (fields));
      g_strv_builder_unref (fields);
    }
  g_assert_no_error (error);
  return grid;
}

/* (nullable): Gnumeric, which reads what any spreadsheet program does. */
static char *
find_other_program (void)
{
  return g_find_program_in_path ("ssconvert");
}

static void
run (const char *const *words)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = NULL;
  int status;

  g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, &told,
                &status, &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", words[0], told);
}

static void
add_line (Grid *grid, const GPtrArray *cells)
{
  char **fields = g_new0 (char *, cells->len + 1);

  for (guint c = 0; c < cells->len; c++)
    fields[c] = g_strdup (cells->pdata[c]);
  g_ptr_array_add (grid, fields);
}

/* All of @paths at once: the program takes longer to begin than to read. Its values as they are,
 * whatever they are shown as. */
static GPtrArray *
read_with_other (const char *program, const char *folder, const GPtrArray *paths)
{
  GPtrArray *grids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autofree char *together = g_build_filename (folder, "together.gnumeric", NULL);
  g_autofree char *sheets = g_build_filename (folder, "sheet-%n.txt", NULL);
  g_autofree char *into = g_strconcat ("--merge-to=", together, NULL);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  g_ptr_array_add (words, (gpointer) program);
  g_ptr_array_add (words, into);
  for (guint i = 0; i < paths->len; i++)
    g_ptr_array_add (words, paths->pdata[i]);
  g_ptr_array_add (words, NULL);
  run ((const char *const *) words->pdata);
  run ((const char *[]){ program, "-S", "-T", "Gnumeric_stf:stf_assistant", "-O",
                         "format=raw separator=, quoting-mode=always", together, sheets, NULL });
  for (guint i = 0; i < paths->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("sheet-%u.txt", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      g_autoptr (LfCsv) csv = NULL;
      Grid *grid = grid_new ();

      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      csv = lf_csv_parse (text, NULL);
      for (guint r = 0; r < csv->rows->len; r++)
        add_line (grid, csv->rows->pdata[r]);
      g_ptr_array_add (grids, grid);
    }
  return grids;
}

/* ---- Every report ---- */

static char *
write_file (Fixture *self, const LfReport *report, guint number, const char *ending)
{
  char *path = g_strdup_printf ("%s/%s-%u%s", self->folder, report->name, number, ending);
  g_autoptr (GError) error = NULL;

  lf_report_write (report, path, &error);
  g_assert_no_error (error);
  return path;
}

static LfReport *
check (Fixture *self, const char *name, guint number, GPtrArray *paths)
{
  const char *const *groups = lf_report_groups (name);
  g_autofree char *where = filter_at_random (lf_report_entity (name));
  LfReportOptions options = no_options;
  LfReport *report;
  g_autofree char *csv = NULL;
  g_autoptr (GPtrArray) grid = NULL;

  options.where = where;
  if (groups != NULL)
    options.by = groups[g_test_rand_int_range (0, (int) g_strv_length ((char **) groups))];
  g_test_message ("%s by %s where %s", name, options.by, where);
  report = run_report (self->store, name, &options);
  for (guint r = 0; r < n_rows (report); r++)
    assert_footers (self->store, report, row_at (report, r));
  /* A project stands in each step that it came to; a firm in each of its tiers. */
  if (report->total != NULL && strcmp (name, "pipeline") != 0
      && g_strcmp0 (options.by, "tier") != 0)
    assert_rows_add_up (report);
  csv = write_file (self, report, number, ".csv");
  assert_csv (report, csv);
  g_ptr_array_add (paths, write_file (self, report, number, ".xlsx"));
  grid = read_workbook (paths->pdata[paths->len - 1]);
  assert_grid (report, grid);
  return report;
}

static void
check_all (Fixture *self)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_report_free);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *program = find_other_program ();
  g_autoptr (GPtrArray) grids = NULL;
  guint n_filters = g_test_thorough () ? 20 : 2;

  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    for (guint i = 0; i < n_filters; i++)
      g_ptr_array_add (reports, check (self, *name, i, paths));
  if (program == NULL)
    {
      g_test_skip ("ssconvert is not there to read the workbooks");
      return;
    }
  grids = read_with_other (program, self->folder, paths);
  for (guint i = 0; i < reports->len; i++)
    assert_grid (reports->pdata[i], grids->pdata[i]);
}

static void
test_sample (Fixture *self, gconstpointer data)
{
  g_autoptr (LfChange) sample = lf_sample_build (&no_options.today);

  commit_change (self->store, sample);
  check_all (self);
}

static void
test_zone_at_random (Fixture *self, gconstpointer data)
{
  make_zone (self->store, 12);
  check_all (self);
}

#define ADD(path, func) g_test_add ("/report/agree/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sample", test_sample);
  ADD ("zone-at-random", test_zone_at_random);
  return g_test_run ();
}
