/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread that waits for news, with a storage of its own. */

#include "config.h"

#include "lf-live-watch.h"

#include "lf-log.h"

#include <sys/eventfd.h>
#include <unistd.h>

#define LOOK_MS 5000                    /* however quiet it is */
#define DEVICES_US (5 * G_USEC_PER_SEC) /* how soon a device that was revoked is found */
#define TROUBLE_MS 1000

struct _LfLiveWatch
{
  LfServerStorage *storage;
  GMainContext *context;
  LfLiveSightFunc func;
  gpointer user_data;
  GThread *thread;
  int fd; /* readable: look at once, or stop */
  int is_stopping;
  gboolean is_in_trouble;
  gint64 devices_us; /* when the devices were looked at last */

  GMutex lock;        /* guards what was seen and not told yet */
  GHashTable *seqs;   /* (nullable) */
  GHashTable *tokens; /* (nullable) */
  GSource *source;    /* (nullable): that will tell */
};

char *
lf_live_key (const char *zone, const char *device)
{
  return g_strconcat (device, "/", zone, NULL);
}

/* ---- Telling ---- */

static gboolean
on_seen_cb (gpointer data)
{
  LfLiveWatch *self = data;
  g_autoptr (GHashTable) seqs = NULL;
  g_autoptr (GHashTable) tokens = NULL;
  LfLiveSight sight;

  g_mutex_lock (&self->lock);
  seqs = g_steal_pointer (&self->seqs);
  tokens = g_steal_pointer (&self->tokens);
  g_clear_pointer (&self->source, g_source_unref);
  g_mutex_unlock (&self->lock);
  sight = (LfLiveSight){ seqs, tokens };
  self->func (&sight, self->user_data);
  return G_SOURCE_REMOVE;
}

/* What was not told yet is told with it. @tokens: (nullable) */
static void
tell (LfLiveWatch *self, GHashTable *seqs, GHashTable *tokens)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_clear_pointer (&self->seqs, g_hash_table_unref);
  self->seqs = g_hash_table_ref (seqs);
  if (tokens != NULL)
    {
      g_clear_pointer (&self->tokens, g_hash_table_unref);
      self->tokens = g_hash_table_ref (tokens);
    }
  if (self->source != NULL)
    return;
  self->source = g_idle_source_new ();
  g_source_set_priority (self->source, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->source, on_seen_cb, self, NULL);
  g_source_attach (self->source, self->context);
}

/* ---- Looking ---- */

static void
note_seq (const char *zone, gint64 seq, gpointer data)
{
  g_hash_table_insert (data, g_strdup (zone), g_memdup2 (&seq, sizeof seq));
}

static GHashTable *
read_tokens (LfServerStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) devices = lf_server_storage_list_devices (storage, error);
  GHashTable *tokens;

  if (devices == NULL)
    return NULL;
  tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < devices->len; i++)
    {
      const LfServerDevice *device = devices->pdata[i];

      if (!device->is_revoked)
        g_hash_table_insert (tokens, lf_live_key (device->zone, device->id),
                             g_strdup (device->token_hash));
    }
  return tokens;
}

static gboolean
look (LfLiveWatch *self, GError **error)
{
  g_autoptr (GHashTable) seqs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) tokens = NULL;
  gint64 now_us = g_get_monotonic_time ();

  if (!lf_server_storage_each_zone (self->storage, note_seq, seqs, error))
    return FALSE;
  if (now_us - self->devices_us >= DEVICES_US)
    {
      tokens = read_tokens (self->storage, error);
      if (tokens == NULL)
        return FALSE;
      self->devices_us = now_us;
    }
  tell (self, seqs, tokens);
  return TRUE;
}

/* ---- The thread ---- */

static void
take_wakes (LfLiveWatch *self)
{
  guint64 n;

  if (read (self->fd, &n, sizeof n) < 0)
    return; /* none */
}

/* Once for each trouble, and it goes on: a database may be away for hours. */
static void
note_trouble (LfLiveWatch *self, const GError *error)
{
  GPollFD stop = { self->fd, G_IO_IN, 0 };

  if (!self->is_in_trouble)
    lf_log_event (NULL, "Devices are not told of news: %s", error->message);
  self->is_in_trouble = TRUE;
  g_poll (&stop, 1, TROUBLE_MS);
}

static gpointer
watch (gpointer data)
{
  LfLiveWatch *self = data;

  while (!g_atomic_int_get (&self->is_stopping))
    {
      g_autoptr (GError) error = NULL;

      if (lf_server_storage_wait_news (self->storage, self->fd, LOOK_MS, &error))
        {
          take_wakes (self);
          if (look (self, &error))
            self->is_in_trouble = FALSE;
        }
      if (error != NULL)
        note_trouble (self, error);
    }
  return NULL;
}

LfLiveWatch *
lf_live_watch_new (LfServerStorage *storage,
                   GMainContext *context,
                   LfLiveSightFunc func,
                   gpointer user_data)
{
  LfLiveWatch *self = g_new0 (LfLiveWatch, 1);

  self->storage = g_object_ref (storage);
  self->context = g_main_context_ref (context);
  self->func = func;
  self->user_data = user_data;
  self->fd = eventfd (0, EFD_NONBLOCK | EFD_CLOEXEC);
  g_mutex_init (&self->lock);
  self->thread = g_thread_new ("news", watch, self);
  return self;
}

void
lf_live_watch_wake (LfLiveWatch *self)
{
  const guint64 one = 1;

  if (write (self->fd, &one, sizeof one) < 0)
    return; /* it is full of wakes already */
}

void
lf_live_watch_free (LfLiveWatch *self)
{
  g_atomic_int_set (&self->is_stopping, TRUE);
  lf_live_watch_wake (self);
  g_thread_join (self->thread);
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  g_clear_pointer (&self->seqs, g_hash_table_unref);
  g_clear_pointer (&self->tokens, g_hash_table_unref);
  g_object_unref (self->storage);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->lock);
  close (self->fd);
  g_free (self);
}
