/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the unsent changes of a database that may be damaged. */

#pragma once

#include "lf-damage.h"
#include "lf-db.h"

G_BEGIN_DECLS

/* (transfer full) (element-type LfChange): in order. @last: the highest number that a change may
 * have, where the list of those not sent cannot be read */
GPtrArray *lf_salvage_read (LfDb *db, gint64 last, guint *ret_unreadable);

/**
 * lf_salvage_mend_header:
 * @like: a sound database of the same kind
 * Returns: (transfer full) (nullable): path of a copy of @damaged whose overwritten beginning has
 * been taken from @like, to be removed after reading; NULL when its beginning is not what is wrong
 */
char *lf_salvage_mend_header (const char *damaged, const char *like);

G_END_DECLS
