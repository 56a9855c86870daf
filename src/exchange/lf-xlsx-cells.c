/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a workbook's sheet as rows of cells, one at a time. */

#include "config.h"

#include "lf-cells.h"
#include "lf-csv.h"
#include "lf-import.h"
#include "lf-xlsx-book.h"
#include "lf-xlsx-merges.h"
#include "lf-xml-part.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_ROWS 1048576
#define MAX_CELL_BYTES (1024 * 1024)

/* The part of a cell that text belongs to. */
typedef enum
{
  NO_TEXT,
  VALUE_TEXT,
  INLINE_TEXT,
} TextPlace;

typedef struct
{
  LfCells parent;
  char *path;
  LfXlsxBook *book;
  LfXmlPart *part;      /* (nullable): of the sheet begun */
  guint sheet;          /* that one's number */
  LfXlsxMerges *merges; /* (nullable): its own */

  GArray *cells;       /* LfCell: of the row being read */
  GStringChunk *texts; /* theirs */
  LfCellRow row;
  gboolean has_row; /* it is complete */

  guint column; /* of the cell being read, from 0 */
  guint64 style;
  char type[12]; /* its attribute t */
  GString *text;
  TextPlace place;
  gboolean is_phonetic;
} LfXlsxCells;

/* ---- Cells ---- */

/* "BC12" → 54; FALSE for what is no such name. */
static gboolean
read_column (const char *reference, guint *ret_column)
{
  guint column = 0;
  const char *p;

  for (p = reference; g_ascii_isupper (*p) && p - reference < 3; p++)
    column = column * 26 + (guint) (*p - 'A' + 1);
  *ret_column = column - 1;
  return column > 0 && g_ascii_isdigit (*p);
}

static void
begin_cell (LfXlsxCells *self, const char **attributes)
{
  const char *reference = lf_xml_attribute (attributes, "r");
  const char *style = lf_xml_attribute (attributes, "s");
  const char *type = lf_xml_attribute (attributes, "t");

  if (reference == NULL)
    self->column++;
  else if (!read_column (reference, &self->column))
    lf_xml_part_fail_damaged (self->part);
  self->style = style == NULL ? 0 : g_ascii_strtoull (style, NULL, 10);
  g_strlcpy (self->type, type == NULL ? "n" : type, sizeof self->type);
  g_string_truncate (self->text, 0);
}

static void
put_cell (LfXlsxCells *self, LfCellKind kind, const char *text)
{
  if (*text == '\0')
    return;
  if (self->column >= LF_CSV_MAX_COLUMNS)
    {
      lf_xml_part_fail (
          self->part,
          g_error_new (LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                       _ ("Row %1$u has more than %2$d columns: this is not a list of records."),
                       self->row.number, LF_CSV_MAX_COLUMNS));
      return;
    }
  if (self->column >= self->cells->len)
    g_array_set_size (self->cells, self->column + 1);
  g_array_index (self->cells, LfCell, self->column) = (LfCell){ kind, text };
}

static void
put_copy (LfXlsxCells *self, LfCellKind kind, const char *text)
{
  if (*text != '\0')
    put_cell (self, kind, g_string_chunk_insert (self->texts, text));
}

static void
put_number (LfXlsxCells *self)
{
  LfNumberKind kind = lf_xlsx_book_kind (self->book, self->style);
  char *end;
  double number = g_ascii_strtod (self->text->str, &end);
  g_autofree char *text = NULL;

  if (*g_strchug (end) != '\0')
    {
      lf_xml_part_fail_damaged (self->part);
      return;
    }
  if (kind != LF_NUMBER_PLAIN)
    text = lf_serial_text (number, kind, self->parent.is_1904);
  if (text != NULL)
    put_copy (self, kind == LF_NUMBER_TIME ? LF_CELL_TEXT : LF_CELL_DATE, text);
  else
    {
      text = lf_number_text (number);
      put_copy (self, LF_CELL_NUMBER, text);
    }
}

static void
put_shared (LfXlsxCells *self)
{
  char *end;
  guint64 index = g_ascii_strtoull (self->text->str, &end, 10);
  const char *text = *end == '\0' ? lf_xlsx_book_text (self->book, index) : NULL;

  if (text == NULL)
    lf_xml_part_fail_damaged (self->part);
  else
    put_cell (self, LF_CELL_TEXT, text);
}

/* 2023-02-05T00:00:00 → 2023-02-05 */
static void
put_iso_date (LfXlsxCells *self)
{
  char *t = strchr (self->text->str, 'T');

  if (t != NULL && g_str_has_prefix (t, "T00:00:00"))
    *t = '\0';
  else if (t != NULL)
    *t = ' ';
  put_copy (self, LF_CELL_DATE, self->text->str);
}

static void
end_cell (LfXlsxCells *self)
{
  if (self->text->len == 0)
    return;
  if (strcmp (self->type, "s") == 0)
    put_shared (self);
  else if (strcmp (self->type, "n") == 0)
    put_number (self);
  else if (strcmp (self->type, "b") == 0)
    put_cell (self, LF_CELL_TEXT, lf_xml_flag (self->text->str) ? "TRUE" : "FALSE");
  else if (strcmp (self->type, "e") == 0)
    put_copy (self, LF_CELL_ERROR, self->text->str);
  else if (strcmp (self->type, "d") == 0)
    put_iso_date (self);
  else
    {
      lf_xlsx_unescape (self->text, 0);
      put_copy (self, LF_CELL_TEXT, self->text->str);
    }
}

/* ---- Rows ---- */

static void
begin_row (LfXlsxCells *self, const char **attributes)
{
  const char *reference = lf_xml_attribute (attributes, "r");
  const char *hidden = lf_xml_attribute (attributes, "hidden");
  guint64 number
      = reference == NULL ? self->row.number + 1 : g_ascii_strtoull (reference, NULL, 10);

  if (number <= self->row.number || number > MAX_ROWS)
    lf_xml_part_fail_damaged (self->part);
  else
    self->row.number = (guint) number;
  self->row.is_hidden = hidden != NULL && lf_xml_flag (hidden);
  self->column = G_MAXUINT; /* the first cell without a name is A */
  g_array_set_size (self->cells, 0);
  g_string_chunk_clear (self->texts);
}

static void
end_row (LfXlsxCells *self)
{
  lf_xlsx_merges_fill (self->merges, self->row.number, self->cells);
  for (guint i = 0; i < self->cells->len; i++)
    if (g_array_index (self->cells, LfCell, i).text == NULL)
      g_array_index (self->cells, LfCell, i).text = "";
  self->row.n_cells = self->cells->len;
  self->row.cells = (LfCell *) (gpointer) self->cells->data;
  self->has_row = TRUE;
  lf_xml_part_pause (self->part);
}

static void
on_start (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  LfXlsxCells *self = data;

  if (strcmp (name, "c") == 0)
    begin_cell (self, attributes);
  else if (strcmp (name, "row") == 0)
    begin_row (self, attributes);
  else if (strcmp (name, "v") == 0)
    self->place = VALUE_TEXT;
  else if (strcmp (name, "rPh") == 0)
    self->is_phonetic = TRUE;
  else if (strcmp (name, "t") == 0 && !self->is_phonetic)
    self->place = INLINE_TEXT;
}

static void
on_end (LfXmlPart *part, const char *name, gpointer data)
{
  LfXlsxCells *self = data;

  if (strcmp (name, "c") == 0)
    end_cell (self);
  else if (strcmp (name, "row") == 0)
    end_row (self);
  else if (strcmp (name, "v") == 0 || strcmp (name, "t") == 0)
    self->place = NO_TEXT;
  else if (strcmp (name, "rPh") == 0)
    self->is_phonetic = FALSE;
}

static void
on_text (LfXmlPart *part, const char *text, int length, gpointer data)
{
  LfXlsxCells *self = data;

  if (self->place == NO_TEXT
      || (self->place == INLINE_TEXT && strcmp (self->type, "inlineStr") != 0))
    return;
  if (self->text->len + (gsize) length > MAX_CELL_BYTES)
    lf_xml_part_fail_damaged (part);
  else
    g_string_append_len (self->text, text, length);
}

/* ---- As rows of cells ---- */

static gboolean
read_merges (LfXlsxCells *self, guint sheet, const char *part, GError **error)
{
  if (self->merges == NULL || self->sheet != sheet)
    {
      g_clear_pointer (&self->merges, lf_xlsx_merges_free);
      self->merges = lf_xlsx_merges_read (self->path, part, error);
      self->sheet = sheet;
    }
  if (self->merges != NULL)
    lf_xlsx_merges_begin (self->merges);
  return self->merges != NULL;
}

static gboolean
xlsx_begin (LfCells *cells, guint sheet, GError **error)
{
  static const LfXmlHandler handler = { on_start, on_end, on_text };
  LfXlsxCells *self = (LfXlsxCells *) cells;
  const LfXlsxSheet *chosen = self->book->sheets->pdata[sheet];
  GError *local_error = NULL;

  g_clear_pointer (&self->part, lf_xml_part_free);
  self->row = (LfCellRow){ 0 };
  self->place = NO_TEXT;
  self->is_phonetic = FALSE;
  if (!read_merges (self, sheet, chosen->part, error))
    return FALSE;
  self->part = lf_xml_part_open (self->path, chosen->part, &handler, self, &local_error);
  if (self->part == NULL && local_error == NULL)
    local_error = g_error_new (LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TRUNCATED,
                               _ ("The workbook “%1$s” names a sheet “%2$s” but does not hold it. "
                                  "Save it again in its program and import that file."),
                               self->path, chosen->name);
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return self->part != NULL;
}

static gboolean
xlsx_next (LfCells *cells, const LfCellRow **ret_row, GError **error)
{
  LfXlsxCells *self = (LfXlsxCells *) cells;
  gboolean is_at_end;

  g_return_val_if_fail (self->part != NULL, FALSE);
  self->has_row = FALSE;
  if (!lf_xml_part_run (self->part, &is_at_end, error))
    return FALSE;
  *ret_row = self->has_row ? &self->row : NULL;
  return TRUE;
}

static void
xlsx_free (LfCells *cells)
{
  LfXlsxCells *self = (LfXlsxCells *) cells;

  g_clear_pointer (&self->part, lf_xml_part_free);
  g_clear_pointer (&self->merges, lf_xlsx_merges_free);
  lf_xlsx_book_free (self->book);
  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_string_free (self->text, TRUE);
  g_free (self->path);
  g_free (self);
}

LfCells *
lf_xlsx_cells_open (const char *path, GError **error)
{
  static const LfCellsFuncs funcs = { xlsx_begin, xlsx_next, xlsx_free };
  LfXlsxBook *book = lf_xlsx_book_open (path, error);
  LfXlsxCells *self;

  if (book == NULL)
    return NULL;
  self = g_new0 (LfXlsxCells, 1);
  lf_cells_init (&self->parent, &funcs);
  self->parent.is_1904 = book->is_1904;
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const LfXlsxSheet *sheet = book->sheets->pdata[i];

      g_ptr_array_add (self->parent.sheets, g_strdup (sheet->name));
      self->parent.n_hidden_sheets += sheet->is_hidden;
    }
  self->path = g_strdup (path);
  self->book = book;
  self->cells = g_array_new (FALSE, TRUE, sizeof (LfCell));
  self->texts = g_string_chunk_new (4096);
  self->text = g_string_new (NULL);
  return &self->parent;
}
