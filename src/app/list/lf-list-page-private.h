/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the list page share. */

#pragma once

#include <adwaita.h>
#include "lf-board.h"
#include "lf-filter-entry.h"
#include "lf-list-columns.h"
#include "lf-list-model.h"
#include "lf-list-page.h"
#include "lf-record-column.h"
#include "lf-record-list.h"

G_BEGIN_DECLS

struct _LfListPage
{
  GtkWidget parent_instance;
  LfAppContext *context;
  const LfEntity *entity;
  char *within;     /* filter text the page is bound to */
  char *sort;       /* (nullable) */
  const char *hint; /* what to do when there is nothing */
  LfRecord *saved;  /* (nullable): the saved view that is shown */
  LfDate as_of;     /* year 0: today */
  LfListModel *model;
  LfRecordList *list; /* owned by its bin */
  GSimpleActionGroup *columns;
  GMenu *columns_menu;
  LfBoard *board; /* (nullable): made when first wanted */
  GtkBox *box;
  LfFilterEntry *filter;
  GtkLabel *problem;
  GtkBox *modes;
  GtkToggleButton *list_button;
  GtkToggleButton *board_button;
  GtkWidget *view_button;
  GtkWidget *past_bar;
  GtkLabel *past_label;
  GtkStack *stack;
  GtkWidget *list_bin;
  GtkWidget *board_bar;
  GtkWidget *board_bin;
  AdwStatusPage *empty;
  GtkWidget *clear_button;
  GtkWidget *first_run;
  GtkLabel *footer;
  GtkRevealer *selection_bar;
  GtkLabel *selected_label;
  GtkWidget *assign_button;
  GtkWidget *move_button;
  GtkDropDown *by_drop_down;
  GtkStringList *by_labels;
  GtkCheckButton *ended_check;
  GPtrArray *kinds;       /* (element-type utf8): of lf_board_kinds() */
  GCancellable *counting; /* (nullable): what is selected */
};

void lf_list_page_update (LfListPage *self); /* what is shown follows filter, sort and day */
gboolean lf_list_page_is_board (LfListPage *self);
char *lf_list_page_filter_text (LfListPage *self); /* (transfer full) */

const char *lf_list_page_name (LfListPage *self); /* under which it is kept */

/* lf-list-page-board.c */
void lf_list_page_offer_groups (LfListPage *self); /* chosen as the last time */
void lf_list_page_show_groups (LfListPage *self);
const char *lf_list_page_get_groups (LfListPage *self, gboolean *ret_has_ended);
void lf_list_page_set_groups (LfListPage *self, const char *by, gboolean has_ended);
void lf_list_page_on_groups_chosen_cb (LfListPage *self);

/* lf-list-page-selection.c */
void lf_list_page_install_selection_actions (GtkWidgetClass *widget_class);
void lf_list_page_update_selection (LfListPage *self);
void lf_list_page_show_footer (LfListPage *self); /* of the selection, when there is one */

/* lf-list-page-views.c */
void lf_list_page_install_actions (GtkWidgetClass *widget_class);
void lf_list_page_update_actions (LfListPage *self);

G_END_DECLS
