/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists by what their records refer to. The index of the reference and the ids of the targets are
 * in the same order, so one pass over both tells every row's target; one pass over the titles tells
 * every target's rank; then the rows are counted into place. */

#include "config.h"

#include "lf-store-list.h"

#include <string.h>

typedef struct
{
  LfLister *lister;
  const LfField *field;
  const LfEntity *target;
  gint64 last_target;
  LfRowSet *live;
  guint32 *targets; /* by row: that of its target, 0: none */
  guint32 *ranks;   /* by row of a target, from 1; 0: none, or blank */
  guint32 n_ranks;
} References;

static void
references_clear (References *self)
{
  g_clear_pointer (&self->live, lf_row_set_free);
  g_free (self->targets);
  g_free (self->ranks);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (References, references_clear)

/* ---- Every row's target ---- */

static int
compare_ids (sqlite3_stmt *a, sqlite3_stmt *b)
{
  const void *first = sqlite3_column_blob (a, 0), *second = sqlite3_column_blob (b, 0);
  int n_first = sqlite3_column_bytes (a, 0), n_second = sqlite3_column_bytes (b, 0);
  int order = memcmp (first, second, (gsize) MIN (n_first, n_second));

  return order != 0 ? order : n_first - n_second;
}

static gboolean
merge (References *self, sqlite3_stmt *rows, sqlite3_stmt *targets, GError **error)
{
  LfDb *db = self->lister->db;
  gboolean has_row = TRUE, has_target = TRUE;

  if (!lf_db_step (db, targets, &has_target, error))
    return FALSE;
  while (lf_db_step (db, rows, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (rows, 1);
      int order = 1;

      lf_row_set_add (self->live, row);
      if (sqlite3_column_type (rows, 0) == SQLITE_NULL)
        continue;
      while (has_target && (order = compare_ids (rows, targets)) > 0)
        if (!lf_db_step (db, targets, &has_target, error))
          return FALSE;
      if (has_target && order == 0)
        self->targets[row] = (guint32) sqlite3_column_int64 (targets, 1);
    }
  sqlite3_reset (targets);
  return !has_row;
}

static gboolean
find_targets (References *self, GError **error)
{
  LfDb *db = self->lister->db;
  const LfEntity *entity = lf_query_entity (self->lister->query);
  g_autofree char *index = lf_sql_index (entity, self->field);
  g_autofree char *filled = lf_sql_is_sparse (self->field)
                                ? g_strdup_printf (" AND t.\"%s\" IS NOT NULL", self->field->name)
                                : g_strdup ("");
  sqlite3_stmt *rows
      = lf_db_preparef (db, error,
                        "SELECT t.\"%2$s\", t.row FROM \"%1$s\" t INDEXED BY \"%3$s\""
                        " WHERE t.deleted IS NULL%4$s ORDER BY t.\"%2$s\"",
                        entity->name, self->field->name, index, filled);
  sqlite3_stmt *targets = rows == NULL
                              ? NULL
                              : lf_db_preparef (db, error, "SELECT id, row FROM \"%s\" ORDER BY id",
                                                self->target->name);

  return targets != NULL && merge (self, rows, targets, error);
}

/* ---- Every target's rank ---- */

/* Of the live ones, and of the deleted ones among @deleted, which no index of titles holds. */
static LfSql *
titles_sql (const References *self, const LfRowSet *deleted)
{
  const LfField *title = lf_entity_title (self->target);
  const char *name = self->target->name;
  LfSql *sql = lf_sql_new ("SELECT r.row, ");
  g_autofree char *json = NULL;

  lf_sql_append_order (sql->text, title, "r.");
  g_string_append_printf (sql->text, " FROM \"%1$s\" r INDEXED BY \"%1$s_%2$s_live\"", name,
                          title->name);
  g_string_append (sql->text, " WHERE r.deleted IS NULL");
  if (deleted != NULL)
    {
      json = lf_row_set_to_json (deleted);
      g_string_append (sql->text, " UNION ALL SELECT r.row, ");
      lf_sql_append_order (sql->text, title, "r.");
      g_string_append_printf (sql->text,
                              " FROM json_each (?) j CROSS JOIN \"%s\" r ON r.row = j.value"
                              " WHERE r.deleted IS NOT NULL",
                              name);
      lf_sql_bind (sql, g_variant_new_string (json));
    }
  g_string_append (sql->text, " ORDER BY 2");
  return sql;
}

/* Those of one title have one rank. */
static gboolean
rank_targets (References *self, const LfRowSet *deleted, GError **error)
{
  LfDb *db = self->lister->db;
  g_autoptr (LfSql) sql = titles_sql (self, deleted);
  g_autoptr (GByteArray) last = g_byte_array_new ();
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  self->n_ranks = 0;
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    {
      const guint8 *title = sqlite3_column_blob (statement, 1);
      guint length = (guint) sqlite3_column_bytes (statement, 1);

      if (sqlite3_column_type (statement, 1) == SQLITE_NULL)
        continue;
      if (self->n_ranks == 0 || length != last->len || memcmp (title, last->data, length) != 0)
        {
          self->n_ranks++;
          g_byte_array_set_size (last, 0);
          g_byte_array_append (last, title, length);
        }
      self->ranks[sqlite3_column_int64 (statement, 0)] = self->n_ranks;
    }
  return !has_row;
}

/* Deleted ones are few; only a list that refers to some pays for them. */
static gboolean
rank_deleted_targets (References *self, GError **error)
{
  g_autoptr (LfRowSet) deleted = lf_row_set_new (self->last_target);
  gboolean is_any = FALSE;

  for (gint64 row = 1; row <= self->lister->last_row; row++)
    if (self->targets[row] != 0 && self->ranks[self->targets[row]] == 0)
      {
        lf_row_set_add (deleted, self->targets[row]);
        is_any = TRUE;
      }
  return !is_any || rank_targets (self, deleted, error);
}

/* A row's rank takes the place of its target. */
static void
rank_rows (References *self)
{
  for (gint64 row = 1; row <= self->lister->last_row; row++)
    self->targets[row] = self->ranks[self->targets[row]];
}

static gboolean
rank_all (References *self, GError **error)
{
  LfLister *lister = self->lister;

  if (!lf_list_last_row (lister->db, self->target, &self->last_target, error))
    return FALSE;
  self->live = lf_sql_is_sparse (self->field) ? lf_list_live_rows (lister, error)
                                              : lf_row_set_new (lister->last_row);
  if (self->live == NULL)
    return FALSE;
  self->targets = g_new0 (guint32, (gsize) lister->last_row + 1);
  self->ranks = g_new0 (guint32, (gsize) self->last_target + 1);
  if (!find_targets (self, error) || !rank_targets (self, NULL, error)
      || !rank_deleted_targets (self, error))
    return FALSE;
  rank_rows (self);
  return TRUE;
}

gboolean
lf_list_rank_references (
    LfLister *self, const LfField *field, guint32 **ret_ranks, guint32 *ret_n_ranks, GError **error)
{
  g_auto (References) references = { self, field, lf_schema_find (field->target) };

  if (!rank_all (&references, error))
    return FALSE;
  *ret_ranks = g_steal_pointer (&references.targets);
  *ret_n_ranks = references.n_ranks;
  return TRUE;
}

GArray *
lf_list_rows_by_reference (LfLister *self, GError **error)
{
  const LfField *field = lf_query_sort (self->query, NULL);
  g_auto (References) references = { self, field, lf_schema_find (field->target) };

  if (!rank_all (&references, error))
    return NULL;
  if (self->set != NULL)
    lf_row_set_intersect (references.live, self->set);
  return lf_list_rows_by_rank (self, references.live, references.targets, references.n_ranks);
}
