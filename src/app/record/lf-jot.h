/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A box to jot down what is said of a record, or was said with its people: one text and what it
 * is. What is not saved yet is kept for each record. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_JOT (lf_jot_get_type ())
G_DECLARE_FINAL_TYPE (LfJot, lf_jot, LF, JOT, AdwBin)

void lf_jot_set_context (LfJot *self, LfAppContext *context);
/* For @record; hidden where nothing can be jotted down, and for NULL. */
void lf_jot_show (LfJot *self, LfRecord *record);

G_END_DECLS
