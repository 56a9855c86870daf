/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses: their tables, and what an act of one writes. */

#include "config.h"

#include "lf-course.h"

#include "lf-error.h"
#include "lf-lead.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* clang-format off */
static const LfCourseAct enquiry_acts[] = {
  { "take", N_ ("Take On"), N_ ("Taken on: %1$s."), "open", "taken", "taken_on", "responsible" },
  { "answer", N_ ("Answer"), N_ ("Answered: %1$s."), "open|taken|lead", "answered", "answered_on", "answerer",
    .text_entity = "enquiry", .text_field = "answer", .text_lacks = N_ ("Say what was answered."),
    .unless = "answered_on", .unless_told = N_ ("“%s” was answered already: change its answer instead.") },
  { "lead", N_ ("Make a Lead"), N_ ("Became a lead: %1$s."), "open|taken|answered", "lead", "answered_on", "answerer",
    .text_entity = "project", .text_field = "name", .makes_lead = TRUE,
    .unless = "project", .unless_told = N_ ("“%s” became a lead already: open its project.") },
  { "pass", N_ ("Pass On"), N_ ("Passed on: %1$s."), "open|taken", "open", .clears = "responsible|taken_on",
    .to_field = "park" },
  { "close", N_ ("Close"), N_ ("Closed: %1$s."), "open|taken|answered", "closed", "closed_on",
    .text_entity = "enquiry", .text_field = "closing_reason", .text_lacks = N_ ("Say why it is closed.") },
  { "reopen", N_ ("Reopen"), N_ ("Reopened: %1$s."), "closed", "open", .clears = "closed_on|closing_reason|taken_on|responsible" },
  { NULL },
};

#define STEP_TEXT .text_entity = "cultivation_step", .text_field = "text"

static const LfCourseAct cultivation_acts[] = {
  { "reach", N_ ("Level Reached"), N_ ("Level reached: %1$s."), "running", "reached", "reached_on", STEP_TEXT },
  { "land", N_ ("Landed"), N_ ("Landed: %1$s."), "running|reached", "landed", "reached_on|landed_on", STEP_TEXT },
  { "note", N_ ("Note Progress"), N_ ("Noted: %1$s."), "running|reached|landed", STEP_TEXT,
    .text_lacks = N_ ("Say what was done.") },
  { "raise", N_ ("Raise to a Tier"), N_ ("Raised to another tier: %1$s."), "running|reached", "running",
    .clears = "reached_on", .to_field = "tier", STEP_TEXT },
  { "leave", N_ ("Take off the List"), N_ ("Taken off the list: %1$s."), "running|reached", "left", "left_on", STEP_TEXT,
    .text_lacks = N_ ("Say why it leaves the list.") },
  { "resume", N_ ("Put Back on the List"), N_ ("Put back on the list: %1$s."), "left|landed", "running",
    .clears = "left_on|landed_on|reached_on", STEP_TEXT },
  { NULL },
};
/* clang-format on */

static const LfCourse courses[] = {
  { "enquiry", enquiry_acts, NULL, "asked_on|taken_on|answered_on|closed_on", LF_ENQUIRY_OPEN },
  { "cultivation", cultivation_acts, "cultivation_step", "listed_on|reached_on|landed_on|left_on",
    "state=running" },
};

const LfCourse *
lf_course_find (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (courses); i++)
    if (strcmp (courses[i].entity, entity->name) == 0)
      return &courses[i];
  return NULL;
}

const LfCourseAct *
lf_course_act (const LfCourse *self, const char *key)
{
  for (const LfCourseAct *act = self->acts; act->key != NULL; act++)
    if (strcmp (act->key, key) == 0)
      return act;
  return NULL;
}

const char *
lf_course_act_label (const LfCourseAct *act)
{
  return g_dgettext (GETTEXT_PACKAGE, act->label);
}

/* ---- What may be done ---- */

/* A record that says no state is where new ones begin. */
static const char *
state_of (const LfRecord *record)
{
  const char *state = lf_record_get (record, "state");

  return state != NULL ? state : lf_entity_field (lf_record_entity (record), "state")->initial;
}

static gboolean
is_one_of (const char *options, const char *key)
{
  g_auto (GStrv) all = g_strsplit (options, "|", -1);

  return g_strv_contains ((const char *const *) all, key);
}

static gboolean
is_done (const LfRecord *record, const LfCourseAct *act)
{
  return act->unless != NULL && lf_record_get (record, act->unless) != NULL;
}

gboolean
lf_course_may (const LfRecord *record, const LfCourseAct *act)
{
  return is_one_of (act->from, state_of (record)) && !is_done (record, act);
}

const LfCourseAct *
lf_course_next (const LfCourse *self, const LfRecord *record)
{
  for (const LfCourseAct *act = self->acts; act->key != NULL; act++)
    if (lf_course_may (record, act))
      return act;
  return NULL;
}

/* ---- Clock and way ---- */

static LfDate
get_day (const LfRecord *record, const char *field)
{
  LfDate day = { 0 };
  const char *value = lf_record_get (record, field);

  if (value == NULL || !lf_date_from_canonical (value, &day))
    return (LfDate){ 0 };
  return (LfDate){ day.year, MAX (day.month, 1), MAX (day.day, 1) };
}

LfDate
lf_course_due (const LfHandlingDesk *desk, const LfRecord *record)
{
  LfDate asked = { 0 };

  if (lf_record_entity (record) == &lf_entity_enquiry)
    asked = get_day (record, "asked_on");
  return asked.year == 0 ? asked
                         : lf_calendar_add_working_days (desk->calendar, &asked,
                                                         desk->clock->close[LF_COMPLEXITY_ENQUIRY]);
}

LfHandlingState
lf_course_judge (const LfHandlingDesk *desk, const LfRecord *record)
{
  LfDate due = lf_course_due (desk, record), met;
  int left;

  if (due.year == 0)
    return LF_HANDLING_NONE;
  met = get_day (record, "answered_on");
  if (met.year != 0)
    return lf_calendar_count_working_days (desk->calendar, &due, &met) > 0 ? LF_HANDLING_MET_LATE
                                                                           : LF_HANDLING_MET;
  if (!is_one_of ("open|taken", state_of (record)))
    return LF_HANDLING_NONE;
  left = lf_calendar_count_working_days (desk->calendar, &desk->today, &due);
  if (left < 0)
    return LF_HANDLING_LATE;
  return left <= LF_HANDLING_WARNED_DAYS ? LF_HANDLING_WARNED : LF_HANDLING_RUNNING;
}

char *
lf_course_tell (const LfHandlingDesk *desk, const LfRecord *record)
{
  LfDate due = lf_course_due (desk, record);

  switch (lf_course_judge (desk, record))
    {
    case LF_HANDLING_RUNNING:
    case LF_HANDLING_WARNED:
    case LF_HANDLING_LATE:
      return lf_handling_tell_left (desk->calendar, &desk->today, &due, _ ("Answer"));
    case LF_HANDLING_MET:
      return g_strdup (_ ("Answered in time"));
    case LF_HANDLING_MET_LATE:
      return g_strdup (_ ("Answered late"));
    default:
      return NULL;
    }
}

char *
lf_course_tell_way (const LfCourse *self, const LfRecord *record)
{
  g_auto (GStrv) dates = g_strsplit (self->way, "|", -1);
  GString *way = g_string_new (NULL);

  for (char **date = dates; *date != NULL; date++)
    {
      g_autofree char *day = lf_record_format (record, *date);

      if (*day == '\0')
        continue;
      g_string_append_printf (way, "%s%s %s", way->len > 0 ? " › " : "",
                              lf_field_label (lf_entity_field (lf_record_entity (record), *date)),
                              day);
    }
  return g_string_free (way, FALSE);
}

/* ---- Doing it ---- */

/* One act that is being done. */
typedef struct
{
  const LfCourse *course;
  const LfRecord *record;
  const LfCourseAct *act;
  const LfCourseWord *word;
  LfDate today;
  LfChange *change;
} Doing;

static gboolean
check_state (const Doing *self, GError **error)
{
  g_autofree char *title = lf_record_title (self->record);
  g_autofree char *state = lf_record_format (self->record, "state");

  if (lf_course_may (self->record, self->act))
    return TRUE;
  if (is_done (self->record, self->act))
    /* -Wformat-nonliteral: a sentence of the table */
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 g_dgettext (GETTEXT_PACKAGE, self->act->unless_told), title);
  else
    g_set_error (error, LF_ERROR, LF_ERROR_REFUSED,
                 _ ("“%1$s” is “%2$s” now, which has no “%3$s”."), title, state,
                 lf_course_act_label (self->act));
  return FALSE;
}

static gboolean
has_text (const Doing *self)
{
  return self->word->text != NULL && *self->word->text != '\0';
}

static gboolean
check_word (const Doing *self, GError **error)
{
  const char *to_field = self->act->to_field;

  if (self->act->text_lacks != NULL && !has_text (self))
    {
      g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID,
                           g_dgettext (GETTEXT_PACKAGE, self->act->text_lacks));
      return FALSE;
    }
  if (to_field == NULL
      || (self->word->to != NULL
          && g_strcmp0 (self->word->to, lf_record_get (self->record, to_field)) != 0))
    return TRUE;
  g_set_error (error, LF_ERROR, LF_ERROR_INVALID,
               _ ("Say where it goes: “%s” needs another value."),
               lf_field_label (lf_entity_field (lf_record_entity (self->record), to_field)));
  return FALSE;
}

/* What was done first stays so. */
static void
note_first (const Doing *self, const char *fields, const char *value)
{
  g_auto (GStrv) all = g_strsplit (fields == NULL ? "" : fields, "|", -1);

  for (char **field = all; *field != NULL && value != NULL; field++)
    if (lf_record_get (self->record, *field) == NULL)
      lf_change_edit (self->change, self->record, *field, value);
}

static void
edit_record (const Doing *self)
{
  const LfCourseAct *act = self->act;
  g_auto (GStrv) cleared = g_strsplit (act->clears == NULL ? "" : act->clears, "|", -1);
  g_autofree char *today = lf_date_to_canonical (&self->today);
  /* Who answers what became a lead leaves it one. */
  gboolean stays = act->to == NULL || strcmp (state_of (self->record), "lead") == 0;

  if (!stays)
    lf_change_edit (self->change, self->record, "state", act->to);
  for (char **field = cleared; *field != NULL; field++)
    if (lf_record_get (self->record, *field) != NULL)
      lf_change_edit (self->change, self->record, *field, NULL);
  if (g_strcmp0 (act->text_entity, self->course->entity) == 0 && has_text (self))
    lf_change_edit (self->change, self->record, act->text_field, self->word->text);
  if (act->to_field != NULL)
    lf_change_edit (self->change, self->record, act->to_field, self->word->to);
  note_first (self, act->dates, today);
  note_first (self, act->person, self->word->by);
}

/* The step says what the act was, and what was said with it. */
static void
add_step (const Doing *self)
{
  LfRecord *step = lf_record_new (lf_schema_find (self->course->step), NULL);
  g_autofree char *today = lf_date_to_canonical (&self->today);

  lf_record_set (step, "text",
                 has_text (self) ? self->word->text : lf_course_act_label (self->act));
  lf_record_set (step, lf_record_entity (step)->parent, lf_record_id (self->record));
  lf_record_set (step, "kind", self->act->key);
  lf_record_set (step, "done_on", today);
  lf_record_set (step, "done_by", self->word->by);
  lf_change_create (self->change, step);
  lf_record_unref (step);
}

static void
copy (LfRecord *lead, const char *field, const LfRecord *enquiry, const char *from)
{
  if (lf_record_get (enquiry, from) != NULL)
    lf_record_set (lead, field, lf_record_get (enquiry, from));
}

/* It says where it came from. */
static char *
add_lead (const Doing *self)
{
  const LfRecord *enquiry = self->record;
  g_autoptr (LfRecord) lead = lf_record_new (&lf_entity_project, NULL);
  g_autofree char *asker = lf_record_format (enquiry, "asker");
  g_autofree char *phone = lf_record_format (enquiry, "phone");
  g_autofree char *source = g_strstrip (g_strdup_printf ("%s %s", asker, phone));

  lf_rules_fill_new (lead, &self->today);
  copy (lead, "content", enquiry, "text");
  if (has_text (self))
    lf_record_set (lead, "name", self->word->text);
  else
    lf_lead_set_wish (lead, lf_record_get (enquiry, "subject"));
  copy (lead, "enterprise", enquiry, "enterprise");
  copy (lead, "park", enquiry, "park");
  lf_record_set (lead, "channel", "enquiry");
  lf_record_set (lead, "source", *source == '\0' ? NULL : source);
  lf_record_set (lead, "owner", self->word->by);
  lf_change_create (self->change, lead);
  lf_change_edit (self->change, enquiry, "project", lf_record_id (lead));
  return g_strdup (lf_record_id (lead));
}

LfChange *
lf_course_do (const LfRecord *record,
              const LfCourseAct *act,
              const LfCourseWord *word,
              const LfDate *today,
              char **ret_lead,
              GError **error)
{
  Doing doing = {
    lf_course_find (lf_record_entity (record)), record, act, word, *today, /* change= */ NULL
  };
  g_autofree char *title = lf_record_title (record);
  g_autofree char *sentence = g_strdup_printf (_ ("%1$s: %2$s"), lf_course_act_label (act), title);
  g_autoptr (LfChange) change = lf_change_new (sentence);
  g_autofree char *lead = NULL;

  doing.change = change;
  if (!check_state (&doing, error) || !check_word (&doing, error))
    return NULL;
  if (act->makes_lead)
    lead = add_lead (&doing);
  edit_record (&doing);
  if (doing.course->step != NULL)
    add_step (&doing);
  if (ret_lead != NULL)
    *ret_lead = g_steal_pointer (&lead);
  return g_steal_pointer (&change);
}
