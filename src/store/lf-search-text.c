/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as the search index sees it. */

#include "config.h"

#include "lf-search-text.h"

#include "lf-core.h"
#include "lf-field-types.h"

#include <string.h>

/* ---- Tokens ---- */

static gboolean
is_han (gunichar c)
{
  return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff)
         || (c >= 0x20000 && c <= 0x3ffff) || (c >= 0x3041 && c <= 0x30ff)
         || (c >= 0xac00 && c <= 0xd7a3);
}

static gboolean
is_word (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char) c) : g_unichar_isalnum (c) && !is_han (c);
}

typedef int (*TokenFunc) (
    void *context, int flags, const char *token, int length, int start, int end);

/* Overlapping pairs of a Han run, and its last character alone, so that a one-character prefix
 * query finds it too; in a query the last one stands alone only when the run is a single character.
 */
static int
emit_han (const char *text, const char **p, gboolean is_query, void *context, TokenFunc emit)
{
  const char *previous = NULL;
  int result = SQLITE_OK;

  for (; is_han (g_utf8_get_char (*p)) && result == SQLITE_OK; *p = g_utf8_next_char (*p))
    {
      const char *end = g_utf8_next_char (*p);

      if (previous != NULL)
        result = emit (context, 0, previous, (int) (end - previous), (int) (previous - text),
                       (int) (end - text));
      if (previous != NULL && is_query && !is_han (g_utf8_get_char (end)))
        {
          *p = end;
          return result;
        }
      previous = *p;
    }
  if (result == SQLITE_OK && previous != NULL)
    result = emit (context, 0, previous, (int) (*p - previous), (int) (previous - text),
                   (int) (*p - text));
  return result;
}

/* The end of the lower-case letters and digits at @p, which most words are nothing but. */
static const char *
skip_folded (const char *p)
{
  while (g_ascii_islower (*p) || g_ascii_isdigit (*p))
    p++;
  return p;
}

/* Two letters begin so many words that joining their lists takes longer than a key may be held up:
 * a text's words are indexed under their first two letters as well, with a mark behind them. */
#define N_LED 2
#define LEAD_MARK '\1'

static gboolean
is_led (const char *word, gsize length)
{
  return length > N_LED && g_ascii_isalnum (word[0]) && g_ascii_isalnum (word[1]);
}

typedef struct
{
  int start, end; /* in the text, in bytes */
} Place;

static int
emit_folded (const char *word, gsize length, Place place, void *context, TokenFunc emit)
{
  char lead[] = { word[0], word[1], LEAD_MARK };
  int result = emit (context, 0, word, (int) length, place.start, place.end);

  if (result == SQLITE_OK && is_led (word, length))
    result = emit (context, FTS5_TOKEN_COLOCATED, lead, sizeof lead, place.start, place.end);
  return result;
}

static int
emit_word (const char *text, const char **p, void *context, TokenFunc emit)
{
  const char *start = *p;
  g_autofree char *word = NULL;
  g_autofree char *folded = NULL;

  *p = skip_folded (start);
  if (!is_word (g_utf8_get_char (*p)))
    return emit_folded (start, (gsize) (*p - start),
                        (Place){ (int) (start - text), (int) (*p - text) }, context, emit);
  while (is_word (g_utf8_get_char (*p)))
    *p = g_utf8_next_char (*p);
  word = g_strndup (start, (gsize) (*p - start));
  folded = lf_text_fold (word);
  return emit_folded (folded, strlen (folded), (Place){ (int) (start - text), (int) (*p - text) },
                      context, emit);
}

/* What a query asks for is a token as it stands. */
static int
emit_query (const char *text, const char **p, void *context, TokenFunc emit)
{
  const char *start = *p;

  while (is_word (g_utf8_get_char (*p)) || **p == LEAD_MARK)
    *p = g_utf8_next_char (*p);
  return emit (context, 0, start, (int) (*p - start), (int) (start - text), (int) (*p - text));
}

/* Tokens as lf_search_differ() lists them: those that the index counts, an empty one, and others.
 */
static int
emit_listed (const char *text, void *context, TokenFunc emit)
{
  int result = SQLITE_OK;
  int flags = 0;

  for (const char *p = text + 1, *end; result == SQLITE_OK && (end = strchr (p, *text)) != NULL;
       p = end + 1)
    if (end == p)
      flags = FTS5_TOKEN_COLOCATED;
    else
      result = emit (context, flags, p, (int) (end - p), (int) (p - text), (int) (end - text));
  return result;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          TokenFunc emit)
{
  g_autofree char *copy = g_utf8_make_valid (text, length);
  const char *p = copy;
  int result = SQLITE_OK;

  if (*p == LF_SEARCH_LISTED && (flags & FTS5_TOKENIZE_QUERY) == 0)
    return emit_listed (copy, context, emit);
  while (*p != '\0' && result == SQLITE_OK)
    {
      gunichar c = g_utf8_get_char (p);

      if (is_han (c))
        result = emit_han (copy, &p, (flags & FTS5_TOKENIZE_QUERY) != 0, context, emit);
      else if (is_word (c))
        result = (flags & FTS5_TOKENIZE_QUERY) != 0 ? emit_query (copy, &p, context, emit)
                                                    : emit_word (copy, &p, context, emit);
      else
        p = g_utf8_next_char (p);
    }
  return result;
}

static int
create_tokenizer (void *data,
                  const char **arguments,
                  int n_arguments,
                  Fts5Tokenizer **ret_tokenizer)
{
  *ret_tokenizer = (Fts5Tokenizer *) g_new0 (char, 1);
  return SQLITE_OK;
}

static void
delete_tokenizer (Fts5Tokenizer *tokenizer)
{
  g_free (tokenizer);
}

/* ---- What differs ---- */

/* How often a token stands in what was changed, and whether it stands elsewhere. */
typedef struct
{
  guint before, after;
  gboolean is_elsewhere;
} Count;

typedef struct
{
  GHashTable *counts; /* (element-type utf8 Count) */
  GString *token;     /* at hand */
  gboolean is_after;
  guint64 marks; /* of the tokens that went: what has no such mark is none of them */
} Counting;

/* A bit that a token's first and last bytes and its length choose. */
static guint64
mark_of (const char *token, int length)
{
  const guint8 *bytes = (const guint8 *) token;

  return (guint64) 1 << ((bytes[0] * 31u + bytes[length - 1] * 7u + bytes[length / 2]
                          + (guint) length)
                         % 64);
}

static void
mark_gone (Counting *self)
{
  GHashTableIter iter;
  gpointer token, value;

  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &token, &value))
    if (((const Count *) value)->after == 0)
      self->marks |= mark_of (token, (int) strlen (token));
}

static Count *
find_count (Counting *self, const char *token, int length)
{
  g_string_truncate (self->token, 0);
  g_string_append_len (self->token, token, length);
  return g_hash_table_lookup (self->counts, self->token->str);
}

static int
count_token (void *context, int flags, const char *token, int length, int start, int end)
{
  Counting *self = context;
  Count *count = find_count (self, token, length);

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      g_hash_table_insert (self->counts, g_strdup (self->token->str), count);
    }
  if (self->is_after)
    count->after++;
  else
    count->before++;
  return SQLITE_OK;
}

static int
note_elsewhere (void *context, int flags, const char *token, int length, int start, int end)
{
  Counting *self = context;
  Count *count
      = (mark_of (token, length) & self->marks) != 0 ? find_count (self, token, length) : NULL;

  if (count != NULL)
    count->is_elsewhere = TRUE;
  return SQLITE_OK;
}

static void
append_times (GString *list, const char *token, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_printf (list, "%s%c", token, LF_SEARCH_LISTED);
}

typedef struct
{
  GString *counted, *uncounted;
} Listed;

static Listed
listed_new (void)
{
  return (Listed){ g_string_new ((const char[]){ LF_SEARCH_LISTED, '\0' }), g_string_new (NULL) };
}

static char *
listed_free (Listed self)
{
  g_string_append_printf (self.counted, "%c%s", LF_SEARCH_LISTED, self.uncounted->str);
  g_string_free (self.uncounted, TRUE);
  return g_string_free (self.counted, FALSE);
}

/* A token that is taken out is gone from the whole entry: where it stays, it is put in again. */
static void
list_word (const char *token, const Count *count, Listed *removed, Listed *added)
{
  if (count->after > count->before)
    append_times (added->counted, token, count->after - count->before);
  if (count->after >= count->before)
    return;
  append_times (removed->counted, token, count->before);
  append_times (added->counted, token, count->after);
  if (count->after == 0 && count->is_elsewhere)
    append_times (added->uncounted, token, 1);
}

static void
list_lead (const char *token, const Count *count, Listed *removed, Listed *added)
{
  if (count->before > 0 && count->after == 0 && !count->is_elsewhere)
    append_times (removed->uncounted, token, 1);
  else if (count->before == 0)
    append_times (added->uncounted, token, 1);
}

static void
list_tokens (GHashTable *counts, Listed *removed, Listed *added)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      const char *token = key;

      if (token[strlen (token) - 1] == LEAD_MARK)
        list_lead (token, value, removed, added);
      else
        list_word (token, value, removed, added);
    }
}

gboolean
lf_search_has_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (is_word (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* Folding can make Han of a word that is written in other letters. */
static gboolean
has_wide_words (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if ((*p & 0x80) != 0 && is_word (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* A pair stands wherever its characters stand together, one alone only at the end of a run. */
static gboolean
holds_han (const char *text, const char *token)
{
  gboolean is_pair = *g_utf8_next_char (token) != '\0';
  gsize length = strlen (token);

  for (const char *p = strstr (text, token); p != NULL; p = strstr (p + length, token))
    if (is_pair || !is_han (g_utf8_get_char (p + length)))
      return TRUE;
  return FALSE;
}

/* Of nothing but Han, what went is looked for as it stands. */
static void
look_elsewhere (Counting *self, const char *before, const char *rest)
{
  GHashTableIter iter;
  gpointer token, value;

  if (lf_search_has_words (before) || has_wide_words (rest))
    {
      mark_gone (self);
      if (self->marks != 0)
        tokenize (NULL, self, FTS5_TOKENIZE_DOCUMENT, rest, (int) strlen (rest), note_elsewhere);
      return;
    }
  g_hash_table_iter_init (&iter, self->counts);
  while (g_hash_table_iter_next (&iter, &token, &value))
    {
      Count *count = value;

      if (count->after == 0)
        count->is_elsewhere = holds_han (rest, token);
    }
}

void
lf_search_differ (
    const char *before, const char *after, const char *rest, char **ret_removed, char **ret_added)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GString) token = g_string_new (NULL);
  Counting counting = { .counts = counts, .token = token };
  Listed removed = listed_new (), added = listed_new ();

  tokenize (NULL, &counting, FTS5_TOKENIZE_DOCUMENT, before, (int) strlen (before), count_token);
  counting.is_after = TRUE;
  tokenize (NULL, &counting, FTS5_TOKENIZE_DOCUMENT, after, (int) strlen (after), count_token);
  look_elsewhere (&counting, before, rest);
  list_tokens (counts, &removed, &added);
  *ret_removed = listed_free (removed);
  *ret_added = listed_free (added);
}

/* lf_holds (term, text…): whether one of the texts holds the folded term. */
static void
sql_holds (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *term = n == 0 ? NULL : (const char *) sqlite3_value_text (values[0]);
  gboolean is_held = FALSE;

  for (int i = 1; i < n && term != NULL && !is_held; i++)
    {
      const char *text = (const char *) sqlite3_value_text (values[i]);
      g_autofree char *folded = text == NULL ? NULL : lf_text_fold (text);

      is_held = folded != NULL && strstr (folded, term) != NULL;
    }
  sqlite3_result_int (context, is_held);
}

int
lf_search_register (sqlite3 *handle)
{
  static fts5_tokenizer functions = { create_tokenizer, delete_tokenizer, tokenize };
  fts5_api *api = NULL;
  sqlite3_stmt *statement;
  int result = sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &statement, NULL);

  if (result == SQLITE_OK)
    result = sqlite3_create_function (handle, "lf_holds", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                      NULL, sql_holds, NULL, NULL);
  if (result != SQLITE_OK)
    return result;
  sqlite3_bind_pointer (statement, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (statement);
  sqlite3_finalize (statement);
  return api == NULL ? SQLITE_ERROR
                     : api->xCreateTokenizer (api, "landfall", NULL, &functions, NULL);
}

/* ---- Queries ---- */

/* More than this narrows no search, and takes the index seconds. */
#define MAX_TERMS 32
#define MAX_TERM_LENGTH 64

char **
lf_search_terms (const char *text)
{
  g_autofree char *folded = lf_text_fold (text);
  g_autoptr (GStrvBuilder) terms = g_strv_builder_new ();
  const char *p = folded;

  for (guint n_terms = 0; *p != '\0' && n_terms < MAX_TERMS;)
    {
      const char *start = p, *end = p;
      gboolean is_chinese = is_han (g_utf8_get_char (p));
      g_autofree char *term = NULL;

      for (guint n = 0; is_chinese ? is_han (g_utf8_get_char (p)) : is_word (g_utf8_get_char (p));
           n++)
        {
          p = g_utf8_next_char (p);
          if (n < MAX_TERM_LENGTH)
            end = p;
        }
      if (end == start)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      term = g_strndup (start, (gsize) (end - start));
      g_strv_builder_add (terms, term);
      n_terms++;
    }
  return g_strv_builder_end (terms);
}

static void
append_token (GString *match, const char *start, const char *end, gboolean is_begun)
{
  g_string_append_printf (match, "%s\"%.*s\"%s", match->len > 0 ? " AND " : "", (int) (end - start),
                          start, is_begun ? " *" : "");
}

/* A Han character alone and a word are searched as beginnings, more Han by all their pairs: the
 * index knows no places. */
static void
append_term (GString *match, const char *term)
{
  const char *first = term, *second = g_utf8_next_char (term);

  if (strlen (term) == N_LED && g_ascii_isalnum (term[0]) && g_ascii_isalnum (term[1]))
    {
      g_string_append_printf (match, "%s(\"%s\" OR \"%s%c\")", match->len > 0 ? " AND " : "", term,
                              term, LEAD_MARK);
      return;
    }
  if (!is_han (g_utf8_get_char (term)) || *second == '\0')
    {
      append_token (match, term, term + strlen (term), /* is_begun= */ TRUE);
      return;
    }
  for (; *second != '\0'; first = second, second = g_utf8_next_char (second))
    append_token (match, first, g_utf8_next_char (second), /* is_begun= */ FALSE);
}

char *
lf_search_match (const char *text)
{
  g_auto (GStrv) terms = lf_search_terms (text);
  GString *match = g_string_new (NULL);

  for (guint i = 0; terms[i] != NULL; i++)
    append_term (match, terms[i]);
  return g_string_free (match, match->len == 0);
}

/* ---- Numbers ---- */

#define MIN_DIGITS 7
#define MAX_DIGITS 20

char *
lf_search_number (const char *text)
{
  g_autofree char *folded = lf_text_fold (text);
  g_autofree char *digits = NULL;

  if (folded[strspn (folded, "0123456789 +-()./")] != '\0')
    return NULL;
  digits = lf_phone_digits (folded);
  return strlen (digits) >= MIN_DIGITS && strlen (digits) <= MAX_DIGITS ? g_steal_pointer (&digits)
                                                                        : NULL;
}

/* A number in two or three parts, as people set it apart. */
static void
append_parts (
    GString *match, const char *country, const char *number, gsize n_first, gsize n_second)
{
  const char *second = number + n_first, *rest = second + n_second;

  g_string_append_printf (match, " OR (\"%s%.*s\"", country, (int) n_first, number);
  if (n_second > 0)
    g_string_append_printf (match, " AND \"%.*s\"", (int) n_second, second);
  g_string_append_printf (match, " AND \"%s\" *)", rest);
}

char *
lf_search_match_number (const char *number)
{
  GString *match = g_string_new (NULL);
  gsize length = strlen (number), n_area = number[1] <= '2' ? 3 : 4;

  g_string_append_printf (match, "\"%1$s\" * OR \"86%1$s\" * OR \"0086%1$s\" *", number);
  if (number[0] == '1' && length == 11)
    {
      append_parts (match, "", number, 3, 4);
      append_parts (match, "86", number, 3, 4);
      append_parts (match, "0086", number, 3, 4);
    }
  if (number[0] == '0')
    {
      append_parts (match, "", number, n_area, 0);
      if (length > n_area + 4)
        append_parts (match, "", number, n_area, 4);
    }
  return g_string_free (match, FALSE);
}

char **
lf_search_loose_terms (const char *text)
{
  g_auto (GStrv) terms = lf_search_terms (text);
  g_autoptr (GStrvBuilder) loose = g_strv_builder_new ();

  for (guint i = 0; terms[i] != NULL; i++)
    if (is_han (g_utf8_get_char (terms[i])) && g_utf8_strlen (terms[i], -1) > 2)
      g_strv_builder_add (loose, terms[i]);
  return g_strv_builder_end (loose);
}

gboolean
lf_search_narrows (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p), n++)
    if (g_utf8_get_char (p) < 0x4e00 || g_utf8_get_char (p) > 0x9fff)
      return FALSE;
  return n >= 2;
}
