/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether what is being entered fits its park, and which parks it fits better (domain.md O7). It is
 * advice: nothing waits for it. Hidden while there is nothing to say. */

#pragma once

#include <adwaita.h>
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_TYPE_FIT_HINT (lf_fit_hint_get_type ())
G_DECLARE_FINAL_TYPE (LfFitHint, lf_fit_hint, LF, FIT_HINT, AdwBin)

/* @park: (nullable): its id; without one it tells whose leading industry @industry is */
void lf_fit_hint_look (LfFitHint *self,
                       LfStore *store,
                       const char *park,
                       const char *industry /* (nullable) */);
/* The same of a record with the fields of a park and an industry; of others it says nothing. */
void lf_fit_hint_look_at (LfFitHint *self, LfStore *store, const LfRecord *record);

G_END_DECLS
