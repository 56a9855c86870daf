/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of money that never mix currencies and remember that a part was not exact. */

#pragma once

#include "lf-money.h"

G_BEGIN_DECLS

#define LF_TOTALS_MAX 8

typedef struct
{
  char currency[4];
  gint64 minor;
  gint64 n_exact;     /* amounts that went in as exact */
  gint64 n_qualified; /* amounts that went in with 约, 近 or 超 */
} LfTotal;

/* One LfTotal per currency met, CNY first, then by code. Zero it before use: LfTotals t = { 0 }. */
typedef struct
{
  guint n;
  LfTotal totals[LF_TOTALS_MAX];
} LfTotals;

gboolean lf_totals_add (
    LfTotals *self,
    const LfMoney *money); /* FALSE when it would overflow or the currencies are too many */
gboolean lf_totals_merge (LfTotals *self, const LfTotals *other);
LfMoney lf_totals_get (const LfTotals *self,
                       guint i); /* the sum as money: qualified "about" when a part was */
char *lf_totals_format (
    const LfTotals *self); /* (transfer full): "71.69亿元 + 2.57亿美元"; "0元" when empty */

G_END_DECLS
