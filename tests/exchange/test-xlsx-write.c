/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: what is written into workbooks, calendars and cards, and that importing an export gives
 * the same records. */

#include "config.h"

#include "import-case.h"
#include "lf-export.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- Records ---- */

static void
add_record (ImportCase *self, const char *entity, const char *const *values)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new ("test");
  g_autoptr (GError) error = NULL;

  for (; values[0] != NULL; values += 2)
    lf_record_set (record, values[0], values[1]);
  lf_change_create (change, record);
  lf_store_commit_sync (self->store, change, &error);
  g_assert_no_error (error);
}

#define ADD_RECORD(self, entity, ...)                                                              \
  add_record (self, entity, (const char *const[]){ __VA_ARGS__, NULL })

static char *
export_as (ImportCase *self,
           const char *entity,
           const char *name,
           const char *const *fields,
           GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, NULL);
  g_autofree char *path = import_case_path (self, name);
  const LfExportOptions options = { lf_export_format_of_path (path), fields };
  gint64 n = -1;

  if (!lf_export_sync (self->store, query, &options, path, NULL, &n, error))
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return NULL;
    }
  g_assert_cmpint (n, >=, 0);
  return g_steal_pointer (&path);
}

static char *
export_ok (ImportCase *self, const char *entity, const char *name, const char *const *fields)
{
  g_autoptr (GError) error = NULL;
  char *path = export_as (self, entity, name, fields, &error);

  g_assert_no_error (error);
  return path;
}

/* ---- Workbooks ---- */

static void
test_cells (ImportCase *self, gconstpointer data)
{
  static const char *const fields[]
      = { "name",      "total_investment", "land_area_mu", "jobs", "signed_date",
          "lead_date", "started_date",     "stage",        "tags", "note",
          NULL };
  g_autofree char *path = NULL;
  g_autofree char *dump = NULL;
  g_autoptr (GError) error = NULL;

  ADD_RECORD (self, "project", "name", "=1+1", "stage", "lead", "note", "<甲>\n\"乙\"");
  ADD_RECORD (self, "project", "name", "减速器二期", "stage", "signed", "stage_date", "2023-03-05",
              "total_investment", "560000000.12 CNY", "land_area_mu", "120.5", "jobs", "1200",
              "signed_date", "2023-03-05", "lead_date", "2023-02", "started_date", "2024", "tags",
              "一\n二");
  ADD_RECORD (self, "project", "name", "氢能装备", "stage", "lead", "total_investment",
              "about 5000000.00 USD");
  ADD_RECORD (self, "project", "name", "天文数字", "stage", "lead", "total_investment",
              "800000000000000.01 CNY");
  path = export_ok (self, "project", "a.xlsx", fields);
  dump = cells_dump_file (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (
      dump, ==,
      "1:Project|Total investment (CNY)|Land needed (mu)|Jobs|Signed on|Registered on|Started "
      "on|Stage|Tags|Note\n"
      "2:天文数字|CNY 800,000,000,000,000.01||||||Lead\n"
      "3:氢能装备|about USD 5 million||||||Lead\n"
      "4:减速器二期|[560000000.12]|[120.5]|[1200]|<2023-03-05>|<2023-02>|<2024>|Signed|一；二\n"
      "5:=1+1|||||||Lead||<甲>\n\"乙\"");
}

static void
test_nothing_left_behind (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = export_ok (self, "project", "a.xlsx", NULL);
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_true (strcmp (name, "a.xlsx") == 0 || strcmp (name, "store") == 0);
  g_assert_null (export_as (self, "project", "no-such-folder/a.xlsx", NULL, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "no-such-folder/a.xlsx"));
}

static void
test_long_text (ImportCase *self, gconstpointer data)
{
  g_autofree char *note = g_strnfill (32768, 'x');
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;

  ADD_RECORD (self, "project", "name", "长", "stage", "lead", "note", note);
  g_assert_null (export_as (self, "project", "a.xlsx", NULL, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE);
  csv = export_ok (self, "project", "a.csv", NULL);
}

static void
test_unknown_field (ImportCase *self, gconstpointer data)
{
  static const char *const fields[] = { "name", "colour", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_null (export_as (self, "project", "a.xlsx", fields, &error));
  g_assert_nonnull (strstr (error->message, "no field “colour”"));
}

/* ---- There and back ---- */

/* Every field that a spreadsheet carries, as text; references by their titles. */
static char *
dump_records (GPtrArray *records)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const LfRecord *record = records->pdata[i];
      const LfEntity *entity = lf_record_entity (record);

      for (guint field = 0; entity->fields[field].name != NULL; field++)
        {
          g_autofree char *shown = entity->fields[field].target != NULL
                                       ? lf_record_format_at (record, field)
                                       : g_strdup (lf_record_get_at (record, field));
          if (shown != NULL && *shown != '\0')
            g_string_append_printf (text, "%s=%s\n", entity->fields[field].name, shown);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static char *
dump_store (LfStore *store, const char *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (entity), NULL, "name");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_sync (store, query, 0, &error);

  g_assert_no_error (error);
  return dump_records (records);
}

static void
import_all (ImportCase *self, const char *entity, const char *path)
{
  const LfImportOptions options = { .entity = lf_schema_find (entity) };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import = lf_import_plan_sync (self->store, path, &options, NULL, &error);

  g_assert_no_error (error);
  lf_import_commit_sync (import, self->store, &error);
  g_assert_no_error (error);
}

/* Export, import into another store: the same records. */
static void
check_round_trip (ImportCase *self, const char *entity, const char *name)
{
  g_autofree char *path = export_ok (self, entity, name, NULL);
  g_autofree char *before = dump_store (self->store, entity);
  g_autofree char *after = NULL;
  ImportCase other;

  import_case_set_up (&other, NULL);
  import_all (&other, entity, path);
  after = dump_store (other.store, entity);
  import_case_tear_down (&other, NULL);
  g_assert_cmpuint (strlen (before), >, 100);
  g_assert_cmpstr (after, ==, before);
}

static void
test_round_trip (ImportCase *self, gconstpointer data)
{
  ADD_RECORD (self, "project", "name", "减速器二期", "stage", "signed", "stage_date", "2023-03-05",
              "total_investment", "560000000.12 CNY", "fixed_investment", "over 500000000.00 CNY",
              "annual_output", "3000000.00 USD", "annual_tax", "-5000.00 CNY", "land_area_mu",
              "120.567", "jobs", "1200", "signed_date", "2023-03-05", "lead_date", "2023-02",
              "started_date", "2024", "tags", "一\n二", "note", "第一行\n第二行，\"引号\"；分号",
              "kind", "expansion", "next_step", "2023-05", "source", "12345");
  ADD_RECORD (self, "project", "name", "2024", "stage", "lead", "total_investment",
              "800000000000000.01 CNY", "lead_date", "1900-01-31", "stage_date", "1900-01-31");
  check_round_trip (self, "project", data);
  ADD_RECORD (self, "enterprise", "name", "天承生物", "credit_code", "91310115MA1K35B12X",
              "registered_capital", "nearly 100000000.00 CNY", "founded_date", "2001", "phone",
              "013800138000", "address", "上虞区 1 号");
  check_round_trip (self, "enterprise", data);
}

/* ---- Calendars and cards ---- */

static char *
read_file (const char *path)
{
  char *text;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  return text;
}

static void
assert_has (const char *text, const char *piece)
{
  if (strstr (text, piece) == NULL)
    g_error ("“%s” is not in:\n%s", piece, text);
}

static void
test_calendar (ImportCase *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  ADD_RECORD (self, "project", "name", "减速器；二期, 甲", "stage", "lead", "signed_date",
              "2023-12-31", "lead_date", "2024-02", "started_date", "2025");
  path = export_ok (self, "project", "a.ics", NULL);
  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
  g_assert_true (g_str_has_suffix (text, "END:VCALENDAR\r\n"));
  assert_has (text, "DTSTART;VALUE=DATE:20231231\r\nDTEND;VALUE=DATE:20240101\r\n"
                    "SUMMARY:减速器；二期\\, 甲: Signed on\r\n");
  assert_has (text, "DTSTART;VALUE=DATE:20240201\r\nDTEND;VALUE=DATE:20240301\r\n");
  assert_has (text, "DTSTART;VALUE=DATE:20250101\r\nDTEND;VALUE=DATE:20260101\r\n");
  assert_has (text, "UID:");
  g_assert_null (export_as (self, "contact", "b.ics", NULL, &error));
  assert_has (error->message, "Contacts have no dates");
}

static void
test_cards (ImportCase *self, gconstpointer data)
{
  g_autofree char *note = g_strnfill (40, 'x');
  g_autofree char *long_note
      = g_strdup_printf ("一,二;三\n%s四四四四四四四四四四四四四四四四四四", note);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  ADD_RECORD (self, "contact", "name", "王芳", "position", "总经理", "mobile", "13800138000",
              "email", "wang@example.com", "wechat", "wangfang", "note", long_note);
  path = export_ok (self, "contact", "a.vcf", NULL);
  text = read_file (path);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:urn:uuid:"));
  assert_has (text, "\r\nKIND:individual\r\nFN:王芳\r\nN:王芳;;;;\r\nTITLE:总经理\r\n"
                    "TEL;TYPE=cell:13800138000\r\nEMAIL:wang@example.com\r\nIMPP:wechat:wangfang"
                    "\r\nNOTE:一\\,二\\;三\\nxxxx");
  g_assert_true (g_str_has_suffix (text, "四\r\nEND:VCARD\r\n"));
  lines = g_strsplit (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_true (g_utf8_validate (*line, -1, NULL));
    }
  g_assert_null (export_as (self, "project", "b.vcf", NULL, &error));
  assert_has (error->message, "Projects have neither telephone nor e-mail");
}

static void
test_formats (void)
{
  LfExportFormat format;

  g_assert_true (lf_export_format_from_name ("XLSX", &format));
  g_assert_cmpint (format, ==, LF_EXPORT_XLSX);
  g_assert_false (lf_export_format_from_name ("doc", &format));
  g_assert_cmpint (lf_export_format_of_path ("/a.b/list.ICS"), ==, LF_EXPORT_ICS);
  g_assert_cmpint (lf_export_format_of_path ("list"), ==, LF_EXPORT_CSV);
}

#define ADD(name, data, test)                                                                      \
  g_test_add ("/xlsx-write/" name, ImportCase, data, import_case_set_up, test,                     \
              import_case_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("cells", NULL, test_cells);
  ADD ("nothing-left-behind", NULL, test_nothing_left_behind);
  ADD ("long-text", NULL, test_long_text);
  ADD ("unknown-field", NULL, test_unknown_field);
  ADD ("round-trip-xlsx", "a.xlsx", test_round_trip);
  ADD ("round-trip-csv", "a.csv", test_round_trip);
  ADD ("calendar", NULL, test_calendar);
  ADD ("cards", NULL, test_cards);
  g_test_add_func ("/xlsx-write/formats", test_formats);
  return g_test_run ();
}
