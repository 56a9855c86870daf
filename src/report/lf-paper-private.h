/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands on a paper, from the top down; for the files lf-paper*.c only. */

#pragma once

#include "lf-paper.h"

G_BEGIN_DECLS

typedef enum
{
  LF_PAPER_TITLE,
  LF_PAPER_SUBTITLE,
  LF_PAPER_HEADING,
  LF_PAPER_TEXT,
  LF_PAPER_TABLE_HEAD,
  LF_PAPER_ROW,
  LF_PAPER_N_KINDS,
} LfPaperKind;

/* @cells: NULL-terminated. @shares: (nullable): of TABLE_HEAD and ROW, as the table was begun with
 */
typedef void (*LfPaperVisit) (LfPaperKind kind,
                              const char *const *cells,
                              const double *shares,
                              gpointer user_data);
void lf_paper_foreach (const LfPaper *self, LfPaperVisit visit, gpointer user_data);

/* A sheet of a spreadsheet with all that stands on the paper; its columns have the width that the
 * first table asks for. */
gboolean lf_paper_write_xlsx (const LfPaper *self, const char *path, GError **error);

G_END_DECLS
