/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks read as rows of cells: each kind of cell, files of other programs, broken and hostile
 * ones. */

#include "config.h"

#include "lf-import.h"
#include "lf-number-format.h"
#include "xlsx-file.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path; /* of a workbook to be made in it */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("landfall-xlsx-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "book.xlsx", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

/* ---- Cells ---- */

typedef struct
{
  const char *name;
  XlsxFile file;
  const char *dump;
} Case;

#define CELL(type, value) "<row r='1'><c r='A1' t='" type "'><v>" value "</v></c></row>"
#define STYLED(value) "<row r='1'><c r='A1' s='1'><v>" value "</v></c></row>"
#define FORMAT(code)                                                                               \
  "<numFmts><numFmt numFmtId='164' formatCode='" code "'/></numFmts>"                              \
  "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf "                \
  "numFmtId='164'/></cellXfs>"
#define BUILTIN(id) "<cellXfs><xf numFmtId='0'/><xf numFmtId='" id "'/></cellXfs>"

#define MERGED_ROWS                                                                                \
  "<row r='1'><c r='A1'><v>9</v></c></row><row r='2'><c r='A2'><v>1</v></c><c "                    \
  "r='B2'><v>2</v></c></row><row r='3'><c r='B3'><v>3</v></c></row><row r='4'/>"                   \
  "<row r='6'><c r='B6'><v>5</v></c></row>"

/* clang-format off */
static const Case cases[] = {
  { "number", { CELL ("n", "5.6") }, "1:[5.6]" },
  { "number-of-binary", { CELL ("n", "0.30000000000000004") }, "1:[0.3]" },
  { "number-large", { CELL ("n", "1.3800138E+10") }, "1:[13800138000]" },
  { "number-very-large", { CELL ("n", "1E+20") }, "1:[100000000000000000000]" },
  { "number-without-type", { "<row r='1'><c r='A1'><v>-12</v></c></row>" }, "1:[-12]" },
  { "boolean", { "<row r='1'><c r='A1' t='b'><v>1</v></c><c r='B1' t='b'><v>0</v></c></row>" }, "1:TRUE|FALSE" },
  { "error", { CELL ("e", "#N/A") }, "1:!#N/A" },
  { "formula-with-text", { "<row r='1'><c r='A1' t='str'><f>A2&amp;\"x\"</f><v>上虞</v></c></row>" }, "1:上虞" },
  { "iso-date", { CELL ("d", "2023-02-05T00:00:00") }, "1:<2023-02-05>" },
  { "shared", { CELL ("s", "1"), "<si><t>甲</t></si><si><t xml:space='preserve'> 乙 </t></si>" }, "1: 乙 " },
  { "shared-rich", { CELL ("s", "0"), "<si><r><rPr><b/></rPr><t>总</t></r><r><t>投资</t></r></si>" }, "1:总投资" },
  { "shared-phonetic", { CELL ("s", "0"), "<si><t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/></si>" }, "1:課" },
  { "shared-blank", { CELL ("s", "0"), "<si><t></t></si>" }, "1:" },
  { "escapes", { CELL ("s", "0"), "<si><t>一_x000D_二_x005F_x000D__xZZZZ_</t></si>" }, "1:一\r二_x000D__xZZZZ_" },
  { "inline", { "<row r='1'><c r='A1' t='inlineStr'><is><t>甲&amp;乙</t></is></c></row>" }, "1:甲&乙" },
  { "inline-rich", { "<row r='1'><c r='A1' t='inlineStr'><is><r><t>甲</t></r><r><t>乙</t></r></is></c></row>" }, "1:甲乙" },
  { "left-out", { "<row r='2'><c r='B2'><v>1</v></c><c r='D2'><v>2</v></c></row><row r='5'><c r='A5'><v>3</v></c></row>" }, "2:|[1]||[2]\n5:[3]" },
  { "without-names", { "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>" }, "1:[1]|[2]\n2:[3]" },
  { "styled-blanks", { "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/></row><row r='2'/>" }, "1:[1]\n2:" },
  { "wide-names", { "<row r='1'><c r='AA1'><v>1</v></c></row>" }, "1:||||||||||||||||||||||||||[1]" },
  { "prefixed", { "<x:row xmlns:x='" "urn:x" "' r='1'><x:c r='A1'><x:v>1</x:v></x:c></x:row>" }, "1:[1]" },
  { "date-1900", { STYLED ("44962"), NULL, FORMAT ("yyyy-mm-dd") }, "1:<2023-02-05>" },
  { "date-1904", { STYLED ("43500"), NULL, FORMAT ("yyyy-mm-dd"), "date1904='1'" }, "1:<2023-02-05>" },
  { "date-1904-true", { STYLED ("0"), NULL, FORMAT ("yyyy-mm-dd"), "date1904='true'" }, "1:<1904-01-01>" },
  { "date-first", { STYLED ("1"), NULL, BUILTIN ("14") }, "1:<1900-01-01>" },
  { "date-before-false-leap-day", { STYLED ("59"), NULL, BUILTIN ("14") }, "1:<1900-02-28>" },
  { "date-false-leap-day", { STYLED ("60"), NULL, BUILTIN ("14") }, "1:[60]" },
  { "date-after-false-leap-day", { STYLED ("61"), NULL, BUILTIN ("14") }, "1:<1900-03-01>" },
  { "date-negative", { STYLED ("-3"), NULL, BUILTIN ("14") }, "1:[-3]" },
  { "date-beyond", { STYLED ("1E9"), NULL, BUILTIN ("14") }, "1:[1000000000]" },
  { "date-chinese-builtin", { STYLED ("44962"), NULL, BUILTIN ("31") }, "1:<2023-02-05>" },
  { "date-chinese", { STYLED ("44962"), NULL, FORMAT ("yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@") }, "1:<2023-02-05>" },
  { "weekday", { STYLED ("44962"), NULL, FORMAT ("[$-804]aaaa;e年m月d日") }, "1:<2023-02-05>" },
  { "date-era", { STYLED ("44962"), NULL, FORMAT ("[DBNum1][$-804]e年m月d日") }, "1:<2023-02-05>" },
  { "month", { STYLED ("44958"), NULL, FORMAT ("yyyy&quot;年&quot;m&quot;月&quot;") }, "1:<2023-02>" },
  { "month-that-hides-a-day", { STYLED ("44962"), NULL, FORMAT ("yyyy/m") }, "1:<2023-02-05>" },
  { "year", { STYLED ("44927"), NULL, FORMAT ("yyyy") }, "1:<2023>" },
  { "moment", { STYLED ("44962.39583333333"), NULL, BUILTIN ("22") }, "1:<2023-02-05 09:30:00>" },
  { "moment-by-value", { STYLED ("44962.5"), NULL, FORMAT ("yyyy-mm-dd") }, "1:<2023-02-05 12:00:00>" },
  { "moment-rounded-up", { STYLED ("44961.9999999999"), NULL, BUILTIN ("14") }, "1:<2023-02-05>" },
  { "time", { STYLED ("0.75"), NULL, FORMAT ("h:mm AM/PM") }, "1:18:00:00" },
  { "time-of-seconds", { STYLED ("0.75"), NULL, FORMAT ("mm:ss") }, "1:18:00:00" },
  { "plain-formats", { STYLED ("44962"), NULL, FORMAT ("[Red]#,##0.00\\d;[Blue]-0&quot;days&quot;_y") }, "1:[44962]" },
  { "scientific", { STYLED ("44962"), NULL, FORMAT ("0.00E+00") }, "1:[44962]" },
  { "general", { STYLED ("44962"), NULL, FORMAT ("General") }, "1:[44962]" },
  { "money", { STYLED ("44962"), NULL, FORMAT ("_ &quot;¥&quot;* #,##0_ ") }, "1:[44962]" },
  { "merged", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='A2:A4'/>" }, "1:[9]\n2:[1]|[2]\n3:[1]|[3]\n4:[1]\n6:|[5]" },
  { "merged-behind-the-cells", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='B2:C9'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:|[2]\n6:|[5]" },
  { "merged-in-any-order", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='A2:A3'/><mergeCell ref='A1:B1'/><mergeCell ref='B3:B4'/>" }, "1:[9]\n2:[1]|[2]\n3:[1]|[3]\n4:|[3]\n6:|[5]" },
  { "merged-blank", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='C2:D3'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:\n6:|[5]" },
  { "merged-within-a-row", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='A1:H1'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:\n6:|[5]" },
  { "merged-from-a-row-left-out", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='A5:A6'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:\n6:|[5]" },
  { "merged-nonsense", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell/><mergeCell ref=''/><mergeCell ref='A2'/><mergeCell ref='ZZZZ1:A4'/><mergeCell ref='A99999999999:A4'/><mergeCell ref='A4:A2'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:\n6:|[5]" },
  { "merged-to-the-end", { MERGED_ROWS, NULL, NULL, NULL, "<mergeCell ref='B2:XFD1048576'/>" }, "1:[9]\n2:[1]|[2]\n3:|[3]\n4:|[2]\n6:|[5]" },
  { "style-unknown", { "<row r='1'><c r='A1' s='77'><v>44962</v></c></row>" }, "1:[44962]" },
};
/* clang-format on */

static void
test_cell (Fixture *fixture, gconstpointer data)
{
  const Case *that = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  xlsx_write (fixture->path, &that->file);
  dump = cells_dump_file (fixture->path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (dump, ==, that->dump);
}

/* ---- Files of other programs ---- */

static void
test_title_rows (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "gnumeric-title-rows.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = cells_dump_file (path, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (
      dump, ==,
      "1:2023年度招商项目台账\n"
      "2:单位：万元、亩\n"
      "3:项目名称|企业名称|总投资|用地面积|签约日期|计划竣工时间|当前阶段|备注\n"
      "4: 杜仲叶资源综合利用项目|天承生物|[56000]|[120.5]|<2023-03-05>|<2024-12>|签约|第一行\n"
      "第二行\n"
      "5:卫星天线产业基地（二期）|中电科三十九所|[125000.5]||<2023-04-30>|[2025]|洽谈|含 \"引号\" "
      "与 "
      "<尖括号> & 符号\n"
      "6:现代导航产业基地|中电科|[0.1]|[33]|||线索|[0.333333333333333]");
}

static void
test_two_sheets (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                 "gnumeric-two-sheets.xlsx", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCells) cells = lf_cells_open (path, &error);
  g_autofree char *second = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (cells->sheets->len, ==, 2);
  g_assert_cmpstr (cells->sheets->pdata[0], ==, "说明");
  g_assert_cmpstr (cells->sheets->pdata[1], ==, "项目清单");
  second = cells_dump (cells, 1, &error);
  g_assert_cmpstr (second, ==,
                   "1:园区在谈项目清单\n"
                   "2:||||（单位：万元）\n"
                   "4:项目名称|总投资|签约日期|计划竣工时间|所在园区\n"
                   "5:减速器二期|[5600]|<2019-03-04>|<2020-11>|上虞\n"
                   "6:\n"
                   "7:氢能装备|[333.333333333333]|||上虞\n"
                   "8:坏公式|!#DIV/0!\n"
                   "9:\n10:");
  first = cells_dump (cells, 0, &error);
  g_assert_cmpstr (first, ==, "1:填表说明：请勿改动表头\n2:联系人见第二张表");
  again = cells_dump (cells, 1, &error);
  g_assert_cmpstr (again, ==, second);
}

static char *
dump_data_file (const char *name, guint sheet)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", name, NULL);
  g_autoptr (GError) error = NULL;
  char *dump = cells_dump_file (path, sheet, &error);

  g_assert_no_error (error);
  return dump;
}

/* Merged cells of every kind, days from 1904, a hidden row. */
static void
test_ledger (gconstpointer data)
{
  g_autofree char *dump = dump_data_file (data, 1);
  g_autofree char *hidden = dump_data_file (data, 2);

  g_assert_true (g_str_has_prefix (dump, "1:2023年度在谈项目台账\n"));
  g_assert_cmpstr (strstr (dump, "3:"), ==,
                   "3:所在园区|项目名称|投资额（万元）||签约日期|备注\n"
                   "4:所在园区|项目名称|总投资|固定资产投资|签约日期|备注\n"
                   "5:上虞|减速器二期|[5600]|[3000]|<2023-03-05>|一期已投产\n"
                   "6:上虞|氢能装备|[12000.5]||<2023-05>|一期已投产\n"
                   "7:上虞|智能仓储|2亿元||<2023-06-30>\n"
                   "8:杭州湾|储能电池|2亿元\n"
                   "10:合计||[17600.5]|[3000]");
  g_assert_cmpstr (hidden, ==, "1:项目名称\n2:去年的项目");
}

static void
test_inline_texts (void)
{
  g_autofree char *dump = dump_data_file ("libxlsxwriter-inline.xlsx", 0);

  g_assert_cmpstr (dump, ==,
                   "1:项目名称|总投资（亿元）|签约日期\n"
                   "2:  氢能 <装备> & \"储运\"|[1.2]|<2023-02-05>\n"
                   "3:减速器|[0.4]");
}

/* ---- Files that are refused ---- */

static void
assert_refused (const char *path, LfExchangeError code, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = cells_dump_file (path, 0, &error);

  g_assert_null (dump);
  g_assert_error (error, LF_EXCHANGE_ERROR, (int) code);
  g_assert_nonnull (strstr (error->message, says));
  g_assert_nonnull (strstr (error->message, path));
}

static void
test_refused_kinds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old
      = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", "gnumeric-old.xls", NULL);
  g_autofree char *ods
      = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets", "gnumeric.ods", NULL);
  static const char locked[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1......"
                               "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0";
  const ZipMember empty = { "hello.txt", "hello", -1 };

  assert_refused (old, LF_EXCHANGE_ERROR_TYPE, "of the old kind");
  assert_refused (ods, LF_EXCHANGE_ERROR_TYPE, "no workbook");
  g_assert_true (g_file_set_contents (fixture->path, locked, sizeof locked, NULL));
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TYPE, "locked with a password");
  zip_write (fixture->path, &empty, 1, FALSE);
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TYPE, "no workbook");
  g_assert_true (g_file_set_contents (fixture->path, "PK\x03\x04 and nothing else", -1, NULL));
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TRUNCATED, "damaged or cut off");
}

/* clang-format off */
static const Case damaged[] = {
  { "open-element", { "<row r='1'><c r='A1'><v>1</v>" } },
  { "shared-that-is-not-there", { CELL ("s", "2"), "<si><t>甲</t></si>" } },
  { "shared-by-name", { CELL ("s", "two"), "<si><t>甲</t></si>" } },
  { "number-that-is-none", { CELL ("n", "12x") } },
  { "cell-name", { "<row r='1'><c r='1A'><v>1</v></c></row>" } },
  { "row-twice", { "<row r='2'/><row r='2'/>" } },
  { "row-beyond", { "<row r='1048577'/>" } },
  { "row-huge", { "<row r='99999999999999999999'/>" } },
  { "row-nothing", { "<row r=''/>" } },
};
/* clang-format on */

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  const Case *that = data;

  xlsx_write (fixture->path, &that->file);
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TRUNCATED, "damaged or cut off");
}

static void
test_too_wide (Fixture *fixture, gconstpointer data)
{
  const XlsxFile file = { "<row r='3'><c r='SG3'><v>1</v></c></row>" };
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  xlsx_write (fixture->path, &file);
  dump = cells_dump_file (fixture->path, 0, &error);
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "Row 3 has more than 500 columns"));
}

/* Entities that refer to one another, each ten times. */
static void
test_entities (Fixture *fixture, gconstpointer data)
{
  static const char texts[] = "<!DOCTYPE sst [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]>"
                              "<sst><si><t>&b;</t></si></sst>";
  const XlsxFile file = { CELL ("s", "0") };
  g_autoptr (GError) error = NULL;
  const ZipMember members[] = {
    { "_rels/.rels",
      "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='book.xml'/>"
      "</Relationships>",
      -1 },
    { "book.xml", texts, -1 },
  };

  xlsx_write (fixture->path, &file);
  zip_write (fixture->path, members, G_N_ELEMENTS (members), FALSE);
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TRUNCATED, "damaged or cut off");
}

/* Cut at every byte: a sentence, and never a part of the rows as if it were all. */
static void
test_cut_off (Fixture *fixture, gconstpointer data)
{
  const XlsxFile file = { CELL ("s", "0"), "<si><t>甲</t></si>", BUILTIN ("14") };
  g_autofree char *bytes = NULL;
  gsize length;

  xlsx_write (fixture->path, &file);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
  for (gsize cut = 4; cut < length; cut += 7)
    {
      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) cut, NULL));
      assert_refused (fixture->path, LF_EXCHANGE_ERROR_TRUNCATED, "damaged or cut off");
    }
}

/* ---- Bombs ---- */

static void
test_ratio (Fixture *fixture, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (12 * 1024 * 1024, ' ');
  const XlsxFile file = { blanks };

  xlsx_write (fixture->path, &file);
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TOO_LARGE, "200 times its size");
}

static void
test_large_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = g_malloc0 (LF_IMPORT_MAX_BYTES + 1);

  memcpy (bytes, "PK\x03\x04", 4);
  g_assert_true (g_file_set_contents (fixture->path, bytes, LF_IMPORT_MAX_BYTES + 1, NULL));
  assert_refused (fixture->path, LF_EXCHANGE_ERROR_TOO_LARGE, "larger than 64 MB");
}

/* ---- Mutations ---- */

#define N_MUTATIONS (g_test_slow () ? 20000 : 250)

/* A random edit of bytes, or of the pieces XML is made of. */
static void
mutate (GRand *random, GString *bytes)
{
  static const char *const pieces[] = { "<row>",         "</row>",      "<c>",    "</c>",  "<v>",
                                        "<t>",           "<is>",        "r='A9'", "s='1'", "t='s'",
                                        "t='inlineStr'", "99999999999", "-1",     "&amp;", "<si>",
                                        "</si>",         "_x000D_",     "\xff",   "" };
  guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
  gssize n = g_rand_int_range (random, 1, 9);
  const char *piece = pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))];

  switch (g_rand_int_range (random, 0, 4))
    {
    case 0:
      bytes->str[at] = (char) g_rand_int_range (random, 0, 256);
      break;
    case 1:
      g_string_erase (bytes, at, MIN ((gssize) bytes->len - (gssize) at, n));
      break;
    case 2:
      g_string_insert (bytes, at, piece);
      break;
    default:
      g_string_truncate (bytes, at);
    }
}

/* Whatever a file holds, it is rows or a sentence. */
static void
read_to_an_end (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = cells_dump_file (path, 0, &error);

  g_assert_true ((dump == NULL) == (error != NULL));
  g_assert_true (dump == NULL || g_utf8_validate (dump, -1, NULL));
  g_assert_true (error == NULL || error->domain == LF_EXCHANGE_ERROR);
}

static void
test_mutated_archive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20260301);
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "spreadsheets",
                                                   "gnumeric-title-rows.xlsx", NULL);
  g_autofree char *original = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &original, &length, NULL));
  for (int i = N_MUTATIONS; i > 0; i--)
    {
      g_autoptr (GString) bytes = g_string_new_len (original, (gssize) length);

      for (int n = g_rand_int_range (random, 1, 5); n > 0 && bytes->len > 0; n--)
        mutate (random, bytes);
      g_assert_true (g_file_set_contents (fixture->path, bytes->str, (gssize) bytes->len, NULL));
      read_to_an_end (fixture->path);
    }
}

static void
test_mutated_parts (Fixture *fixture, gconstpointer data)
{
  static const char *const originals[4] = {
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='inlineStr'><is><t>乙</t></is></c></row>"
    "<row r='2'><c r='A2' s='1'><v>44962.5</v></c><c r='B2' t='b'><v>1</v></c></row>",
    "<si><r><t>甲_x000D_</t></r><rPh><t>x</t></rPh></si><si><t>丙</t></si>",
    FORMAT ("[$-804]yyyy&quot;年&quot;m\\月d;@"),
    "date1904='0'",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (20260302);

  for (int i = N_MUTATIONS; i > 0; i--)
    {
      GString *parts[4];

      for (guint part = 0; part < 4; part++)
        parts[part] = g_string_new (originals[part]);
      for (int n = g_rand_int_range (random, 1, 4); n > 0; n--)
        {
          GString *part = parts[g_rand_int_range (random, 0, 3)];
          if (part->len > 0)
            mutate (random, part);
        }
      xlsx_write (fixture->path,
                  &(XlsxFile){ parts[0]->str, parts[1]->str, parts[2]->str, parts[3]->str });
      for (guint part = 0; part < 4; part++)
        g_string_free (parts[part], TRUE);
      read_to_an_end (fixture->path);
    }
}

/* ---- Running ---- */

static void
add_cases (const char *group,
           const Case *list,
           guint n,
           void (*test) (Fixture *fixture, gconstpointer data))
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("/xlsx-read/%s/%s", group, list[i].name);
      g_test_add (path, Fixture, &list[i], set_up, test, tear_down);
    }
}

#define ADD(name, test) g_test_add ("/xlsx-read/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("cell", cases, G_N_ELEMENTS (cases), test_cell);
  add_cases ("damaged", damaged, G_N_ELEMENTS (damaged), test_damaged);
  g_test_add_func ("/xlsx-read/title-rows", test_title_rows);
  g_test_add_func ("/xlsx-read/two-sheets", test_two_sheets);
  g_test_add_data_func ("/xlsx-read/ledger/libreoffice", "libreoffice-ledger.xlsx", test_ledger);
  g_test_add_data_func ("/xlsx-read/ledger/gnumeric", "gnumeric-ledger.xlsx", test_ledger);
  g_test_add_func ("/xlsx-read/inline-texts", test_inline_texts);
  ADD ("refused-kinds", test_refused_kinds);
  ADD ("too-wide", test_too_wide);
  ADD ("entities", test_entities);
  ADD ("cut-off", test_cut_off);
  ADD ("ratio", test_ratio);
  ADD ("large-file", test_large_file);
  ADD ("mutated-archive", test_mutated_archive);
  ADD ("mutated-parts", test_mutated_parts);
  return g_test_run ();
}
