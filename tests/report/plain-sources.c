/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports of parks, chains, sources of leads and firms in plain SQL. */

#include "config.h"

#include "plain-sql.h"

#define COUNTED "p.stage IS NOT 'dropped'"
#define AGREED(project, kind)                                                                      \
  "EXISTS (SELECT 1 FROM agreement a WHERE a.project = " project ".id AND a.deleted IS NULL"       \
  " AND a.kind " kind ")"
#define SIGNED(project)                                                                            \
  project ".signed_date IS NOT NULL AND " project ".stage IS NOT 'dropped' AND " project           \
          ".kind IS NOT 'public_works' AND NOT (" AGREED (                                         \
              project, "= 'framework'") " AND NOT " AGREED (project, "IS NOT 'framework'") ")"
#define DAYS(since, to)                                                                            \
  "CASE WHEN length (" since ") = 10 AND length (" to ") = 10 AND " to " >= " since                \
  " THEN CAST (julianday (" to ") - julianday (" since ") AS INTEGER) END"

/* ---- Parks ---- */

static const PlainFigure layout[] = {
  { "projects", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "total_investment" },
  { NULL },
};

static const PlainFigure layout_amounts[] = {
  { "amount", PLAIN_MONEY, "total_investment" },
  { "projects", PLAIN_COUNT },
  { NULL },
};

static const PlainFigure plots[] = {
  { "plots", PLAIN_COUNT },
  { "with_project", PLAIN_COUNT, NULL, "p.project IS NOT NULL" },
  { "occupancy", PLAIN_RATE, "p.project IS NOT NULL", "1" },
  { NULL },
};

/* Each park stands for itself once more in the total, where only the outermost are asked. */
#define IN_PARK(entity)                                                                            \
  "within w ON w.outer = p.id JOIN " entity " o ON o.park = w.park AND o.deleted IS NULL"
#define ONCE "(NOT :is_total OR p.parent IS NULL)"
#define NOT_DROPPED ONCE " AND o.stage IS NOT 'dropped'"

static const PlainFigure parks[] = {
  { "area", PLAIN_NOT_SAID, "land of plots or parks: tests/core/test-park.c, test-parks.c" },
  { "built", PLAIN_NOT_SAID, "likewise" },
  { "occupied", PLAIN_NOT_SAID, "likewise" },
  { "vacant", PLAIN_NOT_SAID, "likewise" },
  { "occupancy", PLAIN_NOT_SAID, "likewise" },
  { "plots", PLAIN_COUNT, "o.id", ONCE, IN_PARK ("plot") },
  { "firms", PLAIN_COUNT, "o.id", ONCE, IN_PARK ("enterprise") },
  { "projects", PLAIN_COUNT, "o.id", NOT_DROPPED, IN_PARK ("project") },
  { "amount", PLAIN_MONEY, "total_investment", NOT_DROPPED, IN_PARK ("project") },
  { NULL },
};

/* ---- Chains and campaigns ---- */

static const PlainFigure ideas[] = {
  { "ideas", PLAIN_COUNT },
  { "prepared", PLAIN_COUNT, NULL, "p.state = 'prepared'" },
  { "leads", PLAIN_COUNT, NULL, "p.state = 'lead'" },
  { "lead_rate", PLAIN_RATE, "p.state = 'lead'", "1" },
  { "amount", PLAIN_MONEY, "total_investment" },
  { NULL },
};

static const PlainFigure entries[] = {
  { "entered", PLAIN_COUNT, NULL, "p.entered_on >= :from AND p.entered_on < :until" },
  { "left", PLAIN_COUNT, NULL, "p.left_on >= :from AND p.left_on < :until" },
  { "on_list", PLAIN_COUNT, NULL,
    "p.entered_on <= :today AND (p.left_on IS NULL OR p.left_on > :today)" },
  { NULL },
};

static const PlainFigure targets[] = {
  { "targets", PLAIN_COUNT },
  { "contacted", PLAIN_COUNT, NULL, "p.state = 'contacted'" },
  { "late", PLAIN_COUNT, NULL,
    "p.next_step_date < :today AND p.state IS NOT 'won' AND p.state IS NOT 'given_up'" },
  { "won", PLAIN_COUNT, NULL, "p.state = 'won'" },
  { "win_rate", PLAIN_RATE, "p.state = 'won'", "1" },
  { NULL },
};

static const PlainFigure ones[] = {
  { "begun", PLAIN_COUNT },
  { "done", PLAIN_COUNT, NULL, "p.is_done = 1" },
  { "late", PLAIN_COUNT, NULL, "p.is_done IS NOT 1 AND p.due_on < :today" },
  { "done_rate", PLAIN_RATE, "p.is_done = 1", "1" },
  { NULL },
};

#define OF_CAMPAIGN(entity) entity " o ON o.campaign = p.id AND o.deleted IS NULL"

static const PlainFigure campaigns[] = {
  { "projects", PLAIN_COUNT, "o.id", "o.stage IS NOT 'dropped'", OF_CAMPAIGN ("project") },
  { "signed", PLAIN_COUNT, "o.id", SIGNED ("o"), OF_CAMPAIGN ("project") },
  { "to_win", PLAIN_SUM, "p.target_projects" },
  { "signed_amount", PLAIN_MONEY, "total_investment", SIGNED ("o"), OF_CAMPAIGN ("project") },
  { "target_amount", PLAIN_MONEY, "target_amount" },
  { "trips", PLAIN_COUNT, "o.id", "o.state IS NOT 'cancelled'", OF_CAMPAIGN ("trip") },
  { NULL },
};

static const PlainFigure won[] = {
  { "projects", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "total_investment" },
  { "signed", PLAIN_COUNT, NULL, SIGNED ("p") },
  { "signed_amount", PLAIN_MONEY, "total_investment", SIGNED ("p") },
  { "signed_rate", PLAIN_RATE, SIGNED ("p"), "1" },
  { NULL },
};

/* ---- Sources ---- */

#define JUDGED(verdict)                                                                            \
  "EXISTS (SELECT 1 FROM evaluation e WHERE e.project = p.id AND e.deleted IS NULL"                \
  " AND e.kind = 'screening' AND e.verdict " verdict ")"

static const PlainFigure batches[] = {
  { "leads", PLAIN_COUNT },
  { "judged", PLAIN_COUNT, NULL, JUDGED ("IS NOT NULL") },
  { "followed", PLAIN_COUNT, NULL, JUDGED ("IN ('follow', 'approve')") },
  { "talks", PLAIN_COUNT, NULL, "p.negotiation_date IS NOT NULL" },
  { "signed", PLAIN_COUNT, NULL, SIGNED ("p") },
  { "signed_amount", PLAIN_MONEY, "total_investment", SIGNED ("p") },
  { "yield", PLAIN_RATE, SIGNED ("p"), "1" },
  { NULL },
};

#define OF_BATCH "project o ON o.batch = p.id AND o.deleted IS NULL"
#define FOLLOWED                                                                                   \
  "EXISTS (SELECT 1 FROM evaluation e WHERE e.project = o.id AND e.deleted IS NULL"                \
  " AND e.kind = 'screening' AND e.verdict IN ('follow', 'approve'))"

static const PlainFigure sent[] = {
  { "batches", PLAIN_COUNT },
  { "sent", PLAIN_SUM, "p.n_leads" },
  { "fresh", PLAIN_COUNT, "o.id", NULL, OF_BATCH },
  { "followed", PLAIN_COUNT, "o.id", FOLLOWED, OF_BATCH },
  { "talks", PLAIN_COUNT, "o.id", "o.negotiation_date IS NOT NULL", OF_BATCH },
  { "signed", PLAIN_COUNT, "o.id", SIGNED ("o"), OF_BATCH },
  { "yield", PLAIN_RATE, SIGNED ("o"), "1", OF_BATCH },
  { NULL },
};

#define STAKES "fund_stake o ON o.fund = p.id AND o.deleted IS NULL"
#define LEFT_OVER                                                                                  \
  "(SELECT id AS fund, committed AS rest, committed_currency AS rest_currency,"                    \
  " committed_qualifier AS rest_qualifier FROM fund UNION ALL SELECT fund, -amount,"               \
  " amount_currency, amount_qualifier FROM fund_stake WHERE deleted IS NULL) o ON o.fund = p.id"

static const PlainFigure funds[] = {
  { "funds", PLAIN_COUNT },
  { "size", PLAIN_MONEY, "size" },
  { "committed", PLAIN_MONEY, "committed" },
  { "projects", PLAIN_COUNT, "o.project", NULL, STAKES },
  { "invested", PLAIN_MONEY, "amount", NULL, STAKES },
  { "left", PLAIN_MONEY, "rest", NULL, LEFT_OVER },
  { NULL },
};

static const PlainFigure enquiries[] = {
  { "enquiries", PLAIN_COUNT },
  { "answered", PLAIN_COUNT, NULL, "p.answered_on IS NOT NULL" },
  { "answer_rate", PLAIN_RATE, "p.answered_on IS NOT NULL", "1" },
  { "days", PLAIN_MEDIAN, DAYS ("p.asked_on", "p.answered_on") },
  { "leads", PLAIN_COUNT, NULL, "p.state = 'lead'" },
  { "yield", PLAIN_RATE, "p.state = 'lead'", "1" },
  { NULL },
};

#define OF_FIRM                                                                                    \
  "project o ON o.enterprise = p.id AND o.deleted IS NULL AND o.stage IS NOT 'dropped'"
#define FUNDS_OF_FIRM                                                                              \
  "(SELECT f.*, r.enterprise AS firm FROM funds_arrival f JOIN project r ON r.id = f.project"      \
  " WHERE f.deleted IS NULL AND r.deleted IS NULL AND r.stage IS NOT 'dropped'"                    \
  " AND f.is_cumulative IS NOT 1 AND f.state IS NOT 'returned') o ON o.firm = p.id"

static const PlainFigure groups[] = {
  { "firms", PLAIN_COUNT },
  { "projects", PLAIN_COUNT, "o.id", NULL, OF_FIRM },
  { "amount", PLAIN_MONEY, "total_investment", NULL, OF_FIRM },
  { "expansions", PLAIN_COUNT, "o.id", "o.kind IN ('expansion', 'tech_upgrade')", OF_FIRM },
  { "signed", PLAIN_COUNT, "o.id", SIGNED ("o"), OF_FIRM },
  { "signed_amount", PLAIN_MONEY, "total_investment", SIGNED ("o"), OF_FIRM },
  { "funds", PLAIN_MONEY, "amount", NULL, FUNDS_OF_FIRM },
  { NULL },
};

/* ---- Firms ---- */

#define AT_EVENT "id_text o ON instr (p.enterprises, o.text)"
#define OF_EVENT "problem o ON o.event = p.id AND o.deleted IS NULL"

static const PlainFigure events[] = {
  { "events", PLAIN_COUNT },
  { "people", PLAIN_SUM, "p.n_people" },
  { "firms", PLAIN_COUNT, "o.id", NULL, AT_EVENT },
  { "problems", PLAIN_COUNT, "o.id", NULL, OF_EVENT },
  { "closed", PLAIN_COUNT, "o.id", "o.state = 'closed'", OF_EVENT },
  { "closing_rate", PLAIN_RATE, "o.state = 'closed'", "1", OF_EVENT },
  { "told", PLAIN_COUNT, "o.id", "o.called_back_on IS NOT NULL", OF_EVENT },
  { NULL },
};

static const PlainFigure service[] = {
  { "ratings", PLAIN_COUNT },
  { "content", PLAIN_COUNT, NULL, "p.satisfaction IN ('very', 'satisfied')" },
  { "rate", PLAIN_RATE, "p.satisfaction IN ('very', 'satisfied')", "1" },
  { NULL },
};

static const PlainFigure cultivation[] = {
  { "firms", PLAIN_COUNT },
  { "running", PLAIN_COUNT, NULL, "p.state = 'running'" },
  { "reached", PLAIN_COUNT, NULL, "p.state IN ('reached', 'landed')" },
  { "landed", PLAIN_COUNT, NULL, "p.state = 'landed'" },
  { "left", PLAIN_COUNT, NULL, "p.state = 'left'" },
  { "rate", PLAIN_RATE, "p.state IN ('reached', 'landed')", "1" },
  { "planned", PLAIN_COUNT, NULL, "p.plan IS NOT NULL" },
  { "days", PLAIN_MEDIAN, DAYS ("p.listed_on", "p.reached_on"),
    "p.state IN ('reached', 'landed')" },
  { NULL },
};

#define FIRM(what)                                                                                 \
  "EXISTS (SELECT 1 FROM enterprise e WHERE e.id = p.enterprise AND e.deleted IS NULL AND (" what  \
  "))"
#define FOUNDED FIRM ("e.credit_code IS NOT NULL OR e.founded_date IS NOT NULL")

static const PlainFigure incubation[] = {
  { "projects", PLAIN_COUNT },
  { "registered", PLAIN_COUNT, NULL, FOUNDED },
  { "yield", PLAIN_RATE, FOUNDED, "1" },
  { "incubated", PLAIN_COUNT, NULL, FIRM ("e.host IS NOT NULL") },
  { "talents", PLAIN_SUM, "p.talent_count" },
  { NULL },
};

static const PlainFigure incubated[] = {
  { "firms", PLAIN_COUNT },
  { "high_tech", PLAIN_COUNT, NULL, "p.is_high_tech = 1" },
  { "talents", PLAIN_SUM, "p.talent_count" },
  { "jobs", PLAIN_SUM, "p.jobs" },
  { NULL },
};

/* ---- The table ---- */

const PlainReport plain_reports_of_sources[] = {
  { "layout", .entity = "project", .from = "project p", .where = COUNTED, .across = "p.industry",
    .figures = layout },
  { "layout-amounts", .entity = "project", .from = "project p", .where = COUNTED,
    .across = "p.industry", .figures = layout_amounts },
  { "parks", .entity = "park", .from = "park p", .row = "p.name", .figures = parks },
  { "plots", .entity = "plot", .from = "plot p", .across = "p.state", .figures = plots },
  { "ideas", .entity = "idea", .from = "idea p", .date = "proposed_on", .figures = ideas },
  { "rolling-lists", .entity = "list_entry", .from = "list_entry p", .figures = entries },
  { "targets", .entity = "target", .from = "target p", .figures = targets },
  { "seven-ones", .entity = "kit_item", .from = "kit_item p", .figures = ones },
  { "campaigns", .entity = "campaign", .from = "campaign p", .date = "start_date",
    .figures = campaigns },
  { "campaign-projects", .entity = "project", .from = "project p",
    .where = "p.campaign IS NOT NULL AND " COUNTED, .date = "lead_date", .figures = won },
  { "batches", .entity = "project", .from = "project p", .where = "p.batch IS NOT NULL",
    .date = "lead_date", .figures = batches },
  { "leads-sent", .entity = "lead_batch", .from = "lead_batch p", .date = "received_on",
    .figures = sent },
  { "fund-balances", .entity = "fund", .from = "fund p", .figures = funds },
  { "enquiries", .entity = "enquiry", .from = "enquiry p", .date = "asked_on",
    .figures = enquiries },
  { "corporate-groups", .entity = "enterprise", .from = "headed p", .where = "p.n > 1",
    .row = "p.head_name", .figures = groups },
  { "events", .entity = "event", .from = "event p", .date = "held_on", .figures = events },
  { "cultivation", .entity = "cultivation", .from = "cultivation p", .date = "listed_on",
    .via = "enterprise", .own = "|batch|tier|steward|state|", .figures = cultivation },
  { "service-ratings", .entity = "rating", .from = "rating p", .date = "rated_on",
    .via = "enterprise", .own = "|department|officer|team|kind|way|enterprise|",
    .across = "p.satisfaction", .figures = service },
  { "incubation", .entity = "project", .from = "project p",
    .where = "p.promotion_type = 'talent' OR " FIRM ("e.host IS NOT NULL"), .date = "lead_date",
    .figures = incubation },
  { "incubated-firms", .entity = "enterprise", .from = "enterprise p",
    .where = "p.host IS NOT NULL", .date = "founded_date", .figures = incubated },
  { NULL },
};
