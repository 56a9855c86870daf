/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project that goes from park to park, in the real windows of both: one asks, the other sees that
 * it is waited for, and accepts or refuses (domain.md O7). */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"

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

static char *
join (Zone *zone, const char *name, const char *role)
{
  char *store = g_build_filename (zone->folder, name, NULL);

  g_free (CLI (store, "init"));
  server_run_add_account (zone->server, name, role);
  g_free (CLI (store, "login", server_run_url (zone->server), "--user", name, "--password-file",
               server_run_password_file (zone->server)));
  return store;
}

static void
set_up (Zone *zone)
{
  zone->folder = ui_make_folder ("transfer");
  zone->server = server_run_new (zone->folder);
  zone->manager = join (zone, "manager", "zone_manager");
  g_free (CLI (zone->manager, "add", "park", "name=上虞"));
  g_free (CLI (zone->manager, "add", "park", "name=余姚"));
  g_free (CLI (zone->manager, "sync"));
  zone->a = join (zone, "a", "recruiter");
  zone->b = join (zone, "b", "park_manager");
  server_run_set_account (zone->server, "a", "--park", "上虞");
  server_run_set_account (zone->server, "b", "--park", "余姚");
  g_free (CLI (zone->a, "sync"));
  g_free (CLI (zone->a, "add", "project", "name=" TAKEN, "park=上虞"));
  g_free (CLI (zone->a, "add", "project", "name=" LEFT, "park=上虞"));
  g_free (CLI (zone->a, "sync"));
  g_free (CLI (zone->b, "sync"));
}

static void
tear_down (Zone *zone)
{
  server_run_free (zone->server);
  ui_remove_folder (zone->folder);
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
  g_free (CLI (zone->a, "sync"));
}

/* One on the page that lists them, the other on the project's own. */
static void
answer_both (Zone *zone)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->b, "sync"));
  window = lf_driver_start ((const char *const[]){ "--store", zone->b, NULL });
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 2 wait for you");
  lf_driver_key (window, "ctrl+k"); /* the row may be out of sight */
  lf_driver_type (window, "Transfers");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Page");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Offered to Your Park");
  lf_driver_screenshot (window, "transfer-waiting");
  lf_driver_press (window, "Accept " TAKEN);
  lf_driver_await_gone (window, ATSPI_ROLE_PUSH_BUTTON, "Accept " TAKEN);
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 1 waits for you");
  lf_driver_key (window, "ctrl+1"); /* Today */
  lf_driver_point (window, ATSPI_ROLE_LABEL, LEFT);
  lf_driver_await (window, ATSPI_ROLE_LABEL, "上虞 offers you this project");
  lf_driver_screenshot (window, "transfer-offers");
  lf_driver_press (window, "Refuse");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "上虞 offers you this project");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST_ITEM, "Transfers, 1 waits for you");
  lf_driver_quit (window);
  g_free (CLI (zone->b, "sync"));
}

static void
assert_projects (const char *store, const char *there, const char *gone)
{
  g_autofree char *list = NULL;

  g_free (CLI (store, "sync"));
  list = CLI (store, "list", "project");
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
