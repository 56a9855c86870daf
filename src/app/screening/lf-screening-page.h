/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The screening page: the leads of a batch, or all, by their score, with what is thought of them,
 * the joint verdict and what is missing before the decision meeting (domain.md L11, L12, C13, W27).
 */

#pragma once

#include <gtk/gtk.h>
#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_SCREENING_PAGE (lf_screening_page_get_type ())
G_DECLARE_FINAL_TYPE (LfScreeningPage, lf_screening_page, LF, SCREENING_PAGE, GtkWidget)

GtkWidget *lf_screening_page_new (LfAppContext *context);
/* Writes the fair-competition checklist (W27) of one of its leads as a file, as Save… does once its
 * name was chosen. */
void lf_screening_page_write_checklist (GtkWidget *page, const char *project, const char *path);

G_END_DECLS
