/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning, and text as files and messages hold it. */

#include "config.h"

#include "lf-text.h"

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

static char *
fold_characters (const char *text)
{
  g_autofree char *normal = NULL;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  return normal == NULL ? g_strdup ("") : g_utf8_casefold (normal, -1);
}

char *
lf_text_fold (const char *text)
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

void
lf_text_append_csv (GString *text, const char *cell, gboolean is_last)
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
  g_string_append (text, is_last ? "\r\n" : ",");
}

static gboolean
is_short_escape (char c)
{
  return c == '"' || c == '\\' || (c >= '\b' && c <= '\r' && c != '\v');
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
