/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A goal's standing and its pledge. */

#include "config.h"

#include "lf-goal-bar.h"

#include "lf-goal-meter.h"
#include "lf-goal-paper.h"
#include "lf-goals-page.h"
#include "lf-print.h"

#include <glib/gi18n.h>
#include <string.h>

struct _LfGoalBar
{
  AdwBin parent_instance;

  GtkLabel *reached;
  GtkLabel *standing;
  LfGoalMeter *meter;

  LfAppContext *context;
  LfGoalReading *reading; /* (nullable): that is shown */
  GCancellable *task;     /* (nullable) */
};

G_DEFINE_FINAL_TYPE (LfGoalBar, lf_goal_bar, ADW_TYPE_BIN)

/* ---- What can be done ---- */

static void
counted_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfGoalBar *self = LF_GOAL_BAR (widget);
  g_autofree char *title = lf_record_title (self->reading->record);

  lf_app_context_open_list (self->context, self->reading->entity->name, self->reading->filter,
                            title);
}

static void
pledge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfGoalBar *self = LF_GOAL_BAR (widget);
  const LfDate today = lf_date_today ();
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autoptr (GError) error = NULL;

  if (!lf_print_paper (window, lf_goal_paper_new (self->reading, &today), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
all_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  lf_app_context_show_view (LF_GOAL_BAR (widget)->context, "goals");
}

/* ---- Showing ---- */

typedef struct
{
  LfStore *store;
  char *id;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->store);
  g_free (asked->id);
  g_free (asked);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  const LfDate today = lf_date_today ();
  GError *error = NULL;
  LfGoalReading *reading = lf_store_goal_sync (asked->store, asked->id, &today, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) lf_goal_reading_free);
  else
    g_task_return_error (task, error);
}

static void
show_nothing (LfGoalBar *self)
{
  g_clear_pointer (&self->reading, lf_goal_reading_free);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
show_reading (LfGoalBar *self)
{
  g_autofree char *reached = lf_goal_tell (&self->reading->goal, &self->reading->progress);
  g_autofree char *standing = lf_goal_paper_tell (self->reading);

  gtk_label_set_label (self->reached, reached);
  gtk_label_set_label (self->standing, standing);
  lf_goal_meter_show (self->meter, &self->reading->progress, standing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "goal.counted", self->reading->filter != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfGoalBar *self = user_data;
  g_autoptr (GError) error = NULL;
  LfGoalReading *reading = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  show_nothing (self);
  if (reading == NULL)
    return;
  self->reading = reading;
  show_reading (self);
}

void
lf_goal_bar_show (LfGoalBar *self, LfRecord *record)
{
  g_autoptr (GTask) task = NULL;
  Asked *asked;

  g_cancellable_cancel (self->task);
  g_clear_object (&self->task);
  if (record == NULL || strcmp (lf_record_entity (record)->name, "goal") != 0)
    {
      show_nothing (self);
      return;
    }
  if (self->reading != NULL
      && !g_str_equal (lf_record_id (self->reading->record), lf_record_id (record)))
    show_nothing (self);
  asked = g_new0 (Asked, 1);
  asked->store = g_object_ref (lf_app_context_store (self->context));
  asked->id = g_strdup (lf_record_id (record));
  self->task = g_cancellable_new ();
  task = g_task_new (NULL, self->task, on_read_cb, self);
  g_task_set_task_data (task, asked, asked_free);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Widget ---- */

static void
lf_goal_bar_dispose (GObject *object)
{
  LfGoalBar *self = LF_GOAL_BAR (object);

  g_cancellable_cancel (self->task);
  g_clear_object (&self->task);
  G_OBJECT_CLASS (lf_goal_bar_parent_class)->dispose (object);
}

static void
lf_goal_bar_finalize (GObject *object)
{
  LfGoalBar *self = LF_GOAL_BAR (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->reading, lf_goal_reading_free);
  G_OBJECT_CLASS (lf_goal_bar_parent_class)->finalize (object);
}

static void
lf_goal_bar_class_init (LfGoalBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_goal_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_goal_bar_finalize;
  g_type_ensure (LF_TYPE_GOAL_METER);
  gtk_widget_class_install_action (widget_class, "goal.counted", NULL, counted_action);
  gtk_widget_class_install_action (widget_class, "goal.pledge", NULL, pledge_action);
  gtk_widget_class_install_action (widget_class, "goal.all", NULL, all_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_GOALS_UI ("lf-goal-bar"));
  gtk_widget_class_bind_template_child (widget_class, LfGoalBar, reached);
  gtk_widget_class_bind_template_child (widget_class, LfGoalBar, standing);
  gtk_widget_class_bind_template_child (widget_class, LfGoalBar, meter);
}

static void
lf_goal_bar_init (LfGoalBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
lf_goal_bar_set_context (LfGoalBar *self, LfAppContext *context)
{
  g_set_object (&self->context, context);
}
