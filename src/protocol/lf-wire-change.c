/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes as JSON and back. */

#include "config.h"

#include "lf-json-text.h"
#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

const char *const lf_wire_op_words[] = { "put", "delete", "restore", NULL };

/* ---- Writing ---- */

/* @is_lean: without what the reader knows */
static void
write_edit (GString *json, const LfEdit *edit, gboolean is_lean)
{
  gboolean is_as_seen = is_lean && edit->is_as_seen;

  lf_json_open (json, NULL, '{');
  lf_json_text (json, "field", edit->field);
  lf_json_some_flag (json, "as_seen", is_as_seen);
  lf_json_some_text (json, "was", is_as_seen ? NULL : edit->was);
  lf_json_some_text (json, "value", edit->value);
  lf_json_some_number (json, "seen", edit->seen);
  lf_json_some_flag (json, "offer", edit->is_offer);
  lf_json_close (json, '}');
}

static void
write_op (GString *json, const LfOp *op, gboolean is_lean)
{
  lf_json_open (json, NULL, '{');
  lf_json_text (json, "op", lf_wire_op_words[op->kind]);
  lf_json_text (json, "entity", op->entity);
  lf_json_text (json, "id", op->id);
  lf_json_some_number (json, "seen", op->seen);
  lf_json_some_flag (json, "new", op->is_new);
  lf_json_some_flag (json, "offer", op->is_offer);
  lf_json_open (json, "edits", '[');
  for (guint i = 0; i < op->edits->len; i++)
    write_edit (json, op->edits->pdata[i], is_lean);
  lf_json_close (json, ']');
  lf_json_close (json, '}');
}

static void
write_change (GString *json, const LfChange *change, gboolean is_lean)
{
  lf_json_text (json, "id", change->id);
  lf_json_some_text (json, "author", change->author);
  lf_json_some_number (json, "time", change->time_us);
  lf_json_some_number (json, "age", MAX (change->age_us, 0));
  lf_json_some_flag (json, "again", change->is_again);
  lf_json_some_flag (json, "doubtful", change->is_doubtful);
  lf_json_some_text (json, "label", change->label);
  lf_json_some_text (json, "undoes", change->undoes);
  lf_json_open (json, "ops", '[');
  for (guint i = 0; i < change->ops->len; i++)
    write_op (json, change->ops->pdata[i], is_lean);
  lf_json_close (json, ']');
}

void
lf_wire_write_change (GString *json, const LfChange *change)
{
  write_change (json, change, /* is_lean= */ FALSE);
}

char *
lf_wire_from_change (const LfChange *change, gsize *ret_length)
{
  GString *json = g_string_new (NULL);

  lf_json_open (json, NULL, '{');
  lf_wire_write_change (json, change);
  lf_json_close (json, '}');
  return lf_json_finish (json, ret_length);
}

static void
write_changes (GString *json, GPtrArray *changes, gboolean is_lean)
{
  lf_json_open (json, "changes", '[');
  for (guint i = 0; i < changes->len; i++)
    {
      lf_json_open (json, NULL, '{');
      write_change (json, changes->pdata[i], is_lean);
      lf_json_close (json, '}');
    }
  lf_json_close (json, ']');
}

char *
lf_wire_from_push (GPtrArray *changes, int minor, gsize *ret_length)
{
  GString *json = g_string_new (NULL);

  lf_json_open (json, NULL, '{');
  lf_json_number (json, "version", LF_WIRE_VERSION);
  if (minor >= LF_WIRE_MINOR_TABLES && lf_wire_fits_tables (changes))
    lf_wire_write_push_tables (json, changes);
  else
    write_changes (json, changes, minor >= LF_WIRE_MINOR_AS_SEEN);
  lf_json_close (json, '}');
  return lf_json_finish (json, ret_length);
}

/* ---- Reading ---- */

static gboolean
to_edit (const LfJson *object, const char *where, gpointer op, GError **error)
{
  const char *field, *was, *value;
  gboolean is_offer = FALSE, is_as_seen = FALSE;
  LfEdit *edit;
  gint64 seen;

  if (!lf_wire_name (object, "field", where, &field, error)
      || !lf_wire_string (object, "was", where, FALSE, &was, error)
      || !lf_wire_string (object, "value", where, FALSE, &value, error)
      || !lf_wire_integer (object, "seen", where, &seen, error)
      || !lf_wire_boolean (object, "offer", where, &is_offer, error)
      || !lf_wire_boolean (object, "as_seen", where, &is_as_seen, error))
    return FALSE;
  edit = lf_op_add_edit (op, field, was, value, seen);
  edit->is_offer = is_offer;
  edit->is_as_seen = is_as_seen && was == NULL;
  return TRUE;
}

static gboolean
to_op (const LfJson *object, const char *where, gpointer change, GError **error)
{
  const char *entity, *id;
  guint kind;
  LfOp *op;

  if (!lf_wire_word (object, "op", where, lf_wire_op_words, &kind, error)
      || !lf_wire_name (object, "entity", where, &entity, error)
      || !lf_wire_id (object, "id", where, TRUE, &id, error))
    return FALSE;
  op = lf_change_add_op (change, (LfOpKind) kind, entity, id);
  return lf_wire_integer (object, "seen", where, &op->seen, error)
         && lf_wire_boolean (object, "new", where, &op->is_new, error)
         && lf_wire_boolean (object, "offer", where, &op->is_offer, error)
         && lf_wire_each (object, "edits", where, FALSE, to_edit, op, error);
}

static LfChange *
to_change (const LfJson *object, const char *where, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (NULL);
  const char *id, *author, *label, *undoes;

  if (!lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_string (object, "author", where, FALSE, &author, error)
      || !lf_wire_integer (object, "time", where, &change->time_us, error)
      || !lf_wire_integer (object, "age", where, &change->age_us, error)
      || !lf_wire_boolean (object, "again", where, &change->is_again, error)
      || !lf_wire_boolean (object, "doubtful", where, &change->is_doubtful, error)
      || !lf_wire_string (object, "label", where, FALSE, &label, error)
      || !lf_wire_id (object, "undoes", where, FALSE, &undoes, error)
      || !lf_wire_each (object, "ops", where, TRUE, to_op, change, error))
    return NULL;
  g_free (change->id);
  change->id = g_strdup (id);
  change->author = g_strdup (author);
  change->label = g_strdup (label);
  change->undoes = g_strdup (undoes);
  return g_steal_pointer (&change);
}

static gboolean
is_apart (gint64 one_us, gint64 other_us)
{
  return one_us < other_us - LF_WIRE_CLOCKS_APART_US || one_us > other_us + LF_WIRE_CLOCKS_APART_US;
}

void
lf_wire_date_changes (GPtrArray *changes, gint64 now_us)
{
  for (guint i = 0; i < changes->len; i++)
    {
      LfChange *change = changes->pdata[i];
      gint64 made_us = now_us - MIN (change->age_us, now_us);

      if (change->age_us <= 0 || !is_apart (change->time_us, made_us))
        continue;
      change->time_us = made_us;
      change->is_doubtful = TRUE;
    }
}

void
lf_wire_doubt_changes (GPtrArray *changes, gint64 now_us)
{
  for (guint i = 0; i < changes->len; i++)
    {
      LfChange *change = changes->pdata[i];

      change->is_doubtful |= change->time_us > now_us + LF_WIRE_CLOCKS_APART_US;
    }
}

LfChange *
lf_wire_to_change (const LfJson *message, GError **error)
{
  return lf_wire_is_object (message, "", error) ? to_change (message, "", error) : NULL;
}

static gboolean
add_change (const LfJson *object, const char *where, gpointer changes, GError **error)
{
  LfChange *change = to_change (object, where, error);

  if (change == NULL)
    return FALSE;
  g_ptr_array_add (changes, change);
  return TRUE;
}

GPtrArray *
lf_wire_to_push (const LfJson *message, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  const LfJson *tables;

  if (!lf_wire_is_object (message, "", error))
    return NULL;
  tables = lf_wire_member (message, "tables");
  if (tables != NULL)
    return lf_wire_is_object (tables, "tables", error) ? lf_wire_read_push_tables (tables, error)
                                                       : NULL;
  if (!lf_wire_each (message, "changes", "", TRUE, add_change, changes, error))
    return NULL;
  if (changes->len <= LF_WIRE_MAX_CHANGES)
    return g_steal_pointer (&changes);
  lf_wire_fail (error, "", "changes", _ ("%s is too long a list."));
  return NULL;
}
