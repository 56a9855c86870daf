/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON into values. Strings stay where they are in a copy of the text, what they stand for written
 * over them. */

#include "config.h"

#include "lf-json-read.h"

#include "lf-wire.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define BYTES_PER_VALUE 24 /* of a record, about */
#define BLOCK 4096         /* values */

typedef struct _Block Block;

struct _Block
{
  Block *before; /* (nullable) */
  LfJson values[];
};

typedef struct
{
  LfJson top; /* first, so that the one is the other */
  char *text;
  Block *blocks;
} Whole;

typedef struct
{
  Whole *whole;
  char *at;
  char *end; /* a NUL is there */
  guint depth;
  guint n_free; /* of the newest block's values */
  LfJson *free;
} Reading;

static gboolean read_value (Reading *self, LfJson *value);

static LfJson *
add_value (Reading *self, const LfJson ***end)
{
  LfJson *value;

  if (self->n_free == 0)
    {
      gsize n = CLAMP ((gsize) (self->end - self->at) / BYTES_PER_VALUE, 8, BLOCK);
      Block *block = g_malloc (sizeof (Block) + n * sizeof (LfJson));

      block->before = self->whole->blocks;
      self->whole->blocks = block;
      self->free = block->values;
      self->n_free = (guint) n;
    }
  self->n_free--;
  value = self->free++;
  *value = (LfJson){ .type = LF_JSON_NULL };
  **end = value;
  *end = &value->next;
  return value;
}

static gboolean
take (Reading *self, char c)
{
  if (*self->at != c)
    return FALSE;
  self->at++;
  return TRUE;
}

static void
skip_blanks (Reading *self)
{
  while (*self->at == ' ' || *self->at == '\t' || *self->at == '\r' || *self->at == '\n')
    self->at++;
}

/* ---- Numbers ---- */

static gboolean
take_digits (Reading *self)
{
  const char *start = self->at;

  while (g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > start;
}

static gboolean
read_number (Reading *self, LfJson *value)
{
  const char *start = self->at;

  take (self, '-');
  if (!take (self, '0') && !take_digits (self))
    return FALSE;
  if (g_ascii_isdigit (*self->at))
    return FALSE;
  if (*self->at != '.' && *self->at != 'e' && *self->at != 'E')
    {
      value->type = LF_JSON_INTEGER;
      errno = 0;
      value->integer = g_ascii_strtoll (start, NULL, 10);
      return errno == 0;
    }
  if (take (self, '.') && !take_digits (self))
    return FALSE;
  value->type = LF_JSON_FRACTION;
  value->fraction = g_ascii_strtod (start, NULL);
  if (!take (self, 'e') && !take (self, 'E'))
    return TRUE;
  if (!take (self, '-'))
    take (self, '+');
  return take_digits (self);
}

/* ---- Strings ---- */

static gboolean
take_hex (Reading *self, gunichar *ret_unit)
{
  gunichar unit = 0;

  for (guint i = 0; i < 4; i++, self->at++)
    {
      if (!g_ascii_isxdigit (*self->at))
        return FALSE;
      unit = unit * 16 + (gunichar) g_ascii_xdigit_value (*self->at);
    }
  *ret_unit = unit;
  return TRUE;
}

/* NUL would cut the text short. */
static gboolean
take_unicode (Reading *self, gunichar *ret_character)
{
  gunichar first, second;

  if (!take_hex (self, &first) || first == 0)
    return FALSE;
  *ret_character = first;
  if (first < 0xd800 || first > 0xdfff)
    return TRUE;
  if (first >= 0xdc00 || !take (self, '\\') || !take (self, 'u') || !take_hex (self, &second)
      || second < 0xdc00 || second > 0xdfff)
    return FALSE;
  *ret_character = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
  return TRUE;
}

/* Never longer than what says it. */
static gboolean
take_escape (Reading *self, char **to)
{
  static const char from[] = "\"\\/bfnrt";
  static const char into[] = "\"\\/\b\f\n\r\t";
  const char *found;
  gunichar character;

  if (take (self, 'u'))
    {
      if (!take_unicode (self, &character))
        return FALSE;
      *to += g_unichar_to_utf8 (character, *to);
      return TRUE;
    }
  found = *self->at == '\0' ? NULL : strchr (from, *self->at);
  if (found == NULL)
    return FALSE;
  self->at++;
  *(*to)++ = into[found - from];
  return TRUE;
}

static gboolean
is_plain (char c)
{
  return (guchar) c >= 0x20 && c != '"' && c != '\\';
}

static gboolean
read_string (Reading *self, const char **ret_text)
{
  char *text = self->at, *to;

  while (is_plain (*self->at))
    self->at++;
  to = self->at;
  while (*self->at != '"')
    {
      if (take (self, '\\'))
        {
          if (!take_escape (self, &to))
            return FALSE;
        }
      else if ((guchar) *self->at < 0x20)
        return FALSE;
      else
        *to++ = *self->at++;
    }
  self->at++;
  *to = '\0';
  *ret_text = text;
  return TRUE;
}

/* ---- Values ---- */

static gboolean
read_word (Reading *self, LfJson *value)
{
  static const struct
  {
    const char *word;
    LfJsonType type;
    gboolean flag;
  } words[] = { { "true", LF_JSON_BOOLEAN, TRUE },
                { "false", LF_JSON_BOOLEAN, FALSE },
                { "null", LF_JSON_NULL, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strncmp (self->at, words[i].word, strlen (words[i].word)) == 0)
      {
        self->at += strlen (words[i].word);
        value->type = words[i].type;
        value->flag = words[i].flag;
        return TRUE;
      }
  return FALSE;
}

/* One that is an object's begins with its name. */
static gboolean
read_element (Reading *self, LfJsonType type, const LfJson ***end)
{
  const char *name = NULL;
  LfJson *element;

  skip_blanks (self);
  if (type == LF_JSON_OBJECT)
    {
      if (!take (self, '"') || !read_string (self, &name))
        return FALSE;
      skip_blanks (self);
      if (!take (self, ':'))
        return FALSE;
      skip_blanks (self);
    }
  element = add_value (self, end);
  element->name = name;
  return read_value (self, element);
}

static gboolean
read_elements (Reading *self, LfJson *value, LfJsonType type, char close)
{
  const LfJson **end = &value->first;

  value->type = type;
  value->first = NULL;
  if (++self->depth > LF_WIRE_MAX_DEPTH)
    return FALSE;
  skip_blanks (self);
  if (!take (self, close))
    {
      do
        {
          if (!read_element (self, type, &end))
            return FALSE;
          skip_blanks (self);
        }
      while (take (self, ','));
      if (!take (self, close))
        return FALSE;
    }
  self->depth--;
  return TRUE;
}

static gboolean
read_value (Reading *self, LfJson *value)
{
  switch (*self->at)
    {
    case '{':
      self->at++;
      return read_elements (self, value, LF_JSON_OBJECT, '}');
    case '[':
      self->at++;
      return read_elements (self, value, LF_JSON_ARRAY, ']');
    case '"':
      self->at++;
      value->type = LF_JSON_STRING;
      return read_string (self, &value->text);
    default:
      return g_ascii_isalpha (*self->at) ? read_word (self, value) : read_number (self, value);
    }
}

static gboolean
read_whole (Reading *self, GError **error)
{
  gboolean is_read;

  skip_blanks (self);
  is_read = read_value (self, &self->whole->top);
  if (is_read)
    skip_blanks (self);
  if (is_read && self->at == self->end)
    return TRUE;
  if (self->depth > LF_WIRE_MAX_DEPTH)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("The message is nested more than %d levels deep."), LF_WIRE_MAX_DEPTH);
  else
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
                 _ ("The message is not JSON: byte %zu cannot stand there."),
                 (gsize) (self->at - self->whole->text));
  return FALSE;
}

LfJson *
lf_json_read (const char *text, gsize length, GError **error)
{
  g_autoptr (LfJson) top = NULL;
  Whole *whole;

  if (length > LF_WIRE_MAX_BODY)
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is larger than %d bytes."),
                 LF_WIRE_MAX_BODY);
  else if (!g_utf8_validate_len (text, length, NULL))
    g_set_error (error, LF_ERROR, LF_ERROR_INVALID, _ ("The message is not text in UTF-8."));
  else
    {
      whole = g_new0 (Whole, 1);
      top = &whole->top;
      whole->text = g_malloc (length + 1);
      memcpy (whole->text, text, length);
      whole->text[length] = '\0';
      if (read_whole (&(Reading){ .whole = whole, .at = whole->text, .end = whole->text + length },
                      error))
        return g_steal_pointer (&top);
    }
  return NULL;
}

void
lf_json_free (LfJson *top)
{
  Whole *whole = (Whole *) top;

  for (Block *block = whole->blocks, *before; block != NULL; block = before)
    {
      before = block->before;
      g_free (block);
    }
  g_free (whole->text);
  g_free (whole);
}

const LfJson *
lf_json_member (const LfJson *object, const char *name)
{
  const LfJson *found = NULL;

  for (const LfJson *member = object->type == LF_JSON_OBJECT ? object->first : NULL; member != NULL;
       member = member->next)
    if (strcmp (member->name, name) == 0)
      found = member;
  return found;
}

/* ---- For json-glib ---- */

static JsonNode *
object_to_node (const LfJson *value)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  for (const LfJson *member = value->first; member != NULL; member = member->next)
    json_object_set_member (object, member->name, lf_json_to_node (member));
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
array_to_node (const LfJson *value)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (const LfJson *element = value->first; element != NULL; element = element->next)
    json_array_add_element (array, lf_json_to_node (element));
  json_node_take_array (node, array);
  return node;
}

JsonNode *
lf_json_to_node (const LfJson *value)
{
  switch (value->type)
    {
    case LF_JSON_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), value->flag);
    case LF_JSON_INTEGER:
      return json_node_init_int (json_node_alloc (), value->integer);
    case LF_JSON_FRACTION:
      return json_node_init_double (json_node_alloc (), value->fraction);
    case LF_JSON_STRING:
      return json_node_init_string (json_node_alloc (), value->text);
    case LF_JSON_ARRAY:
      return array_to_node (value);
    case LF_JSON_OBJECT:
      return object_to_node (value);
    case LF_JSON_NULL:
    default:
      return json_node_new (JSON_NODE_NULL);
    }
}
