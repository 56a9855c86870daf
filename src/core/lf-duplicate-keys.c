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

void
lf_keys_init (LfKeys *self)
{
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
lf_keys_clear (LfKeys *self)
{
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
}

/* FNV-1a. What collides is compared and found to differ. */
void
lf_keys_add (LfKeys *self, const char *text)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  gint64 key;

  for (const char *p = text; *p != '\0'; p++)
    hash = (hash ^ (guchar) *p) * G_GUINT64_CONSTANT (0x100000001b3);
  key = (gint64) hash;
  if (g_hash_table_add (self->seen, g_memdup2 (&key, sizeof key)))
    g_array_append_val (self->keys, key);
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

static void
add_piece (const Firm *firm, glong length, glong piece, glong from, glong n)
{
  g_autofree char *text = g_strdup_printf (
      "%s\nlike\n%ld\n%ld\n%.*s\n%.*s", firm->entity, length, piece, (int) firm->begin, firm->core,
      (int) (firm->places[from + n] - firm->places[from]), firm->places[from]);

  lf_keys_add (firm->keys, text);
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

      for (glong at = first; at <= last; at++)
        add_piece (firm, length, i, at, n);
    }
}

static void
add_own (const Firm *firm)
{
  glong n_pieces = most_edits (firm->length + firm->n_begin) + 1;

  for (glong i = 0; i < n_pieces; i++)
    {
      glong from = i * firm->length / n_pieces;
      add_piece (firm, firm->length, i, from, (i + 1) * firm->length / n_pieces - from);
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
