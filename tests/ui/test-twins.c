/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may be one record, and how a field came to say what it says, by the real windows: the page
 * Duplicates, by pointer and by keyboard, and the history of a field. */

#include "config.h"

#include "lf-driver.h"
#include "ui-cli.h"

#include <gio/gio.h>
#include <string.h>

/* (transfer full): the id of what was added */
#define ADD(store, ...) g_strstrip (CLI (store, "add", __VA_ARGS__))

static void
assert_lists (const char *store, const char *entity, const char *filter, const char *footer)
{
  g_autofree char *list = CLI (store, "list", entity, "--where", filter);

  g_assert_nonnull (strstr (list, footer));
}

/* ---- Duplicates ---- */

/* Three pairs. Who adds a record is asked at once; who renames one is not. */
static void
add_twins (const char *store)
{
  static const char *const names[] = { "Alpha", "Beta", "Gamma" };

  g_free (CLI (store, "init"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *first = g_strdup_printf ("name=%s Optics", names[i]);
      g_autofree char *other = g_strdup_printf ("name=%s", names[i]);
      g_autofree char *second = g_strdup_printf ("name=%s (Optics)", names[i]);
      g_autofree char *id = NULL;

      g_free (ADD (store, "enterprise", first, "city=Suzhou"));
      id = ADD (store, "enterprise", other, "introduction=two");
      g_free (CLI (store, "set", id, second));
    }
}

static void
test_duplicates (void)
{
  g_autofree char *folder = ui_make_folder ("twins");
  g_autoptr (LfDriver) window = NULL;

  add_twins (folder);
  window = lf_driver_start ((const char *const[]){ "--store", folder, NULL });
  lf_driver_show_page (window, "Duplicates");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "3 pairs may be one record.");
  lf_driver_screenshot (window, "twins-duplicates");
  lf_driver_point (window, ATSPI_ROLE_PUSH_BUTTON, "Keep the Left");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "2 pairs may be one record.");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "They are two, because…");
  lf_driver_enter (window, "They are two, because…", "one makes, the other sells");
  lf_driver_key (window, "Return");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "1 pair may be one record.");
  lf_driver_press (window, "Ignore");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "All Judged");
  lf_driver_press (window, "Look Again");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "No Duplicates");
  lf_driver_quit (window);
  assert_lists (folder, "enterprise", "name~Optic", "Enterprises: 5");
  assert_lists (folder, "enterprise", "city=Suzhou and introduction=two", "Enterprises: 1");
  ui_remove_folder (folder);
}

/* ---- The history of a field ---- */

static void
test_history (void)
{
  g_autofree char *folder = ui_make_folder ("history");
  g_autofree char *project = NULL;
  g_autoptr (LfDriver) window = NULL;

  g_free (CLI (folder, "init"));
  project = ADD (folder, "project", "name=Alpha works", "total_investment=3亿元");
  g_free (CLI (folder, "set", project, "total_investment=2亿元"));
  g_free (CLI (folder, "set", project, "note=told"));
  window = lf_driver_start ((const char *const[]){ "--store", folder, NULL });
  lf_driver_key (window, "ctrl+k");
  lf_driver_type (window, "Alpha");
  lf_driver_await (window, ATSPI_ROLE_LIST_ITEM, "Alpha works");
  lf_driver_key (window, "Return");
  lf_driver_press (window, "History of Total investment");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Total investment: CNY 300 million → CNY 200 million");
  g_assert_false (lf_driver_sees (window, ATSPI_ROLE_LABEL, "Notes: told"));
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "History of Total investment");
  lf_driver_enter (window, "Find a field", "total inv");
  lf_driver_await_gone (window, ATSPI_ROLE_LABEL, "Next step");
  lf_driver_point (window, ATSPI_ROLE_TEXT, "Total investment");
  lf_driver_type (window, "CNY 250 million");
  lf_driver_key (window, "Return");
  lf_driver_key (window, "ctrl+h");
  lf_driver_await (window, ATSPI_ROLE_LABEL, "Total investment: CNY 200 million → CNY 250 million");
  lf_driver_screenshot (window, "twins-history");
  lf_driver_key (window, "Escape");
  lf_driver_await_gone (window, ATSPI_ROLE_FRAME, "History of Total investment");
  lf_driver_quit (window);
  ui_remove_folder (folder);
}

int
main (int argc, char *argv[])
{
  lf_driver_init (&argc, &argv);
  g_test_add_func ("/ui/twins/duplicates", test_duplicates);
  g_test_add_func ("/ui/twins/history", test_history);
  return g_test_run ();
}
