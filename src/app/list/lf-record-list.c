/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of any entity's records. */

#include "config.h"

#include "lf-record-list.h"

#include "lf-mark-column.h"
#include "lf-record-column.h"
#include "lf-scroll-keeper.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfRecordList
{
  GtkWidget parent_instance;
  const LfEntity *entity;
  const LfField *fixed;  /* (nullable) */
  const LfField *edited; /* (nullable): the last that was edited in a cell */
  GMenuModel *menu;      /* (nullable): of the headings */
  gboolean is_arranging;
  guint arranged_id;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  LfRowSelection *selection;
  gint64 opened;       /* the row that was told last; 0: none */
  char *sort;          /* (nullable): as it was told last */
  gboolean is_sorting; /* the headings follow it */
  LfRow *probe; /* two rows nobody sees, compared to learn which column a header click sorts by */
  LfRow *other;
};

enum
{
  OPENED,
  SORTED,
  ARRANGED,
  SELECTED,
  EDIT,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfRecordList, lf_record_list, GTK_TYPE_WIDGET)

/* ---- Sorting ---- */

static int
note_column (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  GtkWidget *view = GTK_WIDGET (gtk_column_view_column_get_column_view (column));

  if (view != NULL && g_object_get_data (G_OBJECT (view), "sorted-column") == NULL)
    g_object_set_data (G_OBJECT (view), "sorted-column", column);
  return GTK_ORDERING_SMALLER;
}

static GtkColumnViewColumn * /* (transfer full) (nullable) */
find_column (LfRecordList *self, const LfField *field)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkColumnViewColumn *column;

  for (guint i = 0; (column = g_list_model_get_item (columns, i)) != NULL; i++)
    {
      if (lf_record_column_field (column) == field)
        return column;
      g_object_unref (column);
    }
  return NULL;
}

/* The first has the heading's own arrow; the others say their direction and their place. */
static void
title_headings (LfRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const LfField *field = lf_record_column_field (column);
      gboolean is_descending = FALSE;
      guint place = field == NULL ? 0 : lf_sort_find (self->sort, field->name, &is_descending);
      g_autofree char *title = place < 2 ? NULL
                                         : g_strdup_printf ("%s %s%u", lf_field_label (field),
                                                            is_descending ? "▼" : "▲", place);

      if (field != NULL)
        gtk_column_view_column_set_title (column, title == NULL ? lf_field_label (field) : title);
    }
}

static void
take_sort (LfRecordList *self, const char *sort)
{
  char *old = self->sort;

  self->sort = sort == NULL || *sort == '\0' ? NULL : g_strdup (sort);
  g_free (old);
  title_headings (self);
  g_signal_emit (self, signals[SORTED], 0, self->sort);
}

/* Ordering happens in the database. GTK 4.8 does not say which header was clicked, but asks that
 * column's sorter first and turns its answer round when descending. */
static void
on_sorter_changed_cb (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  LfRecordList *self = user_data;
  GtkOrdering ordering;
  GtkColumnViewColumn *column;
  const LfField *field;
  g_autofree char *sort = NULL;

  if (self->is_sorting)
    return;
  g_object_set_data (G_OBJECT (self->view), "sorted-column", NULL);
  ordering = gtk_sorter_compare (sorter, self->probe, self->other);
  column = g_object_get_data (G_OBJECT (self->view), "sorted-column");
  field = column == NULL ? NULL : lf_record_column_field (column);
  if (field != NULL)
    sort = g_strconcat (ordering == GTK_ORDERING_LARGER ? "-" : "", field->name, NULL);
  take_sort (self, sort);
}

static const LfField * /* (nullable) */
field_of_heading_at (LfRecordList *self, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *header = gtk_widget_get_first_child (view), *heading;
  GtkWidget *picked = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
  g_autoptr (GtkColumnViewColumn) column = NULL;
  guint i = 0;

  if (picked == NULL || !gtk_widget_is_ancestor (picked, header))
    return NULL;
  for (heading = gtk_widget_get_first_child (header);
       heading != picked && !gtk_widget_is_ancestor (picked, heading);
       heading = gtk_widget_get_next_sibling (heading))
    i++;
  column = g_list_model_get_item (gtk_column_view_get_columns (self->view), i);
  return column == NULL ? NULL : lf_record_column_field (column);
}

/* With Shift a heading comes behind those the list is in the order of already. */
static void
on_heading_pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  LfRecordList *self = user_data;
  GdkModifierType held
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  const LfField *field = held & GDK_SHIFT_MASK ? field_of_heading_at (self, x, y) : NULL;
  g_autofree char *sort = NULL;

  if (field == NULL)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  sort = lf_sort_toggle (self->sort, field->name);
  lf_record_list_set_sort (self, sort);
}

/* ---- Columns ---- */

static void
add_column (LfRecordList *self, const LfField *field)
{
  g_autoptr (GtkColumnViewColumn) column = lf_record_column_new (field, GTK_WIDGET (self->view));
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (note_column, column, NULL));

  gtk_column_view_column_set_sorter (column, sorter);
  gtk_column_view_column_set_header_menu (column, self->menu);
  gtk_column_view_append_column (self->view, column);
}

/* The heading of figures stands over them, at the right. */
static void
align_headings (LfRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *heading
      = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (self->view)));

  for (guint i = 0; heading != NULL; heading = gtk_widget_get_next_sibling (heading), i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const LfField *field = column == NULL ? NULL : lf_record_column_field (column);

      if (field != NULL && lf_record_column_is_number (field)
          && gtk_widget_get_first_child (heading) != NULL)
        gtk_widget_set_halign (gtk_widget_get_first_child (heading), GTK_ALIGN_END);
    }
}

static void
on_awaited_cb (LfRow *row, GParamSpec *pspec, gpointer user_data)
{
  LfRecordList *self = user_data;

  if (lf_row_get_record (row) == NULL)
    return;
  g_signal_handlers_disconnect_by_func (row, on_awaited_cb, self);
  if (self->opened == lf_row_get_row (row))
    g_signal_emit (self, signals[OPENED], 0, lf_row_get_record (row));
}

/* A row that is still being read is opened when it is there, if it is still wanted then. */
static void
open_row (LfRecordList *self, guint position)
{
  g_autoptr (LfRow) row = g_list_model_get_item (
      G_LIST_MODEL (lf_row_selection_get_model (self->selection)), position);

  if (row == NULL)
    return;
  self->opened = lf_row_get_row (row);
  g_signal_handlers_disconnect_by_func (row, on_awaited_cb, self);
  if (lf_row_get_record (row) != NULL)
    g_signal_emit (self, signals[OPENED], 0, lf_row_get_record (row));
  else
    g_signal_connect_object (row, "notify::record", G_CALLBACK (on_awaited_cb), self, 0);
}

static void
on_activate_cb (GtkColumnView *view, guint position, gpointer user_data)
{
  open_row (user_data, position);
}

/* The only row selected, with the pointer or with the arrow keys, is the one seen beside the
 * list. */
static void
on_selected_cb (LfRecordList *self)
{
  gint64 row = lf_row_selection_get_first (self->selection);

  g_signal_emit (self, signals[SELECTED], 0);
  if (lf_row_selection_get_n (self->selection) == 0)
    self->opened = 0;
  else if (lf_row_selection_get_n (self->selection) == 1 && row != self->opened)
    open_row (self, lf_list_model_find_row (lf_row_selection_get_model (self->selection), row));
}

/* ---- Editing ---- */

static void
scroll_to_cell (LfRecordList *self, GtkWidget *cell)
{
  GtkAdjustment *place = gtk_scrolled_window_get_hadjustment (self->scroller);
  const double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  graphene_rect_t bounds;
  double beyond;

  if (!gtk_widget_compute_bounds (cell, GTK_WIDGET (self->scroller), &bounds))
    return;
  beyond = MAX (0, bounds.origin.x + bounds.size.width - width);
  beyond = MIN (beyond, bounds.origin.x); /* of what is too wide the beginning is seen */
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + beyond);
}

void
lf_record_list_edit_cell (LfRecordList *self, GtkWidget *cell)
{
  const LfField *field;
  LfRecord *record = lf_record_column_cell (cell, &field);

  if (record == NULL)
    return;
  if (lf_record_column_is_editable (field))
    self->edited = field;
  scroll_to_cell (self, cell);
  g_signal_emit (self, signals[EDIT], 0, record, field, cell);
}

static void
on_pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  LfRecordList *self = user_data;
  GtkWidget *picked
      = n == 2 ? gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT) : NULL;
  GtkWidget *cell = picked == NULL ? NULL : lf_record_column_find_cell (picked);

  if (cell != NULL)
    lf_record_list_edit_cell (self, cell);
}

/* In the row with the focus the field that was edited last, so that a column can be gone down. */
static gboolean
edit_focused_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LfRecordList *self = LF_RECORD_LIST (widget);
  GtkWidget *row = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *cell = row == NULL ? NULL : lf_record_column_cell_of (row, self->edited);

  if (cell != NULL)
    lf_record_list_edit_cell (self, cell);
  return cell != NULL;
}

static gboolean
unselect_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  LfRecordList *self = LF_RECORD_LIST (widget);
  gboolean is_many = lf_row_selection_get_n (self->selection) > 1;

  if (is_many)
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return is_many;
}

static void
lf_record_list_dispose (GObject *object)
{
  LfRecordList *self = LF_RECORD_LIST (object);
  GtkWidget *child;

  self->scroller = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child); /* the list, and a cell's editor that is open */
  g_clear_handle_id (&self->arranged_id, g_source_remove);
  g_clear_object (&self->menu);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->sort, g_free);
  g_clear_object (&self->probe);
  g_clear_object (&self->other);
  G_OBJECT_CLASS (lf_record_list_parent_class)->dispose (object);
}

static void
lf_record_list_class_init (LfRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = lf_record_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_F2, 0, edit_focused_cb, NULL);
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, unselect_cb, NULL);
  signals[OPENED] = g_signal_new ("opened", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, LF_TYPE_RECORD);
  signals[ARRANGED] = g_signal_new ("arranged", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[SELECTED] = g_signal_new ("selected", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[EDIT] = g_signal_new ("edit", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 3, LF_TYPE_RECORD, G_TYPE_POINTER, GTK_TYPE_WIDGET);
  signals[SORTED] = g_signal_new ("sorted", LF_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lf_record_list_init (LfRecordList *self)
{
  self->probe = g_object_new (LF_TYPE_ROW, NULL);
  self->other = g_object_new (LF_TYPE_ROW, NULL);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->scroller), GTK_WIDGET (self));
}

static gboolean
tell_arranged_cb (gpointer user_data)
{
  LfRecordList *self = user_data;

  self->arranged_id = 0;
  align_headings (self);
  g_signal_emit (self, signals[ARRANGED], 0);
  return G_SOURCE_REMOVE;
}

/* A heading that is dragged is taken out and put in again. */
static void
on_columns_changed_cb (LfRecordList *self)
{
  if (!self->is_arranging && self->arranged_id == 0 && self->scroller != NULL)
    self->arranged_id = g_idle_add (tell_arranged_cb, self);
}

/* Before GTK's own: a heading with Shift is not clicked by itself. */
static void
watch_clicks (LfRecordList *self)
{
  GtkGesture *headings = gtk_gesture_click_new (), *cells = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (headings), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (cells), GTK_PHASE_CAPTURE);
  g_signal_connect (headings, "pressed", G_CALLBACK (on_heading_pressed_cb), self);
  g_signal_connect (cells, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (headings));
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (cells));
}

GtkWidget *
lf_record_list_new (LfListModel *model, const LfEntity *entity, const LfField *fixed)
{
  LfRecordList *self = g_object_new (LF_TYPE_RECORD_LIST, NULL);
  g_autoptr (GtkColumnViewColumn) mark = lf_mark_column_new ();

  self->entity = entity;
  self->fixed = fixed;
  self->selection = lf_row_selection_new (model);
  self->view = GTK_COLUMN_VIEW (
      gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection))));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "records");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_entity_plural (entity), -1);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_LISTED) && field != fixed)
      add_column (self, field);
  gtk_column_view_append_column (self->view, mark);
  align_headings (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (on_columns_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "reordered", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  lf_scroll_keeper_watch (self->scroller, model);
  watch_clicks (self);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (on_sorter_changed_cb), self, 0);
  return GTK_WIDGET (self);
}

const LfEntity *
lf_record_list_entity (LfRecordList *self)
{
  return self->entity;
}

const LfField *
lf_record_list_fixed (LfRecordList *self)
{
  return self->fixed;
}

void
lf_record_list_set_menu (LfRecordList *self, GMenuModel *menu)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_set_object (&self->menu, menu);
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      gtk_column_view_column_set_header_menu (column, menu);
    }
}

void
lf_record_list_select (LfRecordList *self, guint position)
{
  GtkSelectionModel *model = GTK_SELECTION_MODEL (self->selection);

  if (position == GTK_INVALID_LIST_POSITION)
    gtk_selection_model_unselect_all (model);
  else
    gtk_selection_model_select_item (model, position, TRUE);
}

void
lf_record_list_select_all (LfRecordList *self)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
}

LfRowSelection *
lf_record_list_get_selection (LfRecordList *self)
{
  return self->selection;
}

/* ---- Saved columns ---- */

GPtrArray *
lf_record_list_get_columns (LfRecordList *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (lf_record_column_field (column) != NULL && gtk_column_view_column_get_visible (column))
        g_ptr_array_add (fields, (gpointer) lf_record_column_field (column));
    }
  return fields;
}

void
lf_record_list_set_columns (LfRecordList *self, GPtrArray *fields)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  self->is_arranging = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const LfField *field = lf_record_column_field (column);

      if (field == NULL)
        continue;
      lf_record_column_show (column, g_ptr_array_find (fields, field, NULL));
    }
  for (guint i = 0; i < fields->len; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = find_column (self, fields->pdata[i]);

      if (column == NULL)
        {
          add_column (self, fields->pdata[i]);
          column = find_column (self, fields->pdata[i]);
        }
      gtk_column_view_insert_column (self->view, i, column);
    }
  self->is_arranging = FALSE;
  align_headings (self);
  g_signal_emit (self, signals[ARRANGED], 0);
}

void
lf_record_list_set_sort (LfRecordList *self, const char *sort)
{
  g_auto (GStrv) keys = g_strsplit (sort == NULL ? "" : sort, ",", 2);
  gboolean is_descending = keys[0] != NULL && *keys[0] == '-';
  const LfField *field
      = keys[0] == NULL ? NULL : lf_entity_field (self->entity, keys[0] + is_descending);
  g_autoptr (GtkColumnViewColumn) column = field == NULL ? NULL : find_column (self, field);

  self->is_sorting = TRUE;
  gtk_column_view_sort_by_column (self->view, column,
                                  is_descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->is_sorting = FALSE;
  take_sort (self, sort);
}

const char *
lf_record_list_get_sort (LfRecordList *self)
{
  return self->sort;
}
