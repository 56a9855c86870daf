/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the schedule share: days as positions. */

#pragma once

#include "lf-schedule.h"

G_BEGIN_DECLS

/* The working days after today up to and with @day; negative before it. */
int lf_schedule_position (const LfSchedule *self, const LfDate *day);
LfDate lf_schedule_day_at (const LfSchedule *self, int position); /* the working day there */
int lf_schedule_floor (const LfSchedule *self); /* the position before which nothing can be done */
const LfScheduleNode *lf_schedule_node (const LfSchedule *self, guint node);
gboolean lf_schedule_is_last (const LfSchedule *self, guint node); /* nothing waits for it */
gboolean lf_schedule_waits (const LfScheduleNode *node);           /* neither done nor begun */
LfScheduleNode *lf_schedule_read_step (const LfRecord *record);

G_END_DECLS
