/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of duplicates: by which fields records are one (domain.md §4), and what people said
 * about it. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
const LfDuplicateRule lf_duplicate_rule_table[] = {
  { "project", LF_DUPLICATE_L1, { { LF_MATCH_SAME, "number" } } },
  { "project", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" } } },
  { "project", LF_DUPLICATE_L2, { { LF_MATCH_LIKE_NAME, "name" }, { LF_MATCH_SAME, "enterprise" } } },
  { "project", LF_DUPLICATE_L3, { { LF_MATCH_SAME, "enterprise" }, { LF_MATCH_SAME, "industry" }, { LF_MATCH_AMOUNT, "total_investment" } } },
  { "project", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "contacts" } } },

  { "enterprise", LF_DUPLICATE_L1, { { LF_MATCH_SAME, "credit_code" } }, .decides = TRUE },
  { "enterprise", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" } } },
  { "enterprise", LF_DUPLICATE_L2, { { LF_MATCH_LIKE_FIRM, "name" }, { LF_MATCH_PLACE_OPEN, "city" } } },
  { "enterprise", LF_DUPLICATE_L3, { { LF_MATCH_SOUND, "name" }, { LF_MATCH_PLACE, "city" } } },
  { "enterprise", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "phone" } } },
  { "enterprise", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "address" } } },

  { "contact", LF_DUPLICATE_L1, { { LF_MATCH_NAME, "name" }, { LF_MATCH_SAME, "mobile" } } },
  { "contact", LF_DUPLICATE_L2, { { LF_MATCH_NAME, "name" }, { LF_MATCH_SAME, "enterprise" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "mobile" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "email" } } },
  { "contact", LF_DUPLICATE_L4, { { LF_MATCH_SAME, "wechat" } } },
  { NULL },
};
/* clang-format on */

#define PAIR N_ ("The two records")
#define VERDICT N_ ("Verdict")
#define MACHINE LF_FIELD_MACHINE

static const LfOption levels[] = {
  { "l1", N_ ("Same code or name"), NULL },
  { "l2", N_ ("Very similar"), NULL },
  { "l3", N_ ("Similar"), NULL },
  { "l4", N_ ("Hint"), NULL },
  { NULL },
};

/* In the order of LfVerdict. */
static const LfOption verdicts[] = {
  { "overwrite", N_ ("Overwrite"), "覆盖" },
  { "ignore", N_ ("Ignore"), "忽略" },
  { "merge", N_ ("Merge"), "合并" },
  { "new", N_ ("A new one"), "新建|新项目" },
  { NULL },
};

/* What a person said about two records that stay two, so that nobody is asked again. A merge or an
 * overwriting needs no record of its own: it is in the history of both. */
static const LfField duplicate_verdict_fields[] = {
  { "title", LF_VALUE_TEXT, LF_FIELD_TITLE | LF_FIELD_LISTED | MACHINE, N_ ("Records"), PAIR },
  { "entity", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_HIDDEN | MACHINE, N_ ("Entity"), PAIR },
  { "record", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_HIDDEN | MACHINE, N_ ("Record id"),
    PAIR },
  { "other_record", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_HIDDEN | MACHINE,
    N_ ("Id of the other record"), PAIR },
  { "other_values", LF_VALUE_LONG_TEXT, MACHINE, N_ ("What the other record says"), PAIR },
  { "level", LF_VALUE_CHOICE, LF_FIELD_LISTED | MACHINE, N_ ("Level"), PAIR, .options = levels },
  { "matched_fields", LF_VALUE_TEXT_SET, LF_FIELD_LISTED | MACHINE, N_ ("Fields that matched"),
    PAIR },
  { "verdict", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Verdict"), VERDICT,
    .options = verdicts, .synonyms = "结论|判定", .bundle = "judgement" },
  { "reason", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Reason"), VERDICT, .synonyms = "理由|判定理由",
    .bundle = "judgement" },
  { "judged_by", LF_VALUE_TEXT, LF_FIELD_LISTED | MACHINE, N_ ("Judged by"), VERDICT,
    .bundle = "judgement" },
  { "judged_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED | MACHINE, N_ ("Judged on"),
    VERDICT, .bundle = "judgement" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_duplicate_verdict = {
  .name = "duplicate_verdict",
  .label = N_ ("Verdict on duplicates"),
  .plural = N_ ("Verdicts on duplicates"),
  .synonyms = "查重结论",
  .fields = duplicate_verdict_fields,
  .icon = "lf-conflict-symbolic",
  .date = "judged_on",
  .rule = lf_verdict_rule,
};
/* clang-format on */
