/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead is taken down and found again by keyboard alone. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>

static void
take_down (LfDriver *window)
{
  lf_driver_key (window, "ctrl+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_enter (window, "Company", "Nova Cells");
  lf_driver_enter (window, "Contact person", "Ada");
  lf_driver_enter (window, "Phone", "13912345678");
  lf_driver_enter (window, "What they want", "Second works");
  lf_driver_screenshot (window, "capture");
  lf_driver_key (window, "Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Second works");
}

/* On a page of something else, too; that has the keys beside. */
static void
take_down_elsewhere (LfDriver *window)
{
  lf_driver_key (window, "ctrl+7"); /* the enterprises */
  lf_driver_key (window, "ctrl+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_key (window, "ctrl+shift+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New: Enterprise");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New: Enterprise");
}

/* Escape asks before anything is thrown away. */
static void
begin_and_go_on (LfDriver *window)
{
  lf_driver_key (window, "ctrl+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_enter (window, "Company", "Orbit Steel");
  lf_driver_key (window, "Escape");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Keep Writing");
  lf_driver_key (window, "Return");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New Lead");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Lead of Orbit Steel");
}

static void
find_again (LfDriver *window)
{
  lf_driver_key (window, "ctrl+k");
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Lead of Orbit Steel");
  lf_driver_type (window, "hsz");
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Trash");
  lf_driver_type (window, "139 1234 5678");
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Ada, Contact");
  lf_driver_screenshot (window, "palette");
  lf_driver_key (window, "Return");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST_ITEM, "Ada, Contact");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Ada");
}

static void
test_capture (void)
{
  g_autofree char *folder = ui_make_folder ("capture");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autoptr (LfDriver) window = lf_driver_start ((const char *const[]){ "--store", store, NULL });

  take_down (window);
  begin_and_go_on (window);
  find_again (window);
  take_down_elsewhere (window);
  lf_driver_kill (window);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/capture", test_capture);
  return g_test_run ();
}
