/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Workbooks made by hand, right ones and broken ones. */

#pragma once

#include "lf-cells.h"

G_BEGIN_DECLS

typedef struct
{
  const char *rows;   /* what stands in <sheetData> */
  const char *texts;  /* (nullable): what stands in <sst> */
  const char *styles; /* (nullable): what stands in <styleSheet> */
  const char *book;   /* (nullable): attributes of <workbookPr> */
  const char *merges; /* (nullable): what stands in <mergeCells> */
} XlsxFile;

/* One file within an archive. */
typedef struct
{
  const char *name;
  const char *data;
  gssize length; /* -1: up to the NUL */
} ZipMember;

void zip_write (const char *path, const ZipMember *members, guint n_members, gboolean is_packed);
/* One sheet, "Sheet1". */
void xlsx_write (const char *path, const XlsxFile *file);

/* All rows of a sheet in a line each, cells between |, with their row's number before; dates in
 * angle and numbers in square brackets, errors with an exclamation mark before: (transfer full) */
char *cells_dump (LfCells *cells, guint sheet, GError **error);
char *cells_dump_file (const char *path, guint sheet, GError **error);

G_END_DECLS
