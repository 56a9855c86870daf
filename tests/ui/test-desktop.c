/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a desktop does with the program: searches in it without a window, goes on from there, and
 * opens bundles and backups with it. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

#define DEADLINE_MS (60 * 1000)
#define NAME "杜仲叶项目"
#define LATER "连翘项目"

/* ---- The desktop's search ---- */

/* (transfer full): what the program on the bus answers */
static GVariant *
ask (const char *method, GVariant *parameters, const char *type)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_sync (
      bus, LF_APP_ID, "/io/github/landfall/Landfall/SearchProvider",
      "org.gnome.Shell.SearchProvider2", method, parameters, G_VARIANT_TYPE (type),
      G_DBUS_CALL_FLAGS_NONE, DEADLINE_MS, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

/* (transfer full): names of results */
static char **
search (const char *first, const char *second)
{
  const char *const terms[] = { first, second, NULL };
  g_autoptr (GVariant) answer = ask ("GetInitialResultSet", g_variant_new ("(^as)", terms), "(as)");
  char **results;

  g_variant_get (answer, "(^as)", &results);
  return results;
}

static void
assert_described (const char *result, const char *name, const char *description)
{
  const char *const results[] = { result, "project/gone", "nonsense", NULL };
  g_autoptr (GVariant) answer
      = ask ("GetResultMetas", g_variant_new ("(^as)", results), "(aa{sv})");
  g_autoptr (GVariant) metas = g_variant_get_child_value (answer, 0);
  g_autoptr (GVariant) meta = NULL;
  const char *told;

  g_assert_cmpuint (g_variant_n_children (metas), ==, 1);
  meta = g_variant_get_child_value (metas, 0);
  g_assert_true (g_variant_lookup (meta, "id", "&s", &told));
  g_assert_cmpstr (told, ==, result);
  g_assert_true (g_variant_lookup (meta, "name", "&s", &told));
  g_assert_cmpstr (told, ==, name);
  g_assert_true (g_variant_lookup (meta, "description", "&s", &told));
  g_assert_cmpstr (told, ==, description);
}

static void
await_name (void)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  gboolean is_there = FALSE;
  gint64 deadline = g_get_monotonic_time () + DEADLINE_MS * G_TIME_SPAN_MILLISECOND;

  while (!is_there)
    {
      g_autoptr (GVariant) answer = g_dbus_connection_call_sync (
          bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
          "NameHasOwner", g_variant_new ("(s)", LF_APP_ID), G_VARIANT_TYPE ("(b)"),
          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_variant_get (answer, "(b)", &is_there);
    }
}

static void
test_search (void)
{
  const char *const terms[] = { "zhongye", NULL };
  g_autoptr (LfDriver) program = NULL;
  g_auto (GStrv) results = NULL;
  g_auto (GStrv) none = NULL;

  g_free (ui_run ("LANDFALL_CLI", (const char *const[]){ "init", NULL }));
  g_free (ui_run ("LANDFALL_CLI",
                  (const char *const[]){ "add", "project", "name=" NAME, "stage=lead", NULL }));
  program = lf_driver_begin ((const char *const[]){ "--gapplication-service", NULL });
  await_name ();
  results = search ("杜仲", "项目");
  g_assert_cmpuint (g_strv_length (results), ==, 1);
  none = search ("没有这样的", NULL);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  assert_described (results[0], NAME, "Project");
  g_assert_false (lf_driver_has_window (program));

  g_variant_unref (ask ("ActivateResult", g_variant_new ("(s^asu)", results[0], terms, 0), "()"));
  lf_driver_await_window (program);
  lf_driver_await (program, ATSPI_ROLE_LABEL, NAME);
  g_variant_unref (ask ("LaunchSearch", g_variant_new ("(^asu)", terms, 0), "()"));
  lf_driver_await (program, ATSPI_ROLE_LIST_ITEM, NAME);
  lf_driver_key (program, "Escape");
  lf_driver_quit (program);
}

/* ---- Files ---- */

static void
write_password (const char *path)
{
  g_assert_true (g_file_set_contents (path, "a good long password\n", -1, NULL));
}

/* What a device wrote, and what its server answers to it. */
static void
carry (const char *folder, const char *store, char **ret_out, char **ret_back)
{
  g_autofree char *data = g_strdup_printf ("sqlite:%s/zone.db", folder);
  g_autofree char *password = g_build_filename (folder, "password", NULL);
  g_autofree char *key = CLI (store, "bundle", "key");

  *ret_out = g_build_filename (folder, "out.bundle", NULL);
  *ret_back = g_build_filename (folder, "back.bundle", NULL);
  write_password (password);
  g_free (SERVER ("account", "add", "王芳", "--role", "zone_manager", "--password-file", password,
                  "--data", data));
  g_free (CLI (store, "bundle", "export", *ret_out));
  g_free (SERVER ("bundle", "import", *ret_out, "--fingerprint", g_strchomp (key), "--account",
                  "王芳", "--answer", *ret_back, "--data", data));
}

static void
test_bundle (void)
{
  g_autofree char *folder = ui_make_folder ("opened");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *out = NULL;
  g_autofree char *back = NULL;
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init"));
  g_free (CLI (store, "add", "project", "name=" NAME));
  carry (folder, store, &out, &back);
  window = lf_driver_start ((const char *const[]){ "--store", store, out, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Bundle 1 from the device");
  g_assert_false (lf_driver_sees (window, ATSPI_ROLE_PUSH_BUTTON, "Import"));
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Bundle 1 from the device");
  lf_driver_quit (window);
  g_clear_pointer (&window, lf_driver_free);

  window = lf_driver_start ((const char *const[]){ "--store", store, back, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Bundle 1 from the server");
  lf_driver_screenshot (window, "opened-bundle");
  lf_driver_press (window, "Import");
  lf_driver_press (window, "They Are the Same");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Bundle 1 is imported");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Bundle 1 is imported");
  lf_driver_quit (window);
  ui_remove_folder (folder);
}

static void
close_told (LfDriver *window)
{
  lf_driver_press (window, "Understood");
  lf_driver_await_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Understood");
  lf_driver_quit (window);
}

static void
test_backup (void)
{
  g_autofree char *folder = ui_make_folder ("opened");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *database = g_build_filename (store, "landfall.db", NULL);
  g_autofree char *backup = g_build_filename (folder, "manual-20260302-101112.db", NULL);
  g_autofree char *text = g_build_filename (folder, "notes.txt", NULL);
  g_autofree char *list = NULL;
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init"));
  g_free (CLI (store, "add", "project", "name=" NAME));
  g_free (CLI (store, "backup", backup));
  g_free (CLI (store, "add", "project", "name=" LATER));
  write_password (text);
  window = lf_driver_start ((const char *const[]){ "--store", store, text, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "“notes.txt” Cannot Be Opened");
  close_told (window);
  g_clear_pointer (&window, lf_driver_free);

  window = lf_driver_start ((const char *const[]){ "--store", store, database, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "It is the store that is open here.");
  close_told (window);
  g_clear_pointer (&window, lf_driver_free);

  window = lf_driver_start ((const char *const[]){ "--store", store, backup, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Go Back to 2 Mar 2026");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "1 change was saved on this device since then");
  lf_driver_screenshot (window, "opened-backup");
  lf_driver_press (window, "Restore");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Go Back to 2 Mar 2026");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Nothing Is Due"); /* it goes on with a new window */
  lf_driver_quit (window);
  list = CLI (store, "list", "project");
  g_assert_nonnull (strstr (list, NAME));
  g_assert_null (strstr (list, LATER));
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/desktop/search", test_search);
  g_test_add_func ("/ui/desktop/bundle", test_bundle);
  g_test_add_func ("/ui/desktop/backup", test_backup);
  return g_test_run ();
}
