/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The connection to PostgreSQL: statements in pipelines, troubles, and another try.
 *
 * Statements are prepared by name only on a direct connection. A pooler of transactions may give
 * every transaction another session, where a name means nothing or something else; there they are
 * sent unnamed with their values, which costs the server some planning and is right everywhere. */

#include "config.h"

#include "lf-storage-postgres-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_VALUES 12
#define NUMBER_SIZE 24
#define PATIENCE_US (3 * G_USEC_PER_SEC) /* how long who asks waits for a database in trouble */
#define FIRST_WAIT_US 20000
#define MAX_WAIT_US 500000
#define ATTEMPT_US 200000 /* between connections, once nobody waits any more */

typedef struct
{
  const char *prepares; /* (nullable): the SQL that this prepares, instead of a statement */
} LfPgQueued;

GArray *
lf_pg_queued_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (LfPgQueued));
}

/* ---- Troubles ---- */

/* What may be otherwise in a moment: a deadlock, a lock that was waited for too long, a database
 * that stops, starts, recovers or lets nobody else in, one that only reads since another took over.
 */
static gboolean
will_pass (const char *state)
{
  static const char *const states[] = { "40001", "40P01", "55P03", "57P01", "57P02", "57P03",
                                        "25P03", "25006", "53300", "26000", "42P05" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (state, states[i]) == 0)
      return TRUE;
  return g_str_has_prefix (state, "08");
}

/* Another server writes now. */
static gboolean
is_of_reader (const char *state)
{
  return strcmp (state, "25006") == 0;
}

/* There is a pooler after all. */
static gboolean
is_of_other_session (const char *state)
{
  return strcmp (state, "26000") == 0 || strcmp (state, "42P05") == 0;
}

static char *
first_line (const char *message)
{
  const char *end = strchr (message, '\n');

  return end == NULL ? g_strdup (message) : g_strndup (message, (gsize) (end - message));
}

static void
set_error (LfStoragePostgres *self, LfServerError code, const char *message, GError **error)
{
  g_autofree char *line = first_line (message);

  g_set_error (error, LF_SERVER_ERROR, code, _ ("The database “%1$s” cannot be used: %2$s."),
               self->address, line);
}

static void
fail_connection (LfStoragePostgres *self, GError **error)
{
  const char *message = self->connection == NULL ? NULL : PQerrorMessage (self->connection);

  set_error (self, LF_SERVER_ERROR_BUSY,
             message == NULL || *message == '\0' ? _ ("the connection is lost") : message, error);
  lf_pg_disconnect (self);
}

static int
code_of (const char *state)
{
  if (strcmp (state, "53100") == 0)
    return LF_SERVER_ERROR_FULL;
  return will_pass (state) ? LF_SERVER_ERROR_BUSY : LF_SERVER_ERROR_STORAGE;
}

static void
fail_result (LfStoragePostgres *self, const PGresult *result, GError **error)
{
  const char *state = PQresultErrorField (result, PG_DIAG_SQLSTATE);
  const char *message = PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY);

  if (state == NULL || PQstatus (self->connection) == CONNECTION_BAD)
    {
      fail_connection (self, error);
      return;
    }
  set_error (self, code_of (state), message == NULL ? state : message, error);
  if (is_of_reader (state))
    lf_pg_disconnect (self);
  if (!is_of_other_session (state))
    return;
  self->is_direct = FALSE;
  g_hash_table_remove_all (self->names);
}

void
lf_pg_note_success (LfStoragePostgres *self)
{
  self->trouble_us = 0;
  self->n_tries = 0;
}

gboolean
lf_pg_try_again (LfServerStorage *storage)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  gint64 now = g_get_monotonic_time ();
  gint64 wait_us = MIN (FIRST_WAIT_US << MIN (self->n_tries, 8), MAX_WAIT_US);

  if (self->trouble_us == 0)
    self->trouble_us = now;
  if (now - self->trouble_us > PATIENCE_US)
    return FALSE;
  self->n_tries++;
  g_usleep ((gulong) (wait_us - g_random_int_range (0, (gint32) (wait_us / 2))));
  return TRUE;
}

/* ---- The connection ---- */

void
lf_pg_disconnect (LfStoragePostgres *self)
{
  g_clear_pointer (&self->connection, PQfinish);
  g_hash_table_remove_all (self->names);
  g_array_set_size (self->queued, 0);
  self->is_posted = FALSE;
  self->is_listening = FALSE;
}

static void
ignore_notice (void *user_data, const char *message)
{
}

/* Whatever the address says is stronger, but for the encoding. A name that leads to several
 * servers is followed to the one that writes. */
static PGconn *
start_connection (const char *address)
{
  const char *const keywords[] = { "connect_timeout",           "keepalives_idle",
                                   "keepalives_interval",       "keepalives_count",
                                   "tcp_user_timeout",          "target_session_attrs",
                                   "fallback_application_name", "dbname",
                                   "client_encoding",           NULL };
  const char *const values[]
      = { "3", "10", "5", "3", "20000", "read-write", "landfall-server", address, "UTF8", NULL };

  return PQconnectdbParams (keywords, values, /* expand_dbname= */ 1);
}

static void
settle_posted (LfStoragePostgres *self)
{
  g_autoptr (GPtrArray) forgotten = NULL;

  if (self->is_posted)
    forgotten = lf_pg_run_all (self, NULL);
}

/* A pooler gives its clients numbers of its own. */
static gboolean
find_pooler (LfStoragePostgres *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  self->is_direct = FALSE;
  lf_pg_queue (self, "SELECT pg_backend_pid ()", "");
  result = lf_pg_run (self, error);
  if (result == NULL)
    return FALSE;
  self->is_direct = lf_pg_integer (result, 0, 0) == PQbackendPID (self->connection);
  return TRUE;
}

static gboolean
check_encoding (LfStoragePostgres *self, GError **error)
{
  const char *encoding = PQparameterStatus (self->connection, "server_encoding");

  if (encoding == NULL || strcmp (encoding, "UTF8") == 0)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_STORAGE,
               _ ("The database “%1$s” keeps texts as %2$s. Make another one with the encoding "
                  "UTF8."),
               self->address, encoding);
  lf_pg_disconnect (self);
  return FALSE;
}

gboolean
lf_pg_connect (LfStoragePostgres *self, GError **error)
{
  gint64 now = g_get_monotonic_time ();

  settle_posted (self);
  if (self->connection != NULL && PQstatus (self->connection) == CONNECTION_OK)
    return TRUE;
  lf_pg_disconnect (self);
  if (self->trouble_us != 0 && now - self->trouble_us > PATIENCE_US
      && now - self->attempt_us < ATTEMPT_US)
    {
      set_error (self, LF_SERVER_ERROR_BUSY, _ ("the connection is lost"), error);
      return FALSE;
    }
  self->attempt_us = now;
  self->connection = start_connection (self->address);
  if (PQstatus (self->connection) != CONNECTION_OK)
    {
      fail_connection (self, error);
      return FALSE;
    }
  PQsetNoticeProcessor (self->connection, ignore_notice, NULL);
  PQenterPipelineMode (self->connection);
  return check_encoding (self, error) && find_pooler (self, error);
}

/* ---- Sending ---- */

static void
note_queued (LfStoragePostgres *self, const char *prepares)
{
  LfPgQueued queued = { prepares };

  g_array_append_val (self->queued, queued);
}

/* (nullable): the name of the prepared statement, which is prepared on the way */
static const char *
find_name (LfStoragePostgres *self, const char *sql)
{
  const char *known = self->is_direct ? g_hash_table_lookup (self->names, sql) : NULL;
  char *name;

  if (known != NULL || !self->is_direct)
    return known;
  name = g_strdup_printf ("landfall_%u", ++self->n_names);
  if (!PQsendPrepare (self->connection, name, sql, 0, NULL))
    {
      g_free (name);
      return NULL;
    }
  note_queued (self, sql);
  g_hash_table_insert (self->names, (gpointer) sql, name);
  return name;
}

void
lf_pg_queue_values (LfStoragePostgres *self, const char *sql, const char *types, va_list values)
{
  const char *texts[MAX_VALUES];
  char numbers[MAX_VALUES][NUMBER_SIZE];
  int n = (int) strlen (types);
  const char *name;

  g_assert (n <= MAX_VALUES);
  settle_posted (self);
  for (int i = 0; i < n; i++)
    if (types[i] == 's')
      texts[i] = va_arg (values, const char *);
    else
      {
        g_snprintf (numbers[i], NUMBER_SIZE, "%" G_GINT64_FORMAT, va_arg (values, gint64));
        texts[i] = numbers[i];
      }
  if (self->connection == NULL)
    return;
  name = find_name (self, sql);
  if (name != NULL ? PQsendQueryPrepared (self->connection, name, n, texts, NULL, NULL, 0)
                   : PQsendQueryParams (self->connection, sql, n, NULL, texts, NULL, NULL, 0))
    note_queued (self, NULL);
}

void
lf_pg_queue (LfStoragePostgres *self, const char *sql, const char *types, ...)
{
  va_list values;

  va_start (values, types);
  lf_pg_queue_values (self, sql, types, values);
  va_end (values);
}

/* ---- Results ---- */

static gboolean
is_good (const PGresult *result)
{
  ExecStatusType status = PQresultStatus (result);

  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_SINGLE_TUPLE;
}

/* The first error is the cause of the others. */
static void
take_failure (LfStoragePostgres *self, const LfPgQueued *queued, PGresult *result, GError **cause)
{
  if (queued->prepares != NULL)
    g_hash_table_remove (self->names, queued->prepares);
  if (*cause == NULL)
    fail_result (self, result, cause);
}

static gboolean
is_lost (LfStoragePostgres *self)
{
  return self->connection == NULL || PQstatus (self->connection) == CONNECTION_BAD;
}

/* The results of a statement, up to the NULL after them. */
static gboolean
take_results (LfStoragePostgres *self, const LfPgQueued *queued, GPtrArray *results, GError **cause)
{
  PGresult *result;

  while (!is_lost (self) && (result = PQgetResult (self->connection)) != NULL)
    if (!is_good (result))
      {
        take_failure (self, queued, result, cause);
        PQclear (result);
      }
    else if (queued->prepares == NULL)
      g_ptr_array_add (results, result);
    else
      PQclear (result);
  if (!is_lost (self))
    return TRUE;
  if (*cause == NULL)
    fail_connection (self, cause);
  return FALSE;
}

/* FALSE: there is no connection any more. */
static gboolean
take_sync (LfStoragePostgres *self, GError **cause)
{
  g_autoptr (PGresult) sync = PQgetResult (self->connection);

  g_array_set_size (self->queued, 0);
  if (sync != NULL && PQresultStatus (sync) == PGRES_PIPELINE_SYNC)
    return TRUE;
  if (*cause == NULL)
    fail_connection (self, cause);
  return FALSE;
}

static gboolean
send_sync (LfStoragePostgres *self, GError **error)
{
  if (!is_lost (self) && PQpipelineSync (self->connection))
    return TRUE;
  fail_connection (self, error);
  return FALSE;
}

GPtrArray *
lf_pg_run_all (LfStoragePostgres *self, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) PQclear);
  g_autoptr (GError) cause = NULL;
  gboolean is_whole = self->queued->len > 0 && (self->is_posted || send_sync (self, &cause));

  self->is_posted = FALSE;
  for (guint i = 0; is_whole && i < self->queued->len; i++)
    is_whole = take_results (self, &g_array_index (self->queued, LfPgQueued, i), results, &cause);
  if (is_whole)
    is_whole = take_sync (self, &cause);
  else if (cause == NULL)
    fail_connection (self, &cause);
  if (cause == NULL && is_whole)
    return g_steal_pointer (&results);
  g_propagate_error (error, g_steal_pointer (&cause));
  return NULL;
}

PGresult *
lf_pg_run (LfStoragePostgres *self, GError **error)
{
  g_autoptr (GPtrArray) results = lf_pg_run_all (self, error);

  return results == NULL ? NULL : g_ptr_array_steal_index (results, results->len - 1);
}

/* What is left of a result after a stop is read and forgotten: the statement had a limit. */
static gboolean
stream_rows (LfStoragePostgres *self,
             const LfPgQueued *queued,
             LfPgRowFunc func,
             gpointer user_data,
             GError **cause)
{
  gboolean stop = FALSE;
  PGresult *result;

  while (!is_lost (self) && (result = PQgetResult (self->connection)) != NULL)
    {
      if (!is_good (result))
        take_failure (self, queued, result, cause);
      else if (PQresultStatus (result) == PGRES_SINGLE_TUPLE && !stop)
        stop = !func (result, &stop, user_data, cause) || stop;
      PQclear (result);
    }
  if (!is_lost (self))
    return TRUE;
  if (*cause == NULL)
    fail_connection (self, cause);
  return FALSE;
}

gboolean
lf_pg_stream (LfStoragePostgres *self, LfPgRowFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean is_whole = self->queued->len > 0 && send_sync (self, &cause);

  for (guint i = 0; is_whole && i < self->queued->len; i++)
    {
      if (g_array_index (self->queued, LfPgQueued, i).prepares == NULL)
        PQsetSingleRowMode (self->connection);
      is_whole = stream_rows (self, &g_array_index (self->queued, LfPgQueued, i), func, user_data,
                              &cause);
    }
  if (is_whole)
    is_whole = take_sync (self, &cause);
  else if (cause == NULL)
    fail_connection (self, &cause);
  if (cause == NULL && is_whole)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

void
lf_pg_post (LfStoragePostgres *self)
{
  self->is_posted = self->queued->len > 0 && send_sync (self, NULL);
}

/* ---- Statements of their own ---- */

static PGresult *
query_values (
    LfStoragePostgres *self, GError **error, const char *sql, const char *types, va_list values)
{
  g_autoptr (GError) local_error = NULL;
  PGresult *result = NULL;

  do
    {
      va_list again;

      va_copy (again, values);
      if (self->zone != NULL || lf_pg_connect (self, &local_error))
        {
          lf_pg_queue_values (self, sql, types, again);
          result = lf_pg_run (self, &local_error);
        }
      va_end (again);
    }
  while (result == NULL && self->zone == NULL
         && lf_server_storage_try_again (LF_SERVER_STORAGE (self), &local_error));
  if (result == NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (self->zone == NULL)
    lf_pg_note_success (self);
  return result;
}

PGresult *
lf_pg_query (LfStoragePostgres *self, GError **error, const char *sql, const char *types, ...)
{
  PGresult *result;
  va_list values;

  va_start (values, types);
  result = query_values (self, error, sql, types, values);
  va_end (values);
  return result;
}

gboolean
lf_pg_do (LfStoragePostgres *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (PGresult) result = NULL;
  va_list values;

  va_start (values, types);
  result = query_values (self, error, sql, types, values);
  va_end (values);
  return result != NULL;
}

gboolean
lf_pg_exec_script (LfStoragePostgres *self, const char *sql, GError **error)
{
  g_autoptr (PGresult) result = NULL;
  gboolean is_done;

  settle_posted (self);
  if (is_lost (self) || !PQexitPipelineMode (self->connection))
    {
      fail_connection (self, error);
      return FALSE;
    }
  result = PQexec (self->connection, sql);
  is_done = is_good (result);
  if (!is_done)
    fail_result (self, result, error);
  if (!is_lost (self))
    PQenterPipelineMode (self->connection);
  return is_done;
}

const char *
lf_pg_peek (const PGresult *result, int row, int column)
{
  return PQgetisnull (result, row, column) ? NULL : PQgetvalue (result, row, column);
}

char *
lf_pg_text (const PGresult *result, int row, int column)
{
  return g_strdup (lf_pg_peek (result, row, column));
}

gint64
lf_pg_integer (const PGresult *result, int row, int column)
{
  return g_ascii_strtoll (PQgetvalue (result, row, column), NULL, 10);
}

gboolean
lf_pg_flag (const PGresult *result, int row, int column)
{
  return *PQgetvalue (result, row, column) == 't';
}
