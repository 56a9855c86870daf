/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An appraisal sheet being filled in (K1, §8), and what its criteria count. */

#pragma once

#include "lf-appraisal.h"
#include "lf-report-private.h"

G_BEGIN_DECLS

typedef struct
{
  LfRecord *record;
  gint64 total; /* hundredths */
  GPtrArray *cells;
} LfAppraisalRow;

typedef struct
{
  LfReportBuilder *builder;
  const LfAppraisal *sheet;
  LfReportOptions options; /* with the period the sheet is about */
  GPtrArray *rows;         /* (element-type LfAppraisalRow) */
} LfAppraisalSheet;

/* The figures of one criterion. */
typedef struct
{
  const LfAppraisalSheet *sheet;
  const LfCriterion *criterion;
  LfAppraised *of; /* one for each row of the sheet */
} LfAppraisalReading;

/* (transfer full): @filter about @record and the days asked about */
char *lf_appraisal_about (const LfAppraisalSheet *self,
                          const char *filter,
                          const LfRecord *record /* nullable */);
/* (transfer full): of what counts, what is @record's */
char *lf_appraisal_own (const LfAppraisalSheet *self,
                        const LfCriterion *criterion,
                        const LfRecord *record);
/* (transfer full) (element-type LfRecord) */
GPtrArray *lf_appraisal_list (const LfAppraisalSheet *self,
                              const char *entity,
                              const char *filter,
                              GError **error);
/* Fills in what each row of the sheet has of the criterion. */
gboolean lf_appraisal_read (LfAppraisalReading *self, GError **error);

G_END_DECLS
