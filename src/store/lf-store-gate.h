/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gates before the stages (lf-gate.h), by what the store holds. */

#pragma once

#include "lf-store-private.h"

G_BEGIN_DECLS

/**
 * lf_gate_check:
 * @ret_refusal: (transfer full): why the move of @before to @after is refused; NULL: it is not, or
 *   there is none
 * Returns: FALSE: @error, for something could not be read
 */
gboolean lf_gate_check (
    LfDb *db, const LfRecord *before, const LfRecord *after, char **ret_refusal, GError **error);

G_END_DECLS
