/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema table of the numbers a zone goes by: rule. */

#include "config.h"

#include "lf-rulebook.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")

/* §§3, 6, 8: in force from a day on, in a park or in all of them */
static const LfField rule_fields[] = {
  { "rule", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Rule"), GENERAL, .options = lf_rule_options, .synonyms = "规则|规则项" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "value", LF_VALUE_INTEGER, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Value"), GENERAL,
    .synonyms = "数值|规则值", .least = 0, .most = 1000 },
  { "valid_from", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Valid from"), GENERAL, .initial = "today", .synonyms = "生效日期|起始日期" },
  { "reason", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Reason"), GENERAL,
    .synonyms = "原因|依据" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_rule = {
  .name = "rule",
  .label = N_ ("Rule"),
  .plural = N_ ("Rules"),
  .synonyms = "规则|时限规则",
  .fields = rule_fields,
  .icon = "lf-calendar-symbolic",
  .parent = "park",
  .date = "valid_from",
  .rule = lf_rulebook_rule,
  .key = "rule|park|valid_from",
  .offered_on = "park",
};
/* clang-format on */
