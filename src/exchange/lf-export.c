/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A query's records as a file for other programs: what is common to all formats. */

#include "config.h"

#include "lf-export.h"

#include "lf-export-writer.h"
#include "lf-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define CHUNK_ROWS 1000

static const struct
{
  const char *suffix;
  const LfExportFuncs *funcs;
} formats[LF_N_EXPORT_FORMATS] = {
  [LF_EXPORT_CSV] = { "csv", &lf_export_csv },
  [LF_EXPORT_XLSX] = { "xlsx", &lf_export_xlsx },
  [LF_EXPORT_ICS] = { "ics", &lf_export_ics },
  [LF_EXPORT_VCARD] = { "vcf", &lf_export_vcard },
};

gboolean
lf_export_format_from_name (const char *name, LfExportFormat *ret_format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (name, formats[i].suffix) == 0)
      {
        *ret_format = (LfExportFormat) i;
        return TRUE;
      }
  return FALSE;
}

const char *
lf_export_format_suffix (LfExportFormat format)
{
  return formats[format].suffix;
}

gboolean
lf_export_format_fits (LfExportFormat format, const LfEntity *entity)
{
  const LfExportFuncs *funcs = formats[format].funcs;

  return funcs->fits == NULL || funcs->fits (entity);
}

LfExportFormat
lf_export_format_of_path (const char *path)
{
  const char *dot = strrchr (path, '.');
  LfExportFormat format = LF_EXPORT_CSV;

  if (dot != NULL)
    lf_export_format_from_name (dot + 1, &format);
  return format;
}

/* ---- For writers ---- */

void
lf_export_writer_init (LfExportWriter *self,
                       const LfExportFuncs *funcs,
                       const LfEntity *entity,
                       GArray *columns,
                       const char *path)
{
  self->funcs = funcs;
  self->entity = entity;
  self->columns = g_array_ref (columns);
  self->path = g_strdup (path);
  self->text = g_string_new (NULL);
  self->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
lf_export_writer_free (LfExportWriter *self)
{
  g_array_unref (self->columns);
  g_hash_table_unref (self->titles);
  g_string_free (self->text, TRUE);
  g_free (self->path);
  g_free (self);
}

gboolean
lf_export_may_write (const char *path, GError **error)
{
  if (!lf_store_is_database (path))
    return lf_store_may_replace (path, error);
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
               _ ("“%s” is a database, such as a store or a backup. Choose another name; "
                  "nothing was changed."),
               path);
  return FALSE;
}

gboolean
lf_export_fail_to_write (const char *path, const char *reason, GError **error)
{
  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
      _ ("“%1$s” could not be written (%2$s). Free some space there or choose another place."),
      path, reason);
  return FALSE;
}

gboolean
lf_export_writer_save (LfExportWriter *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  return g_file_set_contents (self->path, self->text->str, (gssize) self->text->len, &local_error)
         || lf_export_fail_to_write (self->path, local_error->message, error);
}

static const char *
title_of (LfExportWriter *self, const LfEntity *entity, const char *id)
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

/* Between the elements stands what the import takes for nothing else; a line each, should one of
 * them hold that. */
static char *
set_text (LfExportWriter *self, const LfField *field, const char *value)
{
  g_auto (GStrv) elements = lf_set_split (value);
  const char *between = "；";

  for (char **p = elements; field->target != NULL && *p != NULL; p++)
    {
      char *title = g_strdup (title_of (self, lf_schema_find (field->target), *p));

      g_free (*p);
      *p = title;
      if (strpbrk (title, ";") != NULL || strstr (title, "；") != NULL
          || strstr (title, "、") != NULL)
        between = "\n";
    }
  return g_strjoinv (between, elements);
}

char *
lf_export_cell_text (LfExportWriter *self, const LfRecord *record, guint index)
{
  const LfField *field = &lf_record_entity (record)->fields[index];
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

/* ---- Exporting ---- */

GStrv
lf_export_listed_fields (const LfEntity *entity)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_LISTED) && !(field->flags & LF_FIELD_HIDDEN))
      g_strv_builder_add (names, field->name);
  return g_strv_builder_end (names);
}

/* (transfer full) (element-type guint) */
static GArray *
choose_columns (const LfEntity *entity, const char *const *fields, GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; fields == NULL && entity->fields[i].name != NULL; i++)
    if (!(entity->fields[i].flags & LF_FIELD_HIDDEN))
      g_array_append_val (columns, i);
  for (guint i = 0; fields != NULL && fields[i] != NULL; i++)
    {
      int index = lf_entity_index (entity, fields[i]);

      if (index < 0)
        {
          g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                       _ ("%1$s have no field “%2$s”. Choose fields by their names, such as %3$s."),
                       lf_entity_plural (entity), fields[i], lf_entity_title (entity)->name);
          return NULL;
        }
      g_array_append_val (columns, index);
    }
  if (columns->len == 0)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                   _ ("No field is chosen. Choose fields by their names, such as %s."),
                   lf_entity_title (entity)->name);
      return NULL;
    }
  return g_steal_pointer (&columns);
}

static gboolean
add_records (LfExportWriter *writer,
             const LfQuery *query,
             GCancellable *cancellable,
             gint64 *ret_n,
             GError **error)
{
  g_autoptr (GArray) rows = lf_store_rows_sync (writer->store, query, error);

  for (guint first = 0; rows != NULL && first < rows->len; first += CHUNK_ROWS)
    {
      g_autoptr (GPtrArray) page
          = lf_store_page_of_sync (writer->store, query, &g_array_index (rows, gint64, first),
                                   MIN (CHUNK_ROWS, rows->len - first), error);

      if (page == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (page->pdata[i] != NULL)
          {
            if (!writer->funcs->add (writer, page->pdata[i], error))
              return FALSE;
            (*ret_n)++;
          }
    }
  return rows != NULL;
}

gboolean
lf_export_sync (LfStore *store,
                const LfQuery *query,
                const LfExportOptions *options,
                const char *path,
                GCancellable *cancellable,
                gint64 *ret_n,
                GError **error)
{
  const LfExportFuncs *funcs = formats[options->format].funcs;
  const LfEntity *entity = lf_query_entity (query);
  g_autoptr (GArray) columns = choose_columns (entity, options->fields, error);
  LfExportWriter *writer;
  gboolean is_done;
  gint64 n = 0;

  if (columns == NULL || !lf_export_may_write (path, error)
      || (writer = funcs->open (entity, columns, path, error)) == NULL)
    return FALSE;
  writer->store = store;
  is_done = add_records (writer, query, cancellable, &n, error)
            && !g_cancellable_set_error_if_cancelled (cancellable, error)
            && funcs->finish (writer, error);
  funcs->free (writer);
  if (is_done && ret_n != NULL)
    *ret_n = n;
  return is_done;
}
