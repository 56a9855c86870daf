/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports that create, update by a key, or both; and the file of rows they left out. */

#include "config.h"

#include "import-case.h"

#include <stdio.h>
#include <string.h>

#define TABLE "项目名称,项目编号,总投资（万元）,签约日期,备注\n"

static LfImport *
plan (ImportCase *self, const char *text, LfImportMode mode, const char *key, gboolean is_lenient)
{
  const LfImportOptions options = {
    .entity = lf_schema_find ("project"), .mode = mode, .key = key, .is_lenient = is_lenient
  };
  g_autofree char *path = import_case_write (self, "a.csv", text);
  g_autoptr (GError) error = NULL;
  LfImport *import = lf_import_plan_sync (self->store, path, &options, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static void
save (ImportCase *self, LfImport *import)
{
  g_autoptr (GError) error = NULL;

  lf_import_commit_sync (import, self->store, &error);
  g_assert_no_error (error);
}

static void
import_text (ImportCase *self, const char *text, LfImportMode mode, const char *key)
{
  g_autoptr (LfImport) import = plan (self, text, mode, key, /* is_lenient= */ FALSE);

  save (self, import);
}

static char *
dump_projects (ImportCase *self)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, "number");
  g_autoptr (GPtrArray) records = lf_store_list_sync (self->store, query, 0, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      static const char *const fields[]
          = { "number", "name", "total_investment", "signed_date", "note", "stage" };
      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          const char *value = lf_record_get (records->pdata[i], fields[j]);
          g_string_append_printf (text, "%s%s", value == NULL ? "" : value,
                                  j == G_N_ELEMENTS (fields) - 1 ? "\n" : "|");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_projects (ImportCase *self, const char *expected)
{
  g_autofree char *dump = dump_projects (self);

  g_assert_cmpstr (dump, ==, expected);
}

static char *
skipped (ImportCase *self, const LfImport *import)
{
  g_autofree char *path = import_case_path (self, "skipped.csv");
  g_autoptr (GError) error = NULL;
  char *text;

  lf_import_write_skipped (import, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

/* ---- Modes ---- */

static void
test_update (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfImport) import = NULL;
  g_autofree char *text = NULL;

  import_text (self, TABLE "甲,P1,100,2023-02,旧\n乙,P2,200,,\n", LF_IMPORT_CREATE, NULL);
  import = plan (self, TABLE "甲,P1,150,,新\n乙,P2,200,,\n丙,P3,300,,\n", LF_IMPORT_UPDATE, NULL,
                 FALSE);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 1);
  g_assert_cmpuint (lf_import_n_updates (import), ==, 1);
  g_assert_cmpuint (lf_import_n_skipped (import), ==, 1);
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 0);
  save (self, import);
  assert_projects (self, "P1|甲|1500000.00 CNY|2023-02|新|lead\n"
                         "P2|乙|2000000.00 CNY|||lead\n");
  text = skipped (self, import);
  g_assert_cmpstr (
      text, ==,
      "\xef\xbb\xbf项目名称,项目编号,总投资（万元）,签约日期,备注,Why it was left out\r\n"
      "丙,P3,300,,,There is no record with Project “丙”.\r\n");
}

static void
test_both_by_number (ImportCase *self, gconstpointer data)
{
  import_text (self, TABLE "甲,P1,100,,\n乙,P2,200,,\n", LF_IMPORT_CREATE, NULL);
  import_text (self, TABLE "甲（更名）,P1,,2023-03-05,\n丙,P3,300,,\n", LF_IMPORT_BOTH, "number");
  assert_projects (self, "P1|甲（更名）|1000000.00 CNY|2023-03-05||lead\n"
                         "P2|乙|2000000.00 CNY|||lead\n"
                         "P3|丙|3000000.00 CNY|||lead\n");
}

static void
test_one_undo (ImportCase *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *label = NULL;

  import_text (self, TABLE "甲,P1,100,,\n", LF_IMPORT_CREATE, NULL);
  before = dump_projects (self);
  import_text (self, TABLE "甲,P1,150,2024,新\n丙,P3,300,,\n", LF_IMPORT_BOTH, NULL);
  label = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (label, ==, "Import of a.csv");
  assert_projects (self, before);
}

/* Two records with that key, two rows with one key, no key: never guessed. */
static void
test_doubtful_keys (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfImport) import = NULL;
  g_autofree char *text = NULL;

  import_text (self, TABLE "甲,P1,100,,\n乙,P1,200,,\n丙,P3,300,,\n", LF_IMPORT_CREATE, NULL);
  import = plan (self, TABLE "甲,P1,1,,\n丙,P3,2,,\n丙,P3,3,,\n丁,,4,,\n", LF_IMPORT_BOTH, "number",
                 FALSE);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 1);
  text = skipped (self, import);
  g_assert_nonnull (strstr (text, "甲,P1,1,,,Several records have Number “P1”"));
  g_assert_nonnull (strstr (text, "丙,P3,3,,,A row above has Number “P3” too."));
  g_assert_nonnull (strstr (text, "丁,,4,,,\"Number is blank, by which records are found.\""));
}

static void
test_wrong_keys (ImportCase *self, gconstpointer data)
{
  static const char *const keys[] = { "park", "note", "colour", "content" };
  g_autofree char *path = import_case_write (self, "a.csv", TABLE "甲,P1,100,,\n");

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const LfImportOptions options = { .entity = lf_schema_find ("project"), .key = keys[i] };
      g_autoptr (GError) error = NULL;

      g_assert_null (lf_import_plan_sync (self->store, path, &options, NULL, &error));
      g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);
      g_assert_nonnull (strstr (error->message, keys[i]));
    }
}

static void
test_missing_key_column (ImportCase *self, gconstpointer data)
{
  const LfImportOptions options = { .entity = lf_schema_find ("project"), .key = "source" };
  g_autofree char *path = import_case_write (self, "a.csv", TABLE "甲,P1,100,,\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (lf_import_plan_sync (self->store, path, &options, NULL, &error));
  g_assert_nonnull (strstr (error->message, "no column for “Source”"));
}

/* A stage that moves without a date has none, rather than the date of the stage before. */
static void
test_update_stage (ImportCase *self, gconstpointer data)
{
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);

  import_text (self, "项目名称,当前阶段,进入阶段日期,佐证材料\n甲,上会,2023-01-05,纪要\n",
               LF_IMPORT_CREATE, NULL);
  import_text (self, "项目名称,当前阶段,签约日期\n甲,签约,2023-06-07\n", LF_IMPORT_UPDATE, NULL);
  records = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpstr (lf_record_get (records->pdata[0], "stage"), ==, "signed");
  g_assert_cmpstr (lf_record_get (records->pdata[0], "stage_date"), ==, "2023-06-07");
  g_assert_null (lf_record_get (records->pdata[0], "stage_evidence"));
}

/* ---- R1: the stage conflict matrix ---- */

/* From each stage (a line) to each (a column), in the order of LfStage: “=” stays, “>” moves, “S”
 * stops, which needs a reason; “J” would jump, “B” go back, “R” be revived: left to a person. */
static const char *const matrix[LF_N_STAGES] = {
  "=>JJJJJJJSS", "B=>JJJJJJSS", "BB=>JJJJJSS", "BBB=>JJJJSS", "BBBB=>JJJSS", "BBBBB=>JJSS",
  "BBBBBB=>JSS", "BBBBBBB=>SS", "BBBBBBBB=SS", "RRRRRRRRR=S", "RRRRRRRRRR=",
};

/* Projects at each stage for each stage to go to, and the rows that would move them there. */
static void
write_matrix (GString *before, GString *after, const char *reason)
{
  for (guint from = 0; from < LF_N_STAGES; from++)
    for (guint to = 0; to < LF_N_STAGES; to++)
      {
        g_string_append_printf (before, "%u-%u,%s,旧的原因\n", from, to,
                                lf_stage_key ((LfStage) from));
        g_string_append_printf (after, "%u-%u,%s,%s\n", from, to, lf_stage_key ((LfStage) to),
                                reason);
      }
}

static const char *
find_message (GPtrArray *problems, guint row)
{
  for (guint i = 0; i < problems->len; i++)
    if (((LfImportProblem *) problems->pdata[i])->row == row)
      return ((LfImportProblem *) problems->pdata[i])->message;
  return NULL;
}

static void
assert_told (const char *message, char kind, gboolean has_reason)
{
  static const struct
  {
    char kind;
    const char *words;
  } sentences[] = { { 'J', "would jump from" },
                    { 'B', "would go back from" },
                    { 'R', "would be revived as" },
                    { 'S', "needs a reason" } };

  if (kind == '=' || kind == '>' || (kind == 'S' && has_reason))
    g_assert_null (message);
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (kind == sentences[i].kind && !(kind == 'S' && has_reason))
      {
        g_assert_nonnull (message);
        g_assert_nonnull (strstr (message, sentences[i].words));
      }
}

/* As it is told: refused, or left out; and what is in the store behind a lenient import. */
static void
assert_matrix (ImportCase *self, LfImportMode mode, const char *text, gboolean has_reason)
{
  g_autoptr (LfImport) strict = plan (self, text, mode, NULL, FALSE);
  g_autoptr (LfImport) lenient = plan (self, text, mode, NULL, TRUE);
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);
  g_autoptr (GPtrArray) records = NULL;

  g_assert_false (lf_import_commit_sync (strict, self->store, NULL));
  for (guint i = 0; i < LF_N_STAGES * LF_N_STAGES; i++)
    {
      char kind = matrix[i / LF_N_STAGES][i % LF_N_STAGES];

      g_test_message ("%s → %s", lf_stage_key ((LfStage) (i / LF_N_STAGES)),
                      lf_stage_key ((LfStage) (i % LF_N_STAGES)));
      assert_told (find_message (lf_import_problems (strict), i + 2), kind, has_reason);
      assert_told (find_message (lf_import_left_out (lenient), i + 2), kind, has_reason);
    }
  save (self, lenient);
  records = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpuint (records->len, ==, LF_N_STAGES * LF_N_STAGES);
  for (guint i = 0; i < records->len; i++)
    {
      guint from, to;
      char kind;

      sscanf (lf_record_get (records->pdata[i], "name"), "%u-%u", &from, &to);
      kind = matrix[from][to];
      g_assert_cmpstr (
          lf_record_get (records->pdata[i], "stage"), ==,
          lf_stage_key ((LfStage) (kind == '>' || (kind == 'S' && has_reason) ? to : from)));
    }
}

static void
test_r1_matrix (ImportCase *self, gconstpointer data)
{
  static const LfImportMode modes[] = { LF_IMPORT_UPDATE, LF_IMPORT_BOTH };
  static const char *const reasons[] = { "", "新的原因" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint j = 0; j < G_N_ELEMENTS (reasons); j++)
      {
        g_autoptr (GString) before = g_string_new ("项目名称,当前阶段,原因\n");
        g_autoptr (GString) after = g_string_new ("项目名称,当前阶段,原因\n");
        ImportCase own = { 0 };

        write_matrix (before, after, reasons[j]);
        import_case_set_up (&own, NULL);
        import_text (&own, before->str, LF_IMPORT_CREATE, NULL);
        assert_matrix (&own, modes[i], after->str, *reasons[j] != '\0');
        import_case_tear_down (&own, NULL);
      }
}

/* People go by their names within a firm, whether looked up in the store or in the file. */
static void
test_namesakes (ImportCase *self, gconstpointer data)
{
  static const char csv[] = "姓名,企业,手机\n王芳,甲公司,13800138000\n王芳,乙公司,13800138001\n"
                            "王芳,乙公司,13800138002\n";
  static const char next[] = "姓名,企业,手机\n王芳,乙公司,13900139000\n王芳,丙公司,13800138003\n";
  LfImportOptions options = { .entity = lf_schema_find ("contact") };
  g_autofree char *path = import_case_write (self, "a.csv", csv);
  g_autofree char *update = import_case_write (self, "b.csv", next);
  g_autoptr (LfImport) first = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_autoptr (LfImport) again = NULL;
  g_autoptr (LfImport) both = NULL;

  g_assert_cmpuint (lf_import_records (first)->len, ==, 2);
  g_assert_cmpuint (lf_import_n_doubles (first), ==, 1);
  save (self, first);
  again = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_assert_cmpuint (lf_import_records (again)->len, ==, 0);
  options.mode = LF_IMPORT_BOTH;
  both = lf_import_plan_sync (self->store, update, &options, NULL, NULL);
  g_assert_cmpuint (lf_import_records (both)->len, ==, 2);
  g_assert_cmpuint (lf_import_n_updates (both), ==, 1);
  g_assert_cmpuint (lf_import_n_skipped (both), ==, 0);
}

/* Who says no firm is the one that is there, if there is but one. */
static void
test_update_without_firm (ImportCase *self, gconstpointer data)
{
  LfImportOptions options = { .entity = lf_schema_find ("contact") };
  g_autofree char *path
      = import_case_write (self, "a.csv", "姓名,企业\n王芳,甲公司\n李娜,甲公司\n李娜,乙公司\n");
  g_autofree char *next = import_case_write (
      self, "b.csv", "姓名,企业,手机\n王芳,,13800138000\n李娜,,13800138001\n赵敏,,13800138002\n");
  g_autoptr (LfImport) first = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_autoptr (LfImport) import = NULL;
  g_autofree char *text = NULL;
  g_autofree char *dump = NULL;

  save (self, first);
  options.mode = LF_IMPORT_UPDATE;
  import = lf_import_plan_sync (self->store, next, &options, NULL, NULL);
  dump = import_dump (import, "name enterprise mobile");
  g_assert_cmpstr (dump, ==, "王芳|甲公司|13800138000");
  g_assert_cmpuint (lf_import_n_updates (import), ==, 1);
  text = skipped (self, import);
  g_assert_nonnull (strstr (text, "李娜,,13800138001,Several records have"));
  g_assert_nonnull (strstr (text, "赵敏,,13800138002,There is no record with"));
}

/* ---- Rows left out ---- */

static void
test_never_over_a_store (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = import_case_path (self, "store/landfall.db");
  g_autoptr (LfImport) import
      = plan (self, TABLE "甲,P1,1,,\n甲,P1,1,,\n", LF_IMPORT_CREATE, NULL, FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (lf_import_write_skipped (import, path, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "is a database"));
  g_assert_true (lf_store_is_database (path));
}

static void
test_lenient (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfImport) strict = NULL;
  g_autoptr (LfImport) import = NULL;
  g_autoptr (LfImport) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *fixed = NULL;
  g_auto (GStrv) pieces = NULL;
  static const char csv[] = "招商台账,,\n单位：万元,,\n项目名称,总投资,企业名称\n甲,100,好企业\n"
                            "乙,很多,坏企业\n,300,无名企业\n";

  strict = plan (self, csv, LF_IMPORT_CREATE, NULL, FALSE);
  g_assert_cmpuint (lf_import_problems (strict)->len, ==, 2);
  g_assert_false (lf_import_commit_sync (strict, self->store, NULL));
  import = plan (self, csv, LF_IMPORT_CREATE, NULL, TRUE);
  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_n_skipped (import), ==, 2);
  g_assert_cmpuint (lf_import_references (import)->len, ==, 1);
  save (self, import);
  assert_projects (self, "|甲|1000000.00 CNY|||lead\n");
  text = skipped (self, import);
  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf招商台账,,,\r\n单位：万元,,,\r\n"
                                         "项目名称,总投资,企业名称,Why it was left out\r\n"
                                         "乙,很多,坏企业,\"Total investment: “很多” is not"));
  /* corrected, it is read as the file it came from was */
  pieces = g_strsplit (text, "很多", 2);
  fixed = g_strjoinv ("200", pieces);
  again = plan (self, fixed, LF_IMPORT_CREATE, NULL, TRUE);
  g_assert_cmpuint (lf_import_n_skipped (again), ==, 1);
  save (self, again);
  assert_projects (self, "|甲|1000000.00 CNY|||lead\n|乙|2000000.00 CNY|||lead\n");
}

/* ---- What the spreadsheet hides ---- */

#define CELL(value) "<c t='inlineStr'><is><t>" value "</t></is></c>"

/* A filter that was left on hides rows; nobody who looks at the sheet knows of them. */
static void
test_hidden_rows (ImportCase *self, gconstpointer data)
{
  const XlsxFile file = { .rows = "<row r='1'>" CELL ("项目名称") "</row><row r='2'>" CELL (
                              "甲") "</row><row r='3' hidden='1'>" CELL ("乙") "</row>" };
  g_autofree char *path = import_case_path (self, "a.xlsx");
  LfImportOptions options = { 0 };
  g_autoptr (LfImport) shown = NULL;
  g_autoptr (LfImport) all = NULL;

  xlsx_write (path, &file);
  shown = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_assert_cmpuint (lf_import_n_hidden (shown), ==, 1);
  g_assert_cmpuint (lf_import_n_skipped (shown), ==, 1);
  g_assert_cmpuint (((LfImportProblem *) lf_import_left_out (shown)->pdata[0])->row, ==, 3);
  g_assert_cmpuint (lf_import_records (shown)->len, ==, 1);
  options.has_hidden = TRUE;
  all = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_assert_cmpuint (lf_import_n_hidden (all), ==, 1);
  g_assert_cmpuint (lf_import_records (all)->len, ==, 2);
}

static void
write_hidden_sheet (const char *path)
{
  static const char main[] = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  static const char package[] = "http://schemas.openxmlformats.org/package/2006/relationships";
  static const char document[]
      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  g_autofree char *root = g_strdup_printf ("<Relationships xmlns='%s'><Relationship Id='a' "
                                           "Type='%s/officeDocument' Target='book.xml'/>"
                                           "</Relationships>",
                                           package, document);
  g_autofree char *links = g_strdup_printf ("<Relationships xmlns='%s'><Relationship Id='b' "
                                            "Type='%s/worksheet' Target='sheet.xml'/>"
                                            "</Relationships>",
                                            package, document);
  g_autofree char *book = g_strdup_printf ("<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet "
                                           "name='底稿' state='hidden' r:id='b'/></sheets>"
                                           "</workbook>",
                                           main, document);
  g_autofree char *sheet = g_strdup_printf ("<worksheet xmlns='%s'><sheetData><row>%s</row><row>%s"
                                            "</row></sheetData></worksheet>",
                                            main, CELL ("项目名称"), CELL ("甲"));
  const ZipMember members[] = { { "_rels/.rels", root, -1 },
                                { "_rels/book.xml.rels", links, -1 },
                                { "book.xml", book, -1 },
                                { "sheet.xml", sheet, -1 } };

  zip_write (path, members, G_N_ELEMENTS (members), /* is_packed= */ TRUE);
}

static void
test_hidden_sheet (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = import_case_path (self, "a.xlsx");
  LfImportOptions options = { 0 };
  g_autoptr (GPtrArray) sheets = NULL;
  g_autoptr (LfImport) import = NULL;
  g_autoptr (GError) error = NULL;

  write_hidden_sheet (path);
  sheets = lf_import_sheets_sync (path, NULL, NULL);
  g_assert_true (((LfImportSheet *) sheets->pdata[0])->is_hidden);
  g_assert_null (lf_import_plan_sync (self->store, path, &options, NULL, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);
  g_assert_nonnull (strstr (error->message, "底稿"));
  options.sheet = "底稿";
  import = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 1);
}

/* ---- Running ---- */

#define ADD(name, test)                                                                            \
  g_test_add ("/import-modes/" name, ImportCase, NULL, import_case_set_up, test,                   \
              import_case_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("update", test_update);
  ADD ("both-by-number", test_both_by_number);
  ADD ("one-undo", test_one_undo);
  ADD ("doubtful-keys", test_doubtful_keys);
  ADD ("wrong-keys", test_wrong_keys);
  ADD ("missing-key-column", test_missing_key_column);
  ADD ("update-stage", test_update_stage);
  ADD ("R1-stage-matrix", test_r1_matrix);
  ADD ("namesakes", test_namesakes);
  ADD ("update-without-firm", test_update_without_firm);
  ADD ("never-over-a-store", test_never_over_a_store);
  ADD ("lenient", test_lenient);
  ADD ("hidden-rows", test_hidden_rows);
  ADD ("hidden-sheet", test_hidden_sheet);
  return g_test_run ();
}
