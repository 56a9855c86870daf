/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Schema tables of what is being brought: project, interaction. */

#include "config.h"

#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>

#define GENERAL N_ ("General")
#define MONEY N_ ("Money and size")
#define STAGE N_ ("Stage")
#define MILESTONES N_ ("Milestones")
#define NEXT N_ ("Next step")
#define ORIGIN N_ ("Where it comes from")
#define STATISTICS N_ ("Statistics")

/* In the order of LfStage; lf-stage.c asserts it. Other names as source articles and prototype
 * forms write them (domain.md §3). */
static const LfOption stages[] = {
  { "lead", N_ ("Lead"), "线索|意向|推介|谋划" },
  { "negotiation", N_ ("Negotiation"), "洽谈|在谈" },
  { "approved", N_ ("Approved"), "上会|已上会|过会" },
  { "signed", N_ ("Signed"), "签约|已签约" },
  { "land", N_ ("Land handover"), "供地|已供地|摘牌|拿地" },
  { "started", N_ ("Under construction"), "开工|在建|建设" },
  { "completed", N_ ("Completed"), "竣工|已竣工" },
  { "production", N_ ("In production"), "投产|已投产" },
  { "full_capacity", N_ ("Full capacity"), "达产|已达产" },
  { "suspended", N_ ("Suspended"), "暂缓|暂停" },
  { "dropped", N_ ("Dropped"), "退库|解约|终止" },
  { NULL },
};

static const LfOption project_kinds[] = {
  { "new", N_ ("New"), "新建|新设|新引进" },
  { "expansion", N_ ("Expansion"), "增资扩产|增资|扩建" },
  { "tech_upgrade", N_ ("Technical upgrade"), "技改|技术改造" },
  { "public_works", N_ ("Public works"), "基础设施|政府投资" },
  { "rebuilding", N_ ("Rebuilding"), "改建" },
  { "opening", N_ ("Opening"), "开业" },
  { NULL },
};

/* L7, L8: how the lead came */
static const LfOption channels[] = {
  { "visit", N_ ("Recruiting trip"), "外出招商|走访" },
  { "reception", N_ ("Reception"), "接待|来访" },
  { "remote", N_ ("Remote promotion"), "云招商|不见面招商" },
  { "referral", N_ ("Business referral"), "以商引商|以企引企" },
  { "hometown", N_ ("Hometown entrepreneur"), "乡贤回归|浙商回归" },
  { "fund", N_ ("Fund-led"), "基金招商|以投带引" },
  { "agency", N_ ("Agency"), "中介招商|委托招商" },
  { "event", N_ ("Event"), "展会|活动" },
  { "upper", N_ ("Handed down"), "上级交办|推送" },
  { "resident", N_ ("Resident firm"), "增资扩产企业" },
  { "everyone", N_ ("Colleague's tip"), "全员招商" },
  { "enquiry", N_ ("Enquiry"), "咨询|网站" },
  { NULL },
};

static const LfOption promotion_types[] = {
  { "industry_chain", N_ ("Industry chain"), "产业链" },
  { "capital_chain", N_ ("Capital chain"), "资本链" },
  { "innovation_chain", N_ ("Innovation chain"), "科创链" },
  { "scenario", N_ ("Scenario"), "场景" },
  { "state_owned", N_ ("State-owned enterprise"), "央地" },
  { "talent", N_ ("Talent"), "人才" },
  { "concept", N_ ("Own concept"), "自谋项目|谋划项目" },
  { "other", N_ ("Other"), "其他|其它" },
  { NULL },
};

static const LfOption investment_forms[] = {
  { "new", N_ ("New company"), "新设" },
  { "increase", N_ ("Capital increase"), "增资" },
  { "merger", N_ ("Merger"), "并购" },
  { "upgrade", N_ ("Technical upgrade"), "技改" },
  { NULL },
};

static const LfOption capital_natures[] = {
  { "domestic", N_ ("Domestic"), "内资" },
  { "foreign", N_ ("Foreign"), "外资" },
  { NULL },
};

static const LfOption top_lists[] = {
  { "world", N_ ("World top 500"), "世界500强" },
  { "china", N_ ("China top 500"), "中国500强" },
  { "private", N_ ("Private top 500"), "民企500强" },
  { NULL },
};

static const LfOption assigned_levels[] = {
  { "province", N_ ("Province"), "省" },
  { "city", N_ ("City"), "市" },
  { "district", N_ ("District"), "区县" },
  { "zone", N_ ("Zone"), "开发区" },
  { NULL },
};

static const LfField project_fields[] = {
  { "name", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_PINYIN | LF_FIELD_LISTED
        | LF_FIELD_SORTED,
    N_ ("Project"), GENERAL, .synonyms = "项目名称|项目|名称" },
  { "number", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_SEARCHED, N_ ("Number"), GENERAL,
    .synonyms = "项目编号|编号" },
  { "stage", LF_VALUE_CHOICE,
    LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED | LF_FIELD_MACHINE, N_ ("Stage"), STAGE,
    .options = stages, .bundle = "stage", .initial = "lead",
    .synonyms = "当前阶段|阶段|进度|项目阶段" },
  { "enterprise", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Enterprise"), GENERAL,
    .target = "enterprise", .synonyms = "企业名称|投资方|企业|公司名称|投资企业" },
  { "park", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Park"), GENERAL, .target = "park",
    .synonyms = "所在园区|园区|片区|落户园区" },
  { "owner", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Owner"), GENERAL, .target = "account",
    .synonyms = "责任人|项目负责人|招商员|跟进人" },
  { "industry", LF_VALUE_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("Industry"), GENERAL, .synonyms = "产业|产业类型|所属产业|行业" },
  { "kind", LF_VALUE_CHOICE, 0, N_ ("Kind"), GENERAL, .options = project_kinds,
    .synonyms = "项目类型|建设性质" },
  { "channel", LF_VALUE_CHOICE, 0, N_ ("Channel"), GENERAL, .options = channels,
    .synonyms = "招商方式|线索来源|来源渠道" },
  { "introducer", LF_VALUE_REFERENCE, 0, N_ ("Introducer"), GENERAL, .target = "contact",
    .synonyms = "介绍人|引荐人" },
  { "contacts", LF_VALUE_REFERENCE_SET, 0, N_ ("Contacts"), GENERAL, .target = "contact",
    .synonyms = "联系人|项目联系人" },
  { "tags", LF_VALUE_TEXT_SET, LF_FIELD_SEARCHED, N_ ("Tags"), GENERAL, .synonyms = "标签" },
  { "content", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Content"), GENERAL,
    .synonyms = "项目内容|建设内容|主要内容" },
  { "note", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Note"), GENERAL, .synonyms = "备注|说明" },
  { "source", LF_VALUE_TEXT, 0, N_ ("Source"), GENERAL, .synonyms = "来源|信息来源" },
  { "total_investment", LF_VALUE_MONEY, LF_FIELD_LISTED | LF_FIELD_SORTED | LF_FIELD_SUMMED,
    N_ ("Total investment"), MONEY, .synonyms = "总投资|协议投资|投资总额|计划总投资|总投资额" },
  { "fixed_investment", LF_VALUE_MONEY, 0, N_ ("Fixed-asset investment"), MONEY,
    .synonyms = "固定资产投资|固投" },
  { "annual_output", LF_VALUE_MONEY, 0, N_ ("Annual output at full capacity"), MONEY,
    .synonyms = "达产年产值|年产值|达产产值" },
  { "annual_tax", LF_VALUE_MONEY, 0, N_ ("Annual tax at full capacity"), MONEY,
    .synonyms = "年税收|达产税收" },
  { "land_area_mu", LF_VALUE_QUANTITY, LF_FIELD_SUMMED, N_ ("Land needed"), MONEY, .unit = "mu",
    .synonyms = "需用土地|用地面积|用地需求", .least = 0, .most = 1000000 },
  { "jobs", LF_VALUE_INTEGER, LF_FIELD_SUMMED, N_ ("Jobs"), MONEY, .synonyms = "就业人数|用工人数",
    .least = 0, .most = 10000000 },
  { "stage_date", LF_VALUE_DATE, LF_FIELD_MACHINE | LF_FIELD_LISTED | LF_FIELD_SORTED,
    N_ ("In stage since"), STAGE, .bundle = "stage", .initial = "today",
    .synonyms = "进入阶段日期" },
  { "stage_evidence", LF_VALUE_TEXT, LF_FIELD_MACHINE | LF_FIELD_SEARCHED, N_ ("Evidence"), STAGE,
    .bundle = "stage", .synonyms = "佐证材料" },
  { "stage_reason", LF_VALUE_TEXT, LF_FIELD_MACHINE, N_ ("Reason"), STAGE, .bundle = "stage",
    .synonyms = "原因", .least = 0, .most = 500 },
  { "next_step", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Next step"), NEXT, .bundle = "next_step",
    .synonyms = "下一步|下步工作|下一步计划" },
  { "next_step_date", LF_VALUE_DATE, LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Next step due"), NEXT,
    .bundle = "next_step", .synonyms = "下一步时间|下次跟进" },
  { "lead_date", LF_VALUE_DATE, 0, N_ ("Registered on"), MILESTONES, .initial = "today",
    .synonyms = "登记日期|录入日期|线索日期" },
  { "negotiation_date", LF_VALUE_DATE, 0, N_ ("First talk on"), MILESTONES,
    .synonyms = "首次洽谈日期|洽谈日期" },
  { "approved_date", LF_VALUE_DATE, 0, N_ ("Approved on"), MILESTONES,
    .synonyms = "上会日期|上会时间|过会日期" },
  { "signed_date", LF_VALUE_DATE, LF_FIELD_SORTED, N_ ("Signed on"), MILESTONES,
    .synonyms = "签约日期|签约时间" },
  { "land_date", LF_VALUE_DATE, LF_FIELD_SORTED, N_ ("Land handed over on"), MILESTONES,
    .synonyms = "供地日期|供地时间|摘牌日期|拿地日期" },
  { "started_date", LF_VALUE_DATE, 0, N_ ("Started on"), MILESTONES,
    .synonyms = "开工日期|开工时间" },
  { "planned_completion_date", LF_VALUE_DATE, 0, N_ ("Completion planned for"), MILESTONES,
    .synonyms = "计划竣工日期|计划竣工时间" },
  { "completed_date", LF_VALUE_DATE, 0, N_ ("Completed on"), MILESTONES,
    .synonyms = "竣工日期|竣工时间" },
  { "production_date", LF_VALUE_DATE, 0, N_ ("In production since"), MILESTONES,
    .synonyms = "投产日期|投产时间" },
  { "full_capacity_date", LF_VALUE_DATE, 0, N_ ("At full capacity since"), MILESTONES,
    .synonyms = "达产日期|达产时间" },
  { "steward", LF_VALUE_REFERENCE, 0, N_ ("Steward"), GENERAL, .target = "account",
    .synonyms = "服务专员|店小二" },
  { "team", LF_VALUE_REFERENCE, 0, N_ ("Team"), GENERAL, .target = "team",
    .synonyms = "团队|专班|招商团队" },
  { "offered_park", LF_VALUE_REFERENCE, LF_FIELD_MACHINE, N_ ("Offered to"), GENERAL,
    .target = "park", .synonyms = "拟流转园区" },
  { "reporter", LF_VALUE_REFERENCE, 0, N_ ("Tip by"), ORIGIN, .target = "account",
    .synonyms = "线索提供人" },
  { "campaign", LF_VALUE_REFERENCE, 0, N_ ("Campaign"), ORIGIN, .target = "campaign",
    .synonyms = "专项行动" },
  { "batch", LF_VALUE_REFERENCE, 0, N_ ("Lead batch"), ORIGIN, .target = "lead_batch",
    .synonyms = "推送批次" },
  { "promotion_type", LF_VALUE_CHOICE, 0, N_ ("Type of promotion"), ORIGIN,
    .options = promotion_types, .synonyms = "招商类型" },
  { "investment_form", LF_VALUE_CHOICE, 0, N_ ("Form of investment"), ORIGIN,
    .options = investment_forms, .synonyms = "投资形态" },
  { "capital_nature", LF_VALUE_CHOICE, 0, N_ ("Nature of the capital"), ORIGIN,
    .options = capital_natures, .synonyms = "资本性质|内外资" },
  { "capital_origin", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Capital comes from"), ORIGIN,
    .synonyms = "资金来源地|来源国别" },
  { "top_list", LF_VALUE_CHOICE, 0, N_ ("Investor's rank"), ORIGIN, .options = top_lists,
    .synonyms = "500强类型|三类500强" },
  { "assigned_level", LF_VALUE_CHOICE, 0, N_ ("Assigned by"), ORIGIN, .options = assigned_levels,
    .synonyms = "交办层级" },
  { "parent_project", LF_VALUE_REFERENCE, 0, N_ ("Phase of"), GENERAL, .target = "project",
    .synonyms = "所属项目|母项目" },
  { "phase", LF_VALUE_TEXT, 0, N_ ("Phase of the project"), GENERAL, .synonyms = "期次" },
  { "is_confidential", LF_VALUE_FLAG, 0, N_ ("Confidential"), GENERAL,
    .synonyms = "涉密|是否涉密" },
  { "is_chemical", LF_VALUE_FLAG, 0, N_ ("Chemical project"), GENERAL,
    .synonyms = "化工项目|是否化工" },
  { "is_enclave", LF_VALUE_FLAG, 0, N_ ("Enclave project"), ORIGIN,
    .synonyms = "飞地项目|是否飞地" },
  { "is_headquarters", LF_VALUE_FLAG, 0, N_ ("Headquarters"), ORIGIN,
    .synonyms = "总部项目|是否总部" },
  { "is_research_centre", LF_VALUE_FLAG, 0, N_ ("Research centre"), ORIGIN,
    .synonyms = "研发中心|是否研发中心" },
  { "foreign_investment", LF_VALUE_MONEY, 0, N_ ("Contracted foreign capital"), MONEY,
    .synonyms = "合同外资" },
  { "building_area_m2", LF_VALUE_QUANTITY, 0, N_ ("Floor area"), MONEY, .unit = "m2",
    .synonyms = "建筑面积", .least = 0, .most = 100000000 },
  { "energy_tce", LF_VALUE_QUANTITY, 0, N_ ("Energy per year"), MONEY, .unit = "tce",
    .synonyms = "年综合能耗|年能耗", .least = 0, .most = 1000000000 },
  { "emission_tonnes", LF_VALUE_QUANTITY, 0, N_ ("Emissions per year"), MONEY, .unit = "tonnes",
    .synonyms = "年排放量", .least = 0, .most = 1000000000 },
  { "talent_count", LF_VALUE_INTEGER, 0, N_ ("Talents"), MONEY, .synonyms = "人才数", .least = 0,
    .most = 1000000 },
  { "housing_need_homes", LF_VALUE_QUANTITY, 0, N_ ("Homes needed"), MONEY, .unit = "homes",
    .synonyms = "人才公寓需求", .least = 0, .most = 1000000 },
  { "planned_start_date", LF_VALUE_DATE, 0, N_ ("Start planned for"), MILESTONES,
    .synonyms = "计划开工日期|计划开工时间" },
  { "planned_production_date", LF_VALUE_DATE, 0, N_ ("Production planned for"), MILESTONES,
    .synonyms = "计划投产日期|计划投产时间" },
  { "listed_date", LF_VALUE_DATE, 0, N_ ("In statistics since"), STATISTICS,
    .synonyms = "入统日期|入库日期" },
  { "above_scale_date", LF_VALUE_DATE, 0, N_ ("Above scale since"), STATISTICS,
    .synonyms = "上规日期" },
  { "industry_code", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("Industry code"), STATISTICS,
    .synonyms = "行业代码|国民经济行业代码", .check = LF_CHECK_INDUSTRY },
  { "chain", LF_VALUE_REFERENCE, 0, N_ ("Chain"), STATISTICS, .target = "chain",
    .synonyms = "产业链" },
  { "segment", LF_VALUE_REFERENCE, 0, N_ ("Segment"), STATISTICS, .target = "segment",
    .synonyms = "环节|产业链环节" },
  { "statistics_name", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Name in statistics"), STATISTICS,
    .synonyms = "纳统名称" },
  { "statistics_division", LF_VALUE_CODE, 0, N_ ("Division in statistics"), STATISTICS,
    .synonyms = "统计区划代码", .check = LF_CHECK_DIVISION },
  { "city_code", LF_VALUE_CODE, LF_FIELD_SEARCHED, N_ ("City's project code"), STATISTICS,
    .synonyms = "市级项目代码|项目代码" },
  { "is_on_provincial_list", LF_VALUE_FLAG, 0, N_ ("On the provincial list"), STATISTICS,
    .synonyms = "推送省库|是否推送省库" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), STAGE, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_project = {
  .name = "project",
  .label = N_ ("Project"),
  .plural = N_ ("Projects"),
  .synonyms = "项目",
  .fields = project_fields,
  .icon = "lf-project-symbolic",
  .parent = "park",
  .date = "stage_date",
  .rule = lf_stage_rule,
  .offered_on = "enterprise|park|account|contact",
  .scope = { "park", "offered_park", "team", "is_confidential" },
};
/* clang-format on */

static const LfOption interaction_kinds[] = {
  { "visit", N_ ("Visit"), "上门拜访|走访|拜访" },
  { "reception", N_ ("Reception"), "接待|来访" },
  { "video", N_ ("Video call"), "视频|视频会议|屏对屏" },
  { "call", N_ ("Phone call"), "电话" },
  { "message", N_ ("Message"), "微信|短信" },
  { "mail", N_ ("E-mail"), "邮件" },
  { "mail_signing", N_ ("Signing by mail"), "邮寄签" },
  { NULL },
};

static const LfOption interaction_states[] = {
  { "planned", N_ ("Planned"), "计划中" },
  { "held", N_ ("Held"), "已举行" },
  { "broken_off", N_ ("Broken off"), "中断" },
  { "cancelled", N_ ("Cancelled"), "取消" },
  { NULL },
};

static const LfField interaction_fields[] = {
  { "subject", LF_VALUE_TEXT,
    LF_FIELD_REQUIRED | LF_FIELD_TITLE | LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Subject"),
    GENERAL, .synonyms = "主题|洽谈主题" },
  { "project", LF_VALUE_REFERENCE, LF_FIELD_LISTED, N_ ("Project"), GENERAL, .target = "project",
    .synonyms = "项目名称|项目" },
  { "kind", LF_VALUE_CHOICE, LF_FIELD_REQUIRED | LF_FIELD_LISTED, N_ ("Kind"), GENERAL,
    .options = interaction_kinds, .synonyms = "方式|洽谈方式|类型" },
  { "held_on", LF_VALUE_DATE, LF_FIELD_REQUIRED | LF_FIELD_LISTED | LF_FIELD_SORTED, N_ ("Held on"),
    GENERAL, .initial = "today", .synonyms = "日期|时间|洽谈日期" },
  { "contacts", LF_VALUE_REFERENCE_SET, 0, N_ ("Contacts met"), GENERAL, .target = "contact",
    .synonyms = "对方参加人员" },
  { "attendees", LF_VALUE_REFERENCE_SET, 0, N_ ("From our side"), GENERAL, .target = "account",
    .synonyms = "我方参加人员" },
  { "place", LF_VALUE_TEXT, LF_FIELD_SEARCHED, N_ ("Place"), GENERAL, .synonyms = "地点" },
  { "minutes", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED | LF_FIELD_LISTED, N_ ("Minutes"), GENERAL,
    .synonyms = "纪要|内容|洽谈内容" },
  { "agreed", LF_VALUE_LONG_TEXT, LF_FIELD_SEARCHED, N_ ("Agreed or promised"), GENERAL,
    .synonyms = "达成共识|承诺事项" },
  { "enterprise", LF_VALUE_REFERENCE, 0, N_ ("Enterprise"), GENERAL, .target = "enterprise",
    .synonyms = "企业|企业名称" },
  { "trip", LF_VALUE_REFERENCE, 0, N_ ("Trip"), GENERAL, .target = "trip",
    .synonyms = "外出招商|行程" },
  { "state", LF_VALUE_CHOICE, 0, N_ ("State"), GENERAL, .options = interaction_states,
    .synonyms = "状态", .initial = "held" },
  { "resumed_on", LF_VALUE_DATE, 0, N_ ("Taken up again on"), GENERAL, .synonyms = "恢复日期",
    .after = "held_on" },
  { "files", LF_VALUE_ATTACHMENT_SET, 0, N_ ("Files"), GENERAL, .synonyms = "附件" },
  { NULL },
};

/* clang-format off */
const LfEntity lf_entity_interaction = {
  .name = "interaction",
  .label = N_ ("Interaction"),
  .plural = N_ ("Interactions"),
  .synonyms = "洽谈记录|走访记录",
  .fields = interaction_fields,
  .icon = "lf-interaction-symbolic",
  .parent = "project",
  .date = "held_on",
  .key = "project|held_on|subject",
};
/* clang-format on */
