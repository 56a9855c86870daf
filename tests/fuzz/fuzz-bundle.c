/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundle files: whatever is in one is described or refused with a sentence, and read the same
 * twice.
 *
 * An input that begins as a bundle is taken as it is. Of others the first line is what a header
 * says besides whose it is, and the rest a body: packed and signed, so that it gets behind both. */

#include "config.h"

#include "fuzz.h"

#include "raw-bundle.h"

#include <string.h>

static GBytes *
wrap (const uint8_t *data, size_t size)
{
  const uint8_t *newline = memchr (data, '\n', size);
  size_t length = newline == NULL ? size : (size_t) (newline - data);
  g_autofree char *line = fuzz_text (data, length);
  gboolean is_answers = g_str_has_prefix (line, "answers");
  g_autofree char *header = raw_bundle_header (is_answers ? "answers" : "changes",
                                               line + (is_answers ? strlen ("answers") : 0));

  return newline == NULL ? raw_bundle_new (header, "", 0)
                         : raw_bundle_new (header, newline + 1, size - length - 1);
}

static void
add_line (const char *line, gpointer user_data)
{
  g_assert_null (strpbrk (line, "\n\x1b"));
  g_string_append_printf (user_data, "%s\n", line);
}

static gboolean
describe (LfBundle *bundle, GString *text)
{
  LfBundleTotals totals;
  g_autoptr (GError) error = NULL;
  gboolean is_ok = lf_bundle_describe (bundle, TRUE, add_line, text, &totals, &error);

  fuzz_assert_error (is_ok, error);
  return is_ok;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean is_whole = size >= 9 && memcmp (data, "landfall-", 9) == 0;
  g_autoptr (GBytes) file = is_whole ? g_bytes_new (data, size) : wrap (data, size);
  const char *path = fuzz_file (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) spoiled = NULL;
  g_autoptr (LfBundle) bundle = lf_bundle_open (path, &spoiled, &error);
  g_autoptr (GString) first = g_string_new (NULL);
  g_autoptr (GString) second = g_string_new (NULL);

  fuzz_assert_error (bundle != NULL, error);
  if (bundle == NULL || spoiled != NULL)
    return 0;
  g_assert_true (describe (bundle, first) == describe (bundle, second));
  g_assert_cmpstr (first->str, ==, second->str);
  return 0;
}
