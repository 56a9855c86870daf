/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sync state in the header. */

#include "config.h"

#include "lf-sync-button.h"

#include "lf-teller.h"

#include <glib/gi18n.h>

struct _LfSyncButton
{
  GtkWidget parent_instance;
  LfSyncService *sync;
  GtkMenuButton *button;
  GtkImage *icon;
  GtkLabel *label;
  GtkPopover *popover;
  GtkLabel *message;
  GtkWidget *success_box;
  GtkLabel *success;
  GtkLabel *pending;
  GtkLabel *files;
  GtkLabel *held;
  GtkLabel *problems;
  GtkWidget *now_button;
  GtkWidget *stop_button;
  GtkWidget *send_files_button;
  GtkWidget *review_button;
  GtkWidget *pending_button;
  GtkWidget *details_button;
  GtkWidget *sign_in_button;
};

/* A header bar shortens what is at its end rather than move its title from the middle. */
#define LEAST_CHARS 16

G_DEFINE_FINAL_TYPE (LfSyncButton, lf_sync_button, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon, *label;
} phases[] = {
  [LF_SYNC_OFF] = { "lf-sync-offline-symbolic", N_ ("Not connected") },
  [LF_SYNC_IDLE] = { "lf-sync-done-symbolic", N_ ("Synced") },
  [LF_SYNC_RUNNING] = { "emblem-synchronizing-symbolic", N_ ("Syncing…") },
  [LF_SYNC_OFFLINE] = { "lf-sync-offline-symbolic", N_ ("Offline") },
  [LF_SYNC_STOPPED] = { "dialog-warning-symbolic", N_ ("Sign in again") },
  [LF_SYNC_OUTDATED] = { "dialog-warning-symbolic", N_ ("Update needed") },
  [LF_SYNC_ASKING] = { "dialog-warning-symbolic", N_ ("Send it all?") },
  [LF_SYNC_ERASING] = { "dialog-warning-symbolic", N_ ("Erasing…") },
};

/* What can be done about the state, and no more. */
static void
offer (LfSyncButton *self, int phase, gboolean has_pending, gboolean has_problems)
{
  gboolean is_running = phase == LF_SYNC_RUNNING;
  gboolean needs_person = phase == LF_SYNC_OFF || phase == LF_SYNC_STOPPED;

  gtk_widget_set_visible (self->success_box, phase != LF_SYNC_OFF);
  gtk_widget_set_visible (self->now_button,
                          !needs_person && phase != LF_SYNC_ASKING && !is_running);
  gtk_widget_set_visible (self->stop_button, is_running);
  gtk_widget_set_visible (self->review_button, phase == LF_SYNC_ASKING);
  gtk_widget_set_visible (self->pending_button, has_pending);
  gtk_widget_set_visible (self->details_button, has_problems);
  gtk_widget_set_visible (self->sign_in_button, needs_person);
}

/* What is to be settled comes before that all is sent; what waits is counted. */
static char *
tell_state (int phase, int n_pending, int n_problems)
{
  if (phase == LF_SYNC_IDLE && n_problems > 0)
    return g_strdup_printf (ngettext ("%d to settle", "%d to settle", (gulong) n_problems),
                            n_problems);
  if (n_pending > 0 && phase != LF_SYNC_RUNNING)
    return g_strdup_printf ("%s · %d", _ (phases[phase].label), n_pending);
  return g_strdup (_ (phases[phase].label));
}

static void
show_files (LfSyncButton *self, gboolean is_running)
{
  g_autofree char *text = NULL;
  g_autofree char *held = NULL;
  gint64 n_files, n_held;

  g_object_get (self->sync, "n-files", &n_files, "n-files-held", &n_held, NULL);
  n_files -= MIN (n_files, n_held);
  text = g_strdup_printf (
      ngettext ("%d file on its way", "%d files on their way", (gulong) n_files), (int) n_files);
  held = g_strdup_printf (ngettext ("%d large file is waiting for a network that does not cost",
                                    "%d large files are waiting for a network that does not cost",
                                    (gulong) n_held),
                          (int) n_held);
  gtk_label_set_text (self->files, text);
  gtk_label_set_text (self->held, held);
  gtk_widget_set_visible (GTK_WIDGET (self->files), n_files > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->held), n_held > 0);
  gtk_widget_set_visible (self->send_files_button, n_held > 0 && !is_running);
}

/* What goes on, or else how it went last; @is_settled: nothing waits, and nothing is to be decided.
 */
static void
show_message (LfSyncButton *self, int phase, gboolean is_settled)
{
  g_autofree char *message = NULL;
  g_autofree char *progress = NULL;

  g_object_get (self->sync, "message", &message, "progress", &progress, NULL);
  if (phase == LF_SYNC_RUNNING && progress != NULL)
    gtk_label_set_text (self->message, progress);
  else if (phase == LF_SYNC_IDLE && !is_settled)
    gtk_label_set_text (self->message, _ ("All that could be sent is sent."));
  else
    gtk_label_set_text (self->message, message != NULL
                                           ? message
                                           : _ ("Everything is kept on this machine. Sign in to a "
                                                "server to share it with your team."));
}

static void
update (LfSyncButton *self)
{
  int phase, n_pending, n_conflicts, n_refused;
  gint64 pending, conflicts, refused, success;
  g_autofree char *time = NULL;
  g_autofree char *state = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *problems = NULL;

  g_object_get (self->sync, "phase", &phase, "n-pending", &pending, "n-conflicts", &conflicts,
                "n-refused", &refused, "last-success-us", &success, NULL);
  n_pending = (int) pending;
  n_conflicts = (int) conflicts;
  n_refused = (int) refused;
  time = success == 0 ? g_strdup (_ ("Never")) : lf_date_format_moment (success);
  waiting = g_strdup_printf (
      ngettext ("%d change waits to be sent", "%d changes wait to be sent", (gulong) n_pending),
      n_pending);
  problems = g_strdup_printf (_ ("%1$d in conflict, %2$d refused"), n_conflicts, n_refused);
  state = tell_state (phase, n_pending, n_conflicts + n_refused);
  gtk_image_set_from_icon_name (self->icon, phase == LF_SYNC_IDLE && n_conflicts + n_refused > 0
                                                ? "dialog-warning-symbolic"
                                                : phases[phase].icon);
  gtk_label_set_text (self->label, state);
  gtk_label_set_width_chars (self->label, MIN ((int) g_utf8_strlen (state, -1) - 1, LEAST_CHARS));
  show_message (self, phase, n_pending + n_conflicts + n_refused == 0);
  gtk_label_set_text (self->success, time);
  gtk_label_set_text (self->pending, waiting);
  gtk_label_set_text (self->problems, problems);
  gtk_widget_set_visible (GTK_WIDGET (self->pending), n_pending > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), n_conflicts + n_refused > 0);
  show_files (self, phase == LF_SYNC_RUNNING);
  offer (self, phase, n_pending > 0, n_conflicts + n_refused > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state, -1);
}

static void
on_notify_cb (GObject *sync, GParamSpec *pspec, gpointer user_data)
{
  update (user_data);
}

static void
on_clicked_cb (LfSyncButton *self)
{
  gtk_popover_popdown (self->popover);
}

static void
lf_sync_button_dispose (GObject *object)
{
  LfSyncButton *self = LF_SYNC_BUTTON (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), LF_TYPE_SYNC_BUTTON);
  g_clear_object (&self->sync);
  G_OBJECT_CLASS (lf_sync_button_parent_class)->dispose (object);
}

static void
lf_sync_button_class_init (LfSyncButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_sync_button_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/landfall/Landfall/window/lf-sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, icon);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, label);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, popover);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, message);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, success_box);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, success);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, pending);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, files);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, held);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, problems);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, now_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, stop_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, send_files_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, review_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, pending_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, details_button);
  gtk_widget_class_bind_template_child (widget_class, LfSyncButton, sign_in_button);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
lf_sync_button_init (LfSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_sync_button_set_context (LfSyncButton *self, LfAppContext *context)
{
  self->sync = g_object_ref (lf_app_context_sync (context));
  g_signal_connect_object (self->sync, "notify", G_CALLBACK (on_notify_cb), self, 0);
  update (self);
}

void
lf_sync_button_set_compact (LfSyncButton *self, gboolean is_compact)
{
  gtk_widget_set_visible (GTK_WIDGET (self->label), !is_compact);
}
