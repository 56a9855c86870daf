/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much the outbox would change for others (G13). */

#include "config.h"

#include "lf-store-private.h"

#define AGREED "mass-agreed" /* setting: the newest change that a person let go out with others */

typedef struct
{
  gint64 n; /* of the journal */
  char *id;
  char *undoes; /* (nullable) */
} Pending;

static void
pending_clear (gpointer data)
{
  Pending *pending = data;

  g_free (pending->id);
  g_free (pending->undoes);
}

/* Oldest first. What is offered again to a restored server (G14) was sent before. */
static GArray *
read_pending (LfDb *db, gint64 after, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (Pending));
  sqlite3_stmt *statement
      = lf_db_prepare (db,
                       "SELECT n, id, undoes FROM outbox JOIN change ON n = outbox.change"
                       " WHERE again = 0 AND n > ? ORDER BY n",
                       error);
  gboolean has_row = TRUE;

  g_array_set_clear_func (all, pending_clear);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, after);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      Pending pending = { sqlite3_column_int64 (statement, 0), lf_db_id (statement, 1),
                          lf_db_id (statement, 2) };

      g_array_append_val (all, pending);
    }
  return has_row ? NULL : g_steal_pointer (&all);
}

/* Numbers (element-type gint64) of those that do something in the end: a change and the one that
 * took it back do nothing together. The newest decide first, for a redo takes back an undo. */
static GArray *
leave_out_undone (const GArray *all)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) undone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    g_hash_table_add (here, g_array_index (all, Pending, i).id);
  for (guint i = all->len; i-- > 0;)
    {
      const Pending *pending = &g_array_index (all, Pending, i);

      if (g_hash_table_contains (undone, pending->id))
        continue;
      if (pending->undoes != NULL && g_hash_table_contains (here, pending->undoes))
        g_hash_table_add (undone, pending->undoes);
      else
        g_array_prepend_val (rest, pending->n);
    }
  return rest;
}

/* What a record made here goes through before anybody has seen it is part of its creation. */
#define TOUCHED                                                                                    \
  "SELECT id, entity, kind FROM change_record t WHERE change = ? AND NOT is_new AND NOT EXISTS"    \
  " (SELECT 1 FROM change_record m JOIN outbox o ON o.change = m.change"                           \
  "  WHERE m.id = t.id AND m.is_new) ORDER BY t.rowid"

/* @touched: id → LfOpKind: what is done to it in the end */
static gboolean
note_touched (LfDb *db, gint64 n, GHashTable *touched, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, TOUCHED, error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, n);
  while (lf_db_step (db, statement, &has_row, error) && has_row)
    {
      g_autofree char *id = lf_db_id (statement, 0);
      const LfEntity *entity = lf_schema_find ((const char *) sqlite3_column_text (statement, 1));
      int kind = sqlite3_column_int (statement, 2);

      if (entity != NULL && entity->made_by_server)
        continue; /* what is said about a conflict comes with the edit that settles it */
      if (kind != LF_OP_PUT || !g_hash_table_contains (touched, id))
        g_hash_table_replace (touched, g_steal_pointer (&id), GINT_TO_POINTER (kind));
    }
  return !has_row;
}

static gboolean
count_held (LfDb *db, gint64 *ret_n, GError **error)
{
  gint64 n = 0;

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    {
      sqlite3_stmt *statement
          = lf_db_preparef (db, error, "SELECT count (*) FROM \"%s\"", (*entities)->name);
      gboolean has_row;

      if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
        return FALSE;
      n += (*entities)->made_by_server ? 0 : sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  *ret_n = n;
  return TRUE;
}

static gpointer
weigh (LfDb *db, gpointer data, GError **error)
{
  LfPendingMass *mass = data;
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *agreed = NULL;
  g_autoptr (GArray) all = NULL;
  g_autoptr (GArray) rest = NULL;
  GHashTableIter iter;
  gpointer kind;

  if (!lf_setting_get (db, AGREED, &agreed, error))
    return NULL;
  all = read_pending (db, agreed == NULL ? 0 : g_ascii_strtoll (agreed, NULL, 10), error);
  if (all == NULL)
    return NULL;
  rest = leave_out_undone (all);
  for (guint i = 0; i < rest->len; i++)
    if (!note_touched (db, g_array_index (rest, gint64, i), touched, error))
      return NULL;
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, NULL, &kind))
    if (GPOINTER_TO_INT (kind) == LF_OP_DELETE)
      mass->n_deleted++;
    else
      mass->n_edited++;
  if (all->len > 0)
    mass->newest = g_array_index (all, Pending, all->len - 1).n;
  return g_hash_table_size (touched) == 0 || count_held (db, &mass->n_held, error) ? LF_DONE : NULL;
}

gboolean
lf_store_weigh_pending_sync (LfStore *self, LfPendingMass *ret_mass, GError **error)
{
  *ret_mass = (LfPendingMass){ 0 };
  return lf_store_read (self, weigh, ret_mass, error) != NULL;
}

gboolean
lf_store_agree_pending_sync (LfStore *self, gint64 newest, GError **error)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, newest);

  return lf_store_set_setting_sync (self, AGREED, number, error);
}
