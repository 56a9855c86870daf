/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An invented zone of any size, for trials and measurements. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/**
 * lf_generate_sync:
 * Adds @n_projects projects with their enterprises, parks and owners. The same @seed and @today
 * make the same contents; owners and parks are skewed, as in life: a few have most.
 */
gboolean lf_generate_sync (
    LfStore *store, guint n_projects, guint32 seed, const LfDate *today, GError **error);

G_END_DECLS
