/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rolling lists (滚动清单, domain.md V11): projects enter and leave on dates, and any day has its
 * members. Who is on the list now stands in its own field "projects" as well, where those that
 * were on it before there were entries have no dates. Pure. */

#pragma once

#include "lf-change.h"
#include "lf-date.h"

G_BEGIN_DECLS

/**
 * lf_rolling_members:
 * @list: a rolling_list
 * @entries: (element-type LfRecord): list_entry records; those of other lists are passed over
 * @on: the day; an entry holds from the day it entered to the day before it left
 *
 * Returns: (transfer full) (element-type utf8): ids of projects, each once: those without dates
 * first, then as they entered
 */
GPtrArray *lf_rolling_members (const LfRecord *list, GPtrArray *entries, const LfDate *on);

/**
 * lf_rolling_take_in:
 * @reason: (nullable)
 * @today: of which the list's own field tells
 * Returns: (transfer full) (nullable): one change. LF_ERROR_REFUSED: the project is on the list on
 * that day
 */
LfChange *lf_rolling_take_in (const LfRecord *list,
                              const LfRecord *project,
                              GPtrArray *entries,
                              const LfDate *on,
                              const char *reason,
                              const LfDate *today,
                              GError **error);

/* The same of leaving. LF_ERROR_REFUSED: it is not on the list on that day. */
LfChange *lf_rolling_take_out (const LfRecord *list,
                               const LfRecord *project,
                               GPtrArray *entries,
                               const LfDate *on,
                               const char *reason,
                               const LfDate *today,
                               GError **error);

G_END_DECLS
