/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a trip ready to go where there is no network? */

#include "config.h"

#include "lf-store-trip-private.h"

#include "lf-store-files.h"

#include <gio/gio.h>

static void
count_file (LfTripReading *self, GHashTable *counted, const char *element)
{
  LfTripReadiness *ready = &self->found->ready;
  gint64 size;

  if (!g_hash_table_add (counted, g_strdup (element)))
    return;
  size = lf_store_file_size (self->store, element);
  ready->n_files++;
  if (size < 0)
    ready->n_missing++;
  else
    ready->n_bytes += size;
}

static void
count_files (LfTripReading *self, GHashTable *counted, const LfRecord *record)
{
  const LfEntity *entity = lf_record_entity (record);

  for (const LfField *field = entity->fields; field->name != NULL; field++)
    {
      g_auto (GStrv) elements = field->type != LF_VALUE_ATTACHMENT_SET
                                    ? NULL
                                    : lf_set_split (lf_record_get (record, field->name));

      for (guint i = 0; elements != NULL && elements[i] != NULL; i++)
        count_file (self, counted, elements[i]);
    }
}

static gboolean
has_files (const LfEntity *entity)
{
  for (const LfField *field = entity->fields; field->name != NULL; field++)
    if (field->type == LF_VALUE_ATTACHMENT_SET)
      return TRUE;
  return FALSE;
}

/* Of what refers to one of the firms or projects. */
static gboolean
count_files_around (LfTripReading *self,
                    GHashTable *counted,
                    const LfRecord *target,
                    GError **error)
{
  guint n;
  const LfEntity *const *entities = lf_schema_entities (&n);

  for (guint e = 0; e < n; e++)
    for (const LfField *field = entities[e]->fields; has_files (entities[e]) && field->name != NULL;
         field++)
      {
        g_autoptr (GPtrArray) records = NULL;

        if (field->type != LF_VALUE_REFERENCE
            || !g_str_equal (field->target, lf_record_entity (target)->name))
          continue;
        records = lf_trip_list (self->db, entities[e]->name, field->name, lf_record_id (target),
                                NULL, error);
        for (guint i = 0; records != NULL && i < records->len; i++)
          count_files (self, counted, records->pdata[i]);
        if (records == NULL)
          return FALSE;
      }
  return TRUE;
}

static gboolean
find_files (LfTripReading *self, GError **error)
{
  g_autoptr (GHashTable) counted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  count_files (self, counted, self->found->trip);
  self->found->ready.n_documents = g_hash_table_size (counted);
  for (guint i = 0; i < self->about->len; i++)
    {
      count_files (self, counted, self->about->pdata[i]);
      if (self->about->pdata[i] != self->found->trip
          && !count_files_around (self, counted, self->about->pdata[i], error))
        return FALSE;
    }
  return TRUE;
}

static void
find_free_room (LfTripReading *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (lf_store_folder (self->store));
  g_autoptr (GFileInfo) info = g_file_query_filesystem_info (
      folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, /* cancellable= */ NULL, NULL);

  self->found->ready.free_bytes
      = info == NULL
            ? -1
            : (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE);
}

static gboolean
find_sync (LfTripReading *self, GError **error)
{
  LfTripReadiness *ready = &self->found->ready;
  g_autofree char *epoch = NULL;
  sqlite3_stmt *statement;
  gboolean has_row;

  if (!lf_setting_get (self->db, "epoch", &epoch, error)
      || !lf_setting_get_number (self->db, "last-success-us", 0, &ready->synced_us, error))
    return FALSE;
  ready->has_server = epoch != NULL;
  statement = lf_db_prepare (self->db, "SELECT count(*) FROM outbox", error);
  if (statement == NULL || !lf_db_step (self->db, statement, &has_row, error))
    return FALSE;
  ready->n_waiting = (guint) sqlite3_column_int (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
lf_trip_find_ready (LfTripReading *self, GError **error)
{
  LfTripReadiness *ready = &self->found->ready;

  for (guint i = 0; i < self->found->stops->len; i++)
    {
      const LfTripStop *stop = self->found->stops->pdata[i];

      ready->n_unreachable += lf_trip_stop_phone (stop) == NULL ? 1 : 0;
      ready->n_undated += lf_record_get (stop->record, "planned_for") == NULL ? 1 : 0;
    }
  find_free_room (self);
  return find_sync (self, error) && find_files (self, error);
}
