/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists by keyboard alone: several records selected, edited, moved, deleted and brought back; a
 * value edited where it stands; the order by several fields. */

#include "config.h"

#include "lf-driver.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char *folder, *store;
} Zone;

static char *
cli (Zone *zone, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output;

  g_ptr_array_add (argv, (gpointer) g_getenv ("LANDFALL_CLI"));
  g_ptr_array_add (argv, (gpointer) "--store");
  g_ptr_array_add (argv, zone->store);
  for (; *arguments != NULL; arguments++)
    g_ptr_array_add (argv, (gpointer) *arguments);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 0);
  return output;
}

#define CLI(zone, ...) cli (zone, (const char *const[]){ __VA_ARGS__, NULL })

static void
assert_count (Zone *zone, const char *where, const char *expected)
{
  g_autofree char *list = CLI (zone, "list", "project", "--where", where);

  if (strstr (list, expected) == NULL)
    g_error ("%s: %s", where, list);
}

static void
set_up (Zone *zone, gconstpointer data)
{
  static const char *const names[] = { "Alpha works", "Beta works", "Gamma works", "Delta works" };

  zone->folder = g_dir_make_tmp ("landfall-lists-XXXXXX", NULL);
  zone->store = g_build_filename (zone->folder, "store", NULL);
  g_free (CLI (zone, "init"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("name=", names[i], NULL);

      g_free (CLI (zone, "add", "project", name, "total_investment=1亿元", "jobs=20"));
    }
}

static void
tear_down (Zone *zone, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", zone->folder);

  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (zone->folder);
  g_free (zone->store);
}

static LfDriver *
show_projects (Zone *zone)
{
  LfDriver *window = lf_driver_start ((const char *const[]){ "--store", zone->store, NULL });

  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_await (window, ATSPI_ROLE_LABEL,
                   "4 records · Total investment CNY 400 million · Jobs 80");
  return window;
}

static void
test_edit_many (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = show_projects (zone);

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
  assert_count (zone, "industry=\"New energy\"", "Projects: 2");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "New energy");
  assert_count (zone, "industry=\"New energy\"", "Projects: 0");
  lf_driver_quit (window);
}

static void
test_move_and_delete (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = show_projects (zone);

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
  lf_driver_await (window, ATSPI_ROLE_LABEL, "4 will be deleted");
  lf_driver_key (window, "ctrl+Return");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "4 selected");
  assert_count (zone, "", "Projects: 0");
  lf_driver_key (window, "ctrl+z");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_quit (window);
  assert_count (zone, "stage=negotiation", "Projects: 4");
}

/* Escape leaves a value as it is, Enter saves it, and what is no value says so. */
static void
test_edit_in_place (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = show_projects (zone);

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
  assert_count (zone, "name=\"Omega works\" or name=\"Psi works\"", "Projects: 2");
  assert_count (zone, "name=\"Beta works\" or name=\"Gamma works\"", "Projects: 0");
}

static void
test_sort (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = show_projects (zone);

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

/* A card goes to the next stage by Alt and an arrow, and to a park's column by its menu. */
static void
test_board (Zone *zone, gconstpointer data)
{
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (zone, "add", "park", "name=North Park"));
  g_free (CLI (zone, "set", "project", "park=North Park", "--where", "name=\"Alpha works\""));
  g_free (CLI (zone, "advance", "dropped", "--reason", "over", "--where", "name=\"Delta works\""));
  window = show_projects (zone);
  lf_driver_key (window, "ctrl+b");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "3 records");
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
  lf_driver_choose (window, "Columns by", "Park");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "North Park");
  lf_driver_screenshot (window, "lists-board-parks");
  lf_driver_quit (window);
  assert_count (zone, "stage=negotiation", "Projects: 1");
}

#define ADD(name, func) g_test_add ("/ui/lists/" name, Zone, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  ADD ("edit-many", test_edit_many);
  ADD ("move-and-delete", test_move_and_delete);
  ADD ("edit-in-place", test_edit_in_place);
  ADD ("sort", test_sort);
  ADD ("board", test_board);
  return g_test_run ();
}
