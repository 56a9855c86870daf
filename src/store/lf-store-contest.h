/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contests (domain.md V5, V8, V9): which flag each project of a half month gets, giving them, and
 * who leads. */

#pragma once

#include "lf-store.h"

G_BEGIN_DECLS

/* A project in a half month. */
typedef struct
{
  LfRecord *project;
  LfRecord *award;   /* with displays: as it was given; else as it would be */
  LfRecord *reading; /* what is known today gives; the same one where it was not given yet */
  LfFlag flag;       /* of @award */
  gboolean is_given;
} LfContestPlace;

/* Whether what is known today would give another flag than was given. */
gboolean lf_contest_place_is_corrected (const LfContestPlace *self);

typedef struct
{
  LfRecord *contest;
  LfHalfMonth half;
  GPtrArray *places; /* (element-type LfContestPlace): red flags first, then by how far ahead */
  guint counts[LF_N_FLAGS];
  guint n_given;
  gboolean is_outside; /* of the contest's days: only what was given all the same is in @places */
} LfContestRound;

void lf_contest_round_free (LfContestRound *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfContestRound, lf_contest_round_free)

/**
 * lf_store_contest_round_sync:
 * @contest: id
 * Returns: (transfer full): the projects of its groups; where it has none, all that were under
 * construction at the end of @half, by their dates. Judged by the progress reports up to then,
 * whenever they were written.
 */
LfContestRound *lf_store_contest_round_sync (LfStore *self,
                                             const char *contest,
                                             const LfHalfMonth *half,
                                             GError **error);

/**
 * lf_contest_round_give:
 * Returns: (transfer full) (nullable): one change that gives every award that is not given yet;
 * LF_ERROR_INVALID while the half month is not over on @today, outside of the contest's days, or
 * when all are given
 */
LfChange *lf_contest_round_give (const LfContestRound *self, const LfDate *today, GError **error);

/**
 * lf_store_contest_ranking_sync:
 * Returns: (transfer full) (element-type LfStanding): the contest's groups by place, each judged at
 * the end of @half; where it has none the parks of its projects
 */
GPtrArray *lf_store_contest_ranking_sync (LfStore *self,
                                          const char *contest,
                                          const LfHalfMonth *half,
                                          GError **error);

G_END_DECLS
