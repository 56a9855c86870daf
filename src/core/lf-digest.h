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

/* ---- Sums ----
 *
 * A shorter digest that is kept true with each record that changes: what it was is taken out and
 * what it is put in. Two numbers of 48 bits, so that databases can add them up. */

#define LF_DIGEST_SUM_DIGITS 24

typedef struct
{
  guint64 high, low;
} LfDigestSum;

void lf_digest_sum_record (LfDigestSum *ret_sum,
                           const char *entity,
                           const char *id,
                           gboolean deleted,
                           GHashTable *fields /* char * → char * (nullable) */);
void lf_digest_sum_add (LfDigestSum *self, const LfDigestSum *other);
void lf_digest_sum_subtract (LfDigestSum *self, const LfDigestSum *other);
gboolean lf_digest_sum_equal (const LfDigestSum *self, const LfDigestSum *other);
char *lf_digest_sum_format (const LfDigestSum *self); /* (transfer full): hexadecimal digits */
gboolean lf_digest_sum_parse (const char *text, LfDigestSum *ret_sum);

/* Records are summed up in so many buckets, by the last two digits of their id, which are random:
 * one that differs tells where to look. */
#define LF_DIGEST_BUCKETS 256

guint lf_digest_bucket (const char *id);
/* @text: two hexadecimal digits */
gboolean lf_digest_bucket_parse (const char *text, guint *ret_bucket);

G_END_DECLS
