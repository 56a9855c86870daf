/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model that tells the beginning of another, and more of it as time permits. */

#include "config.h"

#include "lf-growing-list.h"

/* What a list view makes widgets for. */
#define MANY 256

struct _LfGrowingList
{
  GObject parent_instance;
  GListModel *model;
  guint step;
  guint n; /* of the model's items, the first ones: those that are told */
  guint growing_id;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfGrowingList,
                               lf_growing_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ---- GListModel ---- */

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (LF_GROWING_LIST (model)->model);
}

static guint
get_n_items (GListModel *model)
{
  return LF_GROWING_LIST (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  LfGrowingList *self = LF_GROWING_LIST (model);

  return position < self->n ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- Growing ---- */

static void
tell (LfGrowingList *self, guint position, guint n_removed, guint n_added)
{
  self->n = self->n - n_removed + n_added;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static gboolean
grow_cb (gpointer user_data)
{
  LfGrowingList *self = user_data;
  guint left = g_list_model_get_n_items (self->model) - self->n;
  guint n = self->n < MANY ? MIN (left, self->step) : left;

  if (n == left)
    self->growing_id = 0;
  tell (self, self->n, 0, n);
  return n == left ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
set_growing (LfGrowingList *self)
{
  gboolean is_whole = lf_growing_list_is_whole (self);

  if (is_whole)
    g_clear_handle_id (&self->growing_id, g_source_remove);
  else if (self->growing_id == 0)
    self->growing_id = g_idle_add (grow_cb, self);
}

/* Before: all of the model was told, or the first @n of it. What stands behind the change is told
 * anew where that is not much. */
static void
on_items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  LfGrowingList *self = user_data;
  guint n_all = g_list_model_get_n_items (model);
  gboolean was_whole = self->n == n_all - n_added + n_removed;

  if (was_whole && (n_added <= self->step || self->n - n_removed >= MANY))
    tell (self, position, n_removed, n_added);
  else if (was_whole)
    tell (self, position, self->n - position, MIN (self->step, n_all - position));
  else if (position < self->n)
    tell (self, position, self->n - position, MIN (self->n, n_all) - position);
  set_growing (self);
}

/* ---- The object ---- */

static void
lf_growing_list_dispose (GObject *object)
{
  LfGrowingList *self = LF_GROWING_LIST (object);

  g_clear_handle_id (&self->growing_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  G_OBJECT_CLASS (lf_growing_list_parent_class)->dispose (object);
}

static void
lf_growing_list_finalize (GObject *object)
{
  g_clear_object (&LF_GROWING_LIST (object)->model);
  G_OBJECT_CLASS (lf_growing_list_parent_class)->finalize (object);
}

static void
lf_growing_list_class_init (LfGrowingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_growing_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_growing_list_finalize;
}

static void
lf_growing_list_init (LfGrowingList *self)
{
}

LfGrowingList *
lf_growing_list_new (GListModel *model, guint step)
{
  LfGrowingList *self = g_object_new (LF_TYPE_GROWING_LIST, NULL);

  g_return_val_if_fail (step > 0, self);
  self->model = g_object_ref (model);
  self->step = step;
  self->n = MIN (step, g_list_model_get_n_items (model));
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  set_growing (self);
  return self;
}

gboolean
lf_growing_list_is_whole (LfGrowingList *self)
{
  return self->n == g_list_model_get_n_items (self->model);
}
