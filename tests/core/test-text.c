/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning, and the matching key of a firm's name. */

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
  static const char *const padded[]
      = { "甲　乙　", "　　甲　乙", "\xc2\xa0甲　乙\xc2\xa0 ", "\xef\xbb\xbf甲　乙\xe2\x80\x8b" };
  g_autofree char *a = lf_text_clean (" a\x01 b\nc ");
  g_autofree char *blank = lf_text_clean (" \t\n");

  g_assert_cmpstr (a, ==, "a b\nc");
  g_assert_null (blank);
  g_assert_null (lf_text_clean (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (padded); i++)
    {
      g_autofree char *clean = lf_text_clean (padded[i]);

      g_assert_cmpstr (clean, ==, "甲　乙");
    }
  g_assert_null (lf_text_clean ("　\xc2\xa0"));
}

static void
test_is_among (void)
{
  g_assert_true (lf_text_is_among ("led 屏", "ＬＥＤ  屏|显示"));
  g_assert_true (lf_text_is_among ("显示", "ＬＥＤ  屏|显示"));
  g_assert_false (lf_text_is_among ("显", "ＬＥＤ  屏|显示"));
  g_assert_false (lf_text_is_among ("显", NULL));
}

static void
test_append_csv (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  lf_text_append_csv (text, "甲", FALSE);
  lf_text_append_csv (text, "a \"b\", c", FALSE);
  lf_text_append_csv (text, " blank", FALSE);
  lf_text_append_csv (text, "two\nlines", TRUE);
  g_assert_cmpstr (text->str, ==, "甲,\"a \"\"b\"\", c\",\" blank\",\"two\nlines\"\r\n");
}

/* Both ways through, with and without something to take out, give the same. */
static void
test_clean_controls (void)
{
  static const struct
  {
    const char *text, *clean;
  } cases[] = {
    { "上海\xc2\x85", "上海" }, { "\xc2\xa0上海", "上海" }, { "\x7f", NULL },
    { "a\tb\rc", "a\tbc" },     { "\xc2\x9f \x1f", NULL },  { " 上 海 ", "上 海" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = lf_text_clean (cases[i].text);
      g_assert_cmpstr (clean, ==, cases[i].clean);
    }
}

static void
test_json_size (void)
{
  static const struct
  {
    const char *text;
    gsize size;
  } cases[] = {
    { NULL, 2 },   { "", 2 },        { "park", 6 }, { "园区", 8 }, { "\"a\"", 7 },
    { "a\\b", 6 }, { "a\r\n\t", 9 }, { "\b\f", 6 }, { "\v", 8 },   { "\x01\x1f\x7f", 20 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpuint (lf_text_json_size (cases[i].text), ==, cases[i].size);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/is-among", test_is_among);
  g_test_add_func ("/core/text/append-csv", test_append_csv);
  g_test_add_func ("/core/text/json-size", test_json_size);
  g_test_add_func ("/core/text/clean-controls", test_clean_controls);
  return g_test_run ();
}
