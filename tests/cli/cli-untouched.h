/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store that must come out of a failed command as it went in, and commands that must fail well.
 */

#pragma once

#include "cli-run.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder; /* holds the store and files of the test */
  char *store;
  char *project; /* id of the one record it holds, not sent yet */
  char *digest;
} Untouched;

void untouched_set_up (Untouched *self, gconstpointer data);
void untouched_tear_down (Untouched *self, gconstpointer data);
/* Nothing was lost: verify is clean, the digest of the records is what it was, the outbox is there.
 */
void untouched_assert (Untouched *self);

/* @result is a failure of that status: its sentence contains @says, and nothing on standard output
 * pretends success. */
void assert_failed (const CliResult *result, int status, const char *says);

G_END_DECLS
