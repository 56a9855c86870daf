/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rankings of a contest (domain.md V8, V9): groups, parks or owners by indicators. Pure. */

#pragma once

#include "lf-indicator.h"
#include "lf-record.h"

G_BEGIN_DECLS

typedef enum
{
  LF_INDICATOR_LEAD,        /* points ahead of the plan, the mean over its projects */
  LF_INDICATOR_RED_FLAGS,   /* in the contest so far */
  LF_INDICATOR_SNAILS,      /* the fewer the better */
  LF_INDICATOR_STARTS,      /* projects that started in the contest's days */
  LF_INDICATOR_COMPLETIONS, /* that were completed in them */
  LF_INDICATOR_PRODUCTIONS, /* that went into production in them */
  LF_INDICATOR_INVESTED,    /* 亿元 that progress reports of those days say were invested, but for
                               dropped projects (§3) */
  LF_INDICATOR_SIGNED,      /* 亿元 of total investment of projects signed in them */
  LF_INDICATOR_FUNDS,       /* 亿元 that arrived in them */
  LF_INDICATOR_CLOSING,     /* percent of the problems collected in them that are closed, of those
                               dispatched (I1) */
  LF_N_INDICATORS,
} LfIndicator;

const char *lf_indicator_key (LfIndicator indicator);   /* "red_flags" */
const char *lf_indicator_label (LfIndicator indicator); /* translated */

/* (nullable): what is counted, within the contest's days. Amounts are those in yuan, in 亿元;
 * others are left out. NULL: it is read from awards, which see. */
const LfIndicatorSource *lf_indicator_counts (LfIndicator indicator);

/* What ranks in @contest, as bits 1 << LfIndicator: those its indicators name, by key or name in
 * either language; the lead alone where they name none. */
guint lf_contest_indicators (const LfRecord *contest);

/* (transfer full) (nullable): which words of @contest name no indicator, what it is ranked by
 * instead, and which there are; NULL: each names one */
char *lf_contest_tell_unknown (const LfRecord *contest);

typedef struct
{
  char *name; /* for people */
  char *id;   /* (nullable): of the group, park or account; NULL: of none */
  guint n_projects;
  double values[LF_N_INDICATORS];
  double points; /* 60 to 100 */
  guint place;   /* from 1; those with equal points share one */
} LfStanding;

LfStanding *lf_standing_new (const char *name, const char *id);
void lf_standing_free (LfStanding *self);

/* The points of @value between the @least and the @most that anybody has: (x − min) ÷ (max − min) ×
 * 40 + 60 (W37); 100 where all are equal. */
double lf_ranking_points (double value, double least, double most);

/**
 * lf_standings_rank:
 * @standings: (element-type LfStanding): sorted by place when it returns
 * @indicators: bits 1 << LfIndicator
 *
 * Points are the mean of those of @indicators.
 */
void lf_standings_rank (GPtrArray *standings, guint indicators);

G_END_DECLS
