/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What indicators count. */

#include "config.h"

#include "lf-indicator.h"

#include "lf-counting.h"

#include <string.h>

/* Whose a project is, and what goes with one. */
#define ITS_OWN "park=%s", "owner=%s", "team=%s", "industry=%s"
#define ITS_PROJECTS                                                                               \
  "project(park=%s)", "project(owner=%s)", "project(team=%s)", "project(industry=%s)"

#define ARRIVED "state!=returned and not is_cumulative=1"

/* clang-format off */
static const LfIndicatorSource sources[] = {
  /* key, entity, date, amount, filter, part, project, park, owner, team, industry, number, zone */
  { "signed_projects", "project", "signed_date", NULL, LF_COUNTED_SIGNED " and " LF_COUNTED_AS_ONE, NULL, NULL, ITS_OWN },
  { "signed_investment", "project", "signed_date", "total_investment", LF_COUNTED_SIGNED, NULL, NULL, ITS_OWN },
  { "top_500_projects", "project", "signed_date", NULL, LF_COUNTED_SIGNED " and " LF_COUNTED_AS_ONE " and top_list!=", NULL, NULL, ITS_OWN }, /* K7 */
  { "started_projects", "project", "started_date", NULL, LF_COUNTED, NULL, NULL, ITS_OWN },
  { "completed_projects", "project", "completed_date", NULL, LF_COUNTED, NULL, NULL, ITS_OWN },
  { "production_projects", "project", "production_date", NULL, LF_COUNTED, NULL, NULL, ITS_OWN },
  { "funds_in_place", "funds_arrival", "arrived_on", "amount", ARRIVED, NULL, "project", ITS_PROJECTS },
  { "foreign_capital", "funds_arrival", "arrived_on", "amount", ARRIVED " and kind=foreign", NULL, "project", ITS_PROJECTS }, /* K4 */
  { "returned_capital", "funds_arrival", "arrived_on", "amount", ARRIVED " and kind=zhejiang", NULL, "project", ITS_PROJECTS }, /* K5 */
  { "fixed_investment", "progress", "period", "invested", "project(" LF_COUNTED ")", NULL, "project", ITS_PROJECTS },
  { "visits", "visit", "held_on", NULL, "enterprise()", NULL, NULL, "enterprise(park=%s)", "visitors=%s", "visitors(team=%s)", "enterprise(industry=%s)" },
  { "closing_rate", "problem", "collected_on", NULL, "dispatched_on!=", "state=closed", "project", ITS_PROJECTS }, /* I1 */
  { "firms", "enterprise", "founded_date", NULL, "founded_date!=", NULL, NULL, "park=%s", "project(owner=%s)", "project(team=%s)", "industry=%s" }, /* K3 */
  { "registered_capital", "enterprise", "founded_date", "registered_capital", "founded_date!=", NULL, NULL, "park=%s", "project(owner=%s)", "project(team=%s)", "industry=%s" },
};

/* Of a zone's own there is no park, and one firm's figure is a part of another. */
#define REPORTED(key) { key, "figure", "period", "amount", "indicator=" key " and enterprise=", NULL, NULL, "park=%s", NULL, NULL, NULL, "count", "park=" }

static const LfIndicatorSource reported[] = {
  REPORTED ("signed_projects"), REPORTED ("signed_investment"), REPORTED ("started_projects"), REPORTED ("production_projects"),
  REPORTED ("funds_in_place"), REPORTED ("foreign_capital"), REPORTED ("returned_capital"), REPORTED ("fixed_investment"),
  REPORTED ("manufacturing_investment"), REPORTED ("output"), REPORTED ("tax"), REPORTED ("firms"),
  REPORTED ("registered_capital"), REPORTED ("visits"), REPORTED ("talent"),
};
/* clang-format on */

static const LfIndicatorSource *
find_source (const LfIndicatorSource *all, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i].key, key) == 0)
      return &all[i];
  return NULL;
}

const LfIndicatorSource *
lf_indicator_source (const char *key)
{
  return find_source (sources, G_N_ELEMENTS (sources), key);
}

const LfIndicatorSource *
lf_indicator_reported (const char *key)
{
  return find_source (reported, G_N_ELEMENTS (reported), key);
}

char *
lf_indicator_source_filter (const LfIndicatorSource *self, const char *first, const char *last)
{
  return g_strdup_printf ("%1$s and %2$s>=%3$s and %2$s<=%4$s", self->filter, self->date, first,
                          last);
}

char *
lf_indicator_source_whose (const LfIndicatorSource *self, const char *unit, const char *value)
{
  const char *filter = strcmp (unit, "park") == 0       ? self->park
                       : strcmp (unit, "team") == 0     ? self->team
                       : strcmp (unit, "industry") == 0 ? self->industry
                                                        : self->owner;
  GString *whose = filter == NULL ? NULL : g_string_new (filter);

  if (whose == NULL)
    return NULL;
  g_string_replace (whose, "%s", value, 0);
  return g_string_free (whose, FALSE);
}
