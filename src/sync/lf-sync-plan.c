/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What follows a round, by how it ended: pure rules. */

#include "config.h"

#include "lf-sync-private.h"

const LfSyncDelays lf_sync_usual_delays = {
  .after_commit_us = 2 * G_USEC_PER_SEC,
  .period_us = 60 * G_USEC_PER_SEC,
  .live_period_us = 600 * (gint64) G_USEC_PER_SEC,
  .retry_first_us = 2 * G_USEC_PER_SEC,
  .retry_most_us = 300 * (gint64) G_USEC_PER_SEC,
  .told_most_us = 3600 * (gint64) G_USEC_PER_SEC,
  .update_us = 3600 * (gint64) G_USEC_PER_SEC,
  .live_absent_us = 900 * (gint64) G_USEC_PER_SEC,
  .live_steady_us = 60 * (gint64) G_USEC_PER_SEC,
};

/* What follows each error. An error that is not here is one of this machine: a full disk, say. */
typedef enum
{
  TRIES_AGAIN,
  TRIES_RARELY, /* until others have done something */
  WAITS,        /* for a person; trying again by itself would not help */
  ASKS,
} Sequel;

static const struct
{
  LfSyncError code;
  LfSyncPhase phase;
  Sequel sequel;
} rules[] = {
  { LF_SYNC_ERROR_UNREACHABLE, LF_SYNC_OFFLINE, TRIES_AGAIN },
  { LF_SYNC_ERROR_SERVER, LF_SYNC_OFFLINE, TRIES_AGAIN },
  { LF_SYNC_ERROR_PROTOCOL, LF_SYNC_OFFLINE, TRIES_AGAIN },
  { LF_SYNC_ERROR_BROKEN_OFF, LF_SYNC_OFFLINE, TRIES_AGAIN },
  { LF_SYNC_ERROR_SIGN_IN, LF_SYNC_STOPPED, WAITS },
  { LF_SYNC_ERROR_CERTIFICATE, LF_SYNC_STOPPED, WAITS },
  { LF_SYNC_ERROR_TOO_OLD, LF_SYNC_OUTDATED, WAITS },
  { LF_SYNC_ERROR_SERVER_TOO_OLD, LF_SYNC_OUTDATED, TRIES_RARELY },
  { LF_SYNC_ERROR_NOT_SIGNED_IN, LF_SYNC_OFF, WAITS },
  { LF_SYNC_ERROR_MASS_CHANGE, LF_SYNC_ASKING, ASKS },
  { LF_SYNC_ERROR_ERASE, LF_SYNC_ERASING, WAITS },
  { LF_SYNC_ERROR_ERASE_AT_ONCE, LF_SYNC_ERASING, WAITS },
};

static gint64
shorten (gint64 delay_us, double random)
{
  return delay_us - (gint64) ((double) delay_us * random / 4);
}

gint64
lf_sync_retry_delay (const LfSyncDelays *delays, guint n_failures, double random)
{
  gint64 delay = delays->retry_first_us;

  for (guint i = 1; i < n_failures && delay < delays->retry_most_us; i++)
    delay *= 2;
  return shorten (MIN (delay, delays->retry_most_us), random);
}

/* Never before the time that the server told; who was told the same comes back spread out, too. */
static gint64
heed_server (const LfSyncDelays *delays, const GError *error, gint64 delay_us, double random)
{
  gint64 told_us = MIN (lf_sync_error_retry_after (error), delays->told_most_us);

  return MAX (delay_us, told_us + (gint64) ((double) told_us * random / 4));
}

static gint64
delay_of (Sequel sequel, const LfSyncRound *round)
{
  const LfSyncDelays *delays = round->delays;

  switch (sequel)
    {
    case TRIES_AGAIN:
      return heed_server (delays, round->error,
                          lf_sync_retry_delay (delays, round->n_failures, round->random),
                          round->random);
    case TRIES_RARELY:
      return shorten (delays->update_us, round->random);
    case ASKS:
      return shorten (delays->period_us, round->random);
    case WAITS:
    default:
      return LF_SYNC_NEVER;
    }
}

LfSyncPlan
lf_sync_plan (const LfSyncRound *round)
{
  const LfSyncDelays *delays = round->delays;

  if (round->error == NULL)
    return (LfSyncPlan){ LF_SYNC_IDLE,
                         shorten (round->is_live ? delays->live_period_us : delays->period_us,
                                  round->random) };
  for (guint i = 0; round->error->domain == LF_SYNC_ERROR && i < G_N_ELEMENTS (rules); i++)
    if (round->error->code == (int) rules[i].code)
      return (LfSyncPlan){ rules[i].phase, delay_of (rules[i].sequel, round) };
  return (LfSyncPlan){ LF_SYNC_OFFLINE, delay_of (TRIES_AGAIN, round) };
}

gint64
lf_sync_live_delay (const LfSyncRound *round)
{
  if (g_error_matches (round->error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE)
      || g_error_matches (round->error, LF_SYNC_ERROR, LF_SYNC_ERROR_SERVER))
    return delay_of (TRIES_AGAIN, round);
  return shorten (round->delays->live_absent_us, round->random);
}
