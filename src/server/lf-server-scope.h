/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who sees a record: its scope, what that was before, and what of it an account's devices are told
 * (G10). */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

typedef enum
{
  LF_SIGHT_SEEN,
  LF_SIGHT_GONE,   /* it was seen once and is not any more */
  LF_SIGHT_HIDDEN, /* nothing of it was ever to be seen */
} LfSight;

/* (transfer full): the scope that the fields of @record give it, where they do: those of a record
 * that says who sees it (LfEntity.scope), or that is shared or its maker's. @maker: an account */
char *lf_server_scope_new (const LfServerRecord *record, const char *maker);

/* Notes with @seq what @record leaves and enters by that; a new one is where it was made. */
void lf_server_scope_move (LfServerRecord *record, const char *scope, gint64 seq);

/* @sight: (nullable): lf_sight_new(); NULL sees everything */
LfSight lf_server_sight (const LfServerRecord *record, const char *sight);

/* The number of the change with which it came in sight; 0: it was made there, or nobody hid it. */
gint64 lf_server_sight_came (const LfServerRecord *record, const char *sight);

/* The number of the newest change with which it left a part of what @sight sees; 0: none. */
gint64 lf_server_sight_left (const LfServerRecord *record, const char *sight);

G_END_DECLS
