/* SPDX-License-Identifier: GPL-3.0-or-later */
/* On a trip. */

#include "config.h"

#include "lf-work-pane.h"

#include "lf-trip-rows.h"
#include "lf-trips-page.h"

#include <glib/gi18n.h>

struct _LfWorkPane
{
  GtkWidget parent_instance;

  GtkLabel *day_label;
  AdwPreferencesGroup *stops;
  AdwPreferencesGroup *undated;
  AdwStatusPage *nothing;
  GPtrArray *rows;    /* (element-type AdwActionRow), owned by the groups */
  AdwActionRow *next; /* (nullable): of them, the first stop to call on */

  const LfTrip *trip; /* (nullable) */
  char *id;           /* (nullable): of the trip whose day is shown */
  LfDate day;
};

G_DEFINE_FINAL_TYPE (LfWorkPane, lf_work_pane, GTK_TYPE_WIDGET)

/* ---- Stops ---- */

static char *
describe (const LfTripStop *stop)
{
  g_autofree char *contact = stop->contact == NULL ? NULL : lf_record_title (stop->contact);
  const char *lines[] = { lf_trip_stop_phone (stop), lf_record_get (stop->record, "city"),
                          lf_record_get (stop->record, "address") };
  const char *result = lf_record_get (stop->record, "result");
  GString *text = g_string_new (contact);

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (lines[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", lines[i]);
  if (result != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", result);
  return g_string_free (text, FALSE);
}

static void
show_stop (LfWorkPane *self, AdwPreferencesGroup *group, const LfTripStop *stop)
{
  gboolean is_done = lf_trip_stop_is_done (stop);
  g_autofree char *title = lf_record_title (stop->record);
  const char *time = lf_record_get (stop->record, "at_time");
  g_autofree char *timed = time == NULL ? NULL : g_strdup_printf ("%s  %s", time, title);
  g_autofree char *subtitle = describe (stop);
  g_autofree char *spoken = g_strdup_printf (_ ("Log the visit: %s"), title);
  AdwActionRow *row = lf_trip_rows_add (self->rows, group,
                                        is_done ? "object-select-symbolic" : "lf-trip-symbolic",
                                        timed == NULL ? title : timed, subtitle);

  if (is_done)
    {
      lf_trip_row_opens (row, stop->record);
      return;
    }
  if (self->next == NULL)
    self->next = row;
  lf_trip_row_activates (row, "trip.log", g_variant_new_string (lf_record_id (stop->record)));
  lf_trip_row_add_button (row, _ ("Log…"), spoken, "trip.log",
                          g_variant_new_string (lf_record_id (stop->record)));
}

static void
show_stops (LfWorkPane *self, AdwPreferencesGroup *group, const LfDate *day)
{
  g_autoptr (GPtrArray) stops = lf_trip_stops_on (self->trip, day);

  for (guint i = 0; i < stops->len; i++)
    show_stop (self, group, stops->pdata[i]);
}

static char *
name_day (const LfDate *day)
{
  g_autoptr (GDateTime) time = g_date_time_new_local (day->year, day->month, day->day, 12, 0, 0);
  g_autofree char *date = lf_date_format (day);
  g_autofree char *weekday = g_date_time_format (time, "%A");
  const LfDate today = lf_date_today ();

  return lf_date_compare (day, &today) == 0
             ? g_strdup_printf (_ ("%1$s, %2$s (today)"), weekday, date)
             : g_strdup_printf (C_ ("weekday, date", "%1$s, %2$s"), weekday, date);
}

static gboolean
has_focus (LfWorkPane *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root == NULL ? NULL : gtk_root_get_focus (root);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self));
}

static void
show_day (LfWorkPane *self)
{
  gboolean had_focus = has_focus (self);
  const LfDate undated = { 0 };
  LfDate first = lf_trip_first_day (self->trip->trip), last = lf_trip_last_day (self->trip->trip);
  g_autofree char *name = self->day.year == 0 ? g_strdup ("") : name_day (&self->day);

  self->next = NULL;
  lf_trip_rows_clear (self->rows, GTK_WIDGET (self));
  gtk_label_set_label (self->day_label, name);
  if (self->day.year != 0)
    show_stops (self, self->stops, &self->day);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), self->rows->len == 0);
  show_stops (self, self->undated, &undated);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "day.previous",
                                 self->day.year != 0 && lf_date_compare (&self->day, &first) > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "day.next",
                                 self->day.year != 0 && lf_date_compare (&self->day, &last) < 0);
  if (had_focus)
    lf_work_pane_focus (self);
}

/* The next one to call on; where all are done the first. */
void
lf_work_pane_focus (LfWorkPane *self)
{
  GtkWidget *row = self->next != NULL    ? GTK_WIDGET (self->next)
                   : self->rows->len > 0 ? self->rows->pdata[0]
                                         : NULL;

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

/* Today where the trip goes over it, else its first day. */
static LfDate
choose_day (const LfRecord *trip)
{
  const LfDate today = lf_date_today ();
  LfDate first = lf_trip_first_day (trip), last = lf_trip_last_day (trip);

  return lf_date_compare (&today, &first) >= 0 && lf_date_compare (&today, &last) <= 0 ? today
                                                                                       : first;
}

void
lf_work_pane_show (LfWorkPane *self, const LfTrip *trip)
{
  self->trip = trip;
  if (g_strcmp0 (self->id, lf_record_id (trip->trip)) != 0)
    {
      g_free (self->id);
      self->id = g_strdup (lf_record_id (trip->trip));
      self->day = choose_day (trip->trip);
    }
  show_day (self);
}

/* ---- Widget ---- */

static void
turn (LfWorkPane *self, int days)
{
  self->day = lf_date_add_days (&self->day, days);
  show_day (self);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WORK_PANE (widget), -1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  turn (LF_WORK_PANE (widget), 1);
}

static void
lf_work_pane_dispose (GObject *object)
{
  GtkWidget *child;

  g_ptr_array_set_size (LF_WORK_PANE (object)->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_work_pane_parent_class)->dispose (object);
}

static void
lf_work_pane_finalize (GObject *object)
{
  LfWorkPane *self = LF_WORK_PANE (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (lf_work_pane_parent_class)->finalize (object);
}

static void
lf_work_pane_class_init (LfWorkPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_work_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_work_pane_finalize;
  gtk_widget_class_install_action (widget_class, "day.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "day.next", NULL, next_action);
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-work-pane"));
  gtk_widget_class_bind_template_child (widget_class, LfWorkPane, day_label);
  gtk_widget_class_bind_template_child (widget_class, LfWorkPane, stops);
  gtk_widget_class_bind_template_child (widget_class, LfWorkPane, undated);
  gtk_widget_class_bind_template_child (widget_class, LfWorkPane, nothing);
}

static void
lf_work_pane_init (LfWorkPane *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
