/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading JSON members with their types checked. */

#include "config.h"

#include "lf-wire-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ELEMENTS 200000
#define MAX_NAME 64

/* ---- Messages ---- */

JsonNode *
lf_wire_parse (const char *text, gssize length, GError **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (n > LF_WIRE_MAX_BODY)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is larger than %d bytes."),
                 LF_WIRE_MAX_BODY);
  else if (!g_utf8_validate (text, (gssize) n, NULL))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is not text in UTF-8."));
  else if (!lf_wire_scan (text, n, error))
    return NULL;
  else if (!json_parser_load_from_data (parser, text, (gssize) n, NULL)
           || json_parser_get_root (parser) == NULL)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is not JSON."));
  else
    return json_parser_steal_root (parser);
  return NULL;
}

/* json-glib 1.6 escapes every control character but this one, which nobody's JSON may hold. */
#define UNESCAPED '\x1f'

static char *
escape_rest (char *text /* (transfer full) */, gsize *length)
{
  g_auto (GStrv) parts = NULL;

  if (memchr (text, UNESCAPED, *length) == NULL)
    return text;
  parts = g_strsplit (text, "\x1f", -1);
  g_free (text);
  text = g_strjoinv ("\\u001f", parts);
  *length = strlen (text);
  return text;
}

char *
lf_wire_print (JsonNode *node, gsize *ret_length)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  gsize length;
  char *text;

  json_generator_set_root (generator, node);
  text = escape_rest (json_generator_to_data (generator, &length), &length);
  if (ret_length != NULL)
    *ret_length = length;
  return text;
}

JsonNode *
lf_wire_take_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

gboolean
lf_wire_fail (GError **error, const char *where, const char *name, const char *format)
{
  g_autofree char *path
      = g_strconcat (where, *where == '\0' || *name == '\0' ? "" : ".", name, NULL);

  g_set_error (error, LF_ERROR, LF_ERROR_INVALID, format, *path == '\0' ? _ ("The message") : path);
  return FALSE;
}

JsonObject *
lf_wire_object (JsonNode *node, const char *where, GError **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  lf_wire_fail (error, where, "", _ ("%s is not an object."));
  return NULL;
}

/* ---- Members ---- */

/* (nullable): what is null is as good as absent */
static JsonNode *
find_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
lf_wire_string (JsonObject *object,
                const char *name,
                const char *where,
                gboolean is_required,
                const char **ret_text,
                GError **error)
{
  JsonNode *node = find_member (object, name);

  *ret_text = NULL;
  if (node == NULL)
    return !is_required || lf_wire_fail (error, where, name, _ ("%s is missing."));
  if (!holds (node, G_TYPE_STRING))
    return lf_wire_fail (error, where, name, _ ("%s is not a text."));
  *ret_text = json_node_get_string (node);
  return TRUE;
}

gboolean
lf_wire_integer (
    JsonObject *object, const char *name, const char *where, gint64 *ret_number, GError **error)
{
  JsonNode *node = find_member (object, name);

  if (node != NULL && !holds (node, G_TYPE_INT64))
    return lf_wire_fail (error, where, name, _ ("%s is not a whole number."));
  *ret_number = node == NULL ? 0 : json_node_get_int (node);
  return TRUE;
}

gboolean
lf_wire_boolean (
    JsonObject *object, const char *name, const char *where, gboolean *ret_flag, GError **error)
{
  JsonNode *node = find_member (object, name);

  if (node != NULL && !holds (node, G_TYPE_BOOLEAN))
    return lf_wire_fail (error, where, name, _ ("%s is neither true nor false."));
  *ret_flag = node != NULL && json_node_get_boolean (node);
  return TRUE;
}

gboolean
lf_wire_id (JsonObject *object,
            const char *name,
            const char *where,
            gboolean is_required,
            const char **ret_id,
            GError **error)
{
  if (!lf_wire_string (object, name, where, is_required, ret_id, error))
    return FALSE;
  return *ret_id == NULL || lf_id_is_valid (*ret_id)
         || lf_wire_fail (error, where, name, _ ("%s is not an id."));
}

gboolean
lf_wire_is_name (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > MAX_NAME)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && strchr ("_-.:", text[i]) == NULL)
      return FALSE;
  return TRUE;
}

gboolean
lf_wire_name (
    JsonObject *object, const char *name, const char *where, const char **ret_name, GError **error)
{
  return lf_wire_string (object, name, where, TRUE, ret_name, error)
         && (lf_wire_is_name (*ret_name)
             || lf_wire_fail (error, where, name, _ ("%s is not a name.")));
}

gboolean
lf_wire_word (JsonObject *object,
              const char *name,
              const char *where,
              const char *const *words,
              guint *ret_index,
              GError **error)
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
  return lf_wire_fail (error, where, name, _ ("%s is a word that is not known here."));
}

gboolean
lf_wire_each (JsonObject *object,
              const char *name,
              const char *where,
              gboolean is_required,
              LfWireElementFunc func,
              gpointer user_data,
              GError **error)
{
  JsonNode *node = find_member (object, name);
  JsonArray *array;

  if (node == NULL)
    return !is_required || lf_wire_fail (error, where, name, _ ("%s is missing."));
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return lf_wire_fail (error, where, name, _ ("%s is not a list."));
  array = json_node_get_array (node);
  if (json_array_get_length (array) > MAX_ELEMENTS)
    return lf_wire_fail (error, where, name, _ ("%s is too long a list."));
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *at
          = g_strdup_printf ("%s%s%s[%u]", where, *where == '\0' ? "" : ".", name, i);
      JsonObject *element = lf_wire_object (json_array_get_element (array, i), at, error);

      if (element == NULL || !func (element, at, user_data, error))
        return FALSE;
    }
  return TRUE;
}
