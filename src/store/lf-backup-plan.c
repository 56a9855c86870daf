/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a backup is due, and which ones stay. */

#include "config.h"

#include "lf-backup-plan.h"

#define MINUTE_US (60 * G_TIME_SPAN_SECOND)
#define DAY_US G_TIME_SPAN_DAY

gboolean
lf_backup_is_due (gint64 now_us, gint64 last_us, LfBackupMoment moment)
{
  gint64 least_us = moment == LF_BACKUP_AT_START ? 30 * MINUTE_US : DAY_US;

  return last_us == 0 || last_us > now_us || now_us - last_us >= least_us;
}

/* ---- Retention ---- */

/* Backups of one period have the same number. */
static gint64
each (gint64 time_us)
{
  return time_us;
}

static gint64
day_of (gint64 time_us)
{
  return time_us / DAY_US;
}

/* 1 January 1970 was a Thursday. */
static gint64
week_of (gint64 time_us)
{
  return (day_of (time_us) + 3) / 7;
}

static gint64
month_of (gint64 time_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);

  return time == NULL ? 0 : g_date_time_get_year (time) * 12 + g_date_time_get_month (time);
}

static const struct
{
  gint64 age_us; /* up to which it holds */
  gint64 (*period_of) (gint64 time_us);
  guint n_most;
} rules[] = {
  { DAY_US, each, 8 },
  { 14 * DAY_US, day_of, 14 },
  { 56 * DAY_US, week_of, 8 },
  { 366 * DAY_US, month_of, 12 },
};

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer times_us)
{
  gint64 first = ((const gint64 *) times_us)[*(const guint *) a];
  gint64 second = ((const gint64 *) times_us)[*(const guint *) b];

  return (first < second) - (first > second);
}

void
lf_backup_plan_retention (const gint64 *times_us, guint n, gint64 now_us, gboolean *ret_keep)
{
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n, sizeof *order, compare_newest_first, (gpointer) times_us);
  for (guint i = 0; i < n; i++)
    ret_keep[order[i]] = i == 0 || times_us[order[i]] > now_us;
  for (guint r = 0; r < G_N_ELEMENTS (rules); r++)
    {
      guint n_kept = 0;
      gint64 latest = -1;

      for (guint i = 0; i < n && n_kept < rules[r].n_most; i++)
        {
          gint64 time_us = times_us[order[i]];
          gint64 period = rules[r].period_of (time_us);

          if (time_us > now_us || now_us - time_us > rules[r].age_us || period == latest)
            continue;
          ret_keep[order[i]] = TRUE;
          latest = period;
          n_kept++;
        }
    }
}
