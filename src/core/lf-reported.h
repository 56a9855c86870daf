/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reported figures (domain.md K3–K10): which of them count where a year is told both as a whole and
 * in parts. Pure. */

#pragma once

#include "lf-record.h"

G_BEGIN_DECLS

/**
 * lf_reported_doubles:
 * @figures: (element-type LfRecord): of one indicator
 * @field: what is added up of them: "amount" or "count"; those that have none tell nothing
 *
 * Zones report the same indicator by year and by month (K8: 75.02亿, and each month's). Both are
 * one thing told twice, whatever they are called, so only one of them counts: the finer ones if
 * they cover the year, as all twelve months or as its four quarters (the months these end with);
 * else the year's own. The figures of each park are told apart, and so are those of no park.
 *
 * Returns: (transfer full) (nullable): a filter of those of @figures that do not count; NULL: all
 * do
 */
char *lf_reported_doubles (const GPtrArray *figures, const char *field);

G_END_DECLS
