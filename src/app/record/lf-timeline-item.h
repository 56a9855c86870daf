/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that happened to a record, told in a sentence. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_TIMELINE_ITEM (lf_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (LfTimelineItem, lf_timeline_item, LF, TIMELINE_ITEM, GObject)

/* Properties, for list factories: "icon" (icon name), "text", "detail" (nullable) and "byline"
 * (strings), "has-detail" (boolean). */
const char *lf_timeline_item_get_text (LfTimelineItem *self);
const char *lf_timeline_item_get_detail (LfTimelineItem *self); /* (nullable) */

/* The record the item leads to, NULL when it is the one whose timeline it is. */
const char *lf_timeline_item_get_entity (LfTimelineItem *self);
const char *lf_timeline_item_get_id (LfTimelineItem *self);

/* What a timeline tells. */
typedef struct
{
  const LfEntity *entity;
  const char *id;
  const char *field;    /* (nullable): only what was done to this field */
  gboolean asks_server; /* also for what happened before this device knew the record */
} LfTimelineQuery;

/**
 * lf_timeline_read:
 * Reads what happened to a record: its own history, and the dated records that belong to it
 * (talks, agreements…).
 * Returns: (transfer full) (element-type LfTimelineItem): newest first. Blocking: for a thread.
 */
GPtrArray *lf_timeline_read_sync (LfStore *store,
                                  const LfTimelineQuery *query,
                                  GCancellable *cancellable,
                                  GError **error);
void lf_timeline_read_async (LfStore *store,
                             const LfTimelineQuery *query,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GPtrArray *lf_timeline_read_finish (LfStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
