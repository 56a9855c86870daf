/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports (首报首谈, domain.md §4): whose claim on a firm stands. By the order in which the
 * server received them and by what each claimant had seen; no clock decides. */

#pragma once

#include "lf-date.h"

G_BEGIN_DECLS

/* What a manager has said about a claim; the program never says it. */
typedef enum
{
  LF_CLAIM_UNDECIDED,
  LF_CLAIM_GRANTED,
  LF_CLAIM_REJECTED,
} LfClaimDecision;

/* Strings belong to the caller. */
typedef struct
{
  const char *firm_key;    /* lf_company_key() of the name as claimed */
  const char *credit_code; /* (nullable) */
  const char *claimant;    /* id of the account */
  gint64 claimed_us;       /* the device's clock said so: shown beside the order, nothing more */
  gint64 received_seq;     /* the server's number for it; 0: it has not been received */
  gint64 seen_seq;         /* up to where the device had merged when the claim was made */
  LfDate received_on;
  LfDate progress_on; /* of the last real progress; year 0: there was none */
  LfClaimDecision decision;
} LfClaim;

typedef enum
{
  LF_CLAIM_WAITING,  /* not received yet: its order is not known */
  LF_CLAIM_HOLDS,    /* the first that stands */
  LF_CLAIM_REPEATS,  /* its claimant holds the firm already */
  LF_CLAIM_LATER,    /* another one holds it, and the claimant could know */
  LF_CLAIM_DISPUTED, /* neither claimant could know of the other: a manager decides */
  LF_CLAIM_RELEASED, /* a month went by without progress */
  LF_CLAIM_LOST,     /* a manager has rejected it */
} LfClaimStanding;

const char *lf_claim_standing_key (LfClaimStanding standing);   /* "disputed" */
const char *lf_claim_standing_label (LfClaimStanding standing); /* translated */

typedef struct
{
  LfClaimStanding standing;
  const LfClaim *against; /* (nullable): LATER, REPEATS and DISPUTED: the other one */
} LfClaimResult;

#define LF_CLAIM_MONTHS 1 /* without progress, until a claim is released */

/* One firm, by its code where both have a sound one, else by its name. */
gboolean lf_claim_is_same_firm (const LfClaim *a, const LfClaim *b);
int lf_claim_compare (const LfClaim *a, const LfClaim *b); /* server order; unreceived ones last */

/* Was each of them made without knowledge of the other? */
gboolean lf_claim_overlaps (const LfClaim *a, const LfClaim *b);

/* The last day on which the claim stands, if nothing happens until then. */
LfDate lf_claim_last_day (const LfClaim *claim);
gboolean lf_claim_is_released (const LfClaim *claim, const LfDate *today);

/**
 * lf_claims_judge:
 * @claims: (array length=n): in any order, of any firms
 * @ret_results: (out caller-allocates) (array length=n): where each of them stands on @today
 * Says what follows from the rules and the decisions made; it decides nothing itself.
 */
void lf_claims_judge (const LfClaim *const *claims,
                      guint n,
                      const LfDate *today,
                      LfClaimResult *ret_results);

G_END_DECLS
