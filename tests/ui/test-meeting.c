/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting by keyboard and button (V13, O2): its agenda writes itself from what lags, minutes are
 * taken in the window, and an action comes back at the next meeting until it is done. */

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

/* (transfer full): of the only record of @entity that @where lets through */
static char *
find_id (const char *store, const char *entity, const char *where)
{
  g_autofree char *output = CLI (store, "--json", "list", entity, "--where", where);
  const char *id = strstr (output, "\"id\" : \"");

  g_assert_nonnull (id);
  return g_strndup (id + strlen ("\"id\" : \""), 36);
}

static void
open_meeting (LfDriver *window)
{
  lf_driver_show_page (window, "Meetings");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "Dispatch meeting");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Write Agenda");
}

static void
add_action (LfDriver *window)
{
  lf_driver_press (window, "Add Action…");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Add an Action");
  lf_driver_enter (window, "What is to be done", "Find a second site");
  lf_driver_enter (window, "Department", "Planning office");
  lf_driver_screenshot (window, "meeting-action");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Add an Action");
}

static void
test_meeting (void)
{
  g_autofree char *folder = ui_make_folder ("meeting");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *next = NULL;
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init"));
  g_free (CLI (store, "add", "project", "name=Battery", "next_step=Call back",
               "next_step_date=2025-02-20"));
  g_free (CLI (store, "add", "meeting", "subject=Dispatch meeting", "kind=weekly",
               "held_on=2025-03-03"));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  open_meeting (window);
  lf_driver_press (window, "Write Agenda");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Agenda written");
  lf_driver_screenshot (window, "meeting-agenda");
  add_action (window);
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Action added");
  lf_driver_press (window, "More of this meeting");
  lf_driver_press (window, "Next Meeting");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Next meeting noted down");
  lf_driver_quit (window);
  assert_told (store, "meeting", "held_on=2025-03-03", "Battery");
  assert_told (store, "action", "state=open", "Find a second site");
  next = find_id (store, "meeting", "held_on=2025-03-10");
  g_free (CLI (store, "meeting", "agenda", next));
  assert_told (store, "meeting", "held_on=2025-03-10", "Find a second site");
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/meeting-V13-O2", test_meeting);
  return g_test_run ();
}
