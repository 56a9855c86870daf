/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Possible duplicates of given records: in the store, and among each other. */

#include "config.h"

#include "lf-ahead.h"
#include "lf-key-map.h"
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
  LfAhead *compared;  /* LfCompared of each, made ahead of the comparing */
  GPtrArray *forms;   /* (nullable elements): those of the records that have been compared */
  LfKeyMap *by_key;   /* their keys → their indexes */
} Batch;

static void
form_clear (gpointer form)
{
  if (form != NULL)
    lf_duplicate_form_free (form);
}

static gpointer
make_compared (gpointer data, guint index)
{
  const GPtrArray *records = data;

  return lf_compared_new (records->pdata[index]);
}

static void
batch_init (Batch *self, GPtrArray *records)
{
  self->records = records;
  self->compared
      = lf_ahead_new (records->len, make_compared, records, (GDestroyNotify) lf_compared_free);
  self->forms = g_ptr_array_new_with_free_func (form_clear);
  self->by_key = lf_key_map_new ();
}

static void
batch_clear (Batch *self)
{
  g_clear_pointer (&self->compared, lf_ahead_free);
  g_clear_pointer (&self->forms, g_ptr_array_unref);
  g_clear_pointer (&self->by_key, lf_key_map_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static void
batch_add (Batch *self, guint index, LfCompared *compared)
{
  for (guint i = 0; i < compared->keys->len; i++)
    lf_key_map_add (self->by_key, g_array_index (compared->keys, gint64, i), index);
  self->forms->pdata[index] = g_steal_pointer (&compared->form);
}

static void
compare_within (const Batch *self, const LfDuplicateForm *form, guint other, GPtrArray *found)
{
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
find_within (const Batch *self, const LfCompared *compared, GPtrArray *found)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) indexes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < compared->probes->len; i++)
    {
      lf_key_map_find (self->by_key, g_array_index (compared->probes, gint64, i),
                       LF_FINDER_MAX_SHARED, indexes);
      for (guint j = 0; j < indexes->len; j++)
        {
          guint other = g_array_index (indexes, guint, j);

          if (g_hash_table_add (seen, GUINT_TO_POINTER (other + 1)))
            compare_within (self, compared->form, other, found);
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
  g_autoptr (LfCompared) compared = lf_ahead_take (batch->compared, index);
  const LfEntity *entity = lf_record_entity (record);
  LfFinder *finder = g_hash_table_lookup (finders, entity);

  g_ptr_array_add (batch->forms, NULL);
  if (compared == NULL)
    return TRUE;
  if (finder == NULL)
    {
      finder = lf_finder_new (db, entity, error);
      if (finder == NULL)
        return FALSE;
      g_hash_table_insert (finders, (gpointer) entity, finder);
    }
  if (!lf_finder_find (finder, record, compared, G_MAXINT64, found, error))
    return FALSE;
  find_within (batch, compared, found);
  batch_add (batch, index, compared);
  if (found->len == 0)
    return TRUE;
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
