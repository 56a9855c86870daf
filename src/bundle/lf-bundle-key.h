/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that sign bundles: one of each device, one of each zone's server. People compare their
 * fingerprints once. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LF_BUNDLE_KEY_BYTES 32
#define LF_BUNDLE_SEED_BYTES 32

typedef struct
{
  guint8 seed[LF_BUNDLE_SEED_BYTES]; /* the secret */
  guint8 key[LF_BUNDLE_KEY_BYTES];   /* the public half */
} LfBundleKey;

gboolean lf_bundle_key_make (LfBundleKey *ret_key, GError **error);

/* The same from its secret, as hexadecimal digits. */
gboolean lf_bundle_key_from_seed (const char *seed, LfBundleKey *ret_key, GError **error);
void lf_bundle_key_clear (LfBundleKey *self); /* the secret leaves the memory */
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfBundleKey, lf_bundle_key_clear)

char *lf_bundle_hex (const guint8 *bytes, gsize length); /* (transfer full) */
gboolean lf_bundle_from_hex (const char *text, guint8 *ret_bytes, gsize length);

/* (transfer full): eight groups of four hexadecimal digits, of the key's SHA-256 */
char *lf_bundle_fingerprint (const guint8 *key);

/* Whether people who typed @text mean this key; blanks and colons do not count. */
gboolean lf_bundle_is_fingerprint (const guint8 *key, const char *text /* nullable */);

G_END_DECLS
