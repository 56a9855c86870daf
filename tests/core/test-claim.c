/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First reports (domain.md §4): order by receipt (W12), disputes inside one offline window, release
 * after a month (W12). */

#include "config.h"

#include "lf-claim.h"

#include "lf-core.h"

#define TODAY                                                                                      \
  {                                                                                                \
    2023, 3, 1                                                                                     \
  }
#define MAX_CLAIMS 4

static LfClaim
make_claim (const char *claimant, gint64 received, gint64 seen)
{
  return (LfClaim){ .firm_key = "寰采星科技",
                    .claimant = claimant,
                    .received_seq = received,
                    .seen_seq = seen,
                    .received_on = { 2023, 2, 20 } };
}

/* Judges @claims in both orders, which must not matter, and compares with @expected. */
static void
assert_standings (const LfClaim *claims, guint n, const LfClaimStanding *expected)
{
  const LfDate today = TODAY;
  const LfClaim *forth[MAX_CLAIMS] = { NULL }, *back[MAX_CLAIMS] = { NULL };
  LfClaimResult results[MAX_CLAIMS], reversed[MAX_CLAIMS];

  for (guint i = 0; i < n; i++)
    {
      forth[i] = &claims[i];
      back[n - 1 - i] = &claims[i];
    }
  lf_claims_judge (forth, n, &today, results);
  lf_claims_judge (back, n, &today, reversed);
  for (guint i = 0; i < n; i++)
    {
      g_test_message ("claim %u", i);
      g_assert_cmpint (results[i].standing, ==, expected[i]);
      g_assert_cmpint (reversed[n - 1 - i].standing, ==, expected[i]);
      g_assert_true (reversed[n - 1 - i].against == results[i].against);
      g_assert_cmpint (results[i].against != NULL, ==,
                       expected[i] == LF_CLAIM_LATER || expected[i] == LF_CLAIM_REPEATS
                           || expected[i] == LF_CLAIM_DISPUTED);
    }
}

/* W12: credit goes by time order of the reports, which is the order the server received them in. */
static void
test_w12_order (void)
{
  const LfClaim claims[] = { make_claim ("b", 12, 10), make_claim ("a", 10, 9),
                             make_claim ("c", 0, 0), make_claim ("a", 14, 12) };
  const LfClaimStanding expected[]
      = { LF_CLAIM_LATER, LF_CLAIM_HOLDS, LF_CLAIM_WAITING, LF_CLAIM_REPEATS };

  assert_standings (claims, 4, expected);
  g_assert_cmpint (lf_claim_compare (&claims[1], &claims[0]), <, 0);
  g_assert_cmpint (lf_claim_compare (&claims[0], &claims[2]), <, 0);
}

/* G8: a laptop a year behind wins nothing by it; the claimed time is only shown. */
static void
test_g8_no_clock (void)
{
  LfClaim claims[] = { make_claim ("a", 10, 9), make_claim ("b", 12, 11) };
  const LfClaimStanding expected[] = { LF_CLAIM_HOLDS, LF_CLAIM_LATER };

  claims[0].claimed_us = G_GINT64_CONSTANT (1676851200000000);
  claims[1].claimed_us = G_GINT64_CONSTANT (1645315200000000);
  assert_standings (claims, 2, expected);
}

/* Both claimed while neither could know of the other: nobody wins by having synced first. */
static void
test_dispute_in_one_window (void)
{
  const LfClaim claims[]
      = { make_claim ("a", 10, 5), make_claim ("b", 12, 9), make_claim ("c", 13, 10) };
  const LfClaimStanding expected[] = { LF_CLAIM_DISPUTED, LF_CLAIM_DISPUTED, LF_CLAIM_LATER };

  g_assert_true (lf_claim_overlaps (&claims[0], &claims[1]));
  g_assert_false (lf_claim_overlaps (&claims[0], &claims[2]));
  assert_standings (claims, 3, expected);
}

/* One person who claims the same firm on two devices disputes nothing with himself. */
static void
test_dispute_not_with_oneself (void)
{
  const LfClaim claims[] = { make_claim ("a", 10, 5), make_claim ("a", 12, 9) };
  const LfClaimStanding expected[] = { LF_CLAIM_HOLDS, LF_CLAIM_REPEATS };

  assert_standings (claims, 2, expected);
}

/* A manager decides: for the later one too, and what he says stands against newer claims. */
static void
test_manager_decides (void)
{
  LfClaim claims[] = { make_claim ("a", 10, 5), make_claim ("b", 12, 9), make_claim ("c", 13, 9) };
  const LfClaimStanding granted[] = { LF_CLAIM_LATER, LF_CLAIM_HOLDS, LF_CLAIM_LATER };
  const LfClaimStanding rejected[] = { LF_CLAIM_LOST, LF_CLAIM_DISPUTED, LF_CLAIM_DISPUTED };

  claims[1].decision = LF_CLAIM_GRANTED;
  assert_standings (claims, 3, granted);
  claims[1].decision = LF_CLAIM_UNDECIDED;
  claims[0].decision = LF_CLAIM_REJECTED;
  assert_standings (claims, 3, rejected);

  g_assert_true (lf_rules_may ("zone_manager", "claim", 'e'));
  g_assert_true (lf_rules_may ("administrator", "claim", 'e'));
  g_assert_false (lf_rules_may ("recruiter", "claim", 'e'));
  g_assert_false (lf_rules_may ("park_manager", "claim", 'e'));
}

/* W12: more than one month without real progress releases a claim; calendar months, clamped (A5).
 */
static void
test_w12_month (void)
{
  static const struct
  {
    LfDate received, progress, today;
    gboolean is_released;
  } cases[] = {
    { { 2023, 2, 20 }, { 0 }, { 2023, 3, 20 }, FALSE },
    { { 2023, 2, 20 }, { 0 }, { 2023, 3, 21 }, TRUE },
    { { 2023, 1, 31 }, { 0 }, { 2023, 2, 28 }, FALSE },
    { { 2023, 1, 31 }, { 0 }, { 2023, 3, 1 }, TRUE },
    { { 2023, 1, 31 }, { 2023, 3, 5 }, { 2023, 4, 5 }, FALSE },
    { { 2023, 1, 31 }, { 2023, 3, 5 }, { 2023, 4, 6 }, TRUE },
    /* progress from before the claim does not shorten it */
    { { 2023, 2, 20 }, { 2022, 5, 1 }, { 2023, 3, 20 }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      LfClaim claim = make_claim ("a", 10, 5);

      g_test_message ("case %u", i);
      claim.received_on = cases[i].received;
      claim.progress_on = cases[i].progress;
      g_assert_cmpint (lf_claim_is_released (&claim, &cases[i].today), ==, cases[i].is_released);
    }
}

/* W12: what is released goes to the next in order; a granted right lapses like the others. */
static void
test_w12_next (void)
{
  LfClaim claims[]
      = { make_claim ("a", 10, 5), make_claim ("b", 12, 11), make_claim ("c", 13, 12) };
  const LfClaimStanding expected[] = { LF_CLAIM_RELEASED, LF_CLAIM_HOLDS, LF_CLAIM_LATER };

  claims[0].received_on = (LfDate){ 2023, 1, 10 };
  assert_standings (claims, 3, expected);
  claims[0].decision = LF_CLAIM_GRANTED;
  assert_standings (claims, 3, expected);
}

/* The code beats all; without two sound ones the name decides. */
static void
test_same_firm (void)
{
  LfClaim a = make_claim ("a", 10, 9), b = make_claim ("b", 12, 11);
  const LfClaimStanding expected[] = { LF_CLAIM_HOLDS, LF_CLAIM_HOLDS };
  LfClaim apart[2];

  g_assert_true (lf_claim_is_same_firm (&a, &b));
  b.firm_key = "安纳新材料";
  g_assert_false (lf_claim_is_same_firm (&a, &b));
  a.credit_code = b.credit_code = "914403001922038216";
  g_assert_true (lf_claim_is_same_firm (&a, &b));
  b.credit_code = "914403001922038217";
  g_assert_false (lf_claim_is_same_firm (&a, &b));
  b.firm_key = a.firm_key;
  g_assert_true (lf_claim_is_same_firm (&a, &b));
  b.credit_code = "91330100799655058B";
  g_assert_false (lf_claim_is_same_firm (&a, &b));
  apart[0] = a;
  apart[1] = b;
  assert_standings (apart, 2, expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/claim/W12-order", test_w12_order);
  g_test_add_func ("/core/claim/G8-no-clock", test_g8_no_clock);
  g_test_add_func ("/core/claim/dispute-in-one-window", test_dispute_in_one_window);
  g_test_add_func ("/core/claim/dispute-not-with-oneself", test_dispute_not_with_oneself);
  g_test_add_func ("/core/claim/manager-decides", test_manager_decides);
  g_test_add_func ("/core/claim/W12-month", test_w12_month);
  g_test_add_func ("/core/claim/W12-next", test_w12_next);
  g_test_add_func ("/core/claim/same-firm", test_same_firm);
  return g_test_run ();
}
