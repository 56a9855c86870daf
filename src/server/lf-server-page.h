/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a zone has for a device that has merged up to a cursor; and the digest of all of it. */

#pragma once

#include "lf-server-storage.h"
#include "lf-wire.h"

G_BEGIN_DECLS

#define LF_SERVER_PAGE_RECORDS 2000
#define LF_SERVER_PAGE_BYTES (4 * 1024 * 1024)
#define LF_SERVER_PAGE_MOST                                                                        \
  (LF_WIRE_MAX_BODY - 4096) /* a device reads no more, with the last line */

/**
 * LfServerPageQuery:
 * @since: up to where the reader has everything
 * @cursor: up to where it has read on from there, at least @since
 * @limit: how many records are enough, up to LF_SERVER_PAGE_RECORDS
 *
 * A record stands at the number of its newest change. While a reader goes from page to page it can
 * move from before its cursor to behind it, so what was changed before the cursor, too, is only
 * known to be there up to @since.
 */
typedef struct
{
  gint64 since;
  gint64 cursor;
  guint limit;
  const LfSpans *own; /* (nullable): changes that went from the reader and did what they say and
                         nothing else: LfAnswer.is_as_sent */
  const char *role;   /* (nullable): of who reads, who is told it */
  const char *sight;  /* (nullable): lf_sight_new() of who reads; NULL: one that sees everything */
  const char *bucket; /* (nullable): two digits: of its records alone (lf-digest.h) */
  const char *device; /* (nullable): who reads: of other devices' numbers @own says nothing */
} LfServerPageQuery;

/* Records after the cursor, each with its fields newer than @since. Ends after @limit records or
 * about LF_SERVER_PAGE_BYTES, but never within one number: a page holds at least one whole, and
 * several only up to LF_SERVER_PAGE_MOST. */
LfPage *lf_server_read_page (LfServerStorage *storage,
                             const char *zone,
                             const LfServerPageQuery *query,
                             GError **error);

/* How many bytes of a page @record takes when all of it is sent, at most. */
gsize lf_server_page_size (const LfServerRecord *record);

/* (transfer full): equal to that of a device which holds all of the zone (G3) */
char *lf_server_digest (LfServerStorage *storage, const char *zone, GError **error);
/* (transfer full): the same of what @sight sees */
char *
lf_server_digest_of (LfServerStorage *storage, const char *zone, const char *sight, GError **error);

G_END_DECLS
