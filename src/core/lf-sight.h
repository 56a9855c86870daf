/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees what. A record's scope and an account's sight are sets of words (lf_set_split()), and an
 * account sees the records whose scope has a word of its sight. docs/sync.md tells it. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_SCOPE_ZONE "zone"        /* everybody's */
#define LF_SCOPE_PARKS "parks"      /* of some park: whoever is not of one park alone */
#define LF_SCOPE_PARK "park/"       /* with the id of a park */
#define LF_SCOPE_TEAM "team/"       /* with the id of a team */
#define LF_SCOPE_ACCOUNT "account/" /* with the name of an account */

/* @parks, @teams: (nullable): ids, separated by blanks. Returns: (transfer full): what an account
 * sees */
char *lf_sight_new (const char *role, const char *parks, const char *teams, const char *account);

/* (transfer full) (nullable): the ids of all parks that lie in @parks over however many others,
 * separated by blanks. @parents: (element-type utf8 utf8): id of a park → that of the one it lies
 * in */
char *lf_sight_parks_within (const char *parks /* (nullable) */, GHashTable *parents);

/* Is @word one of the set @words? */
gboolean lf_sight_has (const char *words /* (nullable) */, const char *word);
gboolean lf_sight_has_park (const char *sight /* (nullable) */, const char *park);
gboolean lf_sight_meets (const char *sight, const char *scope);

/* What somebody is about to do with whose a record is; see lf_sight_may_move(). */
typedef struct
{
  const char *entity;
  const char *park;    /* (nullable): whose it is */
  const char *offered; /* (nullable): the park that was asked to take it */
  const char *to;      /* (nullable) */
} LfParkMove;

/* Whose a record is, once that was said, changes by who decides for all parks, or by the park that
 * was asked and takes it. @role: (nullable): NULL: nobody's store, where everything may be done */
gboolean lf_sight_may_move (const char *role, const char *sight, const LfParkMove *move);
char *lf_sight_tell_move (void); /* (transfer full): why it may not, for people */

G_END_DECLS
