/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles as a server gets them from devices that it trusts: any body, packed and signed. What is
 * taken is judged and answered; what is not is told in a sentence; the zone stays sound.
 *
 * The first line of an input is what the header says besides whose it is, as in fuzz-bundle. */

#include "config.h"

#include "fuzz.h"

#include "lf-server-bundle.h"
#include "lf-server-check.h"
#include "raw-bundle.h"
#include "zone.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES 64000

static Zone *zone;

static void
remove_zone (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  LfServerFindings findings;

  g_assert_true (lf_server_check_zone (zone->storage, ZONE, &findings, problems, NULL));
  g_assert_cmpuint (problems->len, ==, 0);
  zone_free (zone);
}

static const LfServerPlace *
place (void)
{
  static LfServerPlace the_place;
  const LfServerAccount account
      = { (char *) ZONE, (char *) "王芳", (char *) "zone_manager", (char *) "none" };

  if (zone == NULL)
    {
      zone = zone_new ();
      g_assert_true (lf_server_storage_save_account (zone->storage, &account, NULL));
      the_place = (LfServerPlace){ zone->storage, NULL, ZONE };
      atexit (remove_zone);
    }
  return &the_place;
}

static GBytes *
wrap (const uint8_t *data, size_t size)
{
  const uint8_t *newline = memchr (data, '\n', size);
  size_t length = newline == NULL ? size : (size_t) (newline - data);
  g_autofree char *members = fuzz_text (data, length);
  g_autofree char *header = raw_bundle_header ("changes", members);

  return newline == NULL ? raw_bundle_new (header, "", 0)
                         : raw_bundle_new (header, newline + 1, size - length - 1);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = NULL;
  g_autofree char *fingerprint = lf_bundle_fingerprint (raw_bundle_key ()->key);
  const LfServerBundleTrust trust = { fingerprint, "王芳" };
  g_auto (LfServerBundleTaken) taken = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean is_taken;

  if (size > MAX_BYTES)
    return 0;
  file = wrap (data, size);
  is_taken = lf_server_bundle_import (
      place (), fuzz_file (g_bytes_get_data (file, NULL), g_bytes_get_size (file)), &trust, &taken,
      &error);
  fuzz_assert_error (is_taken, error);
  if (is_taken)
    g_assert_cmpint (taken.n_accepted + taken.n_refused, <=, taken.n_changes);
  return 0;
}
