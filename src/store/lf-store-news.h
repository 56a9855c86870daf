/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a commit changed, as the store's `changed` signal tells it. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_NEWS_ADDED,
  LF_NEWS_EDITED,
  LF_NEWS_REMOVED
} LfNewsKind;

typedef struct
{
  const LfEntity *entity;
  char *id;
  gint64 row;
  LfNewsKind kind;
} LfNewsItem;

/* Boxed, ref-counted; the signal's only argument. */
typedef struct
{
  gatomicrefcount ref_count;
  GPtrArray *items;      /* (element-type LfNewsItem); empty when is_wholesale */
  gboolean is_wholesale; /* more than 1,000 records, or another process wrote: read again what is
                            shown */
  gboolean is_remote;
} LfStoreNews;

#define LF_TYPE_STORE_NEWS (lf_store_news_get_type ())
GType lf_store_news_get_type (void);
LfStoreNews *lf_store_news_new (void);
LfStoreNews *lf_store_news_ref (LfStoreNews *self);
void lf_store_news_unref (LfStoreNews *self);
/* Whether a record of @entity may be another than before. */
gboolean lf_store_news_concerns (const LfStoreNews *self, const char *entity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfStoreNews, lf_store_news_unref)

G_END_DECLS
