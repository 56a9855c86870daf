/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */

#pragma once

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
  GtkWidget *sidebar_box;
  GtkStack *stack;
  GtkPaned *paned;
  AdwBin *record_bin;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  LfSyncButton *sync_button;
  LfRecordPage *record_page;
  char *view; /* name of the one shown */
};

void lf_window_install_actions (GtkWidgetClass *widget_class); /* lf-window-actions.c */
LfListPage *
lf_window_list_page (LfWindow *self); /* (nullable): the page shown, when it is a list */

G_END_DECLS
