/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Export of a query as CSV that a spreadsheet opens and the import reads again. */

#include "config.h"

#include "lf-import.h"

#include <glib/gi18n-lib.h>

#define CHUNK_ROWS 1000

static gboolean
is_exported (const LfField *field, gboolean all_fields)
{
  return !(field->flags & LF_FIELD_HIDDEN) && (all_fields || (field->flags & LF_FIELD_LISTED));
}

/* One export under way. */
typedef struct
{
  LfStore *store;
  const LfEntity *entity;
  gboolean all_fields;
  GHashTable *titles; /* id → title, of what sets refer to */
  GString *text;
  gint64 n;
} Export;

static const char *
title_of (Export *self, const LfEntity *entity, const char *id)
{
  const char *known = g_hash_table_lookup (self->titles, id);
  g_autoptr (LfRecord) record = NULL;
  char *title;

  if (known != NULL)
    return known;
  record = lf_store_load_sync (self->store, entity, id, NULL);
  title = record != NULL ? lf_record_title (record) : g_strdup (id);
  g_hash_table_insert (self->titles, g_strdup (id), title);
  return title;
}

/* Between the elements stands what the import takes for nothing else. */
static char *
set_text (Export *self, const LfField *field, const char *value)
{
  g_auto (GStrv) elements = lf_set_split (value);

  for (char **p = elements; field->target != NULL && *p != NULL; p++)
    {
      char *title = g_strdup (title_of (self, lf_schema_find (field->target), *p));

      g_free (*p);
      *p = title;
    }
  return g_strjoinv ("；", elements);
}

/* As people write it; dates and amounts in the forms that mean the same in every language. */
static char *
cell_text (Export *self, const LfRecord *record, guint index)
{
  const LfField *field = &self->entity->fields[index];
  const char *value = lf_record_get_at (record, index);
  LfMoney money;

  if (value == NULL)
    return g_strdup ("");
  if (field->type == LF_VALUE_DATE || field->type == LF_VALUE_QUANTITY
      || field->type == LF_VALUE_TIMESTAMP)
    return g_strdup (value);
  if (field->type == LF_VALUE_MONEY && lf_money_from_canonical (value, &money))
    return lf_money_format (&money);
  if (lf_field_is_set (field))
    return set_text (self, field, value);
  return lf_record_format_at (record, index);
}

static guint
last_column (const Export *self)
{
  guint last = 0;

  for (guint i = 0; self->entity->fields[i].name != NULL; i++)
    if (is_exported (&self->entity->fields[i], self->all_fields))
      last = i;
  return last;
}

static void
append_headings (Export *self)
{
  for (guint i = 0; self->entity->fields[i].name != NULL; i++)
    if (is_exported (&self->entity->fields[i], self->all_fields))
      {
        const LfField *field = &self->entity->fields[i];
        const char *unit = lf_field_unit_label (field);
        g_autofree char *heading = unit == NULL
                                       ? g_strdup (lf_field_label (field))
                                       : g_strdup_printf ("%s (%s)", lf_field_label (field), unit);

        lf_text_append_csv (self->text, heading, i == last_column (self));
      }
}

static void
append_record (Export *self, const LfRecord *record)
{
  for (guint i = 0; self->entity->fields[i].name != NULL; i++)
    if (is_exported (&self->entity->fields[i], self->all_fields))
      {
        g_autofree char *cell = cell_text (self, record, i);

        lf_text_append_csv (self->text, cell, i == last_column (self));
      }
  self->n++;
}

static gboolean
append_records (Export *self, const LfQuery *query, GError **error)
{
  g_autoptr (GArray) rows = lf_store_rows_sync (self->store, query, error);

  for (guint first = 0; rows != NULL && first < rows->len; first += CHUNK_ROWS)
    {
      g_autoptr (GPtrArray) page
          = lf_store_page_sync (self->store, self->entity, &g_array_index (rows, gint64, first),
                                MIN (CHUNK_ROWS, rows->len - first), error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (page->pdata[i] != NULL)
          append_record (self, page->pdata[i]);
    }
  return rows != NULL;
}

gboolean
lf_export_csv_sync (LfStore *store,
                    const LfQuery *query,
                    gboolean all_fields,
                    const char *path,
                    gint64 *ret_n,
                    GError **error)
{
  g_autoptr (GString) text = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;
  Export export = { store, lf_query_entity (query), all_fields, titles, text, 0 };

  if (lf_store_is_database (path))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                   _ ("“%s” is a database, such as a store or a backup. Choose another name; "
                      "nothing was changed."),
                   path);
      return FALSE;
    }
  append_headings (&export);
  if (!append_records (&export, query, error))
    return FALSE;
  if (!g_file_set_contents (path, text->str, (gssize) text->len, &local_error))
    {
      g_set_error (
          error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
          _ ("“%1$s” could not be written (%2$s). Free some space there or choose another place."),
          path, local_error->message);
      return FALSE;
    }
  if (ret_n != NULL)
    *ret_n = export.n;
  return TRUE;
}
