/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the morning brief comes. */

#include "config.h"

#include "lf-brief.h"

LfBriefVerdict
lf_brief_judge (const LfBrief *self, const LfCalendar *calendar, const LfDate *today, int minute)
{
  if (!self->is_on)
    return LF_BRIEF_OFF;
  if (self->told.year != 0 && lf_date_compare (&self->told, today) == 0)
    return LF_BRIEF_TOLD;
  if (minute < self->minute)
    return LF_BRIEF_EARLY;
  return calendar != NULL && !lf_calendar_is_working_day (calendar, today) ? LF_BRIEF_DAY_OFF
                                                                           : LF_BRIEF_DUE;
}

void
lf_brief_pass_over (LfBrief *self, const LfDate *today, int minute)
{
  if (lf_brief_judge (self, /* calendar= */ NULL, today, minute) == LF_BRIEF_DUE)
    self->told = *today;
}
