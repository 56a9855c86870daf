/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stages of a project and how it may move between them (domain.md C1, §3). */

#pragma once

#include "lf-change.h"

G_BEGIN_DECLS

typedef enum
{
  LF_STAGE_LEAD,
  LF_STAGE_NEGOTIATION,
  LF_STAGE_APPROVED,
  LF_STAGE_SIGNED,
  LF_STAGE_LAND,
  LF_STAGE_STARTED,
  LF_STAGE_COMPLETED,
  LF_STAGE_PRODUCTION,
  LF_STAGE_FULL_CAPACITY,
  LF_STAGE_SUSPENDED,
  LF_STAGE_DROPPED,
  LF_N_STAGES,
} LfStage;

#define LF_N_LIVE_STAGES LF_STAGE_SUSPENDED /* lead … full capacity, in order */

/* The filter of projects that are on their way: those about to be signed, and those signed that do
 * not produce yet. */
#define LF_STAGES_ON_THE_WAY "stage=approved|signed|land|started|completed"

const char *lf_stage_key (LfStage stage); /* "signed": the value of project.stage */
gboolean lf_stage_from_key (const char *key, LfStage *ret_stage);
const char *lf_stage_label (LfStage stage); /* translated */
const char *lf_stage_icon (LfStage stage);  /* symbolic icon name: never colour alone */
const char *lf_stage_date_field (
    LfStage stage); /* (nullable): "signed_date"; NULL where the stage has no milestone date */
/* The first day that a milestone of @project may mean; year 0: none has a date. */
LfDate lf_stage_first_day (const LfRecord *project);
gboolean lf_stage_needs_reason (LfStage from,
                                LfStage to); /* suspended, dropped, revival and every step back */

/* What a move is. */
typedef enum
{
  LF_STEP_NONE, /* it stays */
  LF_STEP_NEXT, /* to the stage behind */
  LF_STEP_JUMP, /* over one or more stages */
  LF_STEP_BACK,
  LF_STEP_STOP, /* to suspended, or dropped */
  LF_STEP_REVIVAL,
} LfStageStep;

LfStageStep lf_stage_step (LfStage from, LfStage to);

/**
 * lf_stage_conflict:
 * Returns: (transfer full) (nullable): a sentence on what moves the project of @before to the stage
 * of @after that no spreadsheet may move it to by itself (domain.md §4, R1): back, over a stage, or
 * out of a stop; NULL when there is nothing of the kind, also for records without stages
 */
char *lf_stage_conflict (const LfRecord *before, const LfRecord *after);

/* A move as a person asks for it. */
typedef struct
{
  LfStage to;
  LfDate date;          /* day, month or year precision */
  const char *evidence; /* (nullable): what proves it: document, number, link */
  const char *reason;   /* (nullable): required where lf_stage_needs_reason() */
  const char *file;     /* (nullable): an attachment-set element added to the project's files */
} LfMove;

/**
 * lf_stage_move:
 * Adds to @change the edits that move @project: stage, stage_date, the milestone's date, evidence
 * and reason. Errors: LF_ERROR_INVALID when the date lies after @today or a reason is missing.
 */
gboolean lf_stage_move (LfChange *change,
                        const LfRecord *project,
                        const LfMove *move,
                        const LfDate *today,
                        GError **error);

G_END_DECLS
