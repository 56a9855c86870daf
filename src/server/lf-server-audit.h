/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The audit log: who signed in and who changed accounts, devices and keys, when, and from where.
 * Added to, read, and trimmed from its old end; never changed. Passwords and tokens are not in it,
 * nor is a name that no account has: people type passwords into the wrong field. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_AUDIT_COLUMNS "zone, id, time_us, account, device, address, act, about, detail"
#define LF_AUDIT_PAGE 50  /* entries of one answer */
#define LF_AUDIT_DAYS 400 /* how long they are kept unless told */
#define LF_AUDIT_LEAST_DAYS 30

/* What can be in it. */
#define LF_AUDIT_SIGN_IN "sign-in"
#define LF_AUDIT_SIGN_IN_FAILED "sign-in-failed"
#define LF_AUDIT_SIGN_IN_THROTTLED "sign-in-throttled"
#define LF_AUDIT_ACCOUNT_ADDED "account-added"
#define LF_AUDIT_ACCOUNT_ROLE "account-role"     /* detail: "recruiter leader" */
#define LF_AUDIT_ACCOUNT_PLACED "account-placed" /* detail: all parks and teams it is of now */
#define LF_AUDIT_ACCOUNT_PASSWORD "account-password"
#define LF_AUDIT_ACCOUNT_DISABLED "account-disabled"
#define LF_AUDIT_ACCOUNT_ENABLED "account-enabled"
#define LF_AUDIT_ACCOUNT_REMOVED "account-removed"
#define LF_AUDIT_DEVICE_REVOKED "device-revoked"
#define LF_AUDIT_DEVICE_ERASE "device-erase"
#define LF_AUDIT_DEVICE_ERASED "device-erased"
#define LF_AUDIT_KEY_ADDED "key-added"
#define LF_AUDIT_KEY_REVOKED "key-revoked"
#define LF_AUDIT_BUNDLE "bundle-imported"
#define LF_AUDIT_BACKUP "backup"
#define LF_AUDIT_RESTORED "restored"

struct _LfServerAudit
{
  char *zone;
  char *id; /* UUIDv7: they sort in the order they were made */
  gint64 time_us;
  char *account; /* (nullable): who */
  char *device;  /* (nullable) */
  char *address; /* (nullable): from where; "console (NAME)" on the server itself */
  char *act;
  char *about;  /* (nullable): the account or device it was done to */
  char *detail; /* (nullable) */
};

void lf_server_audit_free (LfServerAudit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfServerAudit, lf_server_audit_free)

/* Newest first. */
struct _LfServerAuditQuery
{
  const char *zone;
  const char *account; /* (nullable): by it or about it */
  const char *before;  /* (nullable): the id that the page before ended with */
  gint64 since_us;
  guint limit;
};

/* Who does something, and from where. */
typedef struct
{
  const char *zone;
  const char *account; /* (nullable) */
  const char *device;  /* (nullable) */
  const char *address; /* (nullable) */
} LfAuditSource;

gboolean lf_audit_note (LfServerStorage *storage,
                        const LfAuditSource *source,
                        const char *act,
                        const char *about /* nullable */,
                        const char *detail /* nullable */,
                        GError **error);

/* In every zone: entries older than @days are given up. */
gboolean lf_audit_trim (LfServerStorage *storage, int days, GError **error);

G_END_DECLS
