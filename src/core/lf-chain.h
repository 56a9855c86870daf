/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An industry chain as it stands (domain.md L2–L4): its segments in order, what stands in each, and
 * whether that makes it present, weak or missing.

 * A segment's state is worked out from records and never typed:
 *   present  a project is being built or produces, or a large firm is resident, or enough small
 *            ones are
 *   weak     a project is negotiated, approved, signed or has its land; or too few small firms
 *   missing  nothing of the kind: leads and targets are hopes
 * A large firm is above scale or has the jobs of LF_RULE_SEGMENT_JOBS; LF_RULE_SEGMENT_FIRMS small
 * ones are enough. Of a segment with parts: missing when nothing stands in it nor in any part,
 * present when every part is, else weak. What a person typed (segment.state) counts in one case:
 * "weak" holds back a present segment, for whoever knows that what is there does not suffice. In
 * all other cases the records win, and the reason says what was typed.
 * A chain that has segments is closed when none is missing. */

#pragma once

#include "lf-change.h"
#include "lf-rulebook.h"

G_BEGIN_DECLS

typedef enum
{
  LF_SEGMENT_PRESENT,
  LF_SEGMENT_WEAK,
  LF_SEGMENT_MISSING,
  LF_N_SEGMENT_STATES,
} LfSegmentState;

const char *lf_segment_state_key (LfSegmentState state);   /* as segment.state has it */
const char *lf_segment_state_label (LfSegmentState state); /* translated */

/* What its state follows from; the first that holds. */
typedef enum
{
  LF_SEGMENT_BY_SITE,       /* present: a project under construction or in production */
  LF_SEGMENT_BY_LARGE_FIRM, /* present */
  LF_SEGMENT_BY_FIRMS,      /* present: enough small ones */
  LF_SEGMENT_BY_PROJECT,    /* weak: one from negotiation to land */
  LF_SEGMENT_BY_SMALL_FIRM, /* weak */
  LF_SEGMENT_BY_PARTS,
  LF_SEGMENT_BY_HAND, /* weak: somebody knows better */
  LF_SEGMENT_BY_NOTHING,
} LfSegmentGround;

/* What stands in a segment itself, counted. */
typedef struct
{
  guint n_sites;  /* projects under construction or in production */
  guint n_coming; /* projects from negotiation to land */
  guint n_leads;
  guint n_large, n_small; /* resident firms */
} LfSegmentHolding;

/**
 * lf_segment_judge:
 * @enough: small firms that make it present
 * @typed: (nullable): segment.state
 * Returns: the state of a segment without parts
 */
LfSegmentState lf_segment_judge (const LfSegmentHolding *holding,
                                 guint enough,
                                 const char *typed,
                                 LfSegmentGround *ret_ground);

typedef struct
{
  LfRecord *record;
  int parent; /* in LfChain.segments, before this one; -1: it is the chain's own */
  guint depth;
  guint n_parts;
  LfSegmentState state;
  LfSegmentGround ground;
  LfSegmentHolding holding;
  GPtrArray *projects;   /* (element-type LfRecord): live ones, the furthest first */
  GPtrArray *firms;      /* resident ones, large ones first */
  GPtrArray *candidates; /* firms of the segment that are not resident */
  GPtrArray *targets;    /* (element-type LfRecord): open ones first */
} LfChainSegment;

#define LF_N_ONES 7

typedef struct
{
  LfRecord *record;    /* the chain */
  GPtrArray *segments; /* (element-type LfChainSegment): each before its parts, by its order */
  GPtrArray *unplaced; /* (element-type LfRecord): live projects of the chain, of no segment */
  GPtrArray *targets;  /* those of no segment */
  GPtrArray *experts;  /* of the whole chain, as are the funds */
  GPtrArray *funds;
  GPtrArray *kit; /* (element-type LfRecord): the seven ones, in their order */
  guint counts[LF_N_SEGMENT_STATES];
  guint n_ones_done; /* of LF_N_ONES, each counted once */
  gboolean is_closed;
  guint enough; /* small firms that make a segment present */
  guint jobs;   /* of a large firm */
} LfChain;

/**
 * lf_chain_new:
 * @book: (nullable): the zone's numbers, as of @on; NULL: the presets
 * Returns: (transfer full): without segments; lf_chain_take() gives it what it holds, segments
 * first, and lf_chain_settle() ends it
 */
LfChain *lf_chain_new (LfRecord *chain, const LfRulebook *book, const LfDate *on);
void lf_chain_free (LfChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfChain, lf_chain_free)

/* A segment, project, enterprise, target, expert, fund or kit item; what is deleted or belongs to
 * another chain is passed over, and so is what was taken before. */
void lf_chain_take (LfChain *self, LfRecord *record);
/* Puts all in order and works out the states. */
void lf_chain_settle (LfChain *self);

const LfChainSegment *lf_chain_segment (const LfChain *self, guint i);
int lf_chain_find_segment (const LfChain *self, const char *id); /* -1: none of its */

/* (transfer full): "3 firms, 1 project"; of what is hoped for "2 leads, 1 target"; "" for nothing
 */
char *lf_chain_tell_holding (const LfChain *self, guint i);
/* (transfer full): why the segment is in its state, and what was typed that says otherwise */
char *lf_chain_tell_segment (const LfChain *self, guint i);
/* (transfer full): "Closed: 5 present, 1 weak", "2 missing: 封装, 模组" */
char *lf_chain_tell (const LfChain *self);

/* ---- Targets: lf-chain-target.c ---- */

/* (transfer full): a draft for the segment (-1: for the chain) with both filled in */
LfRecord *lf_chain_new_target (const LfChain *self, int segment);

/* Whether it is still to be won: neither a project yet nor given up. */
gboolean lf_target_is_open (const LfRecord *target);
/* Gives @project, a lead about the same firm, what the target says and @project does not. */
void lf_target_fill_lead (const LfRecord *target, LfRecord *project);
/* Adds to @change that the target became @project. */
void lf_target_win (const LfRecord *target, const LfRecord *project, LfChange *change);

/**
 * lf_target_make_lead:
 * @ret_project: (out) (optional) (transfer full): its id
 * Returns: (transfer full) (nullable): one change: a lead with what the target says, and the target
 * won by it. LF_ERROR_INVALID where it is a project already
 */
LfChange *lf_target_make_lead (const LfRecord *target,
                               const LfDate *today,
                               char **ret_project,
                               GError **error);

/* ---- The seven ones: lf-chain-kit.c ---- */

/* (transfer full) (nullable): one change that adds the items that are missing, the chain's leader
 * as their owner; NULL: none is missing */
LfChange *lf_chain_fill_kit (const LfChain *self);
/* (transfer full): "4 of 7" */
char *lf_chain_tell_ones (const LfChain *self);

G_END_DECLS
