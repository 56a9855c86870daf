/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today. */

#include "config.h"

#include "lf-today.h"

#include "lf-error.h"
#include "lf-handling.h"
#include "lf-rules.h"

#include <glib/gi18n-lib.h>

/* clang-format off */
static const struct { const char *key, *label, *icon; } kinds[LF_N_TODAY_KINDS] = {
  [LF_TODAY_DUE] = { "due", N_ ("Due Today"), "lf-calendar-symbolic" },
  [LF_TODAY_OVERDUE] = { "overdue", N_ ("Overdue"), "dialog-warning-symbolic" },
  [LF_TODAY_SILENT] = { "silent", N_ ("Not Heard From"), "lf-interaction-symbolic" },
  [LF_TODAY_PROMISED] = { "promised", N_ ("Promised"), "lf-policy-symbolic" },
  [LF_TODAY_WAITING] = { "waiting", N_ ("Waiting for You"), "lf-transfer-symbolic" },
  [LF_TODAY_CONFLICT] = { "conflict", N_ ("In Conflict"), "lf-conflict-symbolic" },
  [LF_TODAY_REFUSED] = { "refused", N_ ("Refused by the Server"), "lf-refused-symbolic" },
  [LF_TODAY_UNCLOSED] = { "unclosed", N_ ("To Be Closed"), "lf-wall-symbolic" },
};

static const LfTodayRule rules[] = {
  { "project", LF_TODAY_BY_DATE, "next_step_date", "next_step", "owner", NULL, "stage!=dropped" },
  { "target", LF_TODAY_BY_DATE, "next_step_date", "next_step", "owner", NULL, "state!=won and state!=given_up" },
  { "action", LF_TODAY_BY_DATE, "due_on", NULL, "responsible", NULL, "state=open|late", "state", "done", "done_on" },
  { "problem", LF_TODAY_BY_DATE, "due_on", NULL, "owner", NULL, LF_HANDLING_OPEN " and extended_to=" }, /* V2 */
  { "problem", LF_TODAY_BY_DATE, "extended_to", NULL, "owner", NULL, LF_HANDLING_OPEN },
  { "promise", LF_TODAY_AHEAD, "due_on", NULL, "responsible", NULL, "state=promised|applied|approved" }, /* I6; what is done about one: lf-promise.h */
  { "handover", LF_TODAY_ALWAYS, "given_on", NULL, "taker", NULL, "state=given" }, /* O3 */
  { "conflict", LF_TODAY_MET, NULL, NULL, "accepted_author", "offered_author", "state=open" },
};

static const LfSilenceRule silence = {
  "project", "stage", "stage_date", "owner", "interaction", "project", "held_on", "state!=planned and state!=cancelled",
};

/* Of calendar days as many as are worked of them; stages that are not named may be silent. */
static const guint allowed_silence[LF_N_STAGES] = {
  [LF_STAGE_LEAD] = 32,        /* R1: a reminder after 45 days */
  [LF_STAGE_NEGOTIATION] = 10, /* W3: a report every 2 weeks */
  [LF_STAGE_APPROVED] = 10,    /* as before; C2 gives a month to sign */
  [LF_STAGE_SIGNED] = 14,      /* R1: a reminder after 20 days */
  [LF_STAGE_LAND] = 20,        /* R2: no change for a month must be explained */
  [LF_STAGE_STARTED] = 20,     /* R2 */
  [LF_STAGE_COMPLETED] = 20,   /* C6: a month to production */
};
/* clang-format on */

const char *
lf_today_key (LfTodayKind kind)
{
  return kinds[kind].key;
}

const char *
lf_today_label (LfTodayKind kind)
{
  return _ (kinds[kind].label);
}

const char *
lf_today_icon (LfTodayKind kind)
{
  return kinds[kind].icon;
}

/* ---- Dates that come ---- */

const LfTodayRule *
lf_today_rules (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (rules);
  return rules;
}

/* Working days since @day, a day off being put off. */
static int
count_late (const LfCalendar *calendar, const LfDate *day, const LfDate *today)
{
  const LfDate due = lf_calendar_add_working_days (calendar, day, 0);

  return lf_calendar_count_working_days (calendar, &due, today);
}

LfTodayKind
lf_today_judge_due (const LfCalendar *calendar, const LfDate *day, const LfDate *today)
{
  return count_late (calendar, day, today) > 0 ? LF_TODAY_OVERDUE : LF_TODAY_DUE;
}

LfDate
lf_today_last_overdue (const LfCalendar *calendar, const LfDate *today)
{
  LfDate day = *today;

  while (lf_today_judge_due (calendar, &day, today) != LF_TODAY_OVERDUE)
    day = lf_date_add_days (&day, -1);
  return day;
}

char *
lf_today_tell_due (const LfCalendar *calendar, const LfDate *day, const LfDate *today)
{
  g_autofree char *text = lf_date_format (day);
  int n = count_late (calendar, day, today);

  if (n > 0)
    return g_strdup_printf (ngettext ("Was due on %1$s, %2$d working day ago",
                                      "Was due on %1$s, %2$d working days ago", n),
                            text, n);
  return lf_date_compare (day, today) == 0
             ? g_strdup_printf (_ ("Due today, %s"), text)
             : g_strdup_printf (_ ("Was due on %s; no working day has gone by since"), text);
}

char *
lf_today_tell_promised (const LfCalendar *calendar, const LfDate *day, const LfDate *today)
{
  g_autofree char *text = lf_date_format (day);
  int n = lf_calendar_count_working_days (calendar, today, day);

  if (n > 0)
    return g_strdup_printf (ngettext ("Promised for %1$s, in %2$d working day",
                                      "Promised for %1$s, in %2$d working days", n),
                            text, n);
  if (n == 0)
    return g_strdup_printf (_ ("Promised for %s"), text);
  return g_strdup_printf (ngettext ("Promised for %1$s, %2$d working day ago",
                                    "Promised for %1$s, %2$d working days ago", -n),
                          text, -n);
}

/* ---- Silence ---- */

const LfSilenceRule *
lf_today_silence_rule (void)
{
  return &silence;
}

guint
lf_today_allowed_silence (LfStage stage)
{
  return allowed_silence[stage];
}

LfDate
lf_today_heard_since (const LfCalendar *calendar, guint allowed, const LfDate *today)
{
  LfDate day = *today;

  for (guint n = 0;;)
    {
      n += lf_calendar_is_working_day (calendar, &day) ? 1 : 0;
      if (n > allowed)
        return day;
      day = lf_date_add_days (&day, -1);
    }
}

char *
lf_today_tell_silence (const LfCalendar *calendar,
                       LfStage stage,
                       const LfDate *contact,
                       const LfDate *since,
                       const LfDate *today)
{
  const LfDate *from = contact != NULL && lf_date_compare (contact, since) > 0 ? contact : since;
  int n = lf_calendar_count_working_days (calendar, from, today);
  guint allowed = lf_today_allowed_silence (stage);
  g_autofree char *text = lf_date_format (from);
  const char *format
      = from == contact
            ? ngettext ("No contact for %1$d working day, since %2$s; %3$u are allowed in “%4$s”",
                        "No contact for %1$d working days, since %2$s; %3$u are allowed in “%4$s”",
                        n)
            : ngettext ("No contact in “%4$s”, for %1$d working day, since %2$s; %3$u are allowed",
                        "No contact in “%4$s”, for %1$d working days, since %2$s; %3$u are allowed",
                        n);

  return g_strdup_printf (format, n, text, allowed, lf_stage_label (stage));
}

/* ---- The brief ---- */

static char *
tell_count (LfTodayKind kind, guint n)
{
  switch (kind)
    {
    case LF_TODAY_DUE:
      return g_strdup_printf (ngettext ("%u due today", "%u due today", n), n);
    case LF_TODAY_OVERDUE:
      return g_strdup_printf (ngettext ("%u overdue", "%u overdue", n), n);
    case LF_TODAY_SILENT:
      return g_strdup_printf (ngettext ("%u not heard from", "%u not heard from", n), n);
    case LF_TODAY_PROMISED:
      return g_strdup_printf (ngettext ("%u promised", "%u promised", n), n);
    case LF_TODAY_WAITING:
      return g_strdup_printf (ngettext ("%u waits for you", "%u wait for you", n), n);
    case LF_TODAY_CONFLICT:
      return g_strdup_printf (ngettext ("%u in conflict", "%u in conflict", n), n);
    case LF_TODAY_REFUSED:
      return g_strdup_printf (ngettext ("%u refused", "%u refused", n), n);
    case LF_TODAY_UNCLOSED:
    case LF_N_TODAY_KINDS:
    default:
      return g_strdup_printf (ngettext ("%u month to be closed", "%u months to be closed", n), n);
    }
}

char *
lf_today_brief (const guint counts[LF_N_TODAY_KINDS])
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (int kind = 0; kind < LF_N_TODAY_KINDS; kind++)
    if (counts[kind] > 0)
      g_ptr_array_add (parts, tell_count (kind, counts[kind]));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  /* Translators: between the parts of "3 due today, 2 overdue". */
  return g_strjoinv (C_ ("brief", ", "), (char **) parts->pdata);
}

/* ---- Done, and what next ---- */

/* The record itself, and what both refer to: the firm. FALSE: nothing is. */
static gboolean
refer (LfRecord *contact, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);
  gboolean is_about = FALSE;

  for (const LfField *field = lf_record_entity (contact)->fields; field->name != NULL; field++)
    {
      const LfField *same = lf_entity_field (entity, field->name);
      const char *id = NULL;

      if (field->type != LF_VALUE_REFERENCE)
        continue;
      if (g_str_equal (field->target, entity->name))
        id = lf_record_id (record);
      else if (same != NULL && same->type == field->type
               && g_str_equal (same->target, field->target))
        id = lf_record_get (record, same->name);
      if (id != NULL)
        lf_record_set (contact, field->name, id);
      is_about = is_about || id != NULL;
    }
  return is_about;
}

const LfTodayRule *
lf_today_find_rule (const LfEntity *entity)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].entity, entity->name))
      return &rules[i];
  return NULL;
}

gboolean
lf_today_has_steps (const LfEntity *entity)
{
  const LfTodayRule *rule = lf_today_find_rule (entity);

  return rule != NULL && rule->step != NULL;
}

gboolean
lf_today_can_be_done (const LfEntity *entity)
{
  const LfTodayRule *rule = lf_today_find_rule (entity);

  return rule != NULL && (rule->step != NULL || rule->over != NULL);
}

static gboolean
check_done (const LfTodayDone *done, const LfDate *today, GError **error)
{
  const char *problem = done->what == NULL ? _ ("Say what was done.")
                        : done->next_step != NULL && !done->has_next
                            ? _ ("Say by when the next step is to be done.")
                        : done->has_next && lf_date_compare (&done->next, today) < 0
                            ? _ ("The next step cannot be due before today.")
                            : NULL;

  if (problem != NULL)
    g_set_error_literal (error, LF_ERROR, LF_ERROR_INVALID, problem);
  return problem == NULL;
}

static void
set_next (LfChange *change, const LfRecord *record, const LfTodayDone *done, const LfDate *today)
{
  const LfTodayRule *rule = lf_today_find_rule (lf_record_entity (record));
  g_autofree char *next = done->has_next ? lf_date_to_canonical (&done->next) : NULL;
  g_autofree char *day = lf_date_to_canonical (today);

  if (rule->step != NULL)
    lf_change_edit (change, record, rule->step, done->next_step);
  if (rule->step != NULL || done->has_next)
    lf_change_edit (change, record, rule->date, next);
  if (rule->step != NULL || done->has_next)
    return;
  lf_change_edit (change, record, rule->state, rule->over);
  lf_change_edit (change, record, rule->over_on, day);
}

LfChange *
lf_today_schedule (const LfRecord *record,
                   const LfTodayDone *done,
                   const LfDate *today,
                   GError **error)
{
  g_autofree char *title = lf_record_title (record);
  g_autofree char *label = g_strdup_printf (_ ("Done, and next step: %s"), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  g_autoptr (LfRecord) contact = lf_record_new (lf_schema_find (silence.contact), NULL);

  g_return_val_if_fail (lf_today_can_be_done (lf_record_entity (record)), NULL);
  if (!check_done (done, today, error))
    return NULL;
  lf_rules_fill_new (contact, today);
  lf_record_set (contact, lf_entity_title (lf_record_entity (contact))->name, done->what);
  lf_record_set (contact, "kind", done->kind);
  if (refer (contact, record))
    lf_change_create (change, contact);
  set_next (change, record, done, today);
  return g_steal_pointer (&change);
}
