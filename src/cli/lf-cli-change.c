/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes as text and JSON. */

#include "config.h"

#include "lf-cli-change.h"
#include "lf-cli-output.h"

#include <glib/gi18n.h>

static const char *
op_word (const LfOp *op)
{
  if (op->kind == LF_OP_DELETE)
    return "delete";
  if (op->kind == LF_OP_RESTORE)
    return "restore";
  return op->is_new ? "create" : "edit";
}

static JsonObject *
json_op (const LfOp *op)
{
  JsonObject *object = json_object_new ();
  JsonArray *edits = json_array_new ();

  json_object_set_string_member (object, "kind", op_word (op));
  json_object_set_string_member (object, "entity", op->entity);
  json_object_set_string_member (object, "record", op->id);
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = g_ptr_array_index (op->edits, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "field", edit->field);
      lf_json_set_or_null (member, "was", edit->was);
      lf_json_set_or_null (member, "value", edit->value);
      json_array_add_object_element (edits, member);
    }
  json_object_set_array_member (object, "edits", edits);
  return object;
}

JsonObject *
lf_json_change (const LfChange *change)
{
  g_autofree char *time = lf_cli_time (change->time_us);
  JsonObject *object = json_object_new ();
  JsonArray *ops = json_array_new ();

  json_object_set_string_member (object, "id", change->id);
  lf_json_set_or_null (object, "author", change->author);
  lf_json_set_or_null (object, "device", change->device);
  json_object_set_int_member (object, "time_us", change->time_us);
  json_object_set_string_member (object, "time", time);
  lf_json_set_or_null (object, "label", change->label);
  lf_json_set_or_null (object, "undoes", change->undoes);
  for (guint i = 0; i < change->ops->len; i++)
    json_array_add_object_element (ops, json_op (g_ptr_array_index (change->ops, i)));
  json_object_set_array_member (object, "ops", ops);
  return object;
}

/* A field or an entity may be one that this version does not know: then its value stands as it is.
 */
static char *
format_value (LfCli *self, const LfField *field, const char *value)
{
  g_autofree char *text = field != NULL ? lf_cli_format (self, field, value) : g_strdup (value);

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : g_strdup ("–");
}

char *
lf_cli_describe_op (LfCli *self, const LfOp *op)
{
  const LfEntity *entity = lf_schema_find (op->entity);
  GString *text = g_string_new (NULL);

  if (op->kind == LF_OP_DELETE)
    g_string_append_printf (text, "  %s\n", _ ("Deleted"));
  if (op->kind == LF_OP_RESTORE)
    g_string_append_printf (text, "  %s\n", _ ("Brought back"));
  for (guint i = 0; i < op->edits->len; i++)
    {
      const LfEdit *edit = g_ptr_array_index (op->edits, i);
      const LfField *field = entity != NULL ? lf_entity_field (entity, edit->field) : NULL;
      g_autofree char *was = format_value (self, field, edit->was);
      g_autofree char *value = format_value (self, field, edit->value);
      const char *label = field != NULL ? lf_field_label (field) : edit->field;

      if (op->is_new)
        g_string_append_printf (text, "  %s: %s\n", label, value);
      else
        g_string_append_printf (text, "  %s: %s → %s\n", label, was, value);
    }
  return g_string_free (text, FALSE);
}
