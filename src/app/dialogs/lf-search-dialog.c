/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searching the records of every kind. The keyboard stays in the entry. */

#include "config.h"

#include "lf-search-dialog.h"

#include "lf-dialogs.h"

#include <glib/gi18n.h>

#define MAX_HITS 50

struct _LfSearchDialog
{
  AdwWindow parent_instance;
  LfAppContext *context;
  GtkSearchEntry *search_entry;
  GtkStack *stack;
  AdwStatusPage *status;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
  GPtrArray *hits;       /* (nullable) (element-type LfHit): one for each row */
  GCancellable *finding; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfSearchDialog, lf_search_dialog, ADW_TYPE_WINDOW)

static const char *
get_typed (LfSearchDialog *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/* ---- Hits ---- */

static void
show_nothing (LfSearchDialog *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
append_hit (LfSearchDialog *self, const LfHit *hit)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/io/github/landfall/Landfall/dialogs/lf-hit-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));
  const LfEntity *entity = lf_record_entity (hit->record);
  g_autofree char *title = lf_record_title (hit->record);
  g_autofree char *part = lf_hit_markup (hit);
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  gboolean is_title = hit->field == lf_entity_title (entity);
  g_autofree char *field = g_markup_escape_text (lf_field_label (hit->field), -1);
  g_autofree char *text = g_strdup_printf ("%s: %s", field, part);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s", title, lf_entity_label (entity),
                                             lf_field_label (hit->field));

  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_builder_get_object (builder, "icon")), entity->icon);
  gtk_label_set_markup (GTK_LABEL (gtk_builder_get_object (builder, "title")),
                        is_title ? part : escaped);
  gtk_label_set_markup (GTK_LABEL (gtk_builder_get_object (builder, "text")), text);
  gtk_widget_set_visible (GTK_WIDGET (gtk_builder_get_object (builder, "text")), !is_title);
  gtk_label_set_text (GTK_LABEL (gtk_builder_get_object (builder, "kind")),
                      lf_entity_label (entity));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->list, row);
}

static void
show_hits (LfSearchDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < self->hits->len; i++)
    append_hit (self, self->hits->pdata[i]);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  if (self->hits->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "hits");
  else
    show_nothing (self, _ ("Nothing Is Found"), _ ("Look for words, pinyin or initials."));
}

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfSearchDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = lf_store_search_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (hits == NULL)
    {
      show_nothing (self, _ ("The Search Did Not Succeed"), error->message);
      return;
    }
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = hits;
  show_hits (self);
}

static void
show_hint (LfSearchDialog *self)
{
  show_nothing (self, _ ("Search All Records"),
                _ ("Projects, enterprises, contacts and everything else: by words, pinyin or "
                   "initials."));
}

static void
on_search_changed_cb (LfSearchDialog *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  if (self->context == NULL || *get_typed (self) == '\0')
    {
      show_hint (self);
      return;
    }
  self->finding = g_cancellable_new ();
  lf_store_search_async (lf_app_context_store (self->context), get_typed (self), /* entity= */ NULL,
                         MAX_HITS, self->finding, on_found_cb, self);
}

/* ---- Opening one ---- */

static void
open_row (LfSearchDialog *self, GtkListBoxRow *row)
{
  guint index = row == NULL ? G_MAXUINT : (guint) gtk_list_box_row_get_index (row);
  const LfHit *hit;

  if (self->hits == NULL || index >= self->hits->len)
    return;
  hit = self->hits->pdata[index];
  lf_app_context_open_record (self->context, lf_record_entity (hit->record)->name,
                              lf_record_id (hit->record));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  open_row (user_data, row);
}

static void
on_activate_cb (LfSearchDialog *self)
{
  open_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
on_stop_search_cb (LfSearchDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
walk (LfSearchDialog *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  GtkListBoxRow *next
      = row == NULL
            ? NULL
            : gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step);
  graphene_rect_t bounds;

  if (next == NULL)
    return;
  gtk_list_box_select_row (self->list, next);
  if (gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (self->scroller),
                               bounds.origin.y, bounds.origin.y + bounds.size.height);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->search_entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, next, -1);
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *keys,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   LfSearchDialog *self)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up)
    return GDK_EVENT_PROPAGATE;
  walk (self, keyval == GDK_KEY_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* ---- The object ---- */

static void
lf_search_dialog_dispose (GObject *object)
{
  LfSearchDialog *self = LF_SEARCH_DIALOG (object);

  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_object (&self->context);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_search_dialog_parent_class)->dispose (object);
}

static void
lf_search_dialog_class_init (LfSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_search_dialog_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/dialogs/lf-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, search_entry);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, status);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, LfSearchDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_search_dialog_init (LfSearchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_hint (self);
}

LfSearchDialog *
lf_search_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfSearchDialog *self = g_object_new (LF_TYPE_SEARCH_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return self;
}

void
lf_search_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  gtk_window_present (GTK_WINDOW (lf_search_dialog_new (parent, context)));
}
