/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells and their rows. */

#include "config.h"

#include "lf-cell-binding.h"

typedef struct
{
  LfCellShow show;
  gpointer data;
} Shower;

/* Of a cell, for as long as it is there. */
typedef struct
{
  Shower shower;
  GtkListItem *item;
  LfRow *row; /* (nullable): whose record the cell shows */
} Binding;

/* clang-format off */
static G_DEFINE_QUARK (lf-cell-binding, binding)
    /* clang-format on */

    static void leave_row (Binding *self)
{
  if (self->row != NULL)
    lf_row_unwatch (self->row, self);
  g_clear_object (&self->row);
}

static void
binding_free (gpointer data)
{
  leave_row (data);
  g_free (data);
}

static void
show_row (Binding *self)
{
  self->shower.show (self->item, lf_row_get_record (self->row), self->shower.data);
}

/* What comes to a row that the cell has no more is shown when it gets it back. */
static void
on_record_cb (LfRow *row, gpointer user_data)
{
  Binding *self = user_data;

  if (gtk_list_item_get_item (self->item) == row)
    show_row (self);
  else
    leave_row (self);
}

static Binding *
ensure_binding (GtkListItem *item, const Shower *shower)
{
  Binding *self = g_object_get_qdata (G_OBJECT (item), binding_quark ());

  if (self != NULL)
    return self;
  self = g_new (Binding, 1);
  *self = (Binding){ *shower, item, NULL };
  g_object_set_qdata_full (G_OBJECT (item), binding_quark (), self, binding_free);
  return self;
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  Binding *self = ensure_binding (item, user_data);
  LfRow *row = gtk_list_item_get_item (item);

  if (row == self->row)
    return;
  leave_row (self);
  self->row = g_object_ref (row);
  lf_row_watch (row, on_record_cb, self);
  show_row (self);
}

static void
free_shower (gpointer data, GClosure *closure)
{
  g_free (data);
}

void
lf_cell_binding_add (GtkListItemFactory *factory, LfCellShow show, gpointer data)
{
  Shower *shower = g_new (Shower, 1);

  *shower = (Shower){ show, data };
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind_cb), shower, free_shower, 0);
}
