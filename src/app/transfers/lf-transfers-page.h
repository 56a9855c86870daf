/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The transfers page: which projects wait for a park's answer. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_TRANSFERS_PAGE (lf_transfers_page_get_type ())
G_DECLARE_FINAL_TYPE (LfTransfersPage, lf_transfers_page, LF, TRANSFERS_PAGE, GtkWidget)

GtkWidget *lf_transfers_page_new (LfAppContext *context);

G_END_DECLS
