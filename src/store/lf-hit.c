/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a hit matched, shown to people. */

#include "config.h"

#include "lf-store.h"

#include "lf-search-text.h"

#include <string.h>

#define EXCERPT_CHARS 60
#define CHARS_BEFORE 12
#define MAX_MARKED_CHARS 4000 /* of a long text */

/* A text and what it folds to, character by character. */
typedef struct
{
  char **chars;
  guint n;
  GString *folded;
  GArray *origins; /* guint: for each byte of @folded the character it comes from */
  gboolean *is_marked;
} Marks;

static void
marks_clear (Marks *self)
{
  g_strfreev (self->chars);
  g_string_free (self->folded, TRUE);
  g_array_unref (self->origins);
  g_free (self->is_marked);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Marks, marks_clear)

static char **
split_chars (const char *text)
{
  g_autoptr (GStrvBuilder) chars = g_strv_builder_new ();
  guint n = 0;

  for (const char *p = text; *p != '\0' && n < MAX_MARKED_CHARS; p = g_utf8_next_char (p), n++)
    {
      g_autofree char *one = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));

      g_strv_builder_add (chars, g_unichar_isspace (g_utf8_get_char (p)) ? " " : one);
    }
  return g_strv_builder_end (chars);
}

static void
marks_init (Marks *self, const char *text)
{
  self->chars = split_chars (text);
  self->n = g_strv_length (self->chars);
  self->folded = g_string_new (NULL);
  self->origins = g_array_new (FALSE, FALSE, sizeof (guint));
  self->is_marked = g_new0 (gboolean, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      g_autofree char *folded
          = *self->chars[i] == ' ' ? g_strdup (" ") : lf_text_fold (self->chars[i]);

      g_string_append (self->folded, folded);
      for (gsize byte = 0; byte < strlen (folded); byte++)
        g_array_append_val (self->origins, i);
    }
}

static gboolean
mark_text (Marks *self, const char *term)
{
  gsize length = strlen (term);
  gboolean is_found = FALSE;

  for (const char *at = strstr (self->folded->str, term); at != NULL;
       at = strstr (at + length, term))
    {
      gsize start = (gsize) (at - self->folded->str);
      guint last = g_array_index (self->origins, guint, start + length - 1);

      for (guint i = g_array_index (self->origins, guint, start); i <= last; i++)
        self->is_marked[i] = TRUE;
      is_found = TRUE;
    }
  return is_found;
}

static gboolean
reads_like (Marks *self, guint first, guint end, const char *term)
{
  g_autoptr (GString) part = g_string_new (NULL);
  g_autofree char *pinyin = NULL;
  g_autofree char *beginning = g_strconcat (" ", term, NULL);

  for (guint i = first; i < end; i++)
    g_string_append (part, self->chars[i]);
  pinyin = lf_pinyin_index (part->str);
  return strstr (pinyin, beginning) != NULL;
}

/* The first place that reads so, no longer than it has to be. */
static void
mark_pinyin (Marks *self, const char *term)
{
  guint n = MIN (self->n, 64), first, end = 1;

  while (end <= n && !reads_like (self, 0, end, term))
    end++;
  if (end > n)
    return;
  for (first = end - 1; first > 0 && !reads_like (self, first, end, term);)
    first--;
  for (guint i = first; i < end; i++)
    self->is_marked[i] = TRUE;
}

static void
append_escaped (GString *markup, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (markup, escaped);
}

static char *
to_markup (const Marks *self)
{
  GString *markup = g_string_new (NULL);
  guint first = 0, end;

  while (first < self->n && !self->is_marked[first])
    first++;
  first = first == self->n || first <= CHARS_BEFORE || self->n <= EXCERPT_CHARS
              ? 0
              : first - CHARS_BEFORE;
  end = MIN (self->n, first + EXCERPT_CHARS);
  if (first > 0)
    g_string_append (markup, "…");
  for (guint i = first; i < end; i++)
    {
      if (self->is_marked[i] && (i == first || !self->is_marked[i - 1]))
        g_string_append (markup, "<b>");
      append_escaped (markup, self->chars[i]);
      if (self->is_marked[i] && (i + 1 == end || !self->is_marked[i + 1]))
        g_string_append (markup, "</b>");
    }
  if (end < self->n)
    g_string_append (markup, "…");
  return g_string_free (markup, FALSE);
}

char *
lf_hit_markup (const LfHit *self)
{
  g_autofree char *text = lf_record_format (self->record, self->field->name);
  g_auto (GStrv) terms = lf_search_terms (self->words);
  g_auto (Marks) marks = { 0 };

  marks_init (&marks, text);
  for (char **term = terms; *term != NULL; term++)
    if (!mark_text (&marks, *term) && (self->field->flags & LF_FIELD_PINYIN))
      mark_pinyin (&marks, *term);
  return to_markup (&marks);
}
