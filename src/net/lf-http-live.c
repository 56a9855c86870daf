/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live news over a WebSocket. libsoup knows those in a main context only: there is one that runs
 * while a call blocks. */

#include "config.h"

#include "lf-http-private.h"
#include "lf-wire.h"

#include <glib/gi18n-lib.h>

#define MAX_MESSAGE 4096 /* bytes */
#define MISSED_PINGS 3

#define LF_TYPE_HTTP_LIVE (lf_http_live_get_type ())
G_DECLARE_FINAL_TYPE (LfHttpLive, lf_http_live, LF, HTTP_LIVE, GObject)

struct _LfHttpLive
{
  GObject parent_instance;
  LfHttp *http;    /* NULL: the address is not one to talk to */
  GError *refusal; /* why */
  guint ping_s;
  GMainContext *context;
  SoupWebsocketConnection *connection; /* (nullable) */
  gint64 heard_us;                     /* monotonic time of the last sign of life */
  gint64 seq;                          /* -1: nothing was said */
  gboolean is_lost;
};

static void lf_http_live_iface_init (LfLiveInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (LfHttpLive,
                               lf_http_live,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (LF_TYPE_LIVE, lf_http_live_iface_init))

/* ---- Signals ---- */

static void
hear (LfHttpLive *self)
{
  self->heard_us = g_get_monotonic_time ();
}

static gboolean
read_seq (GBytes *message, gint64 *ret_seq)
{
  gsize length;
  const char *text = g_bytes_get_data (message, &length);
  g_autoptr (JsonNode) node = length > 0 ? lf_wire_parse (text, (gssize) length, NULL) : NULL;
  JsonNode *seq = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                      ? json_object_get_member (json_node_get_object (node), "seq")
                      : NULL;

  if (seq == NULL || json_node_get_value_type (seq) != G_TYPE_INT64 || json_node_get_int (seq) < 0)
    return FALSE;
  *ret_seq = json_node_get_int (seq);
  return TRUE;
}

/* What makes no sense is no news; the server may say more one day than is known here. */
static void
on_message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, LfHttpLive *self)
{
  hear (self);
  if (type == SOUP_WEBSOCKET_DATA_TEXT)
    read_seq (message, &self->seq);
}

static void
on_pong_cb (SoupWebsocketConnection *connection, GBytes *message, LfHttpLive *self)
{
  hear (self);
}

static void
on_closed_cb (SoupWebsocketConnection *connection, LfHttpLive *self)
{
  self->is_lost = TRUE;
}

/* ---- Connecting ---- */

/* Only what may pass by itself is worth a soon try. */
static void
set_refused (LfHttpLive *self, SoupMessage *message, GError **error)
{
  guint status = soup_message_get_status (message);
  LfSyncError code = LF_SYNC_ERROR_PROTOCOL;
  GError *failure;

  if (status == SOUP_STATUS_UNAUTHORIZED || status == SOUP_STATUS_FORBIDDEN)
    code = LF_SYNC_ERROR_SIGN_IN;
  else if (status != SOUP_STATUS_NOT_IMPLEMENTED && SOUP_STATUS_IS_SERVER_ERROR (status))
    code = LF_SYNC_ERROR_SERVER;
  failure = g_error_new (LF_SYNC_ERROR, (int) code, _ ("The server %s does not tell of news (%u)."),
                         lf_http_server (self->http), status);
  lf_http_note_retry_after (message, failure);
  g_propagate_error (error, failure);
}

static void
on_result_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static SoupWebsocketConnection *
open_socket (LfHttpLive *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  SoupSession *session = lf_http_session (self->http);
  SoupWebsocketConnection *connection;
  GError *cause = NULL;

  if (!lf_http_unlock (self->http, error))
    return NULL;
  message = lf_http_make_message (self->http, "GET", "/v1/live");
  soup_session_websocket_connect_async (session, message, NULL, NULL, G_PRIORITY_DEFAULT,
                                        cancellable, on_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (self->context, TRUE);
  connection = soup_session_websocket_connect_finish (session, result, &cause);
  if (connection != NULL)
    return connection;
  if (soup_message_get_status (message) == SOUP_STATUS_NONE
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lf_http_set_not_sent (self->http, message, cause, error);
  else
    {
      set_refused (self, message, error);
      g_error_free (cause);
    }
  return NULL;
}

static void
drop (LfHttpLive *self)
{
  if (self->connection == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->connection, self);
  if (soup_websocket_connection_get_state (self->connection) == SOUP_WEBSOCKET_STATE_OPEN)
    soup_websocket_connection_close (self->connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
  g_clear_object (&self->connection);
}

static gboolean
lf_http_live_connect (LfLive *live, GCancellable *cancellable, GError **error)
{
  LfHttpLive *self = LF_HTTP_LIVE (live);

  if (self->http == NULL)
    {
      g_propagate_error (error, g_error_copy (self->refusal));
      return FALSE;
    }
  g_main_context_push_thread_default (self->context);
  drop (self);
  self->connection = open_socket (self, cancellable, error);
  g_main_context_pop_thread_default (self->context);
  if (self->connection == NULL)
    return FALSE;
  self->seq = -1;
  self->is_lost = FALSE;
  hear (self);
  soup_websocket_connection_set_max_incoming_payload_size (self->connection, MAX_MESSAGE);
  g_signal_connect (self->connection, "message", G_CALLBACK (on_message_cb), self);
  g_signal_connect (self->connection, "pong", G_CALLBACK (on_pong_cb), self);
  g_signal_connect (self->connection, "closed", G_CALLBACK (on_closed_cb), self);
  return TRUE;
}

/* ---- Waiting ---- */

static gboolean
on_tick_cb (gpointer data)
{
  LfHttpLive *self = data;

  if (g_get_monotonic_time () - self->heard_us
      > (gint64) self->ping_s * MISSED_PINGS * G_USEC_PER_SEC)
    self->is_lost = TRUE;
  return G_SOURCE_CONTINUE;
}

static void
on_cancelled_cb (GCancellable *cancellable, gpointer context)
{
  g_main_context_wakeup (context);
}

static void
iterate (LfHttpLive *self, GCancellable *cancellable)
{
  g_autoptr (GSource) tick = g_timeout_source_new_seconds (self->ping_s);
  gulong handler = cancellable == NULL
                       ? 0
                       : g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb),
                                                self->context, NULL);

  g_source_set_callback (tick, on_tick_cb, self, NULL);
  g_source_attach (tick, self->context);
  g_main_context_push_thread_default (self->context);
  soup_websocket_connection_set_keepalive_interval (self->connection, self->ping_s);
  while (self->seq < 0 && !self->is_lost && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);
  g_source_destroy (tick);
  g_cancellable_disconnect (cancellable, handler);
}

static gboolean
lf_http_live_wait (LfLive *live, gint64 *ret_seq, GCancellable *cancellable, GError **error)
{
  LfHttpLive *self = LF_HTTP_LIVE (live);

  if (self->connection != NULL)
    iterate (self, cancellable);
  if (self->seq >= 0)
    {
      *ret_seq = self->seq;
      self->seq = -1;
      return TRUE;
    }
  if (!g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE,
                 _ ("The connection to the server %s was lost."), lf_http_server (self->http));
  return FALSE;
}

/* What is to be said for that is said on the way out. */
static void
lf_http_live_disconnect (LfLive *live)
{
  LfHttpLive *self = LF_HTTP_LIVE (live);

  g_main_context_push_thread_default (self->context);
  drop (self);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
}

static void
lf_http_live_iface_init (LfLiveInterface *iface)
{
  iface->connect = lf_http_live_connect;
  iface->wait = lf_http_live_wait;
  iface->disconnect = lf_http_live_disconnect;
}

/* ---- The object ---- */

static void
lf_http_live_finalize (GObject *object)
{
  LfHttpLive *self = LF_HTTP_LIVE (object);

  g_main_context_push_thread_default (self->context);
  drop (self);
  g_clear_pointer (&self->http, lf_http_free);
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_clear_error (&self->refusal);
  G_OBJECT_CLASS (lf_http_live_parent_class)->finalize (object);
}

static void
lf_http_live_class_init (LfHttpLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = lf_http_live_finalize;
}

static void
lf_http_live_init (LfHttpLive *self)
{
  self->context = g_main_context_new ();
  self->ping_s = LF_HTTP_PING_S;
  self->seq = -1;
}

LfLive *
lf_http_live_new (const LfCredentials *credentials)
{
  LfHttpLive *self;

  g_return_val_if_fail (credentials != NULL, NULL);

  self = g_object_new (LF_TYPE_HTTP_LIVE, NULL);
  self->http = lf_http_new_for (credentials, &self->refusal);
  return LF_LIVE (self);
}

void
lf_http_live_set_ping (LfLive *live, guint ping_s)
{
  g_return_if_fail (LF_IS_HTTP_LIVE (live) && ping_s > 0);

  LF_HTTP_LIVE (live)->ping_s = ping_s;
}
