/* SPDX-License-Identifier: GPL-3.0-or-later */
/* History is read out of the changes as they came, each cut down to what it did to the record. */

#include "config.h"

#include "lf-server-history.h"

#include "lf-server-scope.h"
#include "lf-wire.h"

#include <string.h>

#define PAGE_BYTES (4 * 1024 * 1024) /* of changes as they came; one at least */

typedef struct
{
  const LfServerHistoryQuery *query;
  LfHistoryPage *page;
  gsize size;
  gboolean is_full;
} Reading;

/* What was done to other records is not told, and neither is the label, which may name them. */
static void
keep_record (LfChange *change, const LfServerHistoryQuery *query)
{
  guint n_before = change->ops->len;

  for (guint i = change->ops->len; i > 0; i--)
    {
      const LfOp *op = change->ops->pdata[i - 1];

      if (strcmp (op->id, query->id) != 0 || strcmp (op->entity, query->entity) != 0)
        g_ptr_array_remove_index (change->ops, i - 1);
    }
  if (change->ops->len < n_before)
    g_clear_pointer (&change->label, g_free);
}

static gboolean
add_change (const LfServerChange *kept, gpointer user_data, GError **error)
{
  Reading *self = user_data;
  g_autoptr (LfJson) node = NULL;
  g_autoptr (LfChange) change = NULL;

  if (self->is_full)
    return TRUE;
  node = lf_json_read (kept->body, strlen (kept->body), error);
  change = node == NULL ? NULL : lf_wire_to_change (node, error);
  if (change == NULL)
    return FALSE;
  keep_record (change, self->query);
  g_free (change->author);
  change->author = g_strdup (kept->author);
  change->device = g_strdup (kept->device);
  change->age_us = kept->late_us;
  change->is_doubtful = kept->is_doubtful;
  self->size += strlen (kept->body);
  lf_history_page_add (self->page, g_steal_pointer (&change), kept->seq);
  self->is_full = self->page->entries->len >= LF_SERVER_HISTORY_MOST || self->size >= PAGE_BYTES;
  if (self->is_full)
    self->page->before = kept->seq;
  return TRUE;
}

static gboolean
read_changes (LfServerStorage *storage, Reading *self, GError **error)
{
  const LfServerHistoryQuery *query = self->query;
  const LfServerHistory history = { .entity = query->entity,
                                    .id = query->id,
                                    .before = query->before > 0 ? query->before : G_MAXINT64,
                                    .limit = LF_SERVER_HISTORY_MOST };
  g_autoptr (LfServerRecord) record = NULL;
  GError *local_error = NULL;

  record = lf_server_storage_load (storage, query->entity, query->id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return local_error == NULL
         && (record == NULL || lf_server_sight (record, query->sight) != LF_SIGHT_SEEN
             || lf_server_storage_each_change_of (storage, &history, add_change, self, error));
}

static LfHistoryPage *
read_once (LfServerStorage *storage,
           const char *zone,
           const LfServerHistoryQuery *query,
           GError **error)
{
  g_autoptr (LfHistoryPage) page = lf_history_page_new ();
  Reading reading = { .query = query, .page = page };
  gboolean is_read;

  if (!lf_server_storage_begin_reading (storage, zone, error))
    return NULL;
  is_read = read_changes (storage, &reading, error);
  lf_server_storage_rollback (storage);
  return is_read ? g_steal_pointer (&page) : NULL;
}

LfHistoryPage *
lf_server_read_history (LfServerStorage *storage,
                        const char *zone,
                        const LfServerHistoryQuery *query,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  LfHistoryPage *page;

  do
    page = read_once (storage, zone, query, &local_error);
  while (page == NULL && lf_server_storage_try_again (storage, &local_error));
  if (page == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return page;
}
