/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What asks for somebody today: the rules, as data. Days are working days; of a date that is only a
 * month or a year the first day counts, as in lf-calendar.h. */

#pragma once

#include "lf-calendar.h"
#include "lf-stage.h"

G_BEGIN_DECLS

/* In the order in which they are shown. */
typedef enum
{
  LF_TODAY_DUE,
  LF_TODAY_OVERDUE,
  LF_TODAY_SILENT,
  LF_TODAY_PROMISED,
  LF_TODAY_WAITING,
  LF_TODAY_CONFLICT,
  LF_TODAY_REFUSED,
  LF_TODAY_UNCLOSED, /* lamps of the last month (V3) */
  LF_N_TODAY_KINDS,
} LfTodayKind;

const char *lf_today_key (LfTodayKind kind);   /* "overdue" */
const char *lf_today_label (LfTodayKind kind); /* translated, the title of its group */
const char *lf_today_icon (LfTodayKind kind);  /* symbolic icon name: never colour alone */

/* ---- Dates that come ---- */

typedef enum
{
  LF_TODAY_BY_DATE, /* due on its day, overdue once a working day has gone by */
  LF_TODAY_AHEAD,   /* promised, from LF_TODAY_AHEAD_DAYS before its day on */
  LF_TODAY_ALWAYS,  /* waits whatever its date is */
  LF_TODAY_MET,     /* in conflict */
} LfTodayClock;

/* Which records of an entity are looked at, and by which of their fields. */
typedef struct
{
  const char *entity;
  LfTodayClock clock;
  const char *date;    /* (nullable) */
  const char *step;    /* (nullable): what is to be done on that date */
  const char *owner;   /* a field that refers to an account, or holds the name of one */
  const char *partner; /* (nullable): another one */
  const char *filter;  /* of those that are not over */
  const char *state, *over, *over_on; /* (nullable): what says that one without steps is over */
} LfTodayRule;

#define LF_TODAY_AHEAD_DAYS 5

const LfTodayRule *lf_today_rules (guint *ret_n);
const LfTodayRule *lf_today_find_rule (const LfEntity *entity); /* (nullable) */
gboolean lf_today_has_steps (const LfEntity *entity); /* it says what is to be done next */

/* What the date of a record makes it; only where @day has come. A day off is put off to the next
 * working day. */
LfTodayKind lf_today_judge_due (const LfCalendar *calendar, const LfDate *day, const LfDate *today);
/* The last day that is overdue on @today. */
LfDate lf_today_last_overdue (const LfCalendar *calendar, const LfDate *today);

/* (transfer full): "Was due on 5 Mar 2026, 3 working days ago" */
char *lf_today_tell_due (const LfCalendar *calendar, const LfDate *day, const LfDate *today);
char *lf_today_tell_promised (const LfCalendar *calendar, const LfDate *day, const LfDate *today);

/* ---- Silence ---- */

/* Who has stages and is talked to: which fields say so. */
typedef struct
{
  const char *entity, *stage, *since, *owner;
  const char *contact, *contact_of, *contact_date;
  const char *contact_filter; /* what counts as one */
} LfSilenceRule;

const LfSilenceRule *lf_today_silence_rule (void);

/**
 * lf_today_allowed_silence:
 * Returns: how many working days may go by in @stage without a contact; 0: as many as will
 * (domain.md §3: the column “idle/deadline defaults”, [W3], [R1], C2–C6)
 */
guint lf_today_allowed_silence (LfStage stage);
/* The first day of a contact that is not too long ago on @today, with @allowed days. */
LfDate lf_today_heard_since (const LfCalendar *calendar, guint allowed, const LfDate *today);
/* @contact: (nullable): the last one; NULL: none since @since, when it entered the stage.
 * Returns: (transfer full): "No contact for 12 working days, since …; 10 are allowed in …" */
char *lf_today_tell_silence (const LfCalendar *calendar,
                             LfStage stage,
                             const LfDate *contact,
                             const LfDate *since,
                             const LfDate *today);

/* ---- Done, and what next ---- */

typedef struct
{
  const char *what; /* (nullable): what was done, as the subject of the contact that is logged */
  const char *kind; /* of that contact: "call" */
  const char *next_step; /* (nullable): none */
  gboolean has_next;
  LfDate next; /* by when */
} LfTodayDone;

/* Whether lf_today_schedule() takes its records: what goes step by step, or has a state that says
 * that it is over. */
gboolean lf_today_can_be_done (const LfEntity *entity);
/* Returns: (transfer full) (nullable): one change that logs the contact, where there is somebody it
 * was with, and sets the next step. Of what has no steps the day is put off, or else it is over.
 * The error, LF_ERROR_INVALID, says what is missing. */
LfChange *lf_today_schedule (const LfRecord *record,
                             const LfTodayDone *done,
                             const LfDate *today,
                             GError **error);

/* (transfer full) (nullable): "3 due today, 2 overdue, 1 waits for you"; NULL: nothing is */
char *lf_today_brief (const guint counts[LF_N_TODAY_KINDS]);

G_END_DECLS
