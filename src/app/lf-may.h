/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What whoever is signed in may do. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

/* Does the server take @action, as lf_rules_may() has them? Without a server everything may be
 * done. What may not is not offered. */
gboolean lf_may (LfAppContext *context, const char *entity, char action);

G_END_DECLS
