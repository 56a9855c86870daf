/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: const tables of an invented place, turned into one change. No firm or person in
 * it is real. */

#include "config.h"

#include "lf-sample.h"

#include "lf-rulebook.h"
#include "lf-sample-private.h"

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

#define PARK_BY_NODES 2
#define TOP_500_EACH 6 /* the investor of each so many signed projects is a large one (K7) */

const Sample lf_samples[N_SAMPLES] = {
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

  { "青枫湾建设投资有限公司", "青枫", "10亿元", "岳承基", "工程部长", "装备园北区标准厂房", "基础设施", PUBLIC_WORKS, NULL, "6.2亿元", "96", NULL, 0, 5, STARTED, 95 },
  { "青枫湾水务发展有限公司", "青枫", "4亿元", "江润泽", "总工程师", "新材料园污水处理厂二期", "基础设施", PUBLIC_WORKS, NULL, "2.4亿元", "38", NULL, 1, 5, STARTED, 70 },
  { "青枫湾市政工程有限公司", "青枫", "3亿元", "路明川", "项目经理", "云起路东延及管网工程", "基础设施", PUBLIC_WORKS, NULL, "1.1亿元", NULL, NULL, 2, 5, LAND, 42 },
  { "青枫湾智慧园区运营有限公司", "青枫", "1亿元", "简知行", "总经理", "科创园人才公寓", "基础设施", PUBLIC_WORKS, NULL, "3.6亿元", "24", NULL, 3, 5, STARTED, 120 },
};

/* clang-format on */

static const char *const stage_fields[] = {
  "lead_date",    "negotiation_date", "approved_date",   "signed_date",        "land_date",
  "started_date", "completed_date",   "production_date", "full_capacity_date",
};

/* Usual days from the stage before to this one. */
static const int stage_gaps[] = { 0, 24, 58, 26, 52, 74, 260, 28, 190 };

/* ---- Records ---- */

LfRecord *
lf_sample_record (const char *entity)
{
  return lf_record_new (lf_schema_find (entity), NULL);
}

void
lf_sample_set (LfRecord *record, const char *field, const char *text)
{
  g_autofree char *value = NULL;

  if (text == NULL)
    return;
  if (!lf_field_parse (lf_entity_field (lf_record_entity (record), field), text, &value, NULL))
    g_assert_not_reached ();
  lf_record_set (record, field, value);
}

void
lf_sample_set_day (const LfSampleBuilder *self,
                   LfRecord *record,
                   const char *field,
                   int days_from_today)
{
  LfDate date = lf_date_add_days (self->today, days_from_today);
  g_autofree char *value = lf_date_to_canonical (&date);

  lf_record_set (record, field, value);
}

char *
lf_sample_create (LfSampleBuilder *self, LfRecord *record /* (transfer full) */)
{
  g_autoptr (LfRecord) owned = record;

  lf_rules_fill_new (owned, self->today);
  lf_change_create (self->change, owned);
  return g_strdup (lf_record_id (owned));
}

void
lf_sample_set_past (const LfSampleBuilder *self,
                    LfRecord *record,
                    const char *field,
                    int days_from_today)
{
  if (days_from_today <= 0)
    lf_sample_set_day (self, record, field, days_from_today);
}

/* ---- Places and people ---- */

static void
create_zone (LfSampleBuilder *self)
{
  LfRecord *zone = lf_sample_record ("zone");
  g_autofree char *zone_id = g_strdup (lf_record_id (zone));

  lf_sample_set (zone, "name", ZONE);
  lf_sample_set (zone, "province", "示例省");
  lf_sample_set (zone, "city", "青枫市");
  lf_sample_set (zone, "note", _ ("An invented zone to look around in. Undo takes it away."));
  g_free (lf_sample_create (self, zone));

  for (guint i = 0; i < G_N_ELEMENTS (parks); i++)
    {
      LfRecord *park = lf_sample_record ("park");

      lf_sample_set (park, "name", parks[i].name);
      lf_sample_set (park, "leading_industries", parks[i].industries);
      lf_sample_set (park, "area_mu", parks[i].area_mu);
      lf_sample_set (park, "vacant_area_mu", parks[i].vacant_mu);
      lf_sample_set_profile (park, i);
      lf_record_set (park, "zone", zone_id);
      self->parks[i] = lf_sample_create (self, park);
    }
}

static void
create_colleagues (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (colleagues); i++)
    {
      LfRecord *account = lf_sample_record ("account");

      lf_sample_set (account, "name", colleagues[i].name);
      lf_sample_set (account, "role", colleagues[i].role);
      lf_sample_set (account, "mobile", colleagues[i].mobile);
      if (colleagues[i].park >= 0)
        lf_record_set (account, "park", self->parks[colleagues[i].park]);
      self->colleagues[i] = lf_sample_create (self, account);
    }
}

static void
create_team (LfSampleBuilder *self)
{
  LfRecord *team = lf_sample_record ("team");
  g_autofree char *both
      = lf_set_apply (self->colleagues[STEWARD], NULL, self->colleagues[STEWARD + 1]);

  lf_sample_set (team, "name", "重点项目专班");
  lf_sample_set (team, "kind", "task_force");
  lf_sample_set (team, "departments", "自然资源局、建设局、供电公司");
  lf_record_set (team, "leader", self->colleagues[STEWARD + 1]);
  lf_record_set (team, "members", both);
  self->team = lf_sample_create (self, team);
}

/* L9, I10: a group that invests again, and whom a host incubates. */
/* clang-format off */
static const struct { guint firm, of; const char *field, *talents; } belongings[] = {
  { 38, 34, "parent", NULL },
  { 30, 10, "parent", NULL },
  { 36, 7, "host", "12" },
  { 37, 33, "host", "26" },
};
/* clang-format on */

static void
set_belonging (const LfSampleBuilder *self, LfRecord *firm, guint i)
{
  for (guint k = 0; k < G_N_ELEMENTS (belongings); k++)
    if (belongings[k].firm == i)
      {
        lf_record_set (firm, belongings[k].field, self->firms[belongings[k].of]);
        lf_sample_set (firm, "talent_count", belongings[k].talents);
      }
}

static void
create_firm (LfSampleBuilder *self, guint i)
{
  const Sample *sample = &lf_samples[i];
  LfRecord *firm = lf_sample_record ("enterprise");
  LfRecord *contact = lf_sample_record ("contact");
  g_autofree char *mobile = g_strdup_printf ("199000002%02u", i);

  lf_sample_set (firm, "name", sample->firm);
  lf_sample_set (firm, "kind",
                 sample->stage >= COMPLETED && sample->stage <= FULL ? "resident" : "investor");
  if (sample->stage >= COMPLETED && sample->stage <= FULL)
    {
      lf_record_set (firm, "is_above_scale", "1");
      lf_record_set (firm, "park", self->parks[sample->park]);
    }
  lf_sample_set (firm, "industry", sample->industry);
  lf_sample_set (firm, "registered_capital", sample->capital);
  lf_sample_set (firm, "city", sample->city);
  set_belonging (self, firm, i);
  self->firms[i] = lf_sample_create (self, firm);

  lf_sample_set (contact, "name", sample->contact);
  lf_sample_set (contact, "position", sample->position);
  lf_sample_set (contact, "mobile", mobile);
  lf_record_set (contact, "enterprise", self->firms[i]);
  self->contacts[i] = lf_sample_create (self, contact);
}

/* ---- Projects ---- */

int
lf_sample_last_milestone (const Sample *sample)
{
  return sample->stage >= SUSPENDED ? TALK : sample->stage;
}

int
lf_sample_days_since (guint i, int stage)
{
  const Sample *sample = &lf_samples[i];
  int days = sample->days_in_stage + (sample->stage >= SUSPENDED ? 30 : 0);

  for (int s = lf_sample_last_milestone (sample); s > stage; s--)
    days += stage_gaps[s] + (int) (i * 7 + (guint) s * 11) % 17 - 8;
  return days;
}

static void
set_milestones (const LfSampleBuilder *self, LfRecord *project, guint i)
{
  const Sample *sample = &lf_samples[i];

  for (int stage = LEAD; stage <= lf_sample_last_milestone (sample); stage++)
    if (stage != SIGNED || g_strcmp0 (sample->kind, PUBLIC_WORKS) != 0) /* it signs with nobody */
      lf_sample_set_day (self, project, stage_fields[stage], -lf_sample_days_since (i, stage));
  lf_record_set (project, "stage", lf_stage_key ((LfStage) sample->stage));
  lf_sample_set_day (self, project, "stage_date", -sample->days_in_stage);
  if (sample->stage == SUSPENDED)
    lf_sample_set (project, "stage_reason", "行业价格波动，企业董事会决定推迟半年。");
  if (sample->stage == DROPPED)
    lf_sample_set (project, "stage_reason", "企业资金未到位，双方同意终止。");
  if (sample->stage >= SIGNED && sample->stage <= FULL)
    lf_sample_set (project, "stage_evidence", "会议纪要与现场照片");
  if (sample->stage == LAND || sample->stage == STARTED)
    lf_sample_set_day (self, project, "planned_completion_date",
                       420 - lf_sample_days_since (i, LAND));
}

/* Some are on plan, some behind; most of those that started are in the statistics. */
static void
set_plan (const LfSampleBuilder *self, LfRecord *project, guint i)
{
  static const int starts[] = { 45, -40, -130 };
  const Sample *sample = &lf_samples[i];

  if (sample->stage == SIGNED || sample->stage == LAND)
    lf_sample_set_day (self, project, "planned_start_date", starts[i % G_N_ELEMENTS (starts)]);
  if (sample->stage >= STARTED && sample->stage <= FULL && i % 4 != 0)
    lf_sample_set_day (self, project, "listed_date", 20 - lf_sample_days_since (i, STARTED));
}

/* One park's lamps go by nodes. */
static void
create_rule (LfSampleBuilder *self)
{
  LfRecord *rule = lf_sample_record ("rule");

  lf_sample_set (rule, "rule", lf_rule_options[LF_RULE_LAMP_PRESET].key);
  lf_sample_set (rule, "value", "2");
  lf_sample_set (rule, "reason", "园区按建设节点亮灯");
  lf_record_set (rule, "park", self->parks[PARK_BY_NODES]);
  lf_sample_set_day (self, rule, "valid_from", -400);
  g_free (lf_sample_create (self, rule));
}

/* Some are due, some overdue: what a recruiter's Monday looks like. */
static void
set_next_step (const LfSampleBuilder *self, LfRecord *project, guint i)
{
  static const char *const steps[] = {
    "电话回访，约定考察时间", "发送园区配套清单", "陪同踏勘备选地块",
    "准备上会材料",           "核对投资协议条款", "对接用地指标",
  };

  if (lf_samples[i].stage > SIGNED)
    return;
  lf_sample_set (project, "next_step",
                 steps[((guint) lf_samples[i].stage + i) % G_N_ELEMENTS (steps)]);
  lf_sample_set_day (self, project, "next_step_date", (int) (i * 5 % 23) - 5);
}

/* Where the money comes from, as zones sum it up; (nullable): nobody asked */
static const char *
origin_of (const char *city)
{
  static const struct
  {
    const char *origin, *cities;
  } origins[] = {
    { "长三角", "上海|苏州|无锡|常州|南京|徐州|杭州|宁波|温州|合肥|芜湖" },
    { "珠三角", "深圳|广州|佛山|东莞|珠海" },
    { "京津冀", "北京|天津|石家庄" },
    { "环渤海", "青岛|济南|烟台|大连|沈阳" },
    { "中部", "武汉|郑州|洛阳|长沙|景德镇|南昌|太原" },
    { "西部", "成都|重庆|西安|贵阳|包头|昆明" },
  };

  for (guint i = 0; city != NULL && i < G_N_ELEMENTS (origins); i++)
    if (lf_text_is_among (city, origins[i].cities))
      return origins[i].origin;
  return NULL;
}

static void
create_project (LfSampleBuilder *self, guint i)
{
  const Sample *sample = &lf_samples[i];
  LfRecord *project = lf_sample_record ("project");

  lf_sample_set (project, "name", sample->project);
  lf_sample_set (project, "industry", sample->industry);
  lf_sample_set (project, "kind", sample->kind);
  lf_sample_set (project, "channel", sample->channel);
  lf_sample_set (project, "total_investment", sample->investment);
  lf_sample_set (project, "land_area_mu", sample->land_mu);
  lf_sample_set (project, "jobs", sample->jobs);
  lf_sample_set (project, "capital_origin", origin_of (sample->city));
  lf_record_set (project, "enterprise", self->firms[i]);
  lf_record_set (project, "contacts", self->contacts[i]);
  lf_record_set (project, "park", self->parks[sample->park]);
  lf_record_set (project, "owner", self->colleagues[sample->owner]);
  if (sample->stage >= LAND && sample->stage <= FULL)
    lf_record_set (project, "steward", self->colleagues[STEWARD]);
  if (sample->stage == LAND || sample->stage == STARTED)
    lf_record_set (project, "team", self->team);
  if (sample->stage >= SIGNED && i % TOP_500_EACH == 0)
    lf_sample_set (project, "top_list", "private");
  if (i < BATCH_LEADS)
    lf_record_set (project, "batch", self->batch);
  set_milestones (self, project, i);
  set_plan (self, project, i);
  set_next_step (self, project, i);
  self->projects[i] = lf_sample_create (self, project);
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
  LfSampleBuilder self = { .change = lf_change_new (_ ("Sample zone")), .today = today };

  self.reports = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  create_zone (&self);
  create_colleagues (&self);
  create_team (&self);
  lf_sample_open_batch (&self);
  create_rule (&self);
  for (guint i = 0; i < N_SAMPLES; i++)
    {
      create_firm (&self, i);
      create_project (&self, i);
      lf_sample_add_landing (&self, i);
    }
  lf_sample_add_work (&self);
  lf_sample_add_money (&self);
  lf_sample_add_firms (&self);
  lf_sample_add_steering (&self);
  lf_sample_add_contest (&self);
  lf_sample_add_meetings (&self);
  lf_sample_add_chains (&self);
  lf_sample_add_parks (&self);
  lf_sample_add_ideas (&self);
  lf_sample_add_judging (&self);
  g_ptr_array_unref (self.reports);
  g_free (self.team);
  g_free (self.batch);
  g_free (self.trip);
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
