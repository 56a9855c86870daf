/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of appraisal sheets, worked out by hand. */

#include "config.h"

#include "lf-appraisal.h"
#include "lf-money.h"

#include <string.h>

static const LfCriterion *
find (const char *sheet, const char *key)
{
  for (const LfCriterion *p = lf_appraisal_find (sheet)->criteria; p->key != NULL; p++)
    if (strcmp (p->key, key) == 0)
      return p;
  g_error ("%s has no %s", sheet, key);
}

static const struct
{
  const char *name, *sheet, *key;
  LfAppraised of;
  gint64 points;
} cases[] = {
  { "R2-20-days", "deqing", "days_on_post", { TRUE, 20 }, 1000 },
  { "R2-31-days", "deqing", "days_on_post", { TRUE, 31 }, 1000 },
  { "R2-19-days", "deqing", "days_on_post", { TRUE, 19 }, 900 },
  { "R2-15-days", "deqing", "days_on_post", { TRUE, 15 }, 900 },
  { "R2-14-days", "deqing", "days_on_post", { TRUE, 14 }, 800 },
  { "R2-10-days", "deqing", "days_on_post", { TRUE, 10 }, 800 },
  { "R2-9-days", "deqing", "days_on_post", { TRUE, 9 }, 700 },
  { "R2-2-days", "deqing", "days_on_post", { TRUE, 2 }, 0 },
  { "R2-0-days", "deqing", "days_on_post", { TRUE, 0 }, 0 },
  { "R2-absent-once", "deqing", "days_on_post", { TRUE, 22, .least = 1 }, 0 },
  { "R2-best", "deqing", "visits", { TRUE, 9, 9 }, 1000 },
  { "R2-one-of-three", "deqing", "visits", { TRUE, 3, 9 }, 333 },
  { "R2-two-of-three", "deqing", "receptions", { TRUE, 2, 3 }, 667 },
  { "R2-nobody-has-any", "deqing", "visits", { TRUE, 0, 0 }, 0 },
  { "R2-good-projects", "deqing", "good_projects", { TRUE, 1, 8 }, 188 },
  { "R2-leader-trips", "deqing", "leader_trips", { TRUE, 3, 4 }, 1500 },
  { "R2-fdi-alone", "deqing", "signed_fdi", { TRUE, 2, 2 }, 2000 },
  { "R2-fdi-shared", "deqing", "signed_fdi", { TRUE, 1, 2 }, 1000 },
  { "R2-fdi-two-and-a-half", "deqing", "signed_fdi", { TRUE, 5, 2 }, 5000 },
  { "K1-no-data", "task-force", "partners_rating", { FALSE, 5, 5 }, 0 },
  { "W36-partners", "task-force", "partners_rating", { TRUE, 3, 4 }, 1125 },
  { "W36-projects", "task-force", "projects", { TRUE, 2, 3 }, 2000 },
  { "W36-projects-above", "task-force", "projects", { TRUE, 7, 3 }, 3000 },
  { "W36-no-target", "task-force", "projects", { TRUE, 7, 0 }, 0 },
  { "W36-funds", "task-force", "funds", { TRUE, 25 * LF_MONEY_YI, 100 * LF_MONEY_YI }, 500 },
  { "W36-funds-huge", "task-force", "funds", { TRUE, G_MAXINT64 / 4, G_MAXINT64 / 2 }, 1000 },
  { "W36-fit", "task-force", "fit", { TRUE, 5, 7 }, 1429 },
  { "W36-bonus", "task-force", "bonus", { TRUE, 3 }, 600 },
  { "W36-bonus-capped", "task-force", "bonus", { TRUE, 9 }, 1000 },
  { "W38-progress", "project", "progress", { TRUE, 48, 80 }, 3600 },
  { "W38-progress-above", "project", "progress", { TRUE, 90, 80 }, 6000 },
  { "W38-5-billion", "project", "size", { TRUE, 50 * LF_MONEY_YI }, 2000 },
  { "W38-below-5-billion", "project", "size", { TRUE, 50 * LF_MONEY_YI - 1 }, 1000 },
  { "W38-1-billion", "project", "size", { TRUE, 10 * LF_MONEY_YI }, 1000 },
  { "W38-100-million", "project", "size", { TRUE, LF_MONEY_YI }, 600 },
  { "W38-below-100-million", "project", "size", { TRUE, LF_MONEY_YI - 1 }, 300 },
  { "W38-new-start", "project", "new_start", { TRUE, 1 }, 500 },
  { "W38-continuing", "project", "continuing", { TRUE, 1 }, 200 },
  { "W38-production", "project", "production", { TRUE, 1 }, 2000 },
  { "W9-basics", "units", "basics", { TRUE, 1, 3 }, 333 },
  { "W9-targets", "units", "targets", { TRUE, 3, 4 }, 1500 },
  { "W9-new-starts", "units", "new_starts", { TRUE, 2, 5 }, 600 },
  { "W9-above-scale", "units", "above_scale", { TRUE, 1, 3 }, 667 },
  { "W37-least", "min-max", "signed", { TRUE, 1, 5, 1 }, 1500 },
  { "W37-between", "min-max", "investment", { TRUE, 2, 5, 1 }, 1750 },
  { "W37-best", "min-max", "funds", { TRUE, 5, 5, 1 }, 2500 },
};

static void
test_points (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (lf_criterion_points (find (cases[i].sheet, cases[i].key), &cases[i].of), ==,
                   cases[i].points);
}

/* W37: (x − min) ÷ (max − min) × 40 + 60; one member, or all with the same, have 100. */
static void
test_w37_min_max (void)
{
  static const LfCriterion min_max = { "x", "x", LF_FORMULA_MIN_MAX, 100 };
  static const struct
  {
    gint64 value, least, most, points;
  } rows[] = { { 10, 10, 40, 6000 }, { 40, 10, 40, 10000 }, { 20, 10, 40, 7333 },
               { 7, 7, 7, 10000 },   { 0, 0, 0, 10000 },    { -5, -10, 0, 8000 } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const LfAppraised of = { TRUE, rows[i].value, rows[i].most, rows[i].least };

      g_assert_cmpint (lf_criterion_points (&min_max, &of), ==, rows[i].points);
    }
}

/* What each sheet gives at most, but for what is on top. */
static void
test_k1_weights (void)
{
  static const struct
  {
    const char *sheet;
    gint64 most;
  } rows[] = {
    { "deqing", 80 }, { "task-force", 100 }, { "project", 80 }, { "units", 100 }, { "min-max", 100 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 sum = 0;

      for (const LfCriterion *p = lf_appraisal_find (rows[i].sheet)->criteria; p->key != NULL; p++)
        sum += p->formula == LF_FORMULA_BONUS ? 0 : p->weight;
      g_assert_cmpint (sum, ==, rows[i].most);
    }
  g_assert_null (lf_appraisal_find ("elsewhere"));
}

static void
test_months (void)
{
  static const struct
  {
    const char *sheet;
    LfDate today, from, to;
  } rows[] = {
    { "deqing", { 2026, 11, 22 }, { 2026, 10, 0 }, { 2026, 10, 0 } },
    { "deqing", { 2026, 1, 3 }, { 2025, 12, 0 }, { 2025, 12, 0 } },
    { "deqing", { 2024, 3, 31 }, { 2024, 2, 0 }, { 2024, 2, 0 } },
    { "task-force", { 2026, 11, 22 }, { 2026, 10, 0 }, { 2026, 12, 0 } },
    { "task-force", { 2026, 3, 31 }, { 2026, 1, 0 }, { 2026, 3, 0 } },
    { "project", { 2026, 11, 22 }, { 2026, 1, 0 }, { 2026, 12, 0 } },
    { "units", { 2026, 1, 1 }, { 2026, 1, 0 }, { 2026, 12, 0 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      LfDate from, to;

      lf_appraisal_months (lf_appraisal_find (rows[i].sheet), &rows[i].today, &from, &to);
      g_assert_cmpint (lf_date_compare (&from, &rows[i].from), ==, 0);
      g_assert_cmpint (lf_date_compare (&to, &rows[i].to), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/core/appraisal/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_points);
    }
  g_test_add_func ("/core/appraisal/W37-min-max", test_w37_min_max);
  g_test_add_func ("/core/appraisal/K1-weights", test_k1_weights);
  g_test_add_func ("/core/appraisal/months", test_months);
  return g_test_run ();
}
