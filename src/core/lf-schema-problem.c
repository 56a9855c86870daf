/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of what firms need and say: problem, problem step, rating, cultivation and its
 * steps. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define HANDLING N_ ("Handling")
#define CLOCK N_ ("Clock")
#define RESULT N_ ("Result")

static const LfOption problem_kinds[] = {
  { "funds", N_ ("Financing"), "资金|融资" },
  { "land", N_ ("Land"), "土地|拿地" },
  { "policy", N_ ("Policy"), "政策" },
  { "approval", N_ ("Approval"), "审批" },
  { "labour", N_ ("Labour"), "用工" },
  { "energy", N_ ("Energy"), "用能|水电气" },
  { "market", N_ ("Market"), "市场" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

static const LfOption problem_states[] = {
  { "collected", N_ ("Collected"), "已收集|收集" },
  { "dispatched", N_ ("Dispatched"), "已派单|派单" },
  { "handling", N_ ("Being handled"), "办理中|在办" },
  { "closed", N_ ("Closed"), "已办结|办结" },
  { "refused", N_ ("Refused"), "已退回|退回" },
  { NULL },
};

static const LfOption problem_levels[] = {
  { "steward", N_ ("Steward"), "服务专员" }, { "department", N_ ("Department"), "部门" },
  { "zone", N_ ("Zone"), "开发区|管委会" },  { "district", N_ ("District"), "区县" },
  { "city", N_ ("City"), "市|城市|市级" },   { NULL },
};

static const LfOption complexities[] = {
  { "enquiry", N_ ("Enquiry"), "咨询" },
  { "ordinary", N_ ("Ordinary"), "一般" },
  { "complex", N_ ("Complex"), "复杂" },
  { NULL },
};

static const LfOption satisfactions[] = {
  { "very", N_ ("Very satisfied"), "非常满意" },
  { "satisfied", N_ ("Satisfied"), "满意" },
  { "fair", N_ ("Fair"), "基本满意" },
  { "dissatisfied", N_ ("Dissatisfied"), "不满意" },
  { NULL },
};

/* V2, I1, I7, §7 */
static const LfField problem_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|问题|问题描述" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|项目名称" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|企业名称" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = problem_kinds, .synonyms = "类型|问题类型" },
  { "content", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Request"), GENERAL,
    .synonyms = "诉求内容|问题内容" },
  { "visit", LF_VALUE_REFERENCE, 0, N_ ("From the visit"), GENERAL, .target = "visit",
    .synonyms = "来源走访" },
  { "event", LF_VALUE_REFERENCE, 0, N_ ("From the event"), GENERAL, .target = "event",
    .synonyms = "来源活动" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"),
    HANDLING, .options = problem_states, .synonyms = "状态", .initial = "collected" },
  { "complexity", LF_VALUE_CHOICE, 0, N_ ("Complexity"), HANDLING, .options = complexities,
    .synonyms = "复杂程度", .initial = "ordinary" },
  { "level", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Escalated to"), HANDLING,
    .options = problem_levels, .synonyms = "提级层级", .initial = "steward" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), HANDLING, .target = "account",
    .synonyms = "责任人" },
  { "lead_department", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Lead department"),
    HANDLING, .synonyms = "牵头单位|主办单位" },
  { "co_departments", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Co-handling departments"),
    HANDLING, .synonyms = "协办单位" },
  { "collected_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Collected on"), CLOCK, .synonyms = "收集日期", .initial = "today" },
  { "dispatched_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Dispatched on"), CLOCK,
    .synonyms = "派单日期", .after = "collected_on", .needed = "state=dispatched" },
  { "objected_on", LF_VALUE_DATE, 0, N_ ("Objected on"), CLOCK, .synonyms = "异议日期",
    .after = "collected_on" },
  { "objection", LF_VALUE_TEXT, 0, N_ ("Objection"), CLOCK, .synonyms = "异议|异议理由" },
  { "accepted_on", LF_VALUE_DATE, 0, N_ ("Accepted on"), CLOCK,
    .synonyms = "受理日期|接单日期|签收日期", .after = "dispatched_on" },
  { "answered_on", LF_VALUE_DATE, 0, N_ ("First answered on"), CLOCK,
    .synonyms = "答复日期|首次答复日期", .after = "collected_on" },
  { "co_done_on", LF_VALUE_DATE, 0, N_ ("Co-handlers done on"), CLOCK,
    .synonyms = "协办完成日期|协办办结日期", .after = "dispatched_on" },
  { "due_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Due on"), CLOCK,
    .synonyms = "截止日期|办结时限", .after = "collected_on" },
  { "due_in_working_days", LF_VALUE_QUANTITY, 0, N_ ("To be closed within"), CLOCK,
    .unit = "working_days", .synonyms = "办理时限", .least = 0, .most = 1000 },
  { "extended_to", LF_VALUE_DATE, 0, N_ ("Extended to"), CLOCK, .synonyms = "延期至",
    .after = "due_on" },
  { "extension_reason", LF_VALUE_TEXT, 0, N_ ("Reason of the extension"), CLOCK,
    .synonyms = "延期原因" },
  { "escalated_on", LF_VALUE_DATE, 0, N_ ("Escalated on"), CLOCK, .synonyms = "提级日期",
    .after = "collected_on" },
  { "closed_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Closed on"), CLOCK, .synonyms = "办结日期",
    .after = "collected_on", .needed = "state=closed" },
  { "result", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Result"), RESULT,
    .synonyms = "办理结果" },
  { "decision", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Decision"), RESULT,
    .synonyms = "领导决定" },
  { "satisfaction", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Satisfaction"), RESULT,
    .options = satisfactions, .synonyms = "满意度" },
  { "called_back_on", LF_VALUE_DATE, 0, N_ ("Called back on"), RESULT, .synonyms = "回访日期",
    .after = "closed_on" },
  { "reopened_on", LF_VALUE_DATE, 0, N_ ("Reopened on"), RESULT,
    .synonyms = "重办日期|退回重办日期", .after = "collected_on" },
  { "is_spot_checked", LF_VALUE_FLAG, 0, N_ ("Spot-checked"), RESULT, .synonyms = "已抽查" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_problem = {
  .name = "problem",
  .label = N_ ("Problem"),
  .plural = N_ ("Problems"),
  .synonyms = "问题",
  .fields = problem_fields,
  .icon = "lf-problem-symbolic",
  .parent = "project",
  .date = "collected_on",
  .key = "subject|collected_on",
  .offered_on = "project|enterprise",
};
/* clang-format on */

static const LfOption problem_step_kinds[] = {
  { "note", N_ ("Note"), "备注|进展" },
  { "dispatch", N_ ("Dispatch"), "派单" },
  { "acceptance", N_ ("Taken on"), "受理|接单|签收" },
  { "objection", N_ ("Objection"), "异议" },
  { "answer", N_ ("First answer"), "答复" },
  { "co_part", N_ ("Co-handlers’ part"), "协办" },
  { "extension", N_ ("Extension"), "延期" },
  { "escalation", N_ ("Escalation"), "提级" },
  { "result", N_ ("Result"), "办理结果" },
  { "call_back", N_ ("Call-back"), "回访" },
  { "spot_check", N_ ("Spot check"), "抽查" },
  { "reopening", N_ ("Reopening"), "重办|退回重办" },
  { NULL },
};

/* I1 */
static const LfField problem_step_fields[] = {
  { "text", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("What was done"), GENERAL, .synonyms = "办理情况" },
  { "problem", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Problem"), GENERAL,
    .target = "problem", .synonyms = "问题" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = problem_step_kinds,
    .synonyms = "类型", .initial = "note" },
  { "done_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Step taken on"), GENERAL, .synonyms = "办理日期", .initial = "today" },
  { "done_by", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Done by"), GENERAL, .target = "account",
    .synonyms = "办理人" },
  { "department", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Department"), GENERAL,
    .synonyms = "部门|承办单位" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_problem_step = {
  .name = "problem_step",
  .label = N_ ("Problem step"),
  .plural = N_ ("Problem steps"),
  .synonyms = "办理过程|问题办理过程",
  .fields = problem_step_fields,
  .icon = "lf-problem-symbolic",
  .parent = "problem",
  .date = "done_on",
  .key = "problem|done_on|text",
  .offered_on = "problem",
};
/* clang-format on */

static const LfOption rater_kinds[] = {
  { "firm", N_ ("Firm"), "企业|服务企业" },
  { "partner", N_ ("Partner"), "合作伙伴|合作单位" },
  { NULL },
};

static const LfOption rating_ways[] = {
  { "call_back", N_ ("Call-back"), "回访|电话回访" },
  { "sample", N_ ("Sample"), "抽样|抽样调查" },
  { "form", N_ ("Rating form"), "测评表|问卷" },
  { "meeting", N_ ("Meeting"), "座谈|评议会" },
  { NULL },
};

/* K1, I5, W36: firms say how they are served, whoever serves them; nobody says it for them. The
 * scale is that of a problem's call-back. */
static const LfField rating_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题|评价名称" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Rated by"), GENERAL,
    .target = "enterprise", .synonyms = "评价企业|企业|企业名称" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Who rates"), GENERAL,
    .options = rater_kinds, .synonyms = "评价主体", .initial = "firm" },
  { "way", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("How it was asked"), GENERAL,
    .options = rating_ways, .synonyms = "评价方式" },
  { "department", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Department"), HANDLING,
    .synonyms = "被评部门|部门|单位" },
  { "officer", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Officer"), HANDLING, .target = "account",
    .synonyms = "被评人|服务专员" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), HANDLING, .target = "team",
    .synonyms = "被评专班|专班" },
  { "project", LF_VALUE_REFERENCE, 0, N_ ("Project"), HANDLING, .target = "project",
    .synonyms = "项目|项目名称" },
  { "satisfaction", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Satisfaction"), RESULT, .options = satisfactions, .synonyms = "满意度|评价" },
  { "rated_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Rated on"), RESULT, .synonyms = "评价日期", .initial = "today" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), RESULT, .synonyms = "意见|备注" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), RESULT, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_rating = {
  .name = "rating",
  .label = N_ ("Rating"),
  .plural = N_ ("Ratings"),
  .synonyms = "企业评价|满意度测评",
  .fields = rating_fields,
  .icon = "lf-evaluation-symbolic",
  .parent = "enterprise",
  .date = "rated_on",
  .key = "enterprise|rated_on|title",
  .offered_on = "enterprise",
};
/* clang-format on */

static const LfOption tiers[] = {
  { "seed", N_ ("Seed"), "种子企业" },
  { "incubation", N_ ("Incubation"), "孵化|在孵企业" },
  { "small_to_above_scale", N_ ("To above-scale"), "小升规" },
  { "gazelle", N_ ("Gazelle"), "瞪羚企业" },
  { "giant", N_ ("Little giant"), "专精特新|小巨人" },
  { "listing", N_ ("Listing candidate"), "上市后备" },
  { NULL },
};

static const LfOption cultivation_states[] = {
  { "running", N_ ("Running"), "培育中" },
  { "reached", N_ ("Level reached"), "已达标|已毕业" },
  { "landed", N_ ("Landed"), "已落地" },
  { "left", N_ ("Left"), "退出" },
  { NULL },
};

/* I8: a plan for each firm */
static const LfField cultivation_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Enterprise"),
    GENERAL, .target = "enterprise", .synonyms = "企业" },
  { "batch", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Batch"), GENERAL,
    .synonyms = "批次" },
  { "tier", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Tier"),
    GENERAL, .options = tiers, .synonyms = "梯次|培育类型" },
  { "listed_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("On the list since"),
    GENERAL, .synonyms = "入库日期" },
  { "steward", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Steward"), GENERAL, .target = "account",
    .synonyms = "服务专员" },
  { "plan", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Plan"), GENERAL,
    .synonyms = "培育方案|一企一策" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), GENERAL, .options = cultivation_states,
    .synonyms = "状态", .initial = "running" },
  { "reached_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Reached on"), GENERAL,
    .synonyms = "达标日期", .after = "listed_on", .needed = "state=reached" },
  { "landed_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Landed on"), GENERAL, .synonyms = "落地日期",
    .after = "listed_on", .needed = "state=landed" },
  { "left_on", LF_VALUE_DATE, 0, N_ ("Left on"), GENERAL, .synonyms = "退出日期",
    .after = "listed_on" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_cultivation = {
  .name = "cultivation",
  .label = N_ ("Cultivation"),
  .plural = N_ ("Cultivation list"),
  .synonyms = "梯次培育",
  .fields = cultivation_fields,
  .icon = "lf-cultivation-symbolic",
  .parent = "enterprise",
  .date = "listed_on",
  .key = "enterprise|tier",
  .offered_on = "enterprise",
};
/* clang-format on */

static const LfOption cultivation_step_kinds[] = {
  { "note", N_ ("Note"), "备注|进展" },
  { "reach", N_ ("Level reached"), "达标|毕业" },
  { "land", N_ ("Landed"), "落地" },
  { "raise", N_ ("Raised to a tier"), "梯次升级" },
  { "leave", N_ ("Left"), "退出" },
  { "resume", N_ ("Put back"), "恢复培育" },
  { NULL },
};

/* I8, I10: how far a firm has come, with the day and who says so */
static const LfField cultivation_step_fields[] = {
  { "text", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("What was done"), GENERAL, .synonyms = "培育情况|办理情况" },
  { "cultivation", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Cultivation"),
    GENERAL, .target = "cultivation", .synonyms = "梯次培育|培育" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = cultivation_step_kinds, .synonyms = "类型", .initial = "note" },
  { "done_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Step taken on"), GENERAL, .synonyms = "日期|办理日期", .initial = "today" },
  { "done_by", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Done by"), GENERAL, .target = "account",
    .synonyms = "办理人" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_cultivation_step = {
  .name = "cultivation_step",
  .label = N_ ("Cultivation step"),
  .plural = N_ ("Cultivation steps"),
  .synonyms = "培育过程",
  .fields = cultivation_step_fields,
  .icon = "lf-cultivation-symbolic",
  .parent = "cultivation",
  .date = "done_on",
  .key = "cultivation|done_on|text",
  .offered_on = "cultivation",
};
/* clang-format on */
