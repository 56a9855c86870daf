/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums of what records say, kept true with every record that is saved: with them device and server
 * find out whether they hold the same, and where not (G3). */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* What is summed up of @record. */
void lf_server_digest_record (const LfServerRecord *record, LfDigestSum *ret_sum);

/* (transfer full): of what @sight sees; NULL: of everything */
LfDigests *lf_server_read_digests (LfServerStorage *storage,
                                   const char *zone,
                                   const char *sight,
                                   GError **error);

/* Adds to @problems a sentence for each sum that is not that of its records. Inside a transaction;
 * @records: bucket of a scope, as lf_server_digest_note() made it, → LfDigestSum */
gboolean lf_server_digest_check (LfServerStorage *storage,
                                 GHashTable *records,
                                 GPtrArray *problems,
                                 GError **error);
GHashTable *lf_server_digest_notes_new (void);
void lf_server_digest_note (GHashTable *records, const LfServerRecord *record);

G_END_DECLS
