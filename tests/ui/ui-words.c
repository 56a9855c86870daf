/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the window, from its catalogue. */

#include "config.h"

#include "ui-words.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static void
open_catalogue (void)
{
  static gboolean is_open = FALSE;

  if (is_open)
    return;
  setlocale (LC_MESSAGES, "");
  setlocale (LC_CTYPE, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("LANDFALL_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  is_open = TRUE;
}

static const char *
without_mnemonic (const char *text)
{
  const char *underscore = strchr (text, '_');
  g_autofree char *rest = NULL;

  if (underscore == NULL)
    return g_intern_string (text);
  rest = g_strdup_printf ("%.*s%s", (int) (underscore - text), text, underscore + 1);
  return g_intern_string (rest);
}

const char *
ui_word (const char *text)
{
  open_catalogue ();
  return without_mnemonic (g_dgettext (GETTEXT_PACKAGE, text));
}

char *
ui_word_with (const char *text, const char *part)
{
  const char *word = ui_word (text);
  const char *place = strchr (word, '%');

  g_assert_nonnull (place);
  return g_strdup_printf ("%.*s%s%s", (int) (place - word), word, part, place + 2);
}

const char *
ui_word_until (const char *text)
{
  const char *word = ui_word (text);
  g_autofree char *before = g_strndup (word, strcspn (word, "%"));

  return g_intern_string (before);
}
