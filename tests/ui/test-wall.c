/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Wall charts before and in a meeting (domain.md V1, V3): looked at, walked, presented, saved. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>

#define DEADLINE_US (60 * G_USEC_PER_SEC)

typedef struct
{
  char *folder, *store;
  LfDriver *window;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = ui_make_folder ("wall");
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (CLI (self->store, "init", "--sample"));
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
open_charts (Fixture *self)
{
  lf_driver_key (self->window, "ctrl+k");
  lf_driver_type (self->window, "Wall charts");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "Page");
  lf_driver_key (self->window, "Return");
  lf_driver_await (self->window, ATSPI_ROLE_IMAGE, "Project chart");
}

/* A click where nothing is drawn: the drawing has the keyboard then. */
static void
focus_chart (Fixture *self, const char *chart)
{
  g_autoptr (AtspiAccessible) view = lf_driver_find (self->window, ATSPI_ROLE_IMAGE, chart);
  g_autoptr (AtspiComponent) component = atspi_accessible_get_component_iface (view);
  g_autofree AtspiRect *area
      = atspi_component_get_extents (component, ATSPI_COORD_TYPE_WINDOW, NULL);

  g_assert_true (atspi_generate_mouse_event (area->x + 20, area->y + 20, "b1c", NULL));
}

/* (transfer full): what is told of the mark, once that is neither nothing nor @before. */
static char *
await_tip (Fixture *self, const char *chart, const char *before)
{
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;

  for (;;)
    {
      g_autoptr (AtspiAccessible) view = lf_driver_find (self->window, ATSPI_ROLE_IMAGE, chart);
      g_autofree char *tip = atspi_accessible_get_description (view, NULL);

      if (tip != NULL && *tip != '\0' && g_strcmp0 (tip, before) != 0)
        return g_steal_pointer (&tip);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
}

/* Arrow keys tell mark after mark, Enter opens the record of one. */
static void
test_walk (Fixture *self, gconstpointer unused)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *last = NULL;

  open_charts (self);
  lf_driver_press (self->window, "Lamp chart");
  lf_driver_await (self->window, ATSPI_ROLE_IMAGE, "Lamp chart");
  focus_chart (self, "Lamp chart");
  lf_driver_key (self->window, "Home");
  first = await_tip (self, "Lamp chart", NULL);
  lf_driver_key (self->window, "Down");
  second = await_tip (self, "Lamp chart", first);
  lf_driver_key (self->window, "End"); /* of the page: a project */
  last = await_tip (self, "Lamp chart", second);
  lf_driver_screenshot (self->window, "wall-walked");
  g_assert_false (lf_driver_sees (self->window, ATSPI_ROLE_PUSH_BUTTON, "Close This Record"));
  lf_driver_key (self->window, "Return");
  lf_driver_await (self->window, ATSPI_ROLE_PUSH_BUTTON, "Close This Record");
}

/* V3: three steps to the lamps on the beamer; pages by key, and out again. */
static void
test_present (Fixture *self, gconstpointer unused)
{
  open_charts (self);
  lf_driver_press (self->window, "Lamp chart");
  lf_driver_await (self->window, ATSPI_ROLE_IMAGE, "Lamp chart");
  lf_driver_key (self->window, "F11");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Lamp chart · 1 / 3");
  lf_driver_screenshot (self->window, "wall-presented");
  lf_driver_key (self->window, "space");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Lamp chart · 2 / 3");
  lf_driver_key (self->window, "Page_Up");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Lamp chart · 1 / 3");
  lf_driver_key (self->window, "End");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Lamp chart · 3 / 3");
  lf_driver_key (self->window, "Home");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Lamp chart · 1 / 3");
  lf_driver_key (self->window, "2");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Problem chart · 1 / ");
  lf_driver_key (self->window, "Escape");
  lf_driver_await_gone (self->window, ATSPI_ROLE_FRAME, "Problem chart · 1 / ");
  lf_driver_await (self->window, ATSPI_ROLE_IMAGE, "Lamp chart");
}

/* A file is asked for, under the chart's name; what is written is proved without a window. */
static void
test_save (Fixture *self, gconstpointer unused)
{
  open_charts (self);
  lf_driver_press (self->window, "Save As");
  lf_driver_press (self->window, "A3");
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "Name");
  lf_driver_press (self->window, "Cancel");
  lf_driver_await_gone (self->window, ATSPI_ROLE_PUSH_BUTTON, "Cancel");
  lf_driver_await (self->window, ATSPI_ROLE_IMAGE, "Project chart");
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/ui/wall/V3/walk", test_walk);
  ADD ("/ui/wall/V3/present", test_present);
  ADD ("/ui/wall/V1/save", test_save);
  return g_test_run ();
}
