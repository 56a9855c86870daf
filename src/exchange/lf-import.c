/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: a file is read, matched and planned; then saved as one change, or not at all. */

#include "config.h"

#include "lf-import.h"

#include "lf-import-columns.h"
#include "lf-import-doubles.h"
#include "lf-import-duplicates.h"
#include "lf-import-rows.h"
#include "lf-text-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _LfImport
{
  char *name; /* of the file, for people */
  const LfEntity *entity;
  LfCsv *csv;
  guint heading_row;
  GPtrArray *columns;    /* LfColumn */
  GPtrArray *records;    /* LfRecord */
  GPtrArray *references; /* LfRecord: to be made with them */
  GHashTable *planned;   /* "entity/title" → id: found or to be made */
  GHashTable *keys;      /* what the file's own rows go by → row */
  GPtrArray *problems;   /* LfImportProblem */
  GPtrArray *left_out;   /* LfImportProblem: rows that are not imported, and why */
  GArray *record_rows;   /* guint, one for each of @records */
  GArray *reference_rows;
  GPtrArray *duplicates; /* LfImportDuplicate */
  LfVerdict verdict;     /* on those that wait for one, when there is one */
  gboolean has_verdict;
  char *reason;
  guint n_doubles;
  guint n_asides;
};

/* clang-format off */
G_DEFINE_QUARK (lf-exchange-error-quark, lf_exchange_error)
/* clang-format on */

static void
problem_free (gpointer data)
{
  LfImportProblem *problem = data;

  g_free (problem->heading);
  g_free (problem->value);
  g_free (problem->message);
  g_free (problem);
}

static void
add_to (GPtrArray *list,
        LfImport *self,
        guint row,
        guint column,
        const char *value,
        char *message /* (transfer full) */)
{
  LfImportProblem *problem = g_new0 (LfImportProblem, 1);
  const char *heading
      = column < self->columns->len ? ((LfColumn *) self->columns->pdata[column])->heading : "";

  *problem
      = (LfImportProblem){ row + 1, column + 1, g_strdup (heading), g_strdup (value), message };
  g_ptr_array_add (list, problem);
}

static void
add_problem (
    LfImport *self, guint row, guint column, const char *value, char *message /* (transfer full) */)
{
  add_to (self->problems, self, row, column, value, message);
}

static void
leave_out (LfImport *self, guint row, guint column, char *message /* (transfer full) */)
{
  add_to (self->left_out, self, row, column, lf_csv_cell (self->csv, row, column), message);
}

/* ---- References ---- */

/* Entities whose records an import may make when a title is new: those that need nothing but a
 * name. */
static gboolean
can_be_made (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if ((field->flags & LF_FIELD_REQUIRED) && !(field->flags & LF_FIELD_TITLE))
      return FALSE;
  return TRUE;
}

static char *
make_reference (LfImport *self, const LfEntity *entity, const char *title, guint row)
{
  LfRecord *record = lf_record_new (entity, NULL);
  guint shown_row = row + 1;

  lf_record_set (record, lf_entity_title (entity)->name, title);
  g_ptr_array_add (self->references, record);
  g_array_append_val (self->reference_rows, shown_row);
  return g_strdup (lf_record_id (record));
}

/* (nullable) without error: there is none and none can be made */
static const char *
find_reference (LfImport *self,
                LfStore *store,
                const LfEntity *entity,
                const char *title,
                guint row,
                GError **error)
{
  g_autofree char *key = g_strconcat (entity->name, "/", title, NULL);
  const char *id = g_hash_table_lookup (self->planned, key);
  g_autoptr (LfRecord) found = NULL;
  GError *local_error = NULL;
  char *planned;

  if (id != NULL)
    return id;
  found = lf_store_find_title_sync (store, entity, title, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  if (found == NULL && !can_be_made (entity))
    return NULL;
  planned
      = found != NULL ? g_strdup (lf_record_id (found)) : make_reference (self, entity, title, row);
  g_hash_table_insert (self->planned, g_steal_pointer (&key), planned);
  return planned;
}

static gboolean
take_reference (LfImport *self,
                LfStore *store,
                LfRecord *record,
                const LfField *field,
                const char *title,
                guint row,
                guint column,
                GError **error)
{
  const LfEntity *target = lf_schema_find (field->target);
  GError *local_error = NULL;
  const char *id = find_reference (self, store, target, title, row, &local_error);
  guint index = (guint) lf_entity_index (self->entity, field->name);

  if (local_error != NULL)
    {
      g_propagate_error (error, local_error);
      return FALSE;
    }
  if (id == NULL)
    {
      add_problem (self, row, column, title,
                   g_strdup_printf (_ ("%1$s: there is no “%2$s” in %3$s; add it first."),
                                    lf_field_label (field), title, lf_entity_plural (target)));
      return TRUE;
    }
  lf_record_take_at (record, index,
                     field->type == LF_VALUE_REFERENCE
                         ? g_strdup (id)
                         : lf_set_apply (lf_record_get_at (record, index), NULL, id));
  lf_record_set_display (record, index, title);
  return TRUE;
}

static gboolean
take_references (LfImport *self,
                 LfStore *store,
                 LfRecord *record,
                 const LfField *field,
                 const char *text,
                 guint row,
                 guint column,
                 GError **error)
{
  g_auto (GStrv) titles = g_regex_split_simple ("\\s*[、；;\\n]\\s*", text, 0, 0);

  for (char **title = titles; *title != NULL; title++)
    if (**title != '\0' && !take_reference (self, store, record, field, *title, row, column, error))
      return FALSE;
  return TRUE;
}

/* ---- Cells ---- */

static gboolean
is_bare_number (const char *text)
{
  return g_ascii_isdigit (text[strlen (text) - 1]);
}

static void
take_value (LfImport *self,
            LfRecord *record,
            const LfColumn *column,
            const char *text,
            guint row,
            guint index)
{
  gboolean has_unit
      = column->unit != NULL
        && (column->field->type == LF_VALUE_MONEY || column->field->type == LF_VALUE_QUANTITY)
        && is_bare_number (text);
  g_autofree char *full = has_unit ? g_strconcat (text, column->unit, NULL) : g_strdup (text);
  g_autoptr (GError) error = NULL;
  char *value;

  if (lf_field_parse (column->field, full, &value, &error))
    lf_record_take_at (record, (guint) lf_entity_index (self->entity, column->field->name), value);
  else
    add_problem (self, row, index, text, g_strdup (error->message));
}

static gboolean
take_cell (LfImport *self, LfStore *store, LfRecord *record, guint row, guint index, GError **error)
{
  const LfColumn *column = self->columns->pdata[index];
  g_autofree char *text = lf_text_clean (lf_csv_cell (self->csv, row, index));

  if (column->field == NULL || text == NULL || lf_cell_is_unknown (column->field, text))
    return TRUE;
  if (column->field->type == LF_VALUE_REFERENCE)
    return take_reference (self, store, record, column->field, text, row, index, error);
  if (column->field->type == LF_VALUE_REFERENCE_SET)
    return take_references (self, store, record, column->field, text, row, index, error);
  take_value (self, record, column, text, row, index);
  return TRUE;
}

/* A stage that came without its own date has been entered on its milestone's date, when the row
 * says so. */
static void
fill_stage_date (LfRecord *record)
{
  LfStage stage;

  if (lf_entity_field (lf_record_entity (record), "stage_date") == NULL
      || lf_record_get (record, "stage_date") != NULL
      || !lf_stage_from_key (lf_record_get (record, "stage"), &stage)
      || lf_stage_date_field (stage) == NULL)
    return;
  lf_record_set (record, "stage_date", lf_record_get (record, lf_stage_date_field (stage)));
}

/* Initial values, but for dates: the file tells of what happened, not of today. */
static void
fill_initial (LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].initial != NULL && strcmp (entity->fields[i].initial, "today") != 0
        && lf_record_get_at (record, i) == NULL)
      lf_record_take_at (record, i, g_strdup (entity->fields[i].initial));
}

/* ---- Rows ---- */

static gboolean
is_blank_row (const LfCsv *csv, guint row)
{
  for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
    {
      g_autofree char *text = lf_text_clean (lf_csv_cell (csv, row, i));
      if (text != NULL)
        return FALSE;
    }
  return TRUE;
}

static guint
column_of (const LfImport *self, const char *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfColumn *column = self->columns->pdata[i];
      if (column->field != NULL && g_strcmp0 (column->field->name, field) == 0)
        return i;
    }
  return 0;
}

/* Where a cell could not be read already, only what blank cells lack is told beside it: other rules
 * may speak of the value that is missing now. */
static void
check_record (LfImport *self, const LfRecord *record, guint row, gboolean has_unread)
{
  g_autoptr (GPtrArray) problems = lf_rules_check (NULL, record, FALSE);

  for (guint i = 0; i < problems->len; i++)
    {
      const LfProblem *problem = problems->pdata[i];
      guint column = column_of (self, problem->field);
      g_autofree char *text = lf_text_clean (lf_csv_cell (self->csv, row, column));

      if (has_unread && text != NULL)
        continue;
      add_problem (self, row, column, lf_csv_cell (self->csv, row, column),
                   g_strdup (problem->message));
    }
}

/* @ret: a sentence when the row is a double, else NULL */
static gboolean
check_double (
    LfImport *self, LfStore *store, const LfRecord *record, guint row, char **ret, GError **error)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *key = lf_doubles_key (record);
  guint first = key == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (self->keys, key));
  gboolean is_stored = FALSE;

  if (key == NULL)
    return TRUE;
  if (first != 0)
    {
      *ret = g_strdup_printf (_ ("“%1$s” stands in row %2$u already."), title, first);
      return TRUE;
    }
  g_hash_table_insert (self->keys, g_steal_pointer (&key), GUINT_TO_POINTER (row + 1));
  if (!lf_doubles_is_stored (store, record, &is_stored, error))
    return FALSE;
  if (is_stored)
    *ret = g_strdup_printf (_ ("The store has “%s” already."), title);
  return TRUE;
}

static gboolean
has_heading (const LfImport *self, guint column)
{
  return column < self->columns->len
         && *((LfColumn *) self->columns->pdata[column])->heading != '\0';
}

static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789.")] == '\0';
}

/* Spreadsheets pad rows with blank cells, and number them in the first; anything else without a
 * heading would be lost. */
static void
check_width (LfImport *self, guint row)
{
  for (guint i = 0; i < lf_csv_n_columns (self->csv, row); i++)
    {
      g_autofree char *text = lf_text_clean (lf_csv_cell (self->csv, row, i));

      if (text != NULL && !has_heading (self, i) && !(i == 0 && is_number (text)))
        {
          add_problem (self, row, i, text,
                       g_strdup_printf (_ ("There is no heading above “%s”."), text));
          return;
        }
    }
}

/* A row that is left out makes nothing. */
static void
forget_references (LfImport *self, guint n_before)
{
  for (guint i = n_before; i < self->references->len; i++)
    {
      const LfRecord *record = self->references->pdata[i];
      const LfEntity *entity = lf_record_entity (record);
      g_autofree char *key = g_strconcat (
          entity->name, "/", lf_record_get (record, lf_entity_title (entity)->name), NULL);

      g_hash_table_remove (self->planned, key);
    }
  g_ptr_array_set_size (self->references, (int) n_before);
  g_array_set_size (self->reference_rows, n_before);
}

static gboolean
take_row (LfImport *self, LfStore *store, guint row, GError **error)
{
  g_autoptr (LfRecord) record = lf_record_new (self->entity, NULL);
  guint n_problems = self->problems->len;
  guint n_references = self->references->len;
  guint shown_row = row + 1;
  g_autofree char *why_not = NULL;

  check_width (self, row);
  for (guint i = 0; i < MIN (self->columns->len, lf_csv_n_columns (self->csv, row)); i++)
    if (!take_cell (self, store, record, row, i, error))
      return FALSE;
  fill_initial (record);
  fill_stage_date (record);
  if (!check_double (self, store, record, row, &why_not, error))
    return FALSE;
  if (why_not != NULL)
    {
      self->n_doubles++;
      leave_out (self, row, column_of (self, lf_entity_title (self->entity)->name),
                 g_steal_pointer (&why_not));
      forget_references (self, n_references);
      return TRUE;
    }
  check_record (self, record, row, self->problems->len > n_problems);
  g_ptr_array_add (self->records, g_steal_pointer (&record));
  g_array_append_val (self->record_rows, shown_row);
  return TRUE;
}

/* ---- Planning ---- */

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

static gboolean
find_headings (LfImport *self, const LfEntity *entity, GHashTable *mapping, GError **error)
{
  if (!lf_columns_find (self->csv, entity, mapping, &self->entity, &self->heading_row))
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_HEADINGS,
                   _ ("No heading of “%s” names the records, such as 项目名称 or 企业名称. Put "
                      "headings into the first row, or say which column is which."),
                   self->name);
      return FALSE;
    }
  if (lf_columns_join (self->csv, self->heading_row, self->entity, mapping))
    self->heading_row++;
  self->columns = lf_columns_match (self->csv, self->heading_row, self->entity, mapping);
  return check_mapping (self, mapping, error);
}

/* Sums, notes and blank rows are passed over; a sum that became a record would be counted again. */
static gboolean
read_row (LfImport *self, LfStore *store, guint row, GError **error)
{
  guint title = column_of (self, lf_entity_title (self->entity)->name);

  if (is_blank_row (self->csv, row))
    return TRUE;
  if (!lf_row_is_aside (self->csv, row, title))
    return take_row (self, store, row, error);
  self->n_asides++;
  leave_out (self, row, title, g_strdup (_ ("It holds a sum or a note, not a record.")));
  return TRUE;
}

static LfImport *
import_new (const char *path)
{
  LfImport *self = g_new0 (LfImport, 1);

  self->name = g_path_get_basename (path);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->references = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  self->record_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->reference_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  self->planned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->left_out = g_ptr_array_new_with_free_func (problem_free);
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

static LfPlanned
planned_records (const LfImport *self)
{
  return (LfPlanned){ self->records, self->record_rows };
}

static LfPlanned
planned_references (const LfImport *self)
{
  return (LfPlanned){ self->references, self->reference_rows };
}

static gboolean
find_duplicates (LfImport *self, LfStore *store, GError **error)
{
  LfPlanned records = planned_records (self), references = planned_references (self);

  self->duplicates = lf_import_find_duplicates (store, &references, &records, error);
  return self->duplicates != NULL;
}

LfImport *
lf_import_plan_sync (LfStore *store,
                     const char *path,
                     const LfEntity *entity,
                     GHashTable *mapping,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (LfImport) self = import_new (path);
  gsize length;
  g_autofree char *text = lf_text_file_read (path, &length, error);

  if (text == NULL || (self->csv = lf_csv_parse (text, error)) == NULL
      || !find_headings (self, entity, mapping, error))
    return NULL;
  for (guint row = self->heading_row + 1; row < self->csv->rows->len; row++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !read_row (self, store, row, error))
      return NULL;
  g_ptr_array_sort (self->problems, compare_problems);
  if (self->records->len == 0 && self->n_doubles == 0)
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_EMPTY,
                   _ ("“%s” has headings but no rows: there is nothing to import."), self->name);
      return NULL;
    }
  return find_duplicates (self, store, error) ? g_steal_pointer (&self) : NULL;
}

void
lf_import_free (LfImport *self)
{
  g_clear_pointer (&self->duplicates, g_ptr_array_unref);
  g_array_unref (self->record_rows);
  g_array_unref (self->reference_rows);
  g_free (self->reason);
  g_clear_pointer (&self->csv, lf_csv_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->references);
  g_hash_table_unref (self->planned);
  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->left_out);
  g_free (self->name);
  g_free (self);
}

const LfEntity *
lf_import_entity (const LfImport *self)
{
  return self->entity;
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

GPtrArray *
lf_import_left_out (const LfImport *self)
{
  return self->left_out;
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
      g_dngettext (GETTEXT_PACKAGE,
                   "%1$u cell cannot be read, so nothing was imported. Row %2$u, column %3$u: %4$s",
                   "%1$u cells cannot be read, so nothing was imported. The first is in row %2$u, "
                   "column %3$u: %4$s",
                   self->problems->len),
      self->problems->len, first->row, first->column, first->message);
  return FALSE;
}

gboolean
lf_import_commit_sync (LfImport *self, LfStore *store, GError **error)
{
  g_autofree char *label = g_strdup_printf (_ ("Import of %s"), self->name);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  LfPlanned records = planned_records (self), references = planned_references (self);
  LfJudgement judgement = { self->verdict, self->reason, NULL };

  if (self->problems->len > 0)
    return refuse_problems (self, error);
  lf_import_add_judged (change, store, &references, &records,
                        self->has_verdict ? self->duplicates : none, &judgement);
  return lf_store_commit_sync (store, change, error);
}
