/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that similar firms' names share; used by lf-duplicate.c only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GArray *keys;   /* (element-type gint64): in the order they were added, without doubles */
  guint *places;  /* n_places of them: by a key's bits, its place in @keys + 1, or 0 */
  guint n_places; /* a power of two */
} LfKeys;

void lf_keys_init (LfKeys *self);
void lf_keys_clear (LfKeys *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfKeys, lf_keys_clear)
void lf_keys_add (LfKeys *self, guint64 hash);
void lf_keys_add_firm (LfKeys *self, const char *entity, const char *core, gboolean probing);

/* A key is the hash of a text, which is put together from its pieces: FNV-1a. What collides is
 * compared and found to differ. */
#define LF_KEYS_HASH G_GUINT64_CONSTANT (0xcbf29ce484222325)
guint64 lf_keys_hash (guint64 hash, const char *text, gsize length);
guint64 lf_keys_hash_text (guint64 hash, const char *text);
guint64 lf_keys_hash_number (guint64 hash, glong number);

/* The first two Han characters, or four others: what a firm of two equal ones is called. */
gboolean lf_firms_begin_alike (const char *a, const char *b);

G_END_DECLS
