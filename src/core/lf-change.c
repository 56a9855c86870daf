/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfChange: building one. */

#include "config.h"

#include "lf-change.h"
#include "lf-text.h"

#include "lf-id.h"

#include <string.h>

static void
edit_free (gpointer data)
{
  LfEdit *edit = data;

  g_free (edit->field);
  g_free (edit->was);
  g_free (edit->value);
  g_free (edit);
}

static void
op_free (gpointer data)
{
  LfOp *op = data;

  g_free (op->entity);
  g_free (op->id);
  g_ptr_array_unref (op->edits);
  g_free (op);
}

LfChange *
lf_change_new (const char *label)
{
  LfChange *self = g_new0 (LfChange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = lf_id_new ();
  self->label = g_strdup (label);
  self->ops = g_ptr_array_new_with_free_func (op_free);
  return self;
}

LfChange *
lf_change_ref (LfChange *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_change_unref (LfChange *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->author);
  g_free (self->device);
  g_free (self->label);
  g_free (self->undoes);
  g_ptr_array_unref (self->ops);
  g_free (self);
}

LfOp *
lf_change_add_op (LfChange *self, LfOpKind kind, const char *entity, const char *id)
{
  LfOp *op = g_new0 (LfOp, 1);

  op->kind = kind;
  op->entity = g_strdup (entity);
  op->id = g_strdup (id);
  op->edits = g_ptr_array_new_with_free_func (edit_free);
  g_ptr_array_add (self->ops, op);
  return op;
}

LfEdit *
lf_op_add_edit (LfOp *op, const char *field, const char *was, const char *value, gint64 seen)
{
  LfEdit *edit = g_new0 (LfEdit, 1);

  edit->field = g_strdup (field);
  edit->was = g_strdup (was);
  edit->value = g_strdup (value);
  edit->seen = seen;
  g_ptr_array_add (op->edits, edit);
  return edit;
}

LfEdit *
lf_op_find (const LfOp *op, const char *field)
{
  for (guint i = 0; i < op->edits->len; i++)
    {
      LfEdit *edit = op->edits->pdata[i];
      if (strcmp (edit->field, field) == 0)
        return edit;
    }
  return NULL;
}

void
lf_change_create (LfChange *self, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  LfOp *op = lf_change_add_op (self, LF_OP_PUT, entity->name, lf_record_id (record));

  op->is_new = TRUE;
  op->seen = lf_record_cursor (record);
  for (guint i = 0; entity->fields[i].name != NULL; i++)
    if (lf_record_get_at (record, i) != NULL && !(entity->fields[i].flags & LF_FIELD_DERIVED))
      lf_op_add_edit (op, entity->fields[i].name, NULL, lf_record_get_at (record, i), op->seen);
}

/* Edits of one record gather in its last operation of this change: the one that made it, or an
 * earlier edit. */
static LfOp *
find_put (LfChange *self, const char *entity, const char *id)
{
  for (guint i = self->ops->len; i > 0; i--)
    {
      LfOp *op = self->ops->pdata[i - 1];
      if (strcmp (op->id, id) == 0 && strcmp (op->entity, entity) == 0)
        return op->kind == LF_OP_PUT ? op : NULL;
    }
  return NULL;
}

void
lf_change_edit (LfChange *self, const LfRecord *original, const char *field, const char *value)
{
  const LfEntity *entity = lf_record_entity (original);
  LfOp *op = find_put (self, entity->name, lf_record_id (original));
  LfEdit *edit;

  if (op == NULL)
    op = lf_change_add_op (self, LF_OP_PUT, entity->name, lf_record_id (original));
  edit = lf_op_find (op, field);
  if (edit == NULL)
    {
      lf_op_add_edit (op, field, lf_record_get (original, field), value,
                      lf_record_cursor (original));
      return;
    }
  g_free (edit->value);
  edit->value = g_strdup (value);
}

void
lf_change_delete (LfChange *self, const LfRecord *original)
{
  lf_change_add_op (self, LF_OP_DELETE, lf_record_entity (original)->name, lf_record_id (original))
      ->seen
      = lf_record_cursor (original);
}

void
lf_change_restore (LfChange *self, const LfRecord *original)
{
  lf_change_add_op (self, LF_OP_RESTORE, lf_record_entity (original)->name, lf_record_id (original))
      ->seen
      = lf_record_cursor (original);
}

gboolean
lf_change_is_empty (const LfChange *self)
{
  return self->ops->len == 0;
}

/* ---- Redirecting ---- */

static guint
count_missing (char **from, char **in)
{
  guint n = 0;

  for (char **id = from; *id != NULL; id++)
    n += !g_strv_contains ((const char *const *) in, *id);
  return n;
}

/* Exactly the references to deleted records are gone from @edit's value, and no more than one came
 * in the place of each. */
static gboolean
redirects (const LfOp *op, const LfEdit *edit, GHashTable *deleted)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  const LfField *field = entity == NULL ? NULL : lf_entity_field (entity, edit->field);
  g_auto (GStrv) was = lf_set_split (edit->was);
  g_auto (GStrv) value = lf_set_split (edit->value);

  if (field == NULL || field->target == NULL || *value == NULL)
    return FALSE;
  for (char **id = was; *id != NULL; id++)
    if (g_strv_contains ((const char *const *) value, *id) == g_hash_table_contains (deleted, *id))
      return FALSE;
  return count_missing (was, value) > 0 && count_missing (value, was) <= count_missing (was, value);
}

static gboolean
only_redirects (const LfOp *op, GHashTable *deleted)
{
  if (op->kind != LF_OP_PUT || op->is_new || op->edits->len == 0)
    return FALSE;
  for (guint i = 0; i < op->edits->len; i++)
    if (!redirects (op, op->edits->pdata[i], deleted))
      return FALSE;
  return TRUE;
}

GHashTable *
lf_change_redirected (const LfChange *self)
{
  g_autoptr (GHashTable) deleted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTable *redirected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->ops->len; i++)
    if (((LfOp *) self->ops->pdata[i])->kind == LF_OP_DELETE)
      g_hash_table_add (deleted, ((LfOp *) self->ops->pdata[i])->id);
  for (guint i = 0; i < self->ops->len && g_hash_table_size (deleted) > 0; i++)
    {
      const LfOp *op = self->ops->pdata[i];

      if (only_redirects (op, deleted))
        g_hash_table_add (redirected, g_strdup (op->id));
    }
  /* Whatever else the change does to one of them is under the rules, and so is all of it. */
  for (guint i = 0; i < self->ops->len && g_hash_table_size (redirected) > 0; i++)
    if (!only_redirects (self->ops->pdata[i], deleted))
      g_hash_table_remove (redirected, ((LfOp *) self->ops->pdata[i])->id);
  return redirected;
}

gboolean
lf_change_keep_field (LfChange *self, const char *field)
{
  for (guint i = self->ops->len; i > 0; i--)
    {
      LfOp *op = self->ops->pdata[i - 1];

      for (guint e = op->edits->len; e > 0; e--)
        if (strcmp (((LfEdit *) op->edits->pdata[e - 1])->field, field) != 0)
          g_ptr_array_remove_index (op->edits, e - 1);
      if (op->edits->len == 0)
        g_ptr_array_remove_index (self->ops, i - 1);
    }
  return self->ops->len > 0;
}

/* ---- Size ---- */

gsize
lf_op_wire_size (const LfOp *op)
{
  gsize size = 128 + lf_text_json_size (op->entity);

  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = op->edits->pdata[i];

      size += 80 + lf_text_json_size (edit->field) + lf_text_json_size (edit->was)
              + lf_text_json_size (edit->value);
    }
  return size;
}

gsize
lf_change_wire_size (const LfChange *self)
{
  gsize size = 256 + lf_text_json_size (self->author) + lf_text_json_size (self->label);

  for (guint i = 0; i < self->ops->len; i++)
    size += lf_op_wire_size (self->ops->pdata[i]);
  return size;
}
