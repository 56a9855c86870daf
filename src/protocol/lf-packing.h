/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How messages are made smaller for the line: the content codings of HTTP that both sides know. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LF_PACKING_FROM 1024           /* bytes: smaller messages are sent as they are */
#define LF_PACKING_ACCEPTED "br, gzip" /* the header Accept-Encoding, best first */

typedef struct _LfPacking LfPacking;

/* (nullable): by the name in a header, in any case */
const LfPacking *lf_packing_find (const char *name);

/* (nullable): the best of the names in @accepted (element-type utf8) */
const LfPacking *lf_packing_best (GSList *accepted);

const LfPacking *lf_packing_gzip (void); /* which every side has always known */
const char *lf_packing_name (const LfPacking *self);

GBytes *lf_packing_pack (const LfPacking *self, GBytes *bytes);

/**
 * lf_packing_unpack:
 * @most: bytes; a message that would be larger is refused before it is in memory
 * Errors: LF_ERROR_INVALID, also for what is no packed message or not all of one.
 */
GBytes *lf_packing_unpack (const LfPacking *self, GBytes *bytes, gsize most, GError **error);

G_END_DECLS
