/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Record page: what its files share. */

#pragma once

#include "lf-record-page.h"

#include "lf-clocks-chip.h"
#include "lf-course-bar.h"
#include "lf-steering-bar.h"
#include "lf-fold.h"
#include "lf-form.h"
#include "lf-handover-notice.h"
#include "lf-land-pane.h"
#include "lf-goal-bar.h"
#include "lf-judging-bar.h"
#include "lf-meeting-bar.h"
#include "lf-owners-pane.h"
#include "lf-related.h"
#include "lf-timeline.h"
#include "lf-transfer-notice.h"

#include <adwaita.h>

G_BEGIN_DECLS

struct _LfRecordPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkLabel *title;
  GtkWidget *stage_chip;
  GtkImage *stage_icon;
  GtkLabel *stage_label;
  GtkLabel *amount;
  GtkImage *state_icon;
  GtkLabel *state_label;
  GtkWidget *owner_button;
  GtkImage *owner_icon;
  GtkLabel *owner_label;
  LfClocksChip *clocks;
  GtkWidget *project_actions;
  GtkMenuButton *move_button;
  GtkRevealer *conflict_revealer;
  GtkLabel *conflict_label;
  LfHandoverNotice *handover_notice;
  LfTransferNotice *transfer_notice;
  LfGoalBar *goal_bar;
  LfCourseBar *course_bar;
  LfSteeringBar *steering_bar;
  LfMeetingBar *meeting_bar;
  LfJudgingBar *judging_bar;
  LfFold *switcher_fold;
  AdwViewSwitcher *switcher;
  AdwViewStack *tabs;
  GtkScrolledWindow *details;
  AdwClamp *form_clamp;
  LfForm *form; /* (nullable): owned by the clamp */
  AdwViewStackPage *owners_tab;
  LfOwnersPane *owners;
  AdwViewStackPage *land_tab;
  LfLandPane *land;
  LfTimeline *timeline;
  LfRelated *related;

  LfAppContext *context;
  const LfEntity *entity; /* (nullable): nothing chosen */
  char *id;               /* (nullable) */
  LfRecord *record;       /* (nullable): as last loaded */
  GCancellable *loading;  /* (nullable) */
  GCancellable *marking;  /* (nullable): what fields wait for being looked up */
};

gboolean lf_record_page_is_project (LfRecordPage *self);
void lf_record_page_closed (LfRecordPage *self); /* emits `closed` */

/* lf-record-page-head.c: all above the tabs, of the record as last loaded */
void lf_record_page_show_head (LfRecordPage *self);
void lf_record_page_read_marks (LfRecordPage *self);

/* lf-record-page-actions.c */
void lf_record_page_install_actions (GtkWidgetClass *widget_class);

G_END_DECLS
