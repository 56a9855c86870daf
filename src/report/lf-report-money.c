/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of money that moved or is owed: funds in place, registered capital, promises. */

#include "config.h"

#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

/* K4, K5, A13; domain.md §5: cumulative figures stand apart, for the year's are the ones asked for
 */
#define OF_ITS_DAY "is_cumulative!=1"

static const LfShapeFigure funds_figures[] = {
  { "arrivals", N_ ("Arrivals"), LF_SHAPE_COUNT, OF_ITS_DAY },
  { "amount", N_ ("Funds in place"), LF_SHAPE_SUM, OF_ITS_DAY, "amount" },
  { "foreign", N_ ("Utilised foreign capital"), LF_SHAPE_SUM, OF_ITS_DAY " and kind=foreign",
    "amount" },
  { "zhejiang", N_ ("Zhejiang entrepreneurs returning"), LF_SHAPE_SUM,
    OF_ITS_DAY " and kind=zhejiang", "amount" },
  { "confirmed", N_ ("Confirmed"), LF_SHAPE_COUNT, OF_ITS_DAY " and state=confirmed" },
  { "confirmed_rate", N_ ("Rate of confirmation"), LF_SHAPE_PERCENT, .part = "confirmed",
    .whole = "arrivals" },
  { "cumulative", N_ ("Cumulative figures"), LF_SHAPE_COUNT, "is_cumulative=1" },
  { NULL },
};

static const LfReportShape funds = {
  .where = "state!=returned",
  .date = "arrived_on",
  .figures = funds_figures,
  .measure = "amount",
};

/* K3 */
static const LfShapeFigure firm_figures[] = {
  { "firms", N_ ("Enterprises"), LF_SHAPE_COUNT },
  { "capital", N_ ("Registered capital"), LF_SHAPE_SUM, .field = "registered_capital" },
  { "above_scale", N_ ("Above scale"), LF_SHAPE_COUNT, "is_above_scale=1" },
  { "above_quota", N_ ("Above quota"), LF_SHAPE_COUNT, "is_above_quota=1" },
  { "high_tech", N_ ("High-tech"), LF_SHAPE_COUNT, "is_high_tech=1" },
  { "jobs", N_ ("Jobs"), LF_SHAPE_SUM, .field = "jobs" },
  { NULL },
};

static const LfReportShape firms
    = { .date = "founded_date", .figures = firm_figures, .measure = "firms" };

/* I6: promised, due, paid */
static const LfShapeFigure promise_figures[] = {
  { "promises", N_ ("Promises"), LF_SHAPE_COUNT },
  { "amount", N_ ("Promised"), LF_SHAPE_SUM, .field = "amount" },
  { "due", N_ ("Due by now"), LF_SHAPE_SUM, "due_on<=today", "amount" },
  { "overdue", N_ ("Overdue"), LF_SHAPE_COUNT, "due_on<today and state!=paid|refused" },
  { "paid", N_ ("Paid"), LF_SHAPE_SUM, .field = "amount_paid" },
  { "kept", N_ ("Kept"), LF_SHAPE_COUNT, "state=paid", .is_hidden = TRUE },
  { "kept_rate", N_ ("Rate of keeping"), LF_SHAPE_PERCENT, .part = "kept", .whole = "promises" },
  { "days", N_ ("Median days from the promise"), LF_SHAPE_MEDIAN, "state=paid", "paid_on",
    "promised_on" },
  { NULL },
};

static const LfReportShape promises = {
  .where = "state!=refused",
  .date = "due_on",
  .figures = promise_figures,
  .measure = "paid",
};

/* S4: each part that was paid on its day */
static const LfShapeFigure payment_figures[] = {
  { "payments", N_ ("Payments"), LF_SHAPE_COUNT },
  { "paid", N_ ("Paid"), LF_SHAPE_SUM, .field = "amount" },
  { "firms", N_ ("Enterprises"), LF_SHAPE_OTHERS, "promise.enterprise(promise_step(%s))",
    .entity = "enterprise" },
  { NULL },
};

static const LfReportShape payments = {
  .where = "kind=payment",
  .date = "done_on",
  .figures = payment_figures,
  .measure = "paid",
};

const LfReportKind lf_report_kinds_of_money[] = {
  { "year-plan", N_ ("Investment plan of the year"),
    N_ ("Projects with a plan for this year, or for the year the period begins in; of each the "
        "last report of the year counts. Dropped projects are left out."),
    NULL, lf_report_build_year_plan, TRUE, NULL, "park|kind|industry|owner|all",
    "progress|park|account" },
  { "funds", N_ ("Funds in place"),
    N_ ("By the day of arrival; what was sent back is left out. Currencies are never mixed. "
        "Cumulative figures are only counted, not added."),
    &funds, .entity = "funds_arrival",
    .groups = "month|quarter|year|kind|park|industry|owner|project",
    .reads = "project|park|account" },
  { "firms", N_ ("Enterprises"), N_ ("By the day of founding where a period is asked for."), &firms,
    .entity = "enterprise", .groups = "park|industry|province|kind|steward|year",
    .reads = "park|account" },
  { "promises", N_ ("Promises"),
    N_ ("By the day a promise is due; refused ones are left out. The rate of keeping is paid ÷ "
        "promised, by number."),
    &promises, .entity = "promise", .groups = "state|enterprise|project|park|month|quarter|year",
    .reads = "project|enterprise|park" },
  { "payments", N_ ("Payments on promises"),
    N_ ("By the day of payment, each part on its own day. A promise that was entered as paid has "
        "no payment here until one is recorded."),
    &payments, .entity = "promise_step", .groups = "month|quarter|year|enterprise|project|promise",
    .reads = "promise|project|enterprise" },
  { NULL },
};
