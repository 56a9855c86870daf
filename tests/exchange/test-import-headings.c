/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headings that the program learns from what people map. */

#include "config.h"

#include "import-case.h"

/* ---- Planning and saving ---- */

/* @mapping: (nullable): "heading=field", "heading=" to leave it out */
static LfImport *
plan (ImportCase *self, const char *text, const char *mapping)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LfImportOptions options = { .entity = lf_schema_find ("project"), .mapping = table };
  g_autofree char *path = import_case_write (self, "a.csv", text);
  g_autoptr (GError) error = NULL;
  LfImport *import;

  if (mapping != NULL)
    {
      g_auto (GStrv) words = g_strsplit (mapping, "=", 2);
      g_hash_table_insert (table, g_strdup (words[0]), g_strdup (words[1]));
    }
  import = lf_import_plan_sync (self->store, path, &options, NULL, &error);
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
import_text (ImportCase *self, const char *text, const char *mapping)
{
  g_autoptr (LfImport) import = plan (self, text, mapping);

  save (self, import);
}

/* What the columns of a sheet are read as: names of fields, “-” where left out, “*” behind what was
 * learned. */
static void
assert_columns (ImportCase *self, const char *headings, const char *mapping, const char *expected)
{
  g_autofree char *text = g_strconcat (headings, "\n不存在的项目,1,2\n", NULL);
  g_autoptr (LfImport) import = plan (self, text, mapping);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < lf_import_n_columns (import); i++)
    {
      const LfField *field = lf_import_field (import, i);

      g_string_append_printf (found, "%s%s%s", i == 0 ? "" : " ", field == NULL ? "-" : field->name,
                              lf_import_is_learned (import, i) ? "*" : "");
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* ---- What is known ---- */

static char *
dump_known (ImportCase *self)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("heading_synonym"), NULL, "heading");
  g_autoptr (GPtrArray) records = lf_store_list_sync (self->store, query, 0, NULL);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      static const char *const fields[] = { "entity", "heading", "field", "replaces" };

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        {
          const char *value = lf_record_get (records->pdata[i], fields[j]);
          g_string_append_printf (text, "%s%s", value == NULL ? "" : value, j == 3 ? "\n" : "|");
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_known (ImportCase *self, const char *expected)
{
  g_autofree char *dump = dump_known (self);

  g_assert_cmpstr (dump, ==, expected);
}

/* As it comes from another device. */
static void
add_known (ImportCase *self, const char *heading, const char *field)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("heading_synonym"), NULL);
  g_autoptr (LfChange) change = lf_change_new ("elsewhere");

  lf_record_set (record, "heading", heading);
  lf_record_set (record, "entity", "project");
  lf_record_set (record, "field", field);
  lf_change_create (change, record);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
}

/* ---- Tests ---- */

static void
test_learnt (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfImport) planned
      = plan (self, "项目名称,盘子（亿元）\n甲,1\n", "盘子（亿元）=total_investment");
  g_autoptr (LfImport) next = NULL;
  g_autofree char *dump = NULL;

  assert_known (self, ""); /* what is not saved teaches nothing */
  save (self, planned);
  assert_known (self, "project|盘子(亿元)|total_investment|\n");
  next = plan (self, "项目名称,盘 子(亿元)*\n乙,2.5\n", NULL);
  g_assert_true (lf_import_is_learned (next, 1));
  g_assert_false (lf_import_is_learned (next, 0));
  dump = import_dump (next, "name total_investment");
  g_assert_cmpstr (dump, ==, "乙|250000000.00 CNY");
  save (self, next); /* nothing more to learn */
  assert_known (self, "project|盘子(亿元)|total_investment|\n");
}

static void
test_one_undo (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);
  g_autoptr (GPtrArray) records = NULL;

  import_text (self, "项目名称,盘子\n甲,1亿元\n", "盘子=total_investment");
  g_free (lf_store_undo_sync (self->store, NULL));
  records = lf_store_list_sync (self->store, query, 0, NULL);
  g_assert_cmpuint (records->len, ==, 0);
  assert_known (self, "");
  assert_columns (self, "项目名称,盘子", NULL, "name -");
}

static void
test_left_out (ImportCase *self, gconstpointer data)
{
  import_text (self, "项目名称,备注,来源\n甲,,\n", "备注=");
  assert_known (self, "project|备注||note\n");
  assert_columns (self, "项目名称,备注,来源", NULL, "name -* source");
}

/* Only where the person saw what it is otherwise; and never in the place of a column that says by
 * its own name what it is. */
static void
test_not_over_names (ImportCase *self, gconstpointer data)
{
  add_known (self, "备注", "content");
  assert_columns (self, "项目名称,备注,来源", NULL, "name note source");
  import_text (self, "项目名称,备注,来源\n甲,乙,\n", "备注=content");
  assert_known (self, "project|备注|content|note\n");
  assert_columns (self, "项目名称,备注,来源", NULL, "name content* source");
  add_known (self, "简称", "name");
  assert_columns (self, "简称,项目名称,来源", NULL, "-* name source");
  assert_columns (self, "简称,备选,来源", NULL, "name* - source");
  assert_columns (self, "项目名称,简称,来源", "简称=name", "- name source");
}

static void
test_of_one_entity (ImportCase *self, gconstpointer data)
{
  const LfImportOptions options = { .entity = lf_schema_find ("enterprise") };
  g_autofree char *path = NULL;
  g_autoptr (LfImport) import = NULL;

  import_text (self, "项目名称,摘要\n甲,乙\n", "摘要=content");
  path = import_case_write (self, "b.csv", "企业名称,摘要\n丙,丁\n");
  import = lf_import_plan_sync (self->store, path, &options, NULL, NULL);
  g_assert_null (lf_import_field (import, 1));
}

static void
test_otherwise (ImportCase *self, gconstpointer data)
{
  import_text (self, "项目名称,摘要\n甲,乙\n", "摘要=content");
  import_text (self, "项目名称,摘要\n丙,丁\n", "摘要=note");
  assert_known (self, "project|摘要|note|\n");
  import_text (self, "项目名称,备注\n戊,己\n", "备注=content");
  import_text (self, "项目名称,备注\n庚,辛\n", "备注=note"); /* as it is anyway */
  assert_known (self, "project|摘要|note|\n");
}

/* Two devices that said different things: nobody's word is taken until somebody says it again. */
static void
test_disagreement (ImportCase *self, gconstpointer data)
{
  add_known (self, "摘要", "content");
  add_known (self, "摘要", "content");
  assert_columns (self, "项目名称,摘要,来源", NULL, "name content* source");
  add_known (self, "摘要", "note");
  assert_columns (self, "项目名称,摘要,来源", NULL, "name - source");
  import_text (self, "项目名称,摘要\n甲,乙\n", "摘要=note");
  assert_known (self, "project|摘要|note|\n");
}

/* What a later version knows, this one does not take for a word to leave it out. */
static void
test_unknown_field (ImportCase *self, gconstpointer data)
{
  add_known (self, "来源", "carbon_footprint");
  add_known (self, "摘要", "carbon_footprint");
  assert_columns (self, "项目名称,摘要,来源", NULL, "name - source");
}

static void
test_forgotten (ImportCase *self, gconstpointer data)
{
  g_autoptr (LfChange) change = lf_change_new ("forget");
  g_autoptr (LfImport) import = NULL;

  add_known (self, "摘要", "content");
  add_known (self, "摘要", "content");
  import = plan (self, "项目名称,摘要\n甲,乙\n", NULL);
  lf_import_forget (import, 1, change);
  g_assert_true (lf_store_commit_sync (self->store, change, NULL));
  assert_known (self, "");
  assert_columns (self, "项目名称,摘要,来源", NULL, "name - source");
}

#define ADD(name, test)                                                                            \
  g_test_add ("/import-headings/" name, ImportCase, NULL, import_case_set_up, test,                \
              import_case_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("learnt", test_learnt);
  ADD ("one-undo", test_one_undo);
  ADD ("left-out", test_left_out);
  ADD ("not-over-names", test_not_over_names);
  ADD ("of-one-entity", test_of_one_entity);
  ADD ("otherwise", test_otherwise);
  ADD ("disagreement", test_disagreement);
  ADD ("unknown-field", test_unknown_field);
  ADD ("forgotten", test_forgotten);
  return g_test_run ();
}
