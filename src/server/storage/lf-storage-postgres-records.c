/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading records and changes in PostgreSQL: from what waits to be written, from what was foreseen,
 * from the tables. */

#include "config.h"

#include "lf-postgres-foresight.h"
#include "lf-postgres-rows.h"

#include <string.h>

#define BATCH 500 /* records that are asked for at once; "LIMIT 500" below */

/* ---- Records ---- */

static LfServerRecord *
storage_load (LfServerStorage *storage, const char *entity, const char *id, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autofree char *key = lf_pg_record_key (entity, id);
  const LfPgWrite *write = g_hash_table_lookup (self->newest, key);
  g_autoptr (PGresult) result = NULL;
  const LfServerRecord *known;

  if (write != NULL)
    return lf_server_record_copy (lf_pg_writes_record (write));
  if (lf_pg_foresight_find_record (self->foresight, key, &known))
    return known == NULL ? NULL : lf_server_record_copy (known);
  result = lf_pg_query (self, error, LF_PG_FIND_RECORD, "sss", self->zone, entity, id);
  return result == NULL || PQntuples (result) == 0 ? NULL
                                                   : lf_pg_read_record (self, result, 0, error);
}

typedef struct
{
  const char *record, *field, *device;
  LfServerRecord *found; /* (nullable): the newest */
} Search;

static gboolean
is_open_offer (const LfServerRecord *record, const Search *search)
{
  return strcmp (record->entity, "conflict") == 0 && !record->deleted
         && g_strcmp0 (lf_server_record_get (record, "record"), search->record) == 0
         && g_strcmp0 (lf_server_record_get (record, "field"), search->field) == 0
         && g_strcmp0 (lf_server_record_get (record, "offered_device"), search->device) == 0
         && g_strcmp0 (lf_server_record_get (record, "state"), "open") == 0;
}

static void
take_newer (Search *search, LfServerRecord *record /* (transfer full) */)
{
  if (search->found != NULL && search->found->seq > record->seq)
    {
      lf_server_record_free (record);
      return;
    }
  g_clear_pointer (&search->found, lf_server_record_free);
  search->found = record;
}

static void
search_writes (LfStoragePostgres *self, Search *search)
{
  GHashTableIter iter;
  gpointer write;

  g_hash_table_iter_init (&iter, self->newest);
  while (g_hash_table_iter_next (&iter, NULL, &write))
    {
      const LfServerRecord *record = lf_pg_writes_record (write);

      if (record != NULL && is_open_offer (record, search))
        take_newer (search, lf_server_record_copy (record));
    }
}

static gboolean
search_rows (LfStoragePostgres *self, const PGresult *result, Search *search, GError **error)
{
  for (int i = 0; i < PQntuples (result); i++)
    {
      g_autoptr (LfServerRecord) record = lf_pg_read_record (self, result, i, error);
      g_autofree char *key = NULL;

      if (record == NULL)
        return FALSE;
      key = lf_pg_record_key (record->entity, record->id);
      if (!g_hash_table_contains (self->newest, key))
        take_newer (search, g_steal_pointer (&record));
    }
  return TRUE;
}

/* Index: record_conflict */
static LfServerRecord *
storage_find_conflict (LfServerStorage *storage,
                       const char *record,
                       const char *field,
                       const char *device,
                       GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  Search search = { record, field, device, NULL };
  g_autoptr (PGresult) result
      = lf_pg_query (self, error,
                     "SELECT " LF_PG_RECORD_COLUMNS " FROM record"
                     " WHERE zone = $1 AND entity = 'conflict' AND NOT deleted"
                     " AND body ->> 'record' = $2 AND body ->> 'field' = $3"
                     " AND body ->> 'offered_device' = $4 AND body ->> 'state' = 'open'",
                     "ssss", self->zone, record, field, device);

  if (result == NULL)
    return NULL;
  search_writes (self, &search);
  if (search_rows (self, result, &search, error))
    return search.found;
  g_clear_pointer (&search.found, lf_server_record_free);
  return NULL;
}

static void
add_written_follower (GPtrArray *followers, const LfServerRecord *record, const char *root)
{
  for (guint i = followers->len; i > 0; i--)
    {
      const LfServerRecord *known = followers->pdata[i - 1];

      if (strcmp (known->id, record->id) == 0 && strcmp (known->entity, record->entity) == 0)
        g_ptr_array_remove_index (followers, i - 1);
    }
  if (g_strcmp0 (record->root, root) == 0)
    g_ptr_array_add (followers, lf_server_record_new (record->entity, record->id));
}

static gpointer
copy_key (gconstpointer record, gpointer user_data)
{
  const LfServerRecord *key = record;

  return lf_server_record_new (key->entity, key->id);
}

/* Index: record_root */
static GPtrArray *
storage_list_followers (LfServerStorage *storage, const char *root, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  GPtrArray *known = lf_pg_foresight_find_followers (self->foresight, root);
  g_autoptr (PGresult) result = NULL;
  GPtrArray *followers;
  GHashTableIter iter;
  gpointer write;

  if (known == NULL
      && (result = lf_pg_query (self, error, LF_PG_FIND_FOLLOWERS, "ss", self->zone, root)) == NULL)
    return NULL;
  followers
      = known != NULL ? g_ptr_array_copy (known, copy_key, NULL) : lf_pg_read_followers (result);
  g_ptr_array_set_free_func (followers, (GDestroyNotify) lf_server_record_free);
  g_hash_table_iter_init (&iter, self->newest);
  while (g_hash_table_iter_next (&iter, NULL, &write))
    if (lf_pg_writes_record (write) != NULL)
      add_written_follower (followers, lf_pg_writes_record (write), root);
  return followers;
}

/* ---- All records ---- */

typedef struct
{
  LfStoragePostgres *self;
  LfServerRecordFunc func;
  gpointer user_data;
  const char *bucket; /* (nullable): of these records alone */
  guint n;            /* of the batch */
  gboolean is_stopped;
  gint64 seq; /* the last record's */
  char *entity, *id;
} Walk;

static gboolean
walk_row (const PGresult *row, gboolean *stop, gpointer user_data, GError **error)
{
  Walk *walk = user_data;
  g_autoptr (LfServerRecord) record = lf_pg_read_record (walk->self, row, 0, error);

  if (record == NULL)
    return FALSE;
  walk->n++;
  walk->is_stopped = *stop = !walk->func (record, walk->user_data);
  walk->seq = record->seq;
  g_free (walk->entity);
  g_free (walk->id);
  walk->entity = g_strdup (record->entity);
  walk->id = g_strdup (record->id);
  return TRUE;
}

static gboolean
walk_batch (Walk *walk, GError **error)
{
  walk->n = 0;
  if (walk->bucket == NULL) /* Index: record_seq */
    lf_pg_queue (walk->self,
                 "SELECT " LF_PG_RECORD_COLUMNS " FROM record"
                 " WHERE zone = $1 AND (seq, entity, id) > ($2, $3, $4)"
                 " ORDER BY seq, entity, id LIMIT 500",
                 "siss", walk->self->zone, walk->seq, walk->entity, walk->id);
  else /* Index: record_bucket */
    lf_pg_queue (walk->self,
                 "SELECT " LF_PG_RECORD_COLUMNS " FROM record"
                 " WHERE zone = $1 AND right (id, 2) = $5 AND (seq, entity, id) > ($2, $3, $4)"
                 " ORDER BY seq, entity, id LIMIT 500",
                 "sisss", walk->self->zone, walk->seq, walk->entity, walk->id, walk->bucket);
  return lf_pg_stream (walk->self, walk_row, walk, error);
}

/* In batches: who stops early has not asked for the whole zone. */
static gboolean
storage_each_of_bucket (LfServerStorage *storage,
                        const LfServerBucket *bucket,
                        LfServerRecordFunc func,
                        gpointer user_data,
                        GError **error)
{
  Walk walk = { LF_STORAGE_POSTGRES (storage), func, user_data, bucket->bucket };
  gboolean is_good;

  g_return_val_if_fail (walk.self->writes->len == 0, FALSE);

  if (bucket->cursor == G_MAXINT64)
    return TRUE;
  walk.seq = bucket->cursor + 1;
  walk.entity = g_strdup ("");
  walk.id = g_strdup ("");
  do
    is_good = walk_batch (&walk, error);
  while (is_good && !walk.is_stopped && walk.n == BATCH);
  g_free (walk.entity);
  g_free (walk.id);
  return is_good;
}

static gboolean
storage_each_since (LfServerStorage *storage,
                    gint64 cursor,
                    LfServerRecordFunc func,
                    gpointer user_data,
                    GError **error)
{
  const LfServerBucket all = { NULL, cursor };

  return storage_each_of_bucket (storage, &all, func, user_data, error);
}

/* ---- Changes ---- */

static LfServerChange *
storage_find_change (LfServerStorage *storage, const char *id, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  const LfServerChange *write = lf_pg_writes_find_change (self, id);
  g_autoptr (PGresult) result = NULL;
  const LfServerChange *known;

  if (write != NULL)
    return lf_server_change_copy (write);
  if (lf_pg_foresight_find_change (self->foresight, id, &known))
    return known == NULL ? NULL : lf_server_change_copy (known);
  result = lf_pg_query (self, error, LF_PG_FIND_CHANGE, "ss", self->zone, id);
  return lf_pg_read_only_change (result);
}

static LfServerChange *
copy_short (const LfServerChange *change)
{
  LfServerChange brief = *change;

  brief.answer = brief.body = NULL;
  return lf_server_change_copy (&brief);
}

/* Index: change_seq */
static LfServerChange *
storage_find_change_at (LfServerStorage *storage, gint64 seq, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  const LfPgWrite *write = g_hash_table_lookup (self->numbers, &seq);
  g_autoptr (PGresult) result = NULL;
  const LfServerChange *known;

  if (write != NULL)
    return copy_short (lf_pg_writes_change (write));
  if (lf_pg_foresight_find_number (self->foresight, seq, &known))
    return known == NULL ? NULL : lf_server_change_copy (known);
  result = lf_pg_query (self, error, LF_PG_FIND_NUMBER, "si", self->zone, seq);
  return lf_pg_read_only_change (result);
}

typedef struct
{
  LfServerChangeFunc func;
  gpointer user_data;
} EachChange;

static gboolean
take_change (const PGresult *row, gboolean *stop, gpointer user_data, GError **error)
{
  const EachChange *each = user_data;
  g_autoptr (LfServerChange) change = lf_pg_read_change (row, 0);

  return each->func (change, each->user_data, error);
}

static gboolean
storage_each_change (LfServerStorage *storage,
                     LfServerChangeFunc func,
                     gpointer user_data,
                     GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  EachChange each = { func, user_data };

  lf_pg_queue (self, "SELECT " LF_PG_CHANGE_COLUMNS " FROM change WHERE zone = $1", "s",
               self->zone);
  return lf_pg_stream (self, take_change, &each, error);
}

static gboolean
storage_each_change_of (LfServerStorage *storage,
                        const LfServerHistory *history,
                        LfServerChangeFunc func,
                        gpointer user_data,
                        GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  EachChange each = { func, user_data };

  lf_pg_queue (self,
               "SELECT c.id, c.seq, device, author, time_us, late_us, answer, body,"
               " doubtful FROM record_change r JOIN change c ON c.zone = r.zone AND c.seq = r.seq"
               " WHERE r.zone = $1 AND r.entity = $2 AND r.id = $3 AND r.seq < $4 AND c.seq > 0"
               " ORDER BY r.seq DESC LIMIT $5",
               "sssii", self->zone, history->entity, history->id, history->before,
               (gint64) history->limit);
  return lf_pg_stream (self, take_change, &each, error);
}

void
lf_storage_postgres_init_records (LfServerStorageInterface *iface)
{
  iface->foresee = lf_pg_foresee;
  iface->load = storage_load;
  iface->save = lf_pg_save;
  iface->find_conflict = storage_find_conflict;
  iface->list_followers = storage_list_followers;
  iface->list_entity = lf_pg_list_entity;
  iface->each_since = storage_each_since;
  iface->each_of_bucket = storage_each_of_bucket;
  iface->each_digest = lf_pg_each_digest;
  iface->find_change = storage_find_change;
  iface->find_change_at = storage_find_change_at;
  iface->add_change = lf_pg_add_change;
  iface->each_change = storage_each_change;
  iface->each_change_of = storage_each_change_of;
}
