/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a transaction writes waits here until its commit, and goes out in one round trip.
 *
 * Reading looks here first. */

#include "config.h"

#include "lf-postgres-foresight.h"

#include "lf-server-digest.h"
#include "lf-storage-text.h"

#include <glib/gi18n-lib.h>

#define MOST_WAITING 1000 /* unless it was foreseen */
#define BATCH 250         /* statements whose answers are read together */

struct _LfPgWrite
{
  char *key;
  LfServerRecord *record; /* one of the two */
  LfServerChange *change;
};

static void
free_write (gpointer data)
{
  LfPgWrite *write = data;

  g_free (write->key);
  g_clear_pointer (&write->record, lf_server_record_free);
  g_clear_pointer (&write->change, lf_server_change_free);
  g_free (write);
}

void
lf_pg_writes_init (LfStoragePostgres *self)
{
  self->writes = g_ptr_array_new_with_free_func (free_write);
  self->newest = g_hash_table_new (g_str_hash, g_str_equal);
  self->numbers = g_hash_table_new (g_int64_hash, g_int64_equal);
}

void
lf_pg_writes_free (LfStoragePostgres *self)
{
  g_hash_table_unref (self->newest);
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->writes);
}

void
lf_pg_writes_clear (LfStoragePostgres *self)
{
  g_hash_table_remove_all (self->newest);
  g_hash_table_remove_all (self->numbers);
  g_ptr_array_set_size (self->writes, 0);
}

const LfServerRecord *
lf_pg_writes_record (const LfPgWrite *write)
{
  return write->record;
}

const LfServerChange *
lf_pg_writes_change (const LfPgWrite *write)
{
  return write->change;
}

char *
lf_pg_record_key (const char *entity, const char *id)
{
  return g_strconcat ("record/", entity, "/", id, NULL);
}

static char *
change_key (const char *id)
{
  return g_strconcat ("change/", id, NULL);
}

const LfServerChange *
lf_pg_writes_find_change (LfStoragePostgres *self, const char *id)
{
  g_autofree char *key = change_key (id);
  const LfPgWrite *write = g_hash_table_lookup (self->newest, key);

  return write == NULL ? NULL : write->change;
}

/* ---- Sending ---- */

/* lf_digest_sum_record() of a row, in the database: hexadecimal digits */
#define HASH                                                                                       \
  "encode (sha256 (convert_to (entity, 'UTF8') || '\\x00'::bytea || convert_to (id, 'UTF8')"       \
  " || '\\x00'::bytea || CASE WHEN deleted THEN '\\x3100'::bytea ELSE '\\x00'::bytea END"          \
  " || coalesce ((SELECT string_agg (convert_to (f.key, 'UTF8') || '\\x00'::bytea"                 \
  " || convert_to (f.value, 'UTF8') || '\\x00'::bytea, ''::bytea ORDER BY f.key COLLATE \"C\")"    \
  " FROM json_each_text (body) AS f), ''::bytea)), 'hex')"

/* What @record is in the table is taken out of the sums, and what it will be is put in. */
static void
queue_digest (LfStoragePostgres *self, const LfServerRecord *record)
{
  LfDigestSum sum;

  lf_server_digest_record (record, &sum);
  lf_pg_queue (
      self,
      "INSERT INTO digest (zone, scope, bucket, high, low)"
      " SELECT $1, scope, right ($3::text, 2), sum (high)::bigint & 281474976710655,"
      " sum (low)::bigint & 281474976710655 FROM ("
      "SELECT scope, 281474976710656 - ('x' || substr (hash, 1, 12))::bit (48)::bigint AS high,"
      " 281474976710656 - ('x' || substr (hash, 13, 12))::bit (48)::bigint AS low"
      " FROM (SELECT scope, " HASH " AS hash FROM record"
      " WHERE zone = $1 AND entity = $2 AND id = $3 OFFSET 0) AS before"
      " UNION ALL SELECT $4::text, $5::bigint, $6::bigint) AS change GROUP BY scope"
      " ON CONFLICT (zone, scope, bucket) DO UPDATE"
      " SET high = (digest.high + excluded.high) & 281474976710655,"
      " low = (digest.low + excluded.low) & 281474976710655",
      "ssssii", self->zone, record->entity, record->id, record->scope, (gint64) sum.high,
      (gint64) sum.low);
}

static void
queue_record (LfStoragePostgres *self, const LfServerRecord *record)
{
  g_autofree char *body = lf_storage_print_fields (record);
  g_autofree char *clock = lf_storage_print_clock (record);

  queue_digest (self, record);
  lf_pg_queue (self,
               "INSERT INTO record"
               " (zone, entity, id, scope, seq, created_seq, deleted, body, clock, root)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
               " ON CONFLICT (zone, entity, id) DO UPDATE"
               " SET scope = excluded.scope, seq = excluded.seq,"
               " created_seq = excluded.created_seq, deleted = excluded.deleted,"
               " body = excluded.body, clock = excluded.clock, root = excluded.root",
               "ssssiissss", self->zone, record->entity, record->id, record->scope, record->seq,
               record->created_seq, record->deleted ? "t" : "f", body, clock, record->root);
}

static void
queue_change (LfStoragePostgres *self, const LfServerChange *change)
{
  lf_pg_queue (self,
               "INSERT INTO change"
               " (zone, id, seq, device, author, time_us, late_us, answer, body, doubtful)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
               "ssissiissi", self->zone, change->id, change->seq, change->device, change->author,
               change->time_us, change->late_us, change->answer, change->body,
               (gint64) change->is_doubtful);
  if (change->seq > 0)
    lf_pg_queue (self,
                 "INSERT INTO record_change (zone, entity, id, seq)"
                 " SELECT $1, op ->> 'entity', op ->> 'id', $2"
                 " FROM json_array_elements ($3::json -> 'ops') AS op ON CONFLICT DO NOTHING",
                 "sis", self->zone, change->seq, change->body);
}

gboolean
lf_pg_writes_send (LfStoragePostgres *self, GError **error)
{
  for (guint i = 0; i < self->writes->len; i++)
    {
      const LfPgWrite *write = self->writes->pdata[i];

      if (g_hash_table_lookup (self->newest, write->key) != write)
        continue;
      if (self->queued->len >= BATCH)
        {
          g_autoptr (PGresult) result = lf_pg_run (self, error);

          if (result == NULL)
            return FALSE;
        }
      if (write->record != NULL)
        queue_record (self, write->record);
      else
        queue_change (self, write->change);
    }
  return TRUE;
}

/* ---- Waiting ---- */

/* What fits here no more is written at once. */
static gboolean
make_room (LfStoragePostgres *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  if (lf_pg_foresight_is_there (self->foresight) || self->writes->len < MOST_WAITING)
    return TRUE;
  if (!lf_pg_writes_send (self, error))
    return FALSE;
  result = lf_pg_run (self, error);
  lf_pg_writes_clear (self);
  return result != NULL;
}

static void
add_write (LfStoragePostgres *self, LfPgWrite *write /* (transfer full) */)
{
  g_ptr_array_add (self->writes, write);
  g_hash_table_replace (self->newest, write->key, write);
}

gboolean
lf_pg_save (LfServerStorage *storage, const LfServerRecord *record, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  LfPgWrite *write;

  if (!make_room (self, error))
    return FALSE;
  write = g_new0 (LfPgWrite, 1);
  write->key = lf_pg_record_key (record->entity, record->id);
  write->record = lf_server_record_copy (record);
  add_write (self, write);
  return TRUE;
}

gboolean
lf_pg_add_change (LfServerStorage *storage, const LfServerChange *change, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autofree char *key = change_key (change->id);
  LfPgWrite *write;

  if (g_hash_table_contains (self->newest, key))
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                   _ ("The change %s is there already."), change->id);
      return FALSE;
    }
  if (!make_room (self, error))
    return FALSE;
  write = g_new0 (LfPgWrite, 1);
  write->key = g_steal_pointer (&key);
  write->change = lf_server_change_copy (change);
  add_write (self, write);
  if (change->seq > 0)
    g_hash_table_insert (self->numbers, &write->change->seq, write);
  return TRUE;
}

/* ---- What the sums came to ---- */

typedef struct
{
  LfServerDigestFunc func;
  gpointer user_data;
} EachDigest;

static gboolean
take_digest (const PGresult *row, gboolean *stop, gpointer user_data, GError **error)
{
  const EachDigest *each = user_data;
  const LfDigestSum sum
      = { (guint64) lf_pg_integer (row, 0, 2), (guint64) lf_pg_integer (row, 0, 3) };

  each->func (lf_pg_peek (row, 0, 0), lf_pg_peek (row, 0, 1), &sum, each->user_data);
  return TRUE;
}

/* What waits to be written is told with what is there. Index: of the primary key */
GPtrArray *
lf_pg_list_entity (LfServerStorage *storage, const char *entity, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autoptr (PGresult) result
      = lf_pg_query (self, error, "SELECT id FROM record WHERE zone = $1 AND entity = $2", "ss",
                     self->zone, entity);
  GPtrArray *keys;
  GHashTableIter iter;
  gpointer write;

  if (result == NULL)
    return NULL;
  keys = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free);
  for (int i = 0; i < PQntuples (result); i++)
    {
      g_autofree char *key = lf_pg_record_key (entity, lf_pg_peek (result, i, 0));

      if (!g_hash_table_contains (self->newest, key))
        g_ptr_array_add (keys, lf_server_record_new (entity, lf_pg_peek (result, i, 0)));
    }
  g_hash_table_iter_init (&iter, self->newest);
  while (g_hash_table_iter_next (&iter, NULL, &write))
    {
      const LfServerRecord *record = lf_pg_writes_record (write);

      if (record != NULL && strcmp (record->entity, entity) == 0)
        g_ptr_array_add (keys, lf_server_record_new (entity, record->id));
    }
  return keys;
}

gboolean
lf_pg_each_digest (LfServerStorage *storage,
                   LfServerDigestFunc func,
                   gpointer user_data,
                   GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  EachDigest each = { func, user_data };

  lf_pg_queue (self, "SELECT scope, bucket, high, low FROM digest WHERE zone = $1", "s",
               self->zone);
  return lf_pg_stream (self, take_digest, &each, error);
}
