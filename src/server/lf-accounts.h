/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices: passwords (Argon2id), tokens, and who a request comes from. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_PASSWORD_MIN 8

/* Makes the account or gives it a new password and role. */
gboolean lf_accounts_save (LfServerStorage *storage, const char *zone, const char *name, const char *role, const char *password, GError **error);

/**
 * lf_accounts_sign_in:
 * Enrols @device for the account: (transfer full) (nullable): its token; NULL without error when name or password are wrong.
 * Takes about a tenth of a second, whether the name exists or not.
 */
char *lf_accounts_sign_in (LfServerStorage *storage, const char *name, const char *password, const char *device, const char *device_name,
                           char **ret_role, GError **error);

/* (nullable) without error: the token is unknown or revoked. */
LfServerUser *lf_accounts_find_user (LfServerStorage *storage, const char *token, GError **error);

gboolean lf_accounts_revoke (LfServerStorage *storage, const char *device, gboolean *ret_found, GError **error);

G_END_DECLS
