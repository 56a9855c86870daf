/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart written to a file, and printed. */

#pragma once

#include <gtk/gtk.h>
#include "lf-wall.h"

G_BEGIN_DECLS

/**
 * lf_wall_save_async:
 * @path: its ending names the form; of pictures there is one for each page, with its number before
 * the ending where they are several
 * @paper: one of lf_wall_papers(), for what is drawn
 *
 * Written on a thread. lf_wall_save_finish() returns the number of files, 0 on error.
 */
void lf_wall_save_async (LfWall *wall,
                         const char *path,
                         const char *paper,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
guint lf_wall_save_finish (GAsyncResult *result, GError **error);

/* Asks for the printer, with @paper proposed. TRUE also where the person cancels.
 * @path: (nullable): a PDF to be written instead, without asking */
gboolean lf_wall_print (
    LfWall *wall, GtkWindow *parent, const char *paper, const char *path, GError **error);

G_END_DECLS
