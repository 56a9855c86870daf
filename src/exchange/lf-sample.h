/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small invented zone, so that a first start has something to look at. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_sample_build:
 * @today: the dates of the sample lie around this day
 * Returns: (transfer full): one change that creates the zone, its parks, colleagues, enterprises,
 * projects and what belongs to them
 */
LfChange *lf_sample_build (const LfDate *today);

/* Saves the sample as one change, one undo. Errors: LF_ERROR_REFUSED when the store holds projects
 * already. */
gboolean lf_sample_fill_sync (LfStore *store, GError **error);

G_END_DECLS
