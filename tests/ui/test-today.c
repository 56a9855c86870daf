/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run, and a morning at the page Today, by keyboard alone. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <stdio.h>

/* ---- The first run ---- */

/* Whoever begins with nothing is not asked again. */
static void
test_start_empty (void)
{
  g_autofree char *folder = ui_make_folder ("today");
  g_autoptr (LfDriver) first = lf_driver_start ((const char *const[]){ "--store", folder, NULL });
  g_autoptr (LfDriver) second = NULL;

  lf_driver_await (first, ATSPI_ROLE_LABEL, "Welcome to Landfall");
  lf_driver_screenshot (first, "welcome");
  lf_driver_key (first, "Down");
  lf_driver_key (first, "Down");
  lf_driver_key (first, "Return");
  lf_driver_await_gone (first, ATSPI_ROLE_LABEL, "Welcome to Landfall");
  lf_driver_await (first, ATSPI_ROLE_LABEL, "Nothing Is Due");
  lf_driver_quit (first);
  second = lf_driver_start ((const char *const[]){ "--store", folder, NULL });
  lf_driver_await (second, ATSPI_ROLE_LABEL, "Nothing Is Due");
  g_assert_false (lf_driver_sees (second, ATSPI_ROLE_LABEL, "Welcome to Landfall"));
  lf_driver_quit (second);
  ui_remove_folder (folder);
}

/* ---- A morning ---- */

static void
begin_with_sample (LfDriver *window)
{
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Welcome to Landfall");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Overdue (");
}

/* How many steps of the sample are due depends on the day of the week. */
static int
count_due (LfDriver *window)
{
  g_autoptr (AtspiAccessible) heading = lf_driver_find (window, ATSPI_ROLE_LABEL, "Due Today (");
  g_autofree char *text = atspi_accessible_get_name (heading, NULL);
  int n;

  g_assert_cmpint (sscanf (text, "Due Today (%d)", &n), ==, 1);
  return n;
}

static void
await_due (LfDriver *window, int n)
{
  g_autofree char *heading = g_strdup_printf ("Due Today (%d)", n);

  if (n > 0)
    lf_driver_await (window, ATSPI_ROLE_LABEL, heading);
  else
    lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Due Today (");
}

/* What is done goes from the list, and the undo brings it back. */
static void
do_one (LfDriver *window)
{
  int n_due = count_due (window);

  lf_driver_key (window, "ctrl+d");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Done and Schedule Next");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Done and Schedule Next");
  lf_driver_key (window, "ctrl+d");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Done and Schedule Next");
  lf_driver_enter (window, "Next step", "Send the lease");
  lf_driver_enter (window, "Next step due", "2190-01-04");
  lf_driver_screenshot (window, "today-done");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Done and Schedule Next");
  await_due (window, n_due - 1);
  lf_driver_key (window, "ctrl+z");
  await_due (window, n_due);
}

/* However it was closed, it opens again. */
static void
open_palette_again (LfDriver *window)
{
  for (int i = 0; i < 2; i++)
    {
      lf_driver_key (window, "ctrl+k");
      lf_driver_await (window, ATSPI_ROLE_LABEL, "Search Everything");
      lf_driver_key (window, "Escape");
      lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Search Everything");
    }
  for (int i = 0; i < 2; i++)
    {
      lf_driver_key (window, "ctrl+k");
      lf_driver_await (window, ATSPI_ROLE_LABEL, "Search Everything");
      lf_driver_type (window, "trash");
      lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Trash");
      lf_driver_key (window, "Return");
      lf_driver_await (window, ATSPI_ROLE_LABEL, "The Trash Is Empty");
      lf_driver_key (window, "ctrl+k");
      lf_driver_await (window, ATSPI_ROLE_LABEL, "Search Everything");
      lf_driver_type (window, "jintian");
      lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Today");
      lf_driver_key (window, "Return");
      lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Search Everything");
      lf_driver_await (window, ATSPI_ROLE_LABEL, "Overdue (");
    }
}

static void
test_morning (void)
{
  g_autofree char *folder = ui_make_folder ("today");
  g_autoptr (LfDriver) window = lf_driver_start ((const char *const[]){ "--store", folder, NULL });

  begin_with_sample (window);
  open_palette_again (window);
  do_one (window);
  lf_driver_key (window, "F1");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Short answers");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Short answers");
  lf_driver_quit (window);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/today/start-empty", test_start_empty);
  g_test_add_func ("/ui/today/morning", test_morning);
  return g_test_run ();
}
