/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rankings. */

#include "config.h"

#include "lf-ranking.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LEAST_POINTS 60
#define SPREAD 40

/* clang-format off */
static const struct { const char *key, *label, *synonyms, *source; gboolean fewer_is_better; } indicators[LF_N_INDICATORS] = {
  [LF_INDICATOR_LEAD] = { "lead", N_ ("Ahead of plan"), "超序|领先计划|进度", NULL, FALSE },
  [LF_INDICATOR_RED_FLAGS] = { "red_flags", N_ ("Red flags"), "红旗", NULL, FALSE },
  [LF_INDICATOR_SNAILS] = { "snails", N_ ("Snails"), "蜗牛", NULL, TRUE },
  [LF_INDICATOR_STARTS] = { "starts", N_ ("Starts"), "开工", "started_projects", FALSE },
  [LF_INDICATOR_COMPLETIONS] = { "completions", N_ ("Completions"), "竣工", "completed_projects", FALSE },
  [LF_INDICATOR_PRODUCTIONS] = { "productions", N_ ("Production starts"), "投产", "production_projects", FALSE },
  [LF_INDICATOR_INVESTED] = { "invested", N_ ("Invested, 100 million yuan"), "完成投资|完成投资额|投资", "fixed_investment", FALSE },
  [LF_INDICATOR_SIGNED] = { "signed", N_ ("Signed, 100 million yuan"), "签约|签约额|签约投资额", "signed_investment", FALSE },
  [LF_INDICATOR_FUNDS] = { "funds", N_ ("Funds in place, 100 million yuan"), "到位资金|到资", "funds_in_place", FALSE },
  [LF_INDICATOR_CLOSING] = { "closing", N_ ("Closing rate of problems"), "问题办结率|办结率", "closing_rate", FALSE },
};
/* clang-format on */

const LfIndicatorSource *
lf_indicator_counts (LfIndicator indicator)
{
  return lf_indicator_source (indicators[indicator].source);
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

static gboolean
names_any (const char *word)
{
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    if (is_named (i, word))
      return TRUE;
  return FALSE;
}

static void
append_item (GString *list, const char *item)
{
  g_string_append_printf (list, "%s%s", list->len == 0 ? "" : _ (", "), item);
}

char *
lf_contest_tell_unknown (const LfRecord *contest)
{
  g_auto (GStrv) words = lf_set_split (lf_record_get (contest, "indicators"));
  g_autoptr (GString) unknown = g_string_new (NULL);
  g_autoptr (GString) used = g_string_new (NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  guint chosen = lf_contest_indicators (contest);

  for (char **word = words; *word != NULL; word++)
    if (!names_any (*word))
      append_item (unknown, *word);
  if (unknown->len == 0)
    return NULL;
  for (guint i = 0; i < LF_N_INDICATORS; i++)
    {
      append_item (all, lf_indicator_label (i));
      if (chosen & 1u << i)
        append_item (used, lf_indicator_label (i));
    }
  return g_strdup_printf (_ ("The contest names what is no indicator: %1$s. It is ranked by: %2$s. "
                             "There are: %3$s."),
                          unknown->str, used->str, all->str);
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

double
lf_ranking_points (double value, double least, double most)
{
  double share = most <= least ? 1 : (value - least) / (most - least);

  return share * SPREAD + LEAST_POINTS;
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
      double points = indicators[indicator].fewer_is_better
                          ? lf_ranking_points (-value, -most, -least)
                          : lf_ranking_points (value, least, most);

      standing->points += points / n_indicators;
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
