/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What holds of the rows of any spreadsheet. */

#include "config.h"

#include "fuzz-cells.h"

#include "fuzz.h"
#include "lf-cells.h"
#include "lf-csv.h"
#include "lf-import-values.h"
#include "lf-import.h"

#define MAX_SHEETS 3
#define MAX_HEAD 20
#define MAX_BODY 20

static void
check_error (gboolean is_ok, const GError *error)
{
  fuzz_assert_error (is_ok, error);
  g_assert_true (error == NULL || error->domain == LF_EXCHANGE_ERROR);
}

static void
check_row (const LfCellRow *row, guint last_number)
{
  g_assert_cmpuint (row->number, >, last_number);
  g_assert_cmpuint (row->n_cells, <=, LF_CSV_MAX_COLUMNS);
  for (guint i = 0; i < row->n_cells; i++)
    {
      const LfCell *cell = &row->cells[i];

      g_assert_true (g_utf8_validate (cell->text, -1, NULL));
      g_assert_true ((cell->kind == LF_CELL_BLANK) == (*cell->text == '\0'));
      if (cell->kind == LF_CELL_NUMBER)
        {
          char *end;
          g_ascii_strtod (cell->text, &end);
          g_assert_cmpstr (end, ==, "");
        }
    }
}

/* (transfer full) (nullable) (element-type LfCellRow): NULL when it cannot be read to its end */
static GPtrArray *
read_sheet (LfCells *cells, guint sheet)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);
  g_autoptr (GError) error = NULL;
  const LfCellRow *row = NULL;
  gboolean is_ok = lf_cells_begin (cells, sheet, &error);
  guint last_number = 0;

  while (is_ok && (is_ok = lf_cells_next (cells, &row, &error)) && row != NULL)
    {
      check_row (row, last_number);
      last_number = row->number;
      g_ptr_array_add (rows, lf_cell_row_copy (row));
    }
  check_error (is_ok, error);
  return is_ok ? g_steal_pointer (&rows) : NULL;
}

static void
assert_same (const GPtrArray *a, const GPtrArray *b)
{
  g_assert_true ((a == NULL) == (b == NULL));
  g_assert_cmpuint (a == NULL ? 0 : a->len, ==, b == NULL ? 0 : b->len);
  for (guint i = 0; a != NULL && i < a->len; i++)
    {
      const LfCellRow *one = a->pdata[i], *other = b->pdata[i];

      g_assert_cmpuint (one->number, ==, other->number);
      g_assert_cmpuint (one->n_cells, ==, other->n_cells);
      for (guint j = 0; j < one->n_cells; j++)
        {
          g_assert_cmpint (one->cells[j].kind, ==, other->cells[j].kind);
          g_assert_cmpstr (one->cells[j].text, ==, other->cells[j].text);
        }
    }
}

/* A value that a cell was read as is one that the field takes. */
static void
check_value (LfColumn *column, const LfCell *cell, gboolean is_1904)
{
  g_autofree char *text = lf_text_clean (cell->text);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_ok;

  if (text == NULL || column->field == NULL || column->field->target != NULL)
    return;
  is_ok = lf_import_read_value (column, cell->kind, text, is_1904, &value, &error);
  fuzz_assert_error (is_ok, error);
  if (is_ok && value != NULL)
    lf_field_check (column->field, value, &error);
  g_assert_true (!is_ok || error == NULL);
}

static void
check_values (GPtrArray *rows, gboolean is_1904)
{
  g_autoptr (GPtrArray) head = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);
  g_autoptr (GPtrArray) columns = NULL;
  const LfEntity *entity;
  guint at;

  for (guint i = 0; i < MIN (rows->len, MAX_HEAD); i++)
    g_ptr_array_add (head, lf_cell_row_copy (rows->pdata[i]));
  if (!lf_columns_find (head, lf_schema_find ("project"), NULL, &entity, &at))
    return;
  columns = lf_columns_match (head, at, entity, NULL);
  for (guint i = at + 1; i < MIN (rows->len, at + MAX_BODY); i++)
    {
      const LfCellRow *row = rows->pdata[i];

      for (guint j = 0; j < MIN (row->n_cells, columns->len); j++)
        check_value (columns->pdata[j], &row->cells[j], is_1904);
    }
}

void
fuzz_check_cells (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCells) cells = lf_cells_open (path, &error);

  check_error (cells != NULL, error);
  for (guint i = 0; cells != NULL && i < MIN (cells->sheets->len, MAX_SHEETS); i++)
    {
      g_autoptr (GPtrArray) rows = read_sheet (cells, i);
      g_autoptr (GPtrArray) again = read_sheet (cells, i);

      g_assert_true (g_utf8_validate (cells->sheets->pdata[i], -1, NULL));
      assert_same (rows, again);
      if (rows != NULL)
        check_values (rows, cells->is_1904);
    }
}
