/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of trips. */

#include "config.h"

#include "lf-trips-page.h"

#include "lf-page-reader.h"
#include "lf-trip-paper.h"
#include "lf-trip-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define SHOWN 200 /* the newest; the rest is found by search */

struct _LfTripsPage
{
  GtkWidget parent_instance;

  GtkStack *pages;
  AdwStatusPage *nothing;
  GtkListBox *list;
  GtkLabel *year;
  LfTripView *view;

  LfAppContext *context;
  LfPageReader *reader;
  gboolean was_shown; /* the trip that is under way was opened by itself */
};

G_DEFINE_FINAL_TYPE (LfTripsPage, lf_trips_page, GTK_TYPE_WIDGET)

/* ---- The list ---- */

/* In the order of what asks for somebody first. */
static const LfTripPhase order[] = { LF_TRIP_WORK, LF_TRIP_PREPARE, LF_TRIP_DEBRIEF, LF_TRIP_OVER };

static guint
rank_of (LfTripPhase phase)
{
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] == phase)
      return i;
  g_return_val_if_reached (0);
}

static LfTripPhase
phase_of (GtkListBoxRow *row)
{
  return (LfTripPhase) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "phase"));
}

static void
update_header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  static const char *const titles[LF_N_TRIP_PHASES] = {
    [LF_TRIP_PREPARE] = N_ ("To Prepare"),
    [LF_TRIP_WORK] = N_ ("Under Way"),
    [LF_TRIP_DEBRIEF] = N_ ("To Debrief"),
    [LF_TRIP_OVER] = N_ ("Over"),
  };
  LfTripPhase phase = phase_of (row);
  GtkWidget *header;

  if (before != NULL && phase_of (before) == phase)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  header = g_object_new (GTK_TYPE_LABEL, "label", _ (titles[phase]), "xalign", 0.0, "css-name",
                         "lf-today-heading", NULL);
  gtk_widget_add_css_class (header, "heading");
  gtk_list_box_row_set_header (row, header);
}

static GtkWidget *
make_row (LfRecord *trip, const LfDate *today)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = lf_record_title (trip);
  g_autofree char *subtitle = lf_trip_describe (trip);

  g_object_set_data_full (G_OBJECT (row), "trip", lf_record_ref (trip),
                          (GDestroyNotify) lf_record_unref);
  g_object_set_data (G_OBJECT (row), "phase", GINT_TO_POINTER (lf_trip_phase (trip, today)));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  gtk_widget_set_tooltip_text (row, title);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("lf-trip-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static int
compare_rows_cb (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  const LfRecord *x = g_object_get_data (G_OBJECT (a), "trip");
  const LfRecord *y = g_object_get_data (G_OBJECT (b), "trip");
  guint first = rank_of (phase_of (a)), second = rank_of (phase_of (b));
  int by_day = g_strcmp0 (lf_record_get (x, "start_date"), lf_record_get (y, "start_date"));

  if (first != second)
    return first < second ? -1 : 1;
  /* what comes next stands on top, and of what is over what came last */
  return phase_of (a) == LF_TRIP_PREPARE ? by_day : -by_day;
}

static void
open_trip (LfTripsPage *self, const char *id)
{
  lf_trip_view_set_trip (self->view, id);
  gtk_stack_set_visible_child_name (self->pages, "trip");
}

static void
show_trips (LfTripsPage *self, GPtrArray *trips)
{
  const LfDate today = lf_date_today ();
  const LfRecord *now = NULL;
  GtkWidget *child;

  lf_app_leave (GTK_WIDGET (self->list));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < trips->len; i++)
    {
      gtk_list_box_append (self->list, make_row (trips->pdata[i], &today));
      if (lf_trip_phase (trips->pdata[i], &today) == LF_TRIP_WORK)
        now = trips->pdata[i];
    }
  if (trips->len == 0)
    gtk_stack_set_visible_child_name (self->pages, "nothing");
  else if (!g_str_equal (gtk_stack_get_visible_child_name (self->pages), "trip"))
    gtk_stack_set_visible_child_name (self->pages, "trips");
  /* somebody who is on a trip comes for that one */
  if (now != NULL && !self->was_shown)
    open_trip (self, lf_record_id (now));
  self->was_shown = TRUE;
}

/* ---- Reading ---- */

typedef struct
{
  GPtrArray *trips;
  LfTripTotals totals;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->trips, g_ptr_array_unref);
  g_free (reading);
}

/* The trips, and what those of this year brought (A11). */
static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  LfStore *store = data;
  const LfDate today = lf_date_today ();
  const LfDate first = { today.year, 1, 1 }, last = { today.year, 12, 31 };
  g_autoptr (LfQuery) query = lf_query_new (lf_schema_find ("trip"), NULL, "-start_date");
  Reading *reading = g_new0 (Reading, 1);
  GError *error = NULL;

  reading->trips = lf_store_list_sync (store, query, SHOWN, &error);
  if (reading->trips != NULL
      && lf_store_trip_totals_sync (store, &first, &last, &reading->totals, &error))
    {
      g_task_return_pointer (task, reading, reading_free);
      return;
    }
  reading_free (reading);
  g_task_return_error (task, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  LfTripsPage *self = user_data;
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *totals = NULL;

  if (lf_page_reader_was_cancelled (error))
    return;
  if (reading == NULL)
    {
      lf_page_reader_tell (self->nothing, error);
      gtk_stack_set_visible_child_name (self->pages, "nothing");
      lf_page_reader_done (self->reader);
      return;
    }
  totals = lf_trip_totals_tell (&reading->totals);
  gtk_label_set_label (self->year, totals);
  show_trips (self, reading->trips);
  reading_free (reading);
  lf_page_reader_done (self->reader);
}

static void
read_trips (GtkWidget *page, GCancellable *cancellable)
{
  LfTripsPage *self = LF_TRIPS_PAGE (page);
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, on_read_cb, self);

  g_task_set_task_data (task, g_object_ref (lf_app_context_store (self->context)), g_object_unref);
  g_task_run_in_thread (task, read_in_thread);
}

/* ---- Widget ---- */

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  LfTripsPage *self
      = LF_TRIPS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (list), LF_TYPE_TRIPS_PAGE));
  const LfRecord *trip = g_object_get_data (G_OBJECT (row), "trip");

  open_trip (self, lf_record_id (trip));
}

/* One that was just planned, or found, is the one to go on with. */
static void
on_open_record_cb (LfTripsPage *self, const char *entity, const char *id)
{
  if (g_str_equal (entity, "trip") && gtk_widget_get_mapped (GTK_WIDGET (self)))
    open_trip (self, id);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_stack_set_visible_child_name (LF_TRIPS_PAGE (widget)->pages, "trips");
}

static void
lf_trips_page_dispose (GObject *object)
{
  LfTripsPage *self = LF_TRIPS_PAGE (object);

  g_clear_object (&self->reader);
  g_clear_pointer ((GtkWidget **) &self->pages, gtk_widget_unparent);
  G_OBJECT_CLASS (lf_trips_page_parent_class)->dispose (object);
}

static void
lf_trips_page_finalize (GObject *object)
{
  g_clear_object (&LF_TRIPS_PAGE (object)->context);
  G_OBJECT_CLASS (lf_trips_page_parent_class)->finalize (object);
}

static void
lf_trips_page_class_init (LfTripsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_trips_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_trips_page_finalize;
  g_type_ensure (LF_TYPE_TRIP_VIEW);
  gtk_widget_class_install_action (widget_class, "trips.back", NULL, back_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-trips-page"));
  gtk_widget_class_bind_template_child (widget_class, LfTripsPage, pages);
  gtk_widget_class_bind_template_child (widget_class, LfTripsPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LfTripsPage, list);
  gtk_widget_class_bind_template_child (widget_class, LfTripsPage, year);
  gtk_widget_class_bind_template_child (widget_class, LfTripsPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
lf_trips_page_init (LfTripsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header_cb, NULL, NULL);
  gtk_list_box_set_sort_func (self->list, compare_rows_cb, NULL, NULL);
}

GtkWidget *
lf_trips_page_new (LfAppContext *context)
{
  LfTripsPage *self = g_object_new (LF_TYPE_TRIPS_PAGE, NULL);

  self->context = g_object_ref (context);
  lf_trip_view_set_context (self->view, context);
  g_signal_connect_object (context, "open-record", G_CALLBACK (on_open_record_cb), self,
                           G_CONNECT_SWAPPED);
  self->reader = lf_page_reader_new (GTK_WIDGET (self), lf_app_context_store (context), read_trips);
  return GTK_WIDGET (self);
}
