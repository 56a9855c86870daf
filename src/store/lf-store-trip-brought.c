/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a trip brought: visits, leads, what was changed by whom, and what met or doubled there. */

#include "config.h"

#include "lf-store-finder.h"
#include "lf-store-trip-private.h"

#include <glib/gi18n-lib.h>

/* ---- Visits and leads ---- */

static gboolean
find_visits (LfTripReading *self, GError **error)
{
  g_autoptr (GPtrArray) visits = lf_trip_list (self->db, "interaction", "trip",
                                               lf_record_id (self->found->trip), "held_on", error);

  for (guint i = 0; visits != NULL && i < visits->len; i++)
    {
      g_ptr_array_add (self->found->visits, lf_record_ref (visits->pdata[i]));
      lf_trip_note (self, visits->pdata[i]);
    }
  return visits != NULL;
}

/* The projects that were registered since it began, of those it talked about. */
static void
find_leads (LfTripReading *self)
{
  const char *start = lf_record_get (self->found->trip, "start_date");

  for (guint i = 0; i < self->found->stops->len; i++)
    {
      const LfTripStop *stop = self->found->stops->pdata[i];
      const char *since = stop->project == NULL ? NULL : lf_record_get (stop->project, "lead_date");

      if (since != NULL && start != NULL && g_strcmp0 (since, start) >= 0
          && !g_ptr_array_find (self->found->leads, stop->project, NULL))
        g_ptr_array_add (self->found->leads, lf_record_ref (stop->project));
    }
}

static void
count_firms (LfTripReading *self)
{
  g_autoptr (GHashTable) firms = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->found->stops->len; i++)
    {
      const LfTripStop *stop = self->found->stops->pdata[i];

      if (lf_trip_stop_is_done (stop) && stop->firm != NULL)
        g_hash_table_add (firms, (gpointer) lf_record_id (stop->firm));
    }
  self->found->n_firms = g_hash_table_size (firms);
}

/* ---- Changes ---- */

/* The first moment of its first day. */
static gint64
begin_us (const LfRecord *trip)
{
  LfDate first = lf_trip_first_day (trip);
  g_autoptr (GDateTime) time
      = first.year == 0
            ? NULL
            : g_date_time_new_local (first.year, first.month, first.day, 0, 0, /* seconds= */ 0);

  return time == NULL ? 0 : g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static gboolean
add_changes (LfTripReading *self, const LfRecord *record, GHashTable *seen, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db,
                       "SELECT n, author, time_us, label FROM change WHERE time_us >= ?2 AND n IN"
                       " (SELECT change FROM change_record WHERE id = ?1) ORDER BY n DESC LIMIT ?3",
                       error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, lf_record_id (record));
  sqlite3_bind_int64 (statement, 2, begin_us (self->found->trip));
  sqlite3_bind_int (statement, 3, LF_TRIP_MOST);
  while (lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      gint64 n = sqlite3_column_int64 (statement, 0);
      LfTripChange *change;

      if (!g_hash_table_add (seen, g_memdup2 (&n, sizeof n)))
        continue;
      change = g_new0 (LfTripChange, 1);
      change->author = lf_db_text (statement, 1);
      change->time_us = sqlite3_column_int64 (statement, 2);
      change->label = lf_db_text (statement, 3);
      change->entity = g_strdup (lf_record_entity (record)->name);
      change->id = g_strdup (lf_record_id (record));
      g_ptr_array_add (self->found->changes, change);
    }
  return !has_row;
}

static int
compare_changes (gconstpointer a, gconstpointer b)
{
  const LfTripChange *x = *(const LfTripChange *const *) a;
  const LfTripChange *y = *(const LfTripChange *const *) b;

  return (x->time_us < y->time_us) - (x->time_us > y->time_us);
}

static gboolean
find_changes (LfTripReading *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *changes = self->found->changes;

  for (guint i = 0; i < self->about->len; i++)
    if (!add_changes (self, self->about->pdata[i], seen, error))
      return FALSE;
  g_ptr_array_sort (changes, compare_changes);
  if (changes->len > LF_TRIP_MOST)
    g_ptr_array_remove_range (changes, LF_TRIP_MOST, changes->len - LF_TRIP_MOST);
  return TRUE;
}

/* ---- What met, what doubled ---- */

static gboolean
find_conflicts (LfTripReading *self, GError **error)
{
  const LfEntity *entity = lf_schema_find ("conflict");
  g_autoptr (LfQuery) query
      = lf_query_new (entity, lf_filter_equal (lf_entity_field (entity, "state"), "open"), NULL);
  g_autoptr (GPtrArray) open = lf_rows_list (self->db, query, /* limit= */ 0, error);

  for (guint i = 0; open != NULL && i < open->len; i++)
    if (g_hash_table_contains (self->ids, lf_record_get (open->pdata[i], "record")))
      g_ptr_array_add (self->found->conflicts, lf_record_ref (open->pdata[i]));
  return open != NULL;
}

static gboolean
is_made_since (LfTripReading *self, const LfRecord *record, gboolean *ret_is_new, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_prepare (self->db,
                       "SELECT 1 FROM change WHERE time_us >= ?2 AND n IN"
                       " (SELECT change FROM change_record WHERE id = ?1 AND is_new) LIMIT 1",
                       error);

  if (statement == NULL)
    return FALSE;
  lf_db_bind_id (statement, 1, lf_record_id (record));
  sqlite3_bind_int64 (statement, 2, begin_us (self->found->trip));
  if (!lf_db_step (self->db, statement, ret_is_new, error))
    return FALSE;
  sqlite3_reset (statement);
  return TRUE;
}

/* Both may be new: the other way round it is the same. */
static gboolean
is_known (const LfTripReading *self, const LfRecord *first, const LfRecord *second)
{
  for (guint i = 0; i < self->found->duplicates->len; i++)
    {
      const LfDuplicatePair *pair = self->found->duplicates->pdata[i];

      if (g_str_equal (lf_record_id (pair->first), lf_record_id (second))
          && g_str_equal (lf_record_id (pair->second), lf_record_id (first)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_duplicates (LfTripReading *self, LfRecord *record, GError **error)
{
  g_autoptr (LfCompared) compared = lf_compared_new (record);
  g_autoptr (LfFinder) finder = NULL;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_duplicate_free);

  if (compared == NULL)
    return TRUE;
  finder = lf_finder_new (self->db, lf_record_entity (record), error);
  if (finder == NULL || !lf_finder_find (finder, record, compared, G_MAXINT64, found, error))
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    {
      const LfDuplicate *one = found->pdata[i];
      LfDuplicatePair *pair;

      if (is_known (self, record, one->record))
        continue;
      pair = g_new (LfDuplicatePair, 1);
      *pair = (LfDuplicatePair){ lf_record_ref (record), lf_record_ref (one->record), one->rule };
      g_ptr_array_add (self->found->duplicates, pair);
    }
  return TRUE;
}

static int
compare_duplicates (gconstpointer a, gconstpointer b)
{
  const LfDuplicatePair *x = *(const LfDuplicatePair *const *) a;
  const LfDuplicatePair *y = *(const LfDuplicatePair *const *) b;

  return (int) x->rule->level - (int) y->rule->level;
}

static gboolean
find_duplicates (LfTripReading *self, GError **error)
{
  for (guint i = 0; i < self->about->len; i++)
    {
      gboolean is_new = FALSE;

      if (!is_made_since (self, self->about->pdata[i], &is_new, error)
          || (is_new && !add_duplicates (self, self->about->pdata[i], error)))
        return FALSE;
    }
  g_ptr_array_sort (self->found->duplicates, compare_duplicates);
  return TRUE;
}

gboolean
lf_trip_find_brought (LfTripReading *self, GError **error)
{
  count_firms (self);
  find_leads (self);
  return find_visits (self, error) && find_changes (self, error) && find_conflicts (self, error)
         && find_duplicates (self, error);
}
