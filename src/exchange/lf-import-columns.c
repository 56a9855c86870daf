/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which field a column of a spreadsheet is. */

#include "config.h"

#include "lf-import-columns.h"

#include "lf-import.h"

#include <string.h>

void
lf_column_free (LfColumn *self)
{
  g_free (self->heading);
  g_free (self->unit);
  g_free (self->last_text);
  g_free (self->last_value);
  g_free (self);
}

/* ---- Names of fields ---- */

/* A name that several fields have is the first one's. */
static void
add_names (GHashTable *fields, const LfField *field, const char *names)
{
  g_auto (GStrv) words = g_strsplit (names == NULL ? "" : names, "|", -1);

  for (char **p = words; *p != NULL; p++)
    {
      g_autofree char *name = lf_heading_fold (*p);
      if (*name != '\0' && !g_hash_table_contains (fields, name))
        g_hash_table_insert (fields, g_steal_pointer (&name), (gpointer) field);
    }
}

static void
add_field (GHashTable *fields, const LfField *field)
{
  add_names (fields, field, field->name);
  add_names (fields, field, field->label);
  add_names (fields, field, lf_field_label (field));
  add_names (fields, field, field->synonyms);
}

gboolean
lf_import_takes (const LfField *field)
{
  return !(field->flags & (LF_FIELD_HIDDEN | LF_FIELD_DERIVED))
         && field->type != LF_VALUE_ATTACHMENT_SET;
}

/* (transfer full): folded name → LfField */
static GHashTable *
collect_names (const LfEntity *entity)
{
  GHashTable *fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (lf_import_takes (field))
      add_field (fields, field);
  return fields;
}

/* ---- Units ---- */

static gboolean
has_units (const LfField *field)
{
  return field->type == LF_VALUE_MONEY || field->type == LF_VALUE_QUANTITY
         || field->type == LF_VALUE_INTEGER || field->type == LF_VALUE_DECIMAL;
}

static gboolean
is_unit (const LfField *field, const char *word)
{
  g_autofree char *one = g_strconcat ("1", word, NULL);
  g_autofree char *value = NULL;

  return has_units (field) && *word != '\0' && strchr ("0123456789.+-e", *word) == NULL
         && lf_field_parse (field, one, &value, NULL);
}

/* The words of a folded text, without 单位 before a unit: (transfer full) */
static GStrv
split_words (const char *text)
{
  return g_regex_split_simple ("[(\\[{【】}\\]),;:_、 -]+|^/|单位", text, 0, 0);
}

/* (transfer full) (nullable): the first word of @text that is a unit of @field */
static char *
find_unit (const LfField *field, const char *text)
{
  g_auto (GStrv) words = split_words (text);

  for (char **p = words; *p != NULL; p++)
    if (is_unit (field, *p))
      return g_strdup (*p);
  return NULL;
}

/* The same, or a word that may be a unit we do not know, such as 万元/亩: rather than taken for the
 * field's own, numbers with it behind them are then told of as problems. */
static char *
find_any_unit (const LfField *field, const char *text)
{
  char *unit = find_unit (field, text);
  g_auto (GStrv) words = unit != NULL || !has_units (field) ? NULL : split_words (text);

  for (char **p = words; p != NULL && *p != NULL && unit == NULL; p++)
    if (g_regex_match_simple ("[元万亿千百亩顷米吨人个户家%‰$¥€£]|^m2$|^km", *p, 0, 0))
      unit = g_strdup (*p);
  return unit;
}

/* Whether @rest, behind a field's name, is all in brackets, or begins with a unit. */
static gboolean
is_addition (const LfField *field, const char *rest)
{
  g_auto (GStrv) words = split_words (rest);
  char **first = words;

  while (*first != NULL && **first == '\0')
    first++;
  return g_regex_match_simple ("^((\\([^()]*\\)|\\[[^\\]]*\\]|【[^】]*】))+$", rest, 0, 0)
         || (*first != NULL && is_unit (field, *first));
}

/* 总投资（亿元）, 总投资万元: the field whose name @heading begins with, the longest such. */
static const LfField *
find_beginning (GHashTable *fields, const char *heading, char **ret_unit)
{
  for (const char *end = heading + strlen (heading); end > heading;)
    {
      g_autofree char *name = NULL;
      const LfField *field;

      end = g_utf8_prev_char (end);
      name = g_strndup (heading, (gsize) (end - heading));
      field = g_hash_table_lookup (fields, name);
      if (field != NULL && is_addition (field, end))
        {
          *ret_unit = find_any_unit (field, end);
          return field;
        }
    }
  return NULL;
}

/* The unit a heading ends in, for a field that was chosen by hand. */
static char *
find_last_unit (const LfField *field, const char *heading)
{
  char *unit = find_unit (field, heading);

  for (const char *p = heading; unit == NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (is_unit (field, p))
      unit = g_strdup (p);
  return unit;
}

/* ---- Columns ---- */

static const LfColumnWords no_words = { NULL, NULL };

/* What headings of an entity may be. */
typedef struct
{
  const LfEntity *entity;
  GHashTable *fields; /* folded name → LfField */
  const LfColumnWords *words;
  GHashTable *titles; /* folded names of what names the records of any entity */
} Names;

/* What a person said of the heading now. */
static void
take_mapped (LfColumn *column, const Names *names, const char *folded, const char *field)
{
  column->is_by_hand = TRUE;
  column->field = *field == '\0' ? NULL : lf_entity_field (names->entity, field);
  if (column->field != NULL)
    column->unit = find_last_unit (column->field, folded);
}

/* What was said of it earlier; over the name of a field only when that was known then. */
static void
take_learned (LfColumn *column, const Names *names, const char *folded)
{
  const LfHeadings *headings = names->words->headings;
  const LfRecord *known
      = headings == NULL ? NULL : lf_headings_find (headings, names->entity, folded);
  const LfField *exact = g_hash_table_lookup (names->fields, folded);
  const char *name = known == NULL ? NULL : lf_record_get (known, "field");
  const LfField *field = name == NULL ? NULL : lf_entity_field (names->entity, name);

  if (known == NULL || (name != NULL && field == NULL)
      || (exact != NULL && g_strcmp0 (exact->name, lf_record_get (known, "replaces")) != 0))
    return;
  column->learned = known;
  column->field = field;
  g_clear_pointer (&column->unit, g_free);
  if (field != NULL)
    column->unit = find_last_unit (field, folded);
}

static LfColumn *
match (const char *heading, const Names *names)
{
  LfColumn *column = g_new0 (LfColumn, 1);
  g_autofree char *folded = lf_heading_fold (heading);
  const char *mapped;

  column->heading = lf_text_clean (heading);
  if (column->heading == NULL)
    column->heading = g_strdup ("");
  column->usual = g_hash_table_lookup (names->fields, folded);
  if (column->usual == NULL)
    column->usual = find_beginning (names->fields, folded, &column->unit);
  column->field = column->usual;
  mapped = names->words->mapping == NULL
               ? NULL
               : g_hash_table_lookup (names->words->mapping, column->heading);
  if (mapped == NULL)
    {
      take_learned (column, names, folded);
      return column;
    }
  g_clear_pointer (&column->unit, g_free);
  take_mapped (column, names, folded, mapped);
  return column;
}

/* A field is taken by the first column that names it: by hand, by its own words, then as learned.
 */
static int
rank_of (const LfColumn *column)
{
  return column->is_by_hand ? 0 : column->learned == NULL ? 1 : 2;
}

static void
take_fields (GPtrArray *columns, int rank, GHashTable *taken)
{
  for (guint i = 0; i < columns->len; i++)
    {
      LfColumn *column = columns->pdata[i];

      if (rank_of (column) != rank || column->field == NULL
          || g_hash_table_add (taken, (gpointer) column->field))
        continue;
      column->field = NULL;
      column->is_taken = TRUE;
    }
}

static GPtrArray *
match_row (const LfCellRow *row, const Names *names)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_column_free);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < row->n_cells; i++)
    g_ptr_array_add (columns, match (row->cells[i].text, names));
  for (int rank = 0; rank <= 2; rank++)
    take_fields (columns, rank, taken);
  return columns;
}

/* 单位：万元、亩 in a row above the headings is for the columns that have no unit of their own. */
static void
take_sheet_units (GPtrArray *columns, const char *text)
{
  g_autofree char *folded = lf_text_fold (text);
  const char *units = strstr (folded, "单位");

  for (guint i = 0; units != NULL && i < columns->len; i++)
    {
      LfColumn *column = columns->pdata[i];
      if (column->field != NULL && column->unit == NULL)
        column->unit = find_unit (column->field, units);
    }
}

GPtrArray *
lf_columns_match (GPtrArray *rows, guint at, const LfEntity *entity, const LfColumnWords *words)
{
  g_autoptr (GHashTable) fields = collect_names (entity);
  const Names names = { entity, fields, words == NULL ? &no_words : words, /* titles= */ NULL };
  GPtrArray *columns = match_row (rows->pdata[at], &names);

  for (guint i = 0; i < at; i++)
    for (guint column = 0; column < ((LfCellRow *) rows->pdata[i])->n_cells; column++)
      take_sheet_units (columns, lf_cell_row_text (rows->pdata[i], column));
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

/* ---- Kinds of rows ---- */

/* (transfer full) */
static GHashTable *
collect_titles (void)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    add_field (titles, lf_entity_title (*entities));
  return titles;
}

static gboolean
is_title (const Names *names, const char *heading)
{
  g_autofree char *folded = lf_heading_fold (heading);

  return g_hash_table_contains (names->titles, folded);
}

/* How well the columns fit: rows that are named by a column of their own, left of what would be
 * their title here and without a place, are of another kind: 项目名称,企业名称,联系人,电话. */
static guint
rate (GPtrArray *columns, const Names *names)
{
  guint title = 0;

  while (title < columns->len
         && ((LfColumn *) columns->pdata[title])->field != lf_entity_title (names->entity))
    title++;
  if (title == columns->len)
    return 0;
  for (guint i = 0; i < title; i++)
    {
      const LfColumn *column = columns->pdata[i];

      if (column->field == NULL && *column->heading != '\0' && is_title (names, column->heading))
        return 1;
    }
  return lf_columns_count (columns);
}

/* ---- Headings over two rows ---- */

/* What is in brackets at the end of a heading over several columns: 投资额（万元） */
static const char *
group_unit (const char *heading)
{
  const char *open = strstr (heading, "（");

  return open != NULL ? open : strchr (heading, '(') != NULL ? strchr (heading, '(') : "";
}

static const char *
own_text (const LfCellRow *row, guint column)
{
  return column < row->n_cells && row->cells[column].is_merged ? ""
                                                               : lf_cell_row_text (row, column);
}

/* (transfer full): 投资额（万元） over 总投资 and 固投 is two columns, 总投资（万元） and
 * 固投（万元）; 项目名称 over nothing is one. */
static LfCellRow *
combine (const LfCellRow *upper, const LfCellRow *lower)
{
  guint n = MAX (upper->n_cells, lower->n_cells);
  g_autofree LfCell *cells = g_new0 (LfCell, n);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  const LfCellRow row = { lower->number, n, cells };
  const char *group = "";

  for (guint i = 0; i < n; i++)
    {
      const char *over = lf_cell_row_text (upper, i), *text = own_text (lower, i);

      if (*over != '\0')
        group = over;
      g_ptr_array_add (
          texts, g_strconcat (*text == '\0' ? over : text,
                              *text != '\0' && *group_unit (text) == '\0' ? group_unit (group) : "",
                              NULL));
      cells[i] = (LfCell){ LF_CELL_TEXT, texts->pdata[i], FALSE };
    }
  return lf_cell_row_copy (&row);
}

/* Whether the row below is more headings: it says nothing where the titles would be. */
static gboolean
is_second_row (GPtrArray *columns, const LfEntity *entity, const LfCellRow *lower)
{
  for (guint i = 0; i < columns->len; i++)
    if (((LfColumn *) columns->pdata[i])->field == lf_entity_title (entity))
      return *own_text (lower, i) == '\0' && !lf_cell_row_is_blank (lower);
  return FALSE;
}

/* The best row of headings so far. */
typedef struct
{
  const LfEntity *entity; /* (nullable) */
  guint at;
  guint n;
  LfCellRow *combined; /* (nullable): that row with the one above */
} Best;

/* Whether all that the row holds are headings. */
static gboolean
is_of_headings (const LfCellRow *row, const Names *names)
{
  g_autoptr (GPtrArray) columns = match_row (row, names);

  for (guint i = 0; i < columns->len; i++)
    {
      const LfColumn *column = columns->pdata[i];

      if (column->field == NULL && *column->heading != '\0')
        return FALSE;
    }
  return TRUE;
}

static void
try_combined (GPtrArray *rows, guint at, GPtrArray *columns, const Names *names, Best *best)
{
  const LfCellRow *lower = at + 1 < rows->len ? rows->pdata[at + 1] : NULL;
  gboolean is_best = best->entity == names->entity && best->at == at;
  g_autoptr (GPtrArray) both = NULL;
  LfCellRow *row;
  guint n;

  if (lower == NULL || !is_second_row (columns, names->entity, lower))
    return;
  row = combine (rows->pdata[at], lower);
  both = match_row (row, names);
  n = rate (both, names);
  if (n > MAX (best->n, rate (columns, names))
      || (is_best && n == best->n && is_of_headings (lower, names)))
    {
      g_clear_pointer (&best->combined, lf_cell_row_free);
      *best = (Best){ names->entity, at + 1, n, row };
    }
  else
    lf_cell_row_free (row);
}

/* The most columns win; of equals the topmost row, then the first entity. */
static gboolean
is_better (guint n, guint at, const Best *best)
{
  return n > best->n || (n == best->n && at < best->at);
}

static void
try_entity (GPtrArray *rows,
            const LfEntity *entity,
            const LfColumnWords *words,
            GHashTable *titles,
            Best *best)
{
  g_autoptr (GHashTable) fields = collect_names (entity);
  const Names names = { entity, fields, words == NULL ? &no_words : words, titles };

  for (guint at = 0; at < rows->len; at++)
    {
      g_autoptr (GPtrArray) columns = match_row (rows->pdata[at], &names);
      guint n = rate (columns, &names);

      if (n == 0)
        continue;
      if (is_better (n, at, best))
        {
          g_clear_pointer (&best->combined, lf_cell_row_free);
          *best = (Best){ entity, at, n, NULL };
        }
      try_combined (rows, at, columns, &names, best);
    }
}

gboolean
lf_columns_find (GPtrArray *rows,
                 const LfEntity *entity,
                 const LfColumnWords *words,
                 const LfEntity **ret_entity,
                 guint *ret_at)
{
  g_autoptr (GHashTable) titles = collect_titles ();
  Best best = { 0 };

  for (const LfEntity *const *entities = lf_schema_entities (NULL); *entities != NULL; entities++)
    if (entity == NULL || *entities == entity)
      try_entity (rows, *entities, words, titles, &best);
  if (best.combined != NULL)
    {
      lf_cell_row_free (rows->pdata[best.at]);
      rows->pdata[best.at] = best.combined;
    }
  *ret_entity = best.entity;
  *ret_at = best.at;
  return best.n > 0;
}
