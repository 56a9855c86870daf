/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: const tables of an invented place, turned into one change. No firm or person in
 * it is real. */

#include "config.h"

#include "lf-sample.h"

#include "lf-rulebook.h"

#include <glib/gi18n-lib.h>

#define ZONE "青枫湾经济开发区"

/* clang-format off */
static const struct { const char *name, *industries, *area_mu, *vacant_mu; } parks[] = {
  { "智能装备产业园", "高端装备、汽车零部件、机器人", "8600", "1240" },
  { "新材料产业园", "新材料、新能源", "6200", "930" },
  { "生命健康产业园", "生物医药、医疗器械", "3900", "710" },
  { "数字科创园", "电子信息、软件、集成电路", "2800", "560" },
};

static const struct { const char *name, *role, *mobile; int park; } colleagues[] = {
  { "林舒然", "recruiter", "19900000101", 0 },
  { "周砚秋", "recruiter", "19900000102", 1 },
  { "沈若溪", "recruiter", "19900000103", 2 },
  { "顾明远", "park_manager", "19900000104", 3 },
  { "何思齐", "steward", "19900000105", 0 },
  { "陆怀瑾", "zone_manager", "19900000106", -1 },
};

#define STEWARD 4
#define PARK_BY_NODES 2

enum { LEAD, TALK, APPROVED, SIGNED, LAND, STARTED, COMPLETED, PRODUCTION, FULL, SUSPENDED, DROPPED };

/* One line: an enterprise, whom one knows there, and what it wants to build. */
typedef struct {
  const char *firm, *city, *capital, *contact, *position;
  const char *project, *industry, *kind, *channel, *investment;
  const char *land_mu, *jobs;
  int park, owner, stage, days_in_stage;
} Sample;

static const Sample samples[] = {
  { "澄岳精工机械有限公司", "苏州", "8000万元", "许承泽", "总经理", "高精度减速器产线项目", "机器人", "new", "visit", "3.6亿元", "65", "260", 0, 0, LEAD, 4 },
  { "杉禾冷链装备股份有限公司", "宁波", "1.2亿元", "孟昭宁", "董事会秘书", "冷链装备华东基地", "高端装备", "new", "referral", "约5亿元", "90", "410", 0, 0, LEAD, 9 },
  { "铭朔电驱科技有限公司", "合肥", "6000万元", "裴文舟", "副总经理", "扁线电机定转子项目", "汽车零部件", "new", "event", "2.8亿元", "48", "220", 0, 0, LEAD, 15 },
  { "黛石涂层技术有限公司", "无锡", "3000万元", "樊静姝", "市场总监", "纳米涂层材料中试线", "新材料", "new", "remote", "9000万元", "20", "75", 1, 1, LEAD, 2 },
  { "朔方氢能装备有限公司", "包头", "2亿元", "耿怀川", "总经理助理", "制氢电解槽组装基地", "新能源", "new", "upper", "近8亿元", "120", "350", 1, 1, LEAD, 21 },
  { "霁和生物技术有限公司", "上海", "5000万元", "柳书瑶", "首席科学家", "重组蛋白培养基项目", "生物医药", "new", "hometown", "1.5亿元", "25", "90", 2, 2, LEAD, 12 },
  { "瑾康口腔材料有限公司", "成都", "2000万元", "邬晓棠", "总经理", "数字化义齿加工中心", "医疗器械", "new", "enquiry", "6000万元", NULL, "130", 2, 2, LEAD, 33 },
  { "叠峰视觉科技有限公司", "杭州", "1000万元", "卞青禾", "创始人", "工业视觉检测软件研发中心", "软件", "new", "fund", "5000万元", NULL, "80", 3, 3, LEAD, 6 },
  { "岚芷半导体材料有限公司", "厦门", "1.5亿元", "郗明哲", "投资总监", "光刻胶配套试剂项目", "集成电路", "new", "agency", "超6亿元", "70", "180", 3, 3, LEAD, 47 },
  { "汐川海洋工程装备有限公司", "青岛", "9000万元", "滕若飞", "副总经理", "水下机器人总装项目", "机器人", "new", "everyone", "1.2亿元", "30", "110", 0, 0, LEAD, 28 },

  { "珩拓齿轮传动有限公司", "温州", "1亿元", "庄维岳", "董事长", "风电齿轮箱零部件项目", "高端装备", "new", "visit", "7.5亿元", "135", "520", 0, 0, TALK, 18 },
  { "若木智能座舱有限公司", "芜湖", "7000万元", "臧雨桐", "战略部长", "智能座舱总成项目", "汽车零部件", "new", "referral", "4.2亿元", "80", "360", 0, 0, TALK, 41 },
  { "琅昇高分子材料有限公司", "常州", "1.1亿元", "逄立诚", "总经理", "生物基尼龙项目", "新材料", "new", "event", "12亿元", "210", "430", 1, 1, TALK, 26 },
  { "珩泰储能系统有限公司", "深圳", "3亿元", "蔺心远", "副总裁", "工商业储能柜生产基地", "新能源", "new", "fund", "10亿元", "160", "600", 1, 1, TALK, 9 },
  { "沐野植物提取有限公司", "西安", "2500万元", "寇兰亭", "总经理", "植物提取物深加工项目", "生物医药", "new", "reception", "1.8亿元", "40", "140", 2, 2, TALK, 63 },
  { "翊心医疗器械有限公司", "北京", "4000万元", "应知微", "运营总监", "介入导管生产线", "医疗器械", "new", "remote", "2.4亿元", "35", "190", 2, 2, TALK, 30 },
  { "璞格微电子有限公司", "南京", "1.6亿元", "訾云帆", "总经理", "功率模块封装测试项目", "集成电路", "new", "hometown", "15亿元", "150", "680", 3, 3, TALK, 22 },
  { "麓鸣数据服务有限公司", "贵阳", "5000万元", "晏秋石", "副总经理", "行业数据标注基地", "软件", "new", "upper", "8000万元", NULL, "400", 3, 3, TALK, 75 },

  { "启沣液压技术有限公司", "徐州", "9000万元", "阮承志", "总经理", "高压柱塞泵扩产项目", "高端装备", "expansion", "resident", "3.1亿元", "55", "240", 0, 0, APPROVED, 12 },
  { "缙云特种陶瓷有限公司", "景德镇", "6000万元", "糜子衿", "董事长", "结构陶瓷基板项目", "新材料", "new", "visit", "5.4亿元", "85", "270", 1, 1, APPROVED, 25 },
  { "澜止诊断试剂有限公司", "武汉", "3500万元", "辛雪砚", "总经理", "分子诊断试剂生产基地", "生物医药", "new", "event", "2.2亿元", "38", "160", 2, 2, APPROVED, 6 },
  { "砺原网络安全有限公司", "济南", "4000万元", "褚星河", "副总经理", "工控安全设备研制中心", "电子信息", "new", "referral", "1.6亿元", "22", "150", 3, 3, APPROVED, 19 },

  { "曜川激光装备有限公司", "武汉", "1.3亿元", "戚望舒", "总经理", "激光焊接装备智造项目", "高端装备", "new", "visit", "6.8亿元", "110", "380", 0, 0, SIGNED, 35 },
  { "乾序新能源汽车部件有限公司", "重庆", "2.2亿元", "容景行", "副总裁", "一体化压铸件项目", "汽车零部件", "new", "fund", "13亿元", "230", "720", 0, 0, SIGNED, 52 },
  { "邈远碳纤维制品有限公司", "吉林", "1.8亿元", "班若愚", "总工程师", "风电叶片碳梁项目", "新材料", "new", "upper", "9.2亿元", "165", "450", 1, 1, SIGNED, 14 },
  { "芷岸细胞科技有限公司", "广州", "6000万元", "靳听雨", "首席执行官", "细胞制备中心", "生物医药", "new", "hometown", "3.3亿元", "30", "120", 2, 2, SIGNED, 71 },
  { "衡序传感技术有限公司", "郑州", "4500万元", "宓远舟", "总经理", "智能传感器产业化项目", "电子信息", "new", "reception", "4亿元", "45", "300", 3, 3, SIGNED, 8 },

  { "坤岳重型装备有限公司", "洛阳", "2.6亿元", "阎立固", "副总经理", "盾构机再制造基地", "高端装备", "new", "visit", "8.5亿元", "180", "410", 0, 0, LAND, 28 },
  { "沛然膜科技有限公司", "烟台", "7500万元", "卓清和", "总经理", "水处理膜组件项目", "新材料", "new", "referral", "4.6亿元", "75", "230", 1, 1, LAND, 61 },
  { "穗安疫苗佐剂有限公司", "天津", "8800万元", "宁致一", "生产总监", "疫苗佐剂原料项目", "生物医药", "new", "event", "5.1亿元", "60", "170", 2, 2, LAND, 96 },

  { "骁腾底盘系统有限公司", "长春", "1.9亿元", "荆楚望", "总经理", "空气悬架系统项目", "汽车零部件", "new", "fund", "7.2亿元", "125", "480", 0, 0, STARTED, 110 },
  { "璟源正极材料有限公司", "长沙", "3.2亿元", "易寒川", "副总裁", "磷酸锰铁锂正极材料项目", "新能源", "new", "visit", "22亿元", "320", "850", 1, 1, STARTED, 165 },
  { "慈衡康复器械有限公司", "佛山", "3000万元", "桑榆晚", "董事长", "外骨骼康复器械项目", "医疗器械", "new", "enquiry", "1.9亿元", "28", "150", 2, 2, STARTED, 48 },
  { "云衢算力科技有限公司", "贵阳", "2亿元", "凌万顷", "总经理", "边缘算力设备制造基地", "电子信息", "new", "upper", "6亿元", "68", "260", 3, 3, STARTED, 77 },

  { "立朗轴承科技有限公司", "大连", "1.4亿元", "厉扬帆", "总经理", "机床主轴轴承技改项目", "高端装备", "tech_upgrade", "resident", "2.7亿元", "40", "180", 0, 0, COMPLETED, 20 },
  { "绮罗功能纤维有限公司", "绍兴", "8000万元", "阙如初", "副总经理", "阻燃纤维扩产项目", "新材料", "expansion", "resident", "3.9亿元", "58", "210", 1, 1, COMPLETED, 44 },
  { "予安药用包材有限公司", "石家庄", "5000万元", "盛怀仁", "总经理", "预灌封注射器项目", "医疗器械", "new", "reception", "3.5亿元", "50", "200", 2, 2, PRODUCTION, 85 },
  { "弈棋电子元件有限公司", "东莞", "6500万元", "谷满仓", "总经理", "车规级电容器项目", "电子信息", "new", "referral", "5.8亿元", "72", "390", 3, 3, PRODUCTION, 140 },
  { "磐珂智能仓储有限公司", "昆山", "1.2亿元", "尚知行", "总经理", "智能仓储设备制造项目", "高端装备", "new", "visit", "4.8亿元", "82", "330", 0, 0, FULL, 55 },

  { "皓朗光伏组件有限公司", "盐城", "2.8亿元", "费思量", "副总裁", "异质结组件项目", "新能源", "new", "agency", "18亿元", "280", "900", 1, 1, SUSPENDED, 58 },
  { "缥缈文旅装备有限公司", "张家界", "2000万元", "游子吟", "总经理", "沉浸式演艺装备项目", "高端装备", "new", "everyone", "7000万元", "15", "60", 3, 3, DROPPED, 90 },
};

static const struct { int project; const char *kind; int days_ago; const char *subject, *minutes, *agreed; } talks[] = {
  { 0, "call", 3, "首次电话沟通", "企业在长三角选址，关注机加工配套和熟练技工。", "一周内发送园区配套清单。" },
  { 1, "visit", 8, "拜访企业总部", "看了冷链箱体产线，企业希望靠近港口。", "提供两个备选地块的条件。" },
  { 4, "message", 20, "转来省商务厅推送的线索", "企业计划年内定址，对绿电比例有要求。", NULL },
  { 5, "video", 11, "与首席科学家视频会", "中试已经完成，需要符合药品生产规范的厂房。", "请园区介绍标准厂房层高与承重。" },
  { 10, "visit", 17, "考察温州工厂", "产能已经饱和，新基地要求七月前有结果。", "报送专班研究用地方案。" },
  { 10, "reception", 6, "企业来区踏勘", "踏勘了三号地块，认可地质条件。", "企业一周内提交项目建议书。" },
  { 11, "video", 38, "产品与客户介绍", "两家整车厂已经定点，需要物流半径两百公里以内。", NULL },
  { 12, "reception", 24, "董事会成员来访", "比较了三个园区，关注蒸汽价格。", "提供集中供热的价格与合同范本。" },
  { 13, "visit", 9, "深圳总部座谈", "拟分两期，一期投资四亿元。", "一起测算电价与峰谷政策。" },
  { 15, "video", 29, "产线与注册证情况", "注册证在审，希望先租后建。", NULL },
  { 16, "visit", 21, "南京工厂考察", "封装线搬迁周期六个月，洁净厂房是关键。", "顾明远牵头洁净厂房改造方案。" },
  { 16, "call", 5, "核对投资构成", "设备投资占八成，其中进口设备约六成。", NULL },
  { 18, "reception", 30, "扩产方案汇报", "现有厂区东侧地块可以衔接。", "上会材料由企业与专班共同准备。" },
  { 19, "video", 40, "专家意见反馈", "专家认为烧结工艺成熟，建议核实能耗。", "企业补充节能报告。" },
  { 22, "reception", 36, "签约仪式", "签署投资协议，约定三个月内摘牌。", "服务专员即日对接注册。" },
  { 23, "mail_signing", 54, "邮寄签署补充条款", "双方寄回补充条款原件。", NULL },
  { 24, "visit", 13, "吉林生产基地签约", "协议已经签署，首批设备下单。", NULL },
  { 27, "reception", 26, "交地现场会", "确认红线与临时道路。", "十日内完成围挡。" },
  { 30, "visit", 60, "现场例会", "桩基完成七成，雨季影响约五天。", "增派两台桩机。" },
  { 31, "reception", 30, "专班现场例会", "主体施工到二层，外线电力待批。", "协调供电公司本月出方案。" },
};

static const struct { const char *name, *cities, *purpose, *state; int start, end, member; } trips[] = {
  { "苏锡沪智能制造招商行", "苏州、无锡、上海", "拜访机器人与新材料企业，落实来访考察时间", "under_way", -1, 1, 0 },
  { "珠三角新能源招商行", "深圳、佛山", "了解储能与康复器械企业的扩产计划", "returned", -24, -22, 1 },
  { "武汉光电专题对接", "武汉", "参加光电展，拜访激光与诊断试剂企业", "planned", 12, 14, 2 },
};

static const struct { guint trip; int firm, day; const char *at_time, *result; } stops[] = {
  { 0, 0, 0, "09:30", "同意下月带技术团队来园区考察，关注厂房层高与配电容量" },
  { 0, 3, 1, "10:00", NULL },
  { 0, 5, 1, "15:30", NULL },
  { 0, 27, 2, NULL, NULL },
  { 1, 13, 0, "14:00", "储能柜二期选址在华东，邀请参与比选" },
  { 1, 32, 2, "09:00", "近期无扩产计划，保持联系" },
  { 2, 22, 0, NULL, NULL },
};
/* Days before today, 0: not yet. */
static const struct { int project; const char *subject, *kind, *complexity, *department, *co, *state; int collected, dispatched, closed; int due; const char *result, *satisfaction; } needs[] = {
  { 30, "外线电力方案待批", "energy", "ordinary", "供电公司", "建设局", "handling", 24, 23, 0, -13, NULL, NULL },
  { 31, "施工临时道路占用耕地", "land", "complex", "自然资源局", "农业农村局", "handling", 6, 6, 0, 8, NULL, NULL },
  { 27, "夜间施工许可", "approval", "ordinary", "建设局", NULL, "dispatched", 1, 1, 0, 9, NULL, NULL },
  { 24, "紧缺焊工八十人", "labour", "ordinary", NULL, NULL, "collected", 0, 0, 0, 0, NULL, NULL },
  { 22, "过桥资金一千五百五十万元", "funds", "complex", "金融办", NULL, "closed", 40, 40, 37, -30, "银行两个工作日放款", "very" }, /* I7 */
  { 23, "高新技术企业认定咨询", "policy", "enquiry", "科技局", NULL, "closed", 33, 33, 31, -24, "已上门辅导，材料通过初审", "satisfied" },
  { 29, "员工通勤公交线路", "other", "ordinary", "交通局", NULL, "closed", 30, 29, 12, -19, "新增早晚各两班", NULL },
};
/* clang-format on */

static const char *const stage_fields[] = {
  "lead_date",    "negotiation_date", "approved_date",   "signed_date",        "land_date",
  "started_date", "completed_date",   "production_date", "full_capacity_date",
};

/* Usual days from the stage before to this one. */
static const int stage_gaps[] = { 0, 24, 58, 26, 52, 74, 260, 28, 190 };

/* What the sample's records refer to, by table line. */
typedef struct
{
  LfChange *change;
  const LfDate *today;
  char *parks[G_N_ELEMENTS (parks)];
  char *colleagues[G_N_ELEMENTS (colleagues)];
  char *firms[G_N_ELEMENTS (samples)];
  char *contacts[G_N_ELEMENTS (samples)];
  char *projects[G_N_ELEMENTS (samples)];
} Builder;

static LfRecord *
new_record (const char *entity)
{
  return lf_record_new (lf_schema_find (entity), NULL);
}

/* Values stand in the tables as people write them. */
static void
set (LfRecord *record, const char *field, const char *text)
{
  g_autofree char *value = NULL;

  if (text == NULL)
    return;
  if (!lf_field_parse (lf_entity_field (lf_record_entity (record), field), text, &value, NULL))
    g_assert_not_reached ();
  lf_record_set (record, field, value);
}

static void
set_day (const Builder *self, LfRecord *record, const char *field, int days_from_today)
{
  LfDate date = lf_date_add_days (self->today, days_from_today);
  g_autofree char *value = lf_date_to_canonical (&date);

  lf_record_set (record, field, value);
}

static char *
create (Builder *self, LfRecord *record /* (transfer full) */)
{
  g_autoptr (LfRecord) owned = record;

  lf_rules_fill_new (owned, self->today);
  lf_change_create (self->change, owned);
  return g_strdup (lf_record_id (owned));
}

/* ---- Places and people ---- */

static void
create_zone (Builder *self)
{
  LfRecord *zone = new_record ("zone");
  g_autofree char *zone_id = g_strdup (lf_record_id (zone));

  set (zone, "name", ZONE);
  set (zone, "province", "示例省");
  set (zone, "city", "青枫市");
  set (zone, "note", _ ("An invented zone to look around in. Undo takes it away."));
  g_free (create (self, zone));

  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    {
      LfRecord *park = new_record ("park");

      set (park, "name", parks[i].name);
      set (park, "leading_industries", parks[i].industries);
      set (park, "area_mu", parks[i].area_mu);
      set (park, "vacant_area_mu", parks[i].vacant_mu);
      lf_record_set (park, "zone", zone_id);
      self->parks[i] = create (self, park);
    }
}

static void
create_colleagues (Builder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (colleagues); i++)
    {
      LfRecord *account = new_record ("account");

      set (account, "name", colleagues[i].name);
      set (account, "role", colleagues[i].role);
      set (account, "mobile", colleagues[i].mobile);
      if (colleagues[i].park >= 0)
        lf_record_set (account, "park", self->parks[colleagues[i].park]);
      self->colleagues[i] = create (self, account);
    }
}

static void
create_firm (Builder *self, guint i)
{
  const Sample *sample = &samples[i];
  LfRecord *firm = new_record ("enterprise");
  LfRecord *contact = new_record ("contact");
  g_autofree char *mobile = g_strdup_printf ("199000002%02u", i);

  set (firm, "name", sample->firm);
  set (firm, "kind", sample->stage >= COMPLETED && sample->stage <= FULL ? "resident" : "investor");
  set (firm, "industry", sample->industry);
  set (firm, "registered_capital", sample->capital);
  set (firm, "city", sample->city);
  self->firms[i] = create (self, firm);

  set (contact, "name", sample->contact);
  set (contact, "position", sample->position);
  set (contact, "mobile", mobile);
  lf_record_set (contact, "enterprise", self->firms[i]);
  self->contacts[i] = create (self, contact);
}

/* ---- Projects ---- */

/* The last milestone a project has reached: stopped ones stopped while being talked about. */
static int
last_milestone (const Sample *sample)
{
  return sample->stage >= SUSPENDED ? TALK : sample->stage;
}

/* Days from @stage's milestone to today. Lines differ by a few days, so that averages look like
 * life. */
static int
days_since (guint i, int stage)
{
  const Sample *sample = &samples[i];
  int days = sample->days_in_stage + (sample->stage >= SUSPENDED ? 30 : 0);

  for (int s = last_milestone (sample); s > stage; s--)
    days += stage_gaps[s] + (int) (i * 7 + (guint) s * 11) % 17 - 8;
  return days;
}

static void
set_milestones (const Builder *self, LfRecord *project, guint i)
{
  const Sample *sample = &samples[i];

  for (int stage = LEAD; stage <= last_milestone (sample); stage++)
    set_day (self, project, stage_fields[stage], -days_since (i, stage));
  lf_record_set (project, "stage", lf_stage_key ((LfStage) sample->stage));
  set_day (self, project, "stage_date", -sample->days_in_stage);
  if (sample->stage == SUSPENDED)
    set (project, "stage_reason", "行业价格波动，企业董事会决定推迟半年。");
  if (sample->stage == DROPPED)
    set (project, "stage_reason", "企业资金未到位，双方同意终止。");
  if (sample->stage >= SIGNED && sample->stage <= FULL)
    set (project, "stage_evidence", "会议纪要与现场照片");
  if (sample->stage == LAND || sample->stage == STARTED)
    set_day (self, project, "planned_completion_date", 420 - days_since (i, LAND));
}

/* Some are on plan, some behind; most of those that started are in the statistics. */
static void
set_plan (const Builder *self, LfRecord *project, guint i)
{
  static const int starts[] = { 45, -40, -130 };
  const Sample *sample = &samples[i];

  if (sample->stage == SIGNED || sample->stage == LAND)
    set_day (self, project, "planned_start_date", starts[i % G_N_ELEMENTS (starts)]);
  if (sample->stage >= STARTED && sample->stage <= FULL && i % 4 != 0)
    set_day (self, project, "listed_date", 20 - days_since (i, STARTED));
}

/* One park's lamps go by nodes. */
static void
create_rule (Builder *self)
{
  LfRecord *rule = new_record ("rule");

  set (rule, "rule", lf_rule_options[LF_RULE_LAMP_PRESET].key);
  set (rule, "value", "2");
  set (rule, "reason", "园区按建设节点亮灯");
  lf_record_set (rule, "park", self->parks[PARK_BY_NODES]);
  set_day (self, rule, "valid_from", -400);
  g_free (create (self, rule));
}

/* Some are due, some overdue: what a recruiter's Monday looks like. */
static void
set_next_step (const Builder *self, LfRecord *project, guint i)
{
  static const char *const steps[] = {
    "电话回访，约定考察时间", "发送园区配套清单", "陪同踏勘备选地块",
    "准备上会材料",           "核对投资协议条款", "对接用地指标",
  };

  if (samples[i].stage > SIGNED)
    return;
  set (project, "next_step", steps[((guint) samples[i].stage + i) % G_N_ELEMENTS (steps)]);
  set_day (self, project, "next_step_date", (int) (i * 5 % 23) - 5);
}

static void
create_project (Builder *self, guint i)
{
  const Sample *sample = &samples[i];
  LfRecord *project = new_record ("project");

  set (project, "name", sample->project);
  set (project, "industry", sample->industry);
  set (project, "kind", sample->kind);
  set (project, "channel", sample->channel);
  set (project, "total_investment", sample->investment);
  set (project, "land_area_mu", sample->land_mu);
  set (project, "jobs", sample->jobs);
  lf_record_set (project, "enterprise", self->firms[i]);
  lf_record_set (project, "contacts", self->contacts[i]);
  lf_record_set (project, "park", self->parks[sample->park]);
  lf_record_set (project, "owner", self->colleagues[sample->owner]);
  set_milestones (self, project, i);
  set_plan (self, project, i);
  set_next_step (self, project, i);
  self->projects[i] = create (self, project);
}

/* ---- What belongs to projects ---- */

static void
create_agreement (Builder *self, guint i)
{
  LfRecord *agreement = new_record ("agreement");
  g_autofree char *title = g_strconcat (samples[i].project, "投资协议", NULL);
  g_autofree char *number = g_strdup_printf ("青招协〔%d〕%02u号", self->today->year, i + 1);

  set (agreement, "title", title);
  set (agreement, "kind", "investment");
  set (agreement, "number", number);
  set (agreement, "state", "signed");
  set (agreement, "amount", samples[i].investment);
  lf_record_set (agreement, "project", self->projects[i]);
  lf_record_set (agreement, "parties", self->firms[i]);
  set_day (self, agreement, "signed_on", -days_since (i, SIGNED));
  g_free (create (self, agreement));
}

static void
create_land_case (Builder *self, guint i)
{
  LfRecord *land_case = new_record ("land_case");
  g_autofree char *plot = g_strdup_printf ("青枫湾%02u号地块", i + 1);
  int won = -days_since (i, LAND);

  set (land_case, "plot", plot);
  set (land_case, "kind", "new");
  set (land_case, "area_mu", samples[i].land_mu);
  lf_record_set (land_case, "project", self->projects[i]);
  set_day (self, land_case, "notice_date", won - 34);
  set_day (self, land_case, "listing_date", won - 12);
  set_day (self, land_case, "won_date", won);
  set_day (self, land_case, "contract_date", won + 9);
  if (won + 25 <= 0)
    set_day (self, land_case, "delivered_date", won + 25);
  g_free (create (self, land_case));
}

static void
create_handover (Builder *self, guint i)
{
  LfRecord *handover = new_record ("handover");
  g_autofree char *subject = g_strconcat (samples[i].project, "移交", NULL);
  int given = 5 - days_since (i, LAND);
  gboolean is_accepted = given + 4 <= -10;

  set (handover, "subject", subject);
  set (handover, "state", is_accepted ? "accepted" : "given");
  set (handover, "items", "投资协议、联系人名单、承诺事项清单");
  set (handover, "promises", "外线电力在开工后三个月内接通；协助办理施工许可。");
  lf_record_set (handover, "project", self->projects[i]);
  lf_record_set (handover, "giver", self->colleagues[samples[i].owner]);
  lf_record_set (handover, "taker", self->colleagues[STEWARD]);
  lf_record_set (handover, "contacts", self->contacts[i]);
  set_day (self, handover, "given_on", given);
  set_day (self, handover, "giver_signed_on", given);
  if (is_accepted)
    {
      set_day (self, handover, "taker_signed_on", given + 4);
      set_day (self, handover, "accepted_on", given + 4);
      set_day (self, handover, "escort_until", given + 4 + LF_ESCORT_DAYS);
    }
  g_free (create (self, handover));
}

/* One is to be done sooner than it can be, one waits for its electricity. */
#define HURRIED 31
#define BLOCKED 32

static const struct
{
  const char *name, *kind, *working_days;
  int days; /* after the land was handed over */
} nodes[] = {
  { "施工图审查", "design", "25", 40 },   { "施工许可证", "construction_permit", "12", 62 },
  { "桩基开工", "start", "7", 75 },       { "主体封顶", "building", "80", 210 },
  { "设备进场", "equipment", "34", 270 }, { "竣工验收", "acceptance", "70", 390 },
};

/* Where a node stands: done a few days late, under way, or still to come. */
static void
set_node_dates (Builder *self, LfRecord *node, guint i, guint k)
{
  gboolean is_last = k + 1 == G_N_ELEMENTS (nodes);
  int late = (int) i % 5, planned = nodes[k].days - days_since (i, LAND);
  int before = k == 0 ? -days_since (i, LAND) : nodes[k - 1].days - days_since (i, LAND) + late;

  set_day (self, node, "planned_date", is_last && i == HURRIED ? planned - 60 : planned);
  if (is_last)
    lf_record_set (node, "is_fixed", "1");
  if (planned + late < 0)
    set_day (self, node, "actual_date", planned + late);
  else if (before < 0)
    {
      set_day (self, node, "begun_date", before + 1);
      if (i == BLOCKED)
        set (node, "blocker", "外线电力方案待批");
    }
}

static void
create_nodes (Builder *self, guint i)
{
  for (guint k = 0; k < G_N_ELEMENTS (nodes); k++)
    {
      LfRecord *node = new_record ("node");
      g_autofree char *position = g_strdup_printf ("%u", k + 1);

      set (node, "name", nodes[k].name);
      set (node, "position", position);
      set (node, "kind", nodes[k].kind);
      set (node, "standard_days", nodes[k].working_days);
      if (k > 0)
        set (node, "after", nodes[k - 1].name);
      lf_record_set (node, "project", self->projects[i]);
      lf_record_set (node, "responsible", self->colleagues[STEWARD]);
      set_node_dates (self, node, i, k);
      g_free (create (self, node));
    }
}

static void
create_children (Builder *self, guint i)
{
  int stage = last_milestone (&samples[i]);

  if (stage >= SIGNED)
    create_agreement (self, i);
  if (stage < LAND)
    return;
  create_land_case (self, i);
  create_handover (self, i);
  if (stage <= STARTED)
    create_nodes (self, i);
}

static void
create_talks (Builder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (talks); i++)
    {
      LfRecord *talk = new_record ("interaction");
      int project = talks[i].project;

      set (talk, "subject", talks[i].subject);
      set (talk, "kind", talks[i].kind);
      set (talk, "minutes", talks[i].minutes);
      set (talk, "agreed", talks[i].agreed);
      lf_record_set (talk, "project", self->projects[project]);
      lf_record_set (talk, "contacts", self->contacts[project]);
      lf_record_set (talk, "attendees", self->colleagues[samples[project].owner]);
      set_day (self, talk, "held_on", -talks[i].days_ago);
      g_free (create (self, talk));
    }
}

/* ---- Trips ---- */

static void
create_stop (Builder *self, const char *trip, guint number, guint k)
{
  LfRecord *stop = new_record ("trip_stop");
  int firm = stops[k].firm;
  g_autofree char *order = g_strdup_printf ("%u", number);

  set (stop, "title", samples[firm].firm);
  set (stop, "number", order);
  set (stop, "city", samples[firm].city);
  set (stop, "at_time", stops[k].at_time);
  set (stop, "result", stops[k].result);
  lf_record_set (stop, "trip", trip);
  lf_record_set (stop, "enterprise", self->firms[firm]);
  lf_record_set (stop, "contact", self->contacts[firm]);
  lf_record_set (stop, "project", self->projects[firm]);
  if (stops[k].result != NULL)
    lf_record_set (stop, "is_done", "1");
  set_day (self, stop, "planned_for", trips[stops[k].trip].start + stops[k].day);
  g_free (create (self, stop));
}

static void
create_trip (Builder *self, guint i)
{
  LfRecord *trip = new_record ("trip");
  g_autofree char *id = NULL;
  guint number = 0;

  set (trip, "name", trips[i].name);
  set (trip, "cities", trips[i].cities);
  set (trip, "purpose", trips[i].purpose);
  set (trip, "state", trips[i].state);
  lf_record_set (trip, "members", self->colleagues[trips[i].member]);
  set_day (self, trip, "start_date", trips[i].start);
  set_day (self, trip, "end_date", trips[i].end);
  id = create (self, trip);
  for (guint k = 0; k < G_N_ELEMENTS (stops); k++)
    if (stops[k].trip == i)
      create_stop (self, id, ++number, k);
}

/* ---- Problems ---- */

static void
create_step (Builder *self, const char *problem, const char *kind, const char *text, int ago)
{
  LfRecord *step = new_record ("problem_step");

  lf_record_set (step, "problem", problem);
  lf_record_set (step, "done_by", self->colleagues[STEWARD]);
  set (step, "kind", kind);
  set (step, "text", text);
  set_day (self, step, "done_on", -ago);
  g_free (create (self, step));
}

static void
create_steps (Builder *self, const char *problem, guint i)
{
  if (needs[i].department == NULL)
    return;
  create_step (self, problem, "dispatch", needs[i].department, needs[i].dispatched);
  if (needs[i].result != NULL)
    create_step (self, problem, "result", needs[i].result, needs[i].closed);
}

static void
create_problem (Builder *self, guint i)
{
  LfRecord *problem = new_record ("problem");
  gboolean is_accepted = g_strcmp0 (needs[i].state, "handling") == 0;
  g_autofree char *id = NULL;

  set (problem, "subject", needs[i].subject);
  set (problem, "kind", needs[i].kind);
  set (problem, "complexity", needs[i].complexity);
  set (problem, "state", needs[i].state);
  set (problem, "lead_department", needs[i].department);
  set (problem, "co_departments", needs[i].co);
  set (problem, "result", needs[i].result);
  set (problem, "satisfaction", needs[i].satisfaction);
  lf_record_set (problem, "project", self->projects[needs[i].project]);
  lf_record_set (problem, "enterprise", self->firms[needs[i].project]);
  lf_record_set (problem, "owner", self->colleagues[STEWARD]);
  set_day (self, problem, "collected_on", -needs[i].collected);
  if (needs[i].department != NULL)
    {
      set_day (self, problem, "dispatched_on", -needs[i].dispatched);
      set_day (self, problem, "due_on", needs[i].due);
    }
  if (is_accepted)
    set_day (self, problem, "accepted_on", -needs[i].dispatched);
  if (needs[i].result != NULL)
    set_day (self, problem, "closed_on", -needs[i].closed);
  if (needs[i].satisfaction != NULL)
    set_day (self, problem, "called_back_on", -needs[i].closed + 3);
  id = create (self, problem);
  create_steps (self, id, i);
}

static void
create_overdue_view (Builder *self)
{
  LfRecord *view = new_record ("saved_view");

  set (view, "name", "超期问题");
  set (view, "entity", "problem");
  set (view, "filter",
       "state=collected|dispatched|handling and (extended_to<today or extended_to= and "
       "due_on<today)");
  set (view, "sort", "due_on");
  set (view, "is_shared", "1");
  lf_record_set (view, "owner", self->colleagues[STEWARD]);
  g_free (create (self, view));
}

/* ---- Public ---- */

static void
free_ids (char **ids, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (ids[i]);
}

LfChange *
lf_sample_build (const LfDate *today)
{
  Builder self = { .change = lf_change_new (_ ("Sample zone")), .today = today };

  create_zone (&self);
  create_colleagues (&self);
  create_rule (&self);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      create_firm (&self, i);
      create_project (&self, i);
      create_children (&self, i);
    }
  create_talks (&self);
  for (guint i = 0; i < G_N_ELEMENTS (trips); i++)
    create_trip (&self, i);
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    create_problem (&self, i);
  create_overdue_view (&self);

  free_ids (self.parks, G_N_ELEMENTS (self.parks));
  free_ids (self.colleagues, G_N_ELEMENTS (self.colleagues));
  free_ids (self.firms, G_N_ELEMENTS (self.firms));
  free_ids (self.contacts, G_N_ELEMENTS (self.contacts));
  free_ids (self.projects, G_N_ELEMENTS (self.projects));
  return self.change;
}

gboolean
lf_sample_fill_sync (LfStore *store, GError **error)
{
  LfDate today = lf_date_today ();
  LfSummary summary = { 0 };
  g_autoptr (LfChange) change = NULL;
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("project"), NULL, NULL);

  if (!lf_store_summary_sync (store, query, &summary, error))
    return FALSE;
  if (summary.n > 0)
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_REFUSED,
                           _ ("This store holds projects already: a sample zone goes into an empty "
                              "store only."));
      return FALSE;
    }
  change = lf_sample_build (&today);
  return lf_store_commit_sync (store, change, error);
}
