/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A record's timeline. */

#include "config.h"

#include "lf-timeline.h"

#include "lf-editor.h"
#include "lf-jot.h"
#include "lf-timeline-item.h"

#include <glib/gi18n.h>

#define PAGE 50 /* items shown at first, and added when more is asked for */

struct _LfTimeline
{
  AdwBin parent_instance;

  GtkStack *stack;
  GListStore *items;
  AdwStatusPage *message;

  GtkFlowBox *kinds;
  GtkWidget *more_button;
  GtkWidget *ask_button;
  LfJot *jot;

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

static gboolean
stays (LfTimeline *self, guint position, gpointer item)
{
  g_autoptr (LfTimelineItem) old = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  return lf_timeline_item_equal (old, item);
}

/* What stays the same is left alone, so that nobody loses the place they are reading at. */
static void
replace_items (LfTimeline *self, GPtrArray *items, guint n)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->items));
  guint head = 0, tail = 0;

  while (head < MIN (n, n_old) && stays (self, head, items->pdata[head]))
    head++;
  while (tail < MIN (n, n_old) - head && stays (self, n_old - tail - 1, items->pdata[n - tail - 1]))
    tail++;
  g_list_store_splice (self->items, head, n_old - head - tail, items->pdata + head,
                       n - head - tail);
}

static void
show_items (LfTimeline *self, GPtrArray *items)
{
  gboolean has_more = self->query.most != 0 && items->len > self->query.most;

  replace_items (self, items, has_more ? self->query.most : items->len);
  gtk_widget_set_visible (self->more_button, has_more);
  if (items->len > 0)
    gtk_stack_set_visible_child_name (self->stack, "items");
  else if (self->query.kind != LF_TIMELINE_ALL)
    show_message (self, _ ("Nothing of This Kind Yet"), NULL);
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
on_more_clicked_cb (LfTimeline *self)
{
  self->query.most += PAGE;
  read_timeline (self);
}

/* ---- Kinds ---- */

static void
on_kind_toggled_cb (LfTimeline *self, GtkToggleButton *button)
{
  LfTimelineKind kind;

  if (!gtk_toggle_button_get_active (button) || self->id == NULL)
    return;
  kind = (LfTimelineKind) gtk_flow_box_child_get_index (
      GTK_FLOW_BOX_CHILD (gtk_widget_get_parent (GTK_WIDGET (button))));
  if (self->query.kind == kind)
    return;
  self->query.kind = kind;
  self->query.most = PAGE;
  read_timeline (self);
}

static void
add_kind (LfTimeline *self, LfTimelineKind kind, GtkToggleButton *all)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (lf_timeline_kind_label (kind));

  gtk_widget_add_css_class (button, "lf-kind");
  if (all != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), all);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_kind_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_flow_box_append (self->kinds, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static GtkToggleButton *
kind_button (LfTimeline *self, LfTimelineKind kind)
{
  GtkFlowBoxChild *child = gtk_flow_box_get_child_at_index (self->kinds, (int) kind);

  return GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (child));
}

static void
show_kinds (LfTimeline *self, const LfEntity *entity)
{
  guint n = 0;

  for (guint kind = 0; kind < LF_N_TIMELINE_KINDS; kind++)
    {
      GtkWidget *button = GTK_WIDGET (kind_button (self, kind));
      gboolean fits = lf_timeline_kind_fits (kind, entity);

      gtk_widget_set_visible (gtk_widget_get_parent (button), fits);
      n += fits ? 1 : 0;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->kinds), n > 2);
  gtk_toggle_button_set_active (kind_button (self, LF_TIMELINE_ALL), TRUE);
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
  g_type_ensure (LF_TYPE_JOT);
  gtk_widget_class_set_template_from_resource (widget_class, LF_RECORD_UI ("lf-timeline"));
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, stack);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, items);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, message);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, kinds);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, more_button);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, ask_button);
  gtk_widget_class_bind_template_child (widget_class, LfTimeline, jot);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_ask_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_more_clicked_cb);
}

static void
lf_timeline_init (LfTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint kind = 0; kind < LF_N_TIMELINE_KINDS; kind++)
    add_kind (self, kind, kind == LF_TIMELINE_ALL ? NULL : kind_button (self, LF_TIMELINE_ALL));
}

void
lf_timeline_set_context (LfTimeline *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
  lf_jot_set_context (self->jot, context);
}

static void
set_query (LfTimeline *self, const LfEntity *entity, const char *id, const char *field)
{
  g_autofree char *old_id = g_steal_pointer (&self->id);
  g_autofree char *old_field = g_steal_pointer (&self->field);

  self->id = g_strdup (id);
  self->field = g_strdup (field);
  self->query.entity = entity;
  self->query.id = self->id;
  self->query.field = self->field;
}

static void
show_anew (LfTimeline *self, const LfEntity *entity, const char *id, const char *field)
{
  set_query (self, entity, NULL, NULL);
  if (field == NULL)
    show_kinds (self, entity);
  self->query = (LfTimelineQuery){ .most = PAGE };
  set_query (self, entity, id, field);
}

void
lf_timeline_show (LfTimeline *self, LfRecord *record, const char *field)
{
  const LfEntity *entity = lf_record_entity (record);
  const char *id = lf_record_id (record);

  if (g_strcmp0 (self->id, id) != 0 || g_strcmp0 (self->field, field) != 0)
    show_anew (self, entity, id, field);
  lf_jot_show (self->jot, field == NULL ? record : NULL);
  read_timeline (self);
}
