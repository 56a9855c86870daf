/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project that goes from park to park, in the real windows of both: one asks, the other sees that
 * it is waited for, and accepts or refuses (domain.md O7). */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"

#include <gio/gio.h>
#include <string.h>

#define TAKEN "减速器项目"
#define LEFT "杜仲叶项目"

typedef struct
{
  char *folder;
  char *manager, *a, *b; /* stores: of the zone's manager, of 上虞, of 余姚 */
  ServerRun *server;
} Zone;

/* What landfall-cli printed. */
static char *
cli (const char *store, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LANDFALL_CLI"));
  g_ptr_array_add (argv, (gpointer) "--store");
  g_ptr_array_add (argv, (gpointer) store);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return output;
}

#define CLI(store, ...) g_free (cli (store, (const char *const[]){ __VA_ARGS__, NULL }))

static char *
join (Zone *zone, const char *name, const char *role)
{
  char *store = g_build_filename (zone->folder, name, NULL);

  CLI (store, "init");
  server_run_add_account (zone->server, name, role);
  CLI (store, "login", server_run_url (zone->server), "--user", name, "--password-file",
       server_run_password_file (zone->server));
  return store;
}

static void
set_up (Zone *zone)
{
  zone->folder = g_dir_make_tmp ("landfall-transfer-XXXXXX", NULL);
  zone->server = server_run_new (zone->folder);
  zone->manager = join (zone, "manager", "zone_manager");
  CLI (zone->manager, "add", "park", "name=上虞");
  CLI (zone->manager, "add", "park", "name=余姚");
  CLI (zone->manager, "sync");
  zone->a = join (zone, "a", "recruiter");
  zone->b = join (zone, "b", "park_manager");
  server_run_set_account (zone->server, "a", "--park", "上虞");
  server_run_set_account (zone->server, "b", "--park", "余姚");
  CLI (zone->a, "sync");
  CLI (zone->a, "add", "project", "name=" TAKEN, "park=上虞");
  CLI (zone->a, "add", "project", "name=" LEFT, "park=上虞");
  CLI (zone->a, "sync");
  CLI (zone->b, "sync");
}

static void
tear_down (Zone *zone)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf %s", zone->folder);

  server_run_free (zone->server);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (zone->manager);
  g_free (zone->a);
  g_free (zone->b);
  g_free (zone->folder);
}

/* ---- In the windows ---- */

static void
ask (LfDriver *window, const char *project, const char *reason)
{
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_point (window, ATSPI_ROLE_LABEL, project);
  lf_driver_press (window, "More Actions");
  lf_driver_press (window, "Transfer to Another Park…");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Transfer to Another Park");
  lf_driver_enter (window, "Reason", reason);
  lf_driver_screenshot (window, "transfer-ask");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Transfer to Another Park");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Offered to 余姚");
}

static void
ask_for_both (Zone *zone)
{
  g_autoptr (LfDriver) window = lf_driver_start ((const char *const[]){ "--store", zone->a, NULL });

  ask (window, TAKEN, "符合主导产业");
  lf_driver_screenshot (window, "transfer-offered");
  ask (window, LEFT, "用地不足");
  lf_driver_quit (window);
  CLI (zone->a, "sync");
}

/* One on the page that lists them, the other on the project's own. */
static void
answer_both (Zone *zone)
{
  g_autoptr (LfDriver) window = NULL;

  CLI (zone->b, "sync");
  window = lf_driver_start ((const char *const[]){ "--store", zone->b, NULL });
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 2 wait for you");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Offered to Your Park");
  lf_driver_screenshot (window, "transfer-waiting");
  lf_driver_press (window, "Accept " TAKEN);
  lf_driver_await_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Accept " TAKEN);
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 1 waits for you");
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "Today");
  lf_driver_point (window, ATSPI_ROLE_LABEL, LEFT);
  lf_driver_await (window, ATSPI_ROLE_LABEL, "上虞 offers you this project");
  lf_driver_screenshot (window, "transfer-offers");
  lf_driver_press (window, "Refuse");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "上虞 offers you this project");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 1 waits for you");
  lf_driver_quit (window);
  CLI (zone->b, "sync");
}

static void
assert_projects (const char *store, const char *there, const char *gone)
{
  g_autofree char *list = NULL;

  CLI (store, "sync");
  list = cli (store, (const char *const[]){ "list", "project", NULL });
  g_assert_nonnull (strstr (list, there));
  g_assert_null (strstr (list, gone));
}

static void
test_transfer (void)
{
  Zone zone = { 0 };

  set_up (&zone);
  ask_for_both (&zone);
  answer_both (&zone);
  assert_projects (zone.a, LEFT, TAKEN);
  assert_projects (zone.b, TAKEN, LEFT);
  tear_down (&zone);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/transfer", test_transfer);
  return g_test_run ();
}
