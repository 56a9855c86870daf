/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers under 64-bit keys: a table of places, each the newest entry of its key, which leads to
 * the ones before. */

#include "config.h"

#include "lf-key-map.h"

#define FIRST_PLACES 1024

typedef struct
{
  gint64 key;
  guint value;
  guint before; /* the entry of the same key that came before + 1, or 0 */
} Entry;

struct _LfKeyMap
{
  GArray *entries;
  guint *places; /* an entry's index + 1, or 0 */
  guint n_places;
  guint n_keys;
};

LfKeyMap *
lf_key_map_new (void)
{
  LfKeyMap *self = g_new0 (LfKeyMap, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->n_places = FIRST_PLACES;
  self->places = g_new0 (guint, self->n_places);
  return self;
}

void
lf_key_map_free (LfKeyMap *self)
{
  g_array_unref (self->entries);
  g_free (self->places);
  g_free (self);
}

static const Entry *
entry_at (const LfKeyMap *self, guint place)
{
  return &g_array_index (self->entries, Entry, place - 1);
}

/* Keys are hashes already. */
static guint *
place_of (const LfKeyMap *self, gint64 key)
{
  guint at = (guint) ((guint64) key >> 32) & (self->n_places - 1);

  while (self->places[at] != 0 && entry_at (self, self->places[at])->key != key)
    at = (at + 1) & (self->n_places - 1);
  return &self->places[at];
}

static void
make_room (LfKeyMap *self)
{
  g_autofree guint *old = NULL;
  guint n_old = self->n_places;

  if (self->n_keys < self->n_places / 2)
    return;
  old = g_steal_pointer (&self->places);
  self->n_places *= 2;
  self->places = g_new0 (guint, self->n_places);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      *place_of (self, entry_at (self, old[i])->key) = old[i];
}

void
lf_key_map_add (LfKeyMap *self, gint64 key, guint value)
{
  Entry entry = { key, value, 0 };
  guint *place;

  make_room (self);
  place = place_of (self, key);
  entry.before = *place;
  self->n_keys += *place == 0;
  g_array_append_val (self->entries, entry);
  *place = self->entries->len;
}

void
lf_key_map_find (const LfKeyMap *self, gint64 key, guint most, GArray *values)
{
  guint n = 0, place = *place_of (self, key);

  for (guint p = place; p != 0 && n < most; p = entry_at (self, p)->before)
    n++;
  g_array_set_size (values, n);
  while (n > 0)
    {
      g_array_index (values, guint, --n) = entry_at (self, place)->value;
      place = entry_at (self, place)->before;
    }
}
