/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks made by hand, right ones and broken ones. */

#include "config.h"

#include "xlsx-file.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define DOCUMENT "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS                                                                                  \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"

void
zip_write (const char *path, const ZipMember *members, guint n_members, gboolean is_packed)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  if (is_packed)
    archive_write_zip_set_compression_deflate (archive);
  else
    archive_write_zip_set_compression_store (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < n_members; i++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize length = members[i].length < 0 ? strlen (members[i].data) : (gsize) members[i].length;

      archive_entry_set_pathname (entry, members[i].name);
      archive_entry_set_size (entry, (la_int64_t) length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, members[i].data, length), ==, length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

static const char *
or_nothing (const char *text)
{
  return text == NULL ? "" : text;
}

void
xlsx_write (const char *path, const XlsxFile *file)
{
  g_autofree char *book = g_strdup_printf (
      "<workbook xmlns='" MAIN "' xmlns:r='" DOCUMENT "'><workbookPr %s/>"
      "<sheets><sheet name='Sheet1' sheetId='1' r:id='rId1'/></sheets></workbook>",
      or_nothing (file->book));
  g_autofree char *sheet
      = g_strdup_printf ("<worksheet xmlns='" MAIN "'><sheetData>%s</sheetData>%s%s%s</worksheet>",
                         file->rows, file->merges == NULL ? "" : "<mergeCells>",
                         or_nothing (file->merges), file->merges == NULL ? "" : "</mergeCells>");
  g_autofree char *styles
      = g_strdup_printf ("<styleSheet xmlns='" MAIN "'>%s</styleSheet>", or_nothing (file->styles));
  g_autofree char *texts
      = g_strdup_printf ("<sst xmlns='" MAIN "'>%s</sst>", or_nothing (file->texts));
  const ZipMember members[] = {
    { "_rels/.rels",
      RELATIONS "<Relationship Id='rId1' Type='" DOCUMENT
                "/officeDocument' Target='xl/workbook.xml'/></Relationships>",
      -1 },
    { "xl/workbook.xml", book, -1 },
    { "xl/_rels/workbook.xml.rels",
      RELATIONS
      "<Relationship Id='rId1' Type='" DOCUMENT "/worksheet' Target='worksheets/sheet1.xml'/>"
      "<Relationship Id='rId2' Type='" DOCUMENT "/styles' Target='/xl/styles.xml'/>"
      "<Relationship Id='rId3' Type='" DOCUMENT "/sharedStrings' Target='sharedStrings.xml'/>"
      "</Relationships>",
      -1 },
    { "xl/worksheets/sheet1.xml", sheet, -1 },
    { "xl/styles.xml", styles, -1 },
    { "xl/sharedStrings.xml", texts, -1 },
  };

  zip_write (path, members, G_N_ELEMENTS (members), /* is_packed= */ TRUE);
}

static void
append_cell (GString *text, const LfCell *cell)
{
  switch (cell->kind)
    {
    case LF_CELL_NUMBER:
      g_string_append_printf (text, "[%s]", cell->text);
      break;
    case LF_CELL_DATE:
      g_string_append_printf (text, "<%s>", cell->text);
      break;
    case LF_CELL_ERROR:
      g_string_append_printf (text, "!%s", cell->text);
      break;
    case LF_CELL_BLANK:
      g_assert_cmpstr (cell->text, ==, "");
      break;
    case LF_CELL_TEXT:
    default:
      g_string_append (text, cell->text);
    }
}

char *
cells_dump (LfCells *cells, guint sheet, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const LfCellRow *row;

  if (!lf_cells_begin (cells, sheet, error))
    return NULL;
  for (;;)
    {
      if (!lf_cells_next (cells, &row, error))
        return NULL;
      if (row == NULL)
        return g_string_free (g_steal_pointer (&text), FALSE);
      g_string_append_printf (text, "%s%u:", text->len > 0 ? "\n" : "", row->number);
      for (guint i = 0; i < row->n_cells; i++)
        {
          if (i > 0)
            g_string_append_c (text, '|');
          append_cell (text, &row->cells[i]);
        }
    }
}

char *
cells_dump_file (const char *path, guint sheet, GError **error)
{
  g_autoptr (LfCells) cells = lf_cells_open (path, error);

  return cells == NULL ? NULL : cells_dump (cells, sheet, error);
}
