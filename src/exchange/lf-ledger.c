/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers: the columns of a template, said once. */

#include "config.h"

#include "lf-ledger.h"

#include "lf-import-columns.h"
#include "lf-import.h"
#include "lf-ledger-private.h"
#include "lf-sheet-shift.h"
#include "lf-store-files.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define LOOKED_AT 30 /* rows in which the headings are looked for */

static void
column_free (gpointer data)
{
  LfLedgerColumn *column = data;

  g_free (column->heading);
  g_free (column->unit);
  g_free (column);
}

static LfLedger *
ledger_new (const char *name)
{
  LfLedger *self = g_new0 (LfLedger, 1);

  self->name = g_strdup (name);
  self->above = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->columns = g_ptr_array_new_with_free_func (column_free);
  return self;
}

void
lf_ledger_free (LfLedger *self)
{
  g_free (self->name);
  g_free (self->filter);
  g_free (self->sort);
  g_free (self->sheet);
  g_free (self->template);
  g_ptr_array_unref (self->above);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

/* ---- Reading the template ---- */

static GPtrArray *
read_rows (LfCells *cells, guint sheet, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);
  const LfCellRow *row = NULL;

  if (!lf_cells_begin (cells, sheet, error))
    return NULL;
  do
    {
      if (!lf_cells_next (cells, &row, error))
        return NULL;
      if (row != NULL)
        g_ptr_array_add (rows, lf_cell_row_copy (row));
    }
  while (row != NULL && rows->len < LOOKED_AT);
  return g_steal_pointer (&rows);
}

/* The first sheet that has headings: a cover or an explanation may stand before it.
 * Returns: (transfer full): its rows, NULL with @error */
static GPtrArray *
find_headings (LfLedger *self,
               const char *path,
               const LfEntity *entity,
               const LfColumnWords *known,
               guint *ret_at,
               GError **error)
{
  g_autoptr (LfCells) cells = lf_cells_open (path, error);

  for (guint i = 0; cells != NULL && i < cells->sheets->len - cells->n_hidden_sheets; i++)
    {
      g_autoptr (GPtrArray) rows = read_rows (cells, i, error);

      if (rows == NULL)
        return NULL;
      if (!lf_columns_find (rows, entity, known, &self->entity, ret_at))
        continue;
      self->sheet = g_strdup (cells->sheets->pdata[i]);
      return g_steal_pointer (&rows);
    }
  if (cells != NULL)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
                 _ ("No row of “%s” has headings that name the fields of a record. Say which "
                    "heading is which field."),
                 path);
  return NULL;
}

static gboolean
is_position (const char *heading)
{
  g_autofree char *folded = lf_heading_fold (heading);

  return lf_text_is_among (folded, "序号|no|no.|#");
}

static void
add_columns (LfLedger *self, const GPtrArray *matched)
{
  for (guint i = 0; i < matched->len; i++)
    {
      const LfColumn *from = matched->pdata[i];
      LfLedgerColumn *column = g_new0 (LfLedgerColumn, 1);

      column->heading = g_strdup (from->heading);
      column->is_position = from->field == NULL && is_position (from->heading);
      column->field = from->field;
      column->unit = g_strdup (from->unit);
      g_ptr_array_add (self->columns, column);
    }
}

static void
add_above (LfLedger *self, const GPtrArray *rows, guint at)
{
  for (guint r = 0; r < at; r++)
    {
      const LfCellRow *row = rows->pdata[r];
      GStrv texts = g_new0 (char *, row->n_cells + 1);

      for (guint c = 0; c < row->n_cells; c++)
        texts[c] = g_strdup (lf_cell_row_text (row, c));
      g_ptr_array_add (self->above, texts);
    }
}

/* Words that nothing in the template answers to are errors, not wishes. */
static gboolean
check_mapping (const LfLedger *self, GHashTable *mapping, GError **error)
{
  GHashTableIter iter;
  gpointer heading, name;

  if (mapping == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &heading, &name))
    {
      gboolean is_there = FALSE;

      for (guint i = 0; i < self->columns->len; i++)
        is_there
            = is_there
              || strcmp (((const LfLedgerColumn *) self->columns->pdata[i])->heading, heading) == 0;
      if (!is_there || (*(const char *) name != '\0' && !lf_entity_field (self->entity, name)))
        {
          g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX,
                       is_there ? _ ("There is no field “%s”.")
                                : _ ("The template has no heading “%s”."),
                       (const char *) (is_there ? name : heading));
          return FALSE;
        }
    }
  return TRUE;
}

/* A workbook is kept whole, once it is known that rows go into it. */
static gboolean
keep_template (LfStore *store, LfLedger *self, const char *path, GError **error)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (*self->sheet == '\0')
    return TRUE;
  if (!lf_ledger_fill_template (self, none, path, /* to= */ NULL, error))
    return FALSE;
  self->template = lf_store_add_file_sync (store, path, error);
  return self->template != NULL;
}

LfLedger *
lf_ledger_map_sync (
    LfStore *store, const char *name, const char *path, const LfLedgerWords *words, GError **error)
{
  g_autoptr (LfLedger) self = ledger_new (name);
  g_autoptr (LfHeadings) headings = lf_headings_load_sync (store, error);
  const LfColumnWords known = { words->mapping, headings };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) matched = NULL;
  guint at;

  if (headings != NULL)
    rows = find_headings (self, path, words->entity, &known, &at, error);
  if (rows == NULL)
    return NULL;
  matched = lf_columns_match (rows, at, self->entity, &known);
  self->heading = ((const LfCellRow *) rows->pdata[at])->number;
  add_columns (self, matched);
  add_above (self, rows, at);
  self->filter = g_strdup (words->filter);
  self->sort = g_strdup (words->sort);
  return check_mapping (self, words->mapping, error) && keep_template (store, self, path, error)
             ? g_steal_pointer (&self)
             : NULL;
}

/* ---- Keeping ---- */

static char *
mapping_to_json (const LfLedger *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "above");
  json_builder_begin_array (builder);
  for (guint r = 0; r < self->above->len; r++)
    {
      json_builder_begin_array (builder);
      for (GStrv text = self->above->pdata[r]; *text != NULL; text++)
        json_builder_add_string_value (builder, *text);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "heading");
  json_builder_add_int_value (builder, self->heading);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfLedgerColumn *column = self->columns->pdata[i];

      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, column->heading);
      json_builder_add_string_value (builder, column->is_position     ? "#"
                                              : column->field == NULL ? ""
                                                                      : column->field->name);
      json_builder_add_string_value (builder, column->unit == NULL ? "" : column->unit);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, /* pretty= */ FALSE);
}

LfChange *
lf_ledger_keep (const LfLedger *self, const LfRecord *kept)
{
  g_autofree char *label = g_strdup_printf (_ ("Ledger: %s"), self->name);
  g_autofree char *json = mapping_to_json (self);
  const struct
  {
    const char *field, *value;
  } values[]
      = { { "name", self->name }, { "entity", self->entity->name }, { "filter", self->filter },
          { "sort", self->sort }, { "sheet", self->sheet },         { "template", self->template },
          { "mapping", json } };
  LfChange *change = lf_change_new (label);
  g_autoptr (LfRecord) record = lf_record_new (lf_schema_find ("ledger"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      const char *value = values[i].value;

      if (value != NULL && *value == '\0')
        value = NULL;
      if (kept != NULL)
        lf_change_edit (change, kept, values[i].field, value);
      else
        lf_record_set (record, values[i].field, value);
    }
  if (kept == NULL)
    lf_change_create (change, record);
  return change;
}

/* (nullable): the @at-th of an array of texts */
static const char *
text_at (JsonArray *array, guint at)
{
  JsonNode *node = at < json_array_get_length (array) ? json_array_get_element (array, at) : NULL;

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static void
read_column (LfLedger *self, JsonArray *array)
{
  LfLedgerColumn *column = g_new0 (LfLedgerColumn, 1);
  const char *heading = text_at (array, 0), *field = text_at (array, 1), *unit = text_at (array, 2);

  column->heading = g_strdup (heading == NULL ? "" : heading);
  column->is_position = g_strcmp0 (field, "#") == 0;
  column->field = field == NULL ? NULL : lf_entity_field (self->entity, field);
  column->unit = unit == NULL || *unit == '\0' ? NULL : g_strdup (unit);
  g_ptr_array_add (self->columns, column);
}

static void
read_above (LfLedger *self, JsonArray *array)
{
  guint n = json_array_get_length (array);
  GStrv texts = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    texts[i] = g_strdup (text_at (array, i) == NULL ? "" : text_at (array, i));
  g_ptr_array_add (self->above, texts);
}

/* What another device sent may be anything. */
static void
read_arrays (LfLedger *self,
             JsonObject *object,
             const char *name,
             void (*read) (LfLedger *self, JsonArray *array))
{
  JsonNode *node = json_object_get_member (object, name);
  JsonArray *array
      = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_ARRAY (element))
        read (self, json_node_get_array (element));
    }
}

/* 0: of a ledger whose template was not kept */
static guint
read_heading (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "heading");
  gint64 row = node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
                   ? json_node_get_int (node)
                   : 0;

  return (guint) CLAMP (row, 0, LF_SHEET_MAX_ROWS);
}

/* (transfer full) (nullable): the first file, should somebody have added others */
static char *
read_template (const LfRecord *record)
{
  g_auto (GStrv) files = lf_set_split (lf_record_get (record, "template"));

  return g_strdup (files[0]);
}

LfLedger *
lf_ledger_read (const LfRecord *record, GError **error)
{
  const char *json = lf_record_get (record, "mapping");
  g_autofree char *name = lf_record_title (record);
  g_autoptr (LfLedger) self = ledger_new (name);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root = NULL;

  self->entity = lf_schema_find (lf_record_get (record, "entity"));
  self->filter = g_strdup (lf_record_get (record, "filter"));
  self->sort = g_strdup (lf_record_get (record, "sort"));
  self->sheet = g_strdup (lf_record_get (record, "sheet"));
  self->template = read_template (record);
  if (json != NULL && json_parser_load_from_data (parser, json, -1, NULL))
    root = json_parser_get_root (parser);
  if (self->entity != NULL && root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    {
      self->heading = read_heading (json_node_get_object (root));
      read_arrays (self, json_node_get_object (root), "above", read_above);
      read_arrays (self, json_node_get_object (root), "columns", read_column);
    }
  if (self->columns->len > 0)
    return g_steal_pointer (&self);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("The columns of the ledger “%s” cannot be read. Map its template again."), name);
  return NULL;
}
