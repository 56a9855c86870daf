/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: what it would build before anybody invests (L16), its campaigns (L14) and the
 * lists that projects roll through (V11). */

#include "config.h"

#include "lf-sample-private.h"

/* clang-format off */
static const struct { const char *name, *industry, *state, *investment, *land_mu, *content, *next; int park, owner, days; } ideas[] = {
  { "机器人整机测试与认证中心", "机器人", "prepared", "3.5亿元", "60", "整机可靠性测试、认证、中试线", "约谈两家检测机构", 0, 0, -120 },
  { "高性能膜材料中试基地", "新材料", "studied", "6亿元", "95", "中试装置、公共分析平台", "完成可行性研究", 1, 1, -75 },
  { "细胞治疗药物合同研发生产平台", "生物医药", "prepared", "8亿元", "70", "GMP车间、质检中心", "编制招商方案", 2, 2, -60 },
  { "车规级芯片封装测试线", "集成电路", "drafted", "12亿元", "110", "先进封装、车规认证", "走访三家封测企业", 3, 3, -20 },
};

#define GIANTS 1 /* the campaign that the trip under way is made for */

static const struct { const char *name, *kind, *target_projects, *target_amount, *note; int leader, start, end, projects[4]; } campaigns[] = {
  { "集成电路强链补链行动", "chain", "6", "40亿元", "补封装、材料两个缺失环节", 3, -150, 30, { 8, 16, 26, 33 } },
  { "高端装备招大引强行动", "giants", "5", "30亿元", "盯投资5亿元以上龙头项目", 0, -200, 60, { 1, 22, 23, 27 } },
};

static const struct { int project, entered, left; const char *reason; } entries[] = {
  { 12, -290, 0, "投资超10亿元，列入前期" },
  { 16, -250, 0, "列入前期" },
  { 19, -250, -40, "已过会，转入签约攻坚" },
  { 13, -100, 0, "新增储备" },
};
/* clang-format on */

static void
create_ideas (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (ideas); i++)
    {
      LfRecord *idea = lf_sample_record ("idea");

      lf_sample_set (idea, "name", ideas[i].name);
      lf_sample_set (idea, "industry", ideas[i].industry);
      lf_sample_set (idea, "state", ideas[i].state);
      lf_sample_set (idea, "total_investment", ideas[i].investment);
      lf_sample_set (idea, "land_mu", ideas[i].land_mu);
      lf_sample_set (idea, "content", ideas[i].content);
      lf_sample_set (idea, "next_step", ideas[i].next);
      lf_record_set (idea, "park", self->parks[ideas[i].park]);
      lf_record_set (idea, "owner", self->colleagues[ideas[i].owner]);
      lf_sample_set_day (self, idea, "proposed_on", ideas[i].days);
      g_free (lf_sample_create (self, idea));
    }
}

static void
create_campaigns (LfSampleBuilder *self)
{
  g_autoptr (LfRecord) trip = lf_record_new (lf_schema_find ("trip"), self->trip);

  for (guint i = 0; i < G_N_ELEMENTS (campaigns); i++)
    {
      LfRecord *campaign = lf_sample_record ("campaign");
      g_autofree char *id = NULL;

      lf_sample_set (campaign, "name", campaigns[i].name);
      lf_sample_set (campaign, "kind", campaigns[i].kind);
      lf_sample_set (campaign, "target_projects", campaigns[i].target_projects);
      lf_sample_set (campaign, "target_amount", campaigns[i].target_amount);
      lf_sample_set (campaign, "note", campaigns[i].note);
      lf_record_set (campaign, "leader", self->colleagues[campaigns[i].leader]);
      lf_sample_set_day (self, campaign, "start_date", campaigns[i].start);
      lf_sample_set_day (self, campaign, "end_date", campaigns[i].end);
      id = lf_sample_create (self, campaign);
      for (guint k = 0; k < G_N_ELEMENTS (campaigns[i].projects); k++)
        {
          g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"),
                                                        self->projects[campaigns[i].projects[k]]);

          lf_change_edit (self->change, project, "campaign", id);
        }
      if (i == GIANTS)
        lf_change_edit (self->change, trip, "campaign", id);
    }
}

static void
create_list (LfSampleBuilder *self)
{
  LfRecord *list = lf_sample_record ("rolling_list");
  g_autofree char *year = g_strdup_printf ("%d", self->today->year);
  g_autoptr (GStrvBuilder) now = g_strv_builder_new ();
  g_auto (GStrv) on_it = NULL;
  g_autofree char *joined = NULL, *id = NULL;

  lf_sample_set (list, "name", "十大项目前期滚动清单");
  lf_sample_set (list, "kind", "prepared");
  lf_sample_set (list, "year", year);
  lf_sample_set (list, "target_amount", "20亿元");
  lf_record_set (list, "owner", self->colleagues[MANAGER]);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (entries[i].left == 0)
      g_strv_builder_add (now, self->projects[entries[i].project]);
  on_it = g_strv_builder_end (now);
  joined = lf_set_join ((const char *const *) on_it);
  lf_record_set (list, "projects", joined);
  id = lf_sample_create (self, list);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      LfRecord *entry = lf_sample_record ("list_entry");

      lf_record_set (entry, "list", id);
      lf_record_set (entry, "project", self->projects[entries[i].project]);
      lf_sample_set_day (self, entry, "entered_on", entries[i].entered);
      if (entries[i].left < 0)
        lf_sample_set_day (self, entry, "left_on", entries[i].left);
      lf_sample_set (entry, "reason", entries[i].reason);
      g_free (lf_sample_create (self, entry));
    }
}

void
lf_sample_add_ideas (LfSampleBuilder *self)
{
  create_ideas (self);
  create_campaigns (self);
  create_list (self);
}
