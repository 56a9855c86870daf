/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preferences: kept beside the store, followed at once; the program's start with the session. */

#include "config.h"

#include "app-fixture.h"

#include "lf-autostart.h"
#include "lf-http-transport.h"
#include "lf-preferences-window.h"
#include "lf-store-sync.h"

#include <glib/gstdio.h>
#include <string.h>

/* ---- The file ---- */

static void
test_kept (AppFixture *self, gconstpointer data)
{
  LfPreferences *chosen = lf_app_context_preferences (self->context);
  const LfDate today = lf_date_today ();
  g_autoptr (LfPreferences) later = NULL;
  g_autofree char *name = NULL;
  LfBrief brief = lf_preferences_get_brief (chosen);
  gboolean is_automatic, at_cost;
  int scheme;

  g_assert_false (brief.is_on);
  g_assert_cmpint (brief.minute, ==, LF_BRIEF_MINUTE);
  g_object_set (chosen, "scheme", LF_SCHEME_DARK, "brief", TRUE, "brief-minute", 7 * 60,
                "automatic-sync", FALSE, "files-at-cost", TRUE, "device-name", " 会议室电脑 ",
                NULL);
  lf_preferences_set_told (chosen, &today);
  later = lf_preferences_new (lf_store_folder (self->store));
  brief = lf_preferences_get_brief (later);
  g_object_get (later, "scheme", &scheme, "automatic-sync", &is_automatic, "files-at-cost",
                &at_cost, "device-name", &name, NULL);
  g_assert_true (brief.is_on);
  g_assert_cmpint (brief.minute, ==, 7 * 60);
  g_assert_cmpint (lf_date_compare (&brief.told, &today), ==, 0);
  g_assert_cmpint (scheme, ==, LF_SCHEME_DARK);
  g_assert_false (is_automatic);
  g_assert_true (at_cost);
  g_assert_cmpstr (name, ==, "会议室电脑");
}

/* What makes no sense is as if nobody had chosen. */
static void
test_nonsense (AppFixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (lf_store_folder (self->store), "preferences.ini", NULL);
  g_autoptr (LfPreferences) preferences = NULL;
  g_autofree char *name = NULL;
  LfBrief brief;
  int scheme;

  g_assert_true (g_file_set_contents (path,
                                      "[preferences]\nscheme=17\nbrief=perhaps\nbrief-minute=-4\n"
                                      "brief-told=2023-02-30\ndevice-name=  \n",
                                      -1, NULL));
  preferences = lf_preferences_new (lf_store_folder (self->store));
  brief = lf_preferences_get_brief (preferences);
  g_object_get (preferences, "scheme", &scheme, NULL);
  name = lf_preferences_get_device_name (preferences);
  g_assert_false (brief.is_on);
  g_assert_cmpint (brief.minute, ==, LF_BRIEF_MINUTE);
  g_assert_cmpint (brief.told.year, ==, 0);
  g_assert_cmpint (scheme, ==, LF_SCHEME_SYSTEM);
  g_assert_cmpstr (name, ==, g_get_host_name ());
}

static void
on_failed_cb (LfPreferences *preferences, const char *sentence, char **told)
{
  g_free (*told);
  *told = g_strdup (sentence);
}

static void
test_not_kept (AppFixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "nowhere", NULL);
  g_autoptr (LfPreferences) preferences = lf_preferences_new (nowhere);
  g_autofree char *told = NULL;
  gboolean is_on;

  g_signal_connect (preferences, "failed", G_CALLBACK (on_failed_cb), &told);
  g_object_set (preferences, "files-at-cost", TRUE, NULL);
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, nowhere));
  g_object_get (preferences, "files-at-cost", &is_on, NULL);
  g_assert_true (is_on);
}

/* ---- The window ---- */

static GtkWidget *
find_id (GtkWidget *root, const char *id)
{
  GtkWidget *found = NULL;

  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (root)), id) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_id (child, id);
  return found;
}

static GtkWidget *
show (AppFixture *self)
{
  GtkWidget *window = GTK_WIDGET (lf_preferences_window_new (self->window, self->context));

  gtk_window_present (GTK_WINDOW (window));
  app_settle ();
  return window;
}

static void
test_window (AppFixture *self, gconstpointer data)
{
  GtkWidget *window = show (self);
  LfPreferences *preferences = lf_app_context_preferences (self->context);
  g_autofree char *name = NULL;
  int scheme;

  gtk_switch_set_active (GTK_SWITCH (find_id (window, "brief_switch")), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_id (window, "hour_button")), 7);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (find_id (window, "minute_button")), 5);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_id (window, "scheme_row")), LF_SCHEME_LIGHT);
  g_object_get (preferences, "scheme", &scheme, NULL);
  g_assert_cmpint (scheme, ==, LF_SCHEME_LIGHT);
  g_assert_true (lf_preferences_get_brief (preferences).is_on);
  g_assert_cmpint (lf_preferences_get_brief (preferences).minute, ==, 7 * 60 + 5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_id (window, "minute_button"))), ==,
                   "05");
  gtk_editable_set_text (GTK_EDITABLE (find_id (window, "device_row")), "工地平板");
  g_signal_emit_by_name (find_id (window, "device_row"), "apply");
  name = lf_preferences_get_device_name (preferences);
  g_assert_cmpstr (name, ==, "工地平板");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Signed out, nobody else's name is put under what waits. */
static void
test_sign_out (AppFixture *self, gconstpointer data)
{
  char url[] = "http://127.0.0.1:9", user[] = "周砚秋", token[] = "secret";
  const LfCredentials credentials = { .url = url, .user = user, .token = token };
  AdwPreferencesRow *row;
  GtkWidget *window;
  g_autofree char *earlier = NULL;

  g_assert_true (lf_credentials_save (&credentials, lf_store_folder (self->store), NULL));
  g_assert_true (lf_store_set_author_sync (self->store, "周砚秋", NULL));
  window = show (self);
  row = ADW_PREFERENCES_ROW (find_id (window, "server_row"));
  g_assert_cmpstr (adw_preferences_row_get_title (row), ==, "周砚秋");
  g_assert_true (gtk_widget_activate_action (window, "preferences.sign-out", NULL));
  g_assert_cmpstr (adw_preferences_row_get_title (row), ==, "Not signed in");
  g_assert_null (lf_credentials_load (lf_store_folder (self->store), NULL));
  g_assert_cmpint (lf_credentials_count_others (self->store, "周砚秋", &earlier, NULL), ==, 0);
  g_assert_cmpint (lf_credentials_count_others (self->store, "林舒然", &earlier, NULL), ==, 1);
  g_assert_cmpstr (earlier, ==, "周砚秋");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* ---- Starting with the session ---- */

static void
test_autostart (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "autostart", LF_APP_ID ".desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *command = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_autostart_write (FALSE, "/usr/bin/landfall", &error));
  g_assert_true (lf_autostart_write (TRUE, "/opt/a 100% \"$new\" one/landfall", &error));
  g_assert_no_error (error);
  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error));
  command = g_key_file_get_string (file, "Desktop Entry", "Exec", NULL);
  g_assert_cmpstr (command, ==,
                   "\"/opt/a 100%% \\\"\\$new\\\" one/landfall\" --gapplication-service");
  g_assert_true (lf_autostart_write (FALSE, "/usr/bin/landfall", &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_autostart_refused (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_config_dir (), "autostart", NULL);
  g_autoptr (GError) error = NULL;

  g_rmdir (folder);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  g_assert_false (lf_autostart_write (TRUE, "/usr/bin/landfall", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, folder));
  g_unlink (folder);
}

/* A desktop that is asked from a sandbox. */
typedef struct
{
  GDBusConnection *bus;
  guint name, object;
  guint response; /* 0: yes */
  gboolean is_asked, starts;
  GAsyncResult *result; /* (nullable) */
} Portal;

static void
answer (Portal *portal, const char *sender, const char *token)
{
  g_autofree char *part = g_strdelimit (g_strdup (sender + 1), ".", '_');
  g_autofree char *path
      = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", part, token);
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (portal->starts));
  g_dbus_connection_emit_signal (portal->bus, sender, path, "org.freedesktop.portal.Request",
                                 "Response", g_variant_new ("(ua{sv})", portal->response, &results),
                                 NULL);
}

static void
on_call_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  Portal *portal = user_data;
  g_autoptr (GVariant) options = g_variant_get_child_value (parameters, 1);
  g_autofree const char **command = NULL;
  const char *token;

  g_assert_true (g_variant_lookup (options, "handle_token", "&s", &token));
  g_assert_true (g_variant_lookup (options, "autostart", "b", &portal->starts));
  g_assert_true (g_variant_lookup (options, "commandline", "^a&s", &command));
  g_assert_cmpstr (command[1], ==, "--gapplication-service");
  portal->is_asked = TRUE;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", "/"));
  answer (portal, sender, token);
}

static const GDBusInterfaceVTable portal_vtable = { .method_call = on_call_cb };

static void
on_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Portal *) user_data)->result = g_object_ref (result);
}

static gboolean
is_answered (gpointer data)
{
  return ((Portal *) data)->result != NULL;
}

static void
open_portal (Portal *portal)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (
      "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
      "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='o' direction='out'/></method></interface></node>",
      NULL);

  portal->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  portal->object
      = g_dbus_connection_register_object (portal->bus, "/org/freedesktop/portal/desktop",
                                           node->interfaces[0], &portal_vtable, portal, NULL, NULL);
  portal->name = g_bus_own_name_on_connection (portal->bus, "org.freedesktop.portal.Desktop",
                                               G_BUS_NAME_OWNER_FLAGS_NONE, NULL, NULL, NULL, NULL);
}

static gboolean
ask (Portal *portal, gboolean is_on, GError **error)
{
  gboolean is_set;

  lf_autostart_ask_desktop_async (is_on, on_set_cb, portal);
  app_await (is_answered, portal);
  is_set = lf_autostart_set_finish (portal->result, error);
  g_clear_object (&portal->result);
  return is_set;
}

static void
test_portal (void)
{
  Portal portal = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (ask (&portal, TRUE, &error)); /* there is none */
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  open_portal (&portal);
  g_assert_true (ask (&portal, TRUE, &error));
  g_assert_true (portal.is_asked && portal.starts);
  g_assert_true (ask (&portal, FALSE, &error));
  g_assert_false (portal.starts);
  portal.response = 1;
  g_assert_false (ask (&portal, TRUE, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_bus_unown_name (portal.name);
  g_dbus_connection_unregister_object (portal.bus, portal.object);
  g_object_unref (portal.bus);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/preferences/" path, AppFixture, NULL, app_fixture_set_up, function,                \
              app_fixture_tear_down)

int
main (int argc, char *argv[])
{
  app_init (&argc, &argv);
  ADD ("kept", test_kept);
  ADD ("nonsense", test_nonsense);
  ADD ("not-kept", test_not_kept);
  ADD ("window", test_window);
  ADD ("sign-out", test_sign_out);
  g_test_add_func ("/preferences/autostart", test_autostart);
  g_test_add_func ("/preferences/autostart-refused", test_autostart_refused);
  g_test_add_func ("/preferences/portal", test_portal);
  return g_test_run ();
}
