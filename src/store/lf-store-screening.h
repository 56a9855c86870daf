/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joint screening (联合研判, domain.md L11, L12, C13, W27): leads with their score, what several
 * people think of them, the joint verdict and what is missing before the decision meeting; and who
 * of the recruiters is to take up which of them. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* A lead as it is judged; records with displays. */
typedef struct
{
  LfRecord *project;
  LfRecord *screening;    /* (nullable): its youngest evaluation of that kind */
  GPtrArray *evaluations; /* (element-type LfRecord): all of its own */
  GPtrArray *opinions;    /* (element-type LfRecord): of all of those */
  GPtrArray *incentives;  /* (element-type LfFairItem): the checklist of its promises, their clauses
                             and its agreements */
  LfOpinionSum sum;       /* of the screening's opinions */
  LfLeadScore *score;
  GPtrArray *lacks;  /* (element-type LfLack): before the decision meeting */
  GPtrArray *bodies; /* (element-type utf8): that have to approve it, as lf_judging_bodies() */
  guint n_promises;  /* that it was given */
} LfScreenedLead;

typedef struct
{
  LfRecord *batch;    /* (nullable): NULL: of no batch alone */
  GPtrArray *leads;   /* (element-type LfScreenedLead): the best score first */
  guint n_judged;     /* that have a joint verdict */
  GPtrArray *targets; /* (element-type LfRecord): that nobody works on, by name */
  char *account;      /* (nullable): id of the account of who works here */
  LfCalendar *calendar;
  LfRulebook *rules;
  LfDate today;
} LfScreening;

LfScreening *lf_screening_ref (LfScreening *self);
void lf_screening_unref (LfScreening *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfScreening, lf_screening_unref)

#define LF_SCREENING_MOST 300 /* of the leads of no batch: the youngest */

/* What is screened. */
typedef struct
{
  const char *batch;   /* (nullable): id: the projects of that batch, whatever became of them */
  const char *project; /* (nullable): id: that one alone */
} LfScreeningAsked;    /* neither: all that are leads */

/**
 * lf_store_screening_sync:
 * Returns: (transfer full): LF_ERROR_NOT_FOUND where there is no such batch or project
 */
LfScreening *lf_store_screening_sync (LfStore *self,
                                      const LfScreeningAsked *asked,
                                      const LfDate *today,
                                      GError **error);
void lf_store_screening_async (LfStore *self,
                               const LfScreeningAsked *asked,
                               const LfDate *today,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
LfScreening *lf_store_screening_finish (LfStore *self, GAsyncResult *result, GError **error);

/* (nullable) (transfer none) */
const LfScreenedLead *lf_screening_find (const LfScreening *self, const char *project);

/**
 * lf_store_gate_sync:
 * @ret_refusal: (transfer full): why the store would refuse the move of @before to @after; NULL: it
 *   would not, or there is none
 */
gboolean lf_store_gate_sync (LfStore *self,
                             const LfRecord *before,
                             const LfRecord *after,
                             char **ret_refusal,
                             GError **error);

/* (transfer full) (element-type LfLack): what its move to @to asks for and is not there: see
 * lf_gate_lacks() */
GPtrArray *lf_screening_gate (const LfScreening *self, const LfScreenedLead *lead, LfStage to);

/* (transfer full) (element-type LfPushLine): its leads that nobody works on, but for those that are
 * set aside or dropped, and its targets behind them, divided as lf_push_divide() does. @recruiters:
 * (element-type LfRecord). @month: (nullable): only leads that were registered in it */
GPtrArray *lf_screening_push (const LfScreening *self,
                              const GPtrArray *recruiters,
                              guint each,
                              const LfDate *month);

/**
 * lf_screening_judge:
 * Returns: (transfer full) (nullable): one change: the joint verdict of a lead, said by a person;
 * its screening is made where it has none. The last one of a batch that is judged ends it.
 */
LfChange *lf_screening_judge (const LfScreening *self,
                              const LfScreenedLead *lead,
                              const char *verdict,
                              const char *reason /* nullable */,
                              GError **error);

G_END_DECLS
