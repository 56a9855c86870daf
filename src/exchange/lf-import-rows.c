/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of a spreadsheet as a record: new, changed, or left out and why. */

#include "config.h"

#include "lf-import-asides.h"
#include "lf-import-private.h"
#include "lf-import-values.h"
#include "lf-store-screening.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- Cells ---- */

static void
take_value (LfImport *self, LfRecord *record, const char *text, LfCellPlace place)
{
  LfColumn *column = self->columns->pdata[place.column];
  LfCellKind kind = place.row->cells[place.column].kind;
  g_autoptr (GError) error = NULL;
  char *value;

  if (lf_import_read_value (column, kind, text, self->is_1904, &value, &error))
    lf_record_take_at (record, (guint) lf_entity_index (self->entity, column->field->name), value);
  else
    lf_import_add_problem (self, place, text, g_strdup (error->message));
}

/* An amount that several rows share is counted once, in the first of them. */
static gboolean
is_counted_above (const LfField *field, const LfCell *cell)
{
  switch (field->type)
    {
    case LF_VALUE_MONEY:
    case LF_VALUE_QUANTITY:
    case LF_VALUE_INTEGER:
    case LF_VALUE_DECIMAL:
      return cell->is_merged;
    default:
      return FALSE;
    }
}

static gboolean
take_cell (LfImport *self, LfStore *store, LfRecord *record, LfCellPlace place, GError **error)
{
  const LfColumn *column = self->columns->pdata[place.column];
  const LfCell *cell = &place.row->cells[place.column];
  g_autofree char *text = lf_text_clean (cell->text);

  if (column->field == NULL || text == NULL || is_counted_above (column->field, cell)
      || lf_cell_is_unknown (column->field, text))
    return TRUE;
  if (cell->kind == LF_CELL_ERROR)
    lf_import_add_problem (self, place, text,
                           g_strdup_printf (_ ("%1$s: the cell shows the error %2$s; write the "
                                               "value instead of the formula."),
                                            lf_field_label (column->field), text));
  else if (column->field->target != NULL)
    return lf_import_take_references (self, store, record, text, place, error);
  else
    take_value (self, record, text, place);
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
check_record (LfImport *self,
              const LfRecord *original,
              const LfRecord *record,
              const LfCellRow *row,
              gboolean has_unread)
{
  g_autoptr (GPtrArray) problems = lf_rules_check (original, record, FALSE);

  for (guint i = 0; i < problems->len; i++)
    {
      const LfProblem *problem = problems->pdata[i];
      guint column = column_of (self, problem->field);
      g_autofree char *text = lf_text_clean (lf_cell_row_text (row, column));

      if (!has_unread || text == NULL)
        lf_import_add_problem (self, (LfCellPlace){ row, column }, lf_cell_row_text (row, column),
                               g_strdup (problem->message));
    }
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
check_width (LfImport *self, const LfCellRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_autofree char *text = lf_text_clean (row->cells[i].text);

      if (text != NULL && !row->cells[i].is_merged && !has_heading (self, i)
          && !(i == 0 && is_number (text)))
        {
          lf_import_add_problem (self, (LfCellPlace){ row, i }, text,
                                 g_strdup_printf (_ ("There is no heading above “%s”."), text));
          return;
        }
    }
}

/* ---- Leaving out ---- */

void
lf_skipped_row_free (gpointer data)
{
  LfSkippedRow *skipped = data;

  lf_cell_row_free (skipped->row);
  lf_import_problem_clear (&skipped->why);
  g_free (skipped);
}

/* How far the plan had come before a row. */
typedef struct
{
  guint n_problems;
  guint n_references;
} Mark;

/* Leaves out the row, and what would have been made for it alone. */
static void
skip_row (LfImport *self, const LfCellRow *row, Mark mark, char *reason /* (transfer full) */)
{
  LfSkippedRow *skipped = g_new0 (LfSkippedRow, 1);
  LfCellPlace place = { row, column_of (self, lf_entity_title (self->entity)->name) };

  skipped->row = lf_cell_row_copy (row);
  lf_import_problem_init (&skipped->why, self, place, lf_cell_row_text (row, place.column), reason);
  g_ptr_array_add (self->skipped, skipped);
  g_ptr_array_set_size (self->problems, (int) mark.n_problems);
  for (guint i = mark.n_references; i < self->references->len; i++)
    {
      const LfRecord *reference = self->references->pdata[i];
      g_autofree char *title = lf_record_title (reference);
      g_autofree char *key = g_strconcat (lf_record_entity (reference)->name, "/", title, NULL);

      g_hash_table_remove (self->planned, key);
      g_hash_table_remove (self->rows, reference);
    }
  g_ptr_array_set_size (self->references, (int) mark.n_references);
}

static char *
join_problems (const LfImport *self, guint first)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < self->problems->len; i++)
    g_string_append_printf (text, "%s%s", i == first ? "" : "\n",
                            ((LfImportProblem *) self->problems->pdata[i])->message);
  return g_string_free (text, FALSE);
}

/* ---- Taking ---- */

/* @original with what the row says; blank cells say nothing. */
static LfRecord *
apply (const LfRecord *original, const LfRecord *row)
{
  LfRecord *record = lf_record_copy (original);
  const LfEntity *entity = lf_record_entity (original);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (row, i) != NULL)
      {
        g_autofree char *shown
            = entity->fields[i].target == NULL ? NULL : lf_record_format_at (row, i);

        lf_record_take_at (record, i, g_strdup (lf_record_get_at (row, i)));
        if (shown != NULL)
          lf_record_set_display (record, i, shown);
      }
  return record;
}

static gboolean
is_same (const LfRecord *a, const LfRecord *b)
{
  for (guint i = 0; lf_record_entity (a)->fields[i].name != NULL; i++)
    if (g_strcmp0 (lf_record_get_at (a, i), lf_record_get_at (b, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Gives the fields of the stage the values of @from, blank without one; but for the stage itself
 * and what the row says, where there is @said. */
static void
reset_stage (LfRecord *record, const LfRecord *from, const LfRecord *said)
{
  const LfEntity *entity = lf_record_entity (record);

  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (strcmp (lf_field_bundle (&entity->fields[i]), "stage") == 0
        && (said == NULL
            || (lf_record_get_at (said, i) == NULL
                && strcmp (entity->fields[i].name, "stage") != 0)))
      lf_record_take_at (record, i, from == NULL ? NULL : g_strdup (lf_record_get_at (from, i)));
}

static gboolean
has_moved (const LfRecord *original, const LfRecord *record)
{
  return lf_entity_field (lf_record_entity (record), "stage_date") != NULL
         && g_strcmp0 (lf_record_get (original, "stage"), lf_record_get (record, "stage")) != 0;
}

/* Date, evidence and reason of the stage before are not those of the new one; what only a person
 * may move, or a gate holds, stays where it is, and is told of. FALSE: the store cannot be read. */
static gboolean
move_stage (LfImport *self,
            LfStore *store,
            const LfRecord *original,
            LfRecord *record,
            const LfRecord *said,
            const LfCellRow *row,
            GError **error)
{
  guint column = column_of (self, "stage");
  char *conflict = lf_stage_conflict (original, record);

  if (!has_moved (original, record))
    return TRUE;
  if (conflict == NULL && !lf_store_gate_sync (store, original, record, &conflict, error))
    return FALSE;
  if (conflict == NULL)
    {
      reset_stage (record, /* from= */ NULL, said);
      return TRUE;
    }
  reset_stage (record, original, /* said= */ NULL);
  lf_import_add_problem (self, (LfCellPlace){ row, column }, lf_cell_row_text (row, column),
                         conflict);
  return TRUE;
}

/* What the row says becomes a record of the plan. FALSE: the store cannot be read. */
static gboolean
plan_record (LfImport *self,
             LfStore *store,
             const LfRecord *said,
             LfRecord *original,
             const LfCellRow *row,
             Mark mark,
             GError **error)
{
  g_autoptr (LfRecord) record = original == NULL ? lf_record_copy (said) : apply (original, said);
  gboolean has_unread = self->problems->len > mark.n_problems;
  g_autofree char *verdict = lf_import_read_verdict (self, row);

  if (original == NULL)
    fill_initial (record);
  else if (!move_stage (self, store, original, record, said, row, error))
    return FALSE;
  fill_stage_date (record);
  check_record (self, original, record, row, has_unread);
  if (self->problems->len > mark.n_problems && self->is_lenient)
    {
      skip_row (self, row, mark, join_problems (self, mark.n_problems));
      return TRUE;
    }
  if (original != NULL && is_same (original, record))
    return TRUE;
  if (original != NULL)
    g_hash_table_insert (self->originals, record, lf_record_ref (original));
  else
    lf_import_keep_verdict (self, record, g_steal_pointer (&verdict));
  g_hash_table_insert (self->rows, record, GUINT_TO_POINTER (row->number));
  g_ptr_array_add (self->records, g_steal_pointer (&record));
  return TRUE;
}

static gboolean
take_record (LfImport *self, LfStore *store, const LfCellRow *row, GError **error)
{
  g_autoptr (LfRecord) record = lf_record_new (self->entity, NULL);
  Mark mark = { self->problems->len, self->references->len };
  g_auto (LfSubject) subject = { 0 };

  check_width (self, row);
  for (guint i = 0; i < MIN (self->columns->len, row->n_cells); i++)
    if (!take_cell (self, store, record, (LfCellPlace){ row, i }, error))
      return FALSE;
  if (!lf_import_find_subject (self, store, record, row->number, &subject, error))
    return FALSE;
  if (subject.reason != NULL)
    {
      self->n_doubles += subject.is_double;
      skip_row (self, row, mark, g_steal_pointer (&subject.reason));
      return TRUE;
    }
  return plan_record (self, store, record, subject.original, row, mark, error);
}

/* Sums, notes, blank and hidden rows are passed over; a sum that became a record would be counted
 * again. */
gboolean
lf_import_take_row (LfImport *self, LfStore *store, const LfCellRow *row, GError **error)
{
  guint title = column_of (self, lf_entity_title (self->entity)->name);
  Mark mark = { self->problems->len, self->references->len };

  if (lf_cell_row_is_blank (row))
    return TRUE;
  if (lf_row_is_aside (row, title))
    {
      self->n_asides++;
      skip_row (self, row, mark, g_strdup (_ ("It holds a sum or a note, not a record.")));
      return TRUE;
    }
  self->n_rows++;
  self->n_hidden += row->is_hidden;
  if (row->is_hidden && !self->has_hidden)
    {
      skip_row (self, row, mark, g_strdup (_ ("It is hidden in the sheet.")));
      return TRUE;
    }
  return take_record (self, store, row, error);
}
