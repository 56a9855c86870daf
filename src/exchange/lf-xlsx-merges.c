/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells of a sheet that are merged over several rows. */

#include "config.h"

#include "lf-xlsx-merges.h"

#include "lf-csv.h"
#include "lf-xml-part.h"

#include <stdio.h>
#include <string.h>

#define MAX_MERGES 1000000

typedef struct
{
  guint column; /* from 0; only the first of a merge holds its value */
  guint top, bottom;
} Merge;

/* A merge that reaches down to the row being read. */
typedef struct
{
  guint bottom;
  LfCellKind kind;
  char *text; /* (nullable): none */
} Open;

struct _LfXlsxMerges
{
  GArray *merges; /* Merge: by their first rows */
  guint next;     /* of them, the first that is not open yet */
  guint n_open;   /* columns up to the last that has been open */
  Open open[LF_CSV_MAX_COLUMNS];
};

/* "B3:C7"; nothing of a merge within one row, or beyond the columns that are read. */
static gboolean
read_reference (const char *reference, Merge *ret_merge)
{
  char first[4], last[4];
  guint column = 0, top, bottom;

  if (sscanf (reference, "%3[A-Z]%7u:%3[A-Z]%7u", first, &top, last, &bottom) != 4)
    return FALSE;
  for (const char *p = first; *p != '\0'; p++)
    column = column * 26 + (guint) (*p - 'A' + 1);
  *ret_merge = (Merge){ column - 1, top, bottom };
  return top < bottom && column <= LF_CSV_MAX_COLUMNS;
}

static void
on_start (LfXmlPart *part, const char *name, const char **attributes, gpointer data)
{
  LfXlsxMerges *self = data;
  const char *reference;
  Merge merge;

  if (strcmp (name, "mergeCell") != 0)
    return;
  reference = lf_xml_attribute (attributes, "ref");
  if (reference == NULL || !read_reference (reference, &merge))
    return;
  if (self->merges->len == MAX_MERGES)
    lf_xml_part_fail_damaged (part);
  else
    g_array_append_val (self->merges, merge);
}

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const Merge *one = a, *other = b;

  return one->top < other->top ? -1 : one->top > other->top;
}

LfXlsxMerges *
lf_xlsx_merges_read (const char *path, const char *part, GError **error)
{
  static const LfXmlHandler handler = { .start = on_start };
  g_autoptr (LfXlsxMerges) self = g_new0 (LfXlsxMerges, 1);
  gboolean has_merges, is_there;

  self->merges = g_array_new (FALSE, FALSE, sizeof (Merge));
  if (!lf_xml_part_holds (path, part, "mergeCell", &has_merges, error)
      || (has_merges && !lf_xml_part_read (path, part, &handler, self, &is_there, error)))
    return NULL;
  g_array_sort (self->merges, compare_merges);
  return g_steal_pointer (&self);
}

void
lf_xlsx_merges_begin (LfXlsxMerges *self)
{
  for (guint i = 0; i < self->n_open; i++)
    g_clear_pointer (&self->open[i].text, g_free);
  self->next = self->n_open = 0;
}

void
lf_xlsx_merges_free (LfXlsxMerges *self)
{
  lf_xlsx_merges_begin (self);
  g_array_unref (self->merges);
  g_free (self);
}

static void
open_merge (LfXlsxMerges *self, const Merge *merge, GArray *cells)
{
  const LfCell *cell
      = merge->column < cells->len ? &g_array_index (cells, LfCell, merge->column) : NULL;
  Open *open = &self->open[merge->column];

  if (cell == NULL || cell->text == NULL)
    return;
  g_free (open->text);
  *open = (Open){ merge->bottom, cell->kind, g_strdup (cell->text) };
  self->n_open = MAX (self->n_open, merge->column + 1);
}

void
lf_xlsx_merges_fill (LfXlsxMerges *self, guint number, GArray *cells)
{
  for (guint i = 0; i < self->n_open; i++)
    {
      Open *open = &self->open[i];

      if (open->text == NULL)
        continue;
      if (number > open->bottom)
        {
          g_clear_pointer (&open->text, g_free);
          continue;
        }
      if (i >= cells->len)
        g_array_set_size (cells, i + 1);
      if (g_array_index (cells, LfCell, i).text == NULL)
        g_array_index (cells, LfCell, i)
            = (LfCell){ open->kind, open->text, /* is_merged= */ TRUE };
    }
  for (; self->next < self->merges->len; self->next++)
    {
      const Merge *merge = &g_array_index (self->merges, Merge, self->next);

      if (merge->top > number)
        break;
      if (merge->top == number)
        open_merge (self, merge, cells);
    }
}
