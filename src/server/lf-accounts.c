/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts and devices. */

#include "config.h"

#include "lf-accounts.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#define TOKEN_BYTES 32
#define NO_PASSWORD ""                   /* no hash: nothing fits it */
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

char *
lf_accounts_hash (const char *name, const char *password, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (lf_password_check (password, name, &cause))
    return hash_password (password, error);
  g_set_error_literal (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, cause->message);
  return NULL;
}

/* Four groups of four, without what looks alike: some 78 bits. */
char *
lf_accounts_make_password (void)
{
  static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789";
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < 16; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, '-');
      g_string_append_c (text, letters[randombytes_uniform (sizeof letters - 1)]);
    }
  return g_string_free (text, FALSE);
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
is_one_line (const char *name)
{
  if (!g_utf8_validate (name, -1, NULL))
    return FALSE;
  for (const char *c = name; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_iscntrl (g_utf8_get_char (c)))
      return FALSE;
  return TRUE;
}

gboolean
lf_accounts_check_new_name (const char *name, GError **error)
{
  gsize length = strlen (name);

  if (length > 0 && length <= LF_MAX_ACCOUNT_NAME && is_one_line (name) && name[0] != ' '
      && name[length - 1] != ' ')
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               length == 0 ? _ ("An account needs a name.")
                           : _ ("The name of an account is one line of at most %d bytes, with no "
                                "blank before or behind it."),
               LF_MAX_ACCOUNT_NAME);
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
  if (known == NULL)
    return lf_accounts_check_new_name (name, error);
  if (strcmp (known->zone, zone) == 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("The name “%s” belongs to another zone. Take another one."), name);
  return FALSE;
}

/* What is written from now on under the name that @known had is another person's. */
static gboolean
begin_anew (LfServerStorage *storage,
            const LfServerAccount *known,
            LfServerAccount *account,
            GError **error)
{
  gint64 seq;

  if (!lf_server_storage_begin_reading (storage, known->zone, error))
    return FALSE;
  seq = lf_server_storage_last_seq (storage, error);
  lf_server_storage_rollback (storage);
  account->since_seq = seq + 1;
  return seq >= 0;
}

/* Who gets the name of an account that was removed is somebody else. */
static gboolean
take_known (LfServerStorage *storage,
            const LfServerAccount *known,
            LfServerAccount *account,
            GError **error)
{
  if (known == NULL)
    return TRUE;
  if (known->state == LF_ACCOUNT_REMOVED)
    return begin_anew (storage, known, account, error);
  account->park = known->park;
  account->team = known->team;
  account->since_seq = known->since_seq;
  return TRUE;
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

  if (!lf_accounts_check_role (role, error) || !check_name (storage, zone, name, error))
    return FALSE;
  known = lf_server_storage_find_account (storage, zone, name, NULL);
  if (!take_known (storage, known, &account, error))
    return FALSE;
  account.password_hash = hash = lf_accounts_hash (name, password, error);
  return hash != NULL && lf_server_storage_save_account (storage, &account, error)
         && lf_server_storage_mark_account (storage, &account, error);
}

LfServerAccount *
lf_accounts_find (LfServerStorage *storage, const char *zone, const char *name, GError **error)
{
  g_autoptr (LfServerAccount) account = lf_server_storage_find_account (storage, zone, name, error);

  return account == NULL || account->state == LF_ACCOUNT_REMOVED
                 || strcmp (account->role, LF_INTAKE_ROLE) == 0
             ? NULL
             : g_steal_pointer (&account);
}

gboolean
lf_accounts_set_role (LfServerStorage *storage,
                      LfServerAccount *account,
                      const char *role,
                      GError **error)
{
  if (!lf_accounts_check_role (role, error))
    return FALSE;
  g_free (account->role);
  account->role = g_strdup (role);
  return lf_server_storage_save_account (storage, account, error);
}

gboolean
lf_accounts_set_password (LfServerStorage *storage,
                          LfServerAccount *account,
                          const char *hash,
                          gboolean is_one_time,
                          GError **error)
{
  g_free (account->password_hash);
  account->password_hash = g_strdup (hash);
  account->one_time_until_us = is_one_time ? lf_clock_now_us () + LF_ONE_TIME_DAYS * LF_DAY_US : 0;
  return lf_server_storage_save_account (storage, account, error)
         && lf_server_storage_mark_account (storage, account, error);
}

static gboolean
revoke_all (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      LfServerDevice *device = devices->pdata[i];

      if (strcmp (device->zone, account->zone) != 0 || strcmp (device->account, account->name) != 0)
        continue;
      device->is_revoked = TRUE;
      if (!lf_server_storage_mark_device (storage, device, error))
        return FALSE;
    }
  return devices != NULL;
}

gboolean
lf_accounts_set_state (LfServerStorage *storage,
                       LfServerAccount *account,
                       LfAccountState state,
                       GError **error)
{
  account->state = state;
  if (state != LF_ACCOUNT_REMOVED)
    return lf_server_storage_mark_account (storage, account, error);
  return lf_accounts_set_password (storage, account, NO_PASSWORD, FALSE, error)
         && revoke_all (storage, account, error);
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

/* One that erased what it held, and is here again, begins anew. */
static gboolean
may_enrol (LfServerStorage *storage, const char *zone, const char *device, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerDevice) known
      = lf_accounts_find_device_by_id (storage, zone, device, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  if (known == NULL || known->erase == LF_ERASE_NONE)
    return local_error == NULL;
  return known->erase == LF_ERASE_DONE
         && lf_accounts_mark_device (storage, known, LF_ERASE_NONE, error);
}

static char *
enrol (LfServerStorage *storage,
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

char *
lf_accounts_enrol (LfServerStorage *storage,
                   const LfServerAccount *account,
                   const char *device,
                   const char *device_name,
                   GError **error)
{
  return may_enrol (storage, account->zone, device, error)
             ? enrol (storage, account, device, device_name, error)
             : NULL;
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

static gboolean
is_expired (const LfServerDevice *device, const LfServerAccount *account, gint64 session_us)
{
  return session_us > 0 && strcmp (account->role, LF_INTAKE_ROLE) != 0
         && lf_clock_now_us () - device->seen_us > session_us;
}

static LfTokenState
judge (const LfServerDevice *device, const LfServerAccount *account, gint64 session_us)
{
  LfTokenState state = LF_TOKEN_GOOD;

  if (device->is_revoked)
    state = LF_TOKEN_REVOKED;
  else if (account->state != LF_ACCOUNT_ACTIVE)
    state = LF_TOKEN_DISABLED;
  else if (is_expired (device, account, session_us))
    state = LF_TOKEN_EXPIRED;
  if (device->erase != LF_ERASE_ASKED)
    return state;
  return state == LF_TOKEN_GOOD ? LF_TOKEN_ERASE : LF_TOKEN_ERASE_AT_ONCE;
}

static gboolean
lets_in (LfTokenState state)
{
  return state == LF_TOKEN_GOOD || state == LF_TOKEN_ERASE || state == LF_TOKEN_ERASE_AT_ONCE;
}

/* What expired stays so: only a contact that is let in is noted. */
LfServerUser *
lf_accounts_judge_token (LfServerStorage *storage,
                         const char *token,
                         gint64 session_us,
                         LfTokenState *ret_state,
                         GError **error)
{
  g_autoptr (LfServerDevice) device = lf_accounts_find_device (storage, token, error);
  g_autoptr (LfServerAccount) account = NULL;

  *ret_state = LF_TOKEN_UNKNOWN;
  if (device != NULL)
    account = lf_server_storage_find_account (storage, device->zone, device->account, error);
  if (account == NULL)
    return NULL;
  *ret_state = judge (device, account, session_us);
  if (!lets_in (*ret_state)
      || (*ret_state != LF_TOKEN_ERASE_AT_ONCE && !note_contact (storage, device, error)))
    return NULL;
  return lf_server_user_new (storage, account, device->id, error);
}

LfServerUser *
lf_accounts_find_user (LfServerStorage *storage, const char *token, GError **error)
{
  LfTokenState state;
  g_autoptr (LfServerUser) user
      = lf_accounts_judge_token (storage, token, /* session_us= */ 0, &state, error);

  return state == LF_TOKEN_GOOD ? g_steal_pointer (&user) : NULL;
}

/* ---- Ending ---- */

LfServerDevice *
lf_accounts_find_device_by_id (LfServerStorage *storage,
                               const char *zone,
                               const char *device,
                               GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LfServerDevice *one = devices->pdata[i];

      if (strcmp (one->id, device) == 0 && (zone == NULL || strcmp (one->zone, zone) == 0))
        return g_ptr_array_steal_index (devices, i);
    }
  return NULL;
}

/* Who is to erase may send before, unless it was revoked already. */
gboolean
lf_accounts_mark_device (LfServerStorage *storage,
                         LfServerDevice *device,
                         LfErase erase,
                         GError **error)
{
  device->is_revoked = device->is_revoked || erase != LF_ERASE_ASKED;
  device->erase = erase;
  return lf_server_storage_mark_device (storage, device, error);
}

gboolean
lf_accounts_revoke (LfServerStorage *storage, const char *device, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerDevice) known
      = lf_accounts_find_device_by_id (storage, NULL, device, &local_error);

  if (known != NULL)
    return lf_accounts_mark_device (storage, known, LF_ERASE_NONE, error);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("There is no device with the id “%s”. “device list” shows them."), device);
  return FALSE;
}
