/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfColumnSets. */

#include "config.h"

#include "lf-column-sets.h"

#define MOST_REFRESHED 2000 /* rows: of more all are read anew sooner */

typedef struct
{
  const LfEntity *entity;
  LfColumnSet *columns;
  gint64 number; /* of the last commit that is in them */
} Kept;

struct _LfColumnSets
{
  LfTouched *touched;
  GQueue all;          /* (element-type Kept): that taken last first */
  gint schema_version; /* tables as they were then */
  guint n_idle;
};

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->columns, lf_column_set_free);
  g_free (kept);
}

LfColumnSets *
lf_column_sets_new (LfTouched *touched)
{
  LfColumnSets *self = g_new0 (LfColumnSets, 1);

  self->touched = touched;
  g_queue_init (&self->all);
  return self;
}

void
lf_column_sets_free (LfColumnSets *self)
{
  g_queue_clear_full (&self->all, kept_free);
  g_free (self);
}

void
lf_column_sets_rest (LfColumnSets *self)
{
  if (++self->n_idle == LF_COLUMN_SETS_KEPT_FOR)
    g_queue_clear_full (&self->all, kept_free);
}

/* Another version of the program may have made the tables anew. */
static gboolean
check_tables (LfColumnSets *self, LfDb *db, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, "PRAGMA schema_version", error);
  gboolean has_row;
  int version;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  version = sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  if (version != self->schema_version)
    g_queue_clear_full (&self->all, kept_free);
  self->schema_version = version;
  return TRUE;
}

/* (transfer full): it stands in no list */
static Kept *
steal (LfColumnSets *self, const LfEntity *entity)
{
  for (GList *l = self->all.head; l != NULL; l = l->next)
    if (((Kept *) l->data)->entity == entity)
      {
        Kept *kept = l->data;

        g_queue_delete_link (&self->all, l);
        return kept;
      }
  return g_new0 (Kept, 1);
}

static void
shrink (LfColumnSets *self)
{
  gsize size = 0;

  for (GList *l = self->all.head; l != NULL; l = l->next)
    size += lf_column_set_size (((Kept *) l->data)->columns);
  while (size > LF_COLUMN_SET_MOST_BYTES && self->all.tail != NULL)
    {
      Kept *oldest = g_queue_pop_tail (&self->all);

      size -= lf_column_set_size (oldest->columns);
      kept_free (oldest);
    }
}

/* Brings @kept to the commit @number. */
static gboolean
bring_to (LfColumnSets *self, Kept *kept, LfDb *db, gint64 number, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  if (kept->columns != NULL && kept->number == number)
    return TRUE;
  if (kept->columns != NULL
      && lf_touched_since (self->touched, kept->number, number, kept->entity, rows, others)
      && rows->len <= MOST_REFRESHED)
    {
      kept->number = number;
      return lf_column_set_refresh (kept->columns, db, rows, others, error);
    }
  g_clear_pointer (&kept->columns, lf_column_set_free);
  kept->columns = lf_column_set_new (kept->entity, /* is_past= */ FALSE);
  kept->number = number;
  return TRUE;
}

LfColumnSet *
lf_column_sets_take (LfColumnSets *self, LfDb *db, const LfEntity *entity, GError **error)
{
  gint64 number;
  Kept *kept;

  self->n_idle = 0;
  if (!lf_touched_read_number (db, &number, error) || !check_tables (self, db, error))
    return NULL;
  kept = steal (self, entity);
  kept->entity = entity;
  shrink (self);
  if (!bring_to (self, kept, db, number, error))
    {
      kept_free (kept);
      return NULL;
    }
  g_queue_push_head (&self->all, kept);
  return kept->columns;
}
