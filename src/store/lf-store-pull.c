/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Taking in what the server sends: a page and its cursor in one transaction (G5). */

#include "config.h"

#include "lf-store-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One record of a page on its way into the tables. */
typedef struct
{
  LfWriter *writer;
  const LfDelta *delta;
  const LfEntity *entity;
  LfRecord *before; /* as it is here; blank when it is new */
  LfRecord *after;
  GHashTable *aside;     /* (element-type utf8 utf8): what this version has no column for (G11) */
  GPtrArray *bases;      /* (element-type LfBase): of the fields with pending edits */
  LfChange *overwritten; /* what people here had seen and the server replaced, for the journal */
  GPtrArray *problems;   /* unowned */
  const char *label;     /* (nullable): what it is called there */
  gboolean is_whole;     /* what the delta does not say is blank */
  gboolean is_deleted;
  gboolean any_pending;
} Taking;

static void
taking_clear (Taking *self)
{
  g_clear_pointer (&self->before, lf_record_unref);
  g_clear_pointer (&self->after, lf_record_unref);
  g_clear_pointer (&self->aside, g_hash_table_unref);
  g_clear_pointer (&self->bases, g_ptr_array_unref);
  g_clear_pointer (&self->overwritten, lf_change_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static void
report (GPtrArray *problems, const LfDelta *delta, const char *message)
{
  g_ptr_array_add (problems, g_strdup_printf ("%s %s: %s", delta->entity, delta->id, message));
}

/* ---- History ---- */

static LfOp *
overwritten_op (Taking *self, LfOpKind kind)
{
  LfOp *op;

  if (self->overwritten == NULL)
    {
      self->overwritten = lf_change_new (self->label);
      self->overwritten->author = g_strdup (self->delta->author);
      self->overwritten->time_us = self->delta->time_us;
      self->overwritten->device = g_strdup (self->delta->device);
      self->overwritten->age_us = self->delta->late_us;
      self->overwritten->is_doubtful = self->delta->is_doubtful;
    }
  for (guint i = 0; i < self->overwritten->ops->len; i++)
    {
      op = self->overwritten->ops->pdata[i];
      if (op->kind == kind)
        return op;
    }
  op = lf_change_add_op (self->overwritten, kind, self->delta->entity, self->delta->id);
  op->seen = self->delta->seq;
  return op;
}

static void
note_overwritten (Taking *self, const char *field, const char *was, const char *value)
{
  if (lf_record_row (self->before) != 0)
    lf_op_add_edit (overwritten_op (self, LF_OP_PUT), field, was, value, self->delta->seq);
}

/* ---- Fields ---- */

static const LfBase *
find_base (Taking *self, const char *field)
{
  for (guint i = 0; i < self->bases->len; i++)
    {
      const LfBase *base = self->bases->pdata[i];

      if (strcmp (base->field, field) == 0)
        return base;
    }
  return NULL;
}

static gboolean
take_base (Taking *self, const char *field, const char *value, GError **error)
{
  return lf_overlay_set_base (self->writer->db, self->delta->id, field, value, self->delta->seq,
                              &self->any_pending, error);
}

/* The base takes the value where edits are pending over it; else the row does. What replaces a base
 * is history too, but the own edit come back is not. */
static gboolean
take_value (Taking *self, guint index, const char *value, GError **error)
{
  const char *field = self->entity->fields[index].name;
  const char *current = lf_record_get_at (self->before, index);
  const LfBase *base = find_base (self, field);

  if (base != NULL)
    {
      if (g_strcmp0 (base->value, value) != 0 && g_strcmp0 (current, value) != 0)
        note_overwritten (self, field, base->value, value);
      return take_base (self, field, value, error);
    }
  if (g_strcmp0 (current, value) == 0)
    return TRUE;
  note_overwritten (self, field, current, value);
  lf_record_take_at (self->after, index, g_strdup (value));
  return TRUE;
}

/* A value that this version cannot read waits for one that can: its column stays blank. */
static gboolean
take_field (Taking *self, const char *name, const char *value, GError **error)
{
  int index = lf_entity_index (self->entity, name);
  g_autoptr (GError) cause = NULL;

  if (index < 0 || (self->entity->fields[index].flags & LF_FIELD_DERIVED))
    {
      g_hash_table_insert (self->aside, (gpointer) name, (gpointer) value);
      return TRUE;
    }
  if (lf_field_check (&self->entity->fields[index], value, &cause))
    {
      g_hash_table_insert (self->aside, (gpointer) name, NULL);
      return take_value (self, (guint) index, value, error);
    }
  report (self->problems, self->delta, cause->message);
  g_hash_table_insert (self->aside, (gpointer) name, (gpointer) value);
  return take_value (self, (guint) index, NULL, error);
}

static gboolean
take_fields (Taking *self, GError **error)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, self->delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!take_field (self, name, value, error))
      return FALSE;
  return TRUE;
}

static gboolean
take_blanks (Taking *self, GError **error)
{
  for (const LfField *field = self->entity->fields; self->is_whole && field->name != NULL; field++)
    if (!g_hash_table_contains (self->delta->fields, field->name)
        && !(field->flags & LF_FIELD_DERIVED) && !take_field (self, field->name, NULL, error))
      return FALSE;
  return TRUE;
}

/* The server took in what is made here, and its answer was lost: should it say no when that comes
 * again, the record is there all the same. */
static gboolean
note_made (Taking *self, GError **error)
{
  gboolean is_made;

  if (lf_record_row (self->before) == 0)
    return TRUE;
  return lf_overlay_is_made (self->writer->db, self->delta->id, &is_made, error)
         && (!is_made
             || lf_overlay_keep_base (self->writer->db, self->delta->id, LF_SQL_DELETED,
                                      self->delta->deleted ? "1" : NULL, error));
}

static gboolean
take_deleted (Taking *self, GError **error)
{
  gboolean was_deleted = lf_record_is_deleted (self->before);

  self->is_deleted = was_deleted;
  if (find_base (self, LF_SQL_DELETED) != NULL)
    return take_base (self, LF_SQL_DELETED, self->delta->deleted ? "1" : NULL, error);
  if (lf_record_row (self->before) != 0 && was_deleted != self->delta->deleted)
    overwritten_op (self, self->delta->deleted ? LF_OP_DELETE : LF_OP_RESTORE);
  self->is_deleted = self->delta->deleted;
  return TRUE;
}

/* ---- The record ---- */

static gboolean
load_record (Taking *self, GError **error)
{
  self->bases = lf_overlay_load_bases (self->writer->db, self->delta->id, error);
  if (self->bases == NULL)
    return FALSE;
  self->before = lf_rows_load (self->writer->db, self->entity, self->delta->id, error);
  if (*error != NULL)
    return FALSE;
  if (self->before == NULL)
    self->before = lf_record_new (self->entity, self->delta->id);
  self->after = lf_record_copy (self->before);
  self->aside = g_hash_table_new (g_str_hash, g_str_equal);
  return TRUE;
}

static gboolean
write_record (Taking *self, GError **error)
{
  if (lf_record_row (self->before) == 0)
    return lf_writer_insert (self->writer, self->after, /* indexed= */ NULL, self->is_deleted,
                             error);
  return lf_writer_replace (self->writer, self->before, self->after, self->is_deleted, error);
}

static gboolean
take_record (Taking *self, GError **error)
{
  if (!load_record (self, error) || !take_fields (self, error) || !take_blanks (self, error)
      || !take_deleted (self, error) || !note_made (self, error) || !write_record (self, error)
      || !lf_aside_update (self->writer->db, self->after, self->aside, self->is_whole, error))
    return FALSE;
  if (self->overwritten != NULL
      && lf_journal_add (self->writer, self->overwritten, TRUE, self->delta->seq, error) == 0)
    return FALSE;
  return !self->any_pending
         || lf_overlay_apply (self->writer, self->entity, self->delta->id, error);
}

/* Whatever is wrong with a record concerns it alone: what the disk or the database says stops the
 * page. */
static gboolean
take (Taking *self, GError **error)
{
  const LfDelta *delta = self->delta;

  if (!lf_id_is_valid (delta->id))
    {
      report (self->problems, delta, _ ("this is not the id of a record."));
      return TRUE;
    }
  if (delta->is_gone)
    return lf_sight_leave (self->writer, delta->entity, delta->id, error);
  if (!lf_refused_was_accepted (self->writer, delta, error))
    return FALSE;
  if (self->entity == NULL)
    return lf_aside_put_record (self->writer->db, delta, self->is_whole, error);
  return take_record (self, error);
}

/* @label: (nullable): what the journal calls the change that overwrites something here */
static gboolean
take_delta (LfWriter *writer,
            const LfDelta *delta,
            gboolean is_whole,
            const char *label,
            GPtrArray *problems,
            GError **error)
{
  g_auto (Taking) taking = { .writer = writer,
                             .delta = delta,
                             .entity = lf_schema_find (delta->entity),
                             .is_whole = is_whole,
                             .label = label,
                             .problems = problems };

  return take (&taking, error);
}

gboolean
lf_pull_mend (LfWriter *self, const LfDelta *delta, GPtrArray *problems, GError **error)
{
  return take_delta (self, delta, /* is_whole= */ TRUE, _ ("Brought back to what the server has"),
                     problems, error);
}

/* ---- The page ---- */

typedef struct
{
  const LfPage *page;
  GPtrArray *problems;
} PageTaking;

/* What was on its way for days says nothing about the time. */
static gboolean
take_standing (LfDb *db, const LfPage *page, gboolean is_carried, GError **error)
{
  gint64 now = lf_clock_now_us ();

  if (!lf_setting_set_number (db, "cursor", page->cursor, error)
      || (!is_carried
          && !lf_setting_set_number (db, "time-offset-us", page->server_time_us - now, error)))
    return FALSE;
  return page->has_more
         || (lf_setting_set_number (db, "last-success-us", now, error)
             && lf_setting_set_number (db, "since", page->cursor, error)
             && lf_setting_set_number (db, "first-download-done", 1, error));
}

gboolean
lf_pull_take (
    LfWriter *self, const LfPage *page, gboolean is_carried, GPtrArray *problems, GError **error)
{
  gboolean is_reread;

  if (!lf_epoch_meet (self, page, &is_reread, error))
    return FALSE;
  for (guint i = 0; i < page->deltas->len; i++)
    if (!take_delta (self, page->deltas->pdata[i], is_reread, /* label= */ NULL, problems, error))
      return FALSE;
  self->news->is_remote = TRUE;
  return lf_epoch_take (self, page, error) && take_standing (self->db, page, is_carried, error);
}

static gpointer
take_page (LfWriter *self, gpointer data, GError **error)
{
  const PageTaking *taking = data;

  return lf_pull_take (self, taking->page, /* is_carried= */ FALSE, taking->problems, error)
             ? LF_DONE
             : NULL;
}

gboolean
lf_store_take_page_sync (LfStore *self,
                         const LfPage *page,
                         GPtrArray **ret_problems,
                         GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  PageTaking taking = { page, problems };

  if (lf_store_write (self, take_page, &taking, /* free_result= */ NULL, error) == NULL)
    return FALSE;
  if (ret_problems != NULL)
    *ret_problems = g_steal_pointer (&problems);
  return TRUE;
}
