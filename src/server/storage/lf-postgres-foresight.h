/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a message will ask of the tables, read before it is worked through: a round trip for a
 * hundred of them instead of one for each. Of the transaction, and forgotten with it. */

#pragma once

#include "lf-storage-postgres-private.h"

G_BEGIN_DECLS

LfPgForesight *lf_pg_foresight_new (void);
void lf_pg_foresight_free (LfPgForesight *self);
void lf_pg_foresight_forget (LfPgForesight *self);

/* Whether anything was: what is read and written is then no more than a message holds. */
gboolean lf_pg_foresight_is_there (const LfPgForesight *self);

/* Fills @storage's. In batches, and records only up to a size: what is not foreseen is looked up
 * when it is needed. */
gboolean lf_pg_foresee (LfServerStorage *storage, const LfServerWanted *wanted, GError **error);

/**
 * lf_pg_foresight_find_record:
 * @key: of lf_pg_record_key()
 * @ret_record: (transfer none) (nullable): NULL: it is known that there is none
 *
 * Returns: FALSE: nothing is known of it. So do the next two
 */
gboolean lf_pg_foresight_find_record (const LfPgForesight *self,
                                      const char *key,
                                      const LfServerRecord **ret_record);
gboolean lf_pg_foresight_find_change (const LfPgForesight *self,
                                      const char *id,
                                      const LfServerChange **ret_change);
/* Without its answer and body. */
gboolean lf_pg_foresight_find_number (const LfPgForesight *self,
                                      gint64 seq,
                                      const LfServerChange **ret_change);

/* (transfer none) (nullable) (element-type LfServerRecord): their keys alone; NULL: not known */
GPtrArray *lf_pg_foresight_find_followers (const LfPgForesight *self, const char *root);

G_END_DECLS
