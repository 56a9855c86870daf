/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What columns do not hold SQLite is asked for, once, and its answers are kept by row: after a
 * commit it is asked again of the records that were written alone, and of all of them only where
 * records of another kind that an answer goes by were written, too. */

#include "config.h"

#include "lf-column-set-private.h"

#include "lf-was.h"

#include <string.h>

#define MOST_ASKED_AGAIN 50 /* records: for more, all are as soon asked about when it is needed */

struct _LfAsked
{
  LfFilter *filter;
  GByteArray *is;      /* by row */
  GPtrArray *entities; /* (element-type LfEntity) (nullable): whose records it goes by beside the
                          own one; NULL: who knows */
};

struct _LfAmountsWas
{
  const LfField *field;
  LfDate day;
  GHashTable *amounts; /* (element-type gint64 LfMoney): by row */
};

void
lf_asked_free (LfAsked *self)
{
  g_clear_pointer (&self->filter, lf_filter_free);
  g_clear_pointer (&self->is, g_byte_array_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_free (self);
}

void
lf_amounts_was_free (LfAmountsWas *self)
{
  g_clear_pointer (&self->amounts, g_hash_table_unref);
  g_free (self);
}

/* ---- What an answer goes by ---- */

/* A name stands for the record that has it, and park<=X for what lies in it. */
static gboolean
goes_by_target (const LfFilter *filter)
{
  return filter->field->type == LF_VALUE_REFERENCE
         && (filter->op == LF_OP_LE || filter->op == LF_OP_CONTAINS
             || (filter->value != NULL && !lf_id_is_valid (filter->value)));
}

/* Other records refer to the one in question: what it is itself does not matter. */
static gboolean
is_about_others (const LfFilter *filter)
{
  return filter->kind == LF_FILTER_RELATED && filter->relation.is_theirs;
}

/* FALSE: it cannot be told. */
static gboolean
list_entities (const LfEntity *own, const LfFilter *filter, GPtrArray *entities)
{
  if (filter == NULL)
    return TRUE;
  switch (filter->kind)
    {
    case LF_FILTER_COMPARE:
      if (goes_by_target (filter))
        g_ptr_array_add (entities, (gpointer) lf_schema_find (filter->field->target));
      return filter->field->type != LF_VALUE_REFERENCE_SET
             && !(filter->field->flags & LF_FIELD_DERIVED);
    case LF_FILTER_RELATED:
      g_ptr_array_add (entities, (gpointer) filter->relation.entity);
      if (!is_about_others (filter))
        g_ptr_array_add (entities, (gpointer) own);
      return list_entities (filter->relation.entity, filter->left, entities);
    case LF_FILTER_SEARCH:
      return FALSE;
    case LF_FILTER_ALL:
    case LF_FILTER_AND:
    case LF_FILTER_OR:
    case LF_FILTER_NOT:
    case LF_FILTER_WAS:
    default:
      return list_entities (own, filter->left, entities)
             && list_entities (own, filter->right, entities);
    }
}

static gboolean
is_touched (const LfColumnSet *columns,
            const LfAsked *asked,
            const GArray *rows,
            const GPtrArray *others)
{
  if (asked->entities == NULL)
    return TRUE;
  for (guint i = 0; i < asked->entities->len; i++)
    {
      const LfEntity *entity = asked->entities->pdata[i];

      if (entity == columns->entity ? rows->len > 0
                                    : g_ptr_array_find ((GPtrArray *) others, entity, NULL))
        return TRUE;
    }
  return FALSE;
}

/* ---- Asking ---- */

static LfSql *
make_question (const LfColumnSet *self, const LfFilter *filter, gboolean is_of_one)
{
  g_autofree char *select
      = g_strdup_printf ("SELECT t.row FROM \"%s\" t WHERE %s", self->entity->name,
                         is_about_others (filter) ? "" : "t.deleted IS NULL AND ");
  LfSql *sql = lf_sql_new (select);

  sql->is_past = self->is_past;
  sql->is_of_one = is_of_one;
  lf_sql_add_filter (sql, self->entity, filter);
  return sql;
}

/* (transfer full): a statement with what is bound to it */
static char *
name_of (const LfSql *sql)
{
  GString *name = g_string_new (sql->text->str);

  for (guint i = 0; i < sql->values->len; i++)
    {
      g_autofree char *value = g_variant_print (sql->values->pdata[i], /* type_annotate= */ TRUE);

      g_string_append_printf (name, "\n%s", value);
    }
  return g_string_free (name, FALSE);
}

/* There is an answer for each row. */
static void
reach_rows (LfAsked *self, guint n_rows)
{
  guint before = self->is->len;

  if (n_rows <= before)
    return;
  g_byte_array_set_size (self->is, n_rows);
  memset (self->is->data + before, 0, n_rows - before);
}

static gboolean
read_rows (LfAsked *self, LfDb *db, LfSql *sql, GError **error)
{
  sqlite3_stmt *statement = lf_sql_prepare (sql, db, error);
  gboolean has_row = TRUE;

  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    self->is->data[sqlite3_column_int64 (statement, 0)] = TRUE;
  return !has_row;
}

static LfAsked *
asked_new (const LfEntity *entity, const LfFilter *filter, guint n_rows)
{
  LfAsked *self = g_new0 (LfAsked, 1);

  self->filter = lf_filter_copy (filter);
  self->is = g_byte_array_new ();
  reach_rows (self, n_rows);
  self->entities = g_ptr_array_new ();
  if (!list_entities (entity, filter, self->entities))
    g_clear_pointer (&self->entities, g_ptr_array_unref);
  return self;
}

const guint8 *
lf_column_set_ask (LfColumnSet *self, LfDb *db, const LfFilter *filter, GError **error)
{
  g_autoptr (LfSql) sql = make_question (self, filter, /* is_of_one= */ FALSE);
  g_autofree char *name = name_of (sql);
  LfAsked *asked = g_hash_table_lookup (self->asked, name);

  if (asked != NULL)
    return asked->is->data;
  asked = asked_new (self->entity, filter, self->n_rows);
  if (!read_rows (asked, db, sql, error))
    {
      lf_asked_free (asked);
      return NULL;
    }
  if (g_hash_table_size (self->asked) >= LF_COLUMN_SET_MOST_ASKED)
    g_hash_table_remove_all (self->asked);
  g_hash_table_insert (self->asked, g_steal_pointer (&name), asked);
  return asked->is->data;
}

GHashTable *
lf_column_set_was (
    LfColumnSet *self, LfDb *db, const LfField *field, const LfDate *day, GError **error)
{
  LfAmountsWas *was;
  GHashTable *amounts;

  for (guint i = 0; i < self->was->len; i++)
    {
      was = self->was->pdata[i];
      if (was->field == field && lf_date_compare (&was->day, day) == 0)
        return was->amounts;
    }
  amounts = lf_was_amounts (db, self->entity, field, day, error);
  if (amounts == NULL)
    return NULL;
  if (self->was->len >= LF_COLUMN_SET_MOST_ASKED)
    g_ptr_array_set_size (self->was, 0);
  was = g_new0 (LfAmountsWas, 1);
  *was = (LfAmountsWas){ field, *day, amounts };
  g_ptr_array_add (self->was, was);
  return amounts;
}

/* ---- After a commit ---- */

static gboolean
ask_again (LfColumnSet *self, LfDb *db, LfAsked *asked, const GArray *rows, GError **error)
{
  reach_rows (asked, self->n_rows);
  for (guint i = 0; i < rows->len && !is_about_others (asked->filter); i++)
    {
      g_autoptr (LfSql) sql = make_question (self, asked->filter, /* is_of_one= */ TRUE);
      gint64 row = g_array_index (rows, gint64, i);

      g_string_append (sql->text, " AND t.row = ?");
      lf_sql_bind (sql, g_variant_new_int64 (row));
      asked->is->data[row] = FALSE;
      if (!read_rows (asked, db, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
was_again (LfColumnSet *self, LfDb *db, const LfAmountsWas *was, const GArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!lf_was_read_amount_again (was->amounts, db, self->entity, was->field, &was->day,
                                   g_array_index (rows, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
lf_column_set_ask_again (
    LfColumnSet *self, LfDb *db, const GArray *rows, const GPtrArray *others, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  if (rows->len > MOST_ASKED_AGAIN)
    {
      g_hash_table_remove_all (self->asked);
      g_ptr_array_set_size (self->was, 0);
    }
  g_hash_table_iter_init (&iter, self->asked);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (is_touched (self, value, rows, others))
      g_hash_table_iter_remove (&iter);
    else if (!ask_again (self, db, value, rows, error))
      return FALSE;
  for (guint i = 0; i < self->was->len; i++)
    if (!was_again (self, db, self->was->pdata[i], rows, error))
      return FALSE;
  return TRUE;
}
