/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists in the order of several fields: the rows in the order of the last, then put by rank of the
 * one before, and so on. Those of one rank stay as they stood. */

#include "config.h"

#include "lf-store-list.h"

#include <string.h>

/* What a field's values come to: a number for each row, the same for the same value. */
typedef struct
{
  guint32 *by_row; /* from 1; 0: blank */
  guint32 n;
} Ranks;

static void
ranks_clear (Ranks *self)
{
  g_free (self->by_row);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Ranks, ranks_clear)

static LfSql *
values_sql (const LfLister *self, const LfField *field)
{
  const char *entity = lf_query_entity (self->query)->name;
  g_autofree char *index
      = lf_sql_is_indexed (field) ? lf_sql_index (lf_query_entity (self->query), field) : NULL;
  LfSql *sql = lf_sql_new ("SELECT t.row, ");

  lf_sql_add_order_column (sql, field);
  g_string_append_printf (sql->text, " FROM \"%s\" t", entity);
  if (index != NULL)
    g_string_append_printf (sql->text, " INDEXED BY \"%s\"", index);
  g_string_append (sql->text, " WHERE t.deleted IS NULL");
  if (lf_sql_is_sparse (field))
    g_string_append_printf (sql->text, " AND t.\"%s\" IS NOT NULL", field->name);
  g_string_append (sql->text, " ORDER BY 2");
  return sql;
}

/* Is the value of column 1 another than @last? Then it is in @last afterwards. */
static gboolean
is_next (sqlite3_stmt *statement, GByteArray *last, gboolean is_first)
{
  const guint8 *value = sqlite3_column_blob (statement, 1);
  guint length = (guint) sqlite3_column_bytes (statement, 1);

  if (!is_first && length == last->len && memcmp (value, last->data, length) == 0)
    return FALSE;
  g_byte_array_set_size (last, 0);
  g_byte_array_append (last, value, length);
  return TRUE;
}

static gboolean
rank_values (const LfLister *self, const LfField *field, Ranks *ret_ranks, GError **error)
{
  g_autoptr (LfSql) sql = values_sql (self, field);
  g_autoptr (GByteArray) last = g_byte_array_new ();
  sqlite3_stmt *statement = lf_sql_prepare (sql, self->db, error);
  gboolean has_row = TRUE;

  ret_ranks->by_row = g_new0 (guint32, (gsize) self->last_row + 1);
  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (row > self->last_row || sqlite3_column_type (statement, 1) == SQLITE_NULL)
        continue;
      if (is_next (statement, last, ret_ranks->n == 0))
        ret_ranks->n++;
      ret_ranks->by_row[row] = ret_ranks->n;
    }
  return !has_row;
}

static gboolean
rank (LfLister *self, const LfField *field, Ranks *ret_ranks, GError **error)
{
  return field->type == LF_VALUE_REFERENCE && lf_sql_is_indexed (field)
             ? lf_list_rank_references (self, field, &ret_ranks->by_row, &ret_ranks->n, error)
             : rank_values (self, field, ret_ranks, error);
}

/* Blanks come last in either direction. */
static GArray *
place (const GArray *rows, const Ranks *ranks, gboolean is_descending)
{
  g_autofree guint32 *ends = g_new0 (guint32, (gsize) ranks->n + 2);
  GArray *placed = g_array_sized_new (FALSE, FALSE, sizeof (gint64), rows->len);
  guint32 n = 0;

  for (guint i = 0; i < rows->len; i++)
    ends[ranks->by_row[g_array_index (rows, gint64, i)]]++;
  for (guint32 i = 1; i <= ranks->n; i++)
    {
      guint32 at = is_descending ? ranks->n + 1 - i : i, n_equal = ends[at];

      ends[at] = n;
      n += n_equal;
    }
  ends[0] = n;
  g_array_set_size (placed, rows->len);
  for (guint i = 0; i < rows->len; i++)
    {
      gint64 row = g_array_index (rows, gint64, i);

      g_array_index (placed, gint64, ends[ranks->by_row[row]]++) = row;
    }
  return placed;
}

GArray *
lf_list_place_by_sorts (LfLister *self, GArray *rows, GError **error)
{
  for (guint i = lf_query_n_sorts (self->query) - 1; i-- > 0;)
    {
      gboolean is_descending;
      const LfField *field = lf_query_sort_at (self->query, i, &is_descending);
      g_auto (Ranks) ranks = { 0 };
      GArray *placed;

      if (!rank (self, field, &ranks, error))
        {
          g_array_unref (rows);
          return NULL;
        }
      placed = place (rows, &ranks, is_descending);
      g_array_unref (rows);
      rows = placed;
    }
  return rows;
}
