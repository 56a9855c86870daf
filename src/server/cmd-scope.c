/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: which role an account has, and of which parks and teams it is. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-accounts-scope.h"

#include <glib/gi18n.h>
#include <stdio.h>

gboolean
lf_cmd_place_account (LfServerStorage *storage,
                      const LfOptions *options,
                      const char *name,
                      GError **error)
{
  LfAccountPlace place = { options->role, options->park, options->team };

  return (options->park == NULL && options->team == NULL)
         || lf_accounts_place (storage, lf_cmd_zone (options), name, &place, error);
}

gboolean
lf_cmd_account_set (const LfOptions *options, const char *name, GError **error)
{
  LfAccountPlace place = { options->role, options->park, options->team };
  g_autoptr (LfServerStorage) storage = NULL;

  if (place.role == NULL && place.park == NULL && place.team == NULL)
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("Say what to set: --role, --park or --team. --park \"\" makes it an account "
                      "of no single park."));
      return FALSE;
    }
  storage = lf_cmd_open_zone (options, error);
  if (storage == NULL || !lf_accounts_place (storage, lf_cmd_zone (options), name, &place, error))
    return FALSE;
  printf (_ ("The account “%s” is set. Its devices read anew what it sees with their next sync.\n"),
          name);
  return TRUE;
}

gboolean
lf_cmd_print_account (LfServerStorage *storage, const LfServerAccount *account, GError **error)
{
  g_autofree char *parks
      = lf_accounts_tell_place (storage, account->zone, "park", account->park, error);
  g_autofree char *teams = parks == NULL ? NULL
                                         : lf_accounts_tell_place (storage, account->zone, "team",
                                                                   account->team, error);

  if (teams == NULL)
    return FALSE;
  printf ("%s\t%s\t%s", account->zone, account->name, account->role);
  if (account->park != NULL || account->team != NULL)
    printf ("\t%s\t%s", parks, teams);
  printf ("\n");
  return TRUE;
}
