/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding, cleaning and the matching key of a firm's name. */

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

char *
lf_text_clean (const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL)
    return NULL;
  clean = has_no_controls (text) ? g_strdup (text) : without_controls (text);
  g_strstrip (clean);
  return clean[0] == '\0' ? NULL : g_steal_pointer (&clean);
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

char *
lf_company_key (const char *name)
{
  static const char *const suffixes[]
      = { "股份有限公司", "有限责任公司", "有限公司", "集团公司", "集团", "公司" };
  g_autofree char *folded = lf_text_fold (name);
  GString *key = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_ispunct (c))
        g_string_append_unichar (key, c);
    }
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (key->str, suffixes[i]))
      {
        if (key->len > strlen (suffixes[i]))
          g_string_truncate (key, key->len - strlen (suffixes[i]));
        break;
      }
  return g_string_free (key, FALSE);
}
