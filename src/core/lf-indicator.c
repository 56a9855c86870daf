/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What indicators count. */

#include "config.h"

#include "lf-indicator.h"

#include "lf-counting.h"
#include "lf-filter.h"

#include <string.h>

/* clang-format off */
static const LfIndicatorSource sources[] = {
  /* key, entity, date, amount, filter, part, project, park, owner */
  { "signed_projects", "project", "signed_date", NULL, LF_COUNTED_SIGNED " and " LF_COUNTED_AS_ONE, NULL, NULL, "park=%s", "owner=%s" },
  { "signed_investment", "project", "signed_date", "total_investment", LF_COUNTED_SIGNED, NULL, NULL, "park=%s", "owner=%s" },
  { "started_projects", "project", "started_date", NULL, LF_COUNTED, NULL, NULL, "park=%s", "owner=%s" },
  { "completed_projects", "project", "completed_date", NULL, LF_COUNTED, NULL, NULL, "park=%s", "owner=%s" },
  { "production_projects", "project", "production_date", NULL, LF_COUNTED, NULL, NULL, "park=%s", "owner=%s" },
  { "funds_in_place", "funds_arrival", "arrived_on", "amount", "state!=returned and not is_cumulative=1", NULL, "project", "project(park=%s)", "project(owner=%s)" },
  { "fixed_investment", "progress", "period", "invested", "project(" LF_COUNTED ")", NULL, "project", "project(park=%s)", "project(owner=%s)" },
  { "visits", "visit", "held_on", NULL, "enterprise()", NULL, NULL, "enterprise(park=%s)", "visitors=%s" },
  { "closing_rate", "problem", "collected_on", NULL, "dispatched_on!=", "state=closed", "project", "project(park=%s)", "project(owner=%s)" }, /* I1 */
};
/* clang-format on */

const LfIndicatorSource *
lf_indicator_source (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_strcmp0 (sources[i].key, key) == 0)
      return &sources[i];
  return NULL;
}

char *
lf_indicator_source_filter (const LfIndicatorSource *self, const char *first, const char *last)
{
  return g_strdup_printf ("%1$s and %2$s>=%3$s and %2$s<=%4$s", self->filter, self->date, first,
                          last);
}

char *
lf_indicator_source_whose (const LfIndicatorSource *self, const char *unit, const char *id)
{
  const char *filter = strcmp (unit, "park") == 0 ? self->park : self->owner;
  g_autofree char *quoted = lf_filter_quote (id);
  GString *whose = filter == NULL ? NULL : g_string_new (filter);

  if (whose == NULL)
    return NULL;
  g_string_replace (whose, "%s", quoted, 0);
  return g_string_free (whose, FALSE);
}
