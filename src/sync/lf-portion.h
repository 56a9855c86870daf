/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much goes at once over a line that may be cut: less after each cut, more again when all is
 * well, so that there is always something that comes through. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In bytes, records or whatever is counted. */
typedef struct
{
  gsize now; /* as much as may be tried next */
  gsize most, least;
  guint n_through; /* since it changed */
  guint n_stalls;  /* cuts one after the other of the least */
} LfPortion;

LfPortion lf_portion (gsize most, gsize least);
void lf_portion_note_through (LfPortion *self);

/**
 * lf_portion_note_cut:
 * @tried: how much was on the line
 * @took_us: until it was cut
 *
 * Returns: whether to try again at once, with what @self is now. What was small from the beginning
 * is not tried again, and what stalls is not for long: there is no line then.
 */
gboolean lf_portion_note_cut (LfPortion *self, gsize tried, gint64 took_us);

G_END_DECLS
