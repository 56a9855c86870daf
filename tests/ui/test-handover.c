/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A project that goes from one colleague to another, in the real windows of both, each on an own
 * device: one prepares the slip and signs it, the other finds it and signs, too (domain.md O3). */

#include "config.h"

#include "lf-driver.h"
#include "server-run.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

#define PROJECT "减速器项目"

typedef struct
{
  char *folder;
  char *root, *giver, *taker; /* stores: of the administrator, of wang, of li */
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
  zone->folder = ui_make_folder ("handover");
  zone->server = server_run_new (zone->folder);
  zone->root = join (zone, "root", "administrator");
  g_free (CLI (zone->root, "add", "account", "name=wang", "role=recruiter"));
  g_free (CLI (zone->root, "add", "account", "name=li", "role=steward"));
  g_free (CLI (zone->root, "sync"));
  zone->giver = join (zone, "wang", "recruiter");
  zone->taker = join (zone, "li", "steward");
  g_free (CLI (zone->giver, "sync"));
  g_free (CLI (zone->giver, "add", "project", "name=" PROJECT, "owner=wang"));
  g_free (CLI (zone->giver, "add", "interaction", "subject=二次洽谈", "kind=visit",
               "held_on=2026-03-01", "project=" PROJECT, "agreed=三个月内接通外线电力"));
  g_free (CLI (zone->giver, "sync"));
}

static void
tear_down (Zone *zone)
{
  server_run_free (zone->server);
  ui_remove_folder (zone->folder);
  g_free (zone->root);
  g_free (zone->giver);
  g_free (zone->taker);
  g_free (zone->folder);
}

/* ---- In the windows ---- */

static void
open_project (LfDriver *window)
{
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_point (window, ATSPI_ROLE_LABEL, PROJECT);
}

/* What the talk agreed is on the list, and nobody had written it down as a promise. */
static void
give (Zone *zone)
{
  g_autoptr (LfDriver) window
      = lf_driver_start ((const char *const[]){ "--store", zone->giver, NULL });

  open_project (window);
  lf_driver_press (window, "More Actions");
  lf_driver_press (window, "Hand Over…");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Hand Over");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "三个月内接通外线电力");
  lf_driver_screenshot (window, "handover-prepare");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Hand Over");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "wang prepares to hand this over to li");
  lf_driver_key (window, "alt+g");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "wang handed this over to li");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Take Back");
  lf_driver_screenshot (window, "handover-given");
  lf_driver_quit (window);
  g_free (CLI (zone->giver, "sync"));
}

static void
accept (Zone *zone)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->taker, "sync"));
  window = lf_driver_start ((const char *const[]){ "--store", zone->taker, NULL });
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "Today");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Handover of “" PROJECT "”");
  lf_driver_press (window, "Go to where this is settled: Handover of “" PROJECT "”");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "wang handed this over to li");
  lf_driver_screenshot (window, "handover-waits");
  lf_driver_key (window, "alt+a");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "wang handed this over to li");
  lf_driver_quit (window);
  g_free (CLI (zone->taker, "sync"));
}

static void
test_handover (void)
{
  Zone zone = { 0 };
  g_autofree char *projects = NULL;
  g_autofree char *promises = NULL;

  set_up (&zone);
  give (&zone);
  accept (&zone);
  g_free (CLI (zone.giver, "sync"));
  projects = CLI (zone.giver, "list", "project", "--where", "owner=li and steward=li");
  g_assert_nonnull (strstr (projects, PROJECT));
  promises = CLI (zone.giver, "list", "promise", "--where", "responsible=li");
  g_assert_nonnull (strstr (promises, "三个月内接通外线电力"));
  tear_down (&zone);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/handover", test_handover);
  return g_test_run ();
}
