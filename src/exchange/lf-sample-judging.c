/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: a batch of leads, experts, what is thought of them, wording that is looked at.
 */

#include "config.h"

#include "lf-sample-private.h"

static const struct
{
  const char *name, *kind, *organisation;
} experts[] = {
  { "叶思齐", "technology", "省机器人产业研究院" },
  { "康以宁", "finance", "东屏会计师事务所" },
};

/* What is thought of the first leads; an expert's by index, else a department's. */
static const struct
{
  int lead, expert;
  const char *department, *summary, *verdict, *score;
  gboolean has_interest;
} opinions[] = {
  { 0, 0, NULL, "减速器精度达到国内前列，建议跟进", "follow", "86", FALSE },
  { 0, -1, "经发局", "与机器人产业链契合，用地可保障", "follow", "82", FALSE },
  { 0, 1, NULL, "曾任该公司财务顾问", "follow", "95", TRUE },
  { 2, -1, "生态环境分局", "表面处理工序须补充说明", "revise", "64", FALSE },
};

void
lf_sample_open_batch (LfSampleBuilder *self)
{
  LfRecord *batch = lf_sample_record ("lead_batch");

  lf_sample_set (batch, "name", "长三角驻点团队月度推送");
  lf_sample_set (batch, "source", "驻点招商");
  lf_sample_set (batch, "n_leads", "6");
  lf_sample_set (batch, "state", "judging");
  lf_sample_set_day (self, batch, "received_on", -16);
  self->batch = lf_sample_create (self, batch);
}

/* (transfer full): its id */
static char *
create_screening (LfSampleBuilder *self, int lead, const char *verdict)
{
  LfRecord *evaluation = lf_sample_record ("evaluation");
  g_autofree char *subject = g_strdup_printf ("联合研判：%s", lf_samples[lead].project);

  lf_sample_set (evaluation, "subject", subject);
  lf_sample_set (evaluation, "kind", "screening");
  lf_record_set (evaluation, "project", self->projects[lead]);
  if (verdict != NULL)
    {
      lf_sample_set (evaluation, "verdict", verdict);
      lf_sample_set_day (self, evaluation, "held_on", -3);
      lf_record_set (evaluation, "decided_by", self->colleagues[MANAGER]);
    }
  return lf_sample_create (self, evaluation);
}

static void
create_opinion (LfSampleBuilder *self, guint i, const char *evaluation, char **expert_ids)
{
  LfRecord *opinion = lf_sample_record ("opinion");

  lf_sample_set (opinion, "summary", opinions[i].summary);
  lf_sample_set (opinion, "verdict", opinions[i].verdict);
  lf_sample_set (opinion, "score_points", opinions[i].score);
  lf_sample_set (opinion, "department", opinions[i].department);
  lf_record_set (opinion, "evaluation", evaluation);
  if (opinions[i].expert >= 0)
    lf_record_set (opinion, "expert", expert_ids[opinions[i].expert]);
  if (opinions[i].has_interest)
    lf_record_set (opinion, "has_interest", "1");
  lf_sample_set_day (self, opinion, "given_on", -5);
  g_free (lf_sample_create (self, opinion));
}

/* What was held out to the first lead: its wording hints at a rule, and nobody has decided yet. */
static void
create_promise (LfSampleBuilder *self)
{
  LfRecord *promise = lf_sample_record ("promise");

  lf_sample_set (promise, "subject", "设备投资补助");
  lf_sample_set (promise, "condition", "按设备投资额的8%给予补助；企业须将注册地迁入本区。");
  lf_record_set (promise, "project", self->projects[0]);
  lf_record_set (promise, "enterprise", self->firms[0]);
  g_free (lf_sample_create (self, promise));
}

void
lf_sample_add_judging (LfSampleBuilder *self)
{
  char *expert_ids[G_N_ELEMENTS (experts)];
  g_autofree char *first = create_screening (self, 0, "follow");
  g_autofree char *third = create_screening (self, 2, /* verdict= */ NULL);

  for (guint i = 0; i < G_N_ELEMENTS (experts); i++)
    {
      LfRecord *expert = lf_sample_record ("expert");

      lf_sample_set (expert, "name", experts[i].name);
      lf_sample_set (expert, "kind", experts[i].kind);
      lf_sample_set (expert, "organisation", experts[i].organisation);
      expert_ids[i] = lf_sample_create (self, expert);
    }
  for (guint i = 0; i < G_N_ELEMENTS (opinions); i++)
    create_opinion (self, i, opinions[i].lead == 0 ? first : third, expert_ids);
  create_promise (self);
  for (guint i = 0; i < G_N_ELEMENTS (experts); i++)
    g_free (expert_ids[i]);
}
