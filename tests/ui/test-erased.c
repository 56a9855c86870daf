/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lost laptop whose window is open: it sends what waits, erases what it holds, says so, and shows
 * an empty store. */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

#define LEAD "最后一条线索"

static char *
device_of (const char *data)
{
  g_autofree char *list = SERVER ("device", "list", "--data", data);
  g_auto (GStrv) cells = g_strsplit (list, "\t", 3);

  return g_strdup (cells[1]);
}

static void
join (ServerRun *server, const char *store, const char *name)
{
  server_run_add_account (server, name, "recruiter");
  g_free (CLI (store, "login", server_run_url (server), "--user", name, "--password-file",
               server_run_password_file (server)));
}

/* What the other laptop sees of it. */
static void
assert_arrived (ServerRun *server, const char *store)
{
  g_autofree char *list = NULL;

  g_free (CLI (store, "init"));
  join (server, store, "周砚秋");
  g_free (CLI (store, "sync"));
  list = CLI (store, "list", "project");
  g_assert_nonnull (strstr (list, LEAD));
}

static void
test_erased (void)
{
  g_autofree char *folder = ui_make_folder ("erased");
  g_autofree char *lost = g_build_filename (folder, "lost", NULL);
  g_autofree char *other = g_build_filename (folder, "other", NULL);
  g_autofree char *data = g_strdup_printf ("sqlite:%s/server.db", folder);
  g_autofree char *device = NULL;
  g_autofree char *after = NULL;
  g_autoptr (LfDriver) window = NULL;
  ServerRun *server = server_run_new (folder);

  g_free (CLI (lost, "init", "--sample"));
  join (server, lost, "林舒然");
  g_free (CLI (lost, "sync"));
  device = device_of (data);
  g_free (SERVER ("device", "erase", device, "--data", data));
  g_free (CLI (lost, "add", "project", "name=" LEAD));
  window = lf_driver_start ((const char *const[]){ "--store", lost, NULL });
  lf_driver_await (window, ATSPI_ROLE_LABEL, "This Device Was Erased");
  lf_driver_screenshot (window, "erased");
  lf_driver_press (window, "Understood");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "This Device Was Erased");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Welcome to Landfall");
  lf_driver_quit (window);
  after = SERVER ("device", "list", "--data", data);
  g_assert_nonnull (strstr (after, "\terased\t"));
  g_free (after);
  after = CLI (lost, "list", "project");
  g_assert_null (strstr (after, LEAD));
  assert_arrived (server, other);
  server_run_free (server);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/erased", test_erased);
  return g_test_run ();
}
