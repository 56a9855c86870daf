/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checklist of incentives. */

#include "config.h"

#include "lf-fair-competition.h"

#include "lf-error.h"
#include "lf-id.h"
#include "lf-schema-tables.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define REGULATION N_ ("Fair Competition Review Regulation, art. 10")
#define MEASURES N_ ("Measures of 2025, art. 19")

/* clang-format off */
const LfFairRule lf_fair_rules[LF_N_FAIR_RULES] = {
  { "tax_favour", REGULATION, N_ ("No tax favours for specific operators."),
    "税收优惠|税收减免|减免税|免征|先征后返|先征后退|即征即退|列收列支|税收返还|税+返还|税+留成" },
  { "selective_subsidy", REGULATION, N_ ("No selective subsidies or rewards for specific operators."),
    "特定经营者|一企一策|一事一议|点对点|企业名录库|名录库|指定企业|仅限+企业|专项补贴给|定向补贴|定向奖励" },
  { "moving_registration", MEASURES, N_ ("No reward may depend on moving the registration here."),
    "迁移注册地|注册地+迁|迁入本|迁入我|总部+迁入|不得迁出|不迁出|不迁离|不得迁离|注册地变更" },
  { "local_tax", MEASURES, N_ ("No reward may depend on paying tax here."),
    "本地纳税|在本地+纳税|在本区+纳税|在区内+纳税|纳税额|税收贡献|地方贡献|经济贡献|地方财政贡献|税收达到|税+奖励|税+补贴" },
  { "local_statistics", MEASURES, N_ ("No reward may depend on being counted in the statistics here."),
    "纳入本地统计|纳入本区统计|本地统计|统计关系|纳统|入统|入库纳统|升规入统" },
};

const LfOption lf_fair_rule_options[LF_N_FAIR_RULES + 1] = {
  { "tax_favour", N_ ("Tax favour"), "税收优惠" },
  { "selective_subsidy", N_ ("Selective subsidy"), "特定经营者奖补" },
  { "moving_registration", N_ ("Moving the registration"), "迁移注册地" },
  { "local_tax", N_ ("Paying tax locally"), "本地纳税" },
  { "local_statistics", N_ ("Entering local statistics"), "纳入本地统计" },
  { NULL },
};

/* Whose wording is checked, and which field of a finding refers to them. */
static const struct { const char *entity, *fields[3]; } checked[] = {
  { "policy_clause", { "title", "text" } },
  { "promise", { "subject", "condition" } },
  { "agreement", { "title", "terms" } },
};
/* clang-format on */

void
lf_fair_hint_free (LfFairHint *self)
{
  g_free (self->words);
  g_free (self->sentence);
  g_free (self);
}

/* ---- Searching ---- */

/* "注册地+迁": every part of it stands in @sentence. */
static gboolean
has_word (const char *sentence, const char *word)
{
  g_auto (GStrv) parts = g_strsplit (word, "+", -1);

  for (char **part = parts; *part != NULL; part++)
    if (strstr (sentence, *part) == NULL)
      return FALSE;
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
find_words (const char *sentence, const LfFairRule *rule)
{
  g_auto (GStrv) words = g_strsplit (rule->words, "|", -1);
  g_autofree char *folded = lf_text_fold (sentence);
  GString *hits = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    if (has_word (folded, *word))
      {
        g_auto (GStrv) parts = g_strsplit (*word, "+", -1);
        g_autofree char *shown = g_strjoinv ("…", parts);

        g_string_append_printf (hits, "%s%s", hits->len == 0 ? "" : "、", shown);
      }
  return g_string_free (hits, hits->len == 0);
}

/* (transfer full): its sentences, without what ends them */
static GStrv
split_sentences (const char *text)
{
  static const char *const ends[] = { "。", "；", ";", "！", "\n", NULL };
  g_autoptr (GString) marked = g_string_new (text);

  for (guint i = 0; ends[i] != NULL; i++)
    g_string_replace (marked, ends[i], "\n", 0);
  return g_strsplit (marked->str, "\n", -1);
}

GPtrArray *
lf_fair_check_text (const char *text)
{
  GPtrArray *hints = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_fair_hint_free);
  g_auto (GStrv) sentences = split_sentences (text == NULL ? "" : text);

  for (guint i = 0; i < LF_N_FAIR_RULES; i++)
    for (char **sentence = sentences; *sentence != NULL; sentence++)
      {
        char *words = find_words (*sentence, &lf_fair_rules[i]);
        LfFairHint *hint;

        if (words == NULL)
          continue;
        hint = g_new0 (LfFairHint, 1);
        hint->rule = &lf_fair_rules[i];
        hint->words = words;
        hint->sentence = g_strdup (g_strstrip (*sentence));
        g_ptr_array_add (hints, hint);
        break;
      }
  return hints;
}

/* (nullable) */
static const char *const *
find_fields (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (checked); i++)
    if (strcmp (checked[i].entity, entity->name) == 0)
      return checked[i].fields;
  return NULL;
}

gboolean
lf_fair_fits (const LfEntity *entity)
{
  return find_fields (entity) != NULL;
}

GPtrArray *
lf_fair_check (const LfRecord *record)
{
  const char *const *fields = find_fields (lf_record_entity (record));
  g_autoptr (GString) text = g_string_new (NULL);

  for (; fields != NULL && *fields != NULL; fields++)
    if (lf_record_get (record, *fields) != NULL)
      g_string_append_printf (text, "%s\n", lf_record_get (record, *fields));
  return lf_fair_check_text (text->str);
}

/* ---- The checklist ---- */

static void
item_free (gpointer data)
{
  LfFairItem *item = data;

  lf_record_unref (item->record);
  g_clear_pointer (&item->finding, lf_record_unref);
  g_free (item->words);
  g_free (item->sentence);
  g_free (item);
}

static char *
finding_id (const LfFairRule *rule, const LfRecord *record)
{
  return lf_id_derive ("incentive_finding", rule->key, lf_record_id (record), NULL);
}

/* (nullable) */
static LfRecord *
find_finding (const GPtrArray *findings, const LfFairRule *rule, const LfRecord *record)
{
  g_autofree char *id = finding_id (rule, record);

  for (guint i = 0; i < findings->len; i++)
    if (strcmp (lf_record_id (findings->pdata[i]), id) == 0)
      return findings->pdata[i];
  return NULL;
}

static void
add_item (GPtrArray *items, LfRecord *record, LfFairHint *hint, const GPtrArray *findings)
{
  LfRecord *finding = find_finding (findings, hint->rule, record);
  LfFairItem *item = g_new0 (LfFairItem, 1);

  item->record = lf_record_ref (record);
  item->rule = hint->rule;
  item->words = g_strdup (hint->words);
  item->sentence = g_strdup (hint->sentence);
  item->finding = finding == NULL ? NULL : lf_record_ref (finding);
  item->is_open = finding == NULL || lf_record_get (finding, "decision") == NULL
                  || g_strcmp0 (lf_record_get (finding, "sentence"), hint->sentence) != 0;
  g_ptr_array_add (items, item);
}

GPtrArray *
lf_fair_list (const GPtrArray *records, const GPtrArray *findings)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);

  for (guint i = 0; i < records->len; i++)
    {
      g_autoptr (GPtrArray) hints = lf_fair_check (records->pdata[i]);

      for (guint j = 0; j < hints->len; j++)
        add_item (items, records->pdata[i], hints->pdata[j], findings);
    }
  return items;
}

guint
lf_fair_count_open (const GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((const LfFairItem *) items->pdata[i])->is_open;
  return n;
}

char *
lf_fair_tell_rule (const LfFairRule *rule)
{
  return g_strdup_printf (C_ ("article and what it forbids", "%1$s: %2$s"), _ (rule->article),
                          _ (rule->forbids));
}

/* ---- Deciding ---- */

static void
fill_new (LfRecord *finding, const LfFairItem *item, const char *project)
{
  const LfEntity *entity = lf_record_entity (item->record);
  const char *own
      = lf_entity_index (entity, "project") < 0 ? NULL : lf_record_get (item->record, "project");
  g_autofree char *title = lf_record_title (item->record);
  g_autofree char *subject = g_strdup_printf (
      C_ ("a finding: whose wording, which words", "%1$s: %2$s"), title, item->words);

  lf_record_set (finding, "subject", subject);
  lf_record_set (finding, "rule", item->rule->key);
  lf_record_set (finding, "project", own != NULL ? own : project);
  lf_record_set (finding, entity->name, lf_record_id (item->record));
}

static void
write_field (
    LfChange *change, LfRecord *made, const LfRecord *kept, const char *field, const char *value)
{
  if (kept != NULL)
    lf_change_edit (change, kept, field, value);
  else
    lf_record_set (made, field, value);
}

LfChange *
lf_fair_decide (const LfFairItem *item,
                const char *project,
                const char *decision,
                const char *reason,
                const char *by,
                const LfDate *today,
                GError **error)
{
  g_autofree char *id = finding_id (item->rule, item->record);
  g_autofree char *day = lf_date_to_canonical (today);
  g_autofree char *label = NULL;
  g_autofree char *title = lf_record_title (item->record);
  g_autoptr (LfRecord) made = NULL;
  LfChange *change;

  if (decision == NULL || reason == NULL)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("Say what is done about the wording of “%s”, and why."), title);
      return NULL;
    }
  label = g_strdup_printf (_ ("Fair competition: %s"), title);
  change = lf_change_new (label);
  if (item->finding == NULL)
    {
      made = lf_record_new (&lf_entity_incentive_finding, id);
      fill_new (made, item, project);
    }
  write_field (change, made, item->finding, "words", item->words);
  write_field (change, made, item->finding, "sentence", item->sentence);
  write_field (change, made, item->finding, "decision", decision);
  write_field (change, made, item->finding, "reason", reason);
  write_field (change, made, item->finding, "decided_by", by);
  write_field (change, made, item->finding, "decided_on", day);
  if (made != NULL)
    lf_change_create (change, made);
  return change;
}
