/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of what waits for a decision. */

#include "config.h"

#include "lf-meeting-decisions.h"

#include "lf-decision-dialog.h"
#include "lf-may.h"

#include <glib/gi18n.h>

struct _LfMeetingDecisions
{
  AdwBin parent_instance;

  LfAppContext *context;  /* (nullable) */
  LfRecord *meeting;      /* (nullable) */
  GPtrArray *evaluations; /* (nullable) (element-type LfRecord) */
};

G_DEFINE_FINAL_TYPE (LfMeetingDecisions, lf_meeting_decisions, ADW_TYPE_BIN)

/* ---- What can be done ---- */

/* (nullable) */
static LfRecord *
evaluation_at (LfMeetingDecisions *self, GVariant *parameter)
{
  guint index = g_variant_get_uint32 (parameter);

  return self->evaluations == NULL || index >= self->evaluations->len
             ? NULL
             : self->evaluations->pdata[index];
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingDecisions *self = LF_MEETING_DECISIONS (widget);
  LfRecord *evaluation = evaluation_at (self, parameter);

  if (evaluation != NULL)
    lf_decision_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->context,
                                evaluation, self->meeting);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingDecisions *self = LF_MEETING_DECISIONS (widget);
  const LfRecord *evaluation = evaluation_at (self, parameter);

  if (evaluation != NULL)
    lf_app_context_open_record (self->context, "evaluation", lf_record_id (evaluation));
}

/* ---- Showing ---- */

static GtkWidget *
make_row (LfMeetingDecisions *self, guint index)
{
  const LfRecord *evaluation = self->evaluations->pdata[index];
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (evaluation);
  g_autofree char *project = lf_record_format (evaluation, "project");
  g_autofree char *body = lf_record_format (evaluation, "body");
  g_autofree char *told
      = g_strdup_printf ("%s%s%s", project, *project == '\0' || *body == '\0' ? "" : " · ", body);
  GtkWidget *button;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), told);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "decisions.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "u", index);
  if (!lf_may (self->context, "evaluation", 'e'))
    return row;
  button = gtk_button_new_with_mnemonic (C_ ("of a body at its meeting", "_Decide…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "decisions.decide");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", index);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* (transfer full) (element-type LfRecord) */
static GPtrArray *
list_waiting (const LfMeeting *meeting)
{
  GPtrArray *waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);

  for (guint p = 0; p < meeting->parts->len; p++)
    {
      const LfAgendaPart *part = meeting->parts->pdata[p];

      for (guint i = 0; i < part->records->len; i++)
        if (lf_decision_waits (part->records->pdata[i]))
          g_ptr_array_add (waiting, lf_record_ref (part->records->pdata[i]));
    }
  return waiting;
}

void
lf_meeting_decisions_show (LfMeetingDecisions *self, LfAppContext *context, LfMeeting *meeting)
{
  GtkWidget *list = gtk_list_box_new ();

  g_set_object (&self->context, context);
  g_clear_pointer (&self->meeting, lf_record_unref);
  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  self->meeting = lf_record_ref (meeting->record);
  self->evaluations = list_waiting (meeting);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Evaluations that wait for a decision"), -1);
  for (guint i = 0; i < self->evaluations->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, i));
  adw_bin_set_child (ADW_BIN (self), list);
  gtk_widget_set_visible (GTK_WIDGET (self), self->evaluations->len > 0);
}

/* ---- Widget ---- */

static void
lf_meeting_decisions_finalize (GObject *object)
{
  LfMeetingDecisions *self = LF_MEETING_DECISIONS (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->meeting, lf_record_unref);
  g_clear_pointer (&self->evaluations, g_ptr_array_unref);
  G_OBJECT_CLASS (lf_meeting_decisions_parent_class)->finalize (object);
}

static void
lf_meeting_decisions_class_init (LfMeetingDecisionsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = lf_meeting_decisions_finalize;
  gtk_widget_class_install_action (widget_class, "decisions.decide", "u", decide_action);
  gtk_widget_class_install_action (widget_class, "decisions.open", "u", open_action);
}

static void
lf_meeting_decisions_init (LfMeetingDecisions *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
