/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading fields into columns. */

#include "config.h"

#include "lf-column-set-private.h"

#include <math.h>
#include <string.h>

/* ---- One column ---- */

static LfFieldColumn *
column_new (const LfFieldColumnOf *of)
{
  LfFieldColumn *self = g_new0 (LfFieldColumn, 1);

  self->of = *of;
  if (of->held_as == LF_HELD_CODES)
    self->values = lf_values_new ();
  else if (of->held_as == LF_HELD_MONEY)
    self->currencies = lf_values_new ();
  return self;
}

static void
column_free (gpointer data)
{
  LfFieldColumn *self = data;

  g_free (self->codes);
  g_clear_pointer (&self->values, lf_values_free);
  g_free (self->numbers);
  g_free (self->minors);
  g_free (self->marks);
  g_clear_pointer (&self->currencies, lf_values_free);
  g_free (self);
}

static void
column_make_room (LfFieldColumn *self, guint room)
{
  switch (self->of.held_as)
    {
    case LF_HELD_NUMBERS:
      self->numbers = g_renew (double, self->numbers, room);
      break;
    case LF_HELD_MONEY:
      self->minors = g_renew (gint64, self->minors, room);
      self->marks = g_renew (guint16, self->marks, room);
      break;
    case LF_HELD_CODES:
    default:
      self->codes = g_renew (guint32, self->codes, room);
      break;
    }
}

static void
column_blank (LfFieldColumn *self, guint first, guint behind)
{
  for (guint row = first; row < behind; row++)
    switch (self->of.held_as)
      {
      case LF_HELD_NUMBERS:
        self->numbers[row] = NAN;
        break;
      case LF_HELD_MONEY:
        self->minors[row] = 0;
        self->marks[row] = 0;
        break;
      case LF_HELD_CODES:
      default:
        self->codes[row] = 0;
        break;
      }
}

static guint
n_in_select (const LfFieldColumn *self)
{
  return self->of.held_as == LF_HELD_MONEY ? 3 : 1;
}

static void
column_take_money (LfFieldColumn *self, guint row, sqlite3_stmt *statement, int at)
{
  guint32 currency = lf_values_add (self->currencies, sqlite3_column_text (statement, at + 1),
                                    (gsize) sqlite3_column_bytes (statement, at + 1));

  self->minors[row] = sqlite3_column_int64 (statement, at);
  self->marks[row] = (guint16) (2 * currency + (sqlite3_column_int (statement, at + 2) != 0));
}

/* What is NULL stays blank. */
static void
column_take (LfFieldColumn *self, guint row, sqlite3_stmt *statement, int at)
{
  gboolean is_bytes = self->of.field->type == LF_VALUE_REFERENCE;
  const void *data;

  if (sqlite3_column_type (statement, at) == SQLITE_NULL)
    return;
  if (self->of.held_as == LF_HELD_MONEY)
    column_take_money (self, row, statement, at);
  else if (self->of.held_as == LF_HELD_NUMBERS)
    self->numbers[row] = sqlite3_column_double (statement, at);
  else
    {
      data = is_bytes ? sqlite3_column_blob (statement, at)
                      : (const void *) sqlite3_column_text (statement, at);
      self->codes[row]
          = lf_values_add (self->values, data, (gsize) sqlite3_column_bytes (statement, at));
    }
}

static gsize
column_size (const LfFieldColumn *self, guint room)
{
  if (self->of.held_as == LF_HELD_NUMBERS)
    return room * sizeof *self->numbers;
  if (self->of.held_as == LF_HELD_MONEY)
    return room * (sizeof *self->minors + sizeof *self->marks);
  return room * sizeof *self->codes + lf_values_size (self->values);
}

char *
lf_field_column_value (const LfFieldColumn *self, guint32 code)
{
  gsize size;
  const char *data = lf_values_get (self->values, code, &size);

  if (code == 0)
    return NULL;
  if (self->of.field->type != LF_VALUE_REFERENCE)
    return g_strdup (data);
  return size == LF_ID_BYTES ? lf_id_from_bytes ((const guint8 *) data) : NULL;
}

/* ---- Which there are ---- */

static gboolean
is_same (const LfFieldColumnOf *a, const LfFieldColumnOf *b)
{
  return a->via == b->via && a->field == b->field && a->held_as == b->held_as;
}

void
lf_column_set_want (GArray *wanted, const LfFieldColumnOf *of)
{
  for (guint i = 0; i < wanted->len; i++)
    if (is_same (&g_array_index (wanted, LfFieldColumnOf, i), of))
      return;
  g_array_append_vals (wanted, of, 1);
}

static LfFieldColumn *
find_column (const LfColumnSet *self, const LfFieldColumnOf *of)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (is_same (&((LfFieldColumn *) self->columns->pdata[i])->of, of))
      return self->columns->pdata[i];
  return NULL;
}

const LfFieldColumn *
lf_column_set_get (const LfColumnSet *self, const LfFieldColumnOf *of)
{
  const LfFieldColumn *column = find_column (self, of);

  g_assert (column != NULL);
  return column;
}

LfColumnSet *
lf_column_set_new (const LfEntity *entity, gboolean is_past)
{
  LfColumnSet *self = g_new0 (LfColumnSet, 1);

  self->entity = entity;
  self->is_past = is_past;
  self->columns = g_ptr_array_new_with_free_func (column_free);
  self->asked
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_asked_free);
  self->was = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_amounts_was_free);
  return self;
}

void
lf_column_set_free (LfColumnSet *self)
{
  g_ptr_array_unref (self->columns);
  g_hash_table_unref (self->asked);
  g_ptr_array_unref (self->was);
  g_free (self->is_live);
  g_free (self);
}

gsize
lf_column_set_size (const LfColumnSet *self)
{
  gsize size = self->room + (gsize) g_hash_table_size (self->asked) * self->n_rows;

  for (guint i = 0; i < self->columns->len; i++)
    size += column_size (self->columns->pdata[i], self->room);
  return size;
}

/* ---- Reading ---- */

/* There is a row @row, too, from now on. */
static void
reach_row (LfColumnSet *self, GPtrArray *columns, guint row)
{
  guint before = self->n_rows;

  if (row < before)
    return;
  if (row >= self->room)
    {
      self->room = MAX (row + 1, self->room + self->room / 2);
      self->is_live = g_renew (guint8, self->is_live, self->room);
      for (guint i = 0; i < columns->len; i++)
        column_make_room (columns->pdata[i], self->room);
    }
  self->n_rows = row + 1;
  memset (self->is_live + before, 0, self->n_rows - before);
  for (guint i = 0; i < columns->len; i++)
    column_blank (columns->pdata[i], before, self->n_rows);
}

static void
append_column (GString *sql, const LfFieldColumn *column)
{
  const LfField *via = column->of.via;
  g_autofree char *own = lf_sql_column (column->of.field, via == NULL ? "t." : "r.");

  if (via != NULL)
    g_string_append_printf (sql, ", (SELECT %s FROM \"%s\" r WHERE r.id = t.\"%s\")", own,
                            via->target, via->name);
  else
    g_string_append_printf (sql, ", %s", own);
  if (column->of.held_as == LF_HELD_MONEY)
    g_string_append_printf (sql, ", t.\"%1$s_currency\", t.\"%1$s_qualifier\"",
                            column->of.field->name);
}

/* (transfer full): the values of the live records in the order they lie in, which no index has
 * ("+") */
static char *
select_columns (const LfColumnSet *self, const GPtrArray *columns)
{
  GString *sql = g_string_new ("SELECT t.row");

  for (guint i = 0; i < columns->len; i++)
    append_column (sql, columns->pdata[i]);
  g_string_append_printf (sql, " FROM \"%s\" t WHERE +t.deleted IS NULL", self->entity->name);
  return g_string_free (sql, FALSE);
}

static void
take_row (LfColumnSet *self, const GPtrArray *columns, sqlite3_stmt *statement)
{
  guint row = (guint) sqlite3_column_int64 (statement, 0);
  int at = 1;

  self->is_live[row] = TRUE;
  for (guint i = 0; i < columns->len; i++)
    {
      LfFieldColumn *column = columns->pdata[i];

      column_take (column, row, statement, at);
      at += (int) n_in_select (column);
    }
}

static gboolean
find_last_row (LfColumnSet *self, LfDb *db, GError **error)
{
  sqlite3_stmt *statement
      = lf_db_preparef (db, error, "SELECT max (row) FROM \"%s\"", self->entity->name);
  gboolean has_row;

  if (statement == NULL || !lf_db_step (db, statement, &has_row, error))
    return FALSE;
  reach_row (self, self->columns, (guint) sqlite3_column_int64 (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

/* All but those of @wanted go when they take too much. */
static void
bound (LfColumnSet *self, const GArray *wanted)
{
  if (lf_column_set_size (self) <= LF_COLUMN_SET_MOST_BYTES)
    return;
  for (guint i = self->columns->len; i-- > 0;)
    {
      const LfFieldColumn *column = self->columns->pdata[i];
      guint k = 0;

      while (k < wanted->len && !is_same (&g_array_index (wanted, LfFieldColumnOf, k), &column->of))
        k++;
      if (k == wanted->len)
        g_ptr_array_remove_index_fast (self->columns, i);
    }
}

/* What groups records, or says when. */
static gboolean
is_often_asked_about (const LfField *field)
{
  return (field->type == LF_VALUE_CHOICE || field->type == LF_VALUE_REFERENCE
          || field->type == LF_VALUE_DATE)
         && !(field->flags & LF_FIELD_DERIVED);
}

static gboolean
is_missing (const GPtrArray *missing, const LfFieldColumnOf *of)
{
  for (guint i = 0; i < missing->len; i++)
    if (is_same (&((const LfFieldColumn *) missing->pdata[i])->of, of))
      return TRUE;
  return FALSE;
}

/* Most of a pass over the records is the pass: who asks about them a second time is likely to ask
 * on, so it takes along what he may ask about, where there is room. */
static void
add_likely (LfColumnSet *self, GPtrArray *missing)
{
  gsize room = LF_COLUMN_SET_MOST_BYTES / 2, size = lf_column_set_size (self);

  if (self->columns->len == 0 || self->is_past)
    return;
  for (const LfField *field = self->entity->fields; field->name != NULL; field++)
    {
      const LfFieldColumnOf of = { NULL, field, LF_HELD_CODES };

      if (!is_often_asked_about (field) || find_column (self, &of) != NULL
          || is_missing (missing, &of)
          || size + (missing->len + 1) * sizeof (guint32) * self->room > room)
        continue;
      g_ptr_array_add (missing, column_new (&of));
    }
}

gboolean
lf_column_set_read (LfColumnSet *self, LfDb *db, const GArray *wanted, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (column_free);
  g_autofree char *sql = NULL;
  sqlite3_stmt *statement;
  gboolean has_row = TRUE;

  for (guint i = 0; i < wanted->len; i++)
    if (find_column (self, &g_array_index (wanted, LfFieldColumnOf, i)) == NULL)
      g_ptr_array_add (missing, column_new (&g_array_index (wanted, LfFieldColumnOf, i)));
  if (missing->len == 0 && self->knows_live)
    return TRUE;
  bound (self, wanted);
  if (!self->knows_live && !find_last_row (self, db, error))
    return FALSE;
  add_likely (self, missing);
  for (guint i = 0; i < missing->len; i++)
    {
      column_make_room (missing->pdata[i], self->room);
      column_blank (missing->pdata[i], 0, self->n_rows);
    }
  sql = select_columns (self, missing);
  statement = lf_db_prepare (db, sql, error);
  while (statement != NULL && lf_db_step (db, statement, &has_row, error) && has_row)
    take_row (self, missing, statement);
  if (has_row)
    return FALSE;
  self->knows_live = TRUE;
  g_ptr_array_extend_and_steal (self->columns, g_steal_pointer (&missing));
  return TRUE;
}

/* Values of records that the own ones refer to. */
static void
forget_others (LfColumnSet *self, const GArray *rows, const GPtrArray *others)
{
  for (guint i = self->columns->len; i-- > 0;)
    {
      const LfField *via = ((LfFieldColumn *) self->columns->pdata[i])->of.via;
      const LfEntity *target = via == NULL ? NULL : lf_schema_find (via->target);

      if (via != NULL
          && (target == self->entity ? rows->len > 0
                                     : g_ptr_array_find ((GPtrArray *) others, target, NULL)))
        g_ptr_array_remove_index_fast (self->columns, i);
    }
}

static gboolean
refresh_row (LfColumnSet *self, LfDb *db, const char *sql, guint row, GError **error)
{
  sqlite3_stmt *statement = lf_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, row);
  if (!lf_db_step (db, statement, &has_row, error))
    return FALSE;
  reach_row (self, self->columns, row);
  self->is_live[row] = FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    column_blank (self->columns->pdata[i], row, row + 1);
  if (has_row)
    take_row (self, self->columns, statement);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_column_set_refresh (
    LfColumnSet *self, LfDb *db, const GArray *rows, const GPtrArray *others, GError **error)
{
  g_autofree char *select = NULL;
  g_autofree char *sql = NULL;

  forget_others (self, rows, others);
  if (!self->knows_live)
    return TRUE;
  select = select_columns (self, self->columns);
  sql = g_strconcat (select, " AND t.row = ?1", NULL);
  for (guint i = 0; i < rows->len; i++)
    if (!refresh_row (self, db, sql, (guint) g_array_index (rows, gint64, i), error))
      return FALSE;
  return lf_column_set_ask_again (self, db, rows, others, error);
}
