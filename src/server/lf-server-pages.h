/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a zone has for a device that has merged up to a cursor; and the digest of all of it. */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_SERVER_PAGE_RECORDS 2000

/* At least one whole sequence number, then up to LF_SERVER_PAGE_RECORDS records; a sequence number is never cut through. */
LfPage *lf_server_read_page (LfServerStorage *storage, const char *zone, gint64 cursor, GError **error);

char *lf_server_digest (LfServerStorage *storage, const char *zone, GError **error); /* (transfer full) */

G_END_DECLS
