/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns written and read. */

#include "config.h"

#include "lf-wire-table.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The hexadecimal digits of an id: when it was made, what keeps it apart from those of others, and
 * one byte of chance (lf_id_new()). */
#define HEAD 16
#define MID 14
#define TAIL 2

/* ---- Writing ---- */

typedef struct
{
  const char *name;
  GPtrArray *texts; /* (nullable) */
  GArray *numbers;  /* (nullable): of gint64 */
  GString *digits;  /* (nullable): of ids, HEAD + MID + TAIL each */
} Column;

struct _LfWireTable
{
  guint n;
  GArray *columns;
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_clear_pointer (&column->texts, g_ptr_array_unref);
  g_clear_pointer (&column->numbers, g_array_unref);
  if (column->digits != NULL)
    g_string_free (column->digits, TRUE);
}

LfWireTable *
lf_wire_table_new (void)
{
  LfWireTable *self = g_new0 (LfWireTable, 1);

  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  return self;
}

void
lf_wire_table_free (LfWireTable *self)
{
  g_array_unref (self->columns);
  g_free (self);
}

void
lf_wire_table_begin_row (LfWireTable *self)
{
  self->n++;
}

static Column *
find_column (LfWireTable *self, const char *name)
{
  const Column fresh = { .name = name };

  for (guint i = 0; i < self->columns->len; i++)
    {
      Column *column = &g_array_index (self->columns, Column, i);

      if (column->name == name || strcmp (column->name, name) == 0)
        return column;
    }
  g_array_append_val (self->columns, fresh);
  return &g_array_index (self->columns, Column, self->columns->len - 1);
}

void
lf_wire_table_text (LfWireTable *self, const char *name, const char *text)
{
  Column *column;

  if (text == NULL)
    return;
  column = find_column (self, name);
  if (column->texts == NULL)
    column->texts = g_ptr_array_new ();
  g_ptr_array_set_size (column->texts, (int) self->n - 1);
  g_ptr_array_add (column->texts, (gpointer) text);
}

void
lf_wire_table_number (LfWireTable *self, const char *name, gint64 number)
{
  Column *column;

  if (number == 0)
    return;
  column = find_column (self, name);
  if (column->numbers == NULL)
    column->numbers = g_array_new (FALSE, TRUE, sizeof number);
  g_array_set_size (column->numbers, self->n - 1);
  g_array_append_val (column->numbers, number);
}

void
lf_wire_table_sum (LfWireTable *self, const char *name, gint64 first, gint64 more)
{
  lf_wire_table_number (self, name, (gint64) ((guint64) first + (guint64) more));
}

void
lf_wire_table_id (LfWireTable *self, const char *name, const char *id)
{
  Column *column = find_column (self, name);

  if (column->digits == NULL)
    column->digits = g_string_new (NULL);
  for (const char *c = id; *c != '\0'; c++)
    if (*c != '-')
      g_string_append_c (column->digits, *c);
}

static gboolean
are_same (const GPtrArray *texts, guint a, guint b)
{
  return g_strcmp0 (texts->pdata[a], texts->pdata[b]) == 0;
}

static void
write_texts (GString *json, const char *name, GPtrArray *texts, guint n)
{
  g_ptr_array_set_size (texts, (int) n);
  while (n > 1 && are_same (texts, n - 1, n - 2))
    n--;
  lf_json_open (json, name, '[');
  for (guint i = 0; i < n; i++)
    lf_json_text (json, NULL, texts->pdata[i]);
  lf_json_close (json, ']');
}

/* Modulo 2^64, so that no number is too far from another. */
static gint64
step_at (const GArray *numbers, guint i)
{
  guint64 before = i == 0 ? 0 : (guint64) g_array_index (numbers, gint64, i - 1);

  return (gint64) ((guint64) g_array_index (numbers, gint64, i) - before);
}

static void
write_numbers (GString *json, const char *name, GArray *numbers, guint n)
{
  g_array_set_size (numbers, n);
  while (n > 1 && step_at (numbers, n - 1) == step_at (numbers, n - 2))
    n--;
  lf_json_open (json, name, '[');
  for (guint i = 0; i < n; i++)
    lf_json_number (json, NULL, step_at (numbers, i));
  lf_json_close (json, ']');
}

static gsize
count_common (const char *digits, guint n)
{
  gsize common = HEAD;

  for (guint i = 1; i < n; i++)
    for (gsize k = 0; k < common; k++)
      if (digits[i * (HEAD + MID + TAIL) + k] != digits[k])
        common = k;
  return common;
}

static void
write_digits (GString *json, const char *name, const char *digits, gsize length, guint n)
{
  g_autofree char *text = g_malloc (length * n + 1);

  for (guint i = 0; i < n; i++)
    memcpy (text + length * i, digits + i * (HEAD + MID + TAIL), length);
  text[length * n] = '\0';
  lf_json_text (json, name, text);
}

static void
write_mids (GString *json, const char *digits, guint n)
{
  g_autoptr (GPtrArray) mids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (mids, g_strndup (digits + i * (HEAD + MID + TAIL) + HEAD, MID));
  write_texts (json, "mids", mids, n);
}

static void
write_ids (GString *json, const char *name, const char *digits, guint n)
{
  gsize common = count_common (digits, n);
  g_autofree char *head = g_strndup (digits, common);

  lf_json_open (json, name, '{');
  lf_json_text (json, "head", head);
  write_digits (json, "stamps", digits + common, HEAD - common, n);
  write_mids (json, digits, n);
  write_digits (json, "tails", digits + HEAD + MID, TAIL, n);
  lf_json_close (json, '}');
}

void
lf_wire_table_write_columns (const LfWireTable *self, GString *json)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      if (column->texts != NULL)
        write_texts (json, column->name, column->texts, self->n);
      else if (column->numbers != NULL)
        write_numbers (json, column->name, column->numbers, self->n);
      else
        write_ids (json, column->name, column->digits->str, self->n);
    }
}

void
lf_wire_table_write (const LfWireTable *self, GString *json, const char *name)
{
  lf_json_open (json, name, '{');
  lf_json_number (json, "n", self->n);
  lf_wire_table_write_columns (self, json);
  lf_json_close (json, '}');
}

/* ---- Reading ---- */

typedef struct
{
  const char *name;
  const LfJson *next; /* (nullable): it has ended */
  const char *text;   /* of the row before */
  gint64 number, step;
  const char *head, *stamps, *tails; /* of ids */
  gsize n_head;
  gboolean is_begun;
} Cursor;

struct _LfWireTableReader
{
  const LfJson *table;
  const char *where;
  guint n;
  GArray *cursors;
  GError *fault;
  char id[37];
};

LfWireTableReader *
lf_wire_table_reader_new (const LfJson *table, const char *where)
{
  LfWireTableReader *self = g_new0 (LfWireTableReader, 1);

  self->table = table;
  self->where = where;
  self->cursors = g_array_new (FALSE, TRUE, sizeof (Cursor));
  return self;
}

void
lf_wire_table_reader_free (LfWireTableReader *self)
{
  g_array_unref (self->cursors);
  g_clear_error (&self->fault);
  g_free (self);
}

static void
fail (LfWireTableReader *self, const char *column, const char *format)
{
  if (self->fault == NULL)
    lf_wire_fail (&self->fault, self->where, column, format);
}

gboolean
lf_wire_table_count (LfWireTableReader *self, guint most, guint *ret_n, GError **error)
{
  gint64 n;

  if (self->table == NULL)
    return lf_wire_fail (error, self->where, "", _ ("%s is missing."));
  if (!lf_wire_is_object (self->table, self->where, error)
      || !lf_wire_integer (self->table, "n", self->where, &n, error))
    return FALSE;
  if (n < 0 || n > most)
    return lf_wire_fail (error, self->where, "n", _ ("%s is too long a list."));
  *ret_n = self->n = (guint) n;
  return TRUE;
}

/* (nullable) */
static const LfJson *
open_list (LfWireTableReader *self, const LfJson *object, const char *name)
{
  const LfJson *list = lf_wire_member (object, name);

  if (list == NULL || list->type == LF_JSON_ARRAY)
    return list == NULL ? NULL : list->first;
  fail (self, name, _ ("%s is not a list."));
  return NULL;
}

static Cursor *
find_cursor (LfWireTableReader *self, const char *name)
{
  Cursor fresh = { .name = name };

  for (guint i = 0; i < self->cursors->len; i++)
    {
      Cursor *cursor = &g_array_index (self->cursors, Cursor, i);

      if (cursor->name == name || strcmp (cursor->name, name) == 0)
        return cursor;
    }
  g_array_append_val (self->cursors, fresh);
  return &g_array_index (self->cursors, Cursor, self->cursors->len - 1);
}

static Cursor *
begin_column (LfWireTableReader *self, const char *name)
{
  Cursor *cursor = find_cursor (self, name);

  if (!cursor->is_begun)
    {
      cursor->is_begun = TRUE;
      cursor->next = self->table == NULL ? NULL : open_list (self, self->table, name);
    }
  return cursor;
}

static const char *
next_text (LfWireTableReader *self, Cursor *cursor)
{
  const LfJson *value = cursor->next;

  if (value == NULL)
    return cursor->text;
  cursor->next = value->next;
  if (value->type != LF_JSON_STRING && value->type != LF_JSON_NULL)
    fail (self, cursor->name, _ ("%s is not a text."));
  cursor->text = value->type == LF_JSON_STRING ? value->text : NULL;
  return cursor->text;
}

const char *
lf_wire_table_next_text (LfWireTableReader *self, const char *name)
{
  Cursor *cursor = begin_column (self, name);

  return self->fault == NULL ? next_text (self, cursor) : NULL;
}

gint64
lf_wire_table_next_number (LfWireTableReader *self, const char *name)
{
  Cursor *cursor = begin_column (self, name);
  const LfJson *value = cursor->next;

  if (value != NULL)
    {
      cursor->next = value->next;
      if (value->type == LF_JSON_INTEGER)
        cursor->step = value->integer;
      else
        fail (self, name, _ ("%s is not a whole number."));
    }
  cursor->number = (gint64) ((guint64) cursor->number + (guint64) cursor->step);
  return self->fault == NULL ? cursor->number : 0;
}

gint64
lf_wire_table_next_more (LfWireTableReader *self, const char *name, gint64 first)
{
  return (gint64) ((guint64) lf_wire_table_next_number (self, name) - (guint64) first);
}

static const char *
find_text (LfWireTableReader *self, const LfJson *object, const char *name, gsize length)
{
  const LfJson *text = lf_json_member (object, name);

  if (text != NULL && text->type == LF_JSON_STRING
      && (length == G_MAXSIZE || strlen (text->text) == length))
    return text->text;
  fail (self, name, _ ("%s is not an id."));
  return "";
}

/* What is said of each row takes room, so a table has no more rows than its text allows. */
static void
begin_ids (LfWireTableReader *self, Cursor *cursor)
{
  const LfJson *ids = lf_json_member (self->table, cursor->name);

  cursor->is_begun = TRUE;
  if (ids == NULL || ids->type != LF_JSON_OBJECT)
    {
      fail (self, cursor->name, _ ("%s is not an id."));
      return;
    }
  cursor->head = find_text (self, ids, "head", G_MAXSIZE);
  cursor->n_head = strlen (cursor->head);
  if (cursor->n_head > HEAD)
    fail (self, cursor->name, _ ("%s is not an id."));
  if (self->fault == NULL)
    cursor->stamps = find_text (self, ids, "stamps", (HEAD - cursor->n_head) * self->n);
  cursor->tails = find_text (self, ids, "tails", (gsize) TAIL * self->n);
  cursor->next = open_list (self, ids, "mids");
}

static void
put_digits (char *id, guint *at, const char *digits, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (*at == 8 || *at == 13 || *at == 18 || *at == 23)
        id[(*at)++] = '-';
      id[(*at)++] = digits[i];
    }
}

const char *
lf_wire_table_next_id (LfWireTableReader *self, const char *name)
{
  Cursor *cursor = find_cursor (self, name);
  const char *mid;
  guint at = 0;

  if (!cursor->is_begun)
    begin_ids (self, cursor);
  mid = self->fault == NULL ? next_text (self, cursor) : NULL;
  if (mid == NULL || strlen (mid) != MID)
    {
      fail (self, name, _ ("%s is not an id."));
      return NULL;
    }
  put_digits (self->id, &at, cursor->head, cursor->n_head);
  put_digits (self->id, &at, cursor->stamps, HEAD - cursor->n_head);
  put_digits (self->id, &at, mid, MID);
  put_digits (self->id, &at, cursor->tails, TAIL);
  cursor->stamps += HEAD - cursor->n_head;
  cursor->tails += TAIL;
  if (!lf_id_is_valid (self->id))
    fail (self, name, _ ("%s is not an id."));
  return self->fault == NULL ? self->id : NULL;
}

gboolean
lf_wire_table_is_sound (const LfWireTableReader *self, GError **error)
{
  if (self->fault != NULL && error != NULL)
    *error = g_error_copy (self->fault);
  return self->fault == NULL;
}
