/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample zone: what managers go by. Progress by month, visits to firms, the goals of the year.
 */

#include "config.h"

#include "lf-sample-private.h"

#define MONTHS 12

/* ---- Progress (V7) ---- */

/* How a building site keeps up with the time, in percent; sites take turns. */
static const int paces[] = { 118, 94, 45, 104 };

/* clang-format off */
static const struct { int month; const char *blocker; } blockers[] = { { 3, "雨季停工" }, { 8, "外线电力未接通" } };
/* clang-format on */

static void
set_percent (LfRecord *record, const char *field, double percent)
{
  g_autofree char *text = g_strdup_printf ("%.1f", MIN (percent, 100));

  lf_sample_set (record, field, text);
}

static void
create_progress (LfSampleBuilder *self, guint i, int month)
{
  LfRecord *report = lf_sample_record ("progress");
  double done = month * 100.0 / MONTHS * paces[i % G_N_ELEMENTS (paces)] / 100;
  double before = done * (month - 1) / month;
  g_autofree char *period = g_strdup_printf ("%d-%02d", self->today->year, month);
  g_autofree char *invested = g_strdup_printf ("%.0f万元", (done - before) * 120);
  g_autofree char *invested_this_year = g_strdup_printf ("%.0f万元", done * 120);

  lf_sample_set (report, "period", period);
  lf_record_set (report, "project", self->projects[i]);
  lf_record_set (report, "reporter", self->colleagues[STEWARD]);
  lf_sample_set (report, "year_plan", "1.2亿元");
  lf_sample_set (report, "invested", invested);
  lf_sample_set (report, "invested_this_year", invested_this_year);
  set_percent (report, "work_percent", done * 0.96);
  set_percent (report, "physical_percent", done * 0.9);
  for (guint k = 0; k < G_N_ELEMENTS (blockers); k++)
    if (blockers[k].month == month && paces[i % G_N_ELEMENTS (paces)] < 100)
      lf_sample_set (report, "blocker", blockers[k].blocker);
  g_ptr_array_add (self->reports, lf_record_ref (report));
  g_free (lf_sample_create (self, report));
}

/* Month by month of this year, from the start of its works to the last month that is over. */
static void
create_year (LfSampleBuilder *self, guint i)
{
  const LfDate started = lf_date_add_days (self->today, -lf_sample_days_since (i, STARTED));
  int first = started.year < self->today->year ? 1 : started.month;

  for (int month = first; month < self->today->month; month++)
    create_progress (self, i, month);
}

/* ---- Visits (I2, I3) ---- */

/* clang-format off */
static const struct { int firm, days_ago; const char *subject, *kind, *findings; int n_problems; } visits[] = {
  { 33, 12, "走访企业：产能与用工", "visit", "订单饱满，缺焊工；已转人社部门。", 1 },
  { 34, 40, "企业咖啡时：智改数转", "coffee", "希望对接技改补助申报。", 0 },
  { 36, 75, "日常走访", "visit", "设备调试顺利。", 0 },
  { 38, 150, "督查安全生产", "check", "整改两项，已复查。", 0 },
};

/* ---- Goals (K6, K7, O8, V10) ---- */

/* Whose: of a park, a colleague or the team by their line; of the zone none. */
enum { ZONE, PARK, TEAM, PERSON, INDUSTRY };

static const struct {
  int of, line;
  const char *name, *indicator, *amount, *count, *growth, *least, *signed_by;
} goals[] = {
  { PARK, 0, "年度签约投资额", "signed_investment", "40亿元", NULL, NULL, NULL, "智能装备产业园管理办公室" },
  { PARK, 1, "年度签约投资额", "signed_investment", "30亿元", NULL, NULL, NULL, "新材料产业园管理办公室" },
  { PARK, 2, "年度签约投资额", "signed_investment", "15亿元", NULL, NULL, NULL, NULL },
  { PARK, 3, "年度签约投资额", "signed_investment", "18亿元", NULL, NULL, NULL, NULL },
  { ZONE, 0, "10亿元以上项目", "signed_projects", NULL, "3", NULL, "10亿元", "开发区招商局" },
  { ZONE, 0, "三类500强签约", "top_500_projects", NULL, "4", NULL, NULL, "开发区招商局" },
  { ZONE, 0, "到位资金增长", "funds_in_place", NULL, NULL, "15", NULL, "开发区招商局" },
  { ZONE, 0, "规上工业产值增长", "output", NULL, NULL, "8", NULL, "开发区经发局" },
  { TEAM, 0, "专班开工项目", "started_projects", NULL, "6", NULL, NULL, "重点项目专班" },
  { PERSON, 0, "个人签约项目", "signed_projects", NULL, "5", NULL, NULL, NULL },
  { PERSON, STEWARD, "走访企业", "visits", NULL, "6", NULL, NULL, NULL },
  { INDUSTRY, 3, "产业链签约投资额", "signed_investment", "20亿元", NULL, NULL, NULL, NULL },
};

/* Reported of the zone: for the year before, and quarter by quarter of this one. */
static const struct { int years_ago, month; const char *name, *indicator, *amount; } figures[] = {
  { 1, 0, "规上工业产值", "output", "69.33亿元" },
  { 0, 3, "规上工业产值", "output", "16.9亿元" },
  { 0, 6, "规上工业产值", "output", "19.2亿元" },
  { 0, 9, "规上工业产值", "output", "20.4亿元" },
  { 1, 0, "到位资金", "funds_in_place", "6.2亿元" },
};

/* How investors grew in the year before, by which their leads are scored (L11); not of all of them
 * it is known. */
static const struct { int firm; const char *percent; } growths[] = {
  { 0, "32.5" }, { 1, "18" }, { 2, "-4.5" }, { 3, "55" }, { 5, "12" }, { 6, "24" }, { 8, "8.2" }, { 9, "41" },
};
/* clang-format on */

static void
create_visits (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (visits); i++)
    {
      LfRecord *visit = lf_sample_record ("visit");
      g_autofree char *n_problems = g_strdup_printf ("%d", visits[i].n_problems);

      lf_sample_set (visit, "subject", visits[i].subject);
      lf_sample_set (visit, "kind", visits[i].kind);
      lf_sample_set (visit, "findings", visits[i].findings);
      lf_sample_set (visit, "n_problems", n_problems);
      lf_record_set (visit, "enterprise", self->firms[visits[i].firm]);
      lf_record_set (visit, "visitors", self->colleagues[STEWARD]);
      lf_sample_set_day (self, visit, "held_on", -visits[i].days_ago);
      g_free (lf_sample_create (self, visit));
    }
}

static void
set_unit (LfSampleBuilder *self, LfRecord *goal, int of, int line)
{
  if (of == PARK)
    lf_record_set (goal, "park", self->parks[line]);
  else if (of == TEAM)
    lf_record_set (goal, "team", self->team);
  else if (of == PERSON)
    lf_record_set (goal, "account", self->colleagues[line]);
  else if (of == INDUSTRY)
    lf_record_set (goal, "industry", lf_samples[line].industry);
}

/* (transfer full): of this year, not signed yet */
static LfRecord *
new_goal (LfSampleBuilder *self, guint i, int year)
{
  LfRecord *goal = lf_sample_record ("goal");
  g_autofree char *first = g_strdup_printf ("%d-01-01", year);
  g_autofree char *last = g_strdup_printf ("%d-12-31", year);

  lf_sample_set (goal, "name", goals[i].name);
  lf_sample_set (goal, "indicator", goals[i].indicator);
  lf_sample_set (goal, "target_amount", goals[i].amount);
  lf_sample_set (goal, "target_count", goals[i].count);
  lf_sample_set (goal, "growth_percent", goals[i].growth);
  lf_sample_set (goal, "least_investment", goals[i].least);
  lf_sample_set (goal, "signed_by", goals[i].signed_by);
  set_unit (self, goal, goals[i].of, goals[i].line);
  lf_record_set (goal, "start_date", first);
  lf_record_set (goal, "end_date", last);
  return goal;
}

/* What is signed was signed at the beginning of the year. */
static void
create_goals (LfSampleBuilder *self)
{
  g_autofree char *pledged = g_strdup_printf ("%d-01-01", self->today->year);
  LfRecord *missed = new_goal (self, 1, self->today->year - 1);

  for (guint i = 0; i < G_N_ELEMENTS (goals); i++)
    {
      LfRecord *goal = new_goal (self, i, self->today->year);

      if (goals[i].signed_by != NULL)
        {
          lf_sample_set (goal, "state", "pledged");
          lf_record_set (goal, "pledged_on", pledged);
        }
      g_free (lf_sample_create (self, goal));
    }
  g_free (lf_sample_create (self, missed));
}

static void
create_figures (LfSampleBuilder *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      LfRecord *figure;
      int year = self->today->year - figures[i].years_ago;
      g_autofree char *period = figures[i].month == 0
                                    ? g_strdup_printf ("%d", year)
                                    : g_strdup_printf ("%d-%02d", year, figures[i].month);

      if (figures[i].years_ago == 0 && figures[i].month >= self->today->month)
        continue;
      figure = lf_sample_record ("figure");
      lf_sample_set (figure, "name", figures[i].name);
      lf_sample_set (figure, "indicator", figures[i].indicator);
      lf_sample_set (figure, "amount", figures[i].amount);
      lf_record_set (figure, "period", period);
      g_free (lf_sample_create (self, figure));
    }
}

static void
create_growths (LfSampleBuilder *self)
{
  g_autofree char *period = g_strdup_printf ("%d", self->today->year - 1);

  for (guint i = 0; i < G_N_ELEMENTS (growths); i++)
    {
      LfRecord *figure = lf_sample_record ("figure");

      lf_sample_set (figure, "name", "营业收入");
      lf_sample_set (figure, "indicator", "other");
      lf_record_set (figure, "enterprise", self->firms[growths[i].firm]);
      lf_record_set (figure, "growth_percent", growths[i].percent);
      lf_record_set (figure, "period", period);
      lf_sample_set (figure, "source", "企业年报");
      g_free (lf_sample_create (self, figure));
    }
}

void
lf_sample_add_steering (LfSampleBuilder *self)
{
  for (guint i = 0; i < N_SAMPLES; i++)
    if (lf_samples[i].stage == STARTED)
      create_year (self, i);
  create_visits (self);
  create_figures (self);
  create_growths (self);
  create_goals (self);
}
