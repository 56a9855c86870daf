/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulletin's text with links: the figure's number is what the link names. */

#include "config.h"

#include "lf-bulletin-links.h"

static gboolean
is_link (const LfBulletinFigure *figure)
{
  return figure->end > figure->start && (figure->filter != NULL || figure->record != NULL);
}

char *
lf_bulletin_to_markup (const LfBulletin *bulletin)
{
  GString *markup = g_string_new (NULL);
  g_autofree char *rest = NULL;
  guint at = 0;

  for (guint i = 0; i < bulletin->figures->len; i++)
    {
      const LfBulletinFigure *figure = bulletin->figures->pdata[i];
      g_autofree char *before = NULL;
      g_autofree char *escaped = NULL;
      g_autofree char *text = NULL;

      if (!is_link (figure) || figure->start < at)
        continue;
      before = g_utf8_substring (bulletin->text, at, figure->start);
      escaped = g_markup_escape_text (before, -1);
      text = g_markup_escape_text (figure->text, -1);
      g_string_append_printf (markup, "%s<a href=\"%u\">%s</a>", escaped, i, text);
      at = figure->end;
    }
  rest = g_markup_escape_text (g_utf8_offset_to_pointer (bulletin->text, at), -1);
  g_string_append (markup, rest);
  return g_string_free (markup, FALSE);
}

const LfBulletinFigure *
lf_bulletin_find_link (const LfBulletin *bulletin, const char *uri)
{
  guint64 i = g_ascii_strtoull (uri, NULL, 10);

  return i < bulletin->figures->len ? bulletin->figures->pdata[i] : NULL;
}
