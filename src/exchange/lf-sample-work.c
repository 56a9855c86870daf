/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: what its people do: talks, trips, problems. */

#include "config.h"

#include "lf-sample-private.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
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

static void
create_talks (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (talks); i++)
    {
      LfRecord *talk = lf_sample_record ("interaction");
      int project = talks[i].project;

      lf_sample_set (talk, "subject", talks[i].subject);
      lf_sample_set (talk, "kind", talks[i].kind);
      lf_sample_set (talk, "minutes", talks[i].minutes);
      lf_sample_set (talk, "agreed", talks[i].agreed);
      lf_record_set (talk, "project", self->projects[project]);
      lf_record_set (talk, "contacts", self->contacts[project]);
      lf_record_set (talk, "attendees", self->colleagues[lf_samples[project].owner]);
      lf_sample_set_day (self, talk, "held_on", -talks[i].days_ago);
      g_free (lf_sample_create (self, talk));
    }
}

/* ---- Trips ---- */

static void
create_stop (LfSampleBuilder *self, const char *trip, guint number, guint k)
{
  LfRecord *stop = lf_sample_record ("trip_stop");
  int firm = stops[k].firm;
  g_autofree char *order = g_strdup_printf ("%u", number);

  lf_sample_set (stop, "title", lf_samples[firm].firm);
  lf_sample_set (stop, "number", order);
  lf_sample_set (stop, "city", lf_samples[firm].city);
  lf_sample_set (stop, "at_time", stops[k].at_time);
  lf_sample_set (stop, "result", stops[k].result);
  lf_record_set (stop, "trip", trip);
  lf_record_set (stop, "enterprise", self->firms[firm]);
  lf_record_set (stop, "contact", self->contacts[firm]);
  lf_record_set (stop, "project", self->projects[firm]);
  if (stops[k].result != NULL)
    lf_record_set (stop, "is_done", "1");
  lf_sample_set_day (self, stop, "planned_for", trips[stops[k].trip].start + stops[k].day);
  g_free (lf_sample_create (self, stop));
}

static void
create_trip (LfSampleBuilder *self, guint i)
{
  LfRecord *trip = lf_sample_record ("trip");
  g_autofree char *id = NULL;
  guint number = 0;

  lf_sample_set (trip, "name", trips[i].name);
  lf_sample_set (trip, "cities", trips[i].cities);
  lf_sample_set (trip, "purpose", trips[i].purpose);
  lf_sample_set (trip, "state", trips[i].state);
  lf_record_set (trip, "members", self->colleagues[trips[i].member]);
  lf_sample_set_day (self, trip, "start_date", trips[i].start);
  lf_sample_set_day (self, trip, "end_date", trips[i].end);
  id = lf_sample_create (self, trip);
  if (i == 0)
    self->trip = g_strdup (id);
  for (guint k = 0; k < G_N_ELEMENTS (stops); k++)
    if (stops[k].trip == i)
      create_stop (self, id, ++number, k);
}

/* ---- Problems ---- */

static void
create_step (
    LfSampleBuilder *self, const char *problem, const char *kind, const char *text, int ago)
{
  LfRecord *step = lf_sample_record ("problem_step");

  lf_record_set (step, "problem", problem);
  lf_record_set (step, "done_by", self->colleagues[STEWARD]);
  lf_sample_set (step, "kind", kind);
  lf_sample_set (step, "text", text);
  lf_sample_set_day (self, step, "done_on", -ago);
  g_free (lf_sample_create (self, step));
}

static void
create_steps (LfSampleBuilder *self, const char *problem, guint i)
{
  if (needs[i].department == NULL)
    return;
  create_step (self, problem, "dispatch", needs[i].department, needs[i].dispatched);
  if (needs[i].result != NULL)
    create_step (self, problem, "result", needs[i].result, needs[i].closed);
}

static void
create_problem (LfSampleBuilder *self, guint i)
{
  LfRecord *problem = lf_sample_record ("problem");
  gboolean is_accepted = g_strcmp0 (needs[i].state, "handling") == 0;
  g_autofree char *id = NULL;

  lf_sample_set (problem, "subject", needs[i].subject);
  lf_sample_set (problem, "kind", needs[i].kind);
  lf_sample_set (problem, "complexity", needs[i].complexity);
  lf_sample_set (problem, "state", needs[i].state);
  lf_sample_set (problem, "lead_department", needs[i].department);
  lf_sample_set (problem, "co_departments", needs[i].co);
  lf_sample_set (problem, "result", needs[i].result);
  lf_sample_set (problem, "satisfaction", needs[i].satisfaction);
  lf_record_set (problem, "project", self->projects[needs[i].project]);
  lf_record_set (problem, "enterprise", self->firms[needs[i].project]);
  lf_record_set (problem, "owner", self->colleagues[STEWARD]);
  lf_sample_set_day (self, problem, "collected_on", -needs[i].collected);
  if (needs[i].department != NULL)
    {
      lf_sample_set_day (self, problem, "dispatched_on", -needs[i].dispatched);
      lf_sample_set_day (self, problem, "due_on", needs[i].due);
    }
  if (is_accepted)
    lf_sample_set_day (self, problem, "accepted_on", -needs[i].dispatched);
  if (needs[i].result != NULL)
    lf_sample_set_day (self, problem, "closed_on", -needs[i].closed);
  if (needs[i].satisfaction != NULL)
    lf_sample_set_day (self, problem, "called_back_on", -needs[i].closed + 3);
  id = lf_sample_create (self, problem);
  create_steps (self, id, i);
}

static void
create_overdue_view (LfSampleBuilder *self)
{
  LfRecord *view = lf_sample_record ("saved_view");

  lf_sample_set (view, "name", "超期问题");
  lf_sample_set (view, "entity", "problem");
  lf_sample_set (view, "filter",
                 LF_HANDLING_OPEN " and (extended_to<today or extended_to= and "
                                  "due_on<today)");
  lf_sample_set (view, "sort", "due_on");
  lf_sample_set (view, "is_shared", "1");
  lf_record_set (view, "owner", self->colleagues[STEWARD]);
  g_free (lf_sample_create (self, view));
}

void
lf_sample_add_work (LfSampleBuilder *self)
{
  create_talks (self);
  for (guint i = 0; i < G_N_ELEMENTS (trips); i++)
    create_trip (self, i);
  for (guint i = 0; i < G_N_ELEMENTS (needs); i++)
    create_problem (self, i);
  create_overdue_view (self);
}
