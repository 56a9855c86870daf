/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the backups that are due: soon after the start, then once a day, when something changed. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_BACKUP_CLOCK (lf_backup_clock_get_type ())
G_DECLARE_FINAL_TYPE (LfBackupClock, lf_backup_clock, LF, BACKUP_CLOCK, GObject)

LfBackupClock *lf_backup_clock_new (LfAppContext *context);

G_END_DECLS
