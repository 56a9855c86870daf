/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every pair of a store's records that may be one. */

#include "config.h"

#include "lf-store-finder.h"

#include <string.h>

#define PROGRESS_EVERY 500

void
lf_duplicate_pair_free (LfDuplicatePair *self)
{
  lf_record_unref (self->first);
  lf_record_unref (self->second);
  g_free (self);
}

typedef struct
{
  LfDb *db;
  const LfDuplicateSearch *search;
  GCancellable *cancellable;
  GPtrArray *pairs; /* (element-type LfDuplicatePair) */
  gint64 n_done;
  gint64 n_total;
} Sweep;

/* ---- Up to which row an entity was looked through ---- */

static char *
mark_name (const LfEntity *entity)
{
  return g_strconcat ("duplicates-seen-", entity->name, NULL);
}

static gboolean
read_mark (Sweep *self, const LfEntity *entity, gint64 *ret_row, GError **error)
{
  g_autofree char *name = mark_name (entity);
  g_autofree char *value = NULL;

  if (self->search->only_new && !lf_setting_get (self->db, name, &value, error))
    return FALSE;
  *ret_row = value == NULL ? 0 : g_ascii_strtoll (value, NULL, 10);
  return TRUE;
}

static gpointer
set_marks (LfWriter *self, gpointer data, GError **error)
{
  GHashTable *marks = data;
  GHashTableIter iter;
  gpointer name, row;

  g_hash_table_iter_init (&iter, marks);
  while (g_hash_table_iter_next (&iter, &name, &row))
    if (!lf_setting_set (self->db, name, row, error))
      return NULL;
  return LF_DONE;
}

static gboolean
is_searched (const LfDuplicateSearch *search, const LfEntity *entity)
{
  return lf_duplicate_rules_of (entity) != NULL
         && (search->entity == NULL || search->entity == entity);
}

static gboolean
read_numbers (
    LfDb *db, const LfEntity *entity, gint64 after, gint64 *ret_n, gint64 *ret_last, GError **error)
{
  sqlite3_stmt *statement = lf_db_preparef (
      db, error, "SELECT count (*), max (row) FROM \"%s\" WHERE row > ?", entity->name);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, after);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_n = sqlite3_column_int64 (statement, 0);
  *ret_last = MAX (sqlite3_column_int64 (statement, 1), after);
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- The sweep ---- */

static void
keep_pairs (Sweep *self, LfRecord *record, GPtrArray *found)
{
  for (guint i = 0; i < found->len; i++)
    {
      const LfDuplicate *one = found->pdata[i];
      LfDuplicatePair *pair;

      if (self->search->level != LF_DUPLICATE_NONE && one->rule->level > self->search->level)
        continue;
      pair = g_new (LfDuplicatePair, 1);
      *pair = (LfDuplicatePair){ lf_record_ref (one->record), lf_record_ref (record), one->rule };
      g_ptr_array_add (self->pairs, pair);
    }
}

static gboolean
sweep_record (Sweep *self, LfFinder *finder, LfRecord *record, GError **error)
{
  g_autoptr (LfCompared) compared = lf_compared_new (record);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_duplicate_free);

  if (!lf_finder_find (finder, record, compared, lf_record_row (record), found, error))
    return FALSE;
  keep_pairs (self, record, found);
  self->n_done++;
  if (self->search->progress != NULL
      && (self->n_done % PROGRESS_EVERY == 0 || self->n_done == self->n_total))
    self->search->progress (self->n_done, self->n_total, self->search->user_data);
  return TRUE;
}

static gboolean
sweep_entity (Sweep *self, const LfEntity *entity, GError **error)
{
  g_autoptr (LfFinder) finder = lf_finder_new (self->db, entity, error);
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;
  gint64 mark;

  if (finder == NULL || !read_mark (self, entity, &mark, error))
    return FALSE;
  statement = lf_db_preparef (self->db, error, "%s WHERE t.row > ? ORDER BY t.row",
                              lf_sql_select (entity));
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, mark);
  while (lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      g_autoptr (LfRecord) record = lf_sql_read_record (statement, entity, 0);

      if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
          || (!lf_record_is_deleted (record) && !sweep_record (self, finder, record, error)))
        {
          sqlite3_reset (statement);
          return FALSE;
        }
    }
  return !has_row;
}

static void
fill_displays (Sweep *self, const LfEntity *entity)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < self->pairs->len; i++)
    {
      LfDuplicatePair *pair = self->pairs->pdata[i];

      if (lf_record_entity (pair->first) != entity)
        continue;
      g_ptr_array_add (records, pair->first);
      g_ptr_array_add (records, pair->second);
    }
  lf_rows_fill_displays (self->db, entity, records);
}

/* Within a level in the order they were found: sorting is stable only with the row for a tie. */
static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const LfDuplicatePair *left = *(LfDuplicatePair *const *) a;
  const LfDuplicatePair *right = *(LfDuplicatePair *const *) b;
  gint64 first = lf_record_row (left->second), second = lf_record_row (right->second);

  if (left->rule->level != right->rule->level)
    return (int) left->rule->level - (int) right->rule->level;
  if (left->rule != right->rule)
    return left->rule < right->rule ? -1 : 1;
  return first < second ? -1 : first > second;
}

typedef struct
{
  Sweep sweep;
  GHashTable *marks; /* setting → row, as text */
} SweepJob;

static gboolean
count_all (SweepJob *job, LfDb *db, GError **error)
{
  const LfEntity *const *entities = lf_schema_entities (NULL);

  for (; *entities != NULL; entities++)
    {
      gint64 mark, n, last;

      if (!is_searched (job->sweep.search, *entities))
        continue;
      if (!read_mark (&job->sweep, *entities, &mark, error)
          || !read_numbers (db, *entities, mark, &n, &last, error))
        return FALSE;
      job->sweep.n_total += n;
      g_hash_table_insert (job->marks, mark_name (*entities),
                           g_strdup_printf ("%" G_GINT64_FORMAT, last));
    }
  return TRUE;
}

static gpointer
sweep (LfDb *db, gpointer data, GError **error)
{
  SweepJob *job = data;
  const LfEntity *const *entities = lf_schema_entities (NULL);

  job->sweep.db = db;
  if (!count_all (job, db, error))
    return NULL;
  for (; *entities != NULL; entities++)
    if (is_searched (job->sweep.search, *entities))
      {
        if (!sweep_entity (&job->sweep, *entities, error))
          return NULL;
        fill_displays (&job->sweep, *entities);
      }
  g_ptr_array_sort (job->sweep.pairs, compare_pairs);
  return LF_DONE;
}

GPtrArray *
lf_store_find_duplicates_sync (LfStore *self,
                               const LfDuplicateSearch *search,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (GPtrArray) pairs
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_duplicate_pair_free);
  g_autoptr (GHashTable) marks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SweepJob job = { .sweep = { NULL, search, cancellable, pairs, 0, 0 }, .marks = marks };

  if (lf_store_read_apart (self, sweep, &job, error) == NULL
      || (search->only_new
          && lf_store_write (self, set_marks, marks, /* free_result= */ NULL, error) == NULL))
    return NULL;
  return g_steal_pointer (&pairs);
}
