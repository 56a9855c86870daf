/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push list of a month (domain.md L11): which recruiter gets which lead, on paper, as a file,
 * and made true by who may. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"
#include "lf-store-screening.h"

G_BEGIN_DECLS

#define LF_TYPE_PUSH_DIALOG (lf_push_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LfPushDialog, lf_push_dialog, LF, PUSH_DIALOG, AdwWindow)

/* @recruiters: (element-type LfRecord): accounts. "dialog.save" makes them the owners. */
LfPushDialog *lf_push_dialog_new (GtkWindow *parent,
                                  LfAppContext *context,
                                  LfScreening *screening,
                                  GPtrArray *recruiters);
/* @path: *.pdf, *.xlsx or *.txt; a toast tells how it ended */
void lf_push_dialog_write (LfPushDialog *self, const char *path);

G_END_DECLS
