/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passwords, from a file or as they are typed. */

#include "config.h"

#include "lf-cli.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_PASSWORD 1024

/* Reads a line without showing it where standard input is a terminal. */
static char *
ask_password (const char *prompt)
{
  struct termios shown, hidden;
  gboolean is_terminal = tcgetattr (STDIN_FILENO, &shown) == 0;
  char line[MAX_PASSWORD] = "";

  if (is_terminal)
    {
      hidden = shown;
      hidden.c_lflag &= (tcflag_t) ~ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
      g_printerr ("%s", prompt);
    }
  if (fgets (line, sizeof line, stdin) == NULL)
    line[0] = '\0';
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
      g_printerr ("\n");
    }
  return g_strdup (line);
}

char *
lf_cli_read_password (const char *path, const char *prompt, GError **error)
{
  g_autofree char *text = NULL;

  if (path == NULL || strcmp (path, "-") == 0)
    text = ask_password (prompt);
  else if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  text[strcspn (text, "\r\n")] = '\0';
  if (*text == '\0')
    {
      lf_cli_call_error (error,
                         _ ("The password is blank. Give it in a file, --password-file FILE, or "
                            "on standard input."));
      return NULL;
    }
  return g_steal_pointer (&text);
}
