/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that deal with backups share. */

#pragma once

#include "lf-backups.h"
#include "lf-db.h"

G_BEGIN_DECLS

char *lf_backup_name (const char *folder, LfBackupReason reason); /* (transfer full): a free path */
gboolean lf_backup_is_good (const char *path);     /* a store, sound from end to end */
gint64 lf_backup_count_changes (const char *path); /* the journal's last number */
/* What of @db is not in @backup. */
gboolean lf_backup_compare (LfDb *db, const char *backup, LfBackupGap *ret_gap, GError **error);

G_END_DECLS
