/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of changes in few words. */

#include "lf-core.h"

static void
test_add (void)
{
  LfSpans spans = { .n = 0 };
  g_autofree char *text = NULL;

  for (gint64 n = 101; n <= 300; n++)
    g_assert_true (lf_spans_add (&spans, n));
  g_assert_true (lf_spans_add (&spans, 305));
  g_assert_false (lf_spans_add (&spans, 305));
  g_assert_false (lf_spans_add (&spans, 7));
  text = lf_spans_format (&spans);
  g_assert_cmpstr (text, ==, "101-300,305");
  g_assert_true (lf_spans_has (&spans, 101));
  g_assert_true (lf_spans_has (&spans, 305));
  g_assert_false (lf_spans_has (&spans, 100));
  g_assert_false (lf_spans_has (&spans, 301));
  g_assert_cmpint (lf_spans_follow (&spans, 100), ==, 300);
  g_assert_cmpint (lf_spans_follow (&spans, 200), ==, 300);
  g_assert_cmpint (lf_spans_follow (&spans, 300), ==, 300);
  g_assert_cmpint (lf_spans_follow (&spans, G_MAXINT64), ==, G_MAXINT64);
}

/* What is one too many is left out, and what is there goes on. */
static void
test_many (void)
{
  LfSpans spans = { .n = 0 };

  for (gint64 n = 1; n <= LF_SPANS_MOST; n++)
    g_assert_true (lf_spans_add (&spans, n * 2));
  g_assert_false (lf_spans_add (&spans, LF_SPANS_MOST * 2 + 2));
  g_assert_true (lf_spans_add (&spans, LF_SPANS_MOST * 2 + 1));
  g_assert_false (lf_spans_has (&spans, LF_SPANS_MOST * 2 + 2));
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text, *again; /* NULL: refused */
  } cases[] = {
    { "5", "5" },       { "101-300,305", "101-300,305" },
    { "1,2,3", "1-3" }, { "1-9223372036854775807", "1-9223372036854775807" },
    { "", "" },         { "0", NULL },
    { "-5", NULL },     { "3-2", NULL },
    { "1-2-3", NULL },  { "5,4", NULL },
    { "1-5,5", NULL },  { "1,,2", NULL },
    { "x", NULL },      { "1-9223372036854775808", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfSpans spans;
      gboolean is_read = lf_spans_parse (cases[i].text, &spans);
      g_autofree char *again = is_read ? lf_spans_format (&spans) : NULL;

      g_assert_cmpstr (again, ==, cases[i].again);
    }
}

static void
test_parse_too_many (void)
{
  g_autoptr (GString) text = g_string_new ("1");
  LfSpans spans;

  for (guint i = 1; i <= LF_SPANS_MOST; i++)
    g_string_append_printf (text, ",%u", i * 2 + 1);
  g_assert_false (lf_spans_parse (text->str, &spans));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/spans/add", test_add);
  g_test_add_func ("/core/spans/many", test_many);
  g_test_add_func ("/core/spans/parse", test_parse);
  g_test_add_func ("/core/spans/parse-too-many", test_parse_too_many);
  return g_test_run ();
}
