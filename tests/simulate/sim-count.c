/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each kind of thing happened, over all lives and their processes. */

#include "config.h"

#include "sim.h"

#include <sys/mman.h>

static const char *const names[SIM_N_KINDS] = {
  [SIM_EDIT] = "edit",
  [SIM_DELETE] = "delete",
  [SIM_RESTORE_RECORD] = "restore-record",
  [SIM_UNDO] = "undo",
  [SIM_REDO] = "redo",
  [SIM_STAGE] = "stage-move",
  [SIM_PARK_MOVE] = "park-move",
  [SIM_PARK_NESTED] = "park-nested",
  [SIM_OFFER] = "transfer-offered",
  [SIM_TAKE_OVER] = "transfer-taken",
  [SIM_SECRET] = "confidential",
  [SIM_CHILD] = "child",
  [SIM_PLACE_CHANGE] = "permission-place",
  [SIM_ROLE_CHANGE] = "permission-role",
  [SIM_REFUSED] = "refused",
  [SIM_RESENT] = "sent-again",
  [SIM_CONFLICT] = "conflict",
  [SIM_SETTLED] = "conflict-settled",
  [SIM_MASS] = "mass-change",
  [SIM_UNKNOWN_FIELD] = "old-client-field",
  [SIM_UNKNOWN_RECORD] = "old-client-record",
  [SIM_BUNDLE_OUT] = "bundle-judged",
  [SIM_BUNDLE_IN] = "bundle-imported",
  [SIM_BUNDLE_DAMAGED] = "bundle-damaged",
  [SIM_ATTACH] = "file-attached",
  [SIM_DETACH] = "file-taken-off",
  [SIM_SWEPT] = "file-swept",
  [SIM_FILE_SENT] = "file-sent",
  [SIM_FILE_FETCHED] = "file-fetched",
  [SIM_LOST] = "request-lost",
  [SIM_CUT] = "request-cut",
  [SIM_UNANSWERED] = "answer-lost",
  [SIM_HALF_ANSWERED] = "answer-cut",
  [SIM_DOUBLED] = "delivered-twice",
  [SIM_DELAYED] = "delayed",
  [SIM_REORDERED] = "reordered",
  [SIM_SERVER_CRASH] = "server-crash",
  [SIM_SERVER_CRASH_IN_FILE] = "server-crash-in-file",
  [SIM_SERVER_RESTART] = "server-restart",
  [SIM_SERVER_FILES_FULL] = "server-disk-full",
  [SIM_SERVER_RESTORE] = "server-restore",
  [SIM_DEVICE_CRASH] = "device-crash",
  [SIM_DEVICE_DISK] = "device-disk-error",
  [SIM_DEVICE_FULL] = "device-disk-full",
  [SIM_DEVICE_FILES_FULL] = "device-disk-full-file",
  [SIM_DEVICE_RESTORE] = "device-restore",
  [SIM_CLOCK] = "clock-jump",
};

static int *counts; /* shared by all processes */

void
sim_counts_begin (void)
{
  counts = mmap (NULL, sizeof (int) * SIM_N_KINDS, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true (counts != MAP_FAILED);
}

void
sim_count (Sim *sim, SimKind kind)
{
  g_atomic_int_inc (&counts[kind]);
}

gboolean
sim_counts_print (void)
{
  gboolean has_all = TRUE;

  for (guint i = 0; i < SIM_N_KINDS; i++)
    {
      g_print ("%-22s %d\n", names[i], counts[i]);
      has_all = has_all && counts[i] > 0;
    }
  return has_all;
}
