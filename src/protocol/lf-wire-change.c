/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes as JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>

static const char *const kinds[] = { "put", "delete", "restore", NULL };

/* ---- Writing ---- */

static void
set_text (JsonObject *object, const char *name, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, name, text);
}

static void
set_number (JsonObject *object, const char *name, gint64 number)
{
  if (number != 0)
    json_object_set_int_member (object, name, number);
}

static void
set_true (JsonObject *object, const char *name, gboolean is_true)
{
  if (is_true)
    json_object_set_boolean_member (object, name, TRUE);
}

static JsonObject *
from_edit (const LfEdit *edit)
{
  JsonObject *object = json_object_new ();

  set_text (object, "field", edit->field);
  set_text (object, "was", edit->was);
  set_text (object, "value", edit->value);
  set_number (object, "seen", edit->seen);
  set_true (object, "offer", edit->is_offer);
  return object;
}

static JsonObject *
from_op (const LfOp *op)
{
  JsonObject *object = json_object_new ();
  JsonArray *edits = json_array_new ();

  set_text (object, "op", kinds[op->kind]);
  set_text (object, "entity", op->entity);
  set_text (object, "id", op->id);
  set_number (object, "seen", op->seen);
  set_true (object, "new", op->is_new);
  set_true (object, "offer", op->is_offer);
  for (guint i = 0; i < op->edits->len; i++)
    json_array_add_object_element (edits, from_edit (op->edits->pdata[i]));
  json_object_set_array_member (object, "edits", edits);
  return object;
}

static JsonObject *
from_change (const LfChange *change)
{
  JsonObject *object = json_object_new ();
  JsonArray *ops = json_array_new ();

  set_text (object, "id", change->id);
  set_text (object, "author", change->author);
  set_number (object, "time", change->time_us);
  if (change->age_us > 0)
    set_number (object, "age", change->age_us);
  set_true (object, "again", change->is_again);
  set_text (object, "label", change->label);
  set_text (object, "undoes", change->undoes);
  for (guint i = 0; i < change->ops->len; i++)
    json_array_add_object_element (ops, from_op (change->ops->pdata[i]));
  json_object_set_array_member (object, "ops", ops);
  return object;
}

JsonNode *
lf_wire_from_change (const LfChange *change)
{
  return lf_wire_take_object (from_change (change));
}

JsonNode *
lf_wire_from_push (GPtrArray *changes)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_int_member (object, "version", LF_WIRE_VERSION);
  for (guint i = 0; i < changes->len; i++)
    json_array_add_object_element (array, from_change (changes->pdata[i]));
  json_object_set_array_member (object, "changes", array);
  return lf_wire_take_object (object);
}

/* ---- Reading ---- */

static gboolean
to_edit (JsonObject *object, const char *where, gpointer op, GError **error)
{
  const char *field, *was, *value;
  gboolean is_offer = FALSE;
  gint64 seen;

  if (!lf_wire_name (object, "field", where, &field, error)
      || !lf_wire_string (object, "was", where, FALSE, &was, error)
      || !lf_wire_string (object, "value", where, FALSE, &value, error)
      || !lf_wire_integer (object, "seen", where, &seen, error)
      || !lf_wire_boolean (object, "offer", where, &is_offer, error))
    return FALSE;
  lf_op_add_edit (op, field, was, value, seen)->is_offer = is_offer;
  return TRUE;
}

static gboolean
to_op (JsonObject *object, const char *where, gpointer change, GError **error)
{
  const char *entity, *id;
  guint kind;
  LfOp *op;

  if (!lf_wire_word (object, "op", where, kinds, &kind, error)
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
to_change (JsonObject *object, const char *where, GError **error)
{
  g_autoptr (LfChange) change = lf_change_new (NULL);
  const char *id, *author, *label, *undoes;

  if (!lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_string (object, "author", where, FALSE, &author, error)
      || !lf_wire_integer (object, "time", where, &change->time_us, error)
      || !lf_wire_integer (object, "age", where, &change->age_us, error)
      || !lf_wire_boolean (object, "again", where, &change->is_again, error)
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

LfChange *
lf_wire_to_change (JsonNode *node, GError **error)
{
  JsonObject *object = lf_wire_object (node, "", error);

  return object == NULL ? NULL : to_change (object, "", error);
}

static gboolean
add_change (JsonObject *object, const char *where, gpointer changes, GError **error)
{
  LfChange *change = to_change (object, where, error);

  if (change == NULL)
    return FALSE;
  g_ptr_array_add (changes, change);
  return TRUE;
}

GPtrArray *
lf_wire_to_push (JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_change_unref);
  JsonObject *object = lf_wire_object (node, "", error);

  if (object == NULL || !lf_wire_each (object, "changes", "", TRUE, add_change, changes, error))
    return NULL;
  if (changes->len <= LF_WIRE_MAX_CHANGES)
    return g_steal_pointer (&changes);
  lf_wire_fail (error, "", "changes", _ ("%s is too long a list."));
  return NULL;
}
