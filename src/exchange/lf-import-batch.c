/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet of leads as resident teams send it every week or month (domain.md L11, §8 Deqing): its
 * rows belong to a batch, and its column 研判结果 holds joint verdicts, which are records of their
 * own. */

#include "config.h"

#include "lf-import-private.h"

#include "lf-import-asides.h"
#include "lf-schema-tables.h"

#include <string.h>

/* ---- The verdicts ---- */

static gboolean
is_heading_of (const LfField *field, const char *heading)
{
  g_auto (GStrv) names = g_strsplit (field->synonyms, "|", -1);
  g_autofree char *folded = lf_heading_fold (heading);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *own = lf_heading_fold (*name);

      if (strcmp (own, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Only a column that is no field of the records' own, and that nobody left out. */
static int
find_column (const LfImport *self, const LfField *field)
{
  for (guint i = 0; i < self->columns->len; i++)
    {
      const LfColumn *column = self->columns->pdata[i];

      if (column->field == NULL && !column->is_by_hand && column->learned == NULL
          && is_heading_of (field, column->heading))
        return (int) i;
    }
  return -1;
}

/* -1: none */
static int
verdict_column (const LfImport *self)
{
  const char *about = lf_entity_parent_field (&lf_entity_evaluation)->target;

  return strcmp (about, self->entity->name) == 0
             ? find_column (self, lf_entity_field (&lf_entity_evaluation, "verdict"))
             : -1;
}

gboolean
lf_import_is_verdict (const LfImport *self, guint column)
{
  return verdict_column (self) == (int) column;
}

char *
lf_import_read_verdict (LfImport *self, const LfCellRow *row)
{
  const LfField *field = lf_entity_field (&lf_entity_evaluation, "verdict");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  char *verdict = NULL;
  int column = verdict_column (self);

  if (column < 0 || (guint) column >= row->n_cells)
    return NULL;
  text = lf_text_clean (row->cells[column].text);
  if (text == NULL || *text == '\0' || lf_cell_is_unknown (field, text))
    return NULL;
  if (!lf_field_parse (field, text, &verdict, &error))
    lf_import_add_problem (self, (LfCellPlace){ row, (guint) column }, text,
                           g_strdup (error->message));
  return verdict;
}

void
lf_import_keep_verdict (LfImport *self, const LfRecord *record, char *verdict)
{
  if (self->verdicts == NULL)
    self->verdicts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  if (verdict != NULL)
    g_hash_table_insert (self->verdicts, (gpointer) record, verdict);
}

guint
lf_import_n_verdicts (const LfImport *self)
{
  return self->verdicts == NULL ? 0 : g_hash_table_size (self->verdicts);
}

/* (transfer full) (element-type utf8): ids of what @change makes and leaves */
static GHashTable *
find_made (const LfChange *change)
{
  GHashTable *made = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      if (op->kind == LF_OP_DELETE)
        g_hash_table_remove (made, op->id);
      else if (op->is_new)
        g_hash_table_add (made, op->id);
    }
  return made;
}

/* A lead that went into another one has what was said of that. */
static void
add_verdicts (const LfImport *self, GHashTable *made, LfChange *change)
{
  const LfDate today = lf_date_today ();
  g_autofree char *day = lf_date_to_canonical (&today);

  for (guint i = 0; self->verdicts != NULL && i < self->records->len; i++)
    {
      const LfRecord *record = self->records->pdata[i];
      const char *verdict = g_hash_table_lookup (self->verdicts, record);
      g_autoptr (LfRecord) evaluation = NULL;

      if (verdict == NULL || !g_hash_table_contains (made, lf_record_id (record)))
        continue;
      evaluation = lf_judging_new_evaluation (record, "screening", &today);
      lf_record_set (evaluation, "verdict", verdict);
      lf_record_set (evaluation, "held_on", day);
      lf_change_create (change, evaluation);
    }
}

/* ---- The batch ---- */

/* (transfer full) (nullable): the one of that name */
static LfRecord *
load_batch (LfStore *store, const char *name, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autofree char *quoted = lf_filter_quote (name);
  g_autofree char *filter = g_strconcat ("name=", quoted, NULL);
  g_autoptr (LfQuery) query
      = lf_query_parse (&lf_entity_lead_batch, filter, /* sort= */ NULL, &today, error);
  g_autoptr (GPtrArray) found
      = query == NULL ? NULL : lf_store_list_sync (store, query, /* limit= */ 1, error);

  return found == NULL || found->len == 0 ? NULL : lf_record_ref (found->pdata[0]);
}

gboolean
lf_import_takes_batch (const LfImport *self)
{
  return self->mode != LF_IMPORT_UPDATE && lf_entity_field (self->entity, "batch") != NULL
         && lf_entity_field (self->entity, "batch")->target != NULL;
}

gboolean
lf_import_set_batch (LfImport *self, LfStore *store, const LfImportBatch *batch, GError **error)
{
  const LfDate today = lf_date_today ();
  g_autofree char *sent = g_strdup_printf ("%u", self->n_rows);
  GError *cause = NULL;

  g_clear_pointer (&self->batch, lf_record_unref);
  self->batch = load_batch (store, batch->name, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  self->is_batch_new = self->batch == NULL;
  if (self->is_batch_new)
    {
      self->batch = lf_record_new (&lf_entity_lead_batch, NULL);
      lf_rules_fill_new (self->batch, &today);
      lf_record_set (self->batch, "name", batch->name);
      lf_record_set (self->batch, "team", batch->team);
      lf_record_set (self->batch, "source", batch->source);
      lf_record_set (self->batch, "n_leads", sent);
    }
  for (guint i = 0; i < self->records->len; i++)
    if (!g_hash_table_contains (self->originals, self->records->pdata[i]))
      lf_record_set (self->records->pdata[i], "batch", lf_record_id (self->batch));
  return TRUE;
}

void
lf_import_add_batch (const LfImport *self, LfChange *change)
{
  g_autoptr (GHashTable) made = find_made (change);

  if (self->batch != NULL && self->is_batch_new)
    lf_change_create (change, self->batch);
  add_verdicts (self, made, change);
  lf_import_add_targets (self, made, change);
}
