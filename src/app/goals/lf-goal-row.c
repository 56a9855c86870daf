/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the goals page. */

#include "config.h"

#include "lf-goal-row.h"

#include "lf-compat-row.h"
#include "lf-goal-meter.h"
#include "lf-goal-paper.h"
#include "lf-goals-page.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LfGoalRow
{
  AdwActionRow parent_instance;

  LfGoalMeter *meter;
  GtkLabel *lead;
  GtkButton *counted;

  LfGoalCourse course;
  char *goal;
};

G_DEFINE_FINAL_TYPE (LfGoalRow, lf_goal_row, ADW_TYPE_ACTION_ROW)

/* "CNY 14 million of CNY 40 million · by 31 Dec 2026 · High-tech Bureau" */
static char *
tell_goal (const LfGoalReading *reading)
{
  const char *signed_by = lf_record_get (reading->record, "signed_by");
  g_autofree char *told = lf_goal_tell (&reading->goal, &reading->progress);
  g_autofree char *end = lf_date_format (&reading->goal.last);
  g_autofree char *what = lf_goal_tell_indicator (reading->record);

  if (signed_by == NULL)
    return g_strdup_printf (C_ ("goal", "%1$s: %2$s by %3$s"), what, told, end);
  return g_strdup_printf (C_ ("goal", "%1$s: %2$s by %3$s · %4$s"), what, told, end, signed_by);
}

static char *
tell_aside (const LfGoalProgress *progress)
{
  g_autofree char *lead = NULL;

  if (progress->course == LF_GOAL_LATE && progress->days_late > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", progress->days_late),
        progress->days_late);
  lead = lf_goal_format_lead (progress->lead);
  /* TRANSLATORS: percent reached, and points ahead of time or behind */
  return isnan (progress->percent)
             ? g_steal_pointer (&lead)
             : g_strdup_printf (C_ ("goal", "%1$.0f%% · %2$s"), progress->percent, lead);
}

static void
show_counted (LfGoalRow *self, const LfGoalReading *reading, const char *title)
{
  g_autofree char *spoken = g_strdup_printf (_ ("What Counts towards %s"), title);

  gtk_widget_set_sensitive (GTK_WIDGET (self->counted), reading->filter != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counted), _ ("What Counts"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->counted), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->counted), "s",
                                    lf_record_id (reading->record));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->counted), "goals.counted");
}

LfGoalRow *
lf_goal_row_new (const LfGoalReading *reading)
{
  LfGoalRow *self = g_object_new (LF_TYPE_GOAL_ROW, NULL);
  g_autofree char *whose = lf_goal_tell_unit (reading->record);
  g_autofree char *name = lf_record_title (reading->record);
  g_autofree char *title = g_strdup_printf (C_ ("goal", "%1$s · %2$s"), whose, name);
  g_autofree char *subtitle = tell_goal (reading);
  g_autofree char *aside = tell_aside (&reading->progress);
  g_autofree char *standing = lf_goal_paper_tell (reading);

  self->course = reading->progress.course;
  self->goal = g_strdup (lf_record_id (reading->record));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  lf_goal_meter_show (self->meter, &reading->progress, standing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meter), standing);
  gtk_label_set_label (self->lead, aside);
  show_counted (self, reading, title);
  return self;
}

LfGoalCourse
lf_goal_row_get_course (LfGoalRow *self)
{
  return self->course;
}

const char *
lf_goal_row_get_goal (LfGoalRow *self)
{
  return self->goal;
}

static void
lf_goal_row_finalize (GObject *object)
{
  g_free (LF_GOAL_ROW (object)->goal);
  G_OBJECT_CLASS (lf_goal_row_parent_class)->finalize (object);
}

static void
lf_goal_row_class_init (LfGoalRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_goal_row_finalize;
  g_type_ensure (LF_TYPE_GOAL_METER);
  gtk_widget_class_set_template_from_resource (widget_class, LF_GOALS_UI ("lf-goal-row"));
  gtk_widget_class_bind_template_child (widget_class, LfGoalRow, meter);
  gtk_widget_class_bind_template_child (widget_class, LfGoalRow, lead);
  gtk_widget_class_bind_template_child (widget_class, LfGoalRow, counted);
}

static void
lf_goal_row_init (LfGoalRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_action_row_fit (ADW_ACTION_ROW (self));
}
