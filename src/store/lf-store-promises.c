/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open promises with their clauses. */

#include "config.h"

#include "lf-store-promises.h"

#include "lf-store-private.h"

static void
clear_sheet (gpointer data)
{
  LfPromiseSheet *self = data;

  lf_calendar_free ((LfCalendar *) self->desk.calendar);
  g_free (self->account);
  g_clear_pointer (&self->promises, g_ptr_array_unref);
  g_clear_pointer (&self->clauses, g_hash_table_unref);
}

LfPromiseSheet *
lf_promise_sheet_ref (LfPromiseSheet *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
lf_promise_sheet_unref (LfPromiseSheet *self)
{
  g_atomic_rc_box_release_full (self, clear_sheet);
}

LfPromise
lf_promise_sheet_find (const LfPromiseSheet *self, const LfRecord *record)
{
  const char *clause = lf_record_get (record, "clause");

  return (LfPromise){ record, clause == NULL ? NULL : g_hash_table_lookup (self->clauses, clause) };
}

/* ---- Reading ---- */

typedef struct
{
  char *promise; /* (nullable) */
  LfDate today;
} Asked;

static void
asked_free (gpointer data)
{
  g_free (((Asked *) data)->promise);
  g_free (data);
}

static GPtrArray *
list (LfDb *db, const LfDate *today, const char *entity_name, const char *where, GError **error)
{
  const LfEntity *entity = lf_schema_find (entity_name);
  LfFilter *filter = lf_filter_parse (entity, where, today, /* ret_column= */ NULL, error);
  g_autoptr (LfQuery) query
      = filter == NULL ? NULL : lf_query_new (entity, filter, /* sort= */ NULL);

  return query == NULL ? NULL : lf_rows_list (db, query, /* limit= */ 0, error);
}

/* Those that a promise names: a zone has tens of them. */
static gboolean
read_clauses (LfDb *db, LfPromiseSheet *self, GError **error)
{
  g_autoptr (GPtrArray) clauses = list (db, &self->desk.today, "policy_clause", "", error);

  self->clauses
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) lf_record_unref);
  for (guint i = 0; clauses != NULL && i < clauses->len; i++)
    g_hash_table_insert (self->clauses, (char *) lf_record_id (clauses->pdata[i]),
                         lf_record_ref (clauses->pdata[i]));
  return clauses != NULL;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const LfPromiseSheet *self = data;
  const LfPromise first = lf_promise_sheet_find (self, *(LfRecord *const *) a);
  const LfPromise second = lf_promise_sheet_find (self, *(LfRecord *const *) b);

  return lf_promise_compare (&self->desk, &first, &second);
}

static gboolean
read_promises (LfDb *db, LfPromiseSheet *self, const char *only, GError **error)
{
  LfRecord *record;

  if (only == NULL)
    {
      self->promises = list (db, &self->desk.today, "promise", LF_PROMISE_OPEN, error);
      if (self->promises != NULL)
        g_ptr_array_sort_with_data (self->promises, compare, self);
      return self->promises != NULL;
    }
  record = lf_rows_load_live (db, lf_schema_find ("promise"), only, error);
  if (record == NULL)
    return FALSE;
  lf_rows_fill_displays_of (db, record);
  self->promises = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_record_unref);
  g_ptr_array_add (self->promises, record);
  return TRUE;
}

static gpointer
read_sheet (LfDb *db, gpointer data, GError **error)
{
  const Asked *asked = data;
  g_autoptr (LfPromiseSheet) self = g_atomic_rc_box_new0 (LfPromiseSheet);
  g_autoptr (GError) cause = NULL;

  self->desk.today = asked->today;
  self->account = lf_author_find_account (db, &cause);
  if (cause != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  self->desk.calendar = lf_zone_calendar_read (db, error);
  if (self->desk.calendar == NULL || !read_clauses (db, self, error)
      || !read_promises (db, self, asked->promise, error))
    return NULL;
  return g_steal_pointer (&self);
}

LfPromiseSheet *
lf_store_promises_sync (LfStore *self, const char *promise, const LfDate *today, GError **error)
{
  Asked asked = { (char *) promise, *today };

  return lf_store_read (self, read_sheet, &asked, error);
}

void
lf_store_promises_async (LfStore *self,
                         const char *promise,
                         const LfDate *today,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  Asked *asked = g_new0 (Asked, 1);

  *asked = (Asked){ g_strdup (promise), *today };
  lf_store_read_async (self, read_sheet, asked, asked_free, (GDestroyNotify) lf_promise_sheet_unref,
                       cancellable, callback, user_data);
}

LfPromiseSheet *
lf_store_promises_finish (LfStore *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
