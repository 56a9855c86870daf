/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfRowSet. */

#include "config.h"

#include "lf-row-set.h"

struct _LfRowSet
{
  gint64 last_row;
  gsize n_words;
  guint64 words[];
};

LfRowSet *
lf_row_set_new (gint64 last_row)
{
  gsize n_words = (gsize) last_row / 64 + 1;
  LfRowSet *self = g_malloc0 (sizeof (LfRowSet) + n_words * sizeof (guint64));

  self->last_row = last_row;
  self->n_words = n_words;
  return self;
}

void
lf_row_set_free (LfRowSet *self)
{
  g_free (self);
}

void
lf_row_set_add (LfRowSet *self, gint64 row)
{
  if (row >= 0 && row <= self->last_row)
    self->words[row / 64] |= G_GUINT64_CONSTANT (1) << (row % 64);
}

void
lf_row_set_invert (LfRowSet *self)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] = ~self->words[i];
}

void
lf_row_set_intersect (LfRowSet *self, const LfRowSet *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= other->words[i];
}

void
lf_row_set_unite (LfRowSet *self, const LfRowSet *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] |= other->words[i];
}

gboolean
lf_row_set_has (const LfRowSet *self, gint64 row)
{
  return row >= 0 && row <= self->last_row && (self->words[row / 64] >> (row % 64) & 1);
}

gint64
lf_row_set_count (const LfRowSet *self)
{
  gint64 n = 0;

  for (gint64 row = 0; row <= self->last_row; row++)
    if (row % 64 == 0 && self->words[row / 64] == 0)
      row += 63;
    else
      n += lf_row_set_has (self, row);
  return n;
}

char *
lf_row_set_to_json (const LfRowSet *self)
{
  GString *json = g_string_new ("[");

  for (gint64 row = 0; row <= self->last_row; row++)
    if (lf_row_set_has (self, row))
      g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", row);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}
