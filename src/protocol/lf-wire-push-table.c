/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A push as tables of its changes, of their operations and of those's edits. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"
#include "lf-wire-table.h"

#include <glib/gi18n-lib.h>

/* What a few bytes may unfold to: more than that is said at length. */
#define MOST_ROWS 200000

/* ---- Writing ---- */

static void
tell_edit (LfWireTable *edits, const LfEdit *edit)
{
  lf_wire_table_begin_row (edits);
  lf_wire_table_text (edits, "field", edit->field);
  lf_wire_table_number (edits, "as_seen", edit->is_as_seen);
  lf_wire_table_text (edits, "was", edit->is_as_seen ? NULL : edit->was);
  lf_wire_table_text (edits, "value", edit->value);
  lf_wire_table_number (edits, "seen", edit->seen);
  lf_wire_table_number (edits, "offer", edit->is_offer);
}

static void
tell_op (LfWireTable *ops, const LfOp *op)
{
  lf_wire_table_begin_row (ops);
  lf_wire_table_text (ops, "op", lf_wire_op_words[op->kind]);
  lf_wire_table_text (ops, "entity", op->entity);
  lf_wire_table_id (ops, "id", op->id);
  lf_wire_table_number (ops, "seen", op->seen);
  lf_wire_table_number (ops, "new", op->is_new);
  lf_wire_table_number (ops, "offer", op->is_offer);
  lf_wire_table_number (ops, "edits", op->edits->len);
}

/* When it came is made and age together: one number for all that is sent in one go. */
static void
tell_change (LfWireTable *changes, const LfChange *change)
{
  lf_wire_table_begin_row (changes);
  lf_wire_table_id (changes, "id", change->id);
  lf_wire_table_text (changes, "author", change->author);
  lf_wire_table_number (changes, "time", change->time_us);
  lf_wire_table_sum (changes, "sent", change->time_us, MAX (change->age_us, 0));
  lf_wire_table_number (changes, "again", change->is_again);
  lf_wire_table_number (changes, "doubtful", change->is_doubtful);
  lf_wire_table_text (changes, "label", change->label);
  lf_wire_table_text (changes, "undoes", change->undoes);
  lf_wire_table_number (changes, "ops", change->ops->len);
}

gboolean
lf_wire_fits_tables (GPtrArray *changes)
{
  guint n_rows = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = changes->pdata[i];

      if (!lf_id_is_valid (change->id))
        return FALSE;
      for (guint j = 0; j < change->ops->len; j++)
        {
          const LfOp *op = change->ops->pdata[j];

          n_rows += 1 + op->edits->len;
          if (n_rows > MOST_ROWS || !lf_id_is_valid (op->id))
            return FALSE;
        }
    }
  return changes->len > 0;
}

void
lf_wire_write_push_tables (GString *json, GPtrArray *changes)
{
  g_autoptr (LfWireTable) table = lf_wire_table_new ();
  g_autoptr (LfWireTable) ops = lf_wire_table_new ();
  g_autoptr (LfWireTable) edits = lf_wire_table_new ();

  for (guint i = 0; i < changes->len; i++)
    {
      const LfChange *change = changes->pdata[i];

      tell_change (table, change);
      for (guint j = 0; j < change->ops->len; j++)
        {
          const LfOp *op = change->ops->pdata[j];

          tell_op (ops, op);
          for (guint e = 0; e < op->edits->len; e++)
            tell_edit (edits, op->edits->pdata[e]);
        }
    }
  lf_json_open (json, "tables", '{');
  lf_wire_table_write (table, json, "changes");
  lf_wire_table_write (ops, json, "ops");
  lf_wire_table_write (edits, json, "edits");
  lf_json_close (json, '}');
}

/* ---- Reading ---- */

typedef struct
{
  LfWireTableReader *changes, *ops, *edits;
  guint n_changes, n_ops, n_edits; /* still to come */
} Reading;

static void
reading_clear (Reading *self)
{
  g_clear_pointer (&self->changes, lf_wire_table_reader_free);
  g_clear_pointer (&self->ops, lf_wire_table_reader_free);
  g_clear_pointer (&self->edits, lf_wire_table_reader_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

/* How many of what is still to come belong to this one. */
static gboolean
take_count (
    LfWireTableReader *table, const char *column, guint *n_left, guint *ret_n, GError **error)
{
  gint64 n = lf_wire_table_next_number (table, column);

  if (!lf_wire_table_is_sound (table, error))
    return FALSE;
  if (n < 0 || n > *n_left)
    return lf_wire_fail (error, "tables", column, _ ("%s is too long a list."));
  *n_left -= (guint) n;
  *ret_n = (guint) n;
  return TRUE;
}

static gboolean
read_edit (LfWireTableReader *edits, LfOp *op, GError **error)
{
  const char *field = lf_wire_table_next_text (edits, "field");
  gboolean is_as_seen = lf_wire_table_next_number (edits, "as_seen") != 0;
  const char *was = lf_wire_table_next_text (edits, "was");
  const char *value = lf_wire_table_next_text (edits, "value");
  gint64 seen = lf_wire_table_next_number (edits, "seen");
  gboolean is_offer = lf_wire_table_next_number (edits, "offer") != 0;
  LfEdit *edit;

  if (!lf_wire_table_is_sound (edits, error))
    return FALSE;
  if (field == NULL || !lf_wire_is_name (field))
    return lf_wire_fail (error, "tables.edits", "field", _ ("%s is not a name."));
  edit = lf_op_add_edit (op, field, was, value, seen);
  edit->is_offer = is_offer;
  edit->is_as_seen = is_as_seen && was == NULL;
  return TRUE;
}

static gboolean
find_kind (const char *word, LfOpKind *ret_kind)
{
  for (guint i = 0; word != NULL && lf_wire_op_words[i] != NULL; i++)
    if (g_str_equal (lf_wire_op_words[i], word))
      {
        *ret_kind = (LfOpKind) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_op (Reading *self, LfChange *change, GError **error)
{
  const char *word = lf_wire_table_next_text (self->ops, "op");
  const char *entity = lf_wire_table_next_text (self->ops, "entity");
  const char *id = lf_wire_table_next_id (self->ops, "id");
  LfOpKind kind;
  guint n_edits = 0;
  LfOp *op;

  if (!lf_wire_table_is_sound (self->ops, error))
    return FALSE;
  if (!find_kind (word, &kind))
    return lf_wire_fail (error, "tables.ops", "op", _ ("%s is a word that is not known here."));
  if (entity == NULL || !lf_wire_is_name (entity))
    return lf_wire_fail (error, "tables.ops", "entity", _ ("%s is not a name."));
  op = lf_change_add_op (change, kind, entity, id);
  op->seen = lf_wire_table_next_number (self->ops, "seen");
  op->is_new = lf_wire_table_next_number (self->ops, "new") != 0;
  op->is_offer = lf_wire_table_next_number (self->ops, "offer") != 0;
  if (!take_count (self->ops, "edits", &self->n_edits, &n_edits, error))
    return FALSE;
  for (guint i = 0; i < n_edits; i++)
    if (!read_edit (self->edits, op, error))
      return FALSE;
  return TRUE;
}

static void
fill_change (LfWireTableReader *changes, LfChange *change)
{
  g_free (change->id);
  change->id = g_strdup (lf_wire_table_next_id (changes, "id"));
  change->author = g_strdup (lf_wire_table_next_text (changes, "author"));
  change->time_us = lf_wire_table_next_number (changes, "time");
  change->age_us = lf_wire_table_next_more (changes, "sent", change->time_us);
  change->is_again = lf_wire_table_next_number (changes, "again") != 0;
  change->is_doubtful = lf_wire_table_next_number (changes, "doubtful") != 0;
  change->label = g_strdup (lf_wire_table_next_text (changes, "label"));
  change->undoes = g_strdup (lf_wire_table_next_text (changes, "undoes"));
}

static LfChange *
read_change (Reading *self, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (NULL);
  guint n_ops = 0;

  fill_change (self->changes, change);
  if (!take_count (self->changes, "ops", &self->n_ops, &n_ops, error))
    return NULL;
  if (change->undoes != NULL && !lf_id_is_valid (change->undoes))
    {
      lf_wire_fail (error, "tables.changes", "undoes", _ ("%s is not an id."));
      return NULL;
    }
  for (guint i = 0; i < n_ops; i++)
    if (!read_op (self, change, error))
      return NULL;
  return g_steal_pointer (&change);
}

GPtrArray *
lf_wire_read_push_tables (const LfJson *tables, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  g_auto (Reading) self = {
    .changes = lf_wire_table_reader_new (lf_json_member (tables, "changes"), "tables.changes"),
    .ops = lf_wire_table_reader_new (lf_json_member (tables, "ops"), "tables.ops"),
    .edits = lf_wire_table_reader_new (lf_json_member (tables, "edits"), "tables.edits"),
  };

  if (!lf_wire_table_count (self.changes, LF_WIRE_MAX_CHANGES, &self.n_changes, error)
      || !lf_wire_table_count (self.ops, MOST_ROWS, &self.n_ops, error)
      || !lf_wire_table_count (self.edits, MOST_ROWS, &self.n_edits, error))
    return NULL;
  for (guint i = 0; i < self.n_changes; i++)
    {
      LfChange *change = read_change (&self, error);

      if (change == NULL)
        return NULL;
      g_ptr_array_add (changes, change);
    }
  if (self.n_ops > 0 || self.n_edits > 0)
    {
      lf_wire_fail (error, "tables", self.n_ops > 0 ? "ops" : "edits",
                    _ ("%s is too long a list."));
      return NULL;
    }
  return g_steal_pointer (&changes);
}
