/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came, went and moved between two orders of rows, where that is little. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One of the two is 0. */
typedef struct
{
  guint position, n_removed, n_added; /* in what the pieces before have left */
} LfRowPiece;

/**
 * lf_row_pieces_find:
 * @old, @rows: (element-type gint64): the same in the first @head and the last @tail
 * Returns: (transfer full) (nullable) (element-type LfRowPiece): what makes @rows of @old, in
 * order; a row that moved comes and goes. NULL when it is too much to be told piece by piece.
 */
GArray *lf_row_pieces_find (const GArray *old, const GArray *rows, guint head, guint tail);

G_END_DECLS
