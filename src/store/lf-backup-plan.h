/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a backup is due, and which ones stay. Pure functions. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  LF_BACKUP_AT_START, /* the program has just been started */
  LF_BACKUP_RUNNING,
} LfBackupMoment;

/* @last_us: the newest backup's time, 0: none. Only asked for a store that has changed since. */
gboolean lf_backup_is_due (gint64 now_us, gint64 last_us, LfBackupMoment moment);

/**
 * lf_backup_plan_retention:
 * @times_us: when each backup was taken, in any order
 * @ret_keep: (out): for each, whether it stays
 *
 * Of the last day the newest eight stay, of two weeks the newest of each day, of eight weeks the
 * newest of each week (Monday to Sunday), of a year the newest of each month, all in UTC. The
 * newest one stays in any case, and so do those that the clock says are still to come.
 */
void lf_backup_plan_retention (const gint64 *times_us, guint n, gint64 now_us, gboolean *ret_keep);

G_END_DECLS
