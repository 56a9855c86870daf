/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whoever is signed in may do. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Does the server take @action, as lf_rules_may() has them? Without a server everything may be
 * done. What may not is not offered. */
gboolean lf_may (LfAppContext *context, const char *entity, char action);

/* Likewise, whether it takes other values of @record, as a store loaded it: what another keeps
 * (LfEntity.kept_by) is copied instead. */
gboolean lf_may_change (LfAppContext *context, const LfRecord *record);

G_END_DECLS
