/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sheets of a workbook (ECMA-376) share: their names, texts and number formats. */

#pragma once

#include "lf-number-format.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  char *part; /* the file within the archive */
  gboolean is_hidden;
} LfXlsxSheet;

typedef struct
{
  GPtrArray *sheets; /* LfXlsxSheet: as the program orders them, hidden ones behind */
  gboolean is_1904;
  GString *texts;  /* shared texts, each ended by a NUL */
  GArray *offsets; /* guint: where in @texts each begins */
  GArray *kinds;   /* LfNumberKind: by a cell's style */
} LfXlsxBook;

/* Errors: LF_EXCHANGE_ERROR_TYPE when @path is some other archive, else as lf_xml_part_open(). */
LfXlsxBook *lf_xlsx_book_open (const char *path, GError **error);
void lf_xlsx_book_free (LfXlsxBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfXlsxBook, lf_xlsx_book_free)

const char *lf_xlsx_book_text (const LfXlsxBook *self, guint64 index); /* (nullable) */
LfNumberKind lf_xlsx_book_kind (const LfXlsxBook *self, guint64 style);

/* Writes what @text has from @start on as it was meant: _x000D_ is one character there. */
void lf_xlsx_unescape (GString *text, gsize start);

G_END_DECLS
