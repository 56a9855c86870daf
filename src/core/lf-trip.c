/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trips. */

#include "config.h"

#include "lf-trip.h"

#include "lf-error.h"
#include "lf-lead.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>

#define REPORT_DAYS 15 /* W40: of trips overseas, after the return */

/* clang-format off */
static const struct { const char *key, *label; } phases[LF_N_TRIP_PHASES] = {
  [LF_TRIP_PREPARE] = { "prepare", NC_ ("trip", "Prepare") },
  [LF_TRIP_WORK] = { "work", NC_ ("trip", "Work") },
  [LF_TRIP_DEBRIEF] = { "debrief", NC_ ("trip", "Debrief") },
  [LF_TRIP_OVER] = { "over", NC_ ("trip", "Over") },
};

static const struct { const char *state; LfTripPhase earliest, latest; } states[] = {
  { "planned", LF_TRIP_PREPARE, LF_TRIP_DEBRIEF },
  { "under_way", LF_TRIP_WORK, LF_TRIP_DEBRIEF },
  { "returned", LF_TRIP_DEBRIEF, LF_TRIP_DEBRIEF },
  { "reported", LF_TRIP_OVER, LF_TRIP_OVER },
  { "cancelled", LF_TRIP_OVER, LF_TRIP_OVER },
};
/* clang-format on */

const char *
lf_trip_phase_key (LfTripPhase phase)
{
  return phases[phase].key;
}

const char *
lf_trip_phase_label (LfTripPhase phase)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "trip", phases[phase].label);
}

/* ---- Days ---- */

static LfDate
get_date (const LfRecord *record, const char *field)
{
  LfDate date = { 0 };

  if (lf_record_get (record, field) != NULL)
    lf_date_from_canonical (lf_record_get (record, field), &date);
  return date;
}

LfDate
lf_trip_first_day (const LfRecord *trip)
{
  LfDate start = get_date (trip, "start_date");

  return start.year == 0 ? start : lf_date_first_day (&start);
}

LfDate
lf_trip_last_day (const LfRecord *trip)
{
  LfDate start = get_date (trip, "start_date"), end = get_date (trip, "end_date");
  const LfDate *last = end.year == 0 ? &start : &end;

  return last->year == 0 ? *last : lf_date_last_day (last);
}

static LfTripPhase
phase_by_days (const LfRecord *trip, const LfDate *today)
{
  LfDate first = lf_trip_first_day (trip), last = lf_trip_last_day (trip);

  if (first.year == 0 || lf_date_compare (today, &first) < 0)
    return LF_TRIP_PREPARE;
  return lf_date_compare (today, &last) <= 0 ? LF_TRIP_WORK : LF_TRIP_DEBRIEF;
}

LfTripPhase
lf_trip_phase (const LfRecord *trip, const LfDate *today)
{
  const char *state = lf_record_get (trip, "state");
  LfTripPhase phase = phase_by_days (trip, today);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i].state) == 0)
      return CLAMP (phase, states[i].earliest, states[i].latest);
  return phase;
}

LfDate
lf_trip_report_due (const LfRecord *trip)
{
  LfDate due = get_date (trip, "report_due_on"), last = lf_trip_last_day (trip);

  if (due.year != 0 || last.year == 0 || g_strcmp0 (lf_record_get (trip, "kind"), "overseas") != 0)
    return due;
  return lf_date_add_days (&last, REPORT_DAYS);
}

/* ---- Planning ---- */

static void
copy_value (const LfRecord *from, const char *field, LfRecord *to, const char *as)
{
  lf_record_set (to, as, lf_record_get (from, field));
}

static LfRecord *
make_stop (const LfRecord *trip, const LfRecord *firm, guint number, const LfDate *day)
{
  LfRecord *stop = lf_record_new (lf_schema_find ("trip_stop"), NULL);
  g_autofree char *title = lf_record_title (firm);
  g_autofree char *order = g_strdup_printf ("%u", number);
  g_autofree char *date = day->year == 0 ? NULL : lf_date_to_canonical (day);

  lf_record_set (stop, "title", title);
  lf_record_set (stop, "trip", lf_record_id (trip));
  lf_record_set (stop, "number", order);
  lf_record_set (stop, "enterprise", lf_record_id (firm));
  lf_record_set (stop, "planned_for", date);
  copy_value (firm, "city", stop, "city");
  copy_value (firm, "address", stop, "address");
  return stop;
}

LfChange *
lf_trip_add_firms (const LfRecord *trip, const GPtrArray *firms, guint n_stops, const LfDate *from)
{
  g_autofree char *title = lf_record_title (trip);
  g_autofree char *label = g_strdup_printf (_ ("Firms to call on: %s"), title);
  LfChange *change = lf_change_new (label);
  LfDate first = lf_trip_first_day (trip), last = lf_trip_last_day (trip);
  int n_days;

  if (first.year != 0 && lf_date_compare (&first, from) < 0 && lf_date_compare (from, &last) <= 0)
    first = *from;
  n_days = first.year == 0 ? 0 : lf_date_days_between (&first, &last) + 1;
  for (guint i = 0; i < firms->len; i++)
    {
      LfDate day = n_days == 0 ? first
                               : lf_date_add_days (&first, (int) (i * (guint) n_days / firms->len));
      g_autoptr (LfRecord) stop = make_stop (trip, firms->pdata[i], n_stops + i + 1, &day);

      lf_change_create (change, stop);
    }
  return change;
}

/* ---- Logging ---- */

static gboolean
check_visit (const LfTripVisit *visit, const LfRecord *project, const LfDate *today, GError **error)
{
  const char *problem
      = visit->result == NULL && visit->lead == NULL ? _ ("Say what came of the visit.")
        : visit->next_step != NULL && !visit->has_next
            ? _ ("Say by when the next step is to be done.")
        : visit->has_next && lf_date_compare (&visit->next, today) < 0
            ? _ ("The next step cannot be due before today.")
        : (visit->next_step != NULL || visit->has_next) && visit->lead == NULL && project == NULL
            ? _ ("A next step belongs to a project, and this stop is about none. Say what they "
                 "want, so that there is a lead.")
            : NULL;

  if (problem != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, problem);
  return problem == NULL;
}

static LfRecord *
make_lead (const LfRecord *stop, const LfTripVisit *visit, const LfDate *today)
{
  LfRecord *lead = lf_record_new (lf_schema_find ("project"), NULL);

  lf_rules_fill_new (lead, today);
  lf_lead_set_wish (lead, visit->lead);
  copy_value (stop, "enterprise", lead, "enterprise");
  copy_value (stop, "contact", lead, "contacts");
  lf_record_set (lead, "channel", "visit");
  return lead;
}

/* (transfer full) (nullable): "Shanghai, 100 Century Avenue" */
static char *
tell_place (const LfRecord *stop)
{
  const char *city = lf_record_get (stop, "city"), *address = lf_record_get (stop, "address");

  if (city == NULL || address == NULL || g_str_has_prefix (address, city))
    return g_strdup (address != NULL ? address : city);
  return g_strdup_printf (C_ ("city, address", "%1$s, %2$s"), city, address);
}

static LfRecord *
make_contact (const LfRecord *trip,
              const LfRecord *stop,
              const char *project,
              const LfTripVisit *visit,
              const LfDate *today)
{
  LfRecord *contact = lf_record_new (lf_schema_find ("interaction"), NULL);
  LfDate planned = get_date (stop, "planned_for");
  gboolean has_come = planned.day != 0 && lf_date_compare (&planned, today) <= 0;
  g_autofree char *day = lf_date_to_canonical (has_come ? &planned : today);
  g_autofree char *title = lf_record_title (stop);
  g_autofree char *subject = g_strdup_printf (_ ("Visit: %s"), title);
  g_autofree char *place = tell_place (stop);

  lf_rules_fill_new (contact, today);
  lf_record_set (contact, "subject", subject);
  lf_record_set (contact, "kind", "visit");
  lf_record_set (contact, "held_on", day);
  lf_record_set (contact, "trip", lf_record_id (trip));
  lf_record_set (contact, "project", project);
  lf_record_set (contact, "place", place);
  lf_record_set (contact, "minutes", visit->result);
  copy_value (stop, "enterprise", contact, "enterprise");
  copy_value (stop, "contact", contact, "contacts");
  copy_value (trip, "members", contact, "attendees");
  return contact;
}

LfChange *
lf_trip_log_visit (const LfRecord *trip,
                   const LfRecord *stop,
                   const LfRecord *project,
                   const LfTripVisit *visit,
                   const LfDate *today,
                   GError **error)
{
  g_autofree char *title = lf_record_title (stop);
  g_autofree char *label = g_strdup_printf (_ ("Visit: %s"), title);
  g_autofree char *next = visit->has_next ? lf_date_to_canonical (&visit->next) : NULL;
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfRecord) lead = NULL;
  g_autoptr (LfRecord) contact = NULL;
  const char *about = lf_record_get (stop, "project");

  if (!check_visit (visit, project, today, error))
    return NULL;
  if (visit->lead != NULL)
    {
      lead = make_lead (stop, visit, today);
      lf_record_set (lead, "next_step", visit->next_step);
      lf_record_set (lead, "next_step_date", next);
      lf_change_create (change, lead);
      about = lf_record_id (lead);
    }
  else if (project != NULL && visit->has_next)
    {
      lf_change_edit (change, project, "next_step", visit->next_step);
      lf_change_edit (change, project, "next_step_date", next);
    }
  contact = make_contact (trip, stop, about, visit, today);
  lf_change_create (change, contact);
  lf_change_edit (change, stop, "is_done", "1");
  lf_change_edit (change, stop, "result", visit->result);
  if (lead != NULL)
    lf_change_edit (change, stop, "project", about);
  if (g_strcmp0 (lf_record_get (trip, "state"), "planned") == 0)
    lf_change_edit (change, trip, "state", "under_way");
  return g_steal_pointer (&change);
}

LfChange *
lf_trip_end (const LfRecord *trip, gboolean is_reported, const LfDate *today)
{
  g_autofree char *title = lf_record_title (trip);
  g_autofree char *label
      = g_strdup_printf (is_reported ? _ ("Reported: %s") : _ ("Returned: %s"), title);
  g_autofree char *day = lf_date_to_canonical (today);
  LfChange *change = lf_change_new (label);

  lf_change_edit (change, trip, "state", is_reported ? "reported" : "returned");
  if (is_reported && lf_record_get (trip, "reported_on") == NULL)
    lf_change_edit (change, trip, "reported_on", day);
  return change;
}
