/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of where projects come from: batch, campaign, target, idea, enquiry,
 * claim. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define TARGETS N_ ("Aims")
#define NEXT N_ ("Next step")
#define ANSWER N_ ("Answering")
#define ORDER N_ ("Order of receipt")
#define OUTCOME N_ ("Outcome")

static const LfOption batch_states[] = {
  { "received", N_ ("Received"), "已接收" },
  { "judging", N_ ("Being judged"), "研判中" },
  { "done", N_ ("Done"), "已办结" },
  { NULL },
};

/* L11 */
static const LfField lead_batch_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|批次名称|批次" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队|推送团队|驻外团队" },
  { "received_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Received on"), GENERAL,
    .synonyms = "接收日期|推送日期", .initial = "today" },
  { "source", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Source"), GENERAL,
    .synonyms = "来源|来源平台" },
  { "n_leads", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("Leads sent"), GENERAL,
    .synonyms = "推送线索数", .least = 0, .most = 100000 },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), GENERAL, .options = batch_states,
    .synonyms = "状态", .initial = "received" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_lead_batch = {
  .name = "lead_batch",
  .label = N_ ("Lead batch"),
  .plural = N_ ("Lead batches"),
  .synonyms = "推送批次|线索批次",
  .fields = lead_batch_fields,
  .icon = "lf-trip-symbolic",
  .parent = "team",
  .date = "received_on",
  .key = "name",
  .offered_on = "",
};
/* clang-format on */

static const LfOption campaign_kinds[] = {
  { "chain", N_ ("Filling chains"), "招强补链|补链强链" },
  { "giants", N_ ("Bringing giants"), "招大引强" },
  { "talent", N_ ("Bringing talent"), "招商引贤|双招双引" },
  { "contest", N_ ("Hundred-day drive"), "百日攻坚|劳动竞赛" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

/* L14 */
static const LfField campaign_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|行动名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = campaign_kinds,
    .synonyms = "类型|行动类型" },
  { "leader", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Led by"), GENERAL, .target = "account",
    .synonyms = "牵头人" },
  { "start_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Starts on"), GENERAL,
    .synonyms = "开始日期|开始时间" },
  { "end_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Ends on"), GENERAL,
    .synonyms = "结束日期|结束时间", .after = "start_date" },
  { "target_projects", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("Projects to win"), TARGETS,
    .synonyms = "目标项目数", .least = 0, .most = 100000 },
  { "target_amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Investment to win"),
    TARGETS, .synonyms = "目标投资额", LF_NOT_NEGATIVE },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_campaign = {
  .name = "campaign",
  .label = N_ ("Campaign"),
  .plural = N_ ("Campaigns"),
  .synonyms = "专项行动",
  .fields = campaign_fields,
  .icon = "lf-event-symbolic",
  .parent = "zone",
  .date = "start_date",
  .offered_on = "",
};
/* clang-format on */

static const LfOption target_states[] = {
  { "watching", N_ ("Watched"), "跟踪|关注" },
  { "contacted", N_ ("In contact"), "已对接|对接中" },
  { "won", N_ ("Won"), "已转线索|已引进" },
  { "given_up", N_ ("Given up"), "放弃" },
  { NULL },
};

/* L2, L3: whom the zone wants for a segment that is weak or missing */
static const LfField target_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|目标企业|企业名称" },
  { "enterprise", LF_VALUE_REFERENCE, 0, N_ ("Enterprise"), GENERAL, .target = "enterprise",
    .synonyms = "企业|关联企业" },
  { "segment", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Segment"), GENERAL, .target = "segment",
    .synonyms = "环节|产业环节|所属环节" },
  { "chain", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Chain"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "city", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("City"), GENERAL, .synonyms = "市|所在城市" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = target_states, .synonyms = "状态", .initial = "watching" },
  { "reason", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Why this one"), GENERAL,
    .synonyms = "招引理由" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Became the project"), GENERAL,
    .target = "project", .synonyms = "转为项目", .needed = "state=won" },
  { "next_step", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Next step"), NEXT,
    .bundle = "next_step", .synonyms = "下一步|下步计划" },
  { "next_step_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Next step due"), NEXT,
    .bundle = "next_step", .synonyms = "下一步时间" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_target = {
  .name = "target",
  .label = N_ ("Target"),
  .plural = N_ ("Targets"),
  .synonyms = "重点招引",
  .fields = target_fields,
  .icon = "lf-goal-symbolic",
  .parent = "segment",
  .date = "next_step_date",
  .offered_on = "segment",
};
/* clang-format on */

static const LfOption idea_states[] = {
  { "drafted", N_ ("Being thought out"), "谋划中|谋划" },
  { "studied", N_ ("Being studied"), "论证中|前期论证" },
  { "prepared", N_ ("In reserve"), "储备|已储备|成熟储备" },
  { "lead", N_ ("Became a lead"), "已转线索" },
  { "given_up", N_ ("Given up"), "放弃" },
  { NULL },
};

/* L16: what the zone would build, before anybody invests */
static const LfField idea_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|项目名称|谋划项目名称" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区|拟选址园区" },
  { "industry", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry"), GENERAL,
    .synonyms = "产业|产业类型|行业" },
  { "chain", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Chain"), GENERAL, .target = "chain",
    .synonyms = "产业链" },
  { "segment", LF_VALUE_REFERENCE, 0, N_ ("Segment"), GENERAL, .target = "segment",
    .synonyms = "环节|产业环节" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = idea_states, .synonyms = "状态|谋划深度|前期深度", .initial = "drafted" },
  { "total_investment", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Total investment"),
    GENERAL, .synonyms = "总投资|估算投资|计划总投资", LF_NOT_NEGATIVE },
  { "land_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Land needed"), GENERAL, .unit = "mu",
    .synonyms = "用地需求|用地面积", .least = 0, .most = 1000000 },
  { "content", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Content"), GENERAL,
    .synonyms = "建设内容|主要内容" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "proposed_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Proposed on"), GENERAL,
    .synonyms = "提出日期|谋划日期", .initial = "today" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Became the project"), GENERAL,
    .target = "project", .synonyms = "转为项目", .needed = "state=lead" },
  { "next_step", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Next step"), NEXT,
    .bundle = "next_step", .synonyms = "下一步|下步计划" },
  { "next_step_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Next step due"), NEXT,
    .bundle = "next_step", .synonyms = "下一步时间" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_idea = {
  .name = "idea",
  .label = N_ ("Project idea"),
  .plural = N_ ("Project ideas"),
  .synonyms = "谋划项目|项目谋划|储备项目",
  .fields = idea_fields,
  .icon = "lf-stage-lead-symbolic",
  .parent = "park",
  .date = "proposed_on",
  .key = "name",
  .offered_on = "park|chain|segment",
};
/* clang-format on */

static const LfOption enquiry_topics[] = {
  { "plan", N_ ("Business plan"), "创业计划" },
  { "finance", N_ ("Finance"), "融资" },
  { "land", N_ ("Land"), "土地|拿地|用地" },
  { "policy", N_ ("Policy"), "政策" },
  { "approval", N_ ("Approval"), "审批" },
  { "talent", N_ ("Talent"), "人才" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

static const LfOption enquiry_states[] = {
  { "open", N_ ("Open"), "未处理|待答复" },  { "taken", N_ ("In hand"), "已受理" },
  { "answered", N_ ("Answered"), "已答复" }, { "lead", N_ ("Became a lead"), "已转线索" },
  { "closed", N_ ("Closed"), "已关闭" },     { NULL },
};

/* L17 */
static const LfField enquiry_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|咨询主题|问题" },
  { "topic", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Topic"), GENERAL, .options = enquiry_topics,
    .synonyms = "咨询类别" },
  { "asker", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Asked by"), GENERAL,
    .synonyms = "咨询人|姓名" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|单位" },
  { "phone", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Phone"), GENERAL, .synonyms = "电话|联系电话",
    .check = LF_CHECK_PHONE },
  { "asked_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Asked on"), GENERAL, .synonyms = "咨询日期", .initial = "today" },
  { "text", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Question"), GENERAL,
    .synonyms = "咨询内容" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Passed on to"), ANSWER, .target = "park",
    .synonyms = "转办园区|承办园区" },
  { "responsible", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Handled by"), ANSWER,
    .target = "account", .synonyms = "受理人" },
  { "taken_on", LF_VALUE_DATE, 0, N_ ("In hand since"), ANSWER, .synonyms = "受理日期",
    .after = "asked_on" },
  { "answerer", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Answered by"), ANSWER,
    .target = "account", .synonyms = "答复人" },
  { "answered_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Answered on"), ANSWER,
    .synonyms = "答复日期", .after = "asked_on", .needed = "state=answered" },
  { "answer", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Answer"), ANSWER,
    .synonyms = "答复内容" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), ANSWER,
    .options = enquiry_states, .synonyms = "状态", .initial = "open" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Became the project"), ANSWER,
    .target = "project", .synonyms = "转为项目|关联项目", .needed = "state=lead" },
  { "closed_on", LF_VALUE_DATE, 0, N_ ("Closed on"), ANSWER, .synonyms = "关闭日期",
    .after = "asked_on" },
  { "closing_reason", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Why it was closed"), ANSWER,
    .synonyms = "关闭原因" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_enquiry = {
  .name = "enquiry",
  .label = N_ ("Enquiry"),
  .plural = N_ ("Enquiries"),
  .synonyms = "咨询|投资咨询",
  .fields = enquiry_fields,
  .icon = "lf-comment-symbolic",
  .parent = "project",
  .date = "asked_on",
  .key = "subject|asked_on",
  .offered_on = "",
};
/* clang-format on */

static const LfOption claim_states[] = {
  { "claimed", N_ ("Claimed"), "已报备" },        { "granted", N_ ("Granted"), "已认定|首报首谈" },
  { "disputed", N_ ("Disputed"), "有争议|撞单" }, { "rejected", N_ ("Rejected"), "未认定|驳回" },
  { "released", N_ ("Released"), "已释放|失效" }, { NULL },
};

/* §4: claims are ordered by when the server received them */
static const LfField claim_fields[] = {
  { "firm_name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Enterprise as claimed"), GENERAL, .synonyms = "报备企业|企业名称|项目单位" },
  { "credit_code", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Unified social credit code"), GENERAL,
    .synonyms = "统一社会信用代码", .check = LF_CHECK_CREDIT_CODE },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目|项目名称" },
  { "enterprise", LF_VALUE_REFERENCE, 0, N_ ("Enterprise"), GENERAL, .target = "enterprise",
    .synonyms = "企业" },
  { "claimant", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Claimed by"), GENERAL,
    .target = "account", .synonyms = "报备人" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队|报备单位" },
  { "claimed_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Claimed on"), GENERAL,
    .synonyms = "报备日期", .initial = "today" },
  { "evidence", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Evidence"), GENERAL,
    .synonyms = "佐证材料" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "reported_by", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_LISTED, N_ ("Reported by"), ORDER,
    .synonyms = "报备账号", .stamp = LF_STAMP_ACCOUNT },
  { "device", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_HIDDEN, N_ ("Device"), ORDER,
    .stamp = LF_STAMP_DEVICE },
  { "claimed_us", LF_VALUE_TIMESTAMP, LF_FIELD_MACHINE, N_ ("Claimed at"), ORDER,
    .synonyms = "报备时间", .stamp = LF_STAMP_MADE },
  { "received_us", LF_VALUE_TIMESTAMP, LF_FIELD_MACHINE, N_ ("Received by the server at"), ORDER,
    .synonyms = "服务器接收时间", .stamp = LF_STAMP_RECEIVED },
  { "received_seq", LF_VALUE_INTEGER, LF_FIELD_MACHINE, N_ ("Number of receipt"), ORDER,
    .synonyms = "接收序号", .stamp = LF_STAMP_SEQ },
  { "seen_seq", LF_VALUE_INTEGER, LF_FIELD_MACHINE | LF_FIELD_HIDDEN,
    N_ ("Number the claimant had seen"), ORDER, .stamp = LF_STAMP_SEEN },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), OUTCOME,
    .options = claim_states, .synonyms = "状态", .initial = "claimed" },
  { "decided_by", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Decided by"), OUTCOME,
    .target = "account", .synonyms = "裁定人" },
  { "decided_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Decided on"), OUTCOME,
    .synonyms = "裁定日期", .needed = "state=granted" },
  { "reason", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Reason"), OUTCOME, .synonyms = "原因",
    .needed = "state=rejected", .least = 0, .most = 500 },
  { "last_progress_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Last progress on"), OUTCOME,
    .synonyms = "最近进展日期" },
  { "released_on", LF_VALUE_DATE, 0, N_ ("Released on"), OUTCOME, .synonyms = "释放日期",
    .after = "claimed_on", .needed = "state=released" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_claim = {
  .name = "claim",
  .label = N_ ("First report"),
  .plural = N_ ("First reports"),
  .synonyms = "首报|首报首谈",
  .fields = claim_fields,
  .icon = "lf-claim-symbolic",
  .parent = "project",
  .date = "claimed_on",
  .key = "firm_name|claimant",
  .spans_parks = TRUE, /* or a dispute between parks would be seen by neither */
  .offered_on = "",
};
/* clang-format on */
