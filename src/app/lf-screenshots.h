/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page of the window into files, for machines without a display and for people who
 * look at them. */

#pragma once

#include "lf-window.h"

G_BEGIN_DECLS

/* Writes FOLDER/NAME-LANGUAGE-SCHEME.png for all that is to be seen in a @scene, then ends the
 * application. Scenes differ by what their store holds: "sample", "new" (nothing was chosen yet),
 * "empty", "shared" (with a server that answers and a conflict), "offline" (with one that does
 * not). @scene and @only must stay.
 * @only: (nullable): what the names of the pictures wanted hold
 * Errors: G_FILE_ERROR when @folder is not there to be written into. */
gboolean lf_screenshots_take (
    LfWindow *window, const char *scene, const char *only, const char *folder, GError **error);

G_END_DECLS
