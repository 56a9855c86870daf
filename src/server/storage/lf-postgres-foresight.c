/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was foreseen, and reading it. */

#include "config.h"

#include "lf-postgres-foresight.h"

#include "lf-postgres-rows.h"

#include <string.h>

#define FORESEE_BATCH 100
#define FORESEE_BYTES (32 * 1024 * 1024)

struct _LfPgForesight
{
  gboolean is_there;

  /* NULL: it is known that there is none */
  GHashTable *records; /* key → LfServerRecord */
  GHashTable *changes; /* id → LfServerChange */
  GHashTable *numbers; /* seq → LfServerChange, without answer and body */

  GHashTable *followers; /* root → GPtrArray of LfServerRecord, keys alone */
};

/* ---- The value ---- */

static void
free_record (gpointer record)
{
  if (record != NULL)
    lf_server_record_free (record);
}

static void
free_change (gpointer change)
{
  if (change != NULL)
    lf_server_change_free (change);
}

LfPgForesight *
lf_pg_foresight_new (void)
{
  LfPgForesight *self = g_new0 (LfPgForesight, 1);

  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_record);
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_change);
  self->numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_change);
  self->followers
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
lf_pg_foresight_free (LfPgForesight *self)
{
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->changes);
  g_hash_table_unref (self->numbers);
  g_hash_table_unref (self->followers);
  g_free (self);
}

void
lf_pg_foresight_forget (LfPgForesight *self)
{
  g_hash_table_remove_all (self->records);
  g_hash_table_remove_all (self->changes);
  g_hash_table_remove_all (self->numbers);
  g_hash_table_remove_all (self->followers);
  self->is_there = FALSE;
}

gboolean
lf_pg_foresight_is_there (const LfPgForesight *self)
{
  return self->is_there;
}

gboolean
lf_pg_foresight_find_record (const LfPgForesight *self,
                             const char *key,
                             const LfServerRecord **ret_record)
{
  return g_hash_table_lookup_extended (self->records, key, NULL, (gpointer *) ret_record);
}

gboolean
lf_pg_foresight_find_change (const LfPgForesight *self,
                             const char *id,
                             const LfServerChange **ret_change)
{
  return g_hash_table_lookup_extended (self->changes, id, NULL, (gpointer *) ret_change);
}

gboolean
lf_pg_foresight_find_number (const LfPgForesight *self,
                             gint64 seq,
                             const LfServerChange **ret_change)
{
  return g_hash_table_lookup_extended (self->numbers, &seq, NULL, (gpointer *) ret_change);
}

GPtrArray *
lf_pg_foresight_find_followers (const LfPgForesight *self, const char *root)
{
  return g_hash_table_lookup (self->followers, root);
}

/* ---- Foreseeing ---- */

/* Without their bodies: of a change that comes again the answer is wanted. */
#define FIND_ANSWER                                                                                \
  "SELECT id, seq, device, author, time_us, late_us, answer, NULL, doubtful FROM change"           \
  " WHERE zone = $1 AND id = $2"

static gboolean
foresee_changes (LfStoragePostgres *self, GPtrArray *ids, guint first, gsize *size, GError **error)
{
  guint n = MIN (ids->len - first, FORESEE_BATCH);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < n; i++)
    lf_pg_queue (self, FIND_ANSWER, "ss", self->zone, ids->pdata[first + i]);
  results = lf_pg_run_all (self, error);
  for (guint i = 0; results != NULL && i < n; i++)
    {
      LfServerChange *change = lf_pg_read_only_change (results->pdata[i]);

      *size += change == NULL ? 0 : strlen (change->answer);
      g_hash_table_insert (self->foresight->changes, g_strdup (ids->pdata[first + i]), change);
    }
  return results != NULL;
}

/* One that is damaged fails who loads it, and no others. */
static gboolean
take_record (LfStoragePostgres *self,
             const LfServerKey *key,
             const PGresult *result,
             gsize *size,
             GError **error)
{
  gboolean is_there = PQntuples (result) > 0;
  g_autoptr (GError) cause = NULL;
  LfServerRecord *record = is_there ? lf_pg_read_record (self, result, 0, &cause) : NULL;

  if (g_error_matches (cause, LF_SERVER_ERROR, LF_SERVER_ERROR_DAMAGED))
    return TRUE;
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }
  *size += is_there ? (gsize) PQgetlength (result, 0, 6) : 0;
  g_hash_table_insert (self->foresight->records, lf_pg_record_key (key->entity, key->id), record);
  return TRUE;
}

static gboolean
foresee_records (LfStoragePostgres *self, GPtrArray *keys, guint first, gsize *size, GError **error)
{
  guint n = MIN (keys->len - first, FORESEE_BATCH);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < n; i++)
    {
      const LfServerKey *key = keys->pdata[first + i];

      lf_pg_queue (self, LF_PG_FIND_RECORD, "sss", self->zone, key->entity, key->id);
    }
  results = lf_pg_run_all (self, error);
  for (guint i = 0; results != NULL && i < n; i++)
    if (!take_record (self, keys->pdata[first + i], results->pdata[i], size, error))
      return FALSE;
  return results != NULL;
}

static gboolean
foresee_followers (LfStoragePostgres *self, GPtrArray *ids, guint first, GError **error)
{
  guint n = MIN (ids->len - first, FORESEE_BATCH);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < n; i++)
    lf_pg_queue (self, LF_PG_FIND_FOLLOWERS, "ss", self->zone, ids->pdata[first + i]);
  results = lf_pg_run_all (self, error);
  for (guint i = 0; results != NULL && i < n; i++)
    g_hash_table_insert (self->foresight->followers, g_strdup (ids->pdata[first + i]),
                         lf_pg_read_followers (results->pdata[i]));
  return results != NULL;
}

static gboolean
foresee_numbers (LfStoragePostgres *self, GArray *seqs, guint first, GError **error)
{
  guint n = MIN (seqs->len - first, FORESEE_BATCH);
  g_autoptr (GPtrArray) results = NULL;

  for (guint i = 0; i < n; i++)
    lf_pg_queue (self, LF_PG_FIND_NUMBER, "si", self->zone,
                 g_array_index (seqs, gint64, first + i));
  results = lf_pg_run_all (self, error);
  for (guint i = 0; results != NULL && i < n; i++)
    g_hash_table_insert (self->foresight->numbers,
                         g_memdup2 (&g_array_index (seqs, gint64, first + i), sizeof (gint64)),
                         lf_pg_read_only_change (results->pdata[i]));
  return results != NULL;
}

static void
want_seq (LfStoragePostgres *self, GArray *seqs, gint64 seq)
{
  if (g_hash_table_contains (self->foresight->numbers, &seq))
    return;
  g_hash_table_insert (self->foresight->numbers, g_memdup2 (&seq, sizeof seq), NULL);
  g_array_append_val (seqs, seq);
}

/* The changes that whoever had seen @key->seen does not know of. */
static void
want_newer (LfStoragePostgres *self, GArray *seqs, const LfServerKey *key)
{
  g_autofree char *name = lf_pg_record_key (key->entity, key->id);
  const LfServerRecord *record = g_hash_table_lookup (self->foresight->records, name);
  GHashTableIter iter;
  gpointer seq;

  if (record == NULL)
    return;
  if (record->created_seq > key->seen)
    want_seq (self, seqs, record->created_seq);
  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, NULL, &seq))
    if (*(gint64 *) seq > key->seen)
      want_seq (self, seqs, *(gint64 *) seq);
}

gboolean
lf_pg_foresee (LfServerStorage *storage, const LfServerWanted *wanted, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  g_autoptr (GArray) seqs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();
  gsize size = 0;

  self->foresight->is_there = TRUE;
  for (guint i = 0; i < wanted->changes->len && size < FORESEE_BYTES; i += FORESEE_BATCH)
    if (!foresee_changes (self, wanted->changes, i, &size, error))
      return FALSE;
  for (guint i = 0; i < wanted->records->len && size < FORESEE_BYTES; i += FORESEE_BATCH)
    if (!foresee_records (self, wanted->records, i, &size, error))
      return FALSE;
  for (guint i = 0; i < wanted->records->len; i++)
    {
      LfServerKey *key = wanted->records->pdata[i];

      want_newer (self, seqs, key);
      if (key->is_followed)
        g_ptr_array_add (roots, (gpointer) key->id);
    }
  for (guint i = 0; i < roots->len; i += FORESEE_BATCH)
    if (!foresee_followers (self, roots, i, error))
      return FALSE;
  for (guint i = 0; i < wanted->seqs->len; i++)
    want_seq (self, seqs, g_array_index (wanted->seqs, gint64, i));
  for (guint i = 0; i < seqs->len; i += FORESEE_BATCH)
    if (!foresee_numbers (self, seqs, i, error))
      return FALSE;
  return TRUE;
}
