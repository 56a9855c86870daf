/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scripted live connection of the sync tests. */

#include "config.h"

#include "fake-live.h"

struct _FakeLive
{
  GObject parent_instance;
  GMutex lock;
  GCond wake;
  gint64 seq; /* -1: nothing to say */
  int refusal;
  gboolean refuses, is_cut, is_connected;
  guint n_tries;
};

static void fake_live_iface_init (LfLiveInterface *iface);

G_DEFINE_TYPE_WITH_CODE (FakeLive,
                         fake_live,
                         G_TYPE_OBJECT,
                         G_IMPLEMENT_INTERFACE (LF_TYPE_LIVE, fake_live_iface_init))

static gboolean
fake_live_connect (LfLive *live, GCancellable *cancellable, GError **error)
{
  FakeLive *self = FAKE_LIVE (live);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_tries++;
  if (self->refuses)
    g_set_error_literal (error, LF_SYNC_ERROR, self->refusal, "No live news.");
  self->is_connected = !self->refuses;
  self->is_cut = FALSE;
  return self->is_connected;
}

static void
on_cancelled_cb (GCancellable *cancellable, FakeLive *self)
{
  g_mutex_lock (&self->lock);
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

static gboolean
fake_live_wait (LfLive *live, gint64 *ret_seq, GCancellable *cancellable, GError **error)
{
  FakeLive *self = FAKE_LIVE (live);
  gulong id = g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled_cb), self);
  gboolean is_news;

  g_mutex_lock (&self->lock);
  while (self->seq < 0 && !self->is_cut && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->wake, &self->lock);
  is_news = self->seq >= 0 && !self->is_cut;
  if (is_news)
    *ret_seq = self->seq;
  self->seq = -1;
  self->is_connected = is_news;
  g_mutex_unlock (&self->lock);
  g_signal_handler_disconnect (cancellable, id);
  if (!is_news && !g_cancellable_set_error_if_cancelled (cancellable, error))
    g_set_error_literal (error, LF_SYNC_ERROR, LF_SYNC_ERROR_UNREACHABLE, "It was cut.");
  return is_news;
}

static void
fake_live_disconnect (LfLive *live)
{
}

static void
fake_live_iface_init (LfLiveInterface *iface)
{
  iface->connect = fake_live_connect;
  iface->wait = fake_live_wait;
  iface->disconnect = fake_live_disconnect;
}

static void
fake_live_finalize (GObject *object)
{
  FakeLive *self = FAKE_LIVE (object);

  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  G_OBJECT_CLASS (fake_live_parent_class)->finalize (object);
}

static void
fake_live_class_init (FakeLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_live_finalize;
}

static void
fake_live_init (FakeLive *self)
{
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  self->seq = -1;
}

FakeLive *
fake_live_new (void)
{
  return g_object_new (FAKE_TYPE_LIVE, NULL);
}

void
fake_live_say (FakeLive *self, gint64 seq)
{
  g_mutex_lock (&self->lock);
  self->seq = seq;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
fake_live_cut (FakeLive *self, int code)
{
  g_mutex_lock (&self->lock);
  self->is_cut = TRUE;
  self->refuses = TRUE;
  self->refusal = code;
  g_cond_broadcast (&self->wake);
  g_mutex_unlock (&self->lock);
}

void
fake_live_allow (FakeLive *self)
{
  g_mutex_lock (&self->lock);
  self->refuses = FALSE;
  g_mutex_unlock (&self->lock);
}

guint
fake_live_n_tries (FakeLive *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->n_tries;
}

gboolean
fake_live_is_connected (FakeLive *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_connected;
}

gboolean
fake_live_has_to_say (FakeLive *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->seq >= 0;
}
