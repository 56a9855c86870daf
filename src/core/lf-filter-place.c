/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may stand where the cursor is in a filter. */

#include "config.h"

#include "lf-filter-private.h"

#include <string.h>

#define MOST_BRACKETS 32

typedef struct
{
  LfFilterLexer lexer;
  const LfEntity *entity;                 /* whose fields stand there */
  const LfEntity *outside[MOST_BRACKETS]; /* of each bracket that is open */
  guint n_open;
  LfFilterRelation relation; /* that the word before names; of no entity: none */
  const char *behind;        /* that word */
  const char *cursor;        /* in the lexer's text */
  LfFilterPlace *place;
  const LfField *named; /* (nullable): what the word before names, when it can be a field */
} Finder;

static guint
offset_of (const Finder *self, const char *p)
{
  return (guint) g_utf8_pointer_to_offset (self->lexer.text, p);
}

static const char *
typed_at (const Finder *self, const char *p)
{
  return g_utf8_offset_to_pointer (self->lexer.typed, offset_of (self, p));
}

/* The word from @start to @end, of which the cursor cuts off what was typed. */
static void
take_word (Finder *self, const char *start, const char *end)
{
  const char *from = typed_at (self, start);
  const char *to = typed_at (self, CLAMP (self->cursor, start, end));

  self->place->start = offset_of (self, start);
  self->place->end = offset_of (self, end);
  g_free (self->place->typed);
  self->place->typed = g_strndup (from, (gsize) (to - from));
}

static void
take_cursor (Finder *self, LfFilterWants wants)
{
  self->place->wants = wants;
  self->place->entity = self->entity;
  take_word (self, self->cursor, self->cursor);
}

/* Of alternatives it is the one at the cursor. */
static void
take_value (Finder *self)
{
  const char *start = self->lexer.start, *end = self->lexer.at;

  self->place->wants = LF_FILTER_WANTS_VALUE;
  self->place->entity = self->entity;
  if (self->lexer.is_quoted)
    {
      gboolean is_closed = end - start > 1 && end[-1] == '"';

      take_word (self, start + 1, end);
      self->place->is_open = !is_closed;
      self->place->start--;
      return;
    }
  for (const char *p = start; p < self->cursor; p++)
    if (*p == '|')
      start = p + 1;
  end = start + strcspn (start, "|");
  take_word (self, start, MIN (end, self->lexer.at));
}

static gboolean
is_at_token (const Finder *self)
{
  return self->lexer.kind != LF_TOKEN_END && self->cursor >= self->lexer.start
         && self->cursor <= self->lexer.at;
}

/* Behind an operator: TRUE when the cursor is in the value or where it will be. */
static gboolean
find_in_value (Finder *self)
{
  gboolean has_more;

  do
    {
      has_more = FALSE;
      lf_filter_next (&self->lexer);
      if (self->lexer.kind == LF_TOKEN_WORD && is_at_token (self))
        {
          take_value (self);
          return TRUE;
        }
      has_more = lf_filter_has_alternative (&self->lexer);
    }
  while (has_more);
  if (self->lexer.kind == LF_TOKEN_END || self->cursor <= self->lexer.start)
    {
      take_cursor (self, LF_FILTER_WANTS_VALUE);
      return TRUE;
    }
  return FALSE;
}

/* A word: a field when an operator follows, or may still follow; else it is searched. */
static gboolean
find_in_word (Finder *self, LfFilterWants wants)
{
  if (is_at_token (self))
    {
      self->place->wants = wants;
      self->place->entity = self->entity;
      take_word (self, self->lexer.start, self->lexer.at);
      self->place->field = self->lexer.word == NULL || self->lexer.is_quoted
                               ? NULL
                               : lf_filter_find_field (self->entity, self->lexer.word);
      return TRUE;
    }
  self->named = self->lexer.kind == LF_TOKEN_WORD
                    ? lf_filter_find_field (self->entity, self->lexer.word)
                    : NULL;
  self->relation.entity = NULL;
  if (self->lexer.kind == LF_TOKEN_WORD && !self->lexer.is_quoted
      && !lf_filter_find_relation (self->entity, self->lexer.word, &self->relation))
    self->relation.entity = NULL;
  self->behind = self->lexer.at;
  return FALSE;
}

/* In the bracket right behind the name of a relation stands a filter of the others. */
static void
take_bracket (Finder *self)
{
  if (self->lexer.kind == LF_TOKEN_CLOSE)
    {
      if (self->n_open > 0 && --self->n_open < MOST_BRACKETS)
        self->entity = self->outside[self->n_open];
      return;
    }
  if (self->n_open < MOST_BRACKETS)
    self->outside[self->n_open] = self->entity;
  self->n_open++;
  if (self->relation.entity != NULL && self->lexer.start == self->behind)
    self->entity = self->relation.entity;
}

/* Between two tokens, or behind the last one. */
static void
find_between (Finder *self, LfFilterWants wants)
{
  take_cursor (self, wants);
  if (self->named == NULL)
    return;
  self->place->wants = LF_FILTER_WANTS_OPERATOR;
  self->place->field = self->named;
}

static LfFilterWants
wants_after (LfTokenKind kind)
{
  return kind == LF_TOKEN_WORD || kind == LF_TOKEN_CLOSE ? LF_FILTER_WANTS_JOIN
                                                         : LF_FILTER_WANTS_TERM;
}

static gboolean
find_behind_operator (Finder *self)
{
  self->place->field = self->named;
  if (self->cursor < self->lexer.at)
    {
      take_cursor (self, LF_FILTER_WANTS_OPERATOR);
      return TRUE;
    }
  if (find_in_value (self))
    return TRUE;
  if (self->lexer.kind == LF_TOKEN_OPEN || self->lexer.kind == LF_TOKEN_CLOSE)
    take_bracket (self);
  self->place->field = self->named = NULL;
  return FALSE;
}

static void
find (Finder *self)
{
  LfFilterWants wants = LF_FILTER_WANTS_TERM;

  for (;;)
    {
      lf_filter_next (&self->lexer);
      if (self->lexer.kind == LF_TOKEN_END || self->cursor < self->lexer.start)
        {
          find_between (self, wants);
          return;
        }
      if (self->lexer.kind == LF_TOKEN_OPERATOR)
        {
          if (find_behind_operator (self))
            return;
        }
      else if (self->lexer.kind == LF_TOKEN_OPEN || self->lexer.kind == LF_TOKEN_CLOSE)
        take_bracket (self);
      else if (find_in_word (self, wants))
        return;
      wants = wants_after (self->lexer.kind);
      if (self->lexer.kind != LF_TOKEN_WORD)
        self->named = NULL;
    }
}

void
lf_filter_find_place (const LfEntity *entity,
                      const char *text,
                      guint cursor,
                      LfFilterPlace *ret_place)
{
  Finder finder = { .entity = entity, .place = ret_place };

  *ret_place = (LfFilterPlace){ 0 };
  lf_filter_lexer_init (&finder.lexer, text);
  finder.cursor = g_utf8_offset_to_pointer (
      finder.lexer.text, MIN ((glong) cursor, g_utf8_strlen (finder.lexer.text, -1)));
  find (&finder);
  lf_filter_lexer_clear (&finder.lexer);
}

void
lf_filter_place_clear (LfFilterPlace *self)
{
  g_clear_pointer (&self->typed, g_free);
}

void
lf_filter_word_at (const char *text, guint column, guint *ret_start, guint *ret_end)
{
  LfFilterLexer lexer;
  guint start, end;

  lf_filter_lexer_init (&lexer, text);
  do
    {
      lf_filter_next (&lexer);
      start = (guint) g_utf8_pointer_to_offset (lexer.text, lexer.start);
      end = (guint) g_utf8_pointer_to_offset (lexer.text, lexer.at);
    }
  while (lexer.kind != LF_TOKEN_END && end < column);
  *ret_start = MIN (start, column - 1);
  *ret_end = end;
  lf_filter_lexer_clear (&lexer);
}
