/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view of one entity: list or board over one filter, with count and sum below. */

#pragma once

#include "lf-app-context.h"

G_BEGIN_DECLS

#define LF_TYPE_LIST_PAGE (lf_list_page_get_type ())
G_DECLARE_FINAL_TYPE (LfListPage, lf_list_page, LF, LIST_PAGE, GtkWidget)

/* @filter: what the page is within, whatever is typed; @empty: (nullable) what to do when there is
 * nothing, translated */
GtkWidget *lf_list_page_new (LfAppContext *context,
                             const LfEntity *entity,
                             const char *filter,
                             const char *empty);

const LfEntity *lf_list_page_entity (LfListPage *self);
LfQuery *lf_list_page_query (LfListPage *self); /* (transfer none): what is shown, for export */
/* Shows a record of saved_view: its filter, order, columns, list or board. */
void lf_list_page_show_saved (LfListPage *self, LfRecord *saved);
gboolean lf_list_page_is_past (LfListPage *self); /* it shows how things were on another day */
void lf_list_page_set_day (LfListPage *self, const LfDate *day /* nullable: today */);
void lf_list_page_focus_filter (LfListPage *self);
void lf_list_page_show_board (LfListPage *self, gboolean board);
void lf_list_page_unselect (LfListPage *self); /* nothing of it is open any more */
void lf_list_page_open_first (LfListPage *self);
gboolean lf_list_page_is_ready (LfListPage *self); /* nothing is being read */
gboolean lf_list_page_is_whole (LfListPage *self); /* and all that is seen is there */

G_END_DECLS
