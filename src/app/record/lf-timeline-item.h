/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that happened to a record, told in a sentence. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_TIMELINE_ALL,
  LF_TIMELINE_TALKS,
  LF_TIMELINE_COMMENTS,
  LF_TIMELINE_STAGES,
  LF_TIMELINE_FILES,
  LF_TIMELINE_CHANGES,
  LF_TIMELINE_RECORDS,
  LF_N_TIMELINE_KINDS,
} LfTimelineKind;

const char *lf_timeline_kind_label (LfTimelineKind kind); /* translated */
/* whether there can be anything of that kind */
gboolean lf_timeline_kind_fits (LfTimelineKind kind, const LfEntity *entity);

#define LF_TYPE_TIMELINE_ITEM (lf_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (LfTimelineItem, lf_timeline_item, LF, TIMELINE_ITEM, GObject)

/* Properties, for list factories: "icon" (icon name), "text", "detail" (nullable) and "byline"
 * (strings), "has-detail" (boolean). */
const char *lf_timeline_item_get_text (LfTimelineItem *self);
const char *lf_timeline_item_get_detail (LfTimelineItem *self); /* (nullable) */

LfTimelineKind lf_timeline_item_get_kind (LfTimelineItem *self);
gboolean lf_timeline_item_equal (LfTimelineItem *self, LfTimelineItem *other);

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
  LfTimelineKind kind;  /* of which kind alone */
  guint most;           /* no more than the newest so many; 0: all */
} LfTimelineQuery;

/**
 * lf_timeline_read:
 * Reads what happened to a record: its own history, and the dated records that belong to it
 * (talks, agreements…).
 * Returns: (transfer full) (element-type LfTimelineItem): newest first, and one beyond `most` when
 * there is more. Blocking: for a thread.
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
