/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter that is being typed may go on with: fields, operators, values, and, or. */

#pragma once

#include "lf-core.h"

G_BEGIN_DECLS

#define LF_MAX_COMPLETIONS 12

typedef enum
{
  LF_COMPLETION_FIELD,
  LF_COMPLETION_RELATION, /* with the bracket its condition stands in */
  LF_COMPLETION_OPERATOR,
  LF_COMPLETION_VALUE,
  LF_COMPLETION_JOIN,
} LfCompletionKind;

typedef struct
{
  LfCompletionKind kind;
  char *text;   /* what is written */
  char *label;  /* for people */
  char *detail; /* (nullable): what else there is to say, such as a field's key */
} LfCompletion;

typedef struct
{
  guint start, end;      /* the characters that the text of a completion takes the place of */
  GPtrArray *items;      /* (element-type LfCompletion), best first */
  const LfField *wanted; /* (nullable): the titles of what it refers to complete it as well, see
                            lf_completions_add_titles() */
  char *typed;           /* what a title has to begin with, or sound like */
  gboolean is_word_open; /* internal: a quotation has begun */
} LfCompletions;

/**
 * lf_complete_filter:
 * @cursor: in characters from 0
 * Pure: what only a store knows is named by `wanted`.
 */
LfCompletions *lf_complete_filter (const LfEntity *entity, const char *text, guint cursor);
void lf_completions_free (LfCompletions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCompletions, lf_completions_free)

/* Adds those of @titles that fit what was typed. */
void lf_completions_add_titles (LfCompletions *self, const char *const *titles);

/* (transfer full): @text with completion @index in its place; @ret_cursor: behind it, in
 * characters */
char *
lf_completions_apply (const LfCompletions *self, guint index, const char *text, guint *ret_cursor);

G_END_DECLS
