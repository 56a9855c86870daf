/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a trip. */

#include "config.h"

#include "lf-trip-paper.h"

#include <glib/gi18n-lib.h>

char *
lf_trip_tell_brought (const LfTrip *trip)
{
  g_autofree char *stops
      = g_strdup_printf (ngettext ("%1$u of %2$u stop", "%1$u of %2$u stops", trip->stops->len),
                         trip->n_done, trip->stops->len);
  g_autofree char *firms = g_strdup_printf (
      ngettext ("%u firm called on", "%u firms called on", trip->n_firms), trip->n_firms);
  g_autofree char *leads
      = g_strdup_printf (ngettext ("%u lead", "%u leads", trip->leads->len), trip->leads->len);

  /* Translators: "2 of 6 stops, 2 firms called on, 1 lead" */
  return g_strdup_printf (_ ("%1$s, %2$s, %3$s"), stops, firms, leads);
}

char *
lf_trip_describe (const LfRecord *trip)
{
  static const char *const fields[] = { "cities", "leader", "members" };
  g_autofree char *start = lf_record_format (trip, "start_date");
  g_autofree char *end = lf_record_format (trip, "end_date");
  GString *head = g_string_new (start);

  if (lf_record_get (trip, "end_date") != NULL && !g_str_equal (start, end))
    g_string_append_printf (head, " – %s", end);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *text = lf_record_format (trip, fields[i]);

      if (lf_record_get (trip, fields[i]) != NULL)
        g_string_append_printf (head, " · %s", text);
    }
  return g_string_free (head, FALSE);
}

static void
add_long (LfPaper *paper, const char *heading, const char *text)
{
  if (text == NULL)
    return;
  lf_paper_add_heading (paper, heading);
  lf_paper_add_text (paper, text);
}

static void
add_stops (LfPaper *paper, const LfTrip *trip)
{
  const char *const headings[] = { _ ("Day"), _ ("Stop"), _ ("Met"), _ ("Result"), NULL };
  const double shares[] = { 0.16, 0.28, 0.16, 0.40 };

  if (trip->stops->len == 0)
    return;
  lf_paper_add_heading (paper, _ ("Stops"));
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < trip->stops->len; i++)
    {
      const LfTripStop *stop = trip->stops->pdata[i];
      g_autofree char *day = lf_record_format (stop->record, "planned_for");
      g_autofree char *title = lf_record_title (stop->record);
      g_autofree char *met = stop->contact == NULL || !lf_trip_stop_is_done (stop)
                                 ? NULL
                                 : lf_record_title (stop->contact);
      const char *result = lf_record_get (stop->record, "result");
      const char *const cells[]
          = { lf_record_get (stop->record, "planned_for") == NULL ? "" : day, title, met,
              lf_trip_stop_is_done (stop) ? result : _ ("Not called on") };

      lf_paper_add_row (paper, cells);
    }
}

static void
add_leads (LfPaper *paper, const LfTrip *trip)
{
  const char *const headings[]
      = { _ ("Lead"), _ ("Enterprise"), _ ("Next step"), _ ("Next step due"), NULL };
  const double shares[] = { 0.34, 0.26, 0.24, 0.16 };

  if (trip->leads->len == 0)
    return;
  lf_paper_add_heading (paper, _ ("Leads"));
  lf_paper_begin_table (paper, headings, shares);
  for (guint i = 0; i < trip->leads->len; i++)
    {
      const LfRecord *lead = trip->leads->pdata[i];
      g_autofree char *title = lf_record_title (lead);
      g_autofree char *firm = lf_record_format (lead, "enterprise");
      g_autofree char *step = lf_record_format (lead, "next_step");
      g_autofree char *due = lf_record_format (lead, "next_step_date");
      const char *const cells[] = { title, lf_record_get (lead, "enterprise") == NULL ? "" : firm,
                                    lf_record_get (lead, "next_step") == NULL ? "" : step,
                                    lf_record_get (lead, "next_step_date") == NULL ? "" : due };

      lf_paper_add_row (paper, cells);
    }
}

LfPaper *
lf_trip_paper_new (const LfTrip *trip)
{
  g_autofree char *title = lf_record_title (trip->trip);
  g_autofree char *head = lf_trip_describe (trip->trip);
  g_autofree char *brought = lf_trip_tell_brought (trip);
  LfPaper *paper = lf_paper_new (title, head);

  lf_paper_add_text (paper, brought);
  add_long (paper, _ ("Purpose"), lf_record_get (trip->trip, "purpose"));
  add_stops (paper, trip);
  add_leads (paper, trip);
  add_long (paper, _ ("Report"), lf_record_get (trip->trip, "report"));
  return paper;
}
