/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sidebar: the views of the program in groups, which their headings fold, and below those of
 * its kind each view that was saved. */

#include "config.h"

#include "lf-window-private.h"

#include "lf-admin-page.h"
#include "lf-bring-into-sight.h"
#include "lf-http-transport.h"
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

static const char *
icon_of (const LfWindow *self, const LfSidebarItem *item)
{
  g_autoptr (LfSavedView) saved = item->saved == NULL ? NULL : lf_saved_view_read (item->saved);

  if (item->view != NULL)
    return item->view->icon;
  if (saved != NULL)
    return saved->is_board ? "lf-board-symbolic" : "lf-list-symbolic";
  return self->open_groups & (1u << item->group) ? "pan-down-symbolic" : "pan-end-symbolic";
}

/* (transfer full) */
static char *
label_of (const LfSidebarItem *item)
{
  if (item->saved != NULL)
    return lf_record_title (item->saved);
  return g_strdup (item->view != NULL ? lf_view_label (item->view)
                                      : lf_view_group_label (item->group));
}

static GtkLabel *
new_count (void)
{
  GtkWidget *count
      = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "valign", GTK_ALIGN_CENTER, NULL);
  static const char *const classes[] = { "lf-count", "numeric", "caption", NULL };

  gtk_widget_set_css_classes (count, (const char **) classes);
  return GTK_LABEL (count);
}

/* What a row shows is made when it is seen first. */
static void
fill_row (LfWindow *self, LfSidebarItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  g_autofree char *text = label_of (item);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "hexpand", TRUE, NULL);

  item->icon = GTK_IMAGE (gtk_image_new_from_icon_name (icon_of (self, item)));
  item->count = new_count ();
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (item->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (item->count));
  if (item->name == NULL)
    gtk_widget_add_css_class (box, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (item->row), box);
  gtk_widget_set_has_tooltip (item->row, TRUE);
  g_signal_connect (item->row, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), label);
}

static void
append_item (LfWindow *self, LfSidebarItem *item)
{
  g_autofree char *label = label_of (item);

  item->row = gtk_list_box_row_new ();
  gtk_widget_set_visible (item->row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_ptr_array_add (self->items, item);
  gtk_list_box_append (self->sidebar, item->row);
}

static void
append_view (LfWindow *self, const LfView *view)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);

  item->view = view;
  item->name = g_strdup (view->name);
  item->group = view->group;
  append_item (self, item);
}

static void
append_saved (LfWindow *self, LfRecord *record, LfViewGroup group)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);

  item->saved = lf_record_ref (record);
  item->name = g_strconcat (LF_SAVED_VIEW "/", lf_record_id (record), NULL);
  item->group = group;
  append_item (self, item);
  gtk_widget_add_css_class (item->row, "lf-saved-view");
}

static void
append_saved_of (LfWindow *self, GPtrArray *records, const LfView *view)
{
  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (lf_record_get (records->pdata[i], "entity"), view->entity) == 0)
      append_saved (self, records->pdata[i], view->group);
}

/* ---- Groups ---- */

/* One that is being looked at, or where somebody waits, stays in sight. */
static gboolean
is_in_sight (const LfWindow *self, const LfSidebarItem *item)
{
  return item->name == NULL || item->group == LF_VIEWS_TOP
         || (self->open_groups & (1u << item->group)) != 0 || item->n_waiting > 0
         || g_strcmp0 (item->name, self->view) == 0;
}

static void
show_heading (LfWindow *self, LfSidebarItem *item)
{
  gtk_image_set_from_icon_name (item->icon, icon_of (self, item));
  gtk_accessible_update_state (GTK_ACCESSIBLE (item->row), GTK_ACCESSIBLE_STATE_EXPANDED,
                               (self->open_groups & (1u << item->group)) != 0, -1);
}

void
lf_window_show_groups (LfWindow *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      LfSidebarItem *item = self->items->pdata[i];
      gboolean is_shown = is_in_sight (self, item);

      if (is_shown && item->icon == NULL)
        fill_row (self, item);
      if (item->name == NULL)
        show_heading (self, item);
      gtk_widget_set_visible (item->row, is_shown);
    }
}

static void
append_heading (LfWindow *self, LfViewGroup group)
{
  LfSidebarItem *item = g_new0 (LfSidebarItem, 1);

  item->group = group;
  append_item (self, item);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (item->row), FALSE);
  gtk_widget_add_css_class (item->row, "lf-heading");
}

static void
turn_group (LfWindow *self, LfViewGroup group)
{
  self->open_groups ^= 1u << group;
  g_object_set (lf_app_context_preferences (self->context), "open-groups", (int) self->open_groups,
                NULL);
  lf_window_show_groups (self);
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
        append_saved (self, records->pdata[i], LF_VIEWS_TOP);
    }
}

/* What nobody of the role that is signed in works with is not offered; the palette has it. */
static gboolean
is_of_use (LfWindow *self, const LfCredentials *credentials, const LfView *view)
{
  if (view->is_for_administrators)
    return lf_admin_page_is_for (self->context);
  return view->worked == NULL || lf_credentials_may (credentials, view->worked, 'c')
         || lf_credentials_may (credentials, view->worked, 'e');
}

static LfCredentials *
load_credentials (LfWindow *self)
{
  return lf_credentials_load (lf_store_folder (lf_app_context_store (self->context)),
                              /* error= */ NULL);
}

static void
show_rows (LfWindow *self, GPtrArray *records)
{
  guint n;
  const LfView *views = lf_views (&n);
  g_autoptr (LfCredentials) credentials = load_credentials (self);
  LfViewGroup group = LF_VIEWS_TOP;
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->sidebar, 0)) != NULL)
    gtk_list_box_remove (self->sidebar, GTK_WIDGET (row));
  g_ptr_array_set_size (self->items, 0);
  for (guint i = 0; i < n; i++)
    {
      if (views[i].group != group)
        append_heading (self, views[i].group);
      group = views[i].group;
      if (is_of_use (self, credentials, &views[i]))
        append_view (self, &views[i]);
      if (is_last_of_kind (views, n, i))
        append_saved_of (self, records, &views[i]);
    }
  append_others (self, records, views, n);
  lf_window_show_waiting (self);
}

static const LfSidebarItem *
find_item (LfWindow *self, const char *name)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (((LfSidebarItem *) self->items->pdata[i])->name, name) == 0)
      return self->items->pdata[i];
  return NULL;
}

void
lf_window_select_in_sidebar (LfWindow *self, const char *name)
{
  const LfSidebarItem *item = name == NULL ? NULL : find_item (self, name);

  lf_window_show_groups (self);
  if (item == NULL)
    return;
  gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (item->row));
  lf_bring_into_sight (item->row);
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
    turn_group (self, item->group);
}

/* ---- Reading ---- */

/* As it is at most starts: the rows are those that are there. */
static gboolean
has_same_rows (LfWindow *self, GPtrArray *records)
{
  g_autoptr (LfCredentials) credentials = load_credentials (self);
  guint n;
  const LfView *views = lf_views (&n);

  for (guint i = 0; i < self->items->len; i++)
    if (((LfSidebarItem *) self->items->pdata[i])->saved != NULL)
      return FALSE;
  for (guint i = 0; i < n; i++)
    if ((find_item (self, views[i].name) != NULL) != is_of_use (self, credentials, &views[i]))
      return FALSE;
  return records->len == 0;
}

/* A view that was being looked at and is gone gives way to all of its kind. */
static void
show_current (LfWindow *self)
{
  g_autofree char *awaited = g_steal_pointer (&self->awaited);

  if (awaited != NULL)
    lf_window_show_view (self, awaited);
  else if (self->view != NULL && lf_view_find (self->view) == NULL
           && find_item (self, self->view) == NULL)
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
  int open_groups;

  g_object_get (lf_app_context_preferences (self->context), "open-groups", &open_groups, NULL);
  self->open_groups = (guint) open_groups;
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
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->awaited, g_free);
}
