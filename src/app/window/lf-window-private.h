/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */

#pragma once

#include "lf-fold.h"
#include "lf-list-page.h"
#include "lf-record-page.h"
#include "lf-sync-button.h"
#include "lf-window.h"

G_BEGIN_DECLS

struct _LfWindow
{
  AdwApplicationWindow parent_instance;
  LfAppContext *context;
  GtkListBox *sidebar;
  LfFold *fold;
  GtkWidget *sidebar_box;
  AdwHeaderBar *sidebar_header;
  GtkWidget *back_button;
  GtkWidget *separator;
  GtkWidget *content_box;
  AdwHeaderBar *content_header;
  GtkWidget *sidebar_button;
  AdwButtonContent *new_content;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkStack *stack;
  GtkPaned *paned;
  AdwBin *record_bin;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  LfSyncButton *sync_button;
  LfRecordPage *record_page;
  char *view; /* name of the one shown */
  gboolean has_record;
  gboolean hides_sidebar; /* the person does not want it */
  gboolean is_peeking;    /* the person wants it though there is no room */
};

void lf_window_install_actions (GtkWidgetClass *widget_class); /* lf-window-actions.c */

/* lf-window-panes.c */
void lf_window_update_panes (LfWindow *self); /* as many as there is room for */
void lf_window_toggle_sidebar (LfWindow *self);
void lf_window_set_has_record (LfWindow *self, gboolean has_record);
LfListPage *
lf_window_list_page (LfWindow *self); /* (nullable): the page shown, when it is a list */

G_END_DECLS
