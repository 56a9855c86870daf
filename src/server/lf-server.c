/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTTP: sign in, push, pull. Requests wait for the storage thread; the main loop never does. */

#include "config.h"

#include "lf-server.h"

#include "lf-accounts.h"
#include "lf-merge.h"
#include "lf-server-pages.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FAILURES_ALLOWED 8
#define FAILURE_MEMORY_US (60 * G_USEC_PER_SEC)

struct _LfServer {
  GObject parent_instance;
  SoupServer *soup;
  LfServerStorage *storage;     /* the storage thread's */
  GThreadPool *pool;            /* of one thread */
  GHashTable *failures;         /* account name → Failures; the storage thread's */
  gint n_requests, n_changes, n_refused;
};

G_DEFINE_FINAL_TYPE (LfServer, lf_server, G_TYPE_OBJECT)

typedef struct {
  guint n;
  gint64 last_us;
} Failures;

/* One request on its way through the storage thread. */
typedef struct {
  LfServer *server;
  SoupServerMessage *message;
  void (*handle) (LfServer *self, gpointer request);
  GBytes *body;
  char *token;                  /* (nullable) */
  gint64 cursor;
  LfServerUser *user;           /* (nullable): handlers that need one are not called without */
  guint status;
  const char *type;
  char *answer;
  gsize answer_length;
} Request;

static void
request_free (Request *request)
{
  g_object_unref (request->message);
  g_object_unref (request->server);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_pointer (&request->user, lf_server_user_free);
  g_free (request->token);
  g_free (request->answer);
  g_free (request);
}

/* ---- Answers ---- */

static void
answer_text (Request *request, guint status, const char *type, char *text /* (transfer full) */)
{
  g_free (request->answer);
  request->status = status;
  request->type = type;
  request->answer = text;
  request->answer_length = strlen (text);
}

static void
answer_node (Request *request, JsonNode *node /* (transfer full) */)
{
  answer_text (request, SOUP_STATUS_OK, "application/json", lf_wire_print (node, NULL));
  json_node_unref (node);
}

static char *
error_body (const char *word, const char *sentence)
{
  JsonObject *object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_alloc ();

  json_object_set_string_member (object, "error", word);
  json_object_set_string_member (object, "message", sentence);
  json_node_init_object (node, object);
  json_object_unref (object);
  return lf_wire_print (node, NULL);
}

static void
answer_error (Request *request, guint status, const char *word, const char *sentence)
{
  answer_text (request, status, "application/json", error_body (word, sentence));
}

static void
answer_failure (Request *request, const GError *error)
{
  g_message ("request failed: %s", error->message);
  answer_error (request, SOUP_STATUS_INTERNAL_SERVER_ERROR, "storage", _ ("The server cannot use its database. Nothing was saved; try again later."));
}

/* ---- Reading requests ---- */

static JsonNode *
read_body (Request *request)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);
  JsonNode *node = text == NULL ? NULL : lf_wire_parse (text, (gssize) length, &error);

  if (node == NULL)
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "body", error == NULL ? _ ("The request has no body.") : error->message);
  return node;
}

static gboolean
check_version (Request *request, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  gint64 version = object == NULL ? 0 : json_object_get_int_member_with_default (object, "version", 0);

  if (version == LF_WIRE_VERSION)
    return TRUE;
  answer_error (request, version > LF_WIRE_VERSION ? SOUP_STATUS_NOT_IMPLEMENTED : 426, "version",
                version > LF_WIRE_VERSION ? _ ("This server is older than the program that calls it: have it brought up to date.")
                                          : _ ("This program is too old for the server: install the current version."));
  return FALSE;
}

/* ---- Sign in ---- */

static gboolean
is_throttled (LfServer *self, const char *name)
{
  const Failures *failures = g_hash_table_lookup (self->failures, name);

  return failures != NULL && failures->n >= FAILURES_ALLOWED && g_get_monotonic_time () - failures->last_us < FAILURE_MEMORY_US;
}

static void
count_failure (LfServer *self, const char *name)
{
  Failures *failures = g_hash_table_lookup (self->failures, name);

  if (failures == NULL)
    {
      failures = g_new0 (Failures, 1);
      g_hash_table_insert (self->failures, g_strdup (name), failures);
    }
  if (g_get_monotonic_time () - failures->last_us > FAILURE_MEMORY_US)
    failures->n = 0;
  failures->n++;
  failures->last_us = g_get_monotonic_time ();
}

static const char *
text_member (JsonNode *node, const char *name)
{
  JsonNode *member = json_object_get_member (json_node_get_object (node), name);

  return member != NULL && JSON_NODE_HOLDS_VALUE (member) && json_node_get_value_type (member) == G_TYPE_STRING ? json_node_get_string (member) : NULL;
}

static void
sign_in (LfServer *self, Request *request, JsonNode *node)
{
  const char *name = text_member (node, "name"), *password = text_member (node, "password"), *device = text_member (node, "device");
  const char *device_name = text_member (node, "device_name");
  g_autoptr (GError) error = NULL;
  g_autofree char *token = NULL;
  g_autofree char *role = NULL;
  JsonObject *object;
  JsonNode *answer;

  if (name == NULL || password == NULL || !lf_id_is_valid (device))
    {
      answer_error (request, SOUP_STATUS_BAD_REQUEST, "body", _ ("Name, password and the id of the device are needed to sign in."));
      return;
    }
  if (is_throttled (self, name))
    {
      answer_error (request, 429, "throttled", _ ("Too many wrong passwords: wait a minute and try again."));
      return;
    }
  token = lf_accounts_sign_in (self->storage, name, password, device, device_name, &role, &error);
  if (error != NULL)
    {
      answer_failure (request, error);
      return;
    }
  if (token == NULL)
    {
      count_failure (self, name);
      answer_error (request, SOUP_STATUS_UNAUTHORIZED, "sign-in", _ ("The server does not know this name with this password."));
      return;
    }
  g_hash_table_remove (self->failures, name);
  object = json_object_new ();
  json_object_set_string_member (object, "token", token);
  json_object_set_string_member (object, "account", name);
  json_object_set_string_member (object, "role", role);
  answer = json_node_alloc ();
  json_node_init_object (answer, object);
  json_object_unref (object);
  answer_node (request, answer);
}

static void
handle_login (LfServer *self, gpointer data)
{
  Request *request = data;
  g_autoptr (JsonNode) node = read_body (request);

  if (node != NULL && check_version (request, node))
    sign_in (self, request, node);
}

/* ---- Push ---- */

static gboolean
waits (const LfChange *change, GHashTable *refused)
{
  for (guint i = 0; i < change->ops->len; i++)
    if (g_hash_table_contains (refused, ((LfOp *) change->ops->pdata[i])->id))
      return TRUE;
  return FALSE;
}

static LfAnswer *
judge (LfServer *self, const LfServerUser *user, const LfChange *change, GHashTable *refused, GError **error)
{
  LfAnswer *answer;

  if (waits (change, refused))
    return lf_answer_new (change->id, LF_ANSWER_WAITING);
  answer = lf_merge_change (self->storage, user, change, error);
  if (answer == NULL)
    return NULL;
  g_atomic_int_inc (answer->kind == LF_ANSWER_REFUSED ? &self->n_refused : &self->n_changes);
  for (guint i = 0; answer->kind == LF_ANSWER_REFUSED && i < change->ops->len; i++)
    g_hash_table_add (refused, ((LfOp *) change->ops->pdata[i])->id);
  return answer;
}

/* A failure half way gives the answers so far nowhere: the device sends again and gets the first answers again (G4). */
static void
merge_all (LfServer *self, Request *request, GPtrArray *changes)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify) lf_answer_free);
  g_autoptr (GHashTable) refused = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      LfAnswer *answer = judge (self, request->user, changes->pdata[i], refused, &error);

      if (answer == NULL)
        {
          answer_failure (request, error);
          return;
        }
      g_ptr_array_add (answers, answer);
    }
  answer_node (request, lf_wire_from_answers (answers, g_get_real_time ()));
}

static void
handle_push (LfServer *self, gpointer data)
{
  Request *request = data;
  g_autoptr (JsonNode) node = read_body (request);
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;

  if (node == NULL || !check_version (request, node))
    return;
  changes = lf_wire_to_push (node, &error);
  if (changes == NULL)
    answer_error (request, SOUP_STATUS_BAD_REQUEST, "body", error->message);
  else
    merge_all (self, request, changes);
}

/* ---- Pull and the rest ---- */

static void
handle_pull (LfServer *self, gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (LfPage) page = lf_server_read_page (self->storage, request->user->zone, request->cursor, &error);

  if (page == NULL)
    answer_failure (request, error);
  else
    answer_text (request, SOUP_STATUS_OK, "application/x-ndjson", lf_wire_from_page (page, NULL));
}

static void
handle_digest (LfServer *self, gpointer data)
{
  Request *request = data;
  g_autoptr (GError) error = NULL;
  char *digest = lf_server_digest (self->storage, request->user->zone, &error);

  if (digest == NULL)
    answer_failure (request, error);
  else
    answer_text (request, SOUP_STATUS_OK, "text/plain", digest);
}

static void
handle_health (LfServer *self, gpointer data)
{
  answer_text (data, SOUP_STATUS_OK, "text/plain", g_strdup ("ok\n"));
}

static void
handle_metrics (LfServer *self, gpointer data)
{
  answer_text (data, SOUP_STATUS_OK, "text/plain; version=0.0.4",
               g_strdup_printf ("# TYPE landfall_requests_total counter\nlandfall_requests_total %d\n"
                                "# TYPE landfall_changes_accepted_total counter\nlandfall_changes_accepted_total %d\n"
                                "# TYPE landfall_changes_refused_total counter\nlandfall_changes_refused_total %d\n",
                                g_atomic_int_get (&self->n_requests), g_atomic_int_get (&self->n_changes), g_atomic_int_get (&self->n_refused)));
}

/* ---- Dispatch ---- */

static const struct {
  const char *path, *method;
  void (*handle) (LfServer *self, gpointer request);
  gboolean needs_user;
} routes[] = {
  { "/v1/login", "POST", handle_login, FALSE },     { "/v1/push", "POST", handle_push, TRUE },
  { "/v1/pull", "GET", handle_pull, TRUE },         { "/v1/digest", "GET", handle_digest, TRUE },
  { "/v1/healthz", "GET", handle_health, FALSE },   { "/v1/metrics", "GET", handle_metrics, FALSE },
};

static gboolean
finish (gpointer data)
{
  Request *request = data;

  soup_server_message_set_status (request->message, request->status, NULL);
  soup_server_message_set_response (request->message, request->type, SOUP_MEMORY_COPY, request->answer, request->answer_length);
  soup_server_message_unpause (request->message);
  request_free (request);
  return G_SOURCE_REMOVE;
}

static gboolean
find_user (LfServer *self, Request *request)
{
  g_autoptr (GError) error = NULL;

  if (request->token != NULL)
    request->user = lf_accounts_find_user (self->storage, request->token, &error);
  if (error != NULL)
    answer_failure (request, error);
  else if (request->user == NULL)
    answer_error (request, SOUP_STATUS_UNAUTHORIZED, "token", _ ("This device is not signed in any more: sign in again."));
  return request->user != NULL;
}

static void
work (gpointer data, gpointer user_data)
{
  Request *request = data;
  LfServer *self = user_data;
  gboolean needs_user = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    if (routes[i].handle == request->handle)
      needs_user = routes[i].needs_user;
  if (!needs_user || find_user (self, request))
    request->handle (self, request);
  g_main_context_invoke (NULL, finish, request);
}

static void
refuse (SoupServerMessage *message, guint status, const char *word, const char *sentence)
{
  char *body = error_body (word, sentence);

  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, body, strlen (body));
}

/* The body as the storage thread gets it; NULL when it does not unpack or is too large. */
static GBytes *
unpack (SoupServerMessage *message)
{
  g_autoptr (GBytes) packed = soup_message_body_flatten (soup_server_message_get_request_body (message));
  const char *encoding = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Content-Encoding");
  g_autoptr (GZlibDecompressor) gunzip = NULL;
  g_autoptr (GInputStream) base = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (encoding == NULL || strcmp (encoding, "identity") == 0)
    return g_steal_pointer (&packed);
  if (strcmp (encoding, "gzip") != 0)
    return NULL;
  gunzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  base = g_memory_input_stream_new_from_bytes (packed);
  stream = g_converter_input_stream_new (base, G_CONVERTER (gunzip));
  text = g_malloc (LF_WIRE_MAX_BODY + 1);
  if (!g_input_stream_read_all (stream, text, LF_WIRE_MAX_BODY + 1, &length, NULL, NULL) || length > LF_WIRE_MAX_BODY)
    return NULL;
  return g_bytes_new (text, length);
}

static char *
read_token (SoupServerMessage *message)
{
  const char *authorization = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Authorization");

  return authorization != NULL && g_str_has_prefix (authorization, "Bearer ") ? g_strdup (authorization + strlen ("Bearer ")) : NULL;
}

static void
enqueue (LfServer *self, SoupServerMessage *message, GHashTable *query, guint route)
{
  Request *request;
  g_autoptr (GBytes) body = unpack (message);
  const char *cursor = query == NULL ? NULL : g_hash_table_lookup (query, "cursor");

  if (body == NULL)
    {
      refuse (message, SOUP_STATUS_BAD_REQUEST, "encoding", _ ("The body of the request cannot be unpacked, or is too large."));
      return;
    }
  request = g_new0 (Request, 1);
  request->server = g_object_ref (self);
  request->message = g_object_ref (message);
  request->handle = routes[route].handle;
  request->body = g_steal_pointer (&body);
  request->token = read_token (message);
  request->cursor = cursor == NULL ? 0 : MAX (0, g_ascii_strtoll (cursor, NULL, 10));
  soup_server_message_pause (message);
  g_thread_pool_push (self->pool, request, NULL);
}

static void
on_request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  LfServer *self = user_data;

  g_atomic_int_inc (&self->n_requests);
  for (guint i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (strcmp (routes[i].path, path) != 0)
        continue;
      if (strcmp (routes[i].method, soup_server_message_get_method (message)) == 0)
        enqueue (self, message, query, i);
      else
        refuse (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "method", _ ("This address is used in another way."));
      return;
    }
  refuse (message, SOUP_STATUS_NOT_FOUND, "path", _ ("There is nothing at this address."));
}

/* Bodies are refused by their length before they are read, and by what has arrived when no length was given. */
static void
on_got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  if (soup_server_message_get_request_body (message)->length > LF_WIRE_MAX_BODY)
    g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

static void
on_early_request_cb (SoupServer *soup, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  goffset length = soup_message_headers_get_content_length (soup_server_message_get_request_headers (message));

  if (length > LF_WIRE_MAX_BODY)
    refuse (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE, "size", _ ("The request is larger than this server takes: send it in smaller parts."));
  else
    g_signal_connect (message, "got-chunk", G_CALLBACK (on_got_chunk_cb), NULL);
}

/* ---- Life ---- */

static void
lf_server_finalize (GObject *object)
{
  LfServer *self = LF_SERVER (object);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->soup);
  g_clear_object (&self->storage);
  g_hash_table_unref (self->failures);
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
  self->soup = soup_server_new ("server-header", "landfall ", NULL);
  self->pool = g_thread_pool_new (work, self, 1, TRUE, NULL);
  self->failures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_server_add_early_handler (self->soup, NULL, on_early_request_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, on_request_cb, self, NULL);
}

LfServer *
lf_server_new (LfServerStorage *storage)
{
  LfServer *self = g_object_new (LF_TYPE_SERVER, NULL);

  self->storage = g_object_ref (storage);
  return self;
}

static gboolean
parse_address (const char *text, GSocketAddress **ret_address, GError **error)
{
  g_autoptr (GSocketConnectable) connectable = g_network_address_parse (text, 8470, NULL);
  const char *host = connectable == NULL ? NULL : g_network_address_get_hostname (G_NETWORK_ADDRESS (connectable));
  guint16 port = connectable == NULL ? 0 : g_network_address_get_port (G_NETWORK_ADDRESS (connectable));

  *ret_address = host == NULL ? NULL : g_inet_socket_address_new_from_string (host, port);
  if (*ret_address != NULL)
    return TRUE;
  g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL, _ ("“%s” is not an address to listen on: write it like 127.0.0.1:8470."), text);
  return FALSE;
}

char *
lf_server_listen (LfServer *self, const char *address, GTlsCertificate *certificate, GError **error)
{
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GError) local_error = NULL;
  GSList *uris;
  char *uri;

  if (!parse_address (address, &socket_address, error))
    return NULL;
  if (certificate == NULL && !g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (socket_address))))
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_CALL,
                   _ ("“%s” can be reached from other machines, so passwords and data need TLS: give --tls-cert and --tls-key, or listen on 127.0.0.1."), address);
      return NULL;
    }
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->soup, certificate);
  if (!soup_server_listen (self->soup, socket_address, certificate == NULL ? 0 : SOUP_SERVER_LISTEN_HTTPS, &local_error))
    {
      g_set_error (error, LF_SERVER_ERROR, LF_SERVER_ERROR_NETWORK, _ ("“%1$s” cannot be listened on: %2$s."), address, local_error->message);
      return NULL;
    }
  uris = soup_server_get_uris (self->soup);
  uri = g_uri_to_string (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  if (g_str_has_suffix (uri, "/"))
    uri[strlen (uri) - 1] = '\0';
  return uri;
}

void
lf_server_stop (LfServer *self)
{
  soup_server_disconnect (self->soup);
}
