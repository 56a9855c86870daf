/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's timeline. */

#include "config.h"

#include "lf-timeline.h"

#include "lf-editor.h"
#include "lf-timeline-item.h"

#include <glib/gi18n.h>

struct _LfTimeline
{
  AdwBin parent_instance;

  GtkStack *stack;
  GListStore *items;
  AdwStatusPage *message;

  GtkWidget *ask_button;

  LfAppContext *context;
  GCancellable *reading; /* (nullable) */
  LfTimelineQuery query; /* what is shown */
  char *id;              /* its texts */
  char *field;           /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfTimeline, lf_timeline, ADW_TYPE_BIN)

static void
show_message (LfTimeline *self, const char *title, const char *description)
{
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, description);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

/* What is shown stays when the server cannot be asked. */
static void
show_failure (LfTimeline *self, const GError *error)
{
  if (self->query.asks_server)
    lf_app_context_toast (self->context, error->message, FALSE);
  else
    show_message (self, _ ("The Timeline Cannot Be Read"), error->message);
}

static void
show_items (LfTimeline *self, GPtrArray *items)
{
  g_list_store_remove_all (self->items);
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  if (items->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "items");
  else
    show_message (self, _ ("Nothing Here Yet"),
                  self->query.asks_server
                      ? NULL
                      : _ ("What was done before this device met the record is kept on the "
                           "server."));
}

static gboolean
has_server (LfTimeline *self)
{
  int phase;

  g_object_get (lf_app_context_sync (self->context), "phase", &phase, NULL);
  return phase != LF_SYNC_OFF;
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTimeline *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = lf_timeline_read_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (items == NULL)
    show_failure (self, error);
  else
    show_items (self, items);
  gtk_widget_set_sensitive (self->ask_button, TRUE);
  gtk_widget_set_visible (self->ask_button,
                          has_server (self) && (!self->query.asks_server || items == NULL));
}

static void
read_timeline (LfTimeline *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  lf_timeline_read_async (lf_app_context_store (self->context), &self->query, self->reading,
                          on_read_cb, self);
}

static void
on_ask_clicked_cb (LfTimeline *self)
{
  gtk_widget_set_sensitive (self->ask_button, FALSE);
  self->query.asks_server = TRUE;
  read_timeline (self);
}

static void
on_list_activate_cb (LfTimeline *self, guint position)
{
  g_autoptr (LfTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item != NULL && lf_timeline_item_get_entity (item) != NULL)
    lf_app_context_open_record (self->context, lf_timeline_item_get_entity (item),
                                lf_timeline_item_get_id (item));
}

static void
lf_timeline_dispose (GObject *object)
{
  LfTimeline *self = LF_TIMELINE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->context);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->field, g_free);
  G_OBJECT_CLASS (lf_timeline_parent_class)->dispose (object);
}

static void
lf_timeline_class_init (LfTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_timeline_dispose;
  g_type_ensure (LF_TYPE_TIMELINE_ITEM);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-timeline"));
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, stack);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, items);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, message);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, ask_button);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked_cb);
}

static void
lf_timeline_init (LfTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_timeline_set_context (LfTimeline *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}

void
lf_timeline_show (LfTimeline *self, const LfEntity *entity, const char *id, const char *field)
{
  g_autofree char *old_id = g_steal_pointer (&self->id);
  g_autofree char *old_field = g_steal_pointer (&self->field);

  self->id = g_strdup (id);
  self->field = g_strdup (field);
  self->query = (LfTimelineQuery){ .entity = entity, .id = self->id, .field = self->field };
  read_timeline (self);
}
