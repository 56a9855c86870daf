/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A template filled: its sheet's XML with rows put in, and what means the rows below them. */

#define _GNU_SOURCE /* memmem */

#include "config.h"

#include "lf-xlsx-template.h"

#include "lf-import.h"
#include "lf-sheet-shift.h"
#include "lf-xlsx-rows.h"
#include "lf-xml-edit.h"
#include "lf-xml-part.h"
#include "lf-zip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const LfXlsxTemplate *template;
  const char *part; /* the sheet's file */
  GPtrArray *files; /* LfZipFile */
  LfXlsxRows rows;
  LfSheetShift shift;
  const char *cause; /* (nullable): why rows cannot be added, a sentence */
  guint number;      /* of the row being read */
  gboolean has_formula;
  gboolean is_put;  /* the rows are */
  gboolean is_from; /* within where a picture begins */
  gsize value_at;
  gboolean does_count;  /* formulas mean the sheet */
  gsize calculation_at; /* where a workbook would say how it counts; 0: it does say */
  guint sheet_id, chain_sheet;
} Filler;

/* ---- What is said of rows ---- */

static const struct
{
  const char *element, *attribute;
} range_attributes[] = {
  { "dimension", "ref" },        { "conditionalFormatting", "sqref" },
  { "dataValidation", "sqref" }, { "autoFilter", "ref" },
  { "sortState", "ref" },        { "sortCondition", "ref" },
  { "hyperlink", "ref" },        { "ignoredError", "sqref" },
  { "protectedRange", "sqref" }, { "f", "ref" },
};

static void
shift_attribute (Filler *self, LfXmlEdit *edit, const char *name, const char **attributes)
{
  for (guint i = 0; i < G_N_ELEMENTS (range_attributes); i++)
    if (strcmp (name, range_attributes[i].element) == 0)
      {
        const char *ranges = lf_xml_attribute (attributes, range_attributes[i].attribute);
        g_autofree char *shifted
            = ranges == NULL ? NULL : lf_sheet_shift_ranges (&self->shift, ranges);

        if (g_strcmp0 (shifted, ranges) != 0)
          lf_xml_edit_set_attribute (edit, range_attributes[i].attribute, shifted);
      }
}

static gboolean
is_formula (const char *name)
{
  return strcmp (name, "f") == 0 || strcmp (name, "formula") == 0 || strcmp (name, "formula1") == 0
         || strcmp (name, "formula2") == 0;
}

static void
shift_text (Filler *self, LfXmlEdit *edit, const char *name, const char *text, gboolean is_its_own)
{
  g_autofree char *shifted = NULL;

  if (is_formula (name) || strcmp (name, "definedName") == 0)
    shifted = lf_sheet_shift_formula (&self->shift, text, self->template->sheet, is_its_own,
                                      /* is_in_list= */ FALSE);
  else if (is_its_own && strcmp (name, "sqref") == 0)
    shifted = lf_sheet_shift_ranges (&self->shift, text);
  if (shifted != NULL && strcmp (shifted, text) != 0)
    lf_xml_edit_set_text (edit, shifted);
}

/* ---- The sheet ---- */

static void
put_rows (Filler *self, LfXmlEdit *edit)
{
  const LfXlsxLayout *layout = self->rows.layout;

  self->is_put = TRUE;
  for (guint i = 0; i < MAX (layout->ready->len, 1); i++)
    {
      const LfReadyRow *row = i < layout->ready->len ? layout->ready->pdata[i] : NULL;
      gboolean is_last = i + 1 >= layout->ready->len;
      guint end = is_last ? self->rows.n_rows : i + 1;
      g_autoptr (GString) xml = g_string_new (NULL);

      for (guint at = i; at < end; at++)
        if (!lf_xlsx_rows_append (&self->rows, at, xml))
          self->cause = _ ("A formula below the headings is shared by several columns; write it "
                           "in each of its cells.");
      lf_xml_edit_put (edit, row == NULL ? layout->heading_end : row->at,
                       row == NULL ? layout->heading_end : row->end, xml->str);
    }
}

static void
shift_row (Filler *self, LfXmlEdit *edit)
{
  g_autofree char *number = g_strdup_printf ("%u", lf_sheet_shift_row (&self->shift, self->number));

  lf_xml_edit_set_attribute (edit, "r", number);
}

static void
shift_cell (LfXmlEdit *edit, const LfSheetShift *shift, const char *name)
{
  guint column, row;
  g_autofree char *shifted = NULL;

  if (name == NULL || !lf_sheet_read_cell (name, &column, &row) || row <= shift->last)
    return;
  shifted = lf_sheet_cell_name (column, lf_sheet_shift_row (shift, row));
  lf_xml_edit_set_attribute (edit, "r", shifted);
}

/* A formula of several rows below tells only of the first how it reads. */
static void
check_shared (Filler *self, const char **attributes)
{
  const char *range = lf_xml_attribute (attributes, "ref");
  guint columns[2], rows[2];

  if (self->shift.n_added > 0 && range != NULL && lf_xlsx_read_range (range, columns, rows)
      && rows[0] != rows[1] && rows[1] > self->shift.last)
    self->cause = _ ("A formula below the list is shared by several rows; write it in each of "
                     "its cells.");
}

static void
shift_merge (Filler *self, LfXmlEdit *edit, const char *range)
{
  const LfXlsxLayout *layout = self->rows.layout;
  guint columns[2], rows[2];
  g_autofree char *shifted = NULL;

  if (range == NULL || !lf_xlsx_read_range (range, columns, rows)
      || rows[0] <= self->template->heading + layout->ready->len)
    return;
  shifted = lf_sheet_shift_ranges (&self->shift, range);
  lf_xml_edit_set_attribute (edit, "ref", shifted);
}

/* Row @at of those for records, when the template has none of it. */
static guint
append_merges (const Filler *self, guint at, GString *xml)
{
  const LfXlsxLayout *layout = self->rows.layout;
  const LfReadyRow *like = lf_xlsx_layout_like (layout, at, self->rows.n_rows);
  guint row = self->template->heading + 1 + at;

  for (guint i = 0; like != NULL && i < like->merges->len; i += 2)
    {
      const guint *ends = &g_array_index (like->merges, guint, i);
      g_autofree char *first = lf_sheet_cell_name (ends[0], row);
      g_autofree char *last = lf_sheet_cell_name (ends[1], row);

      if (xml != NULL)
        g_string_append_printf (xml, "<%smergeCell ref=\"%s:%s\"/>", layout->prefix, first, last);
    }
  return like == NULL ? 0 : like->merges->len / 2;
}

static guint
append_all_merges (const Filler *self, GString *xml)
{
  guint n = 0;

  for (guint at = self->rows.layout->ready->len; at < self->rows.n_rows; at++)
    n += append_merges (self, at, xml);
  return n;
}

static void
count_merges (Filler *self, LfXmlEdit *edit)
{
  g_autofree char *n
      = g_strdup_printf ("%u", self->rows.layout->n_merges + append_all_merges (self, NULL));

  lf_xml_edit_set_attribute (edit, "count", n);
}

static void
shift_break (Filler *self, LfXmlEdit *edit, const char **attributes)
{
  const char *id = lf_xml_attribute (attributes, "id");
  guint64 row = id == NULL ? 0 : g_ascii_strtoull (id, NULL, 10);
  g_autofree char *shifted = NULL;

  if (row == 0 || row > LF_SHEET_MAX_ROWS)
    return;
  shifted = g_strdup_printf ("%u", lf_sheet_shift_row (&self->shift, (guint) row));
  lf_xml_edit_set_attribute (edit, "id", shifted);
}

static void
begin_row (Filler *self, LfXmlEdit *edit, const char **attributes)
{
  const char *number = lf_xml_attribute (attributes, "r");

  self->number = number == NULL ? self->number + 1 : (guint) g_ascii_strtoull (number, NULL, 10);
  if (number != NULL && self->number > self->shift.last)
    shift_row (self, edit);
}

static void
begin_cell (Filler *self, LfXmlEdit *edit, const char **attributes)
{
  self->has_formula = FALSE;
  shift_cell (edit, &self->shift, lf_xml_attribute (attributes, "r"));
}

static void
on_sheet_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Filler *self = data;

  if (strcmp (name, "sheetData") == 0 && !self->is_put)
    put_rows (self, edit);
  else if (strcmp (name, "row") == 0)
    begin_row (self, edit, attributes);
  else if (strcmp (name, "c") == 0)
    begin_cell (self, edit, attributes);
  else if (strcmp (name, "v") == 0)
    self->value_at = lf_xml_edit_tag (edit);
  else if (strcmp (name, "mergeCells") == 0)
    count_merges (self, edit);
  else if (strcmp (name, "mergeCell") == 0)
    shift_merge (self, edit, lf_xml_attribute (attributes, "ref"));
  else if (strcmp (name, "rowBreaks") == 0 || strcmp (name, "colBreaks") == 0)
    self->is_from = strcmp (name, "rowBreaks") == 0;
  else if (strcmp (name, "brk") == 0 && self->is_from)
    shift_break (self, edit, attributes);
  else
    {
      if (strcmp (name, "f") == 0)
        {
          self->has_formula = TRUE;
          check_shared (self, attributes);
        }
      shift_attribute (self, edit, name, attributes);
    }
}

static void
on_sheet_end (LfXmlEdit *edit, const char *name, const char *text, gpointer data)
{
  Filler *self = data;

  if (strcmp (name, "v") == 0 && self->has_formula)
    lf_xml_edit_put (edit, self->value_at, lf_xml_edit_tag_end (edit), "");
  else if (strcmp (name, "mergeCells") == 0)
    {
      g_autoptr (GString) xml = g_string_new (NULL);

      append_all_merges (self, xml);
      lf_xml_edit_put (edit, lf_xml_edit_tag (edit), lf_xml_edit_tag (edit), xml->str);
    }
  else if (text != NULL && self->shift.n_added > 0)
    shift_text (self, edit, name, text, /* is_its_own= */ TRUE);
}

/* ---- The workbook, other sheets, charts, the order of counting ---- */

static void
on_book_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Filler *self = data;
  const char *id = lf_xml_attribute (attributes, "sheetId");

  if (strcmp (name, "sheet") == 0 && id != NULL
      && g_strcmp0 (lf_xml_attribute (attributes, "name"), self->template->sheet) == 0)
    self->sheet_id = (guint) g_ascii_strtoull (id, NULL, 10);
  if (strcmp (name, "calcPr") != 0 || !self->does_count)
    return;
  self->calculation_at = 0;
  if (lf_xml_attribute (attributes, "fullCalcOnLoad") != NULL)
    lf_xml_edit_set_attribute (edit, "fullCalcOnLoad", "1");
  else
    {
      g_autofree char *prefix = lf_xml_edit_prefix (edit);
      gsize at = lf_xml_edit_tag (edit) + strlen ("<calcPr") + strlen (prefix);

      lf_xml_edit_put (edit, at, at, " fullCalcOnLoad=\"1\"");
    }
}

/* How a workbook counts stands behind its sheets and its names. */
static void
on_book_end (LfXmlEdit *edit, const char *name, const char *text, gpointer data)
{
  Filler *self = data;

  if (self->calculation_at > 0
      && (strcmp (name, "sheets") == 0 || strcmp (name, "functionGroups") == 0
          || strcmp (name, "externalReferences") == 0 || strcmp (name, "definedNames") == 0))
    self->calculation_at = lf_xml_edit_tag_end (edit);
  else if (strcmp (name, "workbook") == 0 && self->calculation_at > 1)
    {
      g_autofree char *xml
          = g_strdup_printf ("<%scalcPr fullCalcOnLoad=\"1\"/>", self->rows.layout->prefix);

      lf_xml_edit_put (edit, self->calculation_at, self->calculation_at, xml);
    }
  if (text != NULL && self->shift.n_added > 0)
    shift_text (self, edit, name, text, /* is_its_own= */ FALSE);
}

static void
on_other_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Filler *self = data;

  if (strcmp (name, "worksheetSource") == 0
      && g_strcmp0 (lf_xml_attribute (attributes, "sheet"), self->template->sheet) == 0)
    self->cause = _ ("A pivot table is made of the sheet; take it out of the template.");
}

static void
on_other_end (LfXmlEdit *edit, const char *name, const char *text, gpointer data)
{
  if (text != NULL)
    shift_text (data, edit, name, text, /* is_its_own= */ FALSE);
}

/* A cell without a sheet is of the one before. */
static void
on_chain_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Filler *self = data;
  const char *sheet = lf_xml_attribute (attributes, "i");

  if (strcmp (name, "c") != 0)
    return;
  if (sheet != NULL)
    self->chain_sheet = (guint) g_ascii_strtoull (sheet, NULL, 10);
  if (self->chain_sheet == self->sheet_id)
    shift_cell (edit, &self->shift, lf_xml_attribute (attributes, "r"));
}

/* ---- What lies on the sheet ---- */

static void
on_drawing_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Filler *self = data;
  const char *cell = lf_xml_attribute (attributes, "ref");
  guint columns[2], rows[2];

  if (strcmp (name, "from") == 0)
    self->is_from = TRUE;
  else if (strcmp (name, "comment") == 0 && cell != NULL && lf_xlsx_read_range (cell, columns, rows)
           && rows[1] > self->shift.last)
    self->cause = _ ("A cell below the list has a comment; take it out of the template.");
}

static void
on_drawing_end (LfXmlEdit *edit, const char *name, const char *text, gpointer data)
{
  Filler *self = data;

  if (strcmp (name, "from") == 0)
    self->is_from = FALSE;
  else if (self->is_from && text != NULL && strcmp (name, "row") == 0
           && g_ascii_strtoull (text, NULL, 10) >= self->shift.last)
    self->cause = _ ("A picture stands below the list; put it above the headings.");
}

static gboolean
edit_file (Filler *self, LfZipFile *file, const LfXmlEditHandler *handler, GError **error)
{
  GBytes *edited = lf_xml_edit (file->bytes, handler, self);

  if (edited == NULL)
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TRUNCATED,
                   _ ("“%1$s” of the template “%2$s” cannot be read. Open the template in its "
                      "program, save it as XLSX and map it again."),
                   file->name, self->template->path);
      return FALSE;
    }
  lf_zip_put (file, edited);
  return TRUE;
}

static void
on_relation (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  static const LfXmlEditHandler drawing = { on_drawing_start, on_drawing_end };
  Filler *self = data;
  const char *type = lf_xml_attribute (attributes, "Type");
  const char *target = lf_xml_attribute (attributes, "Target");
  const char *word = type == NULL ? NULL : strrchr (type, '/');
  g_autofree char *folder = g_strconcat ("/", self->part, "/..", NULL);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) same = NULL;
  LfZipFile *file;

  if (word == NULL || target == NULL)
    return;
  if (strcmp (word, "/table") == 0 || strcmp (word, "/pivotTable") == 0)
    self->cause = _ ("The list is a table of its program; turn it into a plain range.");
  path = g_canonicalize_filename (target, folder);
  file = strcmp (word, "/drawing") == 0 || strcmp (word, "/comments") == 0
             ? lf_zip_find (self->files, path + 1)
             : NULL;
  if (file != NULL)
    same = lf_xml_edit (file->bytes, &drawing, self);
}

/* ---- All of it ---- */

static gboolean
contains (const LfZipFile *file, const char *text)
{
  gsize length;
  const char *bytes = g_bytes_get_data (file->bytes, &length);

  return length > 0 && memmem (bytes, length, text, strlen (text)) != NULL;
}

/* Sheets, charts and what they are made of; not the workbook itself. */
static gboolean
edit_others (Filler *self, const LfZipFile *sheet, const LfZipFile *book, GError **error)
{
  static const LfXmlEditHandler handler = { on_other_start, on_other_end };
  g_autofree char *name = lf_xml_escape (self->template->sheet);
  g_autofree char *bare = g_strconcat (name, "!", NULL);
  g_autofree char *quoted = g_strconcat (name, "'!", NULL);

  for (guint i = 0; i < self->files->len; i++)
    {
      LfZipFile *file = self->files->pdata[i];

      if (file == sheet || file == book || !g_str_has_suffix (file->name, ".xml")
          || g_str_has_prefix (file->name, "docProps/") || !contains (file, name))
        continue;
      self->does_count = self->does_count || contains (file, bare) || contains (file, quoted);
      if (self->shift.n_added > 0 && !edit_file (self, file, &handler, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
edit_book (Filler *self, LfZipFile *book, GError **error)
{
  static const LfXmlEditHandler handler = { on_book_start, on_book_end };
  static const LfXmlEditHandler chain = { .start = on_chain_start };
  LfZipFile *file = lf_zip_find (self->files, "xl/calcChain.xml");

  self->calculation_at = self->does_count ? 1 : 0;
  if (book == NULL || (!self->does_count && self->shift.n_added == 0))
    return TRUE;
  return edit_file (self, book, &handler, error)
         && (file == NULL || self->shift.n_added == 0 || edit_file (self, file, &chain, error));
}

static gboolean
edit_sheet (Filler *self, LfZipFile *file, GError **error)
{
  static const LfXmlEditHandler handler = { on_sheet_start, on_sheet_end };
  static const LfXmlEditHandler relations = { .start = on_relation };
  g_autofree char *folder = g_path_get_dirname (self->part);
  g_autofree char *base = g_path_get_basename (self->part);
  g_autofree char *path = g_strdup_printf ("%s/_rels/%s.rels", folder, base);
  LfZipFile *related = lf_zip_find (self->files, path);

  self->is_from = FALSE;
  if (!edit_file (self, file, &handler, error))
    return FALSE;
  self->is_from = FALSE;
  return related == NULL || self->shift.n_added == 0
         || edit_file (self, related, &relations, error);
}

static gboolean
check (const Filler *self, GError **error)
{
  const char *cause = self->rows.layout->has_long_merge
                          ? _ ("Cells below the headings are merged over several rows; take them "
                               "apart.")
                          : self->cause;

  if (cause != NULL)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                 _ ("The template “%1$s” cannot be filled. %2$s Then map it again."),
                 self->template->path, cause);
  else if (self->template->heading + self->rows.n_rows > LF_SHEET_MAX_ROWS
           || self->rows.layout->last_row + self->shift.n_added > LF_SHEET_MAX_ROWS)
    g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TOO_LARGE,
                 _ ("A sheet holds %d rows at most. Narrow the filter of the ledger."),
                 LF_SHEET_MAX_ROWS);
  else
    return TRUE;
  return FALSE;
}

static void
on_office_document (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  const char *type = lf_xml_attribute (attributes, "Type");
  const char *target = lf_xml_attribute (attributes, "Target");
  char **path = data;

  if (*path == NULL && type != NULL && target != NULL && g_str_has_suffix (type, "/officeDocument"))
    *path = g_strdup (*target == '/' ? target + 1 : target);
}

static LfZipFile *
find_book (const GPtrArray *files)
{
  static const LfXmlEditHandler handler = { .start = on_office_document };
  LfZipFile *root = lf_zip_find (files, "_rels/.rels");
  g_autofree char *path = NULL;
  g_autoptr (GBytes) same = root == NULL ? NULL : lf_xml_edit (root->bytes, &handler, &path);

  return path == NULL ? NULL : lf_zip_find (files, path);
}

static const char *
find_part (const LfXlsxBook *book, const char *name)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      const LfXlsxSheet *sheet = book->sheets->pdata[i];

      if (strcmp (sheet->name, name) == 0)
        return sheet->part;
    }
  return NULL;
}

static gboolean
fill (Filler *self, LfZipFile *sheet, const char *to, GError **error)
{
  const LfXlsxLayout *layout = self->rows.layout;
  LfZipFile *book = find_book (self->files);
  /* what is put in is taken from the sheet as it was */
  g_autoptr (GBytes) was = g_bytes_ref (sheet->bytes);

  self->rows.sheet = g_bytes_get_data (was, NULL);
  self->rows.n_rows = MAX (self->rows.rows->len, layout->ready->len);
  self->shift = (LfSheetShift){ self->template->heading + layout->ready->len,
                                self->rows.n_rows - layout->ready->len };
  self->does_count = layout->has_formulas;
  return check (self, error) && edit_sheet (self, sheet, error)
         && edit_others (self, sheet, book, error) && edit_book (self, book, error)
         && check (self, error) && (to == NULL || lf_zip_write (self->files, to, error));
}

gboolean
lf_xlsx_template_fill (const LfXlsxTemplate *self,
                       const GPtrArray *rows,
                       const char *to,
                       GError **error)
{
  g_autoptr (GPtrArray) files = lf_zip_read (self->path, error);
  g_autoptr (LfXlsxBook) book = files == NULL ? NULL : lf_xlsx_book_open (self->path, error);
  const char *part = book == NULL ? NULL : find_part (book, self->sheet);
  LfZipFile *sheet = part == NULL ? NULL : lf_zip_find (files, part);
  g_autoptr (LfXlsxLayout) layout
      = sheet == NULL ? NULL : lf_xlsx_layout_read (self, book, sheet->bytes);
  Filler filler = { .template = self, .part = part, .files = files };

  if (book == NULL)
    return FALSE;
  if (layout == NULL)
    {
      g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                   _ ("The template “%1$s” has no sheet “%2$s” with headings in row %3$u. Map it "
                      "again."),
                   self->path, self->sheet, self->heading);
      return FALSE;
    }
  filler.rows = (LfXlsxRows){ self, book, layout, NULL, rows, 0 };
  return fill (&filler, sheet, to, error);
}
