/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every page in a language two fifths longer than English has room for its text, on a phone's
 * width, in a small window and in a usual one. */

#include "config.h"

#include <gio/gio.h>

/* Steps of lf-screenshots.c that show a page as it is. */
#define PAGES                                                                                      \
  "today,leads,list,board,record,record-timeline,record-related,charts*,problems,enterprises,"     \
  "contacts,trip-work,trip-prepare,trip-debrief,trips,schedules,schedule-blocked,conflicts,"       \
  "duplicates-none,claims-none,contests,meeting,transfers-none,trash,pending,search-nothing,"      \
  "search-problem,as-of"

static const char *const sizes[] = { "360x720", "800x600", "1366x768" };

static void
run (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process
      = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

/* The sample zone, begun on. */
static void
make_store (const char *store)
{
  g_autofree char *preferences = g_build_filename (store, "preferences.ini", NULL);

  run ((const char *const[]){ g_getenv ("LANDFALL_CLI"), "--store", store, "init", "--sample",
                              NULL });
  g_assert_true (g_file_set_contents (preferences, "[preferences]\nis-begun=true\n", -1, NULL));
}

static GSubprocess *
look (const char *folder, const char *locale, const char *size)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *store = g_build_filename (folder, size, NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  make_store (store);
  g_subprocess_launcher_setenv (launcher, "LANDFALL_LOCALE_DIR", locale, TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", "en_XA", TRUE);
  g_subprocess_launcher_setenv (launcher, "GTK_A11Y", "none", TRUE);
  g_subprocess_launcher_setenv (launcher, "LANDFALL_STALL_MS", "0", TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("LANDFALL_APP"), "--store",
                                         store, "--scene", "sample", "--screenshots", folder,
                                         "--tell-cut-off", "--size", size, "--only", PAGES, NULL);
  g_assert_no_error (error);
  return process;
}

/* Side by side, for they mostly wait. */
static void
test_room (void)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-cut-off-XXXXXX", NULL);
  g_autofree char *locale = g_build_filename (folder, "locale", NULL);
  GSubprocess *processes[G_N_ELEMENTS (sizes)];

  run ((const char *const[]){ g_getenv ("LANDFALL_PSEUDO_LOCALE"), locale, NULL });
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    processes[i] = look (folder, locale, sizes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *told = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (g_subprocess_communicate_utf8 (processes[i], NULL, NULL, &told, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_exit_status (processes[i]), ==, 0);
      g_test_message ("%s\n%s", sizes[i], told);
      g_assert_cmpstr (told, ==, "");
      g_object_unref (processes[i]);
    }
  run ((const char *const[]){ "rm", "-rf", folder, NULL });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/cut-off/pages", test_room);
  return g_test_run ();
}
