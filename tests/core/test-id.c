/* SPDX-License-Identifier: GPL-3.0-or-later */
/* UUIDs. */

#include "lf-core.h"

#include <string.h>

static void
test_new_sorts_and_differs (void)
{
  g_autofree char *last = lf_id_new ();

  for (guint i = 0; i < 10000; i++)
    {
      char *id = lf_id_new ();

      g_assert_true (lf_id_is_valid (id));
      g_assert_cmpint (id[14], ==, '7');
      g_assert_cmpint (strcmp (last, id), <, 0);
      g_free (last);
      last = id;
    }
}

static void
test_bytes_round_trip (void)
{
  g_autofree char *id = lf_id_new ();
  g_autofree char *again = NULL;
  guint8 bytes[LF_ID_BYTES];

  g_assert_true (lf_id_to_bytes (id, bytes));
  again = lf_id_from_bytes (bytes);
  g_assert_cmpstr (again, ==, id);
}

static void
test_invalid (void)
{
  static const char *const cases[] = { NULL,
                                       "",
                                       "0190163d-8694-739b-aea5-966c26f8ad9",
                                       "0190163d-8694-739b-aea5-966c26f8ad911",
                                       "0190163D-8694-739b-aea5-966c26f8ad91",
                                       "0190163d08694-739b-aea5-966c26f8ad91",
                                       "0190163g-8694-739b-aea5-966c26f8ad91" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_false (lf_id_is_valid (cases[i]));
}

static void
test_time (void)
{
  gint64 before_us = g_get_real_time ();
  g_autofree char *id = lf_id_new ();
  g_autofree char *derived = lf_id_derive ("change", NULL);

  g_assert_cmpint (lf_id_time_us (id), >=, before_us - 1000);
  g_assert_cmpint (lf_id_time_us (id), <=, g_get_real_time () + 1000);
  g_assert_cmpint (lf_id_time_us ("0190163d-8694-739b-aea5-966c26f8ad91"), ==, 1718360049300000);
  g_assert_cmpint (lf_id_time_us (derived), ==, 0);
  g_assert_cmpint (lf_id_time_us ("no id"), ==, 0);
}

static void
test_derive (void)
{
  g_autofree char *a = lf_id_derive ("change", "record", "field", NULL);
  g_autofree char *b = lf_id_derive ("change", "record", "field", NULL);
  g_autofree char *c = lf_id_derive ("change", "recordfield", NULL);

  g_assert_true (lf_id_is_valid (a));
  g_assert_cmpstr (a, ==, b);
  g_assert_cmpstr (a, !=, c);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/id/new-sorts-and-differs", test_new_sorts_and_differs);
  g_test_add_func ("/core/id/bytes-round-trip", test_bytes_round_trip);
  g_test_add_func ("/core/id/invalid", test_invalid);
  g_test_add_func ("/core/id/derive", test_derive);
  g_test_add_func ("/core/id/time", test_time);
  return g_test_run ();
}
