/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the dashboard page share. */

#pragma once

#include "lf-dashboard-page.h"
#include "lf-dashboard-show.h"
#include "lf-filter-bar.h"
#include "lf-page-reader.h"
#include "lf-tile-grid.h"

G_BEGIN_DECLS

struct _LfDashboardPage
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkMenuButton *chooser;
  GtkLabel *name; /* on it */
  GtkWidget *save_button;
  LfFilterBar *filter_bar;
  GtkLabel *message;
  GtkStack *contents;
  LfTileGrid *grid;

  LfAppContext *context;
  LfPageReader *reader;
  GPtrArray *records;     /* (nullable) (element-type LfRecord): the dashboards there are */
  char *shown;            /* (nullable): id of a record, or name of a preset */
  char *awaited;          /* (nullable): id of a record that is shown as soon as it is there */
  LfDashboard *saved;     /* (nullable): what is shown, as it was saved */
  LfDashboard *dashboard; /* (nullable): as it is arranged */
  GHashTable *drafts;     /* by what is shown → LfDashboard: arranged and not saved */
  GPtrArray *past;        /* (element-type LfDashboard): before each step */
  GPtrArray *future;      /* (element-type LfDashboard): steps undone */
  LfDashboardShow *show;  /* (nullable): a weak pointer */
};

/* lf-dashboard-page-actions.c */
void lf_dashboard_page_install_actions (GtkWidgetClass *widget_class);
void lf_dashboard_page_update_actions (LfDashboardPage *self);
void lf_dashboard_page_on_arranged_cb (
    LfTileGrid *grid, guint id, const char *what, const char *value, gpointer user_data);
void lf_dashboard_page_on_filter_changed_cb (LfFilterBar *bar, gpointer user_data);

/* lf-dashboard-page.c */
void lf_dashboard_page_refresh (LfDashboardPage *self);     /* shows `dashboard` as it is now */
LfRecord *lf_dashboard_page_record (LfDashboardPage *self); /* (nullable) (transfer none) */
LfDashboardPage *lf_dashboard_page_of (gpointer part);

G_END_DECLS
