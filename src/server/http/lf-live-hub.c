/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Devices that listen for news, on the server's main thread. */

#include "config.h"

#include "lf-live-hub.h"

#include "lf-live-watch.h"

#include <string.h>

#define MAX_MESSAGE 256 /* bytes: a device has nothing to say */
#define MISSED_PINGS 3  /* a device that gave no sign of life for so long is gone */

typedef struct
{
  gint64 seq; /* -1: not known yet */
  GHashTable *clients;
} Zone;

typedef struct
{
  LfLiveHub *hub;
  SoupWebsocketConnection *connection;
  GSocket *socket;
  Zone *zone; /* unowned */
  char *key;
  char *token_hash;
  gint64 told;
  gint64 heard_us;
  gboolean is_queued;
} Client;

struct _LfLiveHub
{
  LfLiveWatch *watch;
  GMainContext *context;
  LfServerCounts *counts; /* unowned */
  GHashTable *zones;      /* name → Zone */
  GHashTable *clients;    /* key → Client, unowned */
  GHashTable *all;        /* Clients, those who leave among them */
  GQueue queue;           /* (element-type Client): to be told */
  GSource *teller;        /* (nullable): while there is a queue */
  GSource *sweeper;
  guint ping_s;
};

/* ---- Telling ---- */

static void
tell (Client *client)
{
  char text[48];

  client->is_queued = FALSE;
  if (client->told == client->zone->seq)
    return;
  client->told = client->zone->seq;
  g_snprintf (text, sizeof text, "{\"seq\":%" G_GINT64_FORMAT "}", client->told);
  soup_websocket_connection_send_text (client->connection, text);
  g_atomic_int_inc (&client->hub->counts->n_live_told);
}

static void
tell_batch (LfLiveHub *self)
{
  for (guint i = 0; i < LF_LIVE_BATCH && !g_queue_is_empty (&self->queue); i++)
    tell (g_queue_pop_head (&self->queue));
}

static gboolean
on_batch_cb (gpointer data)
{
  LfLiveHub *self = data;

  tell_batch (self);
  if (!g_queue_is_empty (&self->queue))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->teller, g_source_unref);
  return G_SOURCE_REMOVE;
}

static GSource *
add_timer (LfLiveHub *self, guint ms, GSourceFunc func)
{
  GSource *source = g_timeout_source_new (ms);

  g_source_set_callback (source, func, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

/* The first are told at once, and after them others in turn. */
static void
start_telling (LfLiveHub *self)
{
  if (self->teller != NULL || g_queue_is_empty (&self->queue))
    return;
  tell_batch (self);
  self->teller = add_timer (self, LF_LIVE_BATCH_MS, on_batch_cb);
}

static void
enqueue (Client *client)
{
  if (client->is_queued || client->zone->seq < 0 || client->told == client->zone->seq)
    return;
  client->is_queued = TRUE;
  g_queue_push_tail (&client->hub->queue, client);
}

/* ---- Coming and going ---- */

static void
client_free (gpointer data)
{
  Client *client = data;

  g_signal_handlers_disconnect_by_data (client->connection, client);
  g_object_unref (client->connection);
  g_object_unref (client->socket);
  g_free (client->key);
  g_free (client->token_hash);
  g_free (client);
}

/* It is told nothing more, whether or not the connection is closed already. */
static void
forget (Client *client)
{
  LfLiveHub *self = client->hub;

  if (client->is_queued)
    g_queue_remove (&self->queue, client);
  client->is_queued = FALSE;
  g_hash_table_remove (client->zone->clients, client);
  if (g_hash_table_lookup (self->clients, client->key) == client)
    g_hash_table_remove (self->clients, client->key);
}

static void
on_closed_cb (SoupWebsocketConnection *connection, Client *client)
{
  g_atomic_int_add (&client->hub->counts->n_live, -1);
  forget (client);
  g_hash_table_remove (client->hub->all, client);
}

/* Without a word: who does not answer would be waited for, and libsoup 3.2 forgets a timer each
 * time that is in vain. */
static void
cut (Client *client)
{
  g_atomic_int_inc (&client->hub->counts->n_live_cut);
  forget (client);
  g_socket_shutdown (client->socket, TRUE, TRUE, NULL);
}

static void
on_message_cb (SoupWebsocketConnection *connection, int type, GBytes *message, Client *client)
{
  cut (client);
}

static void
on_pong_cb (SoupWebsocketConnection *connection, GBytes *message, Client *client)
{
  client->heard_us = g_get_monotonic_time ();
}

static Zone *
ensure_zone (LfLiveHub *self, const char *name)
{
  Zone *zone = g_hash_table_lookup (self->zones, name);

  if (zone != NULL)
    return zone;
  zone = g_new0 (Zone, 1);
  zone->seq = -1;
  zone->clients = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (self->zones, g_strdup (name), zone);
  return zone;
}

static void
zone_free (gpointer data)
{
  Zone *zone = data;

  g_hash_table_unref (zone->clients);
  g_free (zone);
}

gboolean
lf_live_hub_has_room (LfLiveHub *self, const char *zone)
{
  return g_hash_table_size (ensure_zone (self, zone)->clients) < LF_LIVE_MAX_PER_ZONE;
}

void
lf_live_hub_add (LfLiveHub *self,
                 const LfServerUser *user,
                 const char *token_hash,
                 GSocket *socket,
                 SoupWebsocketConnection *connection)
{
  Client *client = g_new0 (Client, 1);
  Client *before;

  client->hub = self;
  client->connection = g_object_ref (connection);
  client->socket = g_object_ref (socket);
  client->zone = ensure_zone (self, user->zone);
  client->key = lf_live_key (user->zone, user->device);
  client->token_hash = g_strdup (token_hash);
  client->told = -1;
  client->heard_us = g_get_monotonic_time ();
  before = g_hash_table_lookup (self->clients, client->key);
  if (before != NULL)
    cut (before);
  g_hash_table_insert (self->clients, client->key, client);
  g_hash_table_add (client->zone->clients, client);
  g_hash_table_add (self->all, client);
  g_atomic_int_inc (&self->counts->n_live);
  soup_websocket_connection_set_max_incoming_payload_size (connection, MAX_MESSAGE);
  soup_websocket_connection_set_keepalive_interval (connection, self->ping_s);
  g_signal_connect (connection, "message", G_CALLBACK (on_message_cb), client);
  g_signal_connect (connection, "pong", G_CALLBACK (on_pong_cb), client);
  g_signal_connect (connection, "closed", G_CALLBACK (on_closed_cb), client);
  enqueue (client);
  start_telling (self);
}

/* ---- What is seen ---- */

/* Of clients that are to leave meanwhile: each stays until it was asked. */
static void
cut_where (LfLiveHub *self,
           gboolean (*is_gone) (const Client *client, gconstpointer data),
           gconstpointer data)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer client;

  g_hash_table_iter_init (&iter, self->clients);
  while (g_hash_table_iter_next (&iter, NULL, &client))
    if (is_gone (client, data))
      g_ptr_array_add (gone, client);
  for (guint i = 0; i < gone->len; i++)
    cut (gone->pdata[i]);
}

static gboolean
is_revoked (const Client *client, gconstpointer data)
{
  GHashTable *tokens = (gpointer) data;

  return g_strcmp0 (g_hash_table_lookup (tokens, client->key), client->token_hash) != 0;
}

static gboolean
is_silent (const Client *client, gconstpointer data)
{
  gint64 patience_us = (gint64) client->hub->ping_s * MISSED_PINGS * G_USEC_PER_SEC;

  return g_get_monotonic_time () - client->heard_us > patience_us;
}

static gboolean
on_sweep_cb (gpointer data)
{
  cut_where (data, is_silent, NULL);
  return G_SOURCE_CONTINUE;
}

static void
on_seen_cb (const LfLiveSight *sight, gpointer data)
{
  LfLiveHub *self = data;
  GHashTableIter zones, clients;
  gpointer name, seq, client;

  if (sight->tokens != NULL)
    cut_where (self, is_revoked, sight->tokens);
  g_hash_table_iter_init (&zones, sight->seqs);
  while (g_hash_table_iter_next (&zones, &name, &seq))
    {
      Zone *zone = ensure_zone (self, name);

      zone->seq = *(const gint64 *) seq;
      g_hash_table_iter_init (&clients, zone->clients);
      while (g_hash_table_iter_next (&clients, &client, NULL))
        enqueue (client);
    }
  start_telling (self);
}

/* ---- Life ---- */

static void
destroy_source (GSource *source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

void
lf_live_hub_set_ping (LfLiveHub *self, guint seconds)
{
  self->ping_s = seconds;
  g_clear_pointer (&self->sweeper, destroy_source);
  self->sweeper = add_timer (self, seconds * 1000, on_sweep_cb);
}

LfLiveHub *
lf_live_hub_new (LfServerStorage *storage, LfServerCounts *counts)
{
  LfLiveHub *self = g_new0 (LfLiveHub, 1);

  self->context = g_main_context_ref_thread_default ();
  self->counts = counts;
  self->zones = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, zone_free);
  self->clients = g_hash_table_new (g_str_hash, g_str_equal);
  self->all = g_hash_table_new_full (NULL, NULL, client_free, NULL);
  g_queue_init (&self->queue);
  lf_live_hub_set_ping (self, LF_LIVE_PING_S);
  self->watch = lf_live_watch_new (storage, self->context, on_seen_cb, self);
  return self;
}

void
lf_live_hub_wake (LfLiveHub *self)
{
  if (self != NULL)
    lf_live_watch_wake (self->watch);
}

void
lf_live_hub_close (LfLiveHub *self)
{
  g_autoptr (GList) clients = g_hash_table_get_values (self->clients);

  for (GList *item = clients; item != NULL; item = item->next)
    {
      SoupWebsocketConnection *connection = ((Client *) item->data)->connection;

      forget (item->data);
      if (soup_websocket_connection_get_state (connection) == SOUP_WEBSOCKET_STATE_OPEN)
        soup_websocket_connection_close (connection, SOUP_WEBSOCKET_CLOSE_GOING_AWAY, NULL);
    }
}

gboolean
lf_live_hub_is_empty (LfLiveHub *self)
{
  return g_hash_table_size (self->all) == 0;
}

void
lf_live_hub_free (LfLiveHub *self)
{
  lf_live_watch_free (self->watch);
  lf_live_hub_close (self);
  g_clear_pointer (&self->sweeper, destroy_source);
  g_clear_pointer (&self->teller, destroy_source);
  g_queue_clear (&self->queue);
  g_hash_table_unref (self->clients);
  g_hash_table_unref (self->all);
  g_hash_table_unref (self->zones);
  g_main_context_unref (self->context);
  g_free (self);
}
