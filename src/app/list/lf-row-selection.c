/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A selection of row numbers. */

#include "config.h"

#include "lf-row-selection.h"

#include "lf-growing-list.h"

#define ROWS_AT_A_TIME 8
#define MANY 128 /* rows, from which on they are taken together */

struct _LfRowSelection
{
  GObject parent_instance;
  LfListModel *model;
  LfGrowingList *shown; /* of the model: what views are told */
  GtkBitset *rows;      /* row numbers: they grow by one, and no store has 2^32 */
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfRowSelection,
                               lf_row_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

/* ---- The list ---- */

static GType
get_item_type (GListModel *model)
{
  return LF_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (LF_ROW_SELECTION (model)->shown));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (LF_ROW_SELECTION (model)->shown), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* ---- The selection ---- */

static guint
row_at (LfRowSelection *self, guint position)
{
  return (guint) lf_list_model_get_row_at (self->model, position);
}

static guint
n_rows (LfRowSelection *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->model));
}

static guint
end_of (LfRowSelection *self, guint position, guint n_items)
{
  guint all = n_rows (self);

  return position >= all ? position : position + MIN (n_items, all - position);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  LfRowSelection *self = LF_ROW_SELECTION (model);

  return position < get_n_items (G_LIST_MODEL (model))
         && gtk_bitset_contains (self->rows, row_at (self, position));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  LfRowSelection *self = LF_ROW_SELECTION (model);
  guint end = end_of (self, position, n_items);
  GtkBitset *selected = gtk_bitset_new_empty ();

  if (gtk_bitset_is_empty (self->rows))
    return selected;
  for (guint i = position; i < end; i++)
    if (gtk_bitset_contains (self->rows, row_at (self, i)))
      gtk_bitset_add (selected, i);
  return selected;
}

static void
tell (LfRowSelection *self, guint first, guint n)
{
  guint n_shown = get_n_items (G_LIST_MODEL (self));

  n = first < n_shown ? MIN (n, n_shown - first) : 0;
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, n);
}

static void
tell_all (LfRowSelection *self)
{
  tell (self, 0, get_n_items (G_LIST_MODEL (self)));
}

/* (transfer full): the row numbers that stand between @first and @end. Rows come in any order,
 * which a bitset takes one by one at ten times the time: a million of them would hold the main
 * loop. */
static GtkBitset *
rows_between (LfRowSelection *self, guint first, guint end)
{
  GtkBitset *rows = gtk_bitset_new_empty ();
  g_autofree guint8 *marks = NULL;
  guint last = 0;

  for (guint i = first; i < end; i++)
    last = MAX (last, row_at (self, i));
  marks = g_malloc0 ((gsize) last + 2); /* the last is never marked: it ends the last run */
  for (guint i = first; i < end; i++)
    marks[row_at (self, i)] = 1;
  for (guint row = 0; row <= last; row++)
    if (marks[row])
      {
        guint begin = row;

        while (marks[row])
          row++;
        gtk_bitset_add_range (rows, begin, row - begin);
      }
  return rows;
}

static void
set_range (LfRowSelection *self, guint position, guint n_items, gboolean is_wanted)
{
  guint end = end_of (self, position, n_items);
  g_autoptr (GtkBitset) rows = NULL;

  if (end - position < MANY)
    {
      for (guint i = position; i < end; i++)
        if (is_wanted)
          gtk_bitset_add (self->rows, row_at (self, i));
        else
          gtk_bitset_remove (self->rows, row_at (self, i));
      return;
    }
  rows = rows_between (self, position, end);
  if (is_wanted)
    gtk_bitset_union (self->rows, rows);
  else
    gtk_bitset_subtract (self->rows, rows);
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n_items, gboolean unselect_rest)
{
  LfRowSelection *self = LF_ROW_SELECTION (model);

  if (unselect_rest)
    gtk_bitset_remove_all (self->rows);
  set_range (self, position, n_items, TRUE);
  if (unselect_rest)
    tell_all (self);
  else
    tell (self, position, n_items);
  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  set_range (LF_ROW_SELECTION (model), position, n_items, FALSE);
  tell (LF_ROW_SELECTION (model), position, n_items);
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  return unselect_range (model, position, 1);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, n_rows (LF_ROW_SELECTION (model)), TRUE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  LfRowSelection *self = LF_ROW_SELECTION (model);

  if (gtk_bitset_is_empty (self->rows))
    return TRUE;
  gtk_bitset_remove_all (self->rows);
  tell_all (self);
  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  LfRowSelection *self = LF_ROW_SELECTION (model);
  guint n_items = n_rows (self), position;
  GtkBitsetIter iter;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, mask, &position);
       is_there && position < n_items; is_there = gtk_bitset_iter_next (&iter, &position))
    set_range (self, position, 1, gtk_bitset_contains (selected, position));
  tell_all (self);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

/* ---- What the list does ---- */

static void
on_items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  g_list_model_items_changed (G_LIST_MODEL (user_data), position, n_removed, n_added);
}

/* Nobody sees what has left the list, so nothing is to be done to it; and what is selected may
 * stand elsewhere. */
static void
on_reordered_cb (LfListModel *model, gpointer user_data)
{
  LfRowSelection *self = user_data;
  g_autoptr (GtkBitset) listed = NULL;

  if (gtk_bitset_is_empty (self->rows))
    return;
  listed = rows_between (self, 0, n_rows (self));
  gtk_bitset_intersect (self->rows, listed);
  tell_all (self);
}

/* ---- The object ---- */

static void
lf_row_selection_finalize (GObject *object)
{
  LfRowSelection *self = LF_ROW_SELECTION (object);

  g_signal_handlers_disconnect_by_data (self->model, self);
  g_signal_handlers_disconnect_by_data (self->shown, self);
  g_object_unref (self->model);
  g_object_unref (self->shown);
  gtk_bitset_unref (self->rows);
  G_OBJECT_CLASS (lf_row_selection_parent_class)->finalize (object);
}

static void
lf_row_selection_class_init (LfRowSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_row_selection_finalize;
}

static void
lf_row_selection_init (LfRowSelection *self)
{
  self->rows = gtk_bitset_new_empty ();
}

LfRowSelection *
lf_row_selection_new (LfListModel *model)
{
  LfRowSelection *self = g_object_new (LF_TYPE_ROW_SELECTION, NULL);

  self->model = g_object_ref (model);
  self->shown = lf_growing_list_new (G_LIST_MODEL (model), ROWS_AT_A_TIME);
  g_signal_connect (self->shown, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect (model, "reordered", G_CALLBACK (on_reordered_cb), self);
  return self;
}

LfListModel *
lf_row_selection_get_model (LfRowSelection *self)
{
  return self->model;
}

guint
lf_row_selection_get_n (LfRowSelection *self)
{
  return (guint) gtk_bitset_get_size (self->rows);
}

gint64
lf_row_selection_get_first (LfRowSelection *self)
{
  return gtk_bitset_is_empty (self->rows) ? 0 : gtk_bitset_get_minimum (self->rows);
}

GArray *
lf_row_selection_get_rows (LfRowSelection *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint number;

  for (gboolean is_there = gtk_bitset_iter_init_first (&iter, self->rows, &number); is_there;
       is_there = gtk_bitset_iter_next (&iter, &number))
    {
      gint64 row = number;
      g_array_append_val (rows, row);
    }
  return rows;
}
