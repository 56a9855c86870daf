/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a zone has for a device that has merged up to a cursor; and the digest of all of it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_SERVER_PAGE_RECORDS 2000
#define LF_SERVER_PAGE_BYTES (4 * 1024 * 1024)

/**
 * lf_server_read_page:
 * @limit: how many records are enough, up to LF_SERVER_PAGE_RECORDS
 *
 * Ends after @limit records or about LF_SERVER_PAGE_BYTES, but never within one sequence number: a
 * page holds at least one whole.
 */
LfPage *lf_server_read_page (
    LfServerStorage *storage, const char *zone, gint64 cursor, guint limit, GError **error);

/* (transfer full): equal to that of a device which holds all of the zone (G3) */
char *lf_server_digest (LfServerStorage *storage, const char *zone, GError **error);

G_END_DECLS
