/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person says about two records that may be one (domain.md §4, R1). */

#pragma once

#include "lf-change.h"
#include "lf-duplicate.h"

G_BEGIN_DECLS

typedef enum
{
  LF_VERDICT_OVERWRITE, /* one record: what the other says goes before what the winner had */
  LF_VERDICT_IGNORE,    /* leave it: both stay, or the new one is not taken in */
  LF_VERDICT_MERGE,     /* one record: the winner's values stay, its blanks are filled */
  LF_VERDICT_NEW,       /* two records, for a reason */
} LfVerdict;

const char *lf_verdict_key (LfVerdict verdict); /* "merge" */
gboolean lf_verdict_from_key (const char *key, LfVerdict *ret_verdict);

typedef struct
{
  LfVerdict verdict;
  const char *reason;          /* (nullable): LF_VERDICT_NEW needs one */
  const LfDuplicateRule *rule; /* (nullable): what the person was shown */
} LfJudgement;

/* (transfer full): the same for a pair in either order, on every device */
char *lf_verdict_id (const char *a, const char *b);

/* (transfer full): the duplicate_verdict that keeps @judgement about two records */
LfRecord *lf_verdict_record (const LfJudgement *judgement,
                             const LfRecord *winner,
                             const LfRecord *other,
                             const char *author,
                             const LfDate *today);

/**
 * lf_verdict_unite:
 * Adds to @change what @winner takes over from @other: elements of sets, values for its blanks, and
 * with LF_VERDICT_OVERWRITE every other value that a person wrote. Fields of one bundle go
 * together.
 */
void lf_verdict_unite (LfChange *change,
                       const LfRecord *winner,
                       const LfRecord *other,
                       LfVerdict verdict);

G_END_DECLS
