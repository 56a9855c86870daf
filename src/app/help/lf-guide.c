/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The user guide, read. */

#include "config.h"

#include "lf-guide.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#define FOLDER "/io/github/landfall/Landfall/guide/"
#define FENCE "```"

static void
block_free (gpointer data)
{
  LfGuideBlock *block = data;

  g_free (block->text);
  g_free (block->mark);
  g_free (block);
}

static void
add (GPtrArray *blocks, LfGuideKind kind, const char *mark, char *text /* (transfer full) */)
{
  LfGuideBlock *block = g_new0 (LfGuideBlock, 1);

  *block = (LfGuideBlock){ kind, text, g_strdup (mark) };
  g_ptr_array_add (blocks, block);
}

/* ---- Within a line ---- */

static void
append_escaped (GString *markup, const char *text, gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/* What stands between two @marks at @text. Returns: what is behind it, NULL: there is no such part
 */
static const char *
take_between (GString *markup, const char *text, const char *mark, const char *tag)
{
  const char *start = text + strlen (mark);
  const char *end = g_str_has_prefix (text, mark) ? strstr (start, mark) : NULL;

  if (end == NULL)
    return NULL;
  g_string_append_printf (markup, "<%s>", tag);
  append_escaped (markup, start, (gsize) (end - start));
  g_string_append_printf (markup, "</%s>", tag);
  return end + strlen (mark);
}

static const char *
take_link (GString *markup, const char *text)
{
  const char *middle = *text == '[' ? strstr (text, "](") : NULL;
  const char *end = middle == NULL ? NULL : strchr (middle, ')');

  if (end == NULL)
    return NULL;
  g_string_append (markup, "<a href=\"");
  append_escaped (markup, middle + 2, (gsize) (end - middle - 2));
  g_string_append (markup, "\">");
  append_escaped (markup, text + 1, (gsize) (middle - text - 1));
  g_string_append (markup, "</a>");
  return end + 1;
}

static char *
format_line (const char *text)
{
  GString *markup = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *next = take_between (markup, text, "**", "b");

      if (next == NULL)
        next = take_between (markup, text, "`", "tt");
      if (next == NULL)
        next = take_link (markup, text);
      if (next == NULL)
        {
          next = g_utf8_next_char (text);
          append_escaped (markup, text, (gsize) (next - text));
        }
      text = next;
    }
  return g_string_free (markup, FALSE);
}

/* ---- Lines ---- */

/* "![what is seen](pictures/today.png)". Returns: FALSE: it is none */
static gboolean
add_picture (GPtrArray *blocks, const char *line)
{
  const char *middle = g_str_has_prefix (line, "![") ? strstr (line, "](") : NULL;
  const char *end = middle == NULL ? NULL : strchr (middle, ')');
  g_autofree char *mark = NULL;

  if (end == NULL)
    return FALSE;
  mark = g_strndup (middle + 2, (gsize) (end - middle - 2));
  add (blocks, LF_GUIDE_PICTURE, mark, g_strndup (line + 2, (gsize) (middle - line - 2)));
  return TRUE;
}

static void
add_line (GPtrArray *blocks, const char *line)
{
  if (g_str_has_prefix (line, "## "))
    add (blocks, LF_GUIDE_HEADING, NULL, format_line (line + 3));
  else if (g_str_has_prefix (line, "# "))
    add (blocks, LF_GUIDE_TITLE, NULL, format_line (line + 2));
  else if (g_str_has_prefix (line, "- "))
    add (blocks, LF_GUIDE_ITEM, NULL, format_line (line + 2));
  else if (*line != '\0' && !add_picture (blocks, line))
    add (blocks, LF_GUIDE_PARAGRAPH, NULL, format_line (line));
}

/* Returns: the line that ends it, or the last one */
static char **
add_code (GPtrArray *blocks, char **line)
{
  const char *mark = *line + strlen (FENCE);
  GString *code = g_string_new (NULL);

  while (line[1] != NULL && !g_str_has_prefix (line[1], FENCE))
    g_string_append_printf (code, "%s%s", code->len == 0 ? "" : "\n", *++line);
  add (blocks, LF_GUIDE_CODE, *mark == '\0' ? NULL : mark, g_string_free (code, FALSE));
  return line[1] == NULL ? line : line + 1;
}

GPtrArray *
lf_guide_parse (const char *markdown)
{
  g_auto (GStrv) lines = g_strsplit (markdown, "\n", -1);
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);

  for (char **line = lines; *line != NULL; line++)
    if (g_str_has_prefix (*line, FENCE))
      line = add_code (blocks, line);
    else
      add_line (blocks, *line);
  return blocks;
}

/* ---- Pages ---- */

GPtrArray *
lf_guide_load (const char *language, const char *page)
{
  g_autofree char *path = g_strconcat (FOLDER, language, "/", page, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *text = NULL;

  if (bytes == NULL)
    return NULL;
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return lf_guide_parse (text);
}

char *
lf_guide_picture (const char *language, const char *mark)
{
  return g_strconcat (FOLDER, language, "/", mark, NULL);
}

const char *
lf_guide_language (void)
{
  const char *language = C_ ("language code", "en");
  g_autoptr (GPtrArray) first = lf_guide_load (language, LF_GUIDE_FIRST);

  return first == NULL ? "en" : language;
}
