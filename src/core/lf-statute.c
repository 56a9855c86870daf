/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the law asks from the notice of a plot to the statistics (domain.md §§3, 6), and the words
 * for how a deadline stands. */

#include "config.h"

#include "lf-deadline-private.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  IN_DAYS,
  IN_WORKING_DAYS,
  IN_MONTHS,
} Unit;

struct _LfStatute
{
  const char *key, *label, *source;
  const char *from;         /* a field of the land case; NULL: counted from the project's start */
  const char *to;           /* a field of the land case; NULL: until the project's start */
  gboolean is_until_listed; /* until the project is in the statistics */
  gboolean has_to_wait;     /* at least so long, not at most */
  gboolean can_be_extended;
  Unit unit;
  LfRuleKey rule;
  const char *consequence; /* (nullable) */
};

/* clang-format off */
static const LfStatute statutes[] = {
  { "notice", NC_ ("deadline", "Listing after the notice"), "W21", "notice_date", "listing_date", .has_to_wait = TRUE,
    .unit = IN_DAYS, .rule = LF_RULE_NOTICE_DAYS },
  { "listing", NC_ ("deadline", "End of the listing"), "R3", "listing_date", "listing_end_date", .has_to_wait = TRUE,
    .unit = IN_DAYS, .rule = LF_RULE_LISTING_DAYS },
  { "result", NC_ ("deadline", "Result of the sale published"), "W21", "won_date", "result_date",
    .unit = IN_WORKING_DAYS, .rule = LF_RULE_RESULT_WORKING_DAYS },
  { "permit", NC_ ("deadline", "Start under the construction permit"), "W5", "construction_permit_date", NULL, .can_be_extended = TRUE,
    .unit = IN_MONTHS, .rule = LF_RULE_PERMIT_MONTHS, .consequence = N_ ("after that the permit is void unless it is extended") },
  { "idle_fee", NC_ ("deadline", "Start before the land counts as idle"), "W22", "agreed_start_date", NULL,
    .unit = IN_MONTHS, .rule = LF_RULE_IDLE_FEE_MONTHS, .consequence = N_ ("after that a fee of a fifth of the land price is due") },
  { "idle_return", NC_ ("deadline", "Start before the land is taken back"), "W22", "agreed_start_date", NULL,
    .unit = IN_MONTHS, .rule = LF_RULE_IDLE_RETURN_MONTHS, .consequence = N_ ("after that the land is taken back without payment") },
  { "statistics", NC_ ("deadline", "In the statistics after the start"), "W6", NULL, NULL, .is_until_listed = TRUE,
    .unit = IN_MONTHS, .rule = LF_RULE_STATISTICS_MONTHS },
  { "statistics_late", NC_ ("deadline", "In the statistics at the latest"), "W6", NULL, NULL, .is_until_listed = TRUE,
    .unit = IN_MONTHS, .rule = LF_RULE_STATISTICS_LATE_MONTHS },
};
/* clang-format on */

const LfStatute *
lf_statutes (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (statutes);
  return statutes;
}

const LfStatute *
lf_statute_at (guint index)
{
  return &statutes[index];
}

const char *
lf_statute_key (const LfStatute *self)
{
  return self->key;
}

const char *
lf_statute_source (const LfStatute *self)
{
  return self->source;
}

gboolean
lf_statute_is_of_land (const LfStatute *self)
{
  return self->from != NULL;
}

const char *
lf_statute_to_field (const LfStatute *self)
{
  return self->to;
}

/* ---- Judging ---- */

typedef struct
{
  const LfBasis *basis;
  const LfStatute *statute;
  const LfFacts *project;
  const LfRecord *land; /* (nullable) */
} Case;

static int
value_of (const Case *self, LfRuleKey key, const LfDate *on)
{
  return lf_rulebook_value (self->basis->book, key, self->project->park, on);
}

static LfDate
read_land (const Case *self, const char *field)
{
  const char *text = self->land == NULL ? NULL : lf_record_get (self->land, field);
  LfDate date = { 0 };

  if (text == NULL || !lf_date_from_canonical (text, &date)
      || !lf_facts_has_come (&date, &self->basis->today))
    return (LfDate){ 0 };
  return date;
}

/* Of year 0: it has not come. */
static LfDate
read_start (const Case *self)
{
  const LfDate *date = lf_facts_reached (self->project, LF_STAGE_STARTED, &self->basis->today);

  return date == NULL ? (LfDate){ 0 } : *date;
}

static LfDate
find_from (const Case *self)
{
  return self->statute->from == NULL ? read_start (self) : read_land (self, self->statute->from);
}

static LfDate
find_to (const Case *self)
{
  if (self->statute->is_until_listed)
    return lf_facts_has_come (&self->project->listed, &self->basis->today) ? self->project->listed
                                                                           : (LfDate){ 0 };
  return self->statute->to == NULL ? read_start (self) : read_land (self, self->statute->to);
}

/* As many extensions as there are, of those the rules allow. */
static int
count_extensions (const Case *self, const LfDate *from)
{
  const char *text
      = self->statute->can_be_extended ? lf_record_get (self->land, "permit_extensions") : NULL;
  int n = text == NULL ? 0 : (int) g_ascii_strtoll (text, NULL, 10);

  return CLAMP (n, 0, value_of (self, LF_RULE_PERMIT_EXTENSIONS, from));
}

static LfDate
find_due (const Case *self, const LfDate *from)
{
  int n = value_of (self, self->statute->rule, from);
  LfDate day = self->statute->has_to_wait ? lf_date_first_day (from) : lf_date_last_day (from);

  switch (self->statute->unit)
    {
    case IN_DAYS:
      return lf_date_add_days (&day, n);
    case IN_WORKING_DAYS:
      return n == 0 ? day : lf_calendar_add_working_days (self->basis->calendar, &day, (guint) n);
    case IN_MONTHS:
    default:
      n += count_extensions (self, from) * value_of (self, LF_RULE_EXTENSION_MONTHS, from);
      return lf_deadline_add_months (from, n);
    }
}

/* What has to wait is free to happen from its day on. */
static void
judge_wait (LfDeadline *deadline, gboolean is_done, const LfDate *done, const LfDate *today)
{
  LfDate last = is_done ? lf_date_last_day (done) : *today;
  int early = lf_date_days_between (&last, &deadline->due);

  deadline->days = MAX (early, 0);
  if (is_done)
    {
      deadline->done = *done;
      deadline->state = early > 0 ? LF_DEADLINE_TOO_EARLY : LF_DEADLINE_MET;
    }
  else if (early > 0)
    deadline->state = LF_DEADLINE_RUNNING;
}

/* A project that was given up owes nothing any more; one that is suspended does. */
static gboolean
is_over (const Case *self)
{
  return self->project->stage == LF_STAGE_DROPPED
         || (self->statute->to == NULL && !self->statute->is_until_listed
             && lf_facts_is_past (self->project, LF_STAGE_STARTED, &self->basis->today));
}

LfDeadline
lf_statute_judge (const LfBasis *basis,
                  const LfStatute *self,
                  const LfRecord *project,
                  const LfRecord *land)
{
  g_auto (LfFacts) facts = lf_facts_of (project);
  const Case its = { basis, self, &facts, land };
  LfDeadline deadline = { LF_DEADLINE_NONE, .from = find_from (&its), .label = self->label,
                          .consequence = self->consequence, .has_to_wait = self->has_to_wait };
  LfDate done;

  if (deadline.from.year == 0)
    return deadline;
  deadline.due = find_due (&its, &deadline.from);
  done = find_to (&its);
  if (done.year == 0 && is_over (&its))
    return deadline;
  if (self->has_to_wait)
    judge_wait (&deadline, done.year != 0, &done, &basis->today);
  else if (done.year != 0)
    lf_deadline_judge_done (&deadline, &done);
  else
    lf_deadline_judge_open (&deadline, value_of (&its, LF_RULE_LAW_WARNING_DAYS, &basis->today),
                            &basis->today);
  return deadline;
}

/* ---- Words ---- */

/* clang-format off */
static char *
tell_open (const LfDeadline *deadline, const char *what, const char *due)
{
  int n = deadline->days;

  if (deadline->has_to_wait)
    return g_strdup_printf (ngettext ("%1$s not before %2$s, in %3$d day",
                                      "%1$s not before %2$s, in %3$d days", n), what, due, n);
  if (deadline->state == LF_DEADLINE_LATE)
    return g_strdup_printf (ngettext ("%1$s by %2$s, %3$d day late",
                                      "%1$s by %2$s, %3$d days late", n), what, due, n);
  return n == 0 ? g_strdup_printf (_ ("%1$s by %2$s, today"), what, due)
                : g_strdup_printf (ngettext ("%1$s by %2$s, %3$d day left",
                                             "%1$s by %2$s, %3$d days left", n), what, due, n);
}

static char *
tell_done (const LfDeadline *deadline, const char *what, const char *due)
{
  g_autofree char *done = lf_date_format (&deadline->done);
  int n = deadline->days;

  if (deadline->state == LF_DEADLINE_TOO_EARLY)
    return g_strdup_printf (ngettext ("%1$s on %2$s, %3$d day too early: not before %4$s",
                                      "%1$s on %2$s, %3$d days too early: not before %4$s", n), what, done, n, due);
  if (deadline->has_to_wait)
    return g_strdup_printf (_ ("%1$s on %2$s, not before %3$s"), what, done, due);
  if (deadline->state == LF_DEADLINE_MET_LATE)
    return g_strdup_printf (ngettext ("%1$s on %2$s, %3$d day late: due by %4$s",
                                      "%1$s on %2$s, %3$d days late: due by %4$s", n), what, done, n, due);
  return g_strdup_printf (_ ("%1$s on %2$s, in time: due by %3$s"), what, done, due);
}
/* clang-format on */

const char *
lf_deadline_label (const LfDeadline *deadline)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "deadline", deadline->label);
}

char *
lf_deadline_tell (const LfDeadline *deadline)
{
  g_autofree char *due = NULL;
  g_autofree char *text = NULL;
  const char *what;

  if (deadline->state == LF_DEADLINE_NONE)
    return g_strdup ("");
  what = lf_deadline_label (deadline);
  due = lf_date_format (&deadline->due);
  if (!lf_deadline_is_open (deadline))
    return tell_done (deadline, what, due);
  text = tell_open (deadline, what, due);
  if (deadline->consequence == NULL || deadline->state == LF_DEADLINE_RUNNING)
    return g_steal_pointer (&text);
  /* Translators: how a deadline stands; what follows when it is missed */
  return g_strdup_printf (_ ("%1$s; %2$s"), text, _ (deadline->consequence));
}
