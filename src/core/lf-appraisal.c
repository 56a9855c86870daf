/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Appraisal sheets and their arithmetic. */

#include "config.h"

#include "lf-appraisal.h"

#include "lf-counting.h"
#include "lf-money.h"
#include "lf-ranking.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DIRECT "%s"
#define BY_PROJECT "project(%s)"
#define BY_STOPS "trip_stop(project(%s))"
#define HELD "state!=planned|cancelled"
#define FUNDS_COUNTED "state!=returned and not is_cumulative=1"
#define SIGNED_AS_ONE LF_COUNTED_SIGNED " and " LF_COUNTED_AS_ONE
#define TOP_500 " and top_list!="

/* Who took part; a talk that names nobody of ours is that of the project's owner. */
#define TALKED "(attendees=%s or attendees= and project(owner=%s))"
#define TRAVELLED "(leader=%s or members=%s)"

/* ---- The sheets ---- */

/* clang-format off */

/* R2. Good projects are those judged worth following. Signed FDI is shared between who owns the
 * project and who gave the tip. */
static const LfCriterion deqing[] = {
  { "days_on_post", N_ ("Days on post"), LF_FORMULA_DAYS, 10, .entity = "trip", .filter = HELD " and kind=resident and start_date<=%l and (end_date>=%f or end_date=)", .whose = TRAVELLED, .about = BY_STOPS },
  { "visits", N_ ("Visits"), LF_FORMULA_SHARE_OF_BEST, 10, .entity = "interaction", .date = "held_on", .filter = HELD " and kind=visit", .whose = TALKED, .about = BY_PROJECT },
  { "receptions", N_ ("Receptions"), LF_FORMULA_SHARE_OF_BEST, 10, .entity = "interaction", .date = "held_on", .filter = HELD " and kind=reception", .whose = TALKED, .about = BY_PROJECT },
  { "projects", N_ ("Projects"), LF_FORMULA_SHARE_OF_BEST, 15, .entity = "project", .date = "lead_date", .filter = LF_COUNTED, .whose = "owner=%s", .about = DIRECT },
  { "good_projects", N_ ("Good projects"), LF_FORMULA_SHARE_OF_BEST, 15, .entity = "project", .date = "lead_date", .filter = LF_COUNTED " and evaluation(verdict=follow|approve)", .whose = "owner=%s", .about = DIRECT },
  { "leader_trips", N_ ("Leaders’ trips"), LF_FORMULA_SHARE_OF_BEST, 20, .entity = "trip", .date = "start_date", .filter = HELD " and leader_level=principal|deputy", .whose = TRAVELLED, .about = BY_STOPS },
  { "signed_fdi", N_ ("Signed foreign projects"), LF_FORMULA_BONUS, 0, 20, .entity = "project", .date = "signed_date", .filter = SIGNED_AS_ONE " and capital_nature=foreign", .whose = "(owner=%s or reporter=%s)", .about = DIRECT, .apart = "owner!= and reporter!= and not (owner=%s and reporter=%s)" },
  { NULL },
};

/* W36. Firms rate what was done about their problems, partners the team. The bonus is for the top 500. */
static const LfCriterion task_force[] = {
  { "projects", N_ ("Projects"), LF_FORMULA_OF_TARGET, 30, .entity = "project", .date = "signed_date", .filter = SIGNED_AS_ONE, .whose = "team=%s", .about = DIRECT, .goal = "signed_projects" },
  { "funds", N_ ("Funds in place"), LF_FORMULA_OF_TARGET, 20, .entity = "funds_arrival", .date = "arrived_on", .filter = FUNDS_COUNTED, .whose = "project(team=%s)", .about = BY_PROJECT, .amount = "amount", .goal = "funds_in_place" },
  { "fit", N_ ("Fit of the industry"), LF_FORMULA_OF_TARGET, 20, .entity = "project", .date = "signed_date", .filter = SIGNED_AS_ONE, .whose = "team=%s", .about = DIRECT, .part = "chain=%c" },
  { "firms_rating", N_ ("Rated by firms"), LF_FORMULA_OF_TARGET, 15, .entity = "problem", .date = "called_back_on", .filter = "satisfaction!=", .whose = "project(team=%s)", .about = BY_PROJECT, .part = "satisfaction=very|satisfied" },
  { "partners_rating", N_ ("Rated by partners"), LF_FORMULA_OF_TARGET, 15, .entity = "rating", .date = "rated_on", .filter = "kind=partner", .whose = "(team=%s or project(team=%s))", .about = BY_PROJECT, .part = "satisfaction=very|satisfied" },
  { "bonus", N_ ("Bonus"), LF_FORMULA_BONUS, 10, 2, .entity = "project", .date = "signed_date", .filter = SIGNED_AS_ONE TOP_500, .whose = "team=%s", .about = DIRECT },
  { NULL },
};

/* W38: of the year's plan. The events behind the progress are its reports. */
static const LfCriterion project[] = {
  { "progress", N_ ("Progress"), LF_FORMULA_OF_TARGET, 60, .entity = "progress", .date = "period", .filter = "year_plan!=", .whose = "project=%s", .about = BY_PROJECT },
  { "size", N_ ("Size"), LF_FORMULA_SIZE, 20, .entity = "project", .whose = "progress(project=%s)", .about = DIRECT },
  { "new_start", N_ ("New start"), LF_FORMULA_BONUS, 5, 5, .entity = "project", .date = "started_date", .filter = LF_COUNTED, .whose = "progress(project=%s)", .about = DIRECT },
  { "continuing", N_ ("Carried on"), LF_FORMULA_BONUS, 2, 2, .entity = "project", .filter = LF_COUNTED " and started_date!= and started_date<%f and (completed_date= or completed_date>=%f)", .whose = "progress(project=%s)", .about = DIRECT },
  { "production", N_ ("Production"), LF_FORMULA_BONUS, 20, 20, .entity = "project", .date = "production_date", .filter = LF_COUNTED, .whose = "progress(project=%s)", .about = DIRECT },
  { NULL },
};

/* W9. What earns 30 and 40 together is two halves. The basics are that progress is reported. */
static const LfCriterion units[] = {
  { "basics", N_ ("Basics"), LF_FORMULA_OF_TARGET, 10, .entity = "project", .filter = "stage=started|completed", .whose = "park=%s", .about = DIRECT, .part = "progress(%p)" },
  { "targets", N_ ("Targets"), LF_FORMULA_OF_TARGET, 20, .entity = "project", .date = "signed_date", .filter = LF_COUNTED_SIGNED, .whose = "park=%s", .about = DIRECT, .amount = "total_investment", .goal = "signed_investment" },
  { "new_starts", N_ ("New starts"), LF_FORMULA_SHARE_OF_BEST, 15, .entity = "project", .date = "started_date", .filter = LF_COUNTED, .whose = "park=%s", .about = DIRECT },
  { "statistics", N_ ("In statistics"), LF_FORMULA_SHARE_OF_BEST, 15, .entity = "project", .date = "listed_date", .filter = LF_COUNTED, .whose = "park=%s", .about = DIRECT },
  { "new_production", N_ ("New production"), LF_FORMULA_SHARE_OF_BEST, 20, .entity = "project", .date = "production_date", .filter = LF_COUNTED, .whose = "park=%s", .about = DIRECT },
  { "above_scale", N_ ("Above scale"), LF_FORMULA_SHARE_OF_BEST, 20, .entity = "project", .date = "above_scale_date", .filter = LF_COUNTED, .whose = "park=%s", .about = DIRECT },
  { NULL },
};

/* W37. What they are held against each other by is as heavy as each other. */
static const LfCriterion min_max[] = {
  { "signed", N_ ("Signed"), LF_FORMULA_MIN_MAX, 25, .entity = "project", .date = "signed_date", .filter = SIGNED_AS_ONE, .whose = "park=%s", .about = DIRECT },
  { "investment", N_ ("Investment signed"), LF_FORMULA_MIN_MAX, 25, .entity = "project", .date = "signed_date", .filter = LF_COUNTED_SIGNED, .whose = "park=%s", .about = DIRECT, .amount = "total_investment" },
  { "new_starts", N_ ("New starts"), LF_FORMULA_MIN_MAX, 25, .entity = "project", .date = "started_date", .filter = LF_COUNTED, .whose = "park=%s", .about = DIRECT },
  { "funds", N_ ("Funds in place"), LF_FORMULA_MIN_MAX, 25, .entity = "funds_arrival", .date = "arrived_on", .filter = FUNDS_COUNTED, .whose = "project(park=%s)", .about = BY_PROJECT, .amount = "amount" },
  { NULL },
};

static const LfAppraisal sheets[] = {
  { "deqing", N_ ("Each is held against the best of the group. Days on post are those of resident trips; projects are good that were judged worth following; what foreign capital signed is shared by the owner and who gave the tip."), "account", "team(kind=resident) or team.members(kind=resident)", "account", LF_APPRAISED_LAST_MONTH, deqing },
  { "task-force", N_ ("Held against the goals of the teams, month by month in equal parts. Firms rate what was done about their problems. Each project of a top-500 investor adds 2 points, all of them 10 at most."), "team", "kind=task_force", "team", LF_APPRAISED_QUARTER, task_force },
  { "project", N_ ("Projects of the year’s plan; of each its last report counts."), "project", LF_COUNTED " and progress(%p and year_plan!=)", NULL, LF_APPRAISED_YEAR, project },
  { "units", N_ ("The basics are sites that report their progress. What earns 30 and 40 together is two halves."), "park", "", "park", LF_APPRAISED_YEAR, units },
  { "min-max", N_ ("Of each criterion the park with the most has all of its points and the one with the least 60%; the others stand between them as their figures do. Where all have the same, all have all."), "park", "", "park", LF_APPRAISED_YEAR, min_max },
};
/* clang-format on */

const LfAppraisal *
lf_appraisal_find (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    if (g_strcmp0 (sheets[i].key, key) == 0)
      return &sheets[i];
  return NULL;
}

void
lf_appraisal_months (const LfAppraisal *self, const LfDate *today, LfDate *ret_from, LfDate *ret_to)
{
  LfDate from = { today->year, 1, 0 }, to = { today->year, 12, 0 };

  if (self->time == LF_APPRAISED_QUARTER)
    {
      from.month = (gint8) ((today->month - 1) / 3 * 3 + 1);
      to.month = (gint8) (from.month + 2);
    }
  if (self->time == LF_APPRAISED_LAST_MONTH)
    {
      const LfDate day = lf_date_first_day (today), before = { day.year, day.month, 1 };

      from = lf_date_add_days (&before, -1);
      from.day = 0;
      to = from;
    }
  *ret_from = from;
  *ret_to = to;
}

/* ---- The arithmetic ---- */

/* @part ÷ @whole × @hundredths, half up; amounts that are too large for that lose their last digits
 * first. */
static gint64
proportion (gint64 part, gint64 whole, gint64 hundredths)
{
  while (MAX (part, whole) > G_MAXINT64 / 4 / MAX (hundredths, 1))
    {
      part /= 2;
      whole /= 2;
    }
  return whole <= 0 || part <= 0 ? 0 : (2 * part * hundredths + whole) / (2 * whole);
}

static gint64
points_of_days (gint64 days)
{
  gint64 points = days >= 20 ? 10 : days >= 15 ? 9 : days >= 10 ? 8 : 8 - (10 - days);

  return points * LF_POINT;
}

/* K6: bands of amounts in yuan */
static gint64
points_of_size (gint64 minor)
{
  return LF_POINT
         * (minor >= 50 * LF_MONEY_YI   ? 20
            : minor >= 10 * LF_MONEY_YI ? 10
            : minor >= LF_MONEY_YI      ? 6
                                        : 3);
}

gint64
lf_criterion_points (const LfCriterion *self, const LfAppraised *of)
{
  gint64 weight = self->weight * LF_POINT, points = 0;

  if (!of->is_known)
    return 0;
  switch (self->formula)
    {
    case LF_FORMULA_SHARE_OF_BEST:
    case LF_FORMULA_OF_TARGET:
      points = proportion (of->value, of->whole, weight);
      break;
    case LF_FORMULA_MIN_MAX:
      points = llround (
          (double) self->weight
          * lf_ranking_points ((double) of->value, (double) of->least, (double) of->whole));
      break;
    case LF_FORMULA_DAYS:
      points = points_of_days (of->value) - 10 * LF_POINT * of->least;
      break;
    case LF_FORMULA_SIZE:
      points = points_of_size (of->value);
      break;
    case LF_FORMULA_BONUS:
    default:
      points = proportion (of->value, MAX (of->whole, 1), self->each * LF_POINT);
      break;
    }
  return CLAMP (points, 0, weight == 0 ? G_MAXINT64 : weight);
}
