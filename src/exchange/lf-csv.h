/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comma-separated values (RFC 4180), read. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_CSV_MAX_COLUMNS 500

/* Rows of cells; element i of @rows is a GPtrArray of char *. Rows that are entirely blank are
 * kept, so that numbers agree with the file's. */
typedef struct
{
  GPtrArray *rows;
} LfCsv;

/**
 * lf_csv_parse:
 * Takes , ; or tab between cells, whichever the first lines have alike; quotes, CRLF and LF.
 * Errors: LF_EXCHANGE_ERROR_TRUNCATED when a quoted cell never ends or the last row is cut off,
 * LF_EXCHANGE_ERROR_TYPE when a row has more than LF_CSV_MAX_COLUMNS cells.
 */
LfCsv *lf_csv_parse (const char *text, GError **error);
void lf_csv_free (LfCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfCsv, lf_csv_free)

/* "" outside; without the ' that lf_text_append_csv() puts before a formula. */
const char *lf_csv_cell (const LfCsv *self, guint row, guint column);
guint lf_csv_n_columns (const LfCsv *self, guint row);

G_END_DECLS
