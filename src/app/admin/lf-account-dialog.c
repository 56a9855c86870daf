/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One's own account. */

#include "config.h"

#include "lf-account-dialog.h"

#include "lf-account-row.h"
#include "lf-admin-ask.h"
#include "lf-admin-page.h"
#include "lf-devices-box.h"
#include "lf-dialogs.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfAccountDialog
{
  AdwWindow parent_instance;

  AdwPreferencesGroup *password_group;
  GtkEditable *before_row;
  GtkEditable *after_row;
  GtkEditable *again_row;
  GtkLabel *message;
  GtkLabel *devices_message;
  LfDevicesBox *devices;

  LfAppContext *context;
  LfCredentials *credentials; /* (nullable): nobody is signed in */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LfAccountDialog, lf_account_dialog, ADW_TYPE_WINDOW)

static void
show_message (LfAccountDialog *self, const char *text)
{
  gtk_label_set_label (self->message, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* ---- The password ---- */

static void
on_changed_password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAccountDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.change", TRUE);
  if (answer == NULL)
    {
      show_message (self, error->message);
      return;
    }
  lf_app_context_toast (self->context, _ ("The password is changed"), /* has_undo= */ FALSE);
  gtk_window_close (GTK_WINDOW (self));
}

/* FALSE: what is wrong with the new one is said. */
static gboolean
check (LfAccountDialog *self, const char *after, const char *again)
{
  g_autoptr (GError) error = NULL;

  if (strcmp (after, again) != 0)
    show_message (self, _ ("The two new passwords are not the same. Type them again."));
  else if (!lf_password_check (after, self->credentials->user, &error))
    show_message (self, error->message);
  else
    return TRUE;
  return FALSE;
}

static void
change_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfAccountDialog *self = LF_ACCOUNT_DIALOG (widget);
  const char *after = gtk_editable_get_text (self->after_row);
  JsonObject *body;

  if (self->credentials == NULL || !check (self, after, gtk_editable_get_text (self->again_row)))
    return;
  show_message (self, NULL);
  gtk_widget_action_set_enabled (widget, "dialog.change", FALSE);
  body = json_object_new ();
  json_object_set_string_member (body, "old", gtk_editable_get_text (self->before_row));
  json_object_set_string_member (body, "new", after);
  lf_admin_ask_async (lf_app_context_store (self->context), "POST", "/v1/password", body,
                      self->cancellable, on_changed_password_cb, self);
}

/* ---- Devices ---- */

static void
on_devices_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfAccountDialog *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = lf_admin_ask_finish (result, &error);
  JsonArray *devices = answer == NULL ? NULL : lf_admin_list_of (answer, "devices");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->devices), devices != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->devices_message), devices == NULL);
  if (devices != NULL)
    lf_devices_box_show (self->devices, devices, self->credentials->user);
  else
    gtk_label_set_label (self->devices_message, error == NULL
                                                    ? _ ("The server's answer cannot be read.")
                                                    : error->message);
}

static void
on_devices_changed_cb (LfAccountDialog *self)
{
  lf_admin_ask_async (lf_app_context_store (self->context), "GET", "/v1/devices", NULL,
                      self->cancellable, on_devices_read_cb, self);
}

/* ---- Window ---- */

static void
lf_account_dialog_dispose (GObject *object)
{
  g_cancellable_cancel (LF_ACCOUNT_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (lf_account_dialog_parent_class)->dispose (object);
}

static void
lf_account_dialog_finalize (GObject *object)
{
  LfAccountDialog *self = LF_ACCOUNT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->credentials, lf_credentials_free);
  G_OBJECT_CLASS (lf_account_dialog_parent_class)->finalize (object);
}

static void
lf_account_dialog_class_init (LfAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_account_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_account_dialog_finalize;
  g_type_ensure (LF_TYPE_DEVICES_BOX);
  gtk_widget_class_install_action (widget_class, "dialog.change", NULL, change_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_ADMIN_UI ("lf-account-dialog"));
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, password_group);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, before_row);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, after_row);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, again_row);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, message);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, devices_message);
  gtk_widget_class_bind_template_child (widget_class, LfAccountDialog, devices);
  gtk_widget_class_bind_template_callback (widget_class, on_devices_changed_cb);
}

static void
lf_account_dialog_init (LfAccountDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
}

static void
fill_in (LfAccountDialog *self)
{
  g_autofree char *who = NULL;
  g_autofree char *title = NULL;

  self->credentials
      = lf_credentials_load (lf_store_folder (lf_app_context_store (self->context)), NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.change", self->credentials != NULL);
  if (self->credentials == NULL)
    {
      gtk_label_set_label (self->devices_message, _ ("This device is not signed in to a server."));
      return;
    }
  who = self->credentials->role == NULL ? g_strdup (self->credentials->user)
                                        : g_strdup_printf ("%s · %s", self->credentials->user,
                                                           lf_role_label (self->credentials->role));
  title = g_markup_escape_text (who, -1);
  adw_preferences_group_set_title (self->password_group, title);
  on_devices_changed_cb (self);
}

LfAccountDialog *
lf_account_dialog_new (GtkWindow *parent, LfAppContext *context)
{
  LfAccountDialog *self = g_object_new (LF_TYPE_ACCOUNT_DIALOG, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  lf_devices_box_set_context (self->devices, context);
  fill_in (self);
  return self;
}

void
lf_account_dialog_present (GtkWindow *parent, LfAppContext *context)
{
  LfAccountDialog *self = lf_account_dialog_new (parent, context);

  gtk_window_present (GTK_WINDOW (self));
}
