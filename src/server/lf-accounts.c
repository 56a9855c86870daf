/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices. */

#include "config.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE, _ ("This machine offers no random numbers for passwords."));
  return FALSE;
}

static char *
hash_password (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (!start_sodium (error))
    return NULL;
  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0)
    return g_strdup (hash);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE, _ ("There is not enough memory to keep a password safely."));
  return NULL;
}

static gboolean
is_role (const char *role)
{
  return lf_field_option (lf_entity_field (lf_schema_find ("account"), "role"), role) != NULL;
}

gboolean
lf_accounts_save (LfServerStorage *storage, const char *zone, const char *name, const char *role, const char *password, GError **error)
{
  g_autofree char *hash = NULL;
  LfServerAccount account = { (char *) zone, (char *) name, (char *) role, NULL };

  if (!is_role (role))
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("“%s” is not a role: take recruiter, steward, park_manager, zone_manager, department, leader or administrator."), role);
      return FALSE;
    }
  if (g_utf8_strlen (password, -1) < LF_PASSWORD_MIN)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("The password is too short: take at least %d characters."), LF_PASSWORD_MIN);
      return FALSE;
    }
  account.password_hash = hash = hash_password (password, error);
  return hash != NULL && lf_server_storage_save_account (storage, &account, error);
}

static char *
hash_token (const char *token)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, token, -1);
}

static char *
new_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

/* An unknown name costs the same time as a wrong password, so that names cannot be guessed by the clock. */
static gboolean
is_password (const LfServerAccount *account, const char *password, GError **error)
{
  g_autofree char *wasted = NULL;

  if (!start_sodium (error))
    return FALSE;
  if (account == NULL)
    {
      wasted = hash_password (password, error);
      return FALSE;
    }
  return crypto_pwhash_str_verify (account->password_hash, password, strlen (password)) == 0;
}

char *
lf_accounts_sign_in (LfServerStorage *storage, const char *name, const char *password, const char *device, const char *device_name,
                     char **ret_role, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerAccount) account = lf_server_storage_find_account (storage, name, &local_error);
  g_autofree char *token = NULL;
  g_autofree char *hash = NULL;
  LfServerDevice enrolled;

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (!is_password (account, password, error))
    return NULL;
  token = new_token ();
  hash = hash_token (token);
  enrolled = (LfServerDevice){ account->zone, (char *) device, account->name, (char *) device_name, hash, g_get_real_time (), FALSE };
  if (!lf_server_storage_save_device (storage, &enrolled, error))
    return NULL;
  *ret_role = g_strdup (account->role);
  return g_steal_pointer (&token);
}

LfServerUser *
lf_accounts_find_user (LfServerStorage *storage, const char *token, GError **error)
{
  g_autofree char *hash = hash_token (token);
  g_autoptr (LfServerDevice) device = lf_server_storage_find_device (storage, hash, error);
  g_autoptr (LfServerAccount) account = NULL;
  LfServerUser *user;

  if (device == NULL || device->is_revoked)
    return NULL;
  account = lf_server_storage_find_account (storage, device->account, error);
  if (account == NULL)
    return NULL;
  user = g_new0 (LfServerUser, 1);
  *user = (LfServerUser){ g_strdup (account->zone), g_strdup (account->name), g_strdup (account->role), g_strdup (device->id) };
  return user;
}

gboolean
lf_accounts_revoke (LfServerStorage *storage, const char *device, gboolean *ret_found, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);

  *ret_found = FALSE;
  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      LfServerDevice *one = devices->pdata[i];

      if (strcmp (one->id, device) != 0)
        continue;
      one->is_revoked = TRUE;
      *ret_found = TRUE;
      if (!lf_server_storage_save_device (storage, one, error))
        return FALSE;
    }
  return devices != NULL;
}
