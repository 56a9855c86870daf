/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates with day, month or year precision: "2023-02" is a valid date and stays so. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint16 year;
  gint8 month; /* 0: only the year is known */
  gint8 day;   /* 0: only the month is known */
} LfDate;

/**
 * lf_date_parse:
 * Reads what people write: 2023-02-05, 2023/2/5, 2023.2, 2023年2月5日, 2023年2月, 2023; full-width
 * digits too. The date must exist in the calendar and lie between 1900 and 2199.
 */
gboolean lf_date_parse (const char *text, LfDate *ret_date, GError **error);
gboolean lf_date_from_canonical (const char *text,
                                 LfDate *ret_date); /* "2023", "2023-02", "2023-02-05" only */
char *lf_date_to_canonical (const LfDate *date);
char *lf_date_format (
    const LfDate *date); /* (transfer full): in the user's language, 2023年2月5日 or 5 Feb 2023 */
/* (transfer full): a day and a time of that day on this computer, 5 Feb 2023 14:05; "" for a moment
 * that no calendar knows. @time_us: microseconds since 1970 in UTC */
char *lf_date_format_moment (gint64 time_us);
int lf_date_compare (const LfDate *a,
                     const LfDate *b); /* coarser dates sort before the finer ones they contain */
LfDate lf_date_first_day (const LfDate *date);          /* the first day the date may mean */
LfDate lf_date_last_day (const LfDate *date);           /* the last one */
LfDate lf_date_add_days (const LfDate *date, int days); /* from its first day */
LfDate lf_date_add_months (const LfDate *date,
                           int months);    /* calendar months, clamped to the month's end (domain.md
                                              A5); keeps the precision */
LfDate lf_date_month (const LfDate *date); /* without its day */
LfDate lf_date_month_end (const LfDate *date); /* the last day of its month */
/* Its last day is before @today. */
gboolean lf_date_is_month_over (const LfDate *date, const LfDate *today);
int lf_date_days_between (const LfDate *from,
                          const LfDate *to); /* whole days between their first days */
LfDate lf_date_today (void); /* the local day: for programs' edges only, never inside rules */

G_END_DECLS
