/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises page: what firms still wait for, what is late before all. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_PROMISES_PAGE (lf_promises_page_get_type ())
G_DECLARE_FINAL_TYPE (LfPromisesPage, lf_promises_page, LF, PROMISES_PAGE, GtkWidget)

GtkWidget *lf_promises_page_new (LfAppContext *context);

G_END_DECLS
