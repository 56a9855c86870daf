/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whose records are: the zone's, or one account's (G10). */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_SCOPE_ZONE "zone"

typedef enum
{
  LF_SIGHT_SEEN,
  LF_SIGHT_GONE,  /* it was seen once and is not any more */
  LF_SIGHT_NEVER, /* nothing of it was ever to be seen */
} LfSight;

/* (transfer full): the scope of a record of @entity that @account makes */
char *lf_server_scope_new (const char *entity, const char *account);

/* (transfer none): the scope of what is said about a record: that of those who see it now */
const char *lf_server_scope_about (const LfServerRecord *record);

/* @account: NULL: whoever sees everything */
LfSight lf_server_sight (const LfServerRecord *record, const char *account);

/* The number of the change with which others came to see it or ceased to; 0: none since it was
 * made. */
gint64 lf_server_sight_seq (const LfServerRecord *record);

G_END_DECLS
