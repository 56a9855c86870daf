/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is full or fails, at every call: nothing is lost, and the sentence says what to do.
 */

#include "config.h"

#include "faulty-disk.h"
#include "store-fixture.h"

#include <string.h>

#define MAX_CALLS 10000

typedef struct
{
  const char *name;
  FaultKind kind;
  int sqlite;
  LfStoreError code;
} Fault;

/* clang-format off */
static const Fault faults[] = {
  { "full", FAULT_WRITE, SQLITE_FULL, LF_STORE_ERROR_FULL },
  { "write", FAULT_WRITE, SQLITE_IOERR_WRITE, LF_STORE_ERROR_IO },
  { "sync", FAULT_SYNC, SQLITE_IOERR_FSYNC, LF_STORE_ERROR_IO },
  { "read", FAULT_READ, SQLITE_IOERR_READ, LF_STORE_ERROR_IO },
};
/* clang-format on */

static void
assert_says_what_to_do (const GError *error, const Fault *fault)
{
  g_assert_error (error, LF_STORE_ERROR, (int) fault->code);
  g_assert_nonnull (strstr (error->message, "landfall.db"));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
reopen (Fixture *self)
{
  close_store (self);
  open_store (self);
}

/* Renames while the disk fails at its k-th call. Returns whether that was saved. */
static gboolean
rename_at_fault (Fixture *self, const char *id, const Fault *fault, int k)
{
  g_autoptr (LfRecord) record = load_project (self->store, id);
  g_autoptr (LfChange) change = lf_change_new ("rename");
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  lf_change_edit (change, record, "name", "乙");
  faulty_disk_break (fault->kind, k, fault->sqlite);
  is_saved = lf_store_commit_sync (self->store, change, &error);
  if (faulty_disk_repair () && !is_saved)
    assert_says_what_to_do (error, fault);
  return is_saved;
}

/* The k-th call fails, for every k until the save goes through. */
static void
test_save (Fixture *self, gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autofree char *before = digest_of (self->store);
  gboolean is_saved = FALSE;
  int k;

  for (k = 0; k < MAX_CALLS && !is_saved; k++)
    {
      g_autofree char *after = NULL;

      if (fault->kind == FAULT_READ)
        reopen (self); /* so that there is something to read */
      is_saved = rename_at_fault (self, id, fault, k);
      after = digest_of (self->store);
      g_assert_true ((g_strcmp0 (after, before) != 0) == is_saved);
      g_assert_cmpint (lf_store_count_pending_sync (self->store, NULL), ==, is_saved ? 2 : 1);
    }
  g_assert_true (is_saved);
  g_assert_cmpint (k, >, 1);
  reopen (self);
  assert_value (self->store, id, "name", "乙");
  assert_sound (self->store);
}

/* Rows that cannot all be read are not half a list. */
static void
test_rows (Fixture *self, gconstpointer data)
{
  const Fault *fault = data;
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");
  g_autoptr (LfChange) change = lf_change_new ("many");
  gboolean is_complete = FALSE;

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
      g_autofree char *name = g_strdup_printf ("项目%u", i);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  commit_change (self->store, change);
  for (int k = 0; k < MAX_CALLS && !is_complete; k++)
    {
      g_autoptr (GArray) rows = NULL;
      g_autoptr (GError) error = NULL;

      reopen (self);
      faulty_disk_break (fault->kind, k, fault->sqlite);
      rows = lf_store_rows_sync (self->store, query, &error);
      if (faulty_disk_repair ())
        assert_says_what_to_do (error, fault);
      is_complete = rows != NULL;
      g_assert_true (is_complete == (error == NULL));
      g_assert_true (!is_complete || rows->len == 2000);
    }
  g_assert_true (is_complete);
}

/* Making a store takes many calls: some of them stand for all. */
static void
test_open (Fixture *self, gconstpointer data)
{
  const Fault *fault = data;
  gboolean is_open = FALSE;
  int k;

  close_store (self);
  for (k = 0; k < MAX_CALLS && !is_open; k += 1 + k / 3)
    {
      g_autofree char *name = g_strdup_printf ("%d", k);
      g_autofree char *folder = g_build_filename (self->folder, name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (LfStore) store = NULL;

      faulty_disk_break (fault->kind, k, fault->sqlite);
      store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
      is_open = store != NULL;
      if (faulty_disk_repair () && !is_open)
        assert_says_what_to_do (error, fault);
      g_clear_object (&store);
      g_clear_error (&error);
      store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);
      g_assert_no_error (error);
      assert_sound (store);
    }
  g_assert_true (is_open);
}

static void
test_backup_on_a_full_disk (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "backup.db", NULL);
  g_autofree char *id = add_project (self->store, "甲", NULL, "lead");
  g_autoptr (GError) error = NULL;

  faulty_disk_break (FAULT_WRITE, 3, SQLITE_FULL);
  g_assert_false (lf_store_backup_sync (self->store, path, &error));
  g_assert_true (faulty_disk_repair ());
  g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_FULL);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_value (self->store, id, "name", "甲");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *save = g_strconcat ("/store/faults/G1-save/", faults[i].name, NULL);
      g_autofree char *open = g_strconcat ("/store/faults/open/", faults[i].name, NULL);

      g_test_add (save, Fixture, &faults[i], set_up, test_save, tear_down);
      g_test_add (open, Fixture, &faults[i], set_up, test_open, tear_down);
    }
  g_test_add ("/store/faults/rows/read", Fixture, &faults[3], set_up, test_rows, tear_down);
  g_test_add ("/store/faults/backup/full", Fixture, NULL, set_up, test_backup_on_a_full_disk,
              tear_down);
  return g_test_run ();
}
