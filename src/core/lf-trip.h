/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trips (domain.md L6): where one stands, whom it calls on, and what is logged on the way. Pure. */

#pragma once

#include "lf-change.h"
#include "lf-date.h"

G_BEGIN_DECLS

/* What a trip asks of those who make it. */
typedef enum
{
  LF_TRIP_PREPARE,
  LF_TRIP_WORK,
  LF_TRIP_DEBRIEF,
  LF_TRIP_OVER,
  LF_N_TRIP_PHASES,
} LfTripPhase;

const char *lf_trip_phase_key (LfTripPhase phase);   /* "prepare" */
const char *lf_trip_phase_label (LfTripPhase phase); /* translated */

/* By its state, and where nobody has said so by its days: one that is planned and has begun is at
 * work, one whose last day has gone by is to be debriefed. */
LfTripPhase lf_trip_phase (const LfRecord *trip, const LfDate *today);
LfDate lf_trip_first_day (const LfRecord *trip); /* year 0: it has none */
LfDate lf_trip_last_day (const LfRecord *trip);  /* that of the start where no end is given */

/**
 * lf_trip_report_due:
 * Returns: when its report is due: as the trip says; of one overseas that says nothing 15 days
 * after the return (W40); year 0: never
 */
LfDate lf_trip_report_due (const LfRecord *trip);

/**
 * lf_trip_add_firms:
 * @firms: (element-type LfRecord): enterprises to call on, in the order of the visits
 * @n_stops: how many stops there are already: the new ones come after them
 * Returns: (transfer full): one change that makes a stop of each, spread evenly over the trip's
 * days from @from on
 */
LfChange *
lf_trip_add_firms (const LfRecord *trip, const GPtrArray *firms, guint n_stops, const LfDate *from);

/* What is said about a stop that was made. */
typedef struct
{
  const char *result;    /* (nullable): what came of it */
  const char *lead;      /* (nullable): what they want: it becomes a lead */
  const char *next_step; /* (nullable): of the lead, or of the project the stop is about */
  gboolean has_next;
  LfDate next; /* by when */
} LfTripVisit;

/**
 * lf_trip_log_visit:
 * @stop: one of @trip, with displays
 * @project: (nullable): what the stop is about, where it is about one
 * One change: a visit is logged, on the day it was planned for when that has come, else on @today;
 * the stop is done; a lead is added where there is one; a trip that was only planned is under way.
 * Returns: (transfer full) (nullable): the error, LF_ERROR_INVALID, says what is missing
 */
LfChange *lf_trip_log_visit (const LfRecord *trip,
                             const LfRecord *stop,
                             const LfRecord *project,
                             const LfTripVisit *visit,
                             const LfDate *today,
                             GError **error);

/* (transfer full): the trip is over, and reported on @today where it @is_reported */
LfChange *lf_trip_end (const LfRecord *trip, gboolean is_reported, const LfDate *today);

G_END_DECLS
