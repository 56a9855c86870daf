/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists by keyboard alone: several records selected, edited, moved, given away, deleted and brought
 * back; a value edited where it stands. */

#include "config.h"

#include "lf-driver.h"
#include "ui-zone.h"

static void
test_edit_many (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "shift+Down"); /* newest first: Gamma and Beta */
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 selected");
  lf_driver_await (window, ATSPI_ROLE_LABEL,
                   "2 of 4 selected · Total investment CNY 200 million · Jobs 40");
  lf_driver_press (window, "Edit the Selected");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Edit the Selected");
  lf_driver_choose (window, "Field", "Industry");
  lf_driver_point (window, ATSPI_ROLE_TEXT, "Industry");
  lf_driver_type (window, "New energy");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 will change");
  lf_driver_screenshot (window, "lists-bulk-edit");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Edit the Selected");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "New energy");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 selected"); /* it stays */
  zone_assert_count (zone, "industry=\"New energy\"", "Projects: 2");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "New energy");
  zone_assert_count (zone, "industry=\"New energy\"", "Projects: 0");
  lf_driver_quit (window);
}

static void
test_move_and_delete (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "ctrl+a");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "4 selected");
  lf_driver_press (window, "Move the Selected");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move the Selected");
  lf_driver_choose (window, "Stage", "Negotiation");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "4 will be moved");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move the Selected");
  lf_driver_press (window, "Move the Selected");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "0 will be moved · 4 stay as they are");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Moving a project from “Negotiation” to “Lead”");
  lf_driver_screenshot (window, "lists-bulk-skipped");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move the Selected");
  lf_driver_press (window, "Delete the Selected");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "4 go to the trash");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "4 selected");
  zone_assert_count (zone, "", "Projects: 0");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_quit (window);
  zone_assert_count (zone, "stage=negotiation", "Projects: 4");
}

/* Escape leaves a value as it is, Enter saves it, and what is no value says so. */
static void
test_edit_in_place (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "F2");
  lf_driver_await (window, ATSPI_ROLE_TEXT, "Project");
  lf_driver_type (window, "Zeta works");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Zeta works");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_key (window, "F2");
  lf_driver_await (window, ATSPI_ROLE_TEXT, "Project");
  lf_driver_type (window, "Omega works");
  lf_driver_screenshot (window, "lists-cell");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Omega works");
  lf_driver_key (window, "Down"); /* the row has the focus again */
  lf_driver_key (window, "F2");
  lf_driver_type (window, "Psi works");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Psi works");
  lf_driver_quit (window);
  zone_assert_count (zone, "name=\"Omega works\" or name=\"Psi works\"", "Projects: 2");
  zone_assert_count (zone, "name=\"Beta works\" or name=\"Gamma works\"", "Projects: 0");
}

/* As in a spreadsheet: Tab saves and goes on along the row, and F2 goes down the column. */
static void
test_edit_along (Zone *zone, gconstpointer data)
{
  static const char *const between[] = { "Park", "Owner", "Industry" };
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "F2");
  lf_driver_await_focus (window, "Project");
  lf_driver_type (window, "Omega works");
  lf_driver_key (window, "Tab");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Omega works");
  lf_driver_await_focus (window, "Enterprise");
  lf_driver_key (window, "shift+Tab"); /* nothing was entered */
  lf_driver_await_focus (window, "Project");
  lf_driver_key (window, "Tab");
  lf_driver_await_focus (window, "Enterprise");
  for (guint i = 0; i < G_N_ELEMENTS (between); i++)
    {
      lf_driver_key (window, "Tab");
      lf_driver_await_focus (window, between[i]);
    }
  lf_driver_type (window, "Optics");
  lf_driver_key (window, "Tab");
  lf_driver_await_focus (window, "Total investment");
  lf_driver_type (window, "a lot");
  lf_driver_key (window, "Tab"); /* it is no amount, and stays to be corrected */
  lf_driver_screenshot (window, "lists-cell-along");
  lf_driver_await_focus (window, "Total investment");
  lf_driver_type (window, "30000000");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "CNY 30 million");
  lf_driver_key (window, "Down");
  lf_driver_key (window, "F2");
  lf_driver_await_focus (window, "Total investment");
  lf_driver_type (window, "40000000");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "CNY 40 million");
  lf_driver_quit (window);
  zone_assert_count (zone, "name=\"Omega works\" and industry=Optics and total_investment=30000000",
                     "Projects: 1");
  zone_assert_count (zone, "total_investment=40000000", "Projects: 1");
}

/* All that is selected is given to one person, and taken back at once. */
static void
test_assign (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->store, "add", "account", "name=Ann"));
  window = zone_show_projects (zone);
  lf_driver_key (window, "shift+Down");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 selected");
  lf_driver_press (window, "Assign the Selected");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Set “Owner”");
  lf_driver_point (window, ATSPI_ROLE_TEXT, "Owner");
  lf_driver_type (window, "Ann");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Ann");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 will change");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Set “Owner”");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Ann");
  zone_assert_count (zone, "owner=Ann", "Projects: 2");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Ann");
  lf_driver_quit (window);
  zone_assert_count (zone, "owner=Ann", "Projects: 0");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/lists/" name, Zone, NULL, zone_set_up, func, zone_tear_down)

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  ADD ("edit-many", test_edit_many);
  ADD ("move-and-delete", test_move_and_delete);
  ADD ("edit-in-place", test_edit_in_place);
  ADD ("edit-along", test_edit_along);
  ADD ("assign", test_assign);
  return g_test_run ();
}
