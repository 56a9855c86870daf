/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A problem by keyboard alone (V2, I1): collected, dispatched, accepted, closed, called back; what
 * is missing is said where it is asked, and one undo takes back the act and its step. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

static void
collect (LfDriver *window)
{
  lf_driver_show_page (window, "Problems");
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
  g_autofree char *expected = g_strdup_printf ("\"count\" : %u", n);
  g_autofree char *output = CLI (store, "--json", "list", "problem_step");

  if (strstr (output, expected) == NULL)
    g_error ("%s: %s", expected, output);
}

static void
test_life (void)
{
  g_autofree char *folder = ui_make_folder ("problem");
  g_autofree char *store = g_build_filename (folder, "store", NULL);
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (store, "init"));
  g_free (CLI (store, "add", "project", "name=Battery"));
  window = lf_driver_start ((const char *const[]){ "--store", store, NULL });
  collect (window);
  handle (window);
  rate (window);
  lf_driver_screenshot (window, "problem-rated");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_PUSH_BUTTON, "Call Back…");
  lf_driver_quit (window);
  assert_steps (store, 3);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/problem-V2-I1", test_life);
  return g_test_run ();
}
