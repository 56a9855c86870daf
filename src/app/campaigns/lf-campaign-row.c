/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the campaigns page. */

#include "config.h"

#include "lf-campaign-row.h"

#include "lf-campaigns-page.h"
#include "lf-compat-row.h"
#include "lf-goal-meter.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LfCampaignRow
{
  AdwActionRow parent_instance;

  LfGoalMeter *meter;
  GtkLabel *lead;
  GtkButton *projects;

  LfCampaignPhase phase;
  char *campaign;
};

G_DEFINE_FINAL_TYPE (LfCampaignRow, lf_campaign_row, ADW_TYPE_ACTION_ROW)

/* "Signed 2 of 6 (33%) · CNY 300 million of CNY 1,000 million · 31 of 120 days gone by (26%)" */
static char *
tell_score (const LfCampaignScore *score, const LfDate *today)
{
  g_autofree char *projects = lf_campaign_tell_projects (score);
  g_autofree char *amount = lf_campaign_tell_amount (score);
  g_autofree char *time = lf_campaign_tell_time (score, today);

  if (time == NULL)
    return g_strdup_printf (C_ ("campaign", "Projects signed %1$s · %2$s"), projects, amount);
  return g_strdup_printf (C_ ("campaign", "Projects signed %1$s · %2$s · %3$s"), projects, amount,
                          time);
}

/* "33% · +2.5"; what is told beside the bar */
static char *
tell_aside (const LfGoalProgress *progress)
{
  g_autofree char *lead = lf_goal_format_lead (progress->lead);

  if (isnan (progress->percent))
    return g_strdup ("");
  if (isnan (progress->lead) || progress->course == LF_GOAL_REACHED)
    return g_strdup_printf (C_ ("campaign", "%1$.0f%%"), progress->percent);
  return g_strdup_printf (C_ ("goal", "%1$.0f%% · %2$s"), progress->percent, lead);
}

static void
show_projects (LfCampaignRow *self, const LfCampaignScore *score, const char *title)
{
  g_autofree char *spoken = g_strdup_printf (_ ("Projects of %s"), title);

  gtk_widget_set_sensitive (GTK_WIDGET (self->projects), score->n_projects > 0);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->projects), _ ("Its Projects"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->projects), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->projects), "s", self->campaign);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->projects), "campaigns.projects");
}

LfCampaignRow *
lf_campaign_row_new (const LfCampaignScore *score, const LfDate *today)
{
  LfCampaignRow *self = g_object_new (LF_TYPE_CAMPAIGN_ROW, NULL);
  const LfGoalProgress progress = lf_campaign_judge (score, today);
  g_autofree char *title = lf_record_title (score->record);
  g_autofree char *subtitle = tell_score (score, today);
  g_autofree char *aside = tell_aside (&progress);
  const char *standing = lf_goal_course_label (progress.course);

  self->phase = lf_campaign_phase (score, today);
  self->campaign = g_strdup (lf_record_id (score->record));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  lf_goal_meter_show (self->meter, &progress, standing);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->meter), standing);
  gtk_widget_set_visible (GTK_WIDGET (self->meter), !isnan (progress.percent));
  gtk_label_set_label (self->lead, aside);
  show_projects (self, score, title);
  return self;
}

LfCampaignPhase
lf_campaign_row_get_phase (LfCampaignRow *self)
{
  return self->phase;
}

const char *
lf_campaign_row_get_campaign (LfCampaignRow *self)
{
  return self->campaign;
}

static void
lf_campaign_row_finalize (GObject *object)
{
  g_free (LF_CAMPAIGN_ROW (object)->campaign);
  G_OBJECT_CLASS (lf_campaign_row_parent_class)->finalize (object);
}

static void
lf_campaign_row_class_init (LfCampaignRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_campaign_row_finalize;
  g_type_ensure (LF_TYPE_GOAL_METER);
  gtk_widget_class_set_template_from_resource (widget_class, LF_CAMPAIGNS_UI ("lf-campaign-row"));
  gtk_widget_class_bind_template_child (widget_class, LfCampaignRow, meter);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignRow, lead);
  gtk_widget_class_bind_template_child (widget_class, LfCampaignRow, projects);
}

static void
lf_campaign_row_init (LfCampaignRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  lf_action_row_fit (ADW_ACTION_ROW (self));
}
