/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks: any bytes, or the files within a workbook as text, packed here so that what is changed
 * at random is not merely a broken archive. Cells that can be read are the same when they are
 * written as texts and read again. A template that can be read and filled can be read again, with
 * what was filled in.

 * Text: lines "== NAME" each begin a file. */

#include "config.h"

#include "fuzz.h"

#include "fuzz-cells.h"
#include "lf-cells.h"
#include "lf-xlsx-template.h"
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

/* Three rows below what would be the headings. */
static GPtrArray *
make_rows (void)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_cell_row_free);

  for (guint i = 1; i <= 3; i++)
    {
      LfCell cells[] = { { LF_CELL_NUMBER, "7" },
                         { LF_CELL_TEXT, "<甲 & 乙>" },
                         { LF_CELL_DATE, "2026-11-05" } };

      g_ptr_array_add (rows, lf_cell_row_copy (&(LfCellRow){ i, G_N_ELEMENTS (cells), cells }));
    }
  return rows;
}

/* How often the text that was filled in stands in it; -1: it cannot be read. */
static int
count_filled (const char *path, char **ret_sheet)
{
  g_autoptr (LfCells) cells = lf_cells_open (path, NULL);
  const LfCellRow *row;
  int n = 0;

  if (cells == NULL || !lf_cells_begin (cells, 0, NULL))
    return -1;
  if (ret_sheet != NULL)
    *ret_sheet = g_strdup (cells->sheets->pdata[0]);
  while (lf_cells_next (cells, &row, NULL))
    {
      if (row == NULL)
        return n;
      n += strcmp (lf_cell_row_text (row, 1), "<甲 & 乙>") == 0;
    }
  return -1;
}

static void
check_template (const char *path, guint heading)
{
  static const LfFill fills[] = { LF_FILL_POSITION, LF_FILL_VALUE, LF_FILL_VALUE };
  g_autofree char *to
      = g_strdup_printf ("%s/fuzz-filled-%d.xlsx", g_get_tmp_dir (), (int) getpid ());
  g_autofree char *sheet = NULL;
  g_autoptr (GPtrArray) rows = make_rows ();
  g_autoptr (GError) error = NULL;
  LfXlsxTemplate template = { path, NULL, heading, fills, G_N_ELEMENTS (fills) };
  int n_before = count_filled (path, &sheet);
  gboolean is_filled;

  template.sheet = sheet == NULL ? "S" : sheet;
  is_filled = lf_xlsx_template_fill (&template, rows, to, &error);
  fuzz_assert_error (is_filled, error);
  if (is_filled && n_before == 0)
    g_assert_cmpint (count_filled (to, NULL), ==, rows->len);
  g_unlink (to);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = size > 3 && memcmp (data, "== ", 3) == 0 ? fuzz_text (data, size) : NULL;
  const char *path = text == NULL ? fuzz_file (data, size) : pack (text);

  fuzz_check_cells (path);
  for (guint heading = 1; heading <= 2; heading++)
    check_template (path, heading);
  if (text != NULL)
    check_written (path);
  return 0;
}
