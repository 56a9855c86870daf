/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the views of the program, and below those of its kind each view that was saved. What
 * is rarely looked at is folded away under the last row. */

#include "config.h"

#include "lf-window-private.h"

#include "lf-admin-page.h"
#include "lf-store-news.h"

#include <glib/gi18n.h>
#include <string.h>

void
lf_sidebar_item_free (gpointer data)
{
  LfSidebarItem *item = data;

  g_clear_pointer (&item->saved, lf_record_unref);
  g_free (item->name);
  g_free (item);
}

/* ---- Rows ---- */

/* Only of a name that has not the room it needs. */
static gboolean
on_query_tooltip_cb (
    GtkWidget *row, int x, int y, gboolean is_by_keyboard, GtkTooltip *tooltip, gpointer user_data)
{
  GtkLabel *label = user_data;

  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

static void
append_row (LfWindow *self, LfSidebarItem *item, const char *icon, const char *label)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/window/lf-view-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "label")), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  item->row = row;
  item->icon = GTK_IMAGE (gtk_builder_get_object (builder, "icon"));
  item->count = GTK_LABEL (gtk_builder_get_object (builder, "count"));
  gtk_image_set_from_icon_name (item->icon, icon);
  gtk_widget_set_has_tooltip (row, TRUE);
  g_signal_connect (row, "query-tooltip", G_CALLBACK (on_query_tooltip_cb),
                    gtk_builder_get_object (builder, "label"));
  if (item->saved != NULL)
    gtk_widget_add_css_class (row, "lf-saved-view");
  gtk_list_box_append (self->sidebar, row);
}

static void
append_view (LfWindow *self, const LfView *view)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);

  item->view = view;
  item->name = g_strdup (view->name);
  g_ptr_array_add (self->items, item);
  append_row (self, item, view->icon, lf_view_label (view));
}

static void
append_saved (LfWindow *self, LfRecord *record)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);
  g_autoptr (LfSavedView) view = lf_saved_view_read (record);
  g_autofree char *title = lf_record_title (record);

  item->saved = lf_record_ref (record);
  item->name = g_strconcat (LF_SAVED_VIEW "/", lf_record_id (record), NULL);
  g_ptr_array_add (self->items, item);
  append_row (self, item, view->is_board ? "lf-board-symbolic" : "lf-list-symbolic", title);
}

static void
append_saved_of (LfWindow *self, GPtrArray *records, const char *entity)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (lf_record_get (records->pdata[i], "entity"), entity) == 0)
      append_saved (self, records->pdata[i]);
}

/* ---- What is rarely looked at ---- */

static gboolean
is_more (const LfSidebarItem *item)
{
  return item->view == NULL && item->saved == NULL;
}

/* One that is being looked at, or where somebody waits, stays in sight. */
static void
show_item (LfWindow *self, LfSidebarItem *item)
{
  gboolean is_rare = item->view != NULL && item->view->is_rare;
  gboolean is_current = g_strcmp0 (item->name, self->view) == 0;

  if (is_more (item))
    {
      gtk_image_set_from_icon_name (item->icon,
                                    self->shows_rare ? "pan-down-symbolic" : "pan-end-symbolic");
      gtk_accessible_update_state (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_STATE_EXPANDED,
                                   self->shows_rare, -1);
    }
  gtk_widget_set_visible (item->row, !is_rare || self->shows_rare || is_current
                                         || gtk_widget_get_visible (GTK_WIDGET (item->count)));
}

void
lf_window_show_rare (LfWindow *self)
{
  for (guint i = 0; i < self->items->len; i++)
    show_item (self, self->items->pdata[i]);
}

static void
append_more (LfWindow *self)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);

  g_ptr_array_add (self->items, item);
  append_row (self, item, "pan-end-symbolic", _ ("More"));
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (item->row), FALSE);
}

/* ---- All rows ---- */

/* Is it the last view of its entity? */
static gboolean
is_last_of_kind (const LfView *views, guint n, guint index)
{
  for (guint i = index + 1; i < n; i++)
    if (g_strcmp0 (views[i].entity, views[index].entity) == 0)
      return FALSE;
  return views[index].entity != NULL;
}

static gboolean
has_view (const LfView *views, guint n, const char *entity)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (views[i].entity, entity) == 0)
      return TRUE;
  return FALSE;
}

/* Those whose kind has no view of its own stand at the end. */
static void
append_others (LfWindow *self, GPtrArray *records, const LfView *views, guint n)
{
  for (guint i = 0; i < records->len; i++)
    {
      const char *entity = lf_record_get (records->pdata[i], "entity");

      if (lf_schema_find (entity) != NULL && !has_view (views, n, entity))
        append_saved (self, records->pdata[i]);
    }
}

static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  LfWindow *self = user_data;
  guint index = (guint) gtk_list_box_row_get_index (row);
  const LfSidebarItem *item = index < self->items->len ? self->items->pdata[index] : NULL;

  if (item != NULL && (is_more (item) || (item->view != NULL && item->view->is_apart)))
    gtk_list_box_row_set_header (row, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void
show_rows (LfWindow *self, GPtrArray *records)
{
  guint n;
  const LfView *views = lf_views (&n);
  gboolean is_administrator = lf_admin_page_is_for (self->context);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->sidebar, 0)) != NULL)
    gtk_list_box_remove (self->sidebar, GTK_WIDGET (row));
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < n; i++)
    {
      if (views[i].is_for_administrators && !is_administrator)
        continue;
      if (views[i].is_rare && (i == 0 || !views[i - 1].is_rare))
        append_more (self);
      append_view (self, &views[i]);
      if (is_last_of_kind (views, n, i))
        append_saved_of (self, records, views[i].entity);
    }
  append_others (self, records, views, n);
  lf_window_show_waiting (self);
  gtk_list_box_set_header_func (self->sidebar, set_header, self, NULL);
}

static const LfSidebarItem *
find_item (LfWindow *self, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((LfSidebarItem *) self->items->pdata[i])->name, name) == 0)
      return self->items->pdata[i];
  return NULL;
}

/* One that was only now unfolded has its place with the next frame. */
static gboolean
bring_into_sight (GtkWidget *row, GdkFrameClock *clock, gpointer user_data)
{
  GtkWidget *scrolled = gtk_widget_get_ancestor (row, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (scrolled == NULL || !gtk_widget_get_mapped (row))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (row) == 0 || !gtk_widget_compute_bounds (row, scrolled, &bounds))
    return G_SOURCE_CONTINUE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
  return G_SOURCE_REMOVE;
}

void
lf_window_select_in_sidebar (LfWindow *self, const char *name)
{
  const LfSidebarItem *item = name == NULL ? NULL : find_item (self, name);

  lf_window_show_rare (self);
  if (item == NULL)
    return;
  gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (item->row));
  gtk_widget_add_tick_callback (item->row, bring_into_sight, /* user_data= */ NULL, NULL);
}

LfRecord *
lf_window_find_saved (LfWindow *self, const char *name)
{
  const LfSidebarItem *item = find_item (self, name);

  if (item == NULL && g_str_has_prefix (name, LF_SAVED_VIEW "/"))
    {
      g_free (self->awaited);
      self->awaited = g_strdup (name);
    }
  return item == NULL ? NULL : item->saved;
}

void
lf_window_on_row_activated_cb (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  LfWindow *self = user_data;
  guint index = (guint) gtk_list_box_row_get_index (row);
  const LfSidebarItem *item = index < self->items->len ? self->items->pdata[index] : NULL;
  g_autofree char *name = item == NULL ? NULL : g_strdup (item->name);

  if (name != NULL)
    lf_window_show_view (self, name);
  else if (item != NULL)
    {
      self->shows_rare = !self->shows_rare;
      lf_window_show_rare (self);
    }
}

/* ---- Reading ---- */

/* As it is at most starts: the rows are those that are there. */
static gboolean
has_same_rows (LfWindow *self, GPtrArray *records)
{
  gboolean has_admin = find_item (self, "admin") != NULL;

  for (guint i = 0; i < self->items->len; i++)
    if (((LfSidebarItem *) self->items->pdata[i])->saved != NULL)
      return FALSE;
  return records->len == 0 && has_admin == lf_admin_page_is_for (self->context);
}

/* A view that was being looked at and is gone gives way to all of its kind. */
static void
show_current (LfWindow *self)
{
  g_autofree char *awaited = g_steal_pointer (&self->awaited);

  if (awaited != NULL)
    lf_window_show_view (self, awaited);
  else if (self->view != NULL && find_item (self, self->view) == NULL)
    lf_window_show_view (self, "projects");
  else
    lf_window_select_in_sidebar (self, self->view);
}

static void
on_saved_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_page_finish (LF_STORE (source), result, &error);

  if (records == NULL)
    return;
  while (g_ptr_array_remove (records, NULL))
    ;
  if (!has_same_rows (user_data, records))
    show_rows (user_data, records);
  show_current (user_data);
}

static void
on_saved_rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = lf_store_rows_finish (LF_STORE (source), result, &error);
  LfWindow *self = user_data;

  if (rows != NULL)
    lf_store_page_async (LF_STORE (source), lf_schema_find (LF_SAVED_VIEW),
                         (const gint64 *) (gpointer) rows->data, rows->len, self->listing,
                         on_saved_read_cb, self);
}

static void
read_saved (LfWindow *self)
{
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (LF_SAVED_VIEW), NULL, "name");

  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  self->listing = g_cancellable_new ();
  lf_store_rows_async (lf_app_context_store (self->context), query, self->listing, on_saved_rows_cb,
                       self);
}

static void
on_store_changed_cb (LfWindow *self, LfStoreNews *news)
{
  gboolean concerns = news->is_wholesale;

  for (guint i = 0; !concerns && i < news->items->len; i++)
    concerns = strcmp (((LfNewsItem *) news->items->pdata[i])->entity->name, LF_SAVED_VIEW) == 0;
  if (concerns)
    read_saved (self);
}

void
lf_window_fill_sidebar (LfWindow *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  show_rows (self, none);
  g_signal_connect_object (lf_app_context_store (self->context), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "signed-in", G_CALLBACK (read_saved), self,
                           G_CONNECT_SWAPPED);
  read_saved (self);
}

void
lf_window_clear_sidebar (LfWindow *self)
{
  g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  if (self->items != NULL) /* rows are asked for their headers even as they go */
    gtk_list_box_set_header_func (self->sidebar, NULL, NULL, NULL);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->awaited, g_free);
}
