/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is what a storage holds sound? */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

/* What was found in a zone. */
typedef struct
{
  gint64 seq;
  guint n_records;
  guint n_changes; /* refused ones too */
} LfServerFindings;

/**
 * lf_server_check_zone:
 * @problems: (element-type utf8): sentences are added
 *
 * Every record is read; numbers have no hole but where the zone came back from a backup, none is
 * above the counter, and every record and conflict has what it came from.
 */
gboolean lf_server_check_zone (LfServerStorage *storage,
                               const char *zone,
                               LfServerFindings *ret_findings,
                               GPtrArray *problems,
                               GError **error);

/* Accounts and devices lead to a zone and to an account. */
gboolean lf_server_check_accounts (LfServerStorage *storage, GPtrArray *problems, GError **error);

G_END_DECLS
