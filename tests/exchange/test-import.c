/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: what a sheet says becomes records, all of it or nothing, and one undo takes it back. */

#include "config.h"

#include "lf-import-columns.h"
#include "lf-import.h"
#include "store-fixture.h"

#include <string.h>

static char *
real_input (void)
{
  return g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
}

static LfImport *
plan_file (Fixture *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  LfImport *import = lf_import_plan_sync (self->store, path, &(LfImportOptions){ 0 }, NULL, &error);

  g_assert_no_error (error);
  return import;
}

static LfImport *
plan_text (Fixture *self, const char *text)
{
  g_autofree char *path = g_build_filename (self->folder, "sheet.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return plan_file (self, path);
}

static void
commit_import (Fixture *self, LfImport *import)
{
  g_autoptr (GError) error = NULL;

  lf_import_commit_sync (import, self->store, &error);
  g_assert_no_error (error);
}

static void
import_real_file (Fixture *self)
{
  g_autofree char *path = real_input ();
  g_autoptr (LfImport) import = plan_file (self, path);

  commit_import (self, import);
}

static LfRecord *
find_project (Fixture *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_find_title_sync (self->store, project_entity (), name, &error);

  g_assert_no_error (error);
  g_assert_nonnull (record);
  return record;
}

static void
assert_field (Fixture *self, const char *name, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = find_project (self, name);

  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

static guint
count (Fixture *self, const char *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);
  g_autoptr (GArray) rows = lf_store_rows_sync (self->store, query, NULL);

  return rows->len;
}

/* ---- The real file ---- */

static void
test_real_plan (Fixture *self, gconstpointer data)
{
  g_autofree char *path = real_input ();
  g_autoptr (LfImport) import = plan_file (self, path);

  g_assert_true (lf_import_entity (import) == project_entity ());
  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 30);
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 0);
  g_assert_cmpuint (lf_import_n_columns (import), ==, 14);
  for (guint i = 0; i < lf_import_n_columns (import); i++)
    g_assert_nonnull (lf_import_field (import, i));
  g_assert_cmpuint (count (self, "project"), ==, 0); /* it is only a plan */
}

/* clang-format off */
static const struct { const char *name, *field, *value; } cells[] = {
  { "天承杜仲叶资源综合利用开发项目", "total_investment", "560000000.00 CNY" },
  { "天承杜仲叶资源综合利用开发项目", "stage", "started" },
  { "天承杜仲叶资源综合利用开发项目", "started_date", "2020-05" },
  { "天承杜仲叶资源综合利用开发项目", "stage_date", "2020-05" },
  { "天承杜仲叶资源综合利用开发项目", "signed_date", NULL },
  { "天承杜仲叶资源综合利用开发项目", "note", "杜仲叶系列加工产品生产线及研发化验中心" },
  { "天承杜仲叶资源综合利用开发项目", "industry", "生物医药" },
};

static const struct { const char *where; guint n; } counts[] = {
  { "", 30 }, { "park=西安高新区", 10 }, { "park=杭州湾上虞经开区", 6 }, { "park=海曙区", 3 },
  { "total_investment=5.6亿元", 1 }, { "total_investment=2.04亿元", 1 }, { "total_investment=7.77亿元", 1 },
  { "total_investment=103亿元", 1 }, { "total_investment=5000万元", 1 }, { "total_investment=", 11 },
  { "signed_date=2023-02", 3 }, { "signed_date=2020-03", 3 }, { "land_date=2023-04", 3 },
  { "planned_completion_date=2023-09", 1 }, { "signed_date=2023", 4 },
  { "stage=started", 17 }, { "stage=signed", 5 }, { "stage=land", 3 }, { "stage=production", 2 },
  { "stage=negotiation", 2 }, { "stage=completed", 1 }, { "annual_output=100亿元", 1 }, { "annual_output=", 27 },
};
/* clang-format on */

static void
test_real_values (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = NULL;
  g_autoptr (LfRecord) park = NULL;

  import_real_file (self);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    assert_field (self, cells[i].name, cells[i].field, cells[i].value);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (count_projects (self->store, counts[i].where), ==, counts[i].n);
  g_assert_cmpuint (count (self, "park"), ==, 6);
  g_assert_cmpuint (count (self, "enterprise"), ==, 21);
  record = find_project (self, "天承杜仲叶资源综合利用开发项目");
  park = lf_store_load_sync (self->store, lf_schema_find ("park"), lf_record_get (record, "park"),
                             NULL);
  g_assert_cmpstr (lf_record_get (park, "name"), ==, "西安高新区");
  assert_sound (self->store);
}

/* Every month in the file is a month in the store: nobody made a day up. */
static void
test_real_months (Fixture *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, NULL);
  g_autoptr (GPtrArray) records = NULL;
  guint n_dates = 0;

  import_real_file (self);
  records = lf_store_list_sync (self->store, query, 0, NULL);
  for (guint i = 0; i < records->len; i++)
    for (const LfField *field = project_entity ()->fields; field->name != NULL; field++)
      {
        const char *value = lf_record_get (records->pdata[i], field->name);

        if (field->type != LF_VALUE_DATE || value == NULL || (field->flags & LF_FIELD_DERIVED))
          continue;
        g_assert_cmpuint (strlen (value), ==, strlen ("2023-02"));
        n_dates++;
      }
  g_assert_cmpuint (n_dates, >, 30);
}

/* ---- Headings ---- */

/* Files cannot come out of a spreadsheet's cell, nor what the program works out by itself. */
static gboolean
is_of_spreadsheets (const LfField *field)
{
  return !(field->flags & (LF_FIELD_HIDDEN | LF_FIELD_DERIVED))
         && field->type != LF_VALUE_ATTACHMENT_SET;
}

/* Each field is found by its name, its label and each of its synonyms. */
static void
test_every_heading (void)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (const LfField *field = (*entity)->fields; field->name != NULL; field++)
      {
        g_autofree char *names = g_strjoin ("|", field->name, field->label, field->synonyms, NULL);
        g_auto (GStrv) headings = g_strsplit (names, "|", -1);

        for (char **heading = headings; *heading != NULL && is_of_spreadsheets (field); heading++)
          {
            LfCell cell = { LF_CELL_TEXT, *heading };
            LfCellRow row = { 1, 1, &cell };
            g_autoptr (GPtrArray) rows = g_ptr_array_new ();
            g_autoptr (GPtrArray) columns = NULL;
            const LfField *found;

            g_ptr_array_add (rows, &row);
            columns = lf_columns_match (rows, 0, *entity, NULL);
            found = ((LfColumn *) columns->pdata[0])->field;
            if (found != field)
              g_error ("%s: “%s” is %s, not %s", (*entity)->name, *heading,
                       found == NULL ? "nothing" : found->name, field->name);
          }
      }
}

static void
test_heading_forms (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import
      = plan_text (self, "2023年重点项目表,,,,\n"
                         "\n"
                         " 项目 ,总投资（亿元）,ＳＴＡＧＥ,序号,用地面积(亩)\n"
                         "甲,5.6,洽谈,1,120\n"
                         "乙,5000万元,在谈,2,\n"
                         ",,,,\n"
                         "丙,,lead,3,30亩\n");

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 3);
  g_assert_null (lf_import_field (import, 3));
  g_assert_cmpstr (lf_import_heading (import, 3), ==, "序号");
  commit_import (self, import);
  assert_field (self, "甲", "total_investment", "560000000.00 CNY");
  assert_field (self, "甲", "stage", "negotiation");
  assert_field (self, "甲", "land_area_mu", "120");
  assert_field (self, "乙", "total_investment", "50000000.00 CNY");
  assert_field (self, "乙", "stage", "negotiation");
  assert_field (self, "丙", "total_investment", NULL);
  assert_field (self, "丙", "stage", "lead");
  assert_field (self, "丙", "land_area_mu", "30");
}

/* ---- Problems ---- */

/* clang-format off */
static const struct { guint row, column; const char *heading, *value; } expected[] = {
  { 3, 2, "总投资", "很多" },
  { 3, 3, "签约日期", "2023-02-40" },
  { 5, 1, "项目名称", "" },
  { 6, 3, "签约日期", "去年" },
  { 6, 4, "阶段", "飞行" },
  { 6, 6, "", "秘密" },
};
/* clang-format on */

static void
test_problems (Fixture *self, gconstpointer data)
{
  g_autofree char *before = digest_of (self->store);
  g_autofree char *after = NULL;
  g_autoptr (LfImport) import = plan_text (self, "项目名称,总投资,签约日期,阶段,园区\n"
                                                 "甲,1亿元,2023-02,签约,上虞\n"
                                                 "乙,很多,2023-02-40,签约,上虞\n"
                                                 "\n"
                                                 ",1亿元,2023-02,签约,上虞\n"
                                                 "丁,1亿元,去年,飞行,上虞,秘密\n");
  g_autoptr (GError) error = NULL;
  GPtrArray *problems = lf_import_problems (import);

  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const LfImportProblem *problem = problems->pdata[i];

      g_test_message ("%u, %u (%s): %s: %s", problem->row, problem->column, problem->heading,
                      problem->value, problem->message);
      g_assert_cmpuint (problem->row, ==, expected[i].row);
      g_assert_cmpuint (problem->column, ==, expected[i].column);
      g_assert_cmpstr (problem->heading, ==, expected[i].heading);
      g_assert_cmpstr (problem->value, ==, expected[i].value);
      g_assert_cmpstr (problem->message, !=, NULL);
    }
  g_assert_false (lf_import_commit_sync (import, self->store, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_PROBLEMS);
  after = digest_of (self->store);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count (self, "park"), ==, 0);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 0);
}

/* ---- Undo, and importing again ---- */

static void
test_undo (Fixture *self, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *imported = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *label = NULL;
  g_autofree char *again = NULL;

  g_free (add_project (self->store, "甲", NULL, "lead"));
  before = digest_of (self->store);
  import_real_file (self);
  imported = digest_of (self->store);
  g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, 2);
  label = lf_store_undo_sync (self->store, NULL);
  g_assert_cmpstr (label, ==, "Import of zone-projects.csv");
  g_assert_cmpuint (count (self, "project"), ==, 1);
  g_assert_cmpuint (count (self, "enterprise"), ==, 0);
  g_assert_cmpuint (count (self, "park"), ==, 0);
  undone = digest_of (self->store);
  g_assert_cmpstr (undone, !=, imported);
  again = lf_store_redo_sync (self->store, NULL);
  redone = digest_of (self->store);
  g_assert_cmpstr (redone, ==, imported);
  assert_sound (self->store);
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *path = real_input ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LfImport) import = NULL;

  import_real_file (self);
  before = digest_of (self->store);
  import = plan_file (self, path);
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 30);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  commit_import (self, import);
  after = digest_of (self->store);
  g_assert_cmpstr (after, ==, before);
}

static void
assert_left_out (const LfImport *import, guint index, guint row, const char *says)
{
  const LfImportProblem *left_out = lf_import_left_out ((LfImport *) import)->pdata[index];

  g_assert_cmpuint (left_out->row, ==, row);
  g_assert_nonnull (strstr (left_out->message, says));
}

/* A row that is in the file twice, and one that the store has. */
static void
test_doubles (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import = NULL;

  g_free (add_project (self->store, "甲", "100.00 CNY", "lead"));
  import = plan_text (self,
                      "项目名称,总投资,园区\n甲,1亿元,上虞\n乙,2亿元,上虞\n乙,3亿元,海曙\n丙,,\n");
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 2);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 2);
  assert_left_out (import, 0, 2, "The store has “甲” already");
  assert_left_out (import, 1, 4, "stands in row 3 already");
  g_assert_cmpuint (lf_import_references (import)->len, ==, 1); /* of a row that is not left out */
  commit_import (self, import);
  assert_field (self, "甲", "total_investment", "100.00 CNY");
  assert_field (self, "乙", "total_investment", "200000000.00 CNY");
  g_assert_cmpuint (count (self, "project"), ==, 3);
}

/* A sum that became a project would be counted a second time in every figure. */
static void
test_sums_and_notes (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import = plan_text (
      self,
      "2023年招商项目汇总表,,\n序号,项目名称,总投资（万元）\n1,甲,\"12,000\"\n,小计,12000\n"
      "2,　乙　,３０００.5\n,,\n合　计,,15000.5\n,总计：2个项目,15000.5\n,合计科技产业园,100\n"
      "注：以上为签约口径,,\n制表人：张三,,审核：李四\n");

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 3);
  g_assert_cmpuint (lf_import_n_asides (import), ==, 5);
  assert_left_out (import, 0, 4, "a sum or a note");
  assert_left_out (import, 1, 7, "a sum or a note");
  commit_import (self, import);
  assert_field (self, "乙", "total_investment", "30005000.00 CNY");
  assert_field (self, "合计科技产业园", "total_investment", "1000000.00 CNY");
}

/* Words for “not known” are blanks, except where they are text. */
static void
test_unknown_values (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import
      = plan_text (self, "项目名称,总投资,签约日期,所在园区,当前阶段,备注\n甲,待定,—,待定,/,待定\n"
                         "乙,约3000万美元,－,——,N/A,无\n丙,1亿元,2023.3.5,无,暂无,\n");

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_references (import)->len, ==, 0);
  commit_import (self, import);
  assert_field (self, "甲", "total_investment", NULL);
  assert_field (self, "甲", "note", "待定");
  assert_field (self, "乙", "signed_date", NULL);
  assert_field (self, "乙", "total_investment", "about 30000000.00 USD");
  assert_field (self, "丙", "signed_date", "2023-03-05");
  assert_field (self, "丙", "stage", "lead");
}

static void
test_two_heading_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import
      = plan_text (self, "项目名称,投资,,备注\n,总投资,固定资产投资,\n甲,5亿元,3亿元,好\n");

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  commit_import (self, import);
  assert_field (self, "甲", "total_investment", "500000000.00 CNY");
  assert_field (self, "甲", "fixed_investment", "300000000.00 CNY");
  assert_field (self, "甲", "note", "好");
}

/* Projects with the people to call are projects; people with their firm and project are people. */
static void
test_kind_of_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) projects
      = plan_text (self, "项目名称,企业名称,联系人,联系电话,备注\n甲,甲公司,,13800000000,好\n");
  g_autoptr (LfImport) people
      = plan_text (self, "单位,姓名,电话,职务\n甲公司,王伟,13800000000,经理\n");

  g_assert_cmpstr (lf_import_entity (projects)->name, ==, "project");
  g_assert_cmpstr (lf_import_entity (people)->name, ==, "contact");
}

/* A column between others that has no heading is not lost in silence; row numbers may be. */
static void
test_column_without_heading (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) import
      = plan_text (self, ",项目名称,,总投资\n1,甲,秘密,5亿元\n2,乙,,6亿元\n");
  const LfImportProblem *problem = lf_import_problems (import)->pdata[0];

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 1);
  g_assert_cmpuint (problem->row, ==, 2);
  g_assert_cmpuint (problem->column, ==, 3);
}

/* Two people of one name in two firms are two people; so are milestones of two projects. */
static void
test_namesakes (Fixture *self, gconstpointer data)
{
  static const char sheet[] = "姓名,单位\n王伟,甲公司\n王伟,乙公司\n王伟,甲公司\n李娜,\n";
  g_autoptr (LfImport) first = plan_text (self, sheet);
  g_autoptr (LfImport) again = NULL;
  g_autoptr (LfImport) more = NULL;

  g_assert_cmpstr (lf_import_entity (first)->name, ==, "contact");
  g_assert_cmpuint (lf_import_records (first)->len, ==, 3);
  g_assert_cmpuint (lf_import_n_doubles (first), ==, 1);
  commit_import (self, first);
  g_assert_cmpuint (count (self, "contact"), ==, 3);

  again = plan_text (self, sheet);
  g_assert_cmpuint (lf_import_records (again)->len, ==, 0);
  g_assert_cmpuint (lf_import_n_doubles (again), ==, 4);

  /* who says no firm may be the one that is there */
  more = plan_text (self, "姓名,单位\n王伟,丙公司\n王伟,\n李娜,甲公司\n");
  g_assert_cmpuint (lf_import_records (more)->len, ==, 1);
  g_assert_cmpuint (lf_import_n_doubles (more), ==, 2);
}

/* References go to records that are there, and make at most one of each that is not. */
static void
test_references (Fixture *self, gconstpointer data)
{
  g_autoptr (LfImport) first = plan_text (self, "项目名称,园区\n甲,上虞\n乙,上虞\n");
  g_autoptr (LfImport) second = NULL;

  g_assert_cmpuint (lf_import_references (first)->len, ==, 1);
  commit_import (self, first);
  second = plan_text (self, "项目名称,园区\n丙,上虞\n丁,海曙\n");
  g_assert_cmpuint (lf_import_references (second)->len, ==, 1);
  commit_import (self, second);
  g_assert_cmpuint (count (self, "park"), ==, 2);
  g_assert_cmpuint (count_projects (self->store, "park=上虞"), ==, 3);
}

/* ---- Columns that people match ---- */

static LfImport *
plan_mapped (
    Fixture *self, const char *text, const char *heading, const char *field, GError **error)
{
  g_autoptr (GHashTable) mapping = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *path = g_build_filename (self->folder, "sheet.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_hash_table_insert (mapping, (gpointer) heading, (gpointer) field);
  return lf_import_plan_sync (self->store, path,
                              &(LfImportOptions){ .entity = project_entity (), .mapping = mapping },
                              NULL, error);
}

/* A heading is matched as lf_import_heading() says it, without the blanks around it. */
static void
test_mapping (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import
      = plan_mapped (self, "项目名称, 钱 \n甲,2亿元\n", "钱", "total_investment", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lf_import_heading (import, 1), ==, "钱");
  g_assert_cmpstr (lf_import_field (import, 1)->name, ==, "total_investment");
}

/* A field's name that is written wrong must not leave the column out. */
static void
test_mapping_wrong (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (plan_mapped (self, "项目名称,钱\n甲,2亿元\n", "钱", "total_investmant", &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS);
  g_assert_nonnull (strstr (error->message, "钱"));
  g_assert_nonnull (strstr (error->message, "total_investmant"));
}

static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *path = real_input ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (
      lf_import_plan_sync (self->store, path, &(LfImportOptions){ 0 }, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Rows are taken some hundred at a time; nothing shows where one lot ends. */
static void
test_many_rows (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("项目名称,投资方,园区\n");
  g_autofree char *there = add_project (self->store, "项目700", NULL, "lead");
  g_autofree char *firm = add_titled (self->store, "enterprise", "企业5");
  g_autoptr (LfImport) import = NULL;

  for (guint i = 0; i < 900; i++)
    g_string_append_printf (text, "项目%u,企业%u,园区%u\n", i, i % 300, i % 3);
  g_string_append (text, "项目0,企业0,园区0\n项目899,企业0,园区0\n");
  import = plan_text (self, text->str);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 899);
  g_assert_cmpuint (lf_import_references (import)->len, ==, 299 + 3);
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 3);
  for (guint i = 0; i < 899; i++)
    {
      const LfRecord *record = lf_import_records (import)->pdata[i];

      g_assert_cmpuint (lf_import_row (import, record), ==, i + 2 + (i >= 700));
      if (i == 5 || i == 305 || i == 605)
        g_assert_cmpstr (lf_record_get (record, "enterprise"), ==, firm);
    }
  commit_import (self, import);
  g_assert_cmpuint (count_projects (self->store, NULL), ==, 900);
  assert_sound (self->store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/import/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("real/plan", test_real_plan);
  ADD ("real/values", test_real_values);
  ADD ("real/months", test_real_months);
  g_test_add_func ("/import/headings/every", test_every_heading);
  ADD ("headings/forms", test_heading_forms);
  ADD ("problems", test_problems);
  ADD ("undo", test_undo);
  ADD ("twice", test_twice);
  ADD ("doubles", test_doubles);
  ADD ("sums-and-notes", test_sums_and_notes);
  ADD ("unknown-values", test_unknown_values);
  ADD ("two-heading-rows", test_two_heading_rows);
  ADD ("column-without-heading", test_column_without_heading);
  ADD ("kind-of-rows", test_kind_of_rows);
  ADD ("namesakes", test_namesakes);
  ADD ("references", test_references);
  ADD ("many-rows", test_many_rows);
  ADD ("mapping/blanks", test_mapping);
  ADD ("mapping/wrong", test_mapping_wrong);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
