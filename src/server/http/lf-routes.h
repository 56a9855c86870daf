/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which address is answered by which steps. docs/openapi.yaml describes them. */

#pragma once

#include "lf-request.h"

G_BEGIN_DECLS

/* (nullable): the route of @method, or else one of another method */
const LfRoute *lf_routes_find (const char *path, const char *method);

/* (transfer full): the methods that @path is used with: "GET, PUT" */
char *lf_routes_allowed (const char *path);

G_END_DECLS
