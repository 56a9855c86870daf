/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seal: a small file beside the database that tells, when it is opened next, whether it was closed
 * in order, whether something else has written to it since, and how many changes it must hold.

 * SQLite takes a log that was cut off for one that ends there: without the seal, what was saved
 last
 * would be gone and nobody would know. The seal is written after each commit and never ahead of
 * one, so a store that has fewer changes than its seal says has lost some. */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _LfSeal LfSeal;

typedef struct
{
  gint64 n_changes;   /* the journal's last number; 0: not known */
  gboolean is_intact; /* closed in order, and the database is as it was left */
  gboolean is_alone;  /* nobody else has the store open: only then the rest means anything */
  gboolean is_shared; /* somebody else has */
} LfSealState;

/* (transfer full): always; in a folder that may not be written it knows nothing */
LfSeal *lf_seal_open (const char *folder, LfSealState *ret_state);
/* (transfer full) (nullable): for oneself, so that whoever opens the store waits until it is freed;
 * NULL where somebody has the store open */
LfSeal *lf_seal_take (const char *folder);
void lf_seal_free (LfSeal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfSeal, lf_seal_free)

void lf_seal_note (LfSeal *self, gint64 n_changes); /* after a commit, any thread */
void lf_seal_close (LfSeal *self); /* after the last connection, when all was well */

gint64 lf_seal_peek (const char *folder); /* how many changes a database there must hold */
void lf_seal_forget (LfSeal *self);       /* another database takes the place of the one sealed */

G_END_DECLS
