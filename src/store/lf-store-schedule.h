/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schedules of projects (domain.md C7, C8, O5), read with the zone's own days and templates.

 * Nothing is written here: lf_schedule_to_change() says what a plan changes, as one change, and
 * whoever was shown it commits that. */

#pragma once

#include "lf-schedule.h"
#include "lf-store.h"

G_BEGIN_DECLS

#define LF_SCHEDULES_MOST 200 /* projects that are listed */

/* What is asked of a schedule. */
typedef struct
{
  LfDate today;
  const char *template; /* (nullable): id or name: its steps are added; "": the one for projects of
                           that kind; NULL: none */
  LfDate end;           /* the day on which all has to be done; year 0: as what is fixed says */
} LfSchedulePlan;

typedef struct
{
  LfRecord *project;
  LfCalendar *calendar;
  LfSchedule *schedule; /* placed */
  GPtrArray *templates; /* (element-type LfScheduleTemplate): the zone's own, then the program's */
} LfProjectSchedule;

void lf_project_schedule_free (LfProjectSchedule *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfProjectSchedule, lf_project_schedule_free)

/* Returns: (transfer full): LF_ERROR_NOT_FOUND: no such project, or template; LF_ERROR_INVALID:
 * nodes wait for each other in a circle */
LfProjectSchedule *lf_store_schedule_sync (LfStore *self,
                                           const char *project,
                                           const LfSchedulePlan *plan,
                                           GError **error);
void lf_store_schedule_async (LfStore *self,
                              const char *project,
                              const LfSchedulePlan *plan,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
LfProjectSchedule *lf_store_schedule_finish (LfStore *self, GAsyncResult *result, GError **error);

/* How the schedule of a project stands. */
typedef struct
{
  LfRecord *project;
  guint n_nodes, n_done;
  LfDate end; /* the last planned date; year 0: none */
  gboolean is_in_conflict, is_blocked;
} LfScheduleStanding;

void lf_schedule_standing_free (LfScheduleStanding *self);

/* (transfer full) (element-type LfScheduleStanding): of projects between the approval and the
 * start of production, those in conflict first, those without nodes last */
GPtrArray *lf_store_schedules_sync (LfStore *self, const LfDate *today, GError **error);
void lf_store_schedules_async (LfStore *self,
                               const LfDate *today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *lf_store_schedules_finish (LfStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
