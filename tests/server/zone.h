/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone in a database of its own, and devices that push to it without a network. */

#pragma once

#include "lf-merge.h"
#include "lf-server-page.h"

G_BEGIN_DECLS

#define ZONE "zone"

typedef struct
{
  char *folder;  /* (nullable) */
  char *path;    /* (nullable): of the database, where it is a file */
  char *address; /* as after --data */
  LfServerStorage *storage;
} Zone;

/* Which kind of storage the tests are run with: LANDFALL_TEST_STORAGE says "postgres", or nothing.
 */
gboolean zone_is_postgres (void);

/* (transfer full): the address of an empty storage of that kind; @folder is for a file */
char *zone_place (const char *folder);

Zone *zone_new (void);
void zone_free (Zone *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Zone, zone_free)
void zone_reopen (Zone *self);              /* as after the server stopped */
LfServerStorage *zone_connect (Zone *self); /* (transfer full): another connection */

/* A database that is there already, and stays. */
Zone *zone_open (const char *address);
void zone_close (Zone *self);

/* Runs statements on its database, behind the back of the storage. */
void zone_run_sql (Zone *self, const char *sql);

/* Ids for tests: the same name gives the same id. */
char *zone_id (const char *name);

/* Pushes for the device @device, whose account has the same name, with the role @role. */
GPtrArray *zone_push_all (Zone *self, const char *device, const char *role, GPtrArray *changes);
LfAnswer *zone_push (Zone *self, const char *device, LfChange *change);
LfAnswer *zone_push_as (Zone *self, const char *device, const char *role, LfChange *change);

/* (transfer full): changes of one operation */
LfChange *change_new (LfOpKind kind, const char *entity, const char *id, gint64 seen);
LfChange *change_create (const char *entity, const char *id, const char *title);
LfChange *change_edit (const char *entity,
                       const char *id,
                       const char *field,
                       const char *was,
                       const char *value,
                       gint64 seen);

/* (transfer full) (nullable) */
LfServerRecord *zone_load (Zone *self, const char *entity, const char *id);
char *zone_value (Zone *self, const char *entity, const char *id, const char *field);

/* (transfer full) (element-type LfServerRecord): conflicts in the state @state */
GPtrArray *zone_conflicts (Zone *self, const char *state);
gint64 zone_last_seq (Zone *self);

G_END_DECLS
