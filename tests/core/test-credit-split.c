/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts split by the shares of the credit (O7, W14): by tables, and random ones against a slow
 * second way. */

#include "config.h"

#include "lf-core.h"
#include "lf-credit-split.h"

#include <string.h>

#define HOME "01900000-0000-7000-8000-0000000000ff"
#define N_SPLITS 20000

static LfRecord *
share_new (guint park, const char *percent, const char *start, const char *end)
{
  g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8000-0000000000a%u", park);
  LfRecord *share = lf_record_new (lf_schema_find ("credit_share"), NULL);

  lf_record_set (share, "park", id);
  lf_record_set (share, "indicator", "tax");
  lf_record_set (share, "share_percent", percent);
  lf_record_set (share, "start_date", start);
  lf_record_set (share, "end_date", end);
  return share;
}

static GPtrArray *
read_shares (const char *text)
{
  GPtrArray *shares = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_auto (GStrv) lines = g_strsplit (text, ";", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, ",", 4);

      g_ptr_array_add (shares, share_new ((guint) atoi (words[0]), words[1], words[2], words[3]));
    }
  return shares;
}

static char *
tell (const GArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const LfCreditPart *part = &g_array_index (parts, LfCreditPart, i);

      g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT, i > 0 ? " " : "", part->park + 34,
                              part->minor);
    }
  return g_string_free (text, FALSE);
}

static const struct
{
  const char *name, *shares; /* park, percent, start, end; … */
  LfDate day;
  gint64 minor;
  const char *parts;
} splits[] = {
  { "W14 half and half",
    "1,50,2024-02-29,2029-02-27;2,50,2024-02-29,2029-02-27",
    { 2026, 1, 1 },
    100,
    "a1=50 a2=50" },
  { "W14 an odd fen goes to the first",
    "1,50,2024,2029;2,50,2024,2029",
    { 2026, 1, 1 },
    101,
    "a1=51 a2=50" },
  { "W14 first day",
    "1,50,2024-02-29,2029-02-27;2,50,2024-02-29,2029-02-27",
    { 2024, 2, 29 },
    10,
    "a1=5 a2=5" },
  { "W14 the day before",
    "1,50,2024-02-29,2029-02-27;2,50,2024-02-29,2029-02-27",
    { 2024, 2, 28 },
    10,
    "ff=10" },
  { "W14 last day",
    "1,50,2024-02-29,2029-02-27;2,50,2024-02-29,2029-02-27",
    { 2029, 2, 27 },
    10,
    "a1=5 a2=5" },
  { "W14 five years on",
    "1,50,2024-02-29,2029-02-27;2,50,2024-02-29,2029-02-27",
    { 2029, 2, 28 },
    10,
    "ff=10" },
  { "O7 thirds",
    "1,33.33,2024,2029;2,33.33,2024,2029;3,33.34,2024,2029",
    { 2026, 0, 0 },
    100,
    "a1=33 a2=33 a3=34" },
  { "O7 what nobody shares is at home", "1,30,2024,2029", { 2026, 1, 1 }, 1000, "a1=300 ff=700" },
  { "O7 more than all", "1,100,2024,2029;2,100,2024,2029", { 2026, 1, 1 }, 7, "a1=4 a2=3" },
  { "O7 money that goes back",
    "1,50,2024,2029;2,50,2024,2029",
    { 2026, 1, 1 },
    -101,
    "a1=-51 a2=-50" },
  { "O7 nothing", "1,50,2024,2029;2,50,2024,2029", { 2026, 1, 1 }, 0, "a1=0 a2=0" },
  { "O7 very much",
    "1,50,2024,2029;2,50,2024,2029",
    { 2026, 1, 1 },
    G_GINT64_CONSTANT (9000000000000000001),
    "a1=4500000000000000001 a2=4500000000000000000" },
};

static void
test_split (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (splits); i++)
    {
      g_autoptr (GPtrArray) shares = read_shares (splits[i].shares);
      g_autoptr (GArray) parts
          = lf_credit_split (shares, "tax", &splits[i].day, HOME, splits[i].minor);
      g_autoptr (GArray) other
          = lf_credit_split (shares, "output", &splits[i].day, HOME, splits[i].minor);
      g_autofree char *told = tell (parts);

      g_test_message ("%s", splits[i].name);
      g_assert_cmpstr (told, ==, splits[i].parts);
      g_assert_cmpuint (other->len, ==, 1); /* shares of tax are of nothing else */
      g_assert_cmpint (g_array_index (other, LfCreditPart, 0).minor, ==, splits[i].minor);
    }
}

/* ---- A slow second way: a 分 at a time, to whom the most is owed ---- */

static void
slow_split (const gint64 *weights, guint n, gint64 minor, gint64 *parts)
{
  gint64 whole = 0, given = 0;

  for (guint i = 0; i < n; i++)
    whole += weights[i];
  for (guint i = 0; i < n; i++)
    {
      parts[i] = 0;
      while ((parts[i] + 1) * whole <= minor * weights[i])
        parts[i]++;
      given += parts[i];
    }
  while (given < minor)
    {
      guint most = 0;

      for (guint i = 1; i < n; i++)
        if (minor * weights[i] - parts[i] * whole > minor * weights[most] - parts[most] * whole)
          most = i;
      parts[most]++;
      given++;
    }
}

static void
test_random (void)
{
  const LfDate day = { 2026, 6, 30 };

  for (guint k = 0; k < N_SPLITS; k++)
    {
      g_autoptr (GPtrArray) shares
          = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
      guint n = (guint) g_test_rand_int_range (1, 5);
      gint64 weights[6] = { 0 }, parts[6], minor = g_test_rand_int_range (0, 400), sum = 0;
      g_autoptr (GArray) split = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *percent = NULL;

          weights[i] = g_test_rand_int_range (0, 7001);
          sum += weights[i];
          percent = g_strdup_printf ("%d.%02d", (int) weights[i] / 100, (int) weights[i] % 100);
          g_ptr_array_add (shares, share_new (i, percent, NULL, NULL));
        }
      if (sum < 10000)
        weights[n++] = 10000 - sum;
      slow_split (weights, n, minor, parts);
      split = lf_credit_split (shares, "tax", &day, HOME, minor);
      g_assert_cmpuint (split->len, ==, n);
      sum = 0;
      for (guint i = 0; i < n; i++)
        {
          g_assert_cmpint (g_array_index (split, LfCreditPart, i).minor, ==, parts[i]);
          sum += g_array_index (split, LfCreditPart, i).minor;
        }
      g_assert_cmpint (sum, ==, minor);
    }
}

/* ---- Promoted together ---- */

static void
test_joint (void)
{
  static const double halves[] = { 60, 40 }, odd[] = { 60, 30 };
  const LfDate from = { 2026, 11, 22 };
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), NULL);
  g_autoptr (GPtrArray) parks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GPtrArray) shares = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (parks, lf_record_new (lf_schema_find ("park"), NULL));
  g_assert_null (lf_credit_joint_shares (project, parks, odd, &from, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
  shares = lf_credit_joint_shares (project, parks, halves, &from, NULL);
  again = lf_credit_joint_shares (project, parks, halves, &from, NULL);
  g_assert_cmpuint (shares->len, ==, 6);
  for (guint i = 0; i < shares->len; i++)
    {
      g_autoptr (GPtrArray) problems = lf_rules_check (NULL, shares->pdata[i], FALSE);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpstr (lf_record_id (shares->pdata[i]), ==, lf_record_id (again->pdata[i]));
      g_assert_cmpstr (lf_record_get (shares->pdata[i], "share_percent"), ==,
                       i % 2 == 0 ? "60" : "40");
      g_assert_cmpstr (lf_record_get (shares->pdata[i], "end_date"), ==, "2031-11-21");
      g_assert_null (lf_record_get (shares->pdata[i], "transfer"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/credit-split/O7-W14", test_split);
  g_test_add_func ("/credit-split/O7-slow-second-way", test_random);
  g_test_add_func ("/credit-split/O7-joint-promotion", test_joint);
  return g_test_run ();
}
