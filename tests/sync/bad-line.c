/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line that is cut. */

#include "config.h"

#include "bad-line.h"

struct _BadLine
{
  char *server_url;
  GSocketService *service;
  GMainContext *context;
  GMainLoop *loop;
  GThread *thread;
  guint16 port;
  gint32 most;

  GMutex lock;
  GCond idle;
  GRand *rand;
  guint n_connections;
  guint n_cuts;
};

typedef struct
{
  BadLine *line;
  GSocket *from, *to;
  gsize allowance;
} Pump;

static gboolean
send_all (GSocket *to, const char *bytes, gssize length)
{
  while (length > 0)
    {
      gssize n = g_socket_send (to, bytes, (gsize) length, NULL, NULL);

      if (n <= 0)
        return FALSE;
      bytes += n;
      length -= n;
    }
  return TRUE;
}

static gpointer
run_pump (gpointer data)
{
  Pump *pump = data;
  char bytes[16384];
  gssize n = 1;

  while (n > 0 && pump->allowance > 0)
    {
      n = g_socket_receive (pump->from, bytes, MIN (sizeof bytes, pump->allowance), NULL, NULL);
      if (n <= 0 || !send_all (pump->to, bytes, n))
        break;
      pump->allowance -= (gsize) n;
    }
  g_mutex_lock (&pump->line->lock);
  pump->line->n_cuts += pump->allowance == 0;
  g_mutex_unlock (&pump->line->lock);
  g_socket_shutdown (pump->from, TRUE, TRUE, NULL);
  g_socket_shutdown (pump->to, TRUE, TRUE, NULL);
  return NULL;
}

static gsize
next_allowance (BadLine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return (gsize) g_rand_int_range (self->rand, 1, self->most);
}

static gboolean
on_run_cb (GThreadedSocketService *service,
           GSocketConnection *connection,
           GObject *source,
           BadLine *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) server
      = g_socket_client_connect_to_uri (client, self->server_url, 80, NULL, NULL);

  if (server != NULL)
    {
      GSocket *here = g_socket_connection_get_socket (connection);
      GSocket *there = g_socket_connection_get_socket (server);
      Pump up = { self, here, there, next_allowance (self) };
      Pump down = { self, there, here, next_allowance (self) };
      GThread *thread = g_thread_new ("up", run_pump, &up);

      run_pump (&down);
      g_thread_join (thread);
    }
  g_mutex_lock (&self->lock);
  self->n_connections--;
  g_cond_signal (&self->idle);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static gboolean
on_incoming_cb (GSocketService *service,
                GSocketConnection *connection,
                GObject *source,
                BadLine *self)
{
  g_mutex_lock (&self->lock);
  self->n_connections++;
  g_mutex_unlock (&self->lock);
  return FALSE;
}

static gpointer
run_thread (gpointer data)
{
  BadLine *self = data;

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

BadLine *
bad_line_new (const char *server_url, guint32 seed, gint32 most)
{
  BadLine *self = g_new0 (BadLine, 1);

  g_mutex_init (&self->lock);
  g_cond_init (&self->idle);
  self->server_url = g_strdup (server_url);
  self->rand = g_rand_new_with_seed (seed);
  self->most = most;
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("bad-line", run_thread, self);
  while (!g_main_loop_is_running (self->loop))
    g_thread_yield ();
  return self;
}

/* Whoever used it closed his connections before. */
void
bad_line_free (BadLine *self)
{
  g_main_loop_quit (self->loop);
  g_thread_join (self->thread);
  g_mutex_lock (&self->lock);
  while (self->n_connections > 0)
    g_cond_wait (&self->idle, &self->lock);
  g_mutex_unlock (&self->lock);
  g_object_unref (self->service);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_rand_free (self->rand);
  g_free (self->server_url);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->idle);
  g_free (self);
}

char *
bad_line_url (BadLine *self)
{
  return g_strdup_printf ("http://127.0.0.1:%u", self->port);
}

guint
bad_line_n_cuts (BadLine *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_cuts;
}
