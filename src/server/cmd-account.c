/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts that are there: a new password or role, closing and removing; and what roles may do. */

#include "config.h"

#include "lf-accounts-scope.h"
#include "lf-cmd.h"

#include "lf-accounts.h"
#include "lf-server-audit.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

char *
lf_cmd_read_password (const LfOptions *options, GError **error)
{
  const char *file = options->password_file;
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

/* NULL with an error: there is none. */
static LfServerAccount *
find (LfServerStorage *storage, const LfOptions *options, const char *name, GError **error)
{
  GError *local_error = NULL;
  g_autoptr (LfServerAccount) account
      = lf_accounts_find (storage, lf_cmd_zone (options), name, &local_error);

  if (local_error != NULL)
    g_propagate_error (error, local_error);
  else if (account == NULL)
    g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
                 _ ("There is no account “%s”. “account list” shows them."), name);
  return g_steal_pointer (&account);
}

/* ---- set ---- */

static gboolean
tell_password (const LfServerAccount *account)
{
  printf (_ ("The account “%s” has a new password.\n"), account->name);
  return TRUE;
}

static gboolean
set_password (LfServerStorage *storage, const char *hash, LfServerAccount *account, GError **error)
{
  return lf_accounts_set_password (storage, account, hash, FALSE, error)
         && lf_cmd_note (storage, account->zone, LF_AUDIT_ACCOUNT_PASSWORD, account->name, NULL,
                         error)
         && tell_password (account);
}

/* (transfer full) (nullable) with @error */
static char *
hash_password (const LfOptions *options, const LfServerAccount *account, GError **error)
{
  g_autofree char *password = lf_cmd_read_password (options, error);

  return password == NULL ? NULL : lf_accounts_hash (account->name, password, error);
}

static gboolean
tell_role (const char *role, const LfServerAccount *account)
{
  printf (_ ("The role of the account “%1$s” is now %2$s.\n"), account->name, role);
  return TRUE;
}

static gboolean
set_role (LfServerStorage *storage, const char *role, LfServerAccount *account, GError **error)
{
  g_autofree char *both = g_strdup_printf ("%s %s", account->role, role);

  return lf_accounts_set_role (storage, account, role, error)
         && lf_cmd_note (storage, account->zone, LF_AUDIT_ACCOUNT_ROLE, account->name, both, error)
         && tell_role (role, account);
}

static gboolean
set_place (LfServerStorage *storage,
           const LfOptions *options,
           const LfServerAccount *account,
           GError **error)
{
  if (!lf_cmd_place_account (storage, options, account->name, error))
    return FALSE;
  printf (_ ("The account “%s” is set. Its devices read anew what it sees with their next sync.\n"),
          account->name);
  return TRUE;
}

gboolean
lf_cmd_account_set (const LfOptions *options, const char *name, GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open_zone (options, error);
  g_autoptr (LfServerAccount) account
      = storage == NULL ? NULL : find (storage, options, name, error);
  gboolean has_place = options->park != NULL || options->team != NULL;
  g_autofree char *hash = NULL;

  if (account == NULL)
    return FALSE;
  if (options->role == NULL && options->password_file == NULL && !has_place)
    {
      g_set_error (
          error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
          _ ("Say what to set: --role, --park, --team or --password-file. --park \"\" makes "
             "it an account of no single park."));
      return FALSE;
    }
  if (!lf_cmd_knows_place (storage, options, error))
    return FALSE;
  if (options->password_file != NULL && (hash = hash_password (options, account, error)) == NULL)
    return FALSE;
  return (options->role == NULL || set_role (storage, options->role, account, error))
         && (hash == NULL || set_password (storage, hash, account, error))
         && (!has_place || set_place (storage, options, account, error));
}

/* ---- remove, disable, enable ---- */

static gboolean
set_state (const LfOptions *options,
           const char *name,
           LfAccountState state,
           const char *act,
           GError **error)
{
  g_autoptr (LfServerStorage) storage = lf_cmd_open (options, error);
  g_autoptr (LfServerAccount) account
      = storage == NULL ? NULL : find (storage, options, name, error);

  return account != NULL && lf_accounts_set_state (storage, account, state, error)
         && lf_cmd_note (storage, account->zone, act, account->name, NULL, error);
}

gboolean
lf_cmd_account_remove (const LfOptions *options, const char *name, GError **error)
{
  if (!set_state (options, name, LF_ACCOUNT_REMOVED, LF_AUDIT_ACCOUNT_REMOVED, error))
    return FALSE;
  printf (_ ("The account “%s” is removed and its devices are signed out. What the person wrote "
             "stays.\n"),
          name);
  return TRUE;
}

gboolean
lf_cmd_account_disable (const LfOptions *options, const char *name, GError **error)
{
  if (!set_state (options, name, LF_ACCOUNT_DISABLED, LF_AUDIT_ACCOUNT_DISABLED, error))
    return FALSE;
  printf (_ ("The account “%s” is closed until “account enable”; its devices do not sync.\n"),
          name);
  return TRUE;
}

gboolean
lf_cmd_account_enable (const LfOptions *options, const char *name, GError **error)
{
  if (!set_state (options, name, LF_ACCOUNT_ACTIVE, LF_AUDIT_ACCOUNT_ENABLED, error))
    return FALSE;
  printf (_ ("The account “%s” is open again.\n"), name);
  return TRUE;
}

/* ---- permissions ---- */

static void
print_row (const LfEntity *entity, const char *role)
{
  printf ("%s", entity->name);
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    {
      g_autofree char *actions = lf_permission_actions (option->key, entity->name);

      if (role == NULL || strcmp (role, option->key) == 0)
        printf ("\t%s", *actions == '\0' ? "-" : actions);
    }
  printf ("\n");
}

gboolean
lf_cmd_permissions (const LfOptions *options, const char *name, GError **error)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  if (options->role != NULL && !lf_accounts_check_role (options->role, error))
    return FALSE;
  printf ("entity");
  for (const LfOption *option = lf_permission_roles (); option->key != NULL; option++)
    if (options->role == NULL || strcmp (options->role, option->key) == 0)
      printf ("\t%s", option->key);
  printf ("\n");
  for (guint i = 0; i < n; i++)
    print_row (entities[i], options->role);
  return TRUE;
}
