/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter may go on with, wherever the cursor is; "|" stands for the cursor. */

#include "config.h"

#include "lf-completions.h"

#include <string.h>

static LfCompletions *
complete (const char *marked, char **ret_text)
{
  const char *bar = strstr (marked, "‸");
  g_autofree char *before = g_strndup (marked, (gsize) (bar - marked));

  *ret_text = g_strconcat (before, bar + strlen ("‸"), NULL);
  return lf_complete_filter (lf_schema_find ("project"), *ret_text,
                             (guint) g_utf8_strlen (before, -1));
}

/* The first @n texts, joined by blanks. */
static char *
texts_of (const LfCompletions *completions, guint n)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, completions->items->len); i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? " " : "",
                            ((LfCompletion *) completions->items->pdata[i])->text);
  return g_string_free (texts, FALSE);
}

static const struct
{
  const char *text, *offered; /* the first of them; "" for none */
  guint start, end;
} offers[] = {
  /* names of fields, by key, label, synonym, pinyin and initials */
  { "sta‸", "stage", 0, 3 },
  { "Total‸", "total_investment", 0, 5 },
  { "总投‸", "total_investment", 0, 2 },
  { "ztz‸", "total_investment", 0, 3 },
  { "zongtou‸", "total_investment", 0, 7 },
  { "no_such_field‸", "", 0, 13 },
  { "not par‸", "park", 4, 7 },
  { "(par‸)", "park", 1, 4 },
  { "stage=signed and par‸", "park", 17, 20 },
  { "stage=signed par‸", "park", 13, 16 },
  { "par‸ and stage=signed", "park", 0, 3 },
  /* I3: what refers to it, and the fields of that in its bracket */
  { "probl‸", "problem(", 0, 5 },
  { "not 问题‸", "problem(", 4, 6 },
  { "problem(sta‸", "state", 8, 11 },
  { "problem(state=hand‸", "handling", 14, 18 },
  { "problem() and sta‸", "stage", 14, 17 },
  /* operators, behind a name and as fits its type */
  { "stage‸", "= != >= <= > <", 5, 5 },
  { "stage ‸", "= != >= <= > <", 6, 6 },
  { "park‸", "= != ~", 4, 4 },
  { "total_investment‸", "= != >= <= > <", 16, 16 },
  { "is_invited‸", "", 0, 10 },
  /* values: options by key, label and synonym; days; units behind a number */
  { "stage=‸", "lead negotiation", 6, 6 },
  { "stage=si‸", "signed", 6, 8 },
  { "stage=Sign‸", "signed", 6, 10 },
  { "stage=lead|si‸", "signed", 11, 13 },
  { "stage=si‸|lead", "signed", 6, 8 },
  { "阶段=qy‸", "signed", 3, 5 },
  { "stage = si‸", "signed", 8, 10 },
  { "next_step_date<tod‸", "today", 15, 18 },
  { "next_step_date=本‸", "this-week this-month this-quarter this-year", 15, 16 },
  { "next_step_date=this-‸", "this-week this-month this-quarter this-year", 15, 20 },
  { "next_step_date=bz‸", "this-week", 15, 17 },
  { "total_investment>=1‸", "1亿 1万 1亿美元 1万美元", 18, 19 },
  { "total_investment>=1.5亿‸", "1.5亿 1.5亿美元", 18, 22 },
  { "total_investment>=‸", "", 18, 18 },
  { "park=‸", "", 5, 5 },
  { "name=储‸", "", 5, 6 },
  /* behind a comparison */
  { "stage=signed ‸", "and or", 13, 13 },
  { "stage=signed a‸", "and", 13, 14 },
  { "stage=signed 且‸", "and", 13, 14 },
  { "(stage=signed) ‸", "and or", 15, 15 },
  { "stage=signed and ‸", "name stage", 17, 17 },
  { "‸", "name stage", 0, 0 },
  { "‸stage=signed", "", 0, 5 },
  /* whatever is wrong before or behind it */
  { "=‸", "", 1, 1 },
  { "nothing=x and sta‸", "stage", 14, 17 },
  { "((( sta‸", "stage", 4, 7 },
  { "stage=\"si‸", "signed", 6, 9 },
};

static void
test_offered (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (LfCompletions) completions = complete (offers[i].text, &text);
      guint n = 1;
      g_autofree char *offered = NULL;

      for (const char *p = offers[i].offered; *p != '\0'; p++)
        n += *p == ' ';
      g_test_message ("%s", offers[i].text);
      if (*offers[i].offered != '\0')
        {
          offered = texts_of (completions, n);
          g_assert_cmpstr (offered, ==, offers[i].offered);
        }
      g_assert_cmpuint (completions->start, ==, offers[i].start);
      g_assert_cmpuint (completions->end, ==, offers[i].end);
    }
}

static void
test_nothing_offered (void)
{
  static const char *const cases[]
      = { "no_such_field‸", "total_investment>=‸", "name=储‸", "=‸", "stage=nothing‸" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (LfCompletions) completions = complete (cases[i], &text);

      g_test_message ("%s", cases[i]);
      g_assert_cmpuint (completions->items->len, ==, 0);
    }
}

/* What only the store knows is asked for, and narrowed by what was typed. */
static void
test_titles (void)
{
  static const char *const titles[] = { "上虞经开区", "西安 高新区", "上海港", NULL };
  static const struct
  {
    const char *text, *offered;
  } cases[] = {
    { "park=‸", "上虞经开区 \"西安 高新区\" 上海港" },
    { "park=上‸", "上虞经开区 上海港" },
    { "park=syj‸", "上虞经开区" },
    { "park=gx‸", "\"西安 高新区\"" },
    { "park=\"上‸\"", "\"上虞经开区\" \"上海港\"" },
    { "park=上海港|syj‸", "上虞经开区" },
    { "park=没有‸", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (LfCompletions) completions = complete (cases[i].text, &text);
      g_autofree char *offered = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_nonnull (completions->wanted);
      g_assert_cmpstr (completions->wanted->target, ==, "park");
      lf_completions_add_titles (completions, titles);
      offered = texts_of (completions, LF_MAX_COMPLETIONS);
      g_assert_cmpstr (offered, ==, cases[i].offered);
    }
}

static void
test_applied (void)
{
  static const struct
  {
    const char *text, *after; /* with the first completion taken */
  } cases[] = {
    { "sta‸", "stage‸" },
    { "stage‸", "stage=‸" },
    { "stage=si‸", "stage=signed ‸" },
    { "stage=si‸ and park=x", "stage=signed ‸and park=x" },
    { "stage=si‸|lead", "stage=signed‸|lead" },
    { "(stage=si‸)", "(stage=signed‸)" },
    { "stage=signed a‸", "stage=signed and ‸" },
    { "阶段=qy‸", "阶段=signed ‸" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (LfCompletions) completions = complete (cases[i].text, &text);
      guint cursor;
      g_autofree char *after = lf_completions_apply (completions, 0, text, &cursor);
      char *at = g_utf8_offset_to_pointer (after, cursor);
      g_autofree char *before = g_strndup (after, (gsize) (at - after));
      g_autofree char *marked = g_strconcat (before, "‸", at, NULL);

      g_assert_cmpstr (marked, ==, cases[i].after);
    }
}

/* Whatever is typed, and wherever the cursor is: every completion can be taken, and what is taken
 * stands in its range. */
static void
test_anything (void)
{
  static const char *const words[]
      = { "stage", "=",   ">=",  "signed", "park", "阶段", "(",  ")", " ", "\"",
          "|",     "and", "not", "1亿",    "~",    "，",   "（", "=", " " };

  for (guint round = 0; round < 400; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (LfCompletions) completions = NULL;
      guint n, cursor;

      for (int i = g_test_rand_int_range (0, 9); i > 0; i--)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      n = (guint) g_utf8_strlen (text->str, -1);
      completions = lf_complete_filter (lf_schema_find ("project"), text->str,
                                        (guint) g_test_rand_int_range (0, (int) n + 1));
      g_assert_cmpuint (completions->start, <=, completions->end);
      g_assert_cmpuint (completions->end, <=, n);
      for (guint i = 0; i < completions->items->len; i++)
        {
          g_autofree char *after = lf_completions_apply (completions, i, text->str, &cursor);

          g_assert_true (g_utf8_validate (after, -1, NULL));
          g_assert_cmpuint (cursor, <=, (guint) g_utf8_strlen (after, -1));
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lists/completions/offered", test_offered);
  g_test_add_func ("/lists/completions/nothing-offered", test_nothing_offered);
  g_test_add_func ("/lists/completions/titles", test_titles);
  g_test_add_func ("/lists/completions/applied", test_applied);
  g_test_add_func ("/lists/completions/anything", test_anything);
  return g_test_run ();
}
