/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: a file is read, matched and planned; then saved as one change, or not at all. */

#include "config.h"

#include "lf-import-private.h"
#include "lf-row-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TITLE_ROWS 10

/* clang-format off */
G_DEFINE_QUARK (lf-exchange-error-quark, lf_exchange_error)
/* clang-format on */

void
lf_import_problem_init (LfImportProblem *problem,
                        const LfImport *self,
                        LfCellPlace place,
                        const char *value,
                        char *message)
{
  const char *heading = place.column < self->columns->len
                            ? ((LfColumn *) self->columns->pdata[place.column])->heading
                            : "";

  *problem = (LfImportProblem){ place.row->number, place.column + 1, g_strdup (heading),
                                g_strdup (value), message };
}

void
lf_import_problem_clear (LfImportProblem *problem)
{
  g_free (problem->heading);
  g_free (problem->value);
  g_free (problem->message);
}

static void
problem_free (gpointer data)
{
  lf_import_problem_clear (data);
  g_free (data);
}

void
lf_import_add_problem (LfImport *self, LfCellPlace place, const char *value, char *message)
{
  LfImportProblem *problem = g_new0 (LfImportProblem, 1);

  lf_import_problem_init (problem, self, place, value, message);
  g_ptr_array_add (self->problems, problem);
}

/* ---- Planning ---- */

/* (transfer full) (element-type LfCellRow): the first rows of a sheet */
static GPtrArray *
read_first_rows (LfCells *cells, guint sheet, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);
  const LfCellRow *row;

  if (!lf_cells_begin (cells, sheet, error))
    return NULL;
  while (rows->len < MAX_TITLE_ROWS)
    {
      if (!lf_cells_next (cells, &row, error))
        return NULL;
      if (row == NULL)
        break;
      g_ptr_array_add (rows, lf_cell_row_copy (row));
    }
  return g_steal_pointer (&rows);
}

/* Whether it is that sheet; then @cells stands behind its headings. */
static gboolean
find_headings (LfImport *self,
               LfCells *cells,
               guint sheet,
               const LfImportOptions *options,
               gboolean *ret_found,
               GError **error)
{
  g_autoptr (GPtrArray) rows = read_first_rows (cells, sheet, error);
  const LfColumnWords words = { options->mapping, self->headings };
  const LfCellRow *row;
  guint heading_row;

  *ret_found = FALSE;
  if (rows == NULL)
    return FALSE;
  if (!lf_columns_find (rows, options->entity, &words, &self->entity, &heading_row))
    return TRUE;
  self->columns = lf_columns_match (rows, heading_row, self->entity, &words);
  self->head = g_ptr_array_ref (rows);
  g_ptr_array_set_size (self->head, (int) heading_row + 1);
  *ret_found = lf_cells_begin (cells, sheet, error);
  for (guint i = 0; *ret_found && i <= heading_row; i++)
    *ret_found = lf_cells_next (cells, &row, error);
  return *ret_found;
}

static gboolean
refuse_headings (const LfImport *self, GError **error)
{
  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
               _ ("No heading of “%s” names the records, such as 项目名称 or 企业名称. Put "
                  "headings into the first row, or say which column is which."),
               self->name);
  return FALSE;
}

/* (transfer full): the names of the sheets from the @first on */
static char *
list_sheets (const LfCells *cells, guint first)
{
  GString *list = g_string_new (NULL);

  for (guint i = first; i < cells->sheets->len; i++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? _ (", ") : "",
                            (const char *) cells->sheets->pdata[i]);
  return g_string_free (list, FALSE);
}

static gboolean
refuse_sheet (const LfImport *self, const LfCells *cells, const char *name, GError **error)
{
  g_autofree char *list = list_sheets (cells, 0);

  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
               _ ("“%1$s” has no sheet “%2$s”. Its sheets are: %3$s."), self->name, name, list);
  return FALSE;
}

/* Nobody sees what is in them, so nobody gets it unasked. */
static gboolean
refuse_hidden_sheets (const LfImport *self, const LfCells *cells, guint n_shown, GError **error)
{
  g_autofree char *list = list_sheets (cells, n_shown);

  g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
               _ ("No sheet that “%1$s” shows has a heading that names the records. It has hidden "
                  "sheets, too: %2$s. Choose one of them to import it."),
               self->name, list);
  return FALSE;
}

/* The sheet asked for, else the first shown one that has headings. */
static gboolean
choose_sheet (LfImport *self, LfCells *cells, const LfImportOptions *options, GError **error)
{
  gboolean found = FALSE, is_there = options->sheet == NULL;
  guint n_shown = cells->sheets->len - cells->n_hidden_sheets;
  guint n_sheets = options->sheet == NULL ? n_shown : cells->sheets->len;

  for (guint i = 0; !found && i < n_sheets; i++)
    if (options->sheet == NULL || strcmp (cells->sheets->pdata[i], options->sheet) == 0)
      {
        is_there = TRUE;
        if (!find_headings (self, cells, i, options, &found, error))
          return FALSE;
        if (found)
          self->sheet = g_strdup (cells->sheets->pdata[i]);
      }
  if (!is_there)
    return refuse_sheet (self, cells, options->sheet, error);
  if (!found && options->sheet == NULL && cells->n_hidden_sheets > 0)
    return refuse_hidden_sheets (self, cells, n_shown, error);
  return found || refuse_headings (self, error);
}

static gboolean
take_rows (
    LfImport *self, LfStore *store, LfCells *cells, GCancellable *cancellable, GError **error)
{
  g_autoptr (LfRowReader) reader = lf_row_reader_new (cells);

  for (;;)
    {
      g_autoptr (GPtrArray) rows = lf_row_reader_next (reader, error);

      if (rows == NULL)
        return FALSE;
      if (rows->len == 0)
        return TRUE;
      if (!lf_import_look_up_titles (self, store, rows, error))
        return FALSE;
      for (guint i = 0; i < rows->len; i++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error)
            || !lf_import_take_row (self, store, rows->pdata[i], error))
          return FALSE;
    }
}

/* A field's name that is written wrong would leave its column out without a word. */
static gboolean
check_mapping (const LfImport *self, GHashTable *mapping, GError **error)
{
  GHashTableIter iter;
  gpointer heading, field;

  if (mapping == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, mapping);
  while (g_hash_table_iter_next (&iter, &heading, &field))
    if (*(const char *) field != '\0' && lf_entity_field (self->entity, field) == NULL)
      {
        g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
                     _ ("The column “%1$s” cannot go into “%2$s”: %3$s have no field of that name. "
                        "Correct the name, or leave it blank to leave the column out."),
                     (const char *) heading, (const char *) field, lf_entity_plural (self->entity));
        return FALSE;
      }
  return TRUE;
}

static LfImport *
import_new (const char *path)
{
  LfImport *self = g_new0 (LfImport, 1);

  self->name = g_path_get_basename (path);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->originals = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) lf_record_unref);
  self->rows = g_hash_table_new (NULL, NULL);
  self->skipped = g_ptr_array_new_with_free_func (lf_skipped_row_free);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->key = g_ptr_array_new ();
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  return self;
}

static int
compare_problems (gconstpointer a, gconstpointer b)
{
  const LfImportProblem *one = *(LfImportProblem *const *) a;
  const LfImportProblem *other = *(LfImportProblem *const *) b;

  if (one->row != other->row)
    return one->row < other->row ? -1 : 1;
  return (one->column > other->column) - (one->column < other->column);
}

LfImport *
lf_import_plan_sync (LfStore *store,
                     const char *path,
                     const LfImportOptions *options,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LfImport) self = import_new (path);
  g_autoptr (LfCells) cells = lf_cells_open (path, error);

  if (cells == NULL || (self->headings = lf_headings_load_sync (store, error)) == NULL
      || !choose_sheet (self, cells, options, error)
      || !check_mapping (self, options->mapping, error)
      || !lf_import_choose_key (self, options->key, error))
    return NULL;
  self->mode = options->mode;
  self->is_lenient = options->is_lenient;
  self->has_hidden = options->has_hidden;
  self->is_1904 = cells->is_1904;
  if (!take_rows (self, store, cells, cancellable, error))
    return NULL;
  g_ptr_array_sort (self->problems, compare_problems);
  if (self->n_rows == 0)
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_EMPTY,
                   _ ("“%s” has headings but no rows: there is nothing to import."), self->name);
      return NULL;
    }
  return lf_import_find_duplicates (self, store, error)
                 && lf_import_find_targets (self, store, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
lf_import_free (LfImport *self)
{
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->headings, lf_headings_free);
  g_clear_pointer (&self->head, g_ptr_array_unref);
  g_ptr_array_unref (self->records);
  g_hash_table_unref (self->originals);
  g_hash_table_unref (self->rows);
  g_free (self->reason);
  g_clear_pointer (&self->verdicts, g_hash_table_unref);
  g_clear_pointer (&self->targets, g_hash_table_unref);
  g_clear_pointer (&self->batch, lf_record_unref);
  g_ptr_array_unref (self->skipped);
  g_ptr_array_unref (self->references);
  g_hash_table_unref (self->planned);
  g_hash_table_unref (self->stored);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->key);
  g_clear_pointer (&self->index, lf_import_index_free);
  g_ptr_array_unref (self->problems);
  g_free (self->sheet);
  g_free (self->name);
  g_free (self);
}

const LfEntity *
lf_import_entity (const LfImport *self)
{
  return self->entity;
}

const char *
lf_import_sheet (const LfImport *self)
{
  return self->sheet;
}

const LfRecord *
lf_import_original (const LfImport *self, const LfRecord *record)
{
  return g_hash_table_lookup (self->originals, record);
}

guint
lf_import_row (const LfImport *self, const LfRecord *record)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, record));
}

GPtrArray *
lf_import_records (const LfImport *self)
{
  return self->records;
}

GPtrArray *
lf_import_references (const LfImport *self)
{
  return self->references;
}

GPtrArray *
lf_import_problems (const LfImport *self)
{
  return self->problems;
}

guint
lf_import_n_columns (const LfImport *self)
{
  return self->columns->len;
}

const char *
lf_import_heading (const LfImport *self, guint column)
{
  return ((LfColumn *) self->columns->pdata[column])->heading;
}

const LfField *
lf_import_field (const LfImport *self, guint column)
{
  return ((LfColumn *) self->columns->pdata[column])->field;
}

gboolean
lf_import_is_learned (const LfImport *self, guint column)
{
  return ((LfColumn *) self->columns->pdata[column])->learned != NULL;
}

void
lf_import_forget (const LfImport *self, guint column, LfChange *change)
{
  lf_headings_forget (self->headings, ((LfColumn *) self->columns->pdata[column])->learned, change);
}

guint
lf_import_n_updates (const LfImport *self)
{
  return g_hash_table_size (self->originals);
}

guint
lf_import_n_skipped (const LfImport *self)
{
  return self->skipped->len;
}

guint
lf_import_n_doubles (const LfImport *self)
{
  return self->n_doubles;
}

guint
lf_import_n_asides (const LfImport *self)
{
  return self->n_asides;
}

guint
lf_import_n_hidden (const LfImport *self)
{
  return self->n_hidden;
}

GPtrArray *
lf_import_left_out (const LfImport *self)
{
  return self->skipped;
}

GPtrArray *
lf_import_duplicates (const LfImport *self)
{
  return self->duplicates;
}

void
lf_import_judge (LfImport *self, LfVerdict verdict, const char *reason)
{
  g_return_if_fail (verdict != LF_VERDICT_NEW || reason != NULL);

  self->has_verdict = TRUE;
  self->verdict = verdict;
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

/* ---- Saving ---- */

static gboolean
refuse_problems (const LfImport *self, GError **error)
{
  const LfImportProblem *first = self->problems->pdata[0];

  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_PROBLEMS,
      g_dngettext (
          GETTEXT_PACKAGE,
          "%1$u cell needs a correction, so nothing was imported. Row %2$u, column %3$u: %4$s",
          "%1$u cells need a correction, so nothing was imported. The first is in row %2$u, "
          "column %3$u: %4$s",
          self->problems->len),
      self->problems->len, first->row, first->column, first->message);
  return FALSE;
}

/* What a person said of columns is remembered for the next sheet with such headings. */
static void
learn_headings (const LfImport *self, LfChange *change)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfColumn *column = self->columns->pdata[i];
      char *heading = lf_heading_fold (column->heading);

      if (column->is_by_hand && !column->is_taken && *heading != '\0'
          && !g_hash_table_contains (seen, heading))
        lf_headings_learn (self->headings,
                           &(LfHeadingWord){ self->entity, heading, column->field, column->usual },
                           change);
      g_hash_table_add (seen, heading);
    }
}

gboolean
lf_import_commit_sync (LfImport *self, LfStore *store, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Import of %s"), self->name);
  g_autoptr (LfChange) change = lf_change_new (label);

  if (self->problems->len > 0)
    return refuse_problems (self, error);
  lf_import_add_judged (self, store, change);
  lf_import_add_batch (self, change);
  learn_headings (self, change);
  return lf_store_commit_parts_sync (store, change, error);
}
