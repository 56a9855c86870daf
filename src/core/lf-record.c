/* SPDX-License-Identifier: GPL-3.0-or-later */
/* LfRecord. */

#include "config.h"

#include "lf-record.h"

#include "lf-id.h"

#include <string.h>

struct _LfRecord
{
  gatomicrefcount ref_count;
  const LfEntity *entity;
  guint n_fields;
  char *id;
  char **values;   /* n_fields of them */
  char **displays; /* (nullable): n_fields of them, for references */
  gint64 row;
  gint64 cursor;
  gboolean is_deleted;
  LfRecordState state;
};

G_DEFINE_BOXED_TYPE (LfRecord, lf_record, lf_record_ref, lf_record_unref)

LfRecord *
lf_record_new (const LfEntity *entity, const char *id)
{
  LfRecord *self = g_new0 (LfRecord, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->entity = entity;
  self->n_fields = lf_entity_n_fields (entity);
  self->id = id != NULL ? g_strdup (id) : lf_id_new ();
  self->values = g_new0 (char *, self->n_fields);
  return self;
}

LfRecord *
lf_record_copy (const LfRecord *self)
{
  LfRecord *copy = lf_record_new (self->entity, self->id);

  for (guint i = 0; i < self->n_fields; i++)
    {
      copy->values[i] = g_strdup (self->values[i]);
      if (self->displays != NULL && self->displays[i] != NULL)
        lf_record_set_display (copy, i, self->displays[i]);
    }
  lf_record_set_stored (copy, self->row, self->cursor, self->is_deleted, self->state);
  return copy;
}

LfRecord *
lf_record_ref (LfRecord *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
lf_record_unref (LfRecord *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_fields; i++)
    {
      g_free (self->values[i]);
      if (self->displays != NULL)
        g_free (self->displays[i]);
    }
  g_free (self->values);
  g_free (self->displays);
  g_free (self->id);
  g_free (self);
}

const LfEntity *
lf_record_entity (const LfRecord *self)
{
  return self->entity;
}

const char *
lf_record_id (const LfRecord *self)
{
  return self->id;
}

static guint
index_of (const LfRecord *self, const char *field)
{
  int index = lf_entity_index (self->entity, field);

  g_assert (index >= 0);
  return (guint) index;
}

const char *
lf_record_get (const LfRecord *self, const char *field)
{
  return self->values[index_of (self, field)];
}

const char *
lf_record_get_at (const LfRecord *self, guint index)
{
  g_assert (index < self->n_fields);
  return self->values[index];
}

void
lf_record_take_at (LfRecord *self, guint index, char *value)
{
  g_assert (index < self->n_fields);
  g_free (self->values[index]);
  self->values[index] = value;
}

void
lf_record_set (LfRecord *self, const char *field, const char *value)
{
  lf_record_take_at (self, index_of (self, field), g_strdup (value));
}

void
lf_record_set_display (LfRecord *self, guint index, const char *display)
{
  g_assert (index < self->n_fields);
  if (self->displays == NULL)
    self->displays = g_new0 (char *, self->n_fields);
  g_free (self->displays[index]);
  self->displays[index] = g_strdup (display);
}

char *
lf_record_format_at (const LfRecord *self, guint index)
{
  g_assert (index < self->n_fields);
  if (self->values[index] != NULL && self->displays != NULL && self->displays[index] != NULL)
    return g_strdup (self->displays[index]);
  return lf_field_format (&self->entity->fields[index], self->values[index]);
}

char *
lf_record_format (const LfRecord *self, const char *field)
{
  return lf_record_format_at (self, index_of (self, field));
}

char *
lf_record_title (const LfRecord *self)
{
  const LfField *field = lf_entity_title (self->entity);
  const char *title = lf_record_get (self, field->name);

  return title != NULL ? lf_field_format (field, title) : g_strdup (lf_entity_label (self->entity));
}

gint64
lf_record_row (const LfRecord *self)
{
  return self->row;
}

gint64
lf_record_cursor (const LfRecord *self)
{
  return self->cursor;
}

gboolean
lf_record_is_deleted (const LfRecord *self)
{
  return self->is_deleted;
}

LfRecordState
lf_record_state (const LfRecord *self)
{
  return self->state;
}

void
lf_record_set_stored (
    LfRecord *self, gint64 row, gint64 cursor, gboolean deleted, LfRecordState state)
{
  self->row = row;
  self->cursor = cursor;
  self->is_deleted = deleted;
  self->state = state;
}
