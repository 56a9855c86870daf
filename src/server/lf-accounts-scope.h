/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which parks and teams an account is of, as an administrator says it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* What is to be changed of an account. NULL: that stays; parks and teams are names or ids of the
 * zone's records, separated by commas, and "" is none. */
typedef struct
{
  const char *park;
  const char *team;
} LfAccountPlace;

/* Whether the zone has all that @place names; the error names what could be meant. */
gboolean lf_accounts_knows_place (LfServerStorage *storage,
                                  const char *zone,
                                  const LfAccountPlace *place,
                                  GError **error);

/* Likewise. */
gboolean lf_accounts_place (LfServerStorage *storage,
                            const char *zone,
                            const char *name,
                            const LfAccountPlace *place,
                            GError **error);

/* (transfer full): the titles of what @ids, separated by blanks, are the ids of; "" for NULL */
char *lf_accounts_tell_place (LfServerStorage *storage,
                              const char *zone,
                              const char *entity,
                              const char *ids,
                              GError **error);

/* (transfer full): the names of all that @account is of, for the audit log; "-" for nothing */
char *
lf_accounts_tell_places (LfServerStorage *storage, const LfServerAccount *account, GError **error);

G_END_DECLS
