/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One trip. */

#include "config.h"

#include "lf-trip-view.h"

#include "lf-compat-files.h"
#include "lf-firms-dialog.h"
#include "lf-page-reader.h"
#include "lf-print.h"
#include "lf-debrief-pane.h"
#include "lf-trip-paper.h"
#include "lf-prepare-pane.h"
#include "lf-work-pane.h"
#include "lf-trips-page.h"
#include "lf-visit-dialog.h"

#include <glib/gi18n.h>

struct _LfTripView
{
  GtkWidget parent_instance;

  GtkLabel *title;
  GtkLabel *subtitle;
  GtkStack *panes;
  LfPreparePane *prepare;
  LfWorkPane *work;
  LfDebriefPane *debrief;

  LfAppContext *context;
  LfPageReader *reader;
  char *id;     /* (nullable): of the trip that is asked for */
  LfTrip *trip; /* (nullable): as it is shown */
};

G_DEFINE_FINAL_TYPE (LfTripView, lf_trip_view, GTK_TYPE_WIDGET)

static GtkWindow *
window_of (LfTripView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- Showing ---- */

/* Opens what it asks for when it is another one than before. */
static void
show_trip (LfTripView *self, LfTrip *trip)
{
  static const char *const panes[LF_N_TRIP_PHASES] = {
    [LF_TRIP_PREPARE] = "prepare",
    [LF_TRIP_WORK] = "work",
    [LF_TRIP_DEBRIEF] = "debrief",
    [LF_TRIP_OVER] = "debrief",
  };
  const LfDate today = lf_date_today ();
  gboolean is_other = self->trip == NULL
                      || !g_str_equal (lf_record_id (self->trip->trip), lf_record_id (trip->trip));
  g_autofree char *title = lf_record_title (trip->trip);
  g_autofree char *subtitle = lf_trip_describe (trip->trip);
  g_autoptr (LfTrip) before = self->trip;

  self->trip = trip;
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->subtitle), subtitle);
  lf_prepare_pane_show (self->prepare, trip);
  lf_work_pane_show (self->work, trip);
  lf_debrief_pane_show (self->debrief, trip);
  if (!is_other)
    return;
  gtk_stack_set_visible_child_name (self->panes, panes[lf_trip_phase (trip->trip, &today)]);
  lf_work_pane_focus (self->work);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTripView *self = user_data;
  g_autoptr (GError) error = NULL;
  LfTrip *trip = lf_store_trip_finish (LF_STORE (source), result, &error);

  if (lf_page_reader_was_cancelled (error))
    return;
  if (trip != NULL)
    show_trip (self, trip);
  else /* it was deleted meanwhile, or cannot be read */
    {
      g_clear_pointer (&self->id, g_free);
      lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
      gtk_widget_activate_action (GTK_WIDGET (self), "trips.back", NULL);
    }
  lf_page_reader_done (self->reader);
}

static void
read_trip (GtkWidget *widget, GCancellable *cancellable)
{
  LfTripView *self = LF_TRIP_VIEW (widget);

  if (self->id != NULL)
    lf_store_trip_async (lf_app_context_store (self->context), self->id, cancellable, on_read_cb,
                         self);
  else
    lf_page_reader_done (self->reader);
}

void
lf_trip_view_set_trip (LfTripView *self, const char *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
  lf_page_reader_restart (self->reader);
}

void
lf_trip_view_set_context (LfTripView *self, LfAppContext *context)
{
  self->context = g_object_ref (context);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_trip);
}

/* ---- What can be done ---- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *entity, *id;

  g_variant_get (parameter, "(&s&s)", &entity, &id);
  lf_app_context_open_record (LF_TRIP_VIEW (widget)->context, entity, id);
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (LF_TRIP_VIEW (widget)->panes,
                                    g_variant_get_string (parameter, NULL));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);

  if (self->trip != NULL)
    lf_app_context_open_record (self->context, lf_record_entity (self->trip->trip)->name,
                                lf_record_id (self->trip->trip));
}

static void
add_firms_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);

  if (self->trip != NULL)
    lf_firms_dialog_present (window_of (self), self->context, self->trip);
}

/* (nullable): @id: "": the next one that was not called on */
static const LfTripStop *
find_stop (const LfTrip *trip, const char *id)
{
  for (guint i = 0; i < trip->stops->len; i++)
    {
      const LfTripStop *stop = trip->stops->pdata[i];

      if (*id == '\0' ? !lf_trip_stop_is_done (stop)
                      : g_str_equal (lf_record_id (stop->record), id))
        return stop;
    }
  return NULL;
}

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);
  const LfTripStop *stop
      = self->trip == NULL ? NULL : find_stop (self->trip, g_variant_get_string (parameter, NULL));

  if (stop != NULL)
    lf_visit_dialog_present (window_of (self), self->context, self->trip->trip, stop);
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfTripView) self = user_data;
  g_autoptr (GError) error = NULL;

  if (lf_store_commit_finish (LF_STORE (source), result, &error))
    lf_app_context_toast (self->context, _ ("Noted"), /* has_undo= */ TRUE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);
  const LfDate today = lf_date_today ();
  g_autoptr (LfChange) change = NULL;

  if (self->trip == NULL)
    return;
  change = lf_trip_end (self->trip->trip, g_variant_get_boolean (parameter), &today);
  lf_store_commit_async (lf_app_context_store (self->context), change, /* cancellable= */ NULL,
                         on_ended_cb, g_object_ref (self));
}

/* ---- The report ---- */

static void
on_target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (LfTripView) self = user_data;
  g_autoptr (GFile) file = lf_file_save_finish (GTK_WINDOW (source), result, NULL);
  g_autoptr (LfPaper) paper = NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL || self->trip == NULL)
    return;
  paper = lf_trip_paper_new (self->trip);
  if (lf_paper_write (paper, g_file_peek_path (file), &error))
    lf_app_context_toast (self->context, _ ("The report was saved"), /* has_undo= */ FALSE);
  else
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);
  g_autofree char *title = self->trip == NULL ? NULL : lf_record_title (self->trip->trip);
  g_autofree char *file = g_strdup_printf ("%s.pdf", title);

  if (self->trip != NULL)
    lf_file_save_async (window_of (self), _ ("Save the Report"), file, on_target_chosen_cb,
                        g_object_ref (self));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LfTripView *self = LF_TRIP_VIEW (widget);
  g_autoptr (GError) error = NULL;

  if (self->trip != NULL
      && !lf_print_paper (window_of (self), lf_trip_paper_new (self->trip), &error))
    lf_app_context_toast (self->context, error->message, /* has_undo= */ FALSE);
}

/* ---- Widget ---- */

static void
lf_trip_view_dispose (GObject *object)
{
  LfTripView *self = LF_TRIP_VIEW (object);
  GtkWidget *child;

  g_clear_object (&self->reader);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_trip_view_parent_class)->dispose (object);
}

static void
lf_trip_view_finalize (GObject *object)
{
  LfTripView *self = LF_TRIP_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->trip, lf_trip_free);
  g_free (self->id);
  G_OBJECT_CLASS (lf_trip_view_parent_class)->finalize (object);
}

static void
lf_trip_view_class_init (LfTripViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_trip_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_trip_view_finalize;
  g_type_ensure (LF_TYPE_PREPARE_PANE);
  g_type_ensure (LF_TYPE_WORK_PANE);
  g_type_ensure (LF_TYPE_DEBRIEF_PANE);
  gtk_widget_class_install_action (widget_class, "trip.open", "(ss)", open_action);
  gtk_widget_class_install_action (widget_class, "trip.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "trip.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "trip.add-firms", NULL, add_firms_action);
  gtk_widget_class_install_action (widget_class, "trip.log", "s", log_action);
  gtk_widget_class_install_action (widget_class, "trip.end", "b", end_action);
  gtk_widget_class_install_action (widget_class, "trip.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "trip.print", NULL, print_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-trip-view"));
  gtk_widget_class_bind_template_child (widget_class, LfTripView, title);
  gtk_widget_class_bind_template_child (widget_class, LfTripView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LfTripView, panes);
  gtk_widget_class_bind_template_child (widget_class, LfTripView, prepare);
  gtk_widget_class_bind_template_child (widget_class, LfTripView, work);
  gtk_widget_class_bind_template_child (widget_class, LfTripView, debrief);
}

static void
lf_trip_view_init (LfTripView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
