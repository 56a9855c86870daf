/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list shows: its order by several fields, what of it is exported, views that are kept, and
 * the selection that stays. */

#include "config.h"

#include "lf-driver.h"
#include "ui-zone.h"

static void
test_sort (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_press (window, "View Menu");
  lf_driver_press (window, "Sort by Several Fields…");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Sort the List");
  lf_driver_choose (window, "First By", "Stage");
  lf_driver_choose (window, "Then By", "Park");
  lf_driver_screenshot (window, "lists-sort");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Sort the List");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Park ▲2");
  lf_driver_quit (window);
}

/* What is exported of a selection is the selection. */
static void
test_export (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "shift+Down");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 selected");
  lf_driver_press (window, "Export the Selected");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Export");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 records");
  lf_driver_screenshot (window, "lists-export");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Export");
  lf_driver_quit (window);
}

/* A filter and the columns that were chosen are a view in the sidebar, also the next time. */
static void
test_view (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window
      = lf_driver_start ((const char *const[]){ "--store", zone->store, NULL });
  g_autoptr (LfDriver) again = NULL;

  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "In stage since");
  lf_driver_press (window, "View Menu");
  lf_driver_press (window, "Columns");
  lf_driver_press (window, "In stage since"); /* away with it */
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "In stage since");
  lf_driver_press (window, "View Menu");
  lf_driver_press (window, "Columns");
  lf_driver_press (window, "More Fields");
  lf_driver_press (window, "Jobs");
  lf_driver_await_gone (window, ATSPI_ROLE_MENU_ITEM,
                        "Jobs"); /* the menu has the keys until then */
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Jobs");
  lf_driver_key (window, "ctrl+f"); /* the keys are the window's again */
  lf_driver_await_focus (window, "Filter");
  lf_driver_type (window, "name~Gamma or name~Beta");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 records");
  lf_driver_press (window, "View Menu");
  lf_driver_press (window, "Save View…");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Share with the Zone");
  lf_driver_enter (window, "Name", "Two of them");
  lf_driver_screenshot (window, "lists-view");
  lf_driver_key (window, "Return");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Share with the Zone");
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Two of them");
  lf_driver_quit (window);
  again = lf_driver_start ((const char *const[]){ "--store", zone->store, NULL });
  lf_driver_point (again, ATSPI_ROLE_LIST_ITEM, "Two of them");
  lf_driver_await (again, ATSPI_ROLE_LABEL, "2 records");
  lf_driver_await (again, ATSPI_ROLE_LABEL, "Jobs");
  lf_driver_await_gone (again, ATSPI_ROLE_LABEL, "In stage since");
  lf_driver_quit (again);
}

/* The filter and what is selected stay while the list is a board, and when others' edits come. */
static void
test_stays (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = zone_show_projects (zone);

  lf_driver_key (window, "ctrl+f");
  lf_driver_type (window, "stage=lead");
  lf_driver_key (window, "Return");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_key (window, "shift+Down");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 of 4 selected");
  lf_driver_key (window, "ctrl+b");
  lf_driver_await (window, ATSPI_ROLE_LIST, "Lead");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "Negotiation"); /* the filter has no room for it */
  g_free (CLI (zone->store, "add", "project", "name=Epsilon works", "stage=lead", "jobs=5"));
  lf_driver_await (window, ATSPI_ROLE_LABEL, "5 records");
  lf_driver_key (window, "ctrl+shift+b");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 of 5 selected");
  lf_driver_screenshot (window, "lists-stays");
  lf_driver_quit (window);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/list-views/" name, Zone, NULL, zone_set_up, func, zone_tear_down)

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  ADD ("sort", test_sort);
  ADD ("export", test_export);
  ADD ("view", test_view);
  ADD ("stays", test_stays);
  return g_test_run ();
}
