/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of quantities: how they are shown, and what people write instead. */

#include "config.h"

#include "lf-field-types.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const struct { const char *unit, *label; } labels[] = {
  { "mu", NC_ ("unit", "mu") },
  { "m2", NC_ ("unit", "m²") },
  { "percent", NC_ ("unit", "%") },
  { "days", NC_ ("unit", "days") },
  { "working_days", NC_ ("unit", "working days") },
  { "hours", NC_ ("unit", "hours") },
  { "months", NC_ ("unit", "months") },
  { "tce", NC_ ("unit", "tce") },
  { "tonnes", NC_ ("unit", "t") },
  { "kwh", NC_ ("unit", "kWh") },
  { "points", NC_ ("unit", "points") },
  { "bytes", NC_ ("unit", "bytes") },
  { "homes", NC_ ("unit", "homes") },
  { "wan_per_mu", NC_ ("unit", "wan CNY/mu") },
  { "wan_per_tce", NC_ ("unit", "wan CNY/tce") },
  { "wan_per_tonne", NC_ ("unit", "wan CNY/t") },
};

/* What may stand behind a number, folded. 1亩 = 2000/3 ㎡, 1公顷 = 15亩 (domain.md §5) */
static const struct { const char *unit, *words; double factor; } words[] = {
  { "mu", "亩|mu", 1 },
  { "mu", "公顷|ha", 15 },
  { "mu", "平方米|m2", 0.0015 },
  { "mu", "平方公里|km2", 1500 },
  { "m2", "平方米|m2|平米|平方", 1 },
  { "m2", "万平方米|万m2|万平米|万平方", 10000 },
  { "m2", "亩|mu", 2000.0 / 3 },
  { "m2", "公顷|ha", 10000 },
  { "percent", "%|个百分点", 1 },
  { "percent", "‰", 0.1 },
  { "days", "天|日|days|day", 1 },
  { "working_days", "个工作日|工作日|天", 1 },
  { "hours", "小时|个小时|h|hours|hour", 1 },
  { "months", "个月|月|months|month", 1 },
  { "tce", "吨标煤|吨标准煤|tce", 1 },
  { "tce", "万吨标煤|万吨标准煤", 10000 },
  { "tonnes", "吨|t", 1 },
  { "tonnes", "万吨", 10000 },
  { "tonnes", "千克|公斤|kg", 0.001 },
  { "kwh", "千瓦时|度|kwh", 1 },
  { "kwh", "万千瓦时|万度", 10000 },
  { "points", "分", 1 },
  { "bytes", "字节|b", 1 },
  { "homes", "套|间", 1 },
  { "wan_per_mu", "万元/亩|万/亩", 1 },
  { "wan_per_mu", "元/平方米|元/m2", 2000.0 / 3 / 10000 },
  { "wan_per_tce", "万元/吨标煤|万元/吨标准煤", 1 },
  { "wan_per_tonne", "万元/吨", 1 },
};
/* clang-format on */

static gboolean
is_among (const char *word, const char *list)
{
  g_auto (GStrv) all = g_strsplit (list, "|", -1);

  return g_strv_contains ((const char *const *) all, word);
}

static const char *
source_label (const LfField *field)
{
  for (guint i = 0; field->unit != NULL && i < G_N_ELEMENTS (labels); i++)
    if (strcmp (field->unit, labels[i].unit) == 0)
      return labels[i].label;
  return NULL;
}

const char *
lf_field_unit_label (const LfField *field)
{
  const char *label = source_label (field);

  return label == NULL ? field->unit : g_dpgettext2 (GETTEXT_PACKAGE, "unit", label);
}

/* What the program shows it also reads, in either language. */
static gboolean
is_label (const LfField *field, const char *word)
{
  g_autofree char *label = NULL;
  g_autofree char *shown = NULL;

  if (source_label (field) == NULL)
    return FALSE;
  label = lf_text_fold (source_label (field));
  shown = lf_text_fold (lf_field_unit_label (field));
  return strcmp (word, label) == 0 || strcmp (word, shown) == 0;
}

gboolean
lf_unit_factor (const LfField *field, const char *word, double *ret_factor)
{
  *ret_factor = 1;
  if (*word == '\0' || is_label (field, word))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (field->unit, words[i].unit) == 0 && is_among (word, words[i].words))
      {
        *ret_factor = words[i].factor;
        return TRUE;
      }
  return FALSE;
}
