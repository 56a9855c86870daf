/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfTouched: SQLite tells each row that a transaction writes. */

#include "config.h"

#include "lf-touched.h"

#include "lf-store-private.h"

#define NUMBER "commits" /* a setting */
#define MOST_COMMITS 64  /* that are remembered */
#define MOST_ROWS 1000   /* of a commit: whoever wants to know of more reads all there is */

typedef struct
{
  const LfEntity *entity;
  gint64 row;
} Row;

typedef struct
{
  gint64 number;
  GArray *rows; /* (element-type Row) (nullable): too many */
} Commit;

struct _LfTouched
{
  LfDb *db;           /* this and the next four: the writer's */
  GHashTable *tables; /* (element-type utf8 LfEntity) */
  GArray *rows;       /* (element-type Row) (nullable): too many */
  gint64 number;      /* 0: the transaction has none */
  int n_before;       /* changes of the connection when it began */
  GMutex mutex;       /* of the next */
  GQueue commits;     /* (element-type Commit): the last one first */
};

static void
commit_free (gpointer data)
{
  Commit *commit = data;

  g_clear_pointer (&commit->rows, g_array_unref);
  g_free (commit);
}

LfTouched *
lf_touched_new (void)
{
  LfTouched *self = g_new0 (LfTouched, 1);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->commits);
  self->tables = g_hash_table_new (g_str_hash, g_str_equal);
  for (const LfEntity *const *each = lf_schema_entities (NULL); *each != NULL; each++)
    g_hash_table_insert (self->tables, (gpointer) (*each)->name, (gpointer) *each);
  return self;
}

void
lf_touched_free (LfTouched *self)
{
  g_queue_clear_full (&self->commits, commit_free);
  g_mutex_clear (&self->mutex);
  g_hash_table_unref (self->tables);
  g_clear_pointer (&self->rows, g_array_unref);
  g_free (self);
}

/* ---- The writer's ---- */

static void
on_row (void *data, int operation, const char *database, const char *table, sqlite3_int64 row)
{
  LfTouched *self = data;
  Row touched = { NULL, row };

  if (self->rows == NULL)
    return;
  touched.entity = g_hash_table_lookup (self->tables, table);
  if (touched.entity == NULL)
    return;
  if (self->rows->len < MOST_ROWS)
    g_array_append_val (self->rows, touched);
  else
    g_clear_pointer (&self->rows, g_array_unref);
}

void
lf_touched_watch (LfTouched *self, LfDb *db)
{
  sqlite3_update_hook (lf_db_handle (db), on_row, self);
}

void
lf_touched_begin (LfTouched *self, LfDb *db)
{
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->number = 0;
  self->n_before = sqlite3_total_changes (lf_db_handle (db));
}

gboolean
lf_touched_number (LfTouched *self, LfDb *db, GError **error)
{
  if (sqlite3_total_changes (lf_db_handle (db)) == self->n_before)
    return TRUE;
  if (!lf_touched_read_number (db, &self->number, error))
    return FALSE;
  self->number++;
  return lf_setting_set_number (db, NUMBER, self->number, error);
}

void
lf_touched_keep (LfTouched *self)
{
  Commit *commit;

  if (self->number == 0)
    return;
  commit = g_new0 (Commit, 1);
  *commit = (Commit){ self->number, g_steal_pointer (&self->rows) };
  g_mutex_lock (&self->mutex);
  g_queue_push_head (&self->commits, commit);
  if (g_queue_get_length (&self->commits) > MOST_COMMITS)
    commit_free (g_queue_pop_tail (&self->commits));
  g_mutex_unlock (&self->mutex);
}

/* ---- Readers' ---- */

gboolean
lf_touched_read_number (LfDb *db, gint64 *ret_number, GError **error)
{
  return lf_setting_get_number (db, NUMBER, 0, ret_number, error);
}

static void
add_rows (const Commit *commit, const LfEntity *entity, GArray *ret_rows, GPtrArray *ret_others)
{
  for (guint i = 0; i < commit->rows->len; i++)
    {
      const Row *row = &g_array_index (commit->rows, Row, i);

      if (row->entity == entity)
        g_array_append_val (ret_rows, row->row);
      else if (!g_ptr_array_find (ret_others, row->entity, NULL))
        g_ptr_array_add (ret_others, (gpointer) row->entity);
    }
}

gboolean
lf_touched_since (LfTouched *self,
                  gint64 since,
                  gint64 until,
                  const LfEntity *entity,
                  GArray *ret_rows,
                  GPtrArray *ret_others)
{
  gint64 n_known = 0;

  if (until < since)
    return FALSE;
  g_mutex_lock (&self->mutex);
  for (GList *l = self->commits.head; l != NULL; l = l->next)
    {
      const Commit *commit = l->data;

      if (commit->number <= since || commit->number > until || commit->rows == NULL)
        continue;
      n_known++;
      add_rows (commit, entity, ret_rows, ret_others);
    }
  g_mutex_unlock (&self->mutex);
  return n_known == until - since;
}
