/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is. */

#include "config.h"

#include "lf-import-columns.h"

#include <string.h>

void
lf_column_free (LfColumn *self)
{
  g_free (self->heading);
  g_free (self->unit);
  g_free (self);
}

static gboolean
is_among (const char *folded, const char *names)
{
  g_auto (GStrv) words = g_strsplit (names == NULL ? "" : names, "|", -1);

  for (char **p = words; *p != NULL; p++)
    {
      g_autofree char *word = lf_text_fold (*p);
      if (strcmp (word, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static const LfField *
find_field (const LfEntity *entity, const char *heading)
{
  g_autofree char *folded = lf_text_fold (heading);

  if (*folded == '\0')
    return NULL;
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (!(field->flags & LF_FIELD_HIDDEN)
        && (is_among (folded, field->name) || is_among (folded, field->label)
            || is_among (folded, lf_field_label (field)) || is_among (folded, field->synonyms)))
      return field;
  return NULL;
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
match (const char *heading, const LfEntity *entity, GHashTable *mapping)
{
  LfColumn *column = g_new0 (LfColumn, 1);
  const char *mapped = mapping == NULL ? NULL : g_hash_table_lookup (mapping, heading);

  column->heading = lf_text_clean (heading);
  if (column->heading == NULL)
    column->heading = g_strdup ("");
  if (mapped != NULL)
    column->field = *mapped == '\0' ? NULL : lf_entity_field (entity, mapped);
  else
    column->field = find_field (entity, heading);
  if (mapped == NULL || column->field != NULL)
    {
      g_autofree char *bare = split_unit (heading, &column->unit);

      if (column->field == NULL && mapped == NULL && column->unit != NULL)
        column->field = find_field (entity, bare);
    }
  return column;
}

/* A field is taken by the first column that names it. */
GPtrArray *
lf_columns_match (GPtrArray *rows, guint at, const LfEntity *entity, GHashTable *mapping)
{
  const LfCellRow *row = rows->pdata[at];
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_column_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < row->n_cells; i++)
    {
      LfColumn *column = match (row->cells[i].text, entity, mapping);

      if (column->field != NULL && !g_hash_table_add (taken, (gpointer) column->field))
        column->field = NULL;
      g_ptr_array_add (columns, column);
    }
  return columns;
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

gboolean
lf_columns_find (GPtrArray *rows,
                 const LfEntity *entity,
                 GHashTable *mapping,
                 const LfEntity **ret_entity,
                 guint *ret_at)
{
  guint best = 0;

  for (guint at = 0; at < rows->len; at++)
    for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
      {
        g_autoptr (GPtrArray) columns = NULL;

        if (entity != NULL && *entities != entity)
          continue;
        columns = lf_columns_match (rows, at, *entities, mapping);
        if (has_title (columns, *entities) && lf_columns_count (columns) > best)
          {
            best = lf_columns_count (columns);
            *ret_entity = *entities;
            *ret_at = at;
          }
      }
  return best > 0;
}
