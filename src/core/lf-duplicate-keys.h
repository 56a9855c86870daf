/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys that similar firms' names share; used by lf-duplicate.c only. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GArray *keys;     /* (element-type gint64) */
  GHashTable *seen; /* the same, to tell doubles */
} LfKeys;

void lf_keys_init (LfKeys *self);
void lf_keys_clear (LfKeys *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfKeys, lf_keys_clear)
void lf_keys_add (LfKeys *self, const char *text);
void lf_keys_add_firm (LfKeys *self, const char *entity, const char *core, gboolean probing);

/* The first two Han characters, or four others: what a firm of two equal ones is called. */
gboolean lf_firms_begin_alike (const char *a, const char *b);

G_END_DECLS
