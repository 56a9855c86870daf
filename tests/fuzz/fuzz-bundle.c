/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundle files: whatever is in one is described or refused with a sentence, and read the same
 * twice; what says to be an answer for a store is taken in whole or leaves it as it was.
 *
 * An input that begins as a bundle is taken as it is. Of others the first line is what a header
 * says besides whose it is, and the rest a body: packed and signed, so that it gets behind both. */

#include "config.h"

#include "fuzz.h"

#include "lf-carry.h"
#include "raw-bundle.h"
#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>

static Fixture fixture;

static void
remove_store (void)
{
  assert_sound (fixture.store);
  tear_down (&fixture, NULL);
}

static LfStore *
answered_store (void)
{
  if (fixture.store == NULL)
    {
      set_up (&fixture, NULL);
      g_free (add_project (fixture.store, "减速器", "100000000.00 CNY", "lead"));
      atexit (remove_store);
    }
  return fixture.store;
}

static GBytes *
wrap (const uint8_t *data, size_t size)
{
  const uint8_t *newline = memchr (data, '\n', size);
  size_t length = newline == NULL ? size : (size_t) (newline - data);
  g_autofree char *line = fuzz_text (data, length);
  gboolean is_answers = g_str_has_prefix (line, "answers");
  g_autofree char *members
      = g_strdup_printf (",\"device\":\"%s\"%s", lf_store_device (answered_store ()),
                         line + (is_answers ? strlen ("answers") : 0));
  g_autofree char *header = raw_bundle_header (is_answers ? "answers" : "changes", members);

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

/* Takes it in, or says why not and changes nothing. */
static void
import (const char *path)
{
  LfStore *store = answered_store ();
  g_autofree char *fingerprint = lf_bundle_fingerprint (raw_bundle_key ()->key);
  g_auto (LfSyncState) before = { 0 };
  g_auto (LfSyncState) after = { 0 };
  g_auto (LfCarryImport) taken = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 n_pending = lf_store_count_pending_sync (store, NULL);
  gboolean is_ok;

  lf_store_sync_state_sync (store, &before, NULL);
  is_ok = lf_carry_import (store, path, fingerprint, &taken, NULL, &error);
  lf_store_sync_state_sync (store, &after, NULL);
  g_assert_true (is_ok == (error == NULL));
  if (is_ok)
    return;
  g_assert_cmpint (before.cursor, ==, after.cursor);
  g_assert_cmpstr (before.epoch, ==, after.epoch);
  g_assert_cmpint (lf_store_count_pending_sync (store, NULL), ==, n_pending);
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
  if (lf_bundle_header (bundle)->kind == LF_BUNDLE_ANSWERS)
    import (path);
  return 0;
}
