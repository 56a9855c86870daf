/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trash: what was deleted in the last days, to be brought back. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TRASH_PAGE (lf_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (LfTrashPage, lf_trash_page, LF, TRASH_PAGE, GtkWidget)

GtkWidget *lf_trash_page_new (LfAppContext *context);

G_END_DECLS
