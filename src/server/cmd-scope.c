/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Administration: of which parks and teams an account is. */

#include "config.h"

#include "lf-cmd.h"

#include "lf-accounts-scope.h"
#include "lf-accounts.h"
#include "lf-server-audit.h"

#include <glib/gi18n.h>
#include <stdio.h>

gboolean
lf_cmd_knows_place (LfServerStorage *storage, const LfOptions *options, GError **error)
{
  LfAccountPlace place = { options->park, options->team };

  return lf_accounts_knows_place (storage, lf_cmd_zone (options), &place, error);
}

gboolean
lf_cmd_place_account (LfServerStorage *storage,
                      const LfOptions *options,
                      const char *name,
                      GError **error)
{
  LfAccountPlace place = { options->park, options->team };
  const char *zone = lf_cmd_zone (options);
  g_autoptr (LfServerAccount) placed = NULL;
  g_autofree char *told = NULL;

  if (options->park == NULL && options->team == NULL)
    return TRUE;
  if (!lf_accounts_place (storage, zone, name, &place, error))
    return FALSE;
  placed = lf_accounts_find (storage, zone, name, error);
  told = placed == NULL ? NULL : lf_accounts_tell_places (storage, placed, error);
  return told != NULL && lf_cmd_note (storage, zone, LF_AUDIT_ACCOUNT_PLACED, name, told, error);
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
  if (account->state == LF_ACCOUNT_DISABLED)
    printf ("\tdisabled");
  printf ("\n");
  return TRUE;
}
