/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signatures in what a change wrote. */

#include "config.h"

#include "lf-merge-private.h"

#include "lf-signature.h"

static char *
name_account (const char *id, gpointer data, GError **error)
{
  const LfMergeRecord *account = lf_merge_find (data, "account", id, error);

  return account == NULL ? NULL : g_strdup (lf_merge_current (account, "name"));
}

/* What a server lost had been looked at when it came first, and any device may bring it back. */
gboolean
lf_merge_check_signatures (LfMerge *self,
                           const LfMergeRecord *record,
                           const LfRecord *after,
                           GError **error)
{
  const LfSigner signer = { self->user->role, self->user->account };
  char *refusal = NULL;

  if (self->change->is_again)
    return TRUE;
  return lf_signature_check (&signer, record->before, after, name_account, self, &refusal, error)
         && (refusal == NULL || lf_merge_refuse (self, "signature", refusal));
}
