/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of bulletins (domain.md K2): what is told of a period, each figure with the list behind
 * it; kept, copied, printed, saved; and the template it is told by. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_BULLETIN_PAGE (lf_bulletin_page_get_type ())
G_DECLARE_FINAL_TYPE (LfBulletinPage, lf_bulletin_page, LF, BULLETIN_PAGE, GtkWidget)

/* Property "is-editing" (boolean): whether the template is shown to be edited. */
GtkWidget *lf_bulletin_page_new (LfAppContext *context);

G_END_DECLS
