/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and changes in SQLite; fields and clocks are JSON objects. */

#include "config.h"

#include "lf-storage-sqlite-private.h"

#include "lf-server-digest.h"
#include "lf-storage-text.h"

/* ---- Records ---- */

#define RECORD_COLUMNS "entity, id, scope, seq, created_seq, deleted, body, clock, root"

static const char *
peek_text (sqlite3_stmt *statement, int column)
{
  return (const char *) sqlite3_column_text (statement, column);
}

static LfServerRecord *
read_record (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (LfServerRecord) record
      = lf_server_record_new (peek_text (statement, 0), peek_text (statement, 1));

  g_free (record->scope);
  record->scope = lf_sqlite_text (statement, 2);
  record->seq = sqlite3_column_int64 (statement, 3);
  record->created_seq = sqlite3_column_int64 (statement, 4);
  record->deleted = sqlite3_column_int (statement, 5) != 0;
  record->root = lf_sqlite_text (statement, 8);
  if (!lf_storage_read_texts (record, peek_text (statement, 6), peek_text (statement, 7),
                              self->path, error))
    return NULL;
  return g_steal_pointer (&record);
}

static LfServerRecord *
read_one (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  LfServerRecord *record;
  gboolean has_row;

  if (!lf_sqlite_step (self, statement, &has_row, error) || !has_row)
    return NULL;
  record = read_record (self, statement, error);
  sqlite3_reset (statement);
  return record;
}

static LfServerRecord *
storage_load (LfServerStorage *storage, const char *entity, const char *id, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one (self,
                   lf_sqlite_prepare (self, error,
                                      "SELECT " RECORD_COLUMNS
                                      " FROM record WHERE zone = ? AND entity = ? AND id = ?",
                                      "sss", self->zone, entity, id),
                   error);
}

/* Index: record_conflict */
static LfServerRecord *
storage_find_conflict (LfServerStorage *storage,
                       const char *record,
                       const char *field,
                       const char *device,
                       GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one (self,
                   lf_sqlite_prepare (self, error,
                                      "SELECT " RECORD_COLUMNS " FROM record"
                                      " WHERE zone = ? AND entity = 'conflict' AND deleted = 0"
                                      " AND body ->> '$.record' = ? AND body ->> '$.field' = ?"
                                      " AND body ->> '$.offered_device' = ?"
                                      " AND body ->> '$.state' = 'open'"
                                      " ORDER BY +seq DESC LIMIT 1",
                                      "ssss", self->zone, record, field, device),
                   error);
}

/* (transfer full) (nullable): keys alone */
static GPtrArray *
read_keys (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  g_autoptr (GPtrArray) keys
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free);
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&keys);
      g_ptr_array_add (keys,
                       lf_server_record_new (peek_text (statement, 0), peek_text (statement, 1)));
    }
  return NULL;
}

/* Index: record_root */
static GPtrArray *
storage_list_followers (LfServerStorage *storage, const char *root, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_keys (self,
                    lf_sqlite_prepare (self, error,
                                       "SELECT entity, id FROM record WHERE zone = ? AND root = ?",
                                       "ss", self->zone, root),
                    error);
}

/* Index: of the primary key */
static GPtrArray *
storage_list_entity (LfServerStorage *storage, const char *entity, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_keys (self,
                    lf_sqlite_prepare (self, error,
                                       "SELECT entity, id FROM record"
                                       " WHERE zone = ? AND entity = ?",
                                       "ss", self->zone, entity),
                    error);
}

/* ---- Saving and walking ---- */

static gboolean
storage_save (LfServerStorage *storage, const LfServerRecord *record, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);
  g_autofree char *body = lf_storage_print_fields (record);
  g_autofree char *clock = lf_storage_print_clock (record);
  LfDigestSum sum;

  lf_server_digest_record (record, &sum);
  if (!lf_sqlite_move_digest (self, record, &sum, error))
    return FALSE;
  return lf_sqlite_run (
      self,
      lf_sqlite_prepare (self, error,
                         "INSERT INTO record (zone, " RECORD_COLUMNS ", digest_high, digest_low)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (zone, entity, id) DO UPDATE"
                         " SET scope = excluded.scope, seq = excluded.seq,"
                         " created_seq = excluded.created_seq, deleted = excluded.deleted,"
                         " body = excluded.body, clock = excluded.clock, root = excluded.root,"
                         " digest_high = excluded.digest_high, digest_low = excluded.digest_low",
                         "ssssiiisssii", self->zone, record->entity, record->id, record->scope,
                         record->seq, record->created_seq, (gint64) record->deleted, body, clock,
                         record->root, (gint64) sum.high, (gint64) sum.low),
      error);
}

static gboolean
each_in (LfStorageSqlite *self,
         sqlite3_stmt *statement,
         LfServerRecordFunc func,
         gpointer user_data,
         GError **error)
{
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      g_autoptr (LfServerRecord) record = has_row ? read_record (self, statement, error) : NULL;

      if (!has_row)
        return TRUE;
      if (record != NULL && func (record, user_data))
        continue;
      sqlite3_reset (statement);
      return record != NULL;
    }
  return FALSE;
}

/* Index: record_seq */
static gboolean
storage_each_since (LfServerStorage *storage,
                    gint64 cursor,
                    LfServerRecordFunc func,
                    gpointer user_data,
                    GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return each_in (self,
                  lf_sqlite_prepare (self, error,
                                     "SELECT " RECORD_COLUMNS
                                     " FROM record WHERE zone = ? AND seq > ? ORDER BY seq",
                                     "si", self->zone, cursor),
                  func, user_data, error);
}

/* Index: record_bucket */
static gboolean
storage_each_of_bucket (LfServerStorage *storage,
                        const LfServerBucket *bucket,
                        LfServerRecordFunc func,
                        gpointer user_data,
                        GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return each_in (self,
                  lf_sqlite_prepare (self, error,
                                     "SELECT " RECORD_COLUMNS " FROM record"
                                     " WHERE zone = ? AND substr (id, -2) = ? AND +seq > ?"
                                     " ORDER BY +seq",
                                     "ssi", self->zone, bucket->bucket, bucket->cursor),
                  func, user_data, error);
}

/* ---- Changes ---- */

#define CHANGE_COLUMNS "change.id, seq, device, author, time_us, late_us, answer, body, doubtful"

static LfServerChange *
read_change (sqlite3_stmt *statement)
{
  LfServerChange *change = g_new0 (LfServerChange, 1);

  *change = (LfServerChange){ .id = lf_sqlite_text (statement, 0),
                              .seq = sqlite3_column_int64 (statement, 1),
                              .device = lf_sqlite_text (statement, 2),
                              .author = lf_sqlite_text (statement, 3),
                              .time_us = sqlite3_column_int64 (statement, 4),
                              .late_us = sqlite3_column_int64 (statement, 5),
                              .answer = lf_sqlite_text (statement, 6),
                              .body = lf_sqlite_text (statement, 7),
                              .is_doubtful = sqlite3_column_int (statement, 8) != 0 };
  return change;
}

static LfServerChange *
read_one_change (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error)
{
  LfServerChange *change;
  gboolean has_row;

  if (!lf_sqlite_step (self, statement, &has_row, error) || !has_row)
    return NULL;
  change = read_change (statement);
  sqlite3_reset (statement);
  return change;
}

static LfServerChange *
storage_find_change (LfServerStorage *storage, const char *id, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one_change (self,
                          lf_sqlite_prepare (self, error,
                                             "SELECT " CHANGE_COLUMNS
                                             " FROM change WHERE zone = ? AND id = ?",
                                             "ss", self->zone, id),
                          error);
}

/* Index: change_seq */
static LfServerChange *
storage_find_change_at (LfServerStorage *storage, gint64 seq, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return read_one_change (
      self,
      lf_sqlite_prepare (self, error,
                         "SELECT id, seq, device, author, time_us, late_us, NULL, NULL, doubtful"
                         " FROM change WHERE zone = ? AND seq = ? AND seq > 0",
                         "si", self->zone, seq),
      error);
}

static gboolean
storage_count_changes (
    LfServerStorage *storage, const char *device, const LfSpan *span, gint64 *ret_n, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_read_integer (
      self,
      lf_sqlite_prepare (self, error,
                         "SELECT count (*) FROM change WHERE zone = ? AND seq > 0"
                         " AND seq BETWEEN ? AND ? AND device = ?",
                         "siis", self->zone, span->from, span->to, device),
      ret_n, error);
}

/* Index: record_change */
static gboolean
note_records (LfStorageSqlite *self, const LfServerChange *change, GError **error)
{
  return change->seq == 0
         || lf_sqlite_run (
             self,
             lf_sqlite_prepare (self, error,
                                "INSERT OR IGNORE INTO record_change (zone, entity, id, seq)"
                                " SELECT ?, value ->> '$.entity', value ->> '$.id', ?"
                                " FROM json_each (?, '$.ops')",
                                "sis", self->zone, change->seq, change->body),
             error);
}

static gboolean
storage_add_change (LfServerStorage *storage, const LfServerChange *change, GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return lf_sqlite_run (
             self,
             lf_sqlite_prepare (
                 self, error,
                 "INSERT INTO change (zone, id, seq, device, author, time_us, late_us, answer,"
                 " body, doubtful)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                 "ssissiissi", self->zone, change->id, change->seq, change->device, change->author,
                 change->time_us, change->late_us, change->answer, change->body,
                 (gint64) change->is_doubtful),
             error)
         && note_records (self, change, error);
}

static gboolean
each_change_in (LfStorageSqlite *self,
                sqlite3_stmt *statement,
                LfServerChangeFunc func,
                gpointer user_data,
                GError **error)
{
  gboolean has_row;

  while (lf_sqlite_step (self, statement, &has_row, error))
    {
      g_autoptr (LfServerChange) change = has_row ? read_change (statement) : NULL;

      if (!has_row)
        return TRUE;
      if (func (change, user_data, error))
        continue;
      sqlite3_reset (statement);
      return FALSE;
    }
  return FALSE;
}

static gboolean
storage_each_change (LfServerStorage *storage,
                     LfServerChangeFunc func,
                     gpointer user_data,
                     GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return each_change_in (self,
                         lf_sqlite_prepare (self, error,
                                            "SELECT " CHANGE_COLUMNS " FROM change WHERE zone = ?",
                                            "s", self->zone),
                         func, user_data, error);
}

static gboolean
storage_each_change_of (LfServerStorage *storage,
                        const LfServerHistory *history,
                        LfServerChangeFunc func,
                        gpointer user_data,
                        GError **error)
{
  LfStorageSqlite *self = LF_STORAGE_SQLITE (storage);

  return each_change_in (
      self,
      lf_sqlite_prepare (
          self, error,
          "SELECT " CHANGE_COLUMNS " FROM record_change AS r"
          " JOIN change USING (zone, seq)"
          " WHERE zone = ? AND r.entity = ? AND r.id = ? AND seq < ? AND change.seq > 0"
          " ORDER BY seq DESC LIMIT ?",
          "sssii", self->zone, history->entity, history->id, history->before,
          (gint64) history->limit),
      func, user_data, error);
}

void
lf_storage_sqlite_init_records (LfServerStorageInterface *iface)
{
  iface->load = storage_load;
  iface->save = storage_save;
  iface->find_conflict = storage_find_conflict;
  iface->list_followers = storage_list_followers;
  iface->list_entity = storage_list_entity;
  iface->each_since = storage_each_since;
  iface->each_of_bucket = storage_each_of_bucket;
  iface->find_change = storage_find_change;
  iface->find_change_at = storage_find_change_at;
  iface->count_changes = storage_count_changes;
  iface->add_change = storage_add_change;
  iface->each_change = storage_each_change;
  iface->each_change_of = storage_each_change_of;
}
