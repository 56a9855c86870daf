/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the PostgreSQL storage share: the connection and what waits to be written. */

#pragma once

#include "lf-storage-postgres.h"

#include <libpq-fe.h>

G_BEGIN_DECLS

/* A record or a change that waits for the commit. */
typedef struct _LfPgWrite LfPgWrite;

typedef struct _LfPgForesight LfPgForesight; /* lf-postgres-foresight.h */

struct _LfStoragePostgres
{
  GObject parent_instance;
  char *address;
  PGconn *connection; /* (nullable); in pipeline mode */
  gboolean is_direct; /* no pooler in between: statements stay prepared */
  GHashTable *names;  /* SQL, a literal → name of the statement prepared for it */
  guint n_names;
  GArray *queued;     /* (element-type LfPgQueued): sent, and not answered yet */
  gboolean is_posted; /* nobody waits for what is queued */

  gint64 trouble_us; /* since when nothing succeeds; 0: it does */
  gint64 attempt_us; /* of the newest connection */
  guint n_tries;

  char *zone; /* (nullable): of the transaction */
  gboolean is_writing;
  gboolean has_zone;
  gint64 seq;
  gint64 kept_seq; /* as it is in the database */
  char *epoch;

  GHashTable *newest;  /* key → LfPgWrite: what is in force of the writes */
  GPtrArray *writes;   /* (element-type LfPgWrite): in order */
  GHashTable *numbers; /* seq → LfPgWrite: of accepted changes */
  LfPgForesight *foresight;

  gboolean is_listening;
  gboolean looks; /* it cannot listen, or somebody in between cannot */
};

/* ---- lf-postgres.c: statements, and what becomes of them ---- */

GArray *lf_pg_queued_new (void);

/* A connection that can be used now. A broken one is made anew, outside transactions. */
gboolean lf_pg_connect (LfStoragePostgres *self, GError **error);
void lf_pg_disconnect (LfStoragePostgres *self);

/**
 * lf_pg_queue:
 * @sql: a literal
 * @types: a letter for each value that follows: s for char *, (nullable); i for gint64
 *
 * Sends it without waiting. What fails is told by lf_pg_run().
 */
void lf_pg_queue (LfStoragePostgres *self, const char *sql, const char *types, ...);
void
lf_pg_queue_values (LfStoragePostgres *self, const char *sql, const char *types, va_list values);

/* Waits for all that is queued. The first returns the last statement's result, the second all. */
PGresult *lf_pg_run (LfStoragePostgres *self, GError **error);
GPtrArray *lf_pg_run_all (LfStoragePostgres *self, GError **error);

/* Returns FALSE with @error to fail, and leaves the rest unread with *@stop. */
typedef gboolean (*LfPgRowFunc) (const PGresult *row,
                                 gboolean *stop,
                                 gpointer user_data,
                                 GError **error);

/* Waits for the one statement that is queued, row by row. */
gboolean
lf_pg_stream (LfStoragePostgres *self, LfPgRowFunc func, gpointer user_data, GError **error);

/* Does not wait, and forgets what fails. */
void lf_pg_post (LfStoragePostgres *self);

/* One statement outside a transaction, again if need be. */
PGresult *
lf_pg_query (LfStoragePostgres *self, GError **error, const char *sql, const char *types, ...);
gboolean
lf_pg_do (LfStoragePostgres *self, GError **error, const char *sql, const char *types, ...);

/* Several statements without values, in a transaction of its own or of the caller's. */
gboolean lf_pg_exec_script (LfStoragePostgres *self, const char *sql, GError **error);

/* Something worked: troubles are over. */
void lf_pg_note_success (LfStoragePostgres *self);
gboolean lf_pg_try_again (LfServerStorage *storage);

char *lf_pg_text (const PGresult *result, int row, int column); /* (transfer full) (nullable) */
const char *lf_pg_peek (const PGresult *result, int row, int column); /* (nullable) */
gint64 lf_pg_integer (const PGresult *result, int row, int column);
gboolean lf_pg_flag (const PGresult *result, int row, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PGresult, PQclear)

/* ---- lf-postgres-writes.c: what waits to be written ---- */

char *lf_pg_record_key (const char *entity, const char *id);
void lf_pg_writes_init (LfStoragePostgres *self);
void lf_pg_writes_free (LfStoragePostgres *self);
void lf_pg_writes_clear (LfStoragePostgres *self);

/* Sends them all; the caller waits for the last of them. */
gboolean lf_pg_writes_send (LfStoragePostgres *self, GError **error);
const LfServerRecord *lf_pg_writes_record (const LfPgWrite *write); /* (nullable) */
const LfServerChange *lf_pg_writes_change (const LfPgWrite *write); /* (nullable) */
const LfServerChange *lf_pg_writes_find_change (LfStoragePostgres *self,
                                                const char *id); /* (nullable) */
gboolean lf_pg_save (LfServerStorage *storage, const LfServerRecord *record, GError **error);
GPtrArray *lf_pg_list_entity (LfServerStorage *storage, const char *entity, GError **error);
gboolean lf_pg_each_digest (LfServerStorage *storage,
                            LfServerDigestFunc func,
                            gpointer user_data,
                            GError **error); /* in a transaction that has not saved anything */
gboolean lf_pg_add_change (LfServerStorage *storage, const LfServerChange *change, GError **error);

/* Fill the interface's functions for records and changes, for accounts and devices, for news. */
void lf_storage_postgres_init_records (LfServerStorageInterface *iface);
void lf_storage_postgres_init_accounts (LfServerStorageInterface *iface);
void lf_storage_postgres_init_bundles (LfServerStorageInterface *iface);
void lf_storage_postgres_init_news (LfServerStorageInterface *iface);
void lf_pg_tell_news (LfStoragePostgres *self);

G_END_DECLS
