/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Before a trip. */

#include "config.h"

#include "lf-prepare-pane.h"

#include "lf-trip-rows.h"
#include "lf-trips-page.h"

#include <glib/gi18n.h>

struct _LfPreparePane
{
  GtkWidget parent_instance;

  AdwPreferencesGroup *checks;
  AdwPreferencesGroup *stops;
  GPtrArray *rows; /* (element-type AdwActionRow), owned by the groups */
};

G_DEFINE_FINAL_TYPE (LfPreparePane, lf_prepare_pane, GTK_TYPE_WIDGET)

/* What mends a check that is not as it should be. */
static const struct
{
  const char *label, *action;
} remedies[LF_N_TRIP_CHECKS] = {
  [LF_TRIP_CHECK_FIRMS] = { N_ ("Add Firms…"), "trip.add-firms" },
  [LF_TRIP_CHECK_SYNC] = { N_ ("Sync Now"), "win.sync" },
  [LF_TRIP_CHECK_FILES] = { N_ ("Sync Now"), "win.sync" },
  [LF_TRIP_CHECK_DOCUMENTS] = { N_ ("Attach…"), "trip.edit" },
};

static void
show_check (LfPreparePane *self, const LfTripCheck *check)
{
  AdwActionRow *row = lf_trip_rows_add (
      self->rows, self->checks, check->is_ok ? "object-select-symbolic" : "dialog-warning-symbolic",
      check->title, check->detail);
  g_autofree char *spoken
      = g_strdup_printf (check->is_ok ? _ ("%1$s: in order. %2$s") : _ ("%1$s: to do. %2$s"),
                         check->title, check->detail);

  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (!check->is_ok && remedies[check->kind].action != NULL)
    lf_trip_row_add_button (row, _ (remedies[check->kind].label), NULL,
                            remedies[check->kind].action, NULL);
}

static void
show_stop (LfPreparePane *self, const LfTripStop *stop)
{
  g_autofree char *title = lf_record_title (stop->record);
  g_autofree char *day = lf_record_format (stop->record, "planned_for");
  g_autofree char *contact = stop->contact == NULL ? NULL : lf_record_title (stop->contact);
  const char *time = lf_record_get (stop->record, "at_time");
  const char *phone = lf_trip_stop_phone (stop);
  g_autoptr (GString) subtitle = g_string_new (
      lf_record_get (stop->record, "planned_for") == NULL ? _ ("Without a day") : day);
  AdwActionRow *row;

  if (time != NULL)
    g_string_append_printf (subtitle, " %s", time);
  if (contact != NULL)
    g_string_append_printf (subtitle, " · %s", contact);
  g_string_append_printf (subtitle, " · %s", phone == NULL ? _ ("no phone") : phone);
  row = lf_trip_rows_add (self->rows, self->stops, NULL, title, subtitle->str);
  lf_trip_row_opens (row, stop->record);
}

void
lf_prepare_pane_show (LfPreparePane *self, const LfTrip *trip)
{
  g_autoptr (GPtrArray) checks = lf_trip_checks (trip, g_get_real_time ());

  lf_trip_rows_clear (self->rows, GTK_WIDGET (self));
  for (guint i = 0; i < checks->len; i++)
    show_check (self, checks->pdata[i]);
  for (guint i = 0; i < trip->stops->len; i++)
    show_stop (self, trip->stops->pdata[i]);
}

/* ---- Widget ---- */

static void
lf_prepare_pane_dispose (GObject *object)
{
  GtkWidget *child;

  g_ptr_array_set_size (LF_PREPARE_PANE (object)->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lf_prepare_pane_parent_class)->dispose (object);
}

static void
lf_prepare_pane_finalize (GObject *object)
{
  g_ptr_array_unref (LF_PREPARE_PANE (object)->rows);
  G_OBJECT_CLASS (lf_prepare_pane_parent_class)->finalize (object);
}

static void
lf_prepare_pane_class_init (LfPreparePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = lf_prepare_pane_dispose;
  G_OBJECT_CLASS (klass)->finalize = lf_prepare_pane_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LF_TRIP_UI ("lf-prepare-pane"));
  gtk_widget_class_bind_template_child (widget_class, LfPreparePane, checks);
  gtk_widget_class_bind_template_child (widget_class, LfPreparePane, stops);
}

static void
lf_prepare_pane_init (LfPreparePane *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
