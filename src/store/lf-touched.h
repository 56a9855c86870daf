/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which records the last commits of this program wrote. Every commit that writes at all has a
 * number, one more than that before it, whichever program it is of. The store holds it, so a reader
 * sees the number of what it sees. */

#pragma once

#include "lf-db.h"

G_BEGIN_DECLS

typedef struct _LfTouched LfTouched;

LfTouched *lf_touched_new (void);
void lf_touched_free (LfTouched *self);

/* ---- On the writer's thread ---- */

/* From now on all that @db writes to records is noted, whichever way it does. */
void lf_touched_watch (LfTouched *self, LfDb *db);
void lf_touched_begin (LfTouched *self, LfDb *db); /* a transaction has begun */
gboolean
lf_touched_number (LfTouched *self, LfDb *db, GError **error); /* it is about to be committed */
void lf_touched_keep (LfTouched *self);                        /* it was */

/* ---- On any thread ---- */

gboolean
lf_touched_read_number (LfDb *db, gint64 *ret_number, GError **error); /* of what @db sees */
/* Adds to @ret_rows (element-type gint64) the rows of @entity that commits after @since wrote, up
 * to @until, some perhaps more than once; and to @ret_others (element-type LfEntity) of which other
 * entities they wrote any. FALSE: not all of them are known. */
gboolean lf_touched_since (LfTouched *self,
                           gint64 since,
                           gint64 until,
                           const LfEntity *entity,
                           GArray *ret_rows,
                           GPtrArray *ret_others);

G_END_DECLS
