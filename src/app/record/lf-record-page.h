/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The record page: one record's form, timeline and relations. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_RECORD_PAGE (lf_record_page_get_type ())
G_DECLARE_FINAL_TYPE (LfRecordPage, lf_record_page, LF, RECORD_PAGE, GtkWidget)

GtkWidget *lf_record_page_new (LfAppContext *context);
void lf_record_page_set_record (LfRecordPage *self,
                                const LfEntity *entity,
                                const char *id /* nullable: nothing */);
/* Where somebody works at a record whose fields can be found by name, puts the cursor there. */
gboolean lf_record_page_find_field (LfRecordPage *self);

/* Signal `closed`: the person wants the pane gone. */

G_END_DECLS
