/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halves at a cut, doubles after a few that came through. */

#include "config.h"

#include "lf-portion.h"

#define GROWS_AFTER 4 /* or every second one on a line of steady cuts would be too much for it */
#define MOST_STALLS 3
#define SLOW_US (20 * G_USEC_PER_SEC) /* after such a wait only the least is worth another one */

LfPortion
lf_portion (gsize most, gsize least)
{
  return (LfPortion){ .now = most, .most = most, .least = least };
}

void
lf_portion_note_through (LfPortion *self)
{
  self->n_stalls = 0;
  if (++self->n_through < GROWS_AFTER)
    return;
  self->n_through = 0;
  self->now = MIN (self->now * 2, self->most);
}

gboolean
lf_portion_note_cut (LfPortion *self, gsize tried, gint64 took_us)
{
  gboolean is_slow = took_us >= SLOW_US;

  self->n_through = 0;
  if (self->now <= self->least)
    return !is_slow && ++self->n_stalls <= MOST_STALLS;
  if (tried <= self->least)
    return FALSE;
  self->now = is_slow ? self->least : MAX (MIN (self->now, tried) / 2, self->least);
  return TRUE;
}
