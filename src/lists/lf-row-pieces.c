/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came, went and moved between two orders of rows. */

#include "config.h"

#include "lf-row-pieces.h"

#define MOST_PIECES 32
#define LOOK_AHEAD 64

static gint64
row_at (const GArray *rows, guint i)
{
  return g_array_index (rows, gint64, i);
}

/* How far ahead @row stands in @rows from @from on; G_MAXUINT: not near. */
static guint
look_ahead (const GArray *rows, guint from, guint end, gint64 row)
{
  for (guint i = from; i < MIN (end, from + LOOK_AHEAD); i++)
    if (row_at (rows, i) == row)
      return i - from;
  return G_MAXUINT;
}

GArray *
lf_row_pieces_find (const GArray *old, const GArray *rows, guint head, guint tail)
{
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (LfRowPiece));
  guint o = head, n = head, old_end = old->len - tail, end = rows->len - tail;

  while (o < old_end || n < end)
    {
      guint gone, come;
      LfRowPiece piece = { n };

      if (o < old_end && n < end && row_at (old, o) == row_at (rows, n))
        {
          o++;
          n++;
          continue;
        }
      gone = n < end ? look_ahead (old, o, old_end, row_at (rows, n)) : old_end - o;
      come = o < old_end ? look_ahead (rows, n, end, row_at (old, o)) : end - n;
      if (MIN (gone, come) == G_MAXUINT || pieces->len == MOST_PIECES)
        return NULL;
      if (gone <= come)
        piece.n_removed = gone;
      else
        piece.n_added = come;
      o += piece.n_removed;
      n += piece.n_added;
      g_array_append_val (pieces, piece);
    }
  return g_steal_pointer (&pieces);
}
