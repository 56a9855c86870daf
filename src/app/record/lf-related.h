/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records that refer to one record, a group for each entity, with a button that adds
 * another. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_RELATED (lf_related_get_type ())
G_DECLARE_FINAL_TYPE (LfRelated, lf_related, LF, RELATED, AdwBin)

void lf_related_set_context (LfRelated *self, LfAppContext *context);
void lf_related_show (LfRelated *self, LfRecord *record); /* reads it, or reads it again */

G_END_DECLS
