/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score of a lead. */

#include "config.h"

#include "lf-lead-score.h"

#include "lf-codes.h"
#include "lf-money.h"
#include "lf-place.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* What one part found out. */
typedef struct
{
  int share;
  gboolean is_missing;
  char *input;
} Found;

typedef struct
{
  const LfScoreFacts *facts;
  const LfRulebook *rules;
  const char *park; /* (nullable) */
  LfDate today;
} Judge;

typedef Found (*JudgeFunc) (const Judge *judge);

typedef struct
{
  const char *key; /* an option of the field */
  int share;
} Share;

static Found
found (int share, char *input)
{
  return (Found){ CLAMP (share, 0, LF_SCORE_FULL), FALSE, input };
}

static Found
missing (const char *what)
{
  return (Found){ 0, TRUE, g_strdup (what) };
}

static int
find_share (const Share *shares, const char *key)
{
  for (; shares->key != NULL; shares++)
    if (g_strcmp0 (shares->key, key) == 0)
      break;
  return shares->share;
}

const char *const *
lf_score_fields (void)
{
  static const char *const fields[]
      = { "industry",   "industry_code",    "segment",          "enterprise", "channel",
          "introducer", "total_investment", "fixed_investment", NULL };

  return fields;
}

gboolean
lf_score_fits (LfStage stage)
{
  return stage == LF_STAGE_LEAD || stage == LF_STAGE_NEGOTIATION;
}

/* ---- Chain fit (L2, L5) ---- */

/* A gap that is filled is worth most; the last line is for what the field does not say. */
static const Share segment_shares[]
    = { { "missing", 1000 }, { "weak", 700 }, { "present", 400 }, { NULL, 400 } };
static const Share industry_shares[]
    = { { "leading", 800 }, { "pillar", 700 },  { "emerging", 600 },
        { "future", 500 },  { "service", 300 }, { NULL, 300 } };

gboolean
lf_score_industry_fits (const LfRecord *industry, const LfRecord *project)
{
  const char *word = lf_record_get (project, "industry");
  const char *code = lf_record_get (project, "industry_code");
  const char *codes = lf_record_get (industry, "industry_codes");
  const char *name = lf_record_get (industry, "name");
  g_autofree char *folded = word == NULL ? NULL : lf_text_fold (word);
  g_autofree char *folded_name = name == NULL ? NULL : lf_text_fold (name);

  return (folded != NULL && g_strcmp0 (folded, folded_name) == 0)
         || (code != NULL && codes != NULL && lf_industry_covers (codes, code));
}

static Found
judge_chain (const Judge *judge)
{
  const LfScoreFacts *facts = judge->facts;
  g_autofree char *title = NULL;
  g_autofree char *state = NULL;

  if (facts->segment != NULL)
    {
      title = lf_record_title (facts->segment);
      state = lf_record_format (facts->segment, "state");
      return found (find_share (segment_shares, lf_record_get (facts->segment, "state")),
                    g_strdup_printf (_ ("segment “%1$s”: %2$s"), title, state));
    }
  if (facts->industry != NULL)
    {
      title = lf_record_title (facts->industry);
      state = lf_record_format (facts->industry, "rank");
      return found (find_share (industry_shares, lf_record_get (facts->industry, "rank")),
                    *state == '\0' ? g_strdup_printf (_ ("industry “%s”"), title)
                                   : g_strdup_printf (_ ("industry “%1$s”: %2$s"), title, state));
    }
  if (lf_record_get (facts->project, "industry") == NULL
      && lf_record_get (facts->project, "industry_code") == NULL)
    return missing (_ ("neither a segment nor an industry is known"));
  title = lf_record_format (facts->project, "industry");
  return found (0, g_strdup_printf (_ ("“%s” is no industry of the zone's"), title));
}

/* ---- Size (C12) ---- */

static Found
judge_size (const Judge *judge)
{
  static const char *const fields[] = { "total_investment", "fixed_investment" };
  const gint64 most
      = LF_MONEY_YI
        * lf_rulebook_value (judge->rules, LF_RULE_SCORE_SIZE_YI, judge->park, &judge->today);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = lf_record_get (judge->facts->project, fields[i]);
      LfMoney money;

      if (text == NULL || !lf_money_from_canonical (text, &money)
          || strcmp (money.currency, "CNY") != 0)
        continue;
      return found (money.minor >= most ? LF_SCORE_FULL
                                        : (int) (MAX (money.minor, 0) / (most / LF_SCORE_FULL)),
                    lf_money_format (&money));
    }
  return missing (_ ("no investment in yuan is known"));
}

/* ---- Growth ---- */

static Found
judge_growth (const Judge *judge)
{
  const char *text = judge->facts->figure == NULL
                         ? NULL
                         : lf_record_get (judge->facts->figure, "growth_percent");
  g_autofree char *growth = NULL;
  g_autofree char *title = NULL;
  int full;

  if (text == NULL)
    return missing (_ ("no figure of the investor's growth is known"));
  full = lf_rulebook_value (judge->rules, LF_RULE_SCORE_GROWTH_PERCENT, judge->park, &judge->today);
  growth = lf_record_format (judge->facts->figure, "growth_percent");
  title = lf_record_title (judge->facts->figure);
  return found ((int) CLAMP (g_ascii_strtod (text, NULL) * LF_SCORE_FULL / full + 1e-6, 0.0,
                             (double) LF_SCORE_FULL),
                g_strdup_printf (C_ ("growth of a figure", "%1$s: %2$s"), title, growth));
}

/* ---- Referral (L7, L8, L10) ---- */

static const Share channel_shares[] = {
  { "referral", 1000 }, { "resident", 1000 }, { "hometown", 900 }, { "fund", 900 },
  { "visit", 700 },     { "reception", 700 }, { "upper", 600 },    { "agency", 500 },
  { "event", 500 },     { "everyone", 500 },  { "remote", 400 },   { "enquiry", 400 },
  { NULL, 400 },
};

static Found
judge_referral (const Judge *judge)
{
  const LfRecord *project = judge->facts->project;
  g_autofree char *who = lf_record_format (project, "introducer");
  g_autofree char *how = lf_record_format (project, "channel");

  if (lf_record_get (project, "introducer") != NULL)
    return found (LF_SCORE_FULL, g_strdup_printf (_ ("introduced by %s"), who));
  if (lf_record_get (project, "channel") == NULL)
    return missing (_ ("neither a channel nor an introducer is known"));
  return found (find_share (channel_shares, lf_record_get (project, "channel")),
                g_steal_pointer (&how));
}

/* ---- Distance ---- */

static void
find_place (const LfRecord *record, LfPlace *ret_place)
{
  static const char *const fields[] = { "province", "city", "county" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (fields); i++)
    {
      const char *part = lf_record_get (record, fields[i]);

      if (part != NULL && strstr (text->str, part) == NULL)
        g_string_append (text, part);
    }
  folded = lf_text_fold (text->str);
  lf_place_find (folded, ret_place);
}

static Found
judge_distance (const Judge *judge)
{
  LfPlace seat, zone;
  g_autofree char *text = NULL;

  find_place (judge->facts->enterprise, &seat);
  find_place (judge->facts->zone, &zone);
  if (!lf_place_is_known (&zone))
    return missing (_ ("the zone's own place is not known"));
  if (!lf_place_is_known (&seat))
    return missing (_ ("the investor's place is not known"));
  text = lf_place_to_text (&seat);
  if (seat.city != NULL && seat.city == zone.city)
    return found (1000, g_strdup_printf (_ ("%s, the zone's own city"), text));
  if (seat.province != NULL && seat.province == zone.province)
    return found (700, g_strdup_printf (_ ("%s, the zone's own province"), text));
  return found (300, g_strdup_printf (_ ("%s, another province"), text));
}

/* ---- The parts ---- */

/* In the order of LfScorePart. */
static const struct
{
  const char *key, *label;
  LfRuleKey weight;
  JudgeFunc judge;
} parts[LF_N_SCORE_PARTS] = {
  { "chain", N_ ("Chain fit"), LF_RULE_SCORE_CHAIN_POINTS, judge_chain },
  { "size", NC_ ("of an investment", "Size"), LF_RULE_SCORE_SIZE_POINTS, judge_size },
  { "growth", N_ ("Growth"), LF_RULE_SCORE_GROWTH_POINTS, judge_growth },
  { "referral", N_ ("Referral"), LF_RULE_SCORE_REFERRAL_POINTS, judge_referral },
  { "distance", N_ ("Distance"), LF_RULE_SCORE_DISTANCE_POINTS, judge_distance },
};

const char *
lf_score_part_key (LfScorePart part)
{
  return parts[part].key;
}

const char *
lf_score_part_label (LfScorePart part)
{
  return part == LF_SCORE_SIZE ? C_ ("of an investment", "Size") : _ (parts[part].label);
}

static void
sum_up (LfLeadScore *self)
{
  gint64 whole = 0, earned = 0;

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    {
      whole += self->lines[i].weight;
      earned += (gint64) self->lines[i].weight * self->lines[i].share;
    }
  if (whole == 0)
    return;
  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    self->lines[i].points
        = 100.0 * self->lines[i].weight * self->lines[i].share / (double) (whole * LF_SCORE_FULL);
  self->points = (guint) ((200 * earned + whole * LF_SCORE_FULL) / (2 * whole * LF_SCORE_FULL));
}

LfLeadScore *
lf_lead_score_new (const LfScoreFacts *facts, const LfRulebook *rules, const LfDate *today)
{
  const Judge judge = { facts, rules, lf_record_get (facts->project, "park"), *today };
  LfLeadScore *self = g_new0 (LfLeadScore, 1);

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    {
      Found one = parts[i].judge (&judge);

      self->lines[i].weight = lf_rulebook_value (rules, parts[i].weight, judge.park, today);
      self->lines[i].share = one.share;
      self->lines[i].is_missing = one.is_missing;
      self->lines[i].input = one.input;
      self->n_missing += one.is_missing;
    }
  sum_up (self);
  return self;
}

void
lf_lead_score_free (LfLeadScore *self)
{
  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    g_free (self->lines[i].input);
  g_free (self);
}

/* What the whole weight is of 100. */
static double
full_points (const LfLeadScore *self, LfScorePart part)
{
  int whole = 0;

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    whole += self->lines[i].weight;
  return whole == 0 ? 0 : 100.0 * self->lines[part].weight / whole;
}

char *
lf_lead_score_tell_part (const LfLeadScore *self, LfScorePart part)
{
  const LfScoreLine *line = &self->lines[part];

  return g_strdup_printf (_ ("%1$s %2$.4g of %3$.4g: %4$s"), lf_score_part_label (part),
                          line->points, full_points (self, part), line->input);
}

char *
lf_lead_score_why (const LfLeadScore *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < LF_N_SCORE_PARTS; i++)
    {
      g_autofree char *line = lf_lead_score_tell_part (self, i);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n", line);
    }
  return g_string_free (text, FALSE);
}
