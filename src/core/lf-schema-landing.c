/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables from the signature to the building site: agreement, land case, handover. */

#include "config.h"

#include "lf-land-steps.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define TERMS N_ ("Terms")
#define LAND N_ ("Land")
#define STEPS N_ ("Steps")

static const LfOption agreement_kinds[] = {
  { "framework", N_ ("Framework"), "框架|框架协议" },
  { "investment", N_ ("Investment"), "投资|投资协议" },
  { "supplement", N_ ("Supplement"), "补充|补充协议" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

static const LfOption agreement_states[] = {
  { "draft", N_ ("Draft"), "草拟" },
  { "signed", N_ ("Signed"), "已签" },
  { "ended", N_ ("Ended"), "解约|终止" },
  { NULL },
};

static const LfField agreement_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "协议名称|合同名称" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目名称|项目" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = agreement_kinds, .synonyms = "协议类型" },
  { "number", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Number"), GENERAL,
    .synonyms = "协议编号|合同编号" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), GENERAL, .options = agreement_states,
    .initial = "draft", .synonyms = "状态" },
  { "signed_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Signed on"), GENERAL,
    .synonyms = "签约日期|签订日期" },
  { "parties", LF_VALUE_REFERENCE_SET, 0, N_ ("Parties"), GENERAL, .target = "enterprise",
    .synonyms = "签约方" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount"), TERMS,
    .synonyms = "协议金额|协议投资", LF_NOT_NEGATIVE },
  { "contracted_foreign_capital", LF_VALUE_MONEY, 0, N_ ("Contracted foreign capital"), TERMS,
    .synonyms = "合同外资", LF_NOT_NEGATIVE },
  { "terms", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Main terms"), TERMS,
    .synonyms = "主要条款" },
  { "supplements", LF_VALUE_REFERENCE, 0, N_ ("Supplements"), GENERAL, .target = "agreement",
    .synonyms = "所补充协议" },
  { "register_by", LF_VALUE_DATE, 0, N_ ("Company registered by"), TERMS,
    .synonyms = "约定注册日期" },
  { "ended_on", LF_VALUE_DATE, 0, N_ ("Ended on"), GENERAL, .synonyms = "终止日期",
    .after = "signed_on" },
  { "end_reason", LF_VALUE_TEXT, 0, N_ ("Reason of the end"), GENERAL, .synonyms = "终止原因",
    .least = 0, .most = 500 },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_agreement = {
  .name = "agreement",
  .label = N_ ("Agreement"),
  .plural = N_ ("Agreements"),
  .synonyms = "协议|合同",
  .fields = agreement_fields,
  .icon = "lf-agreement-symbolic",
  .parent = "project",
  .date = "signed_on",
  .lock_field = "state",
  .lock_value = "signed",
};
/* clang-format on */

static const LfOption land_kinds[] = {
  { "new", N_ ("New supply"), "新供地" },
  { "existing", N_ ("Existing land"), "现有" },
  { "lease", N_ ("Lease"), "租赁" },
  { "purchase", N_ ("Purchase"), "购买" },
  { NULL },
};

static const LfOption supply_methods[] = {
  { "listing", N_ ("Listing"), "挂牌" },       { "auction", N_ ("Auction"), "拍卖" },
  { "tender", N_ ("Tender"), "招标" },         { "agreement", N_ ("By agreement"), "协议出让" },
  { "allocation", N_ ("Allocation"), "划拨" }, { NULL },
};

/* domain.md §6, in order */
static const LfField land_case_fields[] = {
  { "plot", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Plot"), LAND, .synonyms = "地块|地块编号|宗地" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), LAND,
    .target = "project", .synonyms = "项目名称|项目" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Land use"), LAND, .options = land_kinds,
    .synonyms = "用地类型|用地方式" },
  { "area_mu", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Area"), LAND, .unit = "mu",
    .synonyms = "面积|用地面积", .least = 0, .most = 1000000 },
  { "price", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Price"), LAND,
    .synonyms = "成交价|土地价款", LF_NOT_NEGATIVE },
  { "conversion_date", LF_VALUE_DATE, 0, N_ ("Farmland converted on"), STEPS,
    .synonyms = "农转用日期|农转用批复" },
  { "notice_date", LF_VALUE_DATE, 0, N_ ("Notice published on"), STEPS, .synonyms = "公告日期" },
  { "listing_date", LF_VALUE_DATE, 0, N_ ("Listed on"), STEPS, .synonyms = "挂牌日期" },
  { "won_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Land won on"), STEPS,
    .synonyms = "摘牌日期|成交日期" },
  { "contract_date", LF_VALUE_DATE, 0, N_ ("Grant contract signed on"), STEPS,
    .synonyms = "出让合同日期" },
  { "paid_date", LF_VALUE_DATE, 0, N_ ("Paid in full on"), STEPS, .synonyms = "付清日期" },
  { "delivered_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Land delivered on"), STEPS,
    .synonyms = "交地日期" },
  { "title_date", LF_VALUE_DATE, 0, N_ ("Title registered on"), STEPS,
    .synonyms = "不动产权证日期" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), LAND, .synonyms = "备注" },
  { "plot_record", LF_VALUE_REFERENCE, 0, N_ ("Plot record"), LAND, .target = "plot",
    .synonyms = "关联地块" },
  { "method", LF_VALUE_CHOICE, 0, N_ ("Method of supply"), LAND, .options = supply_methods,
    .synonyms = "供地方式|出让方式" },
  { "winner", LF_VALUE_REFERENCE, 0, N_ ("Won by"), LAND, .target = "enterprise",
    .synonyms = "竞得人|竞得企业" },
  { "starting_price", LF_VALUE_MONEY, 0, N_ ("Starting price"), LAND, .synonyms = "起始价",
    LF_NOT_NEGATIVE },
  { "deposit", LF_VALUE_MONEY, 0, N_ ("Deposit"), LAND, .synonyms = "竞买保证金", LF_NOT_NEGATIVE },
  { "confirmation_number", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Confirmation number"), LAND,
    .synonyms = "成交确认书编号" },
  { "prenotice_date", LF_VALUE_DATE, 0, N_ ("Notice announced on"), STEPS,
    .synonyms = "预公告日期" },
  { "listing_end_date", LF_VALUE_DATE, 0, N_ ("Listing closed on"), STEPS,
    .synonyms = "挂牌截止日期", .after = "listing_date" },
  { "result_date", LF_VALUE_DATE, 0, N_ ("Result published on"), STEPS, .synonyms = "成交公示日期",
    .after = "won_date" },
  { "land_permit_date", LF_VALUE_DATE, 0, N_ ("Land planning permit on"), STEPS,
    .synonyms = "用地规划许可日期" },
  { "works_permit_date", LF_VALUE_DATE, 0, N_ ("Works planning permit on"), STEPS,
    .synonyms = "工程规划许可日期|工规日期" },
  { "construction_permit_date", LF_VALUE_DATE, 0, N_ ("Construction permit on"), STEPS,
    .synonyms = "施工许可日期|施工许可证日期" },
  { "permit_extensions", LF_VALUE_INTEGER, 0, N_ ("Extensions of the permit"), STEPS,
    .synonyms = "施工许可延期次数|延期次数", .least = 0, .most = 100 },
  { "agreed_start_date", LF_VALUE_DATE, 0, N_ ("Start agreed for"), STEPS,
    .synonyms = "约定开工日期" },
  { "agreed_completion_date", LF_VALUE_DATE, 0, N_ ("Completion agreed for"), STEPS,
    .synonyms = "约定竣工日期", .after = "agreed_start_date" },
  { "idle_since", LF_VALUE_DATE, 0, N_ ("Idle since"), STEPS, .synonyms = "闲置认定日期" },
  { "idle_fee", LF_VALUE_MONEY, 0, N_ ("Idle land fee"), STEPS, .synonyms = "土地闲置费",
    LF_NOT_NEGATIVE },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), LAND, .synonyms = "附件" },
  { "cleared_date", LF_VALUE_DATE, 0, N_ ("Land cleared on"), STEPS, .synonyms = "净地日期" },
  { "registration_date", LF_VALUE_DATE, 0, N_ ("Bidders registered on"), STEPS,
    .synonyms = "报名日期|竞买报名日期" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_land_case = {
  .name = "land_case",
  .label = N_ ("Land case"),
  .plural = N_ ("Land cases"),
  .synonyms = "供地|供地流程",
  .fields = land_case_fields,
  .icon = "lf-land-symbolic",
  .parent = "project",
  .date = "won_date",
};
/* clang-format on */

/* §6: what proves that a step was taken */
static const LfField land_document_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "资料名称|文件名称" },
  { "land_case", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Land case"), GENERAL,
    .target = "land_case", .synonyms = "供地|地块" },
  { "step", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Step"), GENERAL,
    .options = lf_land_step_options, .synonyms = "环节|步骤" },
  { "number", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Number"), GENERAL,
    .synonyms = "文号|编号" },
  { "dated_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Dated"), GENERAL,
    .synonyms = "日期|成文日期" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_land_document = {
  .name = "land_document",
  .label = N_ ("Land document"),
  .plural = N_ ("Land documents"),
  .synonyms = "供地资料|用地资料",
  .fields = land_document_fields,
  .icon = "lf-land-symbolic",
  .parent = "land_case",
  .date = "dated_on",
  .key = "land_case|title|dated_on",
  .offered_on = "land_case",
};
/* clang-format on */

static const LfOption handover_states[] = {
  { "prepared", N_ ("Prepared"), "待移交" },
  { "given", N_ ("Given"), "已移交" },
  { "accepted", N_ ("Accepted"), "已接收" },
  { "refused", N_ ("Refused"), "退回" },
  { NULL },
};

/* O3; what may follow what is lf_handover_rule()'s */
static const LfField handover_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "移交事项" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目名称|项目" },
  { "giver", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("From"), GENERAL, .target = "account",
    .synonyms = "移交人" },
  { "taker", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("To"), GENERAL, .target = "account",
    .synonyms = "接收人" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), GENERAL, .options = handover_states,
    .initial = "prepared", .synonyms = "状态" },
  { "given_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Given on"), GENERAL,
    .synonyms = "移交日期" },
  { "accepted_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Accepted on"), GENERAL,
    .synonyms = "接收日期" },
  { "items", LF_VALUE_TEXT_SET, 0, N_ ("Items"), TERMS, .synonyms = "移交清单" },
  { "promises", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Promises made"), TERMS,
    .synonyms = "承诺事项" },
  { "promise_records", LF_VALUE_REFERENCE_SET, 0, N_ ("Promises to be kept"), TERMS,
    .target = "promise", .synonyms = "待兑现承诺" },
  { "open_problems", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Open problems"), TERMS,
    .synonyms = "遗留问题" },
  { "problem_records", LF_VALUE_REFERENCE_SET, 0, N_ ("Problems to be solved"), TERMS,
    .target = "problem", .synonyms = "未办结问题" },
  { "contacts", LF_VALUE_REFERENCE_SET, 0, N_ ("Contacts"), TERMS, .target = "contact",
    .synonyms = "联系人" },
  { "giver_signed_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Signed by the giver on"), GENERAL,
    .synonyms = "移交人签字日期", .needed = "state=accepted", .signed_by = "giver" },
  { "taker_signed_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Signed by the taker on"), GENERAL,
    .synonyms = "接收人签字日期", .needed = "state=accepted", .signed_by = "taker" },
  { "refusal_reason", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Reason for refusing"), GENERAL,
    .synonyms = "退回原因", .needed = "state=refused", .signed_by = "taker" },
  { "escort_until", LF_VALUE_DATE, 0, N_ ("Escorted until"), GENERAL, .synonyms = "护航截止日期" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), TERMS, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_handover = {
  .name = "handover",
  .label = N_ ("Handover"),
  .plural = N_ ("Handovers"),
  .synonyms = "移交",
  .fields = handover_fields,
  .icon = "lf-handover-symbolic",
  .parent = "project",
  .date = "given_on",
  .lock_field = "state",
  .lock_value = "accepted",
  .rule = lf_handover_rule,
};
/* clang-format on */
