/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's answers as JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

static const char *const kinds[] = { "accepted", "refused", "waiting", NULL };

/* ---- Writing ---- */

static JsonObject *
from_conflict (const LfConflict *conflict)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", conflict->id);
  json_object_set_string_member (object, "entity", conflict->entity);
  json_object_set_string_member (object, "record", conflict->record);
  json_object_set_string_member (object, "field", conflict->field);
  return object;
}

static JsonObject *
from_answer (const LfAnswer *answer)
{
  JsonObject *object = json_object_new ();
  JsonArray *conflicts = json_array_new ();

  json_object_set_string_member (object, "change", answer->change);
  json_object_set_string_member (object, "status", kinds[answer->kind]);
  if (answer->seq != 0)
    json_object_set_int_member (object, "seq", answer->seq);
  if (answer->reason != NULL)
    json_object_set_string_member (object, "reason", answer->reason);
  if (answer->message != NULL)
    json_object_set_string_member (object, "message", answer->message);
  for (guint i = 0; i < answer->conflicts->len; i++)
    json_array_add_object_element (conflicts, from_conflict (answer->conflicts->pdata[i]));
  json_object_set_array_member (object, "conflicts", conflicts);
  return object;
}

JsonNode *
lf_wire_from_answers (GPtrArray *answers, gint64 server_time_us)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  json_object_set_int_member (object, "time", server_time_us);
  for (guint i = 0; i < answers->len; i++)
    json_array_add_object_element (array, from_answer (answers->pdata[i]));
  json_object_set_array_member (object, "answers", array);
  return lf_wire_take_object (object);
}

/* ---- Reading ---- */

static gboolean
to_conflict (JsonObject *object, const char *where, gpointer conflicts, GError **error)
{
  const char *id, *entity, *record, *field;
  LfConflict *conflict;

  if (!lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_name (object, "entity", where, &entity, error)
      || !lf_wire_id (object, "record", where, TRUE, &record, error)
      || !lf_wire_name (object, "field", where, &field, error))
    return FALSE;
  conflict = g_new0 (LfConflict, 1);
  *conflict = (LfConflict){ g_strdup (id), g_strdup (entity), g_strdup (record), g_strdup (field) };
  g_ptr_array_add (conflicts, conflict);
  return TRUE;
}

static gboolean
to_answer (JsonObject *object, const char *where, gpointer answers, GError **error)
{
  const char *change, *reason, *message;
  LfAnswer *answer;
  guint kind;

  if (!lf_wire_id (object, "change", where, TRUE, &change, error)
      || !lf_wire_word (object, "status", where, kinds, &kind, error)
      || !lf_wire_string (object, "reason", where, FALSE, &reason, error)
      || !lf_wire_string (object, "message", where, FALSE, &message, error))
    return FALSE;
  answer = lf_answer_new (change, (LfAnswerKind) kind);
  g_ptr_array_add (answers, answer);
  answer->reason = g_strdup (reason);
  answer->message = g_strdup (message);
  return lf_wire_integer (object, "seq", where, &answer->seq, error)
         && lf_wire_each (object, "conflicts", where, FALSE, to_conflict, answer->conflicts, error);
}

GPtrArray *
lf_wire_to_answers (JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  JsonObject *object = lf_wire_object (node, "", error);

  if (object == NULL || !lf_wire_each (object, "answers", "", TRUE, to_answer, answers, error))
    return NULL;
  return g_steal_pointer (&answers);
}
