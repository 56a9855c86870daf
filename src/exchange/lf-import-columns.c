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
is_named (const LfField *field, const char *folded)
{
  return lf_text_is_among (folded, field->name) || lf_text_is_among (folded, field->label)
         || lf_text_is_among (folded, lf_field_label (field))
         || lf_text_is_among (folded, field->synonyms);
}

static gboolean
is_title (const char *heading)
{
  g_autofree char *folded = lf_text_fold (heading);

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (is_named (lf_entity_title (*entities), folded))
      return TRUE;
  return FALSE;
}

/* How well the columns fit: rows that are named by a column of their own, left of what would be
 * their title here and without a place, are of another kind: 项目名称,企业名称,联系人,电话. */
static guint
rate (GPtrArray *columns, const LfEntity *entity)
{
  guint title = 0;

  while (title < columns->len
         && ((LfColumn *) columns->pdata[title])->field != lf_entity_title (entity))
    title++;
  if (title == columns->len)
    return 0;
  for (guint i = 0; i < title; i++)
    {
      const LfColumn *column = columns->pdata[i];

      if (column->field == NULL && *column->heading != '\0' && is_title (column->heading))
        return 1;
    }
  return lf_columns_count (columns);
}

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
          guint n = rate (columns, *entities);

          if (n > best || (n > 0 && n == best && row < *ret_row))
            {
              best = n;
              *ret_entity = *entities;
              *ret_row = row;
            }
        }
    }
  return best > 0;
}

static gboolean
is_blank (const LfCsv *csv, guint row, guint column)
{
  g_autofree char *text = lf_text_clean (lf_csv_cell (csv, row, column));

  return text == NULL;
}

/* Nothing under the title, and whatever stands there is a heading itself. */
static gboolean
is_lower_row (const LfCsv *csv, guint row, const LfEntity *entity, GHashTable *mapping)
{
  g_autoptr (GPtrArray) upper = lf_columns_match (csv, row, entity, mapping);
  g_autoptr (GPtrArray) lower = NULL;
  guint n = 0;

  for (guint i = 0; i < upper->len; i++)
    if (((LfColumn *) upper->pdata[i])->field == lf_entity_title (entity)
        && !is_blank (csv, row + 1, i))
      return FALSE;
  lower = lf_columns_match (csv, row + 1, entity, mapping);

  for (guint i = 0; i < lower->len; i++)
    {
      const LfColumn *column = lower->pdata[i];

      if (*column->heading == '\0')
        continue;
      if (column->field == NULL)
        return FALSE;
      n++;
    }
  return n > 0;
}

gboolean
lf_columns_join (LfCsv *csv, guint row, const LfEntity *entity, GHashTable *mapping)
{
  GPtrArray *cells;

  if (row + 1 >= csv->rows->len || !is_lower_row (csv, row, entity, mapping))
    return FALSE;
  cells = csv->rows->pdata[row + 1];
  for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
    if (i >= cells->len)
      g_ptr_array_add (cells, g_strdup (lf_csv_cell (csv, row, i)));
    else if (is_blank (csv, row + 1, i))
      {
        g_free (cells->pdata[i]);
        cells->pdata[i] = g_strdup (lf_csv_cell (csv, row, i));
      }
  return TRUE;
}
