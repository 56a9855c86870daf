/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A day of a trip by keyboard alone (L6): its stops come by themselves, a visit is logged in three
 * keystrokes, one undo takes it back; and a trip is planned from nothing. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>

static void
open_trips (LfDriver *window)
{
  lf_driver_key (window, "ctrl+k");
  lf_driver_type (window, "Trips");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Page");
  lf_driver_key (window, "Return");
}

static void
log_next (LfDriver *window)
{
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Stops of the Day");
  lf_driver_key (window, "ctrl+d");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Log a Visit");
  lf_driver_await_focus (window, "What came of it");
  lf_driver_type (window, "They want to see the works");
  lf_driver_enter (window, "What they want", "A coating line");
  lf_driver_screenshot (window, "trip-log");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Log a Visit");
}

static void
test_sample (void)
{
  g_autofree char *folder = ui_make_folder ("trip");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init", "--sample"));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  open_trips (window);
  log_next (window);
  lf_driver_key (window, "alt+3");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 of 4 stops, 2 firms called on, 1 lead");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "A coating line");
  lf_driver_screenshot (window, "trip-debrief");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "1 of 4 stops, 1 firm called on, 0 leads");
  lf_driver_quit (window);
  ui_remove_folder (folder);
}

/* A trip is planned from nothing: when, where, who, whom to call on; what is missing before it
 * begins is told, and taken from the list as it is seen to. */
static void
test_plan (void)
{
  g_autofree char *folder = ui_make_folder ("trip");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init", "--sample"));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  open_trips (window);
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Stops of the Day");
  lf_driver_key (window, "ctrl+shift+n");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New: Trip");
  lf_driver_screenshot (window, "trip-new");
  lf_driver_enter (window, "Name", "Round of Suzhou");
  lf_driver_enter (window, "Starts on", "2190-01-04");
  lf_driver_enter (window, "Ends on", "2190-01-06");
  lf_driver_enter (window, "Cities", "苏州");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New: Trip");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Before You Leave");
  lf_driver_screenshot (window, "trip-planned");
  lf_driver_press (window, "Add Firms…");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Firms to Call On");
  lf_driver_press (window, "澄岳精工机械有限公司"); /* the city's own stand first */
  lf_driver_await (window, ATSPI_ROLE_LABEL, "1 chosen");
  lf_driver_screenshot (window, "trip-plan-firms");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Firms to Call On");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Each stop has its day");
  lf_driver_screenshot (window, "trip-plan-checks");
  lf_driver_quit (window);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/trip/day", test_sample);
  g_test_add_func ("/ui/trip/plan", test_plan);
  return g_test_run ();
}
