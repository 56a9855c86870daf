/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trash: what was deleted in the last days, to be brought back. */

#include "config.h"

#include "lf-trash-page.h"

#include "lf-page-reader.h"
#include "lf-trash-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define MAX_LISTED 2000

struct _LfTrashPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkLabel *note;
  GListStore *entries; /* (element-type LfTrashEntry) */

  LfAppContext *context;
  LfPageReader *reader;
};

G_DEFINE_FINAL_TYPE (LfTrashPage, lf_trash_page, GTK_TYPE_WIDGET)

/* ---- Bringing back ---- */

static void
restore (LfTrashPage *self, LfRecord *record)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label = g_strdup_printf (_ ("Bring back “%s”"), title);
  g_autofree char *done = g_strdup_printf (_ ("“%s” is back"), title);
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_restore (change, record);
  lf_app_context_commit (self->context, change, done);
}

static void
restore_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTrashPage *self = LF_TRASH_PAGE (widget);
  const char *id = g_variant_get_string (parameter, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->entries)); i++)
    {
      g_autoptr (LfTrashEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), i);

      if (g_str_equal (lf_record_id (lf_trash_entry_get_record (entry)), id))
        {
          restore (self, lf_trash_entry_get_record (entry));
          return;
        }
    }
}

/* ---- Showing ---- */

static void
show_items (LfTrashPage *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *more = g_strdup_printf (
      _ ("The newest %u are listed; “landfall-cli trash” lists them all."), MAX_LISTED);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (entries, lf_trash_entry_new (items->pdata[i]));
  g_list_store_remove_all (self->entries);
  g_list_store_splice (self->entries, 0, 0, entries->pdata, entries->len);
  gtk_label_set_label (self->note, items->len < MAX_LISTED
                                       ? _ ("Deleted records can be brought back for 30 days.")
                                       : more);
  gtk_stack_set_visible_child_name (self->pages, items->len == 0 ? "nothing" : "entries");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTrashPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lf_store_trash_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  lf_page_reader_done (self->reader);
  if (items != NULL)
    {
      show_items (self, items);
      return;
    }
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
read_trash (GtkWidget *page, GCancellable *cancellable)
{
  LfTrashPage *self = LF_TRASH_PAGE (page);

  lf_store_trash_async (lf_app_context_store (self->context), MAX_LISTED, cancellable, on_read_cb,
                        self);
}

/* ---- Widget ---- */

static void
lf_trash_page_dispose (GObject *object)
{
  LfTrashPage *self = LF_TRASH_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_trash_page_parent_class)->dispose (object);
}

static void
lf_trash_page_finalize (GObject *object)
{
  g_clear_object (&LF_TRASH_PAGE (object)->context);
  G_OBJECT_CLASS (lf_trash_page_parent_class)->finalize (object);
}

static void
lf_trash_page_class_init (LfTrashPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_trash_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_trash_page_finalize;
  g_type_ensure (LF_TYPE_TRASH_ENTRY);
  g_type_ensure (LF_TYPE_TRASH_ROW);
  gtk_widget_class_install_action (widget_class, "trash.restore", "s", restore_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRASH_UI ("lf-trash-page"));
  gtk_widget_class_bind_template_child (widget_class, LfTrashPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfTrashPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfTrashPage, note);
  gtk_widget_class_bind_template_child (widget_class, LfTrashPage, entries);
}

static void
lf_trash_page_init (LfTrashPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_trash_page_new (LfAppContext *context)
{
  LfTrashPage *self = g_object_new (LF_TYPE_TRASH_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_trash);
  return GTK_WIDGET (self);
}
