/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query: which records of an entity, in which order. Immutable once shared. */

#pragma once

#include <glib-object.h>
#include "lf-core.h"

G_BEGIN_DECLS

typedef struct _LfQuery LfQuery;

#define LF_TYPE_QUERY (lf_query_get_type ())
GType lf_query_get_type (void); /* boxed */

/**
 * lf_query_new:
 * @filter: (transfer full) (nullable)
 * @sort: (nullable): a field's name, "-" before it for descending; NULL: newest first
 */
LfQuery *lf_query_new (const LfEntity *entity, LfFilter *filter, const char *sort);
LfQuery *lf_query_parse (const LfEntity *entity,
                         const char *where /* nullable: filter text */,
                         const char *sort,
                         const LfDate *today,
                         GError **error);
/* What the records were at the end of the local day that @day ends with; before the query is shared
 * with anybody. */
void lf_query_set_as_of (LfQuery *self, const LfDate *day);
LfQuery *lf_query_ref (LfQuery *self);
void lf_query_unref (LfQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfQuery, lf_query_unref)

const LfEntity *lf_query_entity (const LfQuery *self);
const LfFilter *lf_query_filter (const LfQuery *self);
const LfField *lf_query_sort (const LfQuery *self, gboolean *ret_descending); /* (nullable) */
const LfDate *lf_query_as_of (const LfQuery *self); /* (nullable): as they are now */

G_END_DECLS
