/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates of given records: in the store, and among each other. */

#include "config.h"

#include "lf-store-finder.h"

void
lf_duplicate_free (LfDuplicate *self)
{
  lf_record_unref (self->record);
  g_free (self);
}

/* ---- Records that are given ---- */

/* The records of one call, by key, so that they are compared with each other. */
typedef struct
{
  GPtrArray *records; /* unowned */
  GPtrArray *forms;   /* (nullable elements) */
  GHashTable *by_key; /* gint64 → GArray of guint */
} Batch;

static void
form_clear (gpointer form)
{
  if (form != NULL)
    lf_duplicate_form_free (form);
}

static void
batch_init (Batch *self, GPtrArray *records)
{
  self->records = records;
  self->forms = g_ptr_array_new_with_free_func (form_clear);
  self->by_key
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->by_key, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
batch_add (Batch *self, guint index)
{
  g_autoptr (GArray) keys = lf_duplicate_keys (self->forms->pdata[index]);

  for (guint i = 0; i < keys->len; i++)
    {
      const gint64 *key = &g_array_index (keys, gint64, i);
      GArray *indexes = g_hash_table_lookup (self->by_key, key);

      if (indexes == NULL)
        {
          indexes = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (self->by_key, g_memdup2 (key, sizeof *key), indexes);
        }
      g_array_append_val (indexes, index);
    }
}

static void
compare_within (const Batch *self, guint index, guint other, GPtrArray *found)
{
  const LfDuplicateForm *form = self->forms->pdata[index];
  LfRecord *record = self->records->pdata[other];
  const LfDuplicateRule *rule = lf_duplicate_compare (form, self->forms->pdata[other]);
  LfDuplicate *duplicate;

  if (rule == NULL)
    return;
  duplicate = g_new (LfDuplicate, 1);
  *duplicate = (LfDuplicate){ lf_record_ref (record), rule };
  g_ptr_array_add (found, duplicate);
}

static void
find_within (const Batch *self, guint index, GPtrArray *found)
{
  g_autoptr (GArray) probes = lf_duplicate_probes (self->forms->pdata[index]);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < probes->len; i++)
    {
      GArray *indexes = g_hash_table_lookup (self->by_key, &g_array_index (probes, gint64, i));

      guint n = indexes == NULL ? 0 : indexes->len;

      for (guint j = n > LF_FINDER_MAX_SHARED ? n - LF_FINDER_MAX_SHARED : 0; j < n; j++)
        {
          guint other = g_array_index (indexes, guint, j);

          if (g_hash_table_add (seen, GUINT_TO_POINTER (other + 1)))
            compare_within (self, index, other, found);
        }
    }
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const LfDuplicate *left = *(LfDuplicate *const *) a, *right = *(LfDuplicate *const *) b;

  return (int) left->rule->level - (int) right->rule->level;
}

static void
fill_displays (LfDb *db, const LfEntity *entity, GPtrArray *found)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();

  for (guint i = 0; i < found->len; i++)
    if (lf_record_row (((LfDuplicate *) found->pdata[i])->record) != 0)
      g_ptr_array_add (records, ((LfDuplicate *) found->pdata[i])->record);
  lf_rows_fill_displays (db, entity, records);
}

static gboolean
find_one (
    Batch *batch, GHashTable *finders, LfDb *db, guint index, GPtrArray *found, GError **error)
{
  const LfRecord *record = batch->records->pdata[index];
  LfDuplicateForm *form = lf_duplicate_form_new (record);
  const LfEntity *entity = lf_record_entity (record);
  LfFinder *finder = g_hash_table_lookup (finders, entity);

  g_ptr_array_add (batch->forms, form);
  if (form == NULL)
    return TRUE;
  if (finder == NULL)
    {
      finder = lf_finder_new (db, entity, error);
      if (finder == NULL)
        return FALSE;
      g_hash_table_insert (finders, (gpointer) entity, finder);
    }
  if (!lf_finder_find (finder, record, form, G_MAXINT64, found, error))
    return FALSE;
  find_within (batch, index, found);
  batch_add (batch, index);
  fill_displays (db, entity, found);
  g_ptr_array_sort (found, compare_levels);
  return TRUE;
}

static gpointer
find_all (LfDb *db, gpointer data, GError **error)
{
  GPtrArray *records = data;
  g_auto (Batch) batch = { NULL };
  g_autoptr (GHashTable) finders
      = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lf_finder_free);
  g_autoptr (GPtrArray) all
      = g_ptr_array_new_full (records->len, (GDestroyNotify) g_ptr_array_unref);

  batch_init (&batch, records);
  for (guint i = 0; i < records->len; i++)
    {
      GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_duplicate_free);

      g_ptr_array_add (all, found);
      if (!find_one (&batch, finders, db, i, found, error))
        return NULL;
    }
  return g_steal_pointer (&all);
}

GPtrArray *
lf_store_duplicates_sync (LfStore *self, GPtrArray *records, GError **error)
{
  return lf_store_read (self, find_all, records, error);
}

static gpointer
find_for_one (LfDb *db, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) all = find_all (db, data, error);

  return all == NULL ? NULL : g_ptr_array_ref (all->pdata[0]);
}

void
lf_store_duplicates_async (LfStore *self,
                           const LfRecord *record,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  g_ptr_array_add (records, lf_record_copy (record));
  lf_store_read_async (self, find_for_one, records, (GDestroyNotify) g_ptr_array_unref,
                       (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

GPtrArray *
lf_store_duplicates_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
