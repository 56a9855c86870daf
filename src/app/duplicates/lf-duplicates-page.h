/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The duplicates page: the store looked through for records made twice, a card a pair. */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_DUPLICATES_PAGE (lf_duplicates_page_get_type ())
G_DECLARE_FINAL_TYPE (LfDuplicatesPage, lf_duplicates_page, LF, DUPLICATES_PAGE, GtkWidget)

GtkWidget *lf_duplicates_page_new (LfAppContext *context);

G_END_DECLS
