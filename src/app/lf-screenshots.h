/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page of the window into files, for machines without a display and for people who
 * look at them. */

#pragma once

#include "lf-window.h"

G_BEGIN_DECLS

/* Writes FOLDER/view-LANGUAGE-SCHEME.png for each view, then ends the application. */
void lf_screenshots_take (LfWindow *window, const char *folder);

G_END_DECLS
