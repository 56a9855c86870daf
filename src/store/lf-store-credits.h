/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose a project counts as that went from park to park (domain.md O7). */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* (element-type LfRecord): the shares of @project, by indicator and period; see lf_credit_check().
 */
GPtrArray *lf_store_credits_sync (LfStore *self, const char *project, GError **error);

G_END_DECLS
