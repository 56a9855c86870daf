/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Salvage: the changes in a damaged database that were not sent and can still be read. */

#include "config.h"

#include "lf-store-salvage.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#define MAX_GAP 100000 /* numbers in a row that cannot be read, before the rest is given up */

void
lf_salvage_clear (LfSalvage *self)
{
  g_clear_pointer (&self->problems, g_ptr_array_unref);
}

/* ---- Reading what can be read ---- */

static gboolean
list_numbers (LfDb *db, const char *sql, GArray *numbers)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, NULL);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (lf_db_step (db, statement, &has_row, NULL) && has_row)
    {
      gint64 n = sqlite3_column_int64 (statement, 0);

      g_array_append_val (numbers, n);
    }
  return !has_row;
}

/* Whether change @n is there; its own and not sent, as far as the journal says. */
static gboolean
is_unsent (LfDb *db, gint64 n, gboolean *ret_unsent)
{
  sqlite3_stmt *statement
      = lf_db_prepare (db, "SELECT NOT is_remote AND seq IS NULL FROM change WHERE n = ?", NULL);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  if (!lf_db_step (db, statement, &has_row, NULL))
    return FALSE;
  *ret_unsent = has_row && sqlite3_column_int (statement, 0) != 0;
  if (has_row)
    sqlite3_reset (statement);
  return TRUE;
}

/* One number after the other: a page that is damaged hides only its own. */
static void
search_journal (LfDb *db, gint64 last, GArray *numbers, guint *ret_unreadable)
{
  guint gap = 0;

  for (gint64 n = last; n > 0 && gap < MAX_GAP; n--)
    {
      gboolean unsent = FALSE;
      gboolean is_read = is_unsent (db, n, &unsent);

      gap = is_read ? 0 : gap + 1;
      *ret_unreadable += !is_read;
      if (unsent)
        g_array_prepend_val (numbers, n);
    }
}

static gboolean
is_whole (const LfChange *change)
{
  gboolean is_whole = change->id != NULL && change->ops->len > 0;

  for (guint i = 0; is_whole && i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      is_whole = op->entity != NULL && op->id != NULL
                 && (op->kind != LF_OP_PUT || op->is_new || op->edits->len > 0);
    }
  return is_whole;
}

static LfChange *
read_change (LfDb *db, gint64 n)
{
  gboolean unsent;
  g_autoptr (LfChange) change = NULL;

  if (!is_unsent (db, n, &unsent) || !unsent)
    return NULL;
  change = lf_journal_load (db, n, NULL, NULL);
  return change != NULL && is_whole (change) ? g_steal_pointer (&change) : NULL;
}

GPtrArray *
lf_salvage_read (LfDb *db, gint64 last, guint *ret_unreadable)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  *ret_unreadable = 0;
  if (!list_numbers (db,
                     "SELECT change FROM outbox UNION SELECT change FROM refused ORDER BY change",
                     numbers))
    {
      g_array_set_size (numbers, 0);
      search_journal (db, last, numbers, ret_unreadable);
    }
  for (guint i = 0; i < numbers->len; i++)
    {
      LfChange *change = read_change (db, g_array_index (numbers, gint64, i));

      if (change != NULL)
        g_ptr_array_add (changes, change);
      else
        *ret_unreadable += 1;
    }
  return g_steal_pointer (&changes);
}

/* ---- Putting back ---- */

static gpointer
put_back (LfWriter *self, gpointer data, GError **error)
{
  LfChange *change = data;
  gint64 n;

  if (!lf_writer_apply (self, change, error))
    return NULL;
  if (lf_change_is_empty (change))
    return LF_DONE;
  g_free (change->device);
  change->device = g_strdup (lf_store_device (self->store));
  n = lf_journal_add (self, change, FALSE, 0, error);
  return n != 0 && lf_writer_enqueue (self, change, n, error) ? LF_DONE : NULL;
}

static gpointer
is_known (LfDb *db, gpointer data, GError **error)
{
  gint64 n;

  return lf_journal_find (db, data, &n, error) && n != 0 ? LF_DONE : NULL;
}

static gboolean
take (LfStore *self, LfChange *change, LfSalvage *salvage, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (lf_store_read (self, is_known, change->id, &cause) != NULL)
    salvage->n_known++;
  else if (cause == NULL
           && lf_store_write (self, put_back, change, /* free_result= */ NULL, &cause) != NULL)
    salvage->n_put_back++;
  else if (g_error_matches (cause, LF_ERROR, LF_ERROR_NOT_FOUND))
    salvage->n_waiting++;
  else if (cause->domain == LF_ERROR)
    g_ptr_array_add (salvage->problems, g_strdup (cause->message));
  else
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  return TRUE;
}

static gpointer
read_all (LfDb *db, gpointer data, GError **error)
{
  return lf_salvage_read (db, lf_store_count_changes (db), data);
}

/* (transfer full) (nullable) (element-type LfChange) */
static GPtrArray *
read_file (const char *path, guint *ret_unreadable)
{
  g_autoptr (LfWorker) worker = lf_worker_new (path, LF_DB_READ, NULL, NULL);

  return worker == NULL ? NULL : lf_worker_run (worker, read_all, ret_unreadable, NULL);
}

static GPtrArray *
read_mended (LfStore *self, const char *damaged, guint *ret_unreadable)
{
  g_autofree char *like = g_build_filename (lf_store_folder (self), "landfall.db", NULL);
  g_autofree char *mended = lf_salvage_mend_header (damaged, like);
  GPtrArray *changes = mended == NULL ? NULL : read_file (mended, ret_unreadable);

  if (mended != NULL)
    g_unlink (mended);
  return changes;
}

gboolean
lf_store_salvage_sync (LfStore *self, const char *damaged, LfSalvage *ret_salvage, GError **error)
{
  g_auto (LfSalvage) salvage = { .problems = g_ptr_array_new_with_free_func (g_free) };
  g_autoptr (GPtrArray) changes = read_mended (self, damaged, &salvage.n_unreadable);

  if (changes == NULL)
    changes = read_file (damaged, &salvage.n_unreadable);
  if (changes == NULL)
    {
      g_set_error (
          error, LF_STORE_ERROR, LF_STORE_ERROR_CORRUPT,
          _ ("Nothing can be read in “%s” any more: changes that had not been sent from it "
             "cannot be put back."),
          damaged);
      return FALSE;
    }
  for (guint i = 0; i < changes->len; i++)
    if (!take (self, changes->pdata[i], &salvage, error))
      return FALSE;
  *ret_salvage = salvage;
  salvage.problems = NULL;
  return TRUE;
}
