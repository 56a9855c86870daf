/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first reports of a store, judged. */

#include "config.h"

#include "lf-store-claims.h"

#include "lf-company.h"
#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
lf_stored_claim_free (LfStoredClaim *self)
{
  lf_record_unref (self->record);
  g_clear_pointer (&self->against, lf_record_unref);
  g_free (self);
}

/* ---- Reading ---- */

/* A claim with what the rules ask of it. */
typedef struct
{
  LfRecord *record;
  LfClaim claim;
  char *firm_key;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  lf_record_unref (entry->record);
  g_free (entry->firm_key);
  g_free (entry);
}

static gint64
get_number (const LfRecord *record, const char *field)
{
  const char *value = lf_record_get (record, field);

  return value == NULL ? 0 : g_ascii_strtoll (value, NULL, 10);
}

static LfDate
day_of (gint64 time_us)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc == NULL ? NULL : g_date_time_to_local (utc);

  if (local == NULL)
    return (LfDate){ 0 };
  return (LfDate){ (gint16) g_date_time_get_year (local), (gint8) g_date_time_get_month (local),
                   (gint8) g_date_time_get_day_of_month (local) };
}

static LfClaimDecision
decision_of (const LfRecord *record)
{
  const char *state = lf_record_get (record, "state");

  if (g_strcmp0 (state, "granted") == 0)
    return LF_CLAIM_GRANTED;
  return g_strcmp0 (state, "rejected") == 0 ? LF_CLAIM_REJECTED : LF_CLAIM_UNDECIDED;
}

static void
take_later (LfDate *date, const char *value)
{
  LfDate other;

  if (value != NULL && lf_date_from_canonical (value, &other)
      && (date->year == 0 || lf_date_compare (&other, date) > 0))
    *date = other;
}

/* Talks that were held and moves that were made; what is only planned is no progress. */
static gboolean
read_progress (LfDb *db, const char *project, const LfDate *today, LfDate *progress, GError **error)
{
  g_autofree char *day = lf_date_to_canonical (today);
  gboolean has_row = FALSE;
  sqlite3_stmt *statement = lf_db_prepare (
      db,
      "SELECT max(\"held_on\") FROM \"interaction\""
      " WHERE \"project\" = ?1 AND deleted IS NULL AND \"held_on\" <= ?2"
      " UNION ALL SELECT \"stage_date\" FROM \"project\" WHERE id = ?1 AND \"stage_date\" <= ?2",
      error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, project);
  lf_db_bind_text (statement, 2, day);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *value = lf_db_text (statement, 0);

      take_later (progress, value);
    }
  return !has_row;
}

static Entry *
new_entry (LfRecord *record /* (transfer full) */)
{
  Entry *self = g_new0 (Entry, 1);

  self->record = record;
  self->firm_key = lf_company_key (lf_record_get (record, "firm_name"));
  self->claim = (LfClaim){ .firm_key = self->firm_key,
                           .credit_code = lf_record_get (record, "credit_code"),
                           .claimant = lf_record_get (record, "reported_by"),
                           .claimed_us = get_number (record, "claimed_us"),
                           .received_seq = get_number (record, "received_seq"),
                           .seen_seq = get_number (record, "seen_seq"),
                           .received_on = day_of (get_number (record, "received_us")),
                           .decision = decision_of (record) };
  if (self->claim.claimant == NULL)
    self->claim.claimant = "";
  take_later (&self->claim.progress_on, lf_record_get (record, "last_progress_on"));
  return self;
}

/* (transfer full) (element-type Entry) */
static GPtrArray *
read_entries (LfDb *db, const LfDate *today, GError **error)
{
  const LfEntity *entity = lf_schema_find ("claim");
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  gint64 cursor;
  gboolean has_row = TRUE;
  sqlite3_stmt *statement;

  if (!lf_setting_get_since (db, &cursor, error))
    return NULL;
  statement = lf_db_preparef (db, error, "%s WHERE t.deleted IS NULL", lf_sql_select (entity));
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      Entry *entry = new_entry (lf_sql_read_record (statement, entity, cursor));

      g_ptr_array_add (entries, entry);
      g_ptr_array_add (records, entry->record);
    }
  if (has_row)
    return NULL;
  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];
      const char *project = lf_record_get (entry->record, "project");

      if (project != NULL && !read_progress (db, project, today, &entry->claim.progress_on, error))
        return NULL;
    }
  lf_rows_fill_displays (db, entity, records);
  return g_steal_pointer (&entries);
}

/* ---- Firms ---- */

/* Claims that may be on one firm, by name or by code, so that not each is compared with all. */
typedef struct
{
  GHashTable *firms;       /* name or code → index of a claim */
  GArray *representatives; /* guint: each claim's, followed to the end */
} Firms;

static guint
find_firm (Firms *self, guint i)
{
  while (g_array_index (self->representatives, guint, i) != i)
    i = g_array_index (self->representatives, guint, i);
  return i;
}

static void
join_firm (Firms *self, const char *name, guint i)
{
  gpointer other;

  if (name == NULL)
    return;
  if (g_hash_table_lookup_extended (self->firms, name, NULL, &other))
    g_array_index (self->representatives, guint, find_firm (self, i))
        = find_firm (self, GPOINTER_TO_UINT (other));
  else
    g_hash_table_insert (self->firms, (gpointer) name, GUINT_TO_POINTER (i));
}

/* (transfer full): representative → (element-type Entry) of claims that may be on one firm */
static GHashTable *
gather_firms (GPtrArray *entries)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) representatives
      = g_array_sized_new (FALSE, FALSE, sizeof (guint), entries->len);
  Firms firms = { names, representatives };
  GHashTable *gathered
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = entries->pdata[i];

      g_array_append_val (representatives, i);
      join_firm (&firms, entry->firm_key, i);
      join_firm (&firms, entry->claim.credit_code, i);
    }
  for (guint i = 0; i < entries->len; i++)
    {
      gpointer firm = GUINT_TO_POINTER (find_firm (&firms, i));
      GPtrArray *claims = g_hash_table_lookup (gathered, firm);

      if (claims == NULL)
        g_hash_table_insert (gathered, firm, claims = g_ptr_array_new ());
      g_ptr_array_add (claims, entries->pdata[i]);
    }
  return gathered;
}

/* ---- Judging ---- */

static LfStoredClaim *
new_result (const Entry *entry, const LfClaimResult *result, GPtrArray *firm)
{
  LfStoredClaim *self = g_new0 (LfStoredClaim, 1);

  self->record = lf_record_ref (entry->record);
  self->standing = result->standing;
  if (entry->claim.received_seq != 0)
    self->last_day = lf_claim_last_day (&entry->claim);
  for (guint i = 0; i < firm->len; i++)
    if (&((Entry *) firm->pdata[i])->claim == result->against)
      self->against = lf_record_ref (((Entry *) firm->pdata[i])->record);
  return self;
}

static void
judge_firm (GPtrArray *firm, const LfDate *today, GPtrArray *results)
{
  g_autofree const LfClaim **claims = g_new (const LfClaim *, firm->len);
  g_autofree LfClaimResult *judged = g_new (LfClaimResult, firm->len);

  for (guint i = 0; i < firm->len; i++)
    claims[i] = &((Entry *) firm->pdata[i])->claim;
  lf_claims_judge (claims, firm->len, today, judged);
  for (guint i = 0; i < firm->len; i++)
    g_ptr_array_add (results, new_result (firm->pdata[i], &judged[i], firm));
}

static int
compare_results (gconstpointer a, gconstpointer b)
{
  static const int rank[] = {
    [LF_CLAIM_DISPUTED] = 0, [LF_CLAIM_HOLDS] = 1,    [LF_CLAIM_WAITING] = 2, [LF_CLAIM_LATER] = 3,
    [LF_CLAIM_REPEATS] = 4,  [LF_CLAIM_RELEASED] = 5, [LF_CLAIM_LOST] = 6
  };
  const LfStoredClaim *one = *(LfStoredClaim *const *) a;
  const LfStoredClaim *other = *(LfStoredClaim *const *) b;
  gint64 first = get_number (one->record, "received_seq");
  gint64 second = get_number (other->record, "received_seq");

  if (one->standing != other->standing)
    return rank[one->standing] - rank[other->standing];
  if (first != second)
    return first < second ? -1 : 1;
  return strcmp (lf_record_id (one->record), lf_record_id (other->record));
}

static gpointer
read_claims (LfDb *db, gpointer data, GError **error)
{
  const LfDate *today = data;
  g_autoptr (GPtrArray) entries = read_entries (db, today, error);
  g_autoptr (GHashTable) firms = entries == NULL ? NULL : gather_firms (entries);
  GPtrArray *results;
  GHashTableIter iter;
  gpointer firm;

  if (entries == NULL)
    return NULL;
  results = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_stored_claim_free);
  g_hash_table_iter_init (&iter, firms);
  while (g_hash_table_iter_next (&iter, NULL, &firm))
    judge_firm (firm, today, results);
  g_ptr_array_sort (results, compare_results);
  return results;
}

GPtrArray *
lf_store_claims_sync (LfStore *self, const LfDate *today, GError **error)
{
  return lf_store_read (self, read_claims, (gpointer) today, error);
}

void
lf_store_claims_async (LfStore *self,
                       const LfDate *today,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  lf_store_read_async (self, read_claims, g_memdup2 (today, sizeof *today), g_free,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_claims_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- Deciding ---- */

typedef struct
{
  char *winner;
  char *reason;
  LfDate today;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *decision = data;

  g_free (decision->winner);
  g_free (decision->reason);
  g_free (decision);
}

static const Entry *
find_entry (GPtrArray *entries, const char *id, GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (lf_record_id (((Entry *) entries->pdata[i])->record), id) == 0)
      return entries->pdata[i];
  g_set_error (error, LF_ERROR, LF_ERROR_NOT_FOUND,
               _ ("There is no first report with the id “%s”. Take one that “claims” lists."), id);
  return NULL;
}

static void
decide_one (LfChange *change, const LfRecord *record, const char *state, const Decision *decision)
{
  g_autofree char *day = lf_date_to_canonical (&decision->today);

  lf_change_edit (change, record, "state", state);
  lf_change_edit (change, record, "decided_on", day);
  lf_change_edit (change, record, "reason", decision->reason);
}

static gpointer
decide (LfWriter *self, gpointer data, GError **error)
{
  const Decision *decision = data;
  g_autoptr (GPtrArray) entries = read_entries (self->db, &decision->today, error);
  const Entry *winner = entries == NULL ? NULL : find_entry (entries, decision->winner, error);
  g_autoptr (LfChange) change = NULL;
  g_autofree char *label = NULL;

  if (winner == NULL)
    return NULL;
  label = g_strdup_printf (_ ("Grant the first report of “%s”"),
                           lf_record_get (winner->record, "firm_name"));
  change = lf_change_new (label);
  decide_one (change, winner->record, "granted", decision);
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *other = entries->pdata[i];

      if (other != winner && other->claim.decision == LF_CLAIM_UNDECIDED
          && lf_claim_is_same_firm (&other->claim, &winner->claim)
          && strcmp (other->claim.claimant, winner->claim.claimant) != 0)
        decide_one (change, other->record, "rejected", decision);
    }
  return lf_writer_commit (self, change, error) ? LF_DONE : NULL;
}

gboolean
lf_store_decide_claim_sync (
    LfStore *self, const char *winner, const char *reason, const LfDate *today, GError **error)
{
  Decision decision = { (char *) winner, (char *) reason, *today };

  return lf_store_write (self, decide, &decision, /* free_result= */ NULL, error) != NULL;
}

void
lf_store_decide_claim_async (LfStore *self,
                             const char *winner,
                             const char *reason,
                             const LfDate *today,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Decision *decision = g_new0 (Decision, 1);

  *decision = (Decision){ g_strdup (winner), g_strdup (reason), *today };
  lf_store_write_async (self, decide, decision, decision_free, NULL, cancellable, callback,
                        user_data);
}

gboolean
lf_store_decide_claim_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
