/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of parks, land without counting twice, and the fit of an industry (O7, L1). */

#include "config.h"

#include "lf-core.h"
#include "lf-park.h"

#include <string.h>

#define MOST_PARKS 9
#define MOST_PLOTS 12
#define N_ZONES 3000

static char *
id_of (char kind, guint n)
{
  return g_strdup_printf ("01900000-0000-7000-8000-0000000000%c%u", kind, n);
}

static LfRecord *
park_new (guint n, int parent, const char *area, const char *vacant)
{
  g_autofree char *id = id_of ('a', n);
  g_autofree char *above = parent < 0 ? NULL : id_of ('a', (guint) parent);
  g_autofree char *name = g_strdup_printf ("园区%u", n);
  LfRecord *park = lf_record_new (lf_schema_find ("park"), id);

  lf_record_set (park, "name", name);
  lf_record_set (park, "parent", above);
  lf_record_set (park, "area_mu", area);
  lf_record_set (park, "vacant_area_mu", vacant);
  return park;
}

static LfRecord *
plot_new (guint n, guint park, const char *area, const char *vacant, const char *state)
{
  g_autofree char *id = id_of ('b', n);
  g_autofree char *of = id_of ('a', park);
  LfRecord *plot = lf_record_new (lf_schema_find ("plot"), id);

  lf_record_set (plot, "park", of);
  lf_record_set (plot, "area_mu", area);
  lf_record_set (plot, "vacant_area_mu", vacant);
  lf_record_set (plot, "state", state);
  return plot;
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static const LfPark *
find_park (GPtrArray *tree, guint n)
{
  g_autofree char *id = id_of ('a', n);

  for (guint i = 0; i < tree->len; i++)
    if (strcmp (lf_record_id (((LfPark *) tree->pdata[i])->record), id) == 0)
      return tree->pdata[i];
  g_assert_not_reached ();
}

/* ---- L1: plots where there are any, else the park's own fields, never both ---- */

static void
test_land (void)
{
  static const struct
  {
    const char *name, *area, *vacant; /* of the park */
    const char *plots[3];             /* area, vacant, state */
    gint64 land[3];                   /* area, vacant, occupied; hundredths */
  } cases[] = {
    { "L1 fields", "8600", "1240", { NULL }, { 860000, 124000, 736000 } },
    { "L1 plots go before fields", "8600", "1240", { "100,40,ready" }, { 10000, 4000, 6000 } },
    { "L1 supplied is taken",
      NULL,
      NULL,
      { "60.5,,supplied", "40,,ready" },
      { 10050, 4000, 6050 } },
    { "L1 idle cannot be offered", NULL, NULL, { "30,,idle" }, { 3000, 0, 3000 } },
    { "L1 no more vacant than there is", NULL, NULL, { "30,50,ready" }, { 3000, 3000, 0 } },
    { "L1 nothing known", NULL, NULL, { NULL }, { -1, -1, -1 } },
    { "L1 vacancy unknown", "500", NULL, { NULL }, { 50000, -1, -1 } },
    { "L1 more vacant than the park", "500", "600", { NULL }, { 50000, 60000, 0 } },
  };
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) parks = new_records ();
      g_autoptr (GPtrArray) plots = new_records ();
      g_autoptr (GPtrArray) tree = NULL;
      const LfPark *park;

      g_test_message ("%s", cases[i].name);
      g_ptr_array_add (parks, park_new (1, -1, cases[i].area, cases[i].vacant));
      for (guint p = 0; p < 3 && cases[i].plots[p] != NULL; p++)
        {
          g_auto (GStrv) parts = g_strsplit (cases[i].plots[p], ",", 3);

          g_ptr_array_add (
              plots, plot_new (p, 1, parts[0], *parts[1] == '\0' ? NULL : parts[1], parts[2]));
        }
      tree = lf_park_tree (parks, plots, built);
      park = tree->pdata[0];
      g_assert_cmpint (park->land.area, ==, cases[i].land[0]);
      g_assert_cmpint (park->land.vacant, ==, cases[i].land[1]);
      g_assert_cmpint (lf_park_land_occupied (&park->land), ==, cases[i].land[2]);
    }
}

/* ---- O7: the tree ---- */

static void
test_tree (void)
{
  g_autoptr (GPtrArray) parks = new_records ();
  g_autoptr (GPtrArray) plots = new_records ();
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tree = NULL;
  g_autofree char *ids = NULL;

  g_ptr_array_add (parks, park_new (1, -1, "1000", "100")); /* measured with 2 and 3 */
  g_ptr_array_add (parks, park_new (2, 1, "400", "50"));
  g_ptr_array_add (parks, park_new (3, 1, "200", "20"));
  g_ptr_array_add (parks, park_new (4, -1, NULL, NULL)); /* as large as what is in it */
  g_ptr_array_add (parks, park_new (5, 4, "300", "30"));
  g_ptr_array_add (parks, park_new (6, 5, "100", "10"));
  g_ptr_array_add (parks, park_new (7, 8, "10", "1")); /* in each other */
  g_ptr_array_add (parks, park_new (8, 7, "20", "2"));
  tree = lf_park_tree (parks, plots, built);
  g_assert_cmpuint (tree->len, ==, 8);
  g_assert_cmpint (find_park (tree, 1)->land.area, ==, 100000);
  g_assert_cmpuint (find_park (tree, 1)->n_within, ==, 2);
  g_assert_cmpuint (find_park (tree, 3)->depth, ==, 1);
  g_assert_cmpint (find_park (tree, 4)->land.area, ==, 30000);
  g_assert_cmpint (find_park (tree, 4)->land.vacant, ==, 3000);
  g_assert_cmpuint (find_park (tree, 4)->n_within, ==, 2);
  g_assert_cmpuint (find_park (tree, 6)->depth, ==, 2);
  g_assert_cmpuint (find_park (tree, 7)->depth, ==, 0);
  g_assert_cmpuint (find_park (tree, 8)->depth, ==, 0);
  ids = lf_park_tree_ids (tree, 0);
  g_assert_cmpstr (ids, ==,
                   "01900000-0000-7000-8000-0000000000a1|01900000-0000-7000-8000-0000000000a2|"
                   "01900000-0000-7000-8000-0000000000a3");
}

/* ---- Random zones against a slow second implementation ---- */

static void
slow_land (GPtrArray *parks, GPtrArray *plots, GHashTable *built, guint park, gint64 land[3])
{
  const LfRecord *record = parks->pdata[park];
  gboolean has_plot = FALSE;

  land[0] = land[1] = land[2] = -1;
  for (guint i = 0; i < plots->len; i++)
    {
      const char *area = lf_record_get (plots->pdata[i], "area_mu");
      const char *vacant = lf_record_get (plots->pdata[i], "vacant_area_mu");
      const char *state = lf_record_get (plots->pdata[i], "state");

      if (strcmp (lf_record_get (plots->pdata[i], "park"), lf_record_id (record)) != 0)
        continue;
      has_plot = TRUE;
      if (area == NULL)
        continue;
      for (guint k = 0; k < 3; k++)
        land[k] = MAX (land[k], 0);
      land[0] += 100 * atoi (area);
      land[1]
          += g_hash_table_contains (built, lf_record_id (plots->pdata[i])) ? 100 * atoi (area) : 0;
      if (vacant != NULL)
        land[2] += 100 * MIN (atoi (vacant), atoi (area));
      else if (strcmp (state, "ready") == 0)
        land[2] += 100 * atoi (area);
    }
  if (!has_plot && lf_record_get (record, "area_mu") != NULL)
    {
      const char *vacant = lf_record_get (record, "vacant_area_mu");

      land[0] = 100 * atoi (lf_record_get (record, "area_mu"));
      land[1] = -1;
      land[2] = vacant == NULL ? -1 : 100 * atoi (vacant);
      return;
    }
  for (guint i = 0; i < parks->len; i++)
    if (g_strcmp0 (lf_record_get (parks->pdata[i], "parent"), lf_record_id (record)) == 0)
      {
        gint64 inside[3];

        slow_land (parks, plots, built, i, inside);
        for (guint k = 0; k < 3; k++)
          if (inside[k] >= 0)
            land[k] = MAX (land[k], 0) + inside[k];
      }
}

static const char *
random_area (char text[8])
{
  if (g_test_rand_int_range (0, 4) == 0)
    return NULL;
  g_snprintf (text, 8, "%d", g_test_rand_int_range (0, 400));
  return text;
}

static void
fill_zone (GPtrArray *parks, GPtrArray *plots, GHashTable *built)
{
  static const char *const states[] = { "ready", "supplied", "idle" };
  guint n = (guint) g_test_rand_int_range (1, MOST_PARKS + 1);
  char area[8], vacant[8];

  for (guint i = 0; i < n; i++) /* in one that stands before it: none lies in itself */
    g_ptr_array_add (parks, park_new (i, g_test_rand_int_range (-1, (int) i), random_area (area),
                                      random_area (vacant)));
  for (int i = g_test_rand_int_range (0, MOST_PLOTS); i > 0; i--)
    {
      LfRecord *plot
          = plot_new ((guint) i, (guint) g_test_rand_int_range (0, (int) n), random_area (area),
                      random_area (vacant), states[g_test_rand_int_range (0, 3)]);

      g_ptr_array_add (plots, plot);
      if (g_test_rand_bit ())
        g_hash_table_add (built, (gpointer) lf_record_id (plot));
    }
}

static void
test_random_zones (void)
{
  for (guint zone = 0; zone < N_ZONES; zone++)
    {
      g_autoptr (GPtrArray) parks = new_records ();
      g_autoptr (GPtrArray) plots = new_records ();
      g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);
      g_autoptr (GPtrArray) tree = NULL;

      fill_zone (parks, plots, built);
      tree = lf_park_tree (parks, plots, built);
      g_assert_cmpuint (tree->len, ==, parks->len);
      for (guint i = 0; i < parks->len; i++)
        {
          const LfPark *park = find_park (tree, i);
          gint64 land[3];

          slow_land (parks, plots, built, i, land);
          g_assert_cmpint (park->land.area, ==, land[0]);
          g_assert_cmpint (park->land.vacant, ==, land[2]);
          if (park->n_plots > 0)
            g_assert_cmpint (park->land.built, ==, land[1]);
        }
    }
}

/* ---- O7: fit ---- */

static LfRecord *
industry_new (guint n, const char *name, int parent)
{
  g_autofree char *id = id_of ('c', n);
  g_autofree char *above = parent < 0 ? NULL : id_of ('c', (guint) parent);
  LfRecord *industry = lf_record_new (lf_schema_find ("industry"), id);

  lf_record_set (industry, "name", name);
  lf_record_set (industry, "parent", above);
  return industry;
}

static void
test_fit (void)
{
  static const struct
  {
    const char *name, *leading, *industry;
    LfFit fit;
  } cases[] = {
    { "O7 one of them", "新材料\n新能源", "新能源", LF_FIT_YES },
    { "O7 none of them", "新材料\n新能源", "生物医药", LF_FIT_NO },
    { "O7 no longer name is taken for a shorter", "新能源", "新能源汽车", LF_FIT_NO },
    { "O7 endings", "生物医药产业", "生物医药", LF_FIT_YES },
    { "O7 endings of the project", "软件", "软件业", LF_FIT_YES },
    { "O7 width and case", "IC设计", "ic设计", LF_FIT_YES },
    { "O7 the park says nothing", NULL, "新能源", LF_FIT_UNKNOWN },
    { "O7 the project says nothing", "新能源", NULL, LF_FIT_UNKNOWN },
    { "L5 part of one", "电子信息", "功率半导体", LF_FIT_YES },
    { "L5 not the other way round", "功率半导体", "电子信息", LF_FIT_NO },
    { "L5 a taxonomy that goes round", "新材料", "甲", LF_FIT_NO },
  };
  g_autoptr (GPtrArray) taxonomy = new_records ();

  g_ptr_array_add (taxonomy, industry_new (1, "电子信息产业", -1));
  g_ptr_array_add (taxonomy, industry_new (2, "集成电路", 1));
  g_ptr_array_add (taxonomy, industry_new (3, "功率半导体", 2));
  g_ptr_array_add (taxonomy, industry_new (4, "甲", 5));
  g_ptr_array_add (taxonomy, industry_new (5, "乙", 4));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) park = park_new (1, -1, NULL, NULL);

      g_test_message ("%s", cases[i].name);
      lf_record_set (park, "leading_industries", cases[i].leading);
      g_assert_cmpint (lf_fit_judge (park, cases[i].industry, taxonomy), ==, cases[i].fit);
    }
}

/* A hint names where it would fit. */
static void
test_fit_told (void)
{
  g_autoptr (GPtrArray) parks = new_records ();
  g_autoptr (GPtrArray) plots = new_records ();
  g_autoptr (GHashTable) built = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) tree = NULL;
  g_autoptr (GPtrArray) better = NULL;
  g_autoptr (GPtrArray) nowhere = NULL;
  g_autofree char *no = NULL, *none = NULL, *yes = NULL;

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (parks, park_new (i, -1, NULL, NULL));
  lf_record_set (parks->pdata[0], "leading_industries", "新材料");
  lf_record_set (parks->pdata[1], "leading_industries", "生物医药");
  lf_record_set (parks->pdata[2], "leading_industries", "医疗器械\n生物医药");
  tree = lf_park_tree (parks, plots, built);
  better = lf_fit_better (tree, "生物医药", NULL);
  nowhere = lf_fit_better (tree, "文旅", NULL);
  no = lf_fit_tell (LF_FIT_NO, parks->pdata[0], "生物医药", better);
  none = lf_fit_tell (LF_FIT_NO, parks->pdata[0], "文旅", nowhere);
  yes = lf_fit_tell (LF_FIT_YES, parks->pdata[1], "生物医药", better);
  g_assert_cmpstr (no, ==,
                   "“生物医药” is no leading industry of 园区0. It is one of: 园区1, 园区2.");
  g_assert_cmpstr (none, ==, "“文旅” is no leading industry of 园区0, nor of another park.");
  g_assert_cmpstr (yes, ==, "“生物医药” is a leading industry of 园区1.");
  g_assert_null (lf_fit_tell (LF_FIT_UNKNOWN, parks->pdata[0], "文旅", nowhere));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/park/L1-land", test_land);
  g_test_add_func ("/park/O7-tree", test_tree);
  g_test_add_func ("/park/L1-random-zones", test_random_zones);
  g_test_add_func ("/park/O7-fit", test_fit);
  g_test_add_func ("/park/O7-fit-told", test_fit_told);
  return g_test_run ();
}
