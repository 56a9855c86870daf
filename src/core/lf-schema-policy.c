/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of what firms are promised: policy, clause, promise and its steps, findings on
 * their wording. */

#include "config.h"

#include "lf-fair-competition.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define REVIEW N_ ("Review")
#define MONEY N_ ("Amounts")
#define STEPS N_ ("Steps")

static const LfOption policy_states[] = {
  { "draft", N_ ("Draft"), "草拟" },
  { "reviewed", N_ ("Reviewed for fair competition"), "已公平竞争审查" },
  { "in_force", N_ ("Valid"), "有效" },
  { "ended", N_ ("No longer valid"), "失效" },
  { NULL },
};

/* I6, W27 */
static const LfField policy_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|政策名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "number", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Document number"), GENERAL,
    .synonyms = "文号" },
  { "issuer", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Issued by"), GENERAL,
    .synonyms = "发文单位" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = policy_states, .synonyms = "状态", .initial = "draft" },
  { "effective_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("In force from"), GENERAL,
    .synonyms = "生效日期" },
  { "ends_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("In force until"), GENERAL,
    .synonyms = "失效日期", .after = "effective_on" },
  { "reviewed_on", LF_VALUE_DATE, 0, N_ ("Fair competition reviewed on"), REVIEW,
    .synonyms = "公平竞争审查日期", .needed = "state=reviewed" },
  { "review_result", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Result of the review"), REVIEW,
    .synonyms = "审查结论" },
  { "summary", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Summary"), GENERAL, .synonyms = "摘要" },
  { "chains", LF_VALUE_REFERENCE_SET, 0, N_ ("Chains"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_policy = {
  .name = "policy",
  .label = N_ ("Policy"),
  .plural = N_ ("Policies"),
  .synonyms = "政策",
  .fields = policy_fields,
  .icon = "lf-policy-symbolic",
  .parent = "zone",
  .date = "effective_on",
  .offered_on = "",
};
/* clang-format on */

static const LfOption payment_ways[] = {
  { "automatic", N_ ("Without application"), "免申即享" },
  { "quick", N_ ("Quick application"), "快申快享" },
  { "ordinary", N_ ("Ordinary"), "一般|常规申报" },
  { NULL },
};

/* I6 */
static const LfField policy_clause_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题|条款" },
  { "policy", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Policy"), GENERAL,
    .target = "policy", .synonyms = "政策" },
  { "text", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Wording"), GENERAL,
    .synonyms = "条款内容" },
  { "way", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("How it is paid"), GENERAL,
    .options = payment_ways, .synonyms = "兑现方式" },
  { "rate_percent", LF_VALUE_QUANTITY, 0, N_ ("Rate"), GENERAL, .unit = "percent",
    .synonyms = "奖补比例", .least = 0, .most = 1000 },
  { "ceiling", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("At most"), GENERAL, .synonyms = "最高限额",
    LF_NOT_NEGATIVE },
  { "due_in_working_days", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("To be paid within"), GENERAL,
    .unit = "working_days", .synonyms = "兑现时限", .least = 0, .most = 1000 },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_policy_clause = {
  .name = "policy_clause",
  .label = N_ ("Policy clause"),
  .plural = N_ ("Policy clauses"),
  .synonyms = "政策条款",
  .fields = policy_clause_fields,
  .icon = "lf-policy-symbolic",
  .parent = "policy",
  .key = "policy|title",
  .offered_on = "policy",
};
/* clang-format on */

static const LfOption promise_states[] = {
  { "promised", N_ ("Promised"), "已承诺" },
  { "applied", N_ ("Applied for"), "已申报" },
  { "approved", N_ ("Application approved"), "已审定" },
  { "paid", N_ ("Paid"), "已兑现" },
  { "refused", N_ ("Refused"), "已退回|退回" },
  { NULL },
};

/* I6: overdue promises are listed */
static const LfField promise_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|兑现事项|承诺事项" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|项目名称" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|企业名称" },
  { "clause", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Policy clause"), GENERAL,
    .target = "policy_clause", .synonyms = "政策条款" },
  { "agreement", LF_VALUE_REFERENCE, 0, N_ ("Agreement"), GENERAL, .target = "agreement",
    .synonyms = "协议" },
  { "interaction", LF_VALUE_REFERENCE, 0, N_ ("Promised in the talk"), GENERAL,
    .target = "interaction", .synonyms = "洽谈记录" },
  { "condition", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Condition"), GENERAL,
    .synonyms = "兑现条件" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount promised"), MONEY,
    .synonyms = "承诺金额|应兑现金额", LF_NOT_NEGATIVE },
  { "amount_paid", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Amount paid"), MONEY,
    .synonyms = "兑现金额|已兑现金额", LF_NOT_NEGATIVE },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = promise_states, .synonyms = "状态", .initial = "promised" },
  { "promised_on", LF_VALUE_DATE, 0, N_ ("Promised on"), STEPS, .synonyms = "承诺日期" },
  { "due_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Due on"), STEPS,
    .synonyms = "截止日期|兑现期限", .after = "promised_on" },
  { "applied_on", LF_VALUE_DATE, 0, N_ ("Applied for on"), STEPS, .synonyms = "申报日期" },
  { "approved_on", LF_VALUE_DATE, 0, N_ ("Application approved on"), STEPS, .synonyms = "审定日期",
    .after = "applied_on" },
  { "paid_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Paid on"), STEPS, .synonyms = "兑现日期",
    .after = "promised_on", .needed = "state=paid" },
  { "responsible", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Responsible"), GENERAL,
    .target = "account", .synonyms = "责任人" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_promise = {
  .name = "promise",
  .label = N_ ("Promise"),
  .plural = N_ ("Promises"),
  .synonyms = "政策兑现",
  .fields = promise_fields,
  .icon = "lf-policy-symbolic",
  .parent = "project",
  .date = "due_on",
  .key = "subject|enterprise",
  .offered_on = "enterprise",
};
/* clang-format on */

static const LfOption finding_decisions[] = {
  { "stands", N_ ("Stands as it is"), "不违反|无需调整" },
  { "reworded", N_ ("To be reworded"), "修改表述|修改" },
  { "struck", N_ ("To be struck"), "删除" },
  { "exception", N_ ("Exception of the regulation"), "适用例外规定" },
  { NULL },
};

/* W27: words hint at it, a person decides */
static const LfField incentive_finding_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|审查事项" },
  { "rule", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("What the wording hints at"), GENERAL, .options = lf_fair_rule_options,
    .synonyms = "审查标准" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|项目名称" },
  { "policy_clause", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Policy clause"), GENERAL,
    .target = "policy_clause", .synonyms = "政策条款" },
  { "promise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Promise"), GENERAL, .target = "promise",
    .synonyms = "政策兑现|承诺事项" },
  { "agreement", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Agreement"), GENERAL,
    .target = "agreement", .synonyms = "协议" },
  { "words", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Words that hint at it"),
    GENERAL, .synonyms = "提示词" },
  { "sentence", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Sentence"), GENERAL,
    .synonyms = "原文" },
  { "decision", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Decision"), REVIEW,
    .options = finding_decisions, .synonyms = "处理决定|审查意见" },
  { "reason", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Reason"), REVIEW,
    .synonyms = "理由|原因" },
  { "decided_by", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Decided by"), REVIEW,
    .target = "account", .synonyms = "审查人" },
  { "decided_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Decided on"), REVIEW,
    .synonyms = "审查日期" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_incentive_finding = {
  .name = "incentive_finding",
  .label = N_ ("Incentive finding"),
  .plural = N_ ("Incentive findings"),
  .synonyms = "公平竞争审查疑点",
  .fields = incentive_finding_fields,
  .icon = "lf-policy-symbolic",
  .parent = "project",
  .date = "decided_on",
  .key = "subject|rule",
  .offered_on = "",
};
/* clang-format on */

static const LfOption promise_step_kinds[] = {
  { "note", N_ ("Note"), "备注|进展" },
  { "application", N_ ("Application"), "申报" },
  { "approval", N_ ("Approval of the application"), "审定|审核" },
  { "payment", N_ ("Payment"), "兑现|拨付" },
  { "refusal", N_ ("Refusal"), "退回" },
  { "reopening", N_ ("Reopening"), "重办|退回重办" },
  { NULL },
};

/* I6: what was done about a promise; each part that is paid is one */
static const LfField promise_step_fields[] = {
  { "text", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("What was done"), GENERAL, .synonyms = "办理情况" },
  { "promise", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Promise"), GENERAL,
    .target = "promise", .synonyms = "政策兑现|兑现事项" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = promise_step_kinds,
    .synonyms = "类型", .initial = "note" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount"), GENERAL,
    .synonyms = "金额|兑现金额|拨付金额", LF_NOT_NEGATIVE },
  { "done_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Step taken on"), GENERAL, .synonyms = "办理日期|兑现日期|拨付日期", .initial = "today" },
  { "done_by", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Done by"), GENERAL, .target = "account",
    .synonyms = "办理人" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_promise_step = {
  .name = "promise_step",
  .label = N_ ("Promise step"),
  .plural = N_ ("Promise steps"),
  .synonyms = "兑现过程|政策兑现过程",
  .fields = promise_step_fields,
  .icon = "lf-policy-symbolic",
  .parent = "promise",
  .date = "done_on",
  .key = "promise|done_on|text",
  .offered_on = "promise",
};
/* clang-format on */
