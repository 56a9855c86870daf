/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damage: what has become of a store that cannot be opened or read, and what brings it back.

 * A damaged store is moved aside and never deleted. Its place is taken by the newest backup that is
 * sound; a sync then brings what the server knows, and what had not been sent and can still be read
 * is put back. Blocking calls, from any thread. */

#pragma once

#include "lf-backups.h"

G_BEGIN_DECLS

/* Whether @error, from opening or reading the store in @folder, means damage. */
gboolean lf_damage_is_told_by (const GError *error, const char *folder);

typedef struct
{
  char *message;       /* what is damaged: a sentence */
  LfBackup *backup;    /* (nullable): what a restore would put in its place */
  gboolean is_own;     /* that is the database itself: sound, but the last changes are missing */
  gint64 n_since;      /* changes saved on this device after the backup; -1: cannot be read */
  gint64 n_sent;       /* of them known to the server */
  gint64 n_unsent;     /* changes not yet sent that can still be read; -1: none can be */
  gboolean has_server; /* the store is signed in to one */
} LfDamage;

void lf_damage_free (LfDamage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDamage, lf_damage_free)

/* (transfer full): @error is what opening or reading said. The store must be closed. */
LfDamage *lf_damage_examine_sync (const char *folder, const GError *error);
/* (transfer full): what is damaged, what is safe and what can be brought back, in sentences */
char *lf_damage_describe (const LfDamage *self);

/* ---- Salvage ---- */

typedef struct
{
  guint n_put_back; /* laid over the rows again, and waiting to be sent */
  guint n_known;    /* were there already */
  guint n_waiting;  /* of records that a sync has to bring first: salvage again after it */
  guint n_unreadable;
  GPtrArray *problems; /* (element-type utf8): sentences, of what a rule no longer allows */
} LfSalvage;

void lf_salvage_clear (LfSalvage *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LfSalvage, lf_salvage_clear)

/**
 * lf_store_salvage_sync:
 * @damaged: a database that was moved aside
 * Puts back the changes in @damaged that were saved there, were not sent and are not in @self. They
 * keep their ids, authors and times; doing it twice is harmless.
 */
gboolean
lf_store_salvage_sync (LfStore *self, const char *damaged, LfSalvage *ret_salvage, GError **error);

G_END_DECLS
