/* SPDX-License-Identifier: GPL-3.0-or-later */
/* This device's key and the zone's, in a file of the store's folder that only its owner can read.
 */

#pragma once

#include "lf-carry.h"

G_BEGIN_DECLS

typedef struct
{
  LfBundleKey key;
  gint64 sent;  /* number of the newest bundle made here */
  gint64 taken; /* of the newest one taken in; 0: none */
  char *zone;   /* (nullable): none is known */
  guint8 zone_key[LF_BUNDLE_KEY_BYTES];
} LfCarryKeys;

/* A restored store is another device (G12): it gets another key, and still knows its zone. */
gboolean lf_carry_keys_load (LfStore *store, LfCarryKeys *ret_keys, GError **error);
gboolean lf_carry_keys_save (const LfCarryKeys *self, LfStore *store, GError **error);
void lf_carry_keys_clear (LfCarryKeys *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfCarryKeys, lf_carry_keys_clear)

G_END_DECLS
