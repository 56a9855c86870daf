/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PostgreSQL of a test's own: in a folder for the time being, reached by its socket only, gone
 * when the test is, also when that fails. Its programs' folder comes in LANDFALL_POSTGRES. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _PostgresRun PostgresRun;

/* (transfer none): the one that all of a test program use; started when it is asked for first */
PostgresRun *postgres_run_shared (void);

/* (transfer full): an address for --data, with empty tables' space of its own */
char *postgres_run_place (PostgresRun *self);

/* As an administrator would: connections are cut. */
void postgres_run_stop (PostgresRun *self);

/* As a power cut would, but for the disk. */
void postgres_run_kill (PostgresRun *self);
void postgres_run_start (PostgresRun *self);

/* Runs statements at @address, and returns the first value of the last: (transfer full) (nullable)
 */
char *postgres_run_sql (const char *address, const char *sql);

/* (transfer full): an address of a database of its own, by way of a pooler of transactions.
 * NULL: that is not installed. */
char *postgres_run_pooled (PostgresRun *self);

G_END_DECLS
