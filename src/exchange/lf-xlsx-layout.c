/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a template's sheet the rows for records are. */

#include "config.h"

#include "lf-xlsx-layout.h"

#include "lf-sheet-shift.h"
#include "lf-xml-edit.h"
#include "lf-xml-part.h"

#include <string.h>

#define MAX_READY 100000

/* A formula that the cells below share. */
typedef struct
{
  char *formula;
  guint column, row;
} Shared;

typedef struct
{
  const LfXlsxTemplate *template;
  const LfXlsxBook *book;
  LfXlsxLayout *layout;
  GHashTable *shared; /* its number → Shared */
  LfReadyRow *row;    /* (nullable): below the headings, being read */
  LfReadyCell cell;
  char type[12];
  char *shared_by; /* (nullable): of the cell's formula */
  guint number;    /* of the row being read */
  gboolean is_taken;
  gboolean is_over; /* no more rows are ready */
} Reader;

static void
cell_clear (gpointer data)
{
  g_free (((LfReadyCell *) data)->formula);
}

static void
row_free (gpointer data)
{
  LfReadyRow *row = data;

  g_free (row->attributes);
  g_array_unref (row->cells);
  g_array_unref (row->merges);
  g_free (row);
}

void
lf_xlsx_layout_free (LfXlsxLayout *self)
{
  g_free (self->prefix);
  g_ptr_array_unref (self->ready);
  g_array_unref (self->columns);
  g_free (self);
}

static void
shared_free (gpointer data)
{
  Shared *shared = data;

  g_free (shared->formula);
  g_free (shared);
}

static guint
read_number (const char **attributes, const char *name, guint otherwise)
{
  const char *value = lf_xml_attribute (attributes, name);
  guint64 number = value == NULL ? otherwise : g_ascii_strtoull (value, NULL, 10);

  return (guint) MIN (number, G_MAXUINT);
}

gboolean
lf_xlsx_read_range (const char *range, guint *ret_columns, guint *ret_rows)
{
  g_auto (GStrv) ends = g_strsplit (range, ":", 2);
  const char *last = ends[0] != NULL && ends[1] != NULL ? ends[1] : ends[0];

  return last != NULL && lf_sheet_read_cell (ends[0], &ret_columns[0], &ret_rows[0])
         && lf_sheet_read_cell (last, &ret_columns[1], &ret_rows[1]);
}

/* ---- Rows ---- */

/* Of what a row is like, all but where it is. */
static char *
read_attributes (const char **attributes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; attributes[i] != NULL; i += 2)
    if (strcmp (attributes[i], "r") != 0 && strcmp (attributes[i], "spans") != 0)
      {
        g_autofree char *value = lf_xml_escape (attributes[i + 1]);
        g_string_append_printf (text, " %s=\"%s\"", attributes[i], value);
      }
  return g_string_free (text, FALSE);
}

static void
begin_row (Reader *self, const LfXmlEdit *edit, const char **attributes)
{
  self->number = read_number (attributes, "r", self->number + 1);
  self->cell.column = G_MAXUINT; /* the first cell without a name is A */
  self->is_taken = FALSE;
  if (self->number <= self->template->heading)
    return;
  self->is_over = self->is_over || self->layout->ready->len >= MAX_READY
                  || self->number != self->template->heading + self->layout->ready->len + 1;
  g_clear_pointer (&self->row, row_free);
  if (self->is_over)
    return;
  self->row = g_new0 (LfReadyRow, 1);
  self->row->number = self->number;
  self->row->at = lf_xml_edit_tag (edit);
  self->row->style = read_number (attributes, "s", LF_NO_STYLE);
  self->row->attributes = read_attributes (attributes);
  self->row->cells = g_array_new (FALSE, FALSE, sizeof (LfReadyCell));
  self->row->merges = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_set_clear_func (self->row->cells, cell_clear);
}

static LfFill
fill_of (const Reader *self, guint column)
{
  return column < self->template->n_columns ? self->template->fills[column] : LF_FILL_NOT;
}

static gboolean
has_filled_cell (const Reader *self)
{
  for (guint i = 0; i < self->row->cells->len; i++)
    if (fill_of (self, g_array_index (self->row->cells, LfReadyCell, i).column) != LF_FILL_NOT)
      return TRUE;
  return FALSE;
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const LfReadyCell *one = a, *other = b;

  return one->column < other->column ? -1 : one->column > other->column;
}

static void
end_row (Reader *self, const LfXmlEdit *edit)
{
  self->layout->last_row = MAX (self->layout->last_row, self->number);
  if (self->number == self->template->heading)
    self->layout->heading_end = lf_xml_edit_tag_end (edit);
  if (self->row == NULL)
    return;
  self->row->end = lf_xml_edit_tag_end (edit);
  g_array_sort (self->row->cells, compare_cells);
  if (self->is_taken || !has_filled_cell (self))
    {
      self->is_over = TRUE;
      row_free (self->row);
    }
  else
    g_ptr_array_add (self->layout->ready, self->row);
  self->row = NULL;
}

/* ---- Cells ---- */

static void
begin_cell (Reader *self, const LfXmlEdit *edit, const char **attributes)
{
  const char *name = lf_xml_attribute (attributes, "r");
  const char *type = lf_xml_attribute (attributes, "t");
  guint column = self->cell.column + 1, row;

  if (name != NULL && !lf_sheet_read_cell (name, &column, &row))
    self->is_over = self->is_taken = TRUE;
  cell_clear (&self->cell);
  self->cell = (LfReadyCell){ .column = column,
                              .style = read_number (attributes, "s", LF_NO_STYLE),
                              .at = lf_xml_edit_tag (edit) };
  g_strlcpy (self->type, type == NULL ? "n" : type, sizeof self->type);
}

/* Of a formula for several cells only the first has the text. */
static void
begin_formula (Reader *self, const char **attributes)
{
  const char *type = lf_xml_attribute (attributes, "t");
  const char *number = lf_xml_attribute (attributes, "si");

  self->layout->has_formulas = self->cell.has_formula = TRUE;
  g_clear_pointer (&self->shared_by, g_free);
  if (g_strcmp0 (type, "shared") == 0)
    self->shared_by = g_strdup (number == NULL ? "" : number);
  else if (type != NULL && strcmp (type, "normal") != 0)
    self->shared_by = g_strdup (" ");
}

static void
end_formula (Reader *self, const char *text)
{
  const Shared *known
      = self->shared_by == NULL ? NULL : g_hash_table_lookup (self->shared, self->shared_by);
  Shared *shared;

  if (text != NULL && self->shared_by != NULL && *self->shared_by != ' ')
    {
      shared = g_new0 (Shared, 1);
      *shared = (Shared){ g_strdup (text), self->cell.column, self->number };
      g_hash_table_replace (self->shared, g_strdup (self->shared_by), shared);
    }
  if (self->row == NULL || g_strcmp0 (self->shared_by, " ") == 0)
    return;
  g_free (self->cell.formula);
  if (text != NULL)
    self->cell.formula = g_strdup (text);
  else if (known != NULL && known->column == self->cell.column && known->row < self->number)
    self->cell.formula = lf_sheet_repeat_formula (known->formula, self->number - known->row);
  else
    self->cell.formula = NULL;
  /* a total, though nobody wrote so beside it */
  if (fill_of (self, self->cell.column) == LF_FILL_VALUE && self->cell.formula != NULL
      && !lf_sheet_formula_is_of_row (self->cell.formula, self->number))
    self->is_taken = TRUE;
}

/* Numbers of rows, formulas: anything else in a cell means that its row is no empty one. */
static void
take_content (Reader *self, const char *text)
{
  gboolean is_shared = strcmp (self->type, "s") == 0;
  const char *content
      = is_shared ? lf_xlsx_book_text (self->book, g_ascii_strtoull (text, NULL, 10)) : text;

  if (self->cell.has_formula || content == NULL || *content == '\0')
    return;
  self->cell.is_number = strspn (content, "0123456789") == strlen (content);
  if (fill_of (self, self->cell.column) != LF_FILL_POSITION || !self->cell.is_number)
    self->is_taken = TRUE;
}

static void
end_cell (Reader *self, const LfXmlEdit *edit)
{
  if (self->row == NULL)
    return;
  self->cell.end = lf_xml_edit_tag_end (edit);
  g_array_append_val (self->row->cells, self->cell);
  self->cell.formula = NULL;
}

/* ---- Merged cells ---- */

static void
take_merge (Reader *self, const char *range)
{
  LfXlsxLayout *layout = self->layout;
  guint first = self->template->heading + 1, n_ready = layout->ready->len;
  guint columns[2], rows[2];

  layout->n_merges++;
  if (range == NULL || !lf_xlsx_read_range (range, columns, rows) || rows[1] < first
      || rows[0] >= first + n_ready)
    return;
  if (rows[0] != rows[1])
    layout->has_long_merge = TRUE;
  else
    g_array_append_vals (((LfReadyRow *) layout->ready->pdata[rows[0] - first])->merges, columns,
                         2);
}

static void
take_columns (Reader *self, const char **attributes)
{
  const guint stretch[] = { read_number (attributes, "min", 1), read_number (attributes, "max", 1),
                            read_number (attributes, "style", LF_NO_STYLE) };

  g_array_append_vals (self->layout->columns, stretch, G_N_ELEMENTS (stretch));
}

/* ---- The sheet ---- */

static void
on_start (LfXmlEdit *edit, const char *name, const char **attributes, gpointer data)
{
  Reader *self = data;

  if (strcmp (name, "row") == 0)
    begin_row (self, edit, attributes);
  else if (strcmp (name, "c") == 0)
    begin_cell (self, edit, attributes);
  else if (strcmp (name, "f") == 0)
    begin_formula (self, attributes);
  else if (strcmp (name, "mergeCell") == 0)
    take_merge (self, lf_xml_attribute (attributes, "ref"));
  else if (strcmp (name, "col") == 0)
    take_columns (self, attributes);
  else if (strcmp (name, "sheetData") == 0 && self->layout->prefix == NULL)
    self->layout->prefix = lf_xml_edit_prefix (edit);
}

static void
on_end (LfXmlEdit *edit, const char *name, const char *text, gpointer data)
{
  Reader *self = data;

  if (strcmp (name, "row") == 0)
    end_row (self, edit);
  else if (strcmp (name, "c") == 0)
    end_cell (self, edit);
  else if (strcmp (name, "f") == 0)
    end_formula (self, text);
  else if (text != NULL && (strcmp (name, "v") == 0 || strcmp (name, "t") == 0))
    take_content (self, text);
}

LfXlsxLayout *
lf_xlsx_layout_read (const LfXlsxTemplate *template, const LfXlsxBook *book, GBytes *sheet)
{
  static const LfXmlEditHandler handler = { on_start, on_end };
  g_autoptr (LfXlsxLayout) layout = g_new0 (LfXlsxLayout, 1);
  Reader reader = { template, book, layout };
  g_autoptr (GBytes) same = NULL;

  layout->ready = g_ptr_array_new_with_free_func (row_free);
  layout->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  reader.shared = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shared_free);
  same = lf_xml_edit (sheet, &handler, &reader);
  g_clear_pointer (&reader.row, row_free);
  g_hash_table_unref (reader.shared);
  g_free (reader.shared_by);
  g_free (reader.cell.formula);
  return same != NULL && layout->prefix != NULL && layout->heading_end > 0
             ? g_steal_pointer (&layout)
             : NULL;
}

const LfReadyRow *
lf_xlsx_layout_like (const LfXlsxLayout *self, guint at, guint n_rows)
{
  guint n = self->ready->len;

  if (n == 0)
    return NULL;
  if (at + 1 >= n)
    at = at + 1 == n_rows ? n - 1 : n - MIN (n, 2);
  return self->ready->pdata[at];
}

guint
lf_xlsx_layout_style (const LfXlsxLayout *self, const LfReadyRow *row, guint column)
{
  const guint *stretches = (const guint *) (gconstpointer) self->columns->data;

  if (row != NULL && row->style != LF_NO_STYLE)
    return row->style;
  for (guint i = 0; i < self->columns->len; i += 3)
    if (stretches[i] <= column + 1 && column + 1 <= stretches[i + 1])
      return stretches[i + 2];
  return LF_NO_STYLE;
}
