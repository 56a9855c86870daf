/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem by keyboard alone (V2, I1): collected, dispatched, accepted, closed, called back; what
 * is missing is said where it is asked, and one undo takes back the act and its step. */

#include "config.h"

#include "lf-driver.h"

#include <gio/gio.h>
#include <string.h>

static void
collect (LfDriver *window)
{
  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "Problems");
  lf_driver_key (window, "ctrl+k");
  lf_driver_type (window, "New problem");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Command");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "New: Problem");
  lf_driver_choose (window, "Kind", "Energy");
  lf_driver_enter (window, "Subject", "No electricity");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "New: Problem");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "No electricity");
}

/* Ctrl+D does what comes next; the dialog is named after it. */
static void
begin (LfDriver *window, const char *act)
{
  g_autofree char *button = g_strconcat (act, "…", NULL);

  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, button);
  lf_driver_key (window, "ctrl+d");
  lf_driver_await (window, ATSPI_ROLE_FRAME, act);
}

static void
finish (LfDriver *window, const char *act)
{
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, act);
}

static void
handle (LfDriver *window)
{
  begin (window, "Dispatch");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Say to which department it goes.");
  lf_driver_enter (window, "Lead department", "Power company");
  lf_driver_screenshot (window, "problem-dispatch");
  finish (window, "Dispatch");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Close by");
  begin (window, "Accept");
  finish (window, "Accept");
  begin (window, "Close");
  lf_driver_enter (window, "Result", "Connected");
  lf_driver_screenshot (window, "problem-close");
  finish (window, "Close");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Closed on");
}

static void
rate (LfDriver *window)
{
  begin (window, "Call Back");
  lf_driver_choose (window, "Satisfaction", "Very satisfied");
  lf_driver_enter (window, "What the firm said", "All runs");
  finish (window, "Call Back");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Spot-Check…");
}

static void
assert_steps (const char *store, guint n)
{
  g_autofree char *list = g_strdup_printf ("'%s' --store '%s' --json list problem_step",
                                           g_getenv ("LANDFALL_CLI"), store);
  g_autofree char *expected = g_strdup_printf ("\"count\" : %u", n);
  g_autofree char *output = NULL;

  g_assert_true (g_spawn_command_line_sync (list, &output, NULL, NULL, NULL));
  if (strstr (output, expected) == NULL)
    g_error ("%s: %s", expected, output);
}

static void
test_life (void)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-problem-XXXXXX", NULL);
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_autofree char *make
      = g_strdup_printf ("'%s' --store '%s' init", g_getenv ("LANDFALL_CLI"), store);
  g_autofree char *project = g_strdup_printf ("'%s' --store '%s' add project name=Battery",
                                              g_getenv ("LANDFALL_CLI"), store);
  g_autoptr (LfDriver) window = NULL;

  g_assert_true (g_spawn_command_line_sync (make, NULL, NULL, NULL, NULL));
  g_assert_true (g_spawn_command_line_sync (project, NULL, NULL, NULL, NULL));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  collect (window);
  handle (window);
  rate (window);
  lf_driver_screenshot (window, "problem-rated");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Call Back…");
  lf_driver_quit (window);
  assert_steps (store, 3);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/problem-V2-I1", test_life);
  return g_test_run ();
}
