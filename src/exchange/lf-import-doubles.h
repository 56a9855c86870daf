/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a spreadsheet are records that are there already: by LfEntity.key, else the title.
 */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what @record goes by among the rows of its file; NULL when blank */
char *lf_doubles_key (const LfRecord *record);
gboolean lf_doubles_is_stored (LfStore *store,
                               const LfRecord *record,
                               gboolean *ret_is_stored,
                               GError **error);

G_END_DECLS
