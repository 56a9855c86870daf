/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The digest of many records, whatever their order: equal on two devices that agree (G3), and on
 * their server. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfDigest LfDigest;

LfDigest *lf_digest_new (void);
void lf_digest_free (LfDigest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDigest, lf_digest_free)

void lf_digest_add (LfDigest *self,
                    const char *entity,
                    const char *id,
                    gboolean deleted,
                    GHashTable *fields /* char * → char * (nullable) */);
char *lf_digest_finish (LfDigest *self); /* (transfer full): 64 hexadecimal digits */

G_END_DECLS
