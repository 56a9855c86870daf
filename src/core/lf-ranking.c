/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rankings. */

#include "config.h"

#include "lf-ranking.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LEAST_POINTS 60
#define SPREAD 40

static const struct
{
  const char *key, *label, *synonyms;
  gboolean fewer_is_better;
} indicators[LF_N_INDICATORS] = {
  [LF_INDICATOR_LEAD] = { "lead", N_ ("Ahead of plan"), "超序|领先计划|进度", FALSE },
  [LF_INDICATOR_RED_FLAGS] = { "red_flags", N_ ("Red flags"), "红旗", FALSE },
  [LF_INDICATOR_SNAILS] = { "snails", N_ ("Snails"), "蜗牛", TRUE },
  [LF_INDICATOR_STARTS] = { "starts", N_ ("Starts"), "开工", FALSE },
  [LF_INDICATOR_COMPLETIONS] = { "completions", N_ ("Completions"), "竣工", FALSE },
  [LF_INDICATOR_PRODUCTIONS] = { "productions", N_ ("Production starts"), "投产", FALSE },
  [LF_INDICATOR_INVESTED]
  = { "invested", N_ ("Invested, 100 million yuan"), "完成投资|完成投资额|投资", FALSE },
  [LF_INDICATOR_SIGNED]
  = { "signed", N_ ("Signed, 100 million yuan"), "签约|签约额|签约投资额", FALSE },
  [LF_INDICATOR_FUNDS]
  = { "funds", N_ ("Funds in place, 100 million yuan"), "到位资金|到资", FALSE },
  [LF_INDICATOR_CLOSING]
  = { "closing", N_ ("Closing rate of problems"), "问题办结率|办结率", FALSE },
};

static const LfIndicatorRule rules[] = {
  { LF_INDICATOR_INVESTED, "progress", "project", "period", "invested", "invested!=", NULL },
  { LF_INDICATOR_SIGNED, "project", NULL, "signed_date", "total_investment", "stage!=dropped",
    NULL },
  { LF_INDICATOR_FUNDS, "funds_arrival", "project", "arrived_on", "amount",
    "state!=returned and not is_cumulative=1", NULL },
  { LF_INDICATOR_CLOSING, "problem", "project", "collected_on", NULL,
    "dispatched_on!=", "state=closed" },
};

const LfIndicatorRule *
lf_indicator_rules (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (rules);
  return rules;
}

const char *
lf_indicator_key (LfIndicator indicator)
{
  return indicators[indicator].key;
}

const char *
lf_indicator_label (LfIndicator indicator)
{
  return _ (indicators[indicator].label);
}

static gboolean
is_named (LfIndicator indicator, const char *word)
{
  g_auto (GStrv) names = g_strsplit (indicators[indicator].synonyms, "|", -1);

  return g_ascii_strcasecmp (word, indicators[indicator].key) == 0
         || g_ascii_strcasecmp (word, indicators[indicator].label) == 0
         || strcmp (word, lf_indicator_label (indicator)) == 0
         || g_strv_contains ((const char *const *) names, word);
}

guint
lf_contest_indicators (const LfRecord *contest)
{
  g_auto (GStrv) words = lf_set_split (lf_record_get (contest, "indicators"));
  guint found = 0;

  for (char **word = words; *word != NULL; word++)
    for (guint i = 0; i < LF_N_INDICATORS; i++)
      if (is_named (i, *word))
        found |= 1u << i;
  return found == 0 ? 1u << LF_INDICATOR_LEAD : found;
}

LfStanding *
lf_standing_new (const char *name, const char *id)
{
  LfStanding *self = g_new0 (LfStanding, 1);

  self->name = g_strdup (name);
  self->id = g_strdup (id);
  return self;
}

void
lf_standing_free (LfStanding *self)
{
  g_free (self->name);
  g_free (self->id);
  g_free (self);
}

static void
add_points (GPtrArray *standings, LfIndicator indicator, guint n_indicators)
{
  double least = INFINITY, most = -INFINITY;

  for (guint i = 0; i < standings->len; i++)
    {
      double value = ((LfStanding *) standings->pdata[i])->values[indicator];

      least = fmin (least, value);
      most = fmax (most, value);
    }
  for (guint i = 0; i < standings->len; i++)
    {
      LfStanding *standing = standings->pdata[i];
      double value = standing->values[indicator];
      double share = most <= least                           ? 1
                     : indicators[indicator].fewer_is_better ? (most - value) / (most - least)
                                                             : (value - least) / (most - least);

      standing->points += (share * SPREAD + LEAST_POINTS) / n_indicators;
    }
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const LfStanding *first = *(LfStanding *const *) a, *second = *(LfStanding *const *) b;

  if (first->points != second->points)
    return first->points > second->points ? -1 : 1;
  return strcmp (first->name, second->name);
}

void
lf_standings_rank (GPtrArray *standings, guint chosen)
{
  guint n = 0;

  for (guint i = 0; i < LF_N_INDICATORS; i++)
    n += (chosen >> i) & 1;
  for (guint i = 0; i < standings->len; i++)
    ((LfStanding *) standings->pdata[i])->points = 0;
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if ((chosen >> i) & 1)
      add_points (standings, i, n);
  g_ptr_array_sort (standings, compare_points);
  for (guint i = 0; i < standings->len; i++)
    {
      LfStanding *standing = standings->pdata[i];
      const LfStanding *before = i == 0 ? NULL : standings->pdata[i - 1];

      standing->place
          = before != NULL && before->points == standing->points ? before->place : i + 1;
    }
}
