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
 * @sort: (nullable): fields' names, joined by ",", "-" before one for descending; NULL: newest
 * first. Of more than LF_SORT_MOST the first are taken, unknown ones are passed over.
 */
LfQuery *lf_query_new (const LfEntity *entity, LfFilter *filter, const char *sort);
LfQuery *lf_query_parse (const LfEntity *entity,
                         const char *where /* nullable: filter text */,
                         const char *sort,
                         const LfDate *today,
                         GError **error);
/* (transfer full): of those of @base the ones in @rows (element-type gint64), in its order */
LfQuery *lf_query_of_rows (LfQuery *base, const GArray *rows);
/* (transfer full): the same in the order of the last of its fields alone */
LfQuery *lf_query_of_last_sort (const LfQuery *base);
/* What the records were at the end of the local day that @day ends with; before the query is shared
 * with anybody. */
void lf_query_set_as_of (LfQuery *self, const LfDate *day);
LfQuery *lf_query_ref (LfQuery *self);
void lf_query_unref (LfQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfQuery, lf_query_unref)

const LfEntity *lf_query_entity (const LfQuery *self);
const LfFilter *lf_query_filter (const LfQuery *self);
const LfField *lf_query_sort (const LfQuery *self, gboolean *ret_descending); /* (nullable) */
guint lf_query_n_sorts (const LfQuery *self);
const LfField *lf_query_sort_at (const LfQuery *self, guint index, gboolean *ret_descending);
const GArray *lf_query_rows (const LfQuery *self);  /* (nullable) (element-type gint64): all */
const LfDate *lf_query_as_of (const LfQuery *self); /* (nullable): as they are now */

G_END_DECLS
