/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of steering: goal, figure, meeting, action, rolling list, transfer, credit share.
 */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define TARGET N_ ("What to reach")
#define PLEDGE N_ ("Pledge")
#define OUTCOME N_ ("Outcome")

static const LfOption indicators[] = {
  { "signed_projects", N_ ("Projects signed"), "签约项目数" },
  { "signed_investment", N_ ("Investment signed"), "签约投资额" },
  { "top_500_projects", N_ ("Projects of the top 500 signed"), "500强签约项目数" },
  { "started_projects", N_ ("Projects started"), "开工项目数" },
  { "production_projects", N_ ("Projects in production"), "投产项目数" },
  { "funds_in_place", N_ ("Funds in place"), "到位资金额" },
  { "foreign_capital", N_ ("Utilised foreign capital"), "实际利用外资|实际使用外资" },
  { "returned_capital", N_ ("Zhejiang entrepreneurs returning"), "浙商回归" },
  { "fixed_investment", N_ ("Fixed-asset investment"), "固定资产投资|固投" },
  { "manufacturing_investment", N_ ("Manufacturing investment"), "制造业投资" },
  { "output", N_ ("Output"), "产值" },
  { "tax", N_ ("Tax"), "税收" },
  { "firms", N_ ("Firms brought in"), "引进企业数" },
  { "registered_capital", N_ ("Registered capital"), "注册资本" },
  { "visits", N_ ("Service visits"), "走访服务|走访次数" },
  { "closing_rate", N_ ("Closing rate of problems"), "问题办结率" },
  { "talent", N_ ("Talent"), "人才" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

static const LfOption goal_states[] = {
  { "draft", N_ ("Draft"), "草拟" },
  { "pledged", N_ ("Pledged"), "已签军令状|军令状" },
  { "done", N_ ("Done"), "已办结" },
  { "missed", N_ ("Missed"), "未完成" },
  { NULL },
};

/* K6, K7, O8, V10 */
static const LfField goal_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|目标名称" },
  { "indicator", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Indicator"), GENERAL, .options = indicators, .synonyms = "指标|指标名称" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队" },
  { "account", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Colleague"), GENERAL, .target = "account",
    .synonyms = "人员" },
  { "industry", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Industry"), GENERAL,
    .synonyms = "产业" },
  { "start_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Starts on"), GENERAL,
    .synonyms = "开始日期" },
  { "end_date", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Ends on"), GENERAL, .synonyms = "结束日期|截止日期", .after = "start_date" },
  { "target_amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount to reach"),
    TARGET, .synonyms = "目标金额", LF_NOT_NEGATIVE },
  { "target_count", LF_VALUE_DECIMAL, LF_FIELD_LISTED, N_ ("Number to reach"), TARGET,
    .synonyms = "目标数量", .least = 0, .most = 1000000000 },
  { "growth_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Growth to reach"), TARGET,
    .unit = "percent", .synonyms = "目标增幅", .least = -100, .most = 10000 },
  { "least_investment", LF_VALUE_MONEY, 0, N_ ("Counts projects from"), TARGET,
    .synonyms = "项目投资起点", LF_NOT_NEGATIVE },
  { "weight_points", LF_VALUE_QUANTITY, 0, N_ ("Weight"), TARGET, .unit = "points",
    .synonyms = "权重", .least = 0, .most = 1000 },
  { "signed_by", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Signed by"), PLEDGE,
    .synonyms = "责任单位" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("State"), PLEDGE, .options = goal_states,
    .synonyms = "状态", .initial = "draft" },
  { "pledged_on", LF_VALUE_DATE, 0, N_ ("Pledged on"), PLEDGE, .synonyms = "签订日期",
    .needed = "state=pledged" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), PLEDGE, .synonyms = "附件|军令状扫描件" },
  { "result", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Result"), PLEDGE,
    .synonyms = "办理结果" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_goal = {
  .name = "goal",
  .label = N_ ("Goal"),
  .plural = N_ ("Goals"),
  .synonyms = "目标|年度目标",
  .fields = goal_fields,
  .icon = "lf-goal-symbolic",
  .parent = "park",
  .date = "end_date",
  .key = "name|end_date",
  .offered_on = "park",
};
/* clang-format on */

/* K3–K10: what was reported, with the growth on the year before */
static const LfField figure_fields[] = {
  { "name", LF_VALUE_TEXT, LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|指标项" },
  { "indicator", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Indicator"), GENERAL, .options = indicators, .synonyms = "指标|指标类别" },
  { "period", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Period"),
    GENERAL, .synonyms = "期间|月份|报告期" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "园区" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业" },
  { "amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Amount"), GENERAL,
    .synonyms = "金额" },
  { "count", LF_VALUE_DECIMAL, LF_FIELD_LISTED, N_ ("Count"), GENERAL, .synonyms = "数量" },
  { "growth_percent", LF_VALUE_QUANTITY, LF_FIELD_LISTED, N_ ("Growth on the year before"), GENERAL,
    .unit = "percent", .synonyms = "同比增幅|同比", .least = -100, .most = 100000 },
  { "is_comparable", LF_VALUE_FLAG, 0, N_ ("On comparable scope"), GENERAL,
    .synonyms = "可比口径" },
  { "source", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Source"), GENERAL,
    .synonyms = "来源|数据来源" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_figure = {
  .name = "figure",
  .label = N_ ("Figure"),
  .plural = N_ ("Figures"),
  .synonyms = "指标数据",
  .fields = figure_fields,
  .icon = "lf-progress-symbolic",
  .parent = "park",
  .date = "period",
  .key = "name|period",
  .offered_on = "park",
};
/* clang-format on */

static const LfOption meeting_kinds[] = {
  { "weekly", N_ ("Weekly meeting"), "周例会|例会" },
  { "dispatch", N_ ("Dispatch meeting"), "调度推进会|调度会" },
  { "half_monthly", N_ ("Half-monthly meeting"), "半月会" },
  { "site", N_ ("Site meeting"), "现场会|专班例会" },
  { "group", N_ ("Steering group"), "领导小组会" },
  { "decision", N_ ("Decision meeting"), "上会|决策会" },
  { NULL },
};

/* O2, V13 */
static const LfField meeting_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|会议名称" },
  { "team", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = meeting_kinds,
    .synonyms = "类型|会议类型" },
  { "body", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Decision body"), GENERAL,
    .options = lf_decision_body_options, .synonyms = "决策机构" },
  { "held_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Held on"),
    GENERAL, .synonyms = "日期|会议日期", .initial = "today" },
  { "chair", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Chaired by"), GENERAL, .target = "account",
    .synonyms = "主持人" },
  { "attendees", LF_VALUE_REFERENCE_SET, 0, N_ ("Attendees"), GENERAL, .target = "account",
    .synonyms = "参会人员" },
  { "projects", LF_VALUE_REFERENCE_SET, LF_FIELD_LISTED, N_ ("Projects"), GENERAL,
    .target = "project", .synonyms = "项目|议题项目" },
  { "place", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Place"), GENERAL, .synonyms = "地点" },
  { "agenda", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Agenda"), GENERAL, .synonyms = "议程" },
  { "minutes", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Minutes"), GENERAL,
    .synonyms = "纪要|会议纪要" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_meeting = {
  .name = "meeting",
  .label = N_ ("Meeting"),
  .plural = N_ ("Meetings"),
  .synonyms = "例会",
  .fields = meeting_fields,
  .icon = "lf-team-symbolic",
  .parent = "team",
  .date = "held_on",
  .key = "subject|held_on",
  .offered_on = "",
};
/* clang-format on */

static const LfOption action_states[] = {
  { "open", N_ ("Open"), "未处理" },
  { "done", N_ ("Done"), "已办结" },
  { "late", N_ ("Late"), "逾期" },
  { "dropped", N_ ("Given up"), "放弃" },
  { NULL },
};

/* O2, V13: from the minutes to a check */
static const LfField action_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|事项|任务" },
  { "meeting", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Meeting"), GENERAL, .target = "meeting",
    .synonyms = "例会" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目" },
  { "problem", LF_VALUE_REFERENCE, 0, N_ ("Problem"), GENERAL, .target = "problem",
    .synonyms = "问题" },
  { "evaluation", LF_VALUE_REFERENCE, 0, N_ ("Condition of the evaluation"), GENERAL,
    .target = "evaluation", .synonyms = "研判|上会条件" },
  { "responsible", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Responsible"), GENERAL,
    .target = "account", .synonyms = "责任人" },
  { "department", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Department"), GENERAL,
    .synonyms = "部门" },
  { "due_on", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Due on"), GENERAL,
    .synonyms = "截止日期" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), GENERAL,
    .options = action_states, .synonyms = "状态", .initial = "open" },
  { "done_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Done on"), GENERAL, .synonyms = "完成日期",
    .needed = "state=done" },
  { "checked_by", LF_VALUE_REFERENCE, 0, N_ ("Checked by"), GENERAL, .target = "account",
    .synonyms = "督查人" },
  { "result", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Result"), GENERAL,
    .synonyms = "办理结果" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_action = {
  .name = "action",
  .label = N_ ("Action"),
  .plural = N_ ("Actions"),
  .synonyms = "待办事项|会议事项",
  .fields = action_fields,
  .icon = "lf-evaluation-symbolic",
  .parent = "meeting",
  .date = "due_on",
  .key = "subject|meeting",
  .offered_on = "meeting",
};
/* clang-format on */

static const LfOption list_kinds[] = {
  { "industrial", N_ ("Industrial projects"), "产业项目作战图" },
  { "public", N_ ("Government-funded projects"), "政府投资项目作战图" },
  { "blocks", N_ ("Key blocks"), "十大区块" },
  { "drives", N_ ("Key drives"), "十大行动" },
  { "prepared", N_ ("Projects in preparation"), "十大项目前期" },
  { "other", N_ ("Other"), "其他" },
  { NULL },
};

/* V4, V11: named lists with rolling membership */
static const LfField rolling_list_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED,
    N_ ("Name"), GENERAL, .synonyms = "名称|清单名称" },
  { "zone", LF_VALUE_REFERENCE, 0, N_ ("Zone"), GENERAL, .target = "zone", .synonyms = "开发区" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_LISTED, N_ ("Kind"), GENERAL, .options = list_kinds,
    .synonyms = "类型" },
  { "year", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Year"), GENERAL,
    .synonyms = "年份" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人" },
  { "projects", LF_VALUE_REFERENCE_SET, LF_FIELD_LISTED, N_ ("Projects"), GENERAL,
    .target = "project", .synonyms = "项目" },
  { "target_amount", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SUMMED, N_ ("Investment this year"),
    GENERAL, .synonyms = "年度投资", LF_NOT_NEGATIVE },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_rolling_list = {
  .name = "rolling_list",
  .label = N_ ("Rolling list"),
  .plural = N_ ("Rolling lists"),
  .synonyms = "滚动清单",
  .fields = rolling_list_fields,
  .icon = "lf-list-symbolic",
  .parent = "zone",
  .key = "name",
  .offered_on = "",
};
/* clang-format on */

/* V11: who was on a list from when to when */
static const LfField list_entry_fields[] = {
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "list", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Rolling list"), GENERAL,
    .target = "rolling_list", .synonyms = "清单|滚动清单" },
  { "entered_on", LF_VALUE_DATE,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Entered on"),
    GENERAL, .synonyms = "进库日期|列入日期", .initial = "today" },
  { "left_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Left on"), GENERAL,
    .synonyms = "出库日期|调出日期", .after = "entered_on" },
  { "reason", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Reason"), GENERAL,
    .synonyms = "原因|调整原因" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_list_entry = {
  .name = "list_entry",
  .label = N_ ("List entry"),
  .plural = N_ ("List entries"),
  .synonyms = "清单项目|进出库记录",
  .fields = list_entry_fields,
  .icon = "lf-list-symbolic",
  .parent = "list",
  .date = "entered_on",
  .key = "project|list|entered_on",
  .offered_on = "rolling_list",
};
/* clang-format on */

static const LfOption transfer_states[] = {
  { "asked", N_ ("Asked for"), "已申请" },
  { "accepted", N_ ("Accepted"), "已接收" },
  { "refused", N_ ("Refused"), "已退回|退回" },
  { "withdrawn", N_ ("Withdrawn"), "撤回" },
  { NULL },
};

/* O7, W12–W14: the receiving park accepts */
static const LfField transfer_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|流转事项" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目|项目名称" },
  { "from_park", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("From park"), GENERAL,
    .target = "park", .synonyms = "流出园区|转出园区" },
  { "to_park", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("To park"), GENERAL,
    .target = "park", .synonyms = "流入园区|转入园区" },
  { "reason", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Reason"), GENERAL,
    .synonyms = "原因|流转原因" },
  { "fits_industry", LF_VALUE_FLAG, LF_FIELD_LISTED, N_ ("Fits the park's leading industry"),
    GENERAL, .synonyms = "符合主导产业|错位发展" },
  { "fit_note", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("About the fit"), GENERAL,
    .synonyms = "契合说明" },
  { "asked_by", LF_VALUE_REFERENCE, 0, N_ ("Asked for by"), GENERAL, .target = "account",
    .synonyms = "申请人" },
  { "asked_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Asked for on"), GENERAL, .synonyms = "申请日期", .initial = "today" },
  { "state", LF_VALUE_CHOICE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("State"), OUTCOME,
    .options = transfer_states, .synonyms = "状态", .initial = "asked" },
  { "accepted_by", LF_VALUE_REFERENCE, 0, N_ ("Accepted by"), OUTCOME, .target = "account",
    .synonyms = "接收确认人" },
  { "accepted_on", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Accepted on"), OUTCOME,
    .synonyms = "接收日期", .after = "asked_on", .needed = "state=accepted" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), OUTCOME, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_transfer = {
  .name = "transfer",
  .label = N_ ("Transfer"),
  .plural = N_ ("Transfers"),
  .synonyms = "跨园流转",
  .fields = transfer_fields,
  .icon = "lf-transfer-symbolic",
  .parent = "project",
  .date = "asked_on",
  .lock_field = "state",
  .lock_value = "accepted",
  .key = "project|asked_on",
  .offered_on = "",
};
/* clang-format on */

/* O7, W14: by indicator and period */
static const LfField credit_share_fields[] = {
  { "title", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Title"), GENERAL,
    .synonyms = "标题" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Project"), GENERAL,
    .target = "project", .synonyms = "项目" },
  { "transfer", LF_VALUE_REFERENCE, 0, N_ ("Transfer"), GENERAL, .target = "transfer",
    .synonyms = "跨园流转" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Park"), GENERAL,
    .target = "park", .synonyms = "园区" },
  { "account", LF_VALUE_REFERENCE, 0, N_ ("Colleague"), GENERAL, .target = "account",
    .synonyms = "人员" },
  { "indicator", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Indicator"), GENERAL,
    .options = indicators, .synonyms = "指标" },
  { "share_percent", LF_VALUE_QUANTITY, LF_FIELD_REQUIRED | LF_FIELD_LISTED,
    N_ ("Share of the credit"), GENERAL, .unit = "percent", .synonyms = "分成比例", .least = 0,
    .most = 100 },
  { "start_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Starts on"), GENERAL,
    .synonyms = "开始日期" },
  { "end_date", LF_VALUE_DATE, LF_FIELD_LISTED, N_ ("Ends on"), GENERAL, .synonyms = "结束日期",
    .after = "start_date" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_credit_share = {
  .name = "credit_share",
  .label = N_ ("Credit share"),
  .plural = N_ ("Credit shares"),
  .synonyms = "利益分成",
  .fields = credit_share_fields,
  .icon = "lf-transfer-symbolic",
  .parent = "project",
  .date = "start_date",
  .key = "project|park|indicator",
  .offered_on = "",
  .spans_parks = TRUE,
};
/* clang-format on */
