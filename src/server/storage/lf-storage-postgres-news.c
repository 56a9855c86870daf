/* SPDX-License-Identifier: GPL-3.0-or-later */
/* News between processes: NOTIFY after each commit, LISTEN where it works, and else a look at the
 * counters now and then. */

#include "config.h"

#include "lf-storage-postgres-private.h"

#define LOOK_MS 1000

/* After the commit and apart from it: a notification takes a lock of the whole database cluster to
 * its own commit, and a lost one costs a reader only the wait for his next look. */
void
lf_pg_tell_news (LfStoragePostgres *self)
{
  lf_pg_queue (self,
               "SELECT set_config ('synchronous_commit', 'off', TRUE),"
               " pg_notify ('landfall_news', $1)",
               "s", self->zone);
  lf_pg_post (self);
}

static gboolean
storage_each_zone (LfServerStorage *storage,
                   LfServerSeqFunc func,
                   gpointer user_data,
                   GError **error)
{
  g_autoptr (PGresult) result
      = lf_pg_query (LF_STORAGE_POSTGRES (storage), error, "SELECT zone, seq FROM zone", "");

  for (int i = 0; result != NULL && i < PQntuples (result); i++)
    func (lf_pg_peek (result, i, 0), lf_pg_integer (result, i, 1), user_data);
  return result != NULL;
}

/* FALSE: there were none. */
static gboolean
take_notices (LfStoragePostgres *self)
{
  gboolean is_news = FALSE;
  PGnotify *notice;

  PQconsumeInput (self->connection);
  while ((notice = PQnotifies (self->connection)) != NULL)
    {
      is_news = TRUE;
      PQfreemem (notice);
    }
  return is_news;
}

/* A notice to oneself shows whether any would come. */
static gboolean
listen (LfStoragePostgres *self, GError **error)
{
  g_autoptr (PGresult) result = NULL;

  self->is_listening = TRUE;
  self->looks = !self->is_direct;
  if (self->looks)
    return TRUE;
  lf_pg_queue (self, "LISTEN landfall_news", "");
  lf_pg_queue (self, "SELECT pg_notify ('landfall_news', '')", "");
  result = lf_pg_run (self, NULL);
  self->looks = result == NULL || !take_notices (self);
  return lf_pg_connect (self, error);
}

/* A connection made anew may have missed something; one that cannot be made is waited for. */
static gboolean
storage_wait_news (LfServerStorage *storage, int stop_fd, int timeout_ms, GError **error)
{
  LfStoragePostgres *self = LF_STORAGE_POSTGRES (storage);
  GPollFD fds[2] = { { stop_fd, G_IO_IN, 0 }, { -1, G_IO_IN, 0 } };

  if (!lf_pg_connect (self, error))
    {
      g_poll (fds, 1, MIN (timeout_ms, LOOK_MS));
      return FALSE;
    }
  if (!self->is_listening)
    return listen (self, error);
  if (self->looks)
    {
      g_poll (fds, 1, MIN (timeout_ms, LOOK_MS));
      return TRUE;
    }
  if (take_notices (self))
    return TRUE;
  fds[1].fd = PQsocket (self->connection);
  g_poll (fds, 2, timeout_ms);
  take_notices (self);
  return lf_pg_connect (self, error);
}

void
lf_storage_postgres_init_news (LfServerStorageInterface *iface)
{
  iface->each_zone = storage_each_zone;
  iface->wait_news = storage_wait_news;
}
