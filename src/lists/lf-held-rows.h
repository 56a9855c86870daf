/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row objects of a list that somebody holds, a page or a widget.
 *
 * An object stays the object of its row when pages go and when rows come, go or move, for a list
 * view asks again only for what came. Where the whole order is another it stays at its place
 * instead, and the row that stands there now is its own: a list view then makes nothing anew. */

#pragma once

#include "lf-row-pieces.h"
#include "lf-row-private.h"

G_BEGIN_DECLS

typedef struct _LfHeldRows LfHeldRows;

LfHeldRows *lf_held_rows_new (void);
void lf_held_rows_free (LfHeldRows *self);

/* Returns: (transfer full): the object of @row, which stands at @position */
LfRow *lf_held_rows_hold (LfHeldRows *self, gint64 row, guint position);

/* Tells who holds the record's row, unless a later request has brought a record before. */
void lf_held_rows_take_record (LfHeldRows *self, LfRecord *record, guint64 request);

/* Returns: (element-type gint64): the rows held, or those of them whose record is not known */
GArray *lf_held_rows_get (LfHeldRows *self, gboolean is_only_missing);

void lf_held_rows_forget (LfHeldRows *self);
void lf_held_rows_shift (LfHeldRows *self, const LfRowPiece *piece); /* rows came or went there */
void lf_held_rows_give (LfHeldRows *self, const GArray *rows);       /* gint64: the new order */

G_END_DECLS
