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
  g_autoptr (LfJson) whole
      = lf_json_read (text, length < 0 ? strlen (text) : (gsize) length, error);

  return whole == NULL ? NULL : lf_json_to_node (whole);
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

gboolean
lf_wire_is_object (const LfJson *value, const char *where, GError **error)
{
  return value->type == LF_JSON_OBJECT
         || lf_wire_fail (error, where, "", _ ("%s is not an object."));
}

/* ---- Members ---- */

const LfJson *
lf_wire_member (const LfJson *object, const char *name)
{
  const LfJson *member = lf_json_member (object, name);

  return member == NULL || member->type == LF_JSON_NULL ? NULL : member;
}

gboolean
lf_wire_string (const LfJson *object,
                const char *name,
                const char *where,
                gboolean is_required,
                const char **ret_text,
                GError **error)
{
  const LfJson *member = lf_wire_member (object, name);

  *ret_text = NULL;
  if (member == NULL)
    return !is_required || lf_wire_fail (error, where, name, _ ("%s is missing."));
  if (member->type != LF_JSON_STRING)
    return lf_wire_fail (error, where, name, _ ("%s is not a text."));
  *ret_text = member->text;
  return TRUE;
}

gboolean
lf_wire_integer (
    const LfJson *object, const char *name, const char *where, gint64 *ret_number, GError **error)
{
  const LfJson *member = lf_wire_member (object, name);

  if (member != NULL && member->type != LF_JSON_INTEGER)
    return lf_wire_fail (error, where, name, _ ("%s is not a whole number."));
  *ret_number = member == NULL ? 0 : member->integer;
  return TRUE;
}

gboolean
lf_wire_boolean (
    const LfJson *object, const char *name, const char *where, gboolean *ret_flag, GError **error)
{
  const LfJson *member = lf_wire_member (object, name);

  if (member != NULL && member->type != LF_JSON_BOOLEAN)
    return lf_wire_fail (error, where, name, _ ("%s is neither true nor false."));
  *ret_flag = member != NULL && member->flag;
  return TRUE;
}

gboolean
lf_wire_id (const LfJson *object,
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
lf_wire_name (const LfJson *object,
              const char *name,
              const char *where,
              const char **ret_name,
              GError **error)
{
  return lf_wire_string (object, name, where, TRUE, ret_name, error)
         && (lf_wire_is_name (*ret_name)
             || lf_wire_fail (error, where, name, _ ("%s is not a name.")));
}

gboolean
lf_wire_word (const LfJson *object,
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

/* Numbers of elements are written by hand: a push has some hundred thousand. */
static void
append_index (GString *where, guint index)
{
  char digits[12];
  guint at = sizeof digits;

  do
    digits[--at] = (char) ('0' + index % 10);
  while ((index /= 10) > 0);
  g_string_append_len (where, digits + at, (gssize) (sizeof digits - at));
  g_string_append_c (where, ']');
}

gboolean
lf_wire_each (const LfJson *object,
              const char *name,
              const char *where,
              gboolean is_required,
              LfWireElementFunc func,
              gpointer user_data,
              GError **error)
{
  const LfJson *member = lf_wire_member (object, name);
  g_autoptr (GString) at = NULL;
  gsize stem;
  guint i = 0;

  if (member == NULL)
    return !is_required || lf_wire_fail (error, where, name, _ ("%s is missing."));
  if (member->type != LF_JSON_ARRAY)
    return lf_wire_fail (error, where, name, _ ("%s is not a list."));
  at = g_string_new (where);
  g_string_append (at, *where == '\0' ? "" : ".");
  g_string_append (at, name);
  g_string_append_c (at, '[');
  stem = at->len;
  for (const LfJson *element = member->first; element != NULL; element = element->next)
    {
      if (i == MAX_ELEMENTS)
        return lf_wire_fail (error, where, name, _ ("%s is too long a list."));
      g_string_truncate (at, stem);
      append_index (at, i++);
      if (!lf_wire_is_object (element, at->str, error)
          || !func (element, at->str, user_data, error))
        return FALSE;
    }
  return TRUE;
}
