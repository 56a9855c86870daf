/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server's answers and pages as JSON and back. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ANSWERS 1000
#define MAX_CONFLICTS 100000

static const char *const kinds[] = { "accepted", "refused", "waiting", NULL };

/* ---- Answers ---- */

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
  JsonNode *node = json_node_alloc ();

  json_object_set_int_member (object, "time", server_time_us);
  for (guint i = 0; i < answers->len; i++)
    json_array_add_object_element (array, from_answer (answers->pdata[i]));
  json_object_set_array_member (object, "answers", array);
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

static LfConflict *
to_conflict (JsonNode *node, const char *where, GError **error)
{
  JsonObject *object = lf_wire_object (node, where, error);
  const char *id, *entity, *record, *field;
  LfConflict *conflict;

  if (object == NULL || !lf_wire_id (object, "id", where, TRUE, &id, error) || !lf_wire_string (object, "entity", where, TRUE, &entity, error)
      || !lf_wire_id (object, "record", where, TRUE, &record, error) || !lf_wire_string (object, "field", where, TRUE, &field, error))
    return NULL;
  conflict = g_new0 (LfConflict, 1);
  *conflict = (LfConflict){ g_strdup (id), g_strdup (entity), g_strdup (record), g_strdup (field) };
  return conflict;
}

static LfAnswer *
to_answer (JsonNode *node, const char *where, GError **error)
{
  JsonObject *object = lf_wire_object (node, where, error);
  const char *change, *reason, *message;
  g_autoptr (LfAnswer) answer = NULL;
  JsonArray *conflicts;
  guint kind;

  if (object == NULL || !lf_wire_id (object, "change", where, TRUE, &change, error) || !lf_wire_word (object, "status", where, kinds, &kind, error)
      || !lf_wire_string (object, "reason", where, FALSE, &reason, error) || !lf_wire_string (object, "message", where, FALSE, &message, error)
      || (conflicts = lf_wire_array (object, "conflicts", where, MAX_CONFLICTS, error)) == NULL)
    return NULL;
  answer = lf_answer_new (change, (LfAnswerKind) kind);
  answer->reason = g_strdup (reason);
  answer->message = g_strdup (message);
  if (!lf_wire_integer (object, "seq", where, &answer->seq, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (conflicts); i++)
    {
      g_autofree char *at = g_strdup_printf ("%s.conflicts[%u]", where, i);
      LfConflict *conflict = to_conflict (json_array_get_element (conflicts, i), at, error);

      if (conflict == NULL)
        return NULL;
      g_ptr_array_add (answer->conflicts, conflict);
    }
  return g_steal_pointer (&answer);
}

GPtrArray *
lf_wire_to_answers (JsonNode *node, GError **error)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  JsonObject *object = lf_wire_object (node, "", error);
  JsonArray *array = object == NULL ? NULL : lf_wire_array (object, "answers", "", MAX_ANSWERS, error);

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *at = g_strdup_printf ("answers[%u]", i);
      LfAnswer *answer = to_answer (json_array_get_element (array, i), at, error);

      if (answer == NULL)
        return NULL;
      g_ptr_array_add (answers, answer);
    }
  return g_steal_pointer (&answers);
}

/* ---- Pages ---- */

static void
append_line (GString *text, JsonObject *object /* (transfer full) */)
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *line = NULL;

  json_node_init_object (node, object);
  json_object_unref (object);
  line = lf_wire_print (node, NULL);
  g_string_append (text, line);
  g_string_append_c (text, '\n');
}

static JsonObject *
from_delta (const LfDelta *delta)
{
  JsonObject *object = json_object_new ();
  JsonObject *fields = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  json_object_set_string_member (object, "entity", delta->entity);
  json_object_set_string_member (object, "id", delta->id);
  json_object_set_int_member (object, "seq", delta->seq);
  if (delta->deleted)
    json_object_set_boolean_member (object, "deleted", TRUE);
  if (delta->author != NULL)
    json_object_set_string_member (object, "author", delta->author);
  json_object_set_int_member (object, "time", delta->time_us);
  g_hash_table_iter_init (&iter, delta->fields);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      if (value == NULL)
        json_object_set_null_member (fields, name);
      else
        json_object_set_string_member (fields, name, value);
    }
  json_object_set_object_member (object, "fields", fields);
  return object;
}

char *
lf_wire_from_page (const LfPage *page, gsize *ret_length)
{
  GString *text = g_string_new (NULL);
  JsonObject *end = json_object_new ();

  for (guint i = 0; i < page->deltas->len; i++)
    append_line (text, from_delta (page->deltas->pdata[i]));
  json_object_set_boolean_member (end, "end", TRUE);
  json_object_set_int_member (end, "cursor", page->cursor);
  json_object_set_boolean_member (end, "more", page->has_more);
  json_object_set_string_member (end, "epoch", page->epoch);
  json_object_set_int_member (end, "time", page->server_time_us);
  append_line (text, end);
  if (ret_length != NULL)
    *ret_length = text->len;
  return g_string_free (text, FALSE);
}

static gboolean
to_fields (JsonObject *object, const char *where, GHashTable *fields, GError **error)
{
  JsonNode *node = json_object_get_member (object, "fields");
  JsonObject *members = node == NULL ? NULL : lf_wire_object (node, where, error);
  JsonObjectIter iter;
  const char *name, *value;

  if (members == NULL)
    return node == NULL;
  json_object_iter_init (&iter, members);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      if (!lf_wire_string (members, name, where, FALSE, &value, error))
        return FALSE;
      g_hash_table_insert (fields, g_strdup (name), g_strdup (value));
    }
  return TRUE;
}

static LfDelta *
to_delta (JsonObject *object, const char *where, GError **error)
{
  const char *entity, *id, *author;
  g_autoptr (LfDelta) delta = NULL;

  if (!lf_wire_string (object, "entity", where, TRUE, &entity, error) || !lf_wire_id (object, "id", where, TRUE, &id, error)
      || !lf_wire_string (object, "author", where, FALSE, &author, error))
    return NULL;
  delta = lf_delta_new (entity, id);
  delta->author = g_strdup (author);
  if (!lf_wire_integer (object, "seq", where, &delta->seq, error) || !lf_wire_integer (object, "time", where, &delta->time_us, error)
      || !lf_wire_boolean (object, "deleted", where, &delta->deleted, error) || !to_fields (object, where, delta->fields, error))
    return NULL;
  return g_steal_pointer (&delta);
}

static gboolean
to_end (JsonObject *object, const char *where, LfPage *page, GError **error)
{
  const char *epoch;

  if (!lf_wire_integer (object, "cursor", where, &page->cursor, error) || !lf_wire_boolean (object, "more", where, &page->has_more, error)
      || !lf_wire_string (object, "epoch", where, TRUE, &epoch, error) || !lf_wire_integer (object, "time", where, &page->server_time_us, error))
    return FALSE;
  page->epoch = g_strdup (epoch);
  return TRUE;
}

static gboolean
take_line (const char *line, gsize length, guint number, LfPage *page, gboolean *ret_is_end, GError **error)
{
  g_autofree char *where = g_strdup_printf ("line %u", number);
  g_autoptr (JsonNode) node = lf_wire_parse (line, (gssize) length, error);
  JsonObject *object = node == NULL ? NULL : lf_wire_object (node, where, error);
  LfDelta *delta;

  if (object == NULL || !lf_wire_boolean (object, "end", where, ret_is_end, error))
    return FALSE;
  if (*ret_is_end)
    return to_end (object, where, page, error);
  delta = to_delta (object, where, error);
  if (delta == NULL)
    return FALSE;
  g_ptr_array_add (page->deltas, delta);
  return TRUE;
}

LfPage *
lf_wire_to_page (const char *text, gsize length, GError **error)
{
  g_autoptr (LfPage) page = lf_page_new ();
  const char *end = text + length;
  gboolean is_end = FALSE;
  guint number = 0;

  while (text < end && !is_end)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      gsize line_length = (gsize) ((newline == NULL ? end : newline) - text);

      if (!take_line (text, line_length, ++number, page, &is_end, error))
        return NULL;
      text += line_length + 1;
    }
  if (is_end)
    return g_steal_pointer (&page);
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The page breaks off before its end."));
  return NULL;
}
