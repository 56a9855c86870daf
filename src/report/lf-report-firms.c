/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of firms after they landed: events for them, their plans, incubation, who met them. */

#include "config.h"

#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

/* I4: collected → handled → told the firm */
static const LfShapeFigure event_figures[] = {
  { "events", N_ ("Events"), LF_SHAPE_COUNT },
  { "people", N_ ("People"), LF_SHAPE_SUM, .field = "n_people" },
  { "firms", N_ ("Firms at them"), LF_SHAPE_OTHERS, "event.enterprises(%s)",
    .entity = "enterprise" },
  { "problems", N_ ("Problems collected"), LF_SHAPE_OTHERS, "event(%s)", .entity = "problem" },
  { "closed", N_ ("Closed"), LF_SHAPE_OTHERS, "state=closed and event(%s)", .entity = "problem" },
  { "closing_rate", N_ ("Closing rate"), LF_SHAPE_PERCENT, .part = "closed", .whole = "problems" },
  { "told", N_ ("Called back"), LF_SHAPE_OTHERS, "called_back_on!= and event(%s)",
    .entity = "problem" },
  { NULL },
};

static const LfReportShape events
    = { .date = "held_on", .figures = event_figures, .measure = "events" };

/* I8 */
static const LfShapeFigure cultivation_figures[] = {
  { "firms", N_ ("Enterprises"), LF_SHAPE_COUNT },
  { "running", N_ ("Being cultivated"), LF_SHAPE_COUNT, "state=running" },
  { "reached", N_ ("Level reached"), LF_SHAPE_COUNT, "state=reached|landed" },
  { "landed", N_ ("Landed"), LF_SHAPE_COUNT, "state=landed" },
  { "left", N_ ("Left the list"), LF_SHAPE_COUNT, "state=left" },
  { "rate", N_ ("Rate of success"), LF_SHAPE_PERCENT, .part = "reached", .whole = "firms" },
  { "planned", N_ ("With a plan"), LF_SHAPE_COUNT, "plan!=" },
  { "days", N_ ("Median days to the level"), LF_SHAPE_MEDIAN, "state=reached|landed", "reached_on",
    "listed_on" },
  { NULL },
};

static const LfReportShape cultivation
    = { .date = "listed_on", .figures = cultivation_figures, .measure = "firms" };

/* K10 */
static const LfShapeFigure incubation_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "registered", N_ ("Became firms"), LF_SHAPE_COUNT,
    "enterprise(credit_code!= or founded_date!=)" },
  { "yield", N_ ("Yield"), LF_SHAPE_PERCENT, .part = "registered", .whole = "projects" },
  { "incubated", N_ ("Incubated by a host"), LF_SHAPE_COUNT, "enterprise(host!=)" },
  { "talents", N_ ("Talents"), LF_SHAPE_SUM, .field = "talent_count" },
  { NULL },
};

static const LfReportShape incubation = {
  .where = "(promotion_type=talent or enterprise(host!=))",
  .date = "lead_date",
  .figures = incubation_figures,
  .measure = "projects",
};

/* K1, I5: firms and partners rate whoever serves them */
static const LfShapeFigure service_figures[] = {
  { "ratings", N_ ("Ratings"), LF_SHAPE_COUNT },
  { "content", N_ ("At least satisfied"), LF_SHAPE_COUNT, "satisfaction=very|satisfied" },
  { "rate", N_ ("Rate of satisfaction"), LF_SHAPE_PERCENT, .part = "content", .whole = "ratings" },
  { NULL },
};

static const LfReportShape service
    = { .date = "rated_on", .across = "satisfaction", .figures = service_figures };

/* I10 */
static const LfShapeFigure host_figures[] = {
  { "firms", N_ ("Incubated firms"), LF_SHAPE_COUNT },
  { "high_tech", N_ ("High-tech"), LF_SHAPE_COUNT, "is_high_tech=1" },
  { "talents", N_ ("Talents"), LF_SHAPE_SUM, .field = "talent_count" },
  { "jobs", N_ ("Jobs"), LF_SHAPE_SUM, .field = "jobs" },
  { NULL },
};

static const LfReportShape hosts = {
  .where = "host!=",
  .date = "founded_date",
  .figures = host_figures,
  .measure = "firms",
};

const LfReportKind lf_report_kinds_of_firms[] = {
  { "events", N_ ("Events and coffee hours"),
    N_ ("By the day of the event: the problems that were collected there, and what became of them. "
        "A firm that came to several stands in each row, and once in the total."),
    &events, .entity = "event", .groups = "kind|name|month|quarter|year",
    .reads = "enterprise|problem" },
  { "cultivation", N_ ("Cultivation by batch and tier"),
    N_ ("By the day a firm came on the list. The rate of success is level reached ÷ listed."),
    &cultivation, .entity = "cultivation", .groups = "batch|tier|steward|state|park|year",
    .reads = "enterprise|account|park" },
  { "service-ratings", N_ ("How firms rate the service"),
    N_ ("What firms and partners say themselves of departments, officers and teams, by the day "
        "they said so."),
    &service, .entity = "rating",
    .groups = "department|officer|team|kind|way|enterprise|park|month|quarter|year",
    .reads = "enterprise|account|team|park", .chart = LF_CHART_STACKED },
  { "incubation", N_ ("From projects to firms"),
    N_ ("Talent projects, and projects of firms that a host incubates, by the day they were "
        "registered. The yield is those whose firm is founded ÷ projects."),
    &incubation, .groups = "park|industry|promotion_type|owner|year",
    .reads = "enterprise|park|account" },
  { "incubated-firms", N_ ("Incubated firms"), N_ ("By the host that incubates them."), &hosts,
    .entity = "enterprise", .groups = "host|park|industry|year", .reads = "park" },
  { "contact-log", N_ ("Who met whom"),
    N_ ("Talks, visits, calls on trips, meetings and events, the latest first. With a condition on "
        "firms only theirs."),
    NULL, lf_report_build_contact_log, TRUE, "enterprise", "day|enterprise|account",
    "interaction|visit|trip|trip_stop|meeting|event|project|contact|account" },
  { NULL },
};
