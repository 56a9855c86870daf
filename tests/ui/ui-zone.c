/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The store, made and asked by the command line. */

#include "config.h"

#include "ui-zone.h"

#include <gio/gio.h>
#include <string.h>

char *
zone_cli (Zone *zone, const char *const *arguments)
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

void
zone_assert_count (Zone *zone, const char *where, const char *expected)
{
  g_autofree char *list = CLI (zone, "list", "project", "--where", where);

  if (strstr (list, expected) == NULL)
    g_error ("%s: %s", where, list);
}

void
zone_set_up (Zone *zone, gconstpointer data)
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

void
zone_tear_down (Zone *zone, gconstpointer data)
{
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", zone->folder);

  g_assert_true (g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL));
  g_free (zone->folder);
  g_free (zone->store);
}
