/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Totals of several currencies told in one, at rates with a date (domain.md §5, A13). Nothing is
 * converted without a rate, and what is converted is told beside the currencies, with its rates and
 * their days. Pure. */

#pragma once

#include "lf-date.h"
#include "lf-record.h"
#include "lf-totals.h"

G_BEGIN_DECLS

typedef struct
{
  char currency[4];  /* "USD" */
  LfDate day;        /* that it holds from */
  gint64 millionths; /* of a yuan for one unit of the currency */
} LfRate;

/* FALSE: @record, an exchange_rate, tells no rate of a currency on a day. */
gboolean lf_rate_from_record (const LfRecord *record, LfRate *ret_rate);

/* (nullable): of @rates (element-type LfRate), in any order, the last of @currency up to @day */
const LfRate *lf_rate_find (const GArray *rates, const char *currency, const LfDate *day);

char *lf_rate_tell (const LfRate *self); /* (transfer full): "USD 1 = CNY 7.0827 (20 Nov 2026)" */

/**
 * lf_totals_in_cny:
 * @ret_cny: (out): one total in CNY, each currency rounded to the 分, half up; none of none. It is
 * qualified where a part of it was
 * Returns: FALSE where a currency has no rate up to @day, or the sum does not fit: there is no such
 * total then, not one of the rest
 */
gboolean
lf_totals_in_cny (const LfTotals *self, const GArray *rates, const LfDate *day, LfTotals *ret_cny);

G_END_DECLS
