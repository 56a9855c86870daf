/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Areas, and the steps by which a project gets its land (§6, W21). */

#include "lf-core.h"

/* §5: 1亩 = 2000/3 ㎡, 1公顷 = 15亩 */
static void
test_areas (void)
{
  static const struct
  {
    const char *area;
    LfAreaUnit from;
    const char *mu, *m2, *hectares; /* NULL: no area */
  } cases[] = {
    { "0", LF_AREA_MU, "0", "0", "0" },
    { "1", LF_AREA_MU, "1", "666.67", "0.0667" },
    { "3", LF_AREA_MU, "3", "2000", "0.2" },
    { "15", LF_AREA_MU, "15", "10000", "1" },
    { "75", LF_AREA_MU, "75", "50000", "5" },
    { "0.5", LF_AREA_MU, "0.5", "333.33", "0.0333" },
    { "139.85", LF_AREA_MU, "139.85", "93233.33", "9.3233" },
    { "139.855", LF_AREA_MU, "139.855", "93236.67", "9.3237" },
    { "1000000", LF_AREA_MU, "1000000", "666666666.67", "66666.6667" },
    { "1", LF_AREA_M2, "0.0015", "1", "0.0001" },
    { "666.67", LF_AREA_M2, "1", "666.67", "0.0667" },
    { "10000", LF_AREA_M2, "15", "10000", "1" },
    { "100000000", LF_AREA_M2, "150000", "100000000", "10000" },
    { "0.0667", LF_AREA_HECTARE, "1.0005", "667", "0.0667" },
    { "2", LF_AREA_HECTARE, "30", "20000", "2" },
    { NULL, LF_AREA_MU, NULL, NULL, NULL },
    { "", LF_AREA_MU, NULL, NULL, NULL },
    { "-1", LF_AREA_MU, NULL, NULL, NULL },
    { "75 mu", LF_AREA_MU, NULL, NULL, NULL },
    { "nan", LF_AREA_M2, NULL, NULL, NULL },
    { "1e300", LF_AREA_M2, NULL, NULL, NULL },
    { "10000000000", LF_AREA_HECTARE, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *const expected[] = { cases[i].mu, cases[i].m2, cases[i].hectares };

      for (guint to = 0; to < LF_N_AREA_UNITS; to++)
        {
          g_autofree char *area = lf_area_convert (cases[i].area, cases[i].from, (LfAreaUnit) to);

          g_test_message ("%s, %u to %u", cases[i].area, cases[i].from, to);
          g_assert_cmpstr (area, ==, expected[to]);
        }
    }
}

/* 亩 of four decimals come back from square metres: those are the finer ones. */
static void
test_area_there_and_back (void)
{
  for (guint i = 0; i < 20000; i += 7)
    {
      g_autofree char *mu = g_strdup_printf ("%u.%u", i, i % 9 + 1);
      g_autofree char *m2 = lf_area_convert (mu, LF_AREA_MU, LF_AREA_M2);
      g_autofree char *back = lf_area_convert (m2, LF_AREA_M2, LF_AREA_MU);

      g_assert_cmpstr (back, ==, mu);
    }
}

static void
test_area_told (void)
{
  g_autofree char *told = lf_area_tell ("75");
  g_autofree char *nothing = lf_area_tell (NULL);

  g_assert_cmpstr (told, ==, "75 mu · 50000 m² · 5 ha");
  g_assert_cmpstr (nothing, ==, "");
}

/* ---- Steps ---- */

static void
test_steps_are_fields (void)
{
  const LfEntity *entity = lf_schema_find ("land_case");

  for (guint step = 0; step < LF_N_LAND_STEPS; step++)
    {
      guint found;

      g_test_message ("%s", lf_land_step_options[step].key);
      g_assert_cmpint (lf_entity_field (entity, lf_land_steps[step].field)->type, ==,
                       LF_VALUE_DATE);
      if (lf_land_steps[step].waits_for != NULL)
        g_assert_cmpint (lf_entity_field (entity, lf_land_steps[step].waits_for)->type, ==,
                         LF_VALUE_DATE);
      g_assert_true (lf_land_step_find (lf_land_step_options[step].key, &found));
      g_assert_cmpuint (found, ==, step);
      g_assert_true (lf_land_step_find (lf_land_step_options[step].label, &found));
      g_assert_cmpuint (found, ==, step);
    }
  g_assert_null (lf_land_step_options[LF_N_LAND_STEPS].key);
}

static void
test_steps_by_name (void)
{
  static const struct
  {
    const char *word, *key; /* NULL: not known */
  } cases[] = { { "摘牌", "won" },      { "WON", "won" },     { "农转用", "conversion" },
                { "净地", "clearing" }, { "公示", "result" }, { "不动产权证", "title" },
                { "", NULL },           { "开工", NULL },     { "摘", NULL } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint step;

      g_test_message ("%s", cases[i].word);
      g_assert_cmpint (lf_land_step_find (cases[i].word, &step), ==, cases[i].key != NULL);
      if (cases[i].key != NULL)
        g_assert_cmpstr (lf_land_step_options[step].key, ==, cases[i].key);
    }
}

static LfRecord *
new_case (const char *const *values)
{
  LfRecord *record = lf_record_new (lf_schema_find ("land_case"), NULL);

  for (guint v = 0; values[v] != NULL; v += 2)
    lf_record_set (record, values[v], values[v + 1]);
  return record;
}

static void
test_next (void)
{
  static const struct
  {
    const char *values[9]; /* field, value, … */
    guint n, n_done;
    const char *next; /* NULL: none */
  } cases[] = {
    { { NULL }, 12, 0, "conversion" },
    { { "conversion_date", "2026-01-05" }, 12, 1, "clearing" },
    /* what was skipped is not asked for again */
    { { "notice_date", "2026-03-01" }, 12, 1, "registration" },
    { { "listing_date", "2026-03-22", "listing_end_date", "2026-04-02" }, 12, 1, "won" },
    { { "won_date", "2026-04-02" }, 12, 1, "result" },
    { { "title_date", "2026-09" }, 12, 1, NULL },
    /* nobody bids where land is granted by agreement */
    { { "method", "agreement" }, 6, 0, "conversion" },
    { { "method", "allocation", "cleared_date", "2026-02-01" }, 6, 1, "contract" },
    { { "method", "tender" }, 12, 0, "conversion" },
    { { "kind", "lease" }, 4, 0, "contract" },
    { { "kind", "purchase", "delivered_date", "2026-05-01" }, 4, 1, "title" },
    /* but what has a date was a step */
    { { "kind", "lease", "won_date", "2026-04-02" }, 5, 1, "contract" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = new_case (cases[i].values);
      guint next = lf_land_next_step (record), n_done;

      g_test_message ("case %u", i);
      g_assert_cmpuint (lf_land_count_steps (record, &n_done), ==, cases[i].n);
      g_assert_cmpuint (n_done, ==, cases[i].n_done);
      g_assert_cmpstr (lf_land_step_options[next].key, ==, cases[i].next);
    }
}

static void
test_recording (void)
{
  g_autoptr (LfRecord) record = new_case ((const char *[]){ "plot", "A-1", NULL });
  const char *element
      = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855/确认书.pdf";
  const LfLandRecording won = {
    .on = { 2026, 4, 2 }, .price = "30000000.00 CNY", .confirmation = "2026-07", .files = element
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfChange) change = NULL;
  const LfOp *op;
  guint step, other;

  g_assert_true (lf_land_step_find ("won", &step));
  g_assert_true (lf_land_step_find ("title", &other));
  change = lf_land_record_step (record, step, &won, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (change->ops->len, ==, 2);
  op = change->ops->pdata[0];
  g_assert_cmpstr (lf_op_find (op, "won_date")->value, ==, "2026-04-02");
  g_assert_cmpstr (lf_op_find (op, "price")->value, ==, won.price);
  g_assert_cmpstr (lf_op_find (op, "confirmation_number")->value, ==, "2026-07");
  op = change->ops->pdata[1];
  g_assert_cmpstr (op->entity, ==, "land_document");
  g_assert_cmpstr (lf_op_find (op, "step")->value, ==, "won");
  g_assert_cmpstr (lf_op_find (op, "files")->value, ==, element);
  g_assert_null (lf_land_record_step (record, other, &won, &error));
  g_assert_error (error, LF_ERROR, LF_ERROR_INVALID);
}

static void
test_price_per_mu (void)
{
  static const struct
  {
    const char *price, *area, *per_mu; /* NULL: nobody knows */
  } cases[] = {
    { "30000000.00 CNY", "75", "400000.00 CNY" },
    { "10000000.00 CNY", "3", "3333333.33 CNY" },
    { "20000000.00 CNY", "3", "6666666.67 CNY" },
    { "about 30000000.00 CNY", "75", "about 400000.00 CNY" },
    { "30000000.00 CNY", NULL, NULL },
    { "30000000.00 CNY", "0", NULL },
    { NULL, "75", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("land_case"), NULL);
      LfMoney per_mu;
      gboolean is_known;
      g_autofree char *text = NULL;

      lf_record_set (record, "price", cases[i].price);
      lf_record_set (record, "area_mu", cases[i].area);
      is_known = lf_land_price_per_mu (record, &per_mu);
      text = is_known ? lf_money_to_canonical (&per_mu) : NULL;
      g_assert_cmpstr (text, ==, cases[i].per_mu);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/land/areas", test_areas);
  g_test_add_func ("/land/area-there-and-back", test_area_there_and_back);
  g_test_add_func ("/land/area-told", test_area_told);
  g_test_add_func ("/land/W21-steps-are-fields", test_steps_are_fields);
  g_test_add_func ("/land/W21-steps-by-name", test_steps_by_name);
  g_test_add_func ("/land/W21-next", test_next);
  g_test_add_func ("/land/W21-recording", test_recording);
  g_test_add_func ("/land/price-per-mu", test_price_per_mu);
  return g_test_run ();
}
