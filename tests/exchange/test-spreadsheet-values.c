/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What spreadsheets hold, as values: units in headings, titles and cells, dates however written,
 * numbers that were calculated, delimiters. */

#include "config.h"

#include "import-case.h"

#include <string.h>

/* ---- Values in a column ---- */

typedef struct
{
  const char *heading;
  const char *cell;
  const char *field;
  const char *value; /* NULL: a problem */
} ValueCase;

/* clang-format off */
static const ValueCase values[] = {
  { "总投资", "5.6亿元", "total_investment", "560000000.00 CNY" },
  { "总投资", "5000", "total_investment", "5000.00 CNY" },
  { "总投资（万元）", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资(亿元)", "5.6", "total_investment", "560000000.00 CNY" },
  { "总投资万元", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资：万元", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资/亿元", "1.2", "total_investment", "120000000.00 CNY" },
  { "总投资【亿元】", "1.2", "total_investment", "120000000.00 CNY" },
  { "总投资（单位：万元）", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资（含设备）（万元）", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资（含设备）", "5000", "total_investment", "5000.00 CNY" },
  { "总投资（万元/亩）", "5000", "total_investment", NULL },
  { "总投资（万元/亩）", "5亿元", "total_investment", "500000000.00 CNY" },
  { "总投资（万欧）", "5000", "total_investment", NULL },
  { "总投资（%）", "50", "total_investment", NULL },
  { "备注（个人）", "一期1", "note", "一期1" },
  { "用地面积（顷）", "50", "land_area_mu", NULL },
  { "总投资（万元）（含设备）", "5000", "total_investment", "50000000.00 CNY" },
  { "总投资（甲方）情况", "5000", "total_investment", "" },
  { "总 投 资\n（万元）", "5000", "total_investment", "50000000.00 CNY" },
  { "*总投资（万美元）", "300", "total_investment", "3000000.00 USD" },
  { "总投资（万美元）", "300万", "total_investment", "3000000.00 USD" },
  { "总投资（万元）", "300万美元", "total_investment", "3000000.00 USD" },
  { "总投资（万元）", "1.2亿", "total_investment", "120000000.00 CNY" },
  { "总投资（万元）", "5000元", "total_investment", "5000.00 CNY" },
  { "总投资（万元）", "约5000", "total_investment", "about 50000000.00 CNY" },
  { "总投资（万元）", "3000余", "total_investment", "over 30000000.00 CNY" },
  { "总投资（万元）", "5,000.5", "total_investment", "50005000.00 CNY" },
  { "总投资（万元）", "很多", "total_investment", NULL },
  { "用地面积", "120.5", "land_area_mu", "120.5" },
  { "用地面积（亩）", "120.5", "land_area_mu", "120.5" },
  { "用地面积（公顷）", "2", "land_area_mu", "30" },
  { "用地面积（㎡）", "2000", "land_area_mu", "3" },
  { "用地面积（平方米）", "2000", "land_area_mu", "3" },
  { "用地面积㎡", "2000", "land_area_mu", "3" },
  { "用地面积（亩）", "2公顷", "land_area_mu", "30" },
  { "用地面积（公顷）", "30亩", "land_area_mu", "30" },
  { "用地面积", "30万元", "land_area_mu", NULL },
  { "就业人数（人）", "50", "jobs", "50" },
  { "就业人数", "50人", "jobs", "50" },
  { "签约日期", "2023年3月5日", "signed_date", "2023-03-05" },
  { "签约日期", "2023-3-5", "signed_date", "2023-03-05" },
  { "签约日期", "2023/03/05", "signed_date", "2023-03-05" },
  { "签约日期", "2023.3.5", "signed_date", "2023-03-05" },
  { "签约日期", "2023.3", "signed_date", "2023-03" },
  { "签约日期", "2023.10", "signed_date", "2023-10" },
  { "签约日期", "2023年", "signed_date", "2023" },
  { "签约日期", "２０２３年３月", "signed_date", "2023-03" },
  { "签约日期", "44990", "signed_date", "2023-03-05" },
  { "签约日期", "44990.5", "signed_date", "2023-03-05" },
  { "签约日期", "2023", "signed_date", "2023" },
  { "签约日期", "202303", "signed_date", "2023-03" },
  { "签约日期", "19999", "signed_date", NULL },
  { "签约日期", "20231", "signed_date", NULL },
  { "签约日期", "2023年3月5日10:30", "signed_date", "2023-03-05" },
  { "签约日期", "2023-02-30", "signed_date", NULL },
};
/* clang-format on */

static void
check_value (ImportCase *self, const ValueCase *that)
{
  g_autofree char *text
      = g_strdup_printf ("项目名称,\"%s\"\n甲,\"%s\"\n", that->heading, that->cell);
  g_autofree char *path = import_case_write (self, "a.csv", text);
  g_autofree char *dump = import_plan_dump (self, path, that->field);

  if (that->value != NULL)
    g_assert_cmpstr (dump, ==, that->value);
  else
    {
      g_assert_true (g_str_has_prefix (dump, "2/2 "));
      g_assert_nonnull (strstr (dump, that->cell));
    }
}

static void
test_values (ImportCase *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_test_message ("%s: %s", values[i].heading, values[i].cell);
      check_value (self, &values[i]);
    }
}

/* ---- Typed cells ---- */

#define HEADINGS(second)                                                                           \
  "<row r='1'><c r='A1' t='inlineStr'><is><t>项目名称</t></is></c>"                            \
  "<c r='B1' t='inlineStr'><is><t>" second "</t></is></c></row>"
#define ROW(cell) "<row r='2'><c r='A2' t='inlineStr'><is><t>甲</t></is></c>" cell "</row>"

typedef struct
{
  const char *name;
  XlsxFile file;
  const char *field;
  const char *dump;
} CellCase;

/* clang-format off */
static const CellCase typed[] = {
  { "calculated-money", { HEADINGS ("总投资（万元）") ROW ("<c r='B2'><v>333.33333333333331</v></c>") }, "total_investment", "3333333.33 CNY" },
  { "calculated-yuan", { HEADINGS ("总投资") ROW ("<c r='B2'><v>0.1234</v></c>") }, "total_investment", "0.12 CNY" },
  { "binary-money", { HEADINGS ("总投资（亿元）") ROW ("<c r='B2'><v>0.30000000000000004</v></c>") }, "total_investment", "30000000.00 CNY" },
  { "large-money", { HEADINGS ("总投资") ROW ("<c r='B2'><v>1.2E+10</v></c>") }, "total_investment", "12000000000.00 CNY" },
  { "serial", { HEADINGS ("签约日期") ROW ("<c r='B2'><v>44990</v></c>") }, "signed_date", "2023-03-05" },
  { "serial-1904", { HEADINGS ("签约日期") ROW ("<c r='B2'><v>43528</v></c>"), NULL, NULL, "date1904='1'" }, "signed_date", "2023-03-05" },
  { "year", { HEADINGS ("签约日期") ROW ("<c r='B2'><v>2023</v></c>") }, "signed_date", "2023" },
  { "month", { HEADINGS ("签约日期") ROW ("<c r='B2'><v>2023.12</v></c>") }, "signed_date", "2023-12" },
  { "doubtful-month", { HEADINGS ("签约日期") ROW ("<c r='B2'><v>2023.1</v></c>") }, "signed_date",
    "2/2 Signed on: “2023.1” may be January or October: write it as text, like 2023-01 or 2023-10." },
  { "written-month", { HEADINGS ("签约日期") ROW ("<c r='B2' t='str'><v>2023.1</v></c>") }, "signed_date", "2023-01" },
  { "date", { HEADINGS ("签约日期") ROW ("<c r='B2' s='1'><v>44990</v></c>"), NULL,
    "<cellXfs><xf/><xf numFmtId='14'/></cellXfs>" }, "signed_date", "2023-03-05" },
  { "moment", { HEADINGS ("签约日期") ROW ("<c r='B2' s='1'><v>44990.5</v></c>"), NULL,
    "<cellXfs><xf/><xf numFmtId='22'/></cellXfs>" }, "signed_date", "2023-03-05" },
  { "error", { HEADINGS ("总投资") ROW ("<c r='B2' t='e'><v>#REF!</v></c>") }, "total_investment",
    "2/2 Total investment: the cell shows the error #REF!; write the value instead of the formula." },
  { "number-in-text", { HEADINGS ("备注") ROW ("<c r='B2'><v>1.3800138E+10</v></c>") }, "note", "13800138000" },
  { "integer", { HEADINGS ("就业人数") ROW ("<c r='B2'><v>120.0</v></c>") }, "jobs", "120" },
  { "broken-integer", { HEADINGS ("就业人数") ROW ("<c r='B2'><v>120.5</v></c>") }, "jobs", NULL },
};
/* clang-format on */

static void
check_typed (ImportCase *self, const CellCase *that)
{
  g_autofree char *path = import_case_path (self, "book.xlsx");
  g_autofree char *dump = NULL;

  xlsx_write (path, &that->file);
  dump = import_plan_dump (self, path, that->field);
  if (that->dump != NULL)
    g_assert_cmpstr (dump, ==, that->dump);
  else
    g_assert_true (g_str_has_prefix (dump, "2/2 "));
}

static void
test_typed (ImportCase *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_test_message ("%s", typed[i].name);
      check_typed (self, &typed[i]);
    }
}

/* ---- Delimiters ---- */

/* clang-format off */
static const char *const delimited[] = {
  "项目名称,总投资\n甲,1亿元\n乙,2亿元\n",
  "项目名称;总投资\n甲;1亿元\n乙;2亿元\n",
  "项目名称\t总投资\r\n甲\t1亿元\r\n乙\t2亿元\r\n",
  "2023年台账,共2个\n项目名称;总投资;备注\n甲;1亿元;一,二,三\n乙;2亿元;四,五\n",
  "招商台账\n项目名称\t总投资\t备注\n甲\t1亿元\t一，二;三\n乙\t2亿元\t\n",
  "项目名称;总投资\n甲;\"100,000,000\"\n乙;\"200,000,000\"\n",
  "项目名称,总投资,备注\n甲,1亿元,\"一;二;三\n四;五\"\n乙,2亿元,\"\"\n",
};
/* clang-format on */

static void
test_delimiters (ImportCase *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (delimited); i++)
    {
      g_autofree char *path = import_case_write (self, "a.csv", delimited[i]);
      g_autofree char *dump = import_plan_dump (self, path, "name total_investment");

      g_test_message ("%s", delimited[i]);
      g_assert_cmpstr (dump, ==, "甲|100000000.00 CNY\n乙|200000000.00 CNY");
    }
}

/* ---- Whole files ---- */

static void
test_title_rows (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", data, NULL);
  g_autofree char *dump
      = import_plan_dump (self, path,
                          "name enterprise total_investment land_area_mu signed_date "
                          "planned_completion_date stage");

  g_assert_cmpstr (
      dump, ==,
      "杜仲叶资源综合利用项目|天承生物|560000000.00 CNY|120.5|2023-03-05|2024-12|signed\n"
      "卫星天线产业基地（二期）|中电科三十九所|1250005000.00 CNY||2023-04-30|2025|"
      "negotiation\n"
      "现代导航产业基地|中电科|1000.00 CNY|33|||lead");
}

/* A park merged over rows is the park of all of them; an amount is counted once. */
static void
test_ledger (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", data, NULL);
  g_autofree char *dump = import_plan_dump (
      self, path, "name park total_investment fixed_investment signed_date note");

  g_assert_cmpstr (dump, ==,
                   "减速器二期|上虞|56000000.00 CNY|30000000.00 CNY|2023-03-05|一期已投产\n"
                   "氢能装备|上虞|120005000.00 CNY||2023-05|一期已投产\n"
                   "储能电池|杭州湾||||");
}

static void
test_inline_texts (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "libxlsxwriter-inline.xlsx", NULL);
  const LfImportOptions options = { .has_hidden = TRUE };
  g_autoptr (LfImport) import = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_autofree char *dump = import_dump (import, "name total_investment signed_date");

  g_assert_cmpuint (lf_import_n_hidden (import), ==, 1);
  g_assert_cmpstr (dump, ==,
                   "氢能 <装备> & \"储运\"|120000000.00 CNY|2023-02-05\n"
                   "减速器|40000000.00 CNY|");
}

/* Merged headings: groups over columns, and names over both rows. */
static void
test_two_heading_rows (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = import_case_write (self, "a.csv",
                                             "2023年台账,,,,,\n"
                                             "序号,项目名称,投资额（万元）,,,备注\n"
                                             ",,总投资,固定资产投资（亿元）,签约日期,\n"
                                             "1,甲,5000,2,2023-05,一\n"
                                             "2,乙,6000,3,2023-06,\n");
  g_autofree char *dump
      = import_plan_dump (self, path, "name total_investment fixed_investment signed_date note");

  g_assert_cmpstr (dump, ==,
                   "甲|50000000.00 CNY|200000000.00 CNY|2023-05|一\n"
                   "乙|60000000.00 CNY|300000000.00 CNY|2023-06|");
}

/* A first row without a title is no second row of headings. */
static void
test_row_without_title (ImportCase *self, gconstpointer data)
{
  g_autofree char *path
      = import_case_write (self, "a.csv", "项目名称,总投资,备注\n,5亿元,说明\n甲,6亿元,\n");
  g_autofree char *dump = import_plan_dump (self, path, "name");

  g_assert_cmpstr (dump, ==, "2/1 Project must not be blank.");
}

static void
test_sheets (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "gnumeric-two-sheets.xlsx", NULL);
  g_autofree char *dump = import_plan_dump (self, path, "name");
  LfImportOptions options = { .sheet = "说明" };
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (
      dump, ==,
      "8/2 Total investment: the cell shows the error #DIV/0!; write the value instead "
      "of the formula.");
  g_assert_null (lf_import_plan_sync (self->store, path, &options, NULL, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);
  g_clear_error (&error);
  options.sheet = "项目";
  g_assert_null (lf_import_plan_sync (self->store, path, &options, NULL, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);
  g_assert_nonnull (strstr (error->message, "说明, 项目清单"));
}

/* ---- Running ---- */

#define ADD(name, data, test)                                                                      \
  g_test_add ("/spreadsheet-values/" name, ImportCase, data, import_case_set_up, test,             \
              import_case_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("written", NULL, test_values);
  ADD ("typed", NULL, test_typed);
  ADD ("delimiters", NULL, test_delimiters);
  ADD ("title-rows-xlsx", "gnumeric-title-rows.xlsx", test_title_rows);
  ADD ("title-rows-csv", "gnumeric-title-rows.csv", test_title_rows);
  ADD ("ledger-libreoffice", "libreoffice-ledger.xlsx", test_ledger);
  ADD ("ledger-gnumeric", "gnumeric-ledger.xlsx", test_ledger);
  ADD ("inline-texts", NULL, test_inline_texts);
  ADD ("two-heading-rows", NULL, test_two_heading_rows);
  ADD ("row-without-title", NULL, test_row_without_title);
  ADD ("sheets", NULL, test_sheets);
  return g_test_run ();
}
