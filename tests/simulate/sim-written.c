/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people wrote, and what was replaced by whom. */

#include "config.h"

#include "sim.h"

#include <string.h>

/* What people of a simulated zone write to; a park has only the first. */
static const char *const fields[] = { "name", "industry", "note", "source", "tags", "files" };

const char *
sim_entity (Sim *sim, const char *id)
{
  return strcmp (id, sim->park) == 0 ? "park" : "project";
}

struct _SimView
{
  GHashTable *records; /* id → GStrv, a value for each of fields; "" for blank */
  GHashTable *deleted; /* ids */
};

void
sim_written_free (gpointer data)
{
  SimWritten *written = data;

  g_free (written->entity);
  g_free (written->id);
  g_free (written->field);
  g_free (written->was);
  g_free (written->value);
  g_free (written);
}

/* ---- Views ---- */

static void
look_at (SimView *self, SimDevice *device, const char *id)
{
  const LfEntity *entity = lf_schema_find (sim_entity (device->sim, id));
  g_autoptr (LfRecord) record = lf_store_load_sync (device->store, entity, id, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();

  if (record == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *value
          = lf_entity_field (entity, fields[i]) == NULL ? NULL : lf_record_get (record, fields[i]);

      g_ptr_array_add (values, g_strdup (value == NULL ? "" : value));
    }
  g_ptr_array_add (values, NULL);
  g_hash_table_insert (self->records, g_strdup (id), g_ptr_array_steal (values, NULL));
  if (lf_record_is_deleted (record))
    g_hash_table_add (self->deleted, g_strdup (id));
}

SimView *
sim_view_new (SimDevice *device)
{
  SimView *self = g_new0 (SimView, 1);

  self->records
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  self->deleted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < device->sim->ids->len; i++)
    look_at (self, device, device->sim->ids->pdata[i]);
  return self;
}

void
sim_view_free (SimView *self)
{
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->deleted);
  g_free (self);
}

static void
add_written (SimDevice *device,
             const char *id,
             guint i,
             const char *was,
             const char *value,
             gboolean must_be_kept)
{
  SimWritten *written = g_new0 (SimWritten, 1);

  *written
      = (SimWritten){ .entity = g_strdup (sim_entity (device->sim, id)),
                      .id = g_strdup (id),
                      .field = g_strdup (fields[i]),
                      .was = *was == '\0' ? NULL : g_strdup (was),
                      .value = *value == '\0' ? NULL : g_strdup (value),
                      .device = device->n,
                      .is_set = strcmp (fields[i], "tags") == 0 || strcmp (fields[i], "files") == 0,
                      .must_be_kept = must_be_kept };
  g_ptr_array_add (device->sim->written, written);
}

/* Who deletes a record has seen all that it shows. */
static void
note_deleted (SimDevice *device, const char *id, char **shown)
{
  for (guint i = 0; shown[i] != NULL; i++)
    {
      g_auto (GStrv) values = lf_set_split (shown[i]);

      for (char **value = values; *value != NULL; value++)
        g_hash_table_add (device->sim->deleted, g_strconcat (id, " ", *value, NULL));
    }
}

void
sim_view_compare (SimView *before, SimDevice *device, gboolean must_be_kept)
{
  g_autoptr (SimView) after = sim_view_new (device);

  for (guint i = 0; i < device->sim->ids->len; i++)
    {
      const char *id = device->sim->ids->pdata[i];
      char **old = g_hash_table_lookup (before->records, id);
      char **new = g_hash_table_lookup (after->records, id);

      for (guint j = 0; new != NULL &&j < G_N_ELEMENTS (fields); j++)
        if (strcmp (old == NULL ? "" : old[j], new[j]) != 0)
          add_written (device, id, j, old == NULL ? "" : old[j], new[j], must_be_kept);
      if (old != NULL && g_hash_table_contains (after->deleted, id)
          && !g_hash_table_contains (before->deleted, id))
        note_deleted (device, id, old);
    }
}

/* ---- What may be lost ---- */

void
sim_written_discard (Sim *sim, const LfChange *change)
{
  for (guint i = 0; i < change->ops->len; i++)
    {
      const LfOp *op = change->ops->pdata[i];

      for (guint j = 0; j < sim->written->len; j++)
        {
          SimWritten *written = sim->written->pdata[j];
          const LfEdit *edit
              = strcmp (op->id, written->id) == 0 ? lf_op_find (op, written->field) : NULL;

          if (edit != NULL && g_strcmp0 (edit->value, written->value) == 0)
            written->must_be_kept = FALSE;
        }
    }
}

static void
discard_all (Sim *sim, GPtrArray *changes)
{
  for (guint i = 0; i < changes->len; i++)
    sim_written_discard (sim, changes->pdata[i]);
}

/* What was not sent is gone with the disk. What was sent is the server's to keep. */
void
sim_written_lose_disk (SimDevice *device)
{
  Sim *sim = device->sim;
  g_autoptr (GPtrArray) pending = lf_store_outbox_sync (device->store, /* limit= */ 0, NULL);
  g_autoptr (GPtrArray) waiting = lf_store_waiting_sync (device->store, NULL);
  g_autoptr (GPtrArray) refused = lf_store_refused_sync (device->store, NULL);

  discard_all (sim, pending);
  discard_all (sim, waiting);
  for (guint i = 0; i < refused->len; i++)
    sim_written_discard (sim, ((LfRefused *) refused->pdata[i])->change);
  for (guint i = device->backup_length; i < sim->written->len; i++)
    {
      SimWritten *written = sim->written->pdata[i];

      if (written->device != device->n)
        continue;
      written->has_left = TRUE;
      written->must_be_kept &= !written->is_unsure;
    }
}

/* What goes out of sight leaves the device (G10), also what its user wrote. */
void
sim_written_left (SimDevice *device)
{
  Sim *sim = device->sim;

  for (guint i = 0; i < sim->written->len; i++)
    {
      SimWritten *written = sim->written->pdata[i];
      g_autoptr (LfRecord) record
          = written->device != device->n || written->has_left
                ? NULL
                : lf_store_load_sync (device->store, lf_schema_find (written->entity), written->id,
                                      NULL);

      written->has_left |= written->device == device->n && record == NULL;
    }
}

/* A server offers nobody what it lost, it is offered that (G14): by whoever wrote it, and of a
 * record that is gone altogether by whoever holds it. A value that its author's device does not
 * hold any more, because that went back to a backup or must not see the record (G10), and that the
 * server's backup does not hold either, is in nobody's hands who could offer it: in the histories
 * of those who saw it, at best. */
void
sim_written_lose_server (Sim *sim)
{
  g_autoptr (GHashTable) held = sim_check_held (sim);

  for (guint i = 0; i < sim->written->len; i++)
    {
      SimWritten *written = sim->written->pdata[i];

      written->must_be_kept &= !written->has_left || g_hash_table_contains (held, written);
      written->is_unsure = TRUE;
    }
}

void
sim_written_offered (SimDevice *device)
{
  for (guint i = 0; i < device->sim->written->len; i++)
    {
      SimWritten *written = device->sim->written->pdata[i];

      written->is_unsure &= written->device != device->n;
    }
}
