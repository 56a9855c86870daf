/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The zone's industries as a tree with their codes and projects, and presets of them (domain.md
 * L5). */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_INDUSTRIES_PAGE (lf_industries_page_get_type ())
G_DECLARE_FINAL_TYPE (LfIndustriesPage, lf_industries_page, LF, INDUSTRIES_PAGE, GtkWidget)

GtkWidget *lf_industries_page_new (LfAppContext *context);

G_END_DECLS
