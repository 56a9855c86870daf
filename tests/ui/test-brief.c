/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The morning brief of a program without a window, as a desktop's notification server gets it. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#define DEADLINE_US (60 * G_USEC_PER_SEC)
#define PATH "/org/freedesktop/Notifications"
#define NAME "org.freedesktop.Notifications"

static const char interface[]
    = "<node><interface name='" NAME "'>"
      "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/>"
      "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='s' direction='in'/>"
      "<arg type='as' direction='in'/><arg type='a{sv}' direction='in'/>"
      "<arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
      "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
      "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
      "<method name='GetServerInformation'><arg type='s' direction='out'/>"
      "<arg type='s' direction='out'/><arg type='s' direction='out'/>"
      "<arg type='s' direction='out'/></method>"
      "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
      "</interface></node>";

/* A notification server that shows nothing and remembers. */
typedef struct
{
  GDBusConnection *bus;
  guint name, object;
  guint n_shown;
  gboolean has_name;
  char *sender; /* (nullable): of the last one, and its texts */
  char *title;
  char *body;
} Desktop;

static void
show (Desktop *desktop, const char *sender, GVariant *parameters)
{
  g_free (desktop->sender);
  g_free (desktop->title);
  g_free (desktop->body);
  desktop->sender = g_strdup (sender);
  g_variant_get_child (parameters, 3, "s", &desktop->title);
  g_variant_get_child (parameters, 4, "s", &desktop->body);
  desktop->n_shown++;
}

static void
on_call_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface_name,
            const char *method,
            GVariant *parameters,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  const char *const capabilities[] = { "actions", "body", NULL };
  GVariant *answer = NULL;

  if (g_str_equal (method, "Notify"))
    {
      show (user_data, sender, parameters);
      answer = g_variant_new ("(u)", 7);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    answer = g_variant_new ("(^as)", capabilities);
  else if (g_str_equal (method, "GetServerInformation"))
    answer = g_variant_new ("(ssss)", "test", "test", "1", "1.2");
  g_dbus_method_invocation_return_value (invocation, answer);
}

static const GDBusInterfaceVTable vtable = { .method_call = on_call_cb };

static void
on_name_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((Desktop *) user_data)->has_name = TRUE;
}

static gboolean
on_look_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

#define WAIT_FOR(condition)                                                                        \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline = g_get_monotonic_time () + DEADLINE_US;                                       \
    guint look = g_timeout_add (20, on_look_cb, NULL);                                             \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline);                                    \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_remove (look);                                                                        \
  }                                                                                                \
  G_STMT_END

static void
desktop_begin (Desktop *desktop)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interface, NULL);

  desktop->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  desktop->object = g_dbus_connection_register_object (desktop->bus, PATH, node->interfaces[0],
                                                       &vtable, desktop, NULL, NULL);
  desktop->name = g_bus_own_name_on_connection (desktop->bus, NAME, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_name_cb, NULL, desktop, NULL);
  WAIT_FOR (desktop->has_name);
}

static void
desktop_end (Desktop *desktop)
{
  g_bus_unown_name (desktop->name);
  g_dbus_connection_unregister_object (desktop->bus, desktop->object);
  g_clear_object (&desktop->bus);
  g_free (desktop->sender);
  g_free (desktop->title);
  g_free (desktop->body);
}

/* A person clicks on the notification. */
static void
click (Desktop *desktop)
{
  g_dbus_connection_emit_signal (desktop->bus, desktop->sender, PATH, NAME, "ActionInvoked",
                                 g_variant_new ("(us)", 7, "default"), NULL);
}

/* ---- The store that the program opens by itself ---- */

#define RUN_CLI(...) g_free (ui_run ("LANDFALL_CLI", (const char *const[]){ __VA_ARGS__, NULL }))

static char *
preferences_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "landfall", "preferences.ini", NULL);
}

/* Today is a working day, whatever day it is; from midnight on the brief is due. */
static void
fill_store (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "day=%Y-%m-%d");
  g_autofree char *path = preferences_path ();

  RUN_CLI ("init");
  RUN_CLI ("add", "calendar_day", day, "kind=workday", "name=加班");
  RUN_CLI ("add", "project", "name=杜仲叶项目", "stage=lead", "next_step=电话回访",
           "next_step_date=2023-03-15");
  g_assert_true (
      g_file_set_contents (path, "[preferences]\nbrief=true\nbrief-minute=0\n", -1, NULL));
}

static gboolean
is_told (void)
{
  g_autofree char *path = preferences_path ();
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, "brief-told=") != NULL;
}

/* ---- Tests ---- */

static void
test_brief (void)
{
  g_autoptr (LfDriver) program = NULL;
  Desktop desktop = { 0 };

  fill_store ();
  desktop_begin (&desktop);
  program = lf_driver_begin ((const char *const[]){ "--gapplication-service", NULL });
  WAIT_FOR (desktop.n_shown > 0 && is_told ());
  g_assert_cmpstr (desktop.title, ==, "For Today");
  g_assert_cmpstr (desktop.body, ==, "1 overdue");
  g_assert_false (lf_driver_has_window (program));

  click (&desktop);
  lf_driver_await_window (program);
  lf_driver_await (program, ATSPI_ROLE_LABEL, "Overdue (1)");
  lf_driver_key (program, "ctrl+q");
  lf_driver_await_no_window (program);

  /* it goes on: a second start brings the window of the first one back */
  g_spawn_command_line_sync (g_getenv ("LANDFALL_APP"), NULL, NULL, NULL, NULL);
  lf_driver_await_window (program);
  lf_driver_await (program, ATSPI_ROLE_LABEL, "Overdue (1)");
  lf_driver_kill (program);
  g_assert_cmpuint (desktop.n_shown, ==, 1);
  desktop_end (&desktop);
}

/* Not twice a day, though it is started twice. */
static void
test_once (void)
{
  g_autoptr (LfDriver) program = NULL;
  Desktop desktop = { 0 };

  g_assert_true (is_told ());
  desktop_begin (&desktop);
  program = lf_driver_start ((const char *const[]){ NULL });
  lf_driver_await (program, ATSPI_ROLE_LABEL, "Overdue (1)");
  g_assert_cmpuint (desktop.n_shown, ==, 0);
  lf_driver_kill (program);
  desktop_end (&desktop);
}

/* The switch makes it start with the session, and not any more. */
static void
test_switch (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_config_dir (), "autostart", LF_APP_ID ".desktop", NULL);
  g_autofree char *preferences = preferences_path ();
  g_autoptr (LfDriver) program = NULL;

  g_assert_true (g_file_set_contents (preferences, "", 0, NULL));
  program = lf_driver_start ((const char *const[]){ NULL });
  lf_driver_key (program, "ctrl+comma");
  lf_driver_await (program, ATSPI_ROLE_LABEL, "Morning Brief");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  lf_driver_press (program, "Notify me on working days");
  WAIT_FOR (g_file_test (path, G_FILE_TEST_EXISTS));
  lf_driver_press (program, "Notify me on working days");
  WAIT_FOR (!g_file_test (path, G_FILE_TEST_EXISTS));
  lf_driver_key (program, "Escape");
  lf_driver_await_gone (program, ATSPI_ROLE_LABEL, "Morning Brief");
  lf_driver_quit (program);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/brief/told", test_brief);
  g_test_add_func ("/ui/brief/once", test_once);
  g_test_add_func ("/ui/brief/switch", test_switch);
  return g_test_run ();
}
