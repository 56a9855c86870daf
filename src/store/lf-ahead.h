/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results made ahead of their use: a thread makes those that come next while who takes them works
 * on the one before. For what needs the processor alone, no connection. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfAhead LfAhead;

/* Makes one result, on any thread; two of them may be made at the same time. */
typedef gpointer (*LfAheadFunc) (gpointer data, guint index);

/**
 * lf_ahead_new:
 * @n: how many results there are; of a few each is made when it is taken, without a thread
 * @free_result: (nullable): takes no NULL
 */
LfAhead *lf_ahead_new (guint n, LfAheadFunc func, gpointer data, GDestroyNotify free_result);

/* Returns only when nobody makes a result any more. */
void lf_ahead_free (LfAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfAhead, lf_ahead_free)

/* (transfer full) (nullable): each at most once, in ascending order; always on one thread. */
gpointer lf_ahead_take (LfAhead *self, guint index);

G_END_DECLS
