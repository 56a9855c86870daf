/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weights of the score. */

#include "config.h"

#include "lf-weights-dialog.h"

#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

static const LfRuleKey weights[] = {
  LF_RULE_SCORE_CHAIN_POINTS,    LF_RULE_SCORE_SIZE_POINTS,     LF_RULE_SCORE_GROWTH_POINTS,
  LF_RULE_SCORE_REFERRAL_POINTS, LF_RULE_SCORE_DISTANCE_POINTS, LF_RULE_SCORE_SIZE_YI,
  LF_RULE_SCORE_GROWTH_PERCENT,
};

/* (transfer full): of all parks */
static char *
value_of (const LfScreening *screening, LfRuleKey key)
{
  return g_strdup_printf (
      "%d", lf_rulebook_value (screening->rules, key, /* park= */ NULL, &screening->today));
}

static LfChange *
make_rules (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  LfScreening *screening = user_data;
  LfChange *change = lf_change_new (_ ("Weights of the score"));

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autofree char *was = value_of (screening, weights[i]);
      const char *value = lf_rows_dialog_get (dialog, i);
      g_autoptr (LfRecord) rule = NULL;

      if (value == NULL || g_str_equal (value, was))
        continue;
      rule = lf_record_new (lf_schema_find ("rule"), NULL);
      lf_rules_fill_new (rule, &screening->today);
      lf_record_set (rule, "rule", lf_rule_options[weights[i]].key);
      lf_record_set (rule, "value", value);
      lf_change_create (change, rule);
    }
  return change;
}

void
lf_weights_dialog_present (GtkWindow *parent, LfAppContext *context, LfScreening *screening)
{
  LfRowsDialog *dialog
      = lf_rows_dialog_new (parent, context, _ ("Weights of the Score"), _ ("In all parks"));

  lf_rows_dialog_add_group (dialog, _ ("Rules"),
                            _ ("A park may have its own: in the list Rules. The points of a lead "
                               "are its share of all weights together."));
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    {
      g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("rule"), NULL);
      g_autofree char *value = value_of (screening, weights[i]);

      lf_record_set (draft, "value", value);
      lf_rows_dialog_add_row (dialog, draft, "value",
                              lf_option_label (&lf_rule_options[weights[i]]));
    }
  lf_rows_dialog_present (dialog, _ ("Weights kept"), make_rules, lf_screening_ref (screening),
                          (GDestroyNotify) lf_screening_unref);
}
