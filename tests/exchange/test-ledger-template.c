/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger filled is its template with rows in it: styles, widths, merged cells, print settings and
 * every file that needs no change stay; totals below move and count what was added. */

#include "config.h"

#include "lf-import.h"
#include "lf-ledger.h"
#include "lf-store-files.h"
#include "lf-zip.h"
#include "store-fixture.h"
#include "xlsx-file.h"

#include <string.h>
#include <xlsxwriter.h>

static const LfDate today = { 2026, 11, 5 };

#define SHEET "xl/worksheets/sheet2.xml"

/* A city's form: a cover, a title over all columns, framed rows for @n_ready projects, a computed
 * column, two merged columns for the note, totals and who filled it in; printed on A4 across. */
static void
write_template (const char *path, guint n_ready)
{
  static const char *const headings[]
      = { "序号", "项目名称", "签约日期", "总投资（亿元）", "折万元", "备注" };
  lxw_workbook *book = workbook_new (path);
  lxw_worksheet *cover = workbook_add_worksheet (book, "说明");
  lxw_worksheet *sheet = workbook_add_worksheet (book, "签约 台账");
  lxw_format *bold = workbook_add_format (book);
  lxw_format *framed = workbook_add_format (book);
  lxw_format *day = workbook_add_format (book);
  lxw_format *amount = workbook_add_format (book);
  lxw_format *total = workbook_add_format (book);
  guint below = 2 + n_ready;
  g_autofree char *sum = g_strdup_printf ("=SUM(D3:D%u)", below);

  format_set_bold (bold);
  format_set_font_name (bold, "仿宋");
  format_set_border (framed, LXW_BORDER_THIN);
  format_set_border (day, LXW_BORDER_THIN);
  format_set_num_format (day, "yyyy\"年\"m\"月\"d\"日\"");
  format_set_border (amount, LXW_BORDER_THIN);
  format_set_num_format (amount, "0.00");
  format_set_bold (total);
  format_set_num_format (total, "#,##0.00");
  worksheet_write_string (cover, 0, 0, "填报说明", bold);
  worksheet_write_formula (cover, 1, 0, "=SUM('签约 台账'!D3:D3)", NULL);
  worksheet_merge_range (sheet, 0, 0, 0, 6, "宁波市签约项目台账", bold);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    worksheet_write_string (sheet, 1, (lxw_col_t) i, headings[i], bold);
  for (lxw_row_t row = 2; row < below; row++)
    {
      worksheet_set_row (sheet, row, 28.5, NULL);
      for (lxw_col_t column = 0; column < 5; column++)
        worksheet_write_blank (sheet, row, column,
                               column == 2   ? day
                               : column == 3 ? amount
                                             : framed);
      worksheet_write_formula (sheet, row, 4, row == 2 ? "=D3*10000" : "=D4*10000", amount);
      worksheet_merge_range (sheet, row, 5, row, 6, "", framed);
    }
  worksheet_write_string (sheet, below, 1, "合计", total);
  worksheet_write_formula (sheet, below, 3, sum, total);
  worksheet_merge_range (sheet, below + 2, 0, below + 2, 3, "填表人：", NULL);
  worksheet_set_column (sheet, 1, 1, 33.25, NULL);
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, 9);
  worksheet_repeat_rows (sheet, 0, 1);
  worksheet_print_area (sheet, 0, 0, below + 2, 6);
  worksheet_conditional_format_range (
      sheet, 2, 3, below - 1, 3,
      &(lxw_conditional_format){ .type = LXW_CONDITIONAL_TYPE_CELL,
                                 .criteria = LXW_CONDITIONAL_CRITERIA_GREATER_THAN,
                                 .value = 10,
                                 .format = bold });
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
}

static void
add_signed (LfStore *store, guint number)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");
  g_autofree char *name = g_strdup_printf ("项目<%u>", number);
  g_autofree char *day = g_strdup_printf ("2026-10-%02u", number);
  g_autofree char *money = g_strdup_printf ("%u00000000.00 CNY", number);

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", "signed");
  lf_record_set (record, "signed_date", number == 2 ? "2026-10" : day);
  lf_record_set (record, "total_investment", money);
  lf_change_create (change, record);
  commit_change (store, change);
}

/* Maps @template and fills it with @n projects; (transfer full): the path */
static char *
fill (Fixture *fixture, const char *template, guint n)
{
  const LfLedgerWords words = { .entity = project_entity (),
                                .filter = "stage=signed and signed_date=2026-10",
                                .sort = "total_investment" };
  char *path = g_build_filename (fixture->folder, "filled.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLedger) mapped = NULL;
  g_autoptr (LfLedger) ledger = NULL;
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfRecord) record = NULL;

  mapped = lf_ledger_map_sync (fixture->store, "台账", template, &words, &error);
  g_assert_no_error (error);
  change = lf_ledger_keep (mapped, NULL);
  commit_change (fixture->store, change);
  record = lf_store_find_title_sync (fixture->store, lf_schema_find ("ledger"), "台账", &error);
  ledger = lf_ledger_read (record, &error);
  g_assert_no_error (error);
  for (guint i = 1; i <= n; i++)
    add_signed (fixture->store, i);
  g_assert_cmpint (lf_ledger_fill_sync (fixture->store, ledger, &today, NULL, path, &error), ==, n);
  g_assert_no_error (error);
  return path;
}

static void
assert_text (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in %s", part, text);
}

static void
assert_has (const GPtrArray *files, const char *name, const char *part)
{
  const LfZipFile *file = lf_zip_find (files, name);
  gsize length = 0;
  const char *bytes = file == NULL ? NULL : g_bytes_get_data (file->bytes, &length);
  g_autofree char *text = g_strndup (bytes, length);

  g_assert_nonnull (bytes);
  assert_text (text, part);
}

/* All files are there in their order, and but for @changed they are the same bytes. */
static void
assert_untouched (GPtrArray *before, GPtrArray *after, const char *const *changed)
{
  g_assert_cmpuint (before->len, ==, after->len);
  for (guint i = 0; i < before->len; i++)
    {
      const LfZipFile *was = before->pdata[i], *is = after->pdata[i];

      g_assert_cmpstr (was->name, ==, is->name);
      if (g_bytes_equal (was->bytes, is->bytes) == g_strv_contains (changed, was->name))
        g_error ("%s: %s", was->name,
                 g_strv_contains (changed, was->name) ? "should have changed" : "was changed");
    }
}

static void
test_longer (Fixture *fixture, gconstpointer data)
{
  static const char *const changed[]
      = { SHEET, "xl/workbook.xml", "xl/worksheets/sheet1.xml", NULL };
  g_autofree char *template = g_build_filename (fixture->folder, "市 台账.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  write_template (template, 1);
  path = fill (fixture, template, 3);
  dump = cells_dump_file (path, 1, &error);
  g_assert_cmpstr (dump, ==,
                   "1:宁波市签约项目台账\n2:序号|项目名称|签约日期|总投资（亿元）|折万元|备注\n"
                   "3:[1]|项目<1>|<2026-10-01>|[1]\n4:[2]|项目<2>|2026-10|[2]\n"
                   "5:[3]|项目<3>|<2026-10-03>|[3]\n6:|合计\n8:填表人：");
  before = lf_zip_read (template, &error);
  after = lf_zip_read (path, &error);
  assert_untouched (before, after, changed);
  /* the style of each cell is the one of its column in the template's row, as is the height */
  assert_has (before, SHEET,
              "<c r=\"A3\" s=\"2\"/><c r=\"B3\" s=\"2\"/><c r=\"C3\" s=\"3\"/>"
              "<c r=\"D3\" s=\"4\"/>");
  assert_has (after, SHEET,
              "<row r=\"5\" ht=\"28.5\" customHeight=\"1\"><c r=\"A5\" s=\"2\"><v>3</v></c>"
              "<c r=\"B5\" s=\"2\" t=\"inlineStr\">");
  assert_has (after, SHEET,
              "<c r=\"C5\" s=\"3\"><v>46298</v></c><c r=\"D5\" s=\"4\"><v>3</v></c>"
              "<c r=\"E5\" s=\"4\"><f>D5*10000</f></c>");
  assert_has (after, SHEET, "<f>SUM(D3:D5)</f></c>");
  assert_has (after, SHEET, "<mergeCell ref=\"A1:G1\"/>");
  assert_has (after, SHEET, "<mergeCell ref=\"A8:D8\"/>");
  assert_has (after, SHEET, "<mergeCells count=\"5\">");
  assert_has (after, SHEET, "<mergeCell ref=\"F5:G5\"/>");
  assert_has (after, SHEET, "<conditionalFormatting sqref=\"D3:D5\">");
  assert_has (after, SHEET, "orientation=\"landscape\"");
  assert_has (after, SHEET, "customWidth");
  assert_has (after, "xl/workbook.xml", "'签约 台账'!$A$1:$G$8</definedName>");
  assert_has (after, "xl/workbook.xml", "'签约 台账'!$1:$2</definedName>");
  assert_has (after, "xl/workbook.xml", "fullCalcOnLoad=\"1\"");
  assert_has (after, "xl/worksheets/sheet1.xml", "SUM('签约 台账'!D3:D5)");
}

/* As many rows as are ready, or more of them: nothing below moves, and no number stays without its
 * row. */
static void
test_ready (Fixture *fixture, gconstpointer data)
{
  static const char *const changed[] = { SHEET, NULL };
  g_autofree char *template = g_build_filename (fixture->folder, "t.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  write_template (template, 4);
  path = fill (fixture, template, 2);
  dump = cells_dump_file (path, 1, &error);
  g_assert_cmpstr (dump, ==,
                   "1:宁波市签约项目台账\n2:序号|项目名称|签约日期|总投资（亿元）|折万元|备注\n"
                   "3:[1]|项目<1>|<2026-10-01>|[1]\n4:[2]|项目<2>|2026-10|[2]\n"
                   "5:\n6:\n7:|合计\n9:填表人：");
  before = lf_zip_read (template, &error);
  after = lf_zip_read (path, &error);
  assert_untouched (before, after, changed);
  assert_has (after, SHEET, "<f>SUM(D3:D6)</f></c>");
  assert_has (after, SHEET, "<c r=\"B6\" s=\"2\"/>");
}

/* The workbook is a file of the store: it goes with the record to other devices. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = g_build_filename (fixture->folder, "t.xlsx", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfLedger) ledger = NULL;

  write_template (template, 1);
  path = fill (fixture, template, 1);
  record = lf_store_find_title_sync (fixture->store, lf_schema_find ("ledger"), "台账", &error);
  ledger = lf_ledger_read (record, &error);
  g_assert_true (lf_store_has_file (fixture->store, ledger->template));
  g_assert_cmpstr (lf_file_name (ledger->template), ==, "t.xlsx");
  g_assert_cmpuint (ledger->heading, ==, 2);
  g_assert_cmpstr (ledger->sheet, ==, "签约 台账");

  g_free (ledger->template);
  ledger->template = g_strdup_printf ("%064d/t.xlsx", 0);
  g_assert_cmpint (lf_ledger_fill_sync (fixture->store, ledger, &today, NULL, path, &error), ==,
                   -1);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "t.xlsx"));
}

/* Another program reads what was filled, counts anew and finds the same. */
static void
test_gnumeric (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_find_program_in_path ("ssconvert");
  g_autofree char *template = g_build_filename (fixture->folder, "t.xlsx", NULL);
  g_autofree char *csv = g_build_filename (fixture->folder, "out.csv", NULL);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  const char *arguments[] = { program, "--recalc",
                              "-O",    "sheet='签约 台账' quoting-mode=never format=preserve",
                              "-T",    "Gnumeric_stf:stf_assistant",
                              NULL,    csv,
                              NULL };
  g_autoptr (GError) error = NULL;
  int status;

  if (program == NULL)
    {
      g_test_skip ("ssconvert is not there to read the workbook");
      return;
    }
  write_template (template, 1);
  path = fill (fixture, template, 3);
  arguments[6] = path;
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (csv, &text, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==,
                   "宁波市签约项目台账,,,,,\n序号,项目名称,签约日期,总投资（亿元）,折万元,备注\n"
                   "1,项目<1>,2026年10月1日,1.00,10000.00,\n2,项目<2>,2026-10,2.00,20000.00,\n"
                   "3,项目<3>,2026年10月3日,3.00,30000.00,\n,合计,,6.00,,\n,,,,,\n填表人：,,,,,\n");
}

/* ---- Sheets as other programs write them ---- */

#define HEADINGS                                                                                   \
  "<x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>序号</x:t></x:is></x:c>"                    \
  "<x:c r='B1' t='inlineStr'><x:is><x:t>项目名称</x:t></x:is></x:c></x:row>"
#define EMPTY "<x:row r='2'><x:c r='A2' s='1'><x:v>1</x:v></x:c><x:c r='B2' s='1'/></x:row>"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* @rows below the headings, @behind the sheet's data, @relations and @drawing of the sheet */
static char *
write_parts (
    Fixture *fixture, const char *rows, const char *behind, const char *type, const char *drawing)
{
  char *path = g_build_filename (fixture->folder, "parts.xlsx", NULL);
  g_autofree char *sheet = g_strdup_printf ("<x:worksheet xmlns:x='m'><x:sheetData>" HEADINGS
                                            "%s</x:sheetData>%s</x:worksheet>",
                                            rows, behind);
  g_autofree char *relations = g_strdup_printf ("<Relationships><Relationship Id='r1' Type='" OFFICE
                                                "/%s' Target='../d.xml'/></Relationships>",
                                                type);
  const ZipMember members[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='r' Type='" OFFICE
      "/officeDocument' Target='xl/workbook.xml'/></Relationships>",
      -1 },
    { "xl/workbook.xml",
      "<x:workbook xmlns:x='m' xmlns:r='r'><x:sheets><x:sheet name='S' sheetId='7' r:id='r1'/>"
      "</x:sheets><x:definedNames><x:definedName name='n'>S!$A$3</x:definedName></x:definedNames>"
      "</x:workbook>",
      -1 },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id='r1' Type='" OFFICE
      "/worksheet' Target='worksheets/s.xml'/></Relationships>",
      -1 },
    { "xl/worksheets/s.xml", sheet, -1 },
    { "xl/worksheets/_rels/s.xml.rels", relations, -1 },
    { "xl/d.xml", drawing, -1 },
    { "xl/calcChain.xml", "<calcChain><c r='B3' i='6'/><c r='B3' i='7'/><c r='B1'/></calcChain>",
      -1 },
  };

  zip_write (path, members, G_N_ELEMENTS (members), TRUE);
  return path;
}

/* Elements with a prefix, a chain of counting, a page break, marks without a place. */
static void
test_parts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = write_parts (
      fixture, EMPTY "<x:row r='3'><x:c r='B3'><x:f>COUNTA(B2:B2)</x:f><x:v>0</x:v></x:c></x:row>",
      "<x:rowBreaks count='1'><x:brk id='2'/><x:brk id='3'/></x:rowBreaks>", "drawing",
      "<d><from><row>0</row></from><to><row>9</row></to></d>");
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fill (fixture, template, 3);
  g_autoptr (GPtrArray) files = lf_zip_read (path, &error);

  assert_has (files, "xl/worksheets/s.xml",
              "<x:row r=\"4\"><x:c r=\"A4\" s=\"1\"><x:v>3</x:v></x:c><x:c r=\"B4\" s=\"1\" "
              "t=\"inlineStr\"><x:is><x:t xml:space=\"preserve\">项目&lt;3&gt;</x:t>");
  assert_has (files, "xl/worksheets/s.xml",
              "<x:row r='5'><x:c r='B5'><x:f>COUNTA(B2:B4)</x:f></x:c></x:row>");
  assert_has (files, "xl/worksheets/s.xml", "<x:brk id='2'/><x:brk id='5'/>");
  assert_has (files, "xl/calcChain.xml", "<c r='B3' i='6'/><c r='B5' i='7'/><c r='B1'/>");
  assert_has (files, "xl/workbook.xml",
              "S!$A$5</x:definedName></x:definedNames><x:calcPr fullCalcOnLoad=\"1\"/>");
}

/* What cannot move down is said, and nothing is written. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *rows, *behind, *type, *drawing, *word;
  } cases[] = {
    { EMPTY, "", "table", "<t/>", "plain range" },
    { EMPTY, "", "drawing", "<d><x:from xmlns:x='x'><x:row>2</x:row></x:from></d>", "picture" },
    { EMPTY, "", "comments", "<c><comment ref='B3'/></c>", "comment" },
    { EMPTY "<x:row r='9'><x:c r='C9'><x:f t='shared' si='0' ref='C9:C10'>B9</x:f></x:c></x:row>",
      "", "x", "<x/>", "several rows" },
    { EMPTY, "", "x", "<d><worksheetSource sheet='S'/></d>", "pivot" },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "no.xlsx", NULL);

  for (guint i = 1; i <= 2; i++)
    add_signed (fixture->store, i);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const LfLedgerWords words = { .entity = project_entity () };
      g_autofree char *template
          = write_parts (fixture, cases[i].rows, cases[i].behind, cases[i].type, cases[i].drawing);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfLedger) ledger
          = lf_ledger_map_sync (fixture->store, "x", template, &words, &error);

      g_assert_no_error (error);
      g_assert_cmpint (lf_ledger_fill_sync (fixture->store, ledger, &today, NULL, path, &error), ==,
                       -1);
      g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE);
      assert_text (error->message, cases[i].word);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

/* Cells merged over several rows of the list are refused when the template is mapped. */
static void
test_merged_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *template = write_parts (
      fixture, EMPTY, "<x:mergeCells><x:mergeCell ref='B2:B3'/></x:mergeCells>", "x", "<x/>");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfLedger) ledger = lf_ledger_map_sync (
      fixture->store, "x", template, &(LfLedgerWords){ .entity = project_entity () }, &error);

  g_assert_null (ledger);
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE);
}

/* A file that unpacks to much more than it is, beside the sheets, is not unpacked to its end. */
static void
test_bomb (Fixture *fixture, gconstpointer data)
{
  g_autofree char *zeros = g_malloc0 (32 * 1024 * 1024);
  g_autofree char *template = NULL;
  g_autoptr (GError) error = NULL;

  memset (zeros, ' ', 32 * 1024 * 1024 - 1);
  template = write_parts (fixture, EMPTY, "", "x", zeros);
  g_assert_null (lf_ledger_map_sync (fixture->store, "x", template,
                                     &(LfLedgerWords){ .entity = project_entity () }, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/ledger-template/longer", Fixture, NULL, set_up, test_longer, tear_down);
  g_test_add ("/ledger-template/ready", Fixture, NULL, set_up, test_ready, tear_down);
  g_test_add ("/ledger-template/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/ledger-template/gnumeric", Fixture, NULL, set_up, test_gnumeric, tear_down);
  g_test_add ("/ledger-template/parts", Fixture, NULL, set_up, test_parts, tear_down);
  g_test_add ("/ledger-template/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/ledger-template/merged-down", Fixture, NULL, set_up, test_merged_down, tear_down);
  g_test_add ("/ledger-template/bomb", Fixture, NULL, set_up, test_bomb, tear_down);
  return g_test_run ();
}
