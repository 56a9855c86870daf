/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can do in the window: new, undo, import, sync and the rest. */

#include "config.h"

#include "lf-window-private.h"

#include "lf-capture.h"
#include "lf-dialogs.h"
#include "lf-sample.h"
#include "lf-store-lamps-closing.h"
#include "lf-view.h"

#include <glib/gi18n.h>

static void
show_error (LfWindow *self, const GError *error)
{
  lf_app_context_toast (self->context, error->message, FALSE);
}

/* ---- Undo and redo ---- */

static void
on_undone (LfWindow *self, GAsyncResult *result, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label
      = lf_store_undo_finish (lf_app_context_store (self->context), result, &error);
  g_autofree char *text
      = label == NULL
            ? g_strdup (redo ? _ ("There is nothing to redo") : _ ("There is nothing to undo"))
            : g_strdup_printf (redo ? _ ("Done again: %s") : _ ("Undone: %s"), label);

  if (error != NULL)
    show_error (self, error);
  else
    {
      lf_window_withdraw_undo (self);
      lf_app_context_toast (self->context, text, FALSE);
    }
}

static void
on_undo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfWindow) self = user_data;

  if (self->context != NULL)
    on_undone (self, result, FALSE);
}

static void
on_redo_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfWindow) self = user_data;

  if (self->context != NULL)
    on_undone (self, result, TRUE);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);

  lf_store_undo_async (lf_app_context_store (self->context), FALSE, NULL, on_undo_cb,
                       g_object_ref (self));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);

  lf_store_undo_async (lf_app_context_store (self->context), TRUE, NULL, on_redo_cb,
                       g_object_ref (self));
}

/* ---- The sample zone ---- */

static void
fill_sample_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (lf_sample_fill_sync (LF_STORE (data), &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_sample_filled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfWindow *self = LF_WINDOW (source);
  g_autoptr (GError) error = NULL;

  if (self->context == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.load-sample", TRUE);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    lf_app_context_toast (self->context, _ ("The sample zone is loaded"), TRUE);
  else
    show_error (self, error);
}

static void
load_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);
  g_autoptr (GTask) task = g_task_new (self, NULL, on_sample_filled_cb, NULL);

  gtk_widget_action_set_enabled (widget, "win.load-sample", FALSE);
  g_task_set_task_data (task, g_object_ref (lf_app_context_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, fill_sample_in_thread);
}

/* ---- Closing a month ---- */

static void
on_lamps_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = lf_store_commit_finish (LF_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (is_done)
    lf_app_context_toast (self->context, _ ("The lamps of last month are closed"), TRUE);
  else
    show_error (self, error);
}

static void
on_lamps_closing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) closing = lf_store_lamps_closing_finish (LF_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (closing == NULL)
    show_error (self, error);
  else
    lf_store_commit_parts_async (LF_STORE (source), closing, /* cancellable= */ NULL,
                                 on_lamps_kept_cb, g_object_ref (self));
}

static void
close_lamps_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);
  const LfDate today = lf_date_today ();
  const LfDate month = lf_date_add_months (&today, -1);

  lf_store_lamps_closing_async (lf_app_context_store (self->context), &month, &today,
                                /* cancellable= */ NULL, on_lamps_closing_cb, g_object_ref (self));
}

/* ---- Dialogs and pages ---- */

/* What the page shown is of; a lead is noted down in one go from everywhere else. */
static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);
  LfListPage *page = lf_window_list_page (self);
  const LfView *view = lf_view_find (self->view);
  const LfEntity *entity = page != NULL                           ? lf_list_page_entity (page)
                           : view != NULL && view->entity != NULL ? lf_schema_find (view->entity)
                                                                  : lf_capture_entity_made ();

  if (entity == lf_capture_entity_made ())
    lf_capture_dialog_present (GTK_WINDOW (self), self->context);
  else
    lf_new_record_dialog_present (GTK_WINDOW (self), self->context, entity, /* related= */ NULL);
}

static void
capture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_capture_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
new_record_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const LfEntity *entity = lf_schema_find (g_variant_get_string (parameter, NULL));

  if (entity != NULL)
    lf_new_record_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context, entity,
                                  /* related= */ NULL);
}

static void
import_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_import_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);
  LfListPage *page = lf_window_list_page (self);

  if (page != NULL)
    lf_export_dialog_present (GTK_WINDOW (self), self->context, lf_list_page_query (page));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_search_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_sign_in_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
account_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_account_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
backups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_backups_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
carry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_carry_dialog_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
preferences_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_preferences_window_present (GTK_WINDOW (widget), LF_WINDOW (widget)->context);
}

static void
sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_sync_service_start (lf_app_context_sync (LF_WINDOW (widget)->context));
}

static void
stop_sync_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_sync_service_cancel (lf_app_context_sync (LF_WINDOW (widget)->context));
}

static void
send_files_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_sync_service_send_files (lf_app_context_sync (LF_WINDOW (widget)->context));
}

static void
review_sending_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_window_ask_about_sending (LF_WINDOW (widget));
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfWindow *self = LF_WINDOW (widget);
  LfListPage *page = lf_window_list_page (self);

  if (self->record_page != NULL && lf_record_page_find_field (self->record_page))
    return;
  if (page != NULL)
    lf_list_page_focus_filter (page);
}

static void
sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_window_toggle_sidebar (LF_WINDOW (widget));
}

static void
board_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_window_show_board (LF_WINDOW (widget), g_variant_get_boolean (parameter));
}

static void
view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint n;
  const LfView *views = lf_views (&n);
  guint index = (guint) g_variant_get_int32 (parameter);

  if (index < n)
    lf_window_show_view (LF_WINDOW (widget), views[index].name);
}

static void
show_view_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_window_show_view (LF_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
lf_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "win.capture", NULL, capture_action);
  gtk_widget_class_install_action (widget_class, "win.new-record", "s", new_record_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.load-sample", NULL, load_sample_action);
  gtk_widget_class_install_action (widget_class, "win.close-lamps", NULL, close_lamps_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "win.account", NULL, account_action);
  gtk_widget_class_install_action (widget_class, "win.backups", NULL, backups_action);
  gtk_widget_class_install_action (widget_class, "win.carry", NULL, carry_action);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, preferences_action);
  gtk_widget_class_install_action (widget_class, "win.sync", NULL, sync_action);
  gtk_widget_class_install_action (widget_class, "win.stop-sync", NULL, stop_sync_action);
  gtk_widget_class_install_action (widget_class, "win.send-files", NULL, send_files_action);
  gtk_widget_class_install_action (widget_class, "win.review-sending", NULL, review_sending_action);
  gtk_widget_class_install_action (widget_class, "win.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "win.sidebar", NULL, sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.board", "b", board_action);
  gtk_widget_class_install_action (widget_class, "win.view", "i", view_action);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view_action);
}
