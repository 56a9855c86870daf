/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The score of a lead (domain.md L11): each part by a table, the whole against a slow second
 * reckoning over random leads. */

#include "lf-core.h"

#include <string.h>

static const LfDate today = { 2026, 11, 22 };

/* What a lead is; NULL: not known. */
typedef struct
{
  const char *segment_state, *rank; /* "": an industry without a rank */
  const char *industry;
  const char *total, *fixed;
  const char *growth;
  const char *channel, *introducer;
  const char *seat_province, *seat_city; /* the zone is in 浙江 杭州 */
} Lead;

typedef struct
{
  LfRecord *project, *segment, *industry, *enterprise, *figure, *zone;
} Records;

static void
records_clear (Records *self)
{
  g_clear_pointer (&self->project, lf_record_unref);
  g_clear_pointer (&self->segment, lf_record_unref);
  g_clear_pointer (&self->industry, lf_record_unref);
  g_clear_pointer (&self->enterprise, lf_record_unref);
  g_clear_pointer (&self->figure, lf_record_unref);
  g_clear_pointer (&self->zone, lf_record_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Records, records_clear)

static LfRecord *
make (const char *entity, const char *title)
{
  LfRecord *record = lf_record_new (lf_schema_find (entity), NULL);

  lf_record_set (record, "name", title);
  return record;
}

static void
make_records (const Lead *lead, Records *self)
{
  self->project = make ("project", "电池盖板");
  lf_record_set (self->project, "industry", lead->industry);
  lf_record_set (self->project, "total_investment", lead->total);
  lf_record_set (self->project, "fixed_investment", lead->fixed);
  lf_record_set (self->project, "channel", lead->channel);
  lf_record_set (self->project, "introducer", lead->introducer);
  if (lead->segment_state != NULL)
    {
      self->segment = make ("segment", "封装");
      lf_record_set (self->segment, "state", lead->segment_state);
    }
  if (lead->rank != NULL)
    {
      self->industry = make ("industry", "集成电路");
      lf_record_set (self->industry, "rank", *lead->rank == '\0' ? NULL : lead->rank);
    }
  if (lead->growth != NULL)
    {
      self->figure = make ("figure", "产值");
      lf_record_set (self->figure, "growth_percent", lead->growth);
    }
  self->enterprise = make ("enterprise", "海宁电子");
  lf_record_set (self->enterprise, "province", lead->seat_province);
  lf_record_set (self->enterprise, "city", lead->seat_city);
  self->zone = make ("zone", "钱开区");
  lf_record_set (self->zone, "province", "浙江省");
  lf_record_set (self->zone, "city", "杭州市");
}

static LfLeadScore *
judge (const Lead *lead, const LfRulebook *rules)
{
  g_auto (Records) records = { NULL };
  LfScoreFacts facts;

  make_records (lead, &records);
  facts = (LfScoreFacts){ records.project,    records.segment, records.industry,
                          records.enterprise, records.figure,  records.zone };
  return lf_lead_score_new (&facts, rules, &today);
}

/* ---- Each part ---- */

typedef struct
{
  LfScorePart part;
  Lead lead;
  int share; /* -1: missing */
  const char *says;
} PartCase;

static const PartCase part_cases[] = {
  { LF_SCORE_CHAIN, { .segment_state = "missing" }, 1000, "封装" },
  { LF_SCORE_CHAIN, { .segment_state = "weak" }, 700, "封装" },
  { LF_SCORE_CHAIN, { .segment_state = "present", .rank = "leading" }, 400, "封装" },
  { LF_SCORE_CHAIN, { .rank = "leading" }, 800, "集成电路" },
  { LF_SCORE_CHAIN, { .rank = "service" }, 300, "集成电路" },
  { LF_SCORE_CHAIN, { .rank = "" }, 300, "集成电路" },
  { LF_SCORE_CHAIN, { .industry = "房地产" }, 0, "房地产" },
  { LF_SCORE_CHAIN, { NULL }, -1, "neither a segment nor an industry" },
  { LF_SCORE_SIZE, { .total = "1000000000.00 CNY" }, 1000, "" },
  { LF_SCORE_SIZE, { .total = "9000000000.00 CNY" }, 1000, "" },
  { LF_SCORE_SIZE, { .total = "250000000.00 CNY", .fixed = "900000000.00 CNY" }, 250, "" },
  { LF_SCORE_SIZE, { .fixed = "about 500000000.00 CNY" }, 500, "about" },
  { LF_SCORE_SIZE, { .total = "300000000.00 USD" }, -1, "no investment in yuan" },
  { LF_SCORE_SIZE, { NULL }, -1, "no investment in yuan" },
  { LF_SCORE_GROWTH, { .growth = "30" }, 1000, "产值" },
  { LF_SCORE_GROWTH, { .growth = "15" }, 500, "产值" },
  { LF_SCORE_GROWTH, { .growth = "-4" }, 0, "产值" },
  { LF_SCORE_GROWTH, { NULL }, -1, "no figure" },
  { LF_SCORE_REFERRAL, { .channel = "referral" }, 1000, "Business referral" },
  { LF_SCORE_REFERRAL, { .channel = "hometown" }, 900, "Hometown" },
  { LF_SCORE_REFERRAL, { .channel = "enquiry" }, 400, "Enquiry" },
  { LF_SCORE_REFERRAL, { .channel = "enquiry", .introducer = "c1" }, 1000, "introduced by" },
  { LF_SCORE_REFERRAL, { NULL }, -1, "neither a channel" },
  { LF_SCORE_DISTANCE, { .seat_city = "杭州" }, 1000, "own city" },
  { LF_SCORE_DISTANCE, { .seat_province = "浙江", .seat_city = "宁波市" }, 700, "own province" },
  { LF_SCORE_DISTANCE, { .seat_province = "广东" }, 300, "another province" },
  { LF_SCORE_DISTANCE, { NULL }, -1, "investor's place" },
};

static void
test_parts (void)
{
  g_autoptr (LfRulebook) rules = lf_rulebook_new ();

  for (guint i = 0; i < G_N_ELEMENTS (part_cases); i++)
    {
      const PartCase *one = &part_cases[i];
      g_autoptr (LfLeadScore) score = judge (&one->lead, rules);
      const LfScoreLine *line = &score->lines[one->part];
      g_autofree char *told = lf_lead_score_tell_part (score, one->part);

      g_test_message ("case %u: %s", i, told);
      g_assert_cmpint (line->is_missing, ==, one->share < 0);
      g_assert_cmpint (line->share, ==, MAX (one->share, 0));
      g_assert_nonnull (strstr (line->input, one->says));
    }
}

/* ---- Weights ---- */

static void
set_rule (LfRulebook *rules, const char *key, int value)
{
  g_autoptr (LfRecord) rule = lf_record_new (lf_schema_find ("rule"), NULL);
  g_autofree char *text = g_strdup_printf ("%d", value);

  lf_record_set (rule, "rule", key);
  lf_record_set (rule, "value", text);
  lf_record_set (rule, "valid_from", "2020-01-01");
  lf_rulebook_take (rules, rule);
}

static const char *const weight_keys[LF_N_SCORE_PARTS]
    = { "score_chain_points", "score_size_points", "score_growth_points", "score_referral_points",
        "score_distance_points" };

static const Lead best = { .segment_state = "missing",
                           .total = "5000000000.00 CNY",
                           .growth = "45",
                           .channel = "referral",
                           .seat_city = "杭州" };

static void
test_weights (void)
{
  static const struct
  {
    int weights[LF_N_SCORE_PARTS];
    guint points;
  } cases[] = {
    { { 30, 25, 15, 15, 15 }, 100 }, { { 1, 1, 1, 1, 1 }, 100 }, { { 0, 0, 0, 0, 0 }, 0 },
    { { 100, 0, 0, 0, 0 }, 100 },    { { 7, 7, 7, 0, 0 }, 100 },
  };
  static const Lead none = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRulebook) rules = lf_rulebook_new ();
      g_autoptr (LfLeadScore) score = NULL;
      g_autoptr (LfLeadScore) empty = NULL;

      for (guint part = 0; part < LF_N_SCORE_PARTS; part++)
        set_rule (rules, weight_keys[part], cases[i].weights[part]);
      score = judge (&best, rules);
      empty = judge (&none, rules);
      g_assert_cmpuint (score->points, ==, cases[i].points);
      g_assert_cmpuint (score->n_missing, ==, 0);
      g_assert_cmpuint (empty->points, ==, 0);
      g_assert_cmpuint (empty->n_missing, ==, LF_N_SCORE_PARTS);
    }
}

static void
test_why (void)
{
  static const Lead lead = { .segment_state = "missing", .total = "250000000.00 CNY" };
  g_autoptr (LfRulebook) rules = lf_rulebook_new ();
  g_autoptr (LfLeadScore) score = judge (&lead, rules);
  g_autofree char *why = lf_lead_score_why (score);

  g_assert_cmpuint (score->points, ==, 36); /* 30 + 6.25 */
  g_assert_nonnull (strstr (why, "Chain fit 30 of 30: segment “封装”: Missing\n"));
  g_assert_nonnull (strstr (why, "Size 6.25 of 25: CNY 250 million\n"));
  g_assert_nonnull (strstr (why, "Growth 0 of 15: no figure of the investor's growth is known"));
}

/* ---- A slow second reckoning ---- */

/* In hundred-thousandths of a weight's whole, from the lead alone. */
static int
slow_share (const Lead *lead, LfScorePart part, int full_yi, int full_percent)
{
  static const struct
  {
    const char *key;
    int share;
  } known[] = { { "missing", 1000 },  { "weak", 700 },     { "present", 400 }, { "leading", 800 },
                { "pillar", 700 },    { "emerging", 600 }, { "future", 500 },  { "service", 300 },
                { "referral", 1000 }, { "visit", 700 },    { "upper", 600 },   { "enquiry", 400 } };
  const char *key = part == LF_SCORE_CHAIN
                        ? (lead->segment_state != NULL ? lead->segment_state : lead->rank)
                    : part == LF_SCORE_REFERRAL && lead->introducer == NULL ? lead->channel
                                                                            : NULL;

  if (part == LF_SCORE_SIZE)
    {
      gint64 yuan = lead->total == NULL ? 0 : g_ascii_strtoll (lead->total, NULL, 10);
      int steps = 0;

      while (steps < 1000 && (gint64) (steps + 1) * full_yi * 100000 <= yuan)
        steps++;
      return steps;
    }
  if (part == LF_SCORE_GROWTH)
    {
      gint64 percent = lead->growth == NULL ? 0 : g_ascii_strtoll (lead->growth, NULL, 10);
      int steps = 0;

      while (steps < 1000 && (gint64) (steps + 1) * full_percent <= percent * 1000)
        steps++;
      return steps;
    }
  if (part == LF_SCORE_DISTANCE)
    return lead->seat_province == NULL                 ? 0
           : strcmp (lead->seat_province, "浙江") != 0 ? 300
           : g_strcmp0 (lead->seat_city, "杭州") == 0  ? 1000
                                                       : 700;
  if (part == LF_SCORE_REFERRAL && lead->introducer != NULL)
    return 1000;
  for (guint i = 0; key != NULL && i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].key, key) == 0)
      return known[i].share;
  return 0;
}

#define PICK(rand, list) ((list)[g_rand_int_range (rand, 0, G_N_ELEMENTS (list))])

static Lead
random_lead (GRand *rand, char **ret_total, char **ret_growth)
{
  static const char *const states[] = { NULL, NULL, "missing", "weak", "present" };
  static const char *const ranks[] = { NULL, "leading", "pillar", "emerging", "future", "service" };
  static const char *const channels[] = { NULL, "referral", "visit", "upper", "enquiry" };
  static const char *const introducers[] = { NULL, NULL, "c1" };
  static const char *const provinces[] = { NULL, "浙江", "浙江", "广东" };
  Lead lead = { .segment_state = PICK (rand, states),
                .rank = PICK (rand, ranks),
                .channel = PICK (rand, channels),
                .introducer = PICK (rand, introducers),
                .seat_province = PICK (rand, provinces) };

  if (g_rand_int_range (rand, 0, 4) != 0)
    *ret_total = g_strdup_printf ("%d.00 CNY", g_rand_int_range (rand, 0, 2000000000));
  if (g_rand_int_range (rand, 0, 4) != 0)
    *ret_growth = g_strdup_printf ("%d", g_rand_int_range (rand, -20, 60));
  lead.total = *ret_total;
  lead.growth = *ret_growth;
  if (g_strcmp0 (lead.seat_province, "浙江") == 0)
    lead.seat_city = g_rand_boolean (rand) ? "杭州" : "宁波";
  return lead;
}

static void
check_random (GRand *rand)
{
  g_autoptr (LfRulebook) rules = lf_rulebook_new ();
  g_autofree char *total = NULL;
  g_autofree char *growth = NULL;
  g_autoptr (LfLeadScore) score = NULL;
  const int full_yi = g_rand_int_range (rand, 1, 30);
  const int full_percent = g_rand_int_range (rand, 1, 80);
  const Lead lead = random_lead (rand, &total, &growth);
  gint64 whole = 0, earned = 0;
  double sum = 0;

  set_rule (rules, "score_size_yi", full_yi);
  set_rule (rules, "score_growth_percent", full_percent);
  for (guint part = 0; part < LF_N_SCORE_PARTS; part++)
    {
      int weight = g_rand_int_range (rand, 0, 101);

      set_rule (rules, weight_keys[part], weight);
      whole += weight;
      earned += (gint64) weight * slow_share (&lead, part, full_yi, full_percent);
    }
  score = judge (&lead, rules);
  for (guint part = 0; part < LF_N_SCORE_PARTS; part++)
    {
      g_assert_cmpint (score->lines[part].share, ==,
                       slow_share (&lead, part, full_yi, full_percent));
      sum += score->lines[part].points;
    }
  if (whole > 0)
    g_assert_cmpfloat_with_epsilon (sum, (double) earned / (double) whole / 10, 1e-6);
  g_assert_cmpfloat_with_epsilon ((double) score->points, sum, 0.5 + 1e-6);
  g_assert_cmpuint (score->points, <=, 100);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 3000; i++)
    check_random (rand);
}

/* ---- The zone's own industry ---- */

static void
test_industry (void)
{
  static const struct
  {
    const char *name, *codes, *word, *code;
    gboolean fits;
  } cases[] = {
    { "集成电路", NULL, "集成电路", NULL, TRUE },   { "集成电路", NULL, " 集成电路 ", NULL, TRUE },
    { "集成电路", "C39", "芯片", "3973", TRUE },    { "集成电路", "C39", "芯片", "2710", FALSE },
    { "集成电路", "C39", "生物医药", NULL, FALSE }, { "集成电路", NULL, NULL, NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (LfRecord) industry = make ("industry", cases[i].name);
      g_autoptr (LfRecord) project = make ("project", "项目");

      lf_record_set (industry, "industry_codes", cases[i].codes);
      lf_record_set (project, "industry", cases[i].word);
      lf_record_set (project, "industry_code", cases[i].code);
      g_assert_cmpint (lf_score_industry_fits (industry, project), ==, cases[i].fits);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lead-score/L11-parts", test_parts);
  g_test_add_func ("/lead-score/L11-weights", test_weights);
  g_test_add_func ("/lead-score/L11-why", test_why);
  g_test_add_func ("/lead-score/L11-random-leads", test_random);
  g_test_add_func ("/lead-score/L5-industry-of-the-zone", test_industry);
  return g_test_run ();
}
