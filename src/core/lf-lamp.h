/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lamp of a project (V3): worked out from its dates, progress reports and nodes by the rules a
 * zone goes by (domain.md §8), never typed. Every lamp says why it is lit and since when.

 * By plan and progress (Yinchuan, W6): green on plan; yellow once the month of the planned start
 has
 * gone by, red three months on; by the points that the reported progress is behind the time passed;
 * by the months that a started project is missing from the statistics. The worst one counts.
 * By nodes (Guiyang, W2): red with a problem (a node overdue or blocked, a clock late), blue in
 * process (the month of a node has come), else green. */

#pragma once

#include "lf-deadline.h"

G_BEGIN_DECLS

/* The worse the higher. */
typedef enum
{
  LF_LAMP_NONE, /* nothing is planned, or all is done */
  LF_LAMP_GREEN,
  LF_LAMP_BLUE,
  LF_LAMP_YELLOW,
  LF_LAMP_RED,
  LF_N_LAMPS,
} LfLamp;

/* The options of project.lamp, the worst first. */
extern const LfOption lf_lamp_options[LF_N_LAMPS];

const char *lf_lamp_key (LfLamp lamp); /* (nullable): "red"; NULL for LF_LAMP_NONE */
LfLamp lf_lamp_from_key (const char *key /* nullable */);
const char *lf_lamp_label (LfLamp lamp); /* translated */
const char *lf_lamp_icon (LfLamp lamp);  /* symbolic icon name: never colour alone */
const char *lf_lamp_style (LfLamp lamp); /* a CSS class */

/* ---- What is looked at ---- */

/* What belongs to a project and lights its lamp. */
typedef enum
{
  LF_LAMP_REPORTS, /* progress */
  LF_LAMP_NODES,
  LF_N_LAMP_PARTS,
} LfLampPart;

const char *lf_lamp_part_entity (LfLampPart part);        /* "progress" */
const char *const *lf_lamp_part_fields (LfLampPart part); /* ended by NULL */

typedef struct
{
  const LfFacts *project;
  GArray *parts[LF_N_LAMP_PARTS]; /* (nullable): private */
} LfLampFacts;

void lf_lamp_facts_clear (LfLampFacts *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfLampFacts, lf_lamp_facts_clear)

/* Whether records of that kind could matter on that day. */
gboolean lf_lamp_needs (const LfBasis *basis, const LfFacts *project, LfLampPart part);
/* @values: (element-type utf8) (nullable elements): one for each of lf_lamp_part_fields() */
void lf_lamp_facts_take (LfLampFacts *self, LfLampPart part, const char *const *values);
void lf_lamp_facts_take_record (LfLampFacts *self, const LfRecord *record); /* others are ignored */

/* ---- Judging ---- */

typedef enum
{
  LF_LAMP_BY_NOTHING,
  LF_LAMP_BY_START,
  LF_LAMP_BY_PROGRESS,
  LF_LAMP_BY_STATISTICS,
  LF_LAMP_BY_NODE_OVERDUE,
  LF_LAMP_BY_NODE_BLOCKED,
  LF_LAMP_BY_CLOCK,
  LF_LAMP_BY_NODE_IN_PROCESS,
  LF_LAMP_BY_NODES,
} LfLampCause;

typedef struct
{
  LfLamp lamp;
  LfLampCause cause;
  LfDate date;                /* what was planned, reported or started */
  LfDate done;                /* year 0: not yet */
  int months;                 /* behind, or missing */
  double points;              /* behind the time passed */
  const char *name, *blocker; /* (nullable): of the node, owned by the facts */
  LfDeadline deadline;        /* of the clock */
  LfLeg leg;                  /* the clock's */
  LfDate since; /* since when it is of that colour, by what is known today; year 0: as far back as
                   anything is known */
} LfLampVerdict;

/* On the day of @basis; of a month or a quarter that is its last day. */
LfLampVerdict lf_lamp_judge (const LfBasis *basis, const LfLampFacts *facts);
LfLamp lf_lamp_of_day (const LfBasis *basis, const LfLampFacts *facts); /* the same, and no more */
gboolean lf_lamp_is_by_nodes (const LfBasis *basis, const LfFacts *project); /* which rules */
LfDate lf_lamp_quarter_end (int year, int quarter);
char *lf_lamp_tell (const LfLampVerdict *verdict);       /* (transfer full): why, a sentence */
char *lf_lamp_tell_since (const LfLampVerdict *verdict); /* (transfer full) (nullable) */

G_END_DECLS
