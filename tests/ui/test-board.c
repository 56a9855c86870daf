/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board: cards go to another column by pointer, by keyboard and by their menu, whatever the
 * columns are. */

#include "config.h"

#include "lf-driver.h"
#include "ui-zone.h"

static LfDriver *
show_board (Zone *zone, const char *count)
{
  LfDriver *window = lf_driver_start ((const char *const[]){ "--store", zone->store, NULL });

  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_key (window, "ctrl+b");
  lf_driver_await (window, ATSPI_ROLE_LABEL, count);
  return window;
}

/* A card goes to the next stage by Alt and an arrow; what has ended is shown when asked for. */
static void
test_stages (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->store, "advance", "dropped", "--reason", "over", "--where",
               "name=\"Delta works\""));
  window = show_board (zone, "3 records");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "Dropped");
  lf_driver_point (window, ATSPI_ROLE_CHECK_BOX, "Show Ended");
  lf_driver_await (window, ATSPI_ROLE_LIST, "Dropped");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "4 records");
  lf_driver_screenshot (window, "lists-board");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "No next step");
  lf_driver_key (window, "alt+Right");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move to “Negotiation”");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move to “Negotiation”");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "CNY 300 million"); /* it left its column */
  lf_driver_key (window, "alt+Right");                                /* and kept the focus */
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move to “Approved”");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move to “Approved”");
  lf_driver_quit (window);
  zone_assert_count (zone, "stage=negotiation", "Projects: 1");
}

/* With the pointer: the card is dropped on another column, which asks for the date and evidence. */
static void
test_dragged (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = show_board (zone, "4 records");

  lf_driver_drag (window, ATSPI_ROLE_GROUPING, "Gamma works", ATSPI_ROLE_LIST, "Negotiation");
  lf_driver_await (window, ATSPI_ROLE_FRAME, "Move to “Negotiation”");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "Move to “Negotiation”");
  lf_driver_drag (window, ATSPI_ROLE_GROUPING, "Beta works", ATSPI_ROLE_LIST, "Lead"); /* its own */
  lf_driver_screenshot (window, "board-dragged");
  lf_driver_quit (window);
  zone_assert_count (zone, "stage=negotiation and name=\"Gamma works\"", "Projects: 1");
  zone_assert_count (zone, "stage=lead", "Projects: 3");
}

/* By park: nothing is asked, and one undo takes it back. */
static void
test_park (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->store, "add", "park", "name=North Park"));
  g_free (CLI (zone->store, "add", "park", "name=South Park"));
  g_free (
      CLI (zone->store, "set", "project", "park=North Park", "--where", "name=\"Alpha works\""));
  g_free (
      CLI (zone->store, "set", "project", "park=South Park", "--where", "name!=\"Alpha works\""));
  window = show_board (zone, "4 records");
  lf_driver_choose (window, "Columns by", "Park");
  lf_driver_await (window, ATSPI_ROLE_LIST, "North Park");
  lf_driver_await (window, ATSPI_ROLE_LIST, "South Park");
  lf_driver_drag (window, ATSPI_ROLE_GROUPING, "Alpha works", ATSPI_ROLE_LIST, "South Park");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "North Park"); /* an empty column goes */
  zone_assert_count (zone, "park=\"South Park\"", "Projects: 4");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_LIST, "North Park");
  zone_assert_count (zone, "park=\"South Park\"", "Projects: 3");
  lf_driver_screenshot (window, "board-parks");
  lf_driver_quit (window);
}

/* By the card's menu, and with Alt and an arrow. */
static void
test_owner (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone->store, "add", "account", "name=Ann"));
  g_free (CLI (zone->store, "add", "account", "name=Ben"));
  g_free (CLI (zone->store, "set", "project", "owner=Ann", "--where", "name=\"Alpha works\""));
  g_free (CLI (zone->store, "set", "project", "owner=Ben", "--where", "name!=\"Alpha works\""));
  window = show_board (zone, "4 records");
  lf_driver_choose (window, "Columns by", "Owner");
  lf_driver_await (window, ATSPI_ROLE_LIST, "Ann");
  lf_driver_press (window, "Move to…"); /* of the first card */
  lf_driver_press (window, "Ben");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "Ann");
  zone_assert_count (zone, "owner=Ben", "Projects: 4");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_LIST, "Ann");
  lf_driver_point (window, ATSPI_ROLE_GROUPING, "Alpha works");
  lf_driver_key (window, "alt+Right");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "Ann");
  zone_assert_count (zone, "owner=Ben", "Projects: 4");
  lf_driver_quit (window);
}

/* The card keeps the focus where it goes, so that one key after another moves the same one. */
static void
test_walk (Zone *zone, gconstpointer data)
{
  static const char *const owners[] = { "Ann", "Ben", "Cid" };
  static const char *const names[]
      = { "Alpha works", "Beta works", "Gamma works\" or name=\"Delta works" };
  g_autoptr (LfDriver) window = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      g_autofree char *name = g_strconcat ("name=", owners[i], NULL);
      g_autofree char *owner = g_strconcat ("owner=", owners[i], NULL);
      g_autofree char *where = g_strdup_printf ("name=\"%s\"", names[i]);

      g_free (CLI (zone->store, "add", "account", name));
      g_free (CLI (zone->store, "set", "project", owner, "--where", where));
    }
  window = show_board (zone, "4 records");
  lf_driver_choose (window, "Columns by", "Owner");
  lf_driver_await (window, ATSPI_ROLE_LIST, "Cid");
  lf_driver_point (window, ATSPI_ROLE_GROUPING, "Alpha works");
  lf_driver_key (window, "alt+Right");
  lf_driver_await_gone (window, ATSPI_ROLE_LIST, "Ann");
  lf_driver_key (window, "alt+Right");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "CNY 300 million"); /* over Cid's column */
  lf_driver_key (window, "alt+Left");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "CNY 300 million");
  lf_driver_key (window, "alt+Right");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "CNY 300 million");
  lf_driver_screenshot (window, "board-walk");
  lf_driver_quit (window);
  zone_assert_count (zone, "owner=Cid", "Projects: 3");
  zone_assert_count (zone, "owner=Cid and name=\"Alpha works\"", "Projects: 1");
  zone_assert_count (zone, "owner=Ben and name=\"Beta works\"", "Projects: 1");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/ui/board/" name, Zone, NULL, zone_set_up, func, zone_tear_down)

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  ADD ("stages", test_stages);
  ADD ("dragged", test_dragged);
  ADD ("park", test_park);
  ADD ("owner", test_owner);
  ADD ("walk", test_walk);
  return g_test_run ();
}
