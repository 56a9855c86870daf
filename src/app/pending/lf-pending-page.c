/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of what waits to be sent. It is read stretch by stretch in a thread: much may wait. */

#include "config.h"

#include "lf-pending-page.h"

#include "lf-page-reader.h"
#include "lf-pending-entry.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define STRETCH 250 /* changes */

struct _LfPendingPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkLabel *note;
  GListStore *entries; /* (element-type LfPendingEntry) */

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *coming; /* (element-type LfPendingEntry): what was read so far */
};

G_DEFINE_FINAL_TYPE (LfPendingPage, lf_pending_page, GTK_TYPE_WIDGET)

/* ---- Reading, on a thread ---- */

typedef struct
{
  gint64 after;       /* in and out */
  guint n_changes;    /* out */
  GPtrArray *entries; /* out */
} Stretch;

static void
stretch_free (gpointer data)
{
  Stretch *stretch = data;

  g_clear_pointer (&stretch->entries, g_ptr_array_unref);
  g_free (stretch);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Stretch *stretch = task_data;
  g_autoptr (LfTeller) teller = lf_teller_new (source);
  GError *error = NULL;
  g_autoptr (GPtrArray) all = lf_store_pending_sync (source, stretch->after, STRETCH, &error);

  if (all == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  stretch->n_changes = all->len;
  stretch->entries = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < all->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      lf_pending_entry_tell (teller, all->pdata[i], stretch->entries);
      stretch->after = ((LfPending *) all->pdata[i])->n;
    }
  g_task_return_boolean (task, TRUE);
}

static void on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
read_stretch (LfPendingPage *self, gint64 after, GCancellable *cancellable)
{
  g_autoptr (GTask) task
      = g_task_new (lf_app_context_store (self->context), cancellable, on_read_cb, self);
  Stretch *stretch = g_new0 (Stretch, 1);

  stretch->after = after;
  g_task_set_source_tag (task, read_stretch);
  g_task_set_task_data (task, stretch, stretch_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
read_pending (GtkWidget *page, GCancellable *cancellable)
{
  LfPendingPage *self = LF_PENDING_PAGE (page);

  g_ptr_array_set_size (self->coming, 0);
  read_stretch (self, 0, cancellable);
}

/* ---- Showing ---- */

static gboolean
is_shown_at (LfPendingPage *self, guint place, LfPendingEntry *entry)
{
  g_autoptr (LfPendingEntry) shown = g_list_model_get_item (G_LIST_MODEL (self->entries), place);

  return shown != NULL && lf_pending_entry_equal (shown, entry);
}

/* Changes leave at the front and come at the end: what stays is not touched, so that the list does
 * not jump under a reader. */
static void
drop_sent (LfPendingPage *self)
{
  guint n_sent = 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));

  while (n_sent < n && self->coming->len > 0 && !is_shown_at (self, n_sent, self->coming->pdata[0]))
    n_sent++;
  if (n_sent > 0)
    g_list_store_splice (self->entries, 0, n_sent, NULL, 0);
}

static void
show_coming (LfPendingPage *self, gboolean is_all)
{
  guint place = 0;
  guint n;

  drop_sent (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->entries));
  while (place < self->coming->len && is_shown_at (self, place, self->coming->pdata[place]))
    place++;
  if (place < self->coming->len || (is_all && place < n))
    g_list_store_splice (self->entries, place, is_all ? n - place : 0, self->coming->pdata + place,
                         self->coming->len - place);
}

static void
tell_number (LfPendingPage *self)
{
  gint64 n_pending;
  g_autofree char *text = NULL;

  g_object_get (lf_app_context_sync (self->context), "n-pending", &n_pending, NULL);
  text = g_strdup_printf (ngettext ("%d change has not reached the server yet.",
                                    "%d changes have not reached the server yet.",
                                    (gulong) n_pending),
                          (int) n_pending);
  gtk_label_set_label (self->note, text);
  gtk_widget_set_visible (GTK_WIDGET (self->note), n_pending > 0);
}

static void
show_error (LfPendingPage *self, const GError *error)
{
  lf_page_reader_tell (self->nothing, error);
  gtk_stack_set_visible_child_name (self->pages, "nothing");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfPendingPage *self = user_data;
  Stretch *stretch = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean is_read = g_task_propagate_boolean (G_TASK (result), &error);
  gboolean is_all = is_read && stretch->n_changes < STRETCH;

  if (lf_page_reader_was_cancelled (error))
    return;
  if (!is_read)
    {
      show_error (self, error);
      lf_page_reader_done (self->reader);
      return;
    }
  g_ptr_array_extend_and_steal (self->coming, g_steal_pointer (&stretch->entries));
  /* The first time each stretch is shown as it comes. */
  if (is_all || g_list_model_get_n_items (G_LIST_MODEL (self->entries)) < self->coming->len)
    show_coming (self, is_all);
  gtk_stack_set_visible_child_name (self->pages, self->coming->len == 0 ? "nothing" : "entries");
  if (!is_all)
    {
      read_stretch (self, stretch->after, g_task_get_cancellable (G_TASK (result)));
      return;
    }
  g_ptr_array_set_size (self->coming, 0);
  lf_page_reader_done (self->reader);
}

static void
on_row_activated_cb (LfPendingPage *self, guint place)
{
  g_autoptr (LfPendingEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->entries), place);
  const char *entity = lf_pending_entry_get_entity (entry);

  if (entity != NULL)
    lf_app_context_open_record (self->context, entity, lf_pending_entry_get_record (entry));
}

/* ---- Widget ---- */

static void
lf_pending_page_dispose (GObject *object)
{
  LfPendingPage *self = LF_PENDING_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_pending_page_parent_class)->dispose (object);
}

static void
lf_pending_page_finalize (GObject *object)
{
  LfPendingPage *self = LF_PENDING_PAGE (object);

  g_ptr_array_unref (self->coming);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lf_pending_page_parent_class)->finalize (object);
}

static void
lf_pending_page_class_init (LfPendingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_pending_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_pending_page_finalize;
  g_type_ensure (LF_TYPE_PENDING_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, LF_PENDING_UI ("lf-pending-page"));
  gtk_widget_class_bind_template_child (widget_class, LfPendingPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfPendingPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfPendingPage, note);
  gtk_widget_class_bind_template_child (widget_class, LfPendingPage, entries);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_pending_page_init (LfPendingPage *self)
{
  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
lf_pending_page_new (LfAppContext *context)
{
  LfPendingPage *self = g_object_new (LF_TYPE_PENDING_PAGE, NULL);

  self->context = g_object_ref (context);
  self->reader
      = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_pending);
  g_signal_connect_object (lf_app_context_sync (context), "finished",
                           G_CALLBACK (lf_page_reader_stale), self->reader, G_CONNECT_SWAPPED);
  g_signal_connect_object (lf_app_context_sync (context), "notify::n-pending",
                           G_CALLBACK (tell_number), self, G_CONNECT_SWAPPED);
  tell_number (self);
  return GTK_WIDGET (self);
}

GListModel *
lf_pending_page_get_entries (LfPendingPage *self)
{
  return G_LIST_MODEL (self->entries);
}
