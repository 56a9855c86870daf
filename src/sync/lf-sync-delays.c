/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the sync service waits for what. */

#include "config.h"

#include "lf-sync-private.h"

const LfSyncDelays lf_sync_usual_delays = {
  .after_commit_us = 2 * G_USEC_PER_SEC,
  .period_us = 60 * G_USEC_PER_SEC,
  .retry_first_us = 2 * G_USEC_PER_SEC,
  .retry_most_us = 300 * (gint64) G_USEC_PER_SEC,
};

gint64
lf_sync_retry_delay (const LfSyncDelays *delays, guint n_failures, double random)
{
  gint64 delay = delays->retry_first_us;

  for (guint i = 1; i < n_failures && delay < delays->retry_most_us; i++)
    delay *= 2;
  delay = MIN (delay, delays->retry_most_us);
  return delay - (gint64) ((double) delay * random / 4);
}
