/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Accounts of a simulated zone: role, parks and teams are what the server's database says, also
 * after it went back to a backup, and the same whichever way a device's changes come. */

#include "config.h"

#include "sim.h"

static void
save (Sim *sim, const LfServerAccount *account)
{
  g_autoptr (GError) error = NULL;

  lf_server_storage_save_account (sim->server.storage, account, &error);
  g_assert_no_error (error);
}

void
sim_account_add (Sim *sim, const char *name, const char *role)
{
  const LfServerAccount account
      = { (char *) SIM_ZONE, (char *) name, (char *) role, (char *) "none" };

  save (sim, &account);
}

static LfServerAccount *
find (const SimDevice *device)
{
  g_autoptr (GError) error = NULL;
  LfServerAccount *account = lf_server_storage_find_account (device->sim->server.storage, SIM_ZONE,
                                                             device->name, &error);

  g_assert_no_error (error);
  return account;
}

static void
replace (char **member, const char *value)
{
  g_free (*member);
  *member = g_strdup (value);
}

void
sim_account_set_park (const SimDevice *device, const char *park)
{
  g_autoptr (LfServerAccount) account = find (device);

  replace (&account->park, park);
  save (device->sim, account);
}

void
sim_account_set_team (const SimDevice *device, const char *team)
{
  g_autoptr (LfServerAccount) account = find (device);

  replace (&account->team, team);
  save (device->sim, account);
}

void
sim_account_set_role (const SimDevice *device, const char *role)
{
  g_autoptr (LfServerAccount) account = find (device);

  replace (&account->role, role);
  save (device->sim, account);
}

LfServerUser *
sim_account_user (const SimDevice *device, const char *device_id)
{
  g_autoptr (LfServerAccount) account = find (device);
  g_autoptr (GError) error = NULL;
  LfServerUser *user = lf_server_user_new (device->sim->server.storage, account, device_id, &error);

  g_assert_no_error (error);
  if (device->sim->fault == SIM_WITHIN_HIDDEN)
    g_clear_pointer (&user->within, g_free);
  return user;
}

char *
sim_account_sight (const SimDevice *device)
{
  g_autoptr (LfServerUser) user = sim_account_user (device, "");

  return lf_server_user_sight (user);
}
