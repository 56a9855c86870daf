/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar of what was reached of a goal. */

#include "config.h"

#include "lf-goal-meter.h"

#include "lf-compat-color.h"

#include <math.h>

#define HEIGHT 10
#define BAR 6       /* px high, in the middle */
#define LINE 2      /* px wide, as high as all of it */
#define WIDTH 72    /* px at least */
#define TROUGH 0.15 /* how much of the text's colour */

struct _LfGoalMeter
{
  GtkWidget parent_instance;

  double reached, time; /* 0…1; NaN: not known */
};

G_DEFINE_FINAL_TYPE (LfGoalMeter, lf_goal_meter, GTK_TYPE_WIDGET)

static void
add_bar (GtkSnapshot *snapshot, double y, double width, const GdkRGBA *color)
{
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, (float) y, (float) width, BAR),
                                   BAR / 2.0F);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
}

/* The colour is the widget's own, which its class of how the goal stands sets. */
static void
lf_goal_meter_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LfGoalMeter *self = LF_GOAL_METER (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double y = floor ((height - BAR) / 2), at;
  GdkRGBA color, trough, line;

  if (isnan (self->reached))
    return;
  lf_widget_color (widget, &color);
  lf_widget_color (gtk_widget_get_parent (widget), &line);
  trough = line;
  trough.alpha *= (float) TROUGH;
  add_bar (snapshot, y, width, &trough);
  if (self->reached > 0)
    add_bar (snapshot, y, MAX (width * self->reached, BAR), &color);
  if (isnan (self->time))
    return;
  at = floor (CLAMP (width * self->time - LINE / 2.0, 0, width - LINE));
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT ((float) at, 0, LINE, (float) height));
}

static void
lf_goal_meter_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
lf_goal_meter_class_init (LfGoalMeterClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = lf_goal_meter_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = lf_goal_meter_measure;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "lf-goal-meter");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
lf_goal_meter_init (LfGoalMeter *self)
{
  self->reached = self->time = NAN;
}

void
lf_goal_meter_show (LfGoalMeter *self, const LfGoalProgress *progress, const char *spoken)
{
  self->reached = isnan (progress->percent) ? NAN : CLAMP (progress->percent / 100, 0, 1);
  self->time = progress->course == LF_GOAL_BEHIND || progress->course == LF_GOAL_ON_COURSE
                   ? (progress->percent - progress->lead) / 100
                   : NAN;
  for (guint i = 0; i < LF_N_GOAL_COURSES; i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), lf_goal_course_key (i));
  gtk_widget_add_css_class (GTK_WIDGET (self), lf_goal_course_key (progress->course));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
