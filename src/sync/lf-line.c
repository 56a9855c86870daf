/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pushes that are on their way while the device does something else. */

#include "config.h"

#include "lf-line.h"

struct _LfLine
{
  LfTransport *transport;
  GCancellable *cancellable;
  GThread *thread;      /* (nullable): one for all of them, for a connection belongs to one */
  GAsyncQueue *started; /* LfLine: there is something to push; NO_MORE */
  GAsyncQueue *done;    /* LfLine */
  GPtrArray *changes;   /* under way */
  GPtrArray *answers;
  GError *error;
};

static char no_more; /* its address ends the thread */
#define NO_MORE ((gpointer) &no_more)

static void
push (LfLine *self)
{
  self->answers
      = lf_transport_push (self->transport, self->changes, self->cancellable, &self->error);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
}

static gpointer
run (gpointer data)
{
  LfLine *self = data;

  while (g_async_queue_pop (self->started) != NO_MORE)
    {
      push (self);
      g_async_queue_push (self->done, self);
    }
  return NULL;
}

LfLine *
lf_line_new (LfTransport *transport, GCancellable *cancellable, gboolean is_worth_it)
{
  LfLine *self = g_new0 (LfLine, 1);

  self->transport = g_object_ref (transport);
  self->cancellable = cancellable == NULL ? NULL : g_object_ref (cancellable);
  if (!is_worth_it || !LF_TRANSPORT_GET_IFACE (transport)->pushes_beside)
    return self;
  self->started = g_async_queue_new ();
  self->done = g_async_queue_new ();
  self->thread = g_thread_new ("lf-line", run, self);
  return self;
}

void
lf_line_free (LfLine *self)
{
  if (self->thread != NULL)
    {
      g_async_queue_push (self->started, NO_MORE);
      g_thread_join (self->thread);
      g_async_queue_unref (self->started);
      g_async_queue_unref (self->done);
    }
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_clear_object (&self->cancellable);
  g_object_unref (self->transport);
  g_free (self);
}

void
lf_line_start_push (LfLine *self, GPtrArray *changes)
{
  g_return_if_fail (self->changes == NULL && self->answers == NULL && self->error == NULL);

  self->changes = g_ptr_array_ref (changes);
  if (self->thread == NULL)
    push (self);
  else
    g_async_queue_push (self->started, self);
}

GPtrArray *
lf_line_finish_push (LfLine *self, GError **error)
{
  if (self->thread != NULL)
    g_async_queue_pop (self->done);
  if (self->answers == NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  return g_steal_pointer (&self->answers);
}
