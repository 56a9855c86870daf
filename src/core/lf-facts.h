/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is judged of a project: its stage and its dates, read once. */

#pragma once

#include "lf-record.h"
#include "lf-stage.h"

G_BEGIN_DECLS

/* A date of year 0 is none. */
typedef struct
{
  LfStage stage;
  LfDate milestones[LF_N_LIVE_STAGES]; /* as they were entered */
  LfDate planned_start, listed;
  char *park; /* (nullable): an id */
} LfFacts;

/* The fields of a project that are looked at, ended by NULL. */
const char *const *lf_facts_fields (void);
/* The value (nullable) of the field of that index above. Starts from a zeroed LfFacts. */
void lf_facts_take (LfFacts *self, guint index, const char *value);
LfFacts lf_facts_of (const LfRecord *project);
void lf_facts_clear (LfFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfFacts, lf_facts_clear)

/* Its first day is not after @today. */
gboolean lf_facts_has_come (const LfDate *date, const LfDate *today);
/* The stage says that the milestone is reached, and its date has come; NULL otherwise. */
const LfDate *lf_facts_reached (const LfFacts *self, LfStage milestone, const LfDate *today);
/* It must have been reached, whatever is known of when. */
gboolean lf_facts_is_past (const LfFacts *self, LfStage milestone, const LfDate *today);
gboolean lf_facts_is_stopped (const LfFacts *self);

G_END_DECLS
