/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each message has one timer at most. */

#include "config.h"

#include "lf-deadlines.h"

#include "lf-log.h"

#include <sys/socket.h>

struct _LfDeadlines
{
  GMainContext *context;
  GHashTable *sources; /* SoupServerMessage → GSource */
};

static void
destroy_source (gpointer source)
{
  g_source_destroy (source);
  g_source_unref (source);
}

LfDeadlines *
lf_deadlines_new (GMainContext *context)
{
  LfDeadlines *self = g_new0 (LfDeadlines, 1);

  self->context = g_main_context_ref (context);
  self->sources = g_hash_table_new_full (NULL, NULL, g_object_unref, destroy_source);
  return self;
}

void
lf_deadlines_free (LfDeadlines *self)
{
  g_hash_table_unref (self->sources);
  g_main_context_unref (self->context);
  g_free (self);
}

/* Closed with a reset: a client that goes on sending would not notice anything else for a minute.
 */
void
lf_deadlines_cut_off (SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  if (socket == NULL)
    return;
  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

void
lf_deadlines_drop (LfDeadlines *self, SoupServerMessage *message)
{
  g_hash_table_remove (self->sources, message);
}

typedef struct
{
  LfDeadlines *deadlines;
  SoupServerMessage *message;
} Deadline;

static gboolean
on_deadline_cb (gpointer data)
{
  Deadline *deadline = data;

  lf_log_event (NULL, "A client took too long and was cut off.");
  lf_deadlines_cut_off (deadline->message);
  lf_deadlines_drop (deadline->deadlines, deadline->message);
  return G_SOURCE_REMOVE;
}

void
lf_deadlines_set (LfDeadlines *self, SoupServerMessage *message, guint seconds)
{
  GSource *source = g_timeout_source_new_seconds (seconds);
  Deadline *deadline = g_new0 (Deadline, 1);

  lf_deadlines_drop (self, message);
  *deadline = (Deadline){ self, message };
  g_source_set_callback (source, on_deadline_cb, deadline, g_free);
  g_source_attach (source, self->context);
  g_hash_table_insert (self->sources, g_object_ref (message), source);
}
