/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share. */

#pragma once

#include "lf-duplicates-watch.h"
#include "lf-fold.h"
#include "lf-list-page.h"
#include "lf-record-page.h"
#include "lf-sync-button.h"
#include "lf-view.h"
#include "lf-window.h"

G_BEGIN_DECLS

struct _LfWindow
{
  AdwApplicationWindow parent_instance;
  LfAppContext *context;
  GtkListBox *sidebar;
  GtkStack *scenes;
  AdwToastOverlay *welcome_toasts;
  LfFold *fold;
  GtkWidget *sidebar_box;
  AdwHeaderBar *sidebar_header;
  GtkWidget *back_button;
  GtkWidget *separator;
  GtkWidget *content_box;
  AdwHeaderBar *content_header;
  GtkWidget *sidebar_button;
  GtkWidget *new_button;
  GtkWidget *new_label;
  GtkWidget *undo_button;
  GtkWidget *redo_button;
  GtkWidget *menu_button;
  GtkWidget *search_button;
  GtkStack *stack;
  GtkPaned *paned;
  AdwBin *record_bin;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  AdwToast *undo_toast; /* (nullable): the one that offers to take the last change back */
  LfSyncButton *sync_button;
  LfRecordPage *record_page; /* (nullable): until a record is opened */
  LfDuplicatesWatch *duplicates_watch;
  GPtrArray *items;        /* (element-type LfSidebarItem): one for each row of the sidebar */
  GCancellable *listing;   /* (nullable): while saved views are read */
  GCancellable *welcoming; /* (nullable): while it is asked whether this is the first run */
  GCancellable *counting;  /* (nullable): while what waits is counted */
  guint n_waiting;         /* transfers that wait for an answer from here */
  char *awaited;           /* (nullable): a saved view to be shown as soon as it is read */
  char *view;              /* name of the one shown */
  gint64 asked;            /* the newest change that the person was asked about (G13) */
  GtkWindow *question;     /* (nullable): the one that asks */
  gboolean has_record;
  guint open_groups;      /* of views that are unfolded: a bit for each LfViewGroup */
  gboolean hides_sidebar; /* the person does not want it */
  gboolean is_peeking;    /* the person wants it though there is no room */
};

void lf_window_install_actions (GtkWidgetClass *widget_class); /* lf-window-actions.c */
/* lf-window-toasts.c */
void lf_window_show_toast (LfWindow *self, const char *text, gboolean has_undo);
void lf_window_withdraw_undo (LfWindow *self); /* it would take something else back */

/* lf-window-asking.c: whether a mass of changes is to be sent */
void lf_window_watch_sending (LfWindow *self);
void lf_window_ask_about_sending (LfWindow *self);

/* lf-window-sidebar.c: the views, and below those of its kind each saved view */
typedef struct
{
  const LfView *view; /* (nullable) */
  LfRecord *saved;    /* (nullable): else this */
  char *name;         /* as lf_window_show_view() takes it; NULL: the heading of its group */
  LfViewGroup group;
  guint n_waiting; /* there for whoever works here */
  GtkWidget *row;  /* owned by the sidebar; empty until it is seen first */
  GtkImage *icon;  /* (nullable): likewise; NULL: still empty */
  GtkLabel *count; /* (nullable): likewise */
} LfSidebarItem;

void lf_sidebar_item_free (gpointer item);
void lf_window_fill_sidebar (LfWindow *self); /* and keep it up to date */
void lf_window_clear_sidebar (LfWindow *self);
void lf_window_show_groups (LfWindow *self); /* or fold them, as self->open_groups has it */
void lf_window_select_in_sidebar (LfWindow *self, const char *name);
/* (transfer none) (nullable): one that is not there yet is shown when it is */
LfRecord *lf_window_find_saved (LfWindow *self, const char *name);
void lf_window_on_row_activated_cb (GtkListBox *box, GtkListBoxRow *row, gpointer user_data);

/* lf-window-waiting.c: how many transfers wait for an answer from here */
void lf_window_watch_waiting (LfWindow *self);
void lf_window_show_waiting (LfWindow *self); /* on rows that were made anew */

/* lf-window-welcome.c: the first run */
void lf_window_watch_welcome (LfWindow *self);
gboolean lf_window_is_welcoming (LfWindow *self);

/* lf-window-panes.c */
void lf_window_update_panes (LfWindow *self); /* as many as there is room for */
void lf_window_toggle_sidebar (LfWindow *self);
void lf_window_set_has_record (LfWindow *self, gboolean has_record);
LfListPage *
lf_window_list_page (LfWindow *self); /* (nullable): the page shown, when it is a list */

G_END_DECLS
