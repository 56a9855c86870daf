/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the SQLite storage share: the connection and its prepared statements. */

#pragma once

#include "lf-storage-sqlite.h"

#include <sqlite3.h>

G_BEGIN_DECLS

struct _LfStorageSqlite
{
  GObject parent_instance;
  char *path;
  sqlite3 *handle;
  GHashTable *statements; /* SQL, a literal → sqlite3_stmt */
  char *zone;             /* of the transaction */
  gint64 seq;             /* of the zone there; -1: not read yet */
  gint64 kept_seq;        /* as it is in the database */
  GHashTable *digests; /* bucket and scope → LfDigestSum *: what the transaction adds to them */
  gint64 data_version; /* when there was news last */
};

gboolean lf_sqlite_fail (LfStorageSqlite *self, GError **error);
gboolean lf_sqlite_exec (LfStorageSqlite *self, const char *sql, GError **error);

/**
 * lf_sqlite_prepare:
 * @sql: a literal
 * @types: a letter for each value that follows: s for char *, (nullable); i for gint64
 * Returns: (transfer none) (nullable): the statement with its values bound
 */
sqlite3_stmt *
lf_sqlite_prepare (LfStorageSqlite *self, GError **error, const char *sql, const char *types, ...);

/* Both take the NULL of a statement that could not be prepared. A statement without another row is
 * reset; one with a row is reset by the caller. */
gboolean lf_sqlite_step (LfStorageSqlite *self,
                         sqlite3_stmt *statement,
                         gboolean *ret_has_row,
                         GError **error);
gboolean lf_sqlite_run (LfStorageSqlite *self, sqlite3_stmt *statement, GError **error);

/* One number: FALSE with an error when there is no row either. */
gboolean lf_sqlite_read_integer (LfStorageSqlite *self,
                                 sqlite3_stmt *statement,
                                 gint64 *ret_number,
                                 GError **error);
char *lf_sqlite_text (sqlite3_stmt *statement, int column); /* (transfer full) (nullable) */

/* lf-storage-sqlite-digests.c: sums of buckets are written with the commit, once each. */
gboolean lf_sqlite_move_digest (LfStorageSqlite *self,
                                const LfServerRecord *record,
                                const LfDigestSum *sum,
                                GError **error);
gboolean lf_sqlite_write_digests (LfStorageSqlite *self, GError **error);
void lf_sqlite_forget_digests (LfStorageSqlite *self);
void lf_storage_sqlite_init_digests (LfServerStorageInterface *iface);

/* Fills the interface's functions for records and changes, and for accounts and devices. */
void lf_storage_sqlite_init_records (LfServerStorageInterface *iface);
void lf_storage_sqlite_init_accounts (LfServerStorageInterface *iface);
void lf_storage_sqlite_init_bundles (LfServerStorageInterface *iface);

G_END_DECLS
