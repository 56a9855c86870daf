/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preferences. */

#include "config.h"

#include "lf-preferences-window.h"

#include "lf-account-row.h"
#include "lf-backups.h"
#include "lf-dialogs.h"
#include "lf-http-transport.h"
#include "lf-text-tip.h"

#include <glib/gi18n.h>

struct _LfPreferencesWindow
{
  AdwWindow parent_instance;

  GtkWidget *scheme_row;
  AdwActionRow *brief_row;
  GtkWidget *brief_switch;
  GtkWidget *time_row;
  GtkSpinButton *hour_button;
  GtkSpinButton *minute_button;
  AdwActionRow *server_row;
  GtkWidget *sign_in_button;
  GtkWidget *sign_out_button;
  GtkWidget *automatic_switch;
  GtkWidget *cost_switch;
  AdwActionRow *backups_row;
  GtkEditable *device_row;
  AdwActionRow *store_row;

  LfAppContext *context;
  gboolean is_showing; /* the time: nobody chooses it */
};

G_DEFINE_FINAL_TYPE (LfPreferencesWindow, lf_preferences_window, ADW_TYPE_WINDOW)

static const char *
folder_of (LfPreferencesWindow *self)
{
  return lf_store_folder (lf_app_context_store (self->context));
}

/* ---- The time ---- */

static gboolean
on_output_cb (GtkSpinButton *button, gpointer user_data)
{
  g_autofree char *text = g_strdup_printf ("%02d", gtk_spin_button_get_value_as_int (button));

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (button)), text))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static void
show_time (LfPreferencesWindow *self)
{
  int minute;

  g_object_get (lf_app_context_preferences (self->context), "brief-minute", &minute, NULL);
  self->is_showing = TRUE;
  gtk_spin_button_set_value (self->hour_button, minute / 60);
  gtk_spin_button_set_value (self->minute_button, minute % 60);
  self->is_showing = FALSE;
}

static void
on_time_changed_cb (LfPreferencesWindow *self)
{
  if (!self->is_showing && self->context != NULL)
    g_object_set (lf_app_context_preferences (self->context), "brief-minute",
                  gtk_spin_button_get_value_as_int (self->hour_button) * 60
                      + gtk_spin_button_get_value_as_int (self->minute_button),
                  NULL);
}

/* Only the store that the program opens by itself has it stay in the background. */
static void
show_background (LfPreferencesWindow *self)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL && g_application_get_flags (application) & G_APPLICATION_NON_UNIQUE)
    adw_action_row_set_subtitle (self->brief_row,
                                 _ ("One notification says what is due, overdue, silent and "
                                    "waiting. Of this store it comes while its window is open."));
}

/* ---- The server ---- */

static void
show_server (LfPreferencesWindow *self)
{
  g_autoptr (LfCredentials) credentials = lf_credentials_load (folder_of (self), NULL);
  g_autofree char *who = NULL;

  if (credentials != NULL && credentials->user != NULL)
    who = credentials->role == NULL
              ? g_strdup (credentials->user)
              : g_strdup_printf ("%s · %s", credentials->user, lf_role_label (credentials->role));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->server_row),
                                 who != NULL           ? who
                                 : credentials != NULL ? _ ("Signed in to a server")
                                                       : _ ("Not signed in"));
  adw_action_row_set_subtitle (self->server_row,
                               credentials != NULL
                                   ? credentials->url
                                   : _ ("Everything stays on this device until you join a server"));
  gtk_widget_set_visible (self->sign_in_button, credentials == NULL);
  gtk_widget_set_visible (self->sign_out_button, credentials != NULL);
}

static void
sign_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_sign_in_dialog_present (GTK_WINDOW (widget), LF_PREFERENCES_WINDOW (widget)->context);
}

/* The records and what waits to be sent stay as they are. */
static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfPreferencesWindow *self = LF_PREFERENCES_WINDOW (widget);
  LfSyncService *sync = lf_app_context_sync (self->context);
  g_autoptr (GError) error = NULL;

  if (!lf_credentials_forget (folder_of (self), &error))
    {
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      return;
    }
  lf_sync_service_cancel (sync);
  lf_sync_service_set_transport (sync, NULL);
  lf_sync_service_set_live (sync, NULL);
  lf_sync_service_start (sync);
  lf_app_context_toast (self->context, _ ("Signed out"), /* has_undo= */ FALSE);
  lf_app_context_tell_signed_in (self->context);
}

/* ---- Backups and the device ---- */

static void
show_backups (LfPreferencesWindow *self)
{
  g_auto (LfBackupSettings) settings;
  g_autofree char *text = NULL;

  lf_backup_settings_load (folder_of (self), &settings);
  if (settings.is_off)
    text = g_strdup (_ ("Only when you take one"));
  else
    text = settings.folder == NULL
               ? g_strdup (_ ("At the start and once a day, beside the store"))
               : g_strdup_printf (_ ("At the start and once a day, in %s"), settings.folder);
  adw_action_row_set_subtitle (self->backups_row, text);
}

static void
backups_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_backups_dialog_present (GTK_WINDOW (widget), LF_PREFERENCES_WINDOW (widget)->context);
}

/* A blank name is the machine's. */
static void
show_device (LfPreferencesWindow *self)
{
  g_autofree char *name
      = lf_preferences_get_device_name (lf_app_context_preferences (self->context));

  gtk_editable_set_text (self->device_row, name);
}

static void
on_device_named_cb (LfPreferencesWindow *self)
{
  g_object_set (lf_app_context_preferences (self->context), "device-name",
                gtk_editable_get_text (self->device_row), NULL);
  show_device (self);
}

/* ---- Window ---- */

/* What a dialog over this window changed shows when it closes. */
static void
on_active_cb (LfPreferencesWindow *self)
{
  if (self->context != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    show_backups (self);
}

static void
lf_preferences_window_finalize (GObject *object)
{
  g_clear_object (&LF_PREFERENCES_WINDOW (object)->context);
  G_OBJECT_CLASS (lf_preferences_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, scheme_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, brief_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, brief_switch);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, time_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, hour_button);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, minute_button);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, server_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, sign_in_button);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, sign_out_button);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, automatic_switch);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, cost_switch);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, backups_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, device_row);
  gtk_widget_class_bind_template_child (widget_class, LfPreferencesWindow, store_row);
}

static void
lf_preferences_window_class_init (LfPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_preferences_window_finalize;
  gtk_widget_class_install_action (widget_class, "preferences.sign-in", NULL, sign_in_action);
  gtk_widget_class_install_action (widget_class, "preferences.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "preferences.backups", NULL, backups_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/preferences/lf-preferences-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_time_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_device_named_cb);
}

static void
lf_preferences_window_init (LfPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_text_tip_add_to_title (GTK_WINDOW (self));
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_cb), NULL);
}

static void
bind (LfPreferencesWindow *self, const char *property, GtkWidget *widget, const char *shown)
{
  g_object_bind_property (lf_app_context_preferences (self->context), property, widget, shown,
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

LfPreferencesWindow *
lf_preferences_window_new (GtkWindow *parent, LfAppContext *context)
{
  LfPreferencesWindow *self
      = g_object_new (LF_TYPE_PREFERENCES_WINDOW, "transient-for", parent, NULL);

  self->context = g_object_ref (context);
  bind (self, "scheme", self->scheme_row, "selected");
  bind (self, "brief", self->brief_switch, "active");
  bind (self, "automatic-sync", self->automatic_switch, "active");
  bind (self, "files-at-cost", self->cost_switch, "active");
  g_object_bind_property (self->brief_switch, "active", self->time_row, "sensitive",
                          G_BINDING_SYNC_CREATE);
  show_time (self);
  show_background (self);
  show_server (self);
  show_backups (self);
  show_device (self);
  adw_action_row_set_subtitle (self->store_row, folder_of (self));
  g_signal_connect_object (context, "signed-in", G_CALLBACK (show_server), self, G_CONNECT_SWAPPED);
  return self;
}

void
lf_preferences_window_present (GtkWindow *parent, LfAppContext *context)
{
  gtk_window_present (GTK_WINDOW (lf_preferences_window_new (parent, context)));
}
