/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is missing before the decision meeting. */

#include "config.h"

#include "lf-judging.h"

#include "lf-codes.h"
#include "lf-field.h"
#include "lf-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* GB/T 4754: petroleum and coking, chemicals, electricity and heat, gas. */
static const char *const hazardous_codes[] = { "25", "26", "44", "45", NULL };
static const char *const hazardous_words[] = { "化工", "能源", "石化" };

void
lf_lack_free (LfLack *self)
{
  g_free (self->text);
  g_free (self);
}

gboolean
lf_judging_is_hazardous (const LfRecord *project)
{
  const char *code = lf_record_get (project, "industry_code");
  const char *word = lf_record_get (project, "industry");
  g_autofree char *codes = lf_set_join (hazardous_codes);

  if (g_strcmp0 (lf_record_get (project, "is_chemical"), "1") == 0
      || (code != NULL && lf_industry_covers (codes, code)))
    return TRUE;
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (hazardous_words); i++)
    if (strstr (word, hazardous_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The day it was held; of those of one day the one that was made later. */
static gboolean
is_younger (const LfRecord *a, const LfRecord *b)
{
  int order = g_strcmp0 (lf_record_get (a, "held_on"), lf_record_get (b, "held_on"));

  return order > 0 || (order == 0 && strcmp (lf_record_id (a), lf_record_id (b)) > 0);
}

/* (nullable): the youngest with a verdict. @body: (nullable) */
static const LfRecord *
find_judged (const LfDecisionCase *of, const char *kind, const char *body)
{
  const LfRecord *found = NULL;

  for (guint i = 0; i < of->evaluations->len; i++)
    {
      const LfRecord *evaluation = of->evaluations->pdata[i];

      if (g_strcmp0 (lf_record_get (evaluation, "kind"), kind) != 0
          || lf_record_get (evaluation, "verdict") == NULL
          || (body != NULL && g_strcmp0 (lf_record_get (evaluation, "body"), body) != 0))
        continue;
      if (found == NULL || is_younger (evaluation, found))
        found = evaluation;
    }
  return found;
}

static gboolean
is_positive (const LfRecord *evaluation)
{
  const char *verdict = evaluation == NULL ? NULL : lf_record_get (evaluation, "verdict");

  return g_strcmp0 (verdict, "approve") == 0 || g_strcmp0 (verdict, "follow") == 0;
}

static void
add_lack (GPtrArray *lacks, LfLackKind kind, char *text)
{
  LfLack *lack = g_new0 (LfLack, 1);

  lack->kind = kind;
  lack->text = text;
  g_ptr_array_add (lacks, lack);
}

/* ---- The gates ---- */

/* In yuan's fen; FALSE where no amount in yuan is known. */
static gboolean
find_amount (const LfRecord *project, LfMoney *ret_money)
{
  static const char *const fields[] = { "total_investment", "fixed_investment" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = lf_record_get (project, fields[i]);

      if (text != NULL && lf_money_from_canonical (text, ret_money)
          && strcmp (ret_money->currency, "CNY") == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
asks_experts (const LfDecisionCase *of, const LfRulebook *rules, const LfDate *today)
{
  const char *park = lf_record_get (of->project, "park");
  const int from = lf_rulebook_value (rules, LF_RULE_EXPERTS_FROM_YI, park, today);
  LfMoney amount;

  return find_amount (of->project, &amount) && amount.minor >= from * LF_MONEY_YI;
}

static gboolean
is_of_experts (const LfDecisionCase *of, const LfRecord *opinion)
{
  const char *id = lf_record_get (opinion, "evaluation");

  for (guint i = 0; i < of->evaluations->len; i++)
    if (g_strcmp0 (lf_record_id (of->evaluations->pdata[i]), id) == 0)
      return g_strcmp0 (lf_record_get (of->evaluations->pdata[i], "kind"), "experts") == 0;
  return FALSE;
}

/* How many experts gave one in a review by experts, without a conflict of interest. */
static guint
count_experts (const LfDecisionCase *of, guint *ret_n_excluded)
{
  g_autoptr (GHashTable) heard = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) excluded = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < of->opinions->len; i++)
    {
      const LfRecord *opinion = of->opinions->pdata[i];
      const char *expert = lf_record_get (opinion, "expert");

      if (expert == NULL || !is_of_experts (of, opinion))
        continue;
      g_hash_table_add (g_strcmp0 (lf_record_get (opinion, "has_interest"), "1") == 0 ? excluded
                                                                                      : heard,
                        (gpointer) expert);
    }
  *ret_n_excluded = g_hash_table_size (excluded);
  return g_hash_table_size (heard);
}

/* (transfer full) */
static char *
tell_experts (guint n, guint n_excluded, guint least, int from_yi)
{
  const LfMoney from = { from_yi * LF_MONEY_YI, "CNY", LF_QUALIFIER_EXACT };
  g_autofree char *amount = lf_money_format (&from);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text, _ ("Experts: %1$u of %2$u opinions are there; from %3$s on they are asked."), n, least,
      amount);
  if (n_excluded > 0)
    g_string_append_printf (
        text,
        g_dngettext (GETTEXT_PACKAGE, " %u more does not count: a conflict of interest.",
                     " %u more do not count: a conflict of interest.", n_excluded),
        n_excluded);
  return g_string_free (text, FALSE);
}

static void
check_experts (GPtrArray *lacks,
               const LfDecisionCase *of,
               const LfRulebook *rules,
               const LfDate *today)
{
  const char *park = lf_record_get (of->project, "park");
  const guint least = (guint) lf_rulebook_value (rules, LF_RULE_EXPERTS_LEAST, park, today);
  guint n_excluded, n = count_experts (of, &n_excluded);

  if (asks_experts (of, rules, today) && n < least)
    add_lack (lacks, LF_LACK_EXPERTS,
              tell_experts (n, n_excluded, least,
                            lf_rulebook_value (rules, LF_RULE_EXPERTS_FROM_YI, park, today)));
}

/* Safety and environment; a veto in either ends it. */
static void
check_hazards (GPtrArray *lacks, const LfDecisionCase *of)
{
  static const struct
  {
    const char *kind;
    LfLackKind lack;
    const char *missing;
  } gates[] = {
    { "safety", LF_LACK_SAFETY,
      N_ ("The safety opinion is missing or is no approval: chemical and energy projects need "
          "it.") },
    { "environment", LF_LACK_ENVIRONMENT,
      N_ ("The environment opinion is missing or is no approval: chemical and energy projects "
          "need it.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (gates); i++)
    {
      const LfRecord *evaluation = find_judged (of, gates[i].kind, /* body= */ NULL);
      g_autofree char *title = evaluation == NULL ? NULL : lf_record_title (evaluation);

      if (evaluation != NULL && g_strcmp0 (lf_record_get (evaluation, "verdict"), "veto") == 0)
        add_lack (lacks, LF_LACK_VETO,
                  g_strdup_printf (_ ("“%s” is a veto: the project cannot be approved before a "
                                      "later opinion lifts it."),
                                   title));
      else if (lf_judging_is_hazardous (of->project) && !is_positive (evaluation))
        add_lack (lacks, gates[i].lack, g_strdup (_ (gates[i].missing)));
    }
}

static int
compare_lacks (gconstpointer a, gconstpointer b)
{
  const LfLack *x = *(LfLack *const *) a, *y = *(LfLack *const *) b;

  return (int) x->kind - (int) y->kind;
}

GPtrArray *
lf_judging_lacks (const LfDecisionCase *of, const LfRulebook *rules, const LfDate *today)
{
  GPtrArray *lacks = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_lack_free);

  if (!is_positive (find_judged (of, "screening", /* body= */ NULL)))
    add_lack (lacks, LF_LACK_SCREENING, g_strdup (_ ("No joint verdict to follow this lead yet.")));
  check_hazards (lacks, of);
  check_experts (lacks, of, rules, today);
  if (of->n_fair_open > 0)
    add_lack (lacks, LF_LACK_FAIRNESS,
              g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                            "Fair competition: on %u sentence nobody has decided "
                                            "yet.",
                                            "Fair competition: on %u sentences nobody has decided "
                                            "yet.",
                                            of->n_fair_open),
                               of->n_fair_open));
  g_ptr_array_sort (lacks, compare_lacks);
  return lacks;
}

char *
lf_lacks_tell (const GPtrArray *lacks)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lacks->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : "\n",
                            ((const LfLack *) lacks->pdata[i])->text);
  return g_string_free (text, FALSE);
}

/* ---- The bodies ---- */

GPtrArray *
lf_judging_bodies (const LfDecisionCase *of, const LfRulebook *rules, const LfDate *today)
{
  const char *area = lf_record_get (of->project, "land_area_mu");
  const gboolean needs_land = area != NULL && g_ascii_strtod (area, NULL) > 0;
  const gboolean is_large = asks_experts (of, rules, today);
  GPtrArray *bodies = g_ptr_array_new ();

  if (needs_land || is_large || of->n_promises > 0)
    {
      g_ptr_array_add (bodies, (gpointer) "committee");
      g_ptr_array_add (bodies, (gpointer) "executive");
    }
  if (needs_land)
    g_ptr_array_add (bodies, (gpointer) "land");
  if (is_large)
    g_ptr_array_add (bodies, (gpointer) "state_owned");
  return bodies;
}

gboolean
lf_judging_has_approved (const LfDecisionCase *of, const char *body)
{
  return is_positive (find_judged (of, "decision", body));
}
