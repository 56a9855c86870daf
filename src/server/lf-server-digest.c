/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of what records say, for who sees them. */

#include "config.h"

#include "lf-server-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_server_digest_record (const LfServerRecord *record, LfDigestSum *ret_sum)
{
  lf_digest_sum_record (ret_sum, record->entity, record->id, record->deleted, record->fields);
}

/* ---- Those of a sight ---- */

static void
add_seen (const char *scope, const char *bucket, const LfDigestSum *sum, gpointer user_data)
{
  LfDigests *digests = user_data;

  if (digests->sight == NULL || lf_sight_meets (digests->sight, scope))
    lf_digest_sum_add (&digests->buckets[lf_digest_bucket (bucket)], sum);
}

static gboolean
fill_digests (LfServerStorage *storage, LfDigests *digests, GError **error)
{
  digests->seq = lf_server_storage_last_seq (storage, error);
  if (digests->seq < 0)
    return FALSE;
  digests->epoch = lf_server_storage_epoch (storage, error);
  return digests->epoch != NULL
         && lf_server_storage_each_digest (storage, add_seen, digests, error);
}

/* Sums and counter are read from one state of the database. */
static LfDigests *
read_once (LfServerStorage *storage, const char *zone, const char *sight, GError **error)
{
  g_autoptr (LfDigests) digests = lf_digests_new ();
  gboolean is_read;

  digests->sight = g_strdup (sight);
  if (!lf_server_storage_begin_reading (storage, zone, error))
    return NULL;
  is_read = fill_digests (storage, digests, error);
  lf_server_storage_rollback (storage);
  return is_read ? g_steal_pointer (&digests) : NULL;
}

LfDigests *
lf_server_read_digests (LfServerStorage *storage,
                        const char *zone,
                        const char *sight,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  LfDigests *digests;

  do
    digests = read_once (storage, zone, sight, &local_error);
  while (digests == NULL && lf_server_storage_try_again (storage, &local_error));
  if (digests == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return digests;
}

/* ---- Are they true? ---- */

static char *
bucket_key (const char *scope, const char *id)
{
  gsize length = strlen (id);

  return g_strconcat (length < 2 ? id : id + length - 2, " ", scope, NULL);
}

GHashTable *
lf_server_digest_notes_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
lf_server_digest_note (GHashTable *records, const LfServerRecord *record)
{
  char *key = bucket_key (record->scope, record->id);
  LfDigestSum *sum = g_hash_table_lookup (records, key);
  LfDigestSum one;

  lf_server_digest_record (record, &one);
  if (sum == NULL)
    g_hash_table_insert (records, key, g_memdup2 (&one, sizeof one));
  else
    {
      lf_digest_sum_add (sum, &one);
      g_free (key);
    }
}

static void
take_noted (const char *scope, const char *bucket, const LfDigestSum *sum, gpointer user_data)
{
  GHashTable *records = user_data;
  g_autofree char *key = bucket_key (scope, bucket);
  LfDigestSum none = { 0, 0 };
  const LfDigestSum *noted = g_hash_table_lookup (records, key);

  if (lf_digest_sum_equal (sum, noted == NULL ? &none : noted))
    g_hash_table_remove (records, key);
  else
    g_hash_table_insert (records, g_steal_pointer (&key), g_new0 (LfDigestSum, 1));
}

gboolean
lf_server_digest_check (LfServerStorage *storage,
                        GHashTable *records,
                        GPtrArray *problems,
                        GError **error)
{
  if (!lf_server_storage_each_digest (storage, take_noted, records, error))
    return FALSE;
  if (g_hash_table_size (records) > 0)
    g_ptr_array_add (problems,
                     g_strdup_printf (_ ("Digests that are not those of their records: %u. Devices "
                                         "find differences where there are none, or do not find "
                                         "them; restore a backup."),
                                      g_hash_table_size (records)));
  return TRUE;
}

/* ---- The storage's part ---- */

gboolean
lf_server_storage_each_of_bucket (LfServerStorage *self,
                                  const LfServerBucket *bucket,
                                  LfServerRecordFunc func,
                                  gpointer user_data,
                                  GError **error)
{
  return LF_SERVER_STORAGE_GET_IFACE (self)->each_of_bucket (self, bucket, func, user_data, error);
}

gboolean
lf_server_storage_each_digest (LfServerStorage *self,
                               LfServerDigestFunc func,
                               gpointer user_data,
                               GError **error)
{
  return LF_SERVER_STORAGE_GET_IFACE (self)->each_digest (self, func, user_data, error);
}
