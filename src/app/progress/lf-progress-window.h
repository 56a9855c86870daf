/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a project has done of a year's plan by month (V7): lines against the time, the table, and
 * the way to the reports behind each figure. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

void lf_progress_window_present (GtkWindow *parent, LfAppContext *context, LfRecord *project);

G_END_DECLS
