/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A disk that is full, fails, is locked or damaged, and memory that is short, at every call of
 * every kind of work: the sentence says what to do, nothing that was confirmed is lost, the store
 * works on, and no file stays open. */

#include "config.h"

#include "faulty-disk.h"
#include "server-words.h"

#include "lf-db.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_CALLS 10000000
#define N_MANY 60

typedef struct
{
  const char *name;
  FaultKind kind;
  int sqlite;
  LfStoreError code;
  const char *says;
  gboolean is_typical; /* met by every work, not only in slow runs */
} Fault;

/* clang-format off */
static const Fault faults[] = {
  { "full", FAULT_WRITE, SQLITE_FULL, LF_STORE_ERROR_FULL, "free some space", TRUE },
  { "write", FAULT_WRITE, SQLITE_IOERR_WRITE, LF_STORE_ERROR_IO, "check the disk" },
  { "read-only", FAULT_WRITE, SQLITE_READONLY, LF_STORE_ERROR_READ_ONLY, "Ask for the right to write" },
  { "sync", FAULT_SYNC, SQLITE_IOERR_FSYNC, LF_STORE_ERROR_IO, "check the disk" },
  { "read", FAULT_READ, SQLITE_IOERR_READ, LF_STORE_ERROR_IO, "check the disk", TRUE },
  { "corrupt", FAULT_READ, SQLITE_CORRUPT, LF_STORE_ERROR_CORRUPT, "Restore the newest" },
  { "busy", FAULT_LOCK, SQLITE_BUSY, LF_STORE_ERROR_BUSY, "try again when it is done", TRUE },
  { "open", FAULT_OPEN, SQLITE_CANTOPEN, LF_STORE_ERROR_IO, "Check that the folder exists" },
  { "map", FAULT_MAP, SQLITE_IOERR_SHMMAP, LF_STORE_ERROR_IO, "check the disk" },
  { "map-full", FAULT_MAP, SQLITE_IOERR_SHMSIZE, LF_STORE_ERROR_FULL, "free some space" },
  { "memory", FAULT_MEMORY, SQLITE_NOMEM, LF_STORE_ERROR_IO, "close other programs" },
};
/* clang-format on */

/* ---- The store before the work ---- */

typedef struct
{
  Fixture fixture;
  char *id;       /* of a project that has been sent, edited, and undone once */
  char *accepted; /* of one the server has */
  char *before;   /* digest */
  gboolean has_found_damage;
} Case;

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize length;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (from, &bytes, &length, &error));
  g_assert_true (g_file_set_contents (to, bytes, (gssize) length, &error));
}

static char *
path_of (const Case *self, const char *name)
{
  return g_build_filename (self->fixture.folder, name, NULL);
}

/* The store as it is kept aside, and no other file of an earlier round. */
static void
put_back (const Case *self)
{
  static const char *const rests[]
      = { "landfall.seal",        "other/landfall.seal", "landfall.db-wal",
          "landfall.db-shm",      "landfall.db-journal", "copy.db",
          "copy.db.part",         "other/landfall.db",   "other/landfall.db-wal",
          "other/landfall.db-shm" };
  g_autofree char *kept = path_of (self, "kept.db");
  g_autofree char *path = path_of (self, "landfall.db");

  for (guint i = 0; i < G_N_ELEMENTS (rests); i++)
    {
      g_autofree char *rest = path_of (self, rests[i]);
      g_unlink (rest);
    }
  copy_file (kept, path);
}

static void
open_case (Case *self)
{
  if (self->fixture.store == NULL)
    open_store (&self->fixture);
}

static void
close_case (Case *self)
{
  close_store (&self->fixture);
  g_assert_cmpint (faulty_disk_n_open (), ==, 0);
}

static void
set_up_case (Case *self, gconstpointer data)
{
  g_autofree char *kept = NULL;
  g_autofree char *path = NULL;
  g_autofree char *label = NULL;

  set_up (&self->fixture, NULL);
  self->accepted = add_accepted (self->fixture.store, "天承生物", 1);
  self->id = add_project (self->fixture.store, "减速器", "560000000.00 CNY", "lead");
  set_field (self->fixture.store, self->id, "name", "减速器二期");
  set_field (self->fixture.store, self->id, "note", "undone");
  label = lf_store_undo_sync (self->fixture.store, NULL);
  pull_field (self->fixture.store, self->accepted, 2, "note", "一");
  self->before = digest_of (self->fixture.store);
  close_case (self);
  path = path_of (self, "landfall.db");
  kept = path_of (self, "kept.db");
  copy_file (path, kept);
}

static void
tear_down_case (Case *self, gconstpointer data)
{
  tear_down (&self->fixture, NULL);
  g_free (self->id);
  g_free (self->accepted);
  g_free (self->before);
}

/* ---- Kinds of work ---- */

static LfRecord *
load (Case *self, GError **error)
{
  return lf_store_load_sync (self->fixture.store, project_entity (), self->id, error);
}

static gboolean
do_open (Case *self, GError **error)
{
  self->fixture.store = lf_store_open_sync (self->fixture.folder, LF_STORE_OPEN_EXISTING, error);
  return self->fixture.store != NULL;
}

static gboolean
do_create (Case *self, GError **error)
{
  g_autofree char *folder = path_of (self, "other");
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, error);

  return store != NULL;
}

static gboolean
do_save (Case *self, GError **error)
{
  g_autoptr (LfRecord) record = load (self, error);
  g_autoptr (LfChange) change = lf_change_new ("rename");

  if (record == NULL)
    return FALSE;
  lf_change_edit (change, record, "name", "减速器三期");
  return lf_store_commit_sync (self->fixture.store, change, error);
}

static gboolean
do_many (Case *self, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new ("import");

  for (guint i = 0; i < N_MANY; i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (project_entity (), NULL);
      g_autofree char *name = g_strdup_printf ("项目%u", i);

      lf_record_set (record, "name", name);
      lf_record_set (record, "stage", "lead");
      lf_change_create (change, record);
    }
  return lf_store_commit_sync (self->fixture.store, change, error);
}

static gboolean
do_undo (Case *self, GError **error)
{
  g_autofree char *label = lf_store_undo_sync (self->fixture.store, error);

  return label != NULL;
}

static gboolean
do_redo (Case *self, GError **error)
{
  g_autofree char *label = lf_store_redo_sync (self->fixture.store, error);

  return label != NULL;
}

static gboolean
do_list (Case *self, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");
  g_autoptr (GPtrArray) records = lf_store_list_sync (self->fixture.store, query, 0, error);

  g_assert_true (records == NULL || records->len == 2);
  return records != NULL;
}

static gboolean
do_sum (Case *self, GError **error)
{
  g_autoptr (LfQuery) query = lf_query_new (project_entity (), NULL, "name");
  LfSummary summary;
  gboolean is_ok = lf_store_summary_sync (self->fixture.store, query, &summary, error);

  g_assert_true (!is_ok || summary.n == 2);
  return is_ok;
}

static gboolean
do_search (Case *self, GError **error)
{
  g_autoptr (GPtrArray) hits = lf_store_search_sync (self->fixture.store, "减速器", NULL, 9, error);

  g_assert_true (hits == NULL || hits->len == 1);
  return hits != NULL;
}

static gboolean
do_history (Case *self, GError **error)
{
  g_autoptr (GPtrArray) items
      = lf_store_history_sync (self->fixture.store, "project", self->id, /* field= */ NULL, error);

  g_assert_true (items == NULL || items->len == 4);
  return items != NULL;
}

static gboolean
do_backup (Case *self, GError **error)
{
  g_autofree char *path = path_of (self, "copy.db");
  gboolean is_ok = lf_store_backup_sync (self->fixture.store, path, error);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS) == is_ok);
  return is_ok;
}

static gboolean
do_restore (Case *self, GError **error)
{
  g_autofree char *backup = path_of (self, "kept.db");

  return lf_store_restore_sync (backup, self->fixture.folder, error);
}

static gboolean
do_verify (Case *self, GError **error)
{
  g_autoptr (GPtrArray) problems = NULL;
  gboolean is_ok = lf_store_verify_sync (self->fixture.store, &problems, error);

  self->has_found_damage = is_ok && problems->len > 0;
  return is_ok;
}

static gboolean
do_outbox (Case *self, GError **error)
{
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (self->fixture.store, 0, error);

  g_assert_true (changes == NULL || changes->len == 4);
  return changes != NULL;
}

static gboolean
do_standing (Case *self, GError **error)
{
  g_auto (LfSyncState) state = { 0 };
  gboolean is_ok = lf_store_sync_state_sync (self->fixture.store, &state, error);

  g_assert_true (!is_ok || state.epoch != NULL);
  return is_ok;
}

static gboolean
do_pull (Case *self, GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();
  g_autoptr (GPtrArray) problems = NULL;
  gboolean is_ok;

  put_field (add_delta (page, "project", self->accepted, 8), "name", "天承生物二期");
  put_field (add_delta (page, "project", self->id, 9), "name", "别人的");
  page->epoch = g_strdup ("e");
  is_ok = lf_store_take_page_sync (self->fixture.store, page, &problems, error);
  g_assert_true (!is_ok || problems->len == 0);
  return is_ok;
}

static gboolean
do_answers (Case *self, GError **error)
{
  g_autoptr (GPtrArray) changes = lf_store_outbox_sync (self->fixture.store, 1, error);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  LfAnswer *answer;

  if (changes == NULL)
    return FALSE;
  answer = lf_answer_new (((LfChange *) changes->pdata[0])->id, LF_ANSWER_REFUSED);
  answer->reason = g_strdup ("rule");
  g_ptr_array_add (answers, answer);
  return lf_store_take_answers_sync (self->fixture.store, answers, error);
}

static gboolean
do_setting (Case *self, GError **error)
{
  return lf_store_set_setting_sync (self->fixture.store, "server", "http://localhost", error);
}

/* What was left of a store that could not be made does not stand in the way. */
static void
after_create (Case *self)
{
  g_autofree char *folder = path_of (self, "other");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfStore) store = lf_store_open_sync (folder, LF_STORE_OPEN_CREATE, &error);

  g_assert_no_error (error);
  assert_sound (store);
}

typedef struct
{
  const char *name;
  gboolean (*run) (Case *self, GError **error);
  void (*after) (Case *self); /* (nullable) */
  gboolean is_on_closed;      /* it opens the store itself */
  gboolean changes;           /* what the digest is of */
  gboolean is_long;
  gboolean is_typical; /* tried with every fault, not only in slow runs */
  gboolean is_of_copy; /* one that is damaged is no backup */
  const char *fixture; /* (nullable): the store of another version */
} Work;

/* clang-format off */
static const Work works[] = {
  { "open", do_open, .is_on_closed = TRUE, .is_typical = TRUE },
  { "create", do_create, after_create, .is_long = TRUE },
  { "migrate", do_open, .is_on_closed = TRUE, .is_long = TRUE, .fixture = "store-v2.sql" },
  { "save", do_save, .changes = TRUE, .is_typical = TRUE },
  { "many", do_many, .changes = TRUE },
  { "undo", do_undo, .changes = TRUE },
  { "redo", do_redo, .changes = TRUE },
  { "list", do_list },
  { "sum", do_sum },
  { "search", do_search },
  { "history", do_history },
  { "backup", do_backup },
  { "restore", do_restore, .is_on_closed = TRUE, .is_of_copy = TRUE },
  { "verify", do_verify },
  { "outbox", do_outbox },
  { "standing", do_standing },
  { "pull", do_pull, .changes = TRUE },
  { "answers", do_answers, .changes = TRUE },
  { "setting", do_setting },
};
/* clang-format on */

/* ---- Every call of it ---- */

typedef struct
{
  const Work *work;
  const Fault *fault;
  gboolean is_once; /* the disk recovers by itself */
} Trial;

static void
assert_says_what_to_do (const GError *error, const Trial *trial)
{
  const Fault *fault = trial->fault;

  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "."));
  if (trial->work->is_of_copy && fault->code == LF_STORE_ERROR_CORRUPT
      && strstr (error->message, "Choose another file") != NULL)
    g_assert_error (error, LF_STORE_ERROR, LF_STORE_ERROR_NOT_OURS);
  else
    g_assert_error (error, LF_STORE_ERROR, (int) fault->code);
  if (trial->work->is_of_copy
      && (strstr (error->message, "Choose another file") != NULL
          || strstr (error->message, "Close Landfall, then restore") != NULL))
    return;
  g_assert_nonnull (strstr (error->message, fault->says));
  g_assert_nonnull (strstr (error->message, ".db"));
}

/* The store as it is now holds what it held, or what was done, and nothing between. */
static void
check_store (Case *self, const Trial *trial, gboolean is_ok)
{
  g_autofree char *now = NULL;
  g_autofree char *later = NULL;

  open_case (self);
  assert_sound (self->fixture.store);
  now = digest_of (self->fixture.store);
  g_assert_true ((strcmp (now, self->before) != 0) == (is_ok && trial->work->changes));
  close_case (self);
  if (!trial->work->changes)
    return;
  open_case (self);
  later = digest_of (self->fixture.store);
  g_assert_cmpstr (now, ==, later);
  close_case (self);
}

/* Returns whether the work was done without meeting the fault. */
static gboolean
try_at (Case *self, const Trial *trial, int n_good)
{
  const Fault *fault = trial->fault;
  g_autoptr (GError) error = NULL;
  gboolean is_ok, has_failed;

  put_back (self);
  if (!trial->work->is_on_closed)
    open_case (self);
  if (trial->is_once)
    faulty_disk_break_once (fault->kind, n_good, fault->sqlite);
  else
    faulty_disk_break (fault->kind, n_good, fault->sqlite);
  is_ok = trial->work->run (self, &error);
  has_failed = faulty_disk_repair ();
  g_assert_true (is_ok == (error == NULL));
  g_assert_true (is_ok || has_failed);
  g_assert_true (!self->has_found_damage || fault->code == LF_STORE_ERROR_CORRUPT);
  if (!is_ok)
    assert_says_what_to_do (error, trial);
  if (trial->work->after != NULL)
    trial->work->after (self);
  check_store (self, trial, is_ok);
  return is_ok && !has_failed;
}

static void
test_trial (Case *self, gconstpointer data)
{
  const Trial *trial = data;
  gboolean is_through = FALSE;
  int stride = trial->work->is_long ? 16 : g_test_slow () ? 1 : 8;
  for (int k = 0; k < MAX_CALLS && !is_through; k += 1 + k * stride / 2)
    {
      g_test_message ("%d", k);
      is_through = try_at (self, trial, k);
    }
  g_assert_true (is_through);
}

/* ---- Running ---- */

static void
set_up_version (Case *self, const char *name)
{
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "store", "fixtures", name, NULL);
  g_autofree char *path = path_of (self, "landfall.db");
  g_autofree char *kept = path_of (self, "kept.db");
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  LfDb *db;

  g_assert_true (g_file_get_contents (fixture, &sql, NULL, NULL));
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  db = lf_db_open (path, LF_DB_WRITE, &error);
  g_assert_no_error (error);
  lf_db_exec (db, sql, &error);
  g_assert_no_error (error);
  lf_db_close (db);
  copy_file (path, kept);
  put_back (self);
  open_case (self);
  g_free (self->before);
  self->before = digest_of (self->fixture.store);
  close_case (self);
}

/* Made once and written out for each trial: of this version, and of another. */
static struct
{
  char *bytes; /* (nullable) */
  gsize length;
  char *id, *accepted, *before;
} made[2];

static void
set_up_trial (Case *self, gconstpointer data)
{
  const Trial *trial = data;
  guint i = trial->work->fixture != NULL;
  g_autofree char *kept = NULL;

  if (made[i].bytes != NULL)
    {
      set_up_folder (&self->fixture, NULL);
      kept = path_of (self, "kept.db");
      g_file_set_contents (kept, made[i].bytes, (gssize) made[i].length, NULL);
      self->id = g_strdup (made[i].id);
      self->accepted = g_strdup (made[i].accepted);
      self->before = g_strdup (made[i].before);
      return;
    }
  set_up_case (self, data);
  if (trial->work->fixture != NULL)
    set_up_version (self, trial->work->fixture);
  kept = path_of (self, "kept.db");
  g_assert_true (g_file_get_contents (kept, &made[i].bytes, &made[i].length, NULL));
  made[i].id = g_strdup (self->id);
  made[i].accepted = g_strdup (self->accepted);
  made[i].before = g_strdup (self->before);
}

static void
add_trial (const Work *work, const Fault *fault, gboolean is_once)
{
  Trial *trial = g_new0 (Trial, 1);
  g_autofree char *path = g_strdup_printf ("/store/faults/G1-%s/%s%s", work->name, fault->name,
                                           is_once ? "-once" : "");

  *trial = (Trial){ work, fault, is_once };
  g_test_add_vtable (path, sizeof (Case), trial, (GTestFixtureFunc) set_up_trial,
                     (GTestFixtureFunc) test_trial, (GTestFixtureFunc) tear_down_case);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  faulty_disk_install ();
  for (guint i = 0; i < G_N_ELEMENTS (works); i++)
    for (guint j = 0; j < G_N_ELEMENTS (faults); j++)
      {
        gboolean is_full = g_test_slow () || works[i].is_typical;
        gboolean is_of_reading = faults[j].kind == FAULT_READ;

        if (is_full || (faults[j].is_typical && !is_of_reading))
          add_trial (&works[i], &faults[j], FALSE);
        if (is_of_reading && (is_full || faults[j].is_typical))
          add_trial (&works[i], &faults[j], TRUE);
      }
  return g_test_run ();
}
