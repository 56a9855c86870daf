/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of the work done: talks, visits, decisions, what firms say of it, lamps and flags. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

static const LfShapeFigure talk_figures[] = {
  { "talks", N_ ("Talks"), LF_SHAPE_COUNT },
  { "met", N_ ("Met in person"), LF_SHAPE_COUNT, "kind=visit|reception" },
  { "remote", N_ ("Held remotely"), LF_SHAPE_COUNT, "kind=video|call|message|mail|mail_signing" },
  { "on_trips", N_ ("On trips"), LF_SHAPE_COUNT, "trip!=" },
  { NULL },
};

static const LfReportShape talks = {
  .where = "state!=planned|cancelled",
  .date = "held_on",
  .figures = talk_figures,
  .measure = "talks",
};

/* L6, A11 */
static const LfShapeFigure trip_figures[] = {
  { "trips", N_ ("Trips"), LF_SHAPE_COUNT },
  { "people", N_ ("People on trips"), LF_SHAPE_SUM, .field = "n_people" },
  { "firms", N_ ("Firms called on"), LF_SHAPE_OTHERS, "trip_stop(is_done=1 and trip(%s))",
    .entity = "enterprise" },
  { "talks", N_ ("Talks"), LF_SHAPE_OTHERS, "state!=planned|cancelled and trip(%s)",
    .entity = "interaction" },
  { "projects", N_ ("Projects they were about"), LF_SHAPE_OTHERS,
    "trip_stop(is_done=1 and trip(%s))", .entity = "project" },
  { "reported", N_ ("Reported"), LF_SHAPE_COUNT, "reported_on!=" },
  { "report_rate", N_ ("Rate of reports"), LF_SHAPE_PERCENT, .part = "reported", .whole = "trips" },
  { NULL },
};

static const LfReportShape trips = {
  .where = "state!=cancelled",
  .date = "start_date",
  .figures = trip_figures,
  .measure = "trips",
};

/* I2 */
static const LfShapeFigure visit_figures[] = {
  { "visits", N_ ("Visits"), LF_SHAPE_COUNT },
  { "problems", N_ ("Problems found"), LF_SHAPE_SUM, .field = "n_problems" },
  { "checked", N_ ("Spot-checked"), LF_SHAPE_COUNT, "is_spot_checked=1" },
  { "check_rate", N_ ("Rate of checks"), LF_SHAPE_PERCENT, .part = "checked", .whole = "visits" },
  { NULL },
};

static const LfReportShape visits
    = { .date = "held_on", .figures = visit_figures, .measure = "visits" };

/* I5, K1: firms rate, nobody else */
static const LfShapeFigure rating_figures[] = {
  { "rated", N_ ("Rated"), LF_SHAPE_COUNT },
  { "content", N_ ("At least satisfied"), LF_SHAPE_COUNT, "satisfaction=very|satisfied" },
  { "rate", N_ ("Rate of satisfaction"), LF_SHAPE_PERCENT, .part = "content", .whole = "rated" },
  { NULL },
};

static const LfReportShape ratings = {
  .where = "satisfaction!=",
  .date = "called_back_on",
  .across = "satisfaction",
  .figures = rating_figures,
};

/* L11, L12, C13 */
static const LfShapeFigure verdict_figures[] = {
  { "evaluations", N_ ("Evaluations"), LF_SHAPE_COUNT },
  { NULL },
};

static const LfReportShape verdicts
    = { .date = "held_on", .across = "verdict", .figures = verdict_figures };

/* L11: what came of the leads that resident teams sent */
static const LfShapeFigure batch_figures[] = {
  { "leads", N_ ("Leads"), LF_SHAPE_COUNT },
  { "judged", N_ ("Judged"), LF_SHAPE_COUNT, "evaluation(kind=screening and verdict!=)" },
  { "followed", N_ ("Followed"), LF_SHAPE_COUNT,
    "evaluation(kind=screening and verdict=follow|approve)" },
  { "talks", N_ ("Talked to"), LF_SHAPE_COUNT, "negotiation_date!=" },
  { "signed", N_ ("Signed"), LF_SHAPE_COUNT, LF_COUNTED_SIGNED },
  { "signed_amount", N_ ("Investment signed"), LF_SHAPE_SUM, LF_COUNTED_SIGNED,
    "total_investment" },
  { "yield", N_ ("Yield"), LF_SHAPE_PERCENT, .part = "signed", .whole = "leads" },
  { NULL },
};

static const LfReportShape batches = {
  .where = "batch!=",
  .date = "lead_date",
  .figures = batch_figures,
  .measure = "leads",
};

/* Likewise, by who sent them: what was sent, duplicates and all, and what was new of it */
static const LfShapeFigure sent_figures[] = {
  { "batches", N_ ("Lead batches"), LF_SHAPE_COUNT },
  { "sent", N_ ("Leads sent"), LF_SHAPE_SUM, .field = "n_leads" },
  { "fresh", N_ ("Fresh leads"), LF_SHAPE_OTHERS, "batch(%s)", .entity = "project" },
  { "followed", N_ ("Followed"), LF_SHAPE_OTHERS,
    "evaluation(kind=screening and verdict=follow|approve) and batch(%s)", .entity = "project" },
  { "talks", N_ ("Talked to"), LF_SHAPE_OTHERS, "negotiation_date!= and batch(%s)",
    .entity = "project" },
  { "signed", N_ ("Signed"), LF_SHAPE_OTHERS, LF_COUNTED_SIGNED " and batch(%s)",
    .entity = "project" },
  { "yield", N_ ("Yield"), LF_SHAPE_PERCENT, .part = "signed", .whole = "fresh" },
  { NULL },
};

static const LfReportShape sent
    = { .date = "received_on", .figures = sent_figures, .measure = "fresh" };

/* V3 */
static const LfShapeFigure lamp_figures[] = {
  { "lamps", N_ ("Lamps"), LF_SHAPE_COUNT },
  { "red", N_ ("Red"), LF_SHAPE_COUNT, "lamp=red", .is_hidden = TRUE },
  { "red_share", N_ ("Share of red"), LF_SHAPE_PERCENT, .part = "red", .whole = "lamps" },
  { NULL },
};

static const LfReportShape lamps = { .date = "period", .across = "lamp", .figures = lamp_figures };

/* V5 */
static const LfShapeFigure flag_figures[] = {
  { "flags", N_ ("Flags"), LF_SHAPE_COUNT },
  { "followed_up", N_ ("Followed up"), LF_SHAPE_COUNT, "follow_up_on!=" },
  { NULL },
};

static const LfReportShape flags = { .date = "period", .across = "flag", .figures = flag_figures };

const LfReportKind lf_report_kinds_of_work[] = {
  { "problems", N_ ("Problems by kind"),
    N_ ("By the date of collection. The closing rate is closed ÷ dispatched, the dispatch rate "
        "dispatched ÷ collected; satisfied are those called back who are at least fairly so."),
    NULL, lf_report_build_problems, TRUE, "problem" },
  { "problems-by-month", N_ ("Problems by month"),
    N_ ("By the date of collection, whenever they were closed."), NULL,
    lf_report_build_problem_months, TRUE, "problem" },
  { "problem-departments", N_ ("Problems by department"),
    N_ ("By the lead department and the date of collection. Days to close are working days from "
        "the dispatch to the close."),
    NULL, lf_report_build_problem_departments, TRUE, "problem" },
  { "visit-coverage", N_ ("Coverage of visits"),
    N_ ("Firms above scale or quota, or of a tier, that were visited in the period; without one, "
        "in this year. The target is 100%."),
    NULL, lf_report_build_visit_coverage, TRUE, "enterprise", "park|steward|tier",
    "visit|cultivation|account" },
  { "talks", N_ ("Talks"), N_ ("Talks held or broken off, by their day."), &talks,
    .entity = "interaction",
    .groups = "month|day|kind|owner|park|industry|quarter|year|project|trip",
    .reads = "project|park|account|trip" },
  { "trips", N_ ("Trips and what they brought"),
    N_ ("By the day a trip begins; cancelled ones are left out. A firm or a project that several "
        "trips called on stands in each row, and once in the total."),
    &trips, .entity = "trip", .groups = "month|team|leader|kind|campaign|quarter|year",
    .reads = "trip_stop|enterprise|interaction|project|team|account|campaign" },
  { "visits", N_ ("Visits of firms"), N_ ("By the day of the visit."), &visits, .entity = "visit",
    .groups = "month|day|kind|park|steward|enterprise|quarter|year",
    .reads = "enterprise|park|account" },
  { "ratings", N_ ("What firms say"),
    N_ ("How firms that were called back rate what was done about their problem, by the day of the "
        "call."),
    &ratings, .entity = "problem", .groups = "lead_department|owner|kind|park|month|quarter|year",
    .reads = "project|park|account", .chart = LF_CHART_STACKED },
  { "verdicts", N_ ("Verdicts"), N_ ("By the day of the meeting."), &verdicts,
    .entity = "evaluation", .groups = "kind|body|park|industry|owner|month|quarter|year",
    .reads = "project|park|account", .chart = LF_CHART_STACKED },
  { "batches", N_ ("Yield of lead batches"),
    N_ ("Leads that resident teams sent, by the day they were registered: how many were followed "
        "by the joint verdict, talked to and signed. Yield is signed ÷ leads."),
    &batches, .entity = "project", .groups = "batch|owner|park|industry|month|quarter|year",
    .reads = "lead_batch|evaluation|agreement|park|account" },
  { "leads-sent", N_ ("Leads sent and fresh"),
    N_ ("By the day a batch was received: what resident teams and platforms sent, what of it was "
        "new here, and what came of it. Duplicates are sent and not fresh. Yield is signed ÷ fresh "
        "leads."),
    &sent, .entity = "lead_batch", .groups = "team|source|month|quarter|year",
    .reads = "project|evaluation|agreement|team" },
  { "lamps", N_ ("Lamps month by month"), N_ ("Of the months that are closed."), &lamps,
    .entity = "lamp_month", .groups = "month|park|owner|industry|project|year",
    .reads = "project|park|account", .chart = LF_CHART_STACKED },
  { "flags", N_ ("Flags over time"), N_ ("Of the contests’ periods that were judged."), &flags,
    .entity = "award", .groups = "month|contest|park|owner|project|year",
    .reads = "contest|project|park|account", .chart = LF_CHART_STACKED },
  { "appraisal", N_ ("Appraisal sheets"),
    N_ ("Points come of what is recorded; what nothing tells of earns none."), NULL,
    lf_report_build_appraisal, TRUE, "project", "units|min-max|task-force|deqing|project",
    "account|team|park|interaction|trip|trip_stop|evaluation|agreement|funds_arrival|problem|"
    "rating|"
    "progress|goal|chain" },
  { NULL },
};
