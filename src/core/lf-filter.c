/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter language: a hand-written descent over one line of text. */

#include "config.h"

#include "lf-filter.h"

#include "lf-error.h"
#include "lf-id.h"
#include "lf-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_BYTES 8000

typedef enum
{
  TOKEN_END,
  TOKEN_OPEN,
  TOKEN_CLOSE,
  TOKEN_AND,
  TOKEN_OR,
  TOKEN_NOT,
  TOKEN_OPERATOR,
  TOKEN_WORD
} TokenKind;

typedef struct
{
  const LfEntity *entity;
  const LfDate *today;
  const char *typed; /* by the user */
  const char *text;  /* half-width copy: one character for each of the user's */
  const char *at;    /* behind the current token */
  const char *start; /* of the current token */
  TokenKind kind;
  LfFilterOp op;      /* TOKEN_OPERATOR */
  char *word;         /* TOKEN_WORD */
  char *typed_word;   /* the same as it was typed, but for a full-width | */
  gboolean is_quoted; /* TOKEN_WORD */
  guint depth;
  guint column; /* of the error */
  GError **error;
} Parser;

/* ---- Words ---- */

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
  TokenKind kind;
} keywords[] = {
  { "and", TOKEN_AND }, { "且", TOKEN_AND },  { "or", TOKEN_OR },
  { "或", TOKEN_OR },   { "not", TOKEN_NOT }, { "非", TOKEN_NOT },
};

static gboolean
ends_word (const char *p)
{
  return *p == '\0' || strchr ("()=<>~\"", *p) != NULL || g_unichar_isspace (g_utf8_get_char (p))
         || (*p == '!' && p[1] == '=');
}

static const char *
typed_at (Parser *self, const char *at)
{
  return g_utf8_offset_to_pointer (self->typed, g_utf8_pointer_to_offset (self->text, at));
}

static void
take_word (Parser *self, GString *word, GString *typed)
{
  self->kind = TOKEN_WORD;
  self->word = g_string_free (word, FALSE);
  self->typed_word = g_string_free (typed, FALSE);
}

static void
read_word (Parser *self)
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
read_quoted (Parser *self)
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
  self->is_quoted = TRUE;
  self->at = *p == '\0' ? p : p + 1;
}

static void
next (Parser *self)
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
        self->kind = TOKEN_OPERATOR;
        self->op = operators[i].op;
        self->at += strlen (operators[i].text);
        return;
      }
  if (*self->at == '\0')
    self->kind = TOKEN_END;
  else if (*self->at == '(' || *self->at == ')')
    self->kind = *self->at++ == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
  else if (*self->at == '"')
    read_quoted (self);
  else
    read_word (self);
}

static LfFilter *
fail (Parser *self, const char *where, char *message /* (transfer full) */)
{
  g_autofree char *sentence = message;

  self->column = (guint) g_utf8_pointer_to_offset (self->text, where) + 1;
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

static const LfField *
find_field (const LfEntity *entity, const char *name)
{
  g_autofree char *folded = lf_text_fold (name);
  const LfField *field = lf_entity_field (entity, folded);

  for (const LfField *p = entity->fields; field == NULL && p->name != NULL; p++)
    if (lf_text_is_among (folded, p->label) || lf_text_is_among (folded, lf_field_label (p))
        || lf_text_is_among (folded, p->synonyms))
      field = p;
  return field;
}

/* today, today+7, today-30 */
static gboolean
read_relative_day (const char *word, const LfDate *today, char **ret_value)
{
  g_autofree char *folded = lf_text_fold (word);
  const char *p = folded;
  LfDate date;
  char *end;
  gint64 days = 0;

  if (g_str_has_prefix (p, "today"))
    p += strlen ("today");
  else if (g_str_has_prefix (p, "今天"))
    p += strlen ("今天");
  else
    return FALSE;
  if (*p == '+' || *p == '-')
    {
      days = g_ascii_strtoll (p, &end, 10);
      p = end;
    }
  if (*p != '\0' || ABS (days) > 36500)
    return FALSE;
  date = lf_date_add_days (today, (int) days);
  *ret_value = lf_date_to_canonical (&date);
  return TRUE;
}

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
  else if (field->type != LF_VALUE_DATE || !read_relative_day (word, self->today, ret_value))
    return lf_field_parse (field, word, ret_value, error);
  return TRUE;
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
  LfFilter *filter = new_filter (LF_FILTER_COMPARE);

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

/* stage=signed|land is one or the other; stage!=signed|land is neither. */
static LfFilter *
compare_alternatives (Parser *self, const LfField *field, LfFilterOp op, const char *where)
{
  LfFilterKind kind = op == LF_OP_NE ? LF_FILTER_AND : LF_FILTER_OR;
  gboolean is_as_typed = is_compared_as_typed (field, op);
  g_auto (GStrv) words = g_strsplit (self->word, "|", -1);
  g_auto (GStrv) typed = g_strsplit (self->typed_word, "|", -1);
  LfFilter *all = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      LfFilter *one = compare (self, field, op, words[i], FALSE, where);

      if (one == NULL)
        {
          g_clear_pointer (&all, lf_filter_free);
          return NULL;
        }
      all = join (kind, all, one);
      if (is_as_typed && strcmp (words[i], typed[i]) != 0)
        all = join (kind, all, compare (self, field, op, typed[i], FALSE, where));
    }
  return all;
}

static LfFilter *
read_comparison (Parser *self, const char *name, const char *name_at)
{
  const LfField *field = find_field (self->entity, name);
  LfFilterOp op = self->op;
  LfFilter *filter;

  if (field == NULL)
    return fail (self, name_at,
                 g_strdup_printf (_ ("“%1$s” is not a field of %2$s."), name,
                                  lf_entity_plural (self->entity)));
  next (self);
  if (self->kind != TOKEN_WORD)
    return compare (self, field, op, "", FALSE, self->start);
  if (self->is_quoted)
    filter = compare (self, field, op,
                      is_compared_as_typed (field, op) ? self->typed_word : self->word, TRUE,
                      self->start);
  else
    filter = compare_alternatives (self, field, op, self->start);
  if (filter != NULL)
    next (self);
  return filter;
}

/* ---- Grammar ---- */

static LfFilter *read_or (Parser *self);

static LfFilter *
read_term (Parser *self)
{
  g_autofree char *word = NULL;
  gboolean is_quoted = self->is_quoted;
  const char *at = self->start;
  LfFilter *filter;

  if (self->kind == TOKEN_OPERATOR)
    return fail (self, at, g_strdup (_ ("the name of a field is missing before the comparison.")));
  if (self->kind != TOKEN_WORD)
    return fail (self, at, g_strdup (_ ("a comparison or a word is missing here.")));
  word = g_steal_pointer (&self->word);
  next (self);
  if (self->kind == TOKEN_OPERATOR)
    return read_comparison (self, word, at);
  filter = new_filter (LF_FILTER_SEARCH);
  filter->value = g_steal_pointer (&word);
  filter->is_quoted = is_quoted;
  return filter;
}

static LfFilter *
read_brackets (Parser *self)
{
  const char *open_at = self->start;
  g_autoptr (LfFilter) inside = NULL;

  next (self);
  inside = read_or (self);
  if (inside == NULL)
    return NULL;
  if (self->kind != TOKEN_CLOSE)
    return fail (self, open_at, g_strdup (_ ("this bracket is never closed.")));
  next (self);
  return g_steal_pointer (&inside);
}

static LfFilter *
read_unary (Parser *self)
{
  LfFilter *inner, *filter;

  if (self->kind == TOKEN_OPEN)
    return read_brackets (self);
  if (self->kind != TOKEN_NOT)
    return read_term (self);
  if (++self->depth > MAX_DEPTH)
    return fail (self, self->start, g_strdup (_ ("the conditions are nested too deeply.")));
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

  while (all != NULL && self->kind != TOKEN_OR && self->kind != TOKEN_CLOSE
         && self->kind != TOKEN_END)
    {
      LfFilter *one;

      if (self->kind == TOKEN_AND)
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
    return fail (self, self->start, g_strdup (_ ("the conditions are nested too deeply.")));
  all = read_and (self);
  while (all != NULL && self->kind == TOKEN_OR)
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

/* Full-width signs as a Chinese keyboard types them, one character for one, so that columns stay.
 */
static gunichar
half_width (gunichar c)
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
    g_string_append_unichar (half, half_width (g_utf8_get_char (p)));
  return g_string_free (half, FALSE);
}

LfFilter *
lf_filter_parse (const LfEntity *entity,
                 const char *text,
                 const LfDate *today,
                 guint *ret_column,
                 GError **error)
{
  g_autofree char *half = to_half_width (text == NULL ? "" : text);
  Parser parser = { .entity = entity,
                    .today = today,
                    .typed = text == NULL ? "" : text,
                    .text = half,
                    .at = half,
                    .error = error };
  LfFilter *filter;

  if (strlen (half) > MAX_BYTES)
    {
      g_set_error (error, LF_ERROR, LF_ERROR_SYNTAX, _ ("The filter is longer than %d bytes."),
                   MAX_BYTES);
      return NULL;
    }
  next (&parser);
  if (parser.kind == TOKEN_END)
    filter = new_filter (LF_FILTER_ALL);
  else
    filter = read_or (&parser);
  if (filter != NULL && parser.kind == TOKEN_CLOSE)
    {
      g_clear_pointer (&filter, lf_filter_free);
      fail (&parser, parser.start, g_strdup (_ ("this bracket was never opened.")));
    }
  g_clear_pointer (&parser.word, g_free);
  g_clear_pointer (&parser.typed_word, g_free);
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

      if (half_width (c) == '"')
        g_string_append_unichar (quoted, c);
      g_string_append_unichar (quoted, c);
    }
  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}
