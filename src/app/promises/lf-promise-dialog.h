/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks what an act on a promise needs, and does it as one change. */

#pragma once

#include "lf-app-context.h"
#include "lf-store-promises.h"

G_BEGIN_DECLS

#define LF_PROMISE_UI(name) "/io/github/landfall/Landfall/promises/" name ".ui"

/* May whoever works here do anything about promises? */
gboolean lf_promise_may_act (LfAppContext *context);
/* (transfer full): a button or a line of a menu that opens the dialog: "Pay…" */
char *lf_promise_act_button (LfPromiseAct act);

void lf_promise_dialog_present (GtkWindow *parent,
                                LfAppContext *context,
                                LfPromiseSheet *sheet,
                                LfRecord *promise,
                                LfPromiseAct act);

G_END_DECLS
