/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schedules by keyboard and by pointer (C7, C8): a node is moved, with what waits for it, and one
 * undo takes it back; a project without a schedule gets one. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>

typedef struct
{
  char *folder, *store;
  LfDriver *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autofree char *id = NULL;

  self->folder = ui_make_folder ("schedule");
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (CLI (self->store, "init"));
  id = g_strchomp (
      CLI (self->store, "add", "project", "name=Bearings", "stage=signed", "kind=tech_upgrade"));
  g_free (CLI (self->store, "schedule", id, "--template", "tech_upgrade", "--forward"));
  g_free (CLI (self->store, "add", "project", "name=Bare", "stage=signed", "kind=tech_upgrade"));
  self->window = lf_driver_start ((const char *const[]){ "--store", self->store, NULL });
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  lf_driver_quit (self->window);
  lf_driver_free (self->window);
  ui_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->store);
}

static void
open_schedule (Fixture *self, const char *project)
{
  lf_driver_show_page (self->window, "Schedules");
  lf_driver_point (self->window, ATSPI_ROLE_LABEL, project);
}

/* (transfer full): the name of the node, with the day it is planned for and all else. */
static char *
read_node (Fixture *self, const char *name)
{
  g_autoptr (AtspiAccessible) node = lf_driver_find (self->window, ATSPI_ROLE_LIST_ITEM, name);

  return atspi_accessible_get_name (node, NULL);
}

/* C7: what moves is shown before it does */
static void
test_keyboard (Fixture *self, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *last = NULL;

  open_schedule (self, "Bearings");
  before = read_node (self, "Filing of the project");
  last = read_node (self, "Production start");
  lf_driver_point (self->window, ATSPI_ROLE_LIST_ITEM, "Design");
  lf_driver_key (self->window, "Up");
  lf_driver_key (self->window, "ctrl+Right");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "“Filing of the project”: ");
  lf_driver_screenshot (self->window, "schedule-moving");
  lf_driver_key (self->window, "Escape");
  lf_driver_await_gone (self->window, ATSPI_ROLE_LABEL, "“Filing of the project”: ");
  lf_driver_key (self->window, "Right");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "“Filing of the project”: ");
  lf_driver_key (self->window, "Return");
  lf_driver_await_gone (self->window, ATSPI_ROLE_LIST_ITEM, before);
  lf_driver_await_gone (self->window, ATSPI_ROLE_LIST_ITEM, last);
  lf_driver_key (self->window, "ctrl+z");
  lf_driver_await (self->window, ATSPI_ROLE_LIST_ITEM, before);
  lf_driver_await (self->window, ATSPI_ROLE_LIST_ITEM, last);
  lf_driver_key (self->window, "Return"); /* Enter opens the node */
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "Filing of the project");
}

static void
drag (Fixture *self, const char *name, int days)
{
  g_autoptr (AtspiAccessible) row = lf_driver_find (self->window, ATSPI_ROLE_LIST_ITEM, name);
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (row);
  g_autofree AtspiRect *place
      = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);
  int x = place->x + place->width * 55 / 100, y = place->y + place->height / 2;

  for (int i = 0; i <= 5; i++)
    {
      g_autofree char *line = g_strdup_printf ("xdotool mousemove %d %d", x + days * i / 5, y);

      g_assert_true (g_spawn_command_line_sync (line, NULL, NULL, NULL, NULL));
      if (i == 0)
        g_assert_true (g_spawn_command_line_sync ("xdotool mousedown 1", NULL, NULL, NULL, NULL));
    }
  g_assert_true (g_spawn_command_line_sync ("xdotool mouseup 1", NULL, NULL, NULL, NULL));
}

/* The longest bar stands in the middle of its row. */
static void
test_pointer (Fixture *self, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *last = NULL;

  open_schedule (self, "Bearings");
  before = read_node (self, "Equipment installed");
  last = read_node (self, "Production start");
  drag (self, "Equipment installed", 120);
  lf_driver_await_gone (self->window, ATSPI_ROLE_LIST_ITEM, before);
  lf_driver_await_gone (self->window, ATSPI_ROLE_LIST_ITEM, last);
  lf_driver_key (self->window, "ctrl+z");
  lf_driver_await (self->window, ATSPI_ROLE_LIST_ITEM, before);
  lf_driver_await (self->window, ATSPI_ROLE_LIST_ITEM, last);
}

/* A project without a schedule: the template of its kind, back from a day. */
static void
test_plan (Fixture *self, gconstpointer unused)
{
  open_schedule (self, "Bare");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "No Schedule Yet");
  lf_driver_enter (self->window, "All done by", "2020-12-31");
  lf_driver_press (self->window, "Plan Back");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "“Filing of the project” would have had to");
  lf_driver_await (self->window, ATSPI_ROLE_LIST_ITEM,
                   "Production start · planned for 31 Dec 2020");
  lf_driver_key (self->window, "ctrl+z");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "No Schedule Yet");
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/schedule/C7/keyboard", test_keyboard);
  ADD ("/ui/schedule/C7/pointer", test_pointer);
  ADD ("/ui/schedule/C8/plan", test_plan);
  return g_test_run ();
}
