/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application's command line: what cannot be done is said, and the program ends. */

#include "config.h"

#include <gio/gio.h>
#include <string.h>

#define PATIENCE "30" /* seconds; a program that waits for somebody to close a window is ended */

static void
assert_fails (const char *option, const char *value, const char *says)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error, "timeout",
      PATIENCE, g_getenv ("LANDFALL_APP"), option, value, "--screenshots", "/proc/none", NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &err, &error));
  g_test_message ("%s", err);
  g_assert_cmpint (g_subprocess_get_exit_status (process), !=, 0);
  g_assert_cmpint (g_subprocess_get_exit_status (process), !=, 124);
  g_assert_nonnull (strstr (err, says));
}

static void
test_store_that_cannot_be (void)
{
  assert_fails ("--store", "/proc/none", "landfall: A store cannot be made in “/proc/none”");
}

static void
test_folder_that_cannot_be (void)
{
  g_autofree char *folder = g_dir_make_tmp ("landfall-XXXXXX", NULL);

  assert_fails ("--store", folder, "landfall: The pictures cannot be written into “/proc/none”");
}

static void
test_unknown_scheme (void)
{
  assert_fails ("--scheme", "purple", "landfall: “purple” is neither light nor dark");
}

static void
test_size_that_is_none (void)
{
  assert_fails ("--size", "large", "landfall: “large” is no size such as 1024x600");
  assert_fails ("--size", "1024x600x2", "landfall: “1024x600x2” is no size");
  assert_fails ("--size", "0x600", "landfall: “0x600” is no size");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/options/store", test_store_that_cannot_be);
  g_test_add_func ("/ui/options/screenshots", test_folder_that_cannot_be);
  g_test_add_func ("/ui/options/scheme", test_unknown_scheme);
  g_test_add_func ("/ui/options/size", test_size_that_is_none);
  return g_test_run ();
}
