/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of its own, and short words for what most tests do to it. */

#include "config.h"

#include "store-fixture.h"

#include <glib/gstdio.h>

void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
open_store (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->store = lf_store_open_sync (self->folder, LF_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
}

void
close_store (Fixture *self)
{
  if (self->store == NULL)
    return;
  lf_store_close_sync (self->store);
  g_assert_finalize_object (g_steal_pointer (&self->store));
}

void
set_up_folder (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("landfall-XXXXXX", &error);
  g_assert_no_error (error);
}

void
set_up (Fixture *self, gconstpointer data)
{
  set_up_folder (self, data);
  open_store (self);
}

void
tear_down (Fixture *self, gconstpointer data)
{
  close_store (self);
  remove_folder (self->folder);
  g_free (self->folder);
}

const LfEntity *
project_entity (void)
{
  return lf_schema_find ("project");
}

void
commit_change (LfStore *store, LfChange *change)
{
  g_autoptr (GError) error = NULL;

  lf_store_commit_sync (store, change, &error);
  g_assert_no_error (error);
}

char *
add_project (LfStore *store, const char *name, const char *money, const char *stage)
{
  g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (record, "name", name);
  lf_record_set (record, "stage", stage);
  lf_record_set (record, "total_investment", money);
  lf_change_create (change, record);
  commit_change (store, change);
  return g_strdup (lf_record_id (record));
}

char *
add_titled (LfStore *store, const char *entity, const char *title)
{
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find (entity), NULL);
  g_autoptr (LfChange) change = lf_change_new ("add");

  lf_record_set (record, lf_entity_title (lf_record_entity (record))->name, title);
  lf_change_create (change, record);
  commit_change (store, change);
  return g_strdup (lf_record_id (record));
}

void
delete_project (LfStore *store, const char *id)
{
  g_autoptr (LfRecord) record = load_project (store, id);
  g_autoptr (LfChange) change = lf_change_new ("delete");

  lf_change_delete (change, record);
  commit_change (store, change);
}

LfRecord *
load_project (LfStore *store, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfRecord *record = lf_store_load_sync (store, project_entity (), id, &error);

  g_assert_no_error (error);
  return record;
}

void
set_field (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load_project (store, id);
  g_autoptr (LfChange) change = lf_change_new (field);

  lf_change_edit (change, record, field, value);
  commit_change (store, change);
}

void
assert_value (LfStore *store, const char *id, const char *field, const char *value)
{
  g_autoptr (LfRecord) record = load_project (store, id);

  g_assert_cmpstr (lf_record_get (record, field), ==, value);
}

guint
count_projects (LfStore *store, const char *where)
{
  LfDate today = { 2026, 3, 15 };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfQuery) query = lf_query_parse (project_entity (), where, NULL, &today, &error);
  g_autoptr (GArray) rows = NULL;

  g_assert_no_error (error);
  rows = lf_store_rows_sync (store, query, &error);
  g_assert_no_error (error);
  return rows->len;
}

char *
digest_of (LfStore *store)
{
  g_autoptr (GError) error = NULL;
  char *digest = lf_store_digest_sync (store, &error);

  g_assert_no_error (error);
  return digest;
}

void
assert_sound (LfStore *store)
{
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  lf_store_verify_sync (store, &problems, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  g_assert_cmpuint (problems->len, ==, 0);
}
