/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Messages between device and server, taken for each kind they might be: what can be read can be
 * written and read again. */

#include "config.h"

#include "fuzz.h"

#include "golden.h"

static void
check_message (GoldenReader rewrite, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  gsize first_length, second_length;
  g_autofree char *first = rewrite (text, length, &first_length, &error);
  g_autofree char *second = NULL;

  g_assert_true ((first == NULL) == (error != NULL));
  if (first == NULL)
    {
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  second = rewrite (first, first_length, &second_length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (first, (int) first_length, second, (int) second_length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GoldenReader last = NULL;

  for (const Golden *golden = goldens; golden->file != NULL; golden++)
    {
      if (golden->rewrite != last)
        check_message (golden->rewrite, (const char *) data, size);
      last = golden->rewrite;
    }
  return 0;
}
