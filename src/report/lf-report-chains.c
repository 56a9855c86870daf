/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of chains and campaigns: targets, the seven ones, what a campaign won of what it set out
 * to win. */

#include "config.h"

#include "lf-counting.h"
#include "lf-report-shape.h"

#include <glib/gi18n-lib.h>

/* L3 */
static const LfShapeFigure target_figures[] = {
  { "targets", N_ ("Targets"), LF_SHAPE_COUNT },
  { "contacted", N_ ("In contact"), LF_SHAPE_COUNT, "state=contacted" },
  { "late", N_ ("Next step overdue"), LF_SHAPE_COUNT,
    "next_step_date<today and state!=won and state!=given_up" },
  { "won", N_ ("Won"), LF_SHAPE_COUNT, "state=won" },
  { "win_rate", N_ ("Rate won"), LF_SHAPE_PERCENT, .part = "won", .whole = "targets" },
  { NULL },
};

static const LfReportShape targets = { .figures = target_figures, .measure = "targets" };

/* L4 */
static const LfShapeFigure ones_figures[] = {
  { "begun", N_ ("Begun"), LF_SHAPE_COUNT },
  { "done", N_ ("Complete"), LF_SHAPE_COUNT, "is_done=1" },
  { "late", N_ ("Overdue"), LF_SHAPE_COUNT, "is_done!=1 and due_on<today" },
  { "done_rate", N_ ("Rate complete"), LF_SHAPE_PERCENT, .part = "done", .whole = "begun" },
  { NULL },
};

static const LfReportShape ones = { .figures = ones_figures, .measure = "done" };

/* L14, V11: what counts is what counts on a campaign's page */
static const LfShapeFigure campaign_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_OTHERS, LF_COUNTED " and campaign(%s)",
    .entity = "project" },
  { "signed", N_ ("Signed"), LF_SHAPE_OTHERS, LF_COUNTED_SIGNED " and campaign(%s)",
    .entity = "project" },
  { "to_win", N_ ("Projects to win"), LF_SHAPE_SUM, .field = "target_projects" },
  { "signed_amount", N_ ("Investment signed"), LF_SHAPE_OTHERS_SUM,
    LF_COUNTED_SIGNED " and campaign(%s)", "total_investment", .entity = "project" },
  { "target_amount", N_ ("Investment to win"), LF_SHAPE_SUM, .field = "target_amount" },
  { "trips", N_ ("Trips"), LF_SHAPE_OTHERS, "state!=cancelled and campaign(%s)", .entity = "trip" },
  { NULL },
};

static const LfReportShape campaigns
    = { .date = "start_date", .figures = campaign_figures, .measure = "projects" };

static const LfShapeFigure won_figures[] = {
  { "projects", N_ ("Projects"), LF_SHAPE_COUNT },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { "signed", N_ ("Signed"), LF_SHAPE_COUNT, LF_COUNTED_SIGNED },
  { "signed_amount", N_ ("Investment signed"), LF_SHAPE_SUM, LF_COUNTED_SIGNED,
    .field = "total_investment" },
  { "signed_rate", N_ ("Rate signed"), LF_SHAPE_PERCENT, .part = "signed", .whole = "projects" },
  { NULL },
};

static const LfReportShape won = { .where = "campaign!= and " LF_COUNTED,
                                   .date = "lead_date",
                                   .figures = won_figures,
                                   .measure = "projects" };

/* L16 */
static const LfShapeFigure idea_figures[] = {
  { "ideas", N_ ("Project ideas"), LF_SHAPE_COUNT },
  { "prepared", N_ ("In reserve"), LF_SHAPE_COUNT, "state=prepared" },
  { "leads", N_ ("Became leads"), LF_SHAPE_COUNT, "state=lead" },
  { "lead_rate", N_ ("Rate that became leads"), LF_SHAPE_PERCENT, .part = "leads",
    .whole = "ideas" },
  { "amount", N_ ("Total investment"), LF_SHAPE_SUM, .field = "total_investment" },
  { NULL },
};

static const LfReportShape ideas
    = { .date = "proposed_on", .figures = idea_figures, .measure = "ideas" };

/* V11 */
static const LfShapeFigure entry_figures[] = {
  { "entered", N_ ("Entered"), LF_SHAPE_COUNT, "period(entered_on)" },
  { "left", N_ ("Left"), LF_SHAPE_COUNT, "period(left_on)" },
  { "on_list", N_ ("On the list today"), LF_SHAPE_COUNT,
    "entered_on<=today and (left_on= or left_on>today)" },
  { NULL },
};

static const LfReportShape entries = { .figures = entry_figures, .measure = "on_list" };

const LfReportKind lf_report_kinds_of_chains[] = {
  { "ideas", N_ ("Project ideas before any investor"),
    N_ ("What the zone thought out itself, and what of it found an investor."), &ideas,
    .entity = "idea", .groups = "park|chain|industry|state|owner", .reads = "park|chain|account" },
  { "rolling-lists", N_ ("Comings and goings of rolling lists"),
    N_ ("Entries with dates: who entered and left in the period, and is on the list today."),
    &entries, .has_period = TRUE, .entity = "list_entry", .groups = "list",
    .reads = "rolling_list" },
  { "targets", N_ ("Targets"), N_ ("Firms that the zone wants for its chains."), &targets,
    .entity = "target", .groups = "chain|segment|owner|state", .reads = "chain|segment|account" },
  { "seven-ones", N_ ("Seven ones"),
    N_ ("Of the items that were begun; a chain has all seven once seven are complete."), &ones,
    .entity = "kit_item", .groups = "chain|one|owner", .reads = "chain|account" },
  { "campaigns", N_ ("Campaigns and their targets"),
    N_ ("Projects and trips that name the campaign, and what it set out to win."), &campaigns,
    .entity = "campaign", .groups = "name|kind|leader", .reads = "project|trip|account" },
  { "campaign-projects", N_ ("What campaigns won"), N_ ("Projects that name a campaign."), &won,
    .groups = "campaign|kind|owner|park", .reads = "campaign|account|park" },
  { NULL },
};
