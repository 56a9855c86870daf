/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows as the list model makes and fills them. */

#pragma once

#include "lf-list-model.h"

G_BEGIN_DECLS

LfRow *lf_row_new (gint64 row);
void lf_row_set_row (LfRow *self, gint64 row);
void lf_row_set_record (LfRow *self, LfRecord *record);

G_END_DECLS
