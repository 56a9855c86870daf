/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of the contests page. */

#include "config.h"

#include "lf-contest-row.h"

#include "lf-contests-page.h"
#include "lf-goal.h"

#include <glib/gi18n.h>

struct _LfContestRow
{
  AdwActionRow parent_instance;

  GtkImage *icon;
  GtkLabel *lead;
  GtkLabel *note;
  GtkButton *follow_up;

  LfFlag flag;
  char *project;
};

G_DEFINE_FINAL_TYPE (LfContestRow, lf_contest_row, ADW_TYPE_ACTION_ROW)

static const char *
tell_state (const LfContestPlace *place)
{
  return !place->is_given                        ? NULL
         : lf_contest_place_is_corrected (place) ? _ ("Other figures since")
         : lf_award_is_followed_up (place->award)
             ? lf_award_follow_up (place->award) == LF_FOLLOW_UP_INTERVIEW ? _ ("Interviewed")
                                                                           : _ ("Commended")
             : NULL;
}

static void
show_follow_up (LfContestRow *self, const LfContestPlace *place)
{
  LfFollowUp asked = lf_award_follow_up (place->award);
  const char *label = asked == LF_FOLLOW_UP_INTERVIEW ? _ ("Interview…") : _ ("Commend…");
  gboolean is_open
      = place->is_given && asked != LF_FOLLOW_UP_NONE && !lf_award_is_followed_up (place->award);
  g_autofree char *project = lf_record_title (place->project);
  g_autofree char *spoken = g_strdup_printf (C_ ("spoken button", "%1$s %2$s"), label, project);

  gtk_widget_set_visible (GTK_WIDGET (self->follow_up), is_open);
  if (!is_open)
    return;
  gtk_button_set_label (self->follow_up, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->follow_up), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->follow_up), "s",
                                    lf_record_id (place->award));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->follow_up), "contest.follow-up");
}

LfContestRow *
lf_contest_row_new (const LfContestPlace *place)
{
  LfContestRow *self = g_object_new (LF_TYPE_CONTEST_ROW, NULL);
  g_autofree char *title = lf_record_title (place->project);
  const char *reason = lf_record_get (place->award, "reason");
  const char *lead = lf_record_get (place->award, "lead_percent");
  double ahead = lead == NULL ? 0 : g_ascii_strtod (lead, NULL);
  g_autofree char *points = lf_goal_format_lead (ahead);
  const char *state = tell_state (place);

  self->flag = place->flag;
  self->project = g_strdup (lf_record_id (place->project));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), reason == NULL ? "" : reason);
  gtk_image_set_from_icon_name (self->icon, lf_flag_icon (place->flag));
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), lf_flag_style (place->flag));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  lf_flag_label (place->flag), -1);
  gtk_label_set_label (self->lead, points);
  gtk_label_set_label (self->note, state == NULL ? "" : state);
  gtk_widget_set_visible (GTK_WIDGET (self->note), state != NULL);
  show_follow_up (self, place);
  return self;
}

LfFlag
lf_contest_row_get_flag (LfContestRow *self)
{
  return self->flag;
}

const char *
lf_contest_row_get_project (LfContestRow *self)
{
  return self->project;
}

static void
lf_contest_row_finalize (GObject *object)
{
  g_free (LF_CONTEST_ROW (object)->project);
  G_OBJECT_CLASS (lf_contest_row_parent_class)->finalize (object);
}

static void
lf_contest_row_class_init (LfContestRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_contest_row_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_CONTEST_UI ("lf-contest-row"));
  gtk_widget_class_bind_template_child (widget_class, LfContestRow, icon);
  gtk_widget_class_bind_template_child (widget_class, LfContestRow, lead);
  gtk_widget_class_bind_template_child (widget_class, LfContestRow, note);
  gtk_widget_class_bind_template_child (widget_class, LfContestRow, follow_up);
}

static void
lf_contest_row_init (LfContestRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
