/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging what came of a stop. */

#include "config.h"

#include "lf-visit-dialog.h"

#include "lf-rows-dialog.h"

#include <glib/gi18n.h>

/* The rows, as they are added. */
enum
{
  RESULT,
  LEAD,
  STEP,
  DAY,
};

typedef struct
{
  LfRecord *trip, *stop;
  LfRecord *project; /* (nullable) */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  lf_record_unref (visit->trip);
  lf_record_unref (visit->stop);
  g_clear_pointer (&visit->project, lf_record_unref);
  g_free (visit);
}

static LfChange *
make_change (LfRowsDialog *dialog, gpointer user_data, GError **error)
{
  const Visit *visit = user_data;
  const LfDate today = lf_date_today ();
  LfTripVisit said = { lf_rows_dialog_get (dialog, RESULT),
                       lf_rows_dialog_get (dialog, LEAD),
                       lf_rows_dialog_get (dialog, STEP),
                       FALSE,
                       { 0 } };

  said.has_next = lf_rows_dialog_get_date (dialog, DAY, &said.next);
  return lf_trip_log_visit (visit->trip, visit->stop, visit->project, &said, &today, error);
}

void
lf_visit_dialog_present (GtkWindow *parent,
                         LfAppContext *context,
                         LfRecord *trip,
                         const LfTripStop *stop)
{
  g_autofree char *title = lf_record_title (stop->record);
  g_autofree char *done = g_strdup_printf (_ ("Visit logged: “%s”"), title);
  g_autoptr (LfRecord) lead = lf_record_new (lf_schema_find ("project"), NULL);
  LfRowsDialog *dialog = lf_rows_dialog_new (parent, context, _ ("Log a Visit"), title);
  Visit *visit = g_new (Visit, 1);

  *visit = (Visit){ lf_record_ref (trip), lf_record_ref (stop->record),
                    stop->project == NULL ? NULL : lf_record_ref (stop->project) };
  lf_rows_dialog_add_group (dialog, C_ ("trip", "Visit"), /* description= */ NULL);
  lf_rows_dialog_add_row (dialog, stop->record, "result", _ ("What came of it"));
  lf_rows_dialog_add_group (dialog, _ ("Lead"), /* description= */ NULL);
  lf_rows_dialog_add_row (dialog, lead, "name", _ ("What they want (makes a lead)"));
  lf_rows_dialog_add_row (dialog, lead, "next_step", /* title= */ NULL);
  lf_rows_dialog_add_row (dialog, lead, "next_step_date", /* title= */ NULL);
  lf_rows_dialog_present (dialog, done, make_change, visit, visit_free);
}
