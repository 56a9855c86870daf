/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rankings of a contest (domain.md V8, V9, W37). */

#include "lf-core.h"

static GPtrArray *
make_standings (const double (*values)[2], guint n)
{
  GPtrArray *standings = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_standing_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);
      LfStanding *standing = lf_standing_new (name, NULL);

      standing->values[LF_INDICATOR_LEAD] = values[i][0];
      standing->values[LF_INDICATOR_SNAILS] = values[i][1];
      g_ptr_array_add (standings, standing);
    }
  return standings;
}

static void
assert_standing (GPtrArray *standings, guint i, const char *name, guint place, double points)
{
  const LfStanding *standing = standings->pdata[i];

  g_assert_cmpstr (standing->name, ==, name);
  g_assert_cmpuint (standing->place, ==, place);
  g_assert_cmpfloat_with_epsilon (standing->points, points, 1e-9);
}

/* (x − min) ÷ (max − min) × 40 + 60 */
static void
test_points (void)
{
  static const double values[][2] = { { -10, 0 }, { 30, 0 }, { 10, 0 } };
  g_autoptr (GPtrArray) standings = make_standings (values, G_N_ELEMENTS (values));

  lf_standings_rank (standings, 1u << LF_INDICATOR_LEAD);
  assert_standing (standings, 0, "1", 1, 100);
  assert_standing (standings, 1, "2", 2, 80);
  assert_standing (standings, 2, "0", 3, 60);
}

static void
test_several (void)
{
  static const double values[][2] = { { 0, 4 }, { 40, 2 }, { 20, 0 } };
  g_autoptr (GPtrArray) standings = make_standings (values, G_N_ELEMENTS (values));

  lf_standings_rank (standings, 1u << LF_INDICATOR_LEAD | 1u << LF_INDICATOR_SNAILS);
  assert_standing (standings, 0, "1", 1, 90); /* (100 + 80) ÷ 2 */
  assert_standing (standings, 1, "2", 1, 90); /* (80 + 100) ÷ 2: they share the place */
  assert_standing (standings, 2, "0", 3, 60);
}

static void
test_equal (void)
{
  static const double values[][2] = { { 7, 0 }, { 7, 0 } };
  g_autoptr (GPtrArray) standings = make_standings (values, G_N_ELEMENTS (values));
  g_autoptr (GPtrArray) none = make_standings (values, 0);

  lf_standings_rank (standings, 1u << LF_INDICATOR_LEAD);
  assert_standing (standings, 0, "0", 1, 100);
  assert_standing (standings, 1, "1", 1, 100);
  lf_standings_rank (none, 1u << LF_INDICATOR_LEAD);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_indicators (void)
{
  static const struct
  {
    const char *said;
    guint found;
  } cases[] = {
    { NULL, 1u << LF_INDICATOR_LEAD },
    { "红旗", 1u << LF_INDICATOR_RED_FLAGS },
    { "Snails\n开工", 1u << LF_INDICATOR_SNAILS | 1u << LF_INDICATOR_STARTS },
    { "productions", 1u << LF_INDICATOR_PRODUCTIONS },
    { "别的", 1u << LF_INDICATOR_LEAD },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) contest = lf_record_new (lf_schema_find ("contest"), NULL);

      lf_record_set (contest, "indicators", cases[i].said);
      g_test_message ("case %u", i);
      g_assert_cmpuint (lf_contest_indicators (contest), ==, cases[i].found);
    }
}

/* V8: nothing is left out without a word. */
static void
test_unknown_indicators (void)
{
#define ALL                                                                                        \
  " There are: Ahead of plan, Red flags, Snails, Starts, Completions, Production starts, "         \
  "Invested, 100 million yuan, Signed, 100 million yuan, Funds in place, 100 million yuan, "       \
  "Closing rate of problems."
  static const struct
  {
    const char *said, *told;
  } cases[] = {
    { NULL, NULL },
    { "红旗\nStarts", NULL },
    { "别的", "The contest names what is no indicator: 别的. It is ranked by: Ahead of plan." ALL },
    { "产值\n别的\n开工", "The contest names what is no indicator: 产值, 别的. It is ranked by: "
                          "Starts." ALL },
  };
#undef ALL

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) contest = lf_record_new (lf_schema_find ("contest"), NULL);
      g_autofree char *told = NULL;

      lf_record_set (contest, "indicators", cases[i].said);
      told = lf_contest_tell_unknown (contest);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

/* What is counted can be: entities and fields exist, filters can be read. */
static void
assert_countable (const char *key, const LfIndicatorSource *source)
{
  const LfEntity *entity = lf_schema_find (source->entity);
  const LfDate today = { 2026, 11, 22 };
  g_autofree char *all = lf_indicator_source_filter (source, "2026", "2026-11-22");
  g_autofree char *park = lf_indicator_source_whose (source, "park", "上虞");
  g_autofree char *owner = lf_indicator_source_whose (source, "owner", "王芳");
  g_autofree char *text = g_strdup_printf ("%s and %s and %s%s%s", all, park, owner,
                                           source->part == NULL ? "" : " and ", source->part ?: "");
  g_autoptr (GError) error = NULL;
  g_autoptr (LfFilter) filter = lf_filter_parse (entity, text, &today, NULL, &error);

  g_test_message ("%s: %s", key, text);
  g_assert_no_error (error);
  g_assert_nonnull (filter);
  g_assert_cmpint (lf_entity_field (entity, source->date)->type, ==, LF_VALUE_DATE);
  if (source->amount != NULL)
    g_assert_cmpint (lf_entity_field (entity, source->amount)->type, ==, LF_VALUE_MONEY);
  if (source->project != NULL)
    g_assert_cmpstr (lf_entity_field (entity, source->project)->target, ==, "project");
}

static void
test_sources (void)
{
  const LfOption *options = lf_entity_field (lf_schema_find ("goal"), "indicator")->options;

  for (; options->key != NULL; options++)
    if (lf_indicator_source (options->key) != NULL)
      assert_countable (options->key, lf_indicator_source (options->key));
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if (lf_indicator_counts (i) != NULL)
      assert_countable (lf_indicator_key (i), lf_indicator_counts (i));
  g_assert_null (lf_indicator_source ("other"));
  g_assert_null (lf_indicator_counts (LF_INDICATOR_SNAILS));
  g_assert_cmpstr (lf_indicator_counts (LF_INDICATOR_SIGNED)->amount, ==, "total_investment");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ranking/W37-points", test_points);
  g_test_add_func ("/ranking/V9-several-indicators", test_several);
  g_test_add_func ("/ranking/V8-equal", test_equal);
  g_test_add_func ("/ranking/V9-indicators", test_indicators);
  g_test_add_func ("/ranking/V8-unknown-indicators", test_unknown_indicators);
  g_test_add_func ("/ranking/V10-what-counts", test_sources);
  return g_test_run ();
}
