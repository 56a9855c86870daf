/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a commit changed. */

#include "config.h"

#include "lf-store-news.h"

G_DEFINE_BOXED_TYPE (LfStoreNews, lf_store_news, lf_store_news_ref, lf_store_news_unref)

static void
item_free (gpointer data)
{
  LfNewsItem *item = data;

  g_free (item->id);
  g_free (item);
}

LfStoreNews *
lf_store_news_new (void)
{
  LfStoreNews *self = g_new0 (LfStoreNews, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

LfStoreNews *
lf_store_news_ref (LfStoreNews *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_store_news_unref (LfStoreNews *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->items);
  g_free (self);
}

gboolean
lf_store_news_concerns (const LfStoreNews *self, const char *entity)
{
  if (self->is_wholesale)
    return TRUE;
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (((const LfNewsItem *) self->items->pdata[i])->entity->name, entity))
      return TRUE;
  return FALSE;
}
