/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Backups: the database and its files, taken by hand and by themselves, listed, judged and put
 * back.

 * A backup is a database that has been checked, and beside it a folder "landfall-files" with the
 * attached files of all backups there, shared and not copied where the disk can. What a backup is
 * for and when it was taken is in its name. Blocking calls, from any thread. */

#pragma once

#include "lf-backup-plan.h"
#include "lf-store.h"

G_BEGIN_DECLS

typedef enum
{
  LF_BACKUP_MANUAL,
  LF_BACKUP_AUTOMATIC, /* the only ones that retention removes */
  LF_BACKUP_UPGRADE,   /* before the store was brought to a newer version */
  LF_BACKUP_REPLACED,  /* what was there before a restore */
  LF_BACKUP_DAMAGED,   /* moved aside: may hold edits that can still be read */
} LfBackupReason;

typedef struct
{
  char *path;
  LfBackupReason reason;
  gint64 time_us;
  gint64 size_bytes; /* of the database */
} LfBackup;

LfBackup *lf_backup_new (const char *path); /* (transfer full): what a database is by its name */
void lf_backup_free (LfBackup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfBackup, lf_backup_free)
const char *lf_backup_reason_label (LfBackupReason reason); /* translated */
char *lf_backup_format_time (gint64 time_us);               /* (transfer full): for people */

/* ---- Where and whether ---- */

/* Kept in the file backups.ini of the store's folder, so that a damaged store has them too. */
typedef struct
{
  gboolean is_off; /* no backup is taken by itself */
  char *folder;    /* (nullable): NULL: the folder "backups" of the store's */
} LfBackupSettings;

void lf_backup_settings_clear (LfBackupSettings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBackupSettings, lf_backup_settings_clear)
void lf_backup_settings_load (const char *store_folder, LfBackupSettings *ret_settings);
gboolean lf_backup_settings_save (const char *store_folder,
                                  const LfBackupSettings *settings,
                                  GError **error);

/* ---- Taking and listing ---- */

/* (transfer full) (element-type LfBackup): newest first, of the chosen folder and of the store's */
GPtrArray *lf_backups_list (const char *store_folder);

/* Returns: (transfer full): the new one, %NULL with @error */
LfBackup *lf_backups_take_sync (LfStore *store, LfBackupReason reason, GError **error);

/**
 * lf_backups_roll_sync:
 * Takes an automatic backup when one is due and the store has changed since the newest one, then
 * lets go of what retention does not keep. Costs next to nothing when nothing has changed.
 * Returns: (transfer full) (nullable) without error: the new one
 */
LfBackup *lf_backups_roll_sync (LfStore *store, LfBackupMoment moment, GError **error);

/* ---- Judging ---- */

typedef struct
{
  gint64 n_changes; /* saved on this device since, by the journal */
  gint64 n_sent;    /* of them known to the server: a sync brings them back */
} LfBackupGap;

/* What of @store is not in the backup. */
gboolean
lf_backups_compare_sync (LfStore *store, const char *backup, LfBackupGap *ret_gap, GError **error);

/* (transfer full) (nullable): the newest one that is sound, looked through from end to end */
LfBackup *lf_backups_find_good (const char *store_folder);

G_END_DECLS
