/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an import that may be there already, and what a verdict makes of them. */

#include "config.h"

#include "lf-import-private.h"

/* ---- Finding ---- */

static void
duplicate_free (gpointer data)
{
  LfImportDuplicate *duplicate = data;

  g_ptr_array_unref (duplicate->duplicates);
  g_free (duplicate);
}

static gboolean
find_among (LfImport *self, LfStore *store, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) all = lf_store_duplicates_sync (store, records, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      GPtrArray *duplicates = all->pdata[i];
      LfImportDuplicate *one;

      if (duplicates->len == 0)
        continue;
      one = g_new (LfImportDuplicate, 1);
      *one = (LfImportDuplicate){ GPOINTER_TO_UINT (
                                      g_hash_table_lookup (self->rows, records->pdata[i])),
                                  records->pdata[i], g_ptr_array_ref (duplicates) };
      g_ptr_array_add (self->duplicates, one);
    }
  return all != NULL;
}

/* A record that changes one of the store was found there by its key: that is no question. */
gboolean
lf_import_find_duplicates (LfImport *self, LfStore *store, GError **error)
{
  g_autoptr (GPtrArray) made = g_ptr_array_new ();

  for (guint i = 0; i < self->records->len; i++)
    if (!g_hash_table_contains (self->originals, self->records->pdata[i]))
      g_ptr_array_add (made, self->records->pdata[i]);
  self->duplicates = g_ptr_array_new_with_free_func (duplicate_free);
  return find_among (self, store, self->references, error) && find_among (self, store, made, error);
}

gboolean
lf_import_duplicate_blocks (const LfImportDuplicate *self)
{
  return lf_duplicate_blocks (((LfDuplicate *) self->duplicates->pdata[0])->rule->level);
}

/* ---- Judging ---- */

typedef struct
{
  LfChange *change;
  LfJudgement judgement;
  char *author;
  LfDate today;
  GHashTable *blocked; /* LfRecord → LfImportDuplicate */
  GHashTable *united;  /* id of a record → id of the one it went into */
  GHashTable *made;    /* id → LfRecord, unowned: what the change makes */
  GHashTable
      *current; /* id → LfRecord: what other rows went into, as the change so far leaves it */
} Judge;

static void
judge_clear (Judge *self)
{
  g_free (self->author);
  g_clear_pointer (&self->blocked, g_hash_table_unref);
  g_clear_pointer (&self->united, g_hash_table_unref);
  g_clear_pointer (&self->made, g_hash_table_unref);
  g_clear_pointer (&self->current, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judge, judge_clear)

static const char *
stays_for (const Judge *self, const char *id)
{
  const char *next;

  while ((next = g_hash_table_lookup (self->united, id)) != NULL)
    id = next;
  return id;
}

/* What @record refers to may have gone into another record. */
static void
redirect (const Judge *self, LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  if (g_hash_table_size (self->united) == 0)
    return;
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (entity->fields[i].target != NULL && lf_record_get_at (record, i) != NULL)
      {
        g_auto (GStrv) ids = lf_set_split (lf_record_get_at (record, i));
        g_autoptr (GPtrArray) stay = g_ptr_array_new ();

        for (char **id = ids; *id != NULL; id++)
          g_ptr_array_add (stay, (gpointer) stays_for (self, *id));
        g_ptr_array_add (stay, NULL);
        lf_record_take_at (record, i, lf_set_join ((const char *const *) stay->pdata));
      }
}

static void
note_verdicts (Judge *self, const LfRecord *record, const LfImportDuplicate *blocked)
{
  for (guint i = 0; i < blocked->duplicates->len; i++)
    {
      const LfDuplicate *one = blocked->duplicates->pdata[i];
      LfJudgement judgement = { self->judgement.verdict, self->judgement.reason, one->rule };
      g_autoptr (LfRecord) verdict = NULL;

      if (!lf_duplicate_blocks (one->rule->level))
        break;
      verdict = lf_verdict_record (&judgement, one->record, record, self->author, &self->today);
      lf_change_create (self->change, verdict);
    }
}

/* The winner as the rows before have left it, for several rows may go into one. */
static LfRecord *
winner_of (Judge *self, const LfImportDuplicate *blocked)
{
  const LfDuplicate *first = blocked->duplicates->pdata[0];
  const char *id = stays_for (self, lf_record_id (first->record));
  LfRecord *winner = g_hash_table_lookup (self->current, id);

  if (winner == NULL)
    {
      const LfRecord *made = g_hash_table_lookup (self->made, id);

      winner = lf_record_copy (made != NULL ? made : first->record);
      g_hash_table_insert (self->current, g_strdup (id), winner);
    }
  return winner;
}

/* The row's record is made and deleted again, so that all it said stays in the history. */
static void
unite (Judge *self, LfRecord *record, const LfImportDuplicate *blocked)
{
  LfRecord *winner = winner_of (self, blocked);
  g_autoptr (LfChange) step = lf_change_new (NULL);
  const LfOp *op;

  lf_change_create (self->change, record);
  lf_change_delete (self->change, record);
  g_hash_table_insert (self->united, g_strdup (lf_record_id (record)),
                       g_strdup (lf_record_id (winner)));
  lf_verdict_unite (step, winner, record, self->judgement.verdict);
  if (lf_change_is_empty (step))
    return;
  op = step->ops->pdata[0];
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      lf_change_edit (self->change, winner, edit->field, edit->value);
      lf_record_set (winner, edit->field, edit->value);
    }
}

static void
add_record (Judge *self, LfRecord *record)
{
  const LfImportDuplicate *blocked = g_hash_table_lookup (self->blocked, record);

  redirect (self, record);
  if (blocked != NULL && self->judgement.verdict <= LF_VERDICT_MERGE
      && self->judgement.verdict != LF_VERDICT_IGNORE)
    {
      unite (self, record, blocked);
      return;
    }
  if (blocked == NULL || self->judgement.verdict == LF_VERDICT_NEW)
    {
      lf_change_create (self->change, record);
      g_hash_table_insert (self->made, (gpointer) lf_record_id (record), record);
    }
  if (blocked != NULL)
    note_verdicts (self, record, blocked);
}

/* A record made for a reference has nothing but its name: unless it is another one, the one that is
 * there is referred to. */
static void
add_reference (Judge *self, LfRecord *record)
{
  const LfImportDuplicate *blocked = g_hash_table_lookup (self->blocked, record);

  if (blocked != NULL && self->judgement.verdict != LF_VERDICT_NEW)
    {
      const LfDuplicate *first = blocked->duplicates->pdata[0];

      g_hash_table_insert (self->united, g_strdup (lf_record_id (record)),
                           g_strdup (stays_for (self, lf_record_id (first->record))));
    }
  else
    add_record (self, record);
}

/* A record that is there already, changed by a row. */
static void
edit_record (Judge *self, const LfRecord *original, LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  redirect (self, record);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (g_strcmp0 (lf_record_get_at (original, i), lf_record_get_at (record, i)) != 0
        && !(entity->fields[i].flags & LF_FIELD_DERIVED))
      lf_change_edit (self->change, original, entity->fields[i].name, lf_record_get_at (record, i));
}

static void
judge_init (Judge *self, LfImport *import, LfStore *store, LfChange *change)
{
  *self = (Judge){ .change = change,
                   .judgement = { import->verdict, import->reason, NULL },
                   .author = lf_store_author (store),
                   .today = lf_date_today () };
  self->blocked = g_hash_table_new (NULL, NULL);
  self->united = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->made = g_hash_table_new (g_str_hash, g_str_equal);
  self->current
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) lf_record_unref);
  for (guint i = 0; import->has_verdict && i < import->duplicates->len; i++)
    {
      LfImportDuplicate *one = import->duplicates->pdata[i];

      if (lf_import_duplicate_blocks (one))
        g_hash_table_insert (self->blocked, one->record, one);
    }
}

void
lf_import_add_judged (LfImport *self, LfStore *store, LfChange *change)
{
  g_auto (Judge) judge = { 0 };

  judge_init (&judge, self, store, change);
  for (guint i = 0; i < self->references->len; i++)
    add_reference (&judge, self->references->pdata[i]);
  for (guint i = 0; i < self->records->len; i++)
    {
      LfRecord *record = self->records->pdata[i];
      const LfRecord *original = g_hash_table_lookup (self->originals, record);

      if (original == NULL)
        add_record (&judge, record);
      else
        edit_record (&judge, original, record);
    }
}
