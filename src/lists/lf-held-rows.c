/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Row objects by their rows. */

#include "config.h"

#include "lf-held-rows.h"

#define NOWHERE G_MAXUINT /* the position of a row that has left: behind all others */

struct _LfHeldRows
{
  GHashTable *by_row; /* gint64 → HeldRow */
};

typedef struct
{
  GHashTable *by_row;
  gint64 row;
  guint position;
  LfRow *object;   /* weak */
  guint64 request; /* that brought its record */
} HeldRow;

static void
on_row_gone (gpointer data, GObject *where_the_object_was)
{
  HeldRow *held = data;

  g_hash_table_remove (held->by_row, &held->row);
}

static void
let_go (HeldRow *held)
{
  g_object_weak_unref (G_OBJECT (held->object), on_row_gone, held);
  g_free (held);
}

LfHeldRows *
lf_held_rows_new (void)
{
  LfHeldRows *self = g_new (LfHeldRows, 1);

  self->by_row = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return self;
}

/* Returns: (element-type HeldRow): all of them, which are in no table any more */
static GPtrArray *
take_all (LfHeldRows *self)
{
  GPtrArray *all = g_ptr_array_sized_new (g_hash_table_size (self->by_row));
  GHashTableIter iter;
  gpointer held;

  g_hash_table_iter_init (&iter, self->by_row);
  while (g_hash_table_iter_next (&iter, NULL, &held))
    g_ptr_array_add (all, held);
  g_hash_table_steal_all (self->by_row);
  return all;
}

void
lf_held_rows_forget (LfHeldRows *self)
{
  g_autoptr (GPtrArray) all = take_all (self);

  g_ptr_array_foreach (all, (GFunc) (GCallback) let_go, NULL);
}

void
lf_held_rows_free (LfHeldRows *self)
{
  lf_held_rows_forget (self);
  g_hash_table_unref (self->by_row);
  g_free (self);
}

/* While a row goes up it stands at both places for a while, and is soon gone from the lower. */
LfRow *
lf_held_rows_hold (LfHeldRows *self, gint64 row, guint position)
{
  HeldRow *held = g_hash_table_lookup (self->by_row, &row);

  if (held != NULL)
    {
      held->position = MIN (held->position, position);
      return g_object_ref (held->object);
    }
  held = g_new (HeldRow, 1);
  *held = (HeldRow){ self->by_row, row, position, lf_row_new (row), 0 };
  g_object_weak_ref (G_OBJECT (held->object), on_row_gone, held);
  g_hash_table_insert (self->by_row, &held->row, held);
  return held->object;
}

void
lf_held_rows_take_record (LfHeldRows *self, LfRecord *record, guint64 request)
{
  gint64 row = lf_record_row (record);
  HeldRow *held = g_hash_table_lookup (self->by_row, &row);

  if (held == NULL || held->request > request)
    return;
  held->request = request;
  lf_row_set_record (held->object, record);
}

GArray *
lf_held_rows_get (LfHeldRows *self, gboolean is_only_missing)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_row);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const HeldRow *held = value;

      if (!is_only_missing || lf_row_get_record (held->object) == NULL)
        g_array_append_val (rows, held->row);
    }
  return rows;
}

void
lf_held_rows_shift (LfHeldRows *self, const LfRowPiece *piece)
{
  guint end = piece->position + piece->n_removed;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->by_row);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeldRow *held = value;

      if (held->position == NOWHERE || held->position < piece->position)
        continue;
      held->position
          = held->position < end ? NOWHERE : held->position - piece->n_removed + piece->n_added;
    }
}

/* ---- Another order ---- */

typedef struct
{
  gint64 row;
  LfRecord *record; /* (nullable) */
  guint64 request;
} Known;

static void
known_free (gpointer data)
{
  Known *known = data;

  g_clear_pointer (&known->record, lf_record_unref);
  g_free (known);
}

/* Returns: (element-type gint64 Known): what is known of the rows */
static GHashTable *
all_known (const GPtrArray *all)
{
  GHashTable *table = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, known_free);

  for (guint i = 0; i < all->len; i++)
    {
      const HeldRow *held = all->pdata[i];
      LfRecord *record = lf_row_get_record (held->object);
      Known *known = g_new (Known, 1);

      *known = (Known){ held->row, record == NULL ? NULL : lf_record_ref (record), held->request };
      g_hash_table_insert (table, &known->row, known);
    }
  return table;
}

static void
give_row (LfHeldRows *self, HeldRow *held, gint64 row, GHashTable *table, GPtrArray *changed)
{
  const Known *known = g_hash_table_lookup (table, &row);

  if (row != held->row)
    {
      g_ptr_array_add (changed, g_object_ref (held->object));
      held->request = known == NULL ? 0 : known->request;
      held->row = row;
      lf_row_set_row (held->object, row);
    }
  g_hash_table_insert (self->by_row, &held->row, held);
}

/* Whoever is told may let go of some of them: all have their rows before. */
void
lf_held_rows_give (LfHeldRows *self, const GArray *rows)
{
  g_autoptr (GPtrArray) all = take_all (self);
  g_autoptr (GHashTable) table = all_known (all);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      HeldRow *held = all->pdata[i];

      if (held->position < rows->len)
        give_row (self, held, g_array_index (rows, gint64, held->position), table, changed);
      else
        let_go (held);
    }
  for (guint i = 0; i < changed->len; i++)
    {
      gint64 row = lf_row_get_row (changed->pdata[i]);
      const Known *known = g_hash_table_lookup (table, &row);

      lf_row_set_record (changed->pdata[i], known == NULL ? NULL : known->record);
    }
}
