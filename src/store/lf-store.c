/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfStore: its life, and what it tells. */

#include "config.h"

#include "lf-store-self.h"
#include "lf-store-standing.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

enum
{
  CHANGED,
  DAMAGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfStore, lf_store, G_TYPE_OBJECT)

static void
lf_store_finalize (GObject *object)
{
  LfStore *self = LF_STORE (object);

  lf_store_close_sync (self);
  lf_today_drop_ahead (self);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->device);
  g_main_context_unref (self->context);
  lf_column_sets_free (self->column_sets);
  lf_touched_free (self->touched);
  g_rw_lock_clear (&self->life);
  g_mutex_clear (&self->late_mutex);
  G_OBJECT_CLASS (lf_store_parent_class)->finalize (object);
}

static void
lf_store_class_init (LfStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", LF_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, LF_TYPE_STORE_NEWS);
  signals[DAMAGED] = g_signal_new ("damaged", LF_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
lf_store_init (LfStore *self)
{
  g_rw_lock_init (&self->life);
  g_mutex_init (&self->late_mutex);
  self->touched = lf_touched_new ();
  self->column_sets = lf_column_sets_new (self->touched);
  self->context = g_main_context_ref_thread_default ();
}

/* ---- News ---- */

typedef struct
{
  GWeakRef store;
  LfStoreNews *news; /* NULL: the store is damaged */
} Emission;

static gboolean
emit (gpointer data)
{
  Emission *emission = data;
  g_autoptr (LfStore) store = g_weak_ref_get (&emission->store);

  if (store != NULL && emission->news != NULL)
    g_signal_emit (store, signals[CHANGED], 0, emission->news);
  else if (store != NULL)
    g_signal_emit (store, signals[DAMAGED], 0);
  return G_SOURCE_REMOVE;
}

static void
emission_free (gpointer data)
{
  Emission *emission = data;

  g_weak_ref_clear (&emission->store);
  g_clear_pointer (&emission->news, lf_store_news_unref);
  g_free (emission);
}

void
lf_store_publish (LfStore *self, LfStoreNews *news)
{
  Emission *emission = g_new0 (Emission, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  lf_today_drop_ahead (self);
  g_weak_ref_init (&emission->store, self);
  emission->news = news == NULL ? NULL : lf_store_news_ref (news);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit, emission, emission_free);
  g_source_attach (source, self->context);
}

void
lf_store_on_damaged (gpointer data)
{
  LfStore *self = data;

  if (g_atomic_int_compare_and_exchange (&self->is_damaged, FALSE, TRUE))
    lf_store_publish (self, /* news= */ NULL);
}

static gint64
read_data_version (LfDb *db)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "PRAGMA data_version", NULL);
  gboolean has_row = FALSE;
  gint64 version = 0;

  if (statement != NULL && lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      version = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return version;
}

/* Another program, the command line say, may write to the same store: what is shown is then read
 * again. */
static void
notice_others (LfDb *db, LfStore *self)
{
  gint64 version = read_data_version (db);

  if (self->data_version != 0 && version != 0 && version != self->data_version)
    {
      g_autoptr (LfStoreNews) news = lf_store_news_new ();

      news->is_wholesale = TRUE;
      lf_store_publish (self, news);
    }
  self->data_version = version;
}

#define LITTLE 100 /* pages: about as much work as may hold up a save that comes now */
#define MUCH 2000
#define MOST_TIDYING_US (5 * G_USEC_PER_SEC) /* when the store is closed */

/* Folding the log into the database and joining the pieces of the search index take longer than a
 * save may: they wait for a quiet moment. Returns whether there is more to do. */
static gboolean
tidy (LfDb *db, LfStore *self, guint n_pages)
{
  if (self->is_tidy)
    return FALSE;
  self->is_tidy = !lf_index_merge_some (db, n_pages) && !lf_db_shrink (db);
  sqlite3_wal_checkpoint_v2 (lf_db_handle (db), NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  return !self->is_tidy;
}

static gboolean
on_writer_idle (LfDb *db, gpointer data)
{
  notice_others (db, data);
  return tidy (db, data, LITTLE);
}

/* After an import there is much to do, and perhaps nobody opens the store for long. Whoever only
 * reads does not wait for it. */
static gpointer
tidy_at_end (LfDb *db, gpointer data, GError **error)
{
  const LfStore *store = data;
  gint64 end_us = g_get_monotonic_time () + MOST_TIDYING_US;

  while (store->has_written && tidy (db, data, MUCH) && g_get_monotonic_time () < end_us)
    continue;
  return NULL;
}

static gpointer
tidy_all (LfDb *db, gpointer data, GError **error)
{
  while (tidy (db, data, MUCH))
    continue;
  return NULL;
}

void
lf_store_tidy_sync (LfStore *self)
{
  g_rw_lock_reader_lock (&self->life);
  if (self->writer != NULL)
    lf_worker_run (self->writer, tidy_all, self, NULL);
  g_rw_lock_reader_unlock (&self->life);
}

/* ---- Life ---- */

char *
lf_store_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "landfall", NULL);
}

typedef struct
{
  LfStore *store;
  LfSealState seal;
} Opening;

static gpointer
prepare (LfDb *db, gpointer data, GError **error)
{
  const Opening *opening = data;
  LfStore *self = opening->store;
  char *device;

  if (!lf_store_check_at_open (db, self->folder, &opening->seal, error)
      || !lf_store_migrate (db, self->folder, error))
    return NULL;
  lf_seal_note (self->seal, lf_store_count_changes (db));
  self->data_version = read_data_version (db);
  lf_touched_watch (self->touched, db);
  if (!lf_standing_read_day (db, &self->judged_on, error)
      || !lf_setting_get (db, "device", &device, error))
    return NULL;
  if (device == NULL)
    lf_db_set_error (db, SQLITE_CORRUPT, error);
  return device;
}

static LfStoreError
cause_of (int code)
{
  switch (code)
    {
    case ENOSPC:
    case EDQUOT:
      return LF_STORE_ERROR_FULL;
    case EACCES:
    case EPERM:
    case EROFS:
      return LF_STORE_ERROR_READ_ONLY;
    default:
      return LF_STORE_ERROR_IO;
    }
}

/* The files SQLite puts beside this one get its mode. */
static gboolean
create_file (const char *folder, const char *path, GError **error)
{
  int descriptor = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    descriptor = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    return g_close (descriptor, error);
  g_set_error (error, LF_STORE_ERROR, cause_of (errno),
               _ ("A store cannot be made in “%1$s”: %2$s. Choose another folder."), folder,
               g_strerror (errno));
  return FALSE;
}

static gboolean
prepare_file (const char *folder, const char *path, LfStoreOpenMode mode, GError **error)
{
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (lf_seal_peek (folder) > 0)
    {
      g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_LOST,
                   _ ("The database of the store in “%s” is gone. Restore its newest backup: "
                      "landfall-cli restore --latest"),
                   folder);
      return FALSE;
    }
  if (mode == LF_STORE_OPEN_CREATE)
    return create_file (folder, path, error);
  g_set_error (error, LF_STORE_ERROR, LF_STORE_ERROR_MISSING,
               _ ("There is no store in “%s”. Make one with “landfall-cli init”, or choose "
                  "another folder."),
               folder);
  return FALSE;
}

static gboolean
start_readers (LfStore *self, const LfWorkerHooks *hooks, GError **error)
{
  for (guint i = 0; i < LF_STORE_N_READERS; i++)
    {
      self->readers[i] = lf_worker_new (self->path, LF_DB_READ, hooks, error);
      if (self->readers[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

LfStore *
lf_store_open_sync (const char *folder, LfStoreOpenMode mode, GError **error)
{
  g_autoptr (LfStore) self = g_object_new (LF_TYPE_STORE, NULL);
  const LfWorkerHooks hooks
      = { .on_idle = on_writer_idle, .on_damaged = lf_store_on_damaged, .data = self };
  const LfWorkerHooks reader_hooks = { .on_damaged = lf_store_on_damaged, .data = self };
  Opening opening = { .store = self };

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, "landfall.db", NULL);
  if (!prepare_file (folder, self->path, mode, error))
    return NULL;
  self->seal = lf_seal_open (folder, &opening.seal);
  self->writer = lf_worker_new (self->path, LF_DB_WRITE, &hooks, error);
  if (self->writer == NULL)
    return NULL;
  self->device = lf_worker_run (self->writer, prepare, &opening, error);
  if (self->device == NULL || !start_readers (self, &reader_hooks, error))
    return NULL;
  /* A full disk may be read. */
  lf_store_turn_day_sync (self, NULL);
  return g_steal_pointer (&self);
}

static void
open_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GVariant *arguments = data;
  const char *folder;
  guint32 mode;
  GError *error = NULL;
  LfStore *store;

  g_variant_get (arguments, "(^&ayu)", &folder, &mode);
  store = lf_store_open_sync (folder, (LfStoreOpenMode) mode, &error);
  if (store == NULL)
    g_task_return_error (task, error);
  else
    {
      lf_today_begin_ahead (store);
      g_task_return_pointer (task, store, g_object_unref);
    }
}

void
lf_store_open_async (const char *folder,
                     LfStoreOpenMode mode,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, g_variant_ref_sink (g_variant_new ("(^ayu)", folder, (guint32) mode)),
                        (GDestroyNotify) g_variant_unref);
  g_task_run_in_thread (task, open_in_thread);
}

LfStore *
lf_store_open_finish (GAsyncResult *result, GError **error)
{
  LfStore *store = g_task_propagate_pointer (G_TASK (result), error);

  if (store != NULL)
    {
      g_main_context_unref (store->context);
      store->context = g_main_context_ref_thread_default ();
    }
  return store;
}

/* The writer comes last, so that its closing folds the log into the database. */
void
lf_store_close_sync (LfStore *self)
{
  g_rw_lock_writer_lock (&self->life);
  g_clear_pointer (&self->past, lf_past_free);
  g_clear_pointer (&self->counter, lf_worker_free);
  for (guint i = 0; i < LF_STORE_N_READERS; i++)
    g_clear_pointer (&self->readers[i], lf_worker_free);
  if (self->writer != NULL && !lf_worker_is_here (self->writer))
    lf_worker_run (self->writer, tidy_at_end, self, NULL);
  g_clear_pointer (&self->writer, lf_worker_free);
  if (self->seal != NULL && self->device != NULL && !g_atomic_int_get (&self->is_damaged))
    lf_seal_close (self->seal);
  g_clear_pointer (&self->seal, lf_seal_free);
  g_rw_lock_writer_unlock (&self->life);
}

const char *
lf_store_folder (LfStore *self)
{
  return self->folder;
}

const char *
lf_store_device (LfStore *self)
{
  return self->device;
}
