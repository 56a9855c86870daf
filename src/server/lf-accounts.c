/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices. */

#include "config.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32
#define CONTACT_US (60 * G_USEC_PER_SEC) /* how exactly a device's last contact is kept */

/* ---- Passwords ---- */

static gboolean
start_sodium (GError **error)
{
  if (sodium_init () >= 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("This machine offers no random numbers for passwords. Check /dev/urandom."));
  return FALSE;
}

static char *
hash_password (const char *password, GError **error)
{
  char hash[crypto_pwhash_STRBYTES];

  if (!start_sodium (error))
    return NULL;
  if (crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE)
      == 0)
    return g_strdup (hash);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("There is not enough memory to keep a password safely. Try again later."));
  return NULL;
}

gboolean
lf_accounts_verify (const LfServerAccount *account,
                    const char *password,
                    gboolean *ret_is_right,
                    GError **error)
{
  g_autofree char *wasted = NULL;

  if (!start_sodium (error))
    return FALSE;
  *ret_is_right
      = account != NULL
        && crypto_pwhash_str_verify (account->password_hash, password, strlen (password)) == 0;
  if (account != NULL)
    return TRUE;
  wasted = hash_password (password, error);
  return wasted != NULL;
}

/* ---- Accounts ---- */

gboolean
lf_accounts_check_role (const char *role, GError **error)
{
  const LfField *field = lf_entity_field (lf_schema_find ("account"), "role");
  g_autoptr (GString) roles = NULL;

  if (lf_field_option (field, role) != NULL)
    return TRUE;
  roles = g_string_new (NULL);
  for (const LfOption *option = field->options; option->key != NULL; option++)
    g_string_append_printf (roles, "%s%s", roles->len > 0 ? ", " : "", option->key);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("“%1$s” is not a role. Take one of: %2$s."), role, roles->str);
  return FALSE;
}

static gboolean
check_password (const char *password, GError **error)
{
  if (g_utf8_validate (password, -1, NULL) && g_utf8_strlen (password, -1) >= LF_PASSWORD_MIN)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("The password is too short or not UTF-8: take at least %d characters."),
               LF_PASSWORD_MIN);
  return FALSE;
}

/* People sign in with a name alone, so it belongs to one zone. */
static gboolean
check_name (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (LfServerAccount) known
      = lf_server_storage_find_account (storage, NULL, name, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (known != NULL && strcmp (known->role, LF_INTAKE_ROLE) == 0)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("“%s” is the name of a source of inquiries. Take another one."), name);
      return FALSE;
    }
  if (*name != '\0' && (known == NULL || strcmp (known->zone, zone) == 0))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               known == NULL ? _ ("An account needs a name.")
                             : _ ("The name “%s” belongs to another zone. Take another one."),
               name);
  return FALSE;
}

gboolean
lf_accounts_save (LfServerStorage *storage,
                  const char *zone,
                  const char *name,
                  const char *role,
                  const char *password,
                  GError **error)
{
  LfServerAccount account = { (char *) zone, (char *) name, (char *) role, NULL };
  g_autoptr (LfServerAccount) known = NULL;
  g_autofree char *hash = NULL;

  if (!lf_accounts_check_role (role, error) || !check_password (password, error)
      || !check_name (storage, zone, name, error))
    return FALSE;
  known = lf_server_storage_find_account (storage, zone, name, NULL);
  account.park = known == NULL ? NULL : known->park;
  account.team = known == NULL ? NULL : known->team;
  account.password_hash = hash = hash_password (password, error);
  return hash != NULL && lf_server_storage_save_account (storage, &account, error);
}

/* ---- Devices ---- */

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
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

char *
lf_accounts_enrol (LfServerStorage *storage,
                   const LfServerAccount *account,
                   const char *device,
                   const char *device_name,
                   GError **error)
{
  g_autofree char *token = start_sodium (error) ? new_token () : NULL;
  g_autofree char *hash = token == NULL ? NULL : hash_token (token);
  LfServerDevice enrolled = { .zone = account->zone,
                              .id = (char *) device,
                              .account = account->name,
                              .name = (char *) device_name,
                              .token_hash = hash,
                              .seen_us = lf_clock_now_us () };

  if (token == NULL || !lf_server_storage_save_device (storage, &enrolled, error))
    return NULL;
  return g_steal_pointer (&token);
}

/* A write for each request would cost more than the request: once a minute is enough. */
static gboolean
note_contact (LfServerStorage *storage, const LfServerDevice *device, GError **error)
{
  gint64 now = lf_clock_now_us ();

  return ABS (now - device->seen_us) < CONTACT_US
         || lf_server_storage_note_contact (storage, device, now, error);
}

LfServerDevice *
lf_accounts_find_device (LfServerStorage *storage, const char *token, GError **error)
{
  g_autofree char *hash = hash_token (token);

  return lf_server_storage_find_device (storage, hash, error);
}

LfServerUser *
lf_accounts_find_user (LfServerStorage *storage, const char *token, GError **error)
{
  g_autoptr (LfServerDevice) device = lf_accounts_find_device (storage, token, error);
  g_autoptr (LfServerAccount) account = NULL;
  LfServerUser *user;

  if (device == NULL || device->is_revoked)
    return NULL;
  account = lf_server_storage_find_account (storage, device->zone, device->account, error);
  if (account == NULL || !note_contact (storage, device, error))
    return NULL;
  user = g_new0 (LfServerUser, 1);
  *user = (LfServerUser){ g_strdup (account->zone), g_strdup (account->name),
                          g_strdup (account->role), g_strdup (device->id),
                          g_strdup (account->park), g_strdup (account->team) };
  return user;
}

gboolean
lf_accounts_revoke (LfServerStorage *storage, const char *device, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);
  gboolean is_found = FALSE;

  if (devices == NULL)
    return FALSE;
  for (guint i = 0; i < devices->len; i++)
    {
      LfServerDevice *one = devices->pdata[i];

      if (strcmp (one->id, device) != 0)
        continue;
      one->is_revoked = is_found = TRUE;
      if (!lf_server_storage_save_device (storage, one, error))
        return FALSE;
    }
  if (!is_found)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("There is no device with the id “%s”. “device list” shows them."), device);
  return is_found;
}
