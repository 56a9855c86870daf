/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shares of the credit for a project that went from park to park (O7, W14). */

#include "config.h"

#include "lf-core.h"

#include <string.h>

static LfRecord *
transfer (void)
{
  LfRecord *self
      = lf_record_new (lf_schema_find ("transfer"), "01900000-0000-7000-8000-000000000001");

  lf_record_set (self, "project", "01900000-0000-7000-8000-000000000002");
  lf_record_set (self, "from_park", "01900000-0000-7000-8000-000000000003");
  lf_record_set (self, "to_park", "01900000-0000-7000-8000-000000000004");
  return self;
}

/* Half and half over five years, for output, fixed assets and tax. */
static void
test_preset (void)
{
  const LfDate accepted = { 2024, 2, 29 };
  g_autoptr (LfRecord) from = transfer ();
  g_autoptr (GPtrArray) shares = lf_credit_shares (from, &accepted);
  g_autoptr (GPtrArray) again = lf_credit_shares (from, &accepted);
  g_autoptr (GPtrArray) sentences = lf_credit_check (shares);
  g_autoptr (GString) told = g_string_new (NULL);

  for (guint i = 0; i < shares->len; i++)
    {
      LfRecord *share = shares->pdata[i];
      g_autoptr (GPtrArray) problems = lf_rules_check (NULL, share, FALSE);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (lf_record_id (share), ==, lf_record_id (again->pdata[i]));
      g_assert_cmpstr (lf_record_get (share, "start_date"), ==, "2024-02-29");
      g_assert_cmpstr (lf_record_get (share, "end_date"), ==, "2029-02-27");
      g_string_append_printf (told, "%s %s %s\n", lf_record_get (share, "indicator"),
                              strrchr (lf_record_get (share, "park"), '0') + 1,
                              lf_record_get (share, "share_percent"));
    }
  g_assert_cmpstr (told->str, ==,
                   "output 3 50\noutput 4 50\nfixed_investment 3 50\nfixed_investment 4 50\n"
                   "tax 3 50\ntax 4 50\n");
  g_assert_cmpuint (sentences->len, ==, 0);
}

/* By indicator and period: what was agreed otherwise for later years is judged by itself. */
static void
test_sums (void)
{
  static const struct
  {
    const char *shares; /* indicator, percent, start, end; … */
    guint n_sentences;
    const char *sentence; /* the first */
  } cases[] = {
    { "", 0, NULL },
    { "tax,60,2024,2026;tax,40,2024,2026", 0, NULL },
    { "tax,33.33,2024,2026;tax,33.33,2024,2026;tax,33.34,2024,2026", 0, NULL },
    { "tax,60,2024,2026;tax,50,2024,2026", 1,
      "The shares of “Tax” from 2024 to 2026 add up to 110%, not to 100%." },
    { "tax,50,2024,2026;output,50,2024,2026", 2,
      "The shares of “Tax” from 2024 to 2026 add up to 50%, not to 100%." },
    { "tax,50,2024,2026;tax,50,2024,2026;tax,100,2027,2028", 0, NULL },
    { "tax,50,2024,2026;tax,50,2024,2026;tax,99.5,2027,2028", 1,
      "The shares of “Tax” from 2027 to 2028 add up to 99.5%, not to 100%." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) shares
          = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      g_auto (GStrv) lines = g_strsplit (cases[i].shares, ";", -1);
      g_autoptr (GPtrArray) sentences = NULL;

      for (char **line = lines; *line != NULL; line++)
        {
          g_auto (GStrv) words = g_strsplit (*line, ",", -1);
          LfRecord *share = lf_record_new (lf_schema_find ("credit_share"), NULL);

          lf_record_set (share, "indicator", words[0]);
          lf_record_set (share, "share_percent", words[1]);
          lf_record_set (share, "start_date", words[2]);
          lf_record_set (share, "end_date", words[3]);
          g_ptr_array_add (shares, share);
        }
      sentences = lf_credit_check (shares);
      g_test_message ("%s", cases[i].shares);
      g_assert_cmpuint (sentences->len, ==, cases[i].n_sentences);
      if (sentences->len > 0)
        g_assert_cmpstr (sentences->pdata[0], ==, cases[i].sentence);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/credit/O7-preset", test_preset);
  g_test_add_func ("/core/credit/O7-sums", test_sums);
  return g_test_run ();
}
