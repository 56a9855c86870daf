/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of what records say, in SQLite. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include <string.h>

#define BUCKET_DIGITS 2 /* the last ones of an id */

static LfDigestSum *
find_sum (LfStorageSqlite *self, const char *id, const char *scope)
{
  g_autofree char *key = g_strconcat (id + strlen (id) - BUCKET_DIGITS, scope, NULL);
  LfDigestSum *sum = g_hash_table_lookup (self->digests, key);

  if (sum == NULL)
    {
      sum = g_new0 (LfDigestSum, 1);
      g_hash_table_insert (self->digests, g_steal_pointer (&key), sum);
    }
  return sum;
}

/* As it is in the table. */
static gboolean
take_out (LfStorageSqlite *self, const LfServerRecord *record, GError **error)
{
  sqlite3_stmt *statement = lf_sqlite_prepare (
      self, error,
      "SELECT scope, digest_high, digest_low FROM record WHERE zone = ? AND entity = ? AND id = ?",
      "sss", self->zone, record->entity, record->id);
  gboolean has_row;
  LfDigestSum sum;

  if (!lf_sqlite_step (self, statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  sum = (LfDigestSum){ (guint64) sqlite3_column_int64 (statement, 1),
                       (guint64) sqlite3_column_int64 (statement, 2) };
  lf_digest_sum_subtract (
      find_sum (self, record->id, (const char *) sqlite3_column_text (statement, 0)), &sum);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_sqlite_move_digest (LfStorageSqlite *self,
                       const LfServerRecord *record,
                       const LfDigestSum *sum,
                       GError **error)
{
  if (!take_out (self, record, error))
    return FALSE;
  lf_digest_sum_add (find_sum (self, record->id, record->scope), sum);
  return TRUE;
}

static gboolean
write_sum (LfStorageSqlite *self, const char *key, const LfDigestSum *sum, GError **error)
{
  const char bucket[] = { key[0], key[1], '\0' };

  return lf_sqlite_run (self,
                        lf_sqlite_prepare (self, error,
                                           "INSERT INTO digest (zone, scope, bucket, high, low)"
                                           " VALUES (?, ?, ?, ?, ?)"
                                           " ON CONFLICT (zone, scope, bucket) DO UPDATE"
                                           " SET high = (high + excluded.high) & 281474976710655,"
                                           " low = (low + excluded.low) & 281474976710655",
                                           "sssii", self->zone, key + BUCKET_DIGITS, bucket,
                                           (gint64) sum->high, (gint64) sum->low),
                        error);
}

gboolean
lf_sqlite_write_digests (LfStorageSqlite *self, GError **error)
{
  GHashTableIter iter;
  gpointer key, sum;

  g_hash_table_iter_init (&iter, self->digests);
  while (g_hash_table_iter_next (&iter, &key, &sum))
    if (!write_sum (self, key, sum, error))
      return FALSE;
  lf_sqlite_forget_digests (self);
  return TRUE;
}

void
lf_sqlite_forget_digests (LfStorageSqlite *self)
{
  g_hash_table_remove_all (self->digests);
}

static gboolean
storage_each_digest (LfServerStorage *storage,
                     LfServerDigestFunc func,
                     gpointer user_data,
                     GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  sqlite3_stmt *statement = NULL;
  gboolean has_row;

  if (!lf_sqlite_write_digests (self, error))
    return FALSE;
  statement = lf_sqlite_prepare (
      self, error, "SELECT scope, bucket, high, low FROM digest WHERE zone = ?", "s", self->zone);
  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      LfDigestSum sum;

      if (!has_row)
        return TRUE;
      sum = (LfDigestSum){ (guint64) sqlite3_column_int64 (statement, 2),
                           (guint64) sqlite3_column_int64 (statement, 3) };
      func ((const char *) sqlite3_column_text (statement, 0),
            (const char *) sqlite3_column_text (statement, 1), &sum, user_data);
    }
  return FALSE;
}

void
lf_storage_sqlite_init_digests (LfServerStorageInterface *iface)
{
  iface->each_digest = storage_each_digest;
}
