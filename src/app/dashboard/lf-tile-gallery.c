/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may become a tile. */

#include "config.h"

#include "lf-tile-gallery.h"

#include "lf-page-reader.h"
#include "lf-report.h"
#include "lf-tile-view.h"

#include <glib/gi18n.h>

struct _LfTileGallery
{
  AdwWindow parent_instance;

  AdwComboRow *shown_row;
  AdwPreferencesGroup *reports;
  AdwPreferencesGroup *views;

  GCancellable *reading;
};

enum
{
  REPORT_CHOSEN,
  VIEW_CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (LfTileGallery, lf_tile_gallery, ADW_TYPE_WINDOW)

static void
add_row (AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle,
         const char *action,
         const char *target)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *plus = gtk_image_new_from_icon_name ("list-add-symbolic");
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = subtitle == NULL ? NULL : g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  if (subtitle_markup != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), plus);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (group, row);
}

static void
add_report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (LfTileGallery) self = LF_TILE_GALLERY (g_object_ref (widget));
  guint shown = adw_combo_row_get_selected (self->shown_row);

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[REPORT_CHOSEN], 0, g_variant_get_string (parameter, NULL), shown);
}

static void
add_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (LfTileGallery) self = LF_TILE_GALLERY (g_object_ref (widget));

  gtk_window_close (GTK_WINDOW (self));
  g_signal_emit (self, signals[VIEW_CHOSEN], 0, g_variant_get_string (parameter, NULL));
}

static void
on_views_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTileGallery *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = lf_store_list_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      g_autoptr (LfSavedView) view = lf_saved_view_read (records->pdata[i]);

      if (view->entity != NULL)
        add_row (self->views, view->name, lf_entity_plural (view->entity), "gallery.add-view",
                 lf_record_id (records->pdata[i]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->views), records != NULL && records->len > 0);
}

static void
lf_tile_gallery_dispose (GObject *object)
{
  LfTileGallery *self = LF_TILE_GALLERY (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_tile_gallery_parent_class)->dispose (object);
}

static void
lf_tile_gallery_class_init (LfTileGalleryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_tile_gallery_dispose;
  signals[REPORT_CHOSEN]
      = g_signal_new ("report-chosen", LF_TYPE_TILE_GALLERY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
  signals[VIEW_CHOSEN] = g_signal_new ("view-chosen", LF_TYPE_TILE_GALLERY, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_install_action (widget_class, "gallery.add-report", "s", add_report_action);
  gtk_widget_class_install_action (widget_class, "gallery.add-view", "s", add_view_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DASHBOARD_UI ("lf-tile-gallery"));
  gtk_widget_class_bind_template_child (widget_class, LfTileGallery, shown_row);
  gtk_widget_class_bind_template_child (widget_class, LfTileGallery, reports);
  gtk_widget_class_bind_template_child (widget_class, LfTileGallery, views);
}

static void
fill_shown (LfTileGallery *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  for (LfTileShown shown = 0; shown < LF_TILE_LIST; shown++)
    gtk_string_list_append (labels, lf_tile_shown_label (shown));
  adw_combo_row_set_model (self->shown_row, G_LIST_MODEL (labels));
}

static void
lf_tile_gallery_init (LfTileGallery *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_shown (self);
  for (const char *const *name = lf_report_names (); *name != NULL; name++)
    add_row (self->reports, lf_report_title (*name), lf_report_about (*name), "gallery.add-report",
             *name);
}

LfTileGallery *
lf_tile_gallery_new (GtkWindow *parent, LfAppContext *context)
{
  LfTileGallery *self = g_object_new (LF_TYPE_TILE_GALLERY, "transient-for", parent, NULL);
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find (LF_SAVED_VIEW), NULL, "name");

  self->reading = g_cancellable_new ();
  lf_store_list_async (lf_app_context_store (context), query, 0, self->reading, on_views_read_cb,
                       self);
  return self;
}
