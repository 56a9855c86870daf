/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Templates of bulletins: an error points at a place of the text; a place that can be read is the
 * same when it is written out and read again. */

#include "config.h"

#include "fuzz.h"

#include "lf-bulletin-private.h"

static void
check_place (const LfBulletinPlace *place)
{
  g_autofree char *text = lf_bulletin_place_to_text (place);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfBulletinPlace) again = lf_bulletin_place_parse (text, &error);
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  written = lf_bulletin_place_to_text (again);
  g_assert_cmpstr (written, ==, text);
}

static void
check_nodes (const GPtrArray *nodes)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const LfBulletinNode *node = nodes->pdata[i];

      if (node->place != NULL)
        check_place (node->place);
      check_nodes (node->body);
      check_nodes (node->other);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = fuzz_text (data, size);
  LfBulletinSpot spot = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) nodes = lf_bulletin_text_parse (text, &spot, &error);

  fuzz_assert_error (nodes != NULL, error);
  if (nodes == NULL)
    {
      g_assert_cmpuint (spot.line, >=, 1);
      g_assert_cmpuint (spot.start, <, spot.end);
      g_assert_cmpuint (spot.end, <=, (guint) g_utf8_strlen (text, -1));
    }
  check_nodes (nodes);
  return 0;
}
