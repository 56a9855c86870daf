/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A trip, its stops and whom they call on. */

#include "config.h"

#include "lf-store-trip-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- The value ---- */

static void
stop_free (gpointer data)
{
  LfTripStop *stop = data;

  lf_record_unref (stop->record);
  g_clear_pointer (&stop->firm, lf_record_unref);
  g_clear_pointer (&stop->contact, lf_record_unref);
  g_clear_pointer (&stop->project, lf_record_unref);
  g_free (stop);
}

static void
change_free (gpointer data)
{
  LfTripChange *change = data;

  g_free (change->author);
  g_free (change->label);
  g_free (change->entity);
  g_free (change->id);
  g_free (change);
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
}

static LfTrip *
trip_new (LfRecord *record)
{
  LfTrip *self = g_new0 (LfTrip, 1);

  self->trip = lf_record_ref (record);
  self->stops = g_ptr_array_new_with_free_func (stop_free);
  self->visits = new_records ();
  self->leads = new_records ();
  self->changes = g_ptr_array_new_with_free_func (change_free);
  self->conflicts = new_records ();
  self->duplicates = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_duplicate_pair_free);
  return self;
}

void
lf_trip_free (LfTrip *self)
{
  lf_record_unref (self->trip);
  g_ptr_array_unref (self->stops);
  g_ptr_array_unref (self->visits);
  g_ptr_array_unref (self->leads);
  g_ptr_array_unref (self->changes);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->duplicates);
  g_free (self);
}

const char *
lf_trip_stop_phone (const LfTripStop *self)
{
  static const char *const fields[] = { "mobile", "office_phone" };

  for (guint i = 0; self->contact != NULL && i < G_N_ELEMENTS (fields); i++)
    if (lf_record_get (self->contact, fields[i]) != NULL)
      return lf_record_get (self->contact, fields[i]);
  return self->firm == NULL ? NULL : lf_record_get (self->firm, "phone");
}

gboolean
lf_trip_stop_is_done (const LfTripStop *self)
{
  return lf_record_get (self->record, "is_done") != NULL;
}

GPtrArray *
lf_trip_stops_on (const LfTrip *self, const LfDate *day)
{
  g_autofree char *text = day->year == 0 ? NULL : lf_date_to_canonical (day);
  GPtrArray *stops = g_ptr_array_new ();

  for (guint i = 0; i < self->stops->len; i++)
    {
      LfTripStop *stop = self->stops->pdata[i];

      if (g_strcmp0 (lf_record_get (stop->record, "planned_for"), text) == 0)
        g_ptr_array_add (stops, stop);
    }
  return stops;
}

/* ---- Records ---- */

GPtrArray *
lf_trip_list (LfDb *db,
              const char *entity,
              const char *field,
              const char *value,
              const char *sort,
              GError **error)
{
  const LfEntity *of = lf_schema_find (entity);
  g_autoptr (LfQuery) query
      = lf_query_new (of, lf_filter_equal (lf_entity_field (of, field), value), sort);

  return lf_rows_list (db, query, LF_TRIP_MOST, error);
}

void
lf_trip_note (LfTripReading *self, LfRecord *record)
{
  if (g_hash_table_contains (self->ids, lf_record_id (record)))
    return;
  g_hash_table_add (self->ids, (gpointer) lf_record_id (record));
  g_ptr_array_add (self->about, lf_record_ref (record));
}

/* (transfer full) (nullable): what @field of @record refers to, noted. FALSE: @error */
static gboolean
follow (LfTripReading *self,
        const LfRecord *record,
        const char *field,
        LfRecord **ret_record,
        GError **error)
{
  const LfField *reference = lf_entity_field (lf_record_entity (record), field);
  const char *id = lf_record_get (record, field);
  GError *problem = NULL;

  if (id == NULL)
    return TRUE;
  *ret_record = lf_rows_load (self->db, lf_schema_find (reference->target), id, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (*ret_record != NULL && lf_record_is_deleted (*ret_record))
    g_clear_pointer (ret_record, lf_record_unref);
  if (*ret_record == NULL)
    return TRUE;
  lf_rows_fill_displays_of (self->db, *ret_record);
  lf_trip_note (self, *ret_record);
  return TRUE;
}

/* ---- Stops ---- */

/* Who decides comes first, then who can be reached. */
static int
weigh_contact (const LfRecord *contact)
{
  return (lf_record_get (contact, "is_decision_maker") != NULL ? 2 : 0)
         + (lf_record_get (contact, "mobile") != NULL ? 1 : 0);
}

static gboolean
find_contact (LfTripReading *self, LfTripStop *stop, GError **error)
{
  g_autoptr (GPtrArray) people = NULL;

  if (!follow (self, stop->record, "contact", &stop->contact, error))
    return FALSE;
  if (stop->firm == NULL)
    return TRUE;
  people = lf_trip_list (self->db, "contact", "enterprise", lf_record_id (stop->firm), NULL, error);
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      lf_trip_note (self, people->pdata[i]);
      if (lf_record_get (stop->record, "contact") != NULL
          || (stop->contact != NULL
              && weigh_contact (people->pdata[i]) <= weigh_contact (stop->contact)))
        continue;
      g_clear_pointer (&stop->contact, lf_record_unref);
      stop->contact = lf_record_ref (people->pdata[i]);
    }
  return people != NULL;
}

static gboolean
note_projects (LfTripReading *self, const LfTripStop *stop, GError **error)
{
  g_autoptr (GPtrArray) projects = stop->firm == NULL
                                       ? g_ptr_array_new ()
                                       : lf_trip_list (self->db, "project", "enterprise",
                                                       lf_record_id (stop->firm), NULL, error);

  for (guint i = 0; projects != NULL && i < projects->len; i++)
    lf_trip_note (self, projects->pdata[i]);
  return projects != NULL;
}

static gboolean
add_stop (LfTripReading *self, LfRecord *record, GError **error)
{
  LfTripStop *stop = g_new0 (LfTripStop, 1);

  stop->record = lf_record_ref (record);
  g_ptr_array_add (self->found->stops, stop);
  lf_trip_note (self, record);
  self->found->n_done += lf_trip_stop_is_done (stop) ? 1 : 0;
  return follow (self, record, "enterprise", &stop->firm, error)
         && follow (self, record, "project", &stop->project, error)
         && find_contact (self, stop, error) && note_projects (self, stop, error);
}

/* Blank comes last. */
static int
compare_values (const LfRecord *a, const LfRecord *b, const char *field)
{
  const char *x = lf_record_get (a, field), *y = lf_record_get (b, field);

  if (x == NULL || y == NULL)
    return (x == NULL) - (y == NULL);
  return strcmp (x, y);
}

static int
number_of (const LfRecord *stop)
{
  const char *number = lf_record_get (stop, "number");

  return number == NULL ? G_MAXINT : (int) g_ascii_strtoll (number, NULL, 10);
}

static int
compare_stops (gconstpointer a, gconstpointer b)
{
  const LfRecord *x = (*(const LfTripStop *const *) a)->record;
  const LfRecord *y = (*(const LfTripStop *const *) b)->record;
  int order = compare_values (x, y, "planned_for");

  if (order == 0)
    order = compare_values (x, y, "at_time");
  if (order == 0)
    order = (number_of (x) > number_of (y)) - (number_of (x) < number_of (y));
  return order != 0 ? order : strcmp (lf_record_id (x), lf_record_id (y));
}

static gboolean
find_stops (LfTripReading *self, GError **error)
{
  g_autoptr (GPtrArray) stops
      = lf_trip_list (self->db, "trip_stop", "trip", lf_record_id (self->found->trip), NULL, error);

  for (guint i = 0; stops != NULL && i < stops->len; i++)
    if (!add_stop (self, stops->pdata[i], error))
      return FALSE;
  g_ptr_array_sort (self->found->stops, compare_stops);
  return stops != NULL;
}

/* ---- Reading ---- */

typedef struct
{
  LfStore *store;
  char *id;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_free (request->id);
  g_free (request);
}

static gpointer
read_trip (LfDb *db, gpointer data, GError **error)
{
  const Request *request = data;
  g_autoptr (LfRecord) trip = lf_rows_load_shown (db, lf_schema_find ("trip"), request->id, error);
  g_autoptr (LfTrip) found = trip == NULL ? NULL : trip_new (trip);
  g_autoptr (GPtrArray) about = new_records ();
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  LfTripReading reading = { db, request->store, found, about, ids };

  if (found == NULL)
    return NULL;
  lf_trip_note (&reading, trip);
  return find_stops (&reading, error) && lf_trip_find_ready (&reading, error)
                 && lf_trip_find_brought (&reading, error)
             ? g_steal_pointer (&found)
             : NULL;
}

LfTrip *
lf_store_trip_sync (LfStore *self, const char *id, GError **error)
{
  Request request = { self, (char *) id };

  return lf_store_read (self, read_trip, &request, error);
}

void
lf_store_trip_async (LfStore *self,
                     const char *id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Request *request = g_new0 (Request, 1);

  *request = (Request){ self, g_strdup (id) };
  lf_store_read_async (self, read_trip, request, request_free, (GDestroyNotify) lf_trip_free,
                       cancellable, callback, user_data);
}

LfTrip *
lf_store_trip_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
