/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files as rows of cells: the same cells in whatever encoding and however they are quoted, and
 * rows that headings and values can be looked for in. */

#include "config.h"

#include "fuzz.h"

#include "fuzz-cells.h"
#include "lf-csv.h"
#include "lf-import.h"
#include "lf-text-file.h"

#include <string.h>

#define FIRST_LINES 20

static LfCsv *
parse_all (const char *text)
{
  g_autoptr (GError) error = NULL;
  LfCsv *csv = lf_csv_parse (text, &error);

  g_assert_no_error (error);
  return csv;
}

static void
assert_same (const LfCsv *a, const LfCsv *b)
{
  g_assert_cmpuint (a->rows->len, ==, b->rows->len);
  for (guint row = 0; row < a->rows->len; row++)
    {
      g_assert_cmpuint (lf_csv_n_columns (a, row), ==, lf_csv_n_columns (b, row));
      for (guint i = 0; i < lf_csv_n_columns (a, row); i++)
        g_assert_cmpstr (lf_csv_cell (a, row, i), ==, lf_csv_cell (b, row, i));
    }
}

/* The first lines tell what stands between cells, unless they have one each. */
static gboolean
tells_delimiter (const LfCsv *csv)
{
  for (guint row = 0; row < MIN (csv->rows->len, FIRST_LINES); row++)
    if (lf_csv_n_columns (csv, row) > 1)
      return TRUE;
  return FALSE;
}

/* Every cell in quotation marks, every row ended. */
static void
check_written (const LfCsv *csv, char delimiter, const char *line_end)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (LfCsv) again = NULL;

  for (guint row = 0; row < csv->rows->len; row++)
    {
      for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
        {
          g_auto (GStrv) pieces = g_strsplit (lf_csv_cell (csv, row, i), "\"", -1);
          g_autofree char *cell = g_strjoinv ("\"\"", pieces);

          if (i > 0)
            g_string_append_c (text, delimiter);
          g_string_append_printf (text, "\"%s\"", cell);
        }
      g_string_append (text, line_end);
    }
  again = parse_all (text->str);
  assert_same (csv, again);
}

/* What one program saves in one encoding another one saves in another. */
static void
check_encoding (const char *text, const char *charset, const char *mark, gsize mark_length)
{
  gsize length, read_length;
  g_autofree char *encoded = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);
  g_autofree guint8 *file = g_malloc (mark_length + length);
  g_autofree char *read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (encoded);
  memcpy (file, mark, mark_length);
  memcpy (file + mark_length, encoded, length);
  read = lf_text_file_read (fuzz_file (file, mark_length + length), &read_length, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (read, ==, text);
}

static void
check_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCsv) csv = lf_csv_parse (text, &error);

  fuzz_assert_error (csv != NULL, error);
  if (*text != '\0')
    {
      check_encoding (text, "UTF-8", "\xef\xbb\xbf", 3);
      check_encoding (text, "UTF-16LE", "\xff\xfe", 2);
      check_encoding (text, "UTF-16BE", "\xfe\xff", 2);
    }
  if (csv == NULL)
    return;
  check_written (csv, ',', "\n");
  if (!tells_delimiter (csv))
    return;
  check_written (csv, ';', "\r\n");
  check_written (csv, '\t', "\n");
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *path = fuzz_file (data, size);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  fuzz_check_cells (path);
  text = lf_text_file_read (fuzz_file (data, size), &length, &error);
  fuzz_assert_error (text != NULL, error);
  if (text == NULL)
    return 0;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), ==, length);
  check_text (text);
  return 0;
}
