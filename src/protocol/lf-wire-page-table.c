/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as a table of its records, and of each field a column of those that have it. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"
#include "lf-wire-table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* As of a push: what a few bytes may unfold to. */
#define MOST_ROWS 100000
#define MOST_VALUES 2000000

/* ---- Writing ---- */

/* The fields that a record comes with; most come with the same as another one. */
typedef struct
{
  GHashTable *numbers; /* names, joined → number + 1 */
  GPtrArray *shapes;   /* (element-type GPtrArray): of names, by the alphabet */
  GPtrArray *fields;   /* (element-type utf8): all of their names */
  GHashTable *tables;  /* name → LfWireTable of one column */
} Shapes;

static void
shapes_clear (Shapes *self)
{
  g_hash_table_unref (self->numbers);
  g_ptr_array_unref (self->shapes);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->tables);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shapes, shapes_clear)

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_names (const LfDelta *delta)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  return names;
}

static guint
find_shape (Shapes *self, GPtrArray *names)
{
  g_autoptr (GString) key = g_string_new (NULL);
  guint number;

  for (guint i = 0; i < names->len; i++)
    {
      g_string_append (key, names->pdata[i]);
      g_string_append_c (key, ' ');
    }
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, key->str));
  if (number > 0)
    return number - 1;
  g_ptr_array_add (self->shapes, g_ptr_array_ref (names));
  g_hash_table_insert (self->numbers, g_strdup (key->str), GUINT_TO_POINTER (self->shapes->len));
  return self->shapes->len - 1;
}

static void
tell_field (Shapes *self, const char *name, const char *value)
{
  LfWireTable *table = g_hash_table_lookup (self->tables, name);

  if (table == NULL)
    {
      table = lf_wire_table_new ();
      g_hash_table_insert (self->tables, (gpointer) name, table);
      g_ptr_array_add (self->fields, (gpointer) name);
    }
  lf_wire_table_begin_row (table);
  lf_wire_table_text (table, name, value);
}

static void
tell_delta (LfWireTable *table, Shapes *shapes, const LfDelta *delta)
{
  g_autoptr (GPtrArray) names = list_names (delta);

  lf_wire_table_begin_row (table);
  lf_wire_table_text (table, "entity", delta->entity);
  lf_wire_table_id (table, "id", delta->id);
  lf_wire_table_number (table, "seq", delta->seq);
  lf_wire_table_number (table, "deleted", delta->deleted);
  lf_wire_table_number (table, "gone", delta->is_gone);
  lf_wire_table_text (table, "author", delta->author);
  lf_wire_table_number (table, "time", delta->time_us);
  lf_wire_table_text (table, "device", delta->device);
  lf_wire_table_sum (table, "came", delta->time_us, MAX (delta->late_us, 0));
  lf_wire_table_number (table, "doubtful", delta->is_doubtful);
  lf_wire_table_number (table, "shape", find_shape (shapes, names));
  for (guint i = 0; i < names->len; i++)
    tell_field (shapes, names->pdata[i], g_hash_table_lookup (delta->fields, names->pdata[i]));
}

static void
write_shapes (GString *json, const Shapes *self)
{
  lf_json_open (json, "shapes", '[');
  for (guint i = 0; i < self->shapes->len; i++)
    {
      const GPtrArray *names = self->shapes->pdata[i];

      lf_json_open (json, NULL, '[');
      for (guint j = 0; j < names->len; j++)
        lf_json_text (json, NULL, names->pdata[j]);
      lf_json_close (json, ']');
    }
  lf_json_close (json, ']');
}

gboolean
lf_wire_page_fits_table (const LfPage *page)
{
  for (guint i = 0; i < page->deltas->len; i++)
    if (!lf_id_is_valid (((LfDelta *) page->deltas->pdata[i])->id))
      return FALSE;
  return page->deltas->len > 0;
}

void
lf_wire_write_page_table (GString *json, const LfPage *page)
{
  g_autoptr (LfWireTable) table = lf_wire_table_new ();
  g_auto (Shapes) shapes = {
    .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref),
    .fields = g_ptr_array_new (),
    .tables
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_wire_table_free),
  };

  for (guint i = 0; i < page->deltas->len; i++)
    tell_delta (table, &shapes, page->deltas->pdata[i]);
  lf_wire_table_write (table, json, "table");
  write_shapes (json, &shapes);
  lf_json_open (json, "fields", '{');
  for (guint i = 0; i < shapes.fields->len; i++)
    lf_wire_table_write_columns (g_hash_table_lookup (shapes.tables, shapes.fields->pdata[i]),
                                 json);
  lf_json_close (json, '}');
}

/* ---- Reading ---- */

typedef struct
{
  const char *name;
  LfWireTableReader *values; /* unowned */
} Field;

typedef struct
{
  const LfJson *message;
  LfWireTableReader *table;
  GPtrArray *shapes;   /* (element-type GArray of Field) */
  GHashTable *readers; /* name → LfWireTableReader */
  guint n_values;      /* so far */
} Reading;

static void
reading_clear (Reading *self)
{
  lf_wire_table_reader_free (self->table);
  g_ptr_array_unref (self->shapes);
  g_hash_table_unref (self->readers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static LfWireTableReader *
find_values (Reading *self, const char *name)
{
  LfWireTableReader *values = g_hash_table_lookup (self->readers, name);

  if (values == NULL)
    {
      values = lf_wire_table_reader_new (lf_json_member (self->message, "fields"), "fields");
      g_hash_table_insert (self->readers, (gpointer) name, values);
    }
  return values;
}

static gboolean
read_shape (Reading *self, const LfJson *names, GError **error)
{
  GArray *shape = g_array_new (FALSE, FALSE, sizeof (Field));

  g_ptr_array_add (self->shapes, shape);
  if (names->type != LF_JSON_ARRAY)
    return lf_wire_fail (error, "shapes", "", _ ("%s is not a list."));
  for (const LfJson *name = names->first; name != NULL; name = name->next)
    {
      Field field;

      if (name->type != LF_JSON_STRING || !lf_wire_is_name (name->text))
        return lf_wire_fail (error, "shapes", "", _ ("%s is not a name."));
      field = (Field){ name->text, find_values (self, name->text) };
      g_array_append_val (shape, field);
    }
  return TRUE;
}

static gboolean
read_shapes (Reading *self, GError **error)
{
  const LfJson *shapes = lf_json_member (self->message, "shapes");

  if (shapes == NULL || shapes->type != LF_JSON_ARRAY)
    return lf_wire_fail (error, "shapes", "", _ ("%s is not a list."));
  for (const LfJson *names = shapes->first; names != NULL; names = names->next)
    if (!read_shape (self, names, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_fields (Reading *self, gint64 number, LfDelta *delta, GError **error)
{
  const GArray *shape;

  if (number < 0 || number >= self->shapes->len)
    return lf_wire_fail (error, "table", "shape", _ ("%s is too long a list."));
  shape = self->shapes->pdata[number];
  self->n_values += shape->len;
  if (self->n_values > MOST_VALUES)
    return lf_wire_fail (error, "table", "shape", _ ("%s is too long a list."));
  for (guint i = 0; i < shape->len; i++)
    {
      const Field *field = &g_array_index (shape, Field, i);
      const char *value = lf_wire_table_next_text (field->values, field->name);

      if (!lf_wire_table_is_sound (field->values, error))
        return FALSE;
      g_hash_table_insert (delta->fields, g_strdup (field->name), g_strdup (value));
    }
  return TRUE;
}

static gboolean
read_delta (Reading *self, LfPage *page, GError **error)
{
  LfWireTableReader *table = self->table;
  const char *entity = lf_wire_table_next_text (table, "entity");
  const char *id = lf_wire_table_next_id (table, "id");
  LfDelta *delta;

  if (!lf_wire_table_is_sound (table, error))
    return FALSE;
  if (entity == NULL || !lf_wire_is_name (entity))
    return lf_wire_fail (error, "table", "entity", _ ("%s is not a name."));
  delta = lf_delta_new (entity, id);
  g_ptr_array_add (page->deltas, delta);
  delta->seq = lf_wire_table_next_number (table, "seq");
  delta->deleted = lf_wire_table_next_number (table, "deleted") != 0;
  delta->is_gone = lf_wire_table_next_number (table, "gone") != 0;
  delta->author = g_strdup (lf_wire_table_next_text (table, "author"));
  delta->time_us = lf_wire_table_next_number (table, "time");
  delta->device = g_strdup (lf_wire_table_next_text (table, "device"));
  delta->late_us = lf_wire_table_next_more (table, "came", delta->time_us);
  delta->is_doubtful = lf_wire_table_next_number (table, "doubtful") != 0;
  return read_fields (self, lf_wire_table_next_number (table, "shape"), delta, error)
         && lf_wire_table_is_sound (table, error);
}

gboolean
lf_wire_read_page_table (const LfJson *message, LfPage *page, GError **error)
{
  g_auto (Reading) self = {
    .message = message,
    .table = lf_wire_table_reader_new (lf_json_member (message, "table"), "table"),
    .shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .readers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) lf_wire_table_reader_free),
  };
  guint n;

  if (!lf_wire_table_count (self.table, MOST_ROWS, &n, error) || !read_shapes (&self, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!read_delta (&self, page, error))
      return FALSE;
  return TRUE;
}
