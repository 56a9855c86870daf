/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: stage=signed and park=上虞 and total_investment>=1亿 and
 * next_step_date<today.
 *
 * Comparisons: = != < <= > >= ~ (contains). `field=` is blank, `field!=` is not blank;
 * alternatives: stage=signed|land. Joined by and, or, not and brackets. Values with blanks stand in
 * double quotes, where two of them stand for one. Fields and choices go by their key, their label
 * or a synonym in either language. A reference is compared by the title it refers to (= means
 * contains, unless quoted: then equal), or by id; park<=上虞 holds for that park and all that lies
 * in it, and so for whatever else has a parent of its own kind. Dates: canonical, today, today+7,
 * today-30, tomorrow, this-week, last-month, 本季度, 去年 and the like (lf-filter-days.c); a date
 * compares by its precision: signed_date=2023-02 matches the 5th too. Bare words search the
 * record's text. Empty text matches everything.
 *
 * What was: total_investment>was:2026-09 holds where the amount is more than it was at the end of
 * that month, < where it is less, != where it is another, no longer there or new. Only records that
 * were there then are found, so neither is the opposite of the other; amounts of two currencies are
 * neither more nor less. It goes by what this store has of the history, as lists of a past day do.
 * Numbers, amounts, dates and choices have it, by a day, a month, a year or a name of theirs.
 *
 * Related records: visit(held_on=this-year) holds where a visit of this year refers to the record,
 * visit() where any does, not visit() where none does; park(name~高新) holds where the park that
 * the record refers to is such a one. The word stands right before its bracket, and what is in
 * there is a filter of the records it names: see LfFilterRelation. Deleted ones do not count. */

#pragma once

#include "lf-schema.h"

G_BEGIN_DECLS

typedef enum
{
  LF_FILTER_ALL,
  LF_FILTER_AND,
  LF_FILTER_OR,
  LF_FILTER_NOT,
  LF_FILTER_COMPARE,
  LF_FILTER_SEARCH,
  LF_FILTER_RELATED,
  LF_FILTER_WAS
} LfFilterKind;
typedef enum
{
  LF_OP_EQ,
  LF_OP_NE,
  LF_OP_LT,
  LF_OP_LE,
  LF_OP_GT,
  LF_OP_GE,
  LF_OP_CONTAINS
} LfFilterOp;

/* How a record goes with others: by a field of its own that refers to them ("park", "owner"), or by
 * one of theirs that refers to it ("visit"). Of several fields of theirs it is the parent field,
 * else the first; "project.escort" names another. A field of its own goes before an entity of that
 * name. */
typedef struct
{
  const LfEntity *entity; /* of the others */
  const LfField *field;   /* REFERENCE or REFERENCE_SET */
  gboolean is_theirs;     /* the field is one of @entity */
} LfFilterRelation;

typedef struct _LfFilter LfFilter;
struct _LfFilter
{
  LfFilterKind kind;
  LfFilter *left, *right;    /* AND, OR; NOT has only left; RELATED: left, of relation.entity */
  LfFilterRelation relation; /* RELATED */
  const LfField *field;      /* COMPARE, WAS */
  LfFilterOp op;             /* WAS: LT, GT or NE */
  char *value;        /* (nullable) COMPARE: canonical; for references a title or an id. SEARCH: the
                         words. WAS: the day, the month or the year at whose end it was, canonical */
  gboolean is_quoted; /* COMPARE */
};

/**
 * lf_filter_parse:
 * Errors: LF_ERROR_SYNTAX, with the column (counted in characters from 1) in the sentence and in
 * @ret_column.
 */
LfFilter *lf_filter_parse (const LfEntity *entity,
                           const char *text,
                           const LfDate *today,
                           guint *ret_column,
                           GError **error);
/* A day or period that a date may be compared with by its name. */
typedef struct
{
  const char *names; /* separated by "|": English and Chinese */
  const char *label; /* N_(): the name in the user's language */
} LfFilterDayName;

/* A day or period by its name, or so many days from today. Both are the same where one date says
 * it: a day, a month, a year. */
gboolean
lf_filter_read_days (const char *word, const LfDate *today, LfDate *ret_first, LfDate *ret_last);

const LfFilterDayName *lf_filter_day_name (guint index); /* (nullable): behind the last one */

/* by key, label or synonym, of the field or the entity; "entity.field" */
gboolean
lf_filter_find_relation (const LfEntity *entity, const char *name, LfFilterRelation *ret_to);
/* How the records of @other refer to those of @entity, if they do. */
gboolean
lf_filter_relation_from (const LfEntity *entity, const LfEntity *other, LfFilterRelation *ret_to);

/* Whether what @self lets through may change with records of @entity, which it is not of itself. */
gboolean lf_filter_reads (const LfFilter *self /* nullable */, const LfEntity *entity);

/* What may stand at a place of a filter that is being typed. */
typedef enum
{
  LF_FILTER_WANTS_TERM,     /* a field, a word, a bracket */
  LF_FILTER_WANTS_OPERATOR, /* behind the name of a field */
  LF_FILTER_WANTS_VALUE,    /* behind an operator */
  LF_FILTER_WANTS_JOIN,     /* behind a comparison: and, or; another term as well */
} LfFilterWants;

typedef struct
{
  LfFilterWants wants;
  const LfEntity *entity; /* whose filter it is: in the bracket of a relation that of the others */
  guint start, end;       /* of the word at the cursor, in characters */
  char *typed;            /* of that word, up to the cursor; without quotes */
  const LfField *field;   /* (nullable): of the operator or value; or what the word at the cursor
                             names */
  gboolean is_open;       /* a quotation that has no end yet */
} LfFilterPlace;

/**
 * lf_filter_find_place:
 * @cursor: in characters from 0
 * Reads @text as the parser does, as far as the cursor, whether it is right or not.
 */
void lf_filter_find_place (const LfEntity *entity,
                           const char *text,
                           guint cursor,
                           LfFilterPlace *ret_place);
void lf_filter_place_clear (LfFilterPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfFilterPlace, lf_filter_place_clear)

/* The word, operator or bracket at @column, as an error names it (from 1): where it begins and
 * ends, in characters from 0. */
void lf_filter_word_at (const char *text, guint column, guint *ret_start, guint *ret_end);

LfFilter *lf_filter_equal (const LfField *field,
                           const char *value); /* (transfer full): @value is canonical */
LfFilter *lf_filter_and (LfFilter *left,
                         LfFilter *right); /* (transfer full) both, (nullable) either */
LfFilter *lf_filter_or (LfFilter *left, LfFilter *right); /* as above */
char *lf_filter_quote (const char *value); /* (transfer full): @value as a filter text holds it,
                                              whatever is in it */
LfFilter *lf_filter_copy (const LfFilter *self /* nullable */);
void lf_filter_free (LfFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfFilter, lf_filter_free)

G_END_DECLS
