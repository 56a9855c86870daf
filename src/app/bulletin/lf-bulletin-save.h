/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bulletin written to a file, as it is now: it may be freed meanwhile. */

#pragma once

#include "lf-app-context.h"
#include "lf-bulletin.h"

G_BEGIN_DECLS

/* Asks for a file with @ending, then does as lf_bulletin_save_to(). */
void lf_bulletin_save (GtkWindow *parent,
                       LfAppContext *context,
                       const LfBulletin *bulletin,
                       const char *ending);

/* In the form @path's ending names, on a thread; a toast tells how it ended. */
void lf_bulletin_save_to (LfAppContext *context, const LfBulletin *bulletin, const char *path);

G_END_DECLS
