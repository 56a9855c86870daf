/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checks that hold for every storage; what is particular to one is in its verify(). */

#include "config.h"

#include "lf-server-check.h"

#include "lf-server-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PROBLEMS 100 /* of a zone; more do not help anybody */

typedef struct
{
  LfServerFindings findings;
  GArray *given;      /* (element-type gint64): the numbers that changes have */
  GArray *went_on_at; /* (element-type gint64): after these the zone went on behind a gap */
  GHashTable *ids;    /* of records */
  GHashTable *about;  /* id of a conflict → id of the record it is about */
  GHashTable *sums;   /* lf_server_digest_notes_new() */
  GPtrArray *problems;
  guint n_problems;
} Check;

static void add_problem (Check *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_problem (Check *self, const char *format, ...)
{
  va_list values;

  if (++self->n_problems > MOST_PROBLEMS)
    return;
  va_start (values, format);
  g_ptr_array_add (self->problems, g_strdup_vprintf (format, values));
  va_end (values);
}

/* ---- Numbers ---- */

static gboolean
note_change (const LfServerChange *change, gpointer user_data, GError **error)
{
  Check *self = user_data;

  self->findings.n_changes++;
  if (change->seq > self->findings.seq)
    add_problem (self, _ ("The change %1$s has the number %2$ld, and the counter is at %3$ld."),
                 change->id, (long) change->seq, (long) self->findings.seq);
  else if (change->seq > 0)
    g_array_append_val (self->given, change->seq);
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return (one > other) - (one < other);
}

/* Where it came back from backups: "@NUMBER" in the epoch, see lf_server_storage_renew(). */
static gboolean
read_restores (Check *self, LfServerStorage *storage, GError **error)
{
  g_autofree char *epoch = lf_server_storage_epoch (storage, error);

  for (const char *at = epoch; at != NULL && (at = strchr (at, '@')) != NULL; at++)
    {
      gint64 seq = g_ascii_strtoll (at + 1, NULL, 10);

      g_array_append_val (self->went_on_at, seq);
    }
  return epoch != NULL;
}

/* How many numbers between two that follow each other are missing. A gap that a restore left is no
 * hole, what is missing before it is. */
static gint64
count_missing (const Check *self, gint64 before, gint64 after)
{
  gint64 end = after;

  for (guint i = 0; after - before > LF_SERVER_LEAST_GAP && i < self->went_on_at->len; i++)
    {
      gint64 seq = g_array_index (self->went_on_at, gint64, i);

      if (seq >= before && seq < end)
        end = seq + 1;
    }
  return end - before - 1;
}

static void
check_holes (Check *self)
{
  gint64 before = 0, first = 0;
  long n = 0;

  for (guint i = 0; i <= self->given->len; i++)
    {
      gint64 after
          = i < self->given->len ? g_array_index (self->given, gint64, i) : self->findings.seq + 1;
      gint64 n_missing = count_missing (self, before, after);

      if (n_missing > 0 && first == 0)
        first = before + 1;
      n += n_missing;
      before = after;
    }
  if (n > 0)
    add_problem (self, _ ("Numbers without a change: %1$ld, the first of them %2$ld."), n,
                 (long) first);
}

/* ---- Records ---- */

static gint64
newest_of_clock (const LfServerRecord *record)
{
  gint64 newest = record->created_seq;
  GHashTableIter iter;
  gpointer seq;

  g_hash_table_iter_init (&iter, record->clock);
  while (g_hash_table_iter_next (&iter, NULL, &seq))
    newest = MAX (newest, *(gint64 *) seq);
  return newest;
}

static void
check_seq (Check *self, const LfServerRecord *record)
{
  if (record->seq < 1 || record->seq > self->findings.seq)
    add_problem (self,
                 _ ("The record %1$s %2$s has the number %3$ld, and the counter is at %4$ld."),
                 record->entity, record->id, (long) record->seq, (long) self->findings.seq);
  else if (!g_array_binary_search (self->given, &record->seq, compare_numbers, NULL))
    add_problem (self, _ ("The record %1$s %2$s has the number %3$ld, which no change has."),
                 record->entity, record->id, (long) record->seq);
  if (newest_of_clock (record) > record->seq)
    add_problem (self, _ ("The record %1$s %2$s has a field that is newer than the record."),
                 record->entity, record->id);
}

static gboolean
note_record (const LfServerRecord *record, gpointer user_data)
{
  Check *self = user_data;
  const char *about = lf_server_record_get (record, "record");

  self->findings.n_records++;
  g_hash_table_add (self->ids, g_strdup (record->id));
  if (strcmp (record->entity, "conflict") == 0 && about != NULL)
    g_hash_table_insert (self->about, g_strdup (record->id), g_strdup (about));
  check_seq (self, record);
  lf_server_digest_note (self->sums, record);
  return TRUE;
}

static void
check_conflicts (Check *self)
{
  GHashTableIter iter;
  gpointer id, about;

  g_hash_table_iter_init (&iter, self->about);
  while (g_hash_table_iter_next (&iter, &id, &about))
    if (!g_hash_table_contains (self->ids, about))
      add_problem (self, _ ("The conflict %1$s is about the record %2$s, which is not there."),
                   (const char *) id, (const char *) about);
}

/* ---- Zones ---- */

static gboolean
check_contents (Check *self, LfServerStorage *storage, GError **error)
{
  gint64 seq = lf_server_storage_last_seq (storage, error);

  if (seq < 0)
    return FALSE;
  self->findings.seq = seq;
  if (!read_restores (self, storage, error)
      || !lf_server_storage_each_change (storage, note_change, self, error))
    return FALSE;
  g_array_sort (self->given, compare_numbers);
  if (!lf_server_storage_each_since (storage, G_MININT64, note_record, self, error)
      || !lf_server_digest_check (storage, self->sums, self->problems, error))
    return FALSE;
  check_holes (self);
  check_conflicts (self);
  return TRUE;
}

static gboolean
check_once (Check *self, LfServerStorage *storage, const char *zone, GError **error)
{
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, zone, error))
    return FALSE;
  is_read = check_contents (self, storage, error);
  lf_server_storage_rollback (storage);
  return is_read;
}

gboolean
lf_server_check_zone (LfServerStorage *storage,
                      const char *zone,
                      LfServerFindings *ret_findings,
                      GPtrArray *problems,
                      GError **error)
{
  g_autoptr (GArray) given = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) went_on_at = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) about = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) sums = lf_server_digest_notes_new ();
  Check self = { .given = given,
                 .went_on_at = went_on_at,
                 .ids = ids,
                 .about = about,
                 .sums = sums,
                 .problems = problems };

  if (!check_once (&self, storage, zone, error))
    return FALSE;
  *ret_findings = self.findings;
  return TRUE;
}

/* ---- Accounts ---- */

static char *
account_key (const char *zone, const char *name)
{
  return g_strconcat (zone, "/", name, NULL);
}

/* (transfer full): keys of the accounts */
static GHashTable *
check_zones (GPtrArray *accounts, GStrv zones, GPtrArray *problems)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < accounts->len; i++)
    {
      const LfServerAccount *account = accounts->pdata[i];

      g_hash_table_add (keys, account_key (account->zone, account->name));
      if (!g_strv_contains ((const char *const *) zones, account->zone))
        g_ptr_array_add (problems,
                         g_strdup_printf (_ ("The account “%1$s” is of the zone “%2$s”, which is "
                                             "not there."),
                                          account->name, account->zone));
    }
  return keys;
}

gboolean
lf_server_check_accounts (LfServerStorage *storage, GPtrArray *problems, GError **error)
{
  g_auto (GStrv) zones = lf_server_storage_list_zones (storage, error);
  g_autoptr (GPtrArray) accounts
      = zones == NULL ? NULL : lf_server_storage_list_accounts (storage, error);
  g_autoptr (GPtrArray) devices
      = accounts == NULL ? NULL : lf_server_storage_list_devices (storage, error);
  g_autoptr (GHashTable) keys = devices == NULL ? NULL : check_zones (accounts, zones, problems);

  for (guint i = 0; keys != NULL && i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];
      g_autofree char *key = account_key (device->zone, device->account);

      if (!g_hash_table_contains (keys, key))
        g_ptr_array_add (problems,
                         g_strdup_printf (_ ("The device “%1$s” is of the account “%2$s”, which is "
                                             "not there."),
                                          device->id, device->account));
    }
  return keys != NULL;
}
