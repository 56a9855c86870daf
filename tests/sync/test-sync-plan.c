/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a round, by its error and how often it failed: when the next one is, and what a
 * person sees. */

#include "config.h"

#include "lf-sync-private.h"

#define S ((gint64) G_USEC_PER_SEC)
#define NO_ERROR (-1)
#define OF_STORE (-2)

/* @least_s, @most_s: until the next round; -1: none */
static const struct
{
  const char *name;
  int code; /* LfSyncError */
  guint n_failures;
  gint64 told_s; /* Retry-After */
  gboolean is_live;
  LfSyncPhase phase;
  double least_s, most_s;
} rounds[] = {
  { "done", NO_ERROR, 0, 0, FALSE, LF_SYNC_IDLE, 45, 60 },
  { "done-while-told", NO_ERROR, 0, 0, TRUE, LF_SYNC_IDLE, 450, 600 },
  { "unreachable", LF_SYNC_ERROR_UNREACHABLE, 1, 0, FALSE, LF_SYNC_OFFLINE, 1.5, 2 },
  { "unreachable-again", LF_SYNC_ERROR_UNREACHABLE, 2, 0, FALSE, LF_SYNC_OFFLINE, 3, 4 },
  { "unreachable-long", LF_SYNC_ERROR_UNREACHABLE, 5, 0, FALSE, LF_SYNC_OFFLINE, 24, 32 },
  { "unreachable-for-days", LF_SYNC_ERROR_UNREACHABLE, 4000, 0, FALSE, LF_SYNC_OFFLINE, 225, 300 },
  { "unreachable-while-told", LF_SYNC_ERROR_UNREACHABLE, 1, 0, TRUE, LF_SYNC_OFFLINE, 1.5, 2 },
  { "server-fails", LF_SYNC_ERROR_SERVER, 1, 0, FALSE, LF_SYNC_OFFLINE, 1.5, 2 },
  { "server-fails-on", LF_SYNC_ERROR_SERVER, 20, 0, FALSE, LF_SYNC_OFFLINE, 225, 300 },
  { "server-says-when", LF_SYNC_ERROR_SERVER, 1, 60, FALSE, LF_SYNC_OFFLINE, 60, 75 },
  { "server-says-sooner", LF_SYNC_ERROR_SERVER, 9, 10, FALSE, LF_SYNC_OFFLINE, 225, 300 },
  { "server-says-tomorrow", LF_SYNC_ERROR_SERVER, 1, 86400, FALSE, LF_SYNC_OFFLINE, 3600, 4500 },
  { "server-says-the-end-of-time", LF_SYNC_ERROR_SERVER, 1, G_MAXINT64 / S, FALSE, LF_SYNC_OFFLINE,
    3600, 4500 },
  { "garbage", LF_SYNC_ERROR_PROTOCOL, 3, 0, FALSE, LF_SYNC_OFFLINE, 6, 8 },
  { "broken-off", LF_SYNC_ERROR_BROKEN_OFF, 3, 0, FALSE, LF_SYNC_OFFLINE, 6, 8 },
  { "signed-out", LF_SYNC_ERROR_SIGN_IN, 1, 0, FALSE, LF_SYNC_STOPPED, -1, -1 },
  { "certificate", LF_SYNC_ERROR_CERTIFICATE, 1, 0, FALSE, LF_SYNC_STOPPED, -1, -1 },
  { "too-old", LF_SYNC_ERROR_TOO_OLD, 1, 0, FALSE, LF_SYNC_OUTDATED, -1, -1 },
  { "server-too-old", LF_SYNC_ERROR_SERVER_TOO_OLD, 7, 0, FALSE, LF_SYNC_OUTDATED, 2700, 3600 },
  { "no-server", LF_SYNC_ERROR_NOT_SIGNED_IN, 1, 0, FALSE, LF_SYNC_OFF, -1, -1 },
  { "mass", LF_SYNC_ERROR_MASS_CHANGE, 0, 0, FALSE, LF_SYNC_ASKING, 45, 60 },
  { "store", OF_STORE, 1, 0, FALSE, LF_SYNC_OFFLINE, 1.5, 2 },
  { "store-again", OF_STORE, 3, 0, FALSE, LF_SYNC_OFFLINE, 6, 8 },
};

static GError *
make_error (int code, gint64 told_s)
{
  GError *error;

  if (code == NO_ERROR)
    return NULL;
  if (code == OF_STORE)
    return g_error_new_literal (LF_STORE_ERROR, LF_STORE_ERROR_FULL, "The disk is full.");
  error = g_error_new_literal (LF_SYNC_ERROR, code, "It failed.");
  lf_sync_error_set_retry_after (error, told_s * S);
  return error;
}

static gint64
delay_of (guint i, const GError *error, double random)
{
  const LfSyncRound round
      = { &lf_sync_usual_delays, error, rounds[i].n_failures, rounds[i].is_live, random };
  LfSyncPlan plan = lf_sync_plan (&round);

  g_assert_cmpint (plan.phase, ==, rounds[i].phase);
  return plan.delay_us;
}

/* The ends of the jitter are the ends of the range, and in between it stays between. */
static void
test_round (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = make_error (rounds[i].code, rounds[i].told_s);
  gint64 first = delay_of (i, error, 0), last = delay_of (i, error, 1);

  if (rounds[i].most_s < 0)
    {
      g_assert_true (first == LF_SYNC_NEVER && last == LF_SYNC_NEVER);
      return;
    }
  g_assert_cmpint (MIN (first, last), ==, (gint64) (rounds[i].least_s * (double) S));
  g_assert_cmpint (MAX (first, last), ==, (gint64) (rounds[i].most_s * (double) S));
  for (double random = 0.1; random < 1; random += 0.1)
    {
      gint64 delay = delay_of (i, error, random);

      g_assert_cmpint (delay, >=, MIN (first, last));
      g_assert_cmpint (delay, <=, MAX (first, last));
    }
}

/* Every error has its rule. */
static void
test_all_errors (void)
{
  gboolean is_seen[LF_SYNC_ERROR_MASS_CHANGE + 1] = { FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    if (rounds[i].code >= 0)
      is_seen[rounds[i].code] = TRUE;
  for (guint code = 0; code < G_N_ELEMENTS (is_seen); code++)
    g_assert_true (is_seen[code]);
}

/* What the server said goes with the error wherever it goes. */
static void
test_retry_after (void)
{
  g_autoptr (GError) error = make_error (LF_SYNC_ERROR_SERVER, 90);
  g_autoptr (GError) copy = g_error_copy (error);
  g_autoptr (GError) silent = make_error (LF_SYNC_ERROR_SERVER, 0);

  g_assert_cmpint (lf_sync_error_retry_after (copy), ==, 90 * S);
  g_assert_cmpint (lf_sync_error_retry_after (silent), ==, 0);
  g_assert_cmpint (lf_sync_error_retry_after (NULL), ==, 0);
}

static const struct
{
  const char *name;
  int code;
  guint n_failures;
  double least_s, most_s;
} tries[] = {
  { "cut", LF_SYNC_ERROR_UNREACHABLE, 1, 1.5, 2 },
  { "cut-often", LF_SYNC_ERROR_UNREACHABLE, 30, 225, 300 },
  { "busy", LF_SYNC_ERROR_SERVER, 2, 3, 4 },
  { "not-there", LF_SYNC_ERROR_PROTOCOL, 1, 675, 900 },
  { "signed-out", LF_SYNC_ERROR_SIGN_IN, 1, 675, 900 },
  { "certificate", LF_SYNC_ERROR_CERTIFICATE, 3, 675, 900 },
};

static void
test_live (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = make_error (tries[i].code, 0);
  LfSyncRound round = { &lf_sync_usual_delays, error, tries[i].n_failures, FALSE, 0 };

  g_assert_cmpint (lf_sync_live_delay (&round), ==, (gint64) (tries[i].most_s * (double) S));
  round.random = 1;
  g_assert_cmpint (lf_sync_live_delay (&round), ==, (gint64) (tries[i].least_s * (double) S));
}

static void
test_delays (void)
{
  const LfSyncDelays delays = { .retry_first_us = 2 * S, .retry_most_us = 300 * S };
  gint64 previous = 0;

  for (guint n = 1; n < 40; n++)
    {
      gint64 most = lf_sync_retry_delay (&delays, n, 0);
      gint64 least = lf_sync_retry_delay (&delays, n, 1);

      g_assert_cmpint (most, >=, previous);
      g_assert_cmpint (most, <=, delays.retry_most_us);
      g_assert_cmpint (least, ==, most - most / 4);
      previous = most;
    }
  g_assert_cmpint (lf_sync_retry_delay (&delays, 1, 0), ==, delays.retry_first_us);
  g_assert_cmpint (previous, ==, delays.retry_most_us);
}

/* ---- How much at once ---- */

static void
test_portion (void)
{
  LfPortion portion = lf_portion (64, 4);
  guint n_through;

  g_assert_false (lf_portion_note_cut (&portion, 3, 0)); /* there is nothing smaller */
  g_assert_cmpuint (portion.now, ==, 64);
  g_assert_true (lf_portion_note_cut (&portion, 64, 0));
  g_assert_cmpuint (portion.now, ==, 32);
  g_assert_true (lf_portion_note_cut (&portion, 20, 0)); /* no more was there */
  g_assert_cmpuint (portion.now, ==, 10);
  g_assert_true (lf_portion_note_cut (&portion, 10, 60 * S));
  g_assert_cmpuint (portion.now, ==, 4);
  for (guint i = 0; i < 3; i++)
    g_assert_true (lf_portion_note_cut (&portion, 4, 0));
  g_assert_false (lf_portion_note_cut (&portion, 4, 0)); /* there is no line */
  lf_portion_note_through (&portion);
  g_assert_true (lf_portion_note_cut (&portion, 4, 0));
  g_assert_false (lf_portion_note_cut (&portion, 4, 60 * S));
  for (n_through = 0; portion.now < 64; n_through++)
    lf_portion_note_through (&portion);
  g_assert_cmpuint (n_through, ==, 16);
  lf_portion_note_through (&portion);
  g_assert_cmpuint (portion.now, ==, 64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/plan/round/", rounds[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_round);
    }
  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autofree char *path = g_strconcat ("/sync/plan/live/", tries[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_live);
    }
  g_test_add_func ("/sync/plan/all-errors", test_all_errors);
  g_test_add_func ("/sync/plan/retry-after", test_retry_after);
  g_test_add_func ("/sync/plan/delays", test_delays);
  g_test_add_func ("/sync/plan/portion", test_portion);
  return g_test_run ();
}
