/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of projects: what is held, what was signed, where it comes from. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

#define ONE_YI "total_investment>=1亿"

/* K6, K7: of amounts in CNY; what is in another currency, or not known, stands apart. */
static const LfShapeBand sizes[] = {
  { N_ ("CNY 5,000 million and more"), "total_investment>=50亿" },
  { N_ ("CNY 1,000 to 5,000 million"), "total_investment>=10亿 and total_investment<50亿" },
  { N_ ("CNY 100 to 1,000 million"), ONE_YI " and total_investment<10亿" },
  { N_ ("Below CNY 100 million"), "total_investment<1亿" },
  { N_ ("In another currency"),
    "total_investment!= and not (total_investment>=0 or total_investment<0)" },
  { N_ ("Amount not known"), "total_investment=" },
  { NULL },
};

static const LfShapeFigure held_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { NULL },
};

static const LfReportShape held
    = { .where = LF_COUNTED, .figures = held_figures, .measure = "amount" };

/* K9 */
static const LfShapeFigure structure_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "project_share", N_ ("Share of projects"), LF_SHAPE_SHARE, .part = "projects" },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { "amount_share", N_ ("Share of the investment"), LF_SHAPE_SHARE, .part = "amount" },
  { NULL },
};

static const LfReportShape structure = {
  .where = LF_COUNTED,
  .figures = structure_figures,
  .bands = sizes,
  .measure = "projects",
};

/* W8, K7, A12 */
static const LfShapeFigure signed_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT, LF_COUNTED_AS_ONE },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { "large", N_ ("From CNY 100 million"), LF_SHAPE_COUNT, LF_COUNTED_AS_ONE " and " ONE_YI },
  { "large_share", N_ ("Share of these"), LF_SHAPE_PERCENT, .part = "large", .whole = "projects" },
  { "top_lists", N_ ("Of the top 500"), LF_SHAPE_COUNT, LF_COUNTED_AS_ONE " and top_list!=" },
  { "increments", N_ ("Phases and increases"), LF_SHAPE_COUNT, LF_COUNTED_AS_PART },
  { NULL },
};

static const LfReportShape signings = {
  .where = LF_COUNTED_SIGNED,
  .date = "signed_date",
  .figures = signed_figures,
  .bands = sizes,
  .measure = "amount",
};

static const LfShapeFigure framework_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "amount", N_ ("Investment spoken of"), LF_SHAPE_SUM, .field = "total_investment" },
  { NULL },
};

static const LfReportShape frameworks = {
  .where = LF_COUNTED " and " LF_COUNTED_FRAMEWORK,
  .date = "signed_date",
  .figures = framework_figures,
  .measure = "projects",
};

#define FUNDS "is_cumulative!=1 and state!=returned"

/* L8, L10, L14 */
static const LfShapeFigure channel_figures[] = {
  { "leads", N_ ("Leads"), LF_SHAPE_COUNT },
  { "talks", N_ ("Talked to"), LF_SHAPE_COUNT,
    "negotiation_date!= or stage!=lead|dropped|suspended" },
  { "signed", N_ ("Signed"), LF_SHAPE_COUNT, LF_COUNTED_SIGNED },
  { "yield", N_ ("Yield"), LF_SHAPE_PERCENT, .part = "signed", .whole = "leads" },
  { "amount", N_ ("Investment signed"), LF_SHAPE_SUM, LF_COUNTED_SIGNED, "total_investment" },
  { "dropped", N_ ("Dropped"), LF_SHAPE_COUNT, "stage=dropped" },
  { "funds", N_ ("Funds in place"), LF_SHAPE_OTHERS_SUM, FUNDS " and project(%s)", "amount",
    .entity = "funds_arrival" },
  { "verified", N_ ("Foreign capital verified"), LF_SHAPE_OTHERS_SUM,
    FUNDS " and kind=foreign and state=confirmed and evidence=capital_report and project(%s)",
    "amount", .entity = "funds_arrival" },
  { "award", N_ ("Referral award"), LF_SHAPE_AWARD, .part = "verified", .per_mille = 2 }, /* W12 */
  { NULL },
};

static const LfReportShape channels
    = { .date = "lead_date", .figures = channel_figures, .measure = "leads" };

static const LfReportShape stages
    = { .where = "stage!=dropped|suspended", .across = "stage", .figures = held_figures };

static const LfReportShape origins
    = { .where = LF_COUNTED, .across = "capital_origin", .figures = held_figures };

/* What goals are counted from. */
#define GOAL_READS                                                                                 \
  "project|agreement|funds_arrival|progress|visit|problem|enterprise|figure|park|team|account"

const LfReportKind lf_report_kinds_of_projects[] = {
  { "pipeline", N_ ("Pipeline"),
    N_ ("“Reached” counts every project that is in the stage or was before; each project once. "
        "Dropped and suspended projects count up to the last stage they have a date for."),
    NULL, lf_report_build_pipeline, .chart = LF_CHART_FUNNEL },
  { "signed-by-month", N_ ("Signed by month"),
    N_ ("By the date of signing; dropped projects, public works and mere framework agreements are "
        "left out. A project whose month is not known stands under its year. A phase or a capital "
        "increase of a signed project adds its amount, not a project."),
    &signings, .groups = "month|quarter|year", .reads = "agreement" },
  { "signed", N_ ("Signed projects"),
    N_ ("By the date of signing; dropped projects, public works and mere framework agreements are "
        "left out. A phase or a capital increase of a signed project adds its amount, not a "
        "project."),
    &signings,
    .groups = "park|owner|team|industry|chain|channel|promotion_type|capital_origin|band",
    .reads = "agreement|park|account|team|chain" },
  { "frameworks", N_ ("Framework agreements"),
    N_ ("Projects that have only a framework agreement. They are no signed investment."),
    &frameworks, .groups = "park|owner|industry|month|year", .reads = "agreement|park|account" },
  { "by-park", N_ ("By park"), N_ ("Dropped projects are left out."), &held, .groups = "park",
    .reads = "park" },
  { "by-industry", N_ ("By industry"), N_ ("Dropped projects are left out."), &held,
    .groups = "industry", .reads = "industry", .chart = LF_CHART_TREEMAP, .is_tree = TRUE },
  { "structure", N_ ("Structure"),
    N_ ("Shares of all projects that are not dropped. Shares of money are told where all of it is "
        "in one currency."),
    &structure, .groups = "band|industry|chain|park|kind|channel|capital_nature|capital_origin",
    .reads = "park|chain" },
  { "stages", N_ ("Stages"), N_ ("Dropped and suspended projects are left out."), &stages,
    .groups = "industry|park|owner|team|chain|channel", .reads = "park|account|team|chain",
    .chart = LF_CHART_HEAT },
  { "origins", N_ ("Origins and industries"), N_ ("Dropped projects are left out."), &origins,
    .groups = "industry|park|chain|channel", .reads = "park|chain", .chart = LF_CHART_HEAT },
  { "channels", N_ ("Channels and introducers"),
    N_ ("Of the leads registered in the period: how many were talked to, and how many signed by "
        "now, and what of their funds is in place. The yield is signed ÷ leads. A referral is "
        "worth "
        "2‰ of the foreign capital that a capital verification report confirms."),
    &channels,
    .groups = "channel|introducer|reporter|campaign|promotion_type|owner|team|month|year",
    .reads = "agreement|contact|campaign|account|team|funds_arrival" },
  { "half-year", N_ ("Half time, half task"),
    N_ ("What was reached of this year’s goals, counted from the records, against the months that "
        "have gone by: half of the target by the end of June, all of it by the end of December. "
        "Other currencies than the target’s are left out."),
    NULL, lf_report_build_half_year, FALSE, "goal", "park|owner", GOAL_READS },
  { "goal-course", N_ ("Goals month by month"),
    N_ ("How much of each goal of this year was reached by the end of each month, counted from the "
        "records, against the share of the year that had gone by. Rates are left out, and goals of "
        "less than the year."),
    NULL, lf_report_build_goal_course, FALSE, "goal", "zone|park|team|owner|industry", GOAL_READS,
    LF_CHART_LINES },
  { "goals", N_ ("Goals"),
    N_ ("What was reached of each goal, counted from the records, against the share of its months "
        "that has gone by: who is furthest behind comes first. Without a period those that end "
        "this year or later. Growth is on the year before, as it was reported or else as it is "
        "counted. Other currencies than the target’s are left out."),
    NULL, lf_report_build_goals, TRUE, "goal", "all|zone|park|team|owner|industry", GOAL_READS },
  { "goals-late", N_ ("Goals not reached in time"),
    N_ ("Goals whose end passed before they were reached, the latest first: who signed for them, "
        "what was reached by then and what came of it."),
    NULL, lf_report_build_late_goals, TRUE, "goal", "all|zone|park|team|owner|industry",
    GOAL_READS },
  { NULL },
};
