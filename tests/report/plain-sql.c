/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reports in plain SQL. A date is compared as text; behind all that begin with "2026" stands
 * "2026~". :from and :until are the period's ends, or of this month; :today is 15 March 2026. */

#include "config.h"

#include "plain-sql.h"

#define LIVE " AND p.deleted IS NULL"
#define COUNTED "p.stage IS NOT 'dropped'"
#define HAS_FRAMEWORK                                                                              \
  "EXISTS (SELECT 1 FROM agreement a WHERE a.project = p.id AND a.deleted IS NULL"                 \
  " AND a.kind = 'framework')"
#define HAS_MORE                                                                                   \
  "EXISTS (SELECT 1 FROM agreement a WHERE a.project = p.id AND a.deleted IS NULL"                 \
  " AND a.kind IS NOT 'framework')"
#define MERE_FRAMEWORK "(" HAS_FRAMEWORK " AND NOT " HAS_MORE ")"
#define SIGNED                                                                                     \
  "(" COUNTED                                                                                      \
  " AND p.signed_date IS NOT NULL AND p.kind IS NOT 'public_works' AND NOT " MERE_FRAMEWORK ")"
#define ONE_YI "(p.total_investment_currency = 'CNY' AND p.total_investment >= 10000000000)"
#define IN_PERIOD(date) "(p." date " >= :from AND p." date " < :until)"
#define IN_YEAR(date) "(p." date " >= :to_date_from AND p." date " < :to_date_until)"
#define YEAR_BEFORE(date) "(p." date " >= :earlier_from AND p." date " < :earlier_until)"
#define DAYS(since, to)                                                                            \
  "CASE WHEN length (" since ") = 10 AND length (" to ") = 10 AND " to " >= " since                \
  " THEN CAST (julianday (" to ") - julianday (" since ") AS INTEGER) END"
#define OF_PROJECT "project"

/* How far each project came (0…8), what is paid of what, who counts for a goal. */
const char plain_views[]
    = "CREATE TEMP VIEW far AS SELECT p.*, CASE stage WHEN 'lead' THEN 0 WHEN 'negotiation' THEN 1"
      " WHEN 'approved' THEN 2 WHEN 'signed' THEN 3 WHEN 'land' THEN 4 WHEN 'started' THEN 5"
      " WHEN 'completed' THEN 6 WHEN 'production' THEN 7 WHEN 'full_capacity' THEN 8 ELSE CASE"
      " WHEN full_capacity_date IS NOT NULL THEN 8 WHEN production_date IS NOT NULL THEN 7"
      " WHEN completed_date IS NOT NULL THEN 6 WHEN started_date IS NOT NULL THEN 5"
      " WHEN land_date IS NOT NULL THEN 4 WHEN signed_date IS NOT NULL THEN 3"
      " WHEN approved_date IS NOT NULL THEN 2 WHEN negotiation_date IS NOT NULL THEN 1"
      " ELSE 0 END END AS far FROM project p;"
      "CREATE TEMP TABLE step (i, key, label);"
      "INSERT INTO step VALUES (-1, 'all', 'All projects'), (0, 'lead', 'Lead'),"
      " (1, 'negotiation', 'Negotiation'), (2, 'approved', 'Approved'), (3, 'signed', 'Signed'),"
      " (4, 'land', 'Land handover'), (5, 'started', 'Under construction'),"
      " (6, 'completed', 'Completed'), (7, 'production', 'In production'),"
      " (8, 'full_capacity', 'Full capacity');"
      "CREATE TEMP VIEW steps AS SELECT f.*, s.i AS i, s.key AS key, s.label AS label FROM far f, "
      "step s;"
      "CREATE TEMP VIEW sized AS SELECT p.*, CASE"
      " WHEN total_investment IS NULL THEN 'Amount not known'"
      " WHEN total_investment_currency != 'CNY' THEN 'In another currency'"
      " WHEN total_investment >= 500000000000 THEN 'CNY 5,000 million and more'"
      " WHEN total_investment >= 100000000000 THEN 'CNY 1,000 to 5,000 million'"
      " WHEN total_investment >= 10000000000 THEN 'CNY 100 to 1,000 million'"
      " ELSE 'Below CNY 100 million' END AS band FROM project p;"
      "CREATE TEMP VIEW leg AS"
      " SELECT 'Meeting to signing' AS leg, 3 AS least, approved_date AS since, signed_date AS "
      "until, f.*"
      " FROM far f UNION ALL"
      " SELECT 'Signing to land', 4, signed_date, land_date, f.* FROM far f UNION ALL"
      " SELECT 'Land to start', 5, land_date, started_date, f.* FROM far f UNION ALL"
      " SELECT 'Completion to production', 7, completed_date, production_date, f.* FROM far f"
      " UNION ALL SELECT 'Signing to start', 5, signed_date, started_date, f.* FROM far f UNION ALL"
      " SELECT 'Meeting to start', 5, approved_date, started_date, f.* FROM far f;"
      "CREATE TEMP VIEW tiered AS SELECT e.*, 'Above scale' AS tier_label FROM enterprise e"
      " WHERE is_above_scale = 1 UNION ALL SELECT e.*, 'Above quota' FROM enterprise e"
      " WHERE is_above_quota = 1 UNION ALL SELECT DISTINCT e.*, label ('cultivation', 'tier', "
      "c.tier)"
      " FROM enterprise e JOIN cultivation c ON c.enterprise = e.id AND c.deleted IS NULL"
      " AND c.state IS NOT 'left' UNION ALL SELECT e.*, NULL FROM enterprise e;"
      "CREATE TEMP VIEW planned AS SELECT p.*, r.year_plan, r.year_plan_currency,"
      " r.year_plan_qualifier, r.invested_this_year, r.invested_this_year_currency,"
      " r.invested_this_year_qualifier, substr (r.period, 1, 4) AS year FROM project p JOIN"
      " (SELECT *, row_number () OVER (PARTITION BY project, substr (period, 1, 4)"
      "   ORDER BY period DESC, id DESC) AS place"
      "  FROM progress WHERE deleted IS NULL AND year_plan IS NOT NULL) r"
      " ON r.project = p.id AND r.place = 1 WHERE p.stage IS NOT 'dropped';"
      "CREATE TEMP VIEW counted AS"
      " SELECT 'signed_projects' AS indicator, id, park, owner, signed_date AS day, 0 AS minor,"
      "  '' AS currency, total_investment AS size FROM project p"
      "  WHERE " SIGNED LIVE " AND p.parent_project IS NULL"
      " UNION ALL SELECT 'signed_investment', id, park, owner, signed_date, total_investment,"
      "  total_investment_currency, total_investment FROM project p WHERE " SIGNED LIVE
      " UNION ALL SELECT 'started_projects', id, park, owner, started_date, 0, '',"
      "  total_investment FROM project p WHERE " COUNTED LIVE
      " UNION ALL SELECT 'completed_projects', id, park, owner, completed_date, 0, '',"
      "  total_investment FROM project p WHERE " COUNTED LIVE
      " UNION ALL SELECT 'production_projects', id, park, owner, production_date, 0, '',"
      "  total_investment FROM project p WHERE " COUNTED LIVE
      " UNION ALL SELECT 'funds_in_place', f.id, p.park, p.owner, f.arrived_on, f.amount,"
      "  f.amount_currency, NULL FROM funds_arrival f JOIN project p ON p.id = f.project" LIVE
      "  WHERE f.deleted IS NULL AND f.state IS NOT 'returned' AND f.is_cumulative IS NOT 1"
      " UNION ALL SELECT 'fixed_investment', r.id, p.park, p.owner, r.period, r.invested,"
      "  r.invested_currency, NULL FROM progress r JOIN project p ON p.id = r.project" LIVE
      "  WHERE r.deleted IS NULL AND " COUNTED
      " UNION ALL SELECT 'visits', v.id, e.park, NULL, v.held_on, 0, '', NULL FROM visit v"
      "  JOIN enterprise e ON e.id = v.enterprise AND e.deleted IS NULL WHERE v.deleted IS NULL;"
      "CREATE TEMP VIEW headed AS WITH RECURSIVE below (head, id, deleted) AS"
      " (SELECT id, id, deleted FROM enterprise WHERE deleted IS NULL AND parent IS NULL UNION ALL"
      "  SELECT b.head, e.id, e.deleted FROM enterprise e JOIN below b ON e.parent = b.id)"
      " SELECT *, (SELECT name FROM enterprise e WHERE e.id = head) AS head_name,"
      " count (*) OVER (PARTITION BY head) AS n FROM below;"
      "CREATE TEMP VIEW within AS WITH RECURSIVE inside (outer, park) AS"
      " (SELECT id, id FROM park UNION SELECT i.outer, k.id FROM park k"
      "  JOIN inside i ON k.parent = i.park) SELECT * FROM inside;"
      "CREATE TEMP VIEW id_text AS SELECT id, lower (substr (hex (id), 1, 8) || '-'"
      " || substr (hex (id), 9, 4) || '-' || substr (hex (id), 13, 4) || '-'"
      " || substr (hex (id), 17, 4) || '-' || substr (hex (id), 21)) AS text FROM enterprise"
      " WHERE deleted IS NULL;";

/* ---- Projects ---- */

static const PlainFigure held[] = {
  { "projects", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "total_investment" },
  { NULL },
};

static const PlainFigure structure[] = {
  { "projects", PLAIN_COUNT },
  { "project_share", PLAIN_SHARE },
  { "amount", PLAIN_MONEY, "total_investment" },
  { "amount_share", PLAIN_PART, "total_investment" },
  { NULL },
};

static const PlainFigure signings[] = {
  { "projects", PLAIN_COUNT, NULL, "p.parent_project IS NULL" },
  { "amount", PLAIN_MONEY, "total_investment" },
  { "large", PLAIN_COUNT, NULL, "p.parent_project IS NULL AND " ONE_YI },
  { "large_share", PLAIN_RATE, "p.parent_project IS NULL AND " ONE_YI, "p.parent_project IS NULL" },
  { "top_lists", PLAIN_COUNT, NULL, "p.parent_project IS NULL AND p.top_list IS NOT NULL" },
  { "increments", PLAIN_COUNT, NULL, "p.parent_project IS NOT NULL" },
  { NULL },
};

#define ARRIVED                                                                                    \
  "funds_arrival o ON o.project = p.id AND o.deleted IS NULL AND o.is_cumulative IS NOT 1"         \
  " AND o.state IS NOT 'returned'"
#define VERIFIED "o.kind = 'foreign' AND o.state = 'confirmed' AND o.evidence = 'capital_report'"

static const PlainFigure channels[] = {
  { "leads", PLAIN_COUNT },
  { "talks", PLAIN_COUNT, NULL,
    "p.negotiation_date IS NOT NULL OR p.stage NOT IN ('lead', 'dropped', 'suspended')" },
  { "signed", PLAIN_COUNT, NULL, SIGNED },
  { "yield", PLAIN_RATE, SIGNED, "1" },
  { "amount", PLAIN_MONEY, "total_investment", SIGNED },
  { "dropped", PLAIN_COUNT, NULL, "p.stage = 'dropped'" },
  { "funds", PLAIN_MONEY, "amount", .join = ARRIVED },
  { "verified", PLAIN_MONEY, "amount", VERIFIED, ARRIVED },
  { "award", PLAIN_AWARD, "amount", VERIFIED, ARRIVED },
  { NULL },
};

static const PlainFigure pipeline[] = {
  { "reached", PLAIN_COUNT, NULL, "p.far >= p.i" },
  { "amount", PLAIN_MONEY, "total_investment", "p.far >= p.i" },
  { "conversion", PLAIN_RATE, "p.far >= p.i", "p.far >= p.i - 1 AND p.i > 0" },
  { "dropped", PLAIN_COUNT, NULL, "p.stage = 'dropped' AND (p.far = p.i OR p.i = -1)" },
  { "now", PLAIN_COUNT, NULL,
    "p.stage = p.key OR (p.i = -1 AND p.stage NOT IN ('suspended', 'dropped'))" },
  { "now_amount", PLAIN_MONEY, "total_investment",
    "p.stage = p.key OR (p.i = -1 AND p.stage NOT IN ('suspended', 'dropped'))" },
  { NULL },
};

/* Half of the goals' columns is text for people. */
static const PlainFigure goals[] = {
  { "records", PLAIN_COUNT, "c.id" },
  { "target", PLAIN_NOT_SAID, "formatted: test-steering.c" },
  { "expected", PLAIN_NOT_SAID, "months, R1: tests/core" },
  { "reached", PLAIN_NOT_SAID, "formatted: its progress stands here" },
  { "progress", PLAIN_PERCENT,
    "coalesce (100.0 * coalesce (sum (CASE WHEN c.currency = p.target_amount_currency THEN c.minor"
    " END), 0) / p.target_amount, 100.0 * count (DISTINCT c.id) / p.target_count)" },
  { "time", PLAIN_NOT_SAID, "months, R1: tests/core" },
  { "on_course", PLAIN_NOT_SAID, "progress against time" },
  { NULL },
};

/* ---- Time ---- */

static const PlainFigure movement[] = {
  { "new", PLAIN_COUNT, NULL, IN_PERIOD ("lead_date") },
  { "new_amount", PLAIN_MONEY, "total_investment", IN_PERIOD ("lead_date") },
  { "moved", PLAIN_COUNT, NULL,
    IN_PERIOD ("stage_date") " AND p.lead_date < :from"
                             " AND p.stage NOT IN ('lead', 'suspended', 'dropped')" },
  { "signed", PLAIN_COUNT, NULL, SIGNED " AND " IN_PERIOD ("signed_date") },
  { "signed_amount", PLAIN_MONEY, "total_investment", SIGNED " AND " IN_PERIOD ("signed_date") },
  { "grown", PLAIN_NOT_SAID, "what was stands in the journal, packed: test-growth.c" },
  { "growth", PLAIN_NOT_SAID, "likewise" },
  { "shrunk", PLAIN_NOT_SAID, "likewise" },
  { "shrinkage", PLAIN_NOT_SAID, "likewise" },
  { "slipped", PLAIN_COUNT, NULL,
    "p.stage NOT IN ('dropped', 'suspended') AND " IN_PERIOD (
        "planned_start_date") " AND p.planned_start_date < :today AND p.started_date IS NULL" },
  { "idle", PLAIN_COUNT, NULL,
    "p.stage IN ('lead', 'negotiation', 'approved') AND p.stage_date < :from AND NOT EXISTS"
    " (SELECT 1 FROM interaction t WHERE t.project = p.id AND t.deleted IS NULL"
    " AND t.held_on >= :from AND t.held_on < :until)" },
  { "suspended", PLAIN_COUNT, NULL, "p.stage = 'suspended' AND " IN_PERIOD ("stage_date") },
  { "dropped", PLAIN_COUNT, NULL, "p.stage = 'dropped' AND " IN_PERIOD ("stage_date") },
  { NULL },
};

static const PlainFigure year_on_year[] = {
  { "projects", PLAIN_COUNT, NULL, "p.parent_project IS NULL AND " IN_YEAR ("signed_date") },
  { "projects_before", PLAIN_COUNT, NULL,
    "p.parent_project IS NULL AND " YEAR_BEFORE ("signed_date") },
  { "amount", PLAIN_MONEY, "total_investment", IN_YEAR ("signed_date") },
  { "amount_before", PLAIN_MONEY, "total_investment", YEAR_BEFORE ("signed_date") },
  { "growth", PLAIN_NOT_SAID, "A7 as printed: test-shapes.c" },
  { "place", PLAIN_NOT_SAID, "likewise" },
  { "place_before", PLAIN_NOT_SAID, "likewise" },
  { NULL },
};

#define THESE_YEARS SIGNED " AND (" IN_YEAR ("signed_date") " OR " YEAR_BEFORE ("signed_date") ")"

#define STANDING DAYS ("p.stage_date", ":today")

static const PlainFigure standing[] = {
  { "projects", PLAIN_COUNT },
  { "least", PLAIN_LEAST, STANDING },
  { "lower", PLAIN_LOWER, STANDING },
  { "median", PLAIN_MEDIAN, STANDING },
  { "upper", PLAIN_UPPER, STANDING },
  { "most", PLAIN_MOST, STANDING },
  { NULL },
};

static const PlainFigure cohorts[] = {
  { "signed", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "total_investment" },
  { "land", PLAIN_COUNT, NULL, "p.land_date IS NOT NULL" },
  { "land_rate", PLAIN_RATE, "p.land_date IS NOT NULL", "1" },
  { "started", PLAIN_COUNT, NULL, "p.started_date IS NOT NULL" },
  { "start_rate", PLAIN_RATE, "p.started_date IS NOT NULL", "1" },
  { "production", PLAIN_COUNT, NULL, "p.production_date IS NOT NULL" },
  { "production_rate", PLAIN_RATE, "p.production_date IS NOT NULL", "1" },
  { "days_to_start", PLAIN_MEDIAN, DAYS ("p.signed_date", "p.started_date") },
  { NULL },
};

static const PlainFigure velocity[] = {
  { "leads", PLAIN_COUNT },
  { "under_way", PLAIN_COUNT, NULL, "p.stage IN ('lead', 'negotiation', 'approved')" },
  { "won", PLAIN_COUNT, NULL, SIGNED },
  { "lost", PLAIN_COUNT, NULL, "p.stage = 'dropped'" },
  { "win_rate", PLAIN_RATE, SIGNED, "1" },
  { "amount", PLAIN_MONEY, "total_investment", SIGNED },
  { "days_to_talk", PLAIN_MEDIAN, DAYS ("p.lead_date", "p.negotiation_date") },
  { "days_to_sign", PLAIN_MEDIAN, DAYS ("p.lead_date", "p.signed_date"), SIGNED },
  { NULL },
};

/* Of each stage to whole 万, and these together; an expectation is never exact. */
#define EXPECTED                                                                                   \
  "WITH part (stage, currency, minor, n) AS (SELECT p.label, p.total_investment_currency,"         \
  " 1000000 * CAST (round (sum (p.total_investment) * (SELECT 1.0 * sum (f.far >= 3)"              \
  " / sum (f.far >= p.i) FROM far f WHERE f.deleted IS NULL) / 1000000) AS INTEGER),"              \
  " count (*) FROM steps p WHERE p.deleted IS NULL AND p.total_investment IS NOT NULL"             \
  " AND p.stage = p.key AND p.i < 3 GROUP BY 1, 2)"                                                \
  " SELECT * FROM (SELECT * FROM part UNION ALL SELECT 'Total', currency, sum (minor), sum (n)"    \
  " FROM part GROUP BY currency) ORDER BY 1, 2"

static const PlainFigure forecast[] = {
  { "projects", PLAIN_COUNT, NULL,
    "p.stage = p.key OR (p.i = -1 AND p.stage IN ('lead',"
    " 'negotiation', 'approved'))" },
  { "amount", PLAIN_MONEY, "total_investment",
    "p.stage = p.key OR (p.i = -1 AND p.stage IN ('lead', 'negotiation', 'approved'))" },
  { "reached", PLAIN_COUNT, NULL, "p.far >= p.i" },
  { "signed", PLAIN_COUNT, NULL, "p.far >= 3" },
  { "share", PLAIN_RATE, "p.far >= 3 AND p.i >= 0", "p.far >= p.i AND p.i >= 0" },
  { "expected", PLAIN_EXPECTED, EXPECTED },
  { NULL },
};

#define TAKEN                                                                                      \
  "CASE WHEN p.since <= :today AND p.until <= :today THEN " DAYS ("p.since", "p.until") " END"

static const PlainFigure clocks[] = {
  { "projects", PLAIN_COUNT },
  { "dated", PLAIN_COUNT, NULL, "(" TAKEN ") IS NOT NULL" },
  { "median_days", PLAIN_MEDIAN, TAKEN },
  { "mean_days", PLAIN_MEAN, TAKEN },
  { "best_days", PLAIN_LEAST, TAKEN },
  { NULL },
};

/* ---- Money ---- */

static const PlainFigure year_plan[] = {
  { "projects", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "total_investment" },
  { "plan", PLAIN_MONEY, "year_plan" },
  { "plan_share", PLAIN_DIVIDED, "year_plan", "total_investment" },
  { "invested", PLAIN_MONEY, "invested_this_year" },
  { "done", PLAIN_DIVIDED, "invested_this_year", "year_plan" },
  { "mean", PLAIN_NOT_SAID, "amount ÷ projects: A8, test-shapes.c" },
  { NULL },
};

#define OF_ITS_DAY "p.is_cumulative IS NOT 1"

static const PlainFigure funds[] = {
  { "arrivals", PLAIN_COUNT, NULL, OF_ITS_DAY },
  { "amount", PLAIN_MONEY, "amount", OF_ITS_DAY },
  { "foreign", PLAIN_MONEY, "amount", OF_ITS_DAY " AND p.kind = 'foreign'" },
  { "zhejiang", PLAIN_MONEY, "amount", OF_ITS_DAY " AND p.kind = 'zhejiang'" },
  { "confirmed", PLAIN_COUNT, NULL, OF_ITS_DAY " AND p.state = 'confirmed'" },
  { "confirmed_rate", PLAIN_RATE, OF_ITS_DAY " AND p.state = 'confirmed'", OF_ITS_DAY },
  { "cumulative", PLAIN_COUNT, NULL, "p.is_cumulative = 1" },
  { NULL },
};

static const PlainFigure firms[] = {
  { "firms", PLAIN_COUNT },
  { "capital", PLAIN_MONEY, "registered_capital" },
  { "above_scale", PLAIN_COUNT, NULL, "p.is_above_scale = 1" },
  { "above_quota", PLAIN_COUNT, NULL, "p.is_above_quota = 1" },
  { "high_tech", PLAIN_COUNT, NULL, "p.is_high_tech = 1" },
  { "jobs", PLAIN_SUM, "p.jobs" },
  { NULL },
};

static const PlainFigure promises[] = {
  { "promises", PLAIN_COUNT },
  { "amount", PLAIN_MONEY, "amount" },
  { "due", PLAIN_MONEY, "amount", "p.due_on < :today || '~'" },
  { "overdue", PLAIN_COUNT, NULL, "p.due_on < :today AND p.state NOT IN ('paid', 'refused')" },
  { "paid", PLAIN_MONEY, "amount_paid" },
  { "kept_rate", PLAIN_RATE, "p.state = 'paid'", "1" },
  { "days", PLAIN_MEDIAN, DAYS ("p.promised_on", "p.paid_on"), "p.state = 'paid'" },
  { NULL },
};

static const PlainFigure payments[] = {
  { "payments", PLAIN_COUNT },
  { "paid", PLAIN_MONEY, "amount" },
  { "firms", PLAIN_COUNT, "o.enterprise",
    .join = "promise o ON o.id = p.promise"
            " AND o.deleted IS NULL" },
  { NULL },
};

/* ---- Work ---- */

/* 15 March 2026 is a Sunday: what was due on Saturday is due on Monday, and late is what was due
 * on Friday. */
#define OPEN "p.state IN ('collected', 'dispatched', 'handling')"
#define OVERDUE OPEN " AND coalesce (p.extended_to, p.due_on) < '2026-03-13~'"
#define CONTENT "p.satisfaction IN ('very', 'satisfied', 'fair')"

static const PlainFigure problems[] = {
  { "collected", PLAIN_COUNT },
  { "dispatched", PLAIN_COUNT, NULL, "p.dispatched_on IS NOT NULL" },
  { "closed", PLAIN_COUNT, NULL, "p.state = 'closed'" },
  { "open", PLAIN_COUNT, NULL, OPEN },
  { "overdue", PLAIN_COUNT, NULL, OVERDUE },
  { "dispatch_rate", PLAIN_RATE, "p.dispatched_on IS NOT NULL", "1" },
  { "closing_rate", PLAIN_RATE, "p.state = 'closed'", "p.dispatched_on IS NOT NULL" },
  { "satisfied", PLAIN_RATE, CONTENT, "p.satisfaction IS NOT NULL" },
  { NULL },
};

static const PlainFigure departments[] = {
  { "open", PLAIN_COUNT, NULL, OPEN },
  { "overdue", PLAIN_COUNT, NULL, OVERDUE },
  { "oldest", PLAIN_DAY, "CASE WHEN " OPEN " THEN coalesce (p.dispatched_on, p.collected_on) END" },
  { "dispatched", PLAIN_COUNT, NULL, "p.dispatched_on IS NOT NULL" },
  { "closed", PLAIN_COUNT, NULL, "p.state = 'closed'" },
  { "days_to_close", PLAIN_NOT_SAID, "working days: test-problems.c" },
  { "closing_rate", PLAIN_RATE, "p.state = 'closed'", "p.dispatched_on IS NOT NULL" },
  { "satisfied", PLAIN_RATE, CONTENT, "p.satisfaction IS NOT NULL" },
  { NULL },
};

#define VISITED                                                                                    \
  "EXISTS (SELECT 1 FROM visit v WHERE v.enterprise = p.id AND v.deleted IS NULL"                  \
  " AND v.held_on >= :year_from AND v.held_on < :year_until)"

static const PlainFigure coverage[] = {
  { "firms", PLAIN_COUNT, "p.id" },
  { "visited", PLAIN_COUNT, "p.id", VISITED },
  { "not_visited", PLAIN_COUNT, "p.id", "NOT " VISITED },
  { "coverage", PLAIN_PERCENT,
    "100.0 * count (DISTINCT CASE WHEN " VISITED " THEN p.id END) / count (DISTINCT p.id)" },
  { NULL },
};

static const PlainFigure talks[] = {
  { "talks", PLAIN_COUNT },
  { "met", PLAIN_COUNT, NULL, "p.kind IN ('visit', 'reception')" },
  { "remote", PLAIN_COUNT, NULL, "p.kind IN ('video', 'call', 'message', 'mail', 'mail_signing')" },
  { "on_trips", PLAIN_COUNT, NULL, "p.trip IS NOT NULL" },
  { NULL },
};

/* o: what was done on the trip, a row each; blank of a trip without any */
static const PlainFigure trips[] = {
  { "trips", PLAIN_COUNT, "p.id" },
  { "people", PLAIN_SUM, "CASE WHEN o.is_first THEN p.n_people END" },
  { "firms", PLAIN_COUNT, "o.enterprise" },
  { "talks", PLAIN_COUNT, "o.interaction" },
  { "projects", PLAIN_COUNT, "o.project" },
  { "reported", PLAIN_COUNT, "p.id", "p.reported_on IS NOT NULL" },
  { "report_rate", PLAIN_PERCENT,
    "100.0 * count (DISTINCT CASE WHEN p.reported_on IS NOT NULL THEN p.id END)"
    " / count (DISTINCT p.id)" },
  { NULL },
};

static const PlainFigure visits[] = {
  { "visits", PLAIN_COUNT },
  { "problems", PLAIN_SUM, "p.n_problems" },
  { "checked", PLAIN_COUNT, NULL, "p.is_spot_checked = 1" },
  { "check_rate", PLAIN_RATE, "p.is_spot_checked = 1", "1" },
  { NULL },
};

static const PlainFigure ratings[] = {
  { "rated", PLAIN_COUNT },
  { "content", PLAIN_COUNT, NULL, "p.satisfaction IN ('very', 'satisfied')" },
  { "rate", PLAIN_RATE, "p.satisfaction IN ('very', 'satisfied')", "1" },
  { NULL },
};

static const PlainFigure verdicts[] = { { "evaluations", PLAIN_COUNT }, { NULL } };

static const PlainFigure lamps[] = {
  { "lamps", PLAIN_COUNT },
  { "red_share", PLAIN_RATE, "p.lamp = 'red'", "1" },
  { NULL },
};

static const PlainFigure flags[] = {
  { "flags", PLAIN_COUNT },
  { "followed_up", PLAIN_COUNT, NULL, "p.follow_up_on IS NOT NULL" },
  { NULL },
};

/* ---- The table ---- */

#define TRIPS                                                                                      \
  "trip p LEFT JOIN (SELECT trip, NULL AS enterprise, NULL AS project, NULL AS interaction,"       \
  " 1 AS is_first FROM (SELECT id AS trip FROM trip) UNION ALL"                                    \
  " SELECT trip, enterprise, project, NULL, 0 FROM trip_stop"                                      \
  " WHERE is_done = 1 AND deleted IS NULL UNION ALL"                                               \
  " SELECT trip, NULL, NULL, id, 0 FROM interaction"                                               \
  " WHERE deleted IS NULL AND state IS NOT 'planned' AND state IS NOT 'cancelled') o"              \
  " ON o.trip = p.id"

#define GOAL_ROW(unit, target)                                                                     \
  "(SELECT name FROM " target " u WHERE u.id = p." unit ") || '|'"                                 \
  " || label ('goal', 'indicator', p.indicator)"
/* A park's are those of the parks that lie in it, too. */
#define ITS_PARKS                                                                                  \
  "c.park IN (WITH RECURSIVE part (id) AS (SELECT p.park UNION"                                    \
  " SELECT k.id FROM park k JOIN part ON k.parent = part.id WHERE k.deleted IS NULL)"              \
  " SELECT id FROM part)"
#define GOAL_OF(theirs)                                                                            \
  "goal p LEFT JOIN counted c ON c.indicator = p.indicator AND " theirs                            \
  " AND c.day >= coalesce (p.start_date, substr (p.end_date, 1, 4)) AND c.day < p.end_date || '~'" \
  " AND c.day < :today || '~'"

const PlainReport plain_reports[] = {
  { "pipeline", .entity = "project", .from = "steps p", .row = "p.label", .has_total = TRUE,
    .figures = pipeline },
  { "signed-by-month", .entity = "project", .from = "project p", .where = SIGNED,
    .date = "signed_date", .figures = signings },
  { "signed", "band", "project", "sized p", SIGNED, "signed_date", .row = "p.band",
    .figures = signings },
  { "signed", .entity = "project", .from = "project p", .where = SIGNED, .date = "signed_date",
    .figures = signings },
  { "frameworks", .entity = "project", .from = "project p", .where = COUNTED " AND " MERE_FRAMEWORK,
    .date = "signed_date", .figures = held },
  { "by-park", .entity = "project", .from = "project p", .where = COUNTED, .figures = held },
  { "by-industry", .entity = "project", .from = "project p", .where = COUNTED, .figures = held },
  { "structure", "band", "project", "sized p", COUNTED, .row = "p.band", .figures = structure },
  { "structure", .entity = "project", .from = "project p", .where = COUNTED, .figures = structure },
  { "stages", .entity = "project", .from = "project p",
    .where = "p.stage NOT IN ('dropped', 'suspended')", .across = "p.stage", .figures = held },
  { "origins", .entity = "project", .from = "project p", .where = COUNTED,
    .across = "p.capital_origin", .figures = held },
  { "channels", .entity = "project", .from = "project p", .date = "lead_date",
    .figures = channels },
  { "half-year", "park", "goal", GOAL_OF (ITS_PARKS), "p.park IS NOT NULL",
    .row = GOAL_ROW ("park", "park"), .has_total = TRUE, .figures = goals },
  { "half-year", "owner", "goal", GOAL_OF ("c.owner = p.account"), "p.account IS NOT NULL",
    .row = GOAL_ROW ("account", "account"), .has_total = TRUE, .figures = goals },
  { "movement", .entity = "project", .from = "project p", .figures = movement },
  { "year-on-year", .entity = "project", .from = "project p", .where = THESE_YEARS,
    .figures = year_on_year },
  { "signing-places", .entity = "project", .from = "project p", .where = THESE_YEARS,
    .figures = year_on_year },
  { "forecast", .entity = "project", .from = "steps p", .where = "p.i < 3",
    .row = "CASE p.i WHEN -1 THEN 'Total' ELSE p.label END", .has_total = TRUE,
    .figures = forecast },
  { "time-in-stage", .entity = "project", .from = "project p",
    .where = "p.stage NOT IN ('dropped', 'suspended')", .figures = standing },
  { "cohorts", .entity = "project", .from = "project p", .where = SIGNED, .date = "signed_date",
    .figures = cohorts },
  { "velocity", .entity = "project", .from = "project p", .date = "lead_date",
    .figures = velocity },
  { "planned-starts", .entity = "project", .from = "project p",
    .where = "p.stage IN ('approved', 'signed', 'land')", .date = "planned_start_date",
    .figures = held },
  { "planned-production", .entity = "project", .from = "project p",
    .where = "p.stage IN ('started', 'completed')", .date = "planned_production_date",
    .figures = held },
  { "clocks", .entity = "project", .from = "leg p",
    .where = "p.since IS NOT NULL AND p.until IS NOT NULL AND (p.stage = 'suspended'"
             " OR (p.stage != 'dropped' AND p.far >= p.least))",
    .date = "until", .row = "p.leg || '|' || %s", .whole = "All projects", .has_total = TRUE,
    .figures = clocks },
  { "year-plan", .entity = "project", .from = "planned p", .where = "p.year = :year",
    .whole = "All projects", .figures = year_plan },
  { "funds", .entity = "funds_arrival", .from = "funds_arrival p",
    .where = "p.state IS NOT 'returned'", .date = "arrived_on", .via = OF_PROJECT,
    .own = "|kind|project|", .figures = funds },
  { "firms", .entity = "enterprise", .from = "enterprise p", .date = "founded_date",
    .figures = firms },
  { "promises", .entity = "promise", .from = "promise p", .where = "p.state IS NOT 'refused'",
    .date = "due_on", .via = OF_PROJECT, .own = "|state|enterprise|project|", .figures = promises },
  { "payments", .entity = "promise_step", .from = "promise_step p", .where = "p.kind = 'payment'",
    .date = "done_on", .via = "promise", .own = "|promise|", .figures = payments },
  { "problems", .entity = "problem", .from = "problem p", .where = "p.collected_on IS NOT NULL",
    .date = "collected_on", .row = "label ('problem', 'kind', p.kind)", .figures = problems },
  { "problems-by-month", .entity = "problem", .from = "problem p",
    .where = "p.collected_on IS NOT NULL", .date = "collected_on",
    .row = "substr (p.collected_on, 1, 7)", .figures = problems },
  { "problem-departments", .entity = "problem", .from = "problem p",
    .where = "p.collected_on IS NOT NULL", .date = "collected_on", .row = "p.lead_department",
    .blank = "With no department", .figures = departments },
  { "visit-coverage", "tier", "enterprise", "tiered p",
    "(p.tier_label IS NOT NULL OR :is_total AND (p.is_above_scale = 1 OR"
    " p.is_above_quota = 1 OR EXISTS (SELECT 1 FROM cultivation c WHERE c.enterprise = p.id AND "
    "c.deleted IS NULL AND c.state IS NOT 'left')))",
    .row = "p.tier_label", .figures = coverage },
  { "visit-coverage", .entity = "enterprise", .from = "enterprise p",
    .where = "(p.is_above_scale = 1 OR p.is_above_quota = 1)", .figures = coverage },
  { "talks", .entity = "interaction", .from = "interaction p",
    .where = "p.state IS NOT 'planned' AND p.state IS NOT 'cancelled'", .date = "held_on",
    .via = OF_PROJECT, .own = "|kind|project|trip|", .figures = talks },
  { "trips", .entity = "trip", .from = TRIPS, .where = "p.state IS NOT 'cancelled'",
    .date = "start_date", .figures = trips },
  { "visits", .entity = "visit", .from = "visit p", .date = "held_on", .via = "enterprise",
    .own = "|kind|enterprise|", .figures = visits },
  { "ratings", .entity = "problem", .from = "problem p", .where = "p.satisfaction IS NOT NULL",
    .date = "called_back_on", .via = OF_PROJECT, .own = "|lead_department|owner|kind|",
    .across = "p.satisfaction", .figures = ratings },
  { "verdicts", .entity = "evaluation", .from = "evaluation p", .date = "held_on",
    .via = OF_PROJECT, .own = "|kind|body|", .across = "p.verdict", .figures = verdicts },
  { "lamps", .entity = "lamp_month", .from = "lamp_month p", .date = "period", .via = OF_PROJECT,
    .own = "|park|project|", .across = "p.lamp", .figures = lamps },
  { "flags", .entity = "award", .from = "award p", .date = "period", .via = OF_PROJECT,
    .own = "|contest|project|", .across = "p.flag", .figures = flags },
  { NULL },
};

/* ---- The store ---- */

static void
label_function (sqlite3_context *context, int n, sqlite3_value **values)
{
  const LfEntity *entity = lf_schema_find ((const char *) sqlite3_value_text (values[0]));
  const LfField *field = lf_entity_field (entity, (const char *) sqlite3_value_text (values[1]));
  const char *key = (const char *) sqlite3_value_text (values[2]);
  g_autofree char *label = key == NULL ? NULL : lf_field_format (field, key);

  if (label != NULL)
    sqlite3_result_text (context, label, -1, SQLITE_TRANSIENT);
}

sqlite3 *
plain_open (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "landfall.db", NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_create_function (db, "label", 3, SQLITE_UTF8, NULL, label_function, NULL, NULL);
  if (sqlite3_exec (db, plain_views, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (db));
  return db;
}
