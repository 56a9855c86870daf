/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems: what is due when, how that stands, and what is counted of them. */

#include "config.h"

#include "lf-handling.h"

#include "lf-schema-tables.h"
#include "lf-today.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* clang-format off */
static const struct { const char *key, *icon; } states[LF_N_HANDLING_STATES] = {
  [LF_HANDLING_NONE] = { "none", NULL },
  [LF_HANDLING_RUNNING] = { "running", "lf-calendar-symbolic" },
  [LF_HANDLING_WARNED] = { "warned", "dialog-warning-symbolic" },
  [LF_HANDLING_LATE] = { "late", "dialog-error-symbolic" },
  [LF_HANDLING_MET] = { "met", "object-select-symbolic" },
  [LF_HANDLING_MET_LATE] = { "met-late", "object-select-symbolic" },
};

/* @done: the field whose day ends the term. @at_once: closing the problem does, too. */
static const struct { const char *asked, *done_word, *done; gboolean is_right, at_once; } terms[LF_N_HANDLING_TERMS] = {
  [LF_HANDLING_TERM_DISPATCH] = { N_ ("Dispatch"), N_ ("Dispatched"), "dispatched_on", FALSE, TRUE },
  [LF_HANDLING_TERM_OBJECTION] = { N_ ("Objections"), NULL, "accepted_on", TRUE, TRUE },
  [LF_HANDLING_TERM_ANSWER] = { N_ ("First answer"), N_ ("Answered"), "answered_on", FALSE, TRUE },
  [LF_HANDLING_TERM_CO] = { N_ ("Co-handlers’ part"), N_ ("Co-handlers done"), "co_done_on", FALSE, TRUE },
  [LF_HANDLING_TERM_EXTENSION] = { N_ ("Extensions to be asked for"), NULL, "closed_on", TRUE, TRUE },
  [LF_HANDLING_TERM_CLOSE] = { N_ ("Close"), N_ ("Closed"), "closed_on", FALSE, FALSE },
};
/* clang-format on */

const char *
lf_handling_state_key (LfHandlingState state)
{
  return states[state].key;
}

const char *
lf_handling_state_icon (LfHandlingState state)
{
  return states[state].icon;
}

/* ---- Days ---- */

/* Year 0: blank. */
static LfDate
get_day (const LfRecord *problem, const char *field)
{
  LfDate date = { 0 };

  if (lf_record_get (problem, field) == NULL
      || !lf_date_from_canonical (lf_record_get (problem, field), &date))
    return (LfDate){ 0 };
  return lf_date_first_day (&date);
}

static gboolean
is_state (const LfRecord *problem, const char *state)
{
  return g_strcmp0 (lf_record_get (problem, "state"), state) == 0;
}

static LfComplexity
complexity_of (const LfRecord *problem)
{
  const char *key = lf_record_get (problem, "complexity");

  return g_strcmp0 (key, "enquiry") == 0   ? LF_COMPLEXITY_ENQUIRY
         : g_strcmp0 (key, "complex") == 0 ? LF_COMPLEXITY_COMPLEX
                                           : LF_COMPLEXITY_ORDINARY;
}

static guint
days_to_close (const LfHandlingDesk *desk, const LfRecord *problem)
{
  const char *own = lf_record_get (problem, "due_in_working_days");

  return own != NULL ? (guint) CLAMP (ceil (g_ascii_strtod (own, NULL)), 0, 1000)
                     : desk->clock->close[complexity_of (problem)];
}

static LfDate
dispatch_due (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfDate collected = get_day (problem, "collected_on");

  return collected.year == 0
             ? collected
             : lf_calendar_add_working_days (desk->calendar, &collected, desk->clock->dispatch);
}

/* So many days after the dispatch. */
static LfDate
after_dispatch (const LfHandlingDesk *desk, const LfRecord *problem, guint days)
{
  LfDate start = get_day (problem, "dispatched_on");

  if (start.year == 0)
    start = dispatch_due (desk, problem);
  return start.year == 0 ? start : lf_calendar_add_working_days (desk->calendar, &start, days);
}

static LfDate
close_due (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfDate day = get_day (problem, "extended_to");

  if (day.year == 0)
    day = get_day (problem, "due_on");
  if (day.year == 0)
    return after_dispatch (desk, problem, days_to_close (desk, problem));
  return lf_calendar_add_working_days (desk->calendar, &day, 0);
}

/* The last day that is @days working days before @due, or more. */
static LfDate
ahead_of (const LfCalendar *calendar, LfDate due, guint days)
{
  while (days > 0 && due.year > 1900)
    {
      days -= lf_calendar_is_working_day (calendar, &due);
      due = lf_date_add_days (&due, -1);
    }
  return due;
}

LfDate
lf_handling_due (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term)
{
  static const LfDate never = { 0 };
  const LfHandlingClock *clock = desk->clock;

  switch (term)
    {
    case LF_HANDLING_TERM_DISPATCH:
      return dispatch_due (desk, problem);
    case LF_HANDLING_TERM_OBJECTION:
      return get_day (problem, "dispatched_on").year == 0
                 ? never
                 : after_dispatch (desk, problem, clock->objection);
    case LF_HANDLING_TERM_ANSWER:
      return clock->answer == 0 || complexity_of (problem) != LF_COMPLEXITY_COMPLEX
                 ? never
                 : after_dispatch (desk, problem, clock->answer);
    case LF_HANDLING_TERM_CO:
      return clock->co == 0 || lf_record_get (problem, "co_departments") == NULL
                 ? never
                 : after_dispatch (desk, problem, clock->co);
    case LF_HANDLING_TERM_EXTENSION:
      {
        LfDate due = close_due (desk, problem);

        return due.year == 0 ? due : ahead_of (desk->calendar, due, clock->ahead);
      }
    case LF_HANDLING_TERM_CLOSE:
    case LF_N_HANDLING_TERMS:
    default:
      return close_due (desk, problem);
    }
}

/* ---- How it stands ---- */

/* When the term was met; year 0: it was not. */
static LfDate
day_met (const LfRecord *problem, LfHandlingTerm term)
{
  LfDate day = get_day (problem, terms[term].done);

  return day.year == 0 && terms[term].at_once ? get_day (problem, "closed_on") : day;
}

/* Records that were made elsewhere may lack a day that their state speaks of: then it is not known
 * when that was, and nothing is asked. */
static gboolean
is_asked (const LfRecord *problem, LfHandlingTerm term)
{
  if (is_state (problem, "refused")
      || (is_state (problem, "closed") && lf_record_get (problem, "closed_on") == NULL))
    return FALSE;
  if (term == LF_HANDLING_TERM_DISPATCH && lf_record_get (problem, "dispatched_on") == NULL)
    return is_state (problem, "collected");
  if (term == LF_HANDLING_TERM_OBJECTION)
    return is_state (problem, "dispatched");
  if (term == LF_HANDLING_TERM_EXTENSION)
    return is_state (problem, "dispatched") || is_state (problem, "handling");
  return TRUE;
}

LfHandlingState
lf_handling_judge (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term)
{
  LfDate due = lf_handling_due (desk, problem, term), met = day_met (problem, term);
  int left;

  if (due.year == 0 || !is_asked (problem, term))
    return LF_HANDLING_NONE;
  if (met.year != 0 && terms[term].is_right)
    return LF_HANDLING_NONE;
  if (met.year != 0)
    return lf_calendar_count_working_days (desk->calendar, &due, &met) > 0 ? LF_HANDLING_MET_LATE
                                                                           : LF_HANDLING_MET;
  left = lf_calendar_count_working_days (desk->calendar, &desk->today, &due);
  if (left < 0)
    return terms[term].is_right ? LF_HANDLING_NONE : LF_HANDLING_LATE;
  return left <= LF_HANDLING_WARNED_DAYS ? LF_HANDLING_WARNED : LF_HANDLING_RUNNING;
}

static gboolean
is_open_state (LfHandlingState state)
{
  return state == LF_HANDLING_RUNNING || state == LF_HANDLING_WARNED || state == LF_HANDLING_LATE;
}

LfHandlingTerm
lf_handling_next (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfHandlingTerm next = LF_HANDLING_TERM_CLOSE;
  LfDate first = { 0 };

  for (LfHandlingTerm term = 0; term < LF_N_HANDLING_TERMS; term++)
    {
      LfDate due = lf_handling_due (desk, problem, term);

      if (terms[term].is_right || !is_open_state (lf_handling_judge (desk, problem, term)))
        continue;
      if (first.year == 0 || lf_date_compare (&due, &first) < 0)
        {
          next = term;
          first = due;
        }
    }
  return next;
}

static char *
tell_met (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term)
{
  LfDate due = lf_handling_due (desk, problem, term), met = day_met (problem, term);
  const char *word = g_dgettext (GETTEXT_PACKAGE, terms[term].done_word);
  int n = lf_calendar_count_working_days (desk->calendar, &due, &met);
  g_autofree char *on = lf_date_format (&met);

  if (n <= 0)
    /* Translators: "Closed on 12 Mar 2023, in time" */
    return g_strdup_printf (_ ("%1$s on %2$s, in time"), word, on);
  /* Translators: "Closed on 12 Mar 2023, 2 working days late" */
  return g_strdup_printf (
      ngettext ("%1$s on %2$s, %3$d working day late", "%1$s on %2$s, %3$d working days late", n),
      word, on, n);
}

char *
lf_handling_tell_left (const LfCalendar *calendar,
                       const LfDate *today,
                       const LfDate *due,
                       const char *word)
{
  g_autofree char *by = lf_date_format (due);
  int left = lf_calendar_count_working_days (calendar, today, due);

  if (left < 0)
    /* Translators: "Close by 12 Mar 2023: 2 working days late" */
    return g_strdup_printf (ngettext ("%1$s by %2$s: %3$d working day late",
                                      "%1$s by %2$s: %3$d working days late", -left),
                            word, by, -left);
  if (lf_date_compare (today, due) > 0)
    return g_strdup_printf (_ ("%1$s by %2$s: no working day has gone by since"), word, by);
  if (left == 0)
    /* Translators: "Close by 12 Mar 2023: today is the last day" */
    return g_strdup_printf (_ ("%1$s by %2$s: today is the last day"), word, by);
  /* Translators: "Close by 12 Mar 2023: 3 working days left" */
  return g_strdup_printf (ngettext ("%1$s by %2$s: %3$d working day left",
                                    "%1$s by %2$s: %3$d working days left", left),
                          word, by, left);
}

char *
lf_handling_tell (const LfHandlingDesk *desk, const LfRecord *problem, LfHandlingTerm term)
{
  LfHandlingState state = lf_handling_judge (desk, problem, term);
  LfDate due = lf_handling_due (desk, problem, term);

  if (state == LF_HANDLING_NONE)
    return NULL;
  return is_open_state (state) ? lf_handling_tell_left (
             desk->calendar, &desk->today, &due, g_dgettext (GETTEXT_PACKAGE, terms[term].asked))
                               : tell_met (desk, problem, term);
}

/* ---- Escalation ---- */

/* Since its last escalation it has had no full term. */
static gboolean
has_its_time (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfDate since = get_day (problem, "escalated_on");
  LfDate until;

  if (since.year == 0)
    return FALSE;
  until = lf_calendar_add_working_days (desk->calendar, &since, days_to_close (desk, problem));
  return lf_calendar_count_working_days (desk->calendar, &until, &desk->today) <= 0;
}

char *
lf_handling_propose_escalation (const LfHandlingDesk *desk, const LfRecord *problem)
{
  LfHandlingTerm term = lf_handling_next (desk, problem);
  LfDate until = lf_handling_due (desk, problem, LF_HANDLING_TERM_OBJECTION);

  if (!lf_handling_may (problem, LF_HANDLING_ACT_ESCALATE) || has_its_time (desk, problem))
    return NULL;
  if (lf_handling_judge (desk, problem, term) == LF_HANDLING_LATE)
    return lf_handling_tell (desk, problem, term);
  if (is_state (problem, "dispatched") && until.year != 0
      && lf_calendar_count_working_days (desk->calendar, &until, &desk->today) > 0)
    {
      g_autofree char *day = lf_date_format (&until);

      return g_strdup_printf (_ ("Neither accepted nor objected to by %s"), day);
    }
  return NULL;
}

/* ---- Counting ---- */

char *
lf_handling_filter (const LfCalendar *calendar, const LfDate *today, LfHandlingCount count)
{
  static const char *const filters[LF_N_HANDLING_COUNTS] = {
    [LF_HANDLING_COUNT_COLLECTED] = "collected_on!=",
    [LF_HANDLING_COUNT_DISPATCHED] = "dispatched_on!=",
    [LF_HANDLING_COUNT_CLOSED] = "state=closed",
    [LF_HANDLING_COUNT_OPEN] = LF_HANDLING_OPEN,
    [LF_HANDLING_COUNT_OVERDUE] = LF_HANDLING_OPEN " and (extended_to<=%1$s or "
                                                   "extended_to= and due_on<=%1$s)",
    [LF_HANDLING_COUNT_RATED] = "satisfaction!=",
    [LF_HANDLING_COUNT_SATISFIED] = "satisfaction=very|satisfied|fair",
  };
  const LfDate late = lf_today_last_overdue (calendar, today);
  g_autofree char *day = lf_date_to_canonical (&late);
  g_auto (GStrv) parts = g_strsplit (filters[count], "%1$s", -1);

  return g_strjoinv (day, parts);
}

/* ---- Spot checks ---- */

typedef struct
{
  LfRecord *problem;
  char *rank;
} Drawn;

static void
drawn_clear (gpointer data)
{
  g_free (((Drawn *) data)->rank);
}

static int
compare_drawn (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (((const Drawn *) a)->rank, ((const Drawn *) b)->rank);
}

GPtrArray *
lf_handling_choose (const GPtrArray *problems, const char *seed, guint n)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (Drawn));

  g_array_set_clear_func (drawn, drawn_clear);
  for (guint i = 0; i < problems->len; i++)
    {
      LfRecord *problem = problems->pdata[i];
      g_autofree char *text = g_strconcat (seed, "/", lf_record_id (problem), NULL);
      const Drawn one
          = { problem, g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, /* length= */ -1) };

      g_array_append_val (drawn, one);
    }
  g_array_sort (drawn, compare_drawn);
  for (guint i = 0; i < MIN (n, drawn->len); i++)
    g_ptr_array_add (chosen, lf_record_ref (g_array_index (drawn, Drawn, i).problem));
  return chosen;
}

guint
lf_handling_share (guint n, guint percent)
{
  return (guint) (((guint64) n * percent + 99) / 100);
}
