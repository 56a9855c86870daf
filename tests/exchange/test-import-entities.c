/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: every entity from its own headings and back, rows that are there already, and what is
 * wrong in the words of everywhere else. */

#include "config.h"

#include "lf-export.h"
#include "lf-import.h"
#include "some-record.h"
#include "store-fixture.h"

#include <string.h>

/* The heading a spreadsheet would have: the field's first Chinese name. */
static char *
heading_of (const LfField *field)
{
  g_auto (GStrv) names = g_strsplit (field->synonyms, "|", 2);

  return g_strdup (names[0]);
}

static gboolean
is_imported (const LfField *field)
{
  return !(field->flags & (LF_FIELD_MACHINE | LF_FIELD_HIDDEN)) && field->synonyms != NULL
         && field->type != LF_VALUE_ATTACHMENT_SET;
}

/* Conflicts and what is known of files come from the program only. */
static gboolean
is_written_by_people (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && !is_imported (field) && field->initial == NULL)
      return FALSE;
  return TRUE;
}

static char *
title_of_target (const LfField *field, GPtrArray *all)
{
  for (guint i = all->len; i-- > 0;)
    if (g_str_equal (lf_record_entity (all->pdata[i])->name, field->target))
      return lf_record_title (all->pdata[i]);
  return NULL;
}

/* One row with every field that people write. */
static char *
write_sheet (Fixture *self, const LfEntity *entity, GPtrArray *all)
{
  g_autoptr (GString) headings = g_string_new (NULL);
  g_autoptr (GString) cells = g_string_new (NULL);
  char *path = g_build_filename (self->folder, "sheet.csv", NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (is_imported (field))
      {
        g_autofree char *heading = heading_of (field);
        g_autofree char *text = field->target == NULL              ? some_text (field)
                                : field->flags & LF_FIELD_REQUIRED ? title_of_target (field, all)
                                                                   : NULL;

        g_string_append_printf (headings, "%s%s", headings->len > 0 ? "," : "", heading);
        g_string_append_printf (cells, "%s\"%s\"", cells->len > 0 ? "," : "",
                                text == NULL ? "" : text);
      }
  g_string_append_printf (headings, "\n%s\n", cells->str);
  g_assert_true (g_file_set_contents (path, headings->str, -1, NULL));
  return path;
}

static void
store_all (Fixture *self, GPtrArray *records)
{
  g_autoptr (LfChange) change = lf_change_new ("what is referred to");

  for (guint i = 0; i < records->len; i++)
    lf_change_create (change, records->pdata[i]);
  if (records->len > 0)
    commit_change (self->store, change);
}

static LfImport *
plan (Fixture *self, const char *path, const LfEntity *entity)
{
  const LfImportOptions options = { .entity = entity };
  g_autoptr (GError) error = NULL;
  LfImport *import = lf_import_plan_sync (self->store, path, &options, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < lf_import_problems (import)->len; i++)
    g_test_message ("%s", ((LfImportProblem *) lf_import_problems (import)->pdata[i])->message);
  return import;
}

static void
check_imported (Fixture *self, const LfEntity *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GPtrArray) found = lf_store_list_sync (self->store, query, 1, NULL);
  const LfRecord *record = found->pdata[0];

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      g_autofree char *text = field->target == NULL ? some_text (field) : NULL;
      g_autofree char *value = NULL;

      if (!is_imported (field) || text == NULL)
        continue;
      g_test_message ("%s.%s", entity->name, field->name);
      g_assert_true (lf_field_parse (field, text, &value, NULL));
      g_assert_cmpstr (lf_record_get_at (record, i), ==, value);
    }
}

/* The same sheet again, and what is written out of the store, are there already. */
static void
check_doubles (Fixture *self, const LfEntity *entity, const char *path)
{
  g_autoptr (LfImport) again = plan (self, path, entity);
  g_autoptr (LfImport) back = NULL;
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autofree char *out = g_build_filename (self->folder, "out.csv", NULL);
  gint64 n = 0;

  g_assert_cmpuint (lf_import_n_doubles (again), ==, 1);
  g_assert_cmpuint (lf_import_records (again)->len, ==, 0);
  g_assert_true (lf_export_sync (self->store, query, &(LfExportOptions){ 0 }, out, NULL, &n, NULL));
  back = plan (self, out, entity);
  g_assert_cmpuint (lf_import_problems (back)->len, ==, 0);
  g_assert_cmpuint (lf_import_n_doubles (back), ==, n);
}

static void
test_every_entity (Fixture *self, gconstpointer data)
{
  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    {
      g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      g_autoptr (LfRecord) record = some_record_new (*entity, all);
      g_autoptr (LfImport) import = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;

      if (!is_written_by_people (*entity))
        continue;
      g_test_message ("%s", (*entity)->name);
      tear_down (self, NULL);
      set_up (self, NULL);
      g_ptr_array_remove_index (all, all->len - 1);
      store_all (self, all);
      path = write_sheet (self, *entity, all);
      import = plan (self, path, *entity);
      g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
      g_assert_cmpuint (lf_import_records (import)->len, ==, 1);
      lf_import_commit_sync (import, self->store, &error);
      g_assert_no_error (error);
      check_imported (self, *entity);
      check_doubles (self, *entity, path);
    }
}

/* Two visits on one day are two, one visit twice is one. */
static void
test_keys (Fixture *self, gconstpointer data)
{
  const LfEntity *entity = lf_schema_find ("progress");
  g_autofree char *project = add_project (self->store, "甲", NULL, "started");
  g_autofree char *other = add_project (self->store, "乙", NULL, "started");
  g_autofree char *path = g_build_filename (self->folder, "sheet.csv", NULL);
  g_autoptr (LfImport) import = NULL;
  g_autoptr (LfImport) again = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "期间,项目,投资量\n2023-05,甲,40%\n2023-05,乙,50%\n2023,甲,"
                                      "60%\n2023年5月,甲,41%\n",
                                      -1, NULL));
  import = plan (self, path, entity);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 3);
  g_assert_cmpuint (lf_import_n_doubles (import), ==, 1);
  g_assert_true (lf_import_commit_sync (import, self->store, NULL));
  g_assert_true (
      g_file_set_contents (path, "期间,项目\n2023-05,甲\n2023-06,甲\n2023,乙\n", -1, NULL));
  again = plan (self, path, entity);
  g_assert_cmpuint (lf_import_records (again)->len, ==, 2);
  g_assert_cmpuint (lf_import_n_doubles (again), ==, 1);
}

/* The calendar of a year is imported as it stands in data/calendar. */
static void
test_calendar_of_a_year (Fixture *self, gconstpointer data)
{
  const LfEntity *entity = lf_schema_find ("calendar_day");
  g_autofree char *path
      = g_test_build_filename (G_TEST_DIST, "..", "data", "calendar", "2023.csv", NULL);
  g_autoptr (LfImport) import = plan (self, path, entity);
  g_autoptr (LfRecord) sunday = NULL;
  g_autoptr (LfImport) again = NULL;

  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  g_assert_cmpuint (lf_import_records (import)->len, ==, 33);
  g_assert_true (lf_import_commit_sync (import, self->store, NULL));
  sunday = lf_store_find_title_sync (self->store, entity, "2023-04-23", NULL);
  g_assert_cmpstr (lf_record_get (sunday, "kind"), ==, "workday");
  g_assert_cmpstr (lf_record_get (sunday, "name"), ==, "劳动节");
  again = plan (self, path, entity);
  g_assert_cmpuint (lf_import_n_doubles (again), ==, 33);
}

/* ---- The same sentence ---- */

static void
test_same_sentence_in_an_import (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "sheet.csv", NULL);

  for (guint i = 0; i < n_same_sentences; i++)
    {
      g_autofree char *sheet = g_strdup_printf ("项目名称,%s\n甲,%s\n", same_sentences[i].heading,
                                                same_sentences[i].text);
      g_autoptr (LfImport) import = NULL;
      const LfImportProblem *problem;

      g_assert_true (g_file_set_contents (path, sheet, -1, NULL));
      import = plan (self, path, project_entity ());
      g_assert_cmpuint (lf_import_problems (import)->len, ==, 1);
      problem = lf_import_problems (import)->pdata[0];
      g_assert_cmpstr (problem->message, ==, same_sentences[i].sentence);
      g_assert_cmpuint (problem->row, ==, 2);
      g_assert_cmpuint (problem->column, ==, 2);
      g_assert_cmpstr (problem->value, ==, same_sentences[i].text);
    }
}

static void
test_same_sentence_in_the_store (Fixture *self, gconstpointer data)
{
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (LfRecord) project = load_project (self->store, id);

  for (guint i = 0; i < n_same_sentences; i++)
    {
      g_autoptr (LfChange) change = lf_change_new ("edit");
      g_autoptr (GError) error = NULL;

      lf_change_edit (change, project, same_sentences[i].field, same_sentences[i].text);
      g_assert_false (lf_store_commit_sync (self->store, change, &error));
      g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, same_sentences[i].sentence);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/import/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("every-entity", test_every_entity);
  ADD ("keys", test_keys);
  ADD ("calendar-of-a-year", test_calendar_of_a_year);
  ADD ("same-sentence-in-an-import", test_same_sentence_in_an_import);
  ADD ("same-sentence-in-the-store", test_same_sentence_in_the_store);
  return g_test_run ();
}
