/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Build tool: writes the lines of CSV files as C tables of three texts a row. */

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* A file begins with lines of remarks; of a line, the third text goes to its end. */
static void
print_rows (FILE *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (*line), ",", 3);

      if (**line == '#' || g_strv_length (cells) < 2 || strcmp (cells[0], "day") == 0)
        continue;
      fputs ("  {", out);
      for (guint i = 0; i < 3; i++)
        {
          const char *cell = i < g_strv_length (cells) ? cells[i] : "";
          g_autofree char *escaped = g_strescape (cell, NULL);

          fprintf (out, "%s\"%s\"", i > 0 ? ", " : " ", escaped);
        }
      fputs (" },\n", out);
    }
}

/* NAME= begins a table, FILEs follow. */
int
main (int argc, char *argv[])
{
  FILE *out = argc > 2 ? fopen (argv[1], "w") : NULL;
  gboolean is_open = FALSE;

  if (out == NULL)
    {
      fputs ("usage: lf-table-generate OUTPUT NAME= FILE… [NAME= FILE…]\n", stderr);
      return 1;
    }
  for (int i = 2; i < argc; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;

      if (g_str_has_suffix (argv[i], "="))
        {
          fprintf (out, "%sstatic const char *const %.*s[][3] = {\n", is_open ? "};\n\n" : "",
                   (int) strlen (argv[i]) - 1, argv[i]);
          is_open = TRUE;
          continue;
        }
      if (!g_file_get_contents (argv[i], &text, NULL, &error))
        {
          fprintf (stderr, "%s\n", error->message);
          return 1;
        }
      print_rows (out, text);
    }
  fputs ("};\n", out);
  return fclose (out) == 0 ? 0 : 1;
}
