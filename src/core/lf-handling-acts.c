/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: what each act writes, and when it may not be done. */

#include "config.h"

#include "lf-handling.h"

#include "lf-error.h"
#include "lf-rules.h"
#include "lf-schema-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One act that is being done. */
typedef struct
{
  const LfHandlingDesk *desk;
  const LfRecord *problem;
  const LfHandlingActRule *rule;
  const LfHandlingWord *word;
  LfChange *change;
} Doing;

static gboolean
is_one_of (const char *options, const char *key)
{
  g_auto (GStrv) all = g_strsplit (options, "|", -1);

  return key != NULL && g_strv_contains ((const char *const *) all, key);
}

/* (nullable): of problem.level, the one after that it is at. */
static const LfOption *
next_level (const LfRecord *problem)
{
  const LfField *field = lf_entity_field (&lf_entity_problem, "level");
  const LfOption *level = lf_field_option (field, lf_record_get (problem, "level"));

  if (level == NULL)
    return &field->options[1]; /* it is with who collected it */
  return level[1].key == NULL ? NULL : &level[1];
}

gboolean
lf_handling_fits (const LfEntity *entity)
{
  return entity == &lf_entity_problem;
}

gboolean
lf_handling_may (const LfRecord *problem, LfHandlingAct act)
{
  const LfHandlingActRule *rule = lf_handling_act_rule (act);
  const char *state = lf_record_get (problem, "state");

  if (!is_one_of (rule->from, state == NULL ? "collected" : state))
    return FALSE;
  switch (act)
    {
    case LF_HANDLING_ACT_ANSWER:
      return lf_record_get (problem, "answered_on") == NULL;
    case LF_HANDLING_ACT_CO:
      return lf_record_get (problem, "co_departments") != NULL
             && lf_record_get (problem, "co_done_on") == NULL;
    case LF_HANDLING_ACT_ESCALATE:
      return next_level (problem) != NULL;
    case LF_HANDLING_ACT_SPOT_CHECK:
      return lf_record_get (problem, "is_spot_checked") == NULL;
    default:
      return TRUE;
    }
}

/* ---- What forbids it, what is missing ---- */

static gboolean
refuse (GError **error, int code, char *sentence /* (transfer full) */)
{
  g_set_error_literal (error, LF_ERROR, code, sentence);
  g_free (sentence);
  return FALSE;
}

static gboolean
check_state (const Doing *self, LfHandlingAct act, GError **error)
{
  g_autofree char *title = lf_record_title (self->problem);
  g_autofree char *state = NULL;

  if (lf_handling_may (self->problem, act))
    return TRUE;
  if (act == LF_HANDLING_ACT_ESCALATE && next_level (self->problem) == NULL)
    return refuse (error, LF_ERROR_REFUSED,
                   g_strdup_printf (
                       _ ("“%s” is at the highest level already: record a note instead."), title));
  state = lf_record_format (self->problem, "state");
  return refuse (
      error, LF_ERROR_REFUSED,
      g_strdup_printf (
          /* Translators: “No electricity” is “Closed” now: “Accept” is not to be done. */
          _ ("“%1$s” is “%2$s”, and “%3$s” has no place there now: look at its state "
             "and its steps first."),
          title, state, lf_handling_act_label (act)));
}

static gboolean
is_past (const Doing *self, LfHandlingTerm term, LfDate *ret_due)
{
  *ret_due = lf_handling_due (self->desk, self->problem, term);
  return ret_due->year != 0 && lf_date_compare (&self->desk->today, ret_due) > 0
         && lf_calendar_count_working_days (self->desk->calendar, ret_due, &self->desk->today) > 0;
}

static gboolean
check_clock (const Doing *self, LfHandlingAct act, GError **error)
{
  g_autofree char *by = NULL;
  LfDate due;

  if (act == LF_HANDLING_ACT_OBJECT && is_past (self, LF_HANDLING_TERM_OBJECTION, &due))
    {
      by = lf_date_format (&due);
      return refuse (error, LF_ERROR_REFUSED,
                     g_strdup_printf (_ ("Objections were possible until %s. Accept the problem, "
                                         "or have it escalated."),
                                      by));
    }
  if (act == LF_HANDLING_ACT_EXTEND && is_past (self, LF_HANDLING_TERM_EXTENSION, &due))
    {
      by = lf_date_format (&due);
      return refuse (error, LF_ERROR_REFUSED,
                     g_strdup_printf (_ ("An extension was to be asked for by %s. Close the "
                                         "problem, or have it escalated."),
                                      by));
    }
  return TRUE;
}

/* (nullable): what is missing, as a sentence */
static const char *
find_missing (const Doing *self)
{
  const LfHandlingWord *word = self->word;
  guint asks = self->rule->asks;

  if ((asks & LF_HANDLING_ASKS_DEPARTMENT) && word->department == NULL)
    return _ ("Say to which department it goes.");
  if ((asks & LF_HANDLING_ASKS_DAY) && word->day.year == 0)
    return _ ("Say until when it is to be extended.");
  if ((asks & LF_HANDLING_ASKS_SATISFACTION) && word->satisfaction == NULL)
    return _ ("Say how satisfied the firm is.");
  if ((asks & LF_HANDLING_ASKS_TEXT) && word->text == NULL
      && ((asks & LF_HANDLING_TAKES_FILE) == 0 || word->file == NULL))
    return strcmp (self->rule->word, "Reason") == 0 ? _ ("Say why.")
           : g_strcmp0 (self->rule->to, "closed") == 0
               ? _ ("Say what came of it, or attach a file that shows it.")
               : _ ("Say what was done.");
  return NULL;
}

static gboolean
check_word (const Doing *self, GError **error)
{
  const LfHandlingWord *word = self->word;
  const char *missing = find_missing (self);
  LfDate due, day;

  if (missing != NULL)
    return refuse (error, LF_ERROR_INVALID, g_strdup (missing));
  if (word->satisfaction != NULL
      && lf_field_option (lf_entity_field (&lf_entity_problem, "satisfaction"), word->satisfaction)
             == NULL)
    return refuse (
        error, LF_ERROR_INVALID,
        g_strdup_printf (_ ("“%s” is no degree of satisfaction: it is one of very, satisfied, "
                            "fair and dissatisfied."),
                         word->satisfaction));
  if ((self->rule->asks & LF_HANDLING_ASKS_DAY) == 0)
    return TRUE;
  due = lf_handling_due (self->desk, self->problem, LF_HANDLING_TERM_CLOSE);
  day = lf_date_first_day (&word->day);
  if (lf_date_compare (&day, &due) <= 0)
    {
      g_autofree char *by = lf_date_format (&due);

      return refuse (error, LF_ERROR_INVALID,
                     g_strdup_printf (_ ("It is to be closed by %s as it is: an extension goes "
                                         "beyond that."),
                                      by));
    }
  return TRUE;
}

/* ---- What it writes ---- */

static void
set (Doing *self, const char *field, const char *value)
{
  if (g_strcmp0 (lf_record_get (self->problem, field), value) != 0)
    lf_change_edit (self->change, self->problem, field, value);
}

static void
set_day (Doing *self, const char *field, const LfDate *day)
{
  g_autofree char *text = day->year == 0 ? NULL : lf_date_to_canonical (day);

  set (self, field, text);
}

static void
clear (Doing *self, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    set (self, fields[i], NULL);
}

/* The day by which the problem as it is now is to be closed, were nobody to say another one. */
static LfDate
own_due (const Doing *self, const LfDate *dispatched)
{
  g_autoptr (LfRecord) plain = lf_record_copy (self->problem);
  g_autofree char *day = dispatched->year == 0 ? NULL : lf_date_to_canonical (dispatched);

  lf_record_set (plain, "due_on", NULL);
  lf_record_set (plain, "extended_to", NULL);
  if (day != NULL)
    lf_record_set (plain, "dispatched_on", day);
  return lf_handling_due (self->desk, plain, LF_HANDLING_TERM_CLOSE);
}

static void
write_dispatch (Doing *self)
{
  set (self, "lead_department", self->word->department);
  set (self, "co_departments", self->word->co_departments);
  if (self->word->owner != NULL)
    set (self, "owner", self->word->owner);
  if (lf_record_get (self->problem, "due_on") == NULL
      && lf_record_get (self->problem, "extended_to") == NULL)
    {
      LfDate due = own_due (self, &self->desk->today);

      set_day (self, "due_on", &due);
    }
}

/* It is as if it had not been dispatched; a due day that somebody gave stays. */
static void
write_objection (Doing *self)
{
  static const char *const fields[]
      = { "dispatched_on", "lead_department", "co_departments",   "co_done_on",
          "answered_on",   "extended_to",     "extension_reason", NULL };
  LfDate none = { 0 }, due = own_due (self, &none);
  g_autofree char *day = due.year == 0 ? NULL : lf_date_to_canonical (&due);

  if (g_strcmp0 (day, lf_record_get (self->problem, "due_on")) == 0)
    set (self, "due_on", NULL);
  clear (self, fields);
}

static void
write_extension (Doing *self)
{
  if (lf_record_get (self->problem, "due_on") == NULL)
    {
      LfDate due = lf_handling_due (self->desk, self->problem, LF_HANDLING_TERM_CLOSE);

      set_day (self, "due_on", &due);
    }
  set_day (self, "extended_to", &self->word->day);
}

static void
write_escalation (Doing *self)
{
  const char *before = lf_record_get (self->problem, "decision");
  g_autofree char *decision = NULL;

  set (self, "level", next_level (self->problem)->key);
  if (self->word->decision == NULL)
    return;
  decision = before == NULL ? g_strdup (self->word->decision)
                            : g_strdup_printf ("%s\n%s", before, self->word->decision);
  set (self, "decision", decision);
}

/* Its time begins anew, and so do its rates. */
static void
write_reopening (Doing *self)
{
  static const char *const fields[]
      = { "closed_on",   "satisfaction",     "called_back_on", "is_spot_checked",
          "extended_to", "extension_reason", "escalated_on",   NULL };
  LfDate due = own_due (self, &self->desk->today);

  clear (self, fields);
  set_day (self, "due_on", &due);
}

static void
write_particulars (Doing *self, LfHandlingAct act)
{
  switch (act)
    {
    case LF_HANDLING_ACT_DISPATCH:
      write_dispatch (self);
      break;
    case LF_HANDLING_ACT_OBJECT:
      write_objection (self);
      break;
    case LF_HANDLING_ACT_EXTEND:
      write_extension (self);
      break;
    case LF_HANDLING_ACT_ESCALATE:
      write_escalation (self);
      break;
    case LF_HANDLING_ACT_CALL_BACK:
      set (self, "satisfaction", self->word->satisfaction);
      break;
    case LF_HANDLING_ACT_SPOT_CHECK:
      set (self, "is_spot_checked", "1");
      break;
    case LF_HANDLING_ACT_REOPEN:
      write_reopening (self);
      break;
    default:
      break;
    }
}

/* ---- The step ---- */

/* (transfer full): what the step says: never blank */
static char *
tell_step (const Doing *self, LfHandlingAct act)
{
  const LfHandlingWord *word = self->word;
  const char *label = lf_handling_act_label (act);
  g_autofree char *value = NULL;

  if (act == LF_HANDLING_ACT_DISPATCH)
    value = g_strdup (word->department);
  else if (act == LF_HANDLING_ACT_EXTEND)
    value = lf_date_format (&word->day);
  else if (act == LF_HANDLING_ACT_ESCALATE)
    value = g_strdup (lf_option_label (next_level (self->problem)));
  else if (act == LF_HANDLING_ACT_CALL_BACK)
    value = g_strdup (lf_option_label (lf_field_option (
        lf_entity_field (&lf_entity_problem, "satisfaction"), word->satisfaction)));
  if (value == NULL)
    return g_strdup (word->text != NULL ? word->text : label);
  return word->text == NULL
             /* Translators: an act and its object: "Dispatch: Energy bureau" */
             ? g_strdup_printf (_ ("%1$s: %2$s"), label, value)
             /* Translators: an act, its object and a remark: "Extend: 12 Mar 2023. Parts late" */
             : g_strdup_printf (_ ("%1$s: %2$s. %3$s"), label, value, word->text);
}

static void
add_step (Doing *self, LfHandlingAct act)
{
  g_autoptr (LfRecord) step = lf_record_new (&lf_entity_problem_step, NULL);
  g_autofree char *text = tell_step (self, act);
  g_autofree char *day = lf_date_to_canonical (&self->desk->today);

  lf_record_set (step, "text", text);
  lf_record_set (step, "problem", lf_record_id (self->problem));
  lf_record_set (step, "kind", self->rule->step);
  lf_record_set (step, "done_on", day);
  lf_record_set (step, "done_by", self->word->by);
  lf_record_set (step, "department",
                 act == LF_HANDLING_ACT_DISPATCH
                     ? self->word->department
                     : lf_record_get (self->problem, "lead_department"));
  lf_record_set (step, "files", self->word->file);
  lf_change_create (self->change, step);
}

LfChange *
lf_handling_act (const LfHandlingDesk *desk,
                 const LfRecord *problem,
                 LfHandlingAct act,
                 const LfHandlingWord *word,
                 GError **error)
{
  const LfHandlingActRule *rule = lf_handling_act_rule (act);
  g_autofree char *title = lf_record_title (problem);
  g_autofree char *label = g_strdup_printf (_ ("%1$s: %2$s"), lf_handling_act_label (act), title);
  g_autoptr (LfChange) change = lf_change_new (label);
  Doing self = { desk, problem, rule, word, change };

  if (!check_state (&self, act, error) || !check_word (&self, error)
      || !check_clock (&self, act, error))
    return NULL;
  write_particulars (&self, act);
  if (rule->to != NULL)
    set (&self, "state", rule->to);
  if (rule->date != NULL)
    set_day (&self, rule->date, &desk->today);
  if (rule->text != NULL && word->text != NULL)
    set (&self, rule->text, word->text);
  add_step (&self, act);
  return g_steal_pointer (&change);
}
