/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles of any bytes, packed and signed as they should be. */

#pragma once

#include "lf-bundle.h"

G_BEGIN_DECLS

/* (transfer none): the key of everything that is made here */
const LfBundleKey *raw_bundle_key (void);

/* (transfer full): as on disk. @header: without its newline; @body: not packed */
GBytes *raw_bundle_new (const char *header, const void *body, gsize length);

/* (transfer full): a header of JSON with that key and "number" 1. @more: further members, each with
 * a comma before it */
char *raw_bundle_header (const char *kind, const char *more);

G_END_DECLS
