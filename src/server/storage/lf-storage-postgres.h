/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Storage of zones in PostgreSQL, by way of a pooler of transactions or directly.
 *
 * One connection, used by one thread. Whatever is set is set for a transaction only; every
 * statement of a zone names that zone alone. Nothing is written before the commit but what a copy
 * of a whole zone has too much of, so a push is written in one round trip.
 */

#pragma once

#include "lf-server-storage.h"

G_BEGIN_DECLS

#define LF_TYPE_STORAGE_POSTGRES (lf_storage_postgres_get_type ())
G_DECLARE_FINAL_TYPE (LfStoragePostgres, lf_storage_postgres, LF, STORAGE_POSTGRES, GObject)

#define LF_POSTGRES_KIND "postgres" /* of its migrations */

/**
 * lf_storage_postgres_new:
 * @address: postgres://…, or libpq's "host=… dbname=…", without a password: that comes from
 * PGPASSWORD or ~/.pgpass
 * @makes: make the tables when there are none
 *
 * Brings the tables up to date.
 */
LfServerStorage *lf_storage_postgres_new (const char *address, gboolean makes, GError **error);

/* 0: there are no tables. Changes nothing. */
gboolean lf_storage_postgres_read_version (const char *address, int *ret_version, GError **error);

G_END_DECLS
