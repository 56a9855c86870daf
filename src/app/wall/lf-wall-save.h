/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A wall chart written to a file, and printed. */

#pragma once

#include "lf-app-context.h"
#include "lf-wall.h"

G_BEGIN_DECLS

/* Asks for a file with @ending, then does as lf_wall_save_to(). */
void lf_wall_save (
    GtkWindow *parent, LfAppContext *context, LfWall *wall, const char *ending, const char *paper);

/**
 * lf_wall_save_to:
 * @path: its ending names the form; of pictures there is one for each page, with its number before
 *   the ending where they are several
 * @paper: one of lf_wall_papers(), for what is drawn
 *
 * Written on a thread; a toast tells how it ended.
 */
void lf_wall_save_to (LfAppContext *context, LfWall *wall, const char *path, const char *paper);

/* Asks for the printer, with @paper proposed. TRUE also where the person cancels.
 * @path: (nullable): a PDF to be written instead, without asking */
gboolean lf_wall_print (
    LfWall *wall, GtkWindow *parent, const char *paper, const char *path, GError **error);

G_END_DECLS
