/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of an import that may be there already, and what a verdict makes of them; used by
 * lf-import.c only. */

#pragma once

#include "lf-import.h"

G_BEGIN_DECLS

/* Records to be made, each with the row that asks for it. */
typedef struct
{
  GPtrArray *records; /* (element-type LfRecord) */
  GArray *rows;       /* (element-type guint): as the spreadsheet counts */
} LfPlanned;

/* (transfer full) (element-type LfImportDuplicate) */
GPtrArray *lf_import_find_duplicates (LfStore *store,
                                      const LfPlanned *references,
                                      const LfPlanned *records,
                                      GError **error);

/**
 * lf_import_add_judged:
 * Adds to @change what is to be made, with @judgement carried out on those of @duplicates that wait
 * for one.
 */
void lf_import_add_judged (LfChange *change,
                           LfStore *store,
                           const LfPlanned *references,
                           const LfPlanned *records,
                           GPtrArray *duplicates,
                           const LfJudgement *judgement);

G_END_DECLS
