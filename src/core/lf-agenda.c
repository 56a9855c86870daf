/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Agendas, actions, and the next meeting. */

#include "config.h"

#include "lf-agenda.h"

#include "lf-error.h"
#include "lf-id.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WEEK 7
#define MIDDLE 15

/* ---- What a meeting talks about ---- */

/* clang-format off */
static const LfAgendaSource sources[] = {
  { "actions", N_ ("Actions that are due"), "action", "(state=open or state=late) and due_on<=today",
    "due_on", "project", "responsible|department|due_on", .kind = "*" },
  { "evaluations", N_ ("Evaluations that wait for a decision"), "evaluation", "kind=decision and verdict=",
    "due_on", "project", "project|body|due_on", .kind = "decision", .shared = "body" },
  { "lamps", N_ ("Projects with a red lamp"), "project", "lamp=red",
    "lamp_since", NULL, "owner|lamp_since|deadline" },
  { "problems", N_ ("Problems that are overdue"), "problem", "(state=collected or state=dispatched or state=handling) and due_on<today",
    "due_on", "project", "project|lead_department|due_on" },
  { "nodes", N_ ("Nodes that are blocked or late"), "node", "actual_date= and (blocker!= or planned_date<today)",
    "planned_date", "project", "project|blocker|planned_date" },
  { "steps", N_ ("Projects whose next step is late"), "project", "next_step_date<today and stage!=suspended and stage!=dropped",
    "next_step_date", NULL, "owner|next_step|next_step_date" },
  { "snails", N_ ("Snails without an interview"), "award", "flag=snail and follow_up_on=",
    "-period", "project", "period" },
  { "handovers", N_ ("Handovers that wait for a signature"), "handover", "state=given",
    "given_on", "project", "project|taker|given_on" },
};
/* clang-format on */

const LfAgendaSource *
lf_agenda_sources (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (sources);
  return sources;
}

gboolean
lf_agenda_talks_of (const LfAgendaSource *source, const LfRecord *meeting)
{
  const char *kind = lf_record_get (meeting, "kind");

  if (source->kind == NULL)
    return g_strcmp0 (kind, "decision") != 0;
  return strcmp (source->kind, "*") == 0 || g_strcmp0 (source->kind, kind) == 0;
}

gboolean
lf_agenda_fits (const LfAgendaSource *source, const LfRecord *record, const LfRecord *meeting)
{
  const char *own = source->shared == NULL ? NULL : lf_record_get (record, source->shared);
  const char *asked = source->shared == NULL ? NULL : lf_record_get (meeting, source->shared);

  return own == NULL || asked == NULL || strcmp (own, asked) == 0;
}

const char *
lf_agenda_label (const LfAgendaSource *source)
{
  return _ (source->label);
}

const char *
lf_agenda_project (const LfAgendaSource *source, const LfRecord *record)
{
  return source->project == NULL ? lf_record_id (record) : lf_record_get (record, source->project);
}

char *
lf_agenda_tell (const LfAgendaSource *source, const LfRecord *record)
{
  g_auto (GStrv) fields = g_strsplit (source->told, "|", -1);
  g_autofree char *title = lf_record_title (record);
  GString *text = g_string_new (title);

  for (char **field = fields; *field != NULL; field++)
    if (lf_record_get (record, *field) != NULL)
      {
        g_autofree char *value = lf_record_format (record, *field);

        g_string_append_printf (text, " · %s", value);
      }
  return g_string_free (text, FALSE);
}

/* ---- Days ---- */

LfDate
lf_meeting_day (const LfRecord *meeting, const LfDate *today)
{
  const char *text = lf_record_get (meeting, "held_on");
  LfDate day;

  if (text == NULL || !lf_date_from_canonical (text, &day))
    return *today;
  return lf_date_first_day (&day);
}

/* The 15th or the last of the month, whichever comes next. */
static LfDate
next_half_month (const LfDate *day)
{
  LfDate last = { day->year, day->month, 0 };

  last = lf_date_last_day (&last);
  if (day->day < MIDDLE)
    return (LfDate){ day->year, day->month, MIDDLE };
  if (day->day < last.day)
    return last;
  last = lf_date_add_days (&last, 1);
  return (LfDate){ last.year, last.month, MIDDLE };
}

LfDate
lf_meeting_next_day (const LfRecord *meeting, const LfCalendar *calendar, const LfDate *today)
{
  const char *kind = lf_record_get (meeting, "kind");
  LfDate day = lf_meeting_day (meeting, today);
  LfDate next;

  if (g_strcmp0 (kind, "weekly") == 0 || g_strcmp0 (kind, "site") == 0)
    next = lf_date_add_days (&day, WEEK);
  else if (g_strcmp0 (kind, "half_monthly") == 0)
    next = next_half_month (&day);
  else
    next = lf_date_add_months (&day, 1);
  return lf_calendar_add_working_days (calendar, &next, 0);
}

LfRecord *
lf_meeting_next (const LfRecord *meeting, const LfCalendar *calendar, const LfDate *today)
{
  static const char *const kept[]
      = { "subject", "team", "kind", "body", "chair", "attendees", "place" };
  LfDate day = lf_meeting_next_day (meeting, calendar, today);
  g_autofree char *held_on = lf_date_to_canonical (&day);
  g_autofree char *id = lf_id_derive ("meeting", lf_record_id (meeting), held_on, NULL);
  LfRecord *next = lf_record_new (lf_record_entity (meeting), id);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    lf_record_set (next, kept[i], lf_record_get (meeting, kept[i]));
  lf_record_set (next, "held_on", held_on);
  return next;
}

/* ---- Actions ---- */

static gboolean
check_action (const LfMeetingAction *action, const LfDate *held_on, GError **error)
{
  const char *problem = action->subject == NULL ? _ ("Say what is to be done.")
                        : action->responsible == NULL && action->department == NULL
                            ? _ ("Say who does it: a colleague, or a department.")
                        : action->due.year != 0 && lf_date_compare (&action->due, held_on) < 0
                            ? _ ("It cannot be due before the meeting.")
                            : NULL;

  if (problem != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, problem);
  return problem == NULL;
}

LfChange *
lf_meeting_add_action (const LfRecord *meeting,
                       const LfMeetingAction *action,
                       const LfCalendar *calendar,
                       GError **error)
{
  const LfDate held_on = lf_meeting_day (meeting, &action->due);
  LfDate due
      = action->due.year != 0 ? action->due : lf_meeting_next_day (meeting, calendar, &held_on);
  g_autofree char *day = lf_date_to_canonical (&due);
  g_autofree char *label = NULL;
  g_autoptr (LfRecord) record = NULL;
  LfChange *change;

  if (!check_action (action, &held_on, error))
    return NULL;
  record = lf_record_new (lf_schema_find ("action"), NULL);
  lf_rules_fill_new (record, &held_on);
  lf_record_set (record, "subject", action->subject);
  lf_record_set (record, "meeting", lf_record_id (meeting));
  lf_record_set (record, "project", action->project);
  lf_record_set (record, "responsible", action->responsible);
  lf_record_set (record, "department", action->department);
  lf_record_set (record, "due_on", day);
  label = g_strdup_printf (_ ("Action: %s"), action->subject);
  change = lf_change_new (label);
  lf_change_create (change, record);
  return change;
}
