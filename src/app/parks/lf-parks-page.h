/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parks of the zone (domain.md L1, O7): the layout map, and each park in its tree with its
 * land, what fits there, and its card. */

#pragma once

#include <adwaita.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_PARKS_PAGE (lf_parks_page_get_type ())
G_DECLARE_FINAL_TYPE (LfParksPage, lf_parks_page, LF, PARKS_PAGE, GtkWidget)

GtkWidget *lf_parks_page_new (LfAppContext *context);
/* Writes the card of a park as a file, as Save the Card… does once its name was chosen. */
void lf_parks_page_write_card (GtkWidget *page, const char *park, const char *path);

G_END_DECLS
