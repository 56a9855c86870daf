/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: zones, accounts and devices. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-accounts.h"
#include "lf-server-audit.h"
#include "lf-server-page.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* ---- Zones ---- */

gboolean
lf_cmd_zone_add (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open_or_make (options, error);

  if (storage == NULL || !lf_server_storage_add_zone (storage, name, error))
    return FALSE;
  printf (_ ("The zone “%s” is there; “account add --zone” gives it people.\n"), name);
  return TRUE;
}

gboolean
lf_cmd_digest (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autofree char *digest
      = storage == NULL ? NULL : lf_server_digest (storage, lf_cmd_zone (options), error);

  if (digest != NULL)
    printf ("%s\n", digest);
  return digest != NULL;
}

/* ---- Accounts ---- */

/* An account that is there gets the new password, and another role only when one is named. */
static gboolean
save_account (LfServerStorage *storage,
              const LfOptions *options,
              const char *name,
              const char *password,
              GError **error)
{
  g_autoptr (LfServerAccount) known = lf_accounts_find (storage, NULL, name, NULL);
  const char *role = options->role != NULL ? options->role
                     : known != NULL       ? known->role
                                           : "recruiter";

  if (!lf_accounts_save (storage, lf_cmd_zone (options), name, role, password, error)
      || !lf_cmd_note (storage, lf_cmd_zone (options),
                       known != NULL ? LF_AUDIT_ACCOUNT_PASSWORD : LF_AUDIT_ACCOUNT_ADDED, name,
                       role, error))
    return FALSE;
  printf (known != NULL ? _ ("The account “%1$s” was there: it has a new password, and its role is "
                             "%2$s.\n")
                        : _ ("The account “%1$s” is added; its role is %2$s.\n"),
          name, role);
  return TRUE;
}

gboolean
lf_cmd_account_add (const LfOptions *options, const char *name, GError **error)
{
  g_autofree char *password = lf_cmd_read_password (options, error);
  g_autoptr (LfServerStorage) storage = password == NULL ? NULL : lf_cmd_open_zone (options, error);

  return storage != NULL && lf_cmd_knows_place (storage, options, error)
         && save_account (storage, options, name, password, error)
         && lf_cmd_place_account (storage, options, name, error);
}

gboolean
lf_cmd_account_list (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autoptr (GPtrArray) accounts
      = storage == NULL ? NULL : lf_server_storage_list_accounts (storage, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (((const LfServerAccount *) accounts->pdata[i])->state != LF_ACCOUNT_REMOVED
        && !lf_cmd_print_account (storage, accounts->pdata[i], error))
      return FALSE;
  return accounts != NULL;
}

/* ---- Devices ---- */

static const char *
device_state (const LfServerDevice *device)
{
  if (device->erase != LF_ERASE_NONE)
    return device->erase == LF_ERASE_ASKED ? "erase" : "erased";
  return device->is_revoked ? "revoked" : "active";
}

gboolean
lf_cmd_device_list (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autoptr (GPtrArray) devices
      = storage == NULL ? NULL : lf_server_storage_list_devices (storage, error);

  for (guint i = 0; devices != NULL && i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];
      g_autoptr (GDateTime) seen = g_date_time_new_from_unix_utc (device->seen_us / G_USEC_PER_SEC);
      g_autofree char *seen_text = g_date_time_format_iso8601 (seen);

      printf ("%s\t%s\t%s\t%s\t%s\t%s\n", device->zone, device->id, device->account, seen_text,
              device_state (device), device->name == NULL ? "" : device->name);
    }
  return devices != NULL;
}

static gboolean
mark_device (
    const LfOptions *options, const char *id, LfErase erase, const char *act, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  GError *local_error = NULL;
  g_autoptr (LfServerDevice) device
      = storage == NULL ? NULL : lf_accounts_find_device_by_id (storage, NULL, id, &local_error);

  if (storage == NULL)
    return FALSE;
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (device == NULL)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("There is no device with the id “%s”. “device list” shows them."), id);
  return device != NULL && lf_accounts_mark_device (storage, device, erase, error)
         && lf_cmd_note (storage, device->zone, act, device->id, device->account, error);
}

gboolean
lf_cmd_device_revoke (const LfOptions *options, const char *name, GError **error)
{
  if (!mark_device (options, name, LF_ERASE_NONE, LF_AUDIT_DEVICE_REVOKED, error))
    return FALSE;
  printf (_ ("The device “%s” is signed out; it neither sends nor receives until somebody signs in "
             "there again.\n"),
          name);
  return TRUE;
}

gboolean
lf_cmd_device_erase (const LfOptions *options, const char *name, GError **error)
{
  if (!mark_device (options, name, LF_ERASE_ASKED, LF_AUDIT_DEVICE_ERASE, error))
    return FALSE;
  printf (_ ("The device erases what it holds at its next contact; “device revoke” takes that "
             "back until then.\n"));
  return TRUE;
}
