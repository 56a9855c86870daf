/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: zones, accounts and devices. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-accounts.h"
#include "lf-server-page.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* ---- Zones ---- */

gboolean
lf_cmd_zone_add (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open_or_make (options, error);

  return storage != NULL && lf_server_storage_add_zone (storage, name, error);
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

static char *
read_password (const char *file, GError **error)
{
  gboolean is_input = file != NULL && strcmp (file, "-") == 0;
  g_autoptr (GError) cause = NULL;
  char *password = NULL;

  if (file == NULL)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("Give the password with --password-file FILE, or - for the standard input."));
  else if (g_file_get_contents (is_input ? "/dev/stdin" : file, &password, NULL, &cause))
    g_strdelimit (password, "\r\n", '\0');
  else
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                 _ ("The password cannot be read: %s"), cause->message);
  return password;
}

/* An account that is there gets the new password, and another role only when one is named. */
static gboolean
save_account (LfServerStorage *storage,
              const LfOptions *options,
              const char *name,
              const char *password,
              GError **error)
{
  g_autoptr (LfServerAccount) known = lf_server_storage_find_account (storage, NULL, name, NULL);
  const char *role = options->role != NULL ? options->role
                     : known != NULL       ? known->role
                                           : "recruiter";

  if (!lf_accounts_save (storage, lf_cmd_zone (options), name, role, password, error))
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
  g_autofree char *password = read_password (options->password_file, error);
  g_autoptr (LfServerStorage) storage = password == NULL ? NULL : lf_cmd_open_zone (options, error);

  return storage != NULL && save_account (storage, options, name, password, error)
         && lf_cmd_place_account (storage, options, name, error);
}

gboolean
lf_cmd_account_list (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autoptr (GPtrArray) accounts
      = storage == NULL ? NULL : lf_server_storage_list_accounts (storage, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (!lf_cmd_print_account (storage, accounts->pdata[i], error))
      return FALSE;
  return accounts != NULL;
}

/* ---- Devices ---- */

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
              device->is_revoked ? "revoked" : "active", device->name == NULL ? "" : device->name);
    }
  return devices != NULL;
}

gboolean
lf_cmd_device_revoke (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);

  return storage != NULL && lf_accounts_revoke (storage, name, error);
}
