/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys for names that are similar but not equal.

 * Two names of LF_DUPLICATE_SIMILARITY are at most t edits apart, and t follows from the longer
 * one's length. Cut a name into t + 1 pieces: t edits leave one of them whole, which stands in the
 * other name too, at most t characters off. So a name is kept under its pieces, with its length and
 * the piece's number, and the other asks for what it has at such a place, for each length that is
 * near enough. Each key carries the beginning of the name, which similar firms have in common. */

#include "config.h"

#include "lf-duplicate-keys.h"

#include "lf-duplicate.h"

#include <string.h>

#define MAX_LENGTH 64 /* characters; longer names meet when they are equal */

#define FIRST_PLACES 64

void
lf_keys_init (LfKeys *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->n_places = FIRST_PLACES;
  self->places = g_new0 (guint, self->n_places);
}

void
lf_keys_clear (LfKeys *self)
{
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->places, g_free);
}

/* Where @key is, or where it would be. */
static guint *
place_of (const LfKeys *self, gint64 key)
{
  guint at = (guint) ((guint64) key >> 32) & (self->n_places - 1);

  while (self->places[at] != 0 && g_array_index (self->keys, gint64, self->places[at] - 1) != key)
    at = (at + 1) & (self->n_places - 1);
  return &self->places[at];
}

/* Half of the places at most are taken, so that few are looked at. */
static void
make_room (LfKeys *self)
{
  if (self->keys->len < self->n_places / 2)
    return;
  g_free (self->places);
  self->n_places *= 4;
  self->places = g_new0 (guint, self->n_places);
  for (guint i = 0; i < self->keys->len; i++)
    *place_of (self, g_array_index (self->keys, gint64, i)) = i + 1;
}

void
lf_keys_add (LfKeys *self, guint64 hash)
{
  gint64 key = (gint64) hash;
  guint *place;

  make_room (self);
  place = place_of (self, key);
  if (*place != 0)
    return;
  g_array_append_val (self->keys, key);
  *place = self->keys->len;
}

guint64
lf_keys_hash (guint64 hash, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar) text[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

guint64
lf_keys_hash_text (guint64 hash, const char *text)
{
  return lf_keys_hash (hash, text, strlen (text));
}

guint64
lf_keys_hash_number (guint64 hash, glong number)
{
  char digits[24], *start = digits + sizeof digits;

  do
    *--start = (char) ('0' + number % 10);
  while ((number /= 10) > 0);
  return lf_keys_hash (hash, start, (gsize) (digits + sizeof digits - start));
}

/* ---- Similar firms ---- */

/* A byte's place after the beginning of @core that names the firm. */
static gsize
beginning_of (const char *core)
{
  const char *end = core;
  guint n = g_utf8_get_char (core) < 0x80 ? 4 : 2;

  while (n-- > 0 && *end != '\0')
    end = g_utf8_next_char (end);
  return (gsize) (end - core);
}

gboolean
lf_firms_begin_alike (const char *a, const char *b)
{
  gsize n = beginning_of (a);

  return n == beginning_of (b) && strncmp (a, b, n) == 0;
}

/* How many edits two names may be apart, by the length of the longer one. */
static glong
edits_allowed (glong longest)
{
  return longest * (100 - LF_DUPLICATE_SIMILARITY) / 100;
}

/* The same for a name of @length and any that is similar to it. */
static glong
most_edits (glong length)
{
  glong longest = length;

  while (longest + 1 - length <= edits_allowed (longest + 1))
    longest++;
  return edits_allowed (longest);
}

typedef struct
{
  LfKeys *keys;
  const char *entity;
  const char *core;
  gsize begin;         /* bytes of the beginning */
  glong length;        /* characters after it */
  glong n_begin;       /* characters of it */
  const char **places; /* of each character after it, and of the end */
} Firm;

/* What the keys of a piece of names of @length have in common. */
static guint64
begin_piece (const Firm *firm, glong length, glong piece)
{
  guint64 hash = lf_keys_hash_text (LF_KEYS_HASH, firm->entity);

  hash = lf_keys_hash_number (lf_keys_hash_text (hash, "\nlike\n"), length);
  hash = lf_keys_hash_number (lf_keys_hash_text (hash, "\n"), piece);
  hash = lf_keys_hash (lf_keys_hash_text (hash, "\n"), firm->core, firm->begin);
  return lf_keys_hash_text (hash, "\n");
}

static void
add_piece (const Firm *firm, guint64 beginning, glong from, glong n)
{
  lf_keys_add (firm->keys, lf_keys_hash (beginning, firm->places[from],
                                         (gsize) (firm->places[from + n] - firm->places[from])));
}

/* Asks for names of @length (after the beginning), as those are kept. */
static void
add_probes (const Firm *firm, glong length)
{
  glong n_pieces = most_edits (length + firm->n_begin) + 1;
  glong t = edits_allowed (MAX (length, firm->length) + firm->n_begin);
  glong more = firm->length - length;

  for (glong i = 0; i < n_pieces; i++)
    {
      glong from = i * length / n_pieces;
      glong n = (i + 1) * length / n_pieces - from;
      glong first = MAX (from - (t - more) / 2, 0);
      glong last = MIN (from + (t + more) / 2, firm->length - n);
      guint64 beginning = begin_piece (firm, length, i);

      for (glong at = first; at <= last; at++)
        add_piece (firm, beginning, at, n);
    }
}

static void
add_own (const Firm *firm)
{
  glong n_pieces = most_edits (firm->length + firm->n_begin) + 1;

  for (glong i = 0; i < n_pieces; i++)
    {
      glong from = i * firm->length / n_pieces;

      add_piece (firm, begin_piece (firm, firm->length, i), from,
                 (i + 1) * firm->length / n_pieces - from);
    }
}

static const char **
places_of (const char *text, glong length)
{
  const char **places = g_new (const char *, length + 1);

  for (glong i = 0; i <= length; i++)
    {
      places[i] = text;
      if (i < length)
        text = g_utf8_next_char (text);
    }
  return places;
}

void
lf_keys_add_firm (LfKeys *self, const char *entity, const char *core, gboolean probing)
{
  Firm firm = { self, entity, core, beginning_of (core) };
  glong whole = g_utf8_strlen (core, -1);
  g_autofree const char **places = NULL;

  firm.n_begin = g_utf8_strlen (core, (gssize) firm.begin);
  firm.length = whole - firm.n_begin;
  firm.places = places = places_of (core + firm.begin, firm.length);
  if (!probing || whole > MAX_LENGTH)
    {
      add_own (&firm);
      return;
    }
  for (glong length = 0; length <= MAX_LENGTH; length++)
    {
      glong longest = MAX (length, firm.length) + firm.n_begin;

      if (ABS (length - firm.length) <= edits_allowed (longest))
        add_probes (&firm, length);
    }
}
