/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The push list (按月推送, domain.md L11): leads, and targets (L3), that nobody works on, divided
 * among the recruiters as a proposal. A manager confirms it. Pure. */

#pragma once

#include "lf-change.h"

G_BEGIN_DECLS

typedef struct
{
  LfRecord *project;   /* or a target */
  LfRecord *recruiter; /* an account */
  guint points;        /* the lead's score; 0 of a target */
  gboolean fits;       /* the recruiter is of its park */
} LfPushLine;

/* Whether nobody works on it: a lead without an owner, or a target without one that is still one.
 */
gboolean lf_push_is_free (const LfRecord *project);

/**
 * lf_push_divide:
 * @projects: (element-type LfRecord): the best first
 * @points: their scores
 * @recruiters: (element-type LfRecord): accounts
 * @each: at most so many for one; 0: no limit
 * Returns: (transfer full) (element-type LfPushLine): in the order of @projects. Nobody gets two
 * more than another: each goes to one of its own park among those who have the fewest, else to any
 * of those.
 */
GPtrArray *lf_push_divide (const GPtrArray *projects,
                           const guint *points,
                           const GPtrArray *recruiters,
                           guint each);
/* (transfer full) (nullable): one change that makes the recruiters their owners; LF_ERROR_INVALID
 * where there is nothing to divide */
LfChange *lf_push_assign (const GPtrArray *lines, GError **error);

G_END_DECLS
