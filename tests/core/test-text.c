/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning, and the matching key of a firm's name. */

#include "lf-core.h"

#include <string.h>

static void
test_fold (void)
{
  g_autofree char *a = lf_text_fold ("  ＡＢＣ　 Ｄef（上海）\n");
  g_autofree char *b = lf_text_fold ("");

  g_assert_cmpstr (a, ==, "abc def(上海)");
  g_assert_cmpstr (b, ==, "");
}

/* As Unicode has it, for a character between two others. */
static char *
fold_by_unicode (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  GString *result = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (result, g_utf8_get_char (p));
    else if (result->len > 0 && result->str[result->len - 1] != ' ')
      g_string_append_c (result, ' ');
  return g_string_free (result, FALSE);
}

/* Most characters are folded without asking Unicode; none may come out otherwise. */
static void
test_fold_every (void)
{
  for (gunichar c = 1; c < 0x10000; c++)
    {
      char text[16] = "Ａ";
      g_autofree char *folded = NULL;
      g_autofree char *expected = NULL;

      if (!g_unichar_validate (c))
        continue;
      text[3 + g_unichar_to_utf8 (c, text + 3)] = '\0';
      strcat (text, "中");
      folded = lf_text_fold (text);
      expected = fold_by_unicode (text);
      g_assert_cmpstr (folded, ==, expected);
    }
}

static void
test_fold_blanks (void)
{
  static const struct
  {
    const char *text, *folded;
  } cases[] = {
    { "\t 甲　\n乙 ", "甲 乙" }, { "　", "" },         { "A\fB\r", "a b" },
    { "é　É", "é é" },           { "甲\xe4\xb9", "" }, /* cut off in the middle of a character */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = lf_text_fold (cases[i].text);
      g_assert_cmpstr (folded, ==, cases[i].folded);
    }
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

/* What would be reckoned by a spreadsheet, and what only looks a little like it. */
static void
test_formulas (void)
{
  static const struct
  {
    const char *cell, *written;
  } cases[] = {
    { "=SUM(A1:A9)", "'=SUM(A1:A9)" },
    { "@SUM(A1)", "'@SUM(A1)" },
    { "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0" },
    { "-2+3+cmd|'x'!A0", "'-2+3+cmd|'x'!A0" },
    { "\t=1", "\"'\t=1\"" },
    { "'=1", "''=1" },
    { "-12.50 CNY", "-12.50 CNY" },
    { "+86 571-8888", "+86 571-8888" },
    { "'t", "'t" },
    { "a=b", "a=b" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      lf_text_append_csv (text, cases[i].cell, TRUE);
      g_string_truncate (text, text->len - 2);
      g_assert_cmpstr (text->str, ==, cases[i].written);
    }
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

static void
test_group_digits (void)
{
  static const struct
  {
    const char *number, *grouped;
  } cases[] = {
    { "", "" },
    { "7", "7" },
    { "123", "123" },
    { "1234", "1,234" },
    { "-123", "-123" },
    { "-1234567.8901", "-1,234,567.8901" },
    { "12835 mu", "12,835 mu" },
    { "3669.5亩", "3,669.5亩" },
    { "1.25e+20", "1.25e+20" },
    { "无", "无" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *grouped = lf_text_group_digits (cases[i].number);

      g_assert_cmpstr (grouped, ==, cases[i].grouped);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/fold-every", test_fold_every);
  g_test_add_func ("/core/text/fold-blanks", test_fold_blanks);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/is-among", test_is_among);
  g_test_add_func ("/core/text/append-csv", test_append_csv);
  g_test_add_func ("/core/text/formulas", test_formulas);
  g_test_add_func ("/core/text/group-digits", test_group_digits);
  g_test_add_func ("/core/text/json-size", test_json_size);
  g_test_add_func ("/core/text/clean-controls", test_clean_controls);
  return g_test_run ();
}
