/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What fuzz targets share. */

#define _GNU_SOURCE /* memfd_create */

#include "config.h"

#include "fuzz.h"

#include <locale.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  return 0;
}

char *
fuzz_text (const uint8_t *data, size_t size)
{
  return g_utf8_make_valid ((const char *) data, (gssize) strnlen ((const char *) data, size));
}

void
fuzz_assert_error (gboolean is_ok, const GError *error)
{
  g_assert_true (is_ok == (error == NULL));
  if (error == NULL)
    return;
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

const char *
fuzz_file (const uint8_t *data, size_t size)
{
  static char path[64];
  static int file = -1;

  if (file < 0)
    {
      file = memfd_create ("input", MFD_CLOEXEC);
      g_assert_cmpint (file, >=, 0);
      g_snprintf (path, sizeof path, "/proc/self/fd/%d", file);
    }
  g_assert_cmpint (ftruncate (file, 0), ==, 0);
  g_assert_cmpint (pwrite (file, data, size, 0), ==, (gssize) size);
  return path;
}
