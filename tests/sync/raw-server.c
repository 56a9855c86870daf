/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The raw server: one thread per connection, one answer per connection. */

#include "config.h"

#include "raw-server.h"

#include "lf-wire.h"

#include <stdlib.h>
#include <string.h>

struct _RawServer
{
  GSocketService *service;
  guint16 port;
  GTlsCertificate *certificate;
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GCancellable *closing; /* ends connections that hang */
  GMutex lock;
  GCond idle;
  guint n_connections;
  GBytes *answer; /* (nullable) */
  gboolean cuts_second;
  char *head;
  GByteArray *body;
};

static gsize
content_length (const char *head, gsize head_length)
{
  g_autofree char *lower = g_ascii_strdown (head, (gssize) head_length);
  const char *at = strstr (lower, "content-length:");

  return at != NULL ? (gsize) strtoul (at + strlen ("content-length:"), NULL, 10) : 0;
}

/* Reads one request and remembers it. */
static gboolean
read_request (RawServer *self, GInputStream *stream)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  char *end = NULL;
  guint8 buffer[4096];
  gsize head_length = 0;

  while (end == NULL || data->len < head_length + content_length ((char *) data->data, head_length))
    {
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, self->closing, NULL);

      if (n <= 0)
        return FALSE;
      g_byte_array_append (data, buffer, (guint) n);
      end = g_strstr_len ((char *) data->data, data->len, "\r\n\r\n");
      head_length = end != NULL ? (gsize) (end - (char *) data->data) + 4 : 0;
    }
  g_mutex_lock (&self->lock);
  g_free (self->head);
  self->head = g_strndup ((char *) data->data, head_length);
  g_byte_array_set_size (self->body, 0);
  g_byte_array_append (self->body, data->data + head_length, data->len - (guint) head_length);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
wait_for_closing (RawServer *self)
{
  GPollFD fd;

  g_assert_true (g_cancellable_make_pollfd (self->closing, &fd));
  g_poll (&fd, 1, -1);
  g_cancellable_release_fd (self->closing);
}

static void
serve (RawServer *self, GIOStream *stream)
{
  g_autoptr (GBytes) answer = NULL;
  gboolean cuts_second;

  if (!read_request (self, g_io_stream_get_input_stream (stream)))
    return;
  g_mutex_lock (&self->lock);
  cuts_second = self->cuts_second;
  self->cuts_second = FALSE;
  answer = self->answer != NULL ? g_bytes_ref (self->answer) : NULL;
  g_mutex_unlock (&self->lock);
  if (answer != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                               g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), NULL,
                               NULL, NULL);
  else
    wait_for_closing (self);
  if (cuts_second)
    read_request (self, g_io_stream_get_input_stream (stream));
  g_io_stream_close (stream, NULL, NULL);
}

static void
count_connections (RawServer *self, int change)
{
  g_mutex_lock (&self->lock);
  self->n_connections += (guint) change;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->lock);
}

static gboolean
on_run_cb (GThreadedSocketService *service,
           GSocketConnection *connection,
           GObject *source,
           RawServer *self)
{
  g_autoptr (GIOStream) stream = NULL;

  if (self->certificate != NULL)
    stream = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);
  serve (self, stream != NULL ? stream : G_IO_STREAM (connection));
  g_clear_object (&stream);
  count_connections (self, -1);
  return TRUE;
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                RawServer *self)
{
  count_connections (self, 1);
  return FALSE;
}

static gpointer
run_thread (gpointer data)
{
  RawServer *self = data;

  g_main_context_push_thread_default (self->context);
  self->service = g_threaded_socket_service_new (8);
  g_signal_connect (self->service, "incoming", G_CALLBACK (on_incoming_cb), self);
  g_signal_connect (self->service, "run", G_CALLBACK (on_run_cb), self);
  self->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (self->service), NULL, NULL);
  g_main_loop_run (self->loop);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

RawServer *
raw_server_new (GTlsCertificate *certificate)
{
  RawServer *self = g_new0 (RawServer, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->idle);
  self->certificate = certificate != NULL ? g_object_ref (certificate) : NULL;
  self->closing = g_cancellable_new ();
  self->body = g_byte_array_new ();
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("raw-server", run_thread, self);
  while (!g_main_loop_is_running (self->loop))
    g_thread_yield ();
  return self;
}

void
raw_server_free (RawServer *self)
{
  g_cancellable_cancel (self->closing);
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_mutex_lock (&self->lock);
  while (self->n_connections > 0)
    g_cond_wait (&self->idle, &self->lock);
  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_object_unref (self->closing);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_byte_array_unref (self->body);
  g_free (self->head);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->idle);
  g_free (self);
}

char *
raw_server_url (RawServer *self)
{
  return g_strdup_printf ("%s://127.0.0.1:%u", self->certificate != NULL ? "https" : "http",
                          self->port);
}

void
raw_server_answer (RawServer *self, const char *bytes, gssize length)
{
  g_mutex_lock (&self->lock);
  g_clear_pointer (&self->answer, g_bytes_unref);
  if (bytes != NULL)
    self->answer = g_bytes_new (bytes, length < 0 ? strlen (bytes) : (gsize) length);
  g_mutex_unlock (&self->lock);
}

void
raw_server_answer_json (RawServer *self, guint status, const char *body)
{
  g_autofree char *answer = g_strdup_printf (
      "HTTP/1.1 %u X\r\nContent-Type: application/json\r\n" LF_WIRE_HEADER ": %d.%d\r\n"
      "Content-Length: %zu\r\nConnection: close\r\n\r\n%s",
      status, LF_WIRE_VERSION, LF_WIRE_MINOR, strlen (body), body);

  raw_server_answer (self, answer, -1);
}

void
raw_server_cut_second (RawServer *self)
{
  g_mutex_lock (&self->lock);
  self->cuts_second = TRUE;
  g_mutex_unlock (&self->lock);
}

char *
raw_server_request (RawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->head);
}

GBytes *
raw_server_body (RawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_bytes_new (self->body->data, self->body->len);
}
