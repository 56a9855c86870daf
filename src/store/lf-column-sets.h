/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that stay between readings, so that the next figures of the same records are told
 * without reading them again. Whatever was committed is in them when they are taken: of what this
 * program wrote the rows are read again, and all of them where another program did. */

#pragma once

#include "lf-column-set.h"
#include "lf-touched.h"

G_BEGIN_DECLS

#define LF_COLUMN_SETS_KEPT_FOR                                                                    \
  60 /* times in a row that there was nothing to do, a second each                                 \
      */

/* Of one thread at a time. */
typedef struct _LfColumnSets LfColumnSets;

LfColumnSets *lf_column_sets_new (LfTouched *touched /* outlives it */);
void lf_column_sets_free (LfColumnSets *self);

/* (transfer none): of the records of @entity as @db sees them; until the next are taken */
LfColumnSet *
lf_column_sets_take (LfColumnSets *self, LfDb *db, const LfEntity *entity, GError **error);
void lf_column_sets_rest (LfColumnSets *self); /* there is nothing to do */

G_END_DECLS
