/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting a record, and saying how many refer to it. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* A toast says how it went, and offers to undo it. */
void lf_record_delete (LfAppContext *context, LfRecord *record);

G_END_DECLS
