/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of the sidebar, as data. */

#include "config.h"

#include "lf-view.h"

#include <glib/gi18n.h>
#include <string.h>

/* clang-format off */
static const char *const groups[LF_N_VIEW_GROUPS] = {
  [LF_VIEWS_FIRMS] = N_ ("Firms and chains"),
  [LF_VIEWS_WORK] = N_ ("Delivery"),
  [LF_VIEWS_FIGURES] = N_ ("Figures and goals"),
  [LF_VIEWS_RARE] = N_ ("More"),
};

static const LfView views[] = {
  { "today", N_ ("Today"), "lf-calendar-symbolic", "project", NULL, NULL },
  { "leads", N_ ("Leads"), "lf-stage-lead-symbolic", "project", "stage=lead",
    N_ ("Note down the first one with New, or import a spreadsheet.") },
  { "negotiations", N_ ("Negotiations"), "lf-stage-negotiation-symbolic", "project", "stage=negotiation|approved",
    N_ ("Move a lead here when the first talk was held.") },
  { "signings", N_ ("Signings"), "lf-stage-signed-symbolic", "project", "stage=signed",
    N_ ("Projects stand here from the signature until their land is handed over.") },
  { "land", N_ ("Land handover"), "lf-stage-land-symbolic", "project", "stage=land|started|completed|production|full_capacity",
    N_ ("Projects stand here from the handover of their land on.") },
  { "projects", N_ ("All projects"), "lf-project-symbolic", "project", "",
    N_ ("Note down the first lead with New, or import a spreadsheet.") },
  { "enterprises", N_ ("Enterprises"), "lf-enterprise-symbolic", "enterprise", "",
    N_ ("Enterprises come with the projects that are imported, or with New."), .group = LF_VIEWS_FIRMS },
  { "contacts", N_ ("Contacts"), "lf-contact-symbolic", "contact", "",
    N_ ("Note down whom you talked to with New."), .group = LF_VIEWS_FIRMS },
  { "chains", N_ ("Chains"), "lf-chain-symbolic", "chain", NULL, NULL, .group = LF_VIEWS_FIRMS, .worked = "chain" },
  { "screening", N_ ("Joint screening"), "lf-evaluation-symbolic", "lead_batch", NULL, NULL, .group = LF_VIEWS_FIRMS, .worked = "lead_batch" },
  { "trips", N_ ("Trips"), "lf-trip-symbolic", "trip", NULL, NULL, .group = LF_VIEWS_WORK, .worked = "trip" },
  { "meetings", N_ ("Meetings"), "lf-team-symbolic", "meeting", "",
    N_ ("Note down the next one with New: its agenda is built from what lags."), .group = LF_VIEWS_WORK },
  { "problems", N_ ("Problems"), "lf-problem-symbolic", "problem", "",
    N_ ("Collect what a firm needs with New; then dispatch it to a department."), .group = LF_VIEWS_WORK },
  { "promises", N_ ("Promises"), "lf-policy-symbolic", "promise", NULL, NULL, .group = LF_VIEWS_WORK },
  { "enquiries", N_ ("Enquiries"), "lf-comment-symbolic", "enquiry", "",
    N_ ("Note down what an investor asks with New; what comes by the web site stands here by itself."), .group = LF_VIEWS_WORK },
  { "cultivation", N_ ("Cultivation list"), "lf-cultivation-symbolic", "cultivation", "",
    N_ ("Put a firm on the list with New, with its plan and the tier it is led to."), .group = LF_VIEWS_WORK },
  { "visits", N_ ("Service visits"), "lf-visit-symbolic", "visit", "",
    N_ ("Note down a visit of a firm, and what was found there, with New."), .group = LF_VIEWS_WORK },
  { "events", N_ ("Events"), "lf-event-symbolic", "event", "",
    N_ ("Note down a coffee hour, a group signing or another event with New; the problems collected there name it."), .group = LF_VIEWS_WORK },
  { "schedules", N_ ("Schedules"), "lf-node-symbolic", "node", NULL, NULL, .group = LF_VIEWS_WORK },
  { "charts", N_ ("Charts"), "lf-charts-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "dashboard", N_ ("Dashboard"), "lf-dashboard-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "goals", N_ ("Goals"), "lf-goal-symbolic", "goal", NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "campaigns", N_ ("Campaigns"), "lf-event-symbolic", "campaign", NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "parks", N_ ("Parks"), "lf-park-symbolic", "park", NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "contests", N_ ("Contests"), "lf-flag-red-symbolic", "contest", NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "wall", N_ ("Wall charts"), "lf-wall-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "bulletin", N_ ("Bulletins"), "lf-agreement-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_FIGURES },
  { "policies", N_ ("Policies"), "lf-policy-symbolic", "policy", "",
    N_ ("Note down a policy with New, then its clauses on its page: promises name the clause they come of."), .group = LF_VIEWS_RARE },
  { "funds", N_ ("Funds"), "lf-funds-symbolic", "fund", "",
    N_ ("Note down a fund with New, then on its page the projects it invests in."), .group = LF_VIEWS_RARE },
  { "experts", N_ ("Experts"), "lf-team-symbolic", "expert", "",
    N_ ("Note down with New whom the zone asks for an opinion, and in which field."), .group = LF_VIEWS_RARE },
  { "ideas", N_ ("Project ideas"), "lf-stage-lead-symbolic", "idea", "",
    N_ ("What the zone would build, before anybody invests. Note down the first one with New."), .group = LF_VIEWS_RARE },
  { "lists", N_ ("Rolling lists"), "lf-list-symbolic", "rolling_list", "",
    N_ ("A named list that projects enter and leave on dates. Note down the first one with New."), .group = LF_VIEWS_RARE },
  { "industries", N_ ("Industries"), "lf-chain-symbolic", "industry", NULL, NULL, .group = LF_VIEWS_RARE },
  { "claims", N_ ("First reports"), "lf-claim-symbolic", "claim", NULL, NULL, .group = LF_VIEWS_RARE, .worked = "claim" },
  { "transfers", N_ ("Transfers"), "lf-transfer-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_RARE, .worked = "transfer" },
  { "duplicates", N_ ("Duplicates"), "edit-copy-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_RARE },
  { "conflicts", N_ ("Conflicts"), "lf-conflict-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_RARE },
  { "pending", N_ ("Pending changes"), "lf-sync-offline-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_RARE },
  { "trash", N_ ("Trash"), "user-trash-symbolic", NULL, NULL, NULL, .group = LF_VIEWS_RARE },
  { "admin", N_ ("Administration"), "lf-account-symbolic", NULL, NULL, NULL, .is_for_administrators = TRUE, .group = LF_VIEWS_RARE },
};
/* clang-format on */

const LfView *
lf_views (guint *ret_n)
{
  *ret_n = G_N_ELEMENTS (views);
  return views;
}

const LfView *
lf_view_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    if (strcmp (views[i].name, name) == 0)
      return &views[i];
  return NULL;
}

const char *
lf_view_group_label (LfViewGroup group)
{
  return groups[group] == NULL ? NULL : _ (groups[group]);
}

const char *
lf_view_label (const LfView *view)
{
  return _ (view->label);
}
