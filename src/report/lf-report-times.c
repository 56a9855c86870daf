/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of time: how long projects stand in a stage, how far those signed together have come, how
 * fast a unit wins, what is planned to come. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

#define LIVE "stage!=dropped|suspended"

static const LfShapeFigure standing_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "least", N_ ("Least days"), LF_SHAPE_LEAST, .since = "stage_date" },
  { "lower", N_ ("Lower quarter"), LF_SHAPE_LOWER, .since = "stage_date" },
  { "median", N_ ("Median days"), LF_SHAPE_MEDIAN, .since = "stage_date" },
  { "upper", N_ ("Upper quarter"), LF_SHAPE_UPPER, .since = "stage_date" },
  { "most", N_ ("Most days"), LF_SHAPE_MOST, .since = "stage_date" },
  { NULL },
};

static const LfReportShape standing
    = { .where = LIVE, .figures = standing_figures, .measure = "least" };

/* C9, C10 */
static const LfShapeFigure cohort_figures[] = {
  { "signed", N_ ("Signed"), LF_SHAPE_COUNT },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { "land", N_ ("Land handed over"), LF_SHAPE_COUNT, "land_date!=" },
  { "land_rate", N_ ("Land, of the signed"), LF_SHAPE_PERCENT, .part = "land", .whole = "signed" },
  { "started", N_ ("Started"), LF_SHAPE_COUNT, "started_date!=" },
  { "start_rate", N_ ("Started, of the signed"), LF_SHAPE_PERCENT, .part = "started",
    .whole = "signed" },
  { "production", N_ ("In production"), LF_SHAPE_COUNT, "production_date!=" },
  { "production_rate", N_ ("Producing, of the signed"), LF_SHAPE_PERCENT, .part = "production",
    .whole = "signed" },
  { "days_to_start", N_ ("Median days to the start"), LF_SHAPE_MEDIAN, .field = "started_date",
    .since = "signed_date" },
  { NULL },
};

static const LfReportShape cohorts = {
  .where = LF_COUNTED_SIGNED,
  .date = "signed_date",
  .figures = cohort_figures,
  .measure = "start_rate",
};

static const LfShapeFigure velocity_figures[] = {
  { "leads", N_ ("Leads"), LF_SHAPE_COUNT },
  { "under_way", N_ ("Under way"), LF_SHAPE_COUNT, "stage=lead|negotiation|approved" },
  { "won", N_ ("Signed"), LF_SHAPE_COUNT, LF_COUNTED_SIGNED },
  { "lost", N_ ("Dropped"), LF_SHAPE_COUNT, "stage=dropped" },
  { "win_rate", N_ ("Of the leads signed"), LF_SHAPE_PERCENT, .part = "won", .whole = "leads" },
  { "amount", N_ ("Investment signed"), LF_SHAPE_SUM, LF_COUNTED_SIGNED, "total_investment" },
  { "days_to_talk", N_ ("Median days to the first talk"), LF_SHAPE_MEDIAN,
    .field = "negotiation_date", .since = "lead_date" },
  { "days_to_sign", N_ ("Median days to the signing"), LF_SHAPE_MEDIAN, .where = LF_COUNTED_SIGNED,
    .field = "signed_date", .since = "lead_date" },
  { NULL },
};

static const LfReportShape velocity
    = { .date = "lead_date", .figures = velocity_figures, .measure = "won" };

static const LfShapeFigure planned_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { NULL },
};

static const LfReportShape planned_starts = {
  .where = "stage=approved|signed|land",
  .date = "planned_start_date",
  .figures = planned_figures,
  .measure = "amount",
};

static const LfReportShape planned_production = {
  .where = "stage=started|completed",
  .date = "planned_production_date",
  .figures = planned_figures,
  .measure = "amount",
};

#define GREW "stage!=dropped and total_investment>was()"
#define SHRANK "stage!=dropped and total_investment<was()"

/* What came, moved, slipped, grew, shrank and went since any day */
static const LfShapeFigure movement_figures[] = {
  { "new", N_ ("New leads"), LF_SHAPE_COUNT, "period(lead_date)" },
  { "new_amount", N_ ("Investment of the new"), LF_SHAPE_SUM, "period(lead_date)",
    "total_investment" },
  { "moved", N_ ("Moved on"), LF_SHAPE_COUNT,
    "period(stage_date) and before(lead_date) and stage!=lead|suspended|dropped" },
  { "signed", N_ ("Signed"), LF_SHAPE_COUNT, LF_COUNTED_SIGNED " and period(signed_date)" },
  { "signed_amount", N_ ("Investment signed"), LF_SHAPE_SUM,
    LF_COUNTED_SIGNED " and period(signed_date)", "total_investment" },
  { "grown", N_ ("Grown"), LF_SHAPE_COUNT, GREW },
  { "growth", N_ ("Grown by"), LF_SHAPE_GROWTH, GREW, "total_investment" },
  { "shrunk", N_ ("Shrunk"), LF_SHAPE_COUNT, SHRANK },
  { "shrinkage", N_ ("Shrunk by"), LF_SHAPE_GROWTH, SHRANK, "total_investment" },
  { "slipped", N_ ("Start slipped"), LF_SHAPE_COUNT,
    LIVE " and period(planned_start_date) and planned_start_date<today and started_date=" },
  { "idle", N_ ("Standing idle"), LF_SHAPE_COUNT,
    "stage=lead|negotiation|approved and before(stage_date) and not"
    " interaction(period(held_on))" },
  { "suspended", N_ ("Suspended"), LF_SHAPE_COUNT, "stage=suspended and period(stage_date)" },
  { "dropped", N_ ("Dropped"), LF_SHAPE_COUNT, "stage=dropped and period(stage_date)" },
  { NULL },
};

static const LfReportShape movement = { .figures = movement_figures, .measure = "new" };

#define SIGNED_NOW LF_COUNTED_SIGNED " and period(signed_date)"
#define SIGNED_BEFORE LF_COUNTED_SIGNED " and earlier(signed_date)"
#define SIGNED_THEN LF_COUNTED_SIGNED " and (period(signed_date) or earlier(signed_date))"

/* A7 */
static const LfShapeFigure year_on_year_figures[] = {
  { "projects", N_ ("Projects signed"), LF_SHAPE_COUNT,
    LF_COUNTED_AS_ONE " and period(signed_date)" },
  { "projects_before", N_ ("Projects the year before"), LF_SHAPE_COUNT,
    LF_COUNTED_AS_ONE " and earlier(signed_date)" },
  { "amount", N_ ("Investment signed"), LF_SHAPE_SUM, SIGNED_NOW, "total_investment" },
  { "amount_before", N_ ("Investment the year before"), LF_SHAPE_SUM, SIGNED_BEFORE,
    "total_investment" },
  { "growth", N_ ("Growth on the year before"), LF_SHAPE_CHANGE, .part = "amount",
    .whole = "amount_before" },
  { NULL },
};

static const LfReportShape year_on_year = {
  .where = SIGNED_THEN,
  .figures = year_on_year_figures,
  .is_of_year = TRUE,
  .measure = "amount",
};

static const LfShapeFigure signing_place_figures[] = {
  { "amount", N_ ("Investment signed"), LF_SHAPE_SUM, SIGNED_NOW, "total_investment" },
  { "projects", N_ ("Projects signed"), LF_SHAPE_COUNT,
    LF_COUNTED_AS_ONE " and period(signed_date)" },
  { "place", N_ ("Place now"), LF_SHAPE_PLACE, .part = "amount" },
  { "place_before", N_ ("Place the year before"), LF_SHAPE_PLACE, .part = "amount_before" },
  { "amount_before", N_ ("Investment the year before"), LF_SHAPE_SUM, SIGNED_BEFORE,
    "total_investment" },
  { NULL },
};

static const LfReportShape signing_places = {
  .where = SIGNED_THEN,
  .figures = signing_place_figures,
  .is_of_year = TRUE,
  .measure = "amount",
};

const LfReportKind lf_report_kinds_of_time[] = {
  { "movement", N_ ("What came and went"),
    N_ ("In the period, without one in this month: what was registered, moved to another stage, "
        "signed, suspended or dropped. Grown and shrunk: what the total investment is, against "
        "what was recorded at the end of the day before the period; an amount that was not known "
        "or in another currency then is neither. Slipped: was to start in the period and has not. "
        "Idle: before the signing, in its stage since before the period, and nobody talked to "
        "it."),
    &movement, .has_period = TRUE, .groups = "park|all|owner|team|industry",
    .reads = "agreement|interaction|park|account|team", .chart = LF_CHART_HEAT },
  { "year-on-year", N_ ("Signed, year on year"),
    N_ ("What was signed in the chosen period, or this year to date, beside the same days of "
        "the year before. Growth is told where all of both is in one currency."),
    &year_on_year, .has_period = TRUE, .groups = "park|owner|team|industry|chain|channel|all",
    .reads = "agreement|park|account|team|chain", .chart = LF_CHART_GROUPED },
  { "signing-places", N_ ("Places by what was signed"),
    N_ ("By the investment signed in the chosen period, or this year to date; the place "
        "before is that of the same days of the year before."),
    &signing_places, .has_period = TRUE, .groups = "owner|park|team|industry|channel",
    .reads = "agreement|park|account|team", .chart = LF_CHART_RANKING },
  { "forecast", N_ ("What may still be signed"),
    N_ ("What stands in each stage before the signing, times the share of all projects that ever "
        "reached the stage and signed."),
    NULL, lf_report_build_forecast },
  { "time-in-stage", N_ ("Time in stage"),
    N_ ("Days since a project entered the stage it is in, of those known to the day. Half of the "
        "projects lie between the lower and the upper quarter."),
    &standing, .groups = "stage|owner|park|industry|team", .reads = "park|account|team",
    .chart = LF_CHART_BOXES },
  { "cohorts", N_ ("What became of the signed"),
    N_ ("Projects signed together, and how far they have come by now. Dropped projects, public "
        "works and mere framework agreements are left out."),
    &cohorts, .groups = "quarter|month|year|park|owner|industry",
    .reads = "agreement|park|account" },
  { "velocity", N_ ("Pace of recruiting"),
    N_ ("Of the leads registered in the period: where they stand now and how long the steps took."),
    &velocity, .groups = "owner|team|park|industry|month|quarter|year|all",
    .reads = "agreement|park|account|team" },
  { "planned-starts", N_ ("Planned starts"),
    N_ ("Projects approved, signed or with land, by the day their start is planned for."),
    &planned_starts, .groups = "month|quarter|year|park|owner", .reads = "park|account" },
  { "planned-production", N_ ("Planned production"),
    N_ ("Projects under construction or completed, by the day their production is planned for."),
    &planned_production, .groups = "month|quarter|year|park|owner", .reads = "park|account" },
  { "clocks", N_ ("How long clocks took"),
    N_ ("Whole days between two milestones, of those known to the day; dropped projects are left "
        "out."),
    NULL, lf_report_build_clocks, TRUE, NULL, "all|park|owner|industry|month" },
  { NULL },
};
