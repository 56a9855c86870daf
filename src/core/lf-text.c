/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning, and text as files and messages hold it. */

#include "config.h"

#include "lf-text.h"

#include "lf-formula.h"

#include <string.h>

/* Whether there is nothing to take out: below U+0020, U+007F, and U+0080 to U+009F are what
 * g_unichar_iscntrl() knows. */
static gboolean
has_no_controls (const char *text)
{
  for (const guchar *p = (const guchar *) text; *p != '\0'; p++)
    if ((*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7f
        || (*p == 0xc2 && p[1] >= 0x80 && p[1] <= 0x9f))
      return FALSE;
  return TRUE;
}

static char *
without_controls (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/* Also the full-width blank that fills cells, the fixed one of web pages, and marks of no width. */
static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0xfeff || c == 0x200b;
}

char *
lf_text_clean (const char *text)
{
  g_autofree char *cut = text == NULL || has_no_controls (text) ? NULL : without_controls (text);
  const char *start = cut != NULL ? cut : text;
  const char *end;

  if (text == NULL)
    return NULL;
  end = start + strlen (start);
  while (start < end && is_blank (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return start == end ? NULL : g_strndup (start, (gsize) (end - start));
}

/* A character that folds by itself: ASCII, full-width forms of it, Han and the marks between them.
 * Its length in bytes, 0: another one. @ret_folded: in ASCII, 0: it stays. */
static guint
fold_plain (const guchar *p, char *ret_folded)
{
  gunichar c;

  *ret_folded = 0;
  if (*p < 0x80)
    {
      *ret_folded = g_ascii_tolower ((char) *p);
      return 1;
    }
  if ((*p & 0xf0) != 0xe0 || (p[1] & 0xc0) != 0x80 || (p[2] & 0xc0) != 0x80)
    return 0;
  c = (gunichar) ((*p & 0x0f) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f));
  if (c >= 0xff01 && c <= 0xff5e)
    *ret_folded = g_ascii_tolower ((char) (c - 0xfee0));
  else if (c == 0x3000)
    *ret_folded = ' ';
  return *ret_folded != 0 || (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3001 && c <= 0x3020) ? 3 : 0;
}

/* (transfer full) (nullable): of a text of such characters alone; most are */
static char *
fold_plain_text (const char *text)
{
  const guchar *p = (const guchar *) text;
  char *folded = g_malloc (strlen (text) + 1), *to = folded;
  gboolean is_blank_due = FALSE;

  for (guint n; *p != '\0'; p += n)
    {
      char ascii;

      n = fold_plain (p, &ascii);
      if (n == 0)
        {
          g_free (folded);
          return NULL;
        }
      if (g_ascii_isspace (ascii))
        {
          is_blank_due = to > folded;
          continue;
        }
      if (is_blank_due)
        *to++ = ' ';
      is_blank_due = FALSE;
      memcpy (to, ascii != 0 ? (const guchar *) &ascii : p, ascii != 0 ? 1 : n);
      to += ascii != 0 ? 1 : n;
    }
  *to = '\0';
  return folded;
}

static char *
fold_characters (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return normal == NULL ? g_strdup ("") : g_utf8_casefold (normal, -1);
}

static char *
fold_any_text (const char *text)
{
  g_autofree char *folded = fold_characters (text);
  GString *result = g_string_sized_new (strlen (folded));
  gboolean is_blank_due = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          is_blank_due = result->len > 0;
          continue;
        }
      if (is_blank_due)
        g_string_append_c (result, ' ');
      is_blank_due = FALSE;
      g_string_append_unichar (result, c);
    }
  return g_string_free (result, FALSE);
}

char *
lf_text_fold (const char *text)
{
  char *folded = fold_plain_text (text);

  return folded != NULL ? folded : fold_any_text (text);
}

gboolean
lf_text_is_among (const char *folded, const char *alternatives)
{
  g_auto (GStrv) words = g_strsplit (alternatives == NULL ? "" : alternatives, "|", -1);

  for (char **p = words; *p != NULL; p++)
    {
      g_autofree char *word = lf_text_fold (*p);
      if (strcmp (word, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
append_csv_text (GString *text, const char *cell)
{
  if (strpbrk (cell, ",;\t\"\r\n") == NULL && !g_str_has_prefix (cell, " ")
      && !g_str_has_suffix (cell, " "))
    g_string_append (text, cell);
  else
    {
      g_string_append_c (text, '"');
      for (const char *p = cell; *p != '\0'; p++)
        {
          if (*p == '"')
            g_string_append_c (text, '"');
          g_string_append_c (text, *p);
        }
      g_string_append_c (text, '"');
    }
}

void
lf_text_append_csv (GString *text, const char *cell, gboolean is_last)
{
  g_autofree char *guarded = lf_formula_is_one (cell) ? g_strconcat ("'", cell, NULL) : NULL;

  append_csv_text (text, guarded != NULL ? guarded : cell);
  g_string_append (text, is_last ? "\r\n" : ",");
}

static gboolean
is_short_escape (char c)
{
  return c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v');
}

char *
lf_text_group_digits (const char *number)
{
  GString *text = g_string_new (number);
  const gssize first = *number == '-' ? 1 : 0;
  const gssize end = first + (gssize) strspn (number + first, "0123456789");

  for (gssize at = end - 3; at > first && strchr (number, 'e') == NULL; at -= 3)
    g_string_insert_c (text, at, ',');
  return g_string_free (text, FALSE);
}

gsize
lf_text_json_size (const char *text)
{
  gsize size = strlen ("\"\"");

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    if (is_short_escape (*c))
      size += strlen ("\\n");
    else
      size += g_ascii_iscntrl (*c) ? strlen ("\\u0000") : 1;
  return size;
}
