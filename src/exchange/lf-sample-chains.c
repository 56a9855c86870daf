/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: two chains, one of them with gaps, whom the zone wants for those, who helps, the
 * seven ones (L2–L4), the zone's own industries (L5), a campaign and a rolling list (L14, V11). */

#include "config.h"

#include "lf-industry-tree.h"
#include "lf-sample-private.h"

#include <string.h>

#define N_CHAINS 2
#define N_SEGMENTS 15

/* clang-format off */
static const struct { const char *name, *number; } policies[N_CHAINS] = {
  { "集成电路专项政策", "青政办〔2026〕11号" },
  { "装备首台套政策", "青政办〔2025〕20号" },
};

static const struct { const char *name, *output, *plan; int leader, park; } chains[N_CHAINS] = {
  { "集成电路产业链", "120亿元", "以封装测试和材料为先，三年内补齐芯片设计，形成“材料—设计—封测—应用”闭环。", 3, 3 },
  { "高端装备产业链", "300亿元", "以整机带零部件，推动关键基础件本地配套率达到六成。", 0, 0 },
};

/* Those that are part of another stand behind it. */
static const struct { int chain, part_of; const char *name, *codes, *gap; } segments[N_SEGMENTS] = {
  { 0, -1, "芯片设计", "6520", "区内没有设计企业，封测项目的客户都在外地。" },
  { 0, -1, "材料", "3985", NULL },
  { 0, 1, "光刻胶及试剂", "2669", "进口依赖度高，线索阶段 1 家。" },
  { 0, 1, "陶瓷基板", "3073", NULL },
  { 0, -1, "制造", "3973", "缺特色工艺产线，拟引进功率器件代工。" },
  { 0, -1, "封装测试", "3973", NULL },
  { 0, -1, "传感与元件", "3983", NULL },
  { 0, 6, "传感器", "3983", NULL },
  { 0, 6, "电容器", "3981", NULL },
  { 1, -1, "关键基础件", NULL, NULL },
  { 1, 9, "轴承", "3451", NULL },
  { 1, 9, "液压件", "3444", NULL },
  { 1, -1, "整机", NULL, NULL },
  { 1, -1, "激光与焊接", "3424", NULL },
  { 1, -1, "智能仓储", "3434", NULL },
};

static const struct { const char *project; int segment; } placed[] = {
  { "光刻胶配套试剂项目", 2 }, { "结构陶瓷基板项目", 3 }, { "功率模块封装测试项目", 5 },
  { "智能传感器产业化项目", 7 }, { "车规级电容器项目", 8 }, { "机床主轴轴承技改项目", 10 },
  { "高压柱塞泵扩产项目", 11 }, { "盾构机再制造基地", 12 }, { "激光焊接装备智造项目", 13 },
  { "智能仓储设备制造项目", 14 },
};

static const struct { const char *name, *city, *state, *next; int segment, days; } targets[] = {
  { "屿芯微电子（车规芯片设计）", "上海", "contacted", "带封测项目订单清单上门拜访", 0, 6 },
  { "赫连数模芯片有限公司", "深圳", "watching", "请基金牵头约创始人", 0, 13 },
  { "珀川功率半导体代工", "无锡", "contacted", "邀请来园看厂房与变电站", 4, 3 },
  { "清曜光刻材料股份有限公司", "北京", "watching", "请专家评估其中试条件", 2, 20 },
};

static const struct { const char *name, *kind, *specialty, *organisation; int chain; } experts[] = {
  { "闻人博士", "technology", "先进封装", "省集成电路学会", 0 },
  { "澹台教授", "industry", "功率器件", "东江大学微电子学院", 0 },
  { "公冶研究员", "industry", "基础件可靠性", "省机械研究院", 1 },
};

static const struct { const char *name, *size; int chain; } funds[] = {
  { "青枫湾集成电路产业基金", "20亿元", 0 },
  { "青枫湾装备升级基金", "10亿元", 1 },
};

/* "": to be done; NULL: nobody has begun */
static const struct { const char *one, *title, *done_by; } kit[N_CHAINS][LF_N_ONES] = {
  { { "industry", "集成电路产业", "青招〔2026〕3号" }, { "plan", "集成电路产业发展规划", "规划文本（送审稿）" },
    { "platform", "封测公共服务平台", "" }, { "policy", "集成电路专项政策", "青政办〔2026〕11号" },
    { "fund", "集成电路产业基金", "基金设立批复" }, { NULL, NULL, NULL }, { NULL, NULL, NULL } },
  { { "industry", "高端装备产业", "青招〔2025〕8号" }, { "plan", "高端装备产业规划", "规划文本" },
    { "platform", "装备检测平台", "检测中心验收单" }, { "policy", "装备首台套政策", "青政办〔2025〕20号" },
    { "fund", "装备升级基金", "基金设立批复" }, { "team", "高端装备专班", "专班组建通知" },
    { "projects", "高端装备项目清单", "" } },
};
/* clang-format on */

/* What they refer to. */
typedef struct
{
  LfSampleBuilder *sample;
  char *chains[N_CHAINS];
  char *segments[N_SEGMENTS];
} Builder;

static void
create_chains (Builder *self)
{
  for (guint i = 0; i < N_CHAINS; i++)
    {
      LfRecord *chain = lf_sample_record ("chain");

      lf_sample_set (chain, "name", chains[i].name);
      lf_sample_set (chain, "output_target", chains[i].output);
      lf_sample_set (chain, "plan", chains[i].plan);
      lf_record_set (chain, "leader", self->sample->colleagues[chains[i].leader]);
      lf_record_set (chain, "parks", self->sample->parks[chains[i].park]);
      self->chains[i] = lf_sample_create (self->sample, chain);
    }
  for (guint i = 0; i < N_SEGMENTS; i++)
    {
      LfRecord *segment = lf_sample_record ("segment");
      g_autofree char *position = g_strdup_printf ("%u", i + 1);

      lf_sample_set (segment, "name", segments[i].name);
      lf_sample_set (segment, "position", position);
      lf_sample_set (segment, "industry_codes", segments[i].codes);
      lf_sample_set (segment, "gap", segments[i].gap);
      lf_record_set (segment, "chain", self->chains[segments[i].chain]);
      if (segments[i].part_of >= 0)
        lf_record_set (segment, "parent", self->segments[segments[i].part_of]);
      self->segments[i] = lf_sample_create (self->sample, segment);
    }
}

static void
place_projects (Builder *self)
{
  for (guint k = 0; k < G_N_ELEMENTS (placed); k++)
    for (guint i = 0; i < N_SAMPLES; i++)
      if (strcmp (lf_samples[i].project, placed[k].project) == 0)
        {
          g_autoptr (LfRecord) project
              = lf_record_new (lf_schema_find ("project"), self->sample->projects[i]);
          int segment = placed[k].segment;

          lf_change_edit (self->sample->change, project, "chain",
                          self->chains[segments[segment].chain]);
          lf_change_edit (self->sample->change, project, "segment", self->segments[segment]);
        }
}

static void
create_targets (Builder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      LfRecord *target = lf_sample_record ("target");
      int segment = targets[i].segment, chain = segments[segment].chain;

      lf_sample_set (target, "name", targets[i].name);
      lf_sample_set (target, "city", targets[i].city);
      lf_sample_set (target, "state", targets[i].state);
      lf_sample_set (target, "next_step", targets[i].next);
      lf_sample_set_day (self->sample, target, "next_step_date", targets[i].days);
      lf_sample_set (target, "reason", segments[segment].gap);
      lf_record_set (target, "segment", self->segments[segment]);
      lf_record_set (target, "chain", self->chains[chain]);
      if (g_str_equal (targets[i].state, "contacted")) /* the others wait on the push list */
        lf_record_set (target, "owner", self->sample->colleagues[chains[chain].leader]);
      g_free (lf_sample_create (self->sample, target));
    }
}

static void
create_helpers (Builder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (experts); i++)
    {
      LfRecord *expert = lf_sample_record ("expert");

      lf_sample_set (expert, "name", experts[i].name);
      lf_sample_set (expert, "kind", experts[i].kind);
      lf_sample_set (expert, "specialty", experts[i].specialty);
      lf_sample_set (expert, "organisation", experts[i].organisation);
      lf_record_set (expert, "chains", self->chains[experts[i].chain]);
      g_free (lf_sample_create (self->sample, expert));
    }
  for (guint i = 0; i < G_N_ELEMENTS (funds); i++)
    {
      LfRecord *fund = lf_sample_record ("fund");

      lf_sample_set (fund, "name", funds[i].name);
      lf_sample_set (fund, "kind", "industry");
      lf_sample_set (fund, "size", funds[i].size);
      lf_record_set (fund, "chains", self->chains[funds[i].chain]);
      g_free (lf_sample_create (self->sample, fund));
    }
}

/* V12 */
static void
create_policies (Builder *self)
{
  for (guint i = 0; i < N_CHAINS; i++)
    {
      LfRecord *policy = lf_sample_record ("policy");

      lf_sample_set (policy, "name", policies[i].name);
      lf_sample_set (policy, "number", policies[i].number);
      lf_sample_set (policy, "issuer", "青枫湾经济开发区管委会");
      lf_sample_set (policy, "state", "in_force");
      lf_record_set (policy, "chains", self->chains[i]);
      g_free (lf_sample_create (self->sample, policy));
    }
}

static void
create_kit (Builder *self)
{
  for (guint chain = 0; chain < N_CHAINS; chain++)
    for (guint i = 0; i < LF_N_ONES && kit[chain][i].one != NULL; i++)
      {
        LfRecord *item = lf_sample_record ("kit_item");

        lf_sample_set (item, "title", kit[chain][i].title);
        lf_sample_set (item, "one", kit[chain][i].one);
        lf_record_set (item, "chain", self->chains[chain]);
        lf_record_set (item, "owner", self->sample->colleagues[chains[chain].leader]);
        if (kit[chain][i].done_by[0] != '\0')
          {
            lf_sample_set (item, "document", kit[chain][i].done_by);
            lf_record_set (item, "is_done", "1");
          }
        else
          lf_sample_set_day (self->sample, item, "due_on", 40);
        g_free (lf_sample_create (self->sample, item));
      }
}

/* L5 */
static void
create_industries (Builder *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GPtrArray) made = lf_industry_preset_make ("common", none, NULL);

  for (guint i = 0; i < made->len; i++)
    lf_change_create (self->sample->change, made->pdata[i]);
}

void
lf_sample_add_chains (LfSampleBuilder *sample)
{
  Builder self = { .sample = sample };

  create_industries (&self);
  create_chains (&self);
  place_projects (&self);
  create_targets (&self);
  create_helpers (&self);
  create_policies (&self);
  create_kit (&self);
  for (guint i = 0; i < N_CHAINS; i++)
    g_free (self.chains[i]);
  for (guint i = 0; i < N_SEGMENTS; i++)
    g_free (self.segments[i]);
}
