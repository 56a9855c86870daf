/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes an XML text here and there: expat tells where, and what it is. */

#include "config.h"

#include "lf-xml-edit.h"

#include <expat.h>
#include <string.h>

typedef struct
{
  gsize from, to;
  guint order; /* of being said */
  char *xml;
} Piece;

struct _LfXmlEdit
{
  const char *xml;
  gsize length;
  const LfXmlEditHandler *handler;
  gpointer data;
  XML_Parser parser;
  GArray *pieces; /* Piece */
  GString *text;  /* since the last tag */
  gsize text_at;
  gboolean is_leaf; /* the last tag was a start */
};

/* ---- Where it is ---- */

#ifndef HAVE_XML_INDEX64
#define XML_GetCurrentByteIndex64 XML_GetCurrentByteIndex
#define XML_GetCurrentByteCount64 XML_GetCurrentByteCount
#endif

gsize
lf_xml_edit_tag (const LfXmlEdit *self)
{
  return (gsize) XML_GetCurrentByteIndex64 (self->parser);
}

gsize
lf_xml_edit_tag_end (const LfXmlEdit *self)
{
  return lf_xml_edit_tag (self) + (gsize) XML_GetCurrentByteCount64 (self->parser);
}

static const char *
local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon == NULL ? name : colon + 1;
}

char *
lf_xml_edit_prefix (const LfXmlEdit *self)
{
  const char *name = self->xml + lf_xml_edit_tag (self) + 1;
  gsize n = strcspn (name, " \t\r\n/>");
  const char *colon = memchr (name, ':', n);

  return g_strndup (name, colon == NULL ? 0 : (gsize) (colon - name) + 1);
}

/* ---- Changes ---- */

void
lf_xml_edit_put (LfXmlEdit *self, gsize from, gsize to, const char *xml)
{
  const Piece piece = { from, to, self->pieces->len, g_strdup (xml) };

  g_array_append_val (self->pieces, piece);
}

/* Expat has found the tag well-formed: NAME = "VALUE" … */
void
lf_xml_edit_set_attribute (LfXmlEdit *self, const char *name, const char *value)
{
  const char *end = self->xml + lf_xml_edit_tag_end (self);
  const char *p = self->xml + lf_xml_edit_tag (self) + 1;

  p += strcspn (p, " \t\r\n/>");
  while (p < end)
    {
      const char *found, *quote, *close;
      g_autofree char *raw = NULL;

      found = p + strspn (p, " \t\r\n");
      quote = found + strcspn (found, "\"'");
      close = quote >= end ? NULL : memchr (quote + 1, *quote, (gsize) (end - quote - 1));
      if (close == NULL)
        return;
      raw = g_strndup (found, strcspn (found, " \t\r\n="));
      if (strcmp (local_name (raw), name) == 0)
        {
          g_autofree char *escaped = lf_xml_escape (value);

          lf_xml_edit_put (self, (gsize) (quote + 1 - self->xml), (gsize) (close - self->xml),
                           escaped);
          return;
        }
      p = close + 1;
    }
}

void
lf_xml_edit_set_text (LfXmlEdit *self, const char *text)
{
  g_autofree char *escaped = lf_xml_escape (text);

  lf_xml_edit_put (self, self->text_at, lf_xml_edit_tag (self), escaped);
}

static int
compare_pieces (gconstpointer a, gconstpointer b)
{
  const Piece *one = a, *other = b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  return one->order < other->order ? -1 : 1;
}

static GBytes *
put_together (LfXmlEdit *self)
{
  GString *text = g_string_sized_new (self->length);
  gsize at = 0;

  g_array_sort (self->pieces, compare_pieces);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->from < at)
        continue;
      g_string_append_len (text, self->xml + at, (gssize) (piece->from - at));
      g_string_append (text, piece->xml);
      at = piece->to;
    }
  g_string_append_len (text, self->xml + at, (gssize) (self->length - at));
  return g_string_free_to_bytes (text);
}

/* ---- The parser ---- */

static void
on_start (void *data, const XML_Char *name, const XML_Char **attributes)
{
  LfXmlEdit *self = data;

  self->is_leaf = TRUE;
  g_string_truncate (self->text, 0);
  self->text_at = lf_xml_edit_tag_end (self);
  if (self->handler->start != NULL)
    self->handler->start (self, local_name (name), attributes, self->data);
}

static void
on_end (void *data, const XML_Char *name)
{
  LfXmlEdit *self = data;
  gboolean has_text = self->is_leaf && self->text->len > 0;

  self->is_leaf = FALSE;
  if (self->handler->end != NULL)
    self->handler->end (self, local_name (name), has_text ? self->text->str : NULL, self->data);
}

static void
on_text (void *data, const XML_Char *text, int length)
{
  LfXmlEdit *self = data;

  if (self->is_leaf)
    g_string_append_len (self->text, text, length);
}

/* With a document type come entities that grow without end. */
static void
on_document_type (void *data, const char *name, const char *system, const char *public, int subset)
{
  XML_StopParser (((LfXmlEdit *) data)->parser, XML_FALSE);
}

static gboolean
parse (LfXmlEdit *self)
{
  XML_SetUserData (self->parser, self);
  XML_SetElementHandler (self->parser, on_start, on_end);
  XML_SetCharacterDataHandler (self->parser, on_text);
  XML_SetStartDoctypeDeclHandler (self->parser, on_document_type);
  return self->length <= G_MAXINT
         && XML_Parse (self->parser, self->xml, (int) self->length, /* isFinal= */ XML_TRUE)
                == XML_STATUS_OK;
}

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->xml);
}

GBytes *
lf_xml_edit (GBytes *xml, const LfXmlEditHandler *handler, gpointer data)
{
  LfXmlEdit self = { .handler = handler, .data = data };
  GBytes *result = NULL;

  self.xml = g_bytes_get_data (xml, &self.length);
  if (self.length == 0 || !g_utf8_validate_len (self.xml, self.length, NULL))
    return NULL;
  self.parser = XML_ParserCreate ("UTF-8");
  self.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (self.pieces, piece_clear);
  self.text = g_string_new (NULL);
  if (parse (&self))
    result = self.pieces->len == 0 ? g_bytes_ref (xml) : put_together (&self);
  g_string_free (self.text, TRUE);
  g_array_unref (self.pieces);
  XML_ParserFree (self.parser);
  return result;
}

/* ---- Text ---- */

/* A text that looks like the escape of a character, _x000D_, is told from one. */
static gboolean
is_like_escape (const char *p)
{
  return g_str_has_prefix (p, "_x") && strspn (p + 2, "0123456789abcdefABCDEF") >= 4 && p[6] == '_';
}

char *
lf_xml_escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < ' ' && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff)
        g_string_append_printf (escaped, "_x%04X_", c);
      else if (is_like_escape (p))
        g_string_append (escaped, "_x005F_");
      else if (c == '<')
        g_string_append (escaped, "&lt;");
      else if (c == '>')
        g_string_append (escaped, "&gt;");
      else if (c == '&')
        g_string_append (escaped, "&amp;");
      else if (c == '"')
        g_string_append (escaped, "&quot;");
      else
        g_string_append_unichar (escaped, c);
    }
  return g_string_free (escaped, FALSE);
}
