/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After a trip. */

#include "config.h"

#include "lf-debrief-pane.h"

#include "lf-trip-paper.h"
#include "lf-trip-rows.h"
#include "lf-trips-page.h"

#include <glib/gi18n.h>

#define SHOWN 30 /* changes, the newest; the records' histories have the rest */

struct _LfDebriefPane
{
  GtkWidget parent_instance;

  GtkLabel *brought;
  GtkLabel *due;
  GtkWidget *returned;
  GtkWidget *reported;
  AdwPreferencesGroup *leads;
  AdwPreferencesGroup *settle;
  AdwPreferencesGroup *changes;
  GPtrArray *rows; /* (element-type AdwActionRow), owned by the groups */
};

G_DEFINE_FINAL_TYPE (LfDebriefPane, lf_debrief_pane, GTK_TYPE_WIDGET)

/* ---- Showing ---- */

static void
show_lead (LfDebriefPane *self, const LfRecord *lead)
{
  g_autofree char *title = lf_record_title (lead);
  g_autofree char *firm = lf_record_format (lead, "enterprise");
  AdwActionRow *row = lf_trip_rows_add (self->rows, self->leads, "lf-stage-lead-symbolic", title,
                                        lf_record_get (lead, "enterprise") == NULL ? NULL : firm);

  lf_trip_row_opens (row, lead);
}

static void
show_conflict (LfDebriefPane *self, const LfRecord *conflict)
{
  g_autofree char *title = lf_record_title (conflict);
  g_autofree char *first = lf_record_format (conflict, "accepted_author");
  g_autofree char *second = lf_record_format (conflict, "offered_author");
  g_autofree char *why
      = g_strdup_printf (_ ("%1$s and %2$s changed the same field"), first, second);
  AdwActionRow *row
      = lf_trip_rows_add (self->rows, self->settle, "lf-conflict-symbolic", title, why);

  lf_trip_row_activates (row, "win.show-view", g_variant_new_string ("conflicts"));
}

static void
show_duplicate (LfDebriefPane *self, const LfDuplicatePair *pair)
{
  g_autofree char *first = lf_record_title (pair->first);
  g_autofree char *second = lf_record_title (pair->second);
  g_autofree char *why = g_strdup_printf (_ ("May be the same as “%s”"), second);
  AdwActionRow *row = lf_trip_rows_add (self->rows, self->settle, "edit-copy-symbolic", first, why);

  lf_trip_row_activates (row, "win.show-view", g_variant_new_string ("duplicates"));
}

static void
show_change (LfDebriefPane *self, const LfTripChange *change)
{
  g_autofree char *when = lf_date_format_moment (change->time_us);
  g_autofree char *subtitle
      = g_strdup_printf ("%s · %s", change->author == NULL ? "–" : change->author, when);
  AdwActionRow *row
      = lf_trip_rows_add (self->rows, self->changes, NULL,
                          change->label == NULL ? _ ("Changes") : change->label, subtitle);

  lf_trip_row_activates (row, "trip.open", g_variant_new ("(ss)", change->entity, change->id));
}

static void
show_due (LfDebriefPane *self, const LfTrip *trip)
{
  const LfDate today = lf_date_today ();
  LfDate due = lf_trip_report_due (trip->trip);
  LfTripPhase phase = lf_trip_phase (trip->trip, &today);
  g_autofree char *day = due.year == 0 ? NULL : lf_date_format (&due);
  g_autofree char *text = day == NULL ? NULL : g_strdup_printf (_ ("The report is due on %s"), day);

  gtk_label_set_label (self->due, text == NULL ? "" : text);
  gtk_widget_set_visible (GTK_WIDGET (self->due), text != NULL && phase != LF_TRIP_OVER);
  gtk_widget_set_visible (self->returned, phase == LF_TRIP_WORK);
  gtk_widget_set_visible (self->reported, phase == LF_TRIP_DEBRIEF);
}

void
lf_debrief_pane_show (LfDebriefPane *self, const LfTrip *trip)
{
  g_autofree char *brought = lf_trip_tell_brought (trip);

  lf_trip_rows_clear (self->rows, GTK_WIDGET (self));
  gtk_label_set_label (self->brought, brought);
  show_due (self, trip);
  for (guint i = 0; i < trip->leads->len; i++)
    show_lead (self, trip->leads->pdata[i]);
  for (guint i = 0; i < trip->conflicts->len; i++)
    show_conflict (self, trip->conflicts->pdata[i]);
  for (guint i = 0; i < trip->duplicates->len; i++)
    show_duplicate (self, trip->duplicates->pdata[i]);
  for (guint i = 0; i < MIN (trip->changes->len, SHOWN); i++)
    show_change (self, trip->changes->pdata[i]);
}

/* ---- Widget ---- */

static void
lf_debrief_pane_dispose (GObject *object)
{
  GtkWidget *child;

  g_ptr_array_set_size (LF_DEBRIEF_PANE (object)->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_debrief_pane_parent_class)->dispose (object);
}

static void
lf_debrief_pane_finalize (GObject *object)
{
  g_ptr_array_unref (LF_DEBRIEF_PANE (object)->rows);
  G_OBJECT_CLASS (lf_debrief_pane_parent_class)->finalize (object);
}

static void
lf_debrief_pane_class_init (LfDebriefPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_debrief_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_debrief_pane_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-debrief-pane"));
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, brought);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, due);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, returned);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, reported);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, leads);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, settle);
  gtk_widget_class_bind_template_child (widget_class, LfDebriefPane, changes);
}

static void
lf_debrief_pane_init (LfDebriefPane *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
