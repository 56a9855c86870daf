/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Code tables: GB/T 4754-2017 and GB/T 2260 (domain.md §9). */

#include "lf-core.h"

#include <string.h>

/* domain.md §9: sections and how many divisions each has; together 97 */
static void
test_sections (void)
{
  static const struct
  {
    char section;
    const char *first, *last;
  } cases[] = {
    { 'A', "01", "05" }, { 'B', "06", "12" }, { 'C', "13", "43" }, { 'D', "44", "46" },
    { 'E', "47", "50" }, { 'F', "51", "52" }, { 'G', "53", "60" }, { 'H', "61", "62" },
    { 'I', "63", "65" }, { 'J', "66", "69" }, { 'K', "70", "70" }, { 'L', "71", "72" },
    { 'M', "73", "75" }, { 'N', "76", "79" }, { 'O', "80", "82" }, { 'P', "83", "83" },
    { 'Q', "84", "85" }, { 'R', "86", "90" }, { 'S', "91", "96" }, { 'T', "97", "97" },
  };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint n_divisions = (guint) (g_ascii_strtoull (cases[i].last, NULL, 10)
                                   - g_ascii_strtoull (cases[i].first, NULL, 10) + 1);

      g_assert_cmpuint (lf_industry_n_divisions (cases[i].section), ==, n_divisions);
      g_assert_cmpint (lf_industry_section (cases[i].first), ==, cases[i].section);
      g_assert_cmpint (lf_industry_section (cases[i].last), ==, cases[i].section);
      n += n_divisions;
    }
  g_assert_cmpuint (n, ==, 97);
  g_assert_nonnull (lf_industry_code_at (97 + 20 - 1));
  g_assert_null (lf_industry_code_at (97 + 20));
  g_assert_cmpuint (lf_industry_n_divisions ('U'), ==, 0);
}

static void
test_every_industry_has_a_name (void)
{
  for (guint i = 0; lf_industry_code_at (i) != NULL; i++)
    {
      const char *name = lf_industry_name (lf_industry_code_at (i));

      g_assert_true (lf_industry_is_known (lf_industry_code_at (i)));
      g_assert_cmpuint (strlen (name), >, 2);
      g_assert_true (g_ascii_isupper (name[0]));
    }
}

static void
test_industries (void)
{
  static const struct
  {
    const char *code, *name; /* NULL: unknown */
  } cases[] = {
    { "C", "Manufacturing" },
    { "39", "Manufacture of computers, communication and other electronic equipment" },
    { "C39", "Manufacture of computers, communication and other electronic equipment" },
    { "C3911", "Manufacture of computers, communication and other electronic equipment" },
    { "3217", "Smelting and pressing of non-ferrous metals" },
    { "321", "Smelting and pressing of non-ferrous metals" },
    { "A05", "Services for agriculture, forestry, animal husbandry and fishery" },
    { "A39", NULL },
    { "U", NULL },
    { "00", NULL },
    { "98", NULL },
    { "3", NULL },
    { "39112", NULL },
    { "C3x", NULL },
    { "", NULL },
    { "电子", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].code);
      g_assert_cmpstr (lf_industry_name (cases[i].code), ==, cases[i].name);
      g_assert_cmpint (lf_industry_is_known (cases[i].code), ==, cases[i].name != NULL);
    }
}

/* L5: the zone's own taxonomy, mapped onto the standard */
static void
test_l5_own_taxonomy (void)
{
  static const struct
  {
    const char *codes, *code;
    gboolean is_covered;
  } cases[] = {
    { "C39\n3972", "C3972", TRUE }, { "C39", "3911", TRUE },  { "39", "C39", TRUE },
    { "C", "3911", TRUE },          { "I", "3911", FALSE },   { "C39\nI65", "6513", TRUE },
    { "3972", "39", FALSE },        { "C39", "C40", FALSE },  { NULL, "C39", FALSE },
    { "光电", "C39", FALSE },       { "C39", "光电", FALSE }, { "C", "A01", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (lf_industry_covers (cases[i].codes, cases[i].code), ==, cases[i].is_covered);
}

static void
test_divisions (void)
{
  static const struct
  {
    const char *code, *path; /* NULL: unknown */
  } cases[] = {
    { "330000", "浙江省" },
    { "330200", "浙江省宁波市" },
    { "330203", "浙江省宁波市海曙区" },
    { "330604", "浙江省绍兴市上虞区" },
    { "330203000000", "浙江省宁波市海曙区" },
    { "110101", "北京市东城区" },
    { "429004", "湖北省仙桃市" },
    { "710000", "台湾省" },
    { "810000", "香港特别行政区" },
    { "820000", "澳门特别行政区" },
    { "330299", NULL },
    { "3302", NULL },
    { "33020x", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = lf_division_path (cases[i].code);

      g_test_message ("%s", cases[i].code);
      g_assert_cmpstr (path, ==, cases[i].path);
      g_assert_cmpint (lf_division_name (cases[i].code) != NULL, ==, cases[i].path != NULL);
    }
  g_assert_cmpuint (lf_division_count (0), ==, 34);
  g_assert_cmpuint (lf_division_count (1), >, 300);
  g_assert_cmpuint (lf_division_count (2), >, 2800);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codes/sections", test_sections);
  g_test_add_func ("/core/codes/every-industry-has-a-name", test_every_industry_has_a_name);
  g_test_add_func ("/core/codes/industries", test_industries);
  g_test_add_func ("/core/codes/L5-own-taxonomy", test_l5_own_taxonomy);
  g_test_add_func ("/core/codes/divisions", test_divisions);
  return g_test_run ();
}
