/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lives of a zone keep every promise; and with the engine broken on purpose, in each way there is,
 * a life notices. Many lives are played by the program that LANDFALL_SIMULATE names, built without
 * sanitizers (tools/test makes it), and some by that of this build. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#define MOST_LIVES_TO_NOTICE "200"

static char *
own_program (void)
{
  return g_test_build_filename (G_TEST_BUILT, "simulate", "simulate", NULL);
}

/* (transfer full): where many lives are played */
static char *
quick_program (void)
{
  const char *program = g_getenv ("LANDFALL_SIMULATE");

  return program != NULL ? g_strdup (program) : own_program ();
}

static char *
run (const char *program, const char *const *arguments, gboolean *ret_is_ok)
{
  g_autoptr (GPtrArray) line = g_ptr_array_new ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output;

  g_ptr_array_add (line, (gpointer) program);
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (line, (gpointer) arguments[i]);
  g_ptr_array_add (line, NULL);
  process = g_subprocess_newv ((const char *const *) line->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  *ret_is_ok = g_subprocess_get_successful (process);
  return output;
}

static void
play (const char *program, const char *const *arguments)
{
  gboolean keeps_all;
  g_autofree char *output = run (program, arguments, &keeps_all);

  g_test_message ("%s", output);
  if (!keeps_all)
    g_error ("%s", output);
}

static void
test_lives (void)
{
  const char *const arguments[] = { "--seeds", g_test_slow () ? "300" : "24", NULL };
  g_autofree char *program = own_program ();

  play (program, arguments);
}

/* In which every kind of thing that can happen does. */
static void
test_many_lives (void)
{
  const char *const arguments[] = { "--seeds", "300", "--verbose", NULL };
  g_autofree char *program = quick_program ();

  play (program, arguments);
}

/* The same seed is the same life, to the letter. */
static void
test_replay (void)
{
  const char *const arguments[] = { "--seed", "7", NULL };
  gboolean is_ok;
  g_autofree char *program = own_program ();
  g_autofree char *first = run (program, arguments, &is_ok);
  g_autofree char *second = run (program, arguments, &is_ok);

  g_assert_true (is_ok);
  g_assert_cmpuint (strlen (first), >, 500);
  g_assert_cmpstr (first, ==, second);
}

static void
test_noticed (gconstpointer fault)
{
  const char *const arguments[]
      = { "--seeds", MOST_LIVES_TO_NOTICE, "--steps", "100", "--break", fault, NULL };
  gboolean keeps_all;
  g_autofree char *program = quick_program ();
  g_autofree char *output = run (program, arguments, &keeps_all);

  g_test_message ("%s", output);
  g_assert_false (keeps_all);
}

static void
add_faults (void)
{
  const char *const arguments[] = { "--list", NULL };
  gboolean is_ok;
  g_autofree char *program = own_program ();
  g_autofree char *list = run (program, arguments, &is_ok);
  g_auto (GStrv) faults = g_strsplit (g_strchomp (list), "\n", -1);

  g_assert_cmpuint (g_strv_length (faults), >=, 10);
  for (char **fault = faults; *fault != NULL; fault++)
    {
      g_autofree char *path = g_strconcat ("/simulate/notices/", *fault, NULL);

      g_test_add_data_func_full (path, g_strdup (*fault), test_noticed, g_free);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  /* A process for each life: what the sanitizer keeps of freed memory costs more than living. */
  g_setenv ("ASAN_OPTIONS", "abort_on_error=1:quarantine_size_mb=4:malloc_context_size=5", TRUE);
  g_test_add_func ("/simulate/same-seed-same-life", test_replay);
  g_test_add_func ("/simulate/G1-G14-lives", test_lives);
  if (g_getenv ("LANDFALL_SIMULATE") != NULL)
    g_test_add_func ("/simulate/G1-G14-many-lives", test_many_lives);
  add_faults ();
  return g_test_run ();
}
