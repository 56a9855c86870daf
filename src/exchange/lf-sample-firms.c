/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: where leads come from besides, and firms that are looked after: a fund,
 * enquiries, a coffee hour, the cultivation list, how firms rate the service. */

#include "config.h"

#include "lf-sample-private.h"

/* Days from today. */
/* clang-format off */
static const struct { const char *subject, *topic, *asker, *answer; int asked, answered; } enquiries[] = {
  { "先租后建如何办理", "land", "沈先生", NULL, -1, 0 },
  { "研发费用补助申报条件", "policy", "高女士", "已发送条款与申报表", -9, -8 },
  { "创业团队入驻孵化器", "plan", "方博士", "已约定上门介绍", -20, -18 },
};

static const struct { int project; const char *tier; int listed; } listed[] = {
  { 33, "small_to_above_scale", -150 },
  { 34, "giant", -150 },
  { 35, "listing", -150 },
  { 36, "giant", -40 },
};

static const struct { int project; const char *amount; int day; } stakes[] = {
  { 30, "3000万元", -180 },
  { 34, "5000万元", -300 },
};
static const struct { int project; const char *kind, *way, *department, *satisfaction, *note; int rated; } ratings[] = {
  { 24, "firm", "form", "经济发展局", "very", NULL, -35 },
  { 30, "firm", "form", "自然资源局", "fair", "交地比约定晚了两周", -35 },
  { 33, "firm", "call_back", "行政审批局", "satisfied", NULL, -28 },
  { 34, "firm", "sample", "人力资源局", "very", NULL, -21 },
  { 35, "firm", "sample", "自然资源局", "dissatisfied", "规划条件三次退回", -14 },
  { 30, "firm", "meeting", "经济发展局", "satisfied", NULL, -12 },
  { 36, "partner", "meeting", NULL, "very", NULL, -12 },
  { 24, "partner", "form", NULL, "satisfied", NULL, -6 },
};
/* clang-format on */

#define SECOND_BATCH -100 /* those listed later */

static void
create_enquiry (LfSampleBuilder *self, guint k)
{
  LfRecord *enquiry = lf_sample_record ("enquiry");

  lf_sample_set (enquiry, "subject", enquiries[k].subject);
  lf_sample_set (enquiry, "topic", enquiries[k].topic);
  lf_sample_set (enquiry, "asker", enquiries[k].asker);
  lf_sample_set (enquiry, "answer", enquiries[k].answer);
  lf_sample_set (enquiry, "state", enquiries[k].answer == NULL ? "open" : "answered");
  lf_sample_set_day (self, enquiry, "asked_on", enquiries[k].asked);
  if (enquiries[k].answer != NULL)
    lf_sample_set_day (self, enquiry, "answered_on", enquiries[k].answered);
  g_free (lf_sample_create (self, enquiry));
}

static void
create_cultivation (LfSampleBuilder *self, guint k)
{
  LfRecord *cultivation = lf_sample_record ("cultivation");

  lf_sample_set (cultivation, "title", "一企一策培育");
  lf_record_set (cultivation, "enterprise", self->firms[listed[k].project]);
  lf_sample_set (cultivation, "batch", listed[k].listed > SECOND_BATCH ? "第二批" : "第一批");
  lf_sample_set (cultivation, "tier", listed[k].tier);
  lf_sample_set (cultivation, "state", "running");
  lf_sample_set_day (self, cultivation, "listed_on", listed[k].listed);
  g_free (lf_sample_create (self, cultivation));
}

/* K1, W36: firms rate departments, partners the task force. */
static void
create_rating (LfSampleBuilder *self, guint k)
{
  LfRecord *rating = lf_sample_record ("rating");

  lf_sample_set (rating, "title", "季度服务评价");
  lf_record_set (rating, "enterprise", self->firms[ratings[k].project]);
  lf_sample_set (rating, "kind", ratings[k].kind);
  lf_sample_set (rating, "way", ratings[k].way);
  lf_sample_set (rating, "department", ratings[k].department);
  if (ratings[k].department == NULL)
    lf_record_set (rating, "team", self->team);
  lf_sample_set (rating, "satisfaction", ratings[k].satisfaction);
  lf_sample_set (rating, "note", ratings[k].note);
  lf_sample_set_day (self, rating, "rated_on", ratings[k].rated);
  g_free (lf_sample_create (self, rating));
}

/* I3: it trades, and so is above quota (限上), not above scale (规上). */
static void
create_trader (LfSampleBuilder *self)
{
  LfRecord *firm = lf_sample_record ("enterprise");

  lf_sample_set (firm, "name", "青枫湾冷链商贸有限公司");
  lf_sample_set (firm, "kind", "resident");
  lf_sample_set (firm, "industry", "现代物流");
  lf_sample_set (firm, "city", "盐城");
  lf_record_set (firm, "park", self->parks[3]);
  lf_record_set (firm, "is_above_quota", "1");
  g_free (lf_sample_create (self, firm));
}

static void
create_fund (LfSampleBuilder *self)
{
  LfRecord *fund = lf_sample_record ("fund");
  g_autofree char *id = NULL;

  lf_sample_set (fund, "name", "青枫产业引导基金");
  lf_sample_set (fund, "kind", "industry");
  lf_sample_set (fund, "manager", "青枫资本");
  lf_sample_set (fund, "size", "20亿元");
  lf_sample_set (fund, "committed", "5亿元");
  lf_sample_set_day (self, fund, "founded_date", -700);
  id = lf_sample_create (self, fund);
  for (guint k = 0; k < G_N_ELEMENTS (stakes); k++)
    {
      LfRecord *stake = lf_sample_record ("fund_stake");

      lf_sample_set (stake, "title", "直接投资");
      lf_record_set (stake, "fund", id);
      lf_record_set (stake, "project", self->projects[stakes[k].project]);
      lf_record_set (stake, "enterprise", self->firms[stakes[k].project]);
      lf_sample_set (stake, "amount", stakes[k].amount);
      lf_sample_set_day (self, stake, "invested_on", stakes[k].day);
      g_free (lf_sample_create (self, stake));
    }
}

static void
create_coffee_hour (LfSampleBuilder *self)
{
  LfRecord *event = lf_sample_record ("event");
  const char *const firms[] = { self->firms[24], self->firms[30], self->firms[34], NULL };
  g_autofree char *joined = lf_set_join (firms);

  lf_sample_set (event, "name", "企业咖啡时·用工专场");
  lf_sample_set (event, "kind", "coffee");
  lf_sample_set (event, "place", "青枫人才之家");
  lf_sample_set (event, "n_people", "18");
  lf_record_set (event, "enterprises", joined);
  lf_sample_set_day (self, event, "held_on", -12);
  g_free (lf_sample_create (self, event));
}

void
lf_sample_add_firms (LfSampleBuilder *self)
{
  for (guint k = 0; k < G_N_ELEMENTS (enquiries); k++)
    create_enquiry (self, k);
  for (guint k = 0; k < G_N_ELEMENTS (listed); k++)
    create_cultivation (self, k);
  for (guint k = 0; k < G_N_ELEMENTS (ratings); k++)
    create_rating (self, k);
  create_trader (self);
  create_fund (self);
  create_coffee_hour (self);
}
