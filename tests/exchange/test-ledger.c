/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers: the headings, their order and what stands above them are the template's; amounts are in
 * the unit of the heading; what was said once is kept. */

#include "config.h"

#include "lf-cells.h"
#include "lf-ledger.h"
#include "store-fixture.h"

#include <string.h>
#include <xlsxwriter.h>

static const LfDate today = { 2026, 11, 5 };

static void
write_template (const char *path)
{
  static const char *const headings[]
      = { "序号", "项目名称", "签约日期", "总投资（亿元）", "市级编号", "当前阶段" };
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (book, "签约台账");

  worksheet_write_string (sheet, 0, 0, "宁波市签约项目台账", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    worksheet_write_string (sheet, 1, (lxw_col_t) i, headings[i], NULL);
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

/* Each row as "cell|cell|…" */
static void
assert_rows (const char *path, const char *sheet, const char *const *lines)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCells) cells = lf_cells_open (path, &error);
  const LfCellRow *row = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (cells->sheets->pdata[0], ==, sheet);
  g_assert_true (lf_cells_begin (cells, 0, &error));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      g_assert_true (lf_cells_next (cells, &row, &error));
      g_assert_nonnull (row);
      for (guint c = 0; c < row->n_cells; c++)
        g_string_append_printf (text, "%s%s", c > 0 ? "|" : "", lf_cell_row_text (row, c));
      g_assert_cmpstr (text->str, ==, lines[i]);
    }
  g_assert_true (lf_cells_next (cells, &row, &error));
  g_assert_null (row);
}

static void
add_signed (LfStore *store, const char *name, const char *day, const char *money)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "signed");
  lf_record_set (record, "signed_date", day);
  lf_record_set (record, "total_investment", money);
  lf_change_create (change, record);
  commit_change (store, change);
}

static LfLedger *
map_and_keep (Fixture *fixture, const LfLedgerWords *words)
{
  g_autofree char *path = g_build_filename (fixture->folder, "template.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLedger) mapped = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfRecord) record = NULL;
  LfLedger *kept;

  write_template (path);
  mapped = lf_ledger_map_sync (fixture->store, "市签约台账", path, words, &error);
  g_assert_no_error (error);
  change = lf_ledger_keep (mapped, NULL);
  commit_change (fixture->store, change);
  record
      = lf_store_find_title_sync (fixture->store, lf_schema_find ("ledger"), "市签约台账", &error);
  g_assert_nonnull (record);
  kept = lf_ledger_read (record, &error);
  g_assert_no_error (error);
  return kept;
}

static void
test_filled (Fixture *fixture, gconstpointer data)
{
  static const char *const lines[] = {
    "宁波市签约项目台账",
    "序号|项目名称|签约日期|总投资（亿元）|市级编号|当前阶段",
    "1|乙|2026-10|about CNY 1,250 million||Signed",
    "2|甲|2026-10-08|5.6||Signed",
    "3|丙|2026-10-30|USD 3 million||Signed",
    NULL,
  };
  const LfLedgerWords words = { .entity = project_entity (),
                                .filter = "stage=signed and signed_date=last-month",
                                .sort = "signed_date" };
  g_autofree char *path = g_build_filename (fixture->folder, "filled.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLedger) ledger = map_and_keep (fixture, &words);

  add_signed (fixture->store, "甲", "2026-10-08", "560000000.00 CNY");
  add_signed (fixture->store, "乙", "2026-10", "about 1250000000.00 CNY");
  add_signed (fixture->store, "丙", "2026-10-30", "3000000.00 USD");
  add_signed (fixture->store, "丁", "2026-09-30", "1000000.00 CNY");
  g_assert_cmpint (lf_ledger_fill_sync (fixture->store, ledger, &today, NULL, path, &error), ==, 3);
  g_assert_no_error (error);
  assert_rows (path, "签约台账", lines);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) mapping = g_hash_table_new (g_str_hash, g_str_equal);
  const LfLedgerWords words = { .entity = project_entity (), .mapping = mapping };
  g_autofree char *path = g_build_filename (fixture->folder, "template.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLedger) ledger = NULL;
  const LfLedgerColumn *column;

  g_hash_table_insert (mapping, (char *) "市级编号", (char *) "number");
  ledger = map_and_keep (fixture, &words);
  g_assert_cmpuint (ledger->columns->len, ==, 6);
  column = ledger->columns->pdata[4];
  g_assert_cmpstr (column->field->name, ==, "number");
  column = ledger->columns->pdata[0];
  g_assert_true (column->is_position);
  column = ledger->columns->pdata[3];
  g_assert_cmpstr (column->unit, ==, "亿元");

  g_hash_table_insert (mapping, (char *) "没有的列", (char *) "name");
  g_assert_null (lf_ledger_map_sync (fixture->store, "x", path, &words, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "没有的列"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger/filled", Fixture, NULL, set_up, test_filled, tear_down);
  g_test_add ("/ledger/words", Fixture, NULL, set_up, test_words, tear_down);
  return g_test_run ();
}
