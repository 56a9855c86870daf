/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of dashboards: which there are, and the one that is shown. */

#include "config.h"

#include "lf-dashboard-page-private.h"

#include "lf-http-transport.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_SHOWN,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (LfDashboardPage, lf_dashboard_page, GTK_TYPE_WIDGET)

LfDashboardPage *
lf_dashboard_page_of (gpointer part)
{
  return LF_DASHBOARD_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (part), LF_TYPE_DASHBOARD_PAGE));
}

/* (nullable) (transfer none) */
static LfRecord *
find_record (LfDashboardPage *self, const char *id)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    if (g_strcmp0 (lf_record_id (self->records->pdata[i]), id) == 0)
      return self->records->pdata[i];
  return NULL;
}

LfRecord *
lf_dashboard_page_record (LfDashboardPage *self)
{
  return find_record (self, self->shown);
}

/* ---- Showing ---- */

static void
append_item (GMenu *menu, const char *label, const char *shown)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  g_menu_item_set_label (item, label);
  g_menu_item_set_action_and_target (item, "dashboard.shown", "s", shown);
  g_menu_append_item (menu, item);
}

static void
fill_chooser (LfDashboardPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) presets = g_menu_new ();

  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    {
      g_autofree char *title = lf_record_title (self->records->pdata[i]);
      append_item (own, title, lf_record_id (self->records->pdata[i]));
    }
  for (const char *const *name = lf_dashboard_presets (); *name != NULL; name++)
    {
      g_autoptr (LfDashboard) preset = lf_dashboard_preset (*name);
      append_item (presets, preset->name, *name);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, _ ("To Begin With"), G_MENU_MODEL (presets));
  gtk_menu_button_set_menu_model (self->chooser, G_MENU_MODEL (menu));
}

void
lf_dashboard_page_refresh (LfDashboardPage *self)
{
  gboolean is_unread = self->dashboard->unread != NULL;

  gtk_label_set_label (self->name, self->dashboard->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chooser), self->dashboard->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chooser), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->dashboard->name, -1);
  lf_filter_bar_show (self->filter_bar, &self->dashboard->filter);
  gtk_stack_set_visible_child_name (self->contents, is_unread                          ? "unread"
                                                    : self->dashboard->tiles->len == 0 ? "nothing"
                                                                                       : "tiles");
  lf_tile_grid_show (self->grid, self->dashboard);
  lf_dashboard_page_update_actions (self);
}

/* What is arranged and not saved is kept for when it is shown again. */
static void
keep_draft (LfDashboardPage *self)
{
  if (self->dashboard == NULL || self->shown == NULL)
    return;
  if (lf_dashboard_equal (self->dashboard, self->saved))
    g_hash_table_remove (self->drafts, self->shown);
  else
    g_hash_table_insert (self->drafts, g_strdup (self->shown), lf_dashboard_copy (self->dashboard));
}

static LfDashboard *
load (LfDashboardPage *self, const char *shown)
{
  LfRecord *record = find_record (self, shown);

  return record == NULL ? lf_dashboard_preset (shown) : lf_dashboard_read (record);
}

static void
show (LfDashboardPage *self, const char *shown)
{
  LfDashboard *saved = load (self, shown);
  const LfDashboard *draft;

  if (saved == NULL)
    return;
  keep_draft (self);
  if (g_strcmp0 (shown, self->shown) != 0)
    {
      g_free (self->shown);
      self->shown = g_strdup (shown);
      g_ptr_array_set_size (self->past, 0);
      g_ptr_array_set_size (self->future, 0);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
    }
  g_clear_pointer (&self->saved, lf_dashboard_free);
  g_clear_pointer (&self->dashboard, lf_dashboard_free);
  self->saved = saved;
  draft = g_hash_table_lookup (self->drafts, shown);
  self->dashboard = lf_dashboard_copy (draft == NULL ? saved : draft);
  lf_dashboard_page_refresh (self);
}

/* ---- Reading which there are ---- */

static const char *
preset_here (LfDashboardPage *self)
{
  g_autoptr (LfCredentials) credentials = lf_credentials_load (
      lf_store_folder (lf_app_context_store (self->context)), /* error= */ NULL);

  return lf_dashboard_preset_for (credentials == NULL ? NULL : credentials->role);
}

/* That which is awaited, that which is shown, the first there is, or one to begin with. */
static void
show_one (LfDashboardPage *self)
{
  g_autofree char *shown = g_strdup (self->shown);
  LfRecord *awaited = find_record (self, self->awaited);

  if (awaited != NULL)
    {
      g_free (shown);
      shown = g_steal_pointer (&self->awaited);
      /* what was arranged is that one now */
      g_hash_table_remove (self->drafts, self->shown);
      g_clear_pointer (&self->dashboard, lf_dashboard_free);
    }
  else if (shown == NULL
           || (find_record (self, shown) == NULL
               && !g_strv_contains (lf_dashboard_presets (), shown)))
    {
      g_free (shown);
      shown = g_strdup (self->records->len > 0 ? lf_record_id (self->records->pdata[0])
                                               : preset_here (self));
    }
  show (self, shown);
}

static gboolean
is_as_shown (LfDashboardPage *self)
{
  g_autoptr (LfDashboard) now = self->shown == NULL ? NULL : load (self, self->shown);

  return now != NULL && self->saved != NULL && self->awaited == NULL
         && lf_dashboard_equal (now, self->saved);
}

/* What a colleague saved meanwhile is shown, unless something is arranged here: then that stays,
 * and is compared with what is saved now. */
static void
take_records (LfDashboardPage *self, GPtrArray *records /* (transfer full) */)
{
  g_clear_pointer (&self->records, g_ptr_array_unref);
  self->records = records;
  fill_chooser (self);
  if (!is_as_shown (self))
    show_one (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfDashboardPage *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *records = lf_store_list_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->message), records == NULL);
  if (records == NULL)
    gtk_label_set_label (self->message, error->message);
  else
    take_records (self, records);
  lf_page_reader_done (self->reader);
}

static void
read_dashboards (GtkWidget *page, GCancellable *cancellable)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (page);
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (LF_DASHBOARD), NULL, "name");

  lf_store_list_async (lf_app_context_store (self->context), query, 0, cancellable, on_read_cb,
                       self);
}

/* ---- Widget ---- */

static void
lf_dashboard_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (object);

  g_value_set_string (value, self->shown == NULL ? "" : self->shown); /* an action's state */
}

static void
lf_dashboard_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (object);

  if (g_strcmp0 (self->shown, g_value_get_string (value)) != 0)
    show (self, g_value_get_string (value));
}

/* Its keys are another page's while that is looked at. */
static void
lf_dashboard_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_dashboard_page_parent_class)->map (widget);
  lf_dashboard_page_update_actions (LF_DASHBOARD_PAGE (widget));
}

static void
lf_dashboard_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lf_dashboard_page_parent_class)->unmap (widget);
  lf_dashboard_page_update_actions (LF_DASHBOARD_PAGE (widget));
}

static void
lf_dashboard_page_dispose (GObject *object)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (object);
  LfDashboardShow *shown = self->show;

  g_clear_weak_pointer (&self->show);
  if (shown != NULL)
    gtk_window_destroy (GTK_WINDOW (shown));
  g_clear_object (&self->reader);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_dashboard_page_parent_class)->dispose (object);
}

static void
lf_dashboard_page_finalize (GObject *object)
{
  LfDashboardPage *self = LF_DASHBOARD_PAGE (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->saved, lf_dashboard_free);
  g_clear_pointer (&self->dashboard, lf_dashboard_free);
  g_hash_table_unref (self->drafts);
  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  g_free (self->shown);
  g_free (self->awaited);
  G_OBJECT_CLASS (lf_dashboard_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (LF_TYPE_FILTER_BAR);
  g_type_ensure (LF_TYPE_TILE_GRID);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DASHBOARD_UI ("lf-dashboard-page"));
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, box);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, chooser);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, name);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, message);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, contents);
  gtk_widget_class_bind_template_child (widget_class, LfDashboardPage, grid);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_arranged_cb",
                                                G_CALLBACK (lf_dashboard_page_on_arranged_cb));
  gtk_widget_class_bind_template_callback_full (
      widget_class, "on_filter_changed_cb", G_CALLBACK (lf_dashboard_page_on_filter_changed_cb));
}

static void
lf_dashboard_page_class_init (LfDashboardPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = lf_dashboard_page_get_property;
  object_class->set_property = lf_dashboard_page_set_property;
  object_class->dispose = lf_dashboard_page_dispose;
  object_class->finalize = lf_dashboard_page_finalize;
  widget_class->map = lf_dashboard_page_map;
  widget_class->unmap = lf_dashboard_page_unmap;
  properties[PROP_SHOWN]
      = g_param_spec_string ("shown", NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "dashboard.shown", "shown");
  lf_dashboard_page_install_actions (widget_class);
  bind_template (widget_class);
}

static void
lf_dashboard_page_init (LfDashboardPage *self)
{
  self->drafts
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_dashboard_free);
  self->past = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_dashboard_free);
  self->future = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_dashboard_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_dashboard_page_update_actions (self);
}

GtkWidget *
lf_dashboard_page_new (LfAppContext *context)
{
  LfDashboardPage *self = g_object_new (LF_TYPE_DASHBOARD_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_tile_grid_set_context (self->grid, context);
  lf_filter_bar_set_context (self->filter_bar, context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_dashboards);
  return GTK_WIDGET (self);
}

gboolean
lf_dashboard_page_is_ready (LfDashboardPage *self)
{
  return self->records != NULL && lf_tile_grid_is_ready (self->grid)
         && lf_filter_bar_is_ready (self->filter_bar)
         && (self->show == NULL || lf_dashboard_show_is_ready (self->show));
}
