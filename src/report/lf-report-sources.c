/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of where leads come from besides channels: funds, enquiries, groups of firms. */

#include "config.h"

#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

/* L13 */
static const LfShapeFigure fund_figures[] = {
  { "funds", N_ ("Funds"), LF_SHAPE_COUNT },
  { "size", N_ ("Size"), LF_SHAPE_SUM, .field = "size" },
  { "committed", N_ ("Committed"), LF_SHAPE_SUM, .field = "committed" },
  { "projects", N_ ("Projects invested in"), LF_SHAPE_OTHERS, "fund_stake(fund(%s))",
    .entity = "project" },
  { "invested", N_ ("Invested"), LF_SHAPE_OTHERS_SUM, "fund(%s)", "amount",
    .entity = "fund_stake" },
  { "left", N_ ("Left over"), LF_SHAPE_LESS, .part = "invested", .whole = "committed" },
  { NULL },
};

static const LfReportShape fund_balances = { .figures = fund_figures, .measure = "size" };

/* L17 */
static const LfShapeFigure enquiry_figures[] = {
  { "enquiries", N_ ("Enquiries"), LF_SHAPE_COUNT },
  { "answered", N_ ("Answered"), LF_SHAPE_COUNT, "answered_on!=" },
  { "answer_rate", N_ ("Rate of answers"), LF_SHAPE_PERCENT, .part = "answered",
    .whole = "enquiries" },
  { "days", N_ ("Median days to answer"), LF_SHAPE_MEDIAN, "answered_on!=", "answered_on",
    "asked_on" },
  { "leads", N_ ("Became leads"), LF_SHAPE_COUNT, "state=lead" },
  { "yield", N_ ("Yield"), LF_SHAPE_PERCENT, .part = "leads", .whole = "enquiries" },
  { NULL },
};

static const LfReportShape enquiries
    = { .date = "asked_on", .figures = enquiry_figures, .measure = "enquiries" };

const LfReportKind lf_report_kinds_of_sources[] = {
  { "fund-balances", N_ ("Funds and what is left of them"),
    N_ ("What is left over is committed − invested; stakes that were left stay invested."),
    &fund_balances, .entity = "fund", .groups = "name|kind|manager",
    .reads = "fund_stake|project" },
  { "enquiries", N_ ("Enquiries of investors"),
    N_ ("By the day of the enquiry. The yield is leads ÷ enquiries."), &enquiries,
    .entity = "enquiry", .groups = "month|topic|answerer|state|quarter|year",
    .reads = "account|project" },
  { "corporate-groups", N_ ("Groups of firms"),
    N_ ("Firms that belong to a group, however deep, stand in the row of the one at its head; each "
        "project and each amount counts once. Dropped projects are left out."),
    NULL, lf_report_build_corporate_groups, .reads = "enterprise|funds_arrival|agreement" },
  { NULL },
};
