/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking another park to take a project. */

#include "config.h"

#include "lf-transfer-dialog.h"

#include "lf-dialogs.h"
#include "lf-discard-bar.h"
#include "lf-new-record-dialog.h"
#include "lf-park.h"
#include "lf-store-transfers.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfTransferDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *window_title;
  LfDiscardBar *discard_bar;
  AdwComboRow *park_row;
  GtkStringList *titles;
  GtkEditable *reason_row;
  GtkLabel *message;

  LfAppContext *context;
  LfRecord *project;
  GPtrArray *parks;    /* (element-type LfRecord): those that can be asked, as the row lists them */
  GPtrArray *tree;     /* (nullable) (element-type LfPark): all there are */
  GPtrArray *taxonomy; /* (nullable) (element-type LfRecord): industries, once they are read */
  GCancellable *reading;
  gboolean is_done;
};

G_DEFINE_FINAL_TYPE (LfTransferDialog, lf_transfer_dialog, ADW_TYPE_WINDOW)

static void
show_message (LfTransferDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- Whether it fits ---- */

/* A hint (O7): nothing is refused for it. */
static void
show_fit (LfTransferDialog *self)
{
  guint chosen = adw_combo_row_get_selected (self->park_row);
  const char *industry = lf_record_get (self->project, "industry");
  g_autoptr (GPtrArray) better = NULL;
  g_autofree char *told = NULL;

  if (self->tree == NULL || self->taxonomy == NULL || chosen >= self->parks->len
      || industry == NULL)
    return;
  better = lf_fit_better (self->tree, industry, self->taxonomy);
  told = lf_fit_tell (lf_fit_judge (self->parks->pdata[chosen], industry, self->taxonomy),
                      self->parks->pdata[chosen], industry, better);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->park_row), told == NULL ? "" : told);
}

static void
on_chosen_cb (AdwComboRow *row, GParamSpec *spec, gpointer user_data)
{
  show_fit (LF_TRANSFER_DIALOG (user_data));
}

static void
on_industries_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTransferDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) industries = lf_store_list_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->taxonomy = industries == NULL ? g_ptr_array_new () : g_steal_pointer (&industries);
  show_fit (self);
}

static void
read_industries (LfTransferDialog *self, GPtrArray *parks)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new ();
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("industry"), NULL, NULL);
  g_autoptr (GPtrArray) plots = g_ptr_array_new ();
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < parks->len; i++)
    if (parks->pdata[i] != NULL)
      g_ptr_array_add (there, parks->pdata[i]);
  self->tree = lf_park_tree (there, plots, built);
  lf_store_list_async (lf_app_context_store (self->context), query, /* limit= */ 0, self->reading,
                       on_industries_read_cb, self);
}

/* ---- The parks ---- */

static void
show_parks (LfTransferDialog *self, GPtrArray *parks)
{
  const char *own = lf_record_get (self->project, lf_record_entity (self->project)->scope.park);

  for (guint i = 0; i < parks->len; i++)
    {
      LfRecord *park = parks->pdata[i];
      g_autofree char *title = park == NULL ? NULL : lf_record_title (park);

      if (park == NULL || g_strcmp0 (lf_record_id (park), own) == 0)
        continue;
      g_ptr_array_add (self->parks, lf_record_ref (park));
      gtk_string_list_append (self->titles, title);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->park_row), self->parks->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.ask", self->parks->len > 0);
  if (self->parks->len == 0)
    show_message (self, _ ("There is no other park that could take it. A manager of the zone "
                           "enters parks."));
}

static void
on_parks_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTransferDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parks = lf_store_list_finish (LF_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (parks != NULL)
    {
      show_parks (self, parks);
      read_industries (self, parks);
    }
  else
    show_message (self, error->message);
}

static void
read_parks (LfTransferDialog *self)
{
  const LfEntity *entity = lf_schema_find ("park");
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, lf_entity_title (entity)->name);

  lf_store_list_async (lf_app_context_store (self->context), query, /* limit= */ 0, self->reading,
                       on_parks_read_cb, self);
}

/* ---- Asking ---- */

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfTransferDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = lf_store_ask_transfer_finish (LF_STORE (source), result, &error);
  g_autofree char *title = lf_record_title (self->project);
  g_autofree char *sentence = NULL;

  if (id == NULL)
    {
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.ask", TRUE);
      show_message (self, error->message);
      return;
    }
  sentence = g_strdup_printf (
      _ ("“%1$s” is offered to %2$s"), title,
      gtk_string_list_get_string (self->titles, adw_combo_row_get_selected (self->park_row)));
  lf_app_context_toast (self->context, sentence, /* has_undo= */ TRUE);
  self->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTransferDialog *self = LF_TRANSFER_DIALOG (widget);
  guint chosen = adw_combo_row_get_selected (self->park_row);
  g_autofree char *reason = lf_text_clean (gtk_editable_get_text (self->reason_row));
  const LfDate today = lf_date_today ();
  LfTransferAsk ask = { .project = lf_record_id (self->project), .reason = reason };

  if (chosen >= self->parks->len)
    return;
  ask.to_park = lf_record_id (self->parks->pdata[chosen]);
  show_message (self, NULL);
  gtk_widget_action_set_enabled (widget, "dialog.ask", FALSE);
  lf_store_ask_transfer_async (lf_app_context_store (self->context), &ask, &today,
                               /* cancellable= */ NULL, on_asked_cb, g_object_ref (self));
}

/* ---- Leaving ---- */

static gboolean
lf_transfer_dialog_close_request (GtkWindow *window)
{
  LfTransferDialog *self = LF_TRANSFER_DIALOG (window);

  if (self->is_done || *gtk_editable_get_text (self->reason_row) == '\0')
    return GTK_WINDOW_CLASS (lf_transfer_dialog_parent_class)->close_request (window);
  lf_discard_bar_ask (self->discard_bar);
  return GDK_EVENT_STOP;
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LF_TRANSFER_DIALOG (widget)->is_done = TRUE;
  gtk_window_close (GTK_WINDOW (widget));
}

static void
keep_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTransferDialog *self = LF_TRANSFER_DIALOG (widget);

  lf_discard_bar_hide (self->discard_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_row));
}

/* ---- Window ---- */

static void
lf_transfer_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LF_TRANSFER_DIALOG (object)->reading);
  G_OBJECT_CLASS (lf_transfer_dialog_parent_class)->dispose (object);
}

static void
lf_transfer_dialog_finalize (GObject *object)
{
  LfTransferDialog *self = LF_TRANSFER_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->project, lf_record_unref);
  g_ptr_array_unref (self->parks);
  g_clear_pointer (&self->tree, g_ptr_array_unref);
  g_clear_pointer (&self->taxonomy, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_transfer_dialog_parent_class)->finalize (object);
}

static void
lf_transfer_dialog_class_init (LfTransferDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_transfer_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_transfer_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = lf_transfer_dialog_close_request;
  g_type_ensure (LF_TYPE_DISCARD_BAR);
  gtk_widget_class_install_action (widget_class, "dialog.ask", NULL, ask_action);
  gtk_widget_class_install_action (widget_class, "dialog.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "dialog.keep", NULL, keep_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_DIALOG_UI ("lf-transfer-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, discard_bar);
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, park_row);
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, titles);
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, reason_row);
  gtk_widget_class_bind_template_child (widget_class, LfTransferDialog, message);
}

static void
lf_transfer_dialog_init (LfTransferDialog *self)
{
  self->parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->reading = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->park_row, "notify::selected", G_CALLBACK (on_chosen_cb), self,
                           /* connect_flags= */ 0);
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  lf_text_tip_add_to_parts (GTK_WIDGET (self->park_row));
  lf_text_tip_add_to_parts (GTK_WIDGET (self->reason_row));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.ask", FALSE);
}

LfTransferDialog *
lf_transfer_dialog_new (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  LfTransferDialog *self = g_object_new (LF_TYPE_TRANSFER_DIALOG, "transient-for", parent, NULL);
  g_autofree char *title = lf_record_title (project);

  self->context = g_object_ref (context);
  self->project = lf_record_ref (project);
  adw_window_title_set_subtitle (self->window_title, title);
  read_parks (self);
  return self;
}

void
lf_transfer_dialog_present (GtkWindow *parent, LfAppContext *context, LfRecord *project)
{
  LfTransferDialog *self = lf_transfer_dialog_new (parent, context, project);

  gtk_window_present (GTK_WINDOW (self));
}
