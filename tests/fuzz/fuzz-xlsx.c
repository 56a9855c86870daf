/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: any bytes, or the files within a workbook as text, packed here so that what is changed
 * at random is not merely a broken archive. Cells that can be read are the same when they are
 * written as texts and read again.

 * Text: lines "== NAME" each begin a file. */

#include "config.h"

#include "fuzz.h"

#include "fuzz-cells.h"
#include "lf-cells.h"
#include "xlsx-file.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_MEMBERS 12

static const char *
pack (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "== ", MAX_MEMBERS + 1);
  ZipMember members[MAX_MEMBERS];
  guint n = 0;
  const char *path = fuzz_file (NULL, 0);

  for (char **piece = pieces + 1; pieces[0] != NULL && *piece != NULL; piece++)
    {
      char *line_end = strchr (*piece, '\n');

      if (line_end == NULL || line_end == *piece)
        continue;
      *line_end = '\0';
      members[n++] = (ZipMember){ *piece, line_end + 1, -1 };
    }
  zip_write (path, members, n, /* is_packed= */ FALSE);
  return path;
}

/* As Excel writes what XML cannot hold. */
static void
append_text (GString *sheet, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if ((c < ' ' && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff
          || g_str_has_prefix (p, "_x"))
        g_string_append_printf (sheet, "_x%04X_", c);
      else if (c == '<')
        g_string_append (sheet, "&lt;");
      else if (c == '&')
        g_string_append (sheet, "&amp;");
      else
        g_string_append_unichar (sheet, c);
    }
}

static void
append_row (GString *sheet, GPtrArray *texts, const LfCellRow *row)
{
  g_string_append_printf (sheet, "<row r='%u'>", row->number);
  for (guint i = 0; i < row->n_cells; i++)
    {
      g_string_append (sheet, "<c t='inlineStr'><is><t>");
      append_text (sheet, row->cells[i].text);
      g_string_append (sheet, "</t></is></c>");
      g_ptr_array_add (texts, g_strdup (row->cells[i].text));
    }
  g_string_append (sheet, "</row>");
}

/* (nullable): the first sheet's cells as texts, when it can be read to its end */
static GString *
write_as_texts (const char *path, GPtrArray *texts)
{
  g_autoptr (LfCells) cells = lf_cells_open (path, NULL);
  g_autoptr (GString) sheet = g_string_new (NULL);
  const LfCellRow *row;

  if (cells == NULL || !lf_cells_begin (cells, 0, NULL))
    return NULL;
  for (;;)
    {
      if (!lf_cells_next (cells, &row, NULL))
        return NULL;
      if (row == NULL)
        return g_steal_pointer (&sheet);
      append_row (sheet, texts, row);
    }
}

static void
check_written (const char *path)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) sheet = write_as_texts (path, texts);
  g_autoptr (LfCells) again = NULL;
  g_autoptr (GError) error = NULL;
  const LfCellRow *row = NULL;
  guint n = 0;

  if (sheet == NULL)
    return;
  path = fuzz_file (NULL, 0);
  xlsx_write (path, &(XlsxFile){ .rows = sheet->str });
  again = lf_cells_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (lf_cells_begin (again, 0, &error));
  while (lf_cells_next (again, &row, &error) && row != NULL)
    for (guint i = 0; i < row->n_cells; i++)
      g_assert_cmpstr (row->cells[i].text, ==, texts->pdata[n++]);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, texts->len);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 3 && memcmp (data, "== ", 3) == 0 ? fuzz_text (data, size) : NULL;
  const char *path = text == NULL ? fuzz_file (data, size) : pack (text);

  fuzz_check_cells (path);
  if (text != NULL)
    check_written (path);
  return 0;
}
