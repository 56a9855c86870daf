/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gate before approval in the window (C13, L12): what is missing is told before the move, with
 * who gives it and the way to it; the verdict given there opens the gate. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <string.h>

static void
assert_told (const char *store, const char *entity, const char *where, const char *expected)
{
  g_autofree char *output = CLI (store, "--json", "list", entity, "--where", where);

  if (strstr (output, expected) == NULL)
    g_error ("%s is not in %s", expected, output);
}

static void
open_move (LfDriver *window)
{
  lf_driver_press (window, "Move To");
  lf_driver_press (window, "Approved");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move");
}

static void
test_gate (void)
{
  g_autofree char *folder = ui_make_folder ("gate");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init"));
  g_free (CLI (store, "add", "project", "name=Solvents", "is_chemical=true"));
  g_free (CLI (store, "add", "evaluation", "subject=Screened", "project=Solvents", "kind=screening",
               "verdict=follow", "held_on=2026-03-02"));
  g_free (CLI (store, "add", "evaluation", "subject=Clean", "project=Solvents", "kind=environment",
               "verdict=approve", "held_on=2026-03-02"));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "Leads");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "Solvents");
  open_move (window);
  lf_driver_await (window, ATSPI_ROLE_LABEL, "The safety opinion is missing");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "It is given by the department for work safety.");
  lf_driver_screenshot (window, "gate-move");
  lf_driver_press (window, "Ask");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Asked for it");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "1 missing before");
  lf_driver_screenshot (window, "gate-evaluation");
  lf_driver_quit (window);
  assert_told (store, "evaluation", "kind=safety and verdict=", "\"count\" : 1");
  assert_told (store, "project", "name=Solvents", "\"stage\" : \"lead\"");
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/gate-C13-L12", test_gate);
  return g_test_run ();
}
