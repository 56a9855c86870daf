/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that stands for a record and leads to it. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_RELATION_ROW (lf_relation_row_get_type ())
G_DECLARE_FINAL_TYPE (LfRelationRow, lf_relation_row, LF, RELATION_ROW, AdwActionRow)

LfRelationRow *
lf_relation_row_new (const char *title, const char *subtitle, LfRecord *record /* nullable */);
LfRecord *lf_relation_row_get_record (LfRelationRow *self); /* (transfer none) (nullable) */

G_END_DECLS
