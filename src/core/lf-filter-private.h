/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parser of the filter language and the finder of places in it share. */

#pragma once

#include "lf-filter.h"

G_BEGIN_DECLS

typedef enum
{
  LF_TOKEN_END,
  LF_TOKEN_OPEN,
  LF_TOKEN_CLOSE,
  LF_TOKEN_AND,
  LF_TOKEN_OR,
  LF_TOKEN_NOT,
  LF_TOKEN_OPERATOR,
  LF_TOKEN_WORD
} LfTokenKind;

typedef struct
{
  const char *typed; /* by the user */
  char *text;        /* half-width copy: one character for each of the user's */
  const char *at;    /* behind the current token */
  const char *start; /* of the current token */
  LfTokenKind kind;
  LfFilterOp op;          /* LF_TOKEN_OPERATOR */
  char *word;             /* LF_TOKEN_WORD, and the keywords */
  char *typed_word;       /* the same as it was typed, but for a full-width | */
  gboolean is_quoted;     /* LF_TOKEN_WORD */
  const char *open_quote; /* (nullable): a quotation mark that is never closed */
} LfFilterLexer;

void lf_filter_lexer_init (LfFilterLexer *self, const char *text);
void lf_filter_lexer_clear (LfFilterLexer *self);
void lf_filter_next (LfFilterLexer *self);
/* Whether another alternative of the value stands right behind the current word: "a"|"b", a|"b". */
gboolean lf_filter_has_alternative (const LfFilterLexer *self);
gunichar lf_filter_half_width (gunichar c);

/* (nullable): by key, label or synonym */
const LfField *lf_filter_find_field (const LfEntity *entity, const char *name);

/* (nullable): the name of the relation that somebody who wrote @name may have meant */
const char *lf_filter_like_relation (const LfEntity *entity, const char *name);

G_END_DECLS
