/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is. */

#include "config.h"

#include "lf-import-columns.h"

#include <string.h>

#define MAX_TITLE_ROWS 5

void
lf_column_free (LfColumn *self)
{
  g_free (self->heading);
  g_free (self->unit);
  g_free (self);
}

/* Adds every name of @list; the first field that has a name keeps it. */
static void
add_names (GHashTable *names, const LfField *field, const char *list)
{
  g_auto (GStrv) words = g_strsplit (list == NULL ? "" : list, "|", -1);

  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *folded = lf_text_fold (*word);

      if (*folded != '\0' && !g_hash_table_contains (names, folded))
        g_hash_table_insert (names, g_steal_pointer (&folded), (gpointer) field);
    }
}

/* (transfer full): what the headings of @entity may be, folded → LfField */
static GHashTable *
list_names (const LfEntity *entity)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      if ((field->flags & LF_FIELD_HIDDEN) || field->type == LF_VALUE_ATTACHMENT_SET)
        continue;
      add_names (names, field, field->name);
      add_names (names, field, field->label);
      add_names (names, field, lf_field_label (field));
      add_names (names, field, field->synonyms);
    }
  return names;
}

static const LfField *
find_field (GHashTable *names, const char *heading)
{
  g_autofree char *folded = lf_text_fold (heading);

  return g_hash_table_lookup (names, folded);
}

/* 总投资（亿元） → 总投资 and 亿元 */
static char *
split_unit (const char *heading, char **ret_unit)
{
  g_autofree char *folded = lf_text_fold (heading);
  char *open = strrchr (folded, '(');

  *ret_unit = NULL;
  if (open != NULL && open > folded && g_str_has_suffix (folded, ")"))
    {
      *ret_unit = g_strndup (open + 1, strlen (open) - 2);
      *open = '\0';
      g_strchomp (folded);
    }
  return g_steal_pointer (&folded);
}

static LfColumn *
match (const char *heading, const LfEntity *entity, GHashTable *names, GHashTable *mapping)
{
  LfColumn *column = g_new0 (LfColumn, 1);
  const char *mapped;

  column->heading = lf_text_clean (heading);
  if (column->heading == NULL)
    column->heading = g_strdup ("");
  mapped = mapping == NULL ? NULL : g_hash_table_lookup (mapping, column->heading);
  if (mapped != NULL)
    column->field = *mapped == '\0' ? NULL : lf_entity_field (entity, mapped);
  else
    column->field = find_field (names, heading);
  if (mapped == NULL || column->field != NULL)
    {
      g_autofree char *bare = split_unit (heading, &column->unit);

      if (column->field == NULL && mapped == NULL && column->unit != NULL)
        column->field = find_field (names, bare);
    }
  return column;
}

/* A field is taken by the first column that names it. */
static GPtrArray *
match_row (
    const LfCsv *csv, guint row, const LfEntity *entity, GHashTable *names, GHashTable *mapping)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_column_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
    {
      LfColumn *column = match (lf_csv_cell (csv, row, i), entity, names, mapping);

      if (column->field != NULL && !g_hash_table_add (taken, (gpointer) column->field))
        column->field = NULL;
      g_ptr_array_add (columns, column);
    }
  return columns;
}

GPtrArray *
lf_columns_match (const LfCsv *csv, guint row, const LfEntity *entity, GHashTable *mapping)
{
  g_autoptr (GHashTable) names = list_names (entity);

  return match_row (csv, row, entity, names, mapping);
}

guint
lf_columns_count (GPtrArray *columns)
{
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    n += ((LfColumn *) columns->pdata[i])->field != NULL;
  return n;
}

static gboolean
has_title (GPtrArray *columns, const LfEntity *entity)
{
  for (guint i = 0; i < columns->len; i++)
    if (((LfColumn *) columns->pdata[i])->field == lf_entity_title (entity))
      return TRUE;
  return FALSE;
}

/* The most columns win; of equals the topmost row, then the first entity. */
gboolean
lf_columns_find (const LfCsv *csv,
                 const LfEntity *entity,
                 GHashTable *mapping,
                 const LfEntity **ret_entity,
                 guint *ret_row)
{
  guint best = 0;

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    {
      g_autoptr (GHashTable) names = NULL;

      if (entity != NULL && *entities != entity)
        continue;
      names = list_names (*entities);
      for (guint row = 0; row < MIN (MAX_TITLE_ROWS, csv->rows->len); row++)
        {
          g_autoptr (GPtrArray) columns = match_row (csv, row, *entities, names, mapping);
          guint n = lf_columns_count (columns);

          if (has_title (columns, *entities) && (n > best || (n == best && row < *ret_row)))
            {
              best = n;
              *ret_entity = *entities;
              *ret_row = row;
            }
        }
    }
  return best > 0;
}
