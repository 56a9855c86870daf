/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sends and reads: an account with its device, and what it sees. */

#include "config.h"

#include "lf-server-storage.h"

#include "lf-sight.h"

/* No name has a tab in it. */
char *
lf_server_person (const char *account, gint64 since_seq)
{
  return since_seq == 0 ? g_strdup (account)
                        : g_strdup_printf ("%s\t%" G_GINT64_FORMAT, account, since_seq);
}

static gboolean
find_within (LfServerUser *self, LfServerStorage *storage, GError **error)
{
  g_autoptr (GHashTable) parents = NULL;

  if (self->park == NULL)
    return TRUE;
  parents = lf_server_storage_park_parents (storage, self->zone, error);
  if (parents == NULL)
    return FALSE;
  self->within = lf_sight_parks_within (self->park, parents);
  return TRUE;
}

LfServerUser *
lf_server_user_new (LfServerStorage *storage,
                    const LfServerAccount *account,
                    const char *device,
                    GError **error)
{
  g_autoptr (LfServerUser) self = g_new0 (LfServerUser, 1);

  *self = (LfServerUser){ g_strdup (account->zone), g_strdup (account->name),
                          g_strdup (account->role), g_strdup (device),
                          g_strdup (account->park), g_strdup (account->team),
                          account->since_seq };
  return find_within (self, storage, error) ? g_steal_pointer (&self) : NULL;
}

void
lf_server_user_free (LfServerUser *self)
{
  g_free (self->zone);
  g_free (self->account);
  g_free (self->role);
  g_free (self->device);
  g_free (self->park);
  g_free (self->team);
  g_free (self->within);
  g_free (self);
}

char *
lf_server_user_sight (const LfServerUser *self)
{
  g_autofree char *person = lf_server_person (self->account, self->since_seq);

  g_autofree char *parks = self->within == NULL ? g_strdup (self->park)
                                                : g_strconcat (self->park, " ", self->within, NULL);

  return lf_sight_new (self->role, parks, self->team, person);
}
