/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and cleaning. */

#include "lf-core.h"

static void
test_fold (void)
{
  g_autofree char *a = lf_text_fold ("  ＡＢＣ　 Ｄef（上海）\n");
  g_autofree char *b = lf_text_fold ("");

  g_assert_cmpstr (a, ==, "abc def(上海)");
  g_assert_cmpstr (b, ==, "");
}

static void
test_clean (void)
{
  g_autofree char *a = lf_text_clean (" a\x01 b\nc ");
  g_autofree char *blank = lf_text_clean (" \t\n");

  g_assert_cmpstr (a, ==, "a b\nc");
  g_assert_null (blank);
  g_assert_null (lf_text_clean (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/clean", test_clean);
  return g_test_run ();
}
