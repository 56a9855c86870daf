/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When the morning brief comes: once on a working day, from a time of the day on. */

#pragma once

#include "lf-calendar.h"

G_BEGIN_DECLS

#define LF_BRIEF_MINUTE (8 * 60 + 30) /* of the day, unless somebody says otherwise */

typedef struct
{
  gboolean is_on;
  int minute;  /* of the day */
  LfDate told; /* the last day that was dealt with; year 0: none was */
} LfBrief;

typedef enum
{
  LF_BRIEF_OFF,
  LF_BRIEF_TOLD,  /* today is dealt with */
  LF_BRIEF_EARLY, /* its time has not come */
  LF_BRIEF_DAY_OFF,
  LF_BRIEF_DUE, /* also when the machine slept through its time */
} LfBriefVerdict;

/* @calendar: (nullable): NULL when it is not read yet: every day may be a working day then
 * @minute: of the day, now */
LfBriefVerdict
lf_brief_judge (const LfBrief *self, const LfCalendar *calendar, const LfDate *today, int minute);

/* What is asked for after today's time begins tomorrow. */
void lf_brief_pass_over (LfBrief *self, const LfDate *today, int minute);

G_END_DECLS
