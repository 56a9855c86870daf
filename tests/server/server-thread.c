/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server in a thread. */

#include "config.h"

#include "server-thread.h"

#include "lf-packing.h"

#include "lf-accounts.h"

#include <string.h>

/* ---- The thread ---- */

typedef struct
{
  ServerThread *self;
  const LfServerPatience *patience;
} Start;

static void
start_server (ServerThread *self, const LfServerPatience *patience)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfServerStorage) storage = zone_connect (self->zone);
  g_autoptr (LfServerStorage) news = zone_connect (self->zone);
  g_autofree char *blobs = g_strconcat (self->zone->path, ".files", NULL);

  self->server = lf_server_new (storage);
  if (self->zone->path != NULL)
    lf_server_set_blobs (self->server, blobs);
  if (patience != NULL)
    lf_server_set_patience (self->server, patience);
  lf_server_set_live (self->server, news);
  self->url = lf_server_listen (self->server, "127.0.0.1:0", NULL, &error);
  g_assert_no_error (error);
}

static gpointer
serve (gpointer data)
{
  Start *start = data;
  ServerThread *self = start->self;

  g_main_context_push_thread_default (self->context);
  g_mutex_lock (&self->mutex);
  start_server (self, start->patience);
  g_cond_signal (&self->is_ready);
  g_mutex_unlock (&self->mutex);
  g_main_loop_run (self->loop);
  lf_server_stop (self->server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_assert_finalize_object (self->server);
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static ServerThread *
start_on (Zone *zone, const LfServerPatience *patience)
{
  ServerThread *self = g_new0 (ServerThread, 1);
  Start start = { self, patience };

  self->zone = zone;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->is_ready);
  g_mutex_lock (&self->mutex);
  self->thread = g_thread_new ("server", serve, &start);
  while (self->url == NULL)
    g_cond_wait (&self->is_ready, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

ServerThread *
server_thread_new (const LfServerPatience *patience)
{
  return start_on (zone_new (), patience);
}

ServerThread *
server_thread_new_beside (ServerThread *other)
{
  return start_on (zone_open (other->zone->address), NULL);
}

static gboolean
on_quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* As an idle source: it comes after whatever the server has to do now. */
void
server_thread_stop (ServerThread *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  if (self->thread == NULL)
    return;
  g_source_set_callback (source, on_quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
server_thread_free (ServerThread *self)
{
  server_thread_stop (self);
  zone_free (self->zone);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->is_ready);
  g_free (self->url);
  g_free (self);
}

/* ---- Requests ---- */

void
reply_clear (Reply *self)
{
  g_free (self->type);
  g_free (self->allow);
  g_free (self->range);
  g_free (self->body);
}

char *
reply_member (const Reply *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = lf_wire_parse (self->body, (gssize) self->length, &error);
  JsonObject *object;

  g_assert_no_error (error);
  object = json_node_get_object (node);
  return json_object_has_member (object, name)
             ? g_strdup (json_object_get_string_member (object, name))
             : NULL;
}

static GBytes *
ask_body (const Ask *ask)
{
  gsize length = ask->length > 0 ? (gsize) ask->length : strlen (ask->body);
  g_autoptr (GBytes) plain = g_bytes_new (ask->body, length);

  return ask->packing == NULL ? g_steal_pointer (&plain)
                              : lf_packing_pack (lf_packing_find (ask->packing), plain);
}

static SoupMessage *
make_message (ServerThread *self, const Ask *ask)
{
  g_autofree char *url = g_strconcat (self->url, ask->path, NULL);
  SoupMessage *message = soup_message_new (ask->method == NULL ? "GET" : ask->method, url);
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (ask->token != NULL)
    {
      g_autofree char *bearer = g_strconcat ("Bearer ", ask->token, NULL);

      soup_message_headers_append (headers, "Authorization", bearer);
    }
  if (ask->body != NULL)
    {
      g_autoptr (GBytes) body = ask_body (ask);

      soup_message_set_request_body_from_bytes (message, "application/json", body);
    }
  if (ask->packing != NULL)
    soup_message_headers_append (headers, "Content-Encoding", ask->packing);
  if (ask->range != NULL)
    soup_message_headers_append (
        headers, g_strcmp0 (ask->method, "PUT") == 0 ? "Content-Range" : "Range", ask->range);
  return message;
}

/* With a NUL at its end. */
static char *
copy_text (GBytes *bytes)
{
  gsize length = g_bytes_get_size (bytes);
  char *text = g_malloc0 (length + 1);

  if (length > 0)
    memcpy (text, g_bytes_get_data (bytes, NULL), length);
  return text;
}

Reply
server_ask (ServerThread *self, const Ask *ask)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (SoupMessage) message = make_message (self, ask);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = NULL;
  SoupMessageHeaders *headers;
  const char *offset;

  if (!ask->takes_packed)
    soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  body = soup_session_send_and_read (session, message, NULL, &error);
  g_assert_no_error (error);
  headers = soup_message_get_response_headers (message);
  offset = soup_message_headers_get_one (headers, "Upload-Offset");
  return (Reply){ .status = soup_message_get_status (message),
                  .type = g_strdup (soup_message_headers_get_content_type (headers, NULL)),
                  .allow = g_strdup (soup_message_headers_get_one (headers, "Allow")),
                  .range = g_strdup (soup_message_headers_get_one (headers, "Content-Range")),
                  .offset = offset == NULL ? -1 : g_ascii_strtoll (offset, NULL, 10),
                  .is_packed = soup_message_headers_get_one (headers, "Content-Encoding") != NULL,
                  .body = copy_text (body),
                  .length = g_bytes_get_size (body) };
}

Reply
server_login (ServerThread *self, const char *name, const char *password, const char *device)
{
  g_autofree char *id = zone_id (device);
  g_autofree char *body
      = g_strdup_printf ("{\"version\":1,\"name\":\"%s\",\"password\":\"%s\",\"device\":\"%s\","
                         "\"device_name\":\"laptop\"}",
                         name, password, id);

  return server_ask (self, &(Ask){ .method = "POST", .path = "/v1/login", .body = body });
}

char *
server_sign_in (ServerThread *self, const char *name, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_auto (Reply) reply = { 0 };

  g_assert_true (lf_accounts_save (self->zone->storage, ZONE, name, role, PASSWORD, &error));
  g_assert_no_error (error);
  reply = server_login (self, name, PASSWORD, name);
  g_assert_cmpuint (reply.status, ==, 200);
  return reply_member (&reply, "token");
}

char *
push_text (LfChange *const *changes, guint n)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (all, changes[i]);
  return lf_wire_from_push (all, LF_WIRE_MINOR, NULL);
}

GPtrArray *
reply_answers (const Reply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LfJson) node = lf_json_read (reply->body, reply->length, &error);
  GPtrArray *answers = node == NULL ? NULL : lf_wire_to_answers (node, &error);

  g_assert_no_error (error);
  return answers;
}

/* ---- Raw connections ---- */

GSocketConnection *
server_connect (ServerThread *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection
      = g_socket_client_connect_to_uri (client, self->url, 80, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

void
connection_send (GSocketConnection *connection, const char *text)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_assert_true (g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL));
}

char *
connection_read (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[4096];
  gssize n;

  while ((n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (text, buffer, n);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- What most tests ask ---- */

Reply
server_get (ServerThread *self, const char *path, const char *token)
{
  return server_ask (self, &(Ask){ .path = path, .token = token });
}

Reply
server_push (ServerThread *self, const char *token, const char *body)
{
  return server_ask (self,
                     &(Ask){ .method = "POST", .path = "/v1/push", .token = token, .body = body });
}

void
assert_refused (const Reply *reply, guint status, const char *word)
{
  g_autofree char *said = NULL;
  g_autofree char *sentence = NULL;

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (reply->type, ==, "application/json");
  said = reply_member (reply, "error");
  sentence = reply_member (reply, "message");
  g_assert_cmpstr (said, ==, word);
  g_assert_true (g_str_has_suffix (sentence, "."));
}

LfPage *
server_pull (ServerThread *self, const char *token, const char *query)
{
  g_autofree char *path = g_strconcat ("/v1/pull?", query, NULL);
  g_auto (Reply) reply = server_get (self, path, token);
  g_autoptr (GError) error = NULL;
  LfPage *page = lf_wire_to_page (reply.body, reply.length, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (reply.status, ==, 200);
  g_assert_cmpstr (reply.type, ==, "application/x-ndjson");
  return page;
}

LfChange *
make_project (const char *name)
{
  g_autofree char *id = zone_id (name);
  LfChange *change = change_create ("project", id, name);

  lf_op_add_edit (change->ops->pdata[0], "stage", NULL, "lead", 0);
  return change;
}
