/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asks of all wall charts at once. */

#include "config.h"

#include "lf-wall-asked.h"

#include "lf-schema.h"

static LfDate
month_of (const LfDate *day)
{
  return (LfDate){ .year = day->year, .month = day->month };
}

void
lf_wall_asked_init (LfWallAsked *self, const LfDate *today)
{
  *self = (LfWallAsked){ .month = month_of (today) };
}

void
lf_wall_asked_copy (const LfWallAsked *self, LfWallAsked *ret_copy)
{
  *ret_copy = (LfWallAsked){ self->month, g_strdup (self->where), g_strdup (self->by),
                             g_strdup (self->contest) };
}

void
lf_wall_asked_clear (LfWallAsked *self)
{
  g_clear_pointer (&self->where, g_free);
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->contest, g_free);
}

gboolean
lf_wall_asked_is_now (const LfWallAsked *self, const LfDate *today)
{
  return self->month.year == today->year && self->month.month == today->month;
}

gboolean
lf_wall_asked_move (LfWallAsked *self, int n, const LfDate *today)
{
  LfDate first = { .year = self->month.year, .month = self->month.month, .day = 1 };
  LfDate to = lf_date_add_months (&first, n);
  LfDate now = month_of (today);

  to = month_of (&to);
  if (to.year * 12 + to.month > now.year * 12 + now.month)
    to = now;
  if (to.year == self->month.year && to.month == self->month.month)
    return FALSE;
  self->month = to;
  return TRUE;
}

void
lf_wall_asked_options (const LfWallAsked *self,
                       const char *chart,
                       const LfDate *today,
                       LfWallOptions *ret_options)
{
  const char *const *groups = lf_wall_groups (chart);

  *ret_options = (LfWallOptions){ .today = *today };
  if (!lf_wall_asked_is_now (self, today))
    ret_options->as_of = lf_date_last_day (&self->month);
  if (lf_wall_has_park (chart))
    ret_options->where = self->where;
  if (self->by != NULL && groups != NULL && g_strv_contains (groups, self->by))
    ret_options->by = self->by;
  if (lf_wall_has_contest (chart))
    ret_options->contest = self->contest;
}
