/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A meeting's agenda, actions and paper. */

#include "config.h"

#include "lf-meeting-bar.h"

#include "lf-may.h"
#include "lf-meeting-decisions.h"
#include "lf-meeting-paper.h"
#include "lf-print.h"
#include "lf-rows-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfMeetingBar
{
  AdwBin parent_instance;

  GtkLabel *parts;
  LfMeetingDecisions *decisions;
  GtkButton *agenda;

  LfAppContext *context;
  LfMeeting *meeting;    /* (nullable): that is shown */
  GCancellable *reading; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfMeetingBar, lf_meeting_bar, ADW_TYPE_BIN)

static GtkWindow *
window_of (LfMeetingBar *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- Agenda and next meeting ---- */

static void
agenda_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingBar *self = LF_MEETING_BAR (widget);
  g_autoptr (LfChange) change = lf_meeting_write_agenda (self->meeting);

  lf_app_context_commit (self->context, change, _ ("Agenda written"));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingBar *self = LF_MEETING_BAR (widget);
  const LfDate today = lf_date_today ();
  g_autoptr (LfRecord) next
      = lf_meeting_next (self->meeting->record, self->meeting->calendar, &today);
  g_autofree char *title = lf_record_title (next);
  g_autofree char *day = lf_record_format (next, "held_on");
  g_autofree char *label = g_strdup_printf (_ ("Next meeting: %1$s, %2$s"), title, day);
  g_autoptr (LfChange) change = lf_change_new (label);

  lf_change_create (change, next);
  lf_app_context_commit (self->context, change, _ ("Next meeting noted down"));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingBar *self = LF_MEETING_BAR (widget);
  g_autoptr (GError) error = NULL;

  if (!lf_print_paper (window_of (self), lf_meeting_paper_new (self->meeting), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- Actions ---- */

/* The rows, as they are added. */
enum
{
  SUBJECT,
  RESPONSIBLE,
  DEPARTMENT,
  PROJECT,
  DUE,
};

static LfChange *
make_action (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  g_autoptr (LfCalendar) calendar = lf_calendar_new ();
  LfMeetingAction action = { .subject = lf_rows_dialog_get (dialog, SUBJECT),
                             .responsible = lf_rows_dialog_get (dialog, RESPONSIBLE),
                             .department = lf_rows_dialog_get (dialog, DEPARTMENT),
                             .project = lf_rows_dialog_get (dialog, PROJECT) };

  lf_rows_dialog_get_date (dialog, DUE, &action.due);
  return lf_meeting_add_action (user_data, &action, calendar, error);
}

static void
action_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfMeetingBar *self = LF_MEETING_BAR (widget);
  LfRecord *meeting = self->meeting->record;
  const LfDate today = lf_date_today ();
  LfDate due = lf_meeting_next_day (meeting, self->meeting->calendar, &today);
  g_autofree char *day = lf_date_to_canonical (&due);
  g_autofree char *title = lf_record_title (meeting);
  g_autoptr (LfRecord) draft = lf_record_new (lf_schema_find ("action"), NULL);
  LfRowsDialog *dialog
      = lf_rows_dialog_new (window_of (self), self->context, _ ("Add an Action"), title);

  lf_record_set (draft, "due_on", day);
  lf_rows_dialog_add_group (dialog, _ ("Action"), /* description= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "subject", _ ("What is to be done"));
  lf_rows_dialog_add_row (dialog, draft, "responsible", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "department", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "project", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, draft, "due_on", /* title= */ NULL);
  lf_rows_dialog_present (dialog, _ ("Action added"), make_action, lf_record_ref (meeting),
                          (GDestroyNotify) lf_record_unref);
}

/* ---- Showing ---- */

/* "Actions that are due 3 · Problems that are overdue 1" */
static char *
tell_parts (const LfMeeting *meeting)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < meeting->parts->len; i++)
    {
      const LfAgendaPart *part = meeting->parts->pdata[i];

      g_string_append_printf (text, C_ ("parts of an agenda, in a row", "%1$s%2$s %3$u"),
                              i == 0 ? "" : " · ", lf_agenda_label (part->source), part->n);
    }
  if (text->len == 0)
    g_string_append (text, _ ("Nothing lags: there is nothing to put on the agenda."));
  return g_string_free (text, FALSE);
}

static void
show_nothing (LfMeetingBar *self)
{
  g_clear_pointer (&self->meeting, lf_meeting_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfMeetingBar *self = user_data;
  g_autoptr (GError) error = NULL;
  LfMeeting *meeting = lf_store_meeting_finish (LF_STORE (source), result, &error);
  g_autofree char *parts = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_nothing (self);
  if (meeting == NULL)
    return;
  self->meeting = meeting;
  parts = tell_parts (meeting);
  gtk_label_set_label (self->parts, parts);
  lf_meeting_decisions_show (self->decisions, self->context, meeting);
  gtk_widget_set_visible (GTK_WIDGET (self->agenda), meeting->parts->len > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.agenda",
                                 lf_may (self->context, "meeting", 'e'));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.action",
                                 lf_may (self->context, "action", 'c'));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.next",
                                 lf_may (self->context, "meeting", 'c'));
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

void
lf_meeting_bar_show (LfMeetingBar *self, LfRecord *record)
{
  const LfDate today = lf_date_today ();

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (record == NULL || strcmp (lf_record_entity (record)->name, "meeting") != 0)
    {
      show_nothing (self);
      return;
    }
  if (self->meeting != NULL
      && !g_str_equal (lf_record_id (self->meeting->record), lf_record_id (record)))
    show_nothing (self);
  self->reading = g_cancellable_new ();
  lf_store_meeting_async (lf_app_context_store (self->context), lf_record_id (record), &today,
                          self->reading, on_read_cb, self);
}

/* ---- Widget ---- */

static void
lf_meeting_bar_dispose (GObject *object)
{
  LfMeetingBar *self = LF_MEETING_BAR (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  G_OBJECT_CLASS (lf_meeting_bar_parent_class)->dispose (object);
}

static void
lf_meeting_bar_finalize (GObject *object)
{
  LfMeetingBar *self = LF_MEETING_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->meeting, lf_meeting_free);
  G_OBJECT_CLASS (lf_meeting_bar_parent_class)->finalize (object);
}

static void
lf_meeting_bar_class_init (LfMeetingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_meeting_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_meeting_bar_finalize;
  gtk_widget_class_install_action (widget_class, "meeting.agenda", NULL, agenda_action);
  gtk_widget_class_install_action (widget_class, "meeting.action", NULL, action_action);
  gtk_widget_class_install_action (widget_class, "meeting.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "meeting.print", NULL, print_action);
  g_type_ensure (LF_TYPE_MEETING_DECISIONS);
  gtk_widget_class_set_template_from_resource (widget_class, LF_MEETING_UI ("lf-meeting-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfMeetingBar, parts);
  gtk_widget_class_bind_template_child (widget_class, LfMeetingBar, decisions);
  gtk_widget_class_bind_template_child (widget_class, LfMeetingBar, agenda);
}

static void
lf_meeting_bar_init (LfMeetingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_meeting_bar_set_context (LfMeetingBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
