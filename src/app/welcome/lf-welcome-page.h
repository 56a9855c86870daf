/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first run: three ways to begin, before anything else is to be seen. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_WELCOME_PAGE (lf_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (LfWelcomePage, lf_welcome_page, LF, WELCOME_PAGE, GtkWidget)

/* Whoever begins with an empty store has the preference "is-begun" set; the other ways are actions
 * of the window. */
GtkWidget *lf_welcome_page_new (LfAppContext *context);

G_END_DECLS
