/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Row numbers of lists, in time that grows with the number of records and no faster: every
 * condition becomes a set of rows read from one index, and the order is read from one index too.
 * Neither touches the records. docs/performance.md tells what that leaves out. */

#pragma once

#include "lf-row-set.h"
#include "lf-sql.h"

G_BEGIN_DECLS

/* (transfer full) (element-type gint64): those of @query, in its order. */
GArray *lf_list_rows (LfDb *db, const LfQuery *query, GError **error);

/* What the lists of an entity are read with. */
typedef struct
{
  LfDb *db;
  const LfQuery *query;
  gint64 last_row;
  LfRowSet *set; /* (nullable): all */
} LfLister;

gboolean
lf_list_last_row (LfDb *db, const LfEntity *entity, gint64 *ret_row, GError **error); /* 0: none */

/* (transfer full) (nullable): those that are not deleted. */
LfRowSet *lf_list_live_rows (const LfLister *self, GError **error);

/* Counts the rows of @live into place. @ranks: by row, from 1 to @n_ranks; 0: blank, and last */
GArray *lf_list_rows_by_rank (const LfLister *self,
                              const LfRowSet *live,
                              const guint32 *ranks,
                              guint32 n_ranks);

/* The list by a reference, in the order of the titles referred to (lf-store-list-references.c). */
GArray *lf_list_rows_by_reference (LfLister *self, GError **error);

/* (transfer full): by row, from 1, the rank of what it refers to by its title; 0: nothing */
gboolean lf_list_rank_references (LfLister *self,
                                  const LfField *field,
                                  guint32 **ret_ranks,
                                  guint32 *ret_n_ranks,
                                  GError **error);

/* @rows: (transfer full): in the order of the last of the query's sorts, put in the order of all
 * of them (lf-store-list-sorts.c). */
GArray *lf_list_place_by_sorts (LfLister *self, GArray *rows, GError **error);

G_END_DECLS
