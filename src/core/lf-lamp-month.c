/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lamps that are kept, as records. */

#include "config.h"

#include "lf-lamp-month.h"

#include "lf-deadline-private.h"
#include "lf-id.h"

#include <stdlib.h>
#include <string.h>

char *
lf_lamp_month_id (const char *project, const LfDate *month)
{
  const LfDate whole = lf_date_month (month);
  g_autofree char *period = lf_date_to_canonical (&whole);

  return lf_id_derive ("lamp_month", project, period, NULL);
}

/* ---- A verdict as a record ---- */

static void
set_date (LfRecord *record, const char *field, const LfDate *date)
{
  g_autofree char *text = date->year == 0 ? NULL : lf_date_to_canonical (date);

  lf_record_set (record, field, text);
}

static void
set_number (LfRecord *record, const char *field, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *canonical = NULL;

  if (number == 0)
    return;
  g_ascii_formatd (text, sizeof text, "%.4f", number);
  lf_field_parse (lf_entity_field (lf_record_entity (record), field), text, &canonical, NULL);
  lf_record_set (record, field, canonical);
}

static void
set_clock (LfRecord *record, const LfLampVerdict *verdict)
{
  const LfDeadline *deadline = &verdict->deadline;

  lf_record_set (record, "leg", lf_leg_options[verdict->leg].key);
  lf_record_set (record, "leg_state", lf_deadline_state_key (deadline->state));
  set_date (record, "from_date", &deadline->from);
  set_date (record, "due_date", &deadline->due);
}

LfRecord *
lf_lamp_month_record (const LfRecord *project,
                      const LfDate *month,
                      const LfLampVerdict *verdict,
                      gboolean is_by_nodes)
{
  g_autofree char *id = lf_lamp_month_id (lf_record_id (project), month);
  g_autofree char *months = verdict->months == 0 ? NULL : g_strdup_printf ("%d", verdict->months);
  const LfDate period = lf_date_month (month);
  LfRecord *record;

  if (verdict->lamp == LF_LAMP_NONE)
    return NULL;
  record = lf_record_new (lf_schema_find ("lamp_month"), id);
  set_date (record, "period", &period);
  lf_record_set (record, "project", lf_record_id (project));
  lf_record_set (record, "park", lf_record_get (project, "park"));
  lf_record_set (record, "lamp", lf_lamp_key (verdict->lamp));
  set_date (record, "lamp_since", &verdict->since);
  lf_record_set (record, "preset", lf_lamp_presets[is_by_nodes].key);
  lf_record_set (record, "cause", lf_lamp_causes[verdict->cause - 1].key);
  set_date (record, "from_date", &verdict->date);
  set_date (record, "done_date", &verdict->done);
  lf_record_set (record, "months_behind", months);
  set_number (record, "behind_percent", verdict->points);
  lf_record_set (record, "node", verdict->name);
  lf_record_set (record, "blocker", verdict->blocker);
  if (verdict->cause == LF_LAMP_BY_CLOCK)
    set_clock (record, verdict);
  return record;
}

/* ---- And back ---- */

static LfDate
get_date (const LfRecord *record, const char *field)
{
  const char *text = lf_record_get (record, field);
  LfDate date = { 0 };

  if (text == NULL || !lf_date_from_canonical (text, &date))
    return (LfDate){ 0 };
  return date;
}

/* The place of what the choice says among its options; the first where it says nothing known. */
static guint
get_option (const LfRecord *record, const char *field)
{
  const LfField *choice = lf_entity_field (lf_record_entity (record), field);
  const LfOption *option = lf_field_option (choice, lf_record_get (record, field));

  return option == NULL ? 0 : (guint) (option - choice->options);
}

static void
get_clock (const LfRecord *record, const LfDate *today, LfLampVerdict *verdict)
{
  const LfDate period = get_date (record, "period");
  const LfDate end = lf_date_month_end (&period);
  const LfDate *day = lf_date_compare (today, &end) < 0 ? today : &end;

  verdict->leg = (LfLeg) get_option (record, "leg");
  verdict->deadline = (LfDeadline){ .label = lf_leg_what (verdict->leg),
                                    .from = verdict->date,
                                    .due = get_date (record, "due_date") };
  verdict->date = (LfDate){ 0 };
  lf_deadline_judge_open (&verdict->deadline, /* warning_days= */ 0, day);
  verdict->deadline.state = (LfDeadlineState) (get_option (record, "leg_state") + 1);
}

LfLampVerdict
lf_lamp_month_verdict (const LfRecord *record, const LfDate *today)
{
  const char *months = lf_record_get (record, "months_behind");
  const char *points = lf_record_get (record, "behind_percent");
  LfLampVerdict verdict = {
    lf_lamp_from_key (lf_record_get (record, "lamp")),
    (LfLampCause) (get_option (record, "cause") + 1),
    get_date (record, "from_date"),
    get_date (record, "done_date"),
    months == NULL ? 0 : atoi (months),
    points == NULL ? 0 : g_ascii_strtod (points, NULL),
    lf_record_get (record, "node"),
    lf_record_get (record, "blocker"),
    .since = get_date (record, "lamp_since"),
  };

  if (verdict.cause == LF_LAMP_BY_CLOCK)
    get_clock (record, today, &verdict);
  return verdict;
}
