/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawing every page of the window into files, for machines without a display and for people who
 * look at them. */

#pragma once

#include "lf-window.h"

G_BEGIN_DECLS

/* What is drawn, and how. Texts must stay until the application ends. */
typedef struct
{
  char *scene;  /* (nullable: "sample"): what the store holds: "sample", "new" (nothing was chosen
                   yet), "empty", "lists", "shared" (with a server that answers and a conflict),
                   "mass", "offline" (a server that does not) */
  char *folder; /* for the files */
  char *only;   /* (nullable): names of pictures, with * and ?; NULL: all of the scene */
  double text_scale;      /* of all text; 0: the system's */
  int width, height;      /* of the window, where a picture has no size of its own; 0: the usual */
  gboolean tells_cut_off; /* on standard output: lf-cut-off.h */
  gboolean pauses; /* instead of drawing says the picture's name and waits for a line of input, so
                      that another program can look at the window */
} LfScreenshotOptions;

/* Writes FOLDER/NAME-LANGUAGE-SCHEME.png for all that is to be seen in a scene, then ends the
 * application. Errors: G_FILE_ERROR when the folder is not there to be written into. */
gboolean lf_screenshots_take (LfWindow *window, const LfScreenshotOptions *options, GError **error);

G_END_DECLS
