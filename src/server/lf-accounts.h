/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices: passwords (Argon2id), tokens, and who a request comes from. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_PASSWORD_MIN 8
#define LF_INTAKE_ROLE                                                                             \
  "intake" /* of sources of inquiries, which are no people: lf-inquiry-key.h                       \
            */

/* The error names the roles there are. */
gboolean lf_accounts_check_role (const char *role, GError **error);

/* Makes the account in @zone, or gives it a new password and role; it stays of its parks. */
gboolean lf_accounts_save (LfServerStorage *storage,
                           const char *zone,
                           const char *name,
                           const char *role,
                           const char *password,
                           GError **error);

/**
 * lf_accounts_verify:
 * @account: (nullable): NULL takes as long and says FALSE, so that names cannot be guessed by the
 * clock
 *
 * About a tenth of a second of computing, and 64 MiB; needs no storage.
 */
gboolean lf_accounts_verify (const LfServerAccount *account,
                             const char *password,
                             gboolean *ret_is_right,
                             GError **error);

/* Gives @device, new or known, a new token: (transfer full). */
char *lf_accounts_enrol (LfServerStorage *storage,
                         const LfServerAccount *account,
                         const char *device,
                         const char *device_name /* nullable */,
                         GError **error);

/* (nullable) without error: the token is unknown. */
LfServerDevice *
lf_accounts_find_device (LfServerStorage *storage, const char *token, GError **error);

/* (nullable) without error: the token is unknown or revoked. Notes the contact. */
LfServerUser *lf_accounts_find_user (LfServerStorage *storage, const char *token, GError **error);

gboolean lf_accounts_revoke (LfServerStorage *storage, const char *device, GError **error);

G_END_DECLS
