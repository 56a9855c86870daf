/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfValues: numbers in a table of twice as many places, found by probing. */

#include "config.h"

#include "lf-values.h"

#include <string.h>

#define FEWEST_PLACES 64

typedef struct
{
  const char *data;
  guint32 size;
  guint32 hash;
} Value;

struct _LfValues
{
  GStringChunk *texts;
  GArray *values;  /* (element-type Value): the first is no value */
  guint32 *places; /* a number, or 0 */
  guint32 n_places;
  gsize n_bytes;
};

LfValues *
lf_values_new (void)
{
  LfValues *self = g_new0 (LfValues, 1);
  const Value none = { "" };

  self->texts = g_string_chunk_new (1024);
  self->values = g_array_new (FALSE, FALSE, sizeof (Value));
  g_array_append_val (self->values, none);
  self->n_places = FEWEST_PLACES;
  self->places = g_new0 (guint32, self->n_places);
  return self;
}

void
lf_values_free (LfValues *self)
{
  g_string_chunk_free (self->texts);
  g_array_unref (self->values);
  g_free (self->places);
  g_free (self);
}

static guint32
hash_of (const void *data, gsize size)
{
  const guint8 *bytes = data;
  guint64 hash = size * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15), word;

  for (gsize i = 0; i < size; i += sizeof word)
    {
      word = 0;
      memcpy (&word, bytes + i, MIN (size - i, sizeof word));
      hash = (hash ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      hash ^= hash >> 32;
    }
  return (guint32) hash;
}

static const Value *
value_at (const LfValues *self, guint32 number)
{
  return &g_array_index (self->values, Value, number);
}

/* Where it stands, or would. */
static guint32
find_place (const LfValues *self, const void *data, gsize size, guint32 hash)
{
  guint32 place = hash & (self->n_places - 1);

  while (self->places[place] != 0)
    {
      const Value *value = value_at (self, self->places[place]);

      if (value->hash == hash && value->size == size && memcmp (value->data, data, size) == 0)
        break;
      place = (place + 1) & (self->n_places - 1);
    }
  return place;
}

static void
grow (LfValues *self)
{
  g_free (self->places);
  self->n_places *= 2;
  self->places = g_new0 (guint32, self->n_places);
  for (guint32 number = 1; number < self->values->len; number++)
    {
      guint32 place = value_at (self, number)->hash & (self->n_places - 1);

      while (self->places[place] != 0)
        place = (place + 1) & (self->n_places - 1);
      self->places[place] = number;
    }
}

guint32
lf_values_add (LfValues *self, const void *data, gsize size)
{
  guint32 hash = hash_of (data, size), place = find_place (self, data, size, hash);
  Value value = { NULL, (guint32) size, hash };

  if (self->places[place] != 0)
    return self->places[place];
  value.data = g_string_chunk_insert_len (self->texts, data, (gssize) size);
  g_array_append_val (self->values, value);
  self->n_bytes += size + 1;
  self->places[place] = lf_values_last (self);
  if (self->values->len > self->n_places / 2)
    grow (self);
  return lf_values_last (self);
}

guint32
lf_values_find (const LfValues *self, const void *data, gsize size)
{
  return self->places[find_place (self, data, size, hash_of (data, size))];
}

guint32
lf_values_last (const LfValues *self)
{
  return self->values->len - 1;
}

const char *
lf_values_get (const LfValues *self, guint32 number, gsize *ret_size)
{
  const Value *value = value_at (self, number);

  if (ret_size != NULL)
    *ret_size = value->size;
  return value->data;
}

gsize
lf_values_size (const LfValues *self)
{
  return self->n_bytes + self->values->len * sizeof (Value) + self->n_places * sizeof (guint32);
}
