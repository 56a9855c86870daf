/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records of any entity. */

#include "some-record.h"

/* domain.md §9: a form, an import, the command line, the store and the server say one thing. */
const SameSentence same_sentences[] = {
  { "land_area_mu", "需用土地", "很大",
    "Land needed: “很大” is not a quantity in mu: write it like 12.5 or 12.5 mu." },
  { "energy_tce", "年能耗", "-5",
    "Energy per year: “-5 tce” is less than 0, the least that is possible." },
  { "total_investment", "总投资", "很多",
    "Total investment: “很多” is not an amount of money: write it like 5.6亿元, 5000万元, "
    "300万美元 "
    "or 12.50." },
  { "total_investment", "总投资", "-15.6亿元",
    "Total investment: “−CNY 1,560 million” is less than 0, the least that is possible." },
  { "signed_date", "签约日期", "去年",
    "Signed on: “去年” is not a date: write it like 2023-02-05, 2023年2月5日, 2023-02 or 2023." },
  { "jobs", "用工人数", "许多", "Jobs: “许多” is not a whole number: write it like 120." },
};
const guint n_same_sentences = G_N_ELEMENTS (same_sentences);

char *
some_text (const LfField *field)
{
  switch (field->type)
    {
    case LF_VALUE_CHOICE:
      return g_strdup (field->initial != NULL ? field->initial : field->options[0].key);
    case LF_VALUE_FLAG:
      return g_strdup ("是");
    case LF_VALUE_INTEGER:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_QUANTITY:
      return g_strdup ("12");
    case LF_VALUE_MONEY:
      return g_strdup ("5.6亿元");
    case LF_VALUE_DATE:
      return g_strdup ("2023-05-04");
    case LF_VALUE_TIMESTAMP:
      return g_strdup ("1700000000000000");
    case LF_VALUE_REFERENCE:
    case LF_VALUE_REFERENCE_SET:
    case LF_VALUE_ATTACHMENT_SET:
      return NULL;
    case LF_VALUE_CODE:
      return g_strdup ("330604");
    case LF_VALUE_TEXT:
    case LF_VALUE_LONG_TEXT:
    case LF_VALUE_TEXT_SET:
    case LF_N_VALUE_TYPES:
    default:
      return g_strdup (lf_field_has_bounds (field) && field->most < 10 ? "USD" : "甲记录");
    }
}

static void
fill (LfRecord *record, const LfField *field, GPtrArray *all)
{
  g_autofree char *text = some_text (field);
  g_autofree char *value = NULL;
  g_autoptr (LfRecord) target = NULL;
  g_autoptr (GError) error = NULL;

  if (field->target != NULL)
    {
      target = some_record_new (lf_schema_find (field->target), all);
      lf_record_set (record, field->name, lf_record_id (target));
      return;
    }
  g_assert_true (lf_field_parse (field, text, &value, &error));
  g_assert_no_error (error);
  lf_record_set (record, field->name, value);
}

LfRecord *
some_record_new (const LfEntity *entity, GPtrArray *ret_all)
{
  LfRecord *record = lf_record_new (entity, NULL);
  static const LfDate today = { 2023, 5, 4 };

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->flags & LF_FIELD_REQUIRED)
      fill (record, field, ret_all);
  lf_rules_fill_new (record, &today);
  g_ptr_array_add (ret_all, lf_record_ref (record));
  return record;
}
