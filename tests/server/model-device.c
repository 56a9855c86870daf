/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The model of a device. */

#include "config.h"

#include "model-device.h"

#include "lf-digest.h"

#include <string.h>

#define ENTITY "project"

/* ---- Records ---- */

static void
model_record_free (gpointer data)
{
  ModelRecord *record = data;

  g_free (record->entity);
  g_free (record->id);
  g_hash_table_unref (record->fields);
  g_free (record);
}

static ModelRecord *
ensure_record (ModelDevice *self, const char *entity, const char *id)
{
  ModelRecord *record = g_hash_table_lookup (self->base, id);

  if (record != NULL)
    return record;
  record = g_new0 (ModelRecord, 1);
  record->entity = g_strdup (entity);
  record->id = g_strdup (id);
  record->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (self->base, g_strdup (id), record);
  return record;
}

ModelDevice *
model_device_new (Zone *zone, const char *name)
{
  ModelDevice *self = g_new0 (ModelDevice, 1);

  self->name = name;
  self->zone = zone;
  self->base = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, model_record_free);
  self->outbox = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  return self;
}

void
model_device_free (ModelDevice *self)
{
  g_hash_table_unref (self->base);
  g_ptr_array_unref (self->outbox);
  g_free (self);
}

/* ---- What is pending ---- */

/* The next pending edit of a field from @i on; @ret_edit NULL: there is none. */
static guint
next_pending (
    ModelDevice *self, guint i, const char *id, const char *field, const LfEdit **ret_edit)
{
  for (*ret_edit = NULL; i < self->outbox->len && *ret_edit == NULL; i++)
    {
      const LfOp *op = ((LfChange *) self->outbox->pdata[i])->ops->pdata[0];

      if (strcmp (op->id, id) == 0)
        *ret_edit = lf_op_find (op, field);
    }
  return i;
}

gboolean
model_device_knows (ModelDevice *self, const char *id)
{
  if (g_hash_table_contains (self->base, id))
    return TRUE;
  for (guint i = 0; i < self->outbox->len; i++)
    if (strcmp (((LfOp *) ((LfChange *) self->outbox->pdata[i])->ops->pdata[0])->id, id) == 0)
      return TRUE;
  return FALSE;
}

char *
model_device_view (ModelDevice *self, const char *id, const char *field, gboolean is_set)
{
  const ModelRecord *record = g_hash_table_lookup (self->base, id);
  char *value = g_strdup (record == NULL ? NULL : g_hash_table_lookup (record->fields, field));
  const LfEdit *edit;

  for (guint i = next_pending (self, 0, id, field, &edit); edit != NULL;
       i = next_pending (self, i, id, field, &edit))
    {
      char *next = is_set ? lf_set_apply (value, edit->was, edit->value) : g_strdup (edit->value);

      g_free (value);
      value = next;
    }
  return value;
}

/* An edit over an own pending one inherits what that one had seen. */
static gint64
find_seen (ModelDevice *self, const char *id, const char *field)
{
  gint64 seen = self->since;
  const LfEdit *edit;

  for (guint i = next_pending (self, 0, id, field, &edit); edit != NULL;
       i = next_pending (self, i, id, field, &edit))
    seen = MIN (seen, edit->seen);
  return seen;
}

/* ---- What the user does ---- */

void
model_device_create (ModelDevice *self, const char *id, const char *title)
{
  LfChange *change = change_create (ENTITY, id, title);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  g_ptr_array_add (self->outbox, change);
}

void
model_device_edit (
    ModelDevice *self, const char *id, const char *field, const char *value, gboolean is_set)
{
  g_autofree char *was = model_device_view (self, id, field, is_set);

  if (g_strcmp0 (was, value) != 0)
    g_ptr_array_add (self->outbox,
                     change_edit (ENTITY, id, field, was, value, find_seen (self, id, field)));
}

void
model_device_delete (ModelDevice *self, const char *id)
{
  const ModelRecord *record = g_hash_table_lookup (self->base, id);
  gboolean is_deleted = record != NULL && record->deleted;

  g_ptr_array_add (self->outbox,
                   change_new (is_deleted ? LF_OP_RESTORE : LF_OP_DELETE, ENTITY, id, self->since));
}

/* ---- Sync ---- */

static void
take_delta (ModelDevice *self, const LfDelta *delta)
{
  ModelRecord *record = ensure_record (self, delta->entity, delta->id);
  GHashTableIter iter;
  gpointer name, value;

  record->deleted = delta->deleted;
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (record->fields, g_strdup (name), g_strdup (value));
}

static gboolean
pull_page (ModelDevice *self, guint limit)
{
  LfServerPageQuery query = { self->since, self->cursor, limit };
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = lf_server_read_page (self->zone->storage, ZONE, &query, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < page->deltas->len; i++)
    take_delta (self, page->deltas->pdata[i]);
  self->cursor = page->cursor;
  if (!page->has_more)
    self->since = page->cursor;
  return page->has_more;
}

void
model_device_pull (ModelDevice *self, guint n_pages, guint limit)
{
  while (n_pages-- > 0 && pull_page (self, limit))
    ;
}

static gboolean
is_kept_out (const LfAnswer *answer, const char *field)
{
  for (guint i = 0; i < answer->conflicts->len; i++)
    if (strcmp (((LfConflict *) answer->conflicts->pdata[i])->field, field) == 0)
      return TRUE;
  return FALSE;
}

/* What was accepted is the server's now, unless a pull has brought what came after it. */
static void
take_answer (ModelDevice *self, const LfChange *change, const LfAnswer *answer)
{
  const LfOp *op = change->ops->pdata[0];
  ModelRecord *record;

  g_assert_cmpint (answer->kind, ==, LF_ANSWER_ACCEPTED);
  self->n_conflicts += answer->conflicts->len;
  if (answer->seq <= self->cursor)
    return;
  record = ensure_record (self, op->entity, op->id);
  if (op->kind != LF_OP_PUT && !is_kept_out (answer, "deleted"))
    record->deleted = op->kind == LF_OP_DELETE;
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];
      const LfField *field = lf_entity_field (lf_schema_find (op->entity), edit->field);
      gboolean is_set = field != NULL && lf_field_is_set (field);
      const char *base = g_hash_table_lookup (record->fields, edit->field);

      if (!is_kept_out (answer, edit->field))
        g_hash_table_insert (record->fields, g_strdup (edit->field),
                             is_set ? lf_set_apply (base, edit->was, edit->value)
                                    : g_strdup (edit->value));
    }
}

void
model_device_push (ModelDevice *self, guint n, gboolean is_answer_lost)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_autoptr (GPtrArray) answers = NULL;

  for (guint i = 0; i < MIN (n, self->outbox->len); i++)
    g_ptr_array_add (changes, lf_change_ref (self->outbox->pdata[i]));
  answers = zone_push_all (self->zone, self->name, "recruiter", changes);
  if (is_answer_lost || changes->len == 0)
    return;
  g_ptr_array_remove_range (self->outbox, 0, changes->len);
  for (guint i = 0; i < answers->len; i++)
    take_answer (self, changes->pdata[i], answers->pdata[i]);
}

char *
model_device_digest (ModelDevice *self)
{
  g_autoptr (LfDigest) digest = lf_digest_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->base);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const ModelRecord *record = data;

      lf_digest_add (digest, record->entity, record->id, record->deleted, record->fields);
    }
  return lf_digest_finish (digest);
}
