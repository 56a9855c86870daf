/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The schema tables, a file per neighbourhood of the domain; used by lf-schema.c only. */

#pragma once

#include "lf-duplicate.h"
#include "lf-money.h"
#include "lf-schema.h"

G_BEGIN_DECLS

/* Of an amount of money that nobody can owe: a price, a plan, what was invested in all. */
#define LF_NOT_NEGATIVE .least = 0, .most = LF_MONEY_MOST

/* lf-stage.c */
void lf_stage_rule (const LfRecord *before,
                    const LfRecord *after,
                    gboolean undoing,
                    GPtrArray *problems);
/* lf-verdict.c */
void lf_verdict_rule (const LfRecord *before,
                      const LfRecord *after,
                      gboolean undoing,
                      GPtrArray *problems);
/* lf-handover.c */
void lf_handover_rule (const LfRecord *before,
                       const LfRecord *after,
                       gboolean undoing,
                       GPtrArray *problems);
/* lf-rulebook.c */
void lf_rulebook_rule (const LfRecord *before,
                       const LfRecord *after,
                       gboolean undoing,
                       GPtrArray *problems);

/* lf-schema-zone.c: where and who */
extern const LfEntity lf_entity_zone, lf_entity_park, lf_entity_team, lf_entity_account;
/* lf-schema-party.c: with whom */
extern const LfEntity lf_entity_enterprise, lf_entity_contact;
/* lf-schema-rules.c: the numbers a zone goes by */
extern const LfEntity lf_entity_rule;
/* lf-schema-project.c: what is being brought */
extern const LfEntity lf_entity_project, lf_entity_interaction;
extern const LfOption lf_project_kinds[];
/* lf-schema-landing.c: from the signature to the building site */
extern const LfEntity lf_entity_agreement, lf_entity_land_case, lf_entity_land_document;
extern const LfEntity lf_entity_handover;
/* lf-schema-schedule.c: the nodes on the way */
extern const LfEntity lf_entity_node, lf_entity_schedule_template, lf_entity_template_step;
/* lf-schema-lead.c: where projects come from */
extern const LfEntity lf_entity_lead_batch, lf_entity_campaign, lf_entity_target, lf_entity_idea,
    lf_entity_enquiry, lf_entity_claim;
/* lf-schema-judging.c: how they are judged */
extern const LfEntity lf_entity_evaluation, lf_entity_expert, lf_entity_opinion;
extern const LfOption lf_decision_body_options[];
/* lf-schema-funds.c: money that moves */
extern const LfEntity lf_entity_funds_arrival, lf_entity_fund, lf_entity_fund_stake,
    lf_entity_exchange_rate;
/* lf-schema-land.c: land as such */
extern const LfEntity lf_entity_plot, lf_entity_standard_land;
/* lf-schema-building.c: the building site and the contests over it */
extern const LfEntity lf_entity_progress, lf_entity_event, lf_entity_contest,
    lf_entity_contest_group, lf_entity_award;
/* lf-schema-lamp.c: how it stood */
extern const LfEntity lf_entity_lamp_month;
/* lf-schema-problem.c: what firms need */
extern const LfEntity lf_entity_problem, lf_entity_problem_step, lf_entity_rating;
extern const LfEntity lf_entity_cultivation, lf_entity_cultivation_step;
/* lf-schema-policy.c: what firms are promised */
extern const LfEntity lf_entity_policy, lf_entity_policy_clause, lf_entity_promise,
    lf_entity_promise_step, lf_entity_incentive_finding;
/* lf-schema-trip.c: going out */
extern const LfEntity lf_entity_trip, lf_entity_trip_stop, lf_entity_visit;
/* lf-schema-chain.c: industry */
extern const LfEntity lf_entity_chain, lf_entity_segment, lf_entity_industry, lf_entity_kit_item;
/* lf-schema-steering.c: steering */
extern const LfEntity lf_entity_goal, lf_entity_figure, lf_entity_meeting, lf_entity_action,
    lf_entity_rolling_list, lf_entity_list_entry, lf_entity_transfer, lf_entity_credit_share;
/* lf-schema-bulletin.c: what goes out in the zone's own words */
extern const LfEntity lf_entity_bulletin_template, lf_entity_bulletin, lf_entity_ledger;
/* lf-schema-desk.c: working with the program */
extern const LfEntity lf_entity_attachment, lf_entity_comment, lf_entity_saved_view,
    lf_entity_dashboard, lf_entity_custom_field, lf_entity_heading_synonym, lf_entity_calendar_day;
/* lf-schema-duplicate.c: which records are one, and who said so */
extern const LfEntity lf_entity_duplicate_verdict;
extern const LfDuplicateRule lf_duplicate_rule_table[];
/* lf-schema-sync.c: what the sync leaves for people */
extern const LfEntity lf_entity_conflict;

G_END_DECLS
