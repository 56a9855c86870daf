/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What refers to the rows of a sheet when rows are added to it. */

#include "config.h"

#include "lf-sheet-shift.h"

#include <string.h>

/* ---- Cells ---- */

/* "$BC$12", "$12" (a row) or "BC12"; 0 for none of them, else how long it is. */
static gsize
scan_cell (const char *text, guint *ret_column, guint *ret_row, gboolean *ret_is_fixed)
{
  const char *p = text + (*text == '$');
  guint column = 0, row = 0;

  for (; g_ascii_isalpha (*p) && column <= LF_SHEET_MAX_COLUMNS; p++)
    column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A' + 1);
  *ret_is_fixed = *p == '$' || (column == 0 && *text == '$');
  if (*p == '$' && column > 0)
    p++;
  if (!g_ascii_isdigit (*p) || *p == '0')
    return 0;
  for (; g_ascii_isdigit (*p) && row <= LF_SHEET_MAX_ROWS; p++)
    row = row * 10 + (guint) (*p - '0');
  *ret_column = column;
  *ret_row = row;
  return column <= LF_SHEET_MAX_COLUMNS && row <= LF_SHEET_MAX_ROWS ? (gsize) (p - text) : 0;
}

gboolean
lf_sheet_read_cell (const char *text, guint *ret_column, guint *ret_row)
{
  guint column, row;
  gboolean is_fixed;
  gsize n = scan_cell (text, &column, &row, &is_fixed);

  if (n == 0 || text[n] != '\0' || column == 0)
    return FALSE;
  *ret_column = column - 1;
  *ret_row = row;
  return TRUE;
}

char *
lf_sheet_cell_name (guint column, guint row)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (column++; column > 0; column = (column - 1) / 26)
    letters[--at] = (char) ('A' + (column - 1) % 26);
  return g_strdup_printf ("%s%u", letters + at, row);
}

guint
lf_sheet_shift_row (const LfSheetShift *self, guint row)
{
  return row > self->last ? row + self->n_added : row;
}

/* ---- Tokens ---- */

typedef struct
{
  const LfSheetShift *shift; /* (nullable): all rows move by @n_rows instead */
  guint n_rows;
  gboolean does_grow;
  GString *text;    /* what is written so far */
  guint own_row;    /* the only one it may read of */
  gboolean is_wide; /* it read of others */
} Shifter;

/* As @cell, with another row. */
static void
append_cell (GString *text, const char *cell, gsize length, guint row)
{
  gsize n = length;

  while (n > 0 && g_ascii_isdigit (cell[n - 1]))
    n--;
  g_string_append_len (text, cell, (gssize) n);
  g_string_append_printf (text, "%u", row);
}

static guint
shift_row (Shifter *self, guint row, gboolean is_fixed, gboolean is_end)
{
  self->is_wide = self->is_wide || (!is_fixed && row != self->own_row);
  if (self->shift == NULL)
    return is_fixed ? row : MIN (row + self->n_rows, LF_SHEET_MAX_ROWS);
  if (is_end && self->does_grow && row == self->shift->last)
    row += self->shift->n_added;
  else
    row = lf_sheet_shift_row (self->shift, row);
  return MIN (row, LF_SHEET_MAX_ROWS);
}

static gboolean
is_name_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '$' || c == '\\' || c == '?'
         || (guchar) c >= 0x80;
}

/* Whether the cell of @n bytes at @text stands alone: no function, no sheet, no longer name. */
static gboolean
is_whole (const char *text, gsize n)
{
  return n > 0 && !is_name_char (text[n]) && text[n] != '(' && text[n] != '!';
}

/* A cell, a range or rows at @p, shifted; returns how long it was, 0 for none. */
static gsize
take_reference (Shifter *self, const char *p)
{
  guint column, row, to_column, to_row;
  gboolean is_fixed, is_to_fixed;
  gsize n = scan_cell (p, &column, &row, &is_fixed), n_to = 0;

  if (!is_whole (p, n))
    return 0;
  if (p[n] == ':')
    n_to = scan_cell (p + n + 1, &to_column, &to_row, &is_to_fixed);
  if (n_to > 0 && (!is_whole (p + n + 1, n_to) || (column == 0) != (to_column == 0)))
    n_to = 0;
  if (column == 0 && n_to == 0)
    return 0;
  append_cell (self->text, p, n, shift_row (self, row, is_fixed, /* is_end= */ FALSE));
  if (n_to == 0)
    return n;
  g_string_append_c (self->text, ':');
  append_cell (self->text, p + n + 1, n_to, shift_row (self, to_row, is_to_fixed, TRUE));
  return n + 1 + n_to;
}

/* How long the text in quotes at @p is; a quote within is written twice. */
static gsize
quoted_length (const char *p)
{
  char quote = *p;
  gsize n = 1;

  while (p[n] != '\0' && (p[n] != quote || p[n + 1] == quote))
    n += p[n] == quote ? 2 : 1;
  return p[n] == '\0' ? n : n + 1;
}

static gsize
bracketed_length (const char *p)
{
  gsize n = 0;
  guint depth = 0;

  do
    {
      depth += p[n] == '[';
      depth -= p[n] == ']';
      n++;
    }
  while (depth > 0 && p[n] != '\0');
  return n;
}

static gsize
name_length (const char *p)
{
  gsize n = 0;

  while (is_name_char (p[n]))
    n++;
  return n;
}

/* Whether the @n bytes at @p, before an exclamation mark, name @sheet. */
static gboolean
is_sheet (const char *p, gsize n, const char *sheet)
{
  g_autofree char *name = NULL;
  g_auto (GStrv) halves = NULL;

  if (*p != '\'')
    return strlen (sheet) == n && strncmp (p, sheet, n) == 0;
  if (n < 2)
    return FALSE;
  name = g_strndup (p + 1, n - 2);
  halves = g_strsplit (name, "''", -1);
  g_free (name);
  name = g_strjoinv ("'", halves);
  return strcmp (name, sheet) == 0;
}

/* One token at @p is written; returns how long it was. @is_ours: whether references mean the sheet,
 * which a sheet's name changes for the one behind it. */
static gsize
take_token (Shifter *self, const char *p, const char *sheet, gboolean is_own, gboolean *is_ours)
{
  gboolean was_ours = *is_ours;
  gsize n = 0;

  *is_ours = is_own;
  if (was_ours && (*p == '$' || g_ascii_isalnum (*p)) && (n = take_reference (self, p)) > 0)
    return n;
  if (*p == '"' || *p == '\'')
    n = quoted_length (p);
  else if (*p == '[') /* of a table, or a sheet of another workbook: [1]Sheet!A1 */
    {
      n = bracketed_length (p);
      if (p[n + name_length (p + n)] == '!')
        n += name_length (p + n);
    }
  else
    n = name_length (p);
  if (n > 0 && p[n] == '!')
    {
      *is_ours = sheet == NULL || (*p != '[' && is_sheet (p, n, sheet));
      n++;
    }
  else if (n == 0)
    n = 1;
  g_string_append_len (self->text, p, (gssize) n);
  return n;
}

static char *
shift_formula (Shifter *self, const char *formula, const char *sheet, gboolean is_own)
{
  gboolean is_ours = is_own;

  self->text = g_string_new (NULL);
  for (const char *p = formula; *p != '\0';)
    p += take_token (self, p, sheet, is_own, &is_ours);
  return g_string_free (g_steal_pointer (&self->text), FALSE);
}

char *
lf_sheet_shift_formula (const LfSheetShift *self,
                        const char *formula,
                        const char *sheet,
                        gboolean is_its_own,
                        gboolean is_in_list)
{
  Shifter shifter = { .shift = self, .does_grow = !is_in_list };

  return shift_formula (&shifter, formula, sheet, is_its_own);
}

char *
lf_sheet_repeat_formula (const char *formula, guint n_rows)
{
  Shifter shifter = { .n_rows = n_rows };

  return shift_formula (&shifter, formula, /* sheet= */ NULL, /* is_own= */ TRUE);
}

gboolean
lf_sheet_formula_is_of_row (const char *formula, guint row)
{
  Shifter shifter = { .own_row = row };

  g_free (shift_formula (&shifter, formula, /* sheet= */ NULL, /* is_own= */ TRUE));
  return !shifter.is_wide;
}

/* ---- Ranges ---- */

static void
append_range (Shifter *self, const char *range)
{
  guint column, row;

  if (lf_sheet_read_cell (range, &column, &row) && row == self->shift->last
      && self->shift->n_added > 0)
    {
      g_string_append_printf (self->text, "%s:", range);
      append_cell (self->text, range, strlen (range), row + self->shift->n_added);
    }
  else
    {
      gsize at = self->text->len;

      if (take_reference (self, range) == strlen (range))
        return;
      g_string_truncate (self->text, at);
      g_string_append (self->text, range);
    }
}

char *
lf_sheet_shift_ranges (const LfSheetShift *self, const char *ranges)
{
  g_auto (GStrv) each = g_strsplit (ranges, " ", -1);
  Shifter shifter = { self, 0, TRUE, g_string_new (NULL) };

  for (guint i = 0; each[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (shifter.text, ' ');
      append_range (&shifter, each[i]);
    }
  return g_string_free (shifter.text, FALSE);
}
