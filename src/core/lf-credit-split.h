/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An amount split among parks by their shares of the credit (domain.md O7, W14). Pure. */

#pragma once

#include "lf-date.h"
#include "lf-record.h"

G_BEGIN_DECLS

typedef struct
{
  const char *park; /* (nullable): id, of the shares or @home */
  gint64 minor;
} LfCreditPart;

/**
 * lf_credit_split:
 * @shares: (element-type LfRecord): of one project, of any indicators and periods
 * @day: of what is split: shares that do not hold on it are not heeded
 * @home: (nullable): the park the project is of: it has what nobody shares, all of it where no
 * share holds
 * Shares of more than 100 % in all are taken in proportion. The parts add up to @minor exactly:
 * what rounding leaves goes 分 by 分 to the largest remainders, of equal ones to the first.
 *
 * Returns: (transfer full) (element-type LfCreditPart): a park each, in the order of their ids,
 * @home last unless it has a share; strings are @shares' and @home
 */
GArray *lf_credit_split (
    GPtrArray *shares, const char *indicator, const LfDate *day, const char *home, gint64 minor);

/**
 * lf_credit_joint_shares:
 * @project: with displays
 * @parks: (element-type LfRecord): those that promote it together
 * @percents: a share for each of @parks
 * Shares as a transfer leaves them, for a project that stays where it is (联动招商).
 * Returns: (transfer full) (element-type LfRecord): for each preset, with the same ids for the same
 * project, park, indicator and day; NULL with LF_ERROR_INVALID unless @percents add up to 100
 */
GPtrArray *lf_credit_joint_shares (const LfRecord *project,
                                   GPtrArray *parks,
                                   const double *percents,
                                   const LfDate *from,
                                   GError **error);

G_END_DECLS
