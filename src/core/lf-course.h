/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records that go from state to state by acts, each with its day and who did it: enquiries of
 * investors (L17), and firms on the cultivation list (I8, I10). What may be done when, and what it
 * writes, is a table for each. Pure. Days are working days: see lf-handling.h. */

#pragma once

#include "lf-handling.h"

G_BEGIN_DECLS

/* The filter of enquiries that wait for an answer. */
#define LF_ENQUIRY_OPEN "answered_on= and state!=lead and state!=closed"

typedef struct _LfCourse LfCourse;
typedef struct _LfCourseAct LfCourseAct;

/* What is said with an act; strings belong to the caller. */
typedef struct
{
  const char *text; /* (nullable): answer, reason, note, a lead's name */
  const char *to;   /* (nullable): canonical value of LfCourseAct.to_field */
  const char *by;   /* (nullable): id of the account of who does it */
} LfCourseWord;

struct _LfCourseAct
{
  const char *key;    /* "answer" */
  const char *label;  /* N_ () */
  const char *done;   /* N_ (): what was done, with the record's title for %1$s */
  const char *from;   /* options of its state, joined by "|" */
  const char *to;     /* (nullable): it stays */
  const char *dates;  /* (nullable): the fields that hold its day, joined by "|"; the first day
                         stays */
  const char *person; /* (nullable): the field that holds who does it; the first stays */
  const char *clears; /* (nullable): what it empties, joined by "|" */

  const char *text_entity; /* (nullable): whose field is asked for its text; NULL: no text */
  const char *text_field;
  const char *text_title; /* N_ () (nullable): another than the field's */
  const char *text_lacks; /* N_ () (nullable): told where there is no text; NULL: none is needed */
  const char *to_field;   /* (nullable): the field that must be said with it */

  const char *unless;      /* (nullable): not while this field has a value … */
  const char *unless_told; /* N_ (): … which is told so, with the record's title for %s */
  gboolean makes_lead;
};

struct _LfCourse
{
  const char *entity;
  const LfCourseAct *acts; /* in the order in which they bring it on; ended by a NULL key */
  const char *step;        /* (nullable): the entity of what tells of each act */
  const char *way;         /* the dates of the way, joined by "|" */
  const char *open;        /* (nullable): the filter of what is listed: what waits */
};

/* (nullable): NULL: its records take no course */
const LfCourse *lf_course_find (const LfEntity *entity);
/* (nullable) */
const LfCourseAct *lf_course_act (const LfCourse *self, const char *key);
const char *lf_course_act_label (const LfCourseAct *act); /* translated */
gboolean lf_course_may (const LfRecord *record, const LfCourseAct *act);
/* (nullable): what brings it on */
const LfCourseAct *lf_course_next (const LfCourse *self, const LfRecord *record);

/* The day by which it should be answered (L17): as many working days after the question as the
 * zone's clock gives an enquiry; year 0: nothing is asked. */
LfDate lf_course_due (const LfHandlingDesk *desk, const LfRecord *record);
LfHandlingState lf_course_judge (const LfHandlingDesk *desk, const LfRecord *record);
/* (transfer full) (nullable): "Answer by 12 Mar 2023: 1 working day left"; NULL: nothing is asked
 */
char *lf_course_tell (const LfHandlingDesk *desk, const LfRecord *record);
/* (transfer full): "Asked on 2 Mar 2026 › Answered on 3 Mar 2026"; "" where no day is known */
char *lf_course_tell_way (const LfCourse *self, const LfRecord *record);

/**
 * lf_course_do:
 * @ret_lead: (out) (optional) (nullable): the id of the project that was made of it
 * Returns: (transfer full) (nullable): one change. LF_ERROR_REFUSED: its state forbids it;
 * LF_ERROR_INVALID: something is missing. The error says what to do.
 */
LfChange *lf_course_do (const LfRecord *record,
                        const LfCourseAct *act,
                        const LfCourseWord *word,
                        const LfDate *today,
                        char **ret_lead,
                        GError **error);

G_END_DECLS
