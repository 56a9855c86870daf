/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose claim on a firm stands. */

#include "config.h"

#include "lf-claim.h"

#include "lf-field-types.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  const char *key, *label;
} standings[] = {
  [LF_CLAIM_WAITING] = { "waiting", N_ ("Not received yet") },
  [LF_CLAIM_HOLDS] = { "holds", N_ ("Holds") },
  [LF_CLAIM_REPEATS] = { "repeats", N_ ("Reported before") },
  [LF_CLAIM_LATER] = { "later", N_ ("After another one") },
  [LF_CLAIM_DISPUTED] = { "disputed", N_ ("In dispute") },
  [LF_CLAIM_RELEASED] = { "released", N_ ("Released") },
  [LF_CLAIM_LOST] = { "lost", N_ ("Rejected") },
};

const char *
lf_claim_standing_key (LfClaimStanding standing)
{
  return standings[standing].key;
}

const char *
lf_claim_standing_label (LfClaimStanding standing)
{
  return _ (standings[standing].label);
}

static gboolean
has_sound_code (const LfClaim *claim)
{
  g_autofree char *doubt = NULL;

  if (claim->credit_code == NULL)
    return FALSE;
  doubt = lf_credit_code_doubt (claim->credit_code);
  return doubt == NULL;
}

gboolean
lf_claim_is_same_firm (const LfClaim *a, const LfClaim *b)
{
  if (has_sound_code (a) && has_sound_code (b))
    return strcmp (a->credit_code, b->credit_code) == 0;
  return strcmp (a->firm_key, b->firm_key) == 0;
}

int
lf_claim_compare (const LfClaim *a, const LfClaim *b)
{
  gint64 first = a->received_seq == 0 ? G_MAXINT64 : a->received_seq;
  gint64 second = b->received_seq == 0 ? G_MAXINT64 : b->received_seq;

  return first < second ? -1 : first > second;
}

gboolean
lf_claim_overlaps (const LfClaim *a, const LfClaim *b)
{
  return a->received_seq != 0 && b->received_seq != 0 && a->seen_seq < b->received_seq
         && b->seen_seq < a->received_seq;
}

/* ---- Release ---- */

LfDate
lf_claim_last_day (const LfClaim *claim)
{
  LfDate received = lf_date_first_day (&claim->received_on);
  LfDate progress;

  if (claim->progress_on.year == 0)
    return lf_date_add_months (&received, LF_CLAIM_MONTHS);
  progress = lf_date_first_day (&claim->progress_on);
  return lf_date_add_months (lf_date_compare (&progress, &received) > 0 ? &progress : &received,
                             LF_CLAIM_MONTHS);
}

gboolean
lf_claim_is_released (const LfClaim *claim, const LfDate *today)
{
  LfDate last = lf_claim_last_day (claim);

  return claim->received_seq != 0 && lf_date_compare (today, &last) > 0;
}

/* ---- Judging ---- */

static gboolean
is_standing (const LfClaim *claim, const LfDate *today)
{
  return claim->received_seq != 0 && claim->decision != LF_CLAIM_REJECTED
         && !lf_claim_is_released (claim, today);
}

/* Does @a go before @b: by a manager's word, else by the order of receipt? */
static gboolean
goes_before (const LfClaim *a, const LfClaim *b)
{
  if ((a->decision == LF_CLAIM_GRANTED) != (b->decision == LF_CLAIM_GRANTED))
    return a->decision == LF_CLAIM_GRANTED;
  return lf_claim_compare (a, b) < 0;
}

/* (nullable): the first standing claim on @claim's firm */
static const LfClaim *
find_holder (const LfClaim *const *claims, guint n, const LfClaim *claim, const LfDate *today)
{
  const LfClaim *holder = NULL;

  for (guint i = 0; i < n; i++)
    if (is_standing (claims[i], today) && lf_claim_is_same_firm (claims[i], claim)
        && (holder == NULL || goes_before (claims[i], holder)))
      holder = claims[i];
  return holder;
}

static gboolean
are_in_dispute (const LfClaim *holder, const LfClaim *other)
{
  return holder->decision == LF_CLAIM_UNDECIDED && other->decision == LF_CLAIM_UNDECIDED
         && strcmp (holder->claimant, other->claimant) != 0 && lf_claim_overlaps (holder, other);
}

/* (nullable): the first that disputes @holder's claim */
static const LfClaim *
find_opponent (const LfClaim *const *claims, guint n, const LfClaim *holder, const LfDate *today)
{
  const LfClaim *opponent = NULL;

  for (guint i = 0; i < n; i++)
    if (claims[i] != holder && is_standing (claims[i], today)
        && lf_claim_is_same_firm (claims[i], holder) && are_in_dispute (holder, claims[i])
        && (opponent == NULL || lf_claim_compare (claims[i], opponent) < 0))
      opponent = claims[i];
  return opponent;
}

static LfClaimResult
judge (const LfClaim *const *claims, guint n, const LfClaim *claim, const LfDate *today)
{
  const LfClaim *holder, *opponent;

  if (claim->received_seq == 0)
    return (LfClaimResult){ LF_CLAIM_WAITING, NULL };
  if (claim->decision == LF_CLAIM_REJECTED)
    return (LfClaimResult){ LF_CLAIM_LOST, NULL };
  if (lf_claim_is_released (claim, today))
    return (LfClaimResult){ LF_CLAIM_RELEASED, NULL };
  holder = find_holder (claims, n, claim, today);
  if (holder == claim)
    {
      opponent = find_opponent (claims, n, claim, today);
      return (LfClaimResult){ opponent != NULL ? LF_CLAIM_DISPUTED : LF_CLAIM_HOLDS, opponent };
    }
  if (strcmp (holder->claimant, claim->claimant) == 0)
    return (LfClaimResult){ LF_CLAIM_REPEATS, holder };
  return (LfClaimResult){ are_in_dispute (holder, claim) ? LF_CLAIM_DISPUTED : LF_CLAIM_LATER,
                          holder };
}

void
lf_claims_judge (const LfClaim *const *claims,
                 guint n,
                 const LfDate *today,
                 LfClaimResult *ret_results)
{
  for (guint i = 0; i < n; i++)
    ret_results[i] = judge (claims, n, claims[i], today);
}
