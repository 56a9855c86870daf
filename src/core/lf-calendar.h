/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The working days of China: weekends, public holidays, and the weekend days worked in exchange
 * (调休). Years come from data/calendar; a zone adds later ones as records (calendar_day). */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

typedef struct _LfCalendar LfCalendar;

LfCalendar *lf_calendar_new (void);
void lf_calendar_free (LfCalendar *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCalendar, lf_calendar_free)

/* What a zone says of a day goes before the tables. */
void lf_calendar_set_day (LfCalendar *self, const LfDate *day, gboolean is_working);
void lf_calendar_take (LfCalendar *self,
                       const LfRecord *day); /* a calendar_day; others are ignored */
gboolean lf_calendar_is_working_day (const LfCalendar *self, const LfDate *day);
/* Whether the holidays of @year are known; where not, only weekends are left out. */
gboolean lf_calendar_knows_year (const LfCalendar *self, int year);

/**
 * lf_calendar_add_working_days:
 * @n: how many, not negative
 * Returns: the @n-th working day after @from; for 0 @from itself, or the first working day after it
 */
LfDate lf_calendar_add_working_days (const LfCalendar *self, const LfDate *from, guint n);
/* Working days after @from up to and with @to; negative when @to is earlier. */
int lf_calendar_count_working_days (const LfCalendar *self, const LfDate *from, const LfDate *to);

G_END_DECLS
