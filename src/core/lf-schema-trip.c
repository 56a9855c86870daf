/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of going out: trip, trip stop, visit. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define REPORT N_ ("Reporting")
#define RESULT N_ ("Result")

static const LfOption leader_levels[] = {
  { "principal", N_ ("Principal leader"), "主要领导|一把手" },
  { "deputy", N_ ("Deputy leader"), "分管领导" },
  { "director", N_ ("Department head"), "部门负责人" },
  { "staff", N_ ("Staff"), "工作人员" },
  { NULL },
};

static const LfOption trip_kinds[] = {
  { "recruiting", N_ ("Recruiting trip"), "外出招商" },
  { "resident", N_ ("Resident team"), "驻点招商|驻外招商" },
  { "overseas", N_ ("Overseas"), "境外招商|出国招商" },
  { "exhibition", N_ ("Exhibition"), "展会" },
  { NULL },
};

static const LfOption trip_states[] = {
  { "planned", N_ ("Planned"), "计划中" },   { "under_way", N_ ("Under way"), "进行中" },
  { "returned", N_ ("Returned"), "已返回" }, { "reported", N_ ("Reported"), "已上报" },
  { "cancelled", N_ ("Cancelled"), "取消" }, { NULL },
};

/* L6, §8 */
static const LfField trip_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|行程名称|出行主题" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队|招商小组|组别" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = trip_kinds,
    .synonyms = "类型", .initial = "recruiting" },
  { "start_date", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Starts on"), GENERAL, .synonyms = "开始日期|出发日期" },
  { "end_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Ends on"), GENERAL,
    .synonyms = "结束日期|返回日期", .after = "start_date" },
  { "cities", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Cities"), GENERAL,
    .synonyms = "城市|目的地" },
  { "leader", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Led by"), GENERAL, .target = "account",
    .synonyms = "牵头人|带队领导" },
  { "leader_level", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Leader's level"), GENERAL,
    .options = leader_levels, .synonyms = "带队领导层级" },
  { "members", LF_VALUE_REFERENCE_SET, LF_FIELD_LISTED, N_ ("Members"), GENERAL,
    .target = "account", .synonyms = "成员|随行人员" },
  { "n_people", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("People"), GENERAL, .synonyms = "人次|人数",
    .least = 0, .most = 10000 },
  { "length_days", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Days away"), GENERAL, .unit = "days",
    .synonyms = "外出天数|天数", .least = 0, .most = 366 },
  { "purpose", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Purpose"), GENERAL, .synonyms = "目的" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), REPORT, .options = trip_states,
    .synonyms = "状态", .initial = "planned" },
  { "report_due_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Report due on"), REPORT,
    .synonyms = "报告截止日期", .after = "end_date" },
  { "reported_on", LF_VALUE_DATE, 0, N_ ("Reported on"), REPORT, .synonyms = "报告日期",
    .needed = "state=reported" },
  { "report", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Report"), REPORT,
    .synonyms = "行程报告" },
  { "campaign", LF_VALUE_REFERENCE, 0, N_ ("Campaign"), GENERAL, .target = "campaign",
    .synonyms = "专项行动" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), REPORT, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_trip = {
  .name = "trip",
  .label = N_ ("Trip"),
  .plural = N_ ("Trips"),
  .synonyms = "外出招商",
  .fields = trip_fields,
  .icon = "lf-trip-symbolic",
  .parent = "team",
  .date = "start_date",
  .key = "name|start_date",
  .offered_on = "",
};
/* clang-format on */

/* L6: a firm visited, the lead it gave */
static const LfField trip_stop_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题|站点" },
  { "trip", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Trip"), GENERAL,
    .target = "trip", .synonyms = "外出招商|行程" },
  { "number", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("Order"), GENERAL, .synonyms = "顺序",
    .least = 0, .most = 1000 },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业|拜访企业" },
  { "contact", LF_VALUE_REFERENCE, 0, N_ ("Contact"), GENERAL, .target = "contact",
    .synonyms = "联系人" },
  { "city", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("City"), GENERAL,
    .bundle = "place", .synonyms = "市|城市" },
  { "address", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Address"), GENERAL, .bundle = "place",
    .synonyms = "地址" },
  { "planned_for", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Planned for"), GENERAL,
    .synonyms = "计划日期" },
  { "at_time", LF_VALUE_TEXT, LF_FIELD_LISTED, N_ ("Time of day"), GENERAL, .synonyms = "时间",
    .least = 0, .most = 20 },
  { "is_done", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Visited"), RESULT, .synonyms = "已拜访" },
  { "result", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Result"), RESULT,
    .synonyms = "办理结果" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Gave the lead"), RESULT,
    .target = "project", .synonyms = "产生线索" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_trip_stop = {
  .name = "trip_stop",
  .label = N_ ("Trip stop"),
  .plural = N_ ("Trip stops"),
  .synonyms = "行程站点",
  .fields = trip_stop_fields,
  .icon = "lf-trip-symbolic",
  .parent = "trip",
  .date = "planned_for",
  .key = "trip|title|planned_for",
  .offered_on = "trip",
};
/* clang-format on */

static const LfOption visit_kinds[] = {
  { "visit", N_ ("Ordinary visit"), "日常走访|走访" },
  { "check", N_ ("Inspection"), "督查" },
  { "coffee", N_ ("Coffee hour"), "企业咖啡时" },
  { "phone", N_ ("By phone"), "电话走访" },
  { NULL },
};

/* I2, I3, I9: who met whom, when */
static const LfField visit_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|走访主题" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Enterprise"),
    GENERAL, .target = "enterprise", .synonyms = "企业|企业名称|走访企业" },
  { "project", LF_VALUE_REFERENCE, 0, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = visit_kinds,
    .synonyms = "类型", .initial = "visit" },
  { "held_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Held on"),
    GENERAL, .synonyms = "日期|走访日期", .initial = "today" },
  { "visitors", LF_VALUE_REFERENCE_SET, 0, N_ ("From our side"), GENERAL, .target = "account",
    .synonyms = "我方人员|我方参加人员|走访人员" },
  { "contacts", LF_VALUE_REFERENCE_SET, 0, N_ ("Contacts met"), GENERAL, .target = "contact",
    .synonyms = "对方人员|对方参加人员" },
  { "leader_level", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Leader's level"), GENERAL,
    .options = leader_levels, .synonyms = "带队领导层级" },
  { "n_problems", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("Problems collected"), GENERAL,
    .synonyms = "收集问题数", .least = 0, .most = 10000 },
  { "findings", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Findings"), GENERAL,
    .synonyms = "走访情况" },
  { "policies", LF_VALUE_REFERENCE_SET, 0, N_ ("Policies explained"), GENERAL, .target = "policy",
    .synonyms = "宣讲政策" },
  { "is_spot_checked", LF_VALUE_FLAG, 0, N_ ("Spot-checked"), GENERAL, .synonyms = "已抽查" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_visit = {
  .name = "visit",
  .label = N_ ("Service visit"),
  .plural = N_ ("Service visits"),
  .synonyms = "走访|走访服务",
  .fields = visit_fields,
  .icon = "lf-visit-symbolic",
  .parent = "enterprise",
  .date = "held_on",
  .key = "enterprise|held_on",
  .offered_on = "enterprise",
};
/* clang-format on */
