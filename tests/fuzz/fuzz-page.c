/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages as a device gets them, from a server that may say anything: what can be read is taken in
 * whole or not at all, and leaves the store sound. */

#include "config.h"

#include "fuzz.h"

#include "lf-wire.h"
#include "store-fixture.h"

#include <stdlib.h>
#include <string.h>

#define MAX_BYTES 64000

static Fixture fixture;

static void
remove_store (void)
{
  assert_sound (fixture.store);
  tear_down (&fixture, NULL);
}

/* With a record of its own that waits to be sent, so that pages come under edits. */
static LfStore *
page_store (void)
{
  if (fixture.store == NULL)
    {
      set_up (&fixture, NULL);
      g_free (add_project (fixture.store, "减速器", "100000000.00 CNY", "lead"));
      atexit (remove_store);
    }
  return fixture.store;
}

static void
check_taken (LfStore *store, const LfPage *page)
{
  g_auto (LfSyncState) state = { 0 };

  g_assert_true (lf_store_sync_state_sync (store, &state, NULL));
  g_assert_cmpint (state.cursor, ==, MAX (page->cursor, state.since)); /* no pull begins before */
  g_assert_cmpstr (state.epoch, ==, page->epoch);
  if (!page->has_more)
    g_assert_cmpint (state.since, ==, page->cursor);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  gboolean is_taken;

  if (size > MAX_BYTES)
    return 0;
  page = lf_wire_to_page ((const char *) data, size, &error);
  g_assert_true ((page == NULL) == (error != NULL));
  if (page == NULL)
    return 0;
  is_taken = lf_store_take_page_sync (page_store (), page, &problems, &error);
  fuzz_assert_error (is_taken, error);
  if (is_taken)
    check_taken (fixture.store, page);
  for (guint i = 0; is_taken && i < problems->len; i++)
    g_assert_true (g_utf8_validate (problems->pdata[i], -1, NULL));
  return 0;
}
