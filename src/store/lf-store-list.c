/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Row numbers of lists: conditions as sets, order from an index. */

#include "config.h"

#include "lf-store-list.h"

#include "lf-search-text.h"

/* Filters of more parts are SQLite's business. */
#define MAX_PARTS 64

/* Of so small a part of all rows, each is looked up sooner than an index is read to its end. */
#define FEW 24

gboolean
lf_list_last_row (LfDb *db, const LfEntity *entity, gint64 *ret_row, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT max (row) FROM \"%s\"", entity->name);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  *ret_row = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* ---- Conditions ---- */

/* The search index leaves few records whose text is to be compared. */
static gboolean
is_narrowed (const LfFilter *filter)
{
  return filter->op == LF_OP_CONTAINS && filter->value != NULL
         && (filter->field->flags & LF_FIELD_SEARCHED) && lf_search_narrows (filter->value);
}

/* The index holds no text, only its key; and no option, only its place among them. */
static gboolean
is_in_index (const LfFilter *filter)
{
  const LfField *field = filter->field;

  if (is_narrowed (filter))
    return TRUE;
  if (!lf_sql_is_indexed (field))
    return FALSE;
  if (field->type == LF_VALUE_CHOICE)
    return filter->value != NULL && filter->op != LF_OP_CONTAINS;
  if (lf_sql_has_key (field))
    return filter->value != NULL && (filter->op == LF_OP_EQ || filter->op == LF_OP_NE);
  return TRUE;
}

static gboolean
has_few_parts (const LfFilter *filter, guint *n_parts)
{
  return filter == NULL
         || (++*n_parts <= MAX_PARTS && has_few_parts (filter->left, n_parts)
             && has_few_parts (filter->right, n_parts));
}

/* Whether no index knows anything of @filter. */
static gboolean
is_to_be_scanned (const LfFilter *filter)
{
  switch (filter->kind)
    {
    case LF_FILTER_AND:
    case LF_FILTER_OR:
      return is_to_be_scanned (filter->left) && is_to_be_scanned (filter->right);
    case LF_FILTER_NOT:
      return is_to_be_scanned (filter->left);
    case LF_FILTER_COMPARE:
      return !is_in_index (filter);
    case LF_FILTER_WAS:
      return TRUE;
    case LF_FILTER_SEARCH:
    case LF_FILTER_RELATED:
    case LF_FILTER_ALL:
    default:
      return FALSE;
    }
}

static LfRowSet *
read_statement (const LfLister *self, LfSql *sql, GError **error)
{
  g_autoptr (LfRowSet) set = lf_row_set_new (self->last_row);
  sqlite3_stmt *statement = lf_sql_prepare (sql, self->db, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    lf_row_set_add (set, sqlite3_column_int64 (statement, 0));
  return has_row ? NULL : g_steal_pointer (&set);
}

/* The live records in the order of @field, as their index holds them: all, or those with a value.
 */
static LfSql *
select_live (const LfLister *self, const LfField *field)
{
  const LfEntity *entity = lf_query_entity (self->query);
  g_autofree char *index = lf_sql_index (entity, field);
  g_autofree char *select = g_strdup_printf (
      "SELECT t.row FROM \"%s\" t INDEXED BY \"%s\" WHERE t.deleted IS NULL", entity->name, index);
  LfSql *sql = lf_sql_new (select);

  if (lf_sql_is_sparse (field))
    g_string_append_printf (sql->text, " AND t.\"%s\" IS NOT NULL", field->name);
  return sql;
}

/* One record after the other, as they lie on the disk: in the order of an index it takes many times
 * as long. */
static LfRowSet *
scan (const LfLister *self, const LfFilter *filter, GError **error)
{
  const LfEntity *entity = lf_query_entity (self->query);
  g_autofree char *select = g_strdup_printf (
      "SELECT t.row FROM \"%s\" t NOT INDEXED WHERE t.deleted IS NULL AND ", entity->name);
  g_autoptr (LfSql) sql = lf_sql_new (select);

  lf_sql_add_filter (sql, entity, filter);
  return read_statement (self, sql, error);
}

static LfSql *
select_found (const LfLister *self, const char *match)
{
  g_autofree char *select = g_strdup_printf (
      "SELECT t.row FROM \"%1$s_search\" s CROSS JOIN \"%1$s\" t ON t.row = s.rowid"
      " WHERE s.\"%1$s_search\" MATCH ?",
      lf_query_entity (self->query)->name);
  LfSql *sql = lf_sql_new (select);

  lf_sql_bind (sql, g_variant_new_string (match));
  return sql;
}

/* What is not equal is all that is not among the equal, blank or not; and what is blank is all that
 * is not in an index of those with a value. */
static LfRowSet *
read_comparison (const LfLister *self, const LfFilter *filter, GError **error)
{
  gboolean is_blank_of_sparse
      = filter->op == LF_OP_EQ && filter->value == NULL && lf_sql_is_sparse (filter->field);
  gboolean is_negated = is_blank_of_sparse || (filter->op == LF_OP_NE && filter->value != NULL);
  g_autofree char *match = is_narrowed (filter) ? lf_search_match (filter->value) : NULL;
  g_autoptr (LfSql) sql
      = match == NULL ? select_live (self, filter->field) : select_found (self, match);
  LfFilter positive = *filter;
  LfRowSet *set;

  if (is_negated)
    positive.op = is_blank_of_sparse ? LF_OP_NE : LF_OP_EQ;
  g_string_append (sql->text, " AND ");
  lf_sql_add_comparison (sql, &positive);
  set = read_statement (self, sql, error);
  if (set != NULL && is_negated)
    lf_row_set_invert (set);
  return set;
}

static LfSql *
select_rows_found (const LfLister *self, const char *match)
{
  g_autofree char *select
      = g_strdup_printf ("SELECT rowid FROM \"%1$s_search\" WHERE \"%1$s_search\" MATCH ?",
                         lf_query_entity (self->query)->name);
  LfSql *sql = lf_sql_new (select);

  lf_sql_bind (sql, g_variant_new_string (match));
  return sql;
}

static LfRowSet *
read_found (const LfLister *self, const char *words, GError **error)
{
  g_autofree char *match = lf_search_match (words);
  g_auto (GStrv) loose = lf_search_loose_terms (words);
  g_autoptr (LfSql) sql = NULL;
  LfRowSet *all;

  if (match != NULL)
    {
      sql = *loose == NULL ? select_rows_found (self, match) : select_found (self, match);
      lf_sql_add_held (sql, lf_query_entity (self->query), words);
      return read_statement (self, sql, error);
    }
  all = lf_row_set_new (self->last_row);
  lf_row_set_invert (all);
  return all;
}

/* By the ids that the related records refer to, or by the index of what refers to them; which is
 * one of live records. */
static LfRowSet *
read_related (const LfLister *self, const LfFilter *filter, GError **error)
{
  const LfEntity *entity = lf_query_entity (self->query);
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM \"%s\" t WHERE %s", entity->name,
                         filter->relation.is_theirs ? "" : "t.deleted IS NULL AND ");
  g_autoptr (LfSql) sql = lf_sql_new (select);

  lf_sql_add_filter (sql, entity, filter);
  return read_statement (self, sql, error);
}

static gboolean
are_few (const LfLister *self, const LfRowSet *set)
{
  return lf_row_set_count (set) <= self->last_row / FEW;
}

/* Of those in @set. */
static LfRowSet *
scan_few (const LfLister *self, const LfRowSet *set, const LfFilter *filter, GError **error)
{
  const LfEntity *entity = lf_query_entity (self->query);
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM json_each (?) j CROSS JOIN \"%s\" t ON t.row = j.value"
                         " WHERE t.deleted IS NULL AND ",
                         entity->name);
  g_autofree char *json = lf_row_set_to_json (set);
  g_autoptr (LfSql) sql = lf_sql_new (select);

  lf_sql_bind (sql, g_variant_new_string (json));
  lf_sql_add_filter (sql, entity, filter);
  return read_statement (self, sql, error);
}

/* All that @filter asks for at once: what an index knows, and what it does not. */
static void
find_conditions (const LfFilter *filter, GPtrArray *known, GPtrArray *scanned)
{
  if (is_to_be_scanned (filter))
    g_ptr_array_add (scanned, (gpointer) filter);
  else if (filter->kind != LF_FILTER_AND)
    g_ptr_array_add (known, (gpointer) filter);
  else
    {
      find_conditions (filter->left, known, scanned);
      find_conditions (filter->right, known, scanned);
    }
}

static LfRowSet *read_set (const LfLister *self, const LfFilter *filter, GError **error);

/* (nullable): @set (transfer full), NULL being all there are, without what @other has not */
static LfRowSet *
narrow (LfRowSet *set, LfRowSet *other /* (transfer full) (nullable): none without an error */)
{
  g_autoptr (LfRowSet) owned = set;
  g_autoptr (LfRowSet) narrower = other;

  if (set == NULL || other == NULL)
    return g_steal_pointer (&narrower);
  lf_row_set_intersect (set, other);
  return g_steal_pointer (&owned);
}

/* Where an index leaves few records, those alone are looked at for what no index knows. */
static LfRowSet *
read_conjunction (const LfLister *self, const LfFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GPtrArray) scanned = g_ptr_array_new ();
  LfRowSet *set = NULL;

  find_conditions (filter, known, scanned);
  for (guint i = 0; i < known->len; i++)
    {
      set = narrow (set, read_set (self, known->pdata[i], error));
      if (set == NULL)
        return NULL;
    }
  for (guint i = 0; i < scanned->len; i++)
    {
      set = narrow (set, are_few (self, set) ? scan_few (self, set, scanned->pdata[i], error)
                                             : scan (self, scanned->pdata[i], error));
      if (set == NULL)
        return NULL;
    }
  return set;
}

/* Deleted records may be in it: whoever reads the order leaves them out. */
static LfRowSet *
read_set (const LfLister *self, const LfFilter *filter, GError **error)
{
  g_autoptr (LfRowSet) set = NULL;
  g_autoptr (LfRowSet) other = NULL;

  if (is_to_be_scanned (filter))
    return scan (self, filter, error);
  if (filter->kind == LF_FILTER_COMPARE)
    return read_comparison (self, filter, error);
  if (filter->kind == LF_FILTER_RELATED)
    return read_related (self, filter, error);
  if (filter->kind == LF_FILTER_SEARCH || filter->kind == LF_FILTER_ALL)
    return read_found (self, filter->kind == LF_FILTER_ALL ? "" : filter->value, error);
  if (filter->kind == LF_FILTER_AND)
    return read_conjunction (self, filter, error);
  set = read_set (self, filter->left, error);
  if (set == NULL)
    return NULL;
  if (filter->kind == LF_FILTER_NOT)
    {
      lf_row_set_invert (set);
      return g_steal_pointer (&set);
    }
  other = read_set (self, filter->right, error);
  if (other == NULL)
    return NULL;
  lf_row_set_unite (set, other);
  return g_steal_pointer (&set);
}

/* ---- Order ---- */

static GArray *
read_order (const LfLister *self, LfSql *sql, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  sqlite3_stmt *statement = lf_sql_prepare (sql, self->db, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0);

      if (self->set == NULL || lf_row_set_has (self->set, row))
        g_array_append_val (rows, row);
    }
  return has_row ? NULL : g_steal_pointer (&rows);
}

/* Row by row, with all that SQLite can do. */
static GArray *
rows_by_sql (LfLister *self, GError **error)
{
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM \"%s\" t", lf_query_entity (self->query)->name);
  g_autoptr (LfSql) sql = lf_sql_new (select);

  lf_sql_add_where (sql, self->query);
  lf_sql_add_order (sql, self->query);
  return read_order (self, sql, error);
}

static GArray *
rows_of_few (LfLister *self, GError **error)
{
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM json_each (?) j CROSS JOIN \"%s\" t ON t.row = j.value"
                         " WHERE t.deleted IS NULL",
                         lf_query_entity (self->query)->name);
  g_autofree char *json = lf_row_set_to_json (self->set);
  g_autoptr (LfSql) sql = lf_sql_new (select);

  lf_sql_bind (sql, g_variant_new_string (json));
  lf_sql_add_order (sql, self->query);
  return read_order (self, sql, error);
}

static GArray *
rows_by_field (LfLister *self, const LfField *field, GError **error)
{
  g_autoptr (LfSql) sql = select_live (self, field);

  lf_sql_add_order (sql, self->query);
  return read_order (self, sql, error);
}

GArray *
lf_list_rows_by_rank (const LfLister *self,
                      const LfRowSet *live,
                      const guint32 *ranks,
                      guint32 n_ranks)
{
  g_autofree guint32 *ends = g_new0 (guint32, (gsize) n_ranks + 2);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_descending;
  guint32 n = 0;

  lf_query_sort (self->query, &is_descending);
  for (gint64 row = 1; row <= self->last_row; row++)
    if (lf_row_set_has (live, row))
      ends[ranks[row]]++;
  for (guint32 i = 1; i <= n_ranks; i++)
    {
      guint32 rank = is_descending ? n_ranks + 1 - i : i, n_equal = ends[rank];

      ends[rank] = n;
      n += n_equal;
    }
  g_array_set_size (rows, n + ends[0]);
  ends[0] = n;
  for (gint64 i = 1; i <= self->last_row; i++)
    {
      gint64 row = is_descending ? self->last_row + 1 - i : i;

      if (lf_row_set_has (live, row))
        g_array_index (rows, gint64, ends[ranks[row]]++) = row;
    }
  return rows;
}

/* The index of an amount goes on with its currency, which SQLite would sort all equals by row for.
 */
static GArray *
rows_by_money (LfLister *self, const LfField *field, GError **error)
{
  const char *entity = lf_query_entity (self->query)->name;
  g_autoptr (LfRowSet) live = lf_row_set_new (self->last_row);
  g_autofree guint32 *ranks = g_new0 (guint32, (gsize) self->last_row + 1);
  sqlite3_stmt *statement
      = lf_db_preparef (self->db, error,
                        "SELECT t.row, t.\"%2$s\" FROM \"%1$s\" t INDEXED BY \"%1$s_%2$s_live\""
                        " WHERE t.deleted IS NULL ORDER BY t.\"%2$s\"",
                        entity, field->name);
  guint32 n_ranks = 0;
  gint64 last = 0;
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (self->db, statement, &has_row, error) && has_row)
    {
      gint64 row = sqlite3_column_int64 (statement, 0), value = sqlite3_column_int64 (statement, 1);

      if (self->set != NULL && !lf_row_set_has (self->set, row))
        continue;
      lf_row_set_add (live, row);
      if (sqlite3_column_type (statement, 1) == SQLITE_NULL)
        continue;
      if (n_ranks == 0 || value != last)
        n_ranks++;
      last = value;
      ranks[row] = n_ranks;
    }
  return has_row ? NULL : lf_list_rows_by_rank (self, live, ranks, n_ranks);
}

/* Any index of live records says which those are; one of texts is large. */
static const LfField *
smallest_index (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (lf_sql_is_indexed (field) && !lf_sql_has_key (field) && !lf_sql_is_sparse (field))
      return field;
  return lf_entity_title (entity);
}

LfRowSet *
lf_list_live_rows (const LfLister *self, GError **error)
{
  g_autoptr (LfSql) sql = select_live (self, smallest_index (lf_query_entity (self->query)));

  return read_statement (self, sql, error);
}

static GArray *
rows_by_age (LfLister *self, GError **error)
{
  g_autoptr (LfRowSet) live = lf_list_live_rows (self, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (live == NULL)
    return NULL;
  if (self->set != NULL)
    lf_row_set_intersect (live, self->set);
  for (gint64 row = self->last_row; row >= 0; row--)
    if (lf_row_set_has (live, row))
      g_array_append_val (rows, row);
  return g_steal_pointer (&rows);
}

/* A few records may refer to some of very many, which need not all be read for that. */
static gboolean
is_reference_worth_it (LfLister *self, const LfField *field, gboolean *ret_is, GError **error)
{
  gint64 last_target;

  if (!lf_list_last_row (self->db, lf_schema_find (field->target), &last_target, error))
    return FALSE;
  *ret_is = last_target / 4 <= self->last_row;
  return TRUE;
}

static GArray *
rows_by_one (LfLister *self, GError **error)
{
  const LfField *sort = lf_query_sort (self->query, NULL);
  gboolean is_worth_it = FALSE;

  if (sort == NULL)
    return rows_by_age (self, error);
  if (!lf_sql_is_indexed (sort))
    return rows_by_sql (self, error);
  if (sort->type == LF_VALUE_MONEY)
    return rows_by_money (self, sort, error);
  if (sort->type != LF_VALUE_REFERENCE)
    return rows_by_field (self, sort, error);
  if (!is_reference_worth_it (self, sort, &is_worth_it, error))
    return NULL;
  return is_worth_it ? lf_list_rows_by_reference (self, error) : rows_by_sql (self, error);
}

static GArray *
rows_by_many (LfLister *self, GError **error)
{
  g_autoptr (LfQuery) last = lf_query_of_last_sort (self->query);
  LfLister by_last = { self->db, last, self->last_row, self->set };
  GArray *rows = rows_by_one (&by_last, error);

  return rows == NULL ? NULL : lf_list_place_by_sorts (self, rows, error);
}

static GArray *
rows_of_set (LfLister *self, GError **error)
{
  if (self->set != NULL && are_few (self, self->set))
    return rows_of_few (self, error);
  return lf_query_n_sorts (self->query) > 1 ? rows_by_many (self, error)
                                            : rows_by_one (self, error);
}

static LfRowSet *
set_of (const LfLister *self, const GArray *rows)
{
  LfRowSet *set = lf_row_set_new (self->last_row);

  for (guint i = 0; i < rows->len; i++)
    lf_row_set_add (set, g_array_index (rows, gint64, i));
  return set;
}

/* Days that are past have views in the place of tables, and those no indexes. */
GArray *
lf_list_rows (LfDb *db, const LfQuery *query, GError **error)
{
  const LfFilter *filter = lf_query_filter (query);
  g_autoptr (LfRowSet) set = NULL;
  g_autoptr (LfRowSet) chosen = NULL;
  LfLister self = { db, query, 0, NULL };
  guint n_parts = 0;

  if (lf_query_as_of (query) != NULL || !has_few_parts (filter, &n_parts))
    return rows_by_sql (&self, error);
  if (!lf_list_last_row (db, lf_query_entity (query), &self.last_row, error))
    return NULL;
  if (filter != NULL && filter->kind != LF_FILTER_ALL)
    {
      self.set = set = read_set (&self, filter, error);
      if (set == NULL)
        return NULL;
    }
  if (lf_query_rows (query) != NULL)
    {
      chosen = set_of (&self, lf_query_rows (query));
      if (set != NULL)
        lf_row_set_intersect (chosen, set);
      self.set = chosen;
    }
  return rows_of_set (&self, error);
}
