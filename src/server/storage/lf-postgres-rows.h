/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and changes of the tables: what is asked for, and what a row says. */

#pragma once

#include "lf-storage-postgres-private.h"

G_BEGIN_DECLS

/* What a row holds, in the order in which it is read. */
#define LF_PG_RECORD_COLUMNS "entity, id, scope, seq, created_seq, deleted, body, clock, root"
#define LF_PG_CHANGE_COLUMNS "id, seq, device, author, time_us, late_us, answer, body, doubtful"

/* A statement each, for a list of keys is only looked up by its key where the planner has a true
 * picture of the table; in a pipeline they cost one round trip. $1 is the zone. */
#define LF_PG_FIND_RECORD                                                                          \
  "SELECT " LF_PG_RECORD_COLUMNS " FROM record WHERE zone = $1 AND entity = $2 AND id = $3"
#define LF_PG_FIND_FOLLOWERS "SELECT entity, id FROM record WHERE zone = $1 AND root = $2"
#define LF_PG_FIND_CHANGE "SELECT " LF_PG_CHANGE_COLUMNS " FROM change WHERE zone = $1 AND id = $2"
/* Without its answer and body. Index: change_seq */
#define LF_PG_FIND_NUMBER                                                                          \
  "SELECT id, seq, device, author, time_us, late_us, NULL, NULL, doubtful FROM change"             \
  " WHERE zone = $1 AND seq = $2 AND seq > 0"

/* (transfer full): LF_SERVER_ERROR_DAMAGED: its texts are not what they should be */
LfServerRecord *
lf_pg_read_record (LfStoragePostgres *self, const PGresult *result, int row, GError **error);
LfServerChange *lf_pg_read_change (const PGresult *result, int row);

/* (transfer full) (nullable): of the first row; NULL: there is none, or the query failed */
LfServerChange *lf_pg_read_only_change (const PGresult *result);

/* (transfer full) (element-type LfServerRecord): their keys alone */
GPtrArray *lf_pg_read_followers (const PGresult *result);

G_END_DECLS
