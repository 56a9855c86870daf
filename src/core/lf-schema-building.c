/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of the building site and the contests over it: progress, event, contest, group,
 * award. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define INVESTMENT N_ ("Investment so far")
#define PERCENT N_ ("Three-way progress")
#define RULE N_ ("Rule")
#define FOLLOWUP N_ ("Follow-up")

/* V7: investment, work and physical quantity, in percent of the plan */
static const LfField progress_fields[] = {
  { "period", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Period"), GENERAL, .synonyms = "期间|月份|报告期" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "invested", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Invested in the period"),
    INVESTMENT, .synonyms = "本期完成投资|完成投资" },
  { "invested_this_year", LF_VALUE_MONEY, LF_FIELD_LISTED, N_ ("Invested this year"), INVESTMENT,
    .synonyms = "本年累计完成投资", LF_NOT_NEGATIVE },
  { "invested_total", LF_VALUE_MONEY, 0, N_ ("Invested since the start"), INVESTMENT,
    .synonyms = "开工累计完成投资", LF_NOT_NEGATIVE },
  { "year_plan", LF_VALUE_MONEY, 0, N_ ("Plan of the year"), INVESTMENT, .synonyms = "年度计划投资",
    LF_NOT_NEGATIVE },
  { "investment_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Investment done"), PERCENT,
    .unit = "percent", .synonyms = "投资量|投资完成率", .least = 0, .most = 1000 },
  { "work_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Work done"), PERCENT,
    .unit = "percent", .synonyms = "工作量", .least = 0, .most = 1000 },
  { "physical_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Physical quantity done"), PERCENT,
    .unit = "percent", .synonyms = "实物量|形象进度", .least = 0, .most = 1000 },
  { "time_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Time passed"), PERCENT,
    .unit = "percent", .synonyms = "序时进度", .least = 0, .most = 1000 },
  { "description", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Where it stands"), GENERAL,
    .synonyms = "形象进度描述|进展情况" },
  { "blocker", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Blocker"), GENERAL,
    .synonyms = "堵点" },
  { "reporter", LF_VALUE_REFERENCE, 0, N_ ("Reported by"), GENERAL, .target = "account",
    .synonyms = "填报人" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_progress = {
  .name = "progress",
  .label = N_ ("Progress"),
  .plural = N_ ("Progress reports"),
  .synonyms = "进度|三量进度",
  .fields = progress_fields,
  .icon = "lf-progress-symbolic",
  .parent = "project",
  .date = "period",
  .key = "project|period",
  .offered_on = "project",
};
/* clang-format on */

static const LfOption event_kinds[] = {
  { "signing", N_ ("Group signing"), "集中签约" },
  { "start", N_ ("Group construction start"), "集中开工" },
  { "production", N_ ("Group production start"), "集中投产" },
  { "promotion", N_ ("Promotion meeting"), "推介会|招商推介" },
  { "coffee", N_ ("Coffee hour"), "企业咖啡时|咖啡时" },
  { "briefing", N_ ("Policy briefing"), "政策解读|送政上门" },
  { "service", N_ ("Service event"), "服务活动" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

/* C9, C10, I4: its figures are sums over its projects */
static const LfField event_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|活动名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = event_kinds, .synonyms = "类型|活动类型" },
  { "held_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Held on"), GENERAL,
    .synonyms = "日期|举办日期" },
  { "place", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Place"), GENERAL,
    .synonyms = "地点" },
  { "projects", LF_VALUE_REFERENCE_SET, LF_FIELD_LISTED, N_ ("Projects"), GENERAL,
    .target = "project", .synonyms = "项目|参加项目" },
  { "enterprises", LF_VALUE_REFERENCE_SET, 0, N_ ("Enterprises"), GENERAL, .target = "enterprise",
    .synonyms = "企业|参加企业" },
  { "attendees", LF_VALUE_REFERENCE_SET, 0, N_ ("From our side"), GENERAL, .target = "account",
    .synonyms = "我方人员|我方参加人员" },
  { "n_people", LF_VALUE_INTEGER, LF_FIELD_LISTED, N_ ("People"), GENERAL, .synonyms = "人次",
    .least = 0, .most = 1000000 },
  { "minutes", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Minutes"), GENERAL, .synonyms = "纪要" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_event = {
  .name = "event",
  .label = N_ ("Event"),
  .plural = N_ ("Events"),
  .synonyms = "活动",
  .fields = event_fields,
  .icon = "lf-event-symbolic",
  .parent = "zone",
  .date = "held_on",
  .key = "name",
  .offered_on = "",
};
/* clang-format on */

static const LfOption contest_kinds[] = {
  { "flags", N_ ("Flags and snails"), "红旗蜗牛竞赛|形象竞赛" },
  { "hundred_days", N_ ("Hundred days"), "百日竞赛|奋战一百天" },
  { "ranking", N_ ("Ranking"), "赛马晾晒" },
  { "appraisal", N_ ("Appraisal"), "考核" },
  { NULL },
};

static const LfOption contest_units[] = {
  { "park", N_ ("Park"), "园区" },
  { "owner", N_ ("Owner"), "责任人|个人" },
  { NULL },
};

/* V5, V8, V9, V10 */
static const LfField contest_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|竞赛名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = contest_kinds,
    .synonyms = "类型|竞赛类型" },
  { "start_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Starts on"), GENERAL,
    .synonyms = "开始日期" },
  { "end_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Ends on"), GENERAL, .synonyms = "结束日期",
    .after = "start_date" },
  { "period_days", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Judged every"), GENERAL, .unit = "days",
    .synonyms = "评比周期", .least = 1, .most = 366 },
  { "indicators", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Indicators"), GENERAL,
    .synonyms = "评比指标" },
  { "ranked_by", LF_VALUE_CHOICE, 0, N_ ("Ranked without groups by"), GENERAL,
    .options = contest_units, .synonyms = "排名对象", .initial = "park" },
  { "ahead_percent", LF_VALUE_QUANTITY, 0, N_ ("Red flag when ahead by"), RULE, .unit = "percent",
    .synonyms = "红旗领先幅度", .least = 0, .most = 100 },
  { "yellow_percent", LF_VALUE_QUANTITY, 0, N_ ("Yellow flag when behind by"), RULE,
    .unit = "percent", .synonyms = "黄旗落后幅度", .least = 0, .most = 100 },
  { "behind_percent", LF_VALUE_QUANTITY, 0, N_ ("Snail when behind by"), RULE, .unit = "percent",
    .synonyms = "蜗牛落后幅度", .least = 0, .most = 100 },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_contest = {
  .name = "contest",
  .label = N_ ("Contest"),
  .plural = N_ ("Contests"),
  .synonyms = "竞赛",
  .fields = contest_fields,
  .icon = "lf-event-symbolic",
  .parent = "zone",
  .date = "start_date",
  .offered_on = "",
};
/* clang-format on */

/* V9 */
static const LfField contest_group_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|小组|组别" },
  { "contest", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Contest"), GENERAL,
    .target = "contest", .synonyms = "竞赛" },
  { "leader", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Led by"), GENERAL, .target = "account",
    .synonyms = "牵头人|组长" },
  { "members", LF_VALUE_REFERENCE_SET, 0, N_ ("Members"), GENERAL, .target = "account",
    .synonyms = "成员" },
  { "projects", LF_VALUE_REFERENCE_SET, 0, N_ ("Projects"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "score_points", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Score"), GENERAL, .unit = "points",
    .synonyms = "评分", .least = -1000, .most = 1000 },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_contest_group = {
  .name = "contest_group",
  .label = N_ ("Contest group"),
  .plural = N_ ("Contest groups"),
  .synonyms = "竞赛小组",
  .fields = contest_group_fields,
  .icon = "lf-event-symbolic",
  .parent = "contest",
  .key = "contest|name",
  .offered_on = "contest",
};
/* clang-format on */

static const LfOption flags[] = {
  { "red", N_ ("Red flag"), "红旗" },
  { "blue", N_ ("Blue flag"), "蓝旗" },
  { "yellow", N_ ("Yellow flag"), "黄旗" },
  { "snail", N_ ("Snail"), "蜗牛" },
  { NULL },
};

static const LfOption follow_ups[] = {
  { "none", N_ ("None"), "无" },
  { "commendation", N_ ("Commendation"), "通报表扬|表扬" },
  { "interview", N_ ("Interview"), "约谈提醒|约谈" },
  { NULL },
};

/* V5, V6: every half month one of four, with the reason */
static const LfField award_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题" },
  { "contest", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Contest"), GENERAL, .target = "contest",
    .synonyms = "竞赛" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "group", LF_VALUE_REFERENCE, 0, N_ ("Contest group"), GENERAL, .target = "contest_group",
    .synonyms = "竞赛小组" },
  { "period", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Period"),
    GENERAL, .synonyms = "期间|评比日期" },
  { "flag", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Flag"),
    GENERAL, .options = flags, .synonyms = "评比等次|等次|旗牌" },
  { "lead_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Ahead of plan"), GENERAL,
    .unit = "percent", .synonyms = "领先计划", .least = -1000, .most = 1000 },
  { "reason", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Reason"), GENERAL,
    .synonyms = "原因" },
  { "follow_up", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Follow-up"), FOLLOWUP,
    .options = follow_ups, .synonyms = "后续处理", .initial = "none" },
  { "follow_up_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Followed up on"), FOLLOWUP,
    .synonyms = "处理日期", .after = "period" },
  { "follow_up_note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("What was said"), FOLLOWUP,
    .synonyms = "约谈内容" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_award = {
  .name = "award",
  .label = N_ ("Award"),
  .plural = N_ ("Awards"),
  .synonyms = "评比结果",
  .fields = award_fields,
  .icon = "lf-event-symbolic",
  .parent = "project",
  .date = "period",
  .key = "contest|project|period",
  .offered_on = "contest",
};
/* clang-format on */
