/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs of landfall-server. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* What stood on the command line beside the verb. */
typedef struct
{
  char *data, *to, *blobs, *listen, *tls_cert, *tls_key, *role, *zone, *password_file, *log, *since;
  char *park, *team;
  char **origins; /* (nullable) */
  gboolean dry_run;
  int session_days, audit_days;
  char *device, *account, *fingerprint, *answer; /* (nullable): of bundles; @account of the audit
                                                    log, too */
  int file_mb;                                   /* below zero: not given */
  gboolean with_changes;
} LfOptions;

#define LF_DEFAULT_ZONE "zone"
#define LF_DEFAULT_LISTEN "127.0.0.1:8470"

/* @name: (nullable): what the verb is about. FALSE: @error is the sentence for the caller. */
typedef gboolean (*LfCmdFunc) (const LfOptions *options, const char *name, GError **error);

gboolean lf_cmd_serve (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_backup (const LfOptions *options, const char *file, GError **error);
gboolean lf_cmd_check (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_migrate (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_copy (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_restored (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_digest (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_zone_add (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_add (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_list (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_device_list (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_device_revoke (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_device_erase (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_set (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_remove (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_disable (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_account_enable (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_audit (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_permissions (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_inquiry_key_add (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_inquiry_key_list (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_inquiry_key_revoke (const LfOptions *options, const char *name, GError **error);
gboolean lf_cmd_bundle_import (const LfOptions *options, const char *file, GError **error);
gboolean lf_cmd_bundle_export (const LfOptions *options, const char *file, GError **error);
gboolean lf_cmd_bundle_show (const LfOptions *options, const char *file, GError **error);
gboolean lf_cmd_bundle_key (const LfOptions *options, const char *name, GError **error);

/* ---- cmd-database.c ---- */

typedef void (*LfCmdTellFunc) (const char *sentence);

/* Where the database is a copy that “backup” made, it came back: what “restored” does is done,
 * once, and told. For whatever goes on to judge changes. */
gboolean lf_cmd_renew_backup (LfServerStorage *storage, LfCmdTellFunc tell, GError **error);

/* ---- cmd-scope.c ---- */

/* Whether the zone has what --park and --team name: before anything is done. */
gboolean lf_cmd_knows_place (LfServerStorage *storage, const LfOptions *options, GError **error);
/* What they say becomes true of an account that is there, and is noted. */
gboolean lf_cmd_place_account (LfServerStorage *storage,
                               const LfOptions *options,
                               const char *name,
                               GError **error);
gboolean
lf_cmd_print_account (LfServerStorage *storage, const LfServerAccount *account, GError **error);

/* ---- cmd-account.c ---- */

/* (transfer full): of --password-file */
char *lf_cmd_read_password (const LfOptions *options, GError **error);

/* ---- cmd-audit.c ---- */

/* What is done on the server itself is in the audit log, too. */
gboolean lf_cmd_note (LfServerStorage *storage,
                      const char *zone,
                      const char *act,
                      const char *about /* nullable */,
                      const char *detail /* nullable */,
                      GError **error);

/* ---- cmd-storage.c ---- */

const char *lf_cmd_zone (const LfOptions *options);

/* (nullable): the file of --data, where it is one */
const char *lf_cmd_database (const LfOptions *options);

/* The database of --data, which must be there. */
LfServerStorage *lf_cmd_open (const LfOptions *options, GError **error);

/* Makes the database, with its first zone, when it is not there. */
LfServerStorage *lf_cmd_open_or_make (const LfOptions *options, GError **error);

/* (transfer full) (nullable): the folder of --blobs, or beside the database that is a file */
char *lf_cmd_blobs (const LfOptions *options);

/* The same, and --zone is one of its zones. */
LfServerStorage *lf_cmd_open_zone (const LfOptions *options, GError **error);

G_END_DECLS
