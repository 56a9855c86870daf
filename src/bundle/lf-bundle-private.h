/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What writer and reader of bundles share: where things stand in the file. */

#pragma once

#include "lf-bundle.h"

#include <json-glib/json-glib.h>
#include <sodium.h>

G_BEGIN_DECLS

/* The file: MAGIC, the version and a newline; the header and a newline; the packed body; the
 * signature over all of that; MARK. */
#define LF_BUNDLE_MAGIC "landfall-bundle "
#define LF_BUNDLE_MARK "\nlandfall-end\n"
#define LF_BUNDLE_TAIL_BYTES (crypto_sign_BYTES + strlen (LF_BUNDLE_MARK))

extern const char *const lf_bundle_part_words[]; /* by LfBundlePartKind, ended by NULL */

char *lf_bundle_header_print (const LfBundleHeader *self);
LfBundleHeader *lf_bundle_header_parse (const char *text, gsize length, GError **error);

G_END_DECLS
