/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A manager's dashboard: filtered, arranged with the keyboard and the pointer, saved under a name,
 * shared, there again after the program was closed. */

#include "config.h"

#include "lf-driver.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char *folder, *store;
  LfDriver *window;
} Fixture;

/* (transfer full) */
static char *
run_cli (const Fixture *self, const char *command)
{
  g_autofree char *line
      = g_strdup_printf ("'%s' --store '%s' %s", g_getenv ("LANDFALL_CLI"), self->store, command);
  char *output = NULL;
  int status;

  g_assert_true (g_spawn_command_line_sync (line, &output, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return output;
}

static void
start (Fixture *self)
{
  self->window = lf_driver_start ((const char *const[]){ "--store", self->store, NULL });
}

static void
stop (Fixture *self)
{
  lf_driver_quit (self->window);
  g_clear_pointer (&self->window, lf_driver_free);
}

static void
set_up (Fixture *self, gconstpointer unused)
{
  self->folder = g_dir_make_tmp ("landfall-dashboard-XXXXXX", NULL);
  self->store = g_build_filename (self->folder, "store", NULL);
  g_free (run_cli (self, "init --sample"));
  start (self);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", self->folder);

  stop (self);
  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (self->folder);
  g_free (self->store);
}

static void
open_dashboard (Fixture *self)
{
  lf_driver_show_page (self->window, "Dashboard");
  lf_driver_await (self->window, ATSPI_ROLE_COMBO_BOX, "Park");
}

/* Whether the saved dashboard has a tile of @first before one of @second. */
static gboolean
is_before (const Fixture *self, const char *first, const char *second)
{
  g_autofree char *told = run_cli (self, "dashboard show 周一例会 --json");
  const char *one = strstr (told, first), *other = strstr (told, second);

  g_assert_nonnull (one);
  g_assert_nonnull (other);
  return one < other;
}

static void
save (Fixture *self, const char *name)
{
  lf_driver_await (self->window, ATSPI_ROLE_PUSH_BUTTON, "Save");
  lf_driver_key (self->window, "ctrl+s");
  if (name != NULL)
    {
      lf_driver_enter (self->window, "Name", name);
      lf_driver_key (self->window, "Return");
    }
  lf_driver_await_gone (self->window, ATSPI_ROLE_PUSH_BUTTON, "Save"); /* the dialog's, too */
}

static void
test_make (Fixture *self, gconstpointer unused)
{
  g_autofree char *told = NULL;
  g_autofree char *listed = NULL;

  open_dashboard (self);
  lf_driver_choose (self->window, "Park", "智能装备产业园");
  lf_driver_press (self->window, "Arrange This Tile"); /* the first: the amount signed */
  lf_driver_press (self->window, "Move Right");
  save (self, "周一例会");
  lf_driver_screenshot (self->window, "dashboard-saved");
  told = run_cli (self, "dashboard show 周一例会 --json");
  g_assert_nonnull (strstr (told, "\"period\" : \"this-year\""));
  g_assert_cmpint (strstr (told, "\"column\" : \"projects\"") - told, <,
                   strstr (told, "\"column\" : \"amount\"") - told);
  listed = run_cli (self, "list dashboard --json");
  g_assert_nonnull (strstr (listed, "park="));
  stop (self);
  start (self);
  open_dashboard (self);
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "周一例会");
  lf_driver_screenshot (self->window, "dashboard-reopened");
}

/* A tile dropped on another takes its place; on itself it stays; Alt with an arrow moves the one
 * that has the focus. Saved and opened again it is where it was put. */
static void
test_dragged (Fixture *self, gconstpointer unused)
{
  open_dashboard (self);
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "Coverage of visits");
  lf_driver_drag (self->window, ATSPI_ROLE_LABEL, "Coverage of visits", ATSPI_ROLE_LABEL,
                  "Coverage of visits");
  g_assert_false (lf_driver_sees (self->window, ATSPI_ROLE_PUSH_BUTTON, "Save"));
  lf_driver_drag (self->window, ATSPI_ROLE_LABEL, "Coverage of visits", ATSPI_ROLE_LABEL,
                  "Signed by month");
  save (self, "周一例会");
  lf_driver_screenshot (self->window, "dashboard-dragged");
  g_assert_true (is_before (self, "visit-coverage", "signed-by-month"));
  g_assert_true (is_before (self, "signed-by-month", "pipeline"));

  lf_driver_press (self->window, "Arrange This Tile"); /* the first, which has the focus then */
  lf_driver_await (self->window, ATSPI_ROLE_MENU_ITEM, "Move Left");
  lf_driver_key (self->window, "Escape");
  lf_driver_await_gone (self->window, ATSPI_ROLE_MENU_ITEM, "Move Left");
  lf_driver_key (self->window, "alt+Right");
  save (self, NULL);
  g_assert_true (is_before (self, "signed-by-month", "visit-coverage"));

  stop (self);
  start (self);
  open_dashboard (self);
  lf_driver_await (self->window, ATSPI_ROLE_LABEL, "周一例会");
  lf_driver_drag (self->window, ATSPI_ROLE_LABEL, "Pipeline", ATSPI_ROLE_LABEL, "Signed by month");
  save (self, NULL);
  g_assert_true (is_before (self, "pipeline", "signed-by-month"));
}

/* The meeting room's screen comes with F11 and goes with Escape. */
static void
test_present (Fixture *self, gconstpointer unused)
{
  open_dashboard (self);
  lf_driver_key (self->window, "F11");
  lf_driver_await (self->window, ATSPI_ROLE_FRAME, "Leader’s overview");
  lf_driver_key (self->window, "Escape");
  lf_driver_await_gone (self->window, ATSPI_ROLE_FRAME, "Leader’s overview");
  lf_driver_await (self->window, ATSPI_ROLE_COMBO_BOX, "Park");
}

int
main (int argc, char **argv)
{
  lf_driver_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/dashboard/make", test_make);
  ADD ("/ui/dashboard/dragged", test_dragged);
  ADD ("/ui/dashboard/present", test_present);
  return g_test_run ();
}
