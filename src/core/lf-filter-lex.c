/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the filter language. */

#include "config.h"

#include "lf-filter-private.h"

#include "lf-text.h"

#include <string.h>

static const struct
{
  const char *text;
  LfFilterOp op;
} operators[] = {
  { "!=", LF_OP_NE }, { "<=", LF_OP_LE }, { ">=", LF_OP_GE },      { "=", LF_OP_EQ },
  { "<", LF_OP_LT },  { ">", LF_OP_GT },  { "~", LF_OP_CONTAINS },
};

static const struct
{
  const char *text;
  LfTokenKind kind;
} keywords[] = {
  { "and", LF_TOKEN_AND }, { "且", LF_TOKEN_AND },  { "or", LF_TOKEN_OR },
  { "或", LF_TOKEN_OR },   { "not", LF_TOKEN_NOT }, { "非", LF_TOKEN_NOT },
};

static gboolean
ends_word (const char *p)
{
  return *p == '\0' || strchr ("()=<>~\"", *p) != NULL || g_unichar_isspace (g_utf8_get_char (p))
         || (*p == '!' && p[1] == '=');
}

static const char *
typed_at (LfFilterLexer *self, const char *at)
{
  return g_utf8_offset_to_pointer (self->typed, g_utf8_pointer_to_offset (self->text, at));
}

static void
take_word (LfFilterLexer *self, GString *word, GString *typed)
{
  self->kind = LF_TOKEN_WORD;
  self->word = g_string_free (word, FALSE);
  self->typed_word = g_string_free (typed, FALSE);
}

static void
read_word (LfFilterLexer *self)
{
  GString *word = g_string_new (NULL), *typed = g_string_new (NULL);
  const char *t = typed_at (self, self->start);

  for (; !ends_word (self->at); self->at = g_utf8_next_char (self->at), t = g_utf8_next_char (t))
    {
      g_string_append_unichar (word, g_utf8_get_char (self->at));
      g_string_append_unichar (typed, *self->at == '|' ? '|' : g_utf8_get_char (t));
    }
  take_word (self, word, typed);
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (g_ascii_strcasecmp (self->word, keywords[i].text) == 0)
      self->kind = keywords[i].kind;
}

/* Two quotes in it stand for one, see lf_filter_quote(). */
static void
read_quoted (LfFilterLexer *self)
{
  GString *word = g_string_new (NULL), *typed = g_string_new (NULL);
  const char *p = self->start + 1, *t = g_utf8_next_char (typed_at (self, self->start));

  for (; *p != '\0' && (*p != '"' || p[1] == '"');
       p = g_utf8_next_char (p), t = g_utf8_next_char (t))
    {
      if (*p == '"')
        {
          p++;
          t = g_utf8_next_char (t);
        }
      g_string_append_unichar (word, g_utf8_get_char (p));
      g_string_append_unichar (typed, g_utf8_get_char (t));
    }
  take_word (self, word, typed);
  if (*p == '\0')
    self->open_quote = self->start;
  self->is_quoted = TRUE;
  self->at = *p == '\0' ? p : p + 1;
}

void
lf_filter_next (LfFilterLexer *self)
{
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->typed_word, g_free);
  self->is_quoted = FALSE;
  while (g_unichar_isspace (g_utf8_get_char (self->at)))
    self->at = g_utf8_next_char (self->at);
  self->start = self->at;
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_has_prefix (self->at, operators[i].text))
      {
        self->kind = LF_TOKEN_OPERATOR;
        self->op = operators[i].op;
        self->at += strlen (operators[i].text);
        return;
      }
  if (*self->at == '\0')
    self->kind = LF_TOKEN_END;
  else if (*self->at == '(' || *self->at == ')')
    self->kind = *self->at++ == '(' ? LF_TOKEN_OPEN : LF_TOKEN_CLOSE;
  else if (*self->at == '"')
    read_quoted (self);
  else
    read_word (self);
}

gboolean
lf_filter_has_alternative (const LfFilterLexer *self)
{
  if (self->kind != LF_TOKEN_WORD || self->at == self->start)
    return FALSE;
  return self->is_quoted ? *self->at == '|' : *self->at == '"' && self->at[-1] == '|';
}

/* Full-width signs as a Chinese keyboard types them, one character for one, so that columns stay.
 */
gunichar
lf_filter_half_width (gunichar c)
{
  if (c == 0x201c || c == 0x201d)
    return '"';
  return c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!' : c;
}

static char *
to_half_width (const char *text)
{
  GString *half = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (half, lf_filter_half_width (g_utf8_get_char (p)));
  return g_string_free (half, FALSE);
}

void
lf_filter_lexer_init (LfFilterLexer *self, const char *text)
{
  *self = (LfFilterLexer){ .typed = text, .text = to_half_width (text) };
  self->at = self->start = self->text;
}

void
lf_filter_lexer_clear (LfFilterLexer *self)
{
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->typed_word, g_free);
  g_clear_pointer (&self->text, g_free);
}

const LfField *
lf_filter_find_field (const LfEntity *entity, const char *name)
{
  g_autofree char *folded = lf_text_fold (name);
  const LfField *field = lf_entity_field (entity, folded);

  for (const LfField *p = entity->fields; field == NULL && p->name != NULL; p++)
    if (lf_text_is_among (folded, p->label) || lf_text_is_among (folded, lf_field_label (p))
        || lf_text_is_among (folded, p->synonyms))
      field = p;
  return field;
}
