/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spreadsheets that are written whole or not at all. */

#pragma once

#include <glib.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* Adds the sheets of @what. */
typedef lxw_error (*LfBookFill) (lxw_workbook *workbook, gconstpointer what);

/* Written beside @path first: what was there stays until all of it is. */
gboolean
lf_report_write_book (const char *path, LfBookFill fill_book, gconstpointer what, GError **error);

G_END_DECLS
