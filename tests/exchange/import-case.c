/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and spreadsheets planned for it. */

#include "config.h"

#include "import-case.h"

#include <glib/gstdio.h>

void
import_case_set_up (ImportCase *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *store = NULL;

  self->folder = g_dir_make_tmp ("landfall-import-XXXXXX", NULL);
  store = g_build_filename (self->folder, "store", NULL);
  self->store = lf_store_open_sync (store, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      remove_folder (child);
    }
  g_remove (path);
}

void
import_case_tear_down (ImportCase *self, gconstpointer data)
{
  lf_store_close_sync (self->store);
  g_clear_object (&self->store);
  remove_folder (self->folder);
  g_free (self->folder);
}

char *
import_case_path (ImportCase *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

char *
import_case_write (ImportCase *self, const char *name, const char *text)
{
  char *path = import_case_path (self, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
append_record (GString *text, const LfRecord *record, char **fields)
{
  for (char **field = fields; *field != NULL; field++)
    {
      const char *value = lf_record_get (record, *field);
      int index = lf_entity_index (lf_record_entity (record), *field);

      g_assert_cmpint (index, >=, 0);
      g_string_append (text, field == fields ? "" : "|");
      if (value != NULL && lf_record_entity (record)->fields[index].target != NULL)
        {
          g_autofree char *shown = lf_record_format_at (record, (guint) index);
          g_string_append (text, shown);
        }
      else if (value != NULL)
        g_string_append (text, value);
    }
}

char *
import_dump (const LfImport *import, const char *fields)
{
  g_auto (GStrv) names = g_strsplit (fields, " ", -1);
  GPtrArray *problems = lf_import_problems (import);
  GPtrArray *records = lf_import_records (import);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const LfImportProblem *problem = problems->pdata[i];
      g_string_append_printf (text, "%s%u/%u %s", i == 0 ? "" : "\n", problem->row, problem->column,
                              problem->message);
    }
  for (guint i = 0; problems->len == 0 && i < records->len; i++)
    {
      g_string_append (text, i == 0 ? "" : "\n");
      append_record (text, records->pdata[i], names);
    }
  return g_string_free (text, FALSE);
}

char *
import_plan_dump (ImportCase *self, const char *path, const char *fields)
{
  const LfImportOptions options = { .entity = lf_schema_find ("project") };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfImport) import = lf_import_plan_sync (self->store, path, &options, NULL, &error);

  return import == NULL ? g_strdup (error->message) : import_dump (import, fields);
}
