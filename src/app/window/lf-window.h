/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window: a sidebar of views, the page of one of them, and a record beside it. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_WINDOW (lf_window_get_type ())
G_DECLARE_FINAL_TYPE (LfWindow, lf_window, LF, WINDOW, AdwApplicationWindow)

LfWindow *lf_window_new (GtkApplication *application, LfAppContext *context);

void lf_window_show_view (LfWindow *self, const char *view);
void lf_window_show_board (LfWindow *self, gboolean board);
void lf_window_open_first_record (LfWindow *self); /* of the list shown, when there is one */
gboolean lf_window_is_ready (LfWindow *self);      /* nothing on the page is being read */
gboolean lf_window_is_whole (LfWindow *self);      /* and all that is seen is there */

G_END_DECLS
