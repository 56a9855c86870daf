/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits of an operation as the journal keeps them: small, and never rewritten, for the chain is
 * over these bytes. docs/journal.md has the form. */

#pragma once

#include "lf-core.h"

G_BEGIN_DECLS

GBytes *lf_edits_pack (const LfOp *op); /* (transfer full) */

/* (transfer full): what stands for edits that left the device: the hash of their operation, of
 * LF_EDITS_HASH bytes */
GBytes *lf_edits_leave (GBytes *hash);
#define LF_EDITS_HASH 32

/* (nullable): the hash, where only that stayed */
const guint8 *lf_edits_left (const guint8 *bytes, gsize length);

/**
 * lf_edits_unpack:
 * Adds to @op the edits that @bytes hold, in this form or in the one of earlier versions. Bytes
 * that are damaged give the edits before the damage.
 */
void lf_edits_unpack (const guint8 *bytes, gsize length, LfOp *op);

G_END_DECLS
