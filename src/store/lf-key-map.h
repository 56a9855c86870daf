/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers under 64-bit keys, several under one: small and fast, for hundreds of thousands. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfKeyMap LfKeyMap;

LfKeyMap *lf_key_map_new (void);
void lf_key_map_free (LfKeyMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfKeyMap, lf_key_map_free)

void lf_key_map_add (LfKeyMap *self, gint64 key, guint value);

/* Writes the last @most values that were added under @key into @values, in the order they came. */
void lf_key_map_find (const LfKeyMap *self,
                      gint64 key,
                      guint most,
                      GArray *values /* (element-type guint) */);

G_END_DECLS
