/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two people changed at once, by the real windows and a real server: an edit waits while there
 * is no line, then is in conflict, another is refused; both are settled, and all have the same. */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *mine, *theirs; /* stores */
  char *project, *agreement;
  ServerRun *server;
} Zone;

/* (transfer full): the id of what was added */
#define ADD(store, ...) g_strstrip (CLI (store, "add", __VA_ARGS__))

static void
set_up (Zone *zone)
{
  zone->folder = ui_make_folder ("settle");
  zone->server = server_run_new (zone->folder);
  zone->mine = server_run_new_store (zone->server, zone->folder, "mine", "zone_manager");
  zone->theirs = server_run_new_store (zone->server, zone->folder, "theirs", "zone_manager");
  zone->project = ADD (zone->mine, "project", "name=Alpha works");
  zone->agreement
      = ADD (zone->mine, "agreement", "title=Contract", "kind=supplement", "project=Alpha works");
  g_free (CLI (zone->mine, "sync"));
  g_free (CLI (zone->theirs, "sync"));
}

static void
tear_down (Zone *zone)
{
  server_run_free (zone->server);
  ui_remove_folder (zone->folder);
  g_free (zone->mine);
  g_free (zone->theirs);
  g_free (zone->project);
  g_free (zone->agreement);
  g_free (zone->folder);
}

/* One is met by another edit, the other finds its agreement signed, which locks it. */
static void
edit_both (Zone *zone)
{
  g_free (CLI (zone->theirs, "set", zone->project, "total_investment=3亿元"));
  g_free (CLI (zone->theirs, "set", zone->agreement, "state=signed"));
  g_free (CLI (zone->theirs, "sync"));
  g_free (CLI (zone->mine, "set", zone->project, "total_investment=2亿元"));
  g_free (CLI (zone->mine, "set", zone->agreement, "amount=8000万元"));
}

/* Nothing is lost while there is no line, and all of it can be seen. */
static void
wait_for_the_line (Zone *zone, LfDriver *window)
{
  lf_driver_show_page (window, "Pending changes");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Total investment");
  lf_driver_screenshot (window, "settle-pending");
  server_run_start (zone->server);
  lf_driver_key (window, "F5");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "2 to settle");
}

static void
settle (LfDriver *window)
{
  lf_driver_show_page (window, "Conflicts");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Changed by Two People");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Refused by the Server");
  lf_driver_screenshot (window, "settle-conflicts");
  lf_driver_press (window, "Use Mine");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Changed by Two People");
  lf_driver_press (window, "Discard");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Discard This Edit?");
  lf_driver_press (window, "Keep"); /* on second thought */
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Discard This Edit?");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Refused by the Server");
  lf_driver_press (window, "Discard");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Discard This Edit?");
  lf_driver_key (window, "alt+d");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Discard This Edit?");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Nothing to Settle");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Synced");
}

static void
assert_settled (const char *store)
{
  g_autofree char *project = NULL, *agreement = NULL;

  g_free (CLI (store, "sync"));
  project = CLI (store, "list", "project", "--where", "total_investment=2亿元");
  agreement = CLI (store, "list", "agreement", "--where", "state=signed and amount=");
  g_assert_nonnull (strstr (project, "Projects: 1"));
  g_assert_nonnull (strstr (agreement, "Agreements: 1"));
}

static void
test_settle (void)
{
  Zone zone;
  g_autoptr (LfDriver) window = NULL;

  set_up (&zone);
  edit_both (&zone);
  server_run_kill (zone.server);
  window = lf_driver_start ((const char *const[]){ "--store", zone.mine, NULL });
  wait_for_the_line (&zone, window);
  settle (window);
  lf_driver_quit (window);
  assert_settled (zone.mine);
  assert_settled (zone.theirs);
  tear_down (&zone);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/settle", test_settle);
  return g_test_run ();
}
