/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Core: what a zone is. Schema tables, values, dates, money, stages and the rules of the domain.

 * Nothing here does I/O, knows the time of day or holds state: a date that matters is passed in,
 and
 * every function may be called from any thread. A value is its canonical text (see lf-field.h), a
 record
 * is an entity, an id and one text per field (lf-record.h), an edit is a record's field going from
 one
 * text to another (lf-change.h). The entities and their fields are const tables (lf-schema.h): SQL,
 * forms, filters, import and checks on both sides of the wire are read off them. */

#pragma once

#include "lf-agenda.h"
#include "lf-area.h"
#include "lf-brief.h"
#include "lf-calendar.h"
#include "lf-campaign.h"
#include "lf-chain.h"
#include "lf-change.h"
#include "lf-claim.h"
#include "lf-clock.h"
#include "lf-codes.h"
#include "lf-company.h"
#include "lf-contest.h"
#include "lf-course.h"
#include "lf-credit.h"
#include "lf-date.h"
#include "lf-deadline.h"
#include "lf-duplicate.h"
#include "lf-error.h"
#include "lf-field.h"
#include "lf-fair-competition.h"
#include "lf-filter.h"
#include "lf-handling.h"
#include "lf-handover.h"
#include "lf-id.h"
#include "lf-gate.h"
#include "lf-judging.h"
#include "lf-industry.h"
#include "lf-lamp-month.h"
#include "lf-lamp.h"
#include "lf-land-steps.h"
#include "lf-lead-score.h"
#include "lf-lead.h"
#include "lf-money.h"
#include "lf-password.h"
#include "lf-permissions.h"
#include "lf-place.h"
#include "lf-progress.h"
#include "lf-promise.h"
#include "lf-push-list.h"
#include "lf-indicator.h"
#include "lf-ranking.h"
#include "lf-record.h"
#include "lf-rulebook.h"
#include "lf-rules.h"
#include "lf-sight.h"
#include "lf-spans.h"
#include "lf-saved-view.h"
#include "lf-schedule.h"
#include "lf-schema.h"
#include "lf-signature.h"
#include "lf-sort.h"
#include "lf-stage.h"
#include "lf-standard-land.h"
#include "lf-standing.h"
#include "lf-sync-types.h"
#include "lf-text.h"
#include "lf-today.h"
#include "lf-totals.h"
#include "lf-trip.h"
#include "lf-verdict.h"
