/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: a contest of a hundred days that is under way, the parks as its groups (V5, V6,
 * V9). The flags of its last half month are still to be given. */

#include "config.h"

#include "lf-contest.h"
#include "lf-sample-private.h"

#define DAYS 100
#define BEGUN_DAYS_AGO 65
#define PERIOD "15"

/* clang-format off */
static const struct { const char *name; int leader; } groups[N_PARKS] = {
  { "装备园组", 0 }, { "新材料园组", 1 }, { "生命健康园组", 2 }, { "科创园组", 3 },
};
/* clang-format on */

/* The building sites of the park. */
static char *
list_sites (const LfSampleBuilder *self, int park)
{
  char *sites = NULL;

  for (guint i = 0; i < N_SAMPLES; i++)
    if (lf_samples[i].stage == STARTED && lf_samples[i].park == park)
      {
        char *more = lf_set_apply (sites, NULL, self->projects[i]);

        g_free (sites);
        sites = more;
      }
  return sites;
}

static LfRecord *
create_contest (LfSampleBuilder *self)
{
  LfRecord *contest = lf_sample_record ("contest");

  lf_sample_set (contest, "name", "奋战一百天项目攻坚竞赛");
  lf_sample_set (contest, "kind", "hundred_days");
  lf_sample_set (contest, "period_days", PERIOD);
  lf_sample_set (contest, "indicators", "领先计划、红旗、蜗牛、完成投资、问题办结率");
  lf_sample_set (contest, "ahead_percent", "3");
  lf_sample_set (contest, "yellow_percent", "5");
  lf_sample_set (contest, "behind_percent", "20");
  lf_sample_set_day (self, contest, "start_date", -BEGUN_DAYS_AGO);
  lf_sample_set_day (self, contest, "end_date", DAYS - 1 - BEGUN_DAYS_AGO);
  g_free (lf_sample_create (self, lf_record_ref (contest)));
  return contest;
}

static void
create_groups (LfSampleBuilder *self, const LfRecord *contest)
{
  for (int park = 0; park < N_PARKS; park++)
    {
      LfRecord *group = lf_sample_record ("contest_group");
      g_autofree char *sites = list_sites (self, park);

      lf_sample_set (group, "name", groups[park].name);
      lf_record_set (group, "contest", lf_record_id (contest));
      lf_record_set (group, "leader", self->colleagues[groups[park].leader]);
      lf_record_set (group, "projects", sites);
      g_free (lf_sample_create (self, group));
    }
}

/* ---- Flags ---- */

/* (nullable): the last report of the project up to that half month's end */
static const LfRecord *
find_report (const LfSampleBuilder *self, guint i, const LfHalfMonth *half)
{
  g_autofree char *last = lf_date_to_canonical (&half->last);
  const LfRecord *found = NULL;

  for (guint k = 0; k < self->reports->len; k++)
    {
      const LfRecord *report = self->reports->pdata[k];

      if (g_strcmp0 (lf_record_get (report, "project"), self->projects[i]) == 0
          && g_strcmp0 (lf_record_get (report, "period"), last) <= 0
          && lf_progress_is_later (report, found))
        found = report;
    }
  return found;
}

/* Three days later, where that has come. */
static void
follow_up (const LfSampleBuilder *self, LfRecord *award, const LfHalfMonth *half)
{
  LfDate day = lf_date_add_days (&half->last, 3);
  g_autofree char *on = lf_date_to_canonical (&day);

  switch (lf_award_follow_up (award))
    {
    case LF_FOLLOW_UP_COMMENDATION:
      lf_sample_set (award, "follow_up_note", "半月会上通报表扬，推广其平行施工的做法。");
      break;
    case LF_FOLLOW_UP_INTERVIEW:
      lf_sample_set (award, "follow_up_note", "约谈施工单位：增加一个班组，本月底追平主体进度。");
      break;
    case LF_FOLLOW_UP_NONE:
    default:
      return;
    }
  if (lf_date_compare (&day, self->today) <= 0)
    lf_record_set (award, "follow_up_on", on);
}

static void
create_award (LfSampleBuilder *self,
              const LfRecord *contest,
              guint i,
              const LfHalfMonth *half,
              gboolean is_followed_up)
{
  const LfRecord *report = find_report (self, i, half);
  g_autoptr (LfRulebook) book = lf_rulebook_new ();
  g_autoptr (LfRecord) project = lf_record_new (lf_schema_find ("project"), self->projects[i]);
  LfRecord *award;

  if (report == NULL)
    return;
  lf_sample_set (project, "name", lf_samples[i].project);
  award = lf_contest_award (book, contest, project, report, half);
  if (is_followed_up)
    follow_up (self, award, half);
  g_free (lf_sample_create (self, award));
}

/* From the newest half month but one back to the contest's first whole one; what the newest of
 * those asks for was not done yet. */
static void
create_awards (LfSampleBuilder *self, const LfRecord *contest)
{
  const LfDate begun = lf_date_add_days (self->today, -BEGUN_DAYS_AGO);
  const LfHalfMonth newest = lf_half_month_over (self->today);
  LfHalfMonth half = lf_half_month_before (&newest);

  for (gboolean is_followed_up = FALSE; lf_date_compare (&begun, &half.first) <= 0;
       half = lf_half_month_before (&half), is_followed_up = TRUE)
    for (guint i = 0; i < N_SAMPLES; i++)
      if (lf_samples[i].stage == STARTED)
        create_award (self, contest, i, &half, is_followed_up);
}

void
lf_sample_add_contest (LfSampleBuilder *self)
{
  g_autoptr (LfRecord) contest = create_contest (self);

  create_groups (self, contest);
  create_awards (self, contest);
}
