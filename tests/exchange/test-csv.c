/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text files of any encoding and the rows in them; and any bytes at all. */

#include "config.h"

#include "lf-csv.h"
#include "lf-import.h"
#include "lf-text.h"
#include "lf-text-file.h"
#include "store-folder.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define N_RANDOM 16000
#define N_MUTATED 6000
#define MAX_RANDOM 400 /* bytes */

/* Cells with | between them, rows with ⏎. */
static char *
show (const LfCsv *csv)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < csv->rows->len; row++)
    {
      g_string_append (text, row == 0 ? "" : "⏎");
      for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
        g_string_append_printf (text, "%s%s", i == 0 ? "" : "|", lf_csv_cell (csv, row, i));
    }
  return g_string_free (text, FALSE);
}

/* ---- RFC 4180 ---- */

static const struct
{
  const char *text, *cells;
} good[] = {
  { "", "" },
  { "a,b\r\nc,d\r\n", "a|b⏎c|d" },
  { "a,b\r\nc,d", "a|b⏎c|d" },
  { "a,b\nc,d\n", "a|b⏎c|d" },
  { "a,b\rc,d\r", "a|b⏎c|d" },
  { "a,b\n\nc,d\n", "a|b⏎⏎c|d" },
  { "a,,\n,,\n", "a||⏎||" },
  { " a , b \n", " a | b " },
  { "\"a\",\"b\"\n", "a|b" },
  { "\"a,b\",c\n", "a,b|c" },
  { "\"a\"\"b\",\"\"\"\"\n", "a\"b|\"" },
  { "\"\",x\n", "|x" },
  { "\"a\nb\",c\n", "a\nb|c" },
  { "\"a\r\nb\",\"c\n\n\"\r\nd,e\r\n", "a\r\nb|c\n\n⏎d|e" },
  { "a \"quoted\" word,b\n", "a \"quoted\" word|b" },
  { "\"a\"b,c\n", "ab|c" },
  { "项目,“引号”\n甲，乙,丙\n", "项目|“引号”⏎甲，乙|丙" },
  { "a;b;c\n1,5;2;3\n", "a|b|c⏎1,5|2|3" },
  { "a\tb\n1,5\t2\n", "a|b⏎1,5|2" },
  { "\"a;b;c\",d\n", "a;b;c|d" },
  /* rows of other lengths than the headings' */
  { "a,b,c\n1\n1,2\n1,2,3,4\n", "a|b|c⏎1⏎1|2⏎1|2|3|4" },
  { "a,b,c\n1\n1,2", "a|b|c⏎1⏎1|2" },
  { "a,b,c", "a|b|c" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (LfCsv) csv = lf_csv_parse (good[i].text, &error);
      g_autofree char *cells = NULL;

      g_assert_no_error (error);
      cells = show (csv);
      g_assert_cmpstr (cells, ==, good[i].cells);
    }
}

static const struct
{
  const char *text;
  LfExchangeError code;
  const char *says;
} bad[] = {
  { "\"a", LF_EXCHANGE_ERROR_TRUNCATED, "in row 1 " },
  { "a,b\nc,\"d\n", LF_EXCHANGE_ERROR_TRUNCATED, "in row 2 " },
  { "a,b\nc,\"d\"\"", LF_EXCHANGE_ERROR_TRUNCATED, "in row 2 " },
  { "a,b,c\n1,2,3\n1,2", LF_EXCHANGE_ERROR_TRUNCATED, "in row 3," },
  { "a,b,c\n\n1,2,3\n\n1", LF_EXCHANGE_ERROR_TRUNCATED, "in row 5," },
  { "\"a\n\n\",b\n1", LF_EXCHANGE_ERROR_TRUNCATED, "in row 2," },
};

static void
test_bad (void)
{
  g_autoptr (GString) wide = g_string_new ("a,b\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) cause = NULL;

      g_assert_null (lf_csv_parse (bad[i].text, &cause));
      g_assert_error (cause, LF_EXCHANGE_ERROR, (int) bad[i].code);
      g_assert_nonnull (strstr (cause->message, bad[i].says));
    }
  for (guint i = 0; i < LF_CSV_MAX_COLUMNS; i++)
    g_string_append_c (wide, ',');
  g_assert_null (lf_csv_parse (wide->str, &error));
  g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "Row 2 "));
}

/* ---- Files ---- */

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = store_folder_make ();
  self->path = g_build_filename (self->folder, "file.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->path);
  store_folder_remove (self->folder);
}

static void
write_bytes (Fixture *self, const void *bytes, gsize length)
{
  FILE *file;

  g_unlink (self->path); /* a new file is not flushed to the disk when it is closed */
  file = fopen (self->path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (bytes, 1, length, file), ==, length);
  g_assert_cmpint (fclose (file), ==, 0);
}

#define BYTES(bytes) bytes, sizeof bytes - 1

static const struct
{
  const char *bytes;
  gsize length;
  const char *text; /* NULL: damaged in @line */
  guint line;
} files[] = {
  { BYTES ("项目,a"), "项目,a", 0 },
  { BYTES ("\xef\xbb\xbf项目,a"), "项目,a", 0 },
  { BYTES ("\xcf\xee\xc4\xbf,a"), "项目,a", 0 },
  { BYTES ("\x81\x39\xee\x39,a"), "㐀,a", 0 },   /* four bytes a character */
  { BYTES ("\x95\x32\x82\x36"), "𠀀", 0 },       /* beyond the basic plane */
  { BYTES ("\xc1\xaa\xcd\xa8,a"), "联通,a", 0 }, /* looks like UTF-8 to some */
  { BYTES ("\xff\xfe\x79\x98,\0a\0"), "项,a", 0 },
  { BYTES ("\xfe\xff\x98\x79\0,\0a"), "项,a", 0 },
  { BYTES ("\xff\xfe\x40\xd8\x00\xdc"), "𠀀", 0 }, /* a surrogate pair */
  { BYTES ("a,b\n\n\xff"), NULL, 3 },
  { BYTES ("\xef\xbb\xbf\xcf\xee"), NULL, 1 }, /* says UTF-8, and is not */
  { BYTES ("项目名\n甲\n\xe4\xb8"), NULL, 3 }, /* UTF-8 all the way, and cut */
  { BYTES ("项目名\n甲\xd7\xd6\n"), NULL, 2 }, /* not GB18030 because of one character */
  { BYTES ("\xcf\xee\xc4\xbf\n\xd2"), NULL, 2 },
  { BYTES ("\xff\xfe\n\0\n\0\x79"), NULL, 3 },
  { BYTES ("\xff\xfe\n\0\x00\xdc"), NULL, 2 },
  { BYTES ("a\nb\0c"), NULL, 2 },
  { BYTES ("\xff\xfe\n\0a\0\0\0"), NULL, 2 },
};

static void
test_files (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autofree char *line = g_strdup_printf ("Line %u of", files[i].line);
      gsize length = 0;

      write_bytes (self, files[i].bytes, files[i].length);
      text = lf_text_file_read (self->path, &length, &error);
      g_assert_cmpstr (text, ==, files[i].text);
      if (text != NULL)
        {
          g_assert_cmpuint (length, ==, strlen (text));
          continue;
        }
      g_assert_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_ENCODING);
      g_assert_nonnull (strstr (error->message, line));
    }
}

/* ---- Any bytes ---- */

/* What was read, written and read again is the same. */
static void
check_rows (const LfCsv *csv)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (LfCsv) again = NULL;
  g_autofree char *before = show (csv);
  g_autofree char *after = NULL;

  g_assert_true (g_utf8_validate (before, -1, NULL));
  for (guint row = 0; row < csv->rows->len; row++)
    for (guint i = 0; i < lf_csv_n_columns (csv, row); i++)
      lf_text_append_csv (text, lf_csv_cell (csv, row, i), i + 1 == lf_csv_n_columns (csv, row));
  again = lf_csv_parse (text->str, &error);
  g_assert_no_error (error);
  after = show (again);
  g_assert_cmpstr (after, ==, before);
}

static void
check_error (const GError *error)
{
  g_assert_true (error->domain == LF_EXCHANGE_ERROR);
  if (error->code == LF_EXCHANGE_ERROR_EMPTY || strstr (error->message, "workbook") != NULL
      || strstr (error->message, "picture") != NULL)
    return;
  if (!g_regex_match_simple ("([Rr]ow|Line) [1-9]", error->message, 0, 0))
    g_error ("no line: %s", error->message);
}

/* Returns whether it could be read. */
static gboolean
read_bytes (Fixture *self, const void *bytes, gsize length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (LfCsv) csv = NULL;
  gsize text_length = 0;

  write_bytes (self, bytes, length);
  text = lf_text_file_read (self->path, &text_length, &error);
  if (text != NULL)
    {
      g_assert_cmpuint (strlen (text), ==, text_length);
      g_assert_true (g_utf8_validate (text, (gssize) text_length, NULL));
      csv = lf_csv_parse (text, &error);
    }
  g_assert_true ((csv == NULL) == (error != NULL));
  if (csv != NULL)
    check_rows (csv);
  else
    check_error (error);
  return csv != NULL;
}

/* Bytes that mean something here come often. */
static char
random_byte (void)
{
  static const char telling[] = ",,;\t\"\"\n\r\n\xef\xbb\xbf\xff\xfe\xe9\xa1\xb9\x81\x30 aP";

  return g_test_rand_int_range (0, 3) == 0 ? (char) g_test_rand_int_range (0, 256)
                                           : telling[g_test_rand_int_range (0, sizeof telling - 1)];
}

static void
test_random (Fixture *self, gconstpointer data)
{
  guint n_read = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      char bytes[MAX_RANDOM];
      gsize length = (gsize) g_test_rand_int_range (0, i % 2 == 0 ? MAX_RANDOM : 12);

      for (gsize at = 0; at < length; at++)
        bytes[at] = random_byte ();
      n_read += read_bytes (self, bytes, length);
    }
  g_test_message ("%u of %u could be read", n_read, N_RANDOM);
  g_assert_cmpuint (n_read, >, N_RANDOM / 100);
}

static void
mutate (GByteArray *bytes)
{
  guint at = (guint) g_test_rand_int_range (0, (gint32) bytes->len);
  guint n = (guint) g_test_rand_int_range (1, 40);
  guint8 byte = (guint8) random_byte ();

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      bytes->data[at] = byte;
      break;
    case 1:
      g_byte_array_append (bytes, &byte, 1);
      memmove (bytes->data + at + 1, bytes->data + at, bytes->len - 1 - at);
      bytes->data[at] = byte;
      break;
    case 2:
      g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, n));
      break;
    default:
      g_byte_array_set_size (bytes, MAX (1, at));
    }
}

/* The real file, or the beginning of it, in one of the encodings people save in. */
static GByteArray *
real_file (guint encoding)
{
  static const char *const charsets[] = { "UTF-8", "GB18030", "UTF-16" };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "zone-projects.csv", NULL);
  g_autofree char *text = NULL;
  char *converted;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_utf8_offset_to_pointer (text, 900)[0] = '\0';
  strrchr (text, '\n')[1] = '\0';
  converted = g_convert (text, -1, charsets[encoding % G_N_ELEMENTS (charsets)], "UTF-8", NULL,
                         &length, NULL);
  g_assert_nonnull (converted);
  return g_byte_array_new_take ((guint8 *) converted, length);
}

static void
test_mutated (Fixture *self, gconstpointer data)
{
  guint n_read = 0;

  for (guint encoding = 0; encoding < 3; encoding++)
    {
      g_autoptr (GByteArray) original = real_file (encoding);

      g_assert_true (read_bytes (self, original->data, original->len));
      for (guint i = 0; i < N_MUTATED / 3; i++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();

          g_byte_array_append (bytes, original->data, original->len);
          for (gint32 n = g_test_rand_int_range (1, 4); n > 0 && bytes->len > 0; n--)
            mutate (bytes);
          n_read += read_bytes (self, bytes->data, bytes->len);
        }
    }
  g_test_message ("%u of %u could be read", n_read, N_MUTATED);
  g_assert_cmpuint (n_read, >, N_MUTATED / 10);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/good", test_good);
  g_test_add_func ("/csv/bad", test_bad);
  g_test_add ("/csv/files", Fixture, NULL, set_up, test_files, tear_down);
  g_test_add ("/csv/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/csv/mutated", Fixture, NULL, set_up, test_mutated, tear_down);
  return g_test_run ();
}
