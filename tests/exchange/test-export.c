/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: a file that sums to what the store holds, and that becomes the same records again. */

#include "config.h"

#include "lf-csv.h"
#include "lf-export.h"
#include "lf-import.h"
#include "lf-text-file.h"
#include "store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static void
import_file (LfStore *store, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import
      = lf_import_plan_sync (store, path, &(LfImportOptions){ 0 }, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (lf_import_problems (import)->len, ==, 0);
  lf_import_commit_sync (import, store, &error);
  g_assert_no_error (error);
}

static void
import_real_file (Fixture *self)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);

  import_file (self->store, path);
}

static LfQuery *
parse_query (const char *where)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  LfQuery *query = lf_query_parse (project_entity (), where, "name", &today, &error);

  g_assert_no_error (error);
  return query;
}

/* (transfer full): the path of the file */
static char *
export_projects (Fixture *self, const char *where, gboolean all_fields, gint64 n_expected)
{
  char *path = g_build_filename (self->folder, "export.csv", NULL);
  g_autoptr (LfQuery) query = parse_query (where);
  g_auto (GStrv) listed = lf_export_listed_fields (project_entity ());
  LfExportOptions options = { .format = LF_EXPORT_CSV };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  options.fields = all_fields ? NULL : (const char *const *) listed;
  lf_export_sync (self->store, query, &options, path, NULL, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, n_expected);
  return path;
}

static LfCsv *
read_csv (const char *path)
{
  gsize length;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = lf_text_file_read (path, &length, &error);
  LfCsv *csv = text == NULL ? NULL : lf_csv_parse (text, &error);

  g_assert_no_error (error);
  return csv;
}

/* ---- Sums ---- */

static guint
find_column (const LfCsv *csv, const char *heading)
{
  for (guint i = 0; i < lf_csv_n_columns (csv, 0); i++)
    if (strcmp (lf_csv_cell (csv, 0, i), heading) == 0)
      return i;
  g_error ("there is no column “%s”", heading);
}

static char *
sum_column (const LfCsv *csv, const char *heading)
{
  guint column = find_column (csv, heading);
  LfMoney sum = { 0, "CNY", LF_QUALIFIER_EXACT };

  for (guint row = 1; row < csv->rows->len; row++)
    {
      g_autoptr (GError) error = NULL;
      LfMoney money;

      lf_money_parse (lf_csv_cell (csv, row, column), "USD", &money, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (money.currency, ==, "CNY");
      g_assert_cmpint (money.qualifier, ==, LF_QUALIFIER_EXACT);
      sum.minor += money.minor;
    }
  return lf_money_to_canonical (&sum);
}

/* A1: the ten projects of 西安高新区 sum to exactly 71.69亿元 in the exported file. */
static void
test_a1 (Fixture *self, gconstpointer data)
{
  static const gboolean all_or_listed[] = { TRUE, FALSE };

  import_real_file (self);
  for (guint i = 0; i < G_N_ELEMENTS (all_or_listed); i++)
    {
      g_autofree char *path = export_projects (self, "park=西安高新区", all_or_listed[i], 10);
      g_autoptr (LfCsv) csv = read_csv (path);
      g_autofree char *sum = sum_column (csv, "Total investment");

      g_assert_cmpuint (csv->rows->len, ==, 11);
      g_assert_cmpstr (sum, ==, "7169000000.00 CNY");
    }
}

/* ---- There and back ---- */

/* What a record says, titles in the place of ids. */
static char *
describe (LfStore *store, const LfRecord *record)
{
  GString *text = g_string_new (NULL);
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    {
      const LfField *field = &entity->fields[i];
      const char *value = lf_record_get_at (record, i);
      g_autofree char *shown = field->target == NULL ? g_strdup (value)
                               : value == NULL       ? NULL
                                                     : lf_record_format_at (record, i);

      if (shown != NULL && !(field->flags & LF_FIELD_HIDDEN))
        g_string_append_printf (text, "%s: %s\n", field->name, shown);
    }
  return g_string_free (text, FALSE);
}

static void
assert_same_projects (LfStore *a, LfStore *b)
{
  g_autoptr (LfQuery) query = parse_query (NULL);
  g_autoptr (GPtrArray) here = lf_store_list_sync (a, query, 0, NULL);
  g_autoptr (GPtrArray) there = lf_store_list_sync (b, query, 0, NULL);

  g_assert_cmpuint (here->len, ==, there->len);
  for (guint i = 0; i < here->len; i++)
    {
      g_autofree char *expected = describe (a, here->pdata[i]);
      g_autofree char *found = describe (b, there->pdata[i]);

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
assert_round_trip (Fixture *self, gint64 n)
{
  g_autofree char *path = export_projects (self, NULL, TRUE, n);
  Fixture other = { 0 };

  set_up (&other, NULL);
  import_file (other.store, path);
  assert_same_projects (self->store, other.store);
  assert_sound (other.store);
  tear_down (&other, NULL);
}

static void
test_real_there_and_back (Fixture *self, gconstpointer data)
{
  import_real_file (self);
  assert_round_trip (self, 30);
}

/* What people type that a file could stumble over. */
/* clang-format off */
static const struct { const char *field, *value; } odd[] = {
  { "name", "“减速器”, \"二期\"; 三期" },
  { "note", "第一行\n第二行, \"引号\"\n\n  末行" },
  { "content", "=SUM(A1:A9)" },
  { "source", "a;b,c|d" },
  { "next_step", "-5 日内回访" },
  { "tags", "市级\n重点" },
  { "total_investment", "about 123456789.01 CNY" },
  { "fixed_investment", "over 25700000000.00 USD" },
  { "annual_output", "nearly 1.00 CNY" },
  { "annual_tax", "-12.50 CNY" },
  { "land_area_mu", "120.5" },
  { "jobs", "1200" },
  { "signed_date", "2023" },
  { "land_date", "2023-02" },
  { "started_date", "2023-02-05" },
  { "kind", "tech_upgrade" },
  { "channel", "hometown" },
  { "stage", "negotiation" },
  { "stage_date", "2022-12-31" },
};
/* clang-format on */

static void
test_odd_there_and_back (Fixture *self, gconstpointer data)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("odd");

  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    lf_record_set (record, odd[i].field, odd[i].value);
  lf_change_create (change, record);
  commit_change (self->store, change);
  assert_round_trip (self, 1);
}

/* A comma within a title is not one between titles. */
static void
test_set_of_titles (Fixture *self, gconstpointer data)
{
  static const char *const names[] = { "Lin, Mei", "王芳" };
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("contacts");
  g_autofree char *path = NULL;
  g_autoptr (LfCsv) csv = NULL;

  lf_record_set (record, "name", "甲");
  lf_record_set (record, "stage", "lead");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (LfRecord) contact = lf_record_new (lf_schema_find ("contact"), NULL);
      g_autofree char *contacts = NULL;

      lf_record_set (contact, "name", names[i]);
      lf_change_create (change, contact);
      contacts = lf_set_apply (lf_record_get (record, "contacts"), NULL, lf_record_id (contact));
      lf_record_set (record, "contacts", contacts);
    }
  lf_change_create (change, record);
  commit_change (self->store, change);
  path = export_projects (self, NULL, TRUE, 1);
  csv = read_csv (path);
  g_assert_cmpstr (lf_csv_cell (csv, 1, find_column (csv, "Contacts")), ==, "Lin, Mei；王芳");
}

static void
test_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *path = export_projects (self, NULL, TRUE, 0);
  g_autoptr (LfCsv) csv = read_csv (path);

  g_assert_cmpuint (csv->rows->len, ==, 1);
}

/* ---- Stopped, and what fits ---- */

/* What was there stays as it was, and nothing else is left beside it. */
static void
test_cancelled (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (self->folder, "out", NULL);
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autoptr (LfQuery) query = parse_query (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  import_real_file (self);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < LF_N_EXPORT_FORMATS; i++)
    {
      const LfExportOptions options = { .format = (LfExportFormat) i };
      g_autoptr (GError) error = NULL;
      g_autoptr (GDir) files = NULL;
      g_autofree char *text = NULL;
      gint64 n = -1;

      if (!lf_export_format_fits ((LfExportFormat) i, project_entity ()))
        continue;
      g_assert_false (lf_export_sync (self->store, query, &options, path, cancellable, &n, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (n, ==, -1);
      g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, "before");
      files = g_dir_open (folder, 0, NULL);
      g_assert_cmpstr (g_dir_read_name (files), ==, "out");
      g_assert_null (g_dir_read_name (files));
    }
}

/* A format that is offered for an entity can write it, and no other. */
static void
test_fits (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "out", NULL);

  for (const LfEntity *const *entity = lf_schema_entities (NULL); *entity != NULL; entity++)
    for (guint i = 0; i < LF_N_EXPORT_FORMATS; i++)
      {
        const LfExportOptions options = { .format = (LfExportFormat) i };
        g_autoptr (LfQuery) query = lf_query_new (*entity, NULL, NULL);

        g_test_message ("%s %s", (*entity)->name, lf_export_format_suffix ((LfExportFormat) i));
        g_assert_cmpint (lf_export_sync (self->store, query, &options, path, NULL, NULL, NULL), ==,
                         lf_export_format_fits ((LfExportFormat) i, *entity));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/export/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a1", test_a1);
  ADD ("there-and-back/real", test_real_there_and_back);
  ADD ("there-and-back/odd", test_odd_there_and_back);
  ADD ("set-of-titles", test_set_of_titles);
  ADD ("nothing", test_nothing);
  ADD ("cancelled", test_cancelled);
  ADD ("fits", test_fits);
  return g_test_run ();
}
