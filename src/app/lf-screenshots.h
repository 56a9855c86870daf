/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page of the window into files, for machines without a display and for people who
 * look at them. */

#pragma once

#include "lf-window.h"

G_BEGIN_DECLS

/* Writes FOLDER/view-LANGUAGE-SCHEME.png for each view, then ends the application. */
/* Errors: G_FILE_ERROR when @folder is not there to be written into. */
gboolean lf_screenshots_take (LfWindow *window, const char *folder, GError **error);

G_END_DECLS
