/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values, read. */

#include "config.h"

#include "lf-csv.h"

#include "lf-formula.h"
#include "lf-import.h"

#include <glib/gi18n-lib.h>

#define GUESS_LINES 20
#define GUESS_WEIGHT 1000

typedef struct
{
  const char *at;
  char delimiter;
  guint row; /* from 1 */
} Reader;

/* How many of the first lines have the same number of @delimiter, and then that number: titles
 * above the headings have fewer, and a comma within texts comes and goes. */
static guint
count_alike (const char *text, char delimiter)
{
  guint counts[GUESS_LINES] = { 0 };
  guint n = 0, n_alike = 0;
  gboolean is_quoted = FALSE;

  for (const char *p = text; *p != '\0' && n < GUESS_LINES; p++)
    {
      is_quoted ^= *p == '"';
      if (!is_quoted && *p == delimiter)
        counts[n]++;
      n += !is_quoted && *p == '\n' && p[1] != '\0';
    }
  for (guint i = 0; i <= MIN (n, GUESS_LINES - 1); i++)
    {
      guint alike = 0;
      for (guint j = 0; counts[i] > 0 && j <= MIN (n, GUESS_LINES - 1); j++)
        alike += counts[j] == counts[i];
      n_alike = MAX (n_alike, alike * GUESS_WEIGHT + MIN (counts[i], GUESS_WEIGHT - 1));
    }
  return n_alike;
}

static char
guess_delimiter (const char *text)
{
  static const char candidates[] = { ',', ';', '\t' };
  char best = candidates[0];

  for (guint i = 1; i < G_N_ELEMENTS (candidates); i++)
    if (count_alike (text, candidates[i]) > count_alike (text, best))
      best = candidates[i];
  return best;
}

static char *
read_quoted (Reader *self, GError **error)
{
  g_autoptr (GString) cell = g_string_new (NULL);

  for (self->at++; *self->at != '\0'; self->at++)
    {
      if (*self->at != '"')
        g_string_append_c (cell, *self->at);
      else if (self->at[1] == '"')
        g_string_append_c (cell, *self->at++);
      else
        {
          self->at++;
          while (*self->at != '\0' && *self->at != self->delimiter && *self->at != '\n'
                 && *self->at != '\r')
            g_string_append_c (cell, *self->at++);
          return g_string_free (g_steal_pointer (&cell), FALSE);
        }
    }
  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TRUNCATED,
      _ ("The file breaks off: in row %u a cell begins with a quotation mark that is "
         "never closed. Nothing was imported: get the whole file, or close the quotation."),
      self->row);
  return NULL;
}

static char *
read_plain (Reader *self)
{
  const char *start = self->at;

  while (*self->at != '\0' && *self->at != self->delimiter && *self->at != '\n'
         && *self->at != '\r')
    self->at++;
  return g_strndup (start, (gsize) (self->at - start));
}

static GPtrArray *
read_row (Reader *self, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (;;)
    {
      char *cell = *self->at == '"' ? read_quoted (self, error) : read_plain (self);

      if (cell == NULL)
        return NULL;
      g_ptr_array_add (cells, cell);
      if (cells->len > LF_CSV_MAX_COLUMNS)
        {
          g_set_error (error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TYPE,
                       _ ("Row %1$u has more than %2$d columns: this is not a list of records."),
                       self->row, LF_CSV_MAX_COLUMNS);
          return NULL;
        }
      if (*self->at != self->delimiter)
        break;
      self->at++;
    }
  if (*self->at == '\r')
    self->at++;
  if (*self->at == '\n')
    self->at++;
  return g_steal_pointer (&cells);
}

static gboolean
is_empty_line (const LfCsv *self, guint row)
{
  return lf_csv_n_columns (self, row) == 1 && *lf_csv_cell (self, row, 0) == '\0';
}

/* A file that was cut in the middle of a row ends without a line break, and its last row is shorter
 * than any other. */
static gboolean
check_end (const LfCsv *self, const char *end, GError **error)
{
  guint last = self->rows->len - 1;

  if (self->rows->len < 2 || end[-1] == '\n' || end[-1] == '\r')
    return TRUE;
  for (guint row = 0; row < last; row++)
    if (!is_empty_line (self, row) && lf_csv_n_columns (self, row) <= lf_csv_n_columns (self, last))
      return TRUE;
  g_set_error (
      error, LF_EXCHANGE_ERROR, LF_EXCHANGE_ERROR_TRUNCATED,
      _ ("The file breaks off in row %u, which has fewer cells than the rows before it and "
         "no line break at its end. Nothing was imported: get the whole file, or fill up "
         "that row."),
      last + 1);
  return FALSE;
}

LfCsv *
lf_csv_parse (const char *text, GError **error)
{
  g_autoptr (LfCsv) self = g_new0 (LfCsv, 1);
  Reader reader = { text, guess_delimiter (text), 0 };

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  while (*reader.at != '\0')
    {
      GPtrArray *cells;

      reader.row++;
      cells = read_row (&reader, error);
      if (cells == NULL)
        return NULL;
      g_ptr_array_add (self->rows, cells);
    }
  return check_end (self, reader.at, error) ? g_steal_pointer (&self) : NULL;
}

void
lf_csv_free (LfCsv *self)
{
  g_ptr_array_unref (self->rows);
  g_free (self);
}

guint
lf_csv_n_columns (const LfCsv *self, guint row)
{
  return row < self->rows->len ? ((GPtrArray *) self->rows->pdata[row])->len : 0;
}

const char *
lf_csv_cell (const LfCsv *self, guint row, guint column)
{
  const char *cell = column < lf_csv_n_columns (self, row)
                         ? ((GPtrArray *) self->rows->pdata[row])->pdata[column]
                         : "";

  return *cell == '\'' && lf_formula_is_one (cell) ? cell + 1 : cell;
}
