/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Build tool: writes the reading and the simplified form of each Han character as C tables, for
 * asking ICU takes a quarter of a second and the answers are always the same. */

#include "config.h"

#include "lf-han-range.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define N_PER_LINE 16

static UTransliterator *
open_transliterator (const char *name)
{
  UChar id[32];
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *transliterator;

  u_uastrcpy (id, name);
  transliterator = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  return U_SUCCESS (status) ? transliterator : NULL;
}

/* (transfer full) (nullable): "zhong"; NULL for a character without a reading */
static char *
read_character (UTransliterator *transliterator, gunichar c)
{
  UChar wide[32] = { (UChar) c };
  int32_t length = 1, limit = 1;
  char text[64] = "";
  UErrorCode status = U_ZERO_ERROR;

  utrans_transUChars (transliterator, wide, &length, G_N_ELEMENTS (wide), 0, &limit, &status);
  u_strToUTF8 (text, sizeof text - 1, NULL, wide, length, &status);
  if (U_FAILURE (status) || *text == '\0'
      || strspn (text, "abcdefghijklmnopqrstuvwxyz") != strlen (text))
    return NULL;
  return g_strdup (text);
}

static void
print_readings (UTransliterator *transliterator, FILE *file)
{
  g_autoptr (GPtrArray) syllables = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (syllables, g_strdup (""));
  fputs ("static const guint16 syllable_of[] = {", file);
  for (gunichar c = FIRST_HAN; c <= LAST_HAN; c++)
    {
      g_autofree char *syllable = read_character (transliterator, c);
      guint index = 0;

      if (syllable != NULL
          && !g_ptr_array_find_with_equal_func (syllables, syllable, g_str_equal, &index))
        {
          index = syllables->len;
          g_ptr_array_add (syllables, g_steal_pointer (&syllable));
        }
      fprintf (file, "%s%u,", (c - FIRST_HAN) % N_PER_LINE == 0 ? "\n  " : " ", index);
    }
  fputs ("\n};\n\nstatic const char *const syllables[] = {\n  NULL", file);
  for (guint i = 1; i < syllables->len; i++)
    fprintf (file, ",%s\"%s\"", i % N_PER_LINE == 0 ? "\n  " : " ", (char *) syllables->pdata[i]);
  fputs ("\n};\n", file);
}

/* A character outside the basic plane stays as it is. */
static gunichar
simplify_character (UTransliterator *transliterator, gunichar c)
{
  UChar wide[8] = { (UChar) c };
  int32_t length = 1, limit = 1;
  UErrorCode status = U_ZERO_ERROR;

  utrans_transUChars (transliterator, wide, &length, G_N_ELEMENTS (wide), 0, &limit, &status);
  return U_SUCCESS (status) && length == 1 ? wide[0] : c;
}

static void
print_simplified (UTransliterator *transliterator, FILE *file)
{
  fputs ("\nstatic const guint16 simplified_of[] = {", file);
  for (gunichar c = FIRST_HAN; c <= LAST_HAN; c++)
    fprintf (file, "%s%u,", (c - FIRST_HAN) % N_PER_LINE == 0 ? "\n  " : " ",
             simplify_character (transliterator, c));
  fputs ("\n};\n", file);
}

int
main (int argc, char *argv[])
{
  UTransliterator *readings = open_transliterator ("Han-Latin; Latin-ASCII; Lower");
  UTransliterator *simplified = open_transliterator ("Hant-Hans");
  FILE *file = argc == 2 ? fopen (argv[1], "w") : NULL;

  if (readings == NULL || simplified == NULL || file == NULL)
    {
      fputs ("usage: lf-han-generate FILE\n", stderr);
      return 1;
    }
  print_readings (readings, file);
  print_simplified (simplified, file);
  utrans_close (readings);
  utrans_close (simplified);
  return fclose (file) == 0 ? 0 : 1;
}
