/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding and cleaning. */

#include "config.h"

#include "lf-text.h"

#include <string.h>

char *
lf_text_clean (const char *text)
{
  g_autoptr (GString) clean = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n' || c == '\t' || !g_unichar_iscntrl (c))
        g_string_append_unichar (clean, c);
    }
  g_strstrip (clean->str);
  return clean->str[0] == '\0' ? NULL : g_strdup (clean->str);
}

char *
lf_text_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = normal == NULL ? g_strdup ("") : g_utf8_casefold (normal, -1);
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
