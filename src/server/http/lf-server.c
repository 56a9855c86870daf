/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP: what is asked is checked on the main thread, worked on beside it, and answered there. */

#include "config.h"

#include "lf-server.h"

#include "lf-deadlines.h"
#include "lf-live-hub.h"
#include "lf-log.h"
#include "lf-routes.h"
#include "lf-steps.h"
#include "lf-trace.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DISCARDED (32 * 1024 * 1024) /* bytes of a body that is refused already */
#define MAX_WAITING 1000                 /* requests in front of the storage */
#define N_WORKERS 2
#define STOP_US (10 * G_USEC_PER_SEC)

struct _LfServer
{
  GObject parent_instance;
  SoupServer *soup;
  GMainContext *context;
  LfServerStorage *storage;
  LfRate *rate;
  LfBlobFolder *blobs; /* (nullable) */
  LfLiveHub *live;     /* (nullable) */
  LfServerCounts counts;
  LfMetrics *metrics;
  char *database; /* (nullable) */
  gint64 session_us;
  LfServerPatience patience;
  int minor;                 /* of the protocol */
  GThreadPool *storage_pool; /* of one thread */
  GThreadPool *work_pool;
  LfDeadlines *deadlines;
  guint run;    /* one start of the server, in its requests' ids */
  guint n_open; /* requests that were taken and are not answered to the end */
  gboolean is_stopping;
};

G_DEFINE_FINAL_TYPE (LfServer, lf_server, G_TYPE_OBJECT)

/* ---- Answers ---- */

/* Nobody waits for the answer any longer than the request takes: libsoup gives it after the body,
 * which is thrown away. */
static void
refuse (SoupServerMessage *message, guint status, const char *word, const char *sentence)
{
  char *body = lf_request_error_body (word, sentence);
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
}

typedef struct
{
  LfServer *server;
  LfRequest *request;
} Task;

/* What a browser asks before it lets a page of another site read the answer. */
static void
set_page_headers (SoupMessageHeaders *headers, const LfRequest *request)
{
  if (request->retry_s > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", request->retry_s);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (!request->is_origin_known)
    return;
  soup_message_headers_replace (headers, "Access-Control-Allow-Origin", request->origin);
  soup_message_headers_replace (headers, "Access-Control-Allow-Methods", "POST");
  soup_message_headers_replace (headers, "Access-Control-Allow-Headers",
                                "Authorization, Content-Type");
  soup_message_headers_replace (headers, "Access-Control-Max-Age", "600");
  soup_message_headers_replace (headers, "Vary", "Origin");
}

static void
set_file_headers (SoupMessageHeaders *headers, const LfRequest *request)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, request->upload_offset);

  if (request->content_range != NULL)
    soup_message_headers_replace (headers, "Content-Range", request->content_range);
  if (request->upload_offset >= 0)
    soup_message_headers_replace (headers, "Upload-Offset", offset);
}

static void
on_upgraded (SoupServerMessage *message, gpointer server)
{
  LfServer *self = server;

  self->n_open--;
  lf_deadlines_drop (self->deadlines, message);
  lf_trace_finish (message);
}

static void
set_answer (LfRequest *request)
{
  SoupServerMessage *message = request->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Accept-Encoding", LF_PACKING_ACCEPTED);
  if (request->is_answer_packed)
    soup_message_headers_replace (headers, "Content-Encoding",
                                  lf_packing_name (request->answer_packing));
  set_file_headers (headers, request);
  if (request->type != NULL)
    soup_message_headers_set_content_type (headers, request->type, NULL);
  set_page_headers (headers, request);
  soup_server_message_set_status (message, request->status, NULL);
  if (g_bytes_get_size (request->answer) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message),
                                    request->answer);
}

static gboolean
finish (gpointer data)
{
  Task *task = data;
  LfRequest *request = task->request;
  SoupServerMessage *message = request->message;

  lf_trace_note_user (request);
  if (request->status != SOUP_STATUS_SWITCHING_PROTOCOLS
      || !lf_live_upgrade (request, on_upgraded, task->server))
    set_answer (request);
  lf_deadlines_set (task->server->deadlines, message, task->server->patience.body_s);
  soup_server_message_unpause (message);
  lf_request_free (request);
  g_object_unref (task->server);
  g_free (task);
  return G_SOURCE_REMOVE;
}

/* ---- Steps ---- */

static void
go_on (Task *task)
{
  LfRequest *request = task->request;
  const LfStep *step = &request->route->steps[request->step];
  g_autoptr (GSource) source = NULL;

  if (request->status == 0)
    {
      g_thread_pool_push (
          step->needs_storage ? task->server->storage_pool : task->server->work_pool, task, NULL);
      return;
    }
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, finish, task, NULL);
  g_source_attach (source, task->server->context);
}

static void
run_step (gpointer data, gpointer user_data)
{
  Task *task = data;
  LfRequest *request = task->request;

  request->route->steps[request->step++].run (request);
  go_on (task);
}

static void
on_finished_cb (SoupServerMessage *message, gpointer server)
{
  LfServer *self = server;

  self->n_open--;
}

static int
common_minor (LfServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  LfWireVersion theirs = { LF_WIRE_VERSION, 0 };

  lf_wire_version_parse (soup_message_headers_get_one (headers, LF_WIRE_HEADER), &theirs);
  return MIN (theirs.minor, g_atomic_int_get (&self->minor));
}

static void
start (LfServer *self, const LfRoute *route, SoupServerMessage *message, GHashTable *query)
{
  Task *task = g_new0 (Task, 1);

  task->server = g_object_ref (self);
  task->request = lf_request_new (route, message, query);
  task->request->minor = common_minor (self, message);
  task->request->storage = self->storage;
  task->request->rate = self->rate;
  task->request->counts = &self->counts;
  task->request->metrics = self->metrics;
  task->request->database = self->database;
  task->request->id = lf_trace_id (message);
  task->request->blobs = self->blobs;
  task->request->session_us = self->session_us;
  task->request->live = self->live;
  self->n_open++;
  g_signal_connect_object (message, "finished", G_CALLBACK (on_finished_cb), self, 0);
  soup_server_message_pause (message);
  go_on (task);
}

/* ---- Requests ---- */

static void
refuse_method (SoupServerMessage *message, const char *path)
{
  g_autofree char *allowed = lf_routes_allowed (path);

  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Allow",
                                allowed);
  refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "method",
          _ ("This address is used in another way."));
}

/* How much of a body is read before the client is cut off. */
typedef struct
{
  gsize n_read;
  gsize limit;
} Allowance;

static void
on_got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer data)
{
  Allowance *allowance = data;

  allowance->n_read += g_bytes_get_size (chunk);
  if (allowance->n_read > allowance->limit)
    lf_deadlines_cut_off (message);
}

static void
free_allowance (gpointer data, GClosure *closure)
{
  g_free (data);
}

static void
limit_body (SoupServerMessage *message, gsize limit)
{
  Allowance *allowance = g_new0 (Allowance, 1);

  allowance->limit = limit;
  g_signal_connect_data (message, "got-chunk", G_CALLBACK (on_got_chunk_cb), allowance,
                         free_allowance, 0);
}

/* Who says no version is taken for a script, and at its word. FALSE: refused. */
static gboolean
check_version (LfServer *self, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const LfWireVersion ours = { LF_WIRE_VERSION, g_atomic_int_get (&self->minor) };
  g_autofree char *said = lf_wire_version_format (ours);
  LfWireVersion theirs;
  LfWireFit fit = LF_WIRE_FITS;

  if (ours.minor < 0)
    return TRUE;
  soup_message_headers_replace (soup_server_message_get_response_headers (message), LF_WIRE_HEADER,
                                said);
  if (lf_wire_version_parse (soup_message_headers_get_one (headers, LF_WIRE_HEADER), &theirs))
    fit = lf_wire_fit (theirs, ours);
  if (fit == LF_WIRE_CLIENT_TOO_OLD)
    refuse (message, LF_STATUS_UPGRADE_REQUIRED, "version", LF_SENTENCE_CLIENT_TOO_OLD);
  else if (fit == LF_WIRE_SERVER_TOO_OLD)
    refuse (message, SOUP_STATUS_NOT_IMPLEMENTED, "version", LF_SENTENCE_SERVER_TOO_OLD);
  return fit == LF_WIRE_FITS;
}

/* libsoup answers what it cannot read by itself, with 400 and what is here by then; anything else
 * has its answer put in this one's place. */
static void
presume_garbage (SoupServerMessage *message)
{
  char *body = lf_request_error_body ("request", _ ("This is no request that can be read."));

  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body,
                                    strlen (body));
}

static void
forget_garbage (SoupServerMessage *message)
{
  soup_message_body_truncate (soup_server_message_get_response_body (message));
  soup_message_headers_remove (soup_server_message_get_response_headers (message), "Content-Type");
}

/* A text would end there: what is behind it nobody would see. */
static gboolean
has_zero (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  return query != NULL && strstr (query, "%00") != NULL;
}

/* What can be told from the headers alone is told before the body comes. */
static void
on_early_request_cb (SoupServer *soup,
                     SoupServerMessage *message,
                     const char *path,
                     GHashTable *query,
                     gpointer user_data)
{
  LfServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const LfRoute *route = lf_routes_find (path, soup_server_message_get_method (message));

  lf_trace_start (
      message, G_OBJECT (self), self->metrics, route,
      g_strdup_printf ("%08x-%d", self->run, g_atomic_int_add (&self->counts.n_started, 1) + 1));
  lf_deadlines_set (self->deadlines, message, self->patience.body_s);
  forget_garbage (message);
  if (!check_version (self, message))
    ;
  else if (route == NULL)
    refuse (message, SOUP_STATUS_NOT_FOUND, "path", _ ("There is nothing at this address."));
  else if (has_zero (message))
    refuse (message, SOUP_STATUS_BAD_REQUEST, "query", _ ("The address has a zero byte in it."));
  else if (strcmp (route->method, soup_server_message_get_method (message)) != 0)
    refuse_method (message, path);
  else if (route->needs_token && soup_message_headers_get_one (headers, "Authorization") == NULL)
    refuse (message, SOUP_STATUS_UNAUTHORIZED, "token",
            _ ("This device is not signed in: sign in first."));
  else if (soup_message_headers_get_content_length (headers) > (goffset) route->max_body)
    refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "size",
            _ ("The request is larger than this server takes: send it in smaller parts."));
  limit_body (message,
              soup_server_message_get_status (message) == 0 ? route->max_body : MAX_DISCARDED);
}

static void
on_request_cb (SoupServer *soup,
               SoupServerMessage *message,
               const char *path,
               GHashTable *query,
               gpointer user_data)
{
  LfServer *self = user_data;

  lf_deadlines_drop (self->deadlines, message);
  if (self->is_stopping || g_thread_pool_unprocessed (self->storage_pool) > MAX_WAITING)
    refuse (message, SOUP_STATUS_SERVICE_UNAVAILABLE, "busy",
            _ ("The server is stopping or has too much to do: try again in a minute."));
  else
    start (self, lf_routes_find (path, soup_server_message_get_method (message)), message, query);
}

static void
drop_deadline (LfServer *self, SoupServerMessage *message)
{
  lf_deadlines_drop (self->deadlines, message);
}

static void
on_request_started_cb (SoupServer *soup, SoupServerMessage *message, gpointer user_data)
{
  LfServer *self = user_data;

  presume_garbage (message);
  lf_deadlines_set (self->deadlines, message, self->patience.request_s);
  g_signal_connect_object (message, "finished", G_CALLBACK (drop_deadline), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (message, "disconnected", G_CALLBACK (drop_deadline), self,
                           G_CONNECT_SWAPPED);
}

/* ---- Listening ---- */

static gboolean
parse_address (const char *text, GSocketAddress **ret_address, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 8470, NULL);
  GNetworkAddress *address = connectable == NULL ? NULL : G_NETWORK_ADDRESS (connectable);

  *ret_address
      = address == NULL
            ? NULL
            : g_inet_socket_address_new_from_string (g_network_address_get_hostname (address),
                                                     g_network_address_get_port (address));
  if (*ret_address != NULL)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("“%s” is not an address to listen on: write it like 127.0.0.1:8470."), text);
  return FALSE;
}

static gboolean
check_secret (GSocketAddress *socket_address,
              const char *address,
              GTlsCertificate *certificate,
              GError **error)
{
  GInetAddress *inet = g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (socket_address));

  if (certificate != NULL || g_inet_address_get_is_loopback (inet))
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
               _ ("“%s” can be reached from other machines, so passwords and data need TLS: give "
                  "--tls-cert and --tls-key, or listen on 127.0.0.1."),
               address);
  return FALSE;
}

static char *
get_url (LfServer *self)
{
  GSList *uris = soup_server_get_uris (self->soup);
  char *url = g_uri_to_string (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  if (g_str_has_suffix (url, "/"))
    url[strlen (url) - 1] = '\0';
  return url;
}

char *
lf_server_listen (LfServer *self, const char *address, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (LF_IS_SERVER (self), NULL);

  if (!parse_address (address, &socket_address, error)
      || !check_secret (socket_address, address, certificate, error))
    return NULL;
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  if (soup_server_listen (self->soup, socket_address,
                          certificate == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS, &cause))
    return get_url (self);
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_NETWORK,
               _ ("“%1$s” cannot be listened on: %2$s. Choose another port, or stop who has it."),
               address, cause->message);
  return NULL;
}

static gboolean
on_stop_deadline_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

void
lf_server_stop (LfServer *self)
{
  g_autoptr (GSource) deadline = g_timeout_source_new (STOP_US / 1000);
  gboolean is_late = FALSE;

  g_return_if_fail (LF_IS_SERVER (self));

  self->is_stopping = TRUE;
  g_source_set_callback (deadline, on_stop_deadline_cb, &is_late, NULL);
  g_source_attach (deadline, self->context);
  if (self->live != NULL)
    lf_live_hub_close (self->live);
  while ((self->n_open > 0 || (self->live != NULL && !lf_live_hub_is_empty (self->live)))
         && !is_late)
    g_main_context_iteration (self->context, TRUE);
  g_source_destroy (deadline);
  soup_server_disconnect (self->soup);
}

/* ---- The object ---- */

void
lf_server_set_patience (LfServer *self, const LfServerPatience *patience)
{
  g_return_if_fail (LF_IS_SERVER (self));

  self->patience = *patience;
}

void
lf_server_set_minor (LfServer *self, int minor)
{
  g_return_if_fail (LF_IS_SERVER (self));

  g_atomic_int_set (&self->minor, minor);
}

void
lf_server_set_database (LfServer *self, const char *path)
{
  g_return_if_fail (LF_IS_SERVER (self));

  g_free (self->database);
  self->database = g_strdup (path);
}

void
lf_server_set_session (LfServer *self, gint64 session_us)
{
  g_return_if_fail (LF_IS_SERVER (self));

  self->session_us = session_us;
}

void
lf_server_set_blobs (LfServer *self, const char *path)
{
  g_return_if_fail (LF_IS_SERVER (self));

  g_clear_pointer (&self->blobs, lf_blob_folder_free);
  self->blobs = lf_blob_folder_new (path);
}

void
lf_server_set_live (LfServer *self, LfServerStorage *storage)
{
  g_return_if_fail (LF_IS_SERVER (self));

  g_clear_pointer (&self->live, lf_live_hub_free);
  self->live = lf_live_hub_new (storage, &self->counts);
  if (self->patience.ping_s > 0)
    lf_live_hub_set_ping (self->live, self->patience.ping_s);
}

static void
lf_server_finalize (GObject *object)
{
  LfServer *self = LF_SERVER (object);

  g_thread_pool_free (self->storage_pool, FALSE, TRUE);
  g_thread_pool_free (self->work_pool, FALSE, TRUE);
  g_clear_object (&self->soup);
  g_clear_pointer (&self->live, lf_live_hub_free);
  g_clear_object (&self->storage);
  lf_deadlines_free (self->deadlines);
  lf_rate_free (self->rate);
  lf_metrics_free (self->metrics);
  g_free (self->database);
  g_clear_pointer (&self->blobs, lf_blob_folder_free);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (lf_server_parent_class)->finalize (object);
}

static void
lf_server_class_init (LfServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_server_finalize;
}

static void
lf_server_init (LfServer *self)
{
  self->patience = (LfServerPatience){ .request_s = 120, .body_s = 300 };
  self->minor = LF_WIRE_MINOR;
  self->run = g_random_int ();
  self->session_us = LF_SESSION_DAYS * LF_DAY_US;
  self->context = g_main_context_ref_thread_default ();
  self->soup = soup_server_new ("server-header", "landfall", NULL);
  self->rate = lf_rate_new ();
  self->metrics = lf_metrics_new ();
  self->storage_pool = g_thread_pool_new (run_step, NULL, 1, TRUE, NULL);
  self->work_pool = g_thread_pool_new (run_step, NULL, N_WORKERS, TRUE, NULL);
  self->deadlines = lf_deadlines_new (self->context);
  soup_server_add_early_handler (self->soup, NULL, on_early_request_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request_cb, self, NULL);
  g_signal_connect_object (self->soup, "request-started", G_CALLBACK (on_request_started_cb), self,
                           0);
}

LfServer *
lf_server_new (LfServerStorage *storage)
{
  LfServer *self;

  g_return_val_if_fail (LF_IS_SERVER_STORAGE (storage), NULL);

  self = g_object_new (LF_TYPE_SERVER, NULL);
  self->storage = g_object_ref (storage);
  return self;
}
