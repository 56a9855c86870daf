/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who carries a project: the one who answers for it and who did before, steward, task force, shared
 * credit (domain.md O1, O2, O4, O7). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_OWNERS_UI(name) "/io/github/landfall/Landfall/owners/" name ".ui"

#define LF_TYPE_OWNERS_PANE (lf_owners_pane_get_type ())
G_DECLARE_FINAL_TYPE (LfOwnersPane, lf_owners_pane, LF, OWNERS_PANE, AdwBin)

void lf_owners_pane_set_context (LfOwnersPane *self, LfAppContext *context);
/* @record: a project */
void lf_owners_pane_show (LfOwnersPane *self, LfRecord *record);

G_END_DECLS
