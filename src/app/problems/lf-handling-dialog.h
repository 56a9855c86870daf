/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what an act on a problem needs, and does it as one change. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-handling.h"

G_BEGIN_DECLS

void lf_handling_dialog_present (GtkWindow *parent,
                                 LfAppContext *context,
                                 LfHandlingRoom *room,
                                 LfRecord *problem,
                                 LfHandlingAct act);

G_END_DECLS
