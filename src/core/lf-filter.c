/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: a hand-written descent over one line of text. */

#include "config.h"

#include "lf-filter.h"

#include "lf-error.h"
#include "lf-filter-private.h"
#include "lf-id.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_BYTES 8000

typedef struct
{
  LfFilterLexer lexer;
  const LfEntity *entity;
  const LfDate *today;
  guint depth;
  guint column; /* of the error */
  GError **error;
} Parser;

static void
next (Parser *self)
{
  lf_filter_next (&self->lexer);
}

static LfFilter *
fail (Parser *self, const char *where, char *message /* (transfer full) */)
{
  g_autofree char *sentence = message;

  self->column = (guint) g_utf8_pointer_to_offset (self->lexer.text, where) + 1;
  g_set_error (self->error, LF_ERROR, LF_ERROR_SYNTAX, _ ("Column %1$u: %2$s"), self->column,
               sentence);
  return NULL;
}

/* ---- Tree ---- */

static LfFilter *
new_filter (LfFilterKind kind)
{
  LfFilter *self = g_new0 (LfFilter, 1);

  self->kind = kind;
  return self;
}

LfFilter *
lf_filter_copy (const LfFilter *self)
{
  LfFilter *copy;

  if (self == NULL)
    return NULL;
  copy = g_memdup2 (self, sizeof *self);
  copy->left = lf_filter_copy (self->left);
  copy->right = lf_filter_copy (self->right);
  copy->value = g_strdup (self->value);
  return copy;
}

void
lf_filter_free (LfFilter *self)
{
  if (self->left != NULL)
    lf_filter_free (self->left);
  if (self->right != NULL)
    lf_filter_free (self->right);
  g_free (self->value);
  g_free (self);
}

static LfFilter *
join (LfFilterKind kind, LfFilter *left, LfFilter *right)
{
  LfFilter *self;

  if (left == NULL || right == NULL)
    return left == NULL ? right : left;
  self = new_filter (kind);
  self->left = left;
  self->right = right;
  return self;
}

LfFilter *
lf_filter_equal (const LfField *field, const char *value)
{
  LfFilter *self = new_filter (LF_FILTER_COMPARE);

  self->field = field;
  self->op = LF_OP_EQ;
  self->value = g_strdup (value);
  self->is_quoted = TRUE;
  return self;
}

LfFilter *
lf_filter_and (LfFilter *left, LfFilter *right)
{
  return join (LF_FILTER_AND, left, right);
}

LfFilter *
lf_filter_or (LfFilter *left, LfFilter *right)
{
  return join (LF_FILTER_OR, left, right);
}

/* ---- Comparisons ---- */

/* Compared with what people wrote, in whichever width they wrote it. */
static gboolean
is_compared_as_typed (const LfField *field, LfFilterOp op)
{
  return field->type == LF_VALUE_REFERENCE || field->type == LF_VALUE_TEXT
         || field->type == LF_VALUE_LONG_TEXT || lf_field_is_set (field) || op == LF_OP_CONTAINS;
}

static gboolean
read_value (Parser *self,
            const LfField *field,
            LfFilterOp op,
            const char *word,
            char **ret_value,
            GError **error)
{
  *ret_value = NULL;
  if (*word == '\0')
    return TRUE;
  if (field->type == LF_VALUE_REFERENCE || lf_field_is_set (field) || op == LF_OP_CONTAINS)
    *ret_value = g_strdup (word);
  else
    return lf_field_parse (field, word, ret_value, error);
  return TRUE;
}

static LfFilter *
compare_date (const LfField *field, LfFilterOp op, const LfDate *date)
{
  LfFilter *filter = new_filter (LF_FILTER_COMPARE);

  filter->field = field;
  filter->op = op;
  filter->value = lf_date_to_canonical (date);
  return filter;
}

/* A week is all its days: before it is before the first, after it is after the last. */
static LfFilter *
compare_days (const LfField *field, LfFilterOp op, const LfDate *first, const LfDate *last)
{
  LfFilter *within, *outside;

  if (lf_date_compare (first, last) == 0)
    return compare_date (field, op, first);
  if (op != LF_OP_EQ && op != LF_OP_NE)
    return compare_date (field, op, op == LF_OP_LT || op == LF_OP_GE ? first : last);
  within = join (LF_FILTER_AND, compare_date (field, LF_OP_GE, first),
                 compare_date (field, LF_OP_LE, last));
  if (op == LF_OP_EQ)
    return within;
  outside = new_filter (LF_FILTER_NOT);
  outside->left = within;
  return outside;
}

/* ---- What was ---- */

#define WAS "was:"
#define WAS_IN_CHINESE "原值:"

/* (nullable): what stands behind "was:" */
static const char *
behind_was (const char *word)
{
  if (g_ascii_strncasecmp (word, WAS, strlen (WAS)) == 0)
    return word + strlen (WAS);
  return g_str_has_prefix (word, WAS_IN_CHINESE) ? word + strlen (WAS_IN_CHINESE) : NULL;
}

static gboolean
has_order (const LfField *field)
{
  switch (field->type)
    {
    case LF_VALUE_CHOICE:
    case LF_VALUE_INTEGER:
    case LF_VALUE_DECIMAL:
    case LF_VALUE_MONEY:
    case LF_VALUE_QUANTITY:
    case LF_VALUE_DATE:
      return TRUE;
    default:
      return FALSE;
    }
}

static LfFilter *
compare_was (Parser *self, const LfField *field, LfFilterOp op, const char *day, const char *where)
{
  LfFilter *filter;
  LfDate first, last;

  if (field->flags & LF_FIELD_DERIVED)
    return fail (self, where,
                 g_strdup_printf (_ ("“%s” is worked out: what it was is not recorded."),
                                  lf_field_label (field)));
  if (op != LF_OP_LT && op != LF_OP_GT && op != LF_OP_NE)
    return fail (self, where, g_strdup (_ ("what was can be compared by <, > and != only.")));
  if (!lf_filter_read_days (day, self->today, &first, &last) && !lf_date_parse (day, &last, NULL))
    return fail (
        self, where,
        g_strdup_printf (_ ("“%s” is no day, such as 2026-09-30 in was:2026-09-30."), day));
  filter = new_filter (LF_FILTER_WAS);
  filter->field = field;
  filter->op = op;
  filter->value = lf_date_to_canonical (&last);
  return filter;
}

static LfFilter *
compare (Parser *self,
         const LfField *field,
         LfFilterOp op,
         const char *word,
         gboolean is_quoted,
         const char *where)
{
  g_autoptr (GError) error = NULL;
  const char *was = is_quoted || !has_order (field) ? NULL : behind_was (word);
  LfFilter *filter;
  LfDate first, last;

  if (was != NULL)
    return compare_was (self, field, op, was, where);
  if (field->type == LF_VALUE_DATE && op != LF_OP_CONTAINS
      && lf_filter_read_days (word, self->today, &first, &last))
    return compare_days (field, op, &first, &last);
  filter = new_filter (LF_FILTER_COMPARE);
  filter->field = field;
  filter->op = op;
  filter->is_quoted = is_quoted;
  if (!read_value (self, field, op, word, &filter->value, &error))
    {
      lf_filter_free (filter);
      return fail (self, where, g_strdup (error->message));
    }
  if (filter->value == NULL && op != LF_OP_EQ && op != LF_OP_NE)
    {
      lf_filter_free (filter);
      return fail (self, where, g_strdup (_ ("a value is missing behind the comparison.")));
    }
  return filter;
}

typedef struct
{
  const LfField *field;
  LfFilterOp op;
  LfFilter *all; /* (nullable) */
} Alternatives;

static gboolean
add_alternative (
    Parser *self, Alternatives *to, const char *word, gboolean is_quoted, const char *where)
{
  LfFilter *one = compare (self, to->field, to->op, word, is_quoted, where);

  if (one == NULL)
    g_clear_pointer (&to->all, lf_filter_free);
  else
    to->all = join (to->op == LF_OP_NE ? LF_FILTER_AND : LF_FILTER_OR, to->all, one);
  return one != NULL;
}

/* The parts of a word without quotes; bars that lead to quoted ones beside it are no parts. */
static gboolean
add_words (Parser *self, Alternatives *to, gboolean is_behind_quoted)
{
  const char *where = self->lexer.start;
  gboolean is_as_typed = is_compared_as_typed (to->field, to->op);
  g_auto (GStrv) words = g_strsplit (self->lexer.word, "|", -1);
  g_auto (GStrv) typed = g_strsplit (self->lexer.typed_word, "|", -1);
  guint n = g_strv_length (words);

  if (lf_filter_has_alternative (&self->lexer))
    n--;
  for (guint i = is_behind_quoted ? 1 : 0; i < n; i++)
    {
      if (!add_alternative (self, to, words[i], FALSE, where))
        return FALSE;
      if (is_as_typed && strcmp (words[i], typed[i]) != 0
          && !add_alternative (self, to, typed[i], FALSE, where))
        return FALSE;
    }
  return TRUE;
}

/* stage=signed|land is one or the other; stage!=signed|land is neither. Each may be quoted. */
static LfFilter *
read_alternatives (Parser *self, const LfField *field, LfFilterOp op)
{
  Alternatives alternatives = { field, op, NULL };
  gboolean is_behind_quoted = FALSE, has_more;

  do
    {
      gboolean is_quoted = self->lexer.is_quoted;
      const char *word
          = is_compared_as_typed (field, op) ? self->lexer.typed_word : self->lexer.word;

      has_more = lf_filter_has_alternative (&self->lexer);
      if (is_quoted ? !add_alternative (self, &alternatives, word, TRUE, self->lexer.start)
                    : !add_words (self, &alternatives, is_behind_quoted))
        return NULL;
      is_behind_quoted = is_quoted && has_more;
      next (self);
    }
  while (has_more);
  return alternatives.all;
}

static LfFilter *
read_comparison (Parser *self, const char *name, const char *name_at)
{
  const LfField *field = lf_filter_find_field (self->entity, name);
  LfFilterOp op = self->lexer.op;

  if (field == NULL)
    return fail (self, name_at,
                 g_strdup_printf (_ ("“%1$s” is not a field of %2$s."), name,
                                  lf_entity_plural (self->entity)));
  next (self);
  if (self->lexer.kind != LF_TOKEN_WORD)
    return compare (self, field, op, "", FALSE, self->lexer.start);
  return read_alternatives (self, field, op);
}

/* ---- Grammar ---- */

static LfFilter *read_or (Parser *self);

/* Nothing in the brackets of a relation is any record at all. */
static LfFilter *
read_brackets (Parser *self, gboolean may_be_empty)
{
  const char *open_at = self->lexer.start;
  g_autoptr (LfFilter) condition = NULL;

  next (self);
  condition = may_be_empty && self->lexer.kind == LF_TOKEN_CLOSE ? new_filter (LF_FILTER_ALL)
                                                                 : read_or (self);
  if (condition == NULL)
    return NULL;
  if (self->lexer.kind != LF_TOKEN_CLOSE)
    return fail (self, open_at, g_strdup (_ ("this bracket is never closed.")));
  next (self);
  return g_steal_pointer (&condition);
}

static LfFilter *
read_related (Parser *self, const LfFilterRelation *relation)
{
  const LfEntity *entity = self->entity;
  LfFilter *condition, *filter;

  self->entity = relation->entity;
  condition = read_brackets (self, /* may_be_empty= */ TRUE);
  self->entity = entity;
  if (condition == NULL)
    return NULL;
  filter = new_filter (LF_FILTER_RELATED);
  filter->relation = *relation;
  filter->left = condition;
  return filter;
}

static LfFilter *
read_term (Parser *self)
{
  g_autofree char *word = NULL;
  gboolean is_quoted = self->lexer.is_quoted;
  const char *at = self->lexer.start, *behind = self->lexer.at;
  LfFilterRelation relation;
  const char *like;
  LfFilter *filter;

  if (self->lexer.kind == LF_TOKEN_OPERATOR)
    return fail (self, at, g_strdup (_ ("the name of a field is missing before the comparison.")));
  if (self->lexer.kind != LF_TOKEN_WORD)
    return fail (self, at, g_strdup (_ ("a comparison or a word is missing here.")));
  word = g_steal_pointer (&self->lexer.word);
  next (self);
  if (self->lexer.kind == LF_TOKEN_OPERATOR)
    return read_comparison (self, word, at);
  if (self->lexer.kind == LF_TOKEN_OPEN && self->lexer.start == behind && !is_quoted)
    {
      if (lf_filter_find_relation (self->entity, word, &relation))
        return read_related (self, &relation);
      like = lf_filter_like_relation (self->entity, word);
      if (like != NULL)
        return fail (
            self, at,
            g_strdup_printf (_ ("nothing that “%1$s” names refers to %2$s; there is %3$s(…)."),
                             word, lf_entity_plural (self->entity), like));
    }
  filter = new_filter (LF_FILTER_SEARCH);
  filter->value = g_steal_pointer (&word);
  filter->is_quoted = is_quoted;
  return filter;
}

static LfFilter *
read_unary (Parser *self)
{
  LfFilter *inner, *filter;

  if (self->lexer.kind == LF_TOKEN_OPEN)
    return read_brackets (self, /* may_be_empty= */ FALSE);
  if (self->lexer.kind != LF_TOKEN_NOT)
    return read_term (self);
  if (++self->depth > MAX_DEPTH)
    return fail (self, self->lexer.start, g_strdup (_ ("the conditions are nested too deeply.")));
  next (self);
  inner = read_unary (self);
  if (inner == NULL)
    return NULL;
  self->depth--;
  filter = new_filter (LF_FILTER_NOT);
  filter->left = inner;
  return filter;
}

static LfFilter *
read_and (Parser *self)
{
  g_autoptr (LfFilter) all = read_unary (self);

  while (all != NULL && self->lexer.kind != LF_TOKEN_OR && self->lexer.kind != LF_TOKEN_CLOSE
         && self->lexer.kind != LF_TOKEN_END)
    {
      LfFilter *one;

      if (self->lexer.kind == LF_TOKEN_AND)
        next (self);
      one = read_unary (self);
      if (one == NULL)
        return NULL;
      all = join (LF_FILTER_AND, g_steal_pointer (&all), one);
    }
  return g_steal_pointer (&all);
}

static LfFilter *
read_or (Parser *self)
{
  g_autoptr (LfFilter) all = NULL;

  if (++self->depth > MAX_DEPTH)
    return fail (self, self->lexer.start, g_strdup (_ ("the conditions are nested too deeply.")));
  all = read_and (self);
  while (all != NULL && self->lexer.kind == LF_TOKEN_OR)
    {
      LfFilter *one;

      next (self);
      one = read_and (self);
      if (one == NULL)
        return NULL;
      all = join (LF_FILTER_OR, g_steal_pointer (&all), one);
    }
  self->depth--;
  return g_steal_pointer (&all);
}

LfFilter *
lf_filter_parse (const LfEntity *entity,
                 const char *text,
                 const LfDate *today,
                 guint *ret_column,
                 GError **error)
{
  Parser parser = { .entity = entity, .today = today, .error = error };
  LfFilter *filter;

  lf_filter_lexer_init (&parser.lexer, text == NULL ? "" : text);
  if (strlen (parser.lexer.text) > MAX_BYTES)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("The filter is longer than %d bytes."),
                   MAX_BYTES);
      lf_filter_lexer_clear (&parser.lexer);
      return NULL;
    }
  next (&parser);
  if (parser.lexer.kind == LF_TOKEN_END)
    filter = new_filter (LF_FILTER_ALL);
  else
    filter = read_or (&parser);
  if (filter != NULL && parser.lexer.kind == LF_TOKEN_CLOSE)
    {
      g_clear_pointer (&filter, lf_filter_free);
      fail (&parser, parser.lexer.start, g_strdup (_ ("this bracket was never opened.")));
    }
  if (filter != NULL && parser.lexer.open_quote != NULL)
    {
      g_clear_pointer (&filter, lf_filter_free);
      fail (&parser, parser.lexer.open_quote,
            g_strdup (_ ("this quotation mark is never closed.")));
    }
  lf_filter_lexer_clear (&parser.lexer);
  if (filter == NULL && ret_column != NULL)
    *ret_column = parser.column;
  return filter;
}

char *
lf_filter_quote (const char *value)
{
  GString *quoted = g_string_new ("\"");

  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (lf_filter_half_width (c) == '"')
        g_string_append_unichar (quoted, c);
      g_string_append_unichar (quoted, c);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
