/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices: passwords (Argon2id), tokens, and who a request comes from. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_SESSION_DAYS 90 /* without contact, after which a device signs in again */
#define LF_ONE_TIME_DAYS 7 /* a password that somebody else chose is good for so long */
#define LF_INTAKE_ROLE                                                                             \
  "intake" /* of sources of inquiries, which are no people: lf-inquiry-key.h                       \
            */

/* Makes the account in @zone, or gives it a new password and role; it may sign in then, and stays
 * of its parks. */
gboolean lf_accounts_save (LfServerStorage *storage,
                           const char *zone,
                           const char *name,
                           const char *role,
                           const char *password,
                           GError **error);

#define LF_MAX_ACCOUNT_NAME 200 /* bytes */

/* Whether an account may be made with this name: of people, and of sources of inquiries. Names
 * stand in lists and among words that newlines part (lf-server-scope.h). */
gboolean lf_accounts_check_new_name (const char *name, GError **error);

/* (transfer full): of @password, which @name is going to have. About a tenth of a second. Errors:
 * LF_SERVER_ERROR_CALL, a sentence that says what would be right. */
char *lf_accounts_hash (const char *name, const char *password, GError **error);

/* (transfer full): for one sign-in, after which the person chooses another */
char *lf_accounts_make_password (void);

/* @account is one that was found; the sentences are for whoever asked. */
LfServerAccount *
lf_accounts_find (LfServerStorage *storage,
                  const char *zone,
                  const char *name,
                  GError **error); /* (nullable): never a removed one or a source */
gboolean lf_accounts_check_role (const char *role, GError **error);
gboolean lf_accounts_set_role (LfServerStorage *storage,
                               LfServerAccount *account,
                               const char *role,
                               GError **error);
gboolean lf_accounts_set_password (LfServerStorage *storage,
                                   LfServerAccount *account,
                                   const char *hash,
                                   gboolean is_one_time,
                                   GError **error);

/* A removed one has no password any more, and its devices are revoked, but for those that are to
 * erase what they hold. */
gboolean lf_accounts_set_state (LfServerStorage *storage,
                                LfServerAccount *account,
                                LfAccountState state,
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

/* Gives @device, new or known, a new token: (transfer full) (nullable). NULL without error: it is
 * to erase what it holds. */
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

typedef enum
{
  LF_TOKEN_GOOD,
  LF_TOKEN_UNKNOWN,
  LF_TOKEN_REVOKED,
  LF_TOKEN_EXPIRED,
  LF_TOKEN_DISABLED,      /* its account is */
  LF_TOKEN_ERASE,         /* the device is to send what waits, and to erase what it holds */
  LF_TOKEN_ERASE_AT_ONCE, /* the same, and nothing more is taken from it */
} LfTokenState;

/**
 * lf_accounts_judge_token:
 * @session_us: how long it is good without contact; 0: for ever. A source's key always is.
 * Returns: (transfer full) (nullable): whose it is, when it is good or the device is to erase
 *
 * Notes the contact.
 */
LfServerUser *lf_accounts_judge_token (LfServerStorage *storage,
                                       const char *token,
                                       gint64 session_us,
                                       LfTokenState *ret_state,
                                       GError **error);

gboolean lf_accounts_revoke (LfServerStorage *storage, const char *device, GError **error);

/* @zone: (nullable): any. At its next contact it erases what it holds; revoking it takes that
 * back. */
LfServerDevice *lf_accounts_find_device_by_id (LfServerStorage *storage,
                                               const char *zone,
                                               const char *device,
                                               GError **error); /* (nullable) without error */
gboolean lf_accounts_mark_device (LfServerStorage *storage,
                                  LfServerDevice *device,
                                  LfErase erase,
                                  GError **error);

G_END_DECLS
