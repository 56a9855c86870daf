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

/* As people write it; dates and amounts in the forms that mean the same in every language. */
static char *
cell_text (const LfRecord *record, guint index)
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
    {
      g_autofree char *shown
          = field->target != NULL ? lf_record_format_at (record, index) : g_strdup (value);
      g_auto (GStrv) elements
          = g_regex_split_simple (field->target != NULL ? "、|, " : "\\n", shown, 0, 0);
      return g_strjoinv ("；", elements);
    }
  return lf_record_format_at (record, index);
}

static guint
last_column (const LfEntity *entity, gboolean all_fields)
{
  guint last = 0;

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (is_exported (&entity->fields[i], all_fields))
      last = i;
  return last;
}

static void
append_headings (GString *text, const LfEntity *entity, gboolean all_fields)
{
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (is_exported (&entity->fields[i], all_fields))
      {
        const char *unit = lf_field_unit_label (&entity->fields[i]);
        g_autofree char *heading
            = unit == NULL ? g_strdup (lf_field_label (&entity->fields[i]))
                           : g_strdup_printf ("%s (%s)", lf_field_label (&entity->fields[i]), unit);

        lf_text_append_csv (text, heading, i == last_column (entity, all_fields));
      }
}

static void
append_record (GString *text, const LfRecord *record, gboolean all_fields)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (is_exported (&entity->fields[i], all_fields))
      {
        g_autofree char *cell = cell_text (record, i);
        lf_text_append_csv (text, cell, i == last_column (entity, all_fields));
      }
}

static gboolean
append_records (LfStore *store,
                const LfQuery *query,
                gboolean all_fields,
                GString *text,
                gint64 *ret_n,
                GError **error)
{
  g_autoptr (GArray) rows = lf_store_rows_sync (store, query, error);

  for (guint first = 0; rows != NULL && first < rows->len; first += CHUNK_ROWS)
    {
      g_autoptr (GPtrArray) page = lf_store_page_sync (store, lf_query_entity (query),
                                                       &g_array_index (rows, gint64, first),
                                                       MIN (CHUNK_ROWS, rows->len - first), error);

      if (page == NULL)
        return FALSE;
      for (guint i = 0; i < page->len; i++)
        if (page->pdata[i] != NULL)
          {
            append_record (text, page->pdata[i], all_fields);
            (*ret_n)++;
          }
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
  g_autoptr (GError) local_error = NULL;
  gint64 n = 0;

  if (lf_store_is_database (path))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_IO,
                   _ ("“%s” is a database, such as a store or a backup. Choose another name; "
                      "nothing was changed."),
                   path);
      return FALSE;
    }
  append_headings (text, lf_query_entity (query), all_fields);
  if (!append_records (store, query, all_fields, text, &n, error))
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
    *ret_n = n;
  return TRUE;
}
