/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers a zone goes by. */

#include "config.h"

#include "lf-rulebook.h"

#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_PARENTS 8 /* of a park; more can only be parks that are part of each other */

/* clang-format off */
const LfOption lf_rule_options[LF_N_RULES + 1] = {
  [LF_RULE_SIGN_MONTHS] = { "sign_months", N_ ("Months from the decision meeting to the signing"), "上会至签约月数" },
  [LF_RULE_LAND_MONTHS] = { "land_months", N_ ("Months from the signing to the land"), "签约至供地月数" },
  [LF_RULE_START_MONTHS] = { "start_months", N_ ("Months from the land to the start"), "供地至开工月数" },
  [LF_RULE_PRODUCTION_MONTHS] = { "production_months", N_ ("Months from completion to production"), "竣工至投产月数" },
  [LF_RULE_CLOCK_WARNING_DAYS] = { "clock_warning_days", N_ ("Days before a deadline that warn of it"), "时限预警天数" },
  [LF_RULE_NOTICE_DAYS] = { "notice_days", N_ ("Days a notice stands before the listing, at least"), "公告最少天数" },
  [LF_RULE_LISTING_DAYS] = { "listing_days", N_ ("Days a listing is open, at least"), "挂牌最少天数" },
  [LF_RULE_RESULT_WORKING_DAYS] = { "result_working_days", N_ ("Working days until the result is published"), "成交公示工作日" },
  [LF_RULE_PERMIT_MONTHS] = { "permit_months", N_ ("Months a construction permit waits for the start"), "施工许可开工月数" },
  [LF_RULE_PERMIT_EXTENSIONS] = { "permit_extensions", N_ ("Extensions of a construction permit, at most"), "施工许可延期次数上限" },
  [LF_RULE_EXTENSION_MONTHS] = { "extension_months", N_ ("Months of one extension"), "每次延期月数" },
  [LF_RULE_STATISTICS_MONTHS] = { "statistics_months", N_ ("Months from the start to the statistics"), "开工至入库月数" },
  [LF_RULE_STATISTICS_LATE_MONTHS] = { "statistics_late_months", N_ ("Months from the start to the statistics, at the latest"), "开工至入库最迟月数" },
  [LF_RULE_IDLE_FEE_MONTHS] = { "idle_fee_months", N_ ("Months after the agreed start until land counts as idle"), "闲置土地收费月数" },
  [LF_RULE_IDLE_RETURN_MONTHS] = { "idle_return_months", N_ ("Months after the agreed start until idle land is taken back"), "闲置土地收回月数" },
  [LF_RULE_LAW_WARNING_DAYS] = { "law_warning_days", N_ ("Days before the law's limits that warn of them"), "法定时限预警天数" },
  [LF_RULE_LAMP_PRESET] = { "lamp_preset", N_ ("Lamps: 1 by plan and progress, 2 by nodes"), "亮灯规则" },
  [LF_RULE_LAMP_START_MONTHS] = { "lamp_start_months", N_ ("Lamp red: months behind the planned start"), "开工红灯月数" },
  [LF_RULE_LAMP_LAG_POINTS] = { "lamp_lag_points", N_ ("Lamp yellow: points behind the time passed"), "进度黄灯百分点" },
  [LF_RULE_LAMP_FAR_POINTS] = { "lamp_far_points", N_ ("Lamp red: more points behind the time passed than"), "进度红灯百分点" },
  [LF_RULE_FLAG_RED_POINTS] = { "flag_red_points", N_ ("Red flag: points ahead of the plan"), "红旗领先百分点" },
  [LF_RULE_FLAG_YELLOW_POINTS] = { "flag_yellow_points", N_ ("Yellow flag: points behind the plan"), "黄旗落后百分点" },
  [LF_RULE_FLAG_SNAIL_POINTS] = { "flag_snail_points", N_ ("Snail: points behind the plan"), "蜗牛落后百分点" },
  [LF_RULE_SEGMENT_FIRMS] = { "segment_firms", N_ ("Chain segment present: small firms that are enough"), "环节完备小企业家数" },
  [LF_RULE_SEGMENT_JOBS] = { "segment_jobs", N_ ("Chain segment present: jobs of one firm that is enough"), "环节完备企业用工人数" },
  [LF_RULE_SCORE_CHAIN_POINTS] = { "score_chain_points", N_ ("Score of a lead: weight of the chain fit"), "线索评分产业链契合权重" },
  [LF_RULE_SCORE_SIZE_POINTS] = { "score_size_points", N_ ("Score of a lead: weight of the size"), "线索评分投资规模权重" },
  [LF_RULE_SCORE_GROWTH_POINTS] = { "score_growth_points", N_ ("Score of a lead: weight of the growth"), "线索评分成长性权重" },
  [LF_RULE_SCORE_REFERRAL_POINTS] = { "score_referral_points", N_ ("Score of a lead: weight of the referral"), "线索评分引荐权重" },
  [LF_RULE_SCORE_DISTANCE_POINTS] = { "score_distance_points", N_ ("Score of a lead: weight of the distance"), "线索评分距离权重" },
  [LF_RULE_SCORE_SIZE_YI] = { "score_size_yi", N_ ("Score of a lead: full points at (100 million yuan)"), "线索评分规模满分亿元" },
  [LF_RULE_SCORE_GROWTH_PERCENT] = { "score_growth_percent", N_ ("Score of a lead: full points from how many percent of growth on"), "线索评分成长满分百分比" },
  [LF_RULE_EXPERTS_FROM_YI] = { "experts_from_yi", N_ ("Experts are asked from (100 million yuan)"), "专家论证起点亿元" },
  [LF_RULE_EXPERTS_LEAST] = { "experts_least", N_ ("Experts' opinions before the decision meeting, at least"), "专家意见最少份数" },
  [LF_RULE_GATE_SCREENING] = { "gate_screening", N_ ("Approval needs the joint verdict: 0 tells, 1 refuses without"), "上会须先联合研判" },
  [LF_RULE_GATE_DECISION] = { "gate_decision", N_ ("Approval needs the decisions of its bodies: 0 tells, 1 refuses without"), "上会须决策机构通过" },
  { NULL },
};

static const LfRuleNumber numbers[LF_N_RULES] = {
  [LF_RULE_SIGN_MONTHS] = { 1, 0, 120, "C2" },
  [LF_RULE_LAND_MONTHS] = { 2, 0, 120, "C3" },
  [LF_RULE_START_MONTHS] = { 3, 0, 120, "C4" },
  [LF_RULE_PRODUCTION_MONTHS] = { 1, 0, 120, "C6" },
  [LF_RULE_CLOCK_WARNING_DAYS] = { 14, 0, 365, "" },
  [LF_RULE_NOTICE_DAYS] = { 20, 0, 365, "W21" },
  [LF_RULE_LISTING_DAYS] = { 10, 0, 365, "R3" },
  [LF_RULE_RESULT_WORKING_DAYS] = { 10, 0, 250, "W21" },
  [LF_RULE_PERMIT_MONTHS] = { 3, 0, 120, "W5" },
  [LF_RULE_PERMIT_EXTENSIONS] = { 2, 0, 10, "W5" },
  [LF_RULE_EXTENSION_MONTHS] = { 3, 0, 120, "W5" },
  [LF_RULE_STATISTICS_MONTHS] = { 1, 0, 120, "W6" },
  [LF_RULE_STATISTICS_LATE_MONTHS] = { 2, 0, 120, "W6" },
  [LF_RULE_IDLE_FEE_MONTHS] = { 12, 0, 120, "W22" },
  [LF_RULE_IDLE_RETURN_MONTHS] = { 24, 0, 120, "W22" },
  [LF_RULE_LAW_WARNING_DAYS] = { 30, 0, 365, "" },
  [LF_RULE_LAMP_PRESET] = { 1, 1, 2, "W6" },
  [LF_RULE_LAMP_START_MONTHS] = { 3, 1, 120, "W6" },
  [LF_RULE_LAMP_LAG_POINTS] = { 10, 0, 100, "W6" },
  [LF_RULE_LAMP_FAR_POINTS] = { 30, 0, 100, "W6" },
  [LF_RULE_FLAG_RED_POINTS] = { 5, 0, 100, "" },
  [LF_RULE_FLAG_YELLOW_POINTS] = { 10, 0, 100, "W6" },
  [LF_RULE_FLAG_SNAIL_POINTS] = { 30, 0, 100, "W6" },
  [LF_RULE_SEGMENT_FIRMS] = { 3, 1, 1000, "L2" },
  [LF_RULE_SEGMENT_JOBS] = { 100, 1, 1000000, "L2" },
  [LF_RULE_SCORE_CHAIN_POINTS] = { 30, 0, 100, "L11" },
  [LF_RULE_SCORE_SIZE_POINTS] = { 25, 0, 100, "L11" },
  [LF_RULE_SCORE_GROWTH_POINTS] = { 15, 0, 100, "L11" },
  [LF_RULE_SCORE_REFERRAL_POINTS] = { 15, 0, 100, "L11" },
  [LF_RULE_SCORE_DISTANCE_POINTS] = { 15, 0, 100, "L11" },
  [LF_RULE_SCORE_SIZE_YI] = { 10, 1, 1000, "" },
  [LF_RULE_SCORE_GROWTH_PERCENT] = { 30, 1, 1000, "" },
  [LF_RULE_EXPERTS_FROM_YI] = { 10, 0, 1000, "L12" },
  [LF_RULE_EXPERTS_LEAST] = { 3, 1, 20, "L12" },
  [LF_RULE_GATE_SCREENING] = { 0, 0, 1, "W3" },
  [LF_RULE_GATE_DECISION] = { 0, 0, 1, "R1" },
};
/* clang-format on */

typedef struct
{
  char *id, *park; /* the park: (nullable) */
  LfDate from;
  int value;
} Entry;

struct _LfRulebook
{
  GArray *entries[LF_N_RULES]; /* (element-type Entry) (nullable): NULL: none */
  GHashTable *parents;         /* park → the park it is part of */
};

const LfRuleNumber *
lf_rule_number (LfRuleKey key)
{
  return &numbers[key];
}

static gboolean
find_key (const char *name, LfRuleKey *ret_key)
{
  for (guint i = 0; name != NULL && i < LF_N_RULES; i++)
    if (strcmp (lf_rule_options[i].key, name) == 0)
      {
        *ret_key = (LfRuleKey) i;
        return TRUE;
      }
  return FALSE;
}

/* A number that its rule does not allow. What is not a number is another check's. */
void
lf_rulebook_rule (const LfRecord *before,
                  const LfRecord *after,
                  gboolean undoing,
                  GPtrArray *problems)
{
  const char *value = lf_record_get (after, "value");
  LfRuleKey key;
  gint64 number;

  if (value == NULL || !find_key (lf_record_get (after, "rule"), &key)
      || !g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL)
      || (number >= numbers[key].least && number <= numbers[key].most))
    return;
  g_ptr_array_add (problems,
                   lf_problem_new ("value", "range",
                                   g_strdup_printf (_ ("“%1$s” must be from %2$d to %3$d."),
                                                    lf_option_label (&lf_rule_options[key]),
                                                    numbers[key].least, numbers[key].most)));
}

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->park);
}

LfRulebook *
lf_rulebook_new (void)
{
  LfRulebook *self = g_new0 (LfRulebook, 1);

  self->parents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
lf_rulebook_free (LfRulebook *self)
{
  for (guint i = 0; i < LF_N_RULES; i++)
    g_clear_pointer (&self->entries[i], g_array_unref);
  g_hash_table_unref (self->parents);
  g_free (self);
}

static void
take_rule (LfRulebook *self, const LfRecord *record)
{
  const char *from = lf_record_get (record, "valid_from");
  const char *value = lf_record_get (record, "value");
  Entry entry = { NULL };
  LfRuleKey key;

  if (!find_key (lf_record_get (record, "rule"), &key) || from == NULL || value == NULL
      || !lf_date_from_canonical (from, &entry.from))
    return;
  entry.id = g_strdup (lf_record_id (record));
  entry.park = g_strdup (lf_record_get (record, "park"));
  entry.from = lf_date_first_day (&entry.from);
  entry.value = (int) g_ascii_strtoll (value, NULL, 10);
  if (self->entries[key] == NULL)
    {
      self->entries[key] = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_array_set_clear_func (self->entries[key], entry_clear);
    }
  g_array_append_val (self->entries[key], entry);
}

void
lf_rulebook_take (LfRulebook *self, const LfRecord *record)
{
  if (lf_record_is_deleted (record))
    return;
  if (lf_record_entity (record) == &lf_entity_rule)
    take_rule (self, record);
  else if (lf_record_entity (record) == &lf_entity_park && lf_record_get (record, "parent") != NULL)
    g_hash_table_insert (self->parents, g_strdup (lf_record_id (record)),
                         g_strdup (lf_record_get (record, "parent")));
}

/* (nullable) */
static const Entry *
find_youngest (const GArray *entries, const char *park, const LfDate *on)
{
  const Entry *found = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      int order;

      if (g_strcmp0 (entry->park, park) != 0 || lf_date_compare (&entry->from, on) > 0)
        continue;
      order = found == NULL ? 1 : lf_date_compare (&entry->from, &found->from);
      if (order > 0 || (order == 0 && strcmp (entry->id, found->id) > 0))
        found = entry;
    }
  return found;
}

int
lf_rulebook_value (const LfRulebook *self, LfRuleKey key, const char *park, const LfDate *on)
{
  const GArray *entries = self->entries[key];
  const LfDate day = lf_date_first_day (on);
  const Entry *found = NULL;

  if (entries == NULL)
    return numbers[key].preset;
  for (guint depth = 0; found == NULL && park != NULL && depth < MOST_PARENTS; depth++)
    {
      found = find_youngest (entries, park, &day);
      park = g_hash_table_lookup (self->parents, park);
    }
  if (found == NULL)
    found = find_youngest (entries, NULL, &day);
  return found == NULL ? numbers[key].preset
                       : CLAMP (found->value, numbers[key].least, numbers[key].most);
}
