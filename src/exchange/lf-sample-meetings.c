/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: half-monthly meetings (V13, O2). The last one with agenda, minutes and actions;
 * the next one, whose agenda is still to be written. */

#include "config.h"

#include "lf-calendar.h"
#include "lf-sample-private.h"

#define LAST -13 /* days from today */
#define NEXT 2

/* clang-format off */
static const char agenda[] = "一、在建项目半月进度通报（红旗、蜗牛）\n"
                             "二、外线电力、施工便道等卡点销号\n"
                             "三、百日竞赛本半月评比";
static const char minutes[] = "空气悬架系统项目进度滞后，施工单位本周增加一个班组。\n"
                              "外骨骼康复器械项目连续领先，其平行施工做法在全区推广。\n"
                              "外线电力方案由供电公司牵头，建设局配合，专班每周跟踪。\n"
                              "下次会议先逐项核对本次议定事项。";

static const struct { const char *subject, *department; int project, responsible, due, done; } actions[] = {
  { "空气悬架系统项目增派班组，倒排主体封顶节点", NULL, 30, STEWARD, 1, 0 },
  { "出具外线电力接入方案", "供电公司", 31, MANAGER, -6, 0 },
  { "施工临时道路占用耕地手续报批", "自然资源局", 31, 1, 9, 0 },
  { "整理平行施工做法，印发各项目部", NULL, 32, 2, -5, -7 },
};
/* clang-format on */

/* As the program itself does: a day off is put off. */
static void
set_working_day (const LfSampleBuilder *self, LfRecord *record, const char *field, int days)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  LfDate day = lf_date_add_days (self->today, days);
  g_autofree char *text = NULL;

  day = lf_calendar_add_working_days (calendar, &day, 0);
  text = lf_date_to_canonical (&day);
  lf_record_set (record, field, text);
}

/* (transfer full): its id */
static char *
create_meeting (LfSampleBuilder *self, int days)
{
  LfRecord *meeting = lf_sample_record ("meeting");
  char *attendees = NULL;

  for (int i = 0; i < MANAGER; i++)
    {
      char *more = lf_set_apply (attendees, NULL, self->colleagues[i]);

      g_free (attendees);
      attendees = more;
    }
  lf_sample_set (meeting, "subject", "重点项目半月调度会");
  lf_sample_set (meeting, "kind", "half_monthly");
  lf_sample_set (meeting, "place", "管委会三楼会议室");
  lf_sample_set (meeting, "agenda", days < 0 ? agenda : NULL);
  lf_sample_set (meeting, "minutes", days < 0 ? minutes : NULL);
  lf_record_set (meeting, "chair", self->colleagues[MANAGER]);
  lf_record_set (meeting, "attendees", attendees);
  set_working_day (self, meeting, "held_on", days);
  g_free (attendees);
  return lf_sample_create (self, meeting);
}

static void
create_action (LfSampleBuilder *self, const char *meeting, guint i)
{
  LfRecord *action = lf_sample_record ("action");

  lf_sample_set (action, "subject", actions[i].subject);
  lf_sample_set (action, "department", actions[i].department);
  lf_sample_set (action, "state", actions[i].done == 0 ? "open" : "done");
  lf_record_set (action, "meeting", meeting);
  lf_record_set (action, "project", self->projects[actions[i].project]);
  lf_record_set (action, "responsible", self->colleagues[actions[i].responsible]);
  set_working_day (self, action, "due_on", actions[i].due);
  if (actions[i].done != 0)
    {
      lf_sample_set_day (self, action, "done_on", actions[i].done);
      lf_sample_set (action, "result", "已印发");
    }
  g_free (lf_sample_create (self, action));
}

void
lf_sample_add_meetings (LfSampleBuilder *self)
{
  g_autofree char *last = create_meeting (self, LAST);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    create_action (self, last, i);
  g_free (create_meeting (self, NEXT));
}
