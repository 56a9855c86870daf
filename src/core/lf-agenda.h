/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Meetings (domain.md V13, O2): the agenda is built from what lags, the minutes end in actions, and
 * those come back at the next meeting. Pure. */

#pragma once

#include "lf-calendar.h"
#include "lf-change.h"

G_BEGIN_DECLS

/* What a meeting talks about: records of an entity within a filter, in which “today” is its day. */
typedef struct
{
  const char *key;   /* "actions" */
  const char *label; /* N_(): the heading of the part */
  const char *entity;
  const char *filter;
  const char *sort;
  const char *project; /* (nullable): the field that says which project it is about; NULL: itself */
  const char *told;    /* the fields that are told beside the title, joined by "|" */
  const char *kind;    /* (nullable): the kind of meetings that talk about it; "*": any; NULL: any
                          but decision meetings */
  const char *shared;  /* (nullable): a field that must not say anything else than the meeting's
                          own of that name does */
} LfAgendaSource;

const LfAgendaSource *lf_agenda_sources (guint *ret_n);
/* Whether @meeting, by its kind, talks about what @source has: decision meetings (上会) talk about
 * the evaluations that wait for their body, and about what is due of earlier ones. */
gboolean lf_agenda_talks_of (const LfAgendaSource *source, const LfRecord *meeting);
/* And about this one of them. */
gboolean
lf_agenda_fits (const LfAgendaSource *source, const LfRecord *record, const LfRecord *meeting);
const char *lf_agenda_label (const LfAgendaSource *source); /* translated */
/* (nullable): the id of the project that @record of @source is about */
const char *lf_agenda_project (const LfAgendaSource *source, const LfRecord *record);
/* (transfer full): "Land cleared · Zhou · 5 Mar 2026" */
char *lf_agenda_tell (const LfAgendaSource *source, const LfRecord *record);

/* The meeting's day; the first of a month or year of which no day is known. @today where it has
 * none. */
LfDate lf_meeting_day (const LfRecord *meeting, const LfDate *today);

/* What is agreed on. */
typedef struct
{
  const char *subject;
  const char *responsible; /* (nullable): the id of an account */
  const char *department;  /* (nullable) */
  const char *project;     /* (nullable): id */
  LfDate due;              /* year 0: the day of the next meeting */
} LfMeetingAction;

/* Returns: (transfer full) (nullable): one change that adds an action; LF_ERROR_INVALID says what
 * is missing: what is to be done, and who does it */
LfChange *lf_meeting_add_action (const LfRecord *meeting,
                                 const LfMeetingAction *action,
                                 const LfCalendar *calendar,
                                 GError **error);

/**
 * lf_meeting_next_day:
 * Returns: when the next one of its kind is held: a weekly one and one on the site after a week, a
 * half-monthly one on the 15th or the last of the month, others after a month; put off to a working
 * day
 */
LfDate
lf_meeting_next_day (const LfRecord *meeting, const LfCalendar *calendar, const LfDate *today);
/* Returns: (transfer full): the next one, with the same people; its id is made of the meeting's, so
 * that two who call it make one */
LfRecord *
lf_meeting_next (const LfRecord *meeting, const LfCalendar *calendar, const LfDate *today);

G_END_DECLS
