/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The notice on a project's page while it is being handed over: who has to sign, and the buttons of
 * whoever works here. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_HANDOVER_UI(name) "/io/github/landfall/Landfall/handovers/" name ".ui"

#define LF_TYPE_HANDOVER_NOTICE (lf_handover_notice_get_type ())
G_DECLARE_FINAL_TYPE (LfHandoverNotice, lf_handover_notice, LF, HANDOVER_NOTICE, AdwBin)

void lf_handover_notice_set_context (LfHandoverNotice *self, LfAppContext *context);
/* Shows the handover of @record that is under way, or nothing; it is read first. @record:
 * (nullable) */
void lf_handover_notice_show (LfHandoverNotice *self, const LfRecord *record);

G_END_DECLS
