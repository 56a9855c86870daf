/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A zone without a network. */

#include "config.h"

#include "zone.h"

#include "lf-storage-open.h"
#include "store-folder.h"
#ifdef ZONE_POSTGRES
#include "postgres-run.h"
#endif

#include <sqlite3.h>
#include <string.h>

gboolean
zone_is_postgres (void)
{
  return g_strcmp0 (g_getenv ("LANDFALL_TEST_STORAGE"), "postgres") == 0;
}

char *
zone_place (const char *folder)
{
#ifdef ZONE_POSTGRES
  if (zone_is_postgres ())
    return postgres_run_place (postgres_run_shared ());
#endif
  return g_strdup_printf ("sqlite:%s/server.db", folder);
}

LfServerStorage *
zone_connect (Zone *self)
{
  g_autoptr (GError) error = NULL;
  LfServerStorage *storage = lf_storage_open (self->address, /* makes= */ TRUE, &error);

  g_assert_no_error (error);
  return storage;
}

Zone *
zone_open (const char *address)
{
  Zone *self = g_new0 (Zone, 1);

  self->address = g_strdup (address);
  if (g_str_has_prefix (address, "sqlite:"))
    self->path = g_strdup (address + strlen ("sqlite:"));
  self->storage = zone_connect (self);
  return self;
}

Zone *
zone_new (void)
{
  char *folder = store_folder_make ();
  g_autofree char *address = zone_place (folder);
  Zone *self = zone_open (address);
  g_autoptr (GError) error = NULL;

  self->folder = folder;
  g_assert_true (lf_server_storage_add_zone (self->storage, ZONE, &error));
  g_assert_no_error (error);
  return self;
}

void
zone_close (Zone *self)
{
  g_assert_finalize_object (self->storage);
  g_free (self->address);
  g_free (self->path);
  g_free (self);
}

void
zone_free (Zone *self)
{
  char *folder = self->folder;

  zone_close (self);
  if (folder != NULL)
    store_folder_remove (folder);
}

void
zone_reopen (Zone *self)
{
  g_assert_finalize_object (self->storage);
  self->storage = zone_connect (self);
}

void
zone_run_sql (Zone *self, const char *sql)
{
  sqlite3 *handle;

#ifdef ZONE_POSTGRES
  if (zone_is_postgres ())
    {
      g_free (postgres_run_sql (self->address, sql));
      return;
    }
#endif
  g_assert_cmpint (sqlite3_open (self->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

char *
zone_id (const char *name)
{
  return lf_id_derive ("test", name, NULL);
}

GPtrArray *
zone_push_all (Zone *self, const char *device, const char *role, GPtrArray *changes)
{
  g_autofree char *device_id = zone_id (device);
  LfServerUser user = { (char *) ZONE, (char *) device, (char *) role, device_id };
  g_autoptr (GError) error = NULL;
  GPtrArray *answers = lf_merge_changes (self->storage, &user, changes, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answers->len, ==, changes->len);
  return answers;
}

LfAnswer *
zone_push_as (Zone *self, const char *device, const char *role, LfChange *change)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GPtrArray) answers = NULL;

  g_ptr_array_add (changes, change);
  answers = zone_push_all (self, device, role, changes);
  return g_ptr_array_steal_index (answers, 0);
}

LfAnswer *
zone_push (Zone *self, const char *device, LfChange *change)
{
  return zone_push_as (self, device, "zone_manager", change);
}

/* ---- Changes ---- */

LfChange *
change_new (LfOpKind kind, const char *entity, const char *id, gint64 seen)
{
  LfChange *change = lf_change_new ("Test");

  change->time_us = g_get_real_time ();
  lf_change_add_op (change, kind, entity, id)->seen = seen;
  return change;
}

LfChange *
change_create (const char *entity, const char *id, const char *title)
{
  LfChange *change = change_new (LF_OP_PUT, entity, id, 0);
  LfOp *op = change->ops->pdata[0];

  op->is_new = TRUE;
  lf_op_add_edit (op, lf_entity_title (lf_schema_find (entity))->name, NULL, title, 0);
  return change;
}

LfChange *
change_edit (const char *entity,
             const char *id,
             const char *field,
             const char *was,
             const char *value,
             gint64 seen)
{
  LfChange *change = change_new (LF_OP_PUT, entity, id, 0);

  lf_op_add_edit (change->ops->pdata[0], field, was, value, seen);
  return change;
}

/* ---- What is there ---- */

LfServerRecord *
zone_load (Zone *self, const char *entity, const char *id)
{
  g_autoptr (GError) error = NULL;
  LfServerRecord *record;

  lf_server_storage_begin_reading (self->storage, ZONE, &error);
  g_assert_no_error (error);
  record = lf_server_storage_load (self->storage, entity, id, &error);
  g_assert_no_error (error);
  lf_server_storage_rollback (self->storage);
  return record;
}

char *
zone_value (Zone *self, const char *entity, const char *id, const char *field)
{
  g_autoptr (LfServerRecord) record = zone_load (self, entity, id);

  g_assert_nonnull (record);
  return g_strdup (lf_server_record_get (record, field));
}

typedef struct
{
  const char *state;
  GPtrArray *conflicts;
} Finding;

static gboolean
find_conflict (const LfServerRecord *record, gpointer data)
{
  Finding *finding = data;

  if (g_strcmp0 (record->entity, "conflict") == 0
      && g_strcmp0 (lf_server_record_get (record, "state"), finding->state) == 0)
    g_ptr_array_add (finding->conflicts, lf_server_record_copy (record));
  return TRUE;
}

GPtrArray *
zone_conflicts (Zone *self, const char *state)
{
  Finding finding
      = { state, g_ptr_array_new_with_free_func ((GDestroyNotify) lf_server_record_free) };
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin_reading (self->storage, ZONE, &error));
  g_assert_true (lf_server_storage_each_since (self->storage, 0, find_conflict, &finding, &error));
  g_assert_no_error (error);
  lf_server_storage_rollback (self->storage);
  return finding.conflicts;
}

gint64
zone_last_seq (Zone *self)
{
  g_autoptr (GError) error = NULL;
  gint64 seq;

  g_assert_true (lf_server_storage_begin_reading (self->storage, ZONE, &error));
  seq = lf_server_storage_last_seq (self->storage, &error);
  g_assert_no_error (error);
  lf_server_storage_rollback (self->storage);
  return seq;
}
