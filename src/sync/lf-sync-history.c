/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the server tells of a record takes the place of what came here with pulls, for a pull brings
 * together what several changes did. */

#include "config.h"

#include "lf-sync-history.h"

static LfMade
tell_made (const LfChange *change)
{
  if (change->age_us <= 0)
    return LF_MADE_UNKNOWN;
  return change->age_us < LF_LATE_US ? LF_MADE_ONLINE : LF_MADE_OFFLINE;
}

static LfHistoryItem *
item_new (LfStore *store, const LfHistoryEntry *entry)
{
  LfHistoryItem *item = g_new (LfHistoryItem, 1);
  gboolean is_here = g_strcmp0 (entry->change->device, lf_store_device (store)) == 0;

  *item = (LfHistoryItem){ .change = lf_change_ref (entry->change),
                           .is_remote = !is_here,
                           .is_here = is_here,
                           .seq = entry->seq,
                           .made = tell_made (entry->change) };
  return item;
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const LfHistoryItem *one = *(LfHistoryItem *const *) a, *other = *(LfHistoryItem *const *) b;
  gint64 one_number = one->seq == 0 ? G_MAXINT64 : one->seq;
  gint64 other_number = other->seq == 0 ? G_MAXINT64 : other->seq;

  if (one_number == other_number)
    return (one->change->time_us < other->change->time_us)
           - (one->change->time_us > other->change->time_us);
  return one_number < other_number ? 1 : -1;
}

/* @numbers: of the changes the server told */
static gboolean
add_entries (LfStore *store,
             const LfHistoryPage *page,
             const char *field,
             GPtrArray *items,
             GHashTable *numbers)
{
  for (guint i = 0; i < page->entries->len; i++)
    {
      const LfHistoryEntry *entry = page->entries->pdata[i];

      g_hash_table_add (numbers, g_memdup2 (&entry->seq, sizeof entry->seq));
      if (field == NULL || lf_change_keep_field (entry->change, field))
        g_ptr_array_add (items, item_new (store, entry));
    }
  return page->before > 0 && g_hash_table_size (numbers) < LF_SYNC_HISTORY_MOST;
}

static void
add_local (GPtrArray *local, GPtrArray *items, GHashTable *numbers)
{
  for (guint i = local->len; i > 0; i--)
    {
      const LfHistoryItem *item = local->pdata[i - 1];

      if (!g_hash_table_contains (numbers, &item->seq))
        g_ptr_array_add (items, g_ptr_array_steal_index (local, i - 1));
    }
}

GPtrArray *
lf_sync_history (LfStore *store,
                 LfTransport *transport,
                 const char *entity,
                 const char *id,
                 const char *field,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) items
      = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_history_item_free);
  g_autoptr (GHashTable) numbers
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) local = NULL;
  gboolean has_more = TRUE;
  gint64 before = 0;

  while (has_more)
    {
      g_autoptr (LfHistoryPage) page
          = lf_transport_history (transport, entity, id, before, cancellable, error);

      if (page == NULL)
        return NULL;
      has_more = add_entries (store, page, field, items, numbers);
      before = page->before;
    }
  local = lf_store_history_sync (store, entity, id, field, error);
  if (local == NULL)
    return NULL;
  add_local (local, items, numbers);
  g_ptr_array_sort (items, compare_newest_first);
  return g_steal_pointer (&items);
}
