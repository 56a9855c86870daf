/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the program is started when somebody signs in to the computer. */

#include "config.h"

#include "lf-autostart.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PORTAL "org.freedesktop.portal.Desktop"
#define SANDBOX_INFO "/.flatpak-info"

/* ---- A file ---- */

static char *
file_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "autostart", LF_APP_ID ".desktop", NULL);
}

/* As the desktop entry specification quotes: then once more as every value of a key file. */
static char *
quote (const char *program)
{
  GString *text = g_string_new ("\"");

  for (const char *at = program; *at != '\0'; at++)
    {
      if (strchr ("\"`$\\", *at) != NULL)
        g_string_append_c (text, '\\');
      g_string_append_c (text, *at);
      if (*at == '%')
        g_string_append_c (text, '%');
    }
  g_string_append_c (text, '"');
  return g_string_free (text, FALSE);
}

static gboolean
write_file (const char *path, const char *program, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *quoted = quote (program);
  g_autofree char *command = g_strconcat (quoted, " --gapplication-service", NULL);

  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE,
                         G_KEY_FILE_DESKTOP_TYPE_APPLICATION);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NAME,
                         _ ("Landfall"));
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_COMMENT,
                         _ ("Morning Brief"));
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, LF_APP_ID);
  g_key_file_set_string (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, command);
  g_key_file_set_boolean (file, G_KEY_FILE_DESKTOP_GROUP, G_KEY_FILE_DESKTOP_KEY_NO_DISPLAY, TRUE);
  return g_mkdir_with_parents (folder, 0700) == 0 && g_key_file_save_to_file (file, path, error);
}

gboolean
lf_autostart_write (gboolean is_on, const char *program, GError **error)
{
  g_autofree char *path = file_path ();
  g_autoptr (GError) cause = NULL;

  if (is_on ? write_file (path, program, &cause) : g_remove (path) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("“%1$s” could not be changed: %2$s. The morning brief comes only while Landfall "
                  "runs."),
               path, cause != NULL ? cause->message : g_strerror (errno));
  return FALSE;
}

/* ---- The desktop, from a sandbox ---- */

typedef struct
{
  GDBusConnection *bus;
  guint subscription;
  gboolean is_on;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  if (request->subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, request->subscription);
  g_clear_object (&request->bus);
  g_free (request);
}

static void
finish_request (GTask *task, gboolean is_done)
{
  Request *request = g_task_get_task_data (task);
  guint subscription = request->subscription;

  request->subscription = 0;
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             _ ("The desktop does not let Landfall run in the background. The "
                                "morning brief comes only while Landfall runs."));
  if (subscription != 0)
    g_dbus_connection_signal_unsubscribe (request->bus, subscription);
}

static void
on_response_cb (GDBusConnection *bus,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean starts = FALSE;
  guint response;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &starts);
  finish_request (task, response == 0 && starts == request->is_on);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GVariant) handle
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  if (handle == NULL && !g_task_get_completed (task))
    finish_request (task, FALSE);
}

/* The path of the answer is known before it is asked for, so that it is not missed. */
static char *
listen (GTask *task, const char *token)
{
  Request *request = g_task_get_task_data (task);
  g_autofree char *sender
      = g_strdelimit (g_strdup (g_dbus_connection_get_unique_name (request->bus) + 1), ".", '_');
  char *path = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", sender, token);

  request->subscription = g_dbus_connection_signal_subscribe (
      request->bus, PORTAL, "org.freedesktop.portal.Request", "Response", path, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response_cb, g_object_ref (task), g_object_unref);
  return path;
}

static GVariant *
make_question (gboolean is_on, const char *token)
{
  const char *const command[] = { "landfall", "--gapplication-service", NULL };
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason",
                         g_variant_new_string (_ ("The morning brief says what is due.")));
  g_variant_builder_add (&options, "{sv}", "autostart", g_variant_new_boolean (is_on));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (command, -1));
  return g_variant_new ("(sa{sv})", /* parent_window= */ "", &options);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  g_autofree char *token = g_strdup_printf ("landfall%u", g_random_int ());
  g_autofree char *path = NULL;

  request->bus = g_bus_get_finish (result, NULL);
  if (request->bus == NULL)
    {
      finish_request (task, FALSE);
      return;
    }
  path = listen (task, token);
  g_dbus_connection_call (request->bus, PORTAL, "/org/freedesktop/portal/desktop",
                          "org.freedesktop.portal.Background", "RequestBackground",
                          make_question (request->is_on, token), G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_asked_cb, g_object_ref (task));
}

void
lf_autostart_ask_desktop_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, lf_autostart_ask_desktop_async);
  request->is_on = is_on;
  g_task_set_task_data (task, request, request_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_cb, task);
}

/* ---- Either ---- */

void
lf_autostart_set_async (gboolean is_on, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *program = NULL;
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;

  if (g_file_test (SANDBOX_INFO, G_FILE_TEST_EXISTS))
    {
      lf_autostart_ask_desktop_async (is_on, callback, user_data);
      return;
    }
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, lf_autostart_set_async);
  program = g_file_read_link ("/proc/self/exe", &error);
  if (program == NULL || !lf_autostart_write (is_on, program, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

gboolean
lf_autostart_set_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
