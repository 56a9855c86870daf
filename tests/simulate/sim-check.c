/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is promised (docs/sync.md), looked for when all is quiet. */

#include "config.h"

#include "sim.h"

#include "lf-server-page.h"

#include <string.h>

/* ---- G2: every value is somewhere ---- */

typedef struct
{
  Sim *sim;
  GHashTable *records;  /* id → LfServerRecord: whoever sees them, the server has them all */
  GPtrArray *conflicts; /* (element-type LfServerRecord), unowned: open or settled */
} Search;

static gboolean
has_element (const char *set, const char *element)
{
  g_auto (GStrv) elements = lf_set_split (set);

  return g_strv_contains ((const char *const *) elements, element);
}

static gboolean
holds (const SimWritten *written, const char *field_value, const char *value)
{
  return written->is_set ? has_element (field_value, value) : g_strcmp0 (field_value, value) == 0;
}

/* Where the record is deleted, by somebody who saw the value. */
static gboolean
is_in_force (const Search *self, const SimWritten *written, const char *value)
{
  const LfServerRecord *record = g_hash_table_lookup (self->records, written->id);
  g_autofree char *deleted = g_strconcat (written->id, " ", value, NULL);

  return record != NULL && holds (written, lf_server_record_get (record, written->field), value)
         && (!record->deleted || g_hash_table_contains (self->sim->deleted, deleted));
}

/* By somebody who had it in front of him. */
static gboolean
was_replaced (const Search *self, const SimWritten *written, const char *value)
{
  for (guint i = 0; i < self->sim->written->len; i++)
    {
      const SimWritten *later = self->sim->written->pdata[i];

      if (strcmp (later->id, written->id) == 0 && strcmp (later->field, written->field) == 0
          && holds (written, later->was, value) && !holds (written, later->value, value))
        return TRUE;
    }
  return FALSE;
}

/* ---- Conflicts ---- */

/* An edit against a deletion is a conflict about the record. */
static gboolean
is_in_conflict (const Search *self, const SimWritten *written, const char *value)
{
  static const char *const sides[] = { "offered_value", "accepted_value", "original_value" };

  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LfServerRecord *conflict = self->conflicts->pdata[i];

      if (g_strcmp0 (lf_server_record_get (conflict, "record"), written->id) != 0)
        continue;
      if (strcmp (lf_server_record_get (conflict, "field"), "deleted") == 0)
        return TRUE;
      for (guint j = 0; j < G_N_ELEMENTS (sides); j++)
        if (holds (written, lf_server_record_get (conflict, sides[j]), value))
          return TRUE;
    }
  return FALSE;
}

static void
tell_record (const Search *self, const SimWritten *written)
{
  const LfServerRecord *record = g_hash_table_lookup (self->records, written->id);

  if (record != NULL)
    sim_tell (self->sim, "%s of %s is “%s”%s", written->field, sim_short (written->id),
              lf_server_record_get (record, written->field), record->deleted ? ", deleted" : "");
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const LfServerRecord *conflict = self->conflicts->pdata[i];

      if (g_strcmp0 (lf_server_record_get (conflict, "record"), written->id) == 0)
        sim_tell (self->sim, "conflict of %s: “%s” against “%s”, %s",
                  lf_server_record_get (conflict, "field"),
                  lf_server_record_get (conflict, "accepted_value"),
                  lf_server_record_get (conflict, "offered_value"),
                  lf_server_record_get (conflict, "state"));
    }
}

/* Elements that a set had before are the affair of whoever added them. */
static gboolean
is_own (const SimWritten *written, const char *value)
{
  return !written->is_set || !has_element (written->was, value);
}

static void
check_written (const Search *self, const SimWritten *written)
{
  g_auto (GStrv) values = lf_set_split (written->value);

  for (char **value = values; *value != NULL; value++)
    if (is_own (written, *value) && !is_in_force (self, written, *value)
        && !was_replaced (self, written, *value) && !is_in_conflict (self, written, *value))
      {
        tell_record (self, written);
        sim_broken (self->sim, "G2: “%s” in %s of %s, written by %s, is lost", *value,
                    written->field, sim_short (written->id),
                    self->sim->devices[written->device].name);
      }
}

static gboolean
is_held (const Search *self, const SimWritten *written)
{
  g_auto (GStrv) values = lf_set_split (written->value);

  for (char **value = values; *value != NULL; value++)
    if (is_own (written, *value) && !is_in_force (self, written, *value)
        && !is_in_conflict (self, written, *value))
      return FALSE;
  return TRUE;
}

static gboolean
add_record (const LfServerRecord *record, gpointer data)
{
  Search *self = data;
  LfServerRecord *copy = lf_server_record_copy (record);

  g_hash_table_replace (self->records, copy->id, copy);
  if (strcmp (copy->entity, "conflict") == 0)
    g_ptr_array_add (self->conflicts, copy);
  return TRUE;
}

static void
search_clear (Search *self)
{
  g_hash_table_unref (self->records);
  g_ptr_array_unref (self->conflicts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static Search
search_begin (Sim *sim)
{
  LfServerStorage *storage = sim->server.storage;
  Search search = { sim,
                    g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                           (GDestroyNotify) lf_server_record_free),
                    g_ptr_array_new () };

  g_assert_true (lf_server_storage_begin_reading (storage, SIM_ZONE, NULL));
  g_assert_true (lf_server_storage_each_since (storage, 0, add_record, &search, NULL));
  lf_server_storage_rollback (storage);
  return search;
}

static void
check_nothing_lost (Sim *sim)
{
  g_auto (Search) search = search_begin (sim);

  for (guint i = 0; i < sim->written->len; i++)
    {
      const SimWritten *written = sim->written->pdata[i];

      if (written->must_be_kept)
        check_written (&search, written);
    }
}

GHashTable *
sim_check_held (Sim *sim)
{
  g_auto (Search) search = search_begin (sim);
  GHashTable *held = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < sim->written->len; i++)
    if (is_held (&search, sim->written->pdata[i]))
      g_hash_table_add (held, sim->written->pdata[i]);
  return held;
}

/* ---- G3: all hold the same ---- */

static gboolean
tell_difference (const LfServerRecord *there, gpointer data)
{
  const SimDevice *device = data;
  const LfEntity *entity = lf_schema_find (there->entity);
  g_autoptr (LfRecord) here
      = entity == NULL ? NULL : lf_store_load_sync (device->store, entity, there->id, NULL);

  if (here == NULL)
    sim_tell (device->sim, "%s %s is not on %s", there->entity, sim_short (there->id),
              device->name);
  for (const LfField *field = entity->fields; here != NULL && field->name != NULL; field++)
    if (g_strcmp0 (lf_record_get (here, field->name), lf_server_record_get (there, field->name))
        != 0)
      sim_tell (device->sim, "%s of %s: %s has “%s”, the server “%s”", field->name,
                sim_short (there->id), device->name, lf_record_get (here, field->name),
                lf_server_record_get (there, field->name));
  if (here != NULL && lf_record_is_deleted (here) != there->deleted)
    sim_tell (device->sim, "%s is deleted on one side", sim_short (there->id));
  return TRUE;
}

static void
tell_unknown (SimDevice *device, const LfEntity *entity)
{
  g_autoptr (LfQuery) query = lf_query_new (entity, NULL, NULL);
  g_autoptr (GPtrArray) records = lf_store_list_sync (device->store, query, 0, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      const char *id = lf_record_id (records->pdata[i]);
      g_autoptr (LfServerRecord) there
          = lf_server_storage_load (device->sim->server.storage, entity->name, id, NULL);

      if (there == NULL)
        sim_tell (device->sim, "%s %s is not on the server", entity->name, sim_short (id));
    }
}

static void
tell_differences (SimDevice *device)
{
  LfServerStorage *storage = device->sim->server.storage;
  guint n_entities;
  const LfEntity *const *entities = lf_schema_entities (&n_entities);

  if (!device->sim->is_told || !lf_server_storage_begin_reading (storage, SIM_ZONE, NULL))
    return;
  lf_server_storage_each_since (storage, 0, tell_difference, device, NULL);
  for (guint i = 0; i < n_entities; i++)
    tell_unknown (device, entities[i]);
  lf_server_storage_rollback (storage);
}

static void
check_agreement (Sim *sim)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      SimDevice *device = &sim->devices[i];
      g_autoptr (GError) error = NULL;
      g_autofree char *sight = sim_account_sight (device);
      g_autofree char *here = lf_store_digest_sync (device->store, &error);
      g_autofree char *there = lf_server_digest_of (sim->server.storage, SIM_ZONE, sight, &error);
      gint64 n_pending = lf_store_count_pending_sync (device->store, &error);

      g_assert_no_error (error);
      if (n_pending != 0)
        sim_broken (sim, "G5: %" G_GINT64_FORMAT " changes of %s were never answered", n_pending,
                    device->name);
      if (g_strcmp0 (here, there) == 0)
        continue;
      tell_differences (device);
      sim_broken (sim, "G3: %s and the server do not hold the same", device->name);
    }
}

/* ---- G10: what lies in one's park is seen ---- */

/* Of a life's two parks; (nullable): the one that @park lies in */
static char *
parent_of (Sim *sim, const char *park)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerRecord) record = NULL;

  g_assert_true (lf_server_storage_begin_reading (sim->server.storage, SIM_ZONE, &error));
  record = lf_server_storage_load (sim->server.storage, "park", park, &error);
  lf_server_storage_rollback (sim->server.storage);
  g_assert_no_error (error);
  return record == NULL ? NULL : g_strdup (lf_server_record_get (record, "parent"));
}

static void
check_sight (SimDevice *device, const char *park, const char *other)
{
  g_autoptr (LfServerUser) user = sim_account_user (device, "");
  g_autofree char *sight = lf_server_user_sight (user);
  g_autofree char *parent = parent_of (device->sim, park);
  gboolean is_own = g_strcmp0 (user->park, park) == 0;
  gboolean is_within = g_strcmp0 (user->park, other) == 0 && g_strcmp0 (parent, other) == 0;

  if (lf_sight_has_park (sight, park) != (is_own || is_within))
    sim_broken (device->sim, "G10: %s, of %s, %s the park %s", device->name,
                user->park == NULL ? "none" : sim_short (user->park),
                is_own || is_within ? "does not see" : "sees", sim_short (park));
}

static void
check_sights (Sim *sim)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      check_sight (&sim->devices[i], sim->park, sim->other_park);
      check_sight (&sim->devices[i], sim->other_park, sim->park);
    }
}

/* ---- G9: an order without holes ---- */

typedef struct
{
  Sim *sim;
  gint64 previous;
} Order;

static gboolean
check_order (const LfServerRecord *record, gpointer data)
{
  Order *order = data;
  g_autoptr (LfServerChange) change
      = lf_server_storage_find_change_at (order->sim->server.storage, record->seq, NULL);

  if (record->seq < order->previous || change == NULL)
    sim_broken (order->sim, "G9: %s stands at a number that no change has", sim_short (record->id));
  order->previous = record->seq;
  return TRUE;
}

static void
check_server (Sim *sim)
{
  Order order = { .sim = sim };
  g_autoptr (GError) error = NULL;

  g_assert_true (lf_server_storage_begin_reading (sim->server.storage, SIM_ZONE, &error));
  lf_server_storage_each_since (sim->server.storage, 0, check_order, &order, &error);
  sim_check_no_error (sim, "reading the zone", error);
  lf_server_storage_rollback (sim->server.storage);
}

/* ---- The stores ---- */

static void
check_soundness (Sim *sim)
{
  for (guint i = 0; i < SIM_DEVICES; i++)
    {
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (GError) error = NULL;

      lf_store_verify_sync (sim->devices[i].store, &problems, &error);
      sim_check_no_error (sim, "verify", error);
      for (guint j = 0; problems != NULL && j < problems->len; j++)
        sim_broken (sim, "the store of %s: %s", sim->devices[i].name, (char *) problems->pdata[j]);
    }
}

void
sim_check (Sim *sim)
{
  check_agreement (sim);
  check_sights (sim);
  if (sim->broken->len == 0)
    check_nothing_lost (sim);
  if (sim->broken->len == 0)
    sim_files_check (sim);
  check_server (sim);
  if (sim->fault == SIM_WHOLE)
    check_soundness (sim);
}
