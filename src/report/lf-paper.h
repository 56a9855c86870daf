/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paper: headings, text and tables set on A4 pages, for print, PDF and terminal alike. */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

#define LF_PAPER_WIDTH 595.0 /* of a page, points */
#define LF_PAPER_HEIGHT 842.0

/* Filled from the top down, then laid out once, by the first call that asks for pages. */
typedef struct _LfPaper LfPaper;

LfPaper *lf_paper_new (const char *title, const char *subtitle /* (nullable) */);
void lf_paper_free (LfPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfPaper, lf_paper_free)

void lf_paper_add_heading (LfPaper *self, const char *text);
void lf_paper_add_text (LfPaper *self, const char *text);
/* @shares: of the width, one for each of @headings (NULL-terminated), adding up to 1. The headings
 * stand on each page that the table goes on to. */
void lf_paper_begin_table (LfPaper *self, const char *const *headings, const double *shares);
/* @cells: (nullable elements): as many as the table has headings */
void lf_paper_add_row (LfPaper *self, const char *const *cells);

const char *lf_paper_title (const LfPaper *self);
guint lf_paper_n_pages (LfPaper *self);
void lf_paper_draw_page (LfPaper *self, cairo_t *cr, guint page);

char *lf_paper_to_text (const LfPaper *self); /* (transfer full): lines, cells after tabs */
/* @path: ending in .pdf, .xlsx or .txt */
gboolean lf_paper_write (LfPaper *self, const char *path, GError **error);

G_END_DECLS
