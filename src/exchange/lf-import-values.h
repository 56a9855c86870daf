/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cell of a column says, as a value of its field. */

#pragma once

#include "lf-import-columns.h"

G_BEGIN_DECLS

/**
 * lf_import_read_value:
 * @text: the cell's, cleaned
 * @ret_value: (out) (transfer full) (nullable): canonical
 * As lf_field_parse(), with what spreadsheets hold besides: bare numbers in the column's unit,
 * numbers of more decimals than money has, days counted from 1900 or 1904.
 */
gboolean lf_import_read_value (LfColumn *column,
                               LfCellKind kind,
                               const char *text,
                               gboolean is_1904,
                               char **ret_value,
                               GError **error);

G_END_DECLS
