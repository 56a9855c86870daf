/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What makes a database of one version one of the next. A released step is never changed. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  int version; /* of the database afterwards */
  char *name;  /* "0002-lateness" */
  char *sql;
} LfMigration;

/**
 * lf_migrations_after:
 * @kind: "sqlite", "postgres"
 * @version: of the database; 0: it is empty
 * Returns: (transfer full) (element-type LfMigration): in order
 */
GPtrArray *lf_migrations_after (const char *kind, int version);

/* What this program writes. */
int lf_migrations_newest (const char *kind);

G_END_DECLS
