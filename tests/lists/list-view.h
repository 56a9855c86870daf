/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model as a list view sees it: it asks for the rows that came, and holds on to the others.
 */

#pragma once

#include "lf-list-model.h"
#include "store-fixture.h"

G_BEGIN_DECLS

typedef struct
{
  LfListModel *model;
  GPtrArray *rows; /* (element-type LfRow) */
  guint n_changes, n_removed, n_added, n_summaries, n_failures;
} View;

LfQuery *make_query (const char *where, const char *sort);

View *view_new (LfStore *store, const char *where, const char *sort);
void view_free (View *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

void let_go (LfListModel *model /* (transfer full) */); /* returns when it is gone */

void view_search (View *self, const char *where, const char *sort);
void view_forget_counts (View *self);

/* Until the rows, their records and the footer are what the store read from scratch says. */
void wait_for_view (View *self, LfStore *store);
void wait_until_read (View *self); /* the order, not the records */

G_END_DECLS
