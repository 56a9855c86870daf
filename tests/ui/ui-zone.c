/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store, made and asked by the command line. */

#include "config.h"

#include "ui-zone.h"

#include <string.h>

void
zone_assert_count (Zone *zone, const char *where, const char *expected)
{
  g_autofree char *list = CLI (zone->store, "list", "project", "--where", where);

  if (strstr (list, expected) == NULL)
    g_error ("%s: %s", where, list);
}

void
zone_set_up (Zone *zone, gconstpointer data)
{
  static const char *const names[] = { "Alpha works", "Beta works", "Gamma works", "Delta works" };

  zone->folder = ui_make_folder ("lists");
  zone->store = g_build_filename (zone->folder, "store", NULL);
  g_free (CLI (zone->store, "init"));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat ("name=", names[i], NULL);

      g_free (CLI (zone->store, "add", "project", name, "total_investment=1亿元", "jobs=20"));
    }
}

void
zone_tear_down (Zone *zone, gconstpointer data)
{
  ui_remove_folder (zone->folder);
  g_free (zone->folder);
  g_free (zone->store);
}

LfDriver *
zone_show_projects (Zone *zone)
{
  LfDriver *window = lf_driver_start ((const char *const[]){ "--store", zone->store, NULL });

  lf_driver_point (window, ATSPI_ROLE_LIST_ITEM, "All projects");
  lf_driver_point (window, ATSPI_ROLE_LABEL, "Gamma works");
  lf_driver_await (window, ATSPI_ROLE_LABEL,
                   "4 records · Total investment CNY 400 million · Jobs 80");
  return window;
}
