/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON members with their types checked. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Brackets are counted before json-glib recurses into them. */
static gboolean
is_shallow (const char *text, gsize length)
{
  guint depth = 0;
  gboolean is_in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (is_in_string && text[i] == '\\')
        i++;
      else if (text[i] == '"')
        is_in_string = !is_in_string;
      else if (!is_in_string && (text[i] == '{' || text[i] == '['))
        {
          if (++depth > LF_WIRE_MAX_DEPTH)
            return FALSE;
        }
      else if (!is_in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
        depth--;
    }
  return TRUE;
}

JsonNode *
lf_wire_parse (const char *text, gssize length, GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (n > LF_WIRE_MAX_BODY)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is larger than %d bytes."), LF_WIRE_MAX_BODY);
  else if (!g_utf8_validate (text, (gssize) n, NULL))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is not text in UTF-8."));
  else if (!is_shallow (text, n))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is nested more than %d levels deep."), LF_WIRE_MAX_DEPTH);
  else if (!json_parser_load_from_data (parser, text, (gssize) n, NULL) || json_parser_get_root (parser) == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is not JSON."));
  else
    return json_parser_steal_root (parser);
  return NULL;
}

char *
lf_wire_print (JsonNode *node, gsize *ret_length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();

  json_generator_set_root (generator, node);
  return json_generator_to_data (generator, ret_length);
}

static gboolean
fail (GError **error, const char *where, const char *name, const char *wanted)
{
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, "%s%s%s: %s", where, *where == '\0' ? "" : ".", name, wanted);
  return FALSE;
}

JsonObject *
lf_wire_object (JsonNode *node, const char *where, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (error, where, "", _ ("an object is expected here"));
  return NULL;
}

static JsonNode *
member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

gboolean
lf_wire_string (JsonObject *object, const char *name, const char *where, gboolean is_required, const char **ret_text, GError **error)
{
  JsonNode *node = member (object, name);

  *ret_text = NULL;
  if (node == NULL)
    return !is_required || fail (error, where, name, _ ("a text is missing"));
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, where, name, _ ("a text is expected"));
  *ret_text = json_node_get_string (node);
  return TRUE;
}

gboolean
lf_wire_integer (JsonObject *object, const char *name, const char *where, gint64 *ret_number, GError **error)
{
  JsonNode *node = member (object, name);

  *ret_number = 0;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (error, where, name, _ ("a whole number is expected"));
  *ret_number = json_node_get_int (node);
  return TRUE;
}

gboolean
lf_wire_boolean (JsonObject *object, const char *name, const char *where, gboolean *ret_flag, GError **error)
{
  JsonNode *node = member (object, name);

  *ret_flag = FALSE;
  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, where, name, _ ("true or false is expected"));
  *ret_flag = json_node_get_boolean (node);
  return TRUE;
}

JsonArray *
lf_wire_array (JsonObject *object, const char *name, const char *where, guint max_length, GError **error)
{
  JsonNode *node = member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    fail (error, where, name, _ ("a list is expected"));
  else if (json_array_get_length (json_node_get_array (node)) > max_length)
    fail (error, where, name, _ ("the list is too long"));
  else
    return json_node_get_array (node);
  return NULL;
}

gboolean
lf_wire_id (JsonObject *object, const char *name, const char *where, gboolean is_required, const char **ret_id, GError **error)
{
  if (!lf_wire_string (object, name, where, is_required, ret_id, error))
    return FALSE;
  return *ret_id == NULL || lf_id_is_valid (*ret_id) || fail (error, where, name, _ ("this is not an id"));
}

gboolean
lf_wire_word (JsonObject *object, const char *name, const char *where, const char *const *words, guint *ret_index, GError **error)
{
  const char *word;

  if (!lf_wire_string (object, name, where, TRUE, &word, error))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      {
        *ret_index = i;
        return TRUE;
      }
  return fail (error, where, name, _ ("this word is not known"));
}
