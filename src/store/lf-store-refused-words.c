/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the server did not take a change, and what to do about it, in the words of whoever reads. */

#include "config.h"

#include "lf-store-sync.h"

#include <glib/gi18n-lib.h>

const char *
lf_refused_tell (const LfRefused *self)
{
  static const struct
  {
    const char *reason, *sentence;
  } sentences[] = {
    { "permission", N_ ("Your account may not change this. Ask an administrator, then send it "
                        "again; or discard it.") },
    { "stage", N_ ("The project stood elsewhere by then, and this move is not allowed from there. "
                   "Discard it and move the project again.") },
    { "locked",
      N_ ("The record was locked by then. Unlock it and send this again, or discard it.") },
    { "invalid", N_ ("The server does not take this value. Change it here and send it again, or "
                     "discard it.") },
    { "unknown-entity",
      N_ ("The server is older than this program. Send it again when the server was updated.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_strcmp0 (self->reason, sentences[i].reason) == 0)
      return _ (sentences[i].sentence);
  return self->message != NULL ? self->message : _ ("The server did not say why.");
}
