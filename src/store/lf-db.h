/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to SQLite: prepared statements kept, values bound and read by their field, errors
 * as sentences. */

#pragma once

#include <glib.h>
#include <sqlite3.h>
#include "lf-core.h"

G_BEGIN_DECLS

#define LF_DB_BUSY_MS 10000 /* how long another program is waited for */

/* Belongs to the thread that opened it; every call asserts that. */
typedef struct _LfDb LfDb;

typedef enum
{
  LF_DB_READ,
  LF_DB_WRITE, /* an empty file will do */
} LfDbMode;

LfDb *lf_db_open (const char *path, LfDbMode mode, GError **error);
void lf_db_close (LfDb *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LfDb, lf_db_close)

sqlite3 *lf_db_handle (LfDb *self);
gboolean lf_db_exec (LfDb *self,
                     const char *sql,
                     GError **error); /* one or more statements without parameters */

/* (transfer none): compiled once per text, reset and without bindings; NULL on error. Used up
 * before it is asked for again, and stepped before two others are asked for. */
sqlite3_stmt *lf_db_prepare (LfDb *self, const char *sql, GError **error);
sqlite3_stmt *lf_db_preparef (LfDb *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4); /* names from the schema only, never values */

/* @ret_has_row is written on success only: a loop that begins with TRUE ends with FALSE when every
 * row was read, and with TRUE when an error stopped it. */
gboolean lf_db_step (LfDb *self, sqlite3_stmt *statement, gboolean *ret_has_row, GError **error);
gboolean lf_db_run (LfDb *self, sqlite3_stmt *statement, GError **error); /* to the end, resets */
/* (element-type gint64): the first column of every row. @statement: (nullable): NULL with @error */
GArray *lf_db_read_numbers (LfDb *self, sqlite3_stmt *statement, GError **error);
/* Gives back some of the pages that nothing is on. Returns: whether there may be more. */
gboolean lf_db_shrink (LfDb *self);
gboolean
lf_db_run_for (LfDb *self, const char *sql, gint64 n, GError **error); /* @n: bound as ?1 */

gboolean lf_db_begin (LfDb *self, GError **error);      /* BEGIN IMMEDIATE */
gboolean lf_db_begin_read (LfDb *self, GError **error); /* BEGIN: what is read is of one moment */
gboolean lf_db_commit (LfDb *self, GError **error);     /* rolls back when it fails */
void lf_db_rollback (LfDb *self);

void lf_db_bind_text (sqlite3_stmt *statement, int index, const char *text /* nullable */);
void lf_db_bind_id (sqlite3_stmt *statement, int index, const char *id /* nullable */);
void lf_db_bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes /* nullable */);
char *lf_db_text (sqlite3_stmt *statement, int column); /* (transfer full) (nullable) */
char *lf_db_id (sqlite3_stmt *statement, int column);   /* (transfer full) (nullable) */

/* @func is called, on the connection's thread, whenever SQLite says that the file is damaged. */
typedef void (*LfDamageFunc) (gpointer data);
void lf_db_watch_damage (LfDb *self, LfDamageFunc func, gpointer data);

/* Sets @error from the connection's last error, see lf-store-errors.c. */
void lf_db_set_error (LfDb *self, int code, GError **error);

G_END_DECLS
