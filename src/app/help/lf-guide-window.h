/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window that shows the user guide. */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define LF_TYPE_GUIDE_WINDOW (lf_guide_window_get_type ())
G_DECLARE_FINAL_TYPE (LfGuideWindow, lf_guide_window, LF, GUIDE_WINDOW, AdwWindow)

/* @parent: (nullable) */
LfGuideWindow *lf_guide_window_new (GtkWindow *parent);
void lf_guide_window_show (LfGuideWindow *self, const char *page); /* "filter.md" */

G_END_DECLS
